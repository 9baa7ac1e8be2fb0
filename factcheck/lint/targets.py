"""Targets whose time is over: a plan for a year that has passed tells nothing of what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from factcheck.judge import same_period
from factcheck.lint.near import aimed_at
from factcheck.lint.pairs import Pair
from factcheck.lint.place import Fault, Places
from factcheck.model import Registry


def overdue(registry: Registry, told: Sequence[Pair], today: date, places: Places) -> Iterator[Fault]:
    """Yield the targets whose period has ended and of which no claim tells what was reached."""
    reached = _reached(told)
    for claim in registry.claims:
        period = aimed_at(claim)
        if period is None or period.end >= today or claim.id in reached:
            continue
        message = f"a target for {period.label}, which ended on {period.end}; no claim tells what was reached"
        hint = "add a claim with what was reached, beside it or in its place"
        yield places.fault(claim, "FC607", message, hint, "status", "period", "claim")


def _reached(told: Sequence[Pair]) -> Mapping[str, str]:
    """Return, for targets, a claim that tells what was reached of the same, at the same place and time."""
    out: dict[str, str] = {}
    for pair in told:
        one, other = pair.mine.scope.period, pair.theirs.scope.period
        # The gates stand in order, and status is the last: the places are the same.
        if pair.judgement.reason == "FC205" and one is not None and other is not None and same_period(one, other):
            out |= {pair.one.id: pair.other.id, pair.other.id: pair.one.id}
    return out
