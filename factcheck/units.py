"""Units of measurement, free of language: what a quantity counts, and how units of one dimension convert."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from factcheck.rows import NamedTuple


class Unit(NamedTuple):
    """A unit by its dimension (`length`, `currency:USD`, `percent`, `count`, …), symbol, and factor to the dimension's base.

    A counted noun has the dimension `count`, itself as symbol, and `noun` holds the folded words a like noun must share.
    A unit per another (`triệu đồng/ha`) has both in its dimension, joined by a slash, and `per` is the factor of the lower one.
    """

    dimension: str = ""
    symbol: str = ""
    factor: Decimal = Decimal(1)
    noun: tuple[str, ...] = ()
    per: Decimal = Decimal(1)


NONE = Unit()
PERCENT = Unit("percent", "%")
POINT = Unit("point", "pp")
PART = Unit("percent", "", Decimal(100))  # a third of something, one in five: as many per cent, but told roughly
PERSON, ANYONE = "=person", "=anyone"  # marks of a counted noun that names people, and of one that may stand for any of them


_DEGREES = frozenset(("richter", "temperature:C"))  # what degrees are of where nobody says it


def is_untold_degree(one: Unit, other: Unit) -> bool:
    """Return whether one of two units is degrees of which nothing is said, and the other may say it: 7,5 độ, 7,5 độ Richter."""
    return "degree" in (one.dimension, other.dimension) and not _DEGREES.isdisjoint((one.dimension, other.dimension))


def alike(one: Unit, other: Unit) -> float:
    """Return how alike two units are: 1 the same dimension, between for nouns of one kind or an untold unit, 0 not comparable."""
    if one.dimension == other.dimension:
        return _like_nouns(one.noun, other.noun) if one.dimension.startswith("count") else 1.0
    if not one.dimension or not other.dimension:
        told, untold = (other, one) if not one.dimension else (one, other)
        if told.dimension == "count" and untold.noun and _is_headed(untold.noun[1:], told.noun):
            return _KIN  # 61,2 triệu, of subscribers; 62,1 triệu subscribers
        return 0.0 if told.dimension.startswith(("percent", "point")) else 0.4
    if one.dimension[:9] == other.dimension[:9] == "currency:" and "/" not in one.dimension + other.dimension:
        return 0.7  # the registry may give a rate
    if is_untold_degree(one, other):
        return _SOMEONE
    (mine, _, per), (theirs, _, their_per) = one.dimension.partition("/"), other.dimension.partition("/")
    if mine == theirs and per and their_per and set(per.split("/")) ^ set(their_per.split("/")) <= {"count"}:
        return _SOMEONE  # a month and person beside a month
    if mine == theirs == "percent" and (per or their_per).startswith("duration"):
        return _SOMEONE  # an interest rate is one of a year
    if mine == theirs and not (per and their_per):  # a rate told once with and once without what it is per
        return 0.6 if mine != "count" or _like_nouns(one.noun, other.noun) >= _KIN else 0.0
    return 0.0


_SOMEONE = 0.7  # people, and a noun that says who they are
_PEOPLE = 0.5  # people by two names, who may be the same: fighters and athletes; too little to support
_PERHAPS = 0.62  # enough to support, too little to contradict
_AGENTS = frozenset("viên sinh sĩ nhân giả phạm".split())  # what names of people end with in Vietnamese: ủy viên, thành viên
_HARMED = frozenset(("=death", "=injury"))  # what is counted of people only: 30 fatalities, 30 dead
_OR = "|"  # parts a counted noun from another that it may be told by
_KIN = 0.8  # nouns at least this like may contradict each other


def _both(noun: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a counted noun and the other that it may be told by, empty where there is none."""
    at = noun.index(_OR) if _OR in noun else len(noun)
    return noun[:at], noun[at + 1 :]


def _is_headed(noun: tuple[str, ...], by: tuple[str, ...]) -> bool:
    """Return whether two counted nouns begin alike, or the second is the end of the first: ô tô nguyên chiếc, ô tô."""
    return noun[0] == by[0] or (noun[-1] == by[-1] and set(by) <= set(noun))


def counting(unit: Unit, things: tuple[str, ...]) -> Unit:
    """Return the unit of a claim's number, with what its metric counts beside the noun, if any, that its value is told with."""
    if not things or unit.dimension not in ("", "count"):
        return unit
    return unit._replace(noun=(*unit.noun, _OR, *things))


@lru_cache(maxsize=1 << 14)  # the nouns of a claim meet those of every sentence
def _like_nouns(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return how alike two counted nouns are: a term of statistics or the first word shared, one within the other, the last word shared.

    Where a noun has another beside it, that may do as well, but not fully: 18 xe, of ô tô nhập khẩu; 16 ô tô.
    """
    if _OR in one or _OR in other:
        (first, also), (second, or_second) = (_both(noun) for noun in (one, other))
        like = _like_nouns(first, second)
        again = any(_is_headed(a, b) for a, b in ((also, second), (or_second, first)) if a and b)
        return max(like, _KIN) if again else like
    if ({w for w in one if w[0] == "="} & {w for w in other if w[0] == "="}) - {PERSON, ANYONE}:
        return 1.0
    mine, theirs = ([w for w in noun if w[0] != "="] for noun in (one, other))
    if mine[0] == theirs[0]:
        return 1.0 if mine[1:2] == theirs[1:2] or 1 in (len(mine), len(theirs)) else _KIN
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return _KIN
    if mine[-1] == theirs[-1]:
        return _KIN if mine[-1] not in _AGENTS else _PERHAPS
    if any(ANYONE in a and (PERSON in b or not _HARMED.isdisjoint(b)) for a, b in ((one, other), (other, one))):
        return _SOMEONE
    if set(mine) & set(theirs):
        return 0.4
    return _PEOPLE if PERSON in one and PERSON in other else 0.0
