"""How likely a pair can be at most, from the words that a document and a sentence hold: what cannot reach a likelihood is not looked at.

A bound adds what each shared word can add at its best, and takes what is not known yet as it would be best. So it leaves out only what the
models would; nothing here is learned.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cache
from math import exp

from factcheck.around import run
from factcheck.features import Phrasing, Slot, shared_words
from factcheck.rows import NamedTuple
from factcheck.slots import weights

SLACK = 1e-6  # sums of one set of numbers differ a little with their order
_SHARE = "claim words in document"
_WINDOW = ("rare words shared", "evidence", "word pairs shared")
_BESIDE = ("unit", "run before", "claim words in sentence", "words before", "words behind", "clause in source", "clause in claim")


class Gain(NamedTuple):
    """What a shared word adds to the log odds of the topic at most, in the document and in the passage; and its share of the claim."""

    key: str
    document: float
    passage: float
    share: float


class Asked(NamedTuple):
    """A number of a phrasing as a bound looks at it: the words beside it, each with its share, those of its clause, and other numbers."""

    left: Mapping[str, float]
    right: Mapping[str, float]
    clause: Mapping[str, float]
    run: tuple[str, ...]
    others: frozenset[str]


class Bound(NamedTuple):
    """What bounds the likelihood of a phrasing: what each word adds, its numbers, and whether it is `dated`.

    `names` are those that a document may have in another spelling.
    """

    gains: tuple[Gain, ...]
    asked: tuple[Asked, ...]
    dated: bool
    names: tuple[str, ...]

    @property
    def several(self) -> bool:
        """Return whether the phrasing has several numbers."""
        return len(self.asked) > 1


class Seen(NamedTuple):
    """A number of a sentence as a bound looks at it: the tokens before it, and the values that its sentence tells."""

    run: tuple[str, ...]
    values: frozenset[str]


def _known(model: str, names: Collection[str]) -> tuple[float, dict[str, float]]:
    """Return what a model gives at most before some features are known, and the weights of those, none below zero."""
    table = weights()[model]
    rest = sum(max(0.0, weight) for name, weight in table.items() if name not in names and name != "bias")
    return table.get("bias", 0.0) + rest, {name: max(0.0, table.get(name, 0.0)) for name in names}


@cache
def model() -> Model:
    """Return the models as they bound a likelihood."""
    return Model()


class Model:
    """What the two models give before a bound has looked at a feature, and what it adds."""

    def __init__(self) -> None:
        self.topic, of = _known("topic", (_SHARE, *_WINDOW, "same week", "other numbers"))
        self.document, self.week, self.other_numbers, self._of = of[_SHARE], of["same week"], of["other numbers"], of
        self.slot, beside = _known("slot", _BESIDE)
        self.unit, self.run, self.sentence, self.before, self.behind, self.clause, self.back = (beside[name] for name in _BESIDE)
        self.missing = max(0.0, -weights()["slot"].get("other numbers missing", 0.0))

    def bound(self, phrasing: Phrasing, dated: bool, longest: int) -> Bound:
        """Return what bounds the likelihood of a phrasing; names of so many letters and more may be spelled in another way."""
        of, gains = self._of, []
        for key, told in shared_words(phrasing):
            gains.append(Gain(key, of[_SHARE] * told[_SHARE], sum([of[name] * told[name] for name in _WINDOW]), told[_SHARE]))
        names = tuple(sorted(name for name in phrasing.words.names if len(name) >= longest))
        return Bound(tuple(gains), tuple(_asked(slot, phrasing.words.weights) for slot in phrasing.slots), dated, names)

    def reaches(
        self, bound: Bound, topic: float, held: Sequence[Gain], own: Container[str], like: Iterable[tuple[int, Seen, float]], least: float
    ) -> bool:
        """Return whether some number of a phrasing may be told in a sentence with a likelihood of at least `least`.

        `topic` are the log odds that the passage can have at most, without other numbers; `held` are the words that the document shares,
        `own` those of the sentence; `like` are numbers of the phrasing beside those of the sentence, and how alike their units are.
        """
        shared = [gain for gain in held if gain.key in own]
        beside = self.slot + self.sentence * sum([gain.share for gain in shared]) + self.back * bool(shared)
        for i, seen, unit in like:
            mine = bound.asked[i]
            told = len(mine.others & seen.values) / len(mine.others) if mine.others else 0.0
            slot = beside + self.unit * unit + self.run * run(mine.run, seen.run) - (self.missing * (1 - told) if mine.others else 0.0)
            for key, *_ in shared:
                slot += self.before * mine.left.get(key, 0.0) + self.behind * mine.right.get(key, 0.0)
                slot += self.clause * mine.clause.get(key, 0.0)
            if (1 + exp(-slot)) * (1 + exp(-topic - self.other_numbers * told)) * (least - SLACK) <= 1:
                return True
        return False


def _asked(slot: Slot, words: Mapping[str, float]) -> Asked:
    around, whole = slot.around, sum([words[key] for key in slot.inside])
    clause: dict[str, float] = {}
    for key in slot.inside if whole else ():
        clause[key] = clause.get(key, 0.0) + words[key] / whole
    left, right = (dict.fromkeys(side, 1 / max(len(side), 1)) for side in (around.left, around.right))
    return Asked(left, right, clause, around.run_left, slot.others)
