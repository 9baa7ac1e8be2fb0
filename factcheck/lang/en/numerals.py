"""English numbers in words: one hundred and five, half a million, two and a quarter million, three dozen, two thirds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.lang.base import WordNumber

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
SMALL = {word: value for value, word in enumerate(_UNITS)} | {"nought": 0, "naught": 0}
TENS = {
    word: 10 * value for value, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2)
}
SCALES = {
    "thousand": Decimal(10**3), "lakh": Decimal(10**5), "lac": Decimal(10**5), "million": Decimal(10**6), "crore": Decimal(10**7),
    "billion": Decimal(10**9), "trillion": Decimal(10**12),
}  # fmt: skip
SCALES |= {word + "s": value for word, value in SCALES.items()}
_GROUPS = {"dozen": 12, "dozens": 12, "dz": 12, "dzs": 12, "doz": 12, "dozs": 12, "score": 20}
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
STARTS = (
    frozenset(SMALL)
    | frozenset(TENS)
    | {"minus", "negative", "half", "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore", "dozen", "quarter"}
    | (frozenset(_NTH) - {"first", "second"})
)
ARTICLES = {"a", "an"}
_AFTER_PART = frozenset(SCALES) | {
    "of",
    "the",
    "more",
    "less",
    "fewer",
    "as",
    "larger",
    "smaller",
    "higher",
    "lower",
    "in",
    "a",
    "an",
    "and",
    "or",
    "to",
    "was",
    "were",
    "is",
}
_TIMES = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years decade decades games matches".split()
)
_BEFORE_SHARE = frozenset("about around nearly almost only just some than that as over roughly affects affect ( , ; : - \" “ ‘ '".split())
_TEN, _HUNDRED = 10, 100
_NTH_OF_TEN = frozenset(("first", *_ONES[:7]))  # twenty-first, but thirty second is said of time too
_ORDINAL_NOUNS = {"century", "place", "time", "day", "year", "party", "world", "quarter", "season", "round"}
_NUMBER_WORDS = frozenset(SMALL) | frozenset(TENS) | frozenset(SCALES) | ARTICLES | {"hundred", "and", "-"}
_NAMES = {
    value: word
    for word, value in (SMALL | TENS | {"hundred": 100, "thousand": 1000, "million": 10**6}).items()
    if word not in ("nought", "naught")
}


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
    elif _get(keys, i) == "hundred" and _goes_on(keys, i + 1):
        head = (1, i)
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


def _goes_on(keys: Sequence[str], i: int) -> bool:
    """Return whether a number without its article goes on at token i: hundred and fifty, hundred thousand."""
    return _get(keys, i) in SCALES or (_get(keys, i) == "and" and _below_hundred(keys, i + 1) is not None)


def _part(keys: Sequence[str], i: int) -> tuple[int, int] | None:
    """Return the denominator that one word names at token i (thirds, quarter), and the index after it."""
    i = _skip(keys, i)
    below = _PARTS.get(_get(keys, i)) or (_NTH.get(_get(keys, i)) if _get(keys, i) not in ("first", "second") else None)
    return (below, i + 1) if below else None


def _ratio(keys: Sequence[str], i: int) -> tuple[Decimal, Decimal, int] | None:
    """Return numerator, denominator and the index after a fraction in words: three twenty-firsts, two and two thirds."""
    last = i + 1
    while last < len(keys) and last - i < 20 and keys[last] not in _PARTS and keys[last] not in _NTH and keys[last] != "firsts":
        if keys[last] not in _NUMBER_WORDS:
            return None
        last += 1
    ones = _get(keys, last) in ("first", "firsts")  # only behind tens: three twenty-firsts
    below_last = (1, last + 1) if ones else _part(keys, last) if last < len(keys) else None
    if below_last is None:
        return None
    for first in range(i + 1, last + (not ones)):  # the longest denominator that leaves a numerator
        if (
            keys[first] in ("-", "and")
            or keys[first - 1] == "and"
            or (first < last and keys[first - 1] == "-")
            or (first < last and (keys[first] in SCALES or keys[first] == "hundred"))
        ):
            continue
        below = _cardinal(keys[first:last], below_last[0])
        top = _mixed(keys[i : first - (keys[first - 1] == "-")], below) if below else None
        if below and top is not None and (keys[last] in _PARTS or keys[last] == "firsts" or top[1] == 1):
            return top[0], Decimal(below), below_last[1]
    return None


def _cardinal(keys: Sequence[str], last: int) -> int | None:
    """Return the number that words and a last ordinal name: one hundred (and) fifth is 105."""
    if not keys:
        return last
    word = _NAMES.get(last)
    read = _whole([*keys, word], 0) if word else None
    return int(read[0]) if read is not None and read[1] == len(keys) + 1 else None


def _mixed(keys: Sequence[str], below: int) -> tuple[Decimal, Decimal] | None:
    """Return the numerator of a fraction over `below`, and of its own part: two and two (thirds) is 8 over 3, own part 2."""
    split = _last_and(keys, 0, len(keys))
    if split:
        top, whole = _all(keys[split + 1 :]), _all(keys[:split])
        if top is not None and whole is not None and top < below:
            return whole * below + top, top
    value = _all(keys)
    return None if value is None else (value, value)


def _all(keys: Sequence[str]) -> Decimal | None:
    """Return the number that the words name as a whole."""
    if len(keys) == 1 and keys[0] in ARTICLES:
        return Decimal(1)
    read = _whole(keys, 0) if keys else None
    if read is not None and read[1] == len(keys):
        return read[0]
    split = _last_and(keys, 0, len(keys))  # twenty and three
    if not split or not (tens := _all(keys[:split])) or not (ones := _all(keys[split + 1 :])):
        return None
    return tens + ones if tens % 10 == 0 and ones < 10 else None


def _last_and(keys: Sequence[str], start: int, end: int) -> int:
    return next((k for k in range(end - 1, start, -1) if keys[k] == "and"), 0)


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
        if _get(keys, end) == "point" and (_get(keys, end + 1) in SMALL or _get(keys, end + 1) in TENS):
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
        before = _whole(keys[: _last_and(keys, start, i)], start) if _last_and(keys, start, i) else None
        # three hundred and two dozen: the dozens are added
        total, i = (before[0] + (total - before[0]) * group_size if before else total * group_size), i + 1
    return total, i, last


def word_number(keys: Sequence[str], i: int) -> WordNumber | None:
    """Return the number whose words begin at token i, or None."""
    sign = 1
    if _get(keys, i) in ("minus", "negative"):
        sign, i = -1, i + 1
    word = _get(keys, i)
    if word.isdecimal():
        one_in = _share(keys, i, i + 1, Decimal(word))
        return None if one_in is None else (one_in[0], Decimal(0), one_in[1])
    if word in ARTICLES and (part := _part(keys, i + 1)) is not None and keys[part[1] - 1] not in _PARTS:
        behind = _get(keys, part[1])
        if behind[:1].isalpha() and behind not in _AFTER_PART and keys[part[1] - 1] not in ("half", "quarter"):
            return None  # a third party
        return _fraction(keys, sign, Decimal(1), part)
    if word in ("half", "quarter"):
        of = _get(keys, i + 1) == "of" and _get(keys, i + 3) in SCALES  # quarter of a million
        after = i + 1 + of + (_get(keys, i + 1 + of) in ARTICLES)
        return _fraction(keys, sign, Decimal(1), (2 if word == "half" else 4, after)) if word == "half" or after > i + 1 else None
    if (half := _and_a_half(keys, i)) is not None:
        return sign * half[0], half[1], half[2]
    if (ratio := _ratio(keys, i)) is not None and (keys[ratio[2] - 1] in _PARTS or _get(keys, ratio[2]) not in _ORDINAL_NOUNS):
        return _fraction(keys, sign, ratio[0], (int(ratio[1]), ratio[2]))
    read = _whole(keys, i)
    if read is None:
        return None
    value, end, _ = read
    nth = _skip(keys, end)
    if keys[end - 1] in TENS and _get(keys, nth) in _NTH_OF_TEN and _get(keys, nth + 1) != "-":
        return None  # the twenty-first century, but twenty first-time buyers
    if _get(keys, end) == "over":
        digit = _get(keys, end + 1)
        below_word = (int(digit), end + 2) if digit.isdecimal() else _below_thousand(keys, end + 1)
        if below_word and below_word[0] and below_word[1] == len(keys):
            return sign * value / below_word[0], Decimal(0), below_word[1]
    if _get(keys, end) == "out" and _get(keys, end + 1) == "of" and (below_word := _below_thousand(keys, end + 2)) is not None:
        return (sign * value / below_word[0], Decimal(0), below_word[1]) if below_word[0] else None
    if (one_in := _share(keys, i, end, value)) is not None:
        return one_in[0], Decimal(0), one_in[1]
    return sign * value, _step(value), end


def _and_a_half(keys: Sequence[str], i: int) -> WordNumber | None:
    """Return the number that "and a half" follows, where it is half of the scale: a million and a half."""
    read = _whole(keys, i) if "half" in keys else None
    if read is None or read[2] < 1000 or tuple(keys[read[1] : read[1] + 3]) != ("and", "a", "half"):
        return None
    return read[0] + read[2] / 2, read[2] / 10, read[1] + 3


def _share(keys: Sequence[str], i: int, end: int, top: Decimal) -> tuple[Decimal, int] | None:
    """Return the part that one in five, 1 in 10, three in four tell, and the index after it; `end` is that after the first number."""
    at = _skip(keys, end)  # one-in-five
    if list(keys[at : at + 2]) == ["out", "of"] and _get(keys, at + 2) not in ("the", "every"):
        at += 1  # six out of ten
        keys = [*keys[:at], "in", *keys[at + 1 :]]
    if _get(keys, at) != "in" or top != top.to_integral_value() or not 0 < top < 10:
        return None
    at = _skip(keys, at + 1)
    at += _get(keys, at) == "every"
    word = _get(keys, at)
    if word.isdecimal():
        below, after = (int(word), at + 1) if len(word) <= 3 else (0, end)
    else:
        read = _whole(keys, at)
        below, after = (int(read[0]), read[1]) if read is not None and read[0] == read[0].to_integral_value() else (0, end)
    if below <= top or _get(keys, after) in _TIMES or _get(keys, after) in ("-", "%", "percent", "per"):
        return None
    # "killed two in three attacks" is no share; one in three nearly always is
    told = (i == 0 and below <= _HUNDRED) or (below <= _TEN and i > 0 and keys[i - 1] in _BEFORE_SHARE)
    return (top / below, after) if top == 1 or told else None


def _fraction(keys: Sequence[str], sign: int, top: Decimal, part: tuple[int, int]) -> WordNumber:
    below, end = part
    of = _get(keys, end) == "of"  # a quarter of a million
    if _get(keys, end + of) in ARTICLES and _get(keys, end + of + 1) in (*SCALES, *_GROUPS):
        end += of + 1
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
