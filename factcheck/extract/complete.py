"""A number as read → its quantity: sign, currency, hedge and range before and around it, the unit and what follows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from factcheck.extract import spelled
from factcheck.extract.ahead import hedge_before, is_minus, is_money, is_sign, money_before
from factcheck.extract.amounts import Read
from factcheck.extract.aside import repeated, unit_aside
from factcheck.extract.counted import degrees, per, rate, unit_at
from factcheck.extract.kinds import is_negated, kind_of
from factcheck.extract.line import Line
from factcheck.extract.nouns import noun_before
from factcheck.extract.numbers import Written, allowed, hedged_step
from factcheck.extract.ranges import plus_minus, range_at
from factcheck.model import Interval, Quantity, Span
from factcheck.units import NONE, PART, Unit

Told = tuple[Quantity, int]  # a quantity, and the index of the token after it
_BILLION = 10**9
_OF_ALL = frozenset("of the its their".split())


def complete(line: Line, told: Sequence[Quantity], i: int, read: Read, floor: int) -> Told:
    """Return the quantity whose number was read at token i, with its sign, hedge, currency, range and unit; it begins behind `floor`.

    `told` are the quantities of the sentence before it.
    """
    first, sign, money = i, 1, None
    if line.key(first - 1) in ("-", "+", "±") and first - 1 >= floor and is_sign(line, first - 1, read.end):
        sign = -1 if line.key(first - 1) == "-" else 1
        first -= 1
    ahead = money_before(line, first)
    if ahead is not None and ahead[1] >= floor and is_money(line, ahead[1], first):
        money, first = ahead
        if line.key(first - 1) == "-" and first - 1 >= floor and is_sign(line, first - 1, read.end):
            sign, first = -sign, first - 1
    elif first - 1 >= floor and is_minus(line, first - 1):
        sign, first = -1, first - 1
    hedge, start = hedge_before(line, first, floor)
    if sign < 0:
        written = read.written
        read = read._replace(written=Written(-written.value, written.step, written.decimals))
    around = plus_minus(line, read)
    if around is not None:
        return finish(line, told, start, i, around[1], "about", around[0], money)
    span = range_at(line, i, start, read, hedge, money)
    if span is not None:
        interval, second, unit = span
        return finish(line, told, start, i, second, "range", interval, money or unit, low=read)
    return finish(line, told, start, i, read, hedge, None, money)


def finish(
    line: Line,
    told: Sequence[Quantity],
    start: int,
    i: int,
    read: Read,
    hedge: str,
    interval: Interval | None,
    money: Unit | None = None,
    low: Read | None = None,
) -> Told:
    """Return the quantity that begins at token `start`, its number read at token i, with its unit and what follows it.

    `told` are the quantities of the sentence before it, and `low` is the lower end of a range whose higher one was read.
    """
    t, key, lang = line.t, line.key, line.lang
    unit, end = unit_at(line, read.end, start)
    if read.part:  # one in five adults: a part of them, not a number of adults
        unit, end = PART, read.end
    elif unit is NONE and 0 < read.written.value < 1 and not read.written.step and key(end) in _OF_ALL and lang.code == "en":
        unit = PART  # a third of voters
    if money is not None:
        if unit.dimension == money.dimension or unit.dimension.startswith("currency:"):
            money = unit
        elif unit.dimension:
            end = read.end
        unit, end = per(line, money, end)
    if unit.dimension == "count" and read.written.value >= _BILLION and lang.code == "vi" and unit.noun[0] not in lang.nouns:
        unit, end = NONE, read.end  # 70.000 tỷ xây khách sạn: money, and a verb
    if unit is NONE and not read.part:
        unit = _before(line, told, start, end, hedge)
    if unit is NONE and not read.part and hedge != "from":
        unit = unit_aside(line, start, end, read.written.value)
    written, end = spelled.small_change(line, read, unit, end)
    end = max(end, read.end)
    trail = lang.hedges_after.at(line.keys, end)
    if trail is not None and hedge in ("", "from", "over", "about"):
        hedge, end = trail
        if unit is NONE and not read.part:
            unit, end = unit_at(line, end)  # five or more people
    told_from = start + 1 if hedge == "from" and interval is None else start  # tăng từ 44,2: a level
    if hedge == "above_change" and key(start - 1) == "độ":
        hedge = "over"  # từ độ cao hơn 400 km
    direction = {"above_change": 1, "below_change": -1}.get(hedge, 0)
    if direction or (hedge == "from" and interval is None):
        hedge = ""
    if written.other is not None and unit.dimension.startswith("count"):
        written = _whole_reading(written)
    value, step, other = written.value, written.step, None
    if hedge and hedge != "vague":
        step = hedged_step(value, step, written.decimals)
    if interval is None:
        interval = allowed(value, step, hedge, written.decimals)
    if low is not None:
        value = interval.low if interval.low is not None else value
        step = min(step, low.written.step * (value / low.written.value)) if low.written.value else step  # of 5–10 % it is one
    elif written.other is not None:
        other = allowed(written.other.value, written.other.step, hedge, written.other.decimals)
    kind, turned = kind_of(line, told_from, end, unit)
    if direction and unit.dimension:
        kind, turned = "change", direction
    if read.whole is not None and kind == "level":
        kind = "share"
    unit = rate(line, start, degrees(line, unit), kind)
    span = Span(t.starts[start], t.ends[end - 1])
    alone = start == i and end == read.end
    number = span if alone else Span(t.starts[i], t.ends[read.end - 1])
    negated, lookback = is_negated(line, start, unit), is_lookback(line, unit, start, end)
    return Quantity(span, number, value, interval, unit, hedge, kind, turned, negated, step, other, read.whole, lookback), end


def _before(line: Line, told: Sequence[Quantity], start: int, end: int, hedge: str) -> Unit:
    """Return what a bare number from token `start` to `end` counts by what stands before it, no unit where nothing tells."""
    if told and line.lang.code == "en":
        last, starts = told[-1], line.t.starts
        if line.keys[end : end + 2] == ["of", "them"] and last.unit.dimension == "count":
            return last.unit
        first, after = bisect_left(starts, last.span.start), bisect_left(starts, last.span.end)
        unit = repeated(line, last, first, [key for key in line.keys[after:start] if key != ","], start)
        if unit is not NONE:
            return unit
    return NONE if hedge == "from" else noun_before(line, start)


def is_lookback(line: Line, unit: Unit, start: int, end: int) -> bool:
    """Return whether what stands from token `start` to `end` is a length of time up to now: 16 năm qua, the past 16 years."""
    if not unit.dimension.startswith("duration"):
        return False
    return line.key(start - 1) in line.lang.lookback_before or line.lang.lookback_after.at(line.keys, end) is not None


def _whole_reading(written: Written) -> Written:
    """Return the reading without decimals: nobody counts 3.334 enterprises in parts."""
    if not written.decimals:
        return written._replace(other=None)
    return written.other._replace(other=None) if written.other is not None and not written.other.decimals else written
