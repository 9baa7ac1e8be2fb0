"""The words of a text, two bytes each, by which most texts are known to tell none of some claims without another look at them.

Two words may have one code, and so may two pairs of words that stand side by side. So a signature may say that something stands there which
does not, and never the other way round: what the sieve lets through is let through here.
"""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from operator import xor
from zlib import crc32

from factcheck import lang as languages
from factcheck.extract.tokens import Memo
from factcheck.rows import NamedTuple
from factcheck.sieve import Asked, Gate, Pair, Sieve, Text

_CODE = 2  # bytes
_ANY = b"\0"  # of a short text, which is looked for in every claim


def sign(text: Text) -> bytes:
    """Return the signature of a text: the languages that it may be in, and the codes of its words in their order."""
    if text.is_short:
        return _ANY
    may_be_in = sum(1 << number for number, code in enumerate(languages.codes()) if languages.may_be_in(code, text.words))
    return array("H", [may_be_in, *_codes(text.words), *_codes(text.all.difference(text.words))]).tobytes()


def _beside(signature: bytes) -> array[int]:
    """Return the codes of all pairs of words side by side: each word's, by exclusive or with the next one's, in one sum of long numbers."""
    words = int.from_bytes(signature[_CODE:], sys.byteorder)
    return array("H", (words ^ words >> 8 * _CODE).to_bytes(len(signature) - _CODE, sys.byteorder))


class Glance:
    """Some claims, to be told by a signature alone that a text tells none of them."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        sieve = Sieve(asked)
        self._every = any(gate.is_open for gate in sieve.gates)
        looks = list(map(_look, sieve.gates))
        self._alone = [look for look in looks if not look.pairs]
        self._beside: dict[int, list[_Look]] = defaultdict(list)  # the code of a pair → the gates that look for it
        for look in looks:
            for code in {code for _, code in look.pairs}:
                self._beside[code].append(look)
        self._pairs = frozenset(self._beside)
        codes = languages.codes()
        self._strange = [_Strange(sieve, row, [code for code in codes if code != row.lang]) for row in asked]

    def may_tell(self, signature: bytes) -> bool:
        """Return whether a text may tell one of the claims."""
        if self._every or signature == _ANY:
            return True
        pairs = self._pairs.intersection(_beside(signature))
        told = array("H", signature)
        strange = [row for row in self._strange if row.languages & told[0]]
        if not (pairs or strange or self._alone):
            return False
        words = frozenset(told[1:])
        looks = {id(look): look for code in pairs for look in self._beside[code]}
        return any(look.opens(words, pairs) for look in (*self._alone, *looks.values())) or any(row.opens(words) for row in strange)


class _Look(NamedTuple):
    """A gate as signatures are held against it: the code of each of its words and pairs."""

    gate: Gate
    words: tuple[tuple[str, int], ...]
    pairs: tuple[tuple[Pair, int], ...]

    def opens(self, words: frozenset[int], pairs: frozenset[int]) -> bool:
        """Return whether the gate would open where all stands near one place that a text seems to have."""
        told = {word for word, code in self.words if code in words}
        beside = [pair for pair, code in self.pairs if code in pairs and told.issuperset(pair)]
        return bool(beside or not self.pairs) and self.gate.opens(told, beside)


class _Strange:
    """A claim by the words that tell of it in other languages, which are looked up when a text in one of them comes."""

    def __init__(self, sieve: Sieve, asked: Asked, codes: Sequence[str]) -> None:
        self._sieve, self._asked, self._codes = sieve, asked, codes
        self.languages = sum(1 << number for number, code in enumerate(languages.codes()) if code in codes)

    def opens(self, words: frozenset[int]) -> bool:
        """Return whether all words of some term seem to stand in a text."""
        return any(map(words.issuperset, self._terms))

    @cached_property
    def _terms(self) -> list[frozenset[int]]:
        return [frozenset(_codes(term)) for code in self._codes for term in self._sieve.terms(self._asked, code)]


def _look(gate: Gate) -> _Look:
    pairs = [pair for pair, _ in gate.pairs]
    words = list(dict.fromkeys((*(word for word, _ in gate.words), *chain.from_iterable(pairs))))
    beside = tuple((pair, xor(*_codes(pair))) for pair in pairs)
    return _Look(gate, tuple(zip(words, _codes(words), strict=True)), beside)


def _codes(words: Iterable[str]) -> Iterator[int]:
    return map(_OF_WORDS.__getitem__, words)


def _code(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) % (1 << 8 * _CODE)


_OF_WORDS: Memo[str, int] = Memo(_code)
