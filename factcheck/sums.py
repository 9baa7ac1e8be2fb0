"""What words add up to for all phrasings at once: a word is one long number with a field for each phrasing, and to add it is one addition.

So it costs the same however many claims share a word, and no more than twice the time for many times the claims.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, compress
from math import exp, floor

from factcheck.around import LONGEST_RUN
from factcheck.bounds import SLACK, Bound, Model
from factcheck.features import UNTOLD_MONEY
from factcheck.rows import NamedTuple
from factcheck.slots import odds

_BYTES, _TOP = 2, 0x8000  # of a field, and the bit that says that the sum got there
_FINEST, _ROOM = 256, 30_000  # steps of a log odds, and the most steps that a sum may have
_SLOPES = (0, 2, 4)  # the log odds of the slot count once, four times and sixteen times beside those of the topic
_FURTHEST, _PARTS = 40, 20  # log odds above which a likelihood is as good as certain, and steps in one, to find a least sum
_CURVE = 0.05  # more than a least sum found so can be too high (measured: 0.03)
_SPARSE = 1000  # a word that one phrasing in so many has, or fewer, is kept as a list
_TIMES = (1, 1, 1 << _SLOPES[-1], 1 << _SLOPES[-1], (1 << _SLOPES[-1]) + 1)  # how often each of `_added` counts at most
_HIGHEST = bytes(byte >> 7 for byte in range(256))
_Row = list[tuple[int, int]]  # fields and their values


class Fields:
    """Numbers for many phrasings at once, each in a field of one long number."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._bytes = _BYTES * size

    def packed(self, row: Iterable[tuple[int, int]]) -> int:
        """Return the long number with these values in these fields; of one field, all are added."""
        fields = array("H", bytes(self._bytes))
        for place, value in row:
            fields[place] += value
        if sys.byteorder == "big":
            fields.byteswap()
        return int.from_bytes(fields.tobytes(), "little")

    def marks(self, places: Iterable[int]) -> int:
        """Return the long number with the highest bit of these fields."""
        return self.packed((place, _TOP) for place in places)

    def marked(self, number: int) -> list[int]:
        """Return the fields, in order, that have their highest bit."""
        if not number:
            return []
        tops = number.to_bytes(self._bytes, "little")[_BYTES - 1 :: _BYTES]
        return list(compress(range(self.size), tops.translate(_HIGHEST)))


class Table:
    """What each word adds to the fields of the phrasings that have it; the sum of one that many have is made when it is first met."""

    def __init__(self, fields: Fields, rows: Mapping[str, _Row]) -> None:
        few = fields.size // _SPARSE
        self._fields, self._rows, self.words = fields, rows, rows.keys()
        self._rare = {key for key, row in rows.items() if len(row) <= few} if few else set()
        self._long: dict[str, int] = {}

    def sum(self, words: Collection[str]) -> int:
        """Return what words add together; each counts once."""
        long, rows = self._long, self._rows
        for key in self.words & words:
            if key not in long and key not in self._rare:
                long[key] = self._fields.packed(rows[key])
        rare = [field for key in words if key in self._rare for field in rows[key]]
        return sum([long[key] for key in words if key in long], self._fields.packed(rare) if rare else 0)


class Told(NamedTuple):
    """What a document's words add to each phrasing's topic, and the phrasings that it may tell in another spelling of a name."""

    topic: int
    spelled: list[int]


class Sums:
    """Which phrasings the words of a document, and of a sentence in it, may tell with a likelihood of at least `least`.

    Where the product of two likelihoods is `least`, the sum of their log odds is smallest where the two are equal.
    """

    def __init__(self, model: Model, bounds: Sequence[Bound], least: float, half: float) -> None:
        """Take what bounds each phrasing; names may be spelled in another way where a document holds the share `half` of its words."""
        self.fields = Fields(len(bounds))
        tables: tuple[dict[str, _Row], ...] = ({}, {}, {}, {}, {})
        topic: _Row = []
        spelled: _Row = []
        both: list[tuple[_Row, _Row]] = [([], []) for _ in _SLOPES]  # where the units are told, and where one is not
        least_sums = [_least_sum(1 << slope, least) for slope in _SLOPES]
        for place, bound in enumerate(bounds):
            rows = _added(model, bound)
            wide, narrow = model.topic + model.week * bound.dated, model.slot + model.back - model.missing * bound.several
            need = odds(least) - SLACK - wide - model.other_numbers * bound.several
            needs = [
                [least_sum - wide - (narrow + model.unit * unit) * (1 << slope) for unit in (1, UNTOLD_MONEY)]
                for slope, least_sum in zip(_SLOPES, least_sums, strict=True)
            ]
            whole = sum([sum(row.values()) * times for row, times in zip(rows, _TIMES, strict=True)])
            count = sum([len(row) * times for row, times in zip(rows, _TIMES, strict=True)])
            steps = min(_FINEST, floor((_ROOM - count) / max(1.0, need, whole, *map(max, needs))))
            if steps <= 0:  # one of endless length is always looked at
                rows, need, needs, steps = ({}, {}, {}, {}, {}), 0.0, [[0.0, 0.0] for _ in _SLOPES], 1
            topic.append((place, _start(need * steps)))
            for columns, row in zip(both, needs, strict=True):
                for column, value in zip(columns, row, strict=True):
                    column.append((place, _start(value * steps)))
            if bound.names:
                spelled.append((place, _start((half - SLACK) * model.document * steps)))
            for table, added in zip(tables, rows, strict=True):
                for key, gain in added.items():
                    table.setdefault(key, []).append((place, 1 + floor(gain * steps)))
        packed = self.fields.packed
        self._document, self._passage, self._own, self._run, self._values = (Table(self.fields, table) for table in tables)
        self._topic, self._spelled = packed(topic), packed(spelled)
        self._both = [(slope, packed(told), packed(untold)) for slope, (told, untold) in zip(_SLOPES, both, strict=True)]
        self._tops, self._named = self.fields.marks(range(len(bounds))), self.fields.marks(place for place, _ in spelled)
        self.words = self._document.words

    def document(self, words: Collection[str], place: str) -> Told | None:
        """Return what the words of a document add; None where no phrasing can be reached with them and its place."""
        held = self.words & words
        told = self._document.sum(held)
        if not (self._topic + told + self._passage.sum(held | {place})) & self._tops:
            return None
        return Told(told, self.fields.marked((self._spelled + told) & self._named))

    def sentence(
        self,
        told: Told,
        window: Collection[str],
        own: Collection[str],
        before: Collection[str],
        values: Collection[str],
        like: int,
        untold: int,
    ) -> list[int]:
        """Return the phrasings that a sentence may tell, in order.

        `told` is what the words of its document add; `window` and `own` are the words of its passage and its own, `before` the runs of
        tokens right before its numbers (`runs`), `values` the values of those. `like` marks the phrasings that may have like units,
        `untold` those where one of two units is untold.
        """
        topic = told.topic + self._passage.sum(self.words & window)
        reached = (self._topic + topic) & (like | untold)
        if not reached:
            return []
        others = self._values.sum(values)
        beside = self._own.sum(self.words & own) + self._run.sum(before) + others
        topic += others
        for slope, told_units, untold_units in self._both:
            both = topic + (beside << slope)
            reached &= ((told_units + both) & like) | ((untold_units + both) & untold)
        return self.fields.marked(reached)


def _start(need: float) -> int:
    """Return what a field begins with, to have its highest bit where what is needed was added."""
    return _TOP - max(0, floor(need))


@cache
def _least_sum(times: int, least: float) -> float:
    """Return the least that one log odds and some times another can add up to where the product of the two likelihoods is `least`.

    The sum is a smooth curve with one lowest point, so that beside the best of many places nothing lies much lower.
    """
    if not 0 < least < 1:
        return -_FURTHEST * (1.0 + times)
    low = odds(least)
    rest = (low + SLACK + step / _PARTS for step in range(_FURTHEST * _PARTS))
    lowest = min(slot * times + odds(min(1.0, least * (1 + exp(-slot)))) for slot in rest)
    return lowest - times * SLACK - _CURVE


def runs(tokens: Sequence[str]) -> Iterator[str]:
    """Yield each run of tokens from a number outwards as one text."""
    return accumulate(tokens, "{1} {0}".format)


def _added(model: Model, bound: Bound) -> tuple[dict[str, float], ...]:
    """Return what is added at most by a word in document, passage and sentence, by a run before a number, by a value beside it."""
    own: dict[str, float] = {}
    before: dict[str, float] = {}
    values: dict[str, float] = {}
    for asked in bound.asked:
        mine = {gain.key: model.sentence * gain.share for gain in bound.gains}
        for weight, words in ((model.before, asked.left), (model.behind, asked.right), (model.clause, asked.clause)):
            for key, share in words.items():
                if key in mine:
                    mine[key] += weight * share
        own = {key: max(gain, own[key]) for key, gain in mine.items()} if own else mine
        before |= dict.fromkeys(runs(asked.run), model.run / LONGEST_RUN)
        for value in asked.others:
            values[value] = max(values.get(value, 0.0), max(model.other_numbers, model.missing) / len(asked.others))
    return {gain.key: gain.document for gain in bound.gains}, {gain.key: gain.passage for gain in bound.gains}, own, before, values
