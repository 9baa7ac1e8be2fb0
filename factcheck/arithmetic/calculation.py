"""One calculation that a text invites: its terms, what they make, and what the text tells instead."""

from __future__ import annotations

from decimal import Decimal

from factcheck.arithmetic.reach import Reach, reach
from factcheck.arithmetic.skeleton import Item
from factcheck.model import Quantity, Span
from factcheck.rows import NamedTuple
from factcheck.units import NONE, Unit, alike

_NEIGHBOURS = 20  # times that one side of a change is the other, where the bare one has a likelier scale
_LIKE = 0.6  # a price and a price per share are one measure here; two currencies are not


class Calculation(NamedTuple):
    """Numbers of one sentence that have to fit; `told` is the span of the one that they make, `spans` are all of them.

    `formula` holds `{}` for each of the `terms`; `made` is what it comes to by the written values, `value` what is told; `made` is
    None where not a value but an order or a direction is held against the words.
    """

    reason: str
    formula: str
    terms: tuple[Decimal | str, ...]
    made: Decimal | None
    value: Decimal | None
    unit: str
    told: Span
    spans: tuple[Span, ...]
    holds: bool


class Number(NamedTuple):
    """A number that takes part: what it may be, as written, in the unit it is told in (or that of its neighbour)."""

    size: Decimal
    reach: Reach
    unit: Unit
    span: Span


def number(item: Item) -> Number:
    """Return the number that an item stands for."""
    quantity = quantity_of(item)
    return Number(abs(quantity.value), reach(quantity), quantity.unit, item.span)


def readings(item: Item) -> list[Number]:
    """Return the number that an item stands for, in each of its readings."""
    quantity, first = quantity_of(item), number(item)
    if quantity.other is None or quantity.other.low is None or quantity.other.high is None:
        return [first]
    low, high = sorted((abs(quantity.other.low), abs(quantity.other.high)))
    return [first, Number((low + high) / 2, Reach(low, high), quantity.unit, item.span)]


def pairs(one: Item, other: Item, borrow: bool = True) -> list[tuple[Number, Number]]:
    """Return two numbers of one measure in one unit, in each way they can be read; none where they measure different things.

    With `borrow`, a number without a unit takes its neighbour's, and its scale: từ 24 lên 41 triệu tấn.
    """
    found: list[tuple[Number, Number]] = []
    for mine in readings(one):
        for theirs in readings(other):
            if not borrow and NONE in (mine.unit, theirs.unit):
                continue
            if mine.unit is NONE and theirs.unit is not NONE:
                found += [(borrowed, theirs) for borrowed in _borrowed(mine, theirs)]
            elif theirs.unit is NONE and mine.unit is not NONE:
                found += [(mine, borrowed) for borrowed in _borrowed(theirs, mine)]
            elif same(mine.unit, theirs.unit):
                factor = factor_of(mine.unit, theirs.unit)
                found.append((Number(mine.size * factor, mine.reach.scaled(factor), theirs.unit, mine.span), theirs))
    return found


def same(one: Unit, other: Unit) -> bool:
    """Return whether two units measure the same thing."""
    if one.dimension[:9] == other.dimension[:9] == "currency:" and one.dimension[:12] != other.dimension[:12]:
        return False
    return alike(one, other) >= _LIKE


def factor_of(one: Unit, other: Unit) -> Decimal:
    """Return how many of the other one of a unit is; a price and a price per share are told in the same money."""
    if one.dimension == other.dimension:
        return one.factor / other.factor
    return (one.factor * one.per) / (other.factor * other.per)


def quantity_of(item: Item) -> Quantity:
    """Return the quantity of an item whose sign stands for one."""
    if item.quantity is None:
        raise ValueError("a word is no number")
    return item.quantity


def _borrowed(number: Number, other: Number) -> list[Number]:
    """Return a bare number in the unit of its neighbour, at each scale that it may share with it, the likeliest first."""
    found: list[tuple[Decimal, Number]] = []
    for power in (0, 3, 6, 9, 12):
        scale = Decimal(10) ** power
        if not power or other.size >= scale:
            one = Number(number.size * scale, number.reach.scaled(scale), other.unit, number.span)
            found.append((max(one.size, other.size) / (min(one.size, other.size) or 1), one))
    plain = found[:1] if other.unit.dimension.startswith("count") else []  # 3 of 1,200 households are three
    rest = sorted(found[len(plain) :], key=lambda row: row[0])
    least = max(Decimal(_NEIGHBOURS), min(apart for apart, _ in found))
    return [one for _, one in plain] + [one for apart, one in rest if apart <= least]
