"""A number of a text and the value that it should have → ways to write that value as the text writes its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from importlib import import_module
from typing import Any, NamedTuple

from factcheck.extract import Reading
from factcheck.extract.numbers import digits, style
from factcheck.extract.tokens import Tokens, tokenize
from factcheck.judge import convert
from factcheck.lang.base import Language
from factcheck.model import Claim, Mention, Quantity

_ROUNDED = {"over": ROUND_FLOOR, "almost": ROUND_CEILING, "about": ROUND_HALF_UP}
_TENTH = Decimal("0.1")
_TEN = Decimal(10)
_MOST_DECIMALS, _MOST_DISPLAYED = 4, Decimal(10) ** 7
_MOST_WORDS = 5  # a number of more words is written in digits
_MOST_SPELLED = Decimal(10) ** 15
_GROUPS = " \u00a0\u2007\u2009\u202f.,．，'’"
_SHORT = 4  # digits of the integers that some group and some do not


class Change(NamedTuple):
    """A stretch of a text and what may stand in its place."""

    start: int
    end: int
    new: str


class _Canon(NamedTuple):
    """The value to be told, in the unit of the text: one number or two, the place of the last digit that counts, and the hedge."""

    ends: tuple[Decimal, ...]
    step: Decimal
    exact: bool
    hedge: str
    words: str
    whole: Decimal | None


class _Digits(NamedTuple):
    """How digits are written: decimal mark, sign between groups (empty for none), decimals, and to how many places zeros fill up."""

    mark: str
    group: str
    decimals: int
    filled: int


class _Form(NamedTuple):
    """How the number of a text is written: digits, the scale behind them with the gap before it, and whether it is in words."""

    digits: _Digits
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
    mark, only = style(reading.text, reading.language.decimal)
    return Wardrobe(reading, mark, only, import_module(f"factcheck.lang.{reading.language.code}.spelling"))


def dresses(robe: Wardrobe, claim: Claim, target: Mention, quantity: Quantity) -> Iterator[Change]:
    """Yield ways to write a claim's number in place of a quantity, the best first; none where no unit of one leads to the other.

    A hedge that moves one way and its rounding are kept where they hold (`hơn` rounds down, `gần` up, `khoảng` to the nearest, at the
    digits that the text tells, else at one more); a claim that is itself hedged keeps its own hedge, and everything else is told exactly.
    """
    canon = _canon(claim, target, quantity)
    if canon is None:
        return
    form = _form(robe, quantity)
    seen = set()
    for change in _changes(robe, quantity, canon, form):
        if unicodedata.is_normalized("NFD", robe.text) and not unicodedata.is_normalized("NFC", robe.text):
            change = change._replace(new=unicodedata.normalize("NFD", change.new))
        if change not in seen and change.new != robe.text[change.start : change.end]:
            seen.add(change)
            yield change


def _changes(robe: Wardrobe, quantity: Quantity, canon: _Canon, form: _Form) -> Iterator[Change]:
    if len(canon.ends) > 1 or quantity.hedge == "range":
        yield from _ranges(robe, quantity, canon, form)
    if len(canon.ends) > 1:
        return
    value = canon.ends[0]
    if quantity.hedge in _ROUNDED and not canon.hedge:
        yield from _kept(robe, quantity, value, form)
    same = quantity.hedge == canon.hedge
    hedge = None if same else canon.words or robe.writes.HEDGES.get(canon.hedge, "")
    for number in _numbers(robe, canon, value, form, quantity):
        yield _placed(robe, quantity, number, hedge)


def _kept(robe: Wardrobe, quantity: Quantity, value: Decimal, form: _Form) -> Iterator[Change]:
    """Yield the value rounded as the hedge of the text wants it, where that is no other than the hedge says."""
    for step in (quantity.step, quantity.step / 10):
        if not step:
            return
        size = abs(value)
        rounded = (size / step).to_integral_value(_ROUNDED[quantity.hedge]) * step
        if rounded <= 0 or (rounded == size and quantity.hedge != "about"):
            continue  # nothing is more than itself
        places = -(step / form.scale).normalize().adjusted()
        written = form._replace(digits=form.digits._replace(decimals=max(0, places)))
        if form.spelled and (words := _spelled(robe, rounded, robe.text[slice(*quantity.number)])) is not None:
            yield _placed(robe, quantity, words, None)
        elif (number := _in_digits(robe, rounded, written)) is not None:
            yield _placed(robe, quantity, number, None)


def _numbers(robe: Wardrobe, canon: _Canon, value: Decimal, form: _Form, quantity: Quantity) -> Iterator[str]:
    """Yield a value as number and scale: in words where the text has words, in its own scale, in one that fits the value better."""
    old, size = robe.text[slice(*quantity.number)], abs(value)
    if quantity.whole is not None or canon.whole is not None:
        yield from _shared(robe, quantity, canon, size, form)
    if form.spelled:
        if (words := _spelled(robe, size, old)) is not None:
            yield words
    elif (number := _exactly(robe, size, canon, form)) is not None:
        yield number
    gap = " " if not form.behind or form.behind[0].isspace() else ""
    for power, word in robe.writes.SCALES:
        scale = _TEN**power
        if size >= scale and (form.scale != 1 or form.spelled):
            number = _exactly(robe, size, canon, form._replace(scale=scale, behind=f"{gap}{word}"))
            if number is not None:
                yield number
    plain = _exactly(robe, size, canon, form._replace(scale=Decimal(1), behind=""))
    if plain is not None:
        yield plain


def _shared(robe: Wardrobe, quantity: Quantity, canon: _Canon, size: Decimal, form: _Form) -> Iterator[str]:
    """Yield a part of a whole (47/88) with the sign that the text has between them."""
    t = tokenize(robe.text, *quantity.number)
    whole = canon.whole if canon.whole is not None else quantity.whole
    if quantity.whole is None or whole is None or len(t.keys) < 3 or not (t.digits[0] and t.digits[-1]):
        return
    plain = form._replace(scale=Decimal(1), behind="")
    top, below = _in_digits(robe, size, plain), _in_digits(robe, whole, plain)
    if top is not None and below is not None:
        yield f"{top}{robe.text[t.ends[0] : t.starts[-1]]}{below}"


def _ranges(robe: Wardrobe, quantity: Quantity, canon: _Canon, form: _Form) -> Iterator[Change]:
    """Yield a range for a range or for one number; for a range that should be one number, the number without what opened the range."""
    text, number = robe.text, quantity.number
    if len(canon.ends) == 1:
        start = _opened(robe, quantity)
        head = text[quantity.span.start : number.start]
        money = head[len(head) - len(_without_hedge(robe, head)) :] if start <= quantity.span.start else ""
        for written in _numbers(robe, canon, canon.ends[0], form, quantity):
            hedge = canon.words or robe.writes.HEDGES.get(canon.hedge, "")
            yield Change(start, number.end, f"{hedge} {money}{written}".lstrip())
        return
    if quantity.hedge == "range":
        t = tokenize(text, *number)
        at = [i for i, digit in enumerate(t.digits) if digit]
        if len(at) == 2:
            first, second = (_exactly(robe, abs(end), canon, _form_at(robe, t, i, form)) for end, i in zip(canon.ends, at, strict=True))
            if first is not None and second is not None:
                bare = first.removesuffix(form.behind) if robe.language.scales.at(t.keys, at[0] + 1) is None else first
                after = robe.text[_after(robe, t, at[0]) : t.starts[at[1]]]
                yield Change(number.start, number.end, f"{bare}{after}{second}")
        return
    head = text[quantity.span.start : number.start]
    bare = _without_hedge(robe, head) if quantity.hedge else head
    low, high = (_exactly(robe, abs(end), canon, form) for end in canon.ends)
    if low is not None and high is not None:
        sign = "%" if not form.behind and text[number.end : number.end + 1] == "%" else ""
        yield Change(quantity.span.start, number.end, robe.writes.RANGE.format(f"{bare}{low}{sign}", f"{bare}{high}"))


def _opened(robe: Wardrobe, quantity: Quantity) -> int:
    """Return where a range begins, with the word that opened it before its span: between 5 and 6."""
    before = robe.text[max(0, quantity.span.start - 12) : quantity.span.start]
    last = before.rstrip()
    for word in robe.writes.OPENERS:
        if last.casefold().endswith(word) and not last[: -len(word)][-1:].isalpha():
            return quantity.span.start - len(before) + len(last) - len(word)
    return quantity.span.start


def _placed(robe: Wardrobe, quantity: Quantity, number: str, hedge: str | None) -> Change:
    """Return a number in the place of another, under the hedge of the text (None) or another, which may be empty."""
    text, span, at = robe.text, quantity.span, quantity.number
    if hedge is None:
        return Change(at.start, at.end, number)
    head = text[span.start : at.start]
    bare = _without_hedge(robe, head)
    opening = head[: len(head) - len(bare)]
    end, behind = at.end, ""
    if quantity.hedge:
        t = tokenize(text, at.end, span.end)
        trail = robe.language.hedges_after.before(t.keys, len(t.keys))
        if trail is not None:  # 3.500 người trở lên
            end = span.end
            behind = text[at.end : t.starts[trail[1]]].rstrip()
    kept = "" if quantity.hedge else opening  # tăng từ 44,2: the word is no hedge here
    written = f"{hedge} {bare}{number}" if hedge else f"{bare}{number}"
    if opening[:1].isupper() or (hedge and text[span.start : span.start + 1].isupper() and not kept and _starts(robe, span.start)):
        written = written[:1].upper() + written[1:]
    return Change(span.start, end, f"{kept}{written}{behind}")


def _starts(robe: Wardrobe, offset: int) -> bool:
    """Return whether a sentence starts at an offset."""
    return any(sentence.span.start == offset for sentence in robe.reading.sentences)


def _without_hedge(robe: Wardrobe, head: str) -> str:
    """Return what stands between the hedge of a number and its digits: the sign of a currency, a minus."""
    t = tokenize(head, 0, len(head))
    at = 0
    while at < len(t.keys) and (found := robe.language.hedges.at(t.keys, at)) is not None:
        at = found[1]
    return head if not at else head[t.starts[at] :] if at < len(t.keys) else ""


# values


def _canon(claim: Claim, target: Mention, quantity: Quantity) -> _Canon | None:
    """Return a claim's number in the unit of a quantity, or None where no unit of one leads to the other or the signs differ."""
    mine = target.quantity
    rate = convert(quantity.unit, mine.unit, ())
    if rate is None or mine.kind == "rank" or mine.hedge == "vague":
        return None
    factor = rate[0]
    low, high = mine.interval.low, mine.interval.high
    ends: tuple[Decimal, ...] = (mine.value * factor,)
    if mine.hedge == "range" and low is not None and high is not None:
        ends = (low * factor, high * factor)
    if any(end * quantity.value < 0 for end in ends):
        return None
    hedge = "" if mine.hedge == "range" else mine.hedge
    exact = factor.normalize().as_tuple().digits == (1,)
    return _Canon(ends, mine.step * factor, exact, hedge, "", mine.whole)


def _form(robe: Wardrobe, quantity: Quantity) -> _Form:
    t = tokenize(robe.text, *quantity.number)
    at = [i for i, digit in enumerate(t.digits) if digit]
    if not at:
        found = robe.language.word_number(t.keys, 0)
        scale = robe.language.scales.at(t.keys, 0) if found is None else None
        behind = f" {robe.text[slice(*quantity.number)]}" if scale is not None else ""
        return _Form(_plain(robe), scale[0] if scale else Decimal(1), behind, found is not None)
    return _form_at(robe, t, at[-1] if quantity.hedge == "range" else at[0], None)


def _form_at(robe: Wardrobe, t: Tokens, i: int, other: _Form | None) -> _Form:
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
    end = _after(robe, t, i)
    behind = robe.text[t.ends[i] : end]
    scale = _scale(robe, t, i)
    if other is not None and scale == 1:
        return _Form(_Digits(mark, group, decimals, filled), other.scale, other.behind, False)
    return _Form(_Digits(mark, group, decimals, filled), scale, behind, False)


def _scale(robe: Wardrobe, t: Tokens, i: int) -> Decimal:
    scale, at = Decimal(1), i + 1 + (t.key(i + 1) == "-")
    while at < len(t.keys) and (found := robe.language.scales.at(t.keys, at)) is not None:
        scale, at = scale * found[0], found[1]
    return scale


def _after(robe: Wardrobe, t: Tokens, i: int) -> int:
    """Return where the scale behind the digits at token i ends; where the digits end if there is none."""
    end, at = t.ends[i], i + 1 + (t.key(i + 1) == "-")
    while at < len(t.keys) and (found := robe.language.scales.at(t.keys, at)) is not None:
        at = found[1]
        end = t.ends[at - 1]
    return end


def _plain(robe: Wardrobe) -> _Digits:
    return _Digits(robe.mark, "." if robe.mark == "," else ",", 0, 0)


def _exactly(robe: Wardrobe, size: Decimal, canon: _Canon, form: _Form) -> str | None:
    """Return a value as exactly as the claim tells it, or None where it would be hard to read in this scale.

    Where units do not convert by a power of ten, it is rounded within half of the last place that the claim tells.
    """
    shown, step = size / form.scale, canon.step / form.scale
    places = max(0, -step.normalize().adjusted()) if step else max(0, -_exponent(shown))
    if not canon.exact:
        shown = shown.quantize(Decimal(1).scaleb(-max(places, form.digits.decimals)), ROUND_HALF_UP)
        shown = shown.normalize()
        places = max(0, -_exponent(shown))
    places = max(places, -_exponent(shown.normalize()))
    if form.scale != 1 and not (_TENTH <= shown < _MOST_DISPLAYED and places <= _MOST_DECIMALS):
        return None
    return _in_digits(robe, size, form._replace(digits=form.digits._replace(decimals=places)))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _in_digits(robe: Wardrobe, size: Decimal, form: _Form) -> str | None:
    """Return a value in the digits and the scale of a form."""
    mark, group, decimals, filled = form.digits
    shown = (size / form.scale).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, part = f"{shown:f}".partition(".")
    whole = whole.zfill(filled)
    if group and len(whole) >= _SHORT and whole[0] != "0":
        whole = f"{int(whole):,}".replace(",", group)
    return f"{whole}{mark + part if part else ''}{form.behind}"


def _spelled(robe: Wardrobe, size: Decimal, old: str) -> str | None:
    """Return a whole number in words, with the capital of the old ones, or None where that would be more words than one reads."""
    if size != size.to_integral_value() or size >= _MOST_SPELLED:
        return None
    words: str = robe.writes.spell(int(size))
    if len(words.split()) > max(_MOST_WORDS, len(old.split())):
        return None
    return words[:1].upper() + words[1:] if old[:1].isupper() else words
