"""When a differing number is certain enough to tell the claim's own fact: a wrong contradiction is worse than a missed one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from factcheck.model import Mention

_SAME_UNIT = 0.65  # least likeness of units: an untold unit contradicts nothing, and a rate no whole
# Words right beside the number that only the source has may narrow the metric (youth unemployment); where one that only the claim has is
# missing too, it may be another (net and operating profit).
_STRANGE, _SWAPPED = 0.4, (0.15, 0.1)
_PLACED = 0.03  # what a place or period that both sides name adds to the evidence


class Floor(NamedTuple):
    """The least that a match must have in score and features, and the most of the claim's names that the document may lack."""

    score: float
    document: float
    passage: float
    near: float
    evidence: float
    absent: float

    def holds(self, score: float, features: Mapping[str, float], placed: float = 0.0) -> bool:
        """Return whether a match reaches the floor; `placed` adds to its evidence."""
        return (
            score >= self.score
            and features["claim words in document"] >= self.document
            and features["claim words in passage"] >= self.passage
            and features["claim words near"] >= self.near
            and features["evidence"] + placed >= self.evidence
            and features["names absent"] <= self.absent
        )


# Found on development data (docs/accuracy.md): where both are dated to one week, where a short passage shares rare words, and else.
SAME_WEEK = Floor(score=0.3, document=0.4, passage=0.0, near=0.0, evidence=0.03, absent=0.7)
SHORT = Floor(score=0.5, document=0.0, passage=0.5, near=0.0, evidence=0.12, absent=0.5)
PLAIN = Floor(score=0.4, document=0.75, passage=0.4, near=0.2, evidence=0.06, absent=0.4)


def is_certain(target: Mention, mention: Mention, score: float, features: Mapping[str, float], same_week: bool) -> bool:
    """Return whether a mention with another value certainly tells the target's fact; `same_week` where claim and source are dated so."""
    if features["unit"] < _SAME_UNIT or features["other role"] or features["other kin"]:
        return False
    if same_week and SAME_WEEK.holds(score, features):
        return True
    if features["other terms"] or features["terms missing"] or (target.scope.places and not mention.scope.places):
        return False
    if features["strange words"] > _STRANGE or (features["strange words"] > _SWAPPED[0] and features["missing words"] > _SWAPPED[1]):
        return False
    placed = bool(target.scope.places and mention.scope.places) + bool(target.scope.period and mention.scope.period)
    return SHORT.holds(score, features) or PLAIN.holds(score, features, _PLACED * placed)
