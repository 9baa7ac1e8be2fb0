"""The report for people: golden at two widths, safe against what texts hold, and a picture that asks nobody for anything."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from itertools import pairwise

import pytest
from sample_report import CLEAN, CONTRADICTED_FIRMS, CONTRADICTED_TRADE, REPORT

from factcheck.model import Report, replace
from factcheck.report.terminal import render, render_svg
from factcheck.report.text import cells

STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    ("name", "report", "width", "quiet", "verbose"),
    [
        ("terminal-80.txt", REPORT, 80, False, False),
        ("terminal-160.txt", REPORT, 160, False, False),
        ("terminal-80-quiet.txt", REPORT, 80, True, False),
        ("terminal-80-verbose.txt", REPORT, 80, False, True),
        ("terminal-80-clean.txt", CLEAN, 80, False, False),
    ],
)
def test_the_report_is_the_golden_one(
    golden: Callable[[str, str], None], name: str, report: Report, width: int, quiet: bool, verbose: bool
) -> None:
    golden(name, render(report, width=width, color=False, quiet=quiet, verbose=verbose))


@pytest.mark.parametrize("width", [40, 80, 100, 160, 240])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = render(REPORT, width=width, color=False, quiet=False, verbose=True).splitlines()
    assert max(cells(line) for line in lines if not re.search(r":\d+:\d+$", line)) <= width
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("verbose", [False, True])
def test_colour_adds_styles_and_hides_nothing_but_the_carets(verbose: bool) -> None:
    plain = render(REPORT, width=100, color=False, quiet=False, verbose=verbose)
    colored = render(REPORT, width=100, color=True, quiet=False, verbose=verbose)
    assert colored != plain
    told = [line.rstrip() for line in STYLE.sub("", colored).splitlines()]
    assert told == [line for line in plain.splitlines() if not re.fullmatch(r"  │ +\^+", line)]


def test_nothing_from_a_text_reaches_the_terminal_as_a_command() -> None:
    for color in (False, True):
        text = (
            STYLE.sub("", render(REPORT, width=80, color=color, quiet=False, verbose=True))
            if color
            else render(REPORT, width=80, color=color, quiet=False, verbose=True)
        )
        assert not [char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char != "\n"]
        assert "\\x1b[31m" in text
        assert "[bold]markup[/bold]" in text
        assert ":boom:" in text
        assert "[link=x]y[/link]" in text
    # Colours are the sixteen of the terminal: none of the text's own escapes, such as a blinking 5, is among them.
    styles = set(STYLE.findall(render(REPORT, width=80, color=True, quiet=False, verbose=True)))
    assert "\x1b[5m" not in styles
    assert "\x1b[31m" not in {style for style in styles if "1;" in style}


def test_the_number_is_underlined_where_it_stands_even_across_lines() -> None:
    for width in range(40, 120):
        lines = render(replace(REPORT, results=REPORT.results[:1]), width=width, color=False, quiet=True, verbose=False).splitlines()
        marked = [above[under.index("^") : len(under)] for above, under in pairwise(lines) if re.fullmatch(r"  │ +\^+", under)]
        assert " ".join(marked) == CONTRADICTED_TRADE.found


def test_a_place_is_never_broken() -> None:
    long = replace(CONTRADICTED_FIRMS, source="sources/" + "rất-dài/" * 30 + "bài báo.md")
    result = replace(REPORT.results[1], findings=(long,))
    text = render(replace(REPORT, results=(result,)), width=60, color=False, quiet=True, verbose=False)
    assert f"  {long.source}:13:17\n" in text


def test_a_very_long_sentence_is_cut_around_the_number() -> None:
    quote = "trước " * 5000 + "đạt 198 tỷ USD" + " sau" * 5000
    at = quote.index("198")
    long = replace(CONTRADICTED_TRADE, quote=quote, quote_start=0, start=at, end=at + len("198 tỷ USD"))
    result = replace(REPORT.results[0], findings=(long,))
    text = render(replace(REPORT, results=(result,)), width=80, color=False, quiet=True, verbose=False)
    assert "… trước" in text
    assert "đạt 198 tỷ USD" in " ".join(text.split())
    assert "sau …" in text
    assert len(text) < 2500


def test_quiet_tells_contradictions_only_and_verbose_tells_why() -> None:
    quiet = render(REPORT, width=80, color=False, quiet=True, verbose=False)
    plain = render(REPORT, width=80, color=False, quiet=False, verbose=False)
    verbose = render(REPORT, width=80, color=False, quiet=False, verbose=True)
    assert "FC101" in quiet
    assert "geopark" not in quiet
    assert "geopark" in plain
    assert "FC205" not in plain
    assert "✗ status  actual against target" in verbose
    assert "score       0.81" in verbose


def test_contradictions_come_first_and_what_was_not_found_last() -> None:
    text = render(REPORT, width=80, color=False, quiet=False, verbose=True)
    titles = [line.split(" ─")[0] for line in text.splitlines() if line.endswith("───")]
    assert titles == ["Contradicted", "Not comparable", "Supported", "Accepted", "Lapsed", "Claims", "Not found in any source"]


def test_the_environment_does_not_change_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = render(REPORT, width=80, color=True, quiet=False, verbose=False)
    for name, value in {"NO_COLOR": "1", "FORCE_COLOR": "1", "COLUMNS": "33", "TERM": "dumb", "COLORTERM": "truecolor"}.items():
        monkeypatch.setenv(name, value)
    assert render(REPORT, width=80, color=True, quiet=False, verbose=False) == expected


def test_the_picture_is_well_formed_and_makes_no_request() -> None:
    picture = render_svg(REPORT, width=100, quiet=False, verbose=False)
    root = ElementTree.fromstring(picture)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert re.findall(r"https?://[^\"' )]*", picture) == ["http://www.w3.org/2000/svg"]
    assert set(re.findall(r"url\((.)", picture)) <= {"#"}
    assert "@import" not in picture
    assert "@font-face" not in picture
    words = "".join(root.itertext()).replace("\xa0", " ")
    assert "3 contradictions · 1 accepted" in words
    assert "[bold]markup[/bold]" in words
    assert render_svg(REPORT, width=100, quiet=False, verbose=False) == picture
