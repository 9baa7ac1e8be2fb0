"""What every report for people needs: text made safe to print, its width in cells, and numbers as one reads them."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.model import Finding, Interval, Report

MARKS = {"contradicted": "✗", "supported": "✓", "not_comparable": "~", "not_found": "?"}
WORDS = {"contradicted": "contradicted", "supported": "supported", "not_comparable": "not comparable", "not_found": "not found"}

# Soft hyphen, zero-width space and joiners, word joiner, byte-order mark: nobody sees them in a text, so nobody misses them here.
_UNSEEN = frozenset("\xad\u200b\u200c\u200d\u2060\ufeff")
_SPACES = re.compile("[ \t\r\n\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


class _Widths(dict[str, int]):
    """How many cells each character takes, as far as it was asked for."""

    def __missing__(self, char: str) -> int:
        width = 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        self[char] = width
        return width


_WIDTHS = _Widths()


def visible(text: str) -> str:
    """Return the text with every control, escape and direction character shown as an escape such as `\\x1b`."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def squeezed(text: str) -> str:
    """Return the text on one line, made visible, each run of white space as one space."""
    return visible(_SPACES.sub(" ", text))


def cells(text: str) -> int:
    """Return how many terminal cells the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_WIDTHS.__getitem__, text))


def number(value: Decimal) -> str:
    """Return a number as an English reader writes it: grouped, at most two decimals or three digits."""
    size = abs(value)
    if value != value.to_integral_value():
        places = 2 if size >= Decimal("0.1") else 2 - size.adjusted()
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{abs(value):,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"−{text}" if value < 0 else text


def exact(value: Decimal) -> str:
    """Return a number grouped, with up to six decimals: an interval that is rounded would show ends that were not read."""
    places = max(6, 2 - value.adjusted()) if value else 0
    with localcontext(rounding=ROUND_HALF_UP):  # as numbers are read: a half belongs to the number above it
        text = f"{abs(value):,.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"−{text}" if value < 0 else text


def scale_of(*values: Decimal | None) -> tuple[Decimal, str]:
    """Return the scale that numbers are told in by the largest of them, and its word: a billion, or 1 and nothing."""
    most = max((abs(value) for value in values if value is not None), default=Decimal(0))
    return next((row for row in _SCALES if most >= row[0]), (Decimal(1), ""))


def bounds(interval: Interval, scale: Decimal = Decimal(1)) -> str:
    """Return an interval in so many units, open ends as ∞: [3,100, 3,200)."""
    low, high = interval.low, interval.high
    left = "(−∞" if low is None else f"{'[' if interval.low_in else '('}{exact(low / scale)}"
    right = "∞)" if high is None else f"{exact(high / scale)}{']' if interval.high_in else ')'}"
    return f"{left}, {right}"


def difference(value: Decimal, unit: str) -> str:
    """Return a signed difference in its unit, with a scale word where it is large."""
    unit = {"%": "points", "pp": "points"}.get(unit, unit)
    scale, word = scale_of(value)
    return " ".join(part for part in (_signed(value / scale), word, visible(unit)) if part)


def percent(value: Decimal) -> str:
    """Return a signed percentage with one decimal, or with its first digit where that is smaller."""
    places = 1 if abs(value) >= Decimal("0.05") or not value else -value.adjusted()
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{'−' if value < 0 else '+'}{abs(rounded):,f} %"


def counted(count: int, noun: str) -> str:
    """Return a count with its noun, in the plural where there is not one."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def stands(finding: Finding, column: bool = True) -> str:
    """Return where a finding stands: its source with line and column, or with its page or cell where a document has them."""
    at = f":{finding.position.line}" + (f":{finding.position.column}" if column else "")
    return f"{squeezed(finding.source)}{f' ({squeezed(finding.location)})' if finding.location else at}"


def summary(report: Report) -> str:
    """Return the whole outcome in one line of plain text."""
    numbers = {verdict: report.open if verdict == "contradicted" else report.count(verdict) for verdict in WORDS}
    counts = ", ".join(f"{numbers[verdict]:,} {word}" for verdict, word in WORDS.items())
    counts += f", {report.accepted:,} accepted" if report.accepted else ""
    return f"{counted(len(report.results), 'claim')}, {counted(report.read, 'source')}: {counts}"


def _signed(value: Decimal) -> str:
    text = number(value)
    return text if value < 0 else f"+{text}"


def _escape(char: str) -> str:
    if char in _UNSEEN:
        return ""
    if unicodedata.category(char) == "Zs":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
