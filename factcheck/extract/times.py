"""A period on its own, as a registry gives it: 2025, 2021-2025, quý II/2025, H1 2022, 2025-09-18."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck import lang as languages
from factcheck.extract.tokens import tokenize
from factcheck.lang import calendar
from factcheck.model import Period

_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})\s*")
_ISO_MONTH = re.compile(r"\s*(\d{4})-(0[1-9]|1[0-2])\s*")


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
                return found[0]
            if tokens.digits[i] and len(keys) > 1 and keys[i + 1 : i + 2] != ["months"]:
                break  # 31/2/2025 is no day, and not the year 2025 either
        if len(keys) == 1 and (year_or := calendar.full_year(keys[0])) is not None:
            return calendar.year(year_or)
    return None
