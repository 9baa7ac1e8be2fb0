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
from factcheck.features import Phrasing, Sides, Slot, align, beside, clauses, most_evidence, most_rare, rarity, telling, topic
from factcheck.model import Claim, Quantity, Span, same_week
from factcheck.slots import likelihood
from factcheck.units import alike
from factcheck.words import Passages, Words, around, of_text, total

LEAST = 0.1  # pairs less likely than this tell nothing
# Features of the topic that a document's words do not tell yet; the first only of claims with several numbers.
_UNKNOWN = (
    *("other numbers", "claim words in passage", "claim words in sentence", "source words in claim"),
    *("rare words in passage", "word pairs shared", "word pairs in passage"),
)
_COSTLY = ("clause in source", "clause in claim", "claim words near", "words in order")
_LONG, _ALIKE = 6, 85.0  # letters of a word, and per cent of them alike, for two spellings of one
_SPELLED = 0.5  # how likely a document must be able to be before a name in another spelling is looked for
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
        self._postings: dict[str, list[tuple[int, float, float, float]]] = defaultdict(list)
        for number, claim in enumerate(claims):
            first = len(self.phrasings)
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
        for key, weight in words.weights.items():
            self._postings[key].append((len(self.phrasings), weight, telling(key, weight), rarity(key, weight)))
        rare = sum(rarity(key, weight) for key, weight in words.weights.items())
        self.phrasings.append(Phrasing(number, words, whole, rare, tuple(slots), text))

    def candidates(self, words: Collection[str], least: float, today: date | None) -> dict[int, float]:
        """Return the phrasings, in order, that a document of this date and these words may tell, with the most likely that can be.

        Those that cannot reach `least` are left out.
        """
        shared: dict[int, tuple[float, float, float]] = {}
        for key in words:
            for position, weight, tells, rare in self._postings.get(key, ()):
                known = shared.get(position, (0.0, 0.0, 0.0))
                shared[position] = known[0] + weight, known[1] + tells, known[2] + rare
        bounds = {p: self._bound(self.phrasings[p], *shared[p], today) for p in sorted(shared)}
        return {p: bound for p, bound in bounds.items() if bound >= least}

    def _bound(self, phrasing: Phrasing, shared: float, evidence: float, rare: float, today: date | None) -> float:
        """Return the most that can come of a phrasing of whose words a document holds this weight, evidence and rarity."""
        told = {
            "same week": float(same_week(self.claims[phrasing.claim].date, today)),
            "claim words in document": shared / phrasing.total,
            "evidence": most_evidence(phrasing, evidence),
            "rare words shared": most_rare(rare),
        }
        unknown = _UNKNOWN if len(phrasing.slots) > 1 else _UNKNOWN[1:]
        return likelihood("topic", told, unknown)


def match(index: Index, reading: Reading, least: float = LEAST, passages: Passages | None = None) -> list[Pair]:
    """Return the pairs of targets and mentions that tell the same fact with a likelihood of at least `least`, in the document's order.

    `passages` are the words of the reading, where they are known.
    """
    if not reading.found:
        return []
    passages = passages or Passages(reading)
    candidates = index.candidates(passages.all, least, reading.today)
    phrasings = [index.phrasings[p] for p in candidates]
    weeks = [same_week(index.claims[phrasing.claim].date, reading.today) for phrasing in phrasings]
    spellings = [_spellings(index.phrasings[p], passages) if bound >= _SPELLED else {} for p, bound in candidates.items()]
    best: dict[tuple[Target, int], Pair] = {}
    for n, members in reading.by_sentence.items():
        told: list[Slot] = []
        kinds = {_kind(reading.found[k].quantity) for k in members}
        for phrasing, spelled, week in zip(phrasings, spellings, weeks, strict=True):
            if not any(_kind(mine.quantity) in kinds or not mine.quantity.unit.dimension for mine in phrasing.slots) and "" not in kinds:
                continue
            shared = topic(phrasing, passages, n, spelled, week)
            if likelihood("topic", shared, ("other numbers",)) < least:
                continue
            told = told or _told(passages, n, members)
            for pair in _pairs(phrasing, spelled, index.known[phrasing.claim], passages, n, told, shared, least):
                known = best.get((pair.target, pair.found))
                if known is None or known.score < pair.score:
                    best[pair.target, pair.found] = pair
    return list(best.values())


def _kind(quantity: Quantity) -> str:
    """Return the part of a unit's dimension that two quantities must share to be compared."""
    return quantity.unit.dimension.partition("/")[0].partition(":")[0]


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
    return Slot(place, quantity, near, inside, others)


def _pairs(
    phrasing: Phrasing,
    spelled: Mapping[str, str],
    known: Container[str],
    passages: Passages,
    n: int,
    told: Sequence[Slot],
    shared: Mapping[str, float],
    least: float,
) -> list[Pair]:
    """Return the likely pairs of a phrasing's quantities and a sentence's in like units; `known` has all words of the claim."""
    sides, pairs = None, []
    for mine in phrasing.slots:
        for theirs in told:
            unit = alike(mine.quantity.unit, theirs.quantity.unit)
            features = {**shared, **beside(mine, theirs, unit)} if unit else None
            if features is None or likelihood("topic", features) * likelihood("slot", features, _COSTLY) < least:
                continue
            own = passages.words(n)
            window = passages.window(n)
            sides = sides or Sides(phrasing.words, own, window, known, align(phrasing.words, own, known, window))
            features |= clauses(mine, theirs, sides)
            score = likelihood("topic", features) * likelihood("slot", features)
            if score >= least:
                pairs.append(Pair(Target(phrasing.claim, mine.place), theirs.place, score, features, phrasing, spelled))
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
