"""Which mentions of a document may tell a claim again: the claim index, and how alike a mention and a claim are.

The claims are the index, the document streams past it: a sentence looks up only claims that share its words, and only those are scored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import token_sort_ratio

from factcheck.extract import Reading, read
from factcheck.extract.tokens import tokenize
from factcheck.model import Claim, Quantity
from factcheck.slots import probability
from factcheck.units import alike
from factcheck.words import Around, Passages, Words, around, beside, common, of_text, run, total

_LEAST_SHARED = 0.6  # weight of shared words below which a sentence and a claim are not compared
_RARE = 0.2  # words that weigh less find no claim
_NAME = 0.3  # what a proper name adds to the evidence
_PAIR = 0.1  # what two words side by side add, common as each may be
_TERM = 0.2  # what a term of statistics counts as evidence: many stories tell of investment
_UNTOLD_MONEY, _MILLION = 0.7, 10**6
_COMMON = 0.4  # words that weigh less are in every story, and no evidence that two tell the same


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


class _Slot(NamedTuple):
    """A quantity of a claim among the words of one phrasing."""

    mention: int
    quantity: Quantity
    around: Around
    inside: tuple[str, ...]
    others: frozenset[str]


class _Phrasing(NamedTuple):
    """A way to say a claim: its statement, or another name of its metric."""

    claim: int
    words: Words
    total: float
    slots: tuple[_Slot, ...]


class _Told(NamedTuple):
    """A quantity of a sentence among its words."""

    found: int
    quantity: Quantity
    around: Around
    inside: tuple[str, ...]


def value_key(quantity: Quantity) -> str:
    """Return a value as text that is the same however it was written."""
    return str((quantity.value * quantity.unit.factor).normalize())


class Index:
    """The claims by their words, so that a sentence finds the few it may tell again."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = claims
        self.phrasings: list[_Phrasing] = []
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, claim in enumerate(claims):
            self._add(number, claim, of_text(read(claim.text, claim.lang, today=claim.date)), None)
            if len(claim.mentions) == 1:
                for name in claim.metrics[1:]:
                    self._add(number, claim, of_text(read(name)), len(name))

    def _add(self, number: int, claim: Claim, words: Words, at: int | None) -> None:
        """Add a phrasing; `at` is where the number would stand in a metric's name, None for the statement itself."""
        keys = [value_key(m.quantity) for m in claim.mentions]
        slots = []
        tokens = tokenize(claim.text, 0, len(claim.text)) if at is None else None
        for m, mention in enumerate(claim.mentions):
            quantity, clause = mention.quantity, mention.clause
            start, end = (quantity.span.start, quantity.number.end) if at is None else (at, at)
            near = around(words, start, end, (clause.start, clause.end) if at is None else (0, at), tokens)
            inside = tuple(w.key for w in words.words if at is not None or clause.start <= w.start < clause.end)
            slots.append(_Slot(m, quantity, near, inside, frozenset(k for i, k in enumerate(keys) if i != m)))
        position = len(self.phrasings)
        self.phrasings.append(_Phrasing(number, words, total(words), tuple(slots)))
        for key, weight in words.weights.items():
            if weight >= _RARE:
                self._postings[key].append(position)

    def candidates(self, weights: Mapping[str, float]) -> list[int]:
        """Return the phrasings that share enough weight of words with a passage, in order."""
        shared: dict[int, float] = defaultdict(float)
        for key, weight in weights.items():
            if weight >= _RARE:
                for position in self._postings.get(key, ()):
                    shared[position] += weight
        return sorted(p for p, weight in shared.items() if weight >= min(_LEAST_SHARED, 0.5 * self.phrasings[p].total))


def match(index: Index, reading: Reading, title: str = "") -> list[Pair]:
    """Return the pairs of targets and mentions that may tell the same fact, in the order of the document."""
    passages = Passages(reading, title)
    raw: dict[tuple[Target, int], dict[str, float]] = {}
    for n, members in reading.by_sentence.items():
        candidates = index.candidates(passages.around(n))
        if candidates:
            told = [_told(passages, n, k) for k in members]
            for position in candidates:
                _features(index.phrasings[position], passages, n, told, raw)
    return [Pair(target, k, probability(features), features) for (target, k), features in raw.items()]


def _told(passages: Passages, n: int, k: int) -> _Told:
    quantity = passages.reading.found[k].quantity
    clause = passages.reading.clause(quantity, n)
    words = passages.words(n)
    near = around(words, quantity.span.start, quantity.number.end, (clause.start, clause.end), passages.reading.tokens(n))
    return _Told(k, quantity, near, tuple(w.key for w in words.words if clause.start <= w.start < clause.end))


def _features(phrasing: _Phrasing, passages: Passages, n: int, told: Sequence[_Told], raw: dict[tuple[Target, int], dict[str, float]]) -> None:
    """Add what speaks for and against each pair of a phrasing's quantities and a sentence's."""
    words, own = phrasing.words, passages.words(n)
    if not phrasing.total:
        return
    shared: dict[str, float] | None = None
    for slot in phrasing.slots:
        for mention in told:
            unit = alike(slot.quantity.unit, mention.quantity.unit)
            if unit == 0.0:
                continue
            if _is_money(slot.quantity, mention.quantity):
                unit = _UNTOLD_MONEY
            if shared is None:
                shared = _sentence_features(words, phrasing.total, own, passages, n)
                values = {value_key(t.quantity) for t in told}
                around = passages.window(n)
            features = shared | {
                "claim words near": common(slot.around, mention.around),
                "source words near": common(mention.around, slot.around),
                "words before": beside(slot.around.left, mention.around.left),
                "words behind": beside(slot.around.right, mention.around.right),
                "run before": run(slot.around.run_left, mention.around.run_left),
                "run behind": run(slot.around.run_right, mention.around.run_right),
                "clause in source": _share(slot.inside, mention.inside, words.weights),
                "clause in claim": _share(mention.inside, slot.inside, own.weights),
                "unit": unit,
                "other terms": float(any(key[0] == "=" and key not in words.weights for key in mention.inside)),
                "terms missing": float(any(key[0] == "=" and key not in around for key in slot.inside)),
                "other role": float(_is_base(slot.around) != _is_base(mention.around)),
                "no unit": float(not mention.quantity.unit.dimension),
                "other numbers": len(slot.others & values) / len(slot.others) if slot.others else 0.0,
                "other numbers missing": 1 - len(slot.others & values) / len(slot.others) if slot.others else 0.0,
                "wording": token_sort_ratio(" ".join(slot.inside), " ".join(mention.inside)) / 100,
            }
            key = (Target(phrasing.claim, slot.mention), mention.found)
            known = raw.get(key)
            if known is None or known["claim words near"] + known["source words near"] < features["claim words near"] + features["source words near"]:
                raw[key] = features


def _sentence_features(words: Words, whole: float, own: Words, passages: Passages, n: int) -> dict[str, float]:
    window = passages.window(n)
    names = words.names
    strange = sum(1 for name in own.names if name not in words.weights)
    pairs = words.pairs
    evidence = sum(max(0.0, w - _COMMON) if key[0] not in "=@" else _TERM for key, w in words.weights.items() if key in window)
    evidence += sum(_NAME for name in names if name in window) + _PAIR * len(pairs & passages.pairs(n))
    return {
        "evidence": min(evidence, 6.0) / 6,
        "claim words in sentence": sum(w for key, w in words.weights.items() if key in own.weights) / whole,
        "claim words in passage": sum(w for key, w in words.weights.items() if key in window) / whole,
        "claim words in document": sum(w for key, w in words.weights.items() if key in passages.all) / whole,
        "source words in claim": sum(w for key, w in own.weights.items() if key in words.weights) / max(1e-9, total(own)),
        "word pairs": len(pairs & own.pairs) / len(pairs) if pairs else 0.0,
        "names missing": sum(name not in window for name in names) / len(names) if names else 0.0,
        "names absent": sum(name not in passages.all for name in names) / len(names) if names else 0.0,
        "other names": min(strange, 6) / 6,
        "words": min(whole, 15.0) / 15,
    }


def _is_money(one: Quantity, other: Quantity) -> bool:
    """Return whether one of two large numbers is told in đồng and the other, as headlines do, in nothing: 450 triệu."""
    units = {one.unit.dimension, other.unit.dimension}
    return units == {"", "currency:VND"} and min(abs(one.value), abs(other.value)) >= _MILLION


_BASES = {("trong",), ("số", "trong"), ("số", "tổng"), ("of",), ("the", "of"), ("among",), ("the", "among")}


def _is_base(around: Around) -> bool:
    """Return whether a number is the whole that others are parts of: trong số 864 ứng viên, of the 864 candidates."""
    return any(around.run_left[: len(words)] == words for words in _BASES)


def _share(these: Sequence[str], those: Sequence[str], weights: Mapping[str, float]) -> float:
    """Return the share of the weight of `these` words that `those` hold too."""
    whole = sum(weights[key] for key in these)
    held = set(those)
    return sum(weights[key] for key in these if key in held) / whole if whole else 0.0
