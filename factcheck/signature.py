"""The words of a text in 512 bytes, by which most texts are known to tell none of some claims without another look at them.

A Bloom filter with one hash (B. H. Bloom, 1970): it may say that a word stands there which does not, and never the other way round. So what
the sieve lets through is let through here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from zlib import crc32

from factcheck import lang as languages
from factcheck.extract.tokens import Memo
from factcheck.rows import NamedTuple
from factcheck.sieve import ENOUGH, Asked, Gate, Sieve, Text

SIZE = 512
_LANGUAGES = 8  # the first places, which tell of a few languages whether a text may be in them
_NONE = b"0" * (8 * SIZE)
_CLOSE = 1e-9  # by which sums in another order may differ
_ANY = b"\xff" * SIZE  # of a short text, which is looked for in every claim


def sign(text: Text) -> bytes:
    """Return the signature of a text."""
    if text.is_short:
        return _ANY
    places = bytearray(_NONE)
    for place in map(_PLACES.__getitem__, text.all):
        places[place] = 49  # the digit 1
    for number, code in enumerate(languages.codes()):
        if languages.may_be_in(code, text.words):
            places[number] = 49
    return int(places, 2).to_bytes(SIZE, "big")


class Glance:
    """Some claims, to be told by a signature alone that a text tells none of them."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._sieve = Sieve(asked)
        self._every = any(gate.is_open for gate in self._sieve.gates)
        self._looks = [_look(gate) for gate in self._sieve.gates]
        codes = languages.codes()
        self._strange = [_Strange(self._sieve, row, [code for code in codes if code != row.lang]) for row in asked]

    def may_tell(self, signature: bytes) -> bool:
        """Return whether a text may tell one of the claims."""
        seen = int.from_bytes(signature, "big")
        return self._every or any(look.opens(seen) for look in self._looks) or any(row.opens(seen) for row in self._strange)


class _Look(NamedTuple):
    """A gate as signatures are held against it: what each place adds at most, and the place of each word."""

    gate: Gate
    worth: tuple[tuple[int, float], ...]
    words: tuple[tuple[str, int], ...]

    def opens(self, seen: int) -> bool:
        """Return whether the gate would open where all words stand that seem to, side by side."""
        if sum([gain for place, gain in self.worth if seen & place]) < ENOUGH - _CLOSE:
            return False
        told = {word for word, place in self.words if seen & place}
        pairs = [pair for pair, _ in self.gate.pairs if told.issuperset(pair)]
        return bool(pairs or not self.gate.pairs) and self.gate.opens(told, pairs)


class _Strange:
    """A claim by the words that tell of it in other languages, which are looked up when a text in one of them comes."""

    def __init__(self, sieve: Sieve, asked: Asked, codes: Sequence[str]) -> None:
        self._sieve, self._asked, self._codes = sieve, asked, codes

    def opens(self, seen: int) -> bool:
        """Return whether all words of some term seem to stand in a text that may be in another language."""
        return bool(seen & self._languages) and any(term & seen == term for term in self._terms)

    @cached_property
    def _languages(self) -> int:
        every = languages.codes()
        return sum(_bit(every.index(code)) for code in self._codes)

    @cached_property
    def _terms(self) -> list[int]:
        return [_bits(term) for code in self._codes for term in self._sieve.terms(self._asked, code)]


def _look(gate: Gate) -> _Look:
    every = chain((word for word, _ in gate.words), chain.from_iterable(pair for pair, _ in gate.pairs))
    words = {word: _bit(_PLACES[word]) for word in every}
    worth: dict[int, float] = defaultdict(float)
    for word, gain in gate.words:
        worth[words[word]] += gain
    for pair, gain in gate.pairs:
        for word in pair:
            worth[words[word]] += gain / 2  # it needs both of its words
    return _Look(gate, tuple(worth.items()), tuple(words.items()))


def _bit(place: int) -> int:
    return 1 << (8 * SIZE - 1 - place)


def _bits(words: Iterable[str]) -> int:
    return sum({_bit(_PLACES[word]) for word in words})


def _place(word: str) -> int:
    return _LANGUAGES + crc32(word.encode("utf-8", "surrogatepass")) % (8 * SIZE - _LANGUAGES)


_PLACES: Memo[str, int] = Memo(_place)
