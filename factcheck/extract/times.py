"""A period on its own, as a registry gives it (2025, 2021-2025, quý II/2025, H1 2022, 2025-09-18), and spans from one time to another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from factcheck import lang as languages
from factcheck.extract.tokens import tokenize
from factcheck.lang import calendar
from factcheck.lang.base import Language, fold
from factcheck.model import Period

_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})\s*")
_ISO_MONTH = re.compile(r"\s*(\d{4})-(0[1-9]|1[0-2])\s*")
# What stands between the two ends of a span: ngày 27/10/2025 đến ngày 29/10/2025, tháng 3 đến hết tháng 6, March 2024 to June 2025.
_JOINTS = frozenset(
    tuple(map(fold, words.split()))
    for words in ("-", "đến", "tới", "đến hết", "tới hết", "đến cuối", "tới cuối", "to", "until", "through", "to the end of")
)
_LONGEST_JOINT = 4
TO = frozenset(joint[-1] for joint in _JOINTS)  # what stands before the end of a span
_NEW_YEAR = tuple(map(fold, ("đầu", "năm")))


def joined(keys: Sequence[str], first: Period, end: int, then: Period, begin: int) -> Period | None:
    """Return the span from one time to another, where that is what stands between token `end` and token `begin`; else None."""
    if tuple(keys[end:begin]) not in _JOINTS or (first.start == first.end) != (then.start == then.end):
        return None
    start = first.start
    if then.year_known and not first.year_known and (start.month, start.day) != (2, 29):
        start = start.replace(year=then.start.year)  # ngày 27/10 đến ngày 29/10/2025
    return _span(start, then, first.label) if start < then.end else None


def since_new_year(keys: Sequence[str], then: Period, begin: int) -> tuple[Period, int] | None:
    """Return the span from the start of the year to the end of a time at token `begin`, and where it begins: từ đầu năm đến hết tháng 9."""
    for joint in (begin - 1, begin - 2):
        at = joint - (keys[joint - 1 : joint] == [str(then.start.year)])  # đầu năm 2025
        if at >= len(_NEW_YEAR) and tuple(keys[joint:begin]) in _JOINTS and tuple(keys[at - 2 : at]) == _NEW_YEAR:
            return _span(then.start.replace(month=1, day=1), then, "1/1"), at - 2
    return None


def _span(start: date, then: Period, label: str) -> Period:
    """Return the span from a day, called `label` where no year is told, to the end of a time."""
    return Period(start, then.end, f"{start}–{then.end}" if then.year_known else f"{label}–{then.label}", then.year_known)


@lru_cache(maxsize=1024)
def parse_period(text: str, lang: str) -> Period | None:
    """Return the period that a text names, in the language given or the other, or None where it cannot be read as a time."""
    match = _ISO.fullmatch(text)
    if match:
        year, month, day = map(int, match.groups())
        return calendar.day(day, month, year)
    match = _ISO_MONTH.fullmatch(text)
    if match:
        return calendar.months(int(match.group(2)), int(match.group(2)), int(match.group(1)))
    tokens = tokenize(text, 0, len(text))
    keys = tokens.keys
    for code in (lang, *(c for c in languages.codes() if c != lang)):
        language = languages.get(code)
        for i in range(min(len(keys), 6)):
            found = language.find_period(keys, i, None)
            if found is not None and found[0] is not None:
                return _whole(keys, language, found[0], i, found[1])
            if tokens.digits[i] and len(keys) > 1 and keys[i + 1 : i + 2] != ["months"]:
                break  # 31/2/2025 is no day, and not the year 2025 either
        if len(keys) == 1 and (year_or := calendar.full_year(keys[0])) is not None:
            return calendar.year(year_or)
    return None


def _whole(keys: Sequence[str], language: Language, first: Period, begin: int, end: int) -> Period:
    """Return a time that stands from token `begin` to `end` with the span that it begins or ends, if any."""
    if (opened := since_new_year(keys, first, begin)) is not None:
        return opened[0]
    for at in range(end + 1, min(end + _LONGEST_JOINT, len(keys) - 1) + 1):
        then = language.find_period(keys, at, None) if tuple(keys[end:at]) in _JOINTS else None
        if then is not None and then[0] is not None:
            opened = since_new_year(keys, then[0], at)
            return opened[0] if opened is not None else joined(keys, first, end, then[0], at) or first
    return first
