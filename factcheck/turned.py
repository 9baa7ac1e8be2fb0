"""Whether two numbers of a claim are told the other way round: whose words stand with which number, on either side."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from factcheck.extract.tokens import Tokens
from factcheck.lang.base import Language
from factcheck.model import Quantity
from factcheck.rows import NamedTuple
from factcheck.words import Words

_BEFORE, _FIRST, _SECOND, _BEHIND = range(4)  # before both numbers, with the first, with the second, behind both
_OUTSIDE = frozenset((_BEFORE, _BEHIND))
_ELIDED = 0.5  # of a word that stands with the first on both sides: the second may be told with it understood
_STOPS = frozenset(",;:")


class Side(NamedTuple):
    """A text with two numbers: a claim, or a sentence."""

    tokens: Tokens
    words: Words
    language: Language
    one: Quantity
    other: Quantity

    def owners(self, spelled: Mapping[str, str]) -> dict[str, tuple[int, bool, float]]:
        """Return for each word where it stands, whether it is the other number's, and its weight; not words of both, or of neither."""
        turned = self.one.number > self.other.number
        first, second = (self.other, self.one) if turned else (self.one, self.other)
        parting = self._parting(first.number.end, second.number.start)
        out: dict[str, tuple[int, bool, float]] = {}
        twice = set()
        for word in self.words.words:
            if word.start < first.number.start:
                zone = _BEFORE
            elif word.start >= second.number.end:
                zone = _BEHIND
            elif parting is None:
                continue
            else:
                zone = _FIRST if word.start < parting else _SECOND
            key = spelled.get(word.key, word.key)
            other = (zone in (_SECOND, _BEHIND)) != turned
            if key in out and out[key][1] != other:
                twice.add(key)
            out[key] = (zone, other, word.weight)
        return {key: owner for key, owner in out.items() if key not in twice}

    def _parting(self, start: int, end: int) -> int | None:
        """Return where what is told of the first number ends and what is told of the second begins, None if nothing parts them."""
        keys, starts = self.tokens.keys, self.tokens.starts
        between = range(bisect_left(starts, start), bisect_left(starts, end))
        joins = [i for i in between if keys[i] in self.language.joins] or [i for i in between if keys[i] in _STOPS]
        return starts[joins[-1]] if joins else None

    def marks(self) -> list[str]:
        """Return the tokens right before the two numbers (from, to), empty where one only joins them."""
        before = [bisect_left(self.tokens.starts, quantity.number.start) - 1 for quantity in (self.one, self.other)]
        return ["" if key in _STOPS or key in self.language.joins else key for key in map(self.tokens.key, before)]


def favoured(words: Words, source: Side, spelled: Mapping[str, str]) -> float:
    """Return by how much more of a claim's words stand with the other of two numbers of a sentence than with the one, between the two."""
    mine = {spelled.get(key, key) for key in words.weights}
    owned = [row for key, row in source.owners({}).items() if key in mine and row[0] in (_FIRST, _SECOND)]
    return sum(weight if other else -weight for _, other, weight in owned)


def turned(claim: Side, source: Side, spelled: Mapping[str, str]) -> float:
    """Return by how much more words stand with the other of two numbers than with the same one; below 0 where they stand with the same.

    What stands before both numbers or behind both, on either side, says nothing: subjects, days and places move from the front to the end.
    Where no word tells the two apart, the tokens right before them do: from 5 % to 6 %.
    """
    mine, theirs = claim.owners(spelled), source.owners({})
    gain = 0.0
    for key, (zone, other, weight) in mine.items():
        there = theirs.get(key)
        if there is not None and not {zone, there[0]} <= _OUTSIDE:
            say = weight * (_ELIDED if zone == there[0] == _FIRST else 1.0)
            gain += say if other != there[1] else -say
    if gain:
        return gain
    (here, beside), (near, far) = claim.marks(), source.marks()
    return float(bool(here and beside) and here != beside and (here, beside) == (far, near))
