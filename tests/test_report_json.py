"""The JSON report: its shape, its numbers, and that a parser gets back what was put in."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from math import nextafter
from typing import Any

import pytest
from sample_report import HOSTILE, REPORT

from factcheck.model import Weighed, replace
from factcheck.report.json import SCHEMA, dump, render


def parsed(text: str) -> Any:
    return json.loads(text, parse_float=Decimal, parse_int=Decimal)


def test_the_report_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    golden("report.json", render(REPORT))


def test_summary_counts_findings_and_for_not_found_claims() -> None:
    document = json.loads(render(REPORT))
    assert document["schema"] == SCHEMA == "factcheck.report/1"
    assert document["summary"] == {
        "claims": 6,
        "sources": 4,
        "supported": 2,
        "contradicted": 4,
        "not_comparable": 1,
        "not_found": 1,
        "accepted": 1,
        "unlisted": 0,
    }


def test_every_field_of_the_interface_is_there() -> None:
    claims = json.loads(render(REPORT))["claims"]
    assert [claim["id"] for claim in claims] == [result.claim.id for result in REPORT.results]
    promised = {"verdict", "reason", "score", "source", "line", "column", "end_line", "end_column", "start", "end", "quote"}
    promised |= {"found", "expected", "explanation"}
    for claim in claims:
        assert {"id", "claim", "verdict", "findings"} <= claim.keys()
        for finding in claim["findings"]:
            assert promised <= finding.keys()
            start, end = finding["start"] - finding["quote_start"], finding["end"] - finding["quote_start"]
            assert finding["quote"][start:end] == finding["found"]
            assert finding["quote_end"] - finding["quote_start"] == len(finding["quote"])


def test_text_comes_back_as_it_was_and_nothing_in_it_can_move_a_terminal() -> None:
    text = render(REPORT)
    assert all(char == "\n" or char.isprintable() for char in text)
    assert json.loads(text)["claims"][5]["claim"] == HOSTILE
    assert "Lạng Sơn" in text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("234580000000", "234580000000"),
        ("2.3458E+11", "234580000000"),
        ("0.10", "0.1"),
        ("-36.580", "-36.58"),
        ("0.1000000000000000000000000001", "0.1000000000000000000000000001"),
        ("100", "100"),
        ("-0.0", "0"),
        ("0E+50", "0"),
        ("1E+999999", "1E+999999"),
        ("NaN", "null"),
    ],
)
def test_numbers_are_exact(value: str, written: str) -> None:
    assert dump({"n": Decimal(value)}) == f'{{\n  "n": {written}\n}}\n'


@pytest.mark.parametrize("text", ["\udcff", "a\u202eb", "\x9b", "\u2028", "\U000e0041", '"\\/\n', "é 漢 🙂"])
def test_any_text_is_valid_utf8_json_and_comes_back(text: str) -> None:
    written = dump([text, {"k": [], "m": {}, "n": None, "t": True}])
    assert json.loads(written.encode("utf-8")) == [text, {"k": [], "m": {}, "n": None, "t": True}]


def test_differences_keep_every_digit() -> None:
    finding = parsed(render(REPORT))["claims"][0]["findings"][0]
    assert finding["difference"] == Decimal("-36580000000")
    assert finding["difference_percent"] == Decimal("-15.59382726575155597237616165")


def test_the_order_of_features_does_not_change_the_text() -> None:
    first = REPORT.results[0]
    turned = replace(first.findings[0], features={"fuzzy": 0.88, "words": 0.91})
    other = replace(REPORT, results=(replace(first, findings=(turned,)), *REPORT.results[1:]))
    assert render(other) == render(REPORT)


@pytest.mark.parametrize("value", [0.1 + 0.2, 1.0, 0.21778584392014516, 8.00625])
def test_the_last_digits_of_a_sum_which_differ_between_versions_of_python_are_not_told(value: float) -> None:
    def told(value: float) -> str:
        result = next(result for result in REPORT.results if result.findings)
        finding, *rest = result.findings
        evidence = finding.evidence
        assert evidence is not None
        weighed = Weighed("topic", 0.5, {"x": value}, value, min(value, 1.0))
        finding = replace(finding, features={"x": value}, evidence=replace(evidence, weights=(weighed,)))
        return render(replace(REPORT, results=(replace(result, findings=(finding, *rest)),)))

    around = {told(nextafter(value, towards)) for towards in (0, value, 9)}
    assert len(around) == 1
    assert f'"x": {round(value, 12)}' in around.pop()
