"""Two numbers that bound one value: 5-6 %, từ 8 đến 10 tỷ, between 5 and 6 million, 5 ± 2."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.ahead import MINUS
from factcheck.extract.amounts import Read, number_at, scaled
from factcheck.extract.counted import unit_at
from factcheck.extract.line import Line
from factcheck.extract.numbers import Written
from factcheck.model import Interval
from factcheck.units import Unit

_MOVED = frozenset("raise raises raised raising lift lifts lifted hike hikes hiked boost boosts boosted went goes moved moves".split())
_FAR, _LARGE = 4, 1000


def plus_minus(line: Line, read: Read) -> tuple[Interval, Read] | None:
    """Return the interval of 5 ± 2 and 5 +/- 2."""
    at = read.end
    if line.key(at) == "±":
        at += 1
    elif line.key(at) == "+" and line.key(at + 1) == "/" and line.key(at + 2) == "-":
        at += 3
    else:
        return None
    reach = number_at(line, at)
    if reach is None:
        return None
    value, off = read.written.value, reach.written.value
    return Interval(value - off, value + off), read._replace(end=reach.end)


def range_at(line: Line, i: int, start: int, first: Read, hedge: str, money: Unit | None) -> tuple[Interval, Read, Unit | None] | None:
    """Return a range that begins with a number: 5-6%, từ 8 đến 10 tỷ, between 5 and 6 million."""
    lang, keys = line.lang, line.keys
    at = first.end
    unit_found = lang.units.at(keys, at)
    unit = None
    if unit_found is not None and line.key(unit_found[1]) in lang.range_words:
        unit, at = unit_found
    joint = line.key(at)
    if joint not in lang.range_words:
        return None
    begins = line.key(start - 1)
    if joint == "and" and begins != "between":
        return None
    if joint in ("to", "đến", "tới", "and") and hedge not in ("from", "about", "") and begins != "between":
        return None
    if (
        joint == "to"
        and begins == "from"
        and any(lang.directions.at(keys, k) or keys[k] in _MOVED for k in range(max(0, start - 8), start))
    ):
        return None  # rose from 5 to 7, raised it from 5 to 7: two levels
    if joint == "to" and (money or unit) and any(lang.directions.before(keys, k) for k in (start, start - (begins == "by"))):
        return None  # rose $1.20 to $60.50: a change and a level
    at += 1
    if money is not None and (again := lang.before_units.at(keys, at)) is not None:
        at = again[1]
    if joint in ("đến", "tới") and line.key(at) in ("hơn", "gần", "khoảng", "trên"):
        at += 1
    falls = line.key(at) in MINUS and first.written.value < 0
    at += falls
    second = number_at(line, at)
    if second is None and first.words and (words := lang.word_number(keys, at)) is not None:
        second = scaled(line, Written(words[0], words[1], False), words[2], words=True)
    if second is None or (line.key(second.end) == "-" and line.glued(second.end) and line.glued(second.end + 1)):
        return None
    low, high = first.written, second.written
    if falls:
        low, high = sorted((low, high._replace(value=-high.value)), key=lambda written: written.value)
    if unit is not None and unit_at(line, second.end)[0].dimension != unit.dimension:
        return None
    if second.scaled and not first.scaled and unit is None:
        plain = line.number(at)
        scale = high.value / plain.value if plain and plain.value else Decimal(1)
        low = Written(low.value * scale, low.step * scale, low.decimals)
    if not low.value < high.value or (joint == "-" and line.glued(i) and money is None and line.word(i - 1) not in "($€£¥~"):
        return None
    if joint == "to" and begins == "by" and high.value >= _LARGE and high.value >= _FAR * low.value:
        return None  # increased by 27,000 to 202,000: a change and a level
    plain_dash = joint == "-" and not second.scaled and unit is None and money is None
    if plain_dash and not (line.counts(second.end) or lang.units.at(keys, second.end)):
        return None
    return Interval(low.value, high.value), second._replace(written=high), unit
