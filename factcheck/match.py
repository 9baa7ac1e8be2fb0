"""Which mentions of a document may tell a claim again: the claim index, and how alike a mention and a claim are.

The claims are the index, the document streams past it: a sentence looks up only claims that share its words, and only those are scored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.fuzz import token_sort_ratio

from factcheck.extract import Reading, read
from factcheck.extract.tokens import Tokens
from factcheck.lang.base import Language
from factcheck.model import Claim, Mention
from factcheck.slots import probability
from factcheck.units import alike

_NEAR = 3.0  # words: how fast the words around a number lose their say with distance
_LEAST_SHARED = 0.9  # weight of shared words below which a sentence and a claim are not compared
_RARE = 0.45  # words that weigh less are no evidence on their own
_CONCEPT = 1.2  # weight of a term of the glossary


class Word(NamedTuple):
    """A word that says something about the fact: how it is compared, its weight, and where it stands among such words."""

    key: str
    weight: float
    place: int
    start: int


class Words(NamedTuple):
    """The words of a sentence in order, their set, and its proper names."""

    words: tuple[Word, ...]
    weights: dict[str, float]
    names: frozenset[str]
    pairs: frozenset[tuple[str, str]]


class Target(NamedTuple):
    """One quantity of a claim: what is looked for."""

    claim: int
    mention: int


class Pair(NamedTuple):
    """A target beside a mention of the document, with how sure it is that they tell the same fact (0 to 1), and why."""

    target: Target
    found: int
    score: float
    features: Mapping[str, float]


def words_of(tokens: Tokens, language: Language, skip: Sequence[tuple[int, int]] = ()) -> Words:
    """Return the words of a sentence; `skip` are token ranges (numbers, times, places) that are compared as values, not words."""
    out: list[Word] = []
    names: list[str] = []
    skipped = {i for first, end in skip for i in range(first, end)}
    keys, i, n, place = tokens.keys, 0, len(tokens.keys), 0
    pairs: set[tuple[str, str]] = set()
    last = ""
    while i < n:
        key = keys[i]
        if i in skipped or tokens.digits[i]:
            place += 1
            last = ""
            i += 1
            continue
        if not key[0].isalpha():
            if key in ",;:()":
                place += 1
                last = ""
            i += 1
            continue
        concept = language.glossary.at(keys, i)
        if concept is not None:
            out.append(Word("=" + concept[0], _CONCEPT, place, tokens.starts[i]))
            last = ""
            place += 1
            i = concept[1]
            continue
        if key not in language.stops:
            stem = language.stem(key)
            weight = language.weights.get(key, 1.0)
            name = i > 0 and tokens.word(i)[:1].isupper()
            out.append(Word(stem, weight, place, tokens.starts[i]))
            if name:
                names.append(stem)
            if last:
                pairs.add((last, stem))
            last = stem
        else:
            last = key
        place += 1
        i += 1
    weights: dict[str, float] = {}
    for word in out:
        weights[word.key] = max(word.weight, weights.get(word.key, 0.0))
    return Words(tuple(out), weights, frozenset(names), frozenset(pairs))


def _skips(reading: Reading, n: int) -> list[tuple[int, int]]:
    """Return the token ranges of a sentence that are values: times and places of the gazetteer."""
    return [(t.first, t.end) for t in reading.times(n)] + [(s.first, s.end) for s in reading.places(n)]


@dataclass(frozen=True, slots=True)
class _Side:
    """A number among the words around it: each word's weight and distance, nearest first where a word stands twice."""

    near: dict[str, tuple[float, int]]
    left: str
    right: str
    total: float


def _side(words: Words, start: int, end: int, clause: tuple[int, int] | None = None) -> _Side:
    """Return the words around the number at text[start:end]; distance is counted in words, double beyond the clause."""
    before = [w for w in words.words if w.start < start]
    after = [w for w in words.words if w.start >= start]  # a counted noun stands inside the quantity's span
    near: dict[str, tuple[float, int]] = {}
    for side, row in ((-1, reversed(before)), (1, iter(after))):
        for distance, word in enumerate(row):
            far = distance + (0 if side < 0 else 0)
            if clause is not None and not clause[0] <= word.start < clause[1]:
                far = 2 * distance + 2
            known = near.get(word.key)
            if known is None or known[1] > far:
                near[word.key] = (word.weight, far)
    total = sum(weight * _fade(distance) for weight, distance in near.values())
    return _Side(near, before[-1].key if before else "", after[0].key if after else "", total)


def _fade(distance: int) -> float:
    return _NEAR / (_NEAR + distance)


def _around(one: _Side, other: _Side) -> float:
    """Return the share of the words around one number that stand near the other too, near words counting most (0 to 1)."""
    if not one.total:
        return 0.0
    shared = 0.0
    for key, (weight, distance) in one.near.items():
        twin = other.near.get(key)
        if twin is not None:
            shared += weight * _fade(distance) * min(1.0, _fade(max(0, twin[1] - 2 * distance - 4)))
    return shared / one.total


class _Known(NamedTuple):
    """What is known of a claim's quantity before any document is seen."""

    claim: Claim
    mention: Mention
    side: _Side
    numbers: frozenset[str]
    clause_words: tuple[str, ...]


class Index:
    """The claims by their words, so that a sentence finds the few it may tell again."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.words: list[Words] = []
        self.totals: list[float] = []
        self.known: dict[Target, _Known] = {}
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, claim in enumerate(claims):
            reading = read(claim.text, claim.lang, today=claim.date)
            merged = self._merge(reading, claim)
            self.words.append(merged)
            self.totals.append(sum(merged.weights.values()))
            for key, weight in merged.weights.items():
                if weight >= _RARE:
                    self._postings[key].append(number)
            for m, mention in enumerate(claim.mentions):
                quantity = mention.quantity
                side = _side(merged, quantity.span.start, quantity.span.end, (mention.clause.start, mention.clause.end))
                numbers = frozenset(str(o.quantity.value.normalize()) for k, o in enumerate(claim.mentions) if k != m)
                inside = tuple(w.key for w in merged.words if mention.clause.start <= w.start < mention.clause.end)
                self.known[Target(number, m)] = _Known(claim, mention, side, numbers, inside)

    def _merge(self, reading: Reading, claim: Claim) -> Words:
        """Return the words of all sentences of a claim, and of its metric's other names, as one run."""
        runs = [words_of(reading.tokens(n), reading.language, _skips(reading, n)) for n in range(len(reading.sentences))]
        for name in claim.metrics[1:]:
            other = read(name)
            runs += [words_of(other.tokens(n), other.language, _skips(other, n)) for n in range(len(other.sentences)) if other.language.code == claim.lang]
        words: list[Word] = []
        weights: dict[str, float] = {}
        for run, length in zip(runs, [len(reading.sentences)] * len(runs), strict=True):
            if len(words) == 0 or runs.index(run) < length:
                base = words[-1].place + 2 if words else 0
                words += [w._replace(place=w.place + base) for w in run.words]
                weights |= {key: max(weight, weights.get(key, 0.0)) for key, weight in run.weights.items()}
        names = frozenset(name for run in runs for name in run.names)
        pairs = frozenset(pair for run in runs for pair in run.pairs)
        return Words(tuple(words), weights, names, pairs)

    def candidates(self, weights: Mapping[str, float]) -> list[int]:
        """Return the claims that share enough weight of words with a passage, in order."""
        shared: dict[int, float] = defaultdict(float)
        for key, weight in weights.items():
            if weight >= _RARE:
                for number in self._postings.get(key, ()):
                    shared[number] += weight
        return sorted(n for n, weight in shared.items() if weight >= min(_LEAST_SHARED, 0.5 * self.totals[n]))


class Passages:
    """The words of a document's sentences, made when asked for."""

    def __init__(self, reading: Reading, title: str = "") -> None:
        self.reading = reading
        self._words: dict[int, Words] = {}
        self.title = words_of(_title_tokens(title), reading.language) if title else None
        self._all: frozenset[str] | None = None

    def words(self, n: int) -> Words:
        """Return the words of sentence n."""
        known = self._words.get(n)
        if known is None:
            known = self._words[n] = words_of(self.reading.tokens(n), self.reading.language, _skips(self.reading, n))
        return known

    def window(self, n: int, reach: int = 1) -> dict[str, float]:
        """Return the words of the sentences up to `reach` around n, and of the headline."""
        merged: dict[str, float] = {}
        first, last = max(0, n - reach), min(len(self.reading.sentences), n + reach + 1)
        for k in range(first, last):
            merged |= self.words(k).weights
        if self.title is not None:
            merged |= self.title.weights
        elif first > 0:
            merged |= self.words(0).weights
        return merged

    @property
    def all(self) -> frozenset[str]:
        """Return every word of the document."""
        if self._all is None:
            keys = {key for n in range(len(self.reading.sentences)) for key in self.words(n).weights}
            self._all = frozenset(keys | (set(self.title.weights) if self.title else set()))
        return self._all


def _title_tokens(title: str) -> Tokens:
    from factcheck.extract.tokens import tokenize

    return tokenize(title, 0, len(title))


def match(index: Index, reading: Reading, title: str = "") -> list[Pair]:
    """Return the pairs of targets and mentions that may tell the same fact, best first for each target and sentence."""
    passages = Passages(reading, title)
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for k, found in enumerate(reading.found):
        by_sentence[found.sentence].append(k)
    pairs: list[Pair] = []
    for n, members in by_sentence.items():
        own = passages.words(n)
        for number in index.candidates(own.weights):
            pairs += _score(index, number, passages, n, members)
    return pairs


def _score(index: Index, number: int, passages: Passages, n: int, members: Sequence[int]) -> list[Pair]:
    reading, claim = passages.reading, index.claims[number]
    claim_words, total = index.words[number], index.totals[number]
    if not total:
        return []
    own, window = passages.words(n), passages.window(n)
    in_sentence = sum(w for key, w in claim_words.weights.items() if key in own.weights) / total
    in_window = sum(w for key, w in claim_words.weights.items() if key in window) / total
    names = claim_words.names
    missing = sum(name not in window for name in names) / len(names) if names else 0.0
    absent = sum(name not in passages.all for name in names) / len(names) if names else 0.0
    strange = [name for name in own.names if name not in claim_words.weights]
    pairs_shared = len(claim_words.pairs & own.pairs) / len(claim_words.pairs) if claim_words.pairs else in_sentence
    values = {str(reading.found[k].quantity.value.normalize()) for k in members}
    out: list[Pair] = []
    for m, mention in enumerate(claim.mentions):
        known = index.known[Target(number, m)]
        for k in members:
            quantity = reading.found[k].quantity
            same_unit = alike(mention.quantity.unit, quantity.unit)
            if same_unit == 0.0:
                continue
            clause = reading.clause(quantity, n)
            side = _side(own, quantity.span.start, quantity.span.end, (clause.start, clause.end))
            inside = [w.key for w in own.words if clause.start <= w.start < clause.end]
            features = {
                "claim words near": _around(known.side, side),
                "source words near": _around(side, known.side),
                "claim words in sentence": in_sentence,
                "claim words in passage": in_window,
                "word pairs": pairs_shared,
                "left word": float(bool(side.left) and side.left == known.side.left),
                "right word": float(bool(side.right) and side.right == known.side.right),
                "unit": same_unit,
                "names missing": missing,
                "names absent": absent,
                "other names": min(len(strange), 6) / 6,
                "other numbers": len(known.numbers & values) / len(known.numbers) if known.numbers else 0.0,
                "has other numbers": float(bool(known.numbers)),
                "wording": token_sort_ratio(" ".join(known.clause_words), " ".join(inside)) / 100,
                "order": _order(mention, claim, quantity.span.start, reading, n),
            }
            out.append(Pair(Target(number, m), k, probability(features), features))
    return out


def _order(mention: Mention, claim: Claim, start: int, reading: Reading, n: int) -> float:
    """Return how alike the places of the two numbers are in their sentences (1 the same, 0 opposite ends)."""
    span = reading.sentences[n].span
    here = (start - span.start) / max(1, span.end - span.start)
    there = mention.quantity.span.start / max(1, len(claim.text))
    return 1 - abs(here - there)


