"""What makes a build fail: more contradictions than allowed, and whatever else was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Literal, get_args

from factcheck.rows import NamedTuple

if TYPE_CHECKING:
    from factcheck.model import ClaimResult, Report

Ground = Literal["not_found", "not_comparable", "stale", "expired", "unused", "inconsistent"]
GROUNDS: tuple[Ground, ...] = get_args(Ground)
_WORDS = {
    "not_found": ("claim not found", "claims not found"),
    "not_comparable": ("claim told in no way that can be compared", "claims told in no way that can be compared"),
    "stale": ("stale acknowledgement", "stale acknowledgements"),
    "expired": ("expired acknowledgement", "expired acknowledgements"),
    "unused": ("exemption that exempts nothing", "exemptions that exempt nothing"),
    "inconsistent": ("inconsistency within a text", "inconsistencies within a text"),
}


class Failure(NamedTuple):
    """A ground on which a run fails, how often it was met, and both in words."""

    ground: str
    times: int
    told: str


def failures(report: Report, max_contradictions: int, grounds: Collection[str], inconsistent: int = 0) -> tuple[Failure, ...]:
    """Return every ground on which a report fails, with so many inconsistencies within its texts; each ground alone is enough."""
    return tuple(_failures(report, max_contradictions, grounds, inconsistent))


def _failures(report: Report, most: int, grounds: Collection[str], inconsistent: int) -> Iterator[Failure]:
    if report.open > most:
        told = f"{report.open:,} contradiction{'s' if report.open > 1 else ''}"
        yield Failure("contradicted", report.open, f"{told}, {most:,} allowed" if most else told)
    counts = Counter(lapse.kind for lapse in report.lapses)
    counts["inconsistent"] = inconsistent
    counts["not_found"] = report.count("not_found")
    counts["not_comparable"] = sum(map(_is_not_compared, report.results))
    for ground in GROUNDS:
        if ground in grounds and counts[ground]:
            yield Failure(ground, counts[ground], f"{counts[ground]:,} {_WORDS[ground][counts[ground] > 1]}")


def _is_not_compared(result: ClaimResult) -> bool:
    # Claims are counted, not findings: last year's figure beside this year's is no fault, a claim that is told only so wants a look.
    still = any(finding.accepted is None for finding in result.findings) or (result.counted is not None and result.counted.open > 0)
    return result.verdict == "not_comparable" and still
