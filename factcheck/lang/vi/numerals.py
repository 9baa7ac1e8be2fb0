"""Vietnamese numbers in words: ba nghìn một trăm, hai tỷ rưỡi, hai mươi mốt, một trăm linh năm, ba phần tư, âm hai phẩy năm."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.lang.base import WordNumber, fold

DIGITS = {
    fold(word): value
    for word, value in {
        "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    }.items()
}  # fmt: skip
# Only behind a higher place: hai mươi mốt, hai mươi tư, mười lăm.
_TAILS = DIGITS | {fold("mốt"): 1, fold("tư"): 4, fold("lăm"): 5, fold("nhăm"): 5}
_TEN, _TENS, _HUNDRED = fold("mười"), {fold("mươi"), fold("chục")}, fold("trăm")
_FIVE = fold("năm")
_ODD = {fold("linh"), fold("lẻ")}
_HALF = {fold("rưỡi"), fold("rưởi")}
_POINT = {fold("phẩy"), fold("chấm")}
_MINUS = {fold("âm"), fold("trừ")}
_PART, _OVER, _DIVIDED = fold("phần"), fold("trên"), fold("chia")
SCALES = {
    fold(word): Decimal(value)
    for word, value in {
        "nghìn": 10**3, "ngàn": 10**3, "vạn": 10**4, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9,
    }.items()
}  # fmt: skip
STARTS = frozenset(DIGITS) | {_TEN, fold("âm"), fold("nửa"), _HUNDRED, fold("chục"), fold("mươi")}
WEAK = frozenset({fold("một"), fold("không")})  # an article and a denial more often than numbers
GATE = frozenset(_POINT | {_PART, fold("âm")})  # một phần tư, không phẩy một, âm một độ: numbers without a plain numeral
JOINTS = frozenset({_PART, _OVER, _DIVIDED} | _POINT | _HALF | _ODD | _TENS | {_HUNDRED})
_MOST = 60  # words of one number; none that is meant has more


def _get(keys: Sequence[str], i: int) -> str:
    return keys[i] if i < len(keys) else ""


def _below_hundred(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    word = _get(keys, i)
    if word == _TEN:
        tail = _TAILS.get(_get(keys, i + 1))
        follows = _get(keys, i + 2)
        if tail and follows not in _TENS and follows != _HUNDRED:
            return 10 + tail, i + 2
        return 10, i + 1
    if word not in DIGITS:
        return None
    first, second = DIGITS[word], _get(keys, i + 1)
    if second in _TENS and first:
        tail = _TAILS.get(_get(keys, i + 2))
        if tail and _get(keys, i + 3) not in _TENS and _get(keys, i + 3) != _HUNDRED:
            return 10 * first + tail, i + 3
        return 10 * first, i + 2
    # bảy hai: seventy-two; but hai năm is two years, mỗi năm một lần once a year
    if (
        second in _TAILS
        and second != _FIVE
        and first
        and (word != _FIVE or second != fold("một"))
        and _get(keys, i + 2) not in _TENS
        and _get(keys, i + 2) != _HUNDRED
    ):
        return 10 * first + _TAILS[second], i + 2  # bảy hai: seventy-two
    return first, i + 1


def _below_thousand(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    word = _get(keys, i)
    if word in DIGITS and _get(keys, i + 1) == _HUNDRED:
        value, i = 100 * DIGITS[word], i + 2
        if _get(keys, i) in _ODD and _get(keys, i + 1) in _TAILS:
            return value + _TAILS[_get(keys, i + 1)], i + 2
        if _get(keys, i) in _HALF:
            return value + 50, i + 1
        rest = _below_hundred(keys, i)
        if rest is None:
            if _get(keys, i) in _TAILS:  # hai trăm mốt: 210
                return value + 10 * _TAILS[_get(keys, i)], i + 1
            return value, i
        if rest[1] == i + 1 and rest[0] < 10:
            if rest[0] == 0:
                return value, i
            return value + 10 * rest[0], rest[1]
        return value + rest[0], rest[1]
    return _below_hundred(keys, i)


def _scale(keys: Sequence[str], i: int) -> tuple[Decimal, int]:
    product = Decimal(1)
    while (factor := SCALES.get(_get(keys, i))) is not None and product < Decimal(10) ** 18:
        product, i = product * factor, i + 1
    return product, i


def _decimals(keys: Sequence[str], i: int) -> tuple[str, int]:
    digits = ""
    while (value := _TAILS.get(_get(keys, i))) is not None:
        digits, i = digits + str(value), i + 1
    return digits, i


def _whole(keys: Sequence[str], i: int) -> tuple[Decimal, int, Decimal] | None:
    """Return a number without sign or fraction, the index after it, and its last scale."""
    total, last, start = Decimal(0), Decimal(0), i
    while i < len(keys) and i - start < _MOST:
        if last and keys[i] in _ODD:
            tail = _below_hundred(keys, i + 1)
            if tail is None:
                break
            total, i = total + tail[0], tail[1]
            last = Decimal(1)
            continue
        if last >= 1000 and keys[i] in _HALF:
            return total + last / 2, i + 1, last / 10
        group = _below_thousand(keys, i)
        if group is None:
            if last >= 1000 and keys[i] in _TAILS:
                return total + last / 10 * _TAILS[keys[i]], i + 1, last / 10
            break
        value, after = Decimal(group[0]), group[1]
        if last == 1 and total:
            break
        if _get(keys, after) in _POINT and _get(keys, after + 1) in _TAILS:
            digits, end = _decimals(keys, after + 1)
            value += Decimal("0." + digits)
            scale, end = _scale(keys, end)
            return total + value * scale, end, scale
        scale, end = _scale(keys, after)
        if scale == 1:
            if last >= 1000 and after == i + 1 and 0 < value < 10:  # mười triệu tư: 10.4 million
                return total + last / 10 * value, after, last / 10
            total, i, last = total + value, after, Decimal(1)
            continue
        total = (total + value) * scale if last and scale > last else total + value * scale
        i, last = end, scale
    if i == start:
        return None
    if _get(keys, i) in _POINT and _get(keys, i + 1) in _TAILS:
        digits, i = _decimals(keys, i + 1)
        total += Decimal("0." + digits)
    return total, i, last


def word_number(keys: Sequence[str], i: int) -> WordNumber | None:
    """Return the number whose words begin at token i, or None."""
    sign = 1
    start = i
    if _get(keys, i) in _MINUS:
        sign, i = -1, i + 1
    if _get(keys, i) == fold("một") and _get(keys, i + 1) == fold("nửa"):
        i += 1
    if _get(keys, i) == fold("nửa"):
        scale, end = _scale(keys, i + 1)
        return sign * scale / 2, scale / 10, end
    read = _whole(keys, i)
    if read is None:
        return None
    value, end, _ = read
    over = _get(keys, end)
    if over in (_PART, _DIVIDED) or (over == _OVER and start == 0):
        below = _whole(keys, end + 1)
        if below is None and _get(keys, end + 1) == fold("tư"):
            below = (Decimal(4), end + 2, Decimal(1))
        if below and below[0] and (over != _OVER or below[1] == len(keys)):
            return sign * value / below[0], Decimal(0), below[1]
    return sign * value, _step(value), end


def _step(value: Decimal) -> Decimal:
    """Return one unit of the last significant place of a number in words (trailing zeros count below one thousand)."""
    exponent = value.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or (exponent > 0 and value < 1000):
        return Decimal(1)
    return Decimal(1).scaleb(exponent)
