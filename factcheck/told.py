"""What a sentence tells beside its quantities: times, numbers in names, ranks, directions, denials and proper names, with their places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from operator import and_

from factcheck import lang as languages
from factcheck.extract import Reading
from factcheck.extract.quantities import Time
from factcheck.extract.tokens import Memo, Tokens
from factcheck.lang import calendar
from factcheck.lang.base import Language, fold
from factcheck.lang.gazetteer import WHOLES
from factcheck.model import Period
from factcheck.rows import NamedTuple

TIME, NUMBER, RANK, DIRECTION, DENIAL, NAME = "time", "number", "rank", "direction", "denial", "name"
_DIGIT_WEIGHT = 0.6
_WHOLES = frozenset(tuple(map(fold, whole.split())) for whole in WHOLES)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_MOST_ROMAN = 7
_IN_CODE = "-/_.:+"
_JOINTS = frozenset(("-", ".", "&", "'", "’"))
_LIST = frozenset((",", "và", "and", "&", "-", "đến", "to"))
_TO = frozenset(("đến", "tới", "to", "until", "through", "-"))
_LEAST_NAME, _LEAST_LETTERS = 2, 4
_TITLE_CASE = 0.6  # share of words with a capital above which capitals tell nothing
_DENIED = 2  # words behind a denial that it may still deny


class Item(NamedTuple):
    """One thing told: its kind, what it is compared by, and its tokens."""

    kind: str
    value: object
    first: int
    end: int


class Told(NamedTuple):
    """A sentence by its tokens, the weight of each as a word (0 for marks), and what it tells, left to right."""

    sentence: int
    tokens: Tokens
    weights: tuple[float, ...]
    items: tuple[Item, ...]


class Name(NamedTuple):
    """A proper name, folded, and for a place its level where it is told."""

    text: str
    level: str = ""
    place: bool = False


class When(NamedTuple):
    """A time, and whether its year is written."""

    period: Period
    year: bool


def read_told(reading: Reading, n: int) -> Told:
    """Return what sentence n of a text tells."""
    tokens, language = reading.tokens(n), reading.language
    taken = [False] * len(tokens.keys)
    items = _times(tokens, reading.times(n), taken)
    for quantity in reading.quantities(n):
        first, end = (bisect_left(tokens.starts, at) for at in quantity.span)
        taken[first:end] = [True] * (end - first)
    items += _ranks(tokens, language, taken)
    items += _numbers(tokens, language, taken)
    items += _words(tokens, language)
    items += _names(reading, n, taken)
    known = _weights(language.code)
    weights = tuple([_DIGIT_WEIGHT if digit else known[key] for key, digit in zip(tokens.keys, tokens.digits, strict=True)])
    return Told(n, tokens, weights, tuple(sorted(items, key=lambda item: (item.first, item.end))))


@cache
def _weights(code: str) -> Memo[str, float]:
    """Return the weight of a folded word, none of a mark."""
    language = languages.get(code)
    return Memo(lambda key: language.weights.get(language.stem(key), 1.0) if key[0].isalpha() else 0.0)


@cache
def _openers(code: str) -> frozenset[str]:
    """Return the words that a rank, a denial or a word with an opposite can begin with; most words are none of them."""
    language = languages.get(code)
    return frozenset().union(language.ordinals.firsts(), language.denials.firsts(), language.opposites.firsts())


def _times(tokens: Tokens, times: Sequence[Time], taken: list[bool]) -> list[Item]:
    """Return the times with fixed days; từ ngày 3/6 đến ngày 11/6 is one."""
    items: list[Item] = []
    for time in times:
        taken[time.first : time.end] = [True] * (time.end - time.first)
        if time.period is None or not any(tokens.digits[time.first : time.end]):  # hôm nay, tháng ba
            continue
        year = any(calendar.full_year(key) is not None or key[-5:-4] == "." for key in tokens.keys[time.first : time.end])
        item = Item(TIME, When(time.period, year), time.first, time.end)
        before = items[-1] if items and items[-1].end == time.first - 1 and tokens.keys[time.first - 1] in _TO else None
        if before is not None and isinstance(before.value, When) and before.value.period.start < time.period.end:
            both = Period(before.value.period.start, time.period.end, year_known=time.period.year_known)
            items[-1] = Item(TIME, When(both, year), before.first, time.end)
        else:
            items.append(item)
    return items


def _roman(word: str) -> int | None:
    """Return the value of a Roman numeral in capitals, or None."""
    folded = word.lower()
    if not word.isupper() or len(word) > _MOST_ROMAN or any(c not in _ROMAN for c in folded):
        return None
    total = 0
    for here, after in zip(folded, folded[1:] + " ", strict=True):
        total += -_ROMAN[here] if _ROMAN.get(after, 0) > _ROMAN[here] else _ROMAN[here]
    return total


def _ranks(tokens: Tokens, language: Language, taken: list[bool]) -> list[Item]:
    """Return the places in an order: thứ ba, nhất, đầu tiên, third, the second-largest, the largest."""
    items, i, keys, openers = [], 0, tokens.keys, _openers(language.code)
    while i < len(keys):
        found = _rank_at(tokens, language, i) if keys[i] in openers else None
        if found is None:
            i += 1
            continue
        if found[0][1] and not taken[i]:  # not thống nhất, which only ends like one
            items.append(Item(RANK, found[0], i, found[1]))
        taken[i : found[1]] = [True] * (found[1] - i)
        i = found[1]
    return items


def _rank_at(tokens: Tokens, language: Language, i: int) -> tuple[tuple[str, int], int] | None:
    """Return the rank at token i with the word it ranks by (lớn thứ ba: lớn; second-largest: largest), and the index after it."""
    keys, found = tokens.keys, language.ordinals.at(tokens.keys, i)
    value, end = found if found is not None else (0, i)
    if language.code == "vi":
        return ((tokens.key(i - 1), value), end) if found is not None else None
    at = end + (tokens.key(end) == "-" and end > i)
    if at < len(keys) and keys[at].endswith("est") and language.opposites.at(keys, at) is not None:
        return (keys[at], value or 1), at + 1
    return ((tokens.key(end), value), end) if found is not None else None


def _numbers(tokens: Tokens, language: Language, taken: list[bool]) -> list[Item]:
    """Return the numbers that are part of a name or code: SEA Games 32, Điều 249, 596/QĐ-TTg, khóa XV; a list of them is one."""
    items, keys, i = [], tokens.keys, 0
    while i < len(keys):
        end = None if taken[i] else _number_end(tokens, language, i)
        if end is None:
            i += 1
            continue
        if _is_score(tokens, i):
            i += 3
            continue
        told = set(_parts(tokens, i, end))
        while tokens.key(end) in _LIST and end + 1 < len(keys) and tokens.digits[end + 1]:
            first, end = end + 1, _number_end(tokens, language, end + 1) or end + 2
            told.update(_parts(tokens, first, end))
        items.append(Item(NUMBER, frozenset(told), i, end))
        taken[i:end] = [True] * (end - i)
        i = end
    return items


def _number_end(tokens: Tokens, language: Language, i: int) -> int | None:
    """Return the index after the number or code that begins at token i, or None."""
    if not tokens.digits[i]:
        if not _ROMAN.keys() >= set(tokens.keys[i]) or not _roman(tokens.word(i)):
            return None
        named = language.code_words.before(tokens.keys, i) or language.rank_words.before(tokens.keys, i)
        return i + 1 if named is not None and named[0] else None
    end = i + 1
    while tokens.glued(end) and (tokens.word(end)[0].isalnum() or tokens.word(end) in _IN_CODE):
        if tokens.word(end) == "." and tokens.key(end + 1).isalpha():
            break  # 512.Máy: the next sentence
        end += 1
    while end > i + 1 and tokens.word(end - 1) in _IN_CODE:
        end -= 1
    return end


def _is_score(tokens: Tokens, i: int) -> bool:
    """Return whether the score of a match begins at token i: 3-0, which one half may end with and the match not."""
    return tokens.key(i + 1) in ("-", ":") and tokens.key(i + 2).isdecimal() and len(tokens.key(i)) == len(tokens.key(i + 2)) == 1


def _parts(tokens: Tokens, first: int, end: int) -> list[str]:
    """Return a number or code as it is compared: Roman numerals as digits, without leading zeros, a range as its two ends."""
    if end == first + 1 and (roman := _roman(tokens.word(first))):
        return [str(roman)]
    text = "".join(tokens.keys[first:end]).replace(",", ".")
    parts = text.split("-") if text.replace("-", "").isdecimal() else [text]
    return [part.lstrip("0") for part in parts]


def _words(tokens: Tokens, language: Language) -> list[Item]:
    """Return the words that have an opposite, and those that deny what follows them."""
    items: list[Item] = []
    i, keys, openers = 0, tokens.keys, _openers(language.code)
    while i < len(keys):
        if keys[i] not in openers:
            i += 1
            continue
        denial = language.denials.at(keys, i)
        if denial is not None:
            if denial[0] and language.contrasts.isdisjoint(keys[denial[1] :]):  # không bằng danh hiệu, mà bằng kỷ luật
                items.append(Item(DENIAL, True, i, denial[1]))
            i = denial[1]
            continue
        opposite = language.opposites.at(keys, i)
        denied = bool(items) and items[-1].kind == DENIAL and i - items[-1].end < _DENIED
        if opposite is not None and not denied:  # không tăng is not giảm
            items.append(Item(DIRECTION, opposite[0], i, opposite[1]))
        i = opposite[1] if opposite is not None else i + 1
    return items


def _names(reading: Reading, n: int, taken: Sequence[bool]) -> list[Item]:
    """Return the proper names and places of a sentence; in one that is written in capitals or title case there are none to tell."""
    tokens = reading.tokens(n)
    capital = [tokens.text[start].isupper() for start in tokens.starts]
    letters = [key[0].isalpha() for key in tokens.keys]
    if sum(map(and_, capital, letters)) > _TITLE_CASE * sum(letters):
        return []
    places = {s.first: s for s in reading.places(n)}
    items, i = [], 0
    while i < len(tokens.keys):
        standing = places.get(i)
        if standing is None and not capital[i]:
            i += 1
            continue
        if standing is not None:
            if (
                standing.place.name and not standing.whole and tuple(map(fold, standing.place.label.split())) not in _WHOLES
            ):  # cả nước names none
                items.append(Item(NAME, Name(standing.place.name, standing.place.level, True), i, standing.end))
            i = standing.end
            continue
        end = i
        while end < len(tokens.keys) and end not in places and not taken[end] and capital[end]:
            end += 1
            if tokens.key(end) in _JOINTS and tokens.glued(end) and tokens.glued(end + 1) and tokens.word(end + 1)[:1].isupper():
                end += 1
        first = i
        while first < end and tokens.keys[first] in reading.language.titles:
            first += 1
        if _is_name(tokens, first, end):
            items.append(Item(NAME, Name(" ".join(k for k in tokens.keys[first:end] if k[0].isalpha())), first, end))
        i = max(end, i + 1)
    return items


def _is_name(tokens: Tokens, first: int, end: int) -> bool:
    """Return whether words with capitals make a proper name: several do, one alone where it opens nothing and is no word of Vietnamese."""
    if end - first >= _LEAST_NAME:
        return True
    return end > first > 0 and len(tokens.keys[first]) >= _LEAST_LETTERS and tokens.keys[first].isascii()
