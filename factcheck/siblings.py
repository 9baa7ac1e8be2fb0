"""Whether two sentences tell of two members of one family: men and women, rice and coffee, RON 95 and RON 92, before and after an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from factcheck.extract import Reading

_YEARS = ("1900", "2099")
_YEAR = "year"


def are_siblings(mine: Reading, theirs: Reading, n: int, labelled: bool = True, at: int = 0) -> bool:
    """Return whether a claim and sentence n of a text each name members of one family, and none that the other names.

    Of a sentence that semicolons part, what stands with token `at` is looked at.

    Where a label may be what is compared (iPhone 13, iPhone 14), they are not held to be `labelled`.
    """
    keys = theirs.tokens(n).keys
    marks = [-1, *(i for i, key in enumerate(keys) if key == ";"), len(keys)]
    first = max(mark for mark in marks[:-1] if mark <= at)
    one = _members(mine, range(len(mine.sentences)), labelled)
    other = _members(theirs, [n], labelled, range(first + 1, next(mark for mark in marks if mark > max(at, first))))
    return any(other.get(family, here).isdisjoint(here) for family, here in one.items())


def _members(reading: Reading, sentences: Iterable[int], labelled: bool, part: range | None = None) -> dict[str, set[int | str]]:
    """Return the families of which sentences name members, and which ones; an event has a before and an after."""
    out: dict[str, set[int | str]] = defaultdict(set)
    language = reading.language
    for n in sentences:
        keys = reading.tokens(n).keys
        for i in part or range(len(keys)):
            if (found := language.siblings.at(keys, i)) is not None:
                out[found[0][0]].add(found[0][1])
            elif (stage := language.stages.at(keys, i)) is not None:
                event = next((key for key in keys[stage[1] :] if key not in language.stops), "")
                if event[:1].isalpha():
                    out[f"stage {event}"].add(stage[0])
        for word, number in _labels(reading, n) if labelled else ():
            out[f"label {word}"].add(number)
    return out


def _labels(reading: Reading, n: int) -> Iterable[tuple[str, str]]:
    """Yield the numbers of sentence n that neither tell a time nor count or measure anything, each with the word before it.

    They tell one thing from another: RON 95, lớp 10, metro số 2; the years among them one event from another: Tokyo 2020.
    """
    tokens = reading.tokens(n)
    taken = {i for time in reading.times(n) for i in range(time.first, time.end)}
    spans = [quantity.span for quantity in reading.quantities(n)]
    for i in range(1, len(tokens.keys)):
        if not tokens.digits[i] or i in taken or any(span.start <= tokens.starts[i] < span.end for span in spans):
            continue
        word, number = tokens.keys[i - 1], tokens.keys[i]
        if len(number) == len(_YEARS[0]) and _YEARS[0] <= number <= _YEARS[1]:
            yield _YEAR, number
        elif word[0].isalpha() and tokens.keys[i + 1 : i + 2] != ["-"]:  # no score: thua 12-14
            yield word, number
