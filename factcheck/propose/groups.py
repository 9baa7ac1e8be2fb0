"""Facts as texts tell them, brought together: one candidate a number that states a fact, and which numbers tell the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from factcheck.compare import Comparison, Version
from factcheck.extract import Reading
from factcheck.model import Provenance, Source, Span
from factcheck.propose.entry import Entry, origin_of, texts_of
from factcheck.propose.facts import facts
from factcheck.propose.model import Telling
from factcheck.rows import NamedTuple
from factcheck.values import value_key

_AT_ONCE = 24  # candidates of one number, time and place that are held against the texts together
Place = tuple[str, int]  # the name of a source, and where in it a number begins


class Candidate(NamedTuple):
    """A fact as one text tells it: where its number stands, its entry, whose id is only a number yet, and the number's value."""

    at: Place
    entry: Entry
    value: str


def candidates(texts: Sequence[Source], readings: Sequence[Reading]) -> list[Candidate]:
    """Return the facts of all texts in their order."""
    out: list[Candidate] = []
    for source, reading in zip(texts, readings, strict=True):
        for fact in facts(reading):
            mention = reading.mention(fact.found)
            told = texts_of(reading, mention, fact)
            if not (told.get("period") or told.get("date")):
                continue  # a fact of nobody knows when is no canonical one
            entry = Entry(f"{len(out)}", tuple(told.items()), (origin_of(source, reading, fact.statement),))
            out.append(Candidate((source.name, mention.quantity.span.start), entry, value_key(mention.quantity)))
    return out


class Groups:
    """Which numbers of different sources tell one fact, and on which facts the sources disagree; empty where nothing was compared."""

    def __init__(self, comparison: Comparison | None, texts: Sequence[Source], readings: Sequence[Reading]) -> None:
        self._group: dict[Place, int] = {}
        self._fact: dict[Place, int] = {}  # the same for all versions of a fact on which the sources disagree
        self._together: dict[int, list[Place]] = defaultdict(list)
        self._origins: dict[int, list[Provenance]] = defaultdict(list)
        self._tellings: dict[int, list[Telling]] = {}
        by_name = {source.name: (source, reading) for source, reading in zip(texts, readings, strict=True)}
        versions: list[tuple[Version, int | None]] = []
        if comparison is not None:
            versions += [(one, None) for one in comparison.agreements]
            versions += [(one, number) for number, row in enumerate(comparison.disagreements) for one in row.versions]
        for group, (version, disagreement) in enumerate(versions):
            fact = group if disagreement is None else -1 - disagreement
            for telling in version.tellings:
                place = telling.source.name, telling.start
                self._group[place], self._fact[place] = group, fact
                self._together[fact].append(place)
                span = Span(telling.quote_start, telling.quote_start + len(telling.quote))
                origin = origin_of(*by_name[telling.source.name], span)
                self._origins[group].append(origin)
                if disagreement is not None:
                    self._tellings.setdefault(fact, []).append(Telling(" ".join(telling.text.split()), origin))

    def group(self, place: Place) -> int | None:
        """Return the number of the group of those that tell what a number tells, if there are any."""
        return self._group.get(place)

    def disagreement(self, place: Place) -> int | None:
        """Return the number of the disagreement that a number is part of, if any."""
        fact = self._fact.get(place)
        return fact if fact in self._tellings else None

    def tellings(self, disagreement: int) -> tuple[Telling, ...]:
        """Return who tells which value in a disagreement."""
        return tuple(self._tellings[disagreement])

    def spread(self, places: Iterable[Place]) -> set[Place]:
        """Return numbers with all that tell of the same fact."""
        out = set(places)
        return out.union(*(self._together[self._fact[place]] for place in out if place in self._fact))

    def leaders(self, rows: Iterable[Candidate]) -> list[Candidate]:
        """Return one candidate a group, that which tells most, with the origins of all."""
        groups: dict[object, list[Candidate]] = defaultdict(list)
        for row in rows:
            group = self.group(row.at)
            groups[row.at if group is None else group].append(row)
        return [self._leader(group, members) for group, members in groups.items()]

    def _leader(self, group: object, members: Sequence[Candidate]) -> Candidate:
        best = max(members, key=lambda row: fullness(row.entry))
        origins = {origin.source: origin for origin in self._origins.get(group, ())} if isinstance(group, int) else {}
        origins |= {row.entry.origins[0].source: row.entry.origins[0] for row in reversed(members)}
        own = best.entry.origins[0]
        rest = [origin for source, origin in origins.items() if source != own.source]
        return best._replace(entry=best.entry._replace(origins=(own, *rest)))


def batch(rows: Sequence[Candidate], groups: Groups, asked: Container[str]) -> tuple[list[Candidate], bool]:
    """Return the candidates to be held against the texts at once, in order, and whether others that were not `asked` yet have to wait.

    One number of one time and place that is told again and again in other words makes a candidate each time, and each is found as often.
    So many of them are held at a time; what these support needs no look of its own.
    """
    facts: dict[object, dict[object, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        fact = row.value, *(row.entry.get(key) for key in ("period", "place", "status", "date"))
        group = groups.group(row.at)
        facts[fact][(row.at[0], row.entry.texts) if group is None else group].append(row)
    some: set[str] = set()
    waiting = False
    for told in facts.values():
        fresh = [each for each in told.values() if any(row.entry.id not in asked for row in each)]
        others = [each for each in told.values() if all(row.entry.id in asked for row in each)]
        waiting = waiting or len(fresh) > _AT_ONCE
        some |= {row.entry.id for each in [*fresh, *others][:_AT_ONCE] for row in each}
    return [row for row in rows if row.entry.id in some], waiting


def fullness(entry: Entry) -> tuple[int, int]:
    """Return how much an entry says of when, where and how, and how short it says it: the larger the better."""
    return sum(bool(entry.get(key)) for key in ("period", "place", "status")), -len(entry.get("claim"))
