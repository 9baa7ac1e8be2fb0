"""Which mentions of a document may tell a claim again: the claim index, and how likely each pair is.

The claims are the index, the document streams past it: a sentence looks up only claims that share its words, and only those are scored.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from factcheck.extract import Reading, read, read_statement
from factcheck.bounds import SLACK, Bound, Gain, Seen, model
from factcheck.extract.tokens import Tokens, tokenize
from factcheck.features import (
    Held,
    Phrasing,
    Sides,
    Slot,
    align,
    answered,
    beside,
    clause_shares,
    clauses,
    evidence_of,
    held,
    is_base,
    topic,
    unit_of,
)
from factcheck.model import Claim, Quantity, Span, same_week
from factcheck.slots import likelihood, odds
from factcheck.sums import Fields, Sums, runs
from factcheck.units import Unit, alike
from factcheck.words import Passages, Words, around, of_text, tokens_before, total

LEAST = 0.3  # pairs less likely than this tell nothing
_LATER = ("source words in claim", "names absent")
_ALONE = ("other numbers", *_LATER)
_COSTLY = (*_LATER, "claim words near", "words in order")
_CLAUSES = ("clause in source", "clause in claim")
_LONG, _ALIKE = 6, 85.0  # letters of a word, and per cent of them alike, for two spellings of one
_HALF = 0.4  # the share of a claim's words that a document must hold before a name in another spelling is looked for


class Target(NamedTuple):
    """One quantity of a claim: what is looked for."""

    claim: int
    mention: int


class Pair(NamedTuple):
    """A target beside a mention of the document, with how sure it is that they tell the same fact (0 to 1), and why.

    `phrasing` is what was found again; `spelled` maps names of it to the document's spelling.
    """

    target: Target
    found: int
    score: float
    features: Mapping[str, float]
    phrasing: Phrasing
    spelled: Mapping[str, str]


def value_key(quantity: Quantity) -> str:
    """Return a value as text that is the same however it was written."""
    return str((quantity.value * quantity.unit.factor).normalize())


class Index:
    """The claims by their words, so that a sentence finds the few it may tell again."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.phrasings: list[Phrasing] = []
        self.known: list[frozenset[str]] = []  # every word of every phrasing of a claim
        self.model = model()
        self.bounds: list[Bound] = []
        self._sums: dict[float, Sums] = {}
        self._units: dict[tuple[Unit, ...], tuple[Unit, ...]] = {}  # those of each phrasing, each once
        for number, claim in enumerate(claims):
            first = len(self.phrasings)
            if claim.mentions:
                self._add(number, claim, of_text(read_statement(claim.text, claim.lang, claim.date)), claim.text, None)
            if len(claim.mentions) == 1:
                for name in claim.metrics[1:]:
                    self._add(number, claim, of_text(read(name)), name, len(name))
            self.known.append(frozenset(key for phrasing in self.phrasings[first:] for key in phrasing.words.weights))
        self._measured = self._marks()

    def _add(self, number: int, claim: Claim, words: Words, text: str, at: int | None) -> None:
        """Add a phrasing, written as `text`; `at` is where the number would stand in a metric's name, None for the statement itself."""
        keys = [value_key(m.quantity) for m in claim.mentions]
        tokens = tokenize(claim.text, 0, len(claim.text)) if at is None else None
        slots = []
        for m, mention in enumerate(claim.mentions):
            quantity, others = mention.quantity, frozenset(k for i, k in enumerate(keys) if i != m)
            where, clause = (_number(quantity), mention.clause) if at is None else (Span(at, at), Span(0, at))
            slots.append(_slot(m, quantity, words, where, clause, others, tokens))
        whole = total(words)
        if not whole:
            return
        evidence, units = evidence_of(words), tuple(slot.quantity.unit for slot in slots)
        units = self._units.setdefault(units, units)
        rare = sum(word.rarity for word in evidence)
        phrasing = Phrasing(number, words, evidence, whole, rare, tuple(slots), units, frozenset(map(_kind, units)), text)
        self.bounds.append(self.model.bound(phrasing, claim.date is not None, _LONG))
        self.phrasings.append(phrasing)

    def _marks(self) -> dict[str, int]:
        """Return the marks of the phrasings whose units are of a kind; of those that count, by each word of what they count."""
        places: dict[str, set[int]] = defaultdict(set)
        for place, phrasing in enumerate(self.phrasings):
            for unit in phrasing.units:
                for name in _names(unit):
                    places[name].add(place)
        fields = Fields(len(self.phrasings))
        return {name: fields.marks(row) for name, row in places.items()}

    def like(self, units: Iterable[Unit]) -> tuple[int, int]:
        """Return the marks of the phrasings with a unit that may be like one of these, and of those where one of the two is untold."""
        names = {name for unit in units for name in _names(unit)}
        marks, none = self._measured, self._measured.get("", 0)
        told = reduce(or_, [marks[name] for name in names if name in marks], 0)
        return told, reduce(or_, marks.values()) if "" in names and marks else none

    def sums(self, least: float) -> Sums:
        """Return what tells the phrasings that a sentence may tell with a likelihood of at least `least`."""
        known = self._sums.get(least)
        if known is None:
            known = self._sums[least] = Sums(self.model, self.bounds, least, _HALF)
        return known


def match(index: Index, reading: Reading, least: float = LEAST, passages: Passages | None = None, own: Container[int] = ()) -> list[Pair]:
    """Return the pairs of targets and mentions that tell the same fact with a likelihood of at least `least`, in the document's order.

    `passages` are the words of the reading, where they are known; `own` are claims that the document itself makes, and is not held against.
    """
    if not reading.found:
        return []
    passages = passages or Passages(reading)
    best: dict[tuple[Target, int], Pair] = {}
    for n, rows in _rows(index, reading, passages, least, own).items():
        members = reading.by_sentence[n]
        told = _told(passages, n, members)
        for row, like in rows:
            shared = topic(row, passages, n)
            if likelihood("topic", shared, _ALONE) < least:
                continue
            quantities = [(row.phrasing.slots[i], told[k - members[0]], unit) for i, k, unit in like]
            for pair in _pairs(row, index.known[row.phrasing.claim], passages, n, quantities, shared, least):
                known = best.get((pair.target, pair.found))
                if known is None or known.score < pair.score:
                    best[pair.target, pair.found] = pair
    return list(best.values())


_Like = list[tuple[int, int, float]]  # quantities of a phrasing and of a document, by their places, and how alike their units are


class _Row:
    """A phrasing as a document is held against it: the words that both hold, and what its topic has at most before a passage is known."""

    def __init__(self, index: Index, position: int, reading: Reading, passages: Passages, everything: Container[str], place: str) -> None:
        self.phrasing, self.bound, self._passages = index.phrasings[position], index.bounds[position], passages
        self._week = same_week(index.claims[self.phrasing.claim].date, reading.today)
        model, here = index.model, [gain for gain in self.bound.gains if gain.key in everything]
        self.words = here + [gain for gain in self.bound.gains if gain.key == place] if place and place not in everything else here
        self.topic = model.topic + model.week * self._week + sum([gain.document for gain in here])
        self.most = self.topic + model.other_numbers * self.bound.several + sum([gain.passage for gain in self.words])
        self.spelled = _spellings(self.phrasing, passages) if self.bound.names else {}
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


def _rows(
    index: Index, reading: Reading, passages: Passages, least: float, own: Container[int]
) -> dict[int, list[tuple[Held, _Like]]]:
    """Return by sentence the phrasings that it may tell again with a likelihood of at least `least`, with the quantities that may do so."""
    sums, floor, everything, place = index.sums(least), odds(least) - SLACK, passages.all, passages.place
    told = sums.document(everything, place)
    if told is None:
        return {}
    rows: dict[int, list[tuple[Held, _Like]]] = {}
    known: dict[int, _Row] = {}
    for n, members in reading.by_sentence.items():
        numbers, window, words = _Numbers(index, reading, n, members), passages.window(n), passages.words(n).weights
        reached = sums.sentence(told, window.keys(), words.keys(), numbers.before, numbers.values, *numbers.units)
        out = []
        for position in sorted({*reached, *told.spelled}) if told.spelled else reached:
            row = known.get(position)
            if row is None:
                row = known[position] = _Row(index, position, reading, passages, everything, place)
            if row.most < floor or not row.words or row.phrasing.claim in own or not (like := numbers.like(row.phrasing.units)):
                continue
            seen = numbers.seen(row.phrasing.slots, like)
            if row.spelled or index.model.reaches(row.bound, row.passage(window), row.words, words, seen, least):
                out.append((row.held, like))
        if out:
            rows[n] = out
    return rows


class _Numbers:
    """The quantities of a sentence as they are held beside those of phrasings."""

    def __init__(self, index: Index, reading: Reading, n: int, members: Sequence[int]) -> None:
        quantities, tokens = [reading.found[k].quantity for k in members], reading.tokens(n)
        self._members, self._quantities = members, quantities
        self._like: dict[int, _Like] = {}
        before = [tokens_before(tokens.keys, bisect_left(tokens.starts, quantity.span.start)) for quantity in quantities]
        self.before = {text for row in before for text in runs(row)}
        self.values = frozenset(map(value_key, quantities))
        self._units = [quantity.unit for quantity in quantities]
        self.units = index.like(self._units)
        self._seen = [Seen(row, self.values) for row in before]

    def like(self, units: tuple[Unit, ...]) -> _Like:
        """Return the quantities with units like some of these."""
        known = self._like.get(id(units))  # one object for all phrasings of such units
        if known is None:
            told = list(zip(self._members, self._units, strict=True))
            known = self._like[id(units)] = [(i, k, unit) for i, mine in enumerate(units) for k, its in told if (unit := alike(mine, its))]
        return known

    def seen(self, slots: Sequence[Slot], like: _Like) -> Iterator[tuple[int, Seen, float]]:
        """Yield rows of `like` as a bound looks at them."""
        first, told = self._members[0], self._quantities
        return ((i, self._seen[k - first], unit_of(slots[i].quantity, told[k - first], unit)) for i, k, unit in like)


def _names(unit: Unit) -> tuple[str, ...]:
    """Return what another unit must share to be like this one: the words of what is counted, or what is measured, empty if untold."""
    kind = _kind(unit)
    return tuple(f"count {word}" for word in unit.noun) if kind == "count" else (kind,)


def _kind(unit: Unit) -> str:
    """Return the part of a unit's dimension that two units must share to be compared."""
    return unit.dimension.partition("/")[0].partition(":")[0]


def _told(passages: Passages, n: int, members: Sequence[int]) -> list[Slot]:
    """Return the quantities of sentence n among their words."""
    reading, words = passages.reading, passages.words(n)
    values = frozenset(value_key(reading.found[k].quantity) for k in members)
    slots = []
    for k in members:
        quantity = reading.found[k].quantity
        slots.append(_slot(k, quantity, words, _number(quantity), reading.clause(quantity, n), values, reading.tokens(n)))
    return slots


def _number(quantity: Quantity) -> Span:
    """Return where a quantity stands, without the unit or noun behind its number."""
    return Span(quantity.span.start, quantity.number.end)


def _slot(place: int, quantity: Quantity, words: Words, number: Span, clause: Span, others: frozenset[str], tokens: Tokens | None) -> Slot:
    """Return a quantity among its words; `number` and `clause` say where those stand that count as beside it and as its own."""
    near = around(words, number.start, number.end, (clause.start, clause.end), tokens)
    inside = tuple(w.key for w in words.words if clause.start <= w.start < clause.end)
    terms = frozenset(key for key in inside if key[0] == "=")
    return Slot(place, quantity, near, inside, terms, others, is_base(quantity, near))


def _pairs(
    held: Held,
    known: Container[str],
    passages: Passages,
    n: int,
    like: Sequence[tuple[Slot, Slot, float]],
    shared: Mapping[str, float],
    least: float,
) -> list[Pair]:
    """Return the likely pairs among quantities of a phrasing and of a sentence in `like` units; `known` has all words of the claim."""
    phrasing, sides, pairs = held.phrasing, None, []
    alone = likelihood("topic", shared, _LATER)
    for mine, theirs, unit in like:
        features = {**shared, **beside(mine, theirs, unit)}
        likely = likelihood("topic", features, _LATER) if features["other numbers"] else alone
        if likely * likelihood("slot", features, (*_COSTLY, *_CLAUSES)) < least:
            continue
        own, window = passages.words(n), passages.window(n)
        features |= clause_shares(mine, theirs, phrasing.words, own)
        if likely * likelihood("slot", features, _COSTLY) < least:
            continue
        sides = sides or Sides(phrasing.words, own, window, known, align(phrasing.words, own, known), answered(held, passages, n))
        features |= clauses(mine, theirs, sides)
        score = likelihood("topic", features) * likelihood("slot", features)
        if score >= least:
            pairs.append(Pair(Target(phrasing.claim, mine.place), theirs.place, score, features, phrasing, held.spelled))
    return pairs


def _spellings(phrasing: Phrasing, passages: Passages) -> dict[str, str]:
    """Return, for long names of a claim that a document lacks, the word that it spells nearly so: Kyiv and Kiev, a slip of the keyboard."""
    everything = passages.all
    lacking = sorted(name for name in phrasing.words.names if len(name) >= _LONG and name not in everything)
    if not lacking or sum(w for key, w in phrasing.words.weights.items() if key in everything) < _HALF * phrasing.total:
        return {}
    from rapidfuzz import fuzz, process  # only here, and only for documents that may tell a claim: it is slow to import

    near = {name: process.extractOne(name, passages.long_words, scorer=fuzz.ratio, score_cutoff=_ALIKE) for name in lacking}
    return {name: found[0] for name, found in near.items() if found is not None}
