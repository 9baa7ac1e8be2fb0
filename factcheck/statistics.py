"""Report → how often what was found, by reason, source, publisher and metric, the worst first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from factcheck.fingerprint import plain
from factcheck.model import Claim, Finding, Report
from factcheck.rows import NamedTuple


class Tally(NamedTuple):
    """The findings of one name by verdict; `accepted` are those of the contradicted that are let pass."""

    name: str
    contradicted: int = 0
    accepted: int = 0
    supported: int = 0
    not_comparable: int = 0

    @property
    def open(self) -> int:
        """Return how many contradictions a gate would count."""
        return self.contradicted - self.accepted

    @property
    def findings(self) -> int:
        """Return how many findings there are in all."""
        return self.contradicted + self.supported + self.not_comparable

    @property
    def share(self) -> float | None:
        """Return the open contradictions' share of what could be judged, none where nothing could be."""
        judged = self.contradicted + self.supported
        return self.open / judged if judged else None


class Statistics(NamedTuple):
    """The tallies of one report; a publisher that is not told has the empty name, and a name without findings is listed too."""

    reasons: tuple[Tally, ...]
    sources: tuple[Tally, ...]
    publishers: tuple[Tally, ...]
    metrics: tuple[Tally, ...]


def statistics(report: Report) -> Statistics:
    """Return the counts of a report: by open contradictions, then their share, then name; reasons by verdict and count after the first."""
    publishers = {source.name: plain(source.publisher) for source in report.sources}
    metrics = {result.claim.id: _metric(result.claim) for result in report.results}
    found = [finding for result in report.results for finding in result.findings]
    reasons = _tallies((), ((finding.reason, finding) for finding in found))
    return Statistics(
        tuple(sorted(reasons, key=lambda row: (-row.open, row.name[2:3], -row.findings, row.name))),
        _worst_first(_tallies(publishers, ((finding.source, finding) for finding in found))),
        _worst_first(_tallies(publishers.values(), ((publishers.get(finding.source, ""), finding) for finding in found))),
        _worst_first(_tallies(metrics.values(), ((metrics[finding.claim], finding) for finding in found))),
    )


def _metric(claim: Claim) -> str:
    return plain(claim.metrics[0] if claim.metrics else claim.id)


def _tallies(names: Iterable[str], findings: Iterable[tuple[str, Finding]]) -> list[Tally]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    for name, finding in findings:
        count = counts.setdefault(name, Counter())
        count[finding.verdict] += 1
        count["accepted"] += finding.verdict == "contradicted" and finding.accepted is not None
    return [Tally(name, *(count[field] for field in Tally._fields[1:])) for name, count in counts.items()]


def _worst_first(rows: Iterable[Tally]) -> tuple[Tally, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.open, -(row.share or 0), row.name)))
