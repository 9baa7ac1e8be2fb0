"""What is found → what an editor draws: a diagnostic at each number, header, exemption or key that something is to be told of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from lsprotocol import types

from factcheck.errors import Problem
from factcheck.model import Claim, Finding
from factcheck.report.text import squeezed, visible
from factcheck.rows import NamedTuple
from factcheck.server.desk import Loaded, Told
from factcheck.server.documents import uri_of
from factcheck.server.lines import Lines

# Where the reader of YAML and of headers ends a line, by which problems are counted.
_ROW_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_SEVERITY = {
    "contradicted": types.DiagnosticSeverity.Error,
    "not_comparable": types.DiagnosticSeverity.Information,
    "supported": types.DiagnosticSeverity.Hint,
}
_NEWS = "factcheck"
_MOST = 500  # diagnostics of one draft; an editor that is sent thousands stands still


class Options(NamedTuple):
    """What an editor may choose: which findings are marked besides contradictions, and whether the registry is looked through."""

    not_comparable: bool = True
    supported: bool = False
    lint: bool = True


def of_draft(told: Told, lines: Lines, loaded: Loaded | None, options: Options, related: Lines | None) -> list[types.Diagnostic]:
    """Return what is drawn in a draft, in the order of its text; `related` are the lines of the registry, if claims may be pointed at."""
    out = [of_problem(problem, lines, types.DiagnosticSeverity.Warning) for problem in told.problems]
    out += [of_problem(lapse.problem, lines, types.DiagnosticSeverity.Warning) for lapse in told.lapses]
    claims = loaded.claims() if loaded else {}
    for finding in _shown(told.findings, options):
        point = []
        if loaded is not None and related is not None and (claim := claims.get(finding.claim)) is not None:
            place = types.Location(uri_of(loaded.path), claim_range(claim, related))
            point = [types.DiagnosticRelatedInformation(place, f"{visible(claim.id)}: {squeezed(claim.text)}")]
        out.append(_of_finding(finding, lines, point))
    return out


def of_problem(problem: Problem, lines: Lines, severity: types.DiagnosticSeverity) -> types.Diagnostic:
    """Return a problem of a file as it is drawn there; one without a place stands in the first line."""
    start = offset_of(lines.text, problem.line, problem.column)
    end = start + (max(problem.width, 1) if problem.line else 0)
    message = f"{problem.message}; {problem.hint}" if problem.hint else problem.message
    return types.Diagnostic(
        range=range_of(lines, start, end), message=visible(message), severity=severity, code=problem.code or None, source=_NEWS
    )


def claim_range(claim: Claim, lines: Lines) -> types.Range:
    """Return where a claim stands in the registry: its id."""
    start = offset_of(lines.text, claim.position.line, claim.position.column)
    return range_of(lines, start, start + len(claim.id))


def range_of(lines: Lines, start: int, end: int) -> types.Range:
    """Return the range of two offsets."""
    return types.Range(types.Position(*lines.place(start)), types.Position(*lines.place(end)))


def offset_of(text: str, line: int, column: int) -> int:
    """Return the offset of a line and column that count from 1; the start of the text where there is no line."""
    if line < 1:
        return 0
    starts = _rows(text)
    return min(starts[min(line, len(starts)) - 1] + max(column, 1) - 1, len(text))


@lru_cache(maxsize=4)
def _rows(text: str) -> tuple[int, ...]:
    """Return where the lines of a text begin; kept, for each mark of a draft points into the registry."""
    return (0, *(end.end() for end in _ROW_END.finditer(text)))


def _shown(findings: Sequence[Finding], options: Options) -> Iterable[Finding]:
    """Return the findings that are drawn: of a number that is judged for one claim, nothing is told of those that it cannot be held to."""
    judged = {(finding.start, finding.end) for finding in findings if finding.verdict != "not_comparable"}
    kept = [finding for finding in findings if _is_shown(finding, options, judged)]
    worst = sorted(kept, key=lambda finding: (finding.verdict != "contradicted", finding.start, finding.claim))[:_MOST]
    return sorted(worst, key=lambda finding: (finding.start, finding.end, finding.claim))


def _is_shown(finding: Finding, options: Options, judged: set[tuple[int, int]]) -> bool:
    if finding.verdict == "not_comparable":
        return options.not_comparable and finding.accepted is None and (finding.start, finding.end) not in judged
    return finding.verdict == "contradicted" or options.supported


def _of_finding(finding: Finding, lines: Lines, point: list[types.DiagnosticRelatedInformation]) -> types.Diagnostic:
    severity, accepted = _SEVERITY[finding.verdict], ""
    if finding.accepted is not None:
        severity = types.DiagnosticSeverity.Hint
        accepted = f" Accepted: {finding.accepted.reason}."
    return types.Diagnostic(
        range=range_of(lines, finding.start, finding.end),
        message=visible(f"{finding.explanation} ({finding.claim}){accepted}"),
        severity=severity,
        code=finding.reason,
        source=_NEWS,
        related_information=point or None,
    )


def same(one: types.Diagnostic, finding: Finding, lines: Lines) -> bool:
    """Return whether a diagnostic is that of a finding."""
    return one.code == finding.reason and one.range == range_of(lines, finding.start, finding.end) and f"({finding.claim})" in one.message


def touched(findings: Iterable[Finding], start: int, end: int) -> Iterator[Finding]:
    """Yield the findings whose number a range touches, as a cursor behind its last digit does."""
    return (finding for finding in findings if finding.start <= end and start <= finding.end)
