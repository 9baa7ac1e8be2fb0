"""A number in digits with the fraction, power or scale words behind it: 2/3, 1 4/5, 10^3, 1e10, 1 tỷ 2, 2 tỷ rưỡi, 1tr5, $5bn."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.line import Line
from factcheck.extract.numbers import FRACTION_SIGNS, Written
from factcheck.rows import NamedTuple

_TOO_LARGE = Decimal(10) ** 18
_MILLION = Decimal(10) ** 6
_MOST_POWER = 40
_MOST_SHARED = 100  # 9 trên 10 người
_MOST_PARTS = 10  # a denominator above it counts things
HALVES = {"rưỡi", "rưởi"}
_HALF, _THIRD, _QUARTER = Decimal("0.5"), Decimal(1) / 3, Decimal("0.25")
_PARTS_IN_WORDS = {(one, name): part for one in ("a", "one") for name, part in (("half", _HALF), ("third", _THIRD), ("quarter", _QUARTER))}
_PARTS_IN_WORDS |= {("two", "thirds"): 2 * _THIRD, ("three", "quarters"): 3 * _QUARTER}
# Letters that also name a unit or a thing: 5 m, 4K, 3 T are scales only behind a currency sign or glued.
_LETTERS = {"m", "g", "t", "mm", "b", "k", "tr", "mil"}


class Read(NamedTuple):
    """What was read at a place: a number with the index after it, before unit and hedge."""

    written: Written
    end: int
    whole: Decimal | None = None
    words: bool = False
    scaled: bool = False
    part: bool = False  # one in five


def number_at(line: Line, i: int) -> Read | None:
    """Return the number in digits at token i, or None where it is none."""
    written = line.number(i)
    if written is None:
        return None
    end = i + 1
    return _fraction(line, written, end) or _share_of(line, written, i) or _power(line, written, end) or scaled(line, written, end)


def _fraction(line: Line, written: Written, end: int) -> Read | None:
    key = line.key(end)
    if key == "and" and line.lang.code == "en" and not written.decimals and (rest := _spelled_part(line, end + 1)) is not None:
        return _part(line, written.value + rest[0], rest[1])
    if key in ("/", "⁄") and line.glued(end) == line.glued(end + 1):
        below = line.number(end + 1)
        if below and below.value and not below.decimals and not written.decimals and line.key(end + 2) != "/":
            if _is_share(line, end + 2, below.value) and 0 < written.value <= below.value:
                return Read(written, end + 2, below.value)
            return _part(line, written.value / below.value, end + 2)
    if not written.decimals and line.digit(end) and line.key(end + 1) in ("/", "⁄"):
        top, below = line.number(end), line.number(end + 2)
        if top and below and 0 < top.value < below.value < 1000 and line.lang.code == "en":
            return _part(line, written.value + top.value / below.value, end + 3)
    if (part := FRACTION_SIGNS.get(key)) is not None and not written.decimals:
        return _part(line, written.value + part, end + 1)
    if key == "over" and line.lang.code == "en" and end == 1:
        if (below := line.number(end + 1)) and below.value and end + 2 == len(line.keys):
            return Read(Written(written.value / below.value, Decimal(0), True), end + 2)
        spelled = line.lang.word_number(line.keys, end + 1)
        if spelled and spelled[0] and spelled[2] == len(line.keys):
            return Read(Written(written.value / spelled[0], Decimal(0), True), spelled[2])
    return None


def _spelled_part(line: Line, i: int) -> tuple[Decimal, int] | None:
    """Return the fraction in words at token i that a number in digits goes on with, and the index after it: 5 and a half."""
    end = i + 2 + (line.key(i + 1) == "-")
    part = _PARTS_IN_WORDS.get((line.key(i), line.key(end - 1)))
    return None if part is None or line.key(end) == "of" else (part, end)


def _share_of(line: Line, written: Written, i: int) -> Read | None:
    """Return the part that 1 in 5, 3 out of 10 tell, and the share of 9 trên 10 người."""
    out_of = line.key(i + 1) == "out" and line.key(i + 2) == "of"
    on = line.key(i + 1) == "trên" and line.key(i + 3) in line.lang.nouns
    below = line.number(i + 3 if out_of else i + 2) if out_of or on else None
    if below is not None and not (below.decimals or written.decimals) and 0 < written.value < below.value <= _MOST_SHARED:
        if on:
            return Read(written, i + 3, below.value)
        return Read(Written(written.value / below.value, Decimal(0), True), i + 4, part=True)
    if "in" not in (line.key(i + 1), line.key(i + 2)) or line.lang.code != "en" or written.decimals:
        return None
    found = line.lang.word_number(line.keys, i)
    return None if found is None else Read(Written(found[0], found[1], True), found[2], part=True)


def _is_share(line: Line, i: int, below: Decimal) -> bool:
    """Return whether what stands behind a fraction is counted one by one: 3/5 xã is three communes of five, 1/3 dân số a third."""
    if line.lang.scales.at(line.keys, i) is not None:
        return False
    unit = line.lang.units.at(line.keys, i)
    if unit is not None:  # 25/30 điểm, 58/90 km, but 3/4 km
        parted = line.lang.code == "en" and unit[0].dimension in ("percent", "length", "volume", "mass")  # 3/16 inch
        return unit[0].dimension == "score" or (below > _MOST_PARTS and not parted)
    return line.counts(i) and (below > _MOST_PARTS or line.keys[i] in line.lang.nouns)


def _part(line: Line, value: Decimal, end: int) -> Read:
    """Return a fraction with the scale that it may have: 2 1/2 million."""
    scale = scale_at(line, end)
    if scale is None or scale[0] < 1000:
        return Read(Written(value, Decimal(0), True), end)
    return Read(Written(value * scale[0], Decimal(0), True), scale[1], scaled=True)


def sign_at(line: Line, i: int) -> Read | None:
    """Return the fraction that is one sign at token i: ½."""
    value = FRACTION_SIGNS.get(line.key(i))
    return None if value is None else _part(line, value, i + 1)


def _power(line: Line, written: Written, end: int) -> Read | None:
    if written.value and line.key(end) == "^" and (power := _exponent(line, end + 1)) is not None and abs(power[0]) < _MOST_POWER:
        return Read(Written(written.value ** power[0], Decimal(0), True), power[1])
    if line.key(end) == "e" and line.glued(end) and (power := _exponent(line, end + 1)) is not None and abs(power[0]) < _MOST_POWER:
        return Read(_times(written, Decimal(10) ** power[0]), power[1])
    return None


def _exponent(line: Line, i: int) -> tuple[int, int] | None:
    sign = 1
    while line.key(i) in ("-", "+") and line.glued(i):
        sign, i = (-sign if line.key(i) == "-" else sign), i + 1
    word = line.word(i)
    return (sign * int(word), i + 1) if line.digit(i) and line.glued(i) and word.isdecimal() and len(word) <= 3 else None


def has_exponent(line: Line, end: int) -> bool:
    """Return whether an exponent follows a number: 1e10."""
    return line.key(end) == "e" and _exponent(line, end + 1) is not None


def is_multiple(line: Line, i: int) -> bool:
    """Return whether the letter at token i, right behind a number, tells how many times: 2x, but 4x4 and 2x-3."""
    if line.key(i) != "x" or not line.glued(i) or not (line.word(i) == "x" or line.is_upper):
        return False
    return not (line.glued(i + 1) and (line.digit(i + 1) or line.key(i + 1) in _FORMULA))


def _times(written: Written, factor: Decimal) -> Written:
    other = written.other and Written(written.other.value * factor, written.other.step * factor, written.other.decimals)
    return Written(written.value * factor, written.step * factor, written.decimals, other, written.sure)


_FORMULA = frozenset("-–/+*×(")  # behind an x, what makes it an unknown
_RICH = [["tỷ", "phú"], ["tỉ", "phú"], ["triệu", "phú"]]  # 13 tỷ phú: billionaires


def scale_at(line: Line, i: int) -> tuple[Decimal, int] | None:
    """Return the scale word at token i (nghìn, tỷ, bn) where it is one, and the index after it."""
    found = line.lang.scales.at(line.keys, i)
    if found is None or (line.keys[i : i + 2] in _RICH and line.word(i + 1).islower()):
        return None
    if line.keys[i] not in _LETTERS:
        return found
    word, english = line.word(i), line.lang.code == "en"
    money = line.lang.before_units.before(line.keys, i - 1) is not None or line.lang.before_units.at(line.keys, found[1]) is not None
    money = money or _is_currency(line, found[1])
    if word in ("m", "g", "t", "mm", "b") and not money and not (word == "b" and line.glued(i)):
        return None
    if word == "T" and not money and not (english and line.glued(i)):
        return None
    if word.lower() in ("m", "b") and not money and not english:
        return None
    if line.glued(i) or money or word.isupper() or len(word) > 1:
        return found
    behind = line.key(found[1])
    return None if behind[:1].isalpha() and line.lang.units.at(line.keys, found[1]) is None else found


def _is_currency(line: Line, i: int) -> bool:
    unit = line.lang.units.at(line.keys, i)
    return unit is not None and unit[0].dimension.startswith("currency")


def scaled(line: Line, written: Written, end: int, words: bool = False) -> Read:
    """Return a number with its scale words and what they chain: 1 tỷ 2, 2 tỷ rưỡi, 3 triệu 500 nghìn, 1tr5."""
    english = line.lang.code == "en"
    if line.key(end) == "-" and english and line.lang.scales.at(line.keys, end + 1) and len(line.key(end + 1)) > 2:
        end += 1
    found = scale_at(line, end)
    if found is None:
        return Read(written, end, words=words)
    scale, end = found
    again = scale_at(line, end) if scale >= 100 else None
    if again is not None and len(line.key(end)) > 1 and scale * again[0] <= _TOO_LARGE:
        scale, end = scale * again[0], again[1]
    if english and written.decimals and scale >= _MILLION:
        written = written._replace(other=None)  # nobody groups thousands by a point before an English scale: $1.845 trillion
    total = _times(written, scale)
    if not written.decimals and scale >= 1000 and (tail := _tail(line, total, scale, end)) is not None:
        return tail
    if not english and line.key(end) in HALVES:
        return Read(Written(total.value + scale / 2, scale / 10, False), end + 1, scaled=True)
    return Read(total, end, words=words, scaled=True)


def _tail(line: Line, total: Written, scale: Decimal, end: int) -> Read | None:
    """Return a number that goes on behind its scale: 3 triệu 500 nghìn, 1 tỷ 2, 1tr5."""
    tail = line.number(end)
    if tail is None:
        return None
    word, below = line.word(end), scale_at(line, end + 1)
    if below and below[0] * tail.value < scale and not tail.other and not tail.decimals:
        step = tail.step * below[0]
        return Read(Written(total.value + tail.value * below[0], step, False), below[1], scaled=True)
    if line.lang.code != "vi" or not word.isdecimal() or len(word) > 3:
        return None
    counted = line.counts(end + 1) and line.lang.units.at(line.keys, end + 1) is None
    goes_on = line.key(end + 1) in ("%", "/") or (line.key(end + 1) in set("-.,:") and line.glued(end + 2))
    loose = len(word) == 1 and not counted and not goes_on
    if not line.glued(end) and not loose:
        return None
    step = scale / Decimal(10) ** len(word)
    return Read(Written(total.value + tail.value * step, step, False), end + 1, scaled=True)
