"""A sentence with two numbers or more → its skeleton: one sign for each number, time, mark and word that ties numbers, `w` for the others.

    N D P p  a level, a change, a percentage, a change in per cent      O X A L  points, times, an age, a length of time
    S        a share of a whole (315/994)                                q        a number that takes part in no calculation
    T        a time                                                      ( ) , ; : . …

The other signs are those of the words, in the tables `links` of each language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container

from factcheck.extract.reading import Reading
from factcheck.extract.tokens import Tokens
from factcheck.lang.base import Phrases
from factcheck.lang.links import Links
from factcheck.model import Period, Quantity, Span
from factcheck.rows import NamedTuple

_MARKS = dict(zip("([)],;:&=~≈×+…", "(()),;:&===*+…", strict=True))
_UNSEEN = frozenset("\"'“”‘’«»*")
_ENDS = frozenset(".!?")
_OPEN_HEDGES = ("at_least", "above", "at_most", "below")


_SAME: dict[str | int, str] = {}
_TURNED: dict[str | int, str] = {1: "u", -1: "n"}


class Item(NamedTuple):
    """What one sign stands for: a quantity, a time or a word."""

    span: Span
    quantity: Quantity | None = None
    period: Period | None = None


_WORD = Item(Span(0, 0))


class Skeleton(NamedTuple):
    """A sentence as signs, with what each stands for."""

    signs: str
    items: tuple[Item, ...]
    words: tuple[str, ...]  # the folded words that each sign stands for
    links: Links


def skeleton(reading: Reading, n: int, links: Links) -> Skeleton:
    """Return the skeleton of sentence n."""
    made = _Made(reading.tokens(n), links, reading.language.directions)
    starts = made.tokens.starts
    held: dict[int, tuple[Quantity | None, Period | None, int]] = {}
    for time in reading.times(n):
        held[time.first] = (None, time.period, time.end)
    for own in reading.quantities(n):
        held[bisect_left(starts, own.span.start)] = (own, None, bisect_left(starts, own.span.end))
    i, keys = 0, made.tokens.keys
    while i < len(keys):
        if i in held:
            quantity, period, end = held[i]
            if quantity is None:
                made.put("T", i, end, period=period)
            else:
                made.put_number(quantity, i, end)
            i = max(end, i + 1)
        elif keys[i] not in links.opens and keys[i][0].isalpha():
            made.put_word(keys[i])
            i += 1
        else:
            i = made.put_tie(i, held)
    return Skeleton("".join(made.signs), tuple(made.items), tuple(made.words), links)


class _Made:
    """A skeleton while it is made, sign by sign."""

    def __init__(self, tokens: Tokens, links: Links, directions: Phrases[int]) -> None:
        self.tokens, self.links, self.directions = tokens, links, directions
        self.signs: list[str] = []
        self.items: list[Item] = []
        self.words: list[str] = []

    def put(self, sign: str, first: int, end: int, quantity: Quantity | None = None, period: Period | None = None) -> None:
        """Add a sign for the tokens from `first` to `end`."""
        self.signs.append(sign)
        self.items.append(Item(Span(self.tokens.starts[first], self.tokens.ends[end - 1]), quantity, period))
        self.words.append(" ".join(self.tokens.keys[first:end]))

    def put_word(self, key: str) -> None:
        """Add a word that ties nothing: most are such, and where it stands is never asked."""
        self.signs.append("w")
        self.items.append(_WORD)
        self.words.append(key)

    def put_number(self, quantity: Quantity, first: int, end: int) -> None:
        """Add a quantity, with `từ` or `cao hơn` before it where they are read as part of it."""
        lead, turn = self.links.signs.at(self.tokens.keys, first), self.directions.at(self.tokens.keys, first)
        if lead is not None and lead[0] == "f":
            self.put("f", first, lead[1])
        elif turn is not None and quantity.kind == "change" and self.signs[-1:] not in (["u"], ["n"]):
            self.put(_TURNED[turn[0]], first, turn[1])
        self.put(_sign(quantity), first, end, quantity)

    def put_tie(self, i: int, held: Container[int]) -> int:
        """Add the phrase, direction or mark at token i; return the index after it."""
        keys, tokens = self.tokens.keys, self.tokens
        for table, signs in ((self.links.signs, _SAME), (self.directions, _TURNED)):
            found: tuple[str | int, int] | None = table.at(keys, i)
            if found is not None and not any(k in held for k in range(i + 1, found[1])):
                self.put(signs.get(found[0]) or str(found[0]), i, found[1])
                return found[1]
        key = keys[i]
        if key in _MARKS:
            self.put(_MARKS[key], i, i + 1)
        elif key == "-" and not tokens.glued(i):
            self.put(",", i, i + 1)
        elif key in _ENDS:
            if not tokens.glued(i + 1):  # TP.HCM is one word
                self.put(".", i, i + 1)
        elif key not in _UNSEEN:
            self.put_word(key)
        return i + 1


def _sign(quantity: Quantity) -> str:
    """Return the sign of a quantity."""
    dimension = quantity.unit.dimension
    if quantity.kind == "rank" or quantity.negated or quantity.hedge in _OPEN_HEDGES or None in quantity.interval[:2]:
        return "q"
    if quantity.whole is not None:
        return "S"
    if dimension == "percent":
        return "p" if quantity.kind == "change" else "P"
    special = {"point": "O", "times": "X", "age": "A"}.get(dimension)
    if special is not None:
        return special
    if dimension.startswith("percent/"):
        return "q"
    if dimension.startswith("duration") and "/" not in dimension:
        return "L"
    return "D" if quantity.kind == "change" else "N"
