"""The counts of a run: what is counted, in which order, and that no name breaks a table."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_report import CLEAN, CONTRADICTED_FIRMS, CONTRADICTED_FIRMS_AGAIN, CONTRADICTED_TRADE, GROWTH, REPORT, SOURCES
from test_cli import factcheck

from factcheck.model import ClaimResult, Finding, Report, replace
from factcheck.report import render as render_as
from factcheck.report.statistics import render
from factcheck.report.text import cells
from factcheck.statistics import Tally, statistics

STYLE = re.compile(r"\x1b\[[0-9;]*m")
SUPPORTED = REPORT.results[3].findings[0]
UNCOMPARED = REPORT.results[2].findings[0]


def page(report: Report, width: int = 80, color: bool = False, quiet: bool = False, verbose: bool = False) -> str:
    return render(report, width=width, color=color, quiet=quiet, verbose=verbose)


def told(*findings: Finding) -> Report:
    """Return a report of one claim with some findings, whose sources are those that they name."""
    names = sorted({finding.source for finding in findings})
    sources = tuple(replace(SOURCES["sources/kinh-te.md"], name=name) for name in names)
    mine = tuple(replace(finding, claim=GROWTH.id) for finding in findings)
    return Report("claims.yaml", (ClaimResult(GROWTH, findings[0].verdict, mine),), sources)


def test_every_finding_is_counted_once_in_each_table() -> None:
    every = [finding for result in REPORT.results for finding in result.findings]
    for table in statistics(REPORT):
        assert sum(row.findings for row in table) == len(every)
        assert sum(row.contradicted for row in table) == REPORT.count("contradicted")
        assert sum(row.accepted for row in table) == REPORT.accepted == 1
        assert sum(row.supported for row in table) == REPORT.count("supported")
        assert len({row.name for row in table}) == len(table)


def test_the_worst_comes_first_and_an_accepted_contradiction_counts_no_more() -> None:
    counts = statistics(REPORT)
    assert [(row.name, row.open) for row in counts.reasons] == [("FC101", 2), ("FC102", 1), ("FC205", 0), ("FC301", 0), ("FC302", 0)]
    assert counts.sources[0] == Tally("sources/kinh-te.md", 2, 0, 1, 0)
    assert counts.sources[-1] == Tally("sources/lang-son-term-2020-2025.md", contradicted=1, accepted=1)
    assert counts.publishers == (Tally("Báo Sông Xanh", 2, 0, 1, 0), Tally("", 2, 1, 1, 1))


@pytest.mark.parametrize(
    ("findings", "names"),
    [
        # more of them, though less often
        ([("a", CONTRADICTED_TRADE), ("b", CONTRADICTED_TRADE), ("b", CONTRADICTED_TRADE), *[("b", SUPPORTED)] * 9], ["b", "a"]),
        # as many, but of more that was told
        ([("a", CONTRADICTED_TRADE), ("a", SUPPORTED), ("b", CONTRADICTED_TRADE)], ["b", "a"]),
        # what could not be compared is no sign of care
        ([("a", CONTRADICTED_TRADE), ("b", CONTRADICTED_TRADE), ("b", UNCOMPARED)], ["a", "b"]),
        # nothing but accepted ones
        ([("a", CONTRADICTED_FIRMS_AGAIN), ("b", CONTRADICTED_FIRMS), ("b", SUPPORTED)], ["b", "a"]),
        # alike: by name
        ([("b", SUPPORTED), ("a", UNCOMPARED)], ["a", "b"]),
    ],
)
def test_rows_stand_by_open_contradictions_then_share_then_name(findings: list[tuple[str, Finding]], names: list[str]) -> None:
    report = told(*(replace(finding, source=source) for source, finding in findings))
    assert [row.name for row in statistics(report).sources] == names


def test_one_publisher_written_in_two_ways_is_one() -> None:
    names = ("Báo  Sông Xanh", unicodedata.normalize("NFD", "Báo Sông Xanh\n"))
    sources = tuple(replace(source, publisher=name) for name, source in zip(names, REPORT.sources, strict=False))
    report = replace(REPORT, sources=sources)
    assert {row.name for row in statistics(report).publishers} == {"Báo Sông Xanh", ""}


def test_a_metric_is_the_words_of_the_registry_or_else_the_id() -> None:
    results = tuple(
        replace(result, claim=replace(result.claim, metrics=("thu  ngân sách", "revenue"))) if i < 2 else result
        for i, result in enumerate(REPORT.results)
    )
    metrics = statistics(replace(REPORT, results=results)).metrics
    assert metrics[0] == Tally("thu ngân sách", 3, 1, 1, 0)
    assert "geopark" in {row.name for row in metrics}


@pytest.mark.parametrize(
    ("name", "report", "width", "quiet"),
    [
        ("statistics-80.txt", REPORT, 80, False),
        ("statistics-80-quiet.txt", REPORT, 80, True),
        ("statistics-60-clean.txt", CLEAN, 60, False),
    ],
)
def test_the_tables_are_the_golden_ones(golden: Callable[[str, str], None], name: str, report: Report, width: int, quiet: bool) -> None:
    golden(name, page(report, width, quiet=quiet))


def test_the_json_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    counts = json.loads(render_as(REPORT, "json", statistics=True))["statistics"]
    golden("statistics.json", json.dumps(counts, ensure_ascii=False, indent=1) + "\n")


def test_programs_get_the_counts_beside_the_findings_and_only_where_they_ask() -> None:
    counted = json.loads(render_as(REPORT, "json", statistics=True))
    assert list(counted["statistics"]) == ["reasons", "sources", "publishers", "metrics"]
    del counted["statistics"]
    assert counted == json.loads(render_as(REPORT, "json"))


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal_even_with_long_names(width: int) -> None:
    long = "sources/" + "rất-dài-你好/" * 30 + "bài báo.md"
    report = told(*(replace(finding, source=long) for finding in (CONTRADICTED_TRADE, CONTRADICTED_FIRMS_AGAIN, SUPPORTED)))
    sources = (replace(report.sources[0], publisher="Báo " + "你好 " * 90),)
    lines = page(replace(report, sources=sources), width).splitlines()[2:]
    assert max(map(cells, lines)) <= width
    assert sum(line.endswith("bài báo.md") for line in lines) == 1
    assert sum(line.endswith("…") and "Báo" in line for line in lines) == 1


def test_colour_adds_styles_and_nothing_from_a_text_is_obeyed() -> None:
    sources = tuple(replace(source, publisher=f"\x1b]0;owned\x07 {source.title} \u202e\x9b2J") for source in REPORT.sources)
    hostile = replace(REPORT, sources=sources, registry="a\x1b[2J.yaml")
    plain, colored = page(hostile), page(hostile, color=True)
    assert STYLE.sub("", colored) == plain
    assert not [char for char in plain if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") and char != "\n"]
    assert set(STYLE.findall(colored)) <= {f"\x1b[{code}m" for code in ("0", "1", "2", "31", "32", "33", "35", "36", "1;31", "1;32")}


def test_a_long_table_is_cut_and_says_so_until_all_of_it_is_asked_for() -> None:
    report = told(*(replace(SUPPORTED, source=f"s{i:03}.md") for i in range(300)))
    assert "  280 more, which --verbose lists\n" in page(report)
    assert "s299.md" not in page(report)
    assert "s299.md" in page(report, verbose=True)
    assert "--verbose" not in page(report, verbose=True)


@pytest.mark.parametrize(
    ("supported", "contradicted", "share"),
    [(0, 1, "100 %"), (999, 1, "< 1 %"), (1, 999, "99 %"), (2, 1, "33 %"), (1, 0, "0 %")],
)
def test_a_share_is_never_rounded_to_none_or_all(supported: int, contradicted: int, share: str) -> None:
    row = next(
        line for line in page(told(*[SUPPORTED] * supported, *[CONTRADICTED_TRADE] * contradicted)).splitlines() if "kinh-te" in line
    )
    assert row.endswith(f" {share}  sources/kinh-te.md")


def test_a_source_that_tells_nothing_is_counted_but_takes_no_row(desk: Path) -> None:
    (desk / "sources" / "other.txt").write_text("Trời hôm nay đẹp.\n", "utf-8")
    done = factcheck(desk, "verify", "--statistics")
    assert done.returncode == 1
    assert "  1 source tells of no claim\n" in done.stdout
    assert "other.txt" not in done.stdout
    assert "198 tỷ USD" not in done.stdout


def test_the_setting_counts_as_the_option_does_in_every_report_of_the_run(desk: Path) -> None:
    (desk / "factcheck.toml").write_text("statistics = true\noutput = ['json=r.json', 'terminal=r.txt']\n", "utf-8")
    done = factcheck(desk, "verify")
    assert "By publisher" in done.stdout
    assert done.stdout == (desk / "r.txt").read_text("utf-8")
    (row,) = json.loads((desk / "r.json").read_text("utf-8"))["statistics"]["publishers"]
    assert row == {"publisher": None, "contradicted": 1, "accepted": 0, "supported": 1, "not_comparable": 0}


@pytest.mark.parametrize(("args", "code"), [(["-f", "csv"], 2), (["-f", "csv", "-o", "json=r.json"], 1), (["-o", "r.txt"], 1)])
def test_counts_that_no_report_would_show_are_refused(desk: Path, args: list[str], code: int) -> None:
    done = factcheck(desk, "verify", "--statistics", *args)
    assert done.returncode == code
    assert ("help: leave --format out" in done.stderr) == (code == 2)
