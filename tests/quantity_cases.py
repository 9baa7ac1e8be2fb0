"""Reads the tables of labelled texts in tests/cases: a text, and the quantities that it holds."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from factcheck.model import Interval

CASES = Path(__file__).parent / "cases"
_QUANTITY = re.compile(r"(?P<value>-?[\d.]+)(?: (?P<unit>[^\[(@]*[^\[(@ ]))?(?: @(?P<kind>\S+))?(?: (?P<interval>[\[(].*[\])]))?")
_INTERVAL = re.compile(r"([\[(])([^,]*), ?([^\])]*)([\])])")


class Expected(NamedTuple):
    """What one quantity must be; an interval that is not given is not looked at."""

    value: Decimal
    unit: str
    kind: str
    interval: Interval | None


class Case(NamedTuple):
    """A text with its quantities in order, and the line of the table it stands in."""

    line: int
    text: str
    expected: list[Expected]


def _interval(text: str) -> Interval:
    match = _INTERVAL.fullmatch(text)
    assert match, text
    left, low, high, right = match.groups()
    ends = [Decimal(end) if end.strip() else None for end in (low, high)]
    return Interval(ends[0], ends[1], left == "[" or not low.strip(), right == "]" or not high.strip())


def _expected(text: str) -> Expected:
    match = _QUANTITY.fullmatch(text.strip())
    assert match, text
    interval = match["interval"]
    return Expected(Decimal(match["value"]), match["unit"] or "", match["kind"] or "level", _interval(interval) if interval else None)


def cases(name: str) -> list[Case]:
    """Return the cases of one table."""
    out = []
    for number, line in enumerate((CASES / name).read_text("utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            text, _, told = line.partition("=>")
            out.append(Case(number, text.strip(), [_expected(part) for part in told.split(" ; ") if part.strip()]))
    return out
