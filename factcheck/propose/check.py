"""Candidates held up against the texts that they come from, by the run that `verify` makes: what holds, what is disputed, what is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from factcheck.errors import InputError
from factcheck.extract import Reading
from factcheck.load.registry import read_registry
from factcheck.model import Claim, Finding, Provenance, Registry, Source, replace
from factcheck.pipeline import Checker as Run
from factcheck.propose.elsewhere import Elsewhere
from factcheck.propose.entry import Entry, text_of
from factcheck.propose.groups import Candidate, Groups, Place, fullness
from factcheck.propose.model import Proposal, Telling
from factcheck.rows import NamedTuple

Passing = Callable[[Sequence[Source]], Iterable[Source]]


class Held(NamedTuple):
    """What became of candidates: the proposals, and those that their own texts do not support."""

    proposals: tuple[Proposal, ...]
    lost: tuple[Candidate, ...]


class Checker:
    """Runs claims against the texts, as `verify` does; `passing` is what a text passes through on its way, to count it.

    `own` tells of the candidates, by their ids, which text each is of: in that text it is looked for only where it can be told.
    """

    def __init__(
        self,
        texts: Sequence[Source],
        readings: Sequence[Reading],
        registry: Registry,
        groups: Groups,
        own: Mapping[str, str],
        passing: Passing,
    ) -> None:
        self._texts, self._registry, self._groups, self._own, self._passing = texts, registry, groups, own, passing
        self._readings = {id(source): reading for source, reading in zip(texts, readings, strict=True)}
        self._by_name = {source.name: source for source in texts}

    def found(self, known: Sequence[Claim], candidates: Sequence[Claim] = ()) -> list[Finding]:
        """Return all findings of some claims in the texts, the known ones first, without what they rest on."""
        run = Run(replace(self._registry, claims=(*known, *candidates)), evidence=False)
        own: dict[str, dict[int, Claim]] = defaultdict(dict)
        for number, claim in enumerate(candidates, len(known)):
            own[self._own[claim.id]][number] = claim
        out: list[Finding] = []
        for source in self._passing(self._texts):
            reading = self._readings[id(source)]
            out += run.findings(source, reading=reading, here=Elsewhere(reading, own.get(source.name, {})).here)
        return out

    def hold(self, rows: Sequence[Candidate], known: Sequence[Claim], beside: Sequence[Claim]) -> Held:
        """Return what holds of candidates where they stand in one registry with claims that are known, and with others of the texts."""
        lost: list[Candidate] = []
        rows, again = _once(rows)
        read = {row.entry.id: claim for row in rows if (claim := read_entry(row.entry)) is not None}
        lost += [row for row in rows if row.entry.id not in read]
        sound = [row for row in rows if row.entry.id in read]
        plain = self._groups.leaders(row for row in sound if self._groups.disagreement(row.at) is None)
        disputed = [row for row in sound if self._groups.disagreement(row.at) is not None]
        contested: dict[str, list[Finding]] = {}
        while True:
            told = self._told(known, [*beside, *(read[row.entry.id] for row in plain)])
            verdicts = {row.entry.id: self._verdict(row, told[row.entry.id]) for row in plain}
            lost += [row for row in plain if verdicts[row.entry.id] == "lost"]
            contested |= {row.entry.id: told[row.entry.id] for row in plain if verdicts[row.entry.id] == "disputed"}
            disputed += [row for row in plain if verdicts[row.entry.id] == "disputed"]
            rest = _merged([_supported(row, told[row.entry.id]) for row in plain if verdicts[row.entry.id] == "holds"], told)
            if len(rest) == len(plain):
                break
            plain = rest
        proposals = [Proposal((row.entry,)) for row in rest]
        held, refused = self._disputes(disputed, contested, read, known, [*beside, *(read[row.entry.id] for row in rest)])
        return Held((*proposals, *held), tuple(each for row in (*lost, *refused) for each in (row, *again.get(row.entry.id, ()))))

    def _told(self, known: Sequence[Claim], candidates: Sequence[Claim]) -> dict[str, list[Finding]]:
        told: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.found(known, candidates):
            told[finding.claim].append(finding)
        return told

    def _verdict(self, row: Candidate, told: Sequence[Finding]) -> str:
        own = [finding.verdict for finding in told if finding.source == row.at[0]]
        if "supported" not in own or "contradicted" in own:
            return "lost"
        return "disputed" if any(finding.verdict == "contradicted" for finding in told) else "holds"

    def _disputes(
        self,
        rows: Sequence[Candidate],
        contested: dict[str, list[Finding]],
        read: dict[str, Claim],
        known: Sequence[Claim],
        beside: Sequence[Claim],
    ) -> tuple[list[Proposal], list[Candidate]]:
        """Return the facts on which texts disagree, with the entries among which to choose, and the candidates that do not hold."""
        told = self._told(known, [*beside, *(read[row.entry.id] for row in rows)]) if rows else {}
        holding = [row for row in rows if self._verdict(row, told[row.entry.id]) != "lost"]
        lost = [row for row in rows if row not in holding]
        facts: dict[object, list[Candidate]] = defaultdict(list)
        for row in holding:
            number = self._groups.disagreement(row.at)
            facts[row.at if number is None else number].append(row)
        proposals, seen = [], set[Place]()
        for fact, members in facts.items():
            if isinstance(fact, int):
                leaders = self._groups.leaders(members)
                proposals.append(Proposal(tuple(row.entry for row in leaders), self._groups.tellings(fact)))
            elif members[0].at not in seen:
                entry, findings = members[0].entry, contested[members[0].entry.id]
                against = [finding for finding in findings if finding.verdict == "contradicted"]
                seen |= {(finding.source, finding.start) for finding in against}
                mine = [Telling(entry.get("value"), origin) for origin in entry.origins]
                theirs = [Telling(_one_line(finding.found), self._origin(finding)) for finding in against]
                others = [row.entry for (fact, [row, *_]) in facts.items() if not isinstance(fact, int) and row.at in seen]
                proposals.append(Proposal((entry, *others), (*mine, *theirs)))
        return proposals, lost

    def _origin(self, finding: Finding) -> Provenance:
        source = self._by_name[finding.source]
        return Provenance(source.publisher, source.url, _one_line(finding.quote), source.date, source.title, source.name)


def read_entry(entry: Entry) -> Claim | None:
    """Return an entry as the loader reads it, where it is sound and tells one number."""
    try:
        registry, warnings = read_registry(text_of([entry]), "")
    except InputError:
        return None
    claim = registry.claims[0]
    return claim if not warnings and len(claim.mentions) == 1 else None


def _once(rows: Iterable[Candidate]) -> tuple[list[Candidate], dict[str, list[Candidate]]]:
    """Return candidates without those that their text tells again in the same words, and these by the id of the first.

    Each would be found wherever the text tells it: as often as their number, squared.
    """
    first: dict[tuple[str, object], Candidate] = {}
    again: dict[str, list[Candidate]] = defaultdict(list)
    for row in rows:
        one = first.setdefault((row.at[0], row.entry.texts), row)
        if one is not row:
            again[one.entry.id].append(row)
    return list(first.values()), again


def _supported(row: Candidate, told: Sequence[Finding]) -> Candidate:
    """Return a candidate with those origins alone whose texts support it."""
    names = {finding.source for finding in told if finding.verdict == "supported"}
    return row._replace(entry=row.entry._replace(origins=tuple(origin for origin in row.entry.origins if origin.source in names)))


def _merged(rows: Sequence[Candidate], told: dict[str, list[Finding]]) -> list[Candidate]:
    """Return candidates without those whose number another one is supported by: it is the same fact, told again."""
    by_place = {row.at: row for row in rows}
    gone: set[str] = set()
    origins: dict[str, list[Provenance]] = {row.entry.id: list(row.entry.origins) for row in rows}
    for row in sorted(rows, key=lambda row: fullness(row.entry), reverse=True):
        if row.entry.id in gone:
            continue
        for finding in told[row.entry.id]:
            other = by_place.get((finding.source, finding.start))
            if finding.verdict == "supported" and other is not None and other.entry.id not in {row.entry.id, *gone}:
                gone.add(other.entry.id)
                known = {origin.source for origin in origins[row.entry.id]}
                origins[row.entry.id] += [origin for origin in origins[other.entry.id] if origin.source not in known]
    return [row._replace(entry=row.entry._replace(origins=tuple(origins[row.entry.id]))) for row in rows if row.entry.id not in gone]


def _one_line(text: str) -> str:
    return " ".join(text.split())
