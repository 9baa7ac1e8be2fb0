"""Periods as intervals of days: the few shapes that every language names."""

from __future__ import annotations

from datetime import date

from factcheck.model import Period

UNKNOWN_YEAR = 4  # a leap year that no text means: stands for "no year told"

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
