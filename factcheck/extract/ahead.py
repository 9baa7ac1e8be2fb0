"""What stands before a number: its sign, its currency, its hedge."""

from __future__ import annotations

from factcheck.extract.line import Line
from factcheck.units import Unit

_NO_HEDGE = frozenset("dựa nằm đặt ở đứng".split())
_HANDED = frozenset("hand hands handed handing turn turned turning take takes took taken taking".split())
_WIDE = {"about", "over", "at_least", "at_most", "from"}  # hedges that another may stand before: ít nhất khoảng 5
MINUS = {"âm", "minus", "negative", "trừ"}
_NO_MINUS = frozenset("khai khấu giảm loại phòng bù phát siêu thu ghi lồng nguyên phụ đa".split())  # khai trừ 6 đảng viên, siêu âm 5 lần


def hedge_before(line: Line, first: int, floor: int) -> tuple[str, int]:
    """Return the hedge before token `first`, of one or two words, and where it starts."""
    before = _hedge(line, first, floor)
    if before is None or line.key(before[1] - 1) in _NO_HEDGE:
        return "", first
    hedge, start = before
    further = _hedge(line, start, floor)
    if hedge and further is not None and further[0] in _WIDE:
        start = further[1]
        hedge = further[0] if further[0] in ("at_least", "at_most") else "about" if "about" in (hedge, further[0]) else hedge
    return hedge, start


def _hedge(line: Line, first: int, floor: int) -> tuple[str, int] | None:
    """Return the hedge before token `first` and where it starts; past is none in the past five years."""
    found = line.lang.hedges.before(line.keys, first)
    if found is not None and line.keys[found[1] : first] == ["over"] and line.key(found[1] - 1) in _HANDED:
        return None  # handed over 5,000 vehicles
    if found is None or found[1] < floor or (line.keys[found[1]] in line.lang.lookback_before and line.key(found[1] - 1) == "the"):
        return None
    return found


def is_minus(line: Line, at: int) -> bool:
    """Return whether token `at` is a word that turns the number behind it below zero: âm 5, but siêu âm 5 lần."""
    return line.key(at) in MINUS and line.key(at - 1) not in _NO_MINUS


def is_sign(line: Line, at: int, end: int) -> bool:
    """Return whether a dash is a minus: glued to its number alone, before degrees (xuống - 5 °C), or before nothing but the number."""
    if (line.glued(at) and line.word(at - 1)[-1].isalnum()) or line.digit(at - 1):
        return False
    if line.glued(at + 1) or (at == 0 and end == len(line.keys)):
        return True
    unit = line.lang.units.at(line.keys, end)
    return unit is not None and unit[0].dimension.startswith("temperature") and line.alpha(at - 1) and line.keys[at] == "-"


def money_before(line: Line, first: int) -> tuple[Unit, int] | None:
    """Return the currency sign or code before token `first`, and where it starts; the article of "a $5 bill" is no part of it."""
    found = line.lang.before_units.before(line.keys, first)
    if found is not None and found[1] == first - 2 and line.key(found[1]) in ("a", "s", "r") and not line.glued(first - 1):
        sign = line.lang.before_units.at(line.keys[:first], first - 1)
        return None if sign is None else (sign[0], first - 1)
    return found


def is_money(line: Line, first: int, number: int) -> bool:
    """Return whether the sign or code before a number is its currency: $5, VND 1000, Rs 20, but not a sentence that ends in USD 5."""
    word = line.word(first)
    if first > 0 and line.digit(first - 1) and not line.glued(number):
        return False  # "… 5 USD 7 …": the code belongs to the number before it
    return (
        not word.isalpha() or not line.word(number - 1).isalpha() or word.isupper() or line.glued(number) or word.lower() in ("rs", "sen")
    )
