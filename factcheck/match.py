"""Which mentions of a document may tell a claim again: the claim index, and how likely each pair is.

The claims are the index, the document streams past it: a sentence looks up only claims that share its words, and only those are scored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from factcheck.extract import Reading, read, read_statement
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
    shared_words,
    topic,
)
from factcheck.model import Claim, Quantity, Span, same_week
from factcheck.slots import likelihood, log_odds, odds
from factcheck.units import Unit, alike
from factcheck.words import Passages, Words, around, of_text, total

LEAST = 0.3  # pairs less likely than this tell nothing
# Features that the words of a document do not tell yet; the first only of claims with several numbers.
_UNTOLD = (
    *("other numbers", "claim words in passage", "claim words in sentence", "source words in claim"),
    *("rare words in passage", "word pairs in passage"),
)
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
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)  # phrasings, and what a word adds to their log odds
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
        nothing = log_odds("topic", {})
        for key, features in shared_words(phrasing):
            self._postings[key].append((len(self.phrasings), log_odds("topic", features) - nothing))
        self.phrasings.append(phrasing)

    def candidates(self, words: Collection[str], least: float, today: date | None) -> list[tuple[Phrasing, bool]]:
        """Return the phrasings, in order, that a document of these words may tell again with a likelihood of at least `least`.

        With each stands whether its claim is of the same week as the document, whose date is `today`.
        """
        gains = self.gains(words)
        lacking = {
            (several, week): odds(least) - log_odds("topic", {"same week": week}, _UNTOLD if several else _UNTOLD[1:])
            for several in (False, True)
            for week in (False, True)
        }
        out = []
        for position in sorted(p for p, gain in gains.items() if gain >= lacking[True, True]):
            phrasing = self.phrasings[position]
            week = same_week(self.claims[phrasing.claim].date, today)
            if gains[position] >= lacking[len(phrasing.slots) > 1, week]:
                out.append((phrasing, week))
        return out

    def gains(self, words: Collection[str]) -> dict[int, float]:
        """Return what a document of these words adds to the log odds of each phrasing that holds one of them, by its position."""
        gains: dict[int, float] = {}
        for key in words:
            for position, gain in self._postings.get(key, ()):
                gains[position] = gains.get(position, 0.0) + gain
        return gains


def match(index: Index, reading: Reading, least: float = LEAST, passages: Passages | None = None, own: Container[int] = ()) -> list[Pair]:
    """Return the pairs of targets and mentions that tell the same fact with a likelihood of at least `least`, in the document's order.

    `passages` are the words of the reading, where they are known; `own` are claims that the document itself makes, and is not held against.
    """
    if not reading.found:
        return []
    passages = passages or Passages(reading)
    candidates = index.candidates(passages.all | {passages.place}, least, reading.today)
    rows = [held(phrasing, passages, _spellings(phrasing, passages), week) for phrasing, week in candidates if phrasing.claim not in own]
    best: dict[tuple[Target, int], Pair] = {}
    for n, members in reading.by_sentence.items():
        units = [reading.found[k].quantity.unit for k in members]
        kinds = set(map(_kind, units))
        told: list[Slot] = []
        for row in rows:
            if "" not in kinds and "" not in row.phrasing.kinds and kinds.isdisjoint(row.phrasing.kinds):
                continue
            like = [(i, k, unit) for i, mine in enumerate(row.phrasing.units) for k, its in enumerate(units) if (unit := alike(mine, its))]
            shared = topic(row, passages, n) if like else {}
            if not like or likelihood("topic", shared, _ALONE) < least:
                continue
            told = told or _told(passages, n, members)
            quantities = [(row.phrasing.slots[i], told[k], unit) for i, k, unit in like]
            for pair in _pairs(row, index.known[row.phrasing.claim], passages, n, quantities, shared, least):
                known = best.get((pair.target, pair.found))
                if known is None or known.score < pair.score:
                    best[pair.target, pair.found] = pair
    return list(best.values())


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
