"""The commands for GitHub Actions, read as its runner reads them, and the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_report import CLEAN, CONTRADICTED_ATTACK, CONTRADICTED_TRADE, REPORT

from factcheck.errors import InputError
from factcheck.model import ClaimResult, Finding, Position, Report, replace
from factcheck.report import job, markdown
from factcheck.report.github import render

COMMANDS = {"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "stop-commands", "set-output", "echo"}


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    message: str


def unescaped(text: str, marks: str) -> str:
    for mark in (*marks, "%"):
        text = text.replace(f"%{ord(mark):02X}", mark)
    return text


def command(line: str) -> Command | None:
    """Return the command that GitHub's runner takes a line of a log for: leading spaces are passed over, unknown names are none."""
    line = line.lstrip()
    end = line.find("::", 2)
    if not line.startswith("::") or end < 0:
        return None
    name, _, rest = line[2:end].partition(" ")
    if name not in COMMANDS:
        return None
    pairs = [part.partition("=") for part in rest.strip().split(",") if part]
    return Command(name, {key: unescaped(value, "\r\n:,") for key, _, value in pairs if value}, unescaped(line[end + 2 :], "\r\n"))


def commands(report: Report) -> list[Command]:
    """Return the commands of a report, of which every line has to be one."""
    told = [command(line) for line in re.split("\r\n|\r|\n", render(report).removesuffix("\n"))]
    assert None not in told
    return [row for row in told if row is not None]


def report_of(*findings: Finding) -> Report:
    return Report("claims.yaml", (ClaimResult(REPORT.results[0].claim, "contradicted", findings),), REPORT.sources)


@pytest.mark.parametrize(("name", "report"), [("report.github.txt", REPORT), ("clean.github.txt", CLEAN)])
def test_the_report_is_the_golden_one(golden: Callable[[str, str], None], name: str, report: Report) -> None:
    golden(name, render(report))


def test_a_contradiction_is_an_error_at_its_place_in_the_repository() -> None:
    first = commands(REPORT)[1]
    assert first.name == "error"
    assert first.properties == {
        "file": "desk/sources/kinh-te.md",
        "line": "10",
        "endLine": "10",
        "col": "85",
        "endColumn": "95",
        "title": "FC101 value differs",
    }
    assert first.message.startswith("198 tỷ USD is 15.6 % below 234,58 tỷ USD")
    assert first.message.endswith(
        "\nClaim trade-2021-2025: Giai đoạn 2021-2025, hàng qua các cửa khẩu tỉnh Lạng Sơn có tổng kim ngạch 234,58 tỷ USD"
    )


def test_columns_are_told_of_one_line_only() -> None:
    over = replace(CONTRADICTED_TRADE, end_position=Position(11, 3))
    assert set(commands(report_of(over))[0].properties) == {"file", "line", "endLine", "title"}


def test_standard_input_has_no_place_in_a_repository() -> None:
    assert set(commands(report_of(replace(CONTRADICTED_TRADE, source="-")))[0].properties) == {"title"}


def test_accepted_ones_are_counted_but_not_shown() -> None:
    told = commands(REPORT)
    assert [row.name for row in told] == ["error"] * 4 + ["warning"] * 2 + ["notice"]
    assert told[-1].message.startswith("3 contradictions, 1 accepted.\n")
    assert not any("2,900" in row.message for row in told)


def test_what_lapsed_is_a_warning_where_it_was_written() -> None:
    warning = commands(REPORT)[4]
    assert warning.properties == {"file": "desk/acknowledgements.yaml", "line": "8", "title": "FC916 stale"}
    assert warning.message == "no source tells 4,1% of poverty-rate-2025 any more (claim poverty-rate-2025)"


def test_sources_that_could_not_be_read_come_first_and_leave_room_for_contradictions() -> None:
    unread = tuple(REPORT.unread[0]._replace(path=f"sources/{n}.md") for n in range(20))
    finding = replace(CONTRADICTED_TRADE)
    results = (ClaimResult(REPORT.results[0].claim, "contradicted", (finding,) * 12),)
    told = commands(replace(REPORT, results=results, unread=unread, lapses=()))
    assert [row.message.startswith("not checked: a binary file") for row in told] == [True] * 3 + [False] * 8
    assert [row.name for row in told] == ["error"] * 10 + ["notice"]
    assert "20 sources could not be read" in told[-1].message
    assert "5 contradictions more" in told[-1].message


def test_the_ten_worst_are_errors_and_the_rest_one_notice() -> None:
    share = CONTRADICTED_TRADE.difference_percent
    assert share is not None
    findings = [replace(CONTRADICTED_TRADE, found=f"{i} USD", difference_percent=share - i) for i in range(75)]
    told = commands(report_of(*findings))
    assert [row.name for row in told] == ["error"] * 10 + ["notice"]
    notice = told[-1].message
    assert "65 contradictions more:\nsources/kinh-te.md:10:85 64 USD (claim trade-2021-2025)\n" in notice
    assert notice.endswith("\nand 15 more")
    assert all(f" {i} USD (claim" not in notice for i in range(65, 75))


def test_a_report_without_contradictions_says_so() -> None:
    (notice,) = commands(CLEAN)
    assert notice.message.startswith("No contradictions.\n2 claims of claims.yaml, 1 source read: 1 supported")


HOSTILE = (
    "::error::owned",
    "x\n::stop-commands::y",
    "x\r::set-output name=a::b",
    "\u2028::add-mask::x\x85::error::y",
    "a,file=/etc/passwd,line=1::owned",
    "%0A::error::owned %250A %",
    "##[error]owned",
    "::",
    "x\x1b[2J",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_give_a_command_or_change_one(text: str) -> None:
    claim = replace(REPORT.results[0].claim, id=text, text=text)
    finding = replace(CONTRADICTED_ATTACK, source=text, explanation=text, found=text, expected=text)
    lapses = tuple(lapse._replace(claim=text, problem=lapse.problem._replace(path=text, message=text)) for lapse in REPORT.lapses)
    report = Report(text, (ClaimResult(claim, "contradicted", (finding,) * 12),), (), lapses=lapses)
    told = commands(report)
    assert [row.name for row in told] == ["error"] * 10 + ["warning"] * 2 + ["notice"]
    assert [set(row.properties) for row in told[:10]] == [{"file", "line", "endLine", "col", "endColumn", "title"}] * 10
    assert {row.properties["line"] for row in told[:10]} == {"2"}
    assert {row.properties["title"] for row in told[:10]} == {"FC102 outside the bound"}
    assert all(char == "\n" or char.isprintable() for char in render(report))


@given(st.text())
def test_any_text_comes_back_as_it_is_shown(text: str) -> None:
    row = commands(report_of(replace(CONTRADICTED_TRADE, explanation=f"a{text}b")))[0]
    assert len(row.message.split("\n")) == 2
    assert row.properties["line"] == "10"


def test_the_summary_of_a_job_is_appended(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    job.append(REPORT, path)
    assert path.read_text("utf-8") == markdown.render(REPORT)
    path.write_text("# Before\n", "utf-8")
    job.append(CLEAN, path)
    assert path.read_text("utf-8") == "# Before\n\n" + markdown.render(CLEAN)


def test_a_summary_takes_no_more_than_the_room_that_is_left(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_bytes(b"x" * (job.LARGEST - 6_000))
    job.append(report_of(*[replace(CONTRADICTED_TRADE, found=f"{i} tỷ USD") for i in range(500)]), path)
    assert job.LARGEST - 1_000 < path.stat().st_size <= job.LARGEST
    assert "_Left out, for there is no more room here:" in path.read_text("utf-8")


def test_a_summary_that_is_full_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_bytes(b"x" * job.LARGEST)
    with pytest.raises(InputError, match="cannot write the summary of the job"):
        job.append(REPORT, path)
    assert path.stat().st_size == job.LARGEST
