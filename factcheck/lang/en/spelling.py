"""English as it is written: hedges, scales, ranges and numbers in words, for a number that is put into a text."""

from __future__ import annotations

from factcheck.lang.groups import thousands

HEDGES = {
    "over": "more than",
    "almost": "nearly",
    "about": "about",
    "at_least": "at least",
    "at_most": "at most",
    "above": "greater than",
    "below": "less than",
}
SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))  # powers of ten, the largest first
RANGE = "{} to {}"
OPENERS = ("between", "from")  # what stands before a range, and before nothing that is no range

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_GROUPS = ("", "thousand", "million", "billion", "trillion")


def spell(number: int) -> str:
    """Return a number from 0 below 10^15 in words: 3,105 is three thousand one hundred and five."""
    if number == 0:
        return _SMALL[0]
    groups = thousands(number)
    words: list[str] = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            words += _below_thousand(groups[place], bool(words) and not place)
            words += [_GROUPS[place]] if place else []
    return " ".join(words)


def _below_thousand(number: int, goes_on: bool) -> list[str]:
    """Return the words of three digits; what is below a hundred is joined by `and`."""
    hundreds, rest = divmod(number, 100)
    words = [_SMALL[hundreds], "hundred"] if hundreds else []
    if not rest:
        return words
    if words or goes_on:
        words.append("and")
    if rest < len(_SMALL):
        return [*words, _SMALL[rest]]
    tens, ones = divmod(rest, 10)
    return [*words, _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")]
