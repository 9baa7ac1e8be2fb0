"""A claim's sentence against one that tells it again: where the two differ in something that is no quantity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from factcheck.lang.calendar import last_day
from factcheck.model import Period
from factcheck.rows import NamedTuple
from factcheck.told import DENIAL, Item, Name, Told, When

_REACH = 8  # tokens on each side of a slot that are compared
_DENIED = 10  # tokens before a word in which a denial may deny it: chưa quyết liệt, làm hết trách nhiệm
_SKIP = 2  # tokens that may stand in the place of a denial: chưa mở rộng, tích cực mở rộng
_SMALL = 0.3  # weight of a word that may be told on one side only in sentences that are the same word for word
_PARTS = re.compile(r"[-/_.:+]+")
_YEARS = ("year", "years")


class Context(NamedTuple):
    """How alike the words around two slots are: the weight that they share on each side, and on how many sides the nearest token agrees."""

    left: float
    right: float
    beside: int

    @property
    def both(self) -> float:
        """Return the weight shared on both sides."""
        return self.left + self.right


class Difference(NamedTuple):
    """What a claim tells, what a sentence tells in its place, and how alike the words around are."""

    mine: Item
    theirs: Item
    context: Context

    @property
    def kind(self) -> str:
        """Return what both are: a time, a number in a name, …"""
        return self.mine.kind

    @property
    def of_years(self) -> bool:
        """Return whether whole years differ."""
        return isinstance(self.mine.value, When) and precision(self.mine.value.period) in _YEARS


def context(one: Told, first: int, end: int, other: Told, start: int, stop: int) -> Context:
    """Return how alike the words around the tokens first to end of one sentence and start to stop of another are."""
    left, before = _shared(one, _before(first), other, _before(start))
    right, behind = _shared(one, _behind(one, end), other, _behind(other, stop))
    return Context(left, right, before + behind)


def around(one: Told, mine: Item, other: Told, theirs: Item) -> Context:
    """Return how alike the words around two items are."""
    return context(one, mine.first, mine.end, other, theirs.first, theirs.end)


def _before(at: int) -> range:
    return range(at - 1, max(-1, at - 1 - _REACH), -1)


def _behind(told: Told, at: int) -> range:
    return range(at, min(len(told.weights), at + _REACH))


def _shared(one: Told, mine: range, other: Told, theirs: range) -> tuple[float, bool]:
    """Return the weight of the longest common subsequence of two runs of tokens, and whether the first of both agree."""
    if not mine or not theirs:
        return 0.0, not mine and not theirs
    keys = [other.tokens.keys[j] for j in theirs]
    row = [0.0] * (len(keys) + 1)
    for i in mine:
        before, row, key = row, [0.0], one.tokens.keys[i]
        for k, there in enumerate(keys):
            row.append(before[k] + one.weights[i] if key == there else max(before[k + 1], row[k]))
    return row[-1], one.tokens.keys[mine[0]] == keys[0]


def verbatim(row: Difference, one: Told, other: Told) -> tuple[int, float]:
    """Return how many tokens before a slot, or behind it, both sentences have one by one but for small words, and their weight."""
    before = _one_by_one(one, row.mine.first - 1, other, row.theirs.first - 1, -1)
    return max(before, _one_by_one(one, row.mine.end, other, row.theirs.end, 1))


def _one_by_one(one: Told, i: int, other: Told, j: int, step: int) -> tuple[int, float]:
    tokens, weight = 0, 0.0
    while 0 <= i < len(one.weights) and 0 <= j < len(other.weights):
        if one.tokens.keys[i] == other.tokens.keys[j]:
            tokens, weight, i, j = tokens + 1, weight + one.weights[i], i + step, j + step
        elif other.weights[j] < _SMALL:
            j += step
        elif one.weights[i] < _SMALL:
            i += step
        else:
            break
    return tokens, weight


def precision(period: Period) -> str:
    """Return how exactly a period is told: day, month, months, year, years, or a span of days."""
    start, end = period.start, period.end
    if start == end:
        return "day"
    if start.day != 1 or end.day != last_day(end.year, end.month):
        return "span"
    months = 12 * (end.year - start.year) + end.month - start.month + 1
    return "month" if months == 1 else "months" if months < 12 else "year" if months == 12 else "years"


def differ(mine: Item, theirs: Item) -> bool:
    """Return whether two items of one kind cannot both hold of one thing."""
    a, b = mine.value, theirs.value
    if isinstance(a, When) and isinstance(b, When):
        return times_differ(a, b)
    if isinstance(a, Name) and isinstance(b, Name):
        return names_differ(a, b)
    if isinstance(a, tuple) and isinstance(b, tuple):  # a side of opposites by their name, or a rank by what it ranks
        return bool(a[0] == b[0] and a[1] != b[1])
    return not same(mine, theirs)


def _one_code(one: str, other: str) -> bool:
    """Return whether two codes may be one, told in full or by its beginning: Nghị định 131, 131/2013/NĐ-CP."""
    return all(a == b for a, b in zip(_PARTS.split(one), _PARTS.split(other), strict=False))


def times_differ(mine: When, theirs: When) -> bool:
    """Return whether two times told equally exactly are not the same; a year counts only where both write it."""
    a, b = mine.period, theirs.period
    if precision(a) != precision(b):
        return False
    if mine.year and theirs.year:
        return (a.start, a.end) != (b.start, b.end)
    if precision(a) in _YEARS:
        return False
    return (a.start.month, a.start.day, a.end.month, a.end.day) != (b.start.month, b.start.day, b.end.month, b.end.day)


def names_differ(mine: Name, theirs: Name) -> bool:
    """Return whether two proper names are of one kind and not two forms of one; a place and what is no place may stand for one another."""
    if mine.text == theirs.text:
        return bool(mine.level and theirs.level) and mine.level != theirs.level
    return mine.place == theirs.place and mine.level == theirs.level and not one_name(mine, theirs)


def one_name(mine: Name, theirs: Name) -> bool:
    """Return whether two proper names may be forms of one: a shared word, an abbreviation, another spelling."""
    a, b = mine.text.split(), theirs.text.split()
    if set(a) & set(b) or _initials(a) == "".join(b) or _initials(b) == "".join(a):
        return True
    return _alike("".join(a), "".join(b))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _alike(one: str, other: str) -> bool:
    """Return whether two names may be one in two spellings, by the pairs of letters that they share: Kyiv, Kiev."""
    pairs = [{word[i : i + 2] for i in range(len(word) - 1)} for word in (one, other)]
    return 2 * len(pairs[0] & pairs[1]) >= min(map(len, pairs))


def same(one: Item, other: Item) -> bool:
    """Return whether an item tells what another of its kind tells; a day is told by a span of days that holds it."""
    a, b = one.value, other.value
    if isinstance(a, When) and isinstance(b, When):
        held = precision(a.period) == "day" and precision(b.period) == "span" and b.period.start <= a.period.start <= b.period.end
        return held or (precision(a.period) == precision(b.period) and not times_differ(a, b))
    if isinstance(a, frozenset) and isinstance(b, frozenset):
        return all(any(_one_code(mine, theirs) for theirs in b) for mine in a)
    return one_name(a, b) if isinstance(a, Name) and isinstance(b, Name) else a == b


def told_again(item: Item, sentences: Iterable[Told]) -> Iterator[tuple[Told, Item]]:
    """Yield where sentences tell the same as an item."""
    return ((told, other) for told in sentences for other in told.items if other.kind == item.kind and same(item, other))


def is_told(owner: Told, item: Item, sentences: Iterable[Told], least: float = 0.0) -> bool:
    """Return whether some sentence tells the same in words that share at least this weight with those around the item."""
    return any(not least or around(owner, item, told, other).both >= least for told, other in told_again(item, sentences))


def differences(claim: Told, source: Told) -> Iterator[Difference]:
    """Yield where a sentence tells something else than a claim's, for each item the place whose words are most alike."""
    for mine in claim.items:
        if mine.kind == DENIAL:
            rows = [Difference(mine, *row) for row in _undenied(claim, mine, source)]
        else:
            others = [item for item in source.items if item.kind == mine.kind and differ(mine, item)]
            rows = [Difference(mine, theirs, around(claim, mine, source, theirs)) for theirs in others]
        if rows:
            yield max(rows, key=_closeness)
    for theirs in source.items:
        if theirs.kind == DENIAL and (rows := [Difference(here, theirs, words) for here, words in _undenied(source, theirs, claim)]):
            yield max(rows, key=_closeness)


def _closeness(row: Difference) -> tuple[int, float]:
    return row.context.beside, row.context.both


def _undenied(one: Told, denial: Item, other: Told) -> Iterator[tuple[Item, Context]]:
    """Yield the places where another sentence tells what one sentence denies, as an empty item, with their context."""
    keys, word = other.tokens.keys, one.tokens.keys[denial.first]
    behind = next((i for i in range(denial.end, min(len(one.weights), denial.end + _SKIP)) if one.weights[i]), None)
    places = [i for i, key in enumerate(keys) if behind is not None and key == one.tokens.keys[behind]]
    if any(word in keys[max(0, i - _DENIED) : i] or _is_denied(other, i) for i in places):
        return
    for i in places:
        for start in range(i, max(-1, i - _SKIP - 1), -1):
            yield Item(DENIAL, False, i, i), context(one, denial.first, behind or 0, other, start, i)


def _is_denied(told: Told, at: int) -> bool:
    """Return whether a denial stands shortly before token `at`."""
    return any(item.kind == DENIAL and at - _DENIED <= item.first < at for item in told.items)
