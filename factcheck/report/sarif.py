"""The SARIF 2.1.0 report, as GitHub's code scanning takes it.

Contradicted findings are its only results: GitHub makes an alert of each, whatever its kind or level, so one that passes or is not
comparable would be an alert too. Nor does GitHub read suppressions: an accepted finding, suppressed for those who do, comes last and
as a note, which fails no check. What was acknowledged and no longer holds is no matter of a source, but a notification of the run.
"""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote

from factcheck import __version__
from factcheck.errors import Problem
from factcheck.load.stored import is_remote, real
from factcheck.model import Acceptance, Claim, Finding, Lapse, Report
from factcheck.reasons import REASONS, Reason
from factcheck.report.accepted import told
from factcheck.report.contradictions import STDIN, Contradiction, contradictions, file_and_line, path_in_repository
from factcheck.report.json import dump
from factcheck.report.text import counted, squeezed

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
MOST = 25_000  # results that GitHub takes; it refuses a file with more
_RULES = [reason for reason in REASONS.values() if reason.verdict == "contradicted"]
_INDEX = {reason.code: i for i, reason in enumerate(_RULES)}

Object = dict[str, object]


def render(report: Report, most: int = MOST) -> str:
    """Return the report as SARIF text with at most so many results: the accepted last, each group the farthest off first."""
    rows = contradictions(report)
    driver: Object = {
        "name": "factcheck",
        "semanticVersion": __version__,
        "rules": [_rule(reason) for reason in _RULES],
    }
    invocation: Object = {"executionSuccessful": not report.unread}
    notices = [_unread(problem, report.folder) for problem in report.unread]
    if report.lapses:
        invocation["toolConfigurationNotifications"] = [_lapse(lapse, report.folder) for lapse in report.lapses]
    if len(rows) > most:
        left = f"{counted(len(rows) - most, 'contradiction')} left out, because GitHub refuses a file with more than {most:,} results."
        notices.append({"level": "warning", "message": {"text": left}})
    if notices:
        invocation["toolExecutionNotifications"] = notices
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "results": [_result(row, report) for row in rows[:most]],
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(reason: Reason) -> Object:
    again = f"`factcheck explain {reason.code}` tells it again."
    return {
        "id": reason.code,
        # A name is one word in PascalCase, in which an article would leave two capitals side by side.
        "name": "".join(word.capitalize() for word in reason.title.split() if word != "a"),
        "shortDescription": {"text": f"{reason.title.capitalize()}."},
        "fullDescription": {"text": reason.explanation},
        "help": {
            "text": f"{reason.explanation}\n\nExample: {reason.example}\n\n{again}",
            "markdown": f"{reason.explanation}\n\n**Example:** {reason.example}\n\n{again}",
        },
        "defaultConfiguration": {"level": "error"},
        "properties": {"precision": "high", "problem.severity": "error", "tags": ["facts", "contradiction"]},
    }


def _result(row: Contradiction, report: Report) -> Object:
    finding = row.finding
    result: Object = {
        "ruleId": finding.reason,
        **({"ruleIndex": _INDEX[finding.reason]} if finding.reason in _INDEX else {}),
        "level": "error" if finding.accepted is None else "note",
        "message": {"text": f"{_literal(finding.explanation)} The claim is [{_link(row.claim.id)}](1)."},
        "locations": [{"physicalLocation": _place(finding, report.folder), **_within(finding)}],
        "relatedLocations": [_registered(row.claim, report)],
        "partialFingerprints": {"factcheck/v1": row.fingerprint},
        "rank": round(finding.score * 100, 2),
        "properties": _properties(row.claim, finding),
    }
    if finding.accepted is not None:
        result["suppressions"] = [_suppression(finding.accepted)]
    return result


def _place(finding: Finding, folder: str) -> Object:
    if finding.row is not None:
        file, line = file_and_line(finding.row)
        return {"artifactLocation": _artifact(file, folder), **({"region": {"startLine": line}} if line else {})}
    start = finding.start - finding.quote_start
    region = {
        "startLine": finding.position.line,
        "startColumn": finding.position.column,
        "endLine": finding.end_position.line,
        "endColumn": finding.end_position.column,
        "charOffset": finding.start,
        "charLength": finding.end - finding.start,
        "snippet": {"text": finding.quote[start : start + finding.end - finding.start]},
    }
    around = {"charOffset": finding.quote_start, "charLength": len(finding.quote), "snippet": {"text": finding.quote}}
    return {"artifactLocation": _artifact(finding.source, folder), "region": region, "contextRegion": around}


def _within(finding: Finding) -> Object:
    """Return where in a document a finding stands, whose lines are those of the text that was taken out of it."""
    within = squeezed(finding.source) if finding.row is not None else finding.location
    return {"logicalLocations": [{"fullyQualifiedName": within}]} if within else {}


def _registered(claim: Claim, report: Report) -> Object:
    line, column = claim.position
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": column + 1}
    place = {"artifactLocation": _artifact(report.registry, report.folder), "region": region}
    return {"id": 1, "physicalLocation": place, "message": {"text": f"The claim: {_literal(claim.text)}"}}


def _artifact(name: str, folder: str) -> Object:
    """Return where a file is: by its path from the root, for that is how GitHub knows it, or absolute where it was named so."""
    if name == STDIN:
        return {"uri": "stdin", "description": {"text": "standard input"}}
    if is_remote(name):
        return {"uri": quote(name, safe="/:", errors="replace")}
    path = path_in_repository(real(name), folder)
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    uri = quote(path.encode("utf-8", "surrogateescape"))
    return {"uri": uri} if path.startswith("../") else {"uri": uri, "uriBaseId": _ROOT}


def _properties(claim: Claim, finding: Finding) -> Object:
    keys = ("expected", "found", "difference", "difference_percent", "unit")
    return {"claim": claim.id, **{key: getattr(finding, key) for key in keys}}


def _suppression(accepted: Acceptance) -> Object:
    kind = "inSource" if accepted.kind == "exempt" else "external"
    return {"kind": kind, "status": "accepted", "justification": told(accepted)}


def _unread(problem: Problem, folder: str) -> Object:
    place = {"physicalLocation": {"artifactLocation": _artifact(problem.path, folder)}}
    message = {"text": f"not checked: {_literal(problem.message)}"}
    return {"level": "error", "descriptor": {"id": problem.code}, "message": message, **({"locations": [place]} if problem.path else {})}


def _lapse(lapse: Lapse, folder: str) -> Object:
    problem = lapse.problem
    place: Object = {"artifactLocation": _artifact(problem.path, folder)}
    if problem.line:
        place["region"] = {"startLine": problem.line, **({"startColumn": problem.column} if problem.column else {})}
    told: Object = {
        "level": "warning",
        "message": {"text": f"{lapse.kind}: {_literal(problem.message)} (claim {_literal(lapse.claim)})."},
        **({"locations": [{"physicalLocation": place}]} if problem.path else {}),
    }
    return {"descriptor": {"id": problem.code}, **told}


def _literal(text: str) -> str:
    """Return a text as a message tells it, where braces would be blanks to fill and brackets before parentheses a link."""
    return squeezed(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _link(text: str) -> str:
    return _literal(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
