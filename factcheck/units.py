"""Units of measurement, free of language: what a quantity counts, and how units of one dimension convert."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    """A unit by its dimension (`length`, `currency:USD`, `percent`, `count`, …), symbol, and factor to the dimension's base.

    A counted noun has the dimension `count`, itself as symbol, and `noun` holds the folded words a like noun must share.
    A unit per another (`triệu đồng/ha`) has both in its dimension, joined by a slash.
    """

    dimension: str = ""
    symbol: str = ""
    factor: Decimal = Decimal(1)
    noun: tuple[str, ...] = ()


NONE = Unit()
PERCENT = Unit("percent", "%")
POINT = Unit("point", "pp")


def alike(one: Unit, other: Unit) -> float:
    """Return how alike two units are: 1 the same dimension, between for nouns of one kind or an untold unit, 0 not comparable."""
    if one.dimension.partition("/")[0] == other.dimension.partition("/")[0] and one.dimension != other.dimension and one.dimension:
        return 0.6  # a rate told once with and once without what it is per
    if one.dimension == other.dimension:
        if one.dimension != "count":
            return 1.0
        return _like_nouns(one.noun, other.noun)
    if not one.dimension or not other.dimension:
        told = other if not one.dimension else one
        return 0.0 if told.dimension.startswith(("percent", "point")) else 0.4
    return 0.0


def _like_nouns(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    concepts = {w for w in one if w[0] == "="} & {w for w in other if w[0] == "="}
    if concepts:
        return 1.0
    if one[0] == other[0]:
        return 1.0 if one[1:2] == other[1:2] or len(one) == 1 or len(other) == 1 else 0.8
    shared = set(one) & set(other)
    return 0.7 if shared else 0.0
