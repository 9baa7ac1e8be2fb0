"""The sums of a text, done again: labelled sentences, and what the pages show of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pytest
from newsroom import called
from sample_report import HOSTILE

from factcheck.arithmetic import Reckoning, reckon
from factcheck.arithmetic.reach import Reach
from factcheck.model import Source, replace
from factcheck.reasons import REASONS
from factcheck.report import arithmetic as page

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One sentence with its label."""

    lang: str
    label: str
    code: str
    text: str


def cases(lang: str) -> list[Case]:
    """Return the labelled sentences of a language."""
    lines = (CASES / f"arithmetic_{lang}.txt").read_text("utf-8").splitlines()
    rows = [line.partition("|") for line in lines if line and not line.startswith("#")]
    labels = [label.split() for label, _, _ in rows]
    return [Case(lang, label[0], label[-1], text.strip()) for label, (_, _, text) in zip(labels, rows, strict=True)]


ALL = [*cases("vi"), *cases("en")]


def told(text: str, lang: str = "vi", day: date | None = None) -> list[Reckoning]:
    """Return what is calculated in a text."""
    return reckon(Source("draft.md", text, lang=lang, date=day))


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.text[:60])
def test_a_sentence_is_judged_as_its_label_says(case: Case) -> None:
    found = told(case.text, case.lang)
    wrong = {one.calculation.reason for one in found if not one.holds}
    assert wrong == ({case.code} if case.label == "wrong" else set())
    if case.label == "holds":
        assert case.code in {one.calculation.reason for one in found}


def test_every_reason_has_a_sentence_that_is_wrong_and_one_that_holds() -> None:
    codes = {code for code in REASONS if code[2] == "5"}
    for label in ("wrong", "holds"):
        assert {case.code for case in ALL if case.label == label} == codes


def test_every_example_of_a_reason_is_told_with_that_reason() -> None:
    for code, reason in REASONS.items():
        if code[2] == "5":
            for example in reason.example.split("”; “"):
                text = example.partition("”:")[0].strip("“”.").replace("” and “", ", ") + "."
                assert code in {one.calculation.reason for one in told(text, day=date(2025, 5, 1)) if not one.holds}, text


def test_no_sentence_is_told_twice() -> None:
    assert len({case.text for case in ALL}) == len(ALL)


def test_a_text_that_bears_a_date_says_how_old_one_is() -> None:
    text = "Công an bắt Trần Văn A (SN 1983, 24 tuổi)."
    assert not told(text)
    (one,) = told(text, day=date(2025, 5, 1))
    assert page.sentence(one.calculation) == "2025 − 1983 = 42 years, told: 24 years"
    assert not told("Năm 2007, Trần Văn A (SN 1983, 24 tuổi) rời làng.", day=date(2025, 5, 1))


def test_the_numbers_of_one_sentence_have_nothing_to_do_with_another() -> None:
    assert not told("Cả vùng có 315/994 xã đạt chuẩn. Tỷ lệ hộ nghèo là 7%.")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Có 315/994 xã (đạt 33,69%).", "315 / 994 = 31.69 %, told: 33.69 %"),
        (
            "Giá giảm từ 71,1 xuống 44,2 tỷ đồng, giảm 29,6 tỷ đồng.",
            "71.1 billion − 44.2 billion = 26.9 billion VND, told: 29.6 billion VND",
        ),
        ("Tăng 1.496 hộ (91,4%), lên 3.334 hộ.", "1,496 / (3,334 − 1,496) = 81.39 %, told: 91.4 %"),
        ("Xe chở 45 người, trong đó có 54 trẻ em.", "54 is more than 45, of which it is told to be a part"),
        ("Kỳ hạn 5 năm (từ 26/9/2013 đến 26/9/2023).", "2013-09-26 to 2023-09-26 = 10 năm, told: 5 năm"),
        ("Kỳ hạn 5 năm (từ 26/9/2023 đến 26/9/2018).", "from 2023-09-26 to 2018-09-26, which is before it"),
        ("Giá tăng từ 5 lên 3 đồng.", "from 5 to 3 is a fall, told as a rise"),
        ("60% đi làm, 30% đi học, còn lại 20% ở nhà.", "60 + 30 + 20 = 110 %, the whole: 100 %"),
    ],
)
def test_the_calculation_is_shown(text: str, shown: str) -> None:
    (one,) = (one for one in told(text) if not one.holds)
    assert page.sentence(one.calculation) == shown


def test_every_span_is_what_the_text_has_there() -> None:
    for case in ALL:
        for one in told(case.text, case.lang):
            assert one.told == one.calculation.told.of(case.text)
            assert list(one.numbers) == [span.of(case.text) for span in one.calculation.spans]
            assert case.text[one.quote_start :].startswith(one.quote)


DRAFT = Source(
    "drafts/evil\x1b[2J.md",
    f"Toàn tỉnh có 315/994 xã đạt chuẩn (đạt 33,69%).\n\nHọc phí tăng từ 1,2 triệu đồng lên 1,5 triệu đồng. "
    f"Xã {HOSTILE} có 40 em (25 nam, 17 nữ).\n\n"
    f"Dự án dài, {'rất dài, ' * 60}có {'một ' * 3}đoàn 49 người gồm 5 thành viên phi hành đoàn và 41 hành khách{', rồi đi' * 60}.\n\n"
    "Bản thường có giá 1.249 USD (26,5 triệu đồng).\n\nBản lớn có giá 1.999 USD (24,5 triệu đồng), rộng 12,5 ha (12.500 m2).\n",
    lang="vi",
)


@pytest.mark.parametrize("color", [False, True], ids=["plain", "color"])
def test_the_page_is_as_the_golden_file_has_it(golden: Callable[[str, str], None], color: bool) -> None:
    name = "arithmetic-color.txt" if color else "arithmetic.txt"
    golden(name, page.render_text(reckon(DRAFT), 1, width=90, color=color, verbose=True))


def test_nothing_of_a_text_reaches_the_terminal_as_a_command() -> None:
    text = page.render_text(reckon(DRAFT), 1, verbose=True)
    assert all(char == "\n" or char.isprintable() for char in text)


def test_the_marks_stand_under_the_numbers() -> None:
    lines = page.render_text(told("Một câu ＡＢ có 315/994 xã (đạt 33,69%)."), 1).splitlines()
    at = next(i for i, line in enumerate(lines) if "315/994" in line)
    assert lines[at + 1] == "  │ " + " " * 16 + "^" * 10 + " " * 6 + "^" * 6


@pytest.mark.parametrize(
    ("texts", "headline"),
    [
        (["Không có số nào."], "? Nothing to calculate · 1 source read\n"),
        (["Giá tăng từ 3 lên 5 đồng."], "✓ No inconsistencies · 1 calculation done again, 1 source read\n"),
        (["Giá tăng từ 5 lên 3 đồng.", "Một."], "✗ 1 inconsistency · 1 calculation done again, 2 sources read\n"),
    ],
)
def test_the_headline_says_what_was_done(texts: list[str], headline: str) -> None:
    found = [one for text in texts for one in told(text)]
    assert page.render_text(found, len(texts)).startswith(headline)


def test_json_holds_what_a_program_needs() -> None:
    report = json.loads(page.render_json(reckon(DRAFT), 1))
    assert (report["schema"], report["summary"]["sources"]) == ("factcheck.arithmetic/1", 1)
    assert report["summary"]["calculations"] == len(report["inconsistencies"]) + len(report["held"])
    assert report["summary"]["inconsistent"] == len(report["inconsistencies"]) > 3
    for row in report["inconsistencies"] + report["held"]:
        assert DRAFT.text[row["start"] : row["end"]] == row["told"]
        assert DRAFT.text[row["quote_start"] : row["quote_end"]] == row["quote"]
        assert [DRAFT.text[number["start"] : number["end"]] for number in row["numbers"]] == [number["text"] for number in row["numbers"]]
        assert row["holds"] == (row in report["held"])
    first = report["inconsistencies"][0]
    assert (first["reason"], first["value"], first["unit"]) == ("FC501", 33.69, "%")
    assert first["difference"] == pytest.approx(2.0, abs=0.01)


def test_the_same_text_gives_the_same_page() -> None:
    assert page.render_json(reckon(DRAFT), 1) == page.render_json(reckon(replace(DRAFT)), 1)


def test_a_header_is_no_part_of_the_text() -> None:
    text = "---\ntitle: Có 315/994 xã (đạt 33,69%)\n---\n"
    assert not reckon(Source("draft.md", f"{text}Một câu có 5 xã và 3 phường.\n", body=len(text), lang="vi"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(" * 2000 + "5 xã, 3 xã",
        "5 xã, " * 3000,
        "5 xã và 3 phường, " * 2000,
        "từ 5 lên " * 2000,
        "tăng từ 5 lên 0 đồng, gấp 0 lần (0%)",
        "0/0 xã (0%)",
        "tăng từ 0% lên 0%, tăng 0%",
        f"tăng {'9' * 39} đồng ({'9' * 39}%), lên {'9' * 40} đồng",
        "10 ngày (từ 29/2 đến 29/2/2023)",
    ],
    ids=range(10),
)
def test_strange_text_is_read_in_no_time(text: str) -> None:
    start = perf_counter()
    page.render_text(told(text), 1)
    assert perf_counter() - start < 20


def test_spans_of_values_are_reckoned_by_their_ends() -> None:
    one, other = Reach(Decimal(1), Decimal(2)), Reach(Decimal(4), Decimal(5))
    assert one.plus(other) == Reach(*map(Decimal, (5, 7)))
    assert other.minus(one) == Reach(*map(Decimal, (2, 4)))
    assert one.times(other) == Reach(*map(Decimal, (4, 10)))
    assert other.over(one) == Reach(*map(Decimal, (2, 5)))
    assert one.over(Reach(Decimal(0), Decimal(1))) is None
    assert not one.meets(other)
    assert one.meets(Reach(Decimal(2), Decimal(3)))


def command(folder: Path, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    return called(folder, *args, stdin=stdin, NO_COLOR="1")


@pytest.mark.parametrize(
    ("args", "stdin", "code", "told"),
    [
        (["arithmetic", "right.txt"], "", 0, "✓ No inconsistencies · 1 calculation done again, 1 source read"),
        (["arithmetic"], "", 1, "✗ 1 inconsistency · 1 calculation done again, 1 source read"),
        (["arithmetic", "right.txt", "sources"], "", 1, "2 sources read"),
        (["arithmetic", "-"], "Có 12 trong 40 xã, chiếm 35%.", 1, "12 / 40 = 30 %, told: 35 %"),
        (["arithmetic", "-", "--format", "json"], "Có 5 xã.", 0, '"calculations": 0'),
        (["arithmetic", "missing.txt"], "", 2, ""),
        (["arithmetic", "right.txt", "broken.txt"], "", 2, "✓ No inconsistencies"),
        (["arithmetic", "right.txt", "--lang", "xx"], "", 2, ""),
        (["arithmetic", "empty.txt"], "", 3, ""),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_the_command_ends_as_its_help_says(args: list[str], stdin: str, code: int, told: str, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "wrong.md").write_text("Có 12 trong 40 xã, chiếm 35%.\n", "utf-8")
    (tmp_path / "right.txt").write_text("Có 12 trong 40 xã, chiếm 30%.\n", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "broken.txt").write_bytes(b"\xff\x00\xfe\x00\x01\x02\x00")
    done = command(tmp_path, *args, stdin=stdin)
    assert done.returncode == code, done.stderr
    assert told in done.stdout
    assert bool(done.stderr) == (code > 1)
    assert "Traceback" not in done.stderr


def test_other_commands_do_not_load_it(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("Có 12 trong 40 xã, chiếm 35%.\n", "utf-8")
    loaded = (
        "import sys; from factcheck.cli import run; run(sys.argv[1:]); print([m for m in sys.modules if 'arithmetic' in m or 'links' in m])"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    line = [sys.executable, "-c", loaded, "quantities", "text.txt"]
    done = subprocess.run(line, cwd=tmp_path, capture_output=True, encoding="utf-8", env=environment, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("format", ["terminal", "json"])
def test_a_run_tells_of_the_sums_where_they_are_asked_for(format: str, tmp_path: Path) -> None:
    (tmp_path / "claims.yaml").write_text("claims:\n  - {id: communes, claim: Toàn tỉnh có 40 xã}\n", "utf-8")
    (tmp_path / "draft.md").write_text("Toàn tỉnh có 40 xã. Có 12 trong 40 xã, chiếm 35%.\n", "utf-8")
    plain = command(tmp_path, "verify", "draft.md", "--format", format)
    done = command(tmp_path, "verify", "draft.md", "--format", format, "--arithmetic")
    assert (done.returncode, done.stderr) == (plain.returncode, plain.stderr) == (0, "")
    if format == "json":
        more = json.loads(done.stdout)
        assert [row["calculation"] for row in more.pop("arithmetic")] == ["12 / 40 = 30 %, told: 35 %"]
        assert more == json.loads(plain.stdout)
    else:
        assert done.stdout.startswith(f"{plain.stdout}\nArithmetic ───")
        assert "12 / 40 = 30 %, told: 35 %" in done.stdout
        assert "FC501" in command(tmp_path, "verify", "draft.md", "--quiet", "--arithmetic").stdout
