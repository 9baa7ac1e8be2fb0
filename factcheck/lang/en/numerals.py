"""English numbers in words: one hundred and five, half a million, two and a quarter million, three dozen, two thirds, minus five point five."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.lang.base import WordNumber

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
SMALL = {word: value for value, word in enumerate(_UNITS)} | {"nought": 0, "naught": 0}
TENS = {
    word: 10 * value
    for value, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2)
}
SCALES = {
    "thousand": Decimal(10**3), "lakh": Decimal(10**5), "lac": Decimal(10**5), "million": Decimal(10**6), "crore": Decimal(10**7),
    "billion": Decimal(10**9), "trillion": Decimal(10**12),
}  # fmt: skip
SCALES |= {word + "s": value for word, value in SCALES.items()}
_GROUPS = {"dozen": 12, "dozens": 12, "score": 20}
_ONES = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
    " eighteenth nineteenth"
).split()
_NTH: dict[str, int] = (
    {"first": 1, "second": 2, "half": 2, "halves": 2, "quarter": 4}
    | {word: value for value, word in enumerate(_ONES, start=3)}
    | {word[:-1] + "ieth": value for word, value in TENS.items()}
    | {"hundredth": 100, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9, "trillionth": 10**12}
)
ORDINALS = {word: value for word, value in _NTH.items() if word not in ("half", "halves", "quarter", "second")} | {"second": 2}
_PARTS = {word + "s": value for word, value in _NTH.items() if word not in ("first", "second", "halves")} | {"halves": 2}
STARTS = frozenset(SMALL) | frozenset(TENS) | {"minus", "negative", "half", "hundred", "thousand", "million", "dozen", "quarter"} | (frozenset(_NTH) - {"first", "second"})
ARTICLES = {"a", "an"}


def _get(keys: Sequence[str], i: int) -> str:
    return keys[i] if i < len(keys) else ""


def _skip(keys: Sequence[str], i: int) -> int:
    return i + 1 if _get(keys, i) == "-" else i


def _below_hundred(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    word = _get(keys, i)
    if word in SMALL:
        return SMALL[word], i + 1
    if word in TENS:
        tail = _skip(keys, i + 1)
        if 0 < SMALL.get(_get(keys, tail), 0) < 10:
            return TENS[word] + SMALL[_get(keys, tail)], tail + 1
        return TENS[word], i + 1
    return None


def _below_thousand(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    if _get(keys, i) in ARTICLES and _get(keys, i + 1) in ("hundred", *SCALES, *_GROUPS):
        head: tuple[int, int] | None = (1, i + 1)
    else:
        head = _below_hundred(keys, i)
    if head is None:
        return None
    value, end = head
    if _get(keys, _skip(keys, end)) in ("hundred", "hundreds"):
        value, end = 100 * value, _skip(keys, end) + 1
        rest = _skip(keys, end)
        if _get(keys, rest) == "and":
            rest += 1
        if (tail := _below_hundred(keys, rest)) is not None:
            return value + tail[0], tail[1]
    return value, end


def _part(keys: Sequence[str], i: int, singular: bool) -> tuple[int, int] | None:
    """Return the denominator named at token i: thirds, twenty-fifths, quarter."""
    i = _skip(keys, i)
    word = _get(keys, i)
    if word in TENS and _get(keys, _skip(keys, i + 1)) in (_NTH if singular else _PARTS):
        tail = _get(keys, _skip(keys, i + 1))
        below = (_NTH if singular else _PARTS)[tail]
        return (TENS[word] + below, _skip(keys, i + 1) + 1) if below < 10 else None
    if word in _PARTS:
        return _PARTS[word], i + 1
    if singular and word in _NTH and word not in ("first", "second"):
        return _NTH[word], i + 1
    return None


def _whole(keys: Sequence[str], i: int) -> tuple[Decimal, int, Decimal] | None:
    total, last, start = Decimal(0), Decimal(0), i
    while i < len(keys) and i - start < 60:
        j = i + 1 if last and keys[i] == "and" else i
        group = _below_thousand(keys, _skip(keys, j) if last else j)
        if group is None:
            break
        value, end = Decimal(group[0]), group[1]
        if last and last <= (100 if value < 100 else 1):
            break
        if _get(keys, end) == "point" and _get(keys, end + 1) in SMALL:
            digits = ""
            end += 1
            while (pair := _below_hundred(keys, end)) is not None:
                digits, end = digits + str(pair[0]), pair[1]
            value += Decimal("0." + digits)
        scale = Decimal(1)
        while (factor := SCALES.get(_get(keys, _skip(keys, end)))) is not None and scale < Decimal(10) ** 18:
            scale, end = scale * factor, _skip(keys, end) + 1
        total = (total + value) * scale if last and scale > last else total + value * scale
        i, last = end, scale
        if scale == 1:
            break
    if i == start:
        return None
    if (group_size := _GROUPS.get(_get(keys, i))) is not None:
        total, i = total * group_size, i + 1
    return total, i, last


def word_number(keys: Sequence[str], i: int) -> WordNumber | None:
    """Return the number whose words begin at token i, or None."""
    sign = 1
    if _get(keys, i) in ("minus", "negative"):
        sign, i = -1, i + 1
    word = _get(keys, i)
    if word in ARTICLES and (part := _part(keys, i + 1, singular=True)) is not None:
        return _fraction(keys, sign, Decimal(1), part)
    if word in ("half", "quarter"):
        below = 2 if word == "half" else 4
        after = i + 1 + (_get(keys, i + 1) in ARTICLES)
        return _fraction(keys, sign, Decimal(1), (below, after)) if word == "half" or after > i + 1 else None
    read = _whole(keys, i)
    if read is None:
        return None
    value, end, last = read
    if (part := _part(keys, end, singular=value == 1)) is not None and value:
        return _fraction(keys, sign, value, part)
    if _get(keys, end) == "over":
        digit = _get(keys, end + 1)
        below_word = (int(digit), end + 2) if digit.isdecimal() else _below_thousand(keys, end + 1)
        if below_word and below_word[0] and below_word[1] == len(keys):
            return sign * value / below_word[0], Decimal(0), below_word[1]
    if _get(keys, end) == "out" and _get(keys, end + 1) == "of" and (below_word := _below_thousand(keys, end + 2)) is not None:
        return (sign * value / below_word[0], Decimal(0), below_word[1]) if below_word[0] else None
    if _get(keys, end) == "and":
        top = (Decimal(1), end + 2, last) if _get(keys, end + 1) in ARTICLES else _whole(keys, end + 1)
        if top is not None and (part := _part(keys, top[1], singular=top[0] == 1)) is not None and top[0] < part[0]:
            value += top[0] / part[0]
            scale = SCALES.get(_get(keys, part[1]), Decimal(1))
            return sign * value * scale, scale / part[0], part[1] + (scale != 1)
    return sign * value, _step(value), end


def _fraction(keys: Sequence[str], sign: int, top: Decimal, part: tuple[int, int]) -> WordNumber:
    below, end = part
    if _get(keys, end) in ARTICLES and _get(keys, end + 1) in (*SCALES, *_GROUPS):
        end += 1
    scale = SCALES.get(_get(keys, end)) or (Decimal(_GROUPS[_get(keys, end)]) if _get(keys, end) in _GROUPS else None)
    if scale is None:
        return sign * top / below, Decimal(0), end
    return sign * top * scale / below, scale / 10, end + 1


def _step(value: Decimal) -> Decimal:
    """Return one unit of the last significant place of a number in words (trailing zeros count below one thousand)."""
    exponent = value.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or (exponent > 0 and value < 1000):
        return Decimal(1)
    return Decimal(1).scaleb(exponent)
