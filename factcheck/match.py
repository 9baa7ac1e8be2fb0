"""Which mentions of a document may tell a claim again: the claim index, and how likely each pair is.

The claims are the index, the document streams past it: a sentence looks up only claims that share its words, and only those are scored.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from factcheck.extract import Reading, read, read_statement
from factcheck.bounds import Bound, Gain, Model, Seen, Sums, bound_of, reaches
from factcheck.extract.tokens import Memo, Tokens, tokenize
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
)
from factcheck.model import Claim, Quantity, Span, same_week
from factcheck.slots import likelihood, odds
from factcheck.units import Unit, alike
from factcheck.words import Passages, Words, around, of_text, tokens_before, total

LEAST = 0.3  # pairs less likely than this tell nothing
_LATER = ("source words in claim", "names absent")
_ALONE = ("other numbers", *_LATER)
_COSTLY = (*_LATER, "claim words near", "words in order")
_CLAUSES = ("clause in source", "clause in claim")
_LONG, _ALIKE = 6, 85.0  # letters of a word, and per cent of them alike, for two spellings of one
_SLACK = 1e-6  # sums of one set of numbers differ a little with their order
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
        self.model = Model()
        self._gains: list[tuple[Gain, ...]] = []
        self._bounds: dict[int, Bound] = {}
        self._sums: dict[float, Sums] = {}
        self._alike: dict[Unit, Memo[Unit, float]] = {}
        for number, claim in enumerate(claims):
            first = len(self.phrasings)
            if claim.mentions:
                self._add(number, claim, of_text(read_statement(claim.text, claim.lang, claim.date)), claim.text, None)
            if len(claim.mentions) == 1:
                for name in claim.metrics[1:]:
                    self._add(number, claim, of_text(read(name)), name, len(name))
            self.known.append(frozenset(key for phrasing in self.phrasings[first:] for key in phrasing.words.weights))

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
        rare = sum(word.rarity for word in evidence)
        phrasing = Phrasing(number, words, evidence, whole, rare, tuple(slots), units, frozenset(map(_kind, units)), text)
        self._gains.append(self.model.gains(phrasing))
        self.phrasings.append(phrasing)

    def alike(self, unit: Unit) -> Memo[Unit, float]:
        """Return how alike a unit of a claim is to each other one, remembered."""
        known = self._alike.get(unit)
        if known is None:
            known = self._alike[unit] = Memo(partial(alike, unit))
        return known

    def bound(self, position: int) -> Bound:
        """Return what bounds the likelihood of a phrasing."""
        known = self._bounds.get(position)
        if known is None:
            known = self._bounds[position] = bound_of(self.phrasings[position], self._gains[position], _LONG)
        return known

    def base(self, position: int, today: date | None) -> float:
        """Return the most log odds that the topic of a phrasing can have without a shared word, in a document of a date."""
        week = same_week(self.claims[self.phrasings[position].claim].date, today)
        return self.model.topic + self.model.week * week

    def candidates(self, words: Collection[str], least: float) -> list[int]:
        """Return the phrasings, in order, that a document of these words may tell again with a likelihood of at least `least`."""
        sums = self._sums.get(least)
        if sums is None:
            sums = self._sums[least] = Sums(self._needs(least))
        return sums.reached(words)

    def _needs(self, least: float) -> Iterator[tuple[float, list[tuple[str, float]]]]:
        """Yield for each phrasing the log odds that words must add at least, and what each of its words adds at most."""
        model = self.model
        for phrasing, gains in zip(self.phrasings, self._gains, strict=True):
            best = model.topic + model.other_numbers * (len(phrasing.slots) > 1)
            best += model.week * (self.claims[phrasing.claim].date is not None)
            yield odds(least) - best, [(gain.key, gain.document + gain.passage) for gain in gains]


def match(index: Index, reading: Reading, least: float = LEAST, passages: Passages | None = None, own: Container[int] = ()) -> list[Pair]:
    """Return the pairs of targets and mentions that tell the same fact with a likelihood of at least `least`, in the document's order.

    `passages` are the words of the reading, where they are known; `own` are claims that the document itself makes, and is not held against.
    """
    if not reading.found:
        return []
    passages = passages or Passages(reading)
    rows = _rows(index, reading, passages, least, own)
    best: dict[tuple[Target, int], Pair] = {}
    for n in sorted(rows):
        told = _told(passages, n, reading.by_sentence[n])
        for row, like in rows[n]:
            shared = topic(row, passages, n)
            if likelihood("topic", shared, _ALONE) < least:
                continue
            quantities = [(row.phrasing.slots[i], told[k - reading.by_sentence[n].start], unit) for i, k, unit in like]
            for pair in _pairs(row, index.known[row.phrasing.claim], passages, n, quantities, shared, least):
                known = best.get((pair.target, pair.found))
                if known is None or known.score < pair.score:
                    best[pair.target, pair.found] = pair
    return list(best.values())


_Like = list[tuple[int, int, float]]  # quantities of a phrasing and of a document, by their places, and how alike their units are


def _rows(
    index: Index, reading: Reading, passages: Passages, least: float, own: Container[int]
) -> dict[int, list[tuple[Held, _Like]]]:
    """Return by sentence the phrasings that it may tell again with a likelihood of at least `least`, with the quantities that may do so."""
    rows: dict[int, list[tuple[Held, _Like]]] = defaultdict(list)
    everything, place, numbers = passages.all, passages.place, _Numbers(reading, index)
    floor = odds(least) - _SLACK
    for position in index.candidates(everything | {place}, least):
        phrasing = index.phrasings[position]
        if phrasing.claim in own or not (sentences := numbers.like(phrasing.units)):
            continue
        bound, base = index.bound(position), index.base(position, reading.today)
        held_words = [gain for gain in bound.gains if gain.key in everything or gain.key == place]
        several = index.model.other_numbers * (len(phrasing.slots) > 1)
        base += sum([gain.document for gain in held_words if gain.key in everything])
        if not held_words or base + several + sum([gain.passage for gain in held_words]) < floor:
            continue
        spelled = _spellings(phrasing, passages) if bound.names else {}
        row = None
        for n, like in sentences.items():
            if not spelled:
                window = passages.window(n)
                topic = base + sum([gain.passage for gain in held_words if gain.key in window])
                if topic + several < floor:
                    continue
                seen = ((i, numbers.seen(k, n), unit) for i, k, unit in like)
                if not reaches(index.model, bound, topic, held_words, passages.words(n).weights, seen, least):
                    continue
            row = row or held(phrasing, passages, spelled, same_week(index.claims[phrasing.claim].date, reading.today))
            rows[n].append((row, like))
    return rows


class _Numbers:
    """The quantities of a document as they are held beside those of phrasings, each made when asked for."""

    def __init__(self, reading: Reading, index: Index) -> None:
        self._reading, self._index = reading, index
        self._like: dict[tuple[Unit, ...], dict[int, _Like]] = {}
        self._seen: dict[int, Seen] = {}
        self._values: dict[int, frozenset[str]] = {}

    def like(self, units: tuple[Unit, ...]) -> dict[int, _Like]:
        """Return by sentence the quantities whose units are like some of these."""
        known = self._like.get(units)
        if known is None:
            known = self._like[units] = {}
            tables, found = list(map(self._index.alike, units)), self._reading.found
            for n, members in self._reading.by_sentence.items():
                rows = [(i, k, unit) for i, table in enumerate(tables) for k in members if (unit := table[found[k].quantity.unit])]
                if rows:
                    known[n] = rows
        return known

    def seen(self, k: int, n: int) -> Seen:
        """Return quantity k, of sentence n, as a bound looks at it."""
        known = self._seen.get(k)
        if known is None:
            values = self._values.get(n)
            if values is None:
                values = self._values[n] = frozenset(value_key(quantity) for quantity in self._reading.quantities(n))
            tokens = self._reading.tokens(n)
            first = bisect_left(tokens.starts, self._reading.found[k].quantity.span.start)
            known = self._seen[k] = Seen(tokens_before(tokens.keys, first), values)
        return known


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
