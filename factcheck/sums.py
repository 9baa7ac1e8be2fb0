"""What words add up to for all phrasings at once: a word is one long number with a field for each phrasing, and to add it is one addition.

So it costs the same however many claims share a word, and no more than twice the time for many times the claims.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import compress
from math import floor
from typing import NamedTuple

from factcheck.bounds import SLACK, Bound, Model
from factcheck.features import UNTOLD_MONEY
from factcheck.slots import odds

_BYTES, _TOP = 2, 0x8000  # of a field, and the bit that says that the sum got there
_FINEST, _ROOM = 512, 30_000  # steps of a log odds, and the most steps that a sum may have
_SPARSE = 300  # a word that one phrasing in so many has, or fewer, is kept as a list
_HIGHEST = bytes(byte >> 7 for byte in range(256))
_Row = list[tuple[int, int]]  # fields and their values


class Fields:
    """Numbers for many phrasings at once, each in a field of one long number."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._bytes = _BYTES * size

    def packed(self, row: Iterable[tuple[int, int]]) -> int:
        """Return the long number with these values in these fields; of one field, all are added."""
        fields = bytearray(self._bytes)
        for place, value in row:
            at = _BYTES * place
            value += fields[at] + 256 * fields[at + 1]
            fields[at : at + _BYTES] = value.to_bytes(_BYTES, "little")
        return int.from_bytes(fields, "little")

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
    """What each word adds to the fields of the phrasings that have it; of a word that few have, only a list is kept."""

    def __init__(self, fields: Fields, rows: Mapping[str, _Row]) -> None:
        few = fields.size // _SPARSE
        self._fields, self.words = fields, rows.keys()
        self._long = {key: fields.packed(row) for key, row in rows.items() if len(row) > few}
        self._lists = {key: row for key, row in rows.items() if len(row) <= few}

    def sum(self, words: Collection[str]) -> int:
        """Return what words add together; each counts once."""
        long, lists = self._long, self._lists
        rare = [field for key in words if key in lists for field in lists[key]] if lists else None
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
        both: _Row = []
        weak: _Row = []
        spelled: _Row = []
        for place, bound in enumerate(bounds):
            rows = _added(model, bound)
            needs, unit = _needs(model, bound, least), model.unit * (1 - UNTOLD_MONEY)
            most = max(needs[0], needs[1] + unit, 1.0, sum([gain for row in rows for gain in row.values()]))
            steps = floor((_ROOM - sum(map(len, rows))) / most)
            if steps <= 0:  # one of endless length is always looked at
                rows, needs, steps = ({}, {}, {}, {}, {}), (0.0, 0.0), 1
            steps = min(steps, _FINEST)
            topic.append((place, _TOP - max(0, floor(needs[0] * steps))))
            both.append((place, _TOP - max(0, floor(needs[1] * steps))))
            weak.append((place, _TOP - max(0, floor((needs[1] + unit) * steps))))
            if bound.names:
                spelled.append((place, _TOP - floor((half - SLACK) * model.document * steps)))
            for table, row in zip(tables, rows, strict=True):
                for key, gain in row.items():
                    table.setdefault(key, []).append((place, 1 + floor(gain * steps)))
        self._document, self._passage, self._own, self._run, self._values = (Table(self.fields, table) for table in tables)
        self._topic, self._both, self._weak, self._spelled = map(self.fields.packed, (topic, both, weak, spelled))
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

        `told` is what the words of its document add; `window` and `own` are the words of its passage and its own, `before` the tokens that
        stand right before its numbers, `values` the values of those, `like` marks the phrasings that may have like units, `untold` those where a unit is untold.
        """
        topic = told.topic + self._passage.sum(self.words & window)
        reached = (self._topic + topic) & (like | untold)
        if not reached:
            return []
        beside = self._own.sum(self.words & own) + self._run.sum(before) + self._values.sum(values)
        both = ((self._both + topic + beside) & like) | ((self._weak + topic + beside) & untold)
        return self.fields.marked(both & reached)


def _needs(model: Model, bound: Bound, least: float) -> tuple[float, float]:
    """Return the log odds that words must add to a phrasing's topic, and to both models together."""
    topic = model.topic + model.week * bound.dated
    slot = model.slot + model.unit + model.back - model.missing * bound.several
    return odds(least) - SLACK - topic - model.other_numbers * bound.several, 2 * odds(least**0.5) - SLACK - topic - slot


def _added(model: Model, bound: Bound) -> tuple[dict[str, float], ...]:
    """Return what is added at most by a word in the document, in the passage, in the sentence, before a number; and by a value beside it."""
    own: dict[str, float] = {}
    before: dict[str, float] = {}
    values: dict[str, float] = {}
    for asked in bound.asked:
        for key, _, _, share in bound.gains:
            beside = model.before * asked.left.get(key, 0.0) + model.behind * asked.right.get(key, 0.0)
            own[key] = max(own.get(key, 0.0), model.sentence * share + beside + model.clause * asked.clause.get(key, 0.0))
        before |= dict.fromkeys(asked.run[:1], model.run)
        for value in asked.others:
            values[value] = max(values.get(value, 0.0), (model.other_numbers + model.missing) / len(asked.others))
    return {gain.key: gain.document for gain in bound.gains}, {gain.key: gain.passage for gain in bound.gains}, own, before, values
