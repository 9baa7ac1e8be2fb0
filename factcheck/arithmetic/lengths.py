"""A length of time beside its first and last day, an age beside a year of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from factcheck.arithmetic.calculation import Calculation, number, quantity_of
from factcheck.arithmetic.skeleton import Item, Skeleton
from factcheck.model import Period, Span
from factcheck.rows import NamedTuple

_SPANS = (
    re.compile(r"(?P<l>L)\(w?f?(?P<t>T)(?:[,tw]?(?P<u>T))?\)"),
    re.compile(r"(?P<l>L),f(?P<t>T)(?:[,tw](?P<u>T))"),
    re.compile(r"(?P<l>L)(?P<t>T)"),
    re.compile(r"K(?P<l>L)[wT,]{1,10}\((?P<t>T)(?:[,tw]?(?P<u>T))?\)"),
)
_RANGE, _LISTED = frozenset(("-", "đến", "tới", "to")), frozenset(("và", "and"))
_BORN = re.compile(r"b(?P<t>[TNw]),?(?P<a>A)|(?P<a2>A),b(?P<t2>[TNw])")
_FOUR = re.compile("(?:18|19|20)[0-9][0-9]")
_DAY, _WEEK, _MONTH_DAYS = 86400, 604800, Decimal("30.44")
_NEAR = Decimal("0.1")
_SLACK = 1  # a count may take in both ends or one; an age may be that before or after the birthday


class Born(NamedTuple):
    """An age beside a year of birth."""

    year: int
    age: Decimal
    spans: tuple[Span, Span]


def lengths(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield the lengths of time that a sentence tells with their first and last day."""
    for shape in _SPANS:
        for match in shape.finditer(skeleton.signs):
            names = [name for name, at in match.groupdict().items() if at]
            at = [match.start(name) for name in names]
            words = skeleton.words[at[-1]].split()
            if len(at) > 2 or (_LISTED.isdisjoint(words) and not _RANGE.isdisjoint(words)):
                calculation = _length([skeleton.items[i] for i in at])
                if calculation is not None:
                    yield calculation


def _length(items: list[Item]) -> Calculation | None:
    told, times = items[0], [item.period for item in items[1:]]
    if any(time is None for time in times):
        return None
    first, last = times[0], times[-1]
    if first is None or last is None or (first is last and first.start == first.end):
        return None
    if last.year_known and not first.year_known:
        first = first._replace(start=_in(first.start, last.start.year), end=_in(first.end, last.start.year), year_known=True)
    unit, size = quantity_of(told).unit, number(told)
    spans = tuple(item.span for item in items)
    if last.end < first.start and first.year_known and last.year_known:
        terms = (str(first.start), str(last.end))
        return Calculation("FC511", "from {} to {}, which is before it", terms, None, None, "", told.span, spans, False)
    if last.end < first.start or first.year_known != last.year_known:
        return None
    counted = _counted(first, last, unit.dimension, unit.factor)
    if counted is None or size.size > 100000:
        return None
    least, most = counted
    holds = size.reach.low <= most and size.reach.high >= least
    label = " to ".join(str(day) if first.year_known else str(day)[5:] for day in (first.start, last.end))
    return Calculation("FC511", "{}", (label,), Decimal(round(most)), size.size, unit.symbol, told.span, spans, holds)


def _in(day: date, year: int) -> date:
    return day.replace(year=year, day=min(day.day, 28)) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def _counted(first: Period, last: Period, dimension: str, factor: Decimal) -> tuple[Decimal, Decimal] | None:
    """Return the least and the most that a length of time may be counted as, in its unit, ends in or out."""
    days = Decimal((last.end - first.start).days + 1)
    if dimension == "duration" and factor == _DAY:
        return days - 1, days
    if dimension == "duration" and factor == _WEEK:
        return days / 7 - Decimal(1) / 7, days / 7 + Decimal(1) / 7
    if dimension != "duration:month":
        return None
    size = days / _MONTH_DAYS / factor
    if _whole_years(first) and _whole_years(last):
        return size - 1, size + _NEAR
    if abs(size - round(size)) > _NEAR:  # five years and ten months are told as five or as six
        return Decimal(int(size)), Decimal(int(size) + 1)
    slack = 1 / factor + _NEAR  # a month in the count or out of it
    return size - slack, size + slack


def _whole_years(period: Period) -> bool:
    return (period.start.month, period.start.day) == (1, 1) and (period.end.month, period.end.day) == (12, 31)


def ages(skeleton: Skeleton) -> list[Born]:
    """Return the ages that a sentence tells with a year of birth."""
    found = []
    for match in _BORN.finditer(skeleton.signs):
        names = ("t", "a") if match["t"] else ("t2", "a2")
        year, age = (skeleton.items[match.start(name)] for name in names)
        born = _year(year, skeleton.words[match.start(names[0])])
        if born is not None:
            found.append(Born(born, number(age).size * quantity_of(age).unit.factor, (year.span, age.span)))
    return found


def _year(item: Item, word: str) -> int | None:
    if item.period is not None:
        return item.period.start.year if item.period.year_known and item.period.start.year == item.period.end.year else None
    year = str(item.quantity.value) if item.quantity is not None else word
    return int(year) if _FOUR.fullmatch(year) else None


def years(born: list[Born], today: date | None, text: str) -> Iterator[Calculation]:
    """Yield each age beside a year of birth, held against most others of the text, or against the day that the text bears.

    An age that fits a year which the text names may be that of then.
    """
    now = _common(born) or (today.year if today is not None else None)
    if now is None:
        return
    for one in born:
        then = one.year + int(one.age)
        holds = abs(then - now) <= _SLACK
        if holds or not any(str(year) in text for year in (then - _SLACK, then, then + _SLACK)):
            terms, spans = (str(now), str(one.year)), tuple(sorted(one.spans))
            yield Calculation("FC512", "{} − {}", terms, Decimal(now - one.year), one.age, "years", one.spans[1], spans, holds)


def _common(born: list[Born]) -> int | None:
    """Return the year that most ages tell, where at least two agree."""
    told = [one.year + int(one.age) for one in born]
    if len(told) < 2:
        return None
    best = max(told, key=lambda year: (sum(abs(other - year) <= _SLACK for other in told), -year))
    return best if sum(abs(other - best) <= _SLACK for other in told) >= 2 else None
