"""The claims as they are held against sentences that tell them again: their words, and what each tells beside its quantities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

from factcheck.extract import Reading, read_statement
from factcheck.model import Claim
from factcheck.rows import NamedTuple
from factcheck.told import Told, read_told
from factcheck.words import Words, of_text

_RARE, _LEAST_RARE = 0.5, 0.4  # weight of a rare word, and the share of a claim's that a sentence must hold to be looked at


class Statement(NamedTuple):
    """A claim as it is compared: its words, and what its sentences tell."""

    claim: Claim
    words: Words
    told: tuple[Told, ...]


class Statements:
    """The claims, to be held against the sentences that tell them again; those without a quantity are found by their rare words."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = {claim.id: claim for claim in claims}
        self._order = {claim: place for place, claim in enumerate(self._claims)}
        self._known: dict[str, Statement] = {}
        self._postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for claim in claims:
            if not claim.mentions:
                rare = _rare_words(self.get(claim.id))
                for key, weight in rare.items():
                    self._postings[key].append((claim.id, weight / sum(rare.values())))

    def get(self, claim: str) -> Statement:
        """Return a claim as a statement."""
        known = self._known.get(claim)
        if known is None:
            found = self._claims[claim]
            reading = read_statement(found.text, found.lang, found.date)
            words = of_text(reading)
            told = tuple(_beside(found, read_told(reading, n)) for n in range(len(reading.sentences)))
            known = self._known[claim] = Statement(found, words, told)
        return known

    def candidates(self, reading: Reading, may: Container[str] | None = None) -> dict[str, set[int]]:
        """Return the claims without a quantity, of `may` where given, that a document may tell, with the sentences with enough of them."""
        out: dict[str, set[int]] = defaultdict(set)
        for n in range(len(reading.sentences)) if self._postings else ():
            shares: dict[str, float] = defaultdict(float)
            for key in dict.fromkeys(reading.tokens(n).keys):  # in order, for sums that are the same in every run
                for claim, share in self._postings.get(key, ()):
                    shares[claim] += share
            for claim, share in shares.items():
                if share >= _LEAST_RARE and (may is None or claim in may):
                    out[claim].add(n)
        return {claim: out[claim] for claim in sorted(out, key=self._order.__getitem__)}


def _beside(claim: Claim, told: Told) -> Told:
    """Return what a statement tells beside its quantities: no name ends with a value that only stands behind its metric."""
    if not claim.metrics or not claim.mentions:
        return told
    spans = [mention.quantity.number for mention in claim.mentions]
    starts = told.tokens.starts
    items = tuple(item for item in told.items if not any(span.start <= starts[item.first] < span.end for span in spans))
    return told._replace(items=items)


def _rare_words(statement: Statement) -> dict[str, float]:
    return {key: weight for told in statement.told for key, weight in zip(told.tokens.keys, told.weights, strict=True) if weight >= _RARE}
