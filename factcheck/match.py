"""Which mentions of a document may tell a claim again: the claim index, and how likely each pair is.

The claims are the index, the document streams past it: a sentence looks up only claims that share its words, and only those are scored.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Container, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import pairwise

from factcheck import lang as languages
from factcheck.around import around
from factcheck.dealt import others
from factcheck.extract import Reading, read, read_statement
from factcheck.extract.tokens import Tokens, tokenize
from factcheck.features import (
    OF_ONE,
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
    topic,
)
from factcheck.model import Claim, Quantity, Span
from factcheck.named import unlisted
from factcheck.reach import Here, Reach, kind
from factcheck.roles import role_of
from factcheck.rows import NamedTuple
from factcheck.sieve import Asked, Sieve
from factcheck.slots import likelihood
from factcheck.values import value_key
from factcheck.words import BRIEF, Passages, Words, of_text, total

LEAST, LEAST_BRIEF = 0.3, 0.2  # pairs less likely than this tell nothing, and in brief texts
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


class Index:
    """The claims by their words, so that a text finds the few it may tell again; only those are read."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.reach = Reach(claims, self._ways, _LONG, _HALF, _spellings)
        self._known: dict[int, Set[str]] = {}
        self.sieve = Sieve([row for number, claim in enumerate(claims) for row in asked(number, claim)])

    @property
    def phrasings(self) -> list[Phrasing]:
        """Return the ways to say each claim that has a quantity."""
        return [way.phrasing for way in self.reach.every]

    def known(self, number: int) -> Set[str]:
        """Return every word of every way to say a claim, and of its place."""
        words = self._known.get(number)
        if words is None:
            ways = self.reach.ways(number)
            claim = self.claims[number]
            stem = languages.get(claim.lang).stem
            place = {stem(word) for target in claim.mentions for word in unlisted(claim, target)}
            words = self._known[number] = place.union(*(way.phrasing.words.weights for way in ways))
        return words

    def _ways(self, number: int) -> Iterator[Phrasing]:
        """Yield the ways to say a claim, each with its numbers among their words; none where it has no quantity."""
        claim = self.claims[number]
        if not claim.mentions:
            return
        yield _phrasing(number, claim, _stated(claim), claim.text, None)
        for name in _names(claim):
            yield _phrasing(number, claim, _named(name), name, len(name))

    def passing(self, reading: Reading) -> Collection[int]:
        """Return the numbers of the claims that the sieve lets through for a text that was read."""
        text = self.sieve.text(reading.text, reading.start, reading.title, reading.place, reading.language.code)
        return self.sieve.passing(text)


def asked(number: int, claim: Claim) -> Iterator[Asked]:
    """Yield the ways to say a claim as the sieve looks for them."""
    yield Asked(number, claim.text, claim.lang, partial(_stated, claim))
    for name in _names(claim):
        yield Asked(number, name, claim.lang, partial(_named, name))


def _names(claim: Claim) -> Sequence[str]:
    """Return what a claim's metric is called beside its statement; names of one of several numbers say nothing of the others."""
    return claim.metrics[1:] if len(claim.metrics) > 1 and len(claim.mentions) == 1 else ()


def _stated(claim: Claim) -> Words:
    """Return the words of a claim's statement."""
    return of_text(read_statement(claim.text, claim.lang, claim.date))


def _named(name: str) -> Words:
    """Return the words of another name of a metric."""
    return of_text(read(name))


def _phrasing(number: int, claim: Claim, words: Words, text: str, at: int | None) -> Phrasing:
    """Return a phrasing, written as `text`; `at` is where the number would stand in a metric's name, None for the statement itself."""
    keys = [value_key(m.quantity) for m in claim.mentions]
    tokens = tokenize(claim.text, 0, len(claim.text)) if at is None else None
    slots = []
    ahead, opening = _ahead([mention.quantity for mention in claim.mentions]), claim.mentions[0].quantity.span.start
    dealt = others([mention.quantity for mention in claim.mentions], tokens, languages.get(claim.lang)) if tokens is not None else {}
    for m, mention in enumerate(claim.mentions):
        quantity, beside = mention.quantity, frozenset(k for i, k in enumerate(keys) if i != m)
        where, clause = (_number(quantity), mention.clause) if at is None else (Span(at, at), Span(0, at))
        own, clause = (_without(words, dealt[m]), Span(0, len(text))) if m in dealt else (words, clause)
        close = None if m in dealt else tokens
        slots.append(_slot(m, quantity, own, where, clause, beside, close, ahead[m] if at is None else at, opening if at is None else 0))
    evidence, units = evidence_of(words), tuple(slot.quantity.unit for slot in slots)
    rare = sum(word.rarity for word in evidence)
    lang = claim.lang if at is None else languages.detect(text)
    return Phrasing(number, words, evidence, total(words), rare, tuple(slots), units, frozenset(map(kind, units)), text, lang)


def least_of(reading: Reading) -> float:
    """Return the likelihood below which a pair tells nothing in a text: less in a dated one of few sentences, brief as it is."""
    return LEAST_BRIEF if reading.today is not None and len(reading.sentences) < BRIEF else LEAST


def match(
    index: Index,
    reading: Reading,
    least: float | None = None,
    passages: Passages | None = None,
    among: Collection[int] | None = None,
    here: Here | None = None,
) -> list[Pair]:
    """Return the pairs of targets and mentions that tell the same fact with a likelihood of at least `least`, in the document's order.

    Where it is not told, it is `least_of` the reading.
    `passages` are the words of the reading, where they are known; `among` are the claims to look for, those that the sieve lets through
    if not told; `here` tells of a sentence which of them to look for in it, where that is not all.
    """
    if not reading.found:
        return []
    least = least_of(reading) if least is None else least
    passages = passages or Passages(reading)
    among = index.passing(reading) if among is None else among
    best: dict[tuple[Target, int], Pair] = {}
    for n, rows in index.reach.rows(reading, passages, least, among, here).items():
        members = reading.by_sentence[n]
        told = _told(passages, n, members)
        for row, like in rows:
            shared = topic(row, passages, n)
            if likelihood("topic", shared, _ALONE) < least:
                continue
            quantities = [(row.phrasing.slots[i], told[k - members[0]], unit) for i, k, unit in like]
            for pair in _pairs(row, index.known(row.phrasing.claim), passages, n, quantities, shared, least):
                known = best.get((pair.target, pair.found))
                if known is None or known.score < pair.score:
                    best[pair.target, pair.found] = pair
    return list(best.values())


def _told(passages: Passages, n: int, members: Sequence[int]) -> list[Slot]:
    """Return the quantities of sentence n among their words."""
    reading, words = passages.reading, passages.words(n)
    values = [value_key(reading.found[k].quantity) for k in members]
    slots, ahead, opening = [], _ahead([reading.found[k].quantity for k in members]), reading.found[members[0]].quantity.span.start
    tokens, whole = reading.tokens(n), reading.sentences[n].span
    dealt = others([reading.found[k].quantity for k in members], tokens, reading.language)
    for place, (k, behind) in enumerate(zip(members, ahead, strict=True)):
        quantity, beside = reading.found[k].quantity, frozenset(values[:place] + values[place + 1 :])
        own, clause = (_without(words, dealt[place]), whole) if place in dealt else (words, reading.clause(quantity, n))
        slots.append(_slot(k, quantity, own, _number(quantity), clause, beside, None if place in dealt else tokens, behind, opening))
    return slots


def _without(words: Words, spans: Sequence[Span]) -> Words:
    """Return words without those that stand in some parts of their text."""
    return words._replace(words=tuple(w for w in words.words if not any(span.start <= w.start < span.end for span in spans)))


def _ahead(quantities: Sequence[Quantity]) -> list[int]:
    """Return for each quantity of a sentence from where on a term tells of the one behind it: half of the way there."""
    spans = sorted(quantity.span for quantity in quantities)
    behind = {one: (one.end + other.start) // 2 for one, other in pairwise(spans)}
    return [behind.get(quantity.span, sys.maxsize) for quantity in quantities]


def _number(quantity: Quantity) -> Span:
    """Return where a quantity stands, without the unit or noun behind its number."""
    return Span(quantity.span.start, quantity.number.end)


def _slot(
    place: int,
    quantity: Quantity,
    words: Words,
    number: Span,
    clause: Span,
    others: frozenset[str],
    tokens: Tokens | None,
    ahead: int,
    first: int,
) -> Slot:
    """Return a quantity among its words; `number` and `clause` say where those stand that count as beside it and as its own.

    A term of it stands before offset `ahead`; before `first`, where the sentence tells no number yet, one may tell what all of it is of.
    """
    near = around(words, number.start, number.end, (clause.start, clause.end), tokens)
    inside = tuple(w.key for w in words.words if clause.start <= w.start < clause.end)
    terms = frozenset(w.key for w in words.words if w.key[0] == "=" and clause.start <= w.start < min(clause.end, ahead))
    if OF_ONE in words.weights and any(w.key == OF_ONE and w.start < first for w in words.words):
        terms |= {OF_ONE}  # Riêng khối tư nhân, …
    return Slot(place, quantity, near, inside, terms, others, role_of(quantity, near))


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
        sides = sides or Sides(
            phrasing.words, own, window, known, align(phrasing.words, own, known, held.spelled), answered(held, passages, n)
        )
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
