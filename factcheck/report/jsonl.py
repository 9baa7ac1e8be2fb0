"""The report as lines of JSON: a finding a line, source by source, so that each can be told before the next is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from factcheck.fingerprint import fingerprints
from factcheck.model import Claim, ClaimResult, Finding, Report
from factcheck.report.json import dump_line, finding_fields, lapse_fields


def render(report: Report) -> str:
    """Return a line for each finding, in the order of the sources and of their texts, then what is told of no source."""
    claims = {result.claim.id: result.claim for result in report.results}
    found: dict[str, list[Finding]] = defaultdict(list)
    for result in report.results:
        for finding in result.findings:
            found[finding.source].append(finding)
    return "".join(lines(claims, found[source.name]) for source in report.sources) + rest(report)


def lines(claims: Mapping[str, Claim], findings: Iterable[Finding]) -> str:
    """Return a line for each finding of one source as they stand in its text, with the keys of the JSON report and `claim`."""
    mine: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=_place):
        mine[finding.claim].append(finding)
    named: list[tuple[Finding, str]] = []
    for name, group in mine.items():
        # A number told twice is told apart in order, and only among those of its source: no other source is needed for that.
        named += zip(group, fingerprints(ClaimResult(claims[name], "", tuple(group))), strict=True)
    named.sort(key=lambda row: _place(row[0]))
    return "".join(dump_line({"claim": finding.claim, **finding_fields(finding, name)}) for finding, name in named)


def rest(report: Report) -> str:
    """Return a line for each claim that no source tells, then for each acknowledgement or exemption that lets nothing pass."""
    missing = [result.claim.id for result in report.results if result.verdict == "not_found"]
    rows: list[dict[str, object]] = [{"claim": name, "verdict": "not_found"} for name in missing]
    return "".join(map(dump_line, [*rows, *map(lapse_fields, report.lapses)]))


def _place(finding: Finding) -> tuple[int, int, str, str, str]:
    return finding.start, finding.end, finding.claim, finding.reason, finding.expected
