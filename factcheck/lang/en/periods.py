"""English times: in 2025, Q3 2025, the first nine months of 2025, 5 January 2025, last year, the past five years, 3 p.m."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from factcheck.lang import calendar
from factcheck.lang.base import Phrases
from factcheck.lang.en.numerals import ORDINALS, SMALL
from factcheck.model import Period

Found = tuple[Period | None, int] | None

_NAMES = "january february march april may june july august september october november december".split()
_MONTHS = {name: n for n, name in enumerate(_NAMES, start=1)} | {name[:3]: n for n, name in enumerate(_NAMES, start=1)} | {"sept": 9}
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTH_HINTS = frozenset("between in of by since until during last this next late early mid to from through for on".split())
_TO = frozenset(("-", "to", "and", "through", "until"))
_TAILS = ("st", "nd", "rd", "th")
_UP_TO = frozenset("to ended ending through until".split())
# Behind a run of days nothing stands that they could count.
_AFTER_DAYS = frozenset(("", ",", ".", ";", ":", ")", *"in at on for with when by as the of this last".split()))
_FURTHEST = 6  # tokens from the months that are counted within which the one that they end with is named: period that ended in
# Between months that are counted and the one that they end with.
_UP_TO_A_MONTH = ("to", "ended", "ending", "ended in", "ending in", "through", "until", "period to", "period ended", "period that ended in")
REACHING = Phrases(dict.fromkeys((f"{words} {month}" for words in _UP_TO_A_MONTH for month in _MONTHS), True))
_UNITS = {"months": 1, "month": 1, "quarters": 3, "quarter": 3}
PAST = frozenset(("past", "last"))  # before a length of time that reaches up to now
_SHIFT = {"last": -1, "this": 0, "next": 1, "previous": -1, "current": 0}
WORDS = (
    frozenset(_MONTHS) | frozenset(_SHIFT) | frozenset(SMALL)
    | frozenset(("q", "h", "fy", "fiscal", "first", "second", "third", "fourth", "past", "today", "yesterday"))
)  # fmt: skip


def _get(keys: Sequence[str], i: int) -> str:
    return keys[i] if 0 <= i < len(keys) else ""


def _int(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 4 else None


def _count(word: str) -> int | None:
    return SMALL.get(word, _int(word))


def _year_after(keys: Sequence[str], i: int, today: date | None) -> tuple[int | None, int]:
    at = i
    while _get(keys, at) in (",", "of", "in", "the", "fiscal", "year", "."):
        at += 1
    if (shift := _SHIFT.get(_get(keys, at))) is not None and _get(keys, at + 1) == "year":
        return (today.year + shift if today else None), at + 2
    y = calendar.full_year(_get(keys, at))
    return (y, at + 1) if y is not None else (None, i)


def _day_of(d: int, m: int, y: int | None, today: date | None) -> Period | None:
    if y is None and today is not None:
        near = [p for of in (today.year - 1, today.year, today.year + 1) if (p := calendar.day(d, m, of)) is not None]
        return min(near, key=lambda p: calendar.distance(p.start, today), default=None)
    return calendar.day(d, m, y)


def _days(first: int, last: int, m: int, y: int | None, today: date | None) -> Period | None:
    """Return the days first to last of a month."""
    one, other = (_day_of(d, m, y, today) for d in (first, last))
    return None if one is None or other is None else Period(one.start, other.end, f"{first}–{other.label}", other.year_known)


def _up_to(keys: Sequence[str], i: int) -> int:
    """Return how many months end with the one that is named at token i; 0 where none do.

    Three months to June, the year ended March 31, the quarter that ended in September.
    """
    at = i - 2 if _get(keys, i - 1) == "in" else i - 1
    if _get(keys, at) not in _UP_TO:
        return 0
    at -= 1
    while _get(keys, at) in ("period", "that", "which"):
        at -= 1
    if _get(keys, at) not in ("months", "month"):
        return {"year": 12, "quarter": 3}.get(_get(keys, at), 0)
    return _count(_get(keys, at - 2 if _get(keys, at - 1) == "-" else at - 1)) or 0


def _month(keys: Sequence[str], i: int, today: date | None) -> Found:
    """Return the day or month that begins with the month name at token i, or the months that end with it."""
    word, m = keys[i], _MONTHS[keys[i]]
    number = _up_to(keys, i)
    at = i + 1 + (_get(keys, i + 1) == ".")
    d = _int(_get(keys, at))
    if d is not None and 1 <= d <= 31:
        end = at + 1 + (_get(keys, at + 1) in _TAILS)
        last, behind = _int(_get(keys, end + 1)), _get(keys, end + 2)
        plain = _get(keys, end) == "-" and behind not in ("%", "percent")
        if _get(keys, end) in _TO and last and d < last <= 31 and (plain or behind in _AFTER_DAYS or calendar.full_year(behind)):
            y, after = _year_after(keys, end + 2, today)
            return _days(d, last, m, y, today), (after if y else end + 2)
        y, after = _year_after(keys, end, today)
        if number and d == calendar.last_day(y or calendar.UNKNOWN_YEAR, m):
            return calendar.months_up_to(number, m, y or calendar.year_of(m, today)), (after if y else end)
        return _day_of(d, m, y, today), (after if y else end)
    until = _MONTHS.get(_get(keys, at + 1), 0) if _get(keys, at) in _TO else 0
    if m < until and (_get(keys, at) != "and" or _get(keys, i - 1) == "between"):
        y, after = _year_after(keys, at + 2, today)
        return calendar.months(m, until, y or calendar.year_of(until, today)), (after if y else at + 2)
    y, after = _year_after(keys, at, today)
    if number:
        return calendar.months_up_to(number, m, y or calendar.year_of(m, today)), (after if y else i + 1)
    if y is not None:
        return calendar.months(m, m, y), after
    if word in ("may", "mar", "march", "jan", "sep", "dec") and _get(keys, i - 1) not in _MONTH_HINTS:
        return None
    return calendar.months(m, m, calendar.year_of(m, today)), i + 1


def _months_to(keys: Sequence[str], i: int, today: date | None) -> Found:
    """Return the months that are counted from token i on and end with the one named behind: three months to June 2025."""
    at = i + 1 + (_get(keys, i + 1) == "-")
    if _get(keys, at) not in ("months", "month") or _count(keys[i]) is None:
        return None
    named = next((j for j in range(at + 2, at + _FURTHEST) if _get(keys, j) in _MONTHS), 0)
    found = _month(keys, named, today) if named and _up_to(keys, named) else None
    return None if found is not None and found[1] == named + 1 and keys[named] in ("march", "may") else found  # three months to march home


_MOST_PARTS = 12


def _part_of_year(keys: Sequence[str], i: int, today: date | None) -> Found:
    """Return first half of 2025, first nine months of 2025, the third quarter."""
    n, i = ORDINALS.get(keys[i]), i
    if n is None and _get(keys, i + 1) in _TAILS:  # 2nd quarter
        n, i = _int(keys[i]), i + 1
    if n is None or not 1 <= n <= _MOST_PARTS:
        return None
    at = i + 1 + (_get(keys, i + 1) == "-")
    unit = _get(keys, at)
    if unit == "half":
        y, end = _year_after(keys, at + 1, today)
        return (calendar.months(6 * n - 5, 6 * n, y), end) if n <= 2 else None
    if unit in ("quarter", "month"):
        y, end = _year_after(keys, at + 1, today)
        size = _UNITS[unit]
        return calendar.months(size * (n - 1) + 1, size * n, y), end
    count = _count(unit)
    size_or = _UNITS.get(_get(keys, at + 1 + (_get(keys, at + 1) == "-")))
    if n == 1 and count and size_or and count * size_or <= 12:
        end = at + 2 + (_get(keys, at + 1) == "-")
        y, end = _year_after(keys, end, today)
        return calendar.months(1, count * size_or, y), end
    return None


def _relative(keys: Sequence[str], i: int, today: date | None) -> Found:
    word, after = keys[i], _get(keys, i + 1)
    if word in PAST:
        n = _count(after)
        if n and _get(keys, i + 2) in ("years", "months", "weeks", "days", "decades", "quarters", "hours"):
            years = calendar.years(today.year - n, today.year) if today and _get(keys, i + 2) == "years" and n > 1 else None
            return years, i + 3
    if word in _SHIFT and after in ("year", "month", "week", "quarter", "decade", "night", *_DAYS):
        sure = today is not None and word != "previous" and _get(keys, i - 1) != "the"  # the last month: these thirty days
        if sure and today and after in ("month", "quarter"):
            return (calendar.month_from if after == "month" else calendar.quarter_from)(today, _SHIFT[word]), i + 2
        return (calendar.year(today.year + _SHIFT[word]) if today and after == "year" else None), i + 2
    if word in ("today", "yesterday") and today:
        that = today - timedelta(days=word == "yesterday")
        return calendar.day(that.day, that.month, that.year), i + 1
    return None


def _years(keys: Sequence[str], i: int) -> Found:
    if (
        len(keys[i]) == 2
        and _get(keys, i + 1) != "s"
        and (_get(keys, i - 1) in ("'", "’") or (keys[i][0] == "0" and _get(keys, i - 1) in ("in", "since", "of", "by")))
    ):
        short = _int(keys[i])
        return (calendar.year(short + (2000 if short < 50 else 1900)), i + 1) if short is not None else None
    if len(keys[i]) == 2 and _get(keys, i + 1) == "s" and _get(keys, i - 1) in ("'", "’") and (short := _int(keys[i])) is not None:
        ten = calendar.decade(short + (2000 if short < 30 else 1900))
        return None if ten is None else (ten, i + 2)  # the '90s
    first = calendar.full_year(keys[i])
    if first is None:
        return None
    after = _get(keys, i + 1)
    if after == "s" and (ten := calendar.decade(first)) is not None:
        return ten, i + 2  # the 1990s
    if after == "/" and (two := calendar.season(first, _get(keys, i + 2))) is not None:
        return two, i + 3
    if after in _TO and (after != "and" or _get(keys, i - 1) == "between"):
        last_word = _get(keys, i + 2)
        last = calendar.full_year(last_word)
        if last is None and after == "-" and len(last_word) == 2 and last_word.isdigit():
            last = first // 100 * 100 + int(last_word)
        if last and last > first:
            return calendar.years(first, last), i + 3
    before = _get(keys, i - 1)
    plain = before in (
        "in",
        "of",
        "since",
        "by",
        "during",
        "from",
        "until",
        "year",
        "fiscal",
        "to",
        "(",
        ",",
        "for",
        "mid",
        "late",
        "early",
        "-",
        "than",
    )
    if plain or _get(keys, i + 1) in (")", ",", ".", "", "'"):
        return calendar.year(first), i + 1
    return None


def _clock(keys: Sequence[str], i: int) -> Found:
    hour = _int(keys[i])
    if hour is None or hour > 24:
        return None
    at = i + 1
    if _get(keys, at) == ":" and _int(_get(keys, at + 1)) is not None and len(_get(keys, at + 1)) == 2:
        at += 2
        while _get(keys, at) == ":" and _int(_get(keys, at + 1)) is not None:
            at += 2
    meridiem = _get(keys, at) in ("am", "pm") or (_get(keys, at) in ("a", "p") and _get(keys, at + 1) == "." and _get(keys, at + 2) == "m")
    if meridiem:
        return None, at + (1 if _get(keys, at) in ("am", "pm") else 4)
    return (None, at) if at > i + 1 else None


def _short_quarter(keys: Sequence[str], i: int) -> tuple[Period, int] | None:
    """Return the quarter that is written 1Q25 or 1Q 2025 from token i on."""
    n, told = _int(keys[i]), _get(keys, i + 2)
    y = calendar.full_year(told) or (2000 + int(told) if len(told) == 2 and told.isdecimal() else None)
    period = calendar.quarters(n, n, y) if n and y and _get(keys, i + 1) == "q" else None
    return None if period is None else (period, i + 3)


def find_period(keys: Sequence[str], i: int, today: date | None) -> Found:
    """Return (period, end) for a time that begins at token i; the period is None where a time stands that has no fixed days."""
    word = keys[i]
    if word in _MONTHS:
        return _month(keys, i, today)
    if (told := _months_to(keys, i, today)) is not None:
        return told
    if word in ("q", "h") and (n := _int(_get(keys, i + 1))) is not None and 1 <= n <= (4 if word == "q" else 2):
        y, end = _year_after(keys, i + 2, today)
        if y is None and word == "h":
            return None
        return (calendar.quarters(n, n, y) if word == "q" else calendar.months(6 * n - 5, 6 * n, y)), end
    if word in ("fy", "fiscal"):
        y, end = _year_after(keys, i + 1, today)
        return (calendar.year(y), end) if y else None
    if word in _SHIFT or word in ("past", "today", "yesterday"):
        return _relative(keys, i, today)
    if word in ORDINALS:
        return _part_of_year(keys, i, today)
    if word[:1].isdigit():
        after = _get(keys, i + 1)
        marked = calendar.iso_day(keys, i) if after == "-" else _short_quarter(keys, i) if after == "q" else None
        if marked is not None:
            return marked
        found = _clock(keys, i) or _years(keys, i) or (_part_of_year(keys, i, today) if len(word) == 1 else None)
        if found:
            return found
        d = _int(word)
        if d and _get(keys, i + 1) in _TO and (last := _int(_get(keys, i + 2))) and d < last <= 31:
            at = i + 3 + (_get(keys, i + 3) in _TAILS)
            at += _get(keys, at) == "of"
            if _get(keys, at) in _MONTHS and (_get(keys, at) != "may" or _get(keys, at + 1) in _AFTER_DAYS or _int(_get(keys, at + 1))):
                y, end = _year_after(keys, at + 1, today)
                return _days(d, last, _MONTHS[_get(keys, at)], y, today), (end if y else at + 1)
        at = i + 1 + (_get(keys, i + 1) in _TAILS)
        at += _get(keys, at) == "of"
        if d is not None and 1 <= d <= 31 and _get(keys, at) in _MONTHS and (_get(keys, at) != "may" or _int(_get(keys, at + 1))):
            y, end = _year_after(keys, at + 1, today)
            return _day_of(d, _MONTHS[_get(keys, at)], y, today), (end if y else at + 1)
        m, y_or = _int(_get(keys, i + 2)), calendar.full_year(_get(keys, i + 4))
        if d is not None and m is not None and y_or and _get(keys, i + 1) == _get(keys, i + 3) == "/":
            first, second = (d, m) if m <= 12 else (m, d)
            period = calendar.day(first, second, y_or)
            return (period, i + 5) if period else None
    if (n := SMALL.get(word)) and _get(keys, i + 1) in _UNITS and _get(keys, i + 2) in ("of", "to"):
        y, end = _year_after(keys, i + 2, today)
        return (calendar.months(1, n * _UNITS[keys[i + 1]], y), end) if y and n * _UNITS[keys[i + 1]] <= 12 else None
    return None
