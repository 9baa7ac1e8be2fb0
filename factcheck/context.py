"""What else a document tells of the claims, to weigh a number that differs from one of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from factcheck.another import another, is_of_sibling, is_remote
from factcheck.answers import Answer
from factcheck.certain import MOST_RIVALS, SAME_UNIT, barred, is_certain, retold, standing
from factcheck.extract import read_statement
from factcheck.match import Index, Target
from factcheck.model import Mention, Quantity
from factcheck.roles import is_reckoned, neighbours
from factcheck.rows import NamedTuple
from factcheck.slots import log_odds, odds
from factcheck.values import same_value, value_key
from factcheck.whose import is_beside, is_of_other_person, is_of_section
from factcheck.words import Passages

MARGIN = 0.1  # a differing number must be this near to the best match of its document, and an agreeing one as near excuses it
_PART = 0.3  # as the same of a number that is told of one place, where the claim names none: it may be a part of what the claim tells
_ODDS = 8.0
_OWN = 0.5  # log odds by which a number must fit another claim better to be that claim's own
_OWN_PLACE = ("clause", "sentence")
_REACH = 2  # sentences within which any agreeing mention excuses a differing one


class Agreed(NamedTuple):
    """Where a document agrees with a claim's number: how likely the best match is, and the sentences of all."""

    best: float
    sentences: frozenset[int]


class Context:
    """What else a document tells of the claims, to weigh a number that differs; each look-up costs no more in a longer document."""

    def __init__(
        self, index: Index, passages: Passages, by_target: Mapping[Target, list[Answer]], answering: Mapping[int, list[Answer]]
    ) -> None:
        self.index, self.passages, self.reading, self.answering = index, passages, passages.reading, answering
        self.agreed: dict[Target, Agreed] = {}
        self._by_target = by_target
        self._rivals: dict[Target, list[Answer]] = {}
        self._told: dict[Target, bool] = {}
        self._met: dict[Target, bool] = {}

    def is_excused(self, row: Answer) -> bool:
        """Return whether the document agrees with the claim near by or as surely, or the number fits another claim, its own, better."""
        agreed, target, at = self.agreed.get(row.pair.target), row.pair.target, row.mention.sentence
        of_part = row.mention.scope.origin.get("place") in _OWN_PLACE and not self._mention(target).scope.places
        if agreed is not None and agreed.best >= row.pair.score - (_PART if of_part else MARGIN):
            return True
        if agreed is not None and not agreed.sentences.isdisjoint(range(at - _REACH, at + _REACH + 1)):
            return True
        others = [support for support in self.answering.get(row.pair.found, ()) if support.pair.target.claim != target.claim]
        return any(odds(support.pair.score) - odds(row.pair.score) >= _OWN for support in others)

    def is_of_another(self, row: Answer) -> bool:
        """Return whether an agreeing number is told of a sibling of what the claim tells of, of another person, or as a rumour."""
        claim = self.index.claims[row.pair.target.claim]
        if claim.lang != self.reading.language.code:
            return False
        own = read_statement(claim.text, claim.lang, claim.date)
        if is_of_sibling(own, row, self.reading) or is_remote(own, row, self.reading) or is_of_other_person(own, row, self.reading):
            return True
        return not row.pair.features["same week"] and (is_of_section(own, row, self.reading) or is_beside(own, row, self.reading))

    def _mention(self, target: Target) -> Mention:
        return self.index.claims[target.claim].mentions[target.mention]

    def weighed(self, row: Answer) -> Answer:
        """Return a contradiction with what speaks for and against it, as not comparable where it is not certain."""
        target, judgement = row.pair.target, row.judgement
        claim = self.index.claims[target.claim]
        mine = claim.mentions[target.mention]
        others = [Target(target.claim, m) for m in range(len(claim.mentions)) if m != target.mention]
        different = (rival for rival in self.rivals(target) if not same_value(rival.mention.quantity, row.mention.quantity))
        rivals = [rival.pair.score for rival in islice(different, MOST_RIVALS)]
        theirs, told = row.mention.quantity, [claim.mentions[other.mention].quantity for other in others]
        beside = [other for other in self.reading.quantities(row.mention.sentence) if other.span != theirs.span]
        found = neighbours(self.reading.tokens(row.mention.sentence), theirs.span)
        features = {
            **row.pair.features,
            "same story": _clamp(log_odds("topic", row.pair.features)),
            **retold(row.pair.features),
            **standing(
                claim,
                mine,
                row.mention,
                found,
                judgement.doubt,
                row.pair.score,
                rivals,
                self.reading.today,
                len(self.reading.sentences),
            ),
            "both up to now": float(mine.quantity.lookback and theirs.lookback),
            "reckoned": float(is_reckoned(mine.quantity, told, theirs, beside)),
            "value told elsewhere": float(not row.crossed and self.is_told(target)),
            "number told of another": float(row.pair.features["unit"] < SAME_UNIT and self.is_number_told(mine.quantity)),
            "all other numbers told": float(bool(others) and all(other in self.agreed for other in others)),
            **another(claim, row, self.reading, self._is_met),
            **_placed(row),
            **self._of_metric(mine, row),
            "other numbers agree": max((self.agreed[other].best for other in others if other in self.agreed), default=0.0),
        }
        bar = barred(row.pair.score, features)
        if bar or not is_certain(row.pair.score, features):
            judgement = judgement._replace(verdict="not_comparable", reason=judgement.doubt or "FC211", bar=bar)
        return row._replace(pair=row.pair._replace(features=features), judgement=judgement)

    def _of_metric(self, mine: Mention, row: Answer) -> dict[str, float]:
        """Return how the text tells a number that differs, where the claim is a metric with its value; nothing for a statement."""
        claim = self.index.claims[row.pair.target.claim]
        if not claim.metrics:
            return {}
        from factcheck.called import as_told  # only here: few texts tell a metric with another value

        known, words = self.index.known(row.pair.target.claim), row.pair.phrasing.words
        return as_told(claim, mine, row.mention, self.passages, row.pair.found, words, known, row.judgement.doubt, row.named)

    def rivals(self, target: Target) -> list[Answer]:
        """Return the best match of each other value that may be a claim's number, the likeliest first."""
        known = self._rivals.get(target)
        if known is None:
            best: dict[str, Answer] = {}
            for row in sorted(self._by_target[target], key=lambda row: -row.pair.score):
                if row.judgement.verdict == "contradicted" and not row.judgement.doubt and not row.pair.features["other role"]:
                    best.setdefault(value_key(row.mention.quantity), row)
            known = self._rivals[target] = list(best.values())
        return known

    def is_told(self, target: Target) -> bool:
        """Return whether the document holds the number of a claim anywhere."""
        known = self._told.get(target)
        if known is None:
            quantity = self._mention(target).quantity
            known = self._told[target] = any(same_value(quantity, found.quantity) for found in self.reading.found)
        return known

    def _is_met(self, target: Target) -> bool:
        """Return whether the document holds a number anywhere that can be one of a claim's."""
        known = self._met.get(target)
        if known is None:
            mine = self._mention(target).quantity
            dimension, expected = mine.unit.dimension, mine.interval.scaled(mine.unit.factor)
            like = (found.quantity for found in self.reading.found if found.quantity.unit.dimension == dimension)
            known = self._met[target] = any(expected.meets(other.interval.scaled(other.unit.factor)) for other in like)
        return known

    def is_number_told(self, quantity: Quantity) -> bool:
        """Return whether the document writes the number of a claim anywhere, of whatever unit."""
        return any(quantity.value in (found.quantity.value, found.quantity.interval.low) for found in self.reading.found)


def _placed(row: Answer) -> dict[str, float]:
    """Return what it says of a number that its text names, or does not name, a place that no list knows."""
    if not row.unlisted:
        return {}
    if not row.named:
        return {"place unnamed": float(is_elsewhere(row))}
    return {"place told by both": 1.0, "place of claim untold": 0.0, "place beside": 0.0, "another place beside": 0.0}


def is_elsewhere(row: Answer) -> bool:
    """Return whether nothing names the place of a claim, which no list knows, and the number's sentence names something else."""
    return row.unlisted and not row.named and row.pair.features["other names"] > 0


def _clamp(odds: float) -> float:
    """Return log odds as a feature between -1 and 1."""
    return max(-_ODDS, min(_ODDS, odds)) / _ODDS
