"""Pairs of one document → findings: which mention answers each claim, judged, and said in one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import TypeVar

from factcheck.answers import Answer, settled
from factcheck.certain import MOST_RIVALS, SAME_UNIT, is_certain, is_tenfold, retold, standing
from factcheck.evidence import compare, share, weigh
from factcheck.explain import explain
from factcheck.extract import Reading
from factcheck.judge import intervals, judge
from factcheck.match import Index, Pair, Target, value_key
from factcheck.model import Claim, Evidence, Finding, Mention, Quantity, Registry, Source, replace
from factcheck.named import named, unlisted
from factcheck.roles import is_reckoned, neighbours
from factcheck.rows import NamedTuple
from factcheck.slots import log_odds, odds
from factcheck.units import alike
from factcheck.words import Passages

_Key = TypeVar("_Key", bound=Hashable)

SUPPORT = 0.3  # least likelihood of a match at which a number that agrees supports
COMPARE = 0.5  # least likelihood of a match at which a number that cannot be compared is told
_TELL = {"contradicted": 0.0, "supported": SUPPORT, "not_comparable": COMPARE}
_MARGIN = 0.1  # a differing number must be this near to the best match of its document, and an agreeing one as near excuses it
_ODDS = 8.0
_DOUBT = 0.1  # what a soft gate that failed takes from the rank of a mention
_OTHERWISE = ("FC201", "FC202")  # measured or told in another way: a number told as the claim's is may be meant rather
_FAR = 0.15  # what a number ten times the claim's loses of its rank
_ASIDE = 0.3  # and what one loses that is the whole of the claim's, or what it was before
_OWN = 0.5  # log odds by which a number must fit another claim better to be that claim's own
_SAME_NOUN = 0.6  # least likeness of two counted nouns for one to support the other
_REACH = 2  # sentences within which any agreeing mention excuses a differing one


def findings_of(
    registry: Registry,
    index: Index,
    source: Source,
    reading: Reading,
    pairs: Sequence[Pair],
    hedges: str,
    passages: Passages,
    evidence: bool = True,
) -> list[Finding]:
    """Return the findings of one document, with or without what they rest on; `passages` are the words of the reading."""
    rows = chosen(registry, index, passages, pairs, hedges)
    found = [finding_of(index, source, reading, row) for row in rows]
    if not evidence:
        return found
    claims = [index.claims[row.pair.target.claim] for row in rows]
    return [
        replace(finding, evidence=_evidence(registry, claim, passages, row, finding, hedges))
        for claim, row, finding in zip(claims, rows, found, strict=True)
    ]


def chosen(registry: Registry, index: Index, passages: Passages, pairs: Sequence[Pair], hedges: str) -> list[Answer]:
    """Return the judged mentions of one document that are worth telling."""
    return _choose(index, passages, [_judge(registry, index, passages.reading, pair, hedges) for pair in pairs])


def _judge(registry: Registry, index: Index, reading: Reading, pair: Pair, hedges: str) -> Answer:
    claim = index.claims[pair.target.claim]
    target = claim.mentions[pair.target.mention]
    mention = reading.mention(pair.found)
    words = unlisted(claim, target)
    place = bool(words) and named(words, reading, mention.sentence)
    judgement = judge(claim, target, mention, reading.today, registry.rates, hedges, place)
    return Answer(pair, mention, judgement, bool(words), place)


def _choose(index: Index, passages: Passages, judged: Sequence[Answer]) -> list[Answer]:
    """Return the rows worth telling: for each target and sentence the mention that fits best, demoted where a match is not certain."""
    reading, judged = passages.reading, settled(judged, passages)
    best: dict[tuple[Target, int], Answer] = {}
    taken: dict[tuple[int, int], set[int]] = defaultdict(set)  # (claim, found) → targets that the mention agrees with
    top: dict[Target, float] = defaultdict(float)
    for row in judged:
        if row.judgement.verdict == "supported":
            taken[row.pair.target.claim, row.pair.found].add(row.pair.target.mention)
    for row in judged:
        answers = taken.get((row.pair.target.claim, row.pair.found), set())
        if row.judgement.verdict != "supported" and answers - {row.pair.target.mention}:
            continue  # it already answers another number of this claim
        top[row.pair.target] = max(top[row.pair.target], _fit(index, row))
        key = (row.pair.target, row.mention.sentence)
        if key not in best or _rank(index, row) > _rank(index, best[key]):
            best[key] = row
    supports = [row for row in judged if row.judgement.verdict == "supported" and row.pair.score >= SUPPORT]
    context = _Context(index, passages, _grouped(judged, lambda row: row.pair.target), _grouped(supports, lambda row: row.pair.found))
    for target, rows in _grouped(supports, lambda row: row.pair.target).items():
        told = [(row, _within_bound(index, row)) for row in rows]
        surest = max(row.pair.score - _MARGIN * inside for row, inside in told)  # a bound is met by chance, so it excuses less
        context.agreed[target] = _Agreed(surest, frozenset(row.mention.sentence for row, inside in told if not inside))
    out = []
    for row in best.values():
        if row.judgement.verdict == "contradicted":
            other = not row.crossed and _told_nearby(index, reading, row)
            if other or _fit(index, row) < top[row.pair.target] - _MARGIN or context.is_excused(row):
                continue
            row = context.weighed(row._replace(judgement=row.judgement._replace(turned=row.crossed)))
        elif row.judgement.verdict == "supported" and (row.misplaced or _is_of_other(index, row)):
            row = row._replace(judgement=row.judgement._replace(verdict="not_comparable", reason="FC215", apart=True, turned=row.misplaced))
        elif row.judgement.verdict == "supported" and _is_elsewhere(row):
            row = row._replace(judgement=row.judgement._replace(verdict="not_comparable", reason="FC203"))
        if row.pair.score >= _TELL[row.judgement.verdict]:
            out.append(row)
    return _whole(index, reading, out, {row.pair.target for row in judged if row.misplaced or row.crossed})


def _is_elsewhere(row: Answer) -> bool:
    """Return whether nothing names the place of a claim, which no list knows, and the number's sentence names something else."""
    return row.unlisted and not row.named and row.pair.features["other names"] > 0


def _is_of_other(index: Index, row: Answer) -> bool:
    """Return whether a number that agrees counts something else: 1 học kỳ for 1 năm học, the injured for the dead."""
    features, target = row.pair.features, row.pair.target
    units = index.claims[target.claim].mentions[target.mention].quantity.unit, row.mention.quantity.unit
    return bool(features["other kin"]) or (features["unit"] < _SAME_NOUN and all(unit.dimension == "count" for unit in units))


def _grouped(rows: Iterable[Answer], key: Callable[[Answer], _Key]) -> dict[_Key, list[Answer]]:
    """Return rows by what `key` says of each; what no row has stands for no rows."""
    out: dict[_Key, list[Answer]] = defaultdict(list)
    for row in rows:
        out[key(row)].append(row)
    return out


class _Agreed(NamedTuple):
    """Where a document agrees with a claim's number: how likely the best match is, and the sentences of all."""

    best: float
    sentences: frozenset[int]


class _Context:
    """What else a document tells of the claims, to weigh a number that differs; each look-up costs no more in a longer document."""

    def __init__(
        self, index: Index, passages: Passages, by_target: Mapping[Target, list[Answer]], answering: Mapping[int, list[Answer]]
    ) -> None:
        self.index, self.passages, self.reading, self.answering = index, passages, passages.reading, answering
        self.agreed: dict[Target, _Agreed] = {}
        self._by_target = by_target
        self._rivals: dict[Target, list[Answer]] = {}
        self._told: dict[Target, bool] = {}

    def is_excused(self, row: Answer) -> bool:
        """Return whether the document agrees with the claim near by or as surely, or the number fits another claim, its own, better."""
        agreed, target, at = self.agreed.get(row.pair.target), row.pair.target, row.mention.sentence
        if agreed is not None and agreed.best >= row.pair.score - _MARGIN:
            return True
        if agreed is not None and not agreed.sentences.isdisjoint(range(at - _REACH, at + _REACH + 1)):
            return True
        others = [support for support in self.answering.get(row.pair.found, ()) if support.pair.target.claim != target.claim]
        return any(odds(support.pair.score) - odds(row.pair.score) >= _OWN for support in others)

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
        features = {
            **row.pair.features,
            "same story": _clamp(log_odds("topic", row.pair.features)),
            **retold(row.pair.features),
            **standing(
                claim,
                mine,
                row.mention,
                neighbours(self.reading.tokens(row.mention.sentence), theirs.span),
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
            **_placed(row),
            **self._of_metric(mine, row),
            "other numbers agree": max((self.agreed[other].best for other in others if other in self.agreed), default=0.0),
        }
        if not is_certain(row.pair.score, features):
            judgement = judgement._replace(verdict="not_comparable", reason=judgement.doubt or "FC211")
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
            quantity = self.index.claims[target.claim].mentions[target.mention].quantity
            known = self._told[target] = any(same_value(quantity, found.quantity) for found in self.reading.found)
        return known

    def is_number_told(self, quantity: Quantity) -> bool:
        """Return whether the document writes the number of a claim anywhere, of whatever unit."""
        return any(quantity.value in (found.quantity.value, found.quantity.interval.low) for found in self.reading.found)


def _placed(row: Answer) -> dict[str, float]:
    """Return what it says of a number that its text names, or does not name, a place that no list knows."""
    if not row.unlisted:
        return {}
    if not row.named:
        return {"place unnamed": float(_is_elsewhere(row))}
    return {"place told by both": 1.0, "place of claim untold": 0.0, "place beside": 0.0, "another place beside": 0.0}


def _whole(index: Index, reading: Reading, rows: Sequence[Answer], misplaced: set[Target]) -> list[Answer]:
    """Return the rows with no support for a claim of several numbers of which the document lacks one, or tells it of something else."""
    supported = {row.pair.target for row in rows if row.judgement.verdict == "supported"}
    lacking = set()
    for number in {target.claim for target in supported}:
        for m, mention in enumerate(index.claims[number].mentions):
            if mention.quantity.lookback:
                continue  # how far a text looks back is no part of the fact
            target = Target(number, m)
            told = target not in misplaced and any(_may_tell(mention.quantity, found.quantity) for found in reading.found)
            if target not in supported and not told:
                lacking.add(number)
    return [
        row._replace(judgement=row.judgement._replace(verdict="not_comparable", reason="FC215"))
        if row.judgement.verdict == "supported" and row.pair.target.claim in lacking
        else row
        for row in rows
    ]


def _may_tell(one: Quantity, other: Quantity) -> bool:
    """Return whether a number of a text can be a claim's: the same value, of no other noun."""
    return same_value(one, other) and (one.unit.dimension != "count" or alike(one.unit, other.unit) >= _SAME_NOUN)


def _clamp(odds: float) -> float:
    """Return log odds as a feature between -1 and 1."""
    return max(-_ODDS, min(_ODDS, odds)) / _ODDS


def _told_nearby(index: Index, reading: Reading, row: Answer) -> bool:
    """Return whether the passage holds the claim's own number too, of whatever kind or hedge: then the other one is another fact."""
    quantity = index.claims[row.pair.target.claim].mentions[row.pair.target.mention].quantity
    near = range(row.mention.sentence - 1, row.mention.sentence + 2)
    return any(same_value(quantity, other) for n in near for other in reading.quantities(n))


def same_value(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities are written with one value, in like units or counted by other nouns."""
    if "range" in (one.hedge, other.hedge) and one.hedge == other.hedge:
        return one.interval == other.interval
    units = one.unit.dimension == other.unit.dimension or {one.unit.dimension, other.unit.dimension} <= {"", "count"}
    ends = {other.value, other.interval.low, other.interval.high, other.value if other.whole is None else other.whole}
    return units and any(end is not None and one.value * one.unit.factor == end * other.unit.factor for end in ends)


def _within_bound(index: Index, row: Answer) -> bool:
    """Return whether a number agrees with a claim's bound only by lying inside it, as many numbers do that are of something else."""
    mine = index.claims[row.pair.target.claim].mentions[row.pair.target.mention].quantity
    return None in mine.interval[:2] and mine.value * mine.unit.factor != row.mention.quantity.value * row.mention.quantity.unit.factor


def _rank(index: Index, row: Answer) -> tuple[bool, float]:
    """Return how well a mention fits: one that agrees beats any in its sentence that does not, one told less exactly a near rival."""
    agrees = row.judgement.verdict == "supported" and not _within_bound(index, row)
    if row.judgement.verdict == "contradicted":
        return agrees, _fit(index, row) - (_DOUBT if row.judgement.doubt else 0.0)
    slight = -_DOUBT if row.judgement.reason in _OTHERWISE else 0.05 if row.judgement.reason == "FC206" else -0.05
    return agrees, row.pair.score + slight


def _fit(index: Index, row: Answer) -> float:
    """Return how likely a mention is a claim's, less where it differs ten times over or is a whole: mostly another fact."""
    mine = index.claims[row.pair.target.claim].mentions[row.pair.target.mention].quantity
    far = row.judgement.verdict == "contradicted" and is_tenfold(mine, row.mention.quantity)
    return row.pair.score - _FAR * far - _ASIDE * max(row.pair.features["other role"], row.pair.features["other kin"])


def finding_of(index: Index, source: Source, reading: Reading, row: Answer) -> Finding:
    """Return a judged mention as a finding, without what it rests on."""
    claim = index.claims[row.pair.target.claim]
    target = claim.mentions[row.pair.target.mention]
    quantity = row.mention.quantity
    sentence = reading.sentences[row.mention.sentence].span
    expected, found = target.quantity.span.of(claim.text), quantity.span.of(source.text)
    judgement = row.judgement
    return Finding(
        claim=claim.id,
        verdict=judgement.verdict,
        reason=judgement.reason,
        score=round(row.pair.score, 3),
        source=source.name,
        start=quantity.span.start,
        end=quantity.span.end,
        position=reading.position(quantity.span.start),
        end_position=reading.position(quantity.span.end),
        quote_start=sentence.start,
        quote=sentence.of(source.text),
        found=found,
        expected=expected,
        difference=judgement.difference,
        difference_percent=None if judgement.percent is None else judgement.percent.quantize(Decimal("0.1")),
        unit=target.quantity.unit.symbol,
        explanation=explain(claim, target, row.mention, judgement, expected, found),
        gates=judgement.gates,
        features=dict(row.pair.features),
    )


def _evidence(registry: Registry, claim: Claim, passages: Passages, row: Answer, finding: Finding, hedges: str) -> Evidence:
    target, pair = claim.mentions[row.pair.target.mention], row.pair
    lang, day = (claim.lang, claim.date) if pair.phrasing.text == claim.text else ("", None)
    allowed = intervals(claim, target, row.mention, registry.rates, hedges)
    return Evidence(
        words=share(pair.phrasing.text, lang, day, passages, row.mention.sentence, pair.spelled),
        scopes=(target.scope, row.mention.scope),
        compared=compare(claim, target.quantity, row.mention.quantity, allowed, finding.expected, finding.found),
        weights=weigh(pair.score, pair.features),
    )
