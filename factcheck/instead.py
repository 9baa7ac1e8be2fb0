"""Whether a sentence that is told as a claim is, word for word, says something else in one place.

*Household debt was 180 %*, *corporate debt was 115 %*: who tells nearly the same short sentence with one other word tells of something
else. Where more is told in other words, or much in the same, another word may mean the same.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

from factcheck.extract import Reading
from factcheck.extract.tokens import Tokens
from factcheck.lang.base import OPENERS, Language
from factcheck.model import Quantity

# Set on the development data and on pairs of our own (docs/accuracy.md, Something else in the claim's place).
_LIKE = 0.7  # least share of the words of both sentences that stand in one order
_MOST = 15  # words of one order from which two sentences tell of one thing even so
_UNTOLD = 1  # words of a claim, beside those that others stand for, that the other sentence may lack
_TELLING = 0.25  # least weight of a word that says something else
# What stands for a number, for the one that is compared, for a time, ups and downs; compared elsewhere.
_OTHER, _OWN, _TIME, _TURNED = "#", "##", "#time", "#"
_TERM, _PLACE = "=", "@"
_OF, _ARTICLES = (["của"], ["of"]), frozenset(("the", "a", "an", "its"))
_DASH = "-"  # Hà Nội - Vinh
Run = tuple[list[str], list[str]]  # words of the one sentence, and those in their place in the other


def in_order(reading: Reading, n: int, number: Quantity) -> list[str]:
    """Return the words of sentence n as compared, with a sign for each number and time; `number` is the one that is compared.

    What a number counts stays beside it; a unit of measure does not, nor do words that tell a plan or a forecast, which others may.
    """
    tokens, language = reading.tokens(n), reading.language
    keys, starts, out, floor = tokens.keys, tokens.starts, list[str](), 0
    signs = {place.first: (place.end, f"{_PLACE}{place.place.name}") for place in reading.places(n)}
    signs |= {time.first: (time.end, _TIME) for time in reading.times(n)}
    for quantity in reading.quantities(n):
        span = quantity.number if quantity.unit.dimension == "count" else quantity.span
        sign = _OWN if quantity.span == number.span else _OTHER
        signs[bisect_left(starts, span.start)] = bisect_left(starts, span.end), sign
    for i, key in enumerate(keys):
        if i < floor:
            continue
        if i in signs:
            floor, sign = signs[i]
            out.append(sign)
        elif (turned := language.directions.at(keys, i)) is not None:
            floor = turned[1]
            out.append(f"{_TURNED}{turned[0]}")
        elif (status := language.statuses.at(keys, i)) is not None:
            floor = status[1]
        elif (term := language.glossary.at(keys, i)) is not None:
            floor = term[1]
            out.append(f"{_TERM}{term[0]}")
        elif key[0].isalnum():
            out.append(language.stem(key))
    return out


def capitals(tokens: Tokens, language: Language) -> set[str]:
    """Return the words with a capital that open neither a sentence nor what is quoted in it."""
    return {
        language.stem(tokens.keys[i])
        for i in range(1, len(tokens.keys))
        if tokens.word(i)[0].isupper() and (tokens.keys[i - 1] == _DASH or tokens.keys[i - 1] not in OPENERS)
    }


def stands_instead(mine: Sequence[str], theirs: Sequence[str], names: Container[str], language: Language) -> bool:
    """Return whether two sentences, as `in_order` gives them, are the same but for a few words of which one says something else.

    `names` are the words of both with a capital. A claim of which further words are missing is told in other words.
    """
    kept, runs = _aligned(mine, theirs)
    if kept > _MOST or 2 * kept < _LIKE * (len(mine) + len(theirs)):
        return False
    if any(_is_part(other, language) for one, other in runs if not one):
        return True
    untold = sum(_says(word, language) for one, other in runs if not other for word in one)
    return untold <= _UNTOLD and any(_says_other(one, other, names, language) for one, other in runs if one and other)


def _says_other(one: Sequence[str], other: Sequence[str], names: Container[str], language: Language) -> bool:
    """Return whether each of two runs of words says something by its words alone: no slip or short form, no term or place for a word."""
    if any(word[0] == _OTHER for word in (*one, *other)) or _bare(one) == _bare(other):
        return False
    one, other = ([word for word in run if word not in language.stops] for run in (one, other))
    if _are_initials(one, other) or _are_initials(other, one) or _has(_TERM, one) != _has(_TERM, other):
        return False
    if _has(_PLACE, one) != _has(_PLACE, other) and not any(word in names for word in (*one, *other)):
        return False
    return all(any(_says(word, language) for word in run) for run in (one, other))


def _is_part(added: Sequence[str], language: Language) -> bool:
    """Return whether words that a text adds name a part of what both tell of: Khoa Nhi của Bệnh viện …, the lower part of the dam."""
    said = [word for word in added if word not in _ARTICLES]
    return said[-1:] in _OF and any(_says(word, language) for word in said)


def _has(sign: str, run: Sequence[str]) -> bool:
    return any(word[0] == sign for word in run)


def _says(word: str, language: Language) -> bool:
    return (
        word[0] in (_TERM, _PLACE)
        or word in language.numerals
        or (word[0] != _OTHER and word not in language.stops and language.weights.get(word, 1.0) >= _TELLING)
    )


def _bare(run: Sequence[str]) -> str:
    """Return the letters of a run without their marks, which are easily set on another: vừa, vưà."""
    return "".join(sign for sign in unicodedata.normalize("NFD", " ".join(run)) if not unicodedata.combining(sign))


def _are_initials(one: Sequence[str], other: Sequence[str]) -> bool:
    return "".join(one) == "".join(word[0] for word in other)


def _aligned(mine: Sequence[str], theirs: Sequence[str]) -> tuple[int, list[Run]]:
    """Return how many words two sentences have in one order, and the runs of others that stand between the same two of them."""
    table = [[0] * (len(theirs) + 1)]
    for word in mine:
        row, above = [0], table[-1]
        for j, twin in enumerate(theirs):
            row.append(above[j] + 1 if word == twin else max(above[j + 1], row[j]))
        table.append(row)
    return table[-1][-1], list(_between(table, mine, theirs))


def _between(table: Sequence[Sequence[int]], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Run]:
    """Yield the runs of words between each two words of their longest common order, the last first; either may be empty."""
    i, j, here, there = len(mine), len(theirs), list[str](), list[str]()
    while i or j:
        if i and j and mine[i - 1] == theirs[j - 1]:
            yield here[::-1], there[::-1]
            i, j, here, there = i - 1, j - 1, [], []
        elif i and (not j or table[i - 1][j] >= table[i][j - 1]):
            i -= 1
            here.append(mine[i])
        else:
            j -= 1
            there.append(theirs[j])
    yield here[::-1], there[::-1]
