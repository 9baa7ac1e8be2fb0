"""Vietnamese as it is written: hedges, scales, ranges and numbers in words, for a number that is put into a text."""

from __future__ import annotations

from factcheck.lang.groups import thousands

HEDGES = {
    "over": "hơn",
    "almost": "gần",
    "about": "khoảng",
    "at_least": "ít nhất",
    "at_most": "không quá",
    "above": "trên",
    "below": "dưới",
}
SCALES = ((12, "nghìn tỷ"), (9, "tỷ"), (6, "triệu"))  # powers of ten, the largest first
RANGE = "từ {} đến {}"
OPENERS = ("từ",)  # what stands before a range, and before nothing that is no range

_ONES = "không một hai ba bốn năm sáu bảy tám chín".split()
_GROUPS = ("", "nghìn", "triệu", "tỷ", "nghìn tỷ")


def spell(number: int) -> str:
    """Return a number from 0 below 10^15 in words: 3.105 is ba nghìn một trăm linh năm."""
    if number == 0:
        return _ONES[0]
    groups = thousands(number)
    words: list[str] = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            words += _below_thousand(groups[place], bool(words))
            words += [_GROUPS[place]] if place else []
    return " ".join(words)


def _below_thousand(number: int, goes_on: bool) -> list[str]:
    """Return the words of three digits; behind a higher group all of them are told (một nghìn không trăm linh năm)."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [_ONES[hundreds], "trăm"] if hundreds or goes_on else []
    if tens > 1:
        words += [_ONES[tens], "mươi"]
    elif tens:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        tail = {1: "mốt"} if tens > 1 else {}
        tail |= {5: "lăm"} if tens else {}
        words.append(tail.get(ones, _ONES[ones]))
    return words
