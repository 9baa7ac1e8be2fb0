"""A number in digits: what its separators mean, and the interval of values that the written form allows."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from factcheck.lang.base import INVISIBLE
from factcheck.model import Interval
from factcheck.rows import NamedTuple

_CLEAN = dict.fromkeys(map(ord, INVISIBLE + " \u00a0\u2007\u2009\u202f")) | {ord("．"): ".", ord("，"): ","}
_MOST_DIGITS = 28  # as many as the arithmetic of decimals keeps: with more, an end of an interval would be rounded past its value
_GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:\{mark}\d{{3}})+") for mark in ".,"}
_MIXED = {".": re.compile(r"\d{1,3}(?:,\d{3})+\.\d+"), ",": re.compile(r"\d{1,3}(?:\.\d{3})+,\d+")}
_LAKHS = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN_DECIMAL = re.compile(r"\d+[.,]\d+")
_RUN = re.compile(r"[0-9](?<![0-9]{2})[0-9]*(?:[.,][0-9]+)+")  # begins with what is sought, so that the search is fast
_OTHER_DIGIT = re.compile(r"[^\D0-9]")  # of another script
_OTHER_SCRIPT = re.compile(r"[^\0-\u065f\u1e00-\u20cf]")  # what is no digit of one for sure: Latin letters, signs, punctuation
_AROUND_DATE = 20  # characters beside a day and month in which a word stands that makes them a date, or a unit that does not

TWO_PERCENT, TENTH, FIFTH = Decimal("0.02"), Decimal("0.1"), Decimal("0.2")

# The fractions that are one sign.
FRACTION_SIGNS = {
    sign: Decimal(top) / below
    for below, row in (
        (2, "½"),
        (3, "⅓⅔"),
        (4, "¼ ¾"),
        (5, "⅕⅖⅗⅘"),
        (6, "⅙   ⅚"),
        (7, "⅐"),
        (8, "⅛ ⅜ ⅝ ⅞"),
        (9, "⅑"),
        (10, "⅒"),
    )
    for top, sign in enumerate(row, 1)
    if sign != " "
}


class Written(NamedTuple):
    """A number as read from digits: value, one unit of its last significant place, and the other reading if there is one."""

    value: Decimal
    step: Decimal
    decimals: bool
    other: Written | None = None
    sure: bool = True


def style(text: str, default: str, dates: re.Pattern[str] | None = None) -> tuple[str, bool]:
    """Return the decimal mark a document uses, and whether it uses that one only; `default` where it shows neither.

    `dates` finds days and months with a point between them, which show nothing.
    """
    if _OTHER_SCRIPT.search(text) is not None and _OTHER_DIGIT.search(text) is not None:
        text = _OTHER_DIGIT.sub(lambda match: str(int(match[0])), text)
    shown = {mark for run in set(_RUN.findall(text)) if (mark := shows(run))}
    if dates is not None and shown - {default}:
        text = unicodedata.normalize("NFC", text)  # the words around a day may stand in decomposed letters
        shown = {mark for run in _RUN.finditer(text) if (mark := shows(run[0])) and (mark == default or not _is_dated(run, dates))}
    if len(shown) != 1:
        return default, not shown
    return shown.pop(), True


def _is_dated(run: re.Match[str], dates: re.Pattern[str]) -> bool:
    """Return whether a run of digits is the day and month of a date."""
    around = dates.finditer(run.string, max(0, run.start() - _AROUND_DATE), run.end() + _AROUND_DATE)
    return any(found.start() <= run.start() < found.end() for found in around)


def shows(run: str) -> str:
    """Return the decimal mark that a run of digits gives away, if any: one that groups nothing, or the other of one that groups twice."""
    points, commas = run.count("."), run.count(",")
    if points and commas:
        for sign in ".,":
            if _MIXED[sign].fullmatch(run):
                return sign
        return ""
    mark, other = (".", ",") if points else (",", ".")
    if points + commas == 1:
        return mark if len(run) - run.index(mark) in (2, 3) else ""
    return other if _GROUPED[mark].fullmatch(run) else ""


def _integer(digits: str) -> Written:
    value = Decimal(digits)
    zeros = len(digits) - len(digits.rstrip("0")) if len(digits) >= 4 and value else 0
    return Written(value, Decimal(1).scaleb(zeros), False)


def _fraction(whole: str, part: str) -> Written:
    return Written(Decimal(f"{whole}.{part}"), Decimal(1).scaleb(-len(part)), True)


@lru_cache(maxsize=1 << 14)  # numbers recur
def digits(word: str, mark: str, only: bool = True) -> Written | None:
    """Return the number that a run of digits and separators means where `mark` is the decimal mark, or None where it is no number.

    `only` says that the document writes every number that way; where it does not, a run that reads both ways keeps both.
    """
    word = word.translate(_CLEAN)
    if len(word) > _MOST_DIGITS:
        return None
    if word.isdecimal():
        return _integer("".join(str(int(c)) for c in word) if not word.isascii() else word)
    if not word.isascii():
        word = "".join(str(int(c)) if c.isdecimal() else c for c in word)
    if word[0] == ".":
        word = "0" + word
    for decimal in ".,":
        if _MIXED[decimal].fullmatch(word):
            integer, _, decimals = word.rpartition(decimal)
            return _fraction(integer.replace("." if decimal == "," else ",", ""), decimals)
    for group in ".,":
        if _GROUPED[group].fullmatch(word):
            whole = _integer(word.replace(group, ""))
            if word.count(group) > 1:
                return whole
            part = _fraction(*word.split(group))
            if word[0] == "0":
                return part
            first, second = (whole, part) if group != mark else (part, whole)
            if group != mark and (only or word[-1] == "0"):  # nobody writes 10 as 10.000
                return whole
            return first._replace(other=second, sure=only)
    if _LAKHS.fullmatch(word):
        whole_part, _, part_text = word.partition(".")
        plain = whole_part.replace(",", "")
        return _fraction(plain, part_text) if part_text else _integer(plain)
    if _PLAIN_DECIMAL.fullmatch(word):
        return _fraction(*re.split("[.,]", word))
    return None


def allowed(value: Decimal, step: Decimal, hedge: str, decimals: bool) -> Interval:
    """Return the values that a number allows: its rounding, or what its hedge says.

    `step` is one unit of the last significant place. Without a hedge the half of it, at most 2 % of a number without decimals;
    `over` and `almost` reach less than one unit beyond (at most 20 % and 10 %), `about` one unit to both sides (at most 10 %).
    """
    return _allowed(str(value), str(step), hedge, decimals)


# Numbers recur, and a text may hold millions of them. They are known by their digits, for two that are equal may have others: 1 and 1.0.
@lru_cache(maxsize=1 << 14)
def _allowed(told: str, place: str, hedge: str, decimals: bool) -> Interval:
    value, step = Decimal(told), Decimal(place)
    size = abs(value)
    if hedge == "over":
        return Interval(value, value + min(step or size, size * FIFTH), True, False) if value else Interval(value, None, False)
    if hedge == "almost":
        return Interval(value - min(step or size, size * TENTH), value, False, False)
    if hedge == "about":
        reach = min(step or size, size * TENTH)
        return Interval(value - reach, value + reach)
    if hedge == "at_least":
        return Interval(value, None)
    if hedge == "above":
        return Interval(value, None, False)
    if hedge == "at_most":
        return Interval(None, value)
    if hedge == "below":
        return Interval(None, value, True, False)
    half = step / 2
    cut = size * TWO_PERCENT
    if not step or (not decimals and half > cut):
        return Interval(value - cut, value + cut)
    return Interval(value - half, value + half, True, False)


def hedged_step(value: Decimal, step: Decimal, decimals: bool = False) -> Decimal:
    """Return the unit that a hedge moves by: trailing zeros of a hedged integer are never significant, whatever its length."""
    if decimals or not value or not step:
        return step
    exponent = value.normalize().as_tuple().exponent
    return max(Decimal(1).scaleb(exponent), step) if isinstance(exponent, int) else step
