"""The lines of JSON: what the JSON report tells, in the order in which it is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from sample_report import CONTRADICTED_FIRMS, REPORT

from factcheck.model import ClaimResult, Report, Source, replace
from factcheck.report import json as whole
from factcheck.report import jsonl


def rows(report: Report) -> list[Any]:
    return [json.loads(line) for line in jsonl.render(report).splitlines()]


def test_the_report_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    golden("report.jsonl", jsonl.render(REPORT))


def findings_of(report: Report) -> list[Any]:
    document = json.loads(whole.render(report))
    return [{"claim": claim["id"], **finding} for claim in document["claims"] for finding in claim["findings"]]


def test_every_finding_is_that_of_the_json_report() -> None:
    told = [row for row in rows(REPORT) if "source" in row]
    assert sorted(told, key=repr) == sorted(findings_of(REPORT), key=repr)


def test_a_line_is_a_finding_as_the_published_schema_has_it() -> None:
    schema = json.loads(Path(whole.__file__).parent.parent.joinpath("schema", "report.json").read_text("utf-8"))
    lines = Draft202012Validator({"$ref": "#/$defs/finding", "$defs": schema["$defs"]})
    lapses = Draft202012Validator({"$ref": "#/$defs/lapse", "$defs": schema["$defs"]})
    told = rows(REPORT)
    assert [error.message for row in told[:7] for error in lines.iter_errors(row)] == []
    assert [error.message for row in told[8:] for error in lapses.iter_errors(row)] == []
    assert not lines.is_valid({**told[0], "line": "3"})


def test_lines_follow_the_sources_and_their_texts() -> None:
    order = [source.name for source in REPORT.sources]
    places = [(order.index(row["source"]), row["start"]) for row in rows(REPORT) if "source" in row]
    assert places == sorted(places)


def test_what_is_told_of_no_source_comes_last() -> None:
    last = rows(REPORT)[-3:]
    assert last[0] == {"claim": "geopark", "verdict": "not_found"}
    assert [row["kind"] for row in last[1:]] == ["stale", "expired"]


def test_a_number_told_twice_has_the_fingerprints_of_the_json_report_whatever_the_order() -> None:
    again = [
        replace(CONTRADICTED_FIRMS, source=name, start=CONTRADICTED_FIRMS.start + shift, verdict=verdict, reason=reason)
        for name in ("b.md", "a.md")
        for shift, verdict, reason in ((0, "contradicted", "FC101"), (50, "contradicted", "FC101"), (20, "supported", "FC301"))
    ]
    ordered = sorted(again, key=lambda row: (row.verdict != "contradicted", row.source, row.start))
    result = ClaimResult(REPORT.results[1].claim, "contradicted", tuple(ordered))
    report = Report("claims.yaml", (result,), (Source("b.md", ""), Source("a.md", "")))
    expected = {(row["source"], row["start"]): row["fingerprint"] for row in findings_of(report)}
    assert len(set(expected.values())) == 6
    assert {(row["source"], row["start"]): row["fingerprint"] for row in rows(report)} == expected
    claims = {result.claim.id: result.claim}
    streamed = [json.loads(line) for name in ("b.md", "a.md") for line in _lines(claims, again, name)]
    assert streamed == rows(report)


def _lines(claims: Any, findings: Any, name: str) -> list[str]:
    return jsonl.lines(claims, reversed([row for row in findings if row.source == name])).splitlines()


def test_a_line_is_one_line_whatever_a_text_holds() -> None:
    text = jsonl.render(REPORT)
    assert all(char == "\n" or char.isprintable() for char in text)
    hostile = replace(CONTRADICTED_FIRMS, quote="a\r\n\u2028\u0085b", source="sources/kinh-te.md")
    report = replace(REPORT, results=(ClaimResult(REPORT.results[1].claim, "contradicted", (hostile,)),), lapses=())
    (line,) = jsonl.render(report).splitlines()
    assert json.loads(line)["quote"] == "a\r\n\u2028\u0085b"
