"""The SARIF report: valid by the schema of the standard, by GitHub's stricter rules, and the same places as in the texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from sample_report import CLEAN, CONTRADICTED_ATTACK, CONTRADICTED_TRADE, REPORT, SOURCES
from sarif_kit.validate import validation_errors  # type: ignore[import-untyped]

from factcheck.fingerprint import fingerprints
from factcheck.model import Acceptance, ClaimResult, Finding, Report, replace
from factcheck.reasons import REASONS
from factcheck.report.sarif import MOST, render


def run_of(report: Report) -> Any:
    (run,) = json.loads(render(report))["runs"]
    return run


def report_of(*findings: Finding, folder: str = "") -> Report:
    """Return the sample report with other findings of its first claim and nothing else."""
    result = ClaimResult(REPORT.results[0].claim, "contradicted", findings)
    return replace(REPORT, results=(result,), lapses=(), folder=folder)


def places(result: Any) -> list[Any]:
    return [row["physicalLocation"] for row in (*result["locations"], *result["relatedLocations"])]


@pytest.mark.parametrize(("name", "report"), [("report.sarif", REPORT), ("clean.sarif", CLEAN)])
def test_the_report_is_the_golden_one(golden: Callable[[str, str], None], name: str, report: Report) -> None:
    golden(name, render(report))


@pytest.mark.parametrize("report", [REPORT, CLEAN, replace(REPORT, results=(), sources=())])
def test_the_schema_of_the_standard_accepts_it(report: Report) -> None:
    assert validation_errors(json.loads(render(report))) == []


def test_the_validator_would_see_a_fault() -> None:
    log = json.loads(render(REPORT))
    log["runs"][0]["results"][0] |= {"level": "fatal", "line": 3}
    assert len(validation_errors(log)) == 2


def test_every_rule_tells_what_github_wants_and_stays_within_its_limits() -> None:
    rules = run_of(REPORT)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [reason.code for reason in REASONS.values() if reason.verdict == "contradicted"]
    for rule in rules:
        assert re.fullmatch("(?:[A-Z][a-z]+)+", rule["name"])
        assert len(rule["name"]) <= 255
        texts = [rule["shortDescription"]["text"], rule["fullDescription"]["text"], rule["help"]["text"], rule["help"]["markdown"]]
        assert all(0 < len(text) <= 1024 for text in texts)
        assert REASONS[rule["id"]].example in rule["help"]["markdown"]
        properties = rule["properties"]
        assert properties["precision"] in ("very-high", "high", "medium", "low")
        assert properties["problem.severity"] in ("error", "warning", "recommendation")
        assert len(properties["tags"]) <= 10
    assert run_of(CLEAN)["tool"] == run_of(REPORT)["tool"]


def test_every_result_tells_what_github_wants() -> None:
    run = run_of(REPORT)
    assert run["columnKind"] == "unicodeCodePoints"
    assert re.fullmatch(r"\d+\.\d+\.\d+(-[\w.]+)?", run["tool"]["driver"]["semanticVersion"])
    assert len(run["results"]) == 4
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert set(result["partialFingerprints"]) == {"factcheck/v1"}
        assert len(result["locations"]) == 1
        for place in places(result):
            assert {"startLine", "startColumn", "endLine", "endColumn"} <= set(place["region"])
            assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]


def test_what_agrees_or_is_not_comparable_raises_no_alert() -> None:
    assert {REASONS[result["ruleId"]].verdict for result in run_of(REPORT)["results"]} == {"contradicted"}
    assert run_of(CLEAN)["results"] == []


def test_a_region_is_the_number_in_the_text_and_its_context_the_quote() -> None:
    for result in run_of(REPORT)["results"]:
        place = result["locations"][0]["physicalLocation"]
        text = SOURCES[unquote(place["artifactLocation"]["uri"]).removeprefix("desk/")].text
        region = place["region"]
        for part in (region, place["contextRegion"]):
            assert text[part["charOffset"] : part["charOffset"] + part["charLength"]] == part["snippet"]["text"]
        lines = text.split("\n")
        assert region["startLine"] == region["endLine"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_the_worst_comes_first_and_what_is_accepted_last() -> None:
    results = run_of(REPORT)["results"]
    assert [result["properties"]["found"] for result in results[:2]] == ["198 tỷ USD", "hơn 3.100 doanh nghiệp"]
    assert [result["level"] for result in results] == ["error", "error", "error", "note"]
    assert ["suppressions" in result for result in results] == [False, False, False, True]


@pytest.mark.parametrize(
    ("accepted", "suppression"),
    [
        (Acceptance("acknowledged", "asked", "Lan"), {"kind": "external", "justification": "acknowledged by Lan: asked"}),
        (Acceptance("exempt", "a quote of 2020"), {"kind": "inSource", "justification": "exempt in the text: a quote of 2020"}),
    ],
)
def test_an_accepted_finding_is_suppressed_where_it_was_accepted(accepted: Acceptance, suppression: dict[str, str]) -> None:
    (result,) = run_of(report_of(replace(CONTRADICTED_TRADE, accepted=accepted)))["results"]
    assert result["suppressions"] == [{**suppression, "status": "accepted"}]


def test_what_lapsed_is_a_notification_of_the_run() -> None:
    told = run_of(REPORT)["invocations"][0]["toolConfigurationNotifications"]
    assert [(row["descriptor"]["id"], row["level"]) for row in told] == [("FC916", "warning"), ("FC917", "warning")]
    assert told[0]["message"]["text"].startswith("stale: no source tells 4,1%")
    assert told[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "desk/acknowledgements.yaml"


def test_a_fingerprint_is_the_finding_s_own() -> None:
    names = {result["partialFingerprints"]["factcheck/v1"] for result in run_of(REPORT)["results"]}
    assert names < {name for result in REPORT.results for name in fingerprints(result)}
    assert len(names) == 4


@pytest.mark.parametrize(
    ("name", "folder", "place"),
    [
        ("sources/a.md", "", {"uri": "sources/a.md", "uriBaseId": "%SRCROOT%"}),
        ("sources/a.md", "desk", {"uri": "desk/sources/a.md", "uriBaseId": "%SRCROOT%"}),
        ("../news/a.md", "desk", {"uri": "news/a.md", "uriBaseId": "%SRCROOT%"}),
        ("../../a.md", "desk", {"uri": "../a.md"}),
        ("/srv/tin mới.md", "desk", {"uri": "file:///srv/tin%20m%E1%BB%9Bi.md"}),
        ("tin mới/50%?#.md", "", {"uri": "tin%20m%E1%BB%9Bi/50%25%3F%23.md", "uriBaseId": "%SRCROOT%"}),
        ("a:b.md", "", {"uri": "a%3Ab.md", "uriBaseId": "%SRCROOT%"}),
        ("a\x1b\n.md", "", {"uri": "a%1B%0A.md", "uriBaseId": "%SRCROOT%"}),
        ("-", "desk", {"uri": "stdin", "description": {"text": "standard input"}}),
    ],
)
def test_a_file_is_named_from_the_root_of_the_repository(name: str, folder: str, place: dict[str, object]) -> None:
    report = report_of(replace(CONTRADICTED_TRADE, source=name), folder=folder)
    assert places(run_of(report)["results"][0])[0]["artifactLocation"] == place
    assert validation_errors(json.loads(render(report))) == []


def test_the_only_link_of_a_message_is_to_the_claim() -> None:
    hostile = "see [here](https://example.org) and [there](2) {0} \x1b[2J"
    finding = replace(CONTRADICTED_ATTACK, explanation=hostile)
    result = REPORT.results[5]
    attack = replace(REPORT, results=(replace(result, findings=(finding,)),))
    (row,) = run_of(attack)["results"]
    text = row["message"]["text"]
    assert re.findall(r"\]\((.*?)\)", text) == ["1"]
    assert r"[hostile-\[red\]id\[/red\]](1)" in text
    assert "{{0}}" in text
    assert "\x1b" not in text
    assert row["relatedLocations"][0]["id"] == 1


def test_more_results_than_github_takes_are_cut_and_told() -> None:
    assert MOST == 25_000
    (run,) = json.loads(render(REPORT, most=3))["runs"]
    assert [result["level"] for result in run["results"]] == ["error"] * 3
    unread, cut = run["invocations"][0]["toolExecutionNotifications"]
    assert unread["message"]["text"] == "not checked: a binary file, not a text"
    assert unread["level"] == "error"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert cut["message"]["text"].startswith("1 contradiction left out, because")
    assert run_of(CLEAN)["invocations"] == [{"executionSuccessful": True}]
