"""Periods as intervals of days: the few shapes that every language names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from factcheck.model import Period

UNKNOWN_YEAR = 4  # a leap year that no text means: stands for "no year told"

_AHEAD = 6  # months that a bare month lies ahead at most: December is last year's in a text of January
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def last_day(y: int, month: int) -> int:
    """Return the last day of a month; the calendar of the standard library loads all that is known of this machine's language."""
    return 29 if month == 2 and ((y % 4 == 0 and y % 100 != 0) or y % 400 == 0) else _DAYS[month - 1]


def _label(text: str, year: int | None) -> str:
    return f"{text} {year}" if year else text


def year(y: int) -> Period:
    """Return a calendar year."""
    return Period(date(y, 1, 1), date(y, 12, 31), str(y))


def years(first: int, last: int) -> Period | None:
    """Return a span of years, or None where it runs backwards."""
    return Period(date(first, 1, 1), date(last, 12, 31), f"{first}–{last}") if first < last else None


def months(first: int, last: int, y: int | None) -> Period | None:
    """Return the months first to last of a year; the year may be unknown."""
    if not 1 <= first <= last <= 12:
        return None
    of = y or UNKNOWN_YEAR
    if (first, last) == (1, 12):
        text = "12 months"
    elif first == last:
        text = f"month {first}"
    elif first % 3 == 1 and last == first + 2:
        text = f"quarter {(first + 2) // 3}"
    else:
        text = f"months {first}–{last}"
    return Period(date(of, first, 1), date(of, last, last_day(of, last)), _label(text, y), y is not None)


def quarters(first: int, last: int, y: int | None) -> Period | None:
    """Return the quarters first to last of a year; the year may be unknown."""
    return months(3 * first - 2, 3 * last, y) if 1 <= first <= last <= 4 else None


def year_of(month: int, today: date | None) -> int | None:
    """Return the year of a month that is told without one: that of the text, or in its first months the year before for the last ones."""
    return None if today is None else today.year - (month - today.month > _AHEAD)


def month_from(today: date, shift: int) -> Period | None:
    """Return the month that is so many after that of a day: 0 is its own, -1 the one before."""
    year, month = divmod(12 * today.year + today.month - 1 + shift, 12)
    return months(month + 1, month + 1, year)


def quarter_from(today: date, shift: int) -> Period | None:
    """Return the quarter that is so many after that of a day: 0 is its own, -1 the one before."""
    year, quarter = divmod(4 * today.year + (today.month - 1) // 3 + shift, 4)
    return quarters(quarter + 1, quarter + 1, year)


def months_up_to(number: int, last: int, y: int | None) -> Period | None:
    """Return so many months of which the last is one of a year; they may begin in the year before, where it is known."""
    first = last - number + 1
    if first > 0 or y is None or not 1 <= number <= 12:
        return months(first, last, y)
    return Period(date(y - 1, first + 12, 1), date(y, last, last_day(y, last)), f"{number} months to {last}/{y}")


def season(first: int, end: str) -> Period | None:
    """Return two years in a row of which the second is told by its last two digits: 2024/25."""
    return years(first, first + 1) if len(end) == 2 and end.isdecimal() and int(end) == (first + 1) % 100 else None


def decade(first: int) -> Period | None:
    """Return the ten years from a round one on."""
    return years(first, first + 9) if first % 10 == 0 else None


def iso_day(keys: Sequence[str], i: int) -> tuple[Period, int] | None:
    """Return the day that is written 2025-03-14 from token i on, and the index after it."""
    y, parts = full_year(keys[i]), keys[i + 1 : i + 5]
    if y is None or len(parts) < 4 or parts[0] != "-" or parts[2] != "-" or not all(len(p) == 2 and p.isdecimal() for p in parts[1::2]):
        return None
    told = day(int(parts[3]), int(parts[1]), y)
    return (told, i + 5) if told is not None else None


def day(d: int, m: int, y: int | None) -> Period | None:
    """Return one day, or None where the calendar has no such day."""
    try:
        that = date(y or UNKNOWN_YEAR, m, d)
    except ValueError:
        return None
    return Period(that, that, that.isoformat() if y else f"{d}/{m}", y is not None)


def distance(that: date, today: date) -> int:
    """Return how far a day is from the day of a text, days to come twice: news tells more of what was."""
    days = (that - today).days
    return 2 * days if days > 0 else -days


def full_year(text: str) -> int | None:
    """Return the number when the text is a plausible year of news."""
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() and "1800" <= text <= "2200" else None
