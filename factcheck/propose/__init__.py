"""propose(sources, known) → claims for a registry: one a fact, with every text that tells it, each supported by its own text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from factcheck.compare import compare
from factcheck.extract import reading_of
from factcheck.lang import detect
from factcheck.model import Finding, Source, replace
from factcheck.propose.check import Checker, Passing, read_entry
from factcheck.propose.entry import Entry, slug
from factcheck.propose.groups import Candidate, Groups, Place, batch, candidates
from factcheck.propose.model import Beside, Known, Proposal, Proposed

_ROUNDS = 8
_KNOWN = "known "  # before the ids of a registry's claims, which may be numbers as those of candidates are
_SETTLED = frozenset(("supported", "contradicted"))


def propose(sources: Iterable[Source], known: Known, passing: Passing = iter) -> Proposed:
    """Return what a registry may take up from sources: facts that it does not have, each supported where its own text is verified.

    `passing` is what the texts pass through each time that they are gone through, to show how far it is.
    """
    texts = list(sources)
    readings = [reading_of(source) for source in texts]
    groups = Groups(compare(texts) if len(texts) > 1 else None, texts, readings)
    rows = candidates(texts, readings)
    ours, aside = ([replace(claim, id=_KNOWN + claim.id) for claim in claims] for claims in (known.registry.claims, known.aside))
    checker = Checker(texts, readings, known.registry, groups, {row.entry.id: row.at[0] for row in rows}, passing)
    proposals: list[Proposal] = []
    settled: set[Place] = set()
    lost: dict[str, Candidate] = {}
    asked: set[str] = set()
    told_before = rounds = 0
    first: dict[Place, list[Finding]] | None = None
    # What was refused beside others may hold without them: again, until a further run would add nothing.
    while rounds < _ROUNDS:
        plain = [claim for each in proposals if not each.is_disputed for entry in each.entries if (claim := read_entry(entry))]
        choices = [claim for each in proposals if each.is_disputed for entry in each.entries if (claim := read_entry(entry))]
        found = _by_place(checker.found([*ours, *aside], [*plain, *choices]))
        settled = groups.spread(place for place, told in found.items() if any(row.verdict in _SETTLED for row in told))
        fresh = [row for row in rows if row.at not in settled]
        if first is None:
            told_before, first = len(rows) - len(fresh), found
        some, waiting = batch(fresh, groups, asked)
        asked |= {row.entry.id for row in some}
        held = checker.hold(some, ours, plain)
        left = {row.entry.id for row in fresh} - {row.entry.id for row in some}
        lost = {name: row for name, row in lost.items() if name in left} | {row.entry.id: row for row in held.lost}
        proposals += held.proposals
        if not waiting:
            rounds = rounds + 1 if held.proposals else _ROUNDS
    at = {row.entry.id: row.at for row in rows}
    proposals.sort(key=lambda each: int(each.entries[0].id))
    proposals = [each._replace(beside=_beside(first or {}, [at[entry.id] for entry in each.entries])) for each in proposals]
    undated = sum(reading.today is None for reading in readings)
    quantities = sum(len(reading.found) for reading in readings)
    return Proposed(
        tuple(_named(proposals, known)), len(texts), quantities, told_before, tuple(row.entry for row in lost.values()), undated
    )


def _by_place(found: Iterable[Finding]) -> dict[Place, list[Finding]]:
    out: dict[Place, list[Finding]] = defaultdict(list)
    for finding in found:
        out[finding.source, finding.start].append(finding)
    return out


def _beside(found: dict[Place, list[Finding]], places: Iterable[Place]) -> tuple[Beside, ...]:
    """Return the claims of a registry that a check named for some numbers, without supporting or contradicting them."""
    told = sorted((row for place in places for row in found.get(place, ())), key=lambda row: -row.score)
    return tuple(dict.fromkeys(Beside(row.claim.removeprefix(_KNOWN), row.verdict) for row in told))


def _named(proposals: Iterable[Proposal], known: Known) -> Iterable[Proposal]:
    """Yield proposals whose entries have ids to be read."""
    taken = {claim.id for claim in (*known.registry.claims, *known.aside)}

    def named(entry: Entry) -> Entry:
        name = slug(entry.get("metric"), entry.get("period"), taken)
        taken.add(name)
        told = (known.registry.lang or detect(entry.get("claim"))) == entry.get("lang")
        return entry._replace(id=name, texts=tuple((key, text) for key, text in entry.texts if key != "lang" or not told))

    for each in proposals:
        yield each._replace(entries=tuple(map(named, each.entries)))


__all__ = ["Known", "Proposal", "Proposed", "propose"]
