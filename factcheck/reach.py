"""Which sentences of a document may tell which phrasings of claims: by sums over all phrasings first, then one by one for those left.

Only what the two models of `slots` give no likelihood is left out, so the pairs found are the same as if all were compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, reduce
from operator import or_

from factcheck.around import tokens_before
from factcheck.bounds import SLACK, Bound, Seen, model
from factcheck.extract import Reading
from factcheck.features import Held, Phrasing, Slot, held, unit_of
from factcheck.model import Claim, same_week
from factcheck.rows import NamedTuple
from factcheck.slots import odds
from factcheck.sums import Fields, Sums, runs
from factcheck.units import Unit, alike
from factcheck.values import value_key
from factcheck.words import Passages

_FEW, _SHARE = 30, 16  # claims that are looked at one by one: so many, or one in so many
_DEGREES = frozenset(("richter", "temperature"))  # what degrees alone may mean
Like = list[tuple[int, int, float]]  # quantities of a phrasing and of a document, by their places, and how alike their units are
Here = Callable[[int], Container[int]]  # of a sentence the claims to look for in it
Spellings = Callable[[Phrasing, Passages], Mapping[str, str]]  # names of a phrasing that a document spells in another way


def kind(unit: Unit) -> str:
    """Return the part of a unit's dimension that two units must share to be compared."""
    measured = unit.dimension.partition("/")[0].partition(":")[0]
    return "degree" if measured in _DEGREES else measured


def _names(unit: Unit) -> tuple[str, ...]:
    """Return what another unit must share to be like this one: a word of what is counted, or what is measured, empty if untold."""
    measured = kind(unit)
    return tuple(f"count {word}" for word in unit.noun) if measured == "count" else (measured,)


class Way(NamedTuple):
    """A phrasing of a claim as it is looked for, and what bounds how likely it is told."""

    phrasing: Phrasing
    date: date | None
    bound: Bound


class Reach:
    """The phrasings as they are looked for, made from `claims` as they are met.

    `spellings` tells names in another spelling of at least `longest` letters; it is asked where a document holds the share `half` of a
    phrasing's words.
    """

    def __init__(
        self, claims: Sequence[Claim], phrase: Callable[[int], Iterable[Phrasing]], longest: int, half: float, spellings: Spellings
    ) -> None:
        self.model = model()
        self.spellings = spellings
        self._claims, self._phrase, self._longest, self._half = claims, phrase, longest, half
        self._ways: dict[int, list[Way]] = {}
        self._sums: dict[float, Sums] = {}
        self._units: dict[tuple[Unit, ...], tuple[Unit, ...]] = {}
        self._marks: dict[str, int] = {}

    def ways(self, claim: int) -> list[Way]:
        """Return the phrasings of a claim that have a word."""
        known = self._ways.get(claim)
        if known is None:
            known = self._ways[claim] = [self._way(phrasing) for phrasing in self._phrase(claim) if phrasing.total]
        return known

    def _way(self, phrasing: Phrasing) -> Way:
        units = self._units.setdefault(phrasing.units, phrasing.units)  # those of each phrasing are one object, known by its id
        day = self._claims[phrasing.claim].date
        return Way(phrasing._replace(units=units), day, self.model.bound(phrasing, day is not None, self._longest))

    @cached_property
    def every(self) -> list[Way]:
        """Return the phrasings of all claims."""
        return [way for claim in range(len(self._claims)) for way in self.ways(claim)]

    def rows(
        self, reading: Reading, passages: Passages, least: float, among: Collection[int], here: Here | None = None
    ) -> dict[int, list[tuple[Held, Like]]]:
        """Return by sentence the phrasings that it may tell with a likelihood of at least `least`, and the quantities that may do so.

        `among` are the claims to look for; few are looked at one by one, so that all the others cost nothing. `here` tells of a sentence
        which of them are looked for in it, where that is not all.
        """
        floor = odds(least) - SLACK
        few = len(among) <= max(_FEW, len(self._claims) // _SHARE)
        ways = [way for claim in sorted(among) for way in self.ways(claim)] if few else self.every
        if not ways:
            return {}
        sums = None if few else self.sums(least)
        told = sums.document(passages.all, passages.place) if sums else None
        rows: dict[int, list[tuple[Held, Like]]] = {}
        known: dict[int, _Row] = {}
        for n, members in reading.by_sentence.items():
            numbers, window, words = _Numbers(reading, n, members), passages.window(n), passages.words(n).weights
            reached: Iterable[int] = range(len(ways))
            if sums and told:
                reached = sums.sentence(told, window.keys(), words.keys(), numbers.before, numbers.values, *self.like(numbers.units))
                reached = sorted({*reached, *told.spelled}) if told.spelled else reached
            if here is not None:
                wanted = here(n)
                reached = [position for position in reached if ways[position].phrasing.claim in wanted]
            out = []
            for position in reached:
                row = known.get(position)
                if row is None:
                    row = known[position] = _Row(self, ways[position], reading.today, passages)
                if row.most < floor or not row.words or row.phrasing.claim not in among or not (like := numbers.like(row.phrasing.units)):
                    continue
                seen = numbers.seen(row.phrasing.slots, like)
                if row.spelled or self.model.reaches(row.bound, row.passage(window), row.words, words, seen, least):
                    out.append((row.held, like))
            if out:
                rows[n] = out
        return rows

    def sums(self, least: float) -> Sums:
        """Return what tells the phrasings that a sentence may tell with a likelihood of at least `least`, remembered."""
        known = self._sums.get(least)
        if known is None:
            known = self._sums[least] = Sums(self.model, [way.bound for way in self.every], least, self._half)
            places: dict[str, list[int]] = defaultdict(list)
            for place, way in enumerate(self.every):
                for name in {name for unit in way.phrasing.units for name in _names(unit)}:
                    places[name].append(place)
            fields = Fields(len(self.every))
            self._marks = {name: fields.marks(those) for name, those in places.items()}
        return known

    def like(self, units: Iterable[Unit]) -> tuple[int, int]:
        """Return the marks of the phrasings with a unit that may be like one of these, and of those where one of the two is untold."""
        names = {name for unit in units for name in _names(unit)}
        told = reduce(or_, [self._marks[name] for name in names if name in self._marks], 0)
        return told, reduce(or_, self._marks.values(), 0) if "" in names else self._marks.get("", 0)


class _Row:
    """A phrasing as a document is held against it: the words that both hold, and what its topic has at most before a passage is known."""

    def __init__(self, reach: Reach, way: Way, today: date | None, passages: Passages) -> None:
        self.phrasing, self.bound, self._passages = way.phrasing, way.bound, passages
        self._week = same_week(way.date, today)
        everything, place = passages.all, passages.place
        here = [gain for gain in self.bound.gains if gain.key in everything]
        self.words = here if not place or place in everything else here + [gain for gain in self.bound.gains if gain.key == place]
        self.topic = reach.model.topic + reach.model.week * self._week + sum([gain.document for gain in here])
        self.most = self.topic + reach.model.other_numbers * self.bound.several + sum([gain.passage for gain in self.words])
        self.spelled = reach.spellings(self.phrasing, passages) if self.bound.names else {}
        self._held: Held | None = None

    def passage(self, window: Container[str]) -> float:
        """Return the log odds that the topic has at most in a passage of these words, without other numbers."""
        return self.topic + sum([gain.passage for gain in self.words if gain.key in window])

    @property
    def held(self) -> Held:
        """Return what of the phrasing the document holds."""
        if self._held is None:
            self._held = held(self.phrasing, self._passages, self.spelled, self._week)
        return self._held


class _Numbers:
    """The quantities of a sentence as they are held beside those of phrasings."""

    def __init__(self, reading: Reading, n: int, members: Sequence[int]) -> None:
        tokens = reading.tokens(n)
        self._members, self._quantities = members, [reading.found[k].quantity for k in members]
        before = [tokens_before(tokens.keys, bisect_left(tokens.starts, quantity.span.start)) for quantity in self._quantities]
        self.before = {text for row in before for text in runs(row)}
        self.values = frozenset(map(value_key, self._quantities))
        self.units = [quantity.unit for quantity in self._quantities]
        self._seen = [Seen(row, self.values) for row in before]
        self._like: dict[int, Like] = {}

    def like(self, units: tuple[Unit, ...]) -> Like:
        """Return the quantities with units like some of a phrasing's."""
        known = self._like.get(id(units))
        if known is None:
            told = list(zip(self._members, self.units, strict=True))
            known = self._like[id(units)] = [(i, k, unit) for i, mine in enumerate(units) for k, its in told if (unit := alike(mine, its))]
        return known

    def seen(self, slots: Sequence[Slot], like: Like) -> Iterator[tuple[int, Seen, float]]:
        """Yield rows of `like` as a bound looks at them."""
        first, told = self._members[0], self._quantities
        return ((i, self._seen[k - first], unit_of(slots[i].quantity, told[k - first], unit)) for i, k, unit in like)
