"""One claim with everything that touches it: how it is read, what the sources tell of it, and the claims beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from factcheck.errors import InputError, Problem
from factcheck.evidence import side_of
from factcheck.lint import Fault, Linter
from factcheck.lint.pairs import Pair
from factcheck.model import Claim, ClaimResult, Registry, Report, Side
from factcheck.rows import NamedTuple

_NEAREST = 3


class Beside(NamedTuple):
    """Another claim of like words, and the reason code by which the two are told apart; empty where only their words do."""

    claim: Claim
    reason: str


class About(NamedTuple):
    """A claim's result, its numbers as they are read, the claims beside it, what is wrong with it, and how many sources were read."""

    registry: str
    result: ClaimResult
    sides: tuple[Side, ...]
    beside: tuple[Beside, ...]
    faults: tuple[Fault, ...]
    sources: int


def named(registry: Registry, name: str) -> Claim:
    """Return the claim of an id; raise InputError with the nearest ids where there is none."""
    ids = {claim.id: claim for claim in registry.claims}
    if name in ids:
        return ids[name]
    folded = {each.casefold(): each for each in ids}
    close = [folded[each] for each in get_close_matches(name.casefold(), folded, n=_NEAREST, cutoff=0.5)]
    close = close or [each for each in ids if name and name.casefold() in each.casefold()][:_NEAREST]
    hint = f"did you mean {' or '.join(f'`{each}`' for each in close)}?" if close else "its claims: " + ", ".join(list(ids)[:8])
    more = "" if close or len(ids) <= 8 else f" and {len(ids) - 8:,} more"
    raise InputError([Problem(registry.path, "", f"there is no claim `{name}`", hint=hint + more)])


def about(claim: Claim, report: Report, linter: Linter, hedges: str) -> About:
    """Return what a report and a look at the registry tell of one claim."""
    result = next(result for result in report.results if result.claim.id == claim.id)
    faults = tuple(fault for fault in linter.checked().faults if claim.id == fault.claim or claim.id in fault.beside)
    known = {other for fault in faults for other in (fault.claim, *fault.beside)}
    beside = {row.claim.id: row for row in _beside(claim, linter.pairs.beside(claim)) if row.claim.id not in known}
    sides = tuple(side_of(claim, mention, hedges) for mention in claim.mentions)
    return About(report.registry, result, sides, tuple(beside.values()), faults, report.read)


def _beside(claim: Claim, pairs: Sequence[Pair]) -> Iterator[Beside]:
    for pair in sorted(pairs, key=lambda pair: -pair.alike):
        apart = pair.judgement.verdict == "not_comparable"
        yield Beside(pair.other if pair.one.id == claim.id else pair.one, pair.judgement.reason if apart else "")
