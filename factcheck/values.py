"""Whether two quantities are written with one value."""

from __future__ import annotations

from factcheck.model import Quantity


def value_key(quantity: Quantity) -> str:
    """Return a value as text that is the same however it was written."""
    return str((quantity.value * quantity.unit.factor).normalize())


def same_value(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities are written with one value, in like units or counted by other nouns."""
    if "range" in (one.hedge, other.hedge) and one.hedge == other.hedge:
        return one.interval == other.interval
    units = one.unit.dimension == other.unit.dimension or {one.unit.dimension, other.unit.dimension} <= {"", "count"}
    ends = {other.value, other.interval.low, other.interval.high, other.value if other.whole is None else other.whole}
    return units and any(end is not None and one.value * one.unit.factor == end * other.unit.factor for end in ends)
