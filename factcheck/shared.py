"""Which sentences of two texts share so many words that they can tell one fact; the words of both languages meet in the glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from factcheck.extract import Reading
from factcheck.words import of_sentence

Pairs = Mapping[tuple[int, int], float]


class Shared:
    """The sentences of a text that hold numbers, ready to be held against those of others."""

    def __init__(self, reading: Reading) -> None:
        self._totals: dict[int, float] = {}
        self._by_word: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for n, weights in weighed(reading).items():
            self._totals[n] = sum(weights.values())
            for word, weight in weights.items():
                self._by_word[word].append((n, weight))

    def pairs(self, other: Mapping[int, Mapping[str, float]]) -> Pairs:
        """Return for pairs of sentences, one of this text and one of the other, what share of the lighter's words both have."""
        out: dict[tuple[int, int], float] = {}
        for m, weights in other.items():
            common: dict[int, float] = defaultdict(float)
            for word, weight in weights.items():
                for n, own in self._by_word.get(word, ()):
                    common[n] += min(weight, own)
            total = sum(weights.values())
            for n, weight in common.items():
                out[n, m] = weight / min(total, self._totals[n])
        return out


def weighed(reading: Reading) -> dict[int, dict[str, float]]:
    """Return the words of each sentence that holds numbers, with what each says."""
    return {n: weights for n in reading.by_sentence if (weights := of_sentence(reading, n).weights)}
