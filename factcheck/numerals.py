"""How a text writes a number: its digits, its marks, its scale, its words → any other number written the same way."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from importlib import import_module
from typing import Any

from factcheck.extract import Reading
from factcheck.extract.numbers import digits, style
from factcheck.extract.tokens import Tokens, tokenize
from factcheck.lang.base import Language
from factcheck.model import Quantity
from factcheck.rows import NamedTuple

_TENTH, _THOUSAND, _GROUP = Decimal("0.1"), Decimal(1000), 3
_MOST_DISPLAYED = Decimal(10) ** 7
_MOST_WORDS = 4  # a number of more words is written in digits
_MOST_SPELLED = Decimal(10) ** 15
_WORD = re.compile(r"\w+")
_GROUPS = " \u00a0\u2007\u2009\u202f.,．，'’"
_SHORT = 4  # digits of the integers that some group and some do not


class Digits(NamedTuple):
    """How digits are written: decimal mark, sign between groups (empty for none), decimals, and to how many places zeros fill up."""

    mark: str
    group: str
    decimals: int
    filled: int


class Form(NamedTuple):
    """How the number of a text is written: digits, the scale behind them with the gap before it, and whether it is in words."""

    digits: Digits
    scale: Decimal
    behind: str
    spelled: bool


class Wardrobe(NamedTuple):
    """What a dress needs to know of a text: its reading, its decimal mark, and how its language writes numbers."""

    reading: Reading
    mark: str
    only: bool
    writes: Any

    @property
    def language(self) -> Language:
        """Return the language of the text."""
        return self.reading.language

    @property
    def text(self) -> str:
        """Return the text."""
        return self.reading.text


def wardrobe(reading: Reading) -> Wardrobe:
    """Return what a dress needs to know of a text."""
    mark, only = style(reading.text, reading.language.decimal, reading.language.dotted_dates)
    return Wardrobe(reading, mark, only, import_module(f"factcheck.lang.{reading.language.code}.spelling"))


def form_of(robe: Wardrobe, quantity: Quantity) -> Form:
    t = tokenize(robe.text, *quantity.number)
    at = [i for i, digit in enumerate(t.digits) if digit]
    if not at:
        if quantity.hedge == "vague":
            return Form(plain(robe), Decimal(1), "", False)
        found = robe.language.word_number(t.keys, 0)
        scale = robe.language.scales.at(t.keys, 0) if found is None else None
        behind = f" {robe.text[slice(*quantity.number)]}" if scale is not None else ""
        return Form(plain(robe), scale[0] if scale else Decimal(1), behind, found is not None)
    return form_at(robe, t, at[-1] if quantity.hedge == "range" else at[0], None)


def form_at(robe: Wardrobe, t: Tokens, i: int, other: Form | None) -> Form:
    """Return how the digits at token i are written, with the scale behind them or that of the other end of their range."""
    written = digits(t.word(i), robe.mark, robe.only)
    word = t.word(i)
    marks = [sign for sign in word if sign in _GROUPS]
    mark, group = robe.mark, "." if robe.mark == "," else ","
    whole = sum(map(str.isdecimal, word))
    decimals = 0
    if written is not None and written.decimals and marks:
        mark = marks[-1]
        decimals = len(word) - word.rindex(mark) - 1
        whole -= decimals
        marks = marks[:-1]
        group = "." if mark == "," else ","
    if marks:
        group = marks[0]
        mark = mark if mark != group else ("," if group == "." else ".")
    elif whole >= _SHORT:
        group = ""
    filled = whole if word[0] == "0" and word.isdecimal() else 0
    end = scale_end(robe, t, i)
    behind = robe.text[t.ends[i] : end]
    scale = _scale(robe, t, i)
    if other is not None and scale == 1:
        return Form(Digits(mark, group, decimals, filled), other.scale, other.behind, False)
    return Form(Digits(mark, group, decimals, filled), scale, behind, False)


def _scale(robe: Wardrobe, t: Tokens, i: int) -> Decimal:
    scale, at = Decimal(1), i + 1 + (t.key(i + 1) == "-")
    while at < len(t.keys) and (found := robe.language.scales.at(t.keys, at)) is not None:
        scale, at = scale * found[0], found[1]
    return scale


def scale_end(robe: Wardrobe, t: Tokens, i: int) -> int:
    """Return where the scale behind the digits at token i ends; where the digits end if there is none."""
    end, at = t.ends[i], i + 1 + (t.key(i + 1) == "-")
    while at < len(t.keys) and (found := robe.language.scales.at(t.keys, at)) is not None:
        at = found[1]
        end = t.ends[at - 1]
    return end


def plain(robe: Wardrobe) -> Digits:
    return Digits(robe.mark, "." if robe.mark == "," else ",", 0, 0)


def exactly(size: Decimal, step: Decimal, exact: bool, form: Form, most: int = 4) -> str | None:
    """Return a value as exactly as the claim tells it, or None where it would be hard to read in this scale.

    Before a scale word there are at most so many decimals. Where units do not convert by a power of ten, it is rounded within half of
    the last place that the claim tells.
    """
    shown, step = size / form.scale, step / form.scale
    places = max(0, -step.normalize().adjusted()) if step else max(0, -_exponent(shown))
    if not exact:
        shown = shown.quantize(Decimal(1).scaleb(-max(places, form.digits.decimals)), ROUND_HALF_UP)
        shown = shown.normalize()
        places = max(0, -_exponent(shown))
    places = max(places, -_exponent(shown.normalize()))
    if form.scale != 1 and not (places <= most and _reads_well(shown, places, form.scale)):
        return None
    return in_digits(size, form._replace(digits=form.digits._replace(decimals=places)))


def _reads_well(shown: Decimal, places: int, scale: Decimal) -> bool:
    """Return whether a number before a scale word is easy to read: no 0,02 tỷ, no 33,34 trăm, no 3,334 nghìn that may be 3.334 thousand."""
    if places and (scale < _THOUSAND or (places == _GROUP and shown < _THOUSAND)):
        return False
    return _TENTH <= shown < _MOST_DISPLAYED


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def in_digits(size: Decimal, form: Form) -> str:
    """Return a value in the digits and the scale of a form."""
    mark, group, decimals, filled = form.digits
    shown = (size / form.scale).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, part = f"{shown:f}".partition(".")
    whole = whole.zfill(filled)
    if group and len(whole) >= _SHORT and whole[0] != "0":
        whole = f"{int(whole):,}".replace(",", group)
    return f"{whole}{mark + part if part else ''}{form.behind}"


def spelled(robe: Wardrobe, size: Decimal, old: str) -> str | None:
    """Return a whole number in words, with the capital of the old ones, or None where that would be more words than one reads."""
    if size != size.to_integral_value() or size >= _MOST_SPELLED:
        return None
    words: str = robe.writes.spell(int(size))
    if len(_WORD.findall(words)) > max(_MOST_WORDS, len(_WORD.findall(old))):
        return None
    return words[:1].upper() + words[1:] if old[:1].isupper() else words
