"""How a problem is drawn: the place, the line, the caret under the offending text, the help."""

from __future__ import annotations

import pytest

from factcheck.errors import Problem
from factcheck.report.problems import render
from factcheck.report.text import cells


def test_a_problem_shows_place_code_message_line_caret_and_help() -> None:
    problem = Problem("claims.yaml", "FC901", "unknown key `vlaue`", 12, 5, 5, "    vlaue: 3.334 doanh nghiệp", "did you mean `value`?")
    assert render(problem, "error") == (
        "claims.yaml:12:5: error FC901: unknown key `vlaue`\n"
        "  12 |     vlaue: 3.334 doanh nghiệp\n"
        "     |     ^^^^^\n"
        "  help: did you mean `value`?\n"
    )


@pytest.mark.parametrize(
    ("problem", "first"),
    [
        (Problem("a.txt", "FC912", "no such file"), "a.txt: error FC912: no such file"),
        (Problem("a.txt", "FC910", "no text", 3), "a.txt:3: error FC910: no text"),
        (Problem("", "", "wrong usage"), "factcheck: error: wrong usage"),
        (Problem("a\x1b[2J\n.txt", "FC912", "no \x1b[31m\u202esuch"), "a\\x1b[2J\\x0a.txt: error FC912: no \\x1b[31m\\u202esuch"),
    ],
)
def test_what_a_problem_does_not_have_is_left_out(problem: Problem, first: str) -> None:
    assert render(problem, "error") == f"{first}\n"


@pytest.mark.parametrize(
    ("line", "column", "width", "shown", "caret"),
    [
        ("a: b", 4, 1, "a: b", "   ^"),
        ("tỷ lệ: b", 8, 1, "tỷ lệ: b", "       ^"),
        ("ty\u0309 lê\u0323: b", 10, 1, "ty\u0309 lê\u0323: b", "       ^"),
        ("漢字: b", 5, 1, "漢字: b", "      ^"),
        ("漢字: b", 1, 2, "漢字: b", "^^^^"),
        ("\tx: b", 2, 1, "    x: b", "    ^"),
        ("ab\tx: b", 4, 1, "ab  x: b", "    ^"),
        ("a\tb", 2, 1, "a   b", " ^^^"),
        ("a\x1bb", 3, 1, "a\\x1bb", "     ^"),
        ("a\x1bb", 2, 1, "a\\x1bb", " ^^^^"),
        ("a: b", 5, 1, "a: b", "    ^"),
        ("a: b", 3, 99, "a: b", "  ^^"),
    ],
)
def test_the_caret_stands_under_the_offending_text(line: str, column: int, width: int, shown: str, caret: str) -> None:
    rows = render(Problem("f", "FC901", "m", 7, column, width, line), "warning").splitlines()
    assert rows == ["f:7:" + str(column) + ": warning FC901: m", f"  7 | {shown}", f"    | {caret}"]


@pytest.mark.parametrize("column", [1, 20, 3000, 5990])
def test_a_very_long_line_is_cut_around_the_offending_text(column: int) -> None:
    line = "x" * (column - 1) + "WRONG" + "漢" * (6000 - column)
    _, shown, carets = render(Problem("f", "FC901", "m", 7, column, 5, line), "error", width=80).splitlines()
    assert cells(shown) <= 80
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "WRONG"
    assert ("… " in shown, " …" in shown) == (column > 20, True)


def test_colour_is_only_added() -> None:
    problem = Problem("f", "FC901", "m", 7, 3, 1, "a b", "do c")
    colored = render(problem, "error", color=True)
    assert "\x1b[1;31merror FC901:\x1b[0m" in colored
    for code in ("\x1b[1;31m", "\x1b[0m", "\x1b[1m", "\x1b[2m"):
        colored = colored.replace(code, "")
    assert colored == render(problem, "error")
