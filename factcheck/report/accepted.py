"""What is let pass and what has lapsed, in words, for every report that people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from factcheck.model import Acceptance, ClaimResult, Finding, Lapse, Report
from factcheck.report.text import squeezed

MARK, LAPSED = "○", "!"
STANDING = "accepted"
_VERBS = {"acknowledged": "acknowledged", "exempt": "exempt in the text"}


def is_open(finding: Finding) -> bool:
    """Return whether a finding is a contradiction that nobody let pass."""
    return finding.verdict == "contradicted" and finding.accepted is None


def is_let_pass(finding: Finding) -> bool:
    """Return whether a finding is a contradiction that somebody let pass."""
    return finding.verdict == "contradicted" and finding.accepted is not None


def standing(result: ClaimResult) -> str:
    """Return a claim's verdict, or `accepted` where each of its contradictions is let pass."""
    return result.verdict if result.verdict != "contradicted" or any(map(is_open, result.findings)) else STANDING


def counts(result: ClaimResult, verdicts: Sequence[str]) -> list[int]:
    """Return how many findings of a claim have each verdict, those that are let pass counted as such."""
    names = [STANDING if is_let_pass(finding) else finding.verdict for finding in result.findings]
    return [names.count(verdict) for verdict in verdicts]


def told(accepted: Acceptance) -> str:
    """Return who lets something pass, until when and why, on one line."""
    by = f" by {accepted.by}" if accepted.by else ""
    until = f" until {accepted.until}" if accepted.until else ""
    return squeezed(f"{_VERBS.get(accepted.kind, accepted.kind)}{by}{until}: {accepted.reason}")


def lapsed(report: Report) -> str:
    """Return how many acknowledgements and exemptions let nothing pass, by kind; nothing where all do."""
    times = Counter(lapse.kind for lapse in report.lapses)
    return ", ".join(f"{times[kind]:,} {kind}" for kind in ("stale", "expired", "unused") if times[kind])


def rows(lapses: tuple[Lapse, ...], most: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield for each lapse its kind, its place, what is wrong, and what to do where that was not just said."""
    hint = ""
    for lapse in lapses[:most]:
        problem = lapse.problem
        place = f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path
        yield lapse.kind, place, problem.message, "" if problem.hint == hint else problem.hint
        hint = problem.hint
