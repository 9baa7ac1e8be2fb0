"""The JUnit report: read by others' parsers, counted right, and a case for each claim of each source."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite
from sample_report import CLEAN, CONTRADICTED_ATTACK, CONTRADICTED_FIRMS, CONTRADICTED_FIRMS_AGAIN, CONTRADICTED_TRADE, EVIL, REPORT

from factcheck.model import ClaimResult, Finding, Report, Source, replace
from factcheck.report.junit import render


def suites(report: Report) -> dict[str, TestSuite]:
    return {str(suite.name): suite for suite in JUnitXml.fromstring(render(report).encode("utf-8"))}


def cases(report: Report) -> dict[tuple[str, str], TestCase]:
    return {(name, str(case.name)): case for name, suite in suites(report).items() for case in suite}


def report_of(*findings: Finding) -> Report:
    """Return a report of one claim, with no repository around it."""
    result = ClaimResult(REPORT.results[0].claim, "contradicted", findings)
    return Report(REPORT.registry, (result,), tuple(Source(name, "") for name in dict.fromkeys(row.source for row in findings)))


@pytest.mark.parametrize(("name", "report"), [("report.junit.xml", REPORT), ("clean.junit.xml", CLEAN)])
def test_the_report_is_the_golden_one(golden: Callable[[str, str], None], name: str, report: Report) -> None:
    golden(name, render(report))


@pytest.mark.parametrize(("report", "counts"), [(REPORT, (11, 3, 1, 5)), (CLEAN, (2, 0, 0, 1))])
def test_the_counts_are_those_of_the_cases(report: Report, counts: tuple[int, int, int, int]) -> None:
    told = JUnitXml.fromstring(render(report).encode("utf-8"))
    parts = [(part.tests, part.failures, part.errors, part.skipped) for part in (told, *told)]
    assert parts[0] == counts
    for part in told:
        part.update_statistics()  # type: ignore[no-untyped-call]
    told.update_statistics()  # type: ignore[no-untyped-call]
    assert parts == [(part.tests, part.failures, part.errors, part.skipped) for part in (told, *told)]


def test_there_is_a_suite_for_each_source_in_order_then_for_what_is_told_of_none() -> None:
    names = list(suites(REPORT))
    assert names[:3] == ["desk/sources/doi-song.txt", "desk/sources/kinh-te.md", "desk/sources/lang-son-term-2020-2025.md"]
    assert names[4:] == ["could not be read", "not found in any source", "lapsed"]


@pytest.mark.parametrize(
    ("suite", "name", "kind", "told"),
    [
        ("desk/sources/kinh-te.md", "trade-2021-2025", Failure, "198 tỷ USD is 15.6 % below 234,58 tỷ USD"),
        ("desk/sources/kinh-te.md", "grdp-growth", None, ""),
        ("desk/sources/doi-song.txt", "poverty-rate-2025", Skipped, "not comparable: FC205 other status"),
        ("desk/sources/lang-son-term-2020-2025.md", "new-enterprises", Skipped, "accepted: acknowledged by Lan until 2026-03-31"),
        ("not found in any source", "geopark", Skipped, "not found: no source tells"),
    ],
)
def test_a_case_says_how_a_claim_fares_in_a_source(suite: str, name: str, kind: type | None, told: str) -> None:
    case = cases(REPORT)[suite, name]
    assert [type(part) for part in case.result] == ([] if kind is None else [kind])
    assert all(part.message.startswith(told) for part in case.result)


def test_a_failure_tells_the_place_the_quote_and_the_arithmetic() -> None:
    (failure,) = cases(REPORT)["desk/sources/kinh-te.md", "trade-2021-2025"].result
    assert failure.type == "FC101"
    for told in ("sources/kinh-te.md:10:85", "đạt »198 tỷ USD«, riêng", "expected: 234,58 tỷ USD", "−36.58 billion USD (−15.6 %)"):
        assert told in failure.text


def test_why_a_case_is_skipped_is_told_to_those_who_read_the_attribute_and_to_those_who_read_the_text() -> None:
    skipped = [part for case in cases(REPORT).values() for part in case.result if isinstance(part, Skipped)]
    assert len(skipped) == 5
    assert all(part.text.startswith(part.message) for part in skipped)


def test_a_case_names_its_file_and_line_and_folders_as_packages() -> None:
    root = ElementTree.fromstring(render(REPORT))
    case = next(row for row in root.iter("testcase") if row.get("name") == "trade-2021-2025")
    assert (case.get("file"), case.get("line"), case.get("classname")) == ("desk/sources/kinh-te.md", "10", "desk.sources.kinh-te_md")
    missing = next(row for row in root.iter("testcase") if row.get("name") == "geopark")
    assert (missing.get("file"), missing.get("line")) == ("desk/claims.yaml", "20")


def test_two_contradictions_of_a_claim_in_one_source_are_one_failure_that_tells_both() -> None:
    other = replace(CONTRADICTED_TRADE, found="24,2 tỷ USD")
    ((_, case),) = cases(report_of(CONTRADICTED_TRADE, other)).items()
    (failure,) = case.result
    assert failure.message.endswith("(and 1 more contradiction of this claim)")
    assert failure.text.count("expected: 234,58 tỷ USD") == 2


def test_an_accepted_contradiction_beside_another_does_not_hide_it() -> None:
    both = [replace(row, claim="trade-2021-2025", source="a.md") for row in (CONTRADICTED_FIRMS_AGAIN, CONTRADICTED_FIRMS)]
    ((_, case),) = cases(report_of(*both)).items()
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert "2,900" in str(case.system_out)
    assert "2,900" not in failure.text


def test_a_source_that_tells_nothing_has_an_empty_suite() -> None:
    report = replace(report_of(CONTRADICTED_TRADE), sources=(Source("empty.md", ""), Source("-", "")))
    assert {name: suite.tests for name, suite in suites(report).items()} == {"empty.md": 0, "standard input": 0}


def test_no_two_cases_have_one_name() -> None:
    names = [(case.get("classname"), case.get("name")) for case in ElementTree.fromstring(render(REPORT)).iter("testcase")]
    assert len(set(names)) == len(names)


def test_control_characters_are_shown_and_markup_is_text() -> None:
    text = render(REPORT)
    assert all(char == "\n" or char.isprintable() for char in text)
    (failure,) = cases(REPORT)[f"desk/{EVIL}".replace("\x1b", "\\x1b").replace("\n", " "), "hostile-[red]id[/red]"].result
    assert failure.message == "77% lies below \\x1b[5m80%."


@given(st.text())
def test_any_text_is_legal_xml(text: str) -> None:
    finding = replace(CONTRADICTED_ATTACK, explanation=text, found=text, expected=text, source=f"a{text}")
    ElementTree.fromstring(render(report_of(finding)))
