"""How likely a pair can be at most, from the words that a document and a sentence hold: what cannot reach a likelihood is not looked at.

A bound adds what each shared word can add at its best, and takes what is not known yet as it would be best. So it leaves out only what the
models would; nothing here is learned.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from itertools import compress
from math import exp, floor
from typing import NamedTuple

from factcheck.features import Phrasing, Slot, shared_words
from factcheck.slots import weights
from factcheck.words import run

_SHARE = "claim words in document"
_WINDOW = ("rare words shared", "evidence", "word pairs shared")
_SLACK = 1e-6  # sums of one set of numbers differ a little with their order
_BYTES, _TOP = 2, 0x8000  # of a phrasing's sum, and the bit that says that it got there
_FINEST, _ROOM = 512, 30_000  # steps of a log odds, and the most steps that a sum may have
_SPARSE = 300  # phrasings for each of which a word in one more is cheaper to add by itself


class Gain(NamedTuple):
    """What a word that both hold adds to the log odds of the topic at most: in the document, and in the passage; and its share of the claim."""

    key: str
    document: float
    passage: float
    share: float


class _Known(NamedTuple):
    """The weights of a model's features that a bound knows, none below zero, and what all others add at their best."""

    most: float
    of: Mapping[str, float]


def _known(model: str, names: Collection[str]) -> _Known:
    table = weights()[model]
    rest = sum(max(0.0, weight) for name, weight in table.items() if name not in names and name != "bias")
    return _Known(table.get("bias", 0.0) + rest, {name: max(0.0, table.get(name, 0.0)) for name in names})


class Model:
    """What the two models give before a bound has looked at a feature, and what it adds."""

    def __init__(self) -> None:
        topic = _known("topic", (_SHARE, *_WINDOW, "same week", "other numbers"))
        beside = ("unit", "run before", "claim words in sentence", "words before", "words behind", "clause in source", "clause in claim")
        slot = _known("slot", beside)
        self.topic, self.week, self.other_numbers = topic.most, topic.of["same week"], topic.of["other numbers"]
        self.slot, self._topic = slot.most, topic.of
        self.unit, self.run, self.sentence, self.before, self.behind, self.clause, self.back = (slot.of[name] for name in beside)
        self.missing = min(0.0, weights()["slot"].get("other numbers missing", 0.0))

    def gains(self, phrasing: Phrasing) -> tuple[Gain, ...]:
        """Return what each word of a phrasing adds at most."""
        of = self._topic
        return tuple(
            Gain(key, of[_SHARE] * told[_SHARE], sum(of[name] * told[name] for name in _WINDOW), told[_SHARE])
            for key, told in shared_words(phrasing)
        )


class Sums:
    """The log odds that words add up to for many phrasings at once: a word is one long number, with a field for each phrasing.

    A word that few phrasings have is kept as a list of them; to add the rest costs one addition a word, however many have it.
    """

    def __init__(self, rows: Iterable[tuple[float, Sequence[tuple[str, float]]]]) -> None:
        """Take for each phrasing what it needs, and what each of its words adds at most."""
        lists: dict[str, list[tuple[int, int]]] = {}
        starts: list[int] = []
        for need, gains in rows:
            most = sum([gain for _, gain in gains])
            steps = min(_FINEST, floor((_ROOM - len(gains)) / max(most, need, 1.0)))
            place = len(starts)
            starts.append(_TOP - (max(0, floor(need * steps)) if steps > 0 else 0))  # one of endless length is always looked at
            for key, gain in gains if steps > 0 else ():
                lists.setdefault(key, []).append((place, 1 + floor(gain * steps)))
        self._size, few = len(starts), 1 + len(starts) // _SPARSE
        self._lists = {key: row for key, row in lists.items() if len(row) <= few}
        self._long = {key: self._packed(row) for key, row in lists.items() if len(row) > few}
        self._start = self._packed(enumerate(starts))
        self._tops = self._packed((place, _TOP) for place in range(len(starts)))
        self.words = lists.keys()

    def _packed(self, row: Iterable[tuple[int, int]]) -> int:
        fields = bytearray(_BYTES * self._size)
        for place, value in row:
            fields[_BYTES * place : _BYTES * (place + 1)] = value.to_bytes(_BYTES, "little")
        return int.from_bytes(fields, "little")

    def reached(self, words: Collection[str]) -> list[int]:
        """Return the phrasings, in order, that need no more than the words add up to."""
        long, lists = self._long, self._lists
        held = self.words & words
        total = sum([long[key] for key in held if key in long], self._start)
        tops = (total & self._tops).to_bytes(_BYTES * self._size, "little")
        out = list(compress(range(self._size), tops[_BYTES - 1 :: _BYTES]))
        added: dict[int, int] = {}
        for key in held:
            for place, gain in lists.get(key, ()):
                added[place] = added.get(place, 0) + gain
        if added:
            fields = total.to_bytes(_BYTES * self._size, "little")
            sums = ((place, fields[_BYTES * place] + 256 * fields[_BYTES * place + 1], gain) for place, gain in added.items())
            if further := [place for place, own, gain in sums if own < _TOP <= own + gain]:
                out = sorted(out + further)
        return out


class Asked(NamedTuple):
    """A number of a phrasing as a bound looks at it: the words beside it, each with its share, those of its clause, and other numbers."""

    left: Mapping[str, float]
    right: Mapping[str, float]
    clause: Mapping[str, float]
    run: tuple[str, ...]
    others: frozenset[str]


class Bound(NamedTuple):
    """What bounds the likelihood of a phrasing: what its topic has before a word is shared, what each word adds, its numbers.

    `names` are those that a document may have in another spelling.
    """

    gains: tuple[Gain, ...]
    asked: tuple[Asked, ...]
    names: tuple[str, ...]


def bound_of(phrasing: Phrasing, gains: tuple[Gain, ...], longest: int) -> Bound:
    """Return what bounds the likelihood of a phrasing; names of so many letters may be spelled in another way."""
    names = tuple(sorted(name for name in phrasing.words.names if len(name) >= longest))
    return Bound(gains, tuple(_asked(slot, phrasing.words.weights) for slot in phrasing.slots), names)


def _asked(slot: Slot, words: Mapping[str, float]) -> Asked:
    around, whole = slot.around, sum(words[key] for key in slot.inside)
    clause: dict[str, float] = {}
    for key in slot.inside if whole else ():
        clause[key] = clause.get(key, 0.0) + words[key] / whole
    left, right = (dict.fromkeys(side, 1 / max(len(side), 1)) for side in (around.left, around.right))
    return Asked(left, right, clause, around.run_left, slot.others)


class Seen(NamedTuple):
    """A number of a sentence as a bound looks at it: the tokens before it, and the values that its sentence tells."""

    run: tuple[str, ...]
    values: frozenset[str]


def reaches(
    model: Model,
    bound: Bound,
    topic: float,
    held: Sequence[Gain],
    own: Container[str],
    like: Iterable[tuple[int, Seen, float]],
    least: float,
) -> bool:
    """Return whether some number of a phrasing may be told in a sentence with a likelihood of at least `least`.

    `topic` are the log odds that the passage can have at most, without other numbers; `held` are the words that the document shares, `own`
    those of the sentence; `like` are numbers of the phrasing beside those of the sentence, and how alike their units are.
    """
    shared = [gain for gain in held if gain.key in own]
    beside = model.slot + model.sentence * sum([gain.share for gain in shared]) + model.back * bool(shared)
    for i, seen, unit in like:
        mine = bound.asked[i]
        told = len(mine.others & seen.values) / len(mine.others) if mine.others else 0.0
        slot = beside + model.unit * unit + model.run * run(mine.run, seen.run)
        if mine.others:
            slot += model.missing * (1 - told)
        for key, *_ in shared:
            slot += model.before * mine.left.get(key, 0.0) + model.behind * mine.right.get(key, 0.0) + model.clause * mine.clause.get(key, 0.0)
        if (1 + exp(-slot)) * (1 + exp(-topic - model.other_numbers * told)) * (least - _SLACK) <= 1:
            return True
    return False
