"""A number of a text and the value that it should have → ways to write that value as the text writes its own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from factcheck.extract.tokens import tokenize
from factcheck.judge import convert
from factcheck.model import Claim, Mention, Quantity
from factcheck.numerals import Form, Wardrobe, exactly, form_at, form_of, in_digits, plain, scale_end, spelled
from factcheck.rows import NamedTuple

_ROUNDED = {"over": ROUND_FLOOR, "almost": ROUND_CEILING, "about": ROUND_HALF_UP}
_TEN, _THOUSAND = Decimal(10), Decimal(1000)
_FEW, _MANY = 2, 4  # decimals before a scale word that are easy to read, and that can be read


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


def dresses(robe: Wardrobe, claim: Claim, target: Mention, quantity: Quantity) -> Iterator[Change]:
    """Yield ways to write a claim's number in place of a quantity, the best first; none where no unit of one leads to the other.

    A hedge that moves one way and its rounding are kept where they hold (`hơn` rounds down, `gần` up, `khoảng` to the nearest, to as
    many digits as the text tells, else to one more); a claim that is itself hedged keeps its own hedge; all else is told exactly.
    """
    canon = _canon(robe, claim, target, quantity)
    if canon is None:
        return
    form = form_of(robe, quantity)
    seen = set()
    for change in _changes(robe, quantity, canon, form):
        if unicodedata.is_normalized("NFD", robe.text) and not unicodedata.is_normalized("NFC", robe.text):
            change = change._replace(new=unicodedata.normalize("NFD", change.new))
        if change not in seen and change.new != robe.text[change.start : change.end]:
            seen.add(change)
            yield change


def _changes(robe: Wardrobe, quantity: Quantity, canon: _Canon, form: Form) -> Iterator[Change]:
    if len(canon.ends) > 1 or quantity.hedge == "range":
        yield from _ranges(robe, quantity, canon, form)
        return
    if quantity.hedge in _ROUNDED and not canon.hedge:
        yield from _kept(robe, quantity, canon, form)
    same = quantity.hedge == canon.hedge
    hedge = None if same else canon.words
    for number in _numbers(robe, canon, form, quantity):
        yield _placed(robe, quantity, number, hedge)


def _kept(robe: Wardrobe, quantity: Quantity, canon: _Canon, form: Form) -> Iterator[Change]:
    """Yield the value rounded as the hedge of the text wants it, where that is no other than the hedge says."""
    old, size = robe.text[slice(*quantity.number)], abs(canon.ends[0])
    if not form.spelled and in_digits(abs(quantity.value), form) != old:
        return  # 5 ± 2, 1 tỷ 2: how it is rounded is not for its digits to say
    for step in _steps(quantity, size):
        if step < canon.step:
            return  # finer than the claim itself
        rounded = (size / step).to_integral_value(_ROUNDED[quantity.hedge]) * step
        if rounded <= 0 or (rounded == size and quantity.hedge != "about"):
            continue  # nothing is more than itself
        if rounded < form.scale:
            return  # hơn 0,7 nghìn tỷ
        if form.spelled:
            words = spelled(robe, rounded, old)
            yield _placed(robe, quantity, words or _rounded(rounded, step, _scaled(robe, rounded, form)[0]), None)
        else:
            yield _placed(robe, quantity, _rounded(rounded, step, form), None)


def _steps(quantity: Quantity, size: Decimal) -> Iterator[Decimal]:
    """Yield the last place at which a value is told by as many digits as a quantity is, and by one more."""
    if quantity.step and quantity.value and size:
        step = quantity.step.scaleb(size.adjusted() - quantity.value.adjusted())
        yield step
        yield step / 10


def _rounded(value: Decimal, step: Decimal, form: Form) -> str:
    places = max(0, -(step / form.scale).normalize().adjusted())
    return in_digits(value, form._replace(digits=form.digits._replace(decimals=places)))


def _numbers(robe: Wardrobe, canon: _Canon, form: Form, quantity: Quantity) -> Iterator[str]:
    """Yield a value as number and scale: in words where the text has words, in its own scale, in one that fits the value better."""
    old, size = robe.text[slice(*quantity.number)], abs(canon.ends[0])
    if quantity.whole is not None or canon.whole is not None:
        yield from _shared(robe, quantity, canon, size, form)
    forms = [form]
    if form.spelled:
        if (words := spelled(robe, size, old)) is not None:
            yield words
        forms = _scaled(robe, size, form)
    elif form.scale != 1 and abs(quantity.value) < _THOUSAND * form.scale <= size:
        forms = [*_scaled(robe, size, form), form]  # 310 triệu becomes 1,8 tỷ, not 1.800 triệu
    elif form.scale != 1:
        forms += _scaled(robe, size, form)
    else:
        forms.append(form._replace(digits=plain(robe)))  # as the number was, and as the rest of the text is
    for decimals in (_FEW, _MANY):
        for one in forms:
            if (number := exactly(size, canon.step, canon.exact, one, decimals)) is not None:
                yield number


def _scaled(robe: Wardrobe, size: Decimal, form: Form) -> list[Form]:
    """Return a form with each scale word that a value fills, the largest first, and with none as the text would have it."""
    forms = [form._replace(scale=_TEN**power, behind=f" {word}") for power, word in robe.writes.SCALES if size >= _TEN**power]
    bare = form._replace(scale=Decimal(1), behind="")
    return [*forms, bare, bare._replace(digits=plain(robe))]


def _shared(robe: Wardrobe, quantity: Quantity, canon: _Canon, size: Decimal, form: Form) -> Iterator[str]:
    """Yield a part of a whole (47/88) with the sign that the text has between them."""
    t = tokenize(robe.text, *quantity.number)
    whole = canon.whole if canon.whole is not None else quantity.whole
    if quantity.whole is None or whole is None or len(t.keys) < 3 or not (t.digits[0] and t.digits[-1]):
        return
    plain = form._replace(scale=Decimal(1), behind="")
    top, below = in_digits(size, plain), in_digits(whole, plain)
    if top is not None and below is not None:
        yield f"{top}{robe.text[t.ends[0] : t.starts[-1]]}{below}"


def _ranges(robe: Wardrobe, quantity: Quantity, canon: _Canon, form: Form) -> Iterator[Change]:
    """Yield a range for a range or for one number; for a range that should be one number, the number without what opened the range."""
    text, number = robe.text, quantity.number
    if len(canon.ends) == 1:
        start = _opened(robe, quantity)
        head = text[quantity.span.start : number.start]
        money = head[len(head) - len(_without_hedge(robe, head)) :] if start <= quantity.span.start else ""
        for written in _numbers(robe, canon, form, quantity):
            yield Change(start, number.end, f"{canon.words} {money}{written}".lstrip())
        return
    if quantity.hedge == "range":
        t = tokenize(text, *number)
        at = [i for i, digit in enumerate(t.digits) if digit]
        if len(at) == 2:
            forms = [form_at(robe, t, i, form) for i in at]
            first, second = (exactly(abs(end), canon.step, canon.exact, one) for end, one in zip(canon.ends, forms, strict=True))
            if first is not None and second is not None:
                bare = first.removesuffix(form.behind) if robe.language.scales.at(t.keys, at[0] + 1) is None else first
                after = robe.text[scale_end(robe, t, at[0]) : t.starts[at[1]]]
                yield Change(number.start, number.end, f"{bare}{after}{second}")
        return
    head = text[quantity.span.start : number.start]
    bare = _without_hedge(robe, head) if quantity.hedge else head
    low, high = (exactly(abs(end), canon.step, canon.exact, form) for end in canon.ends)
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
    if quantity.hedge and (trail := _trail(robe, quantity)) is not None:  # 3.500 người trở lên
        end, behind = span.end, trail
    kept = "" if quantity.hedge else opening  # tăng từ 44,2: the word is no hedge here
    written = f"{hedge} {bare}{number}" if hedge else f"{bare}{number}"
    if opening[:1].isupper() or (hedge and text[span.start : span.start + 1].isupper() and not kept and _starts(robe, span.start)):
        written = written[:1].upper() + written[1:]
    return Change(span.start, end, f"{kept}{written}{behind}")


def _trail(robe: Wardrobe, quantity: Quantity) -> str | None:
    """Return what stands behind a number without the hedge in it, or None where there is none."""
    t = tokenize(robe.text, quantity.number.end, quantity.span.end)
    for i in range(len(t.keys)):
        if (found := robe.language.hedges_after.at(t.keys, i)) is not None:
            return robe.text[quantity.number.end : t.starts[i]].rstrip() + robe.text[t.ends[found[1] - 1] : quantity.span.end]
    return None


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


def _canon(robe: Wardrobe, claim: Claim, target: Mention, quantity: Quantity) -> _Canon | None:
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
    return _Canon(ends, mine.step * factor, exact, hedge, _hedge_words(robe, claim, mine, hedge), mine.whole)


def _hedge_words(robe: Wardrobe, claim: Claim, quantity: Quantity, hedge: str) -> str:
    """Return a hedge as the claim has it where both are in one language, else as one usually says it."""
    told = claim.text[quantity.span.start : quantity.number.start]
    if hedge and claim.lang == robe.language.code:
        t = tokenize(told, 0, len(told))
        found = robe.language.hedges.at(t.keys, 0) if t.keys else None
        if found is not None and found[0] == hedge:
            return told[t.starts[0] : t.ends[found[1] - 1]].lower()
    words: str = robe.writes.HEDGES.get(hedge, "")
    return words
