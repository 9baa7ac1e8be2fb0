"""A sentence with two numbers or more → its skeleton: one sign for each number, time, mark and word that ties numbers, `w` for the others.

    N D P p  a level, a change, a percentage, a change in per cent      O X A L  points, times, an age, a length of time
    S        a share of a whole (315/994)                                q        a number that takes part in no calculation
    T        a time                                                      ( ) , ; : . …

The other signs are those of the words, in the tables `links` of each language.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from factcheck.extract.reading import Reading
from factcheck.lang.links import Links
from factcheck.model import Period, Quantity, Span

_MARKS = dict(zip("([)],;:&=~≈×+…", "(()),;:&===*+…", strict=True))
_UNSEEN = frozenset("\"'“”‘’«»*")
_ENDS = frozenset(".!?")
_OPEN_HEDGES = ("at_least", "above", "at_most", "below")


class Item(NamedTuple):
    """What one sign stands for: a quantity, a time or a word."""

    span: Span
    quantity: Quantity | None = None
    period: Period | None = None


class Skeleton(NamedTuple):
    """A sentence as signs, with what each stands for."""

    signs: str
    items: tuple[Item, ...]
    words: tuple[str, ...]  # the folded words that each sign stands for
    links: Links


def skeleton(reading: Reading, n: int, links: Links) -> Skeleton:
    """Return the skeleton of sentence n."""
    tokens = reading.tokens(n)
    starts, keys = tokens.starts, tokens.keys
    held: dict[int, tuple[Quantity | None, Period | None, int]] = {}
    for time in reading.times(n):
        held[time.first] = (None, time.period, time.end)
    for own in reading.quantities(n):
        held[bisect_left(starts, own.span.start)] = (own, None, bisect_left(starts, own.span.end))
    signs: list[str] = []
    items: list[Item] = []
    words: list[str] = []

    def put(sign: str, first: int, end: int, quantity: Quantity | None = None, period: Period | None = None) -> None:
        signs.append(sign)
        items.append(Item(Span(starts[first], tokens.ends[end - 1]), quantity, period))
        words.append(" ".join(keys[first:end]))

    i = 0
    while i < len(keys):
        if i in held:
            quantity, period, end = held[i]
            if quantity is None:
                put("T", i, end, None, period)
            else:
                lead, turn = links.signs.at(keys, i), reading.language.directions.at(keys, i)
                if lead is not None and lead[0] == "f":  # `từ` is read as part of the number, and so is `cao hơn`
                    put("f", i, lead[1])
                elif turn is not None and quantity.kind == "change" and signs[-1:] not in (["u"], ["n"]):
                    put("u" if turn[0] > 0 else "n", i, turn[1])
                put(_sign(quantity), i, end, quantity)
            i = max(end, i + 1)
            continue
        found = links.signs.at(keys, i)
        if found is not None and not any(k in held for k in range(i + 1, found[1])):
            put(found[0], i, found[1])
            i = found[1]
            continue
        if (direction := reading.language.directions.at(keys, i)) is not None and not any(k in held for k in range(i + 1, direction[1])):
            put("u" if direction[0] > 0 else "n", i, direction[1])
            i = direction[1]
            continue
        key = keys[i]
        if key in _MARKS:
            put(_MARKS[key], i, i + 1)
        elif key == "-" and not tokens.glued(i):
            put(",", i, i + 1)
        elif key in _ENDS:
            if not tokens.glued(i + 1):  # TP.HCM is one word
                put(".", i, i + 1)
        elif key not in _UNSEEN:
            put("w", i, i + 1)
        i += 1
    return Skeleton("".join(signs), tuple(items), tuple(words), links)


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
