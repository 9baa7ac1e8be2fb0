"""Pairs of one document → findings: which mention answers each claim, judged, and said in one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from factcheck.certain import is_certain
from factcheck.explain import explain
from factcheck.extract import Reading
from factcheck.judge import Judgement, judge, same_week
from factcheck.match import LEAST, Index, Pair, Target
from factcheck.model import Finding, Mention, Quantity, Registry, Source

COMPARE = 0.5  # least likelihood of a match at which a number that cannot be compared is told
_MARGIN = 0.1  # a differing number must be this near to the best match of its document, and an agreeing one as near excuses it
_REACH = 2  # sentences within which any agreeing mention excuses a differing one


class _Judged(NamedTuple):
    pair: Pair
    mention: Mention
    judgement: Judgement


def findings_of(registry: Registry, index: Index, source: Source, reading: Reading, pairs: Sequence[Pair], hedges: str) -> list[Finding]:
    """Return the findings of one document."""
    judged = [_judge(registry, index, reading, pair, hedges) for pair in pairs]
    return [_finding(index, source, reading, row) for row in _choose(index, reading, judged)]


def _judge(registry: Registry, index: Index, reading: Reading, pair: Pair, hedges: str) -> _Judged:
    claim = index.claims[pair.target.claim]
    target = claim.mentions[pair.target.mention]
    found = reading.found[pair.found]
    mention = Mention(found.quantity, found.sentence, reading.clause(found.quantity, found.sentence), reading.scope(pair.found))
    judgement = judge(claim, target, mention, reading.today, registry.rates, hedges)
    return _Judged(pair, mention, judgement)


def _choose(index: Index, reading: Reading, judged: Sequence[_Judged]) -> list[_Judged]:
    """Return the rows worth telling: for each target and sentence the mention that fits best, demoted where a match is not certain."""
    best: dict[tuple[Target, int], _Judged] = {}
    taken: dict[tuple[int, int], set[int]] = defaultdict(set)  # (claim, found) → targets that the mention agrees with
    top: dict[Target, float] = defaultdict(float)
    for row in judged:
        top[row.pair.target] = max(top[row.pair.target], row.pair.score)
        if row.judgement.verdict == "supported":
            taken[row.pair.target.claim, row.pair.found].add(row.pair.target.mention)
    for row in judged:
        answers = taken.get((row.pair.target.claim, row.pair.found), set())
        if row.judgement.verdict != "supported" and answers - {row.pair.target.mention}:
            continue  # it already answers another number of this claim
        key = (row.pair.target, row.mention.sentence)
        if key not in best or _rank(row) > _rank(best[key]):
            best[key] = row
    supports = [row for row in judged if row.judgement.verdict == "supported"]
    out = []
    for row in best.values():
        target, verdict = row.pair.target, row.judgement.verdict
        if verdict == "contradicted":
            if row.pair.score < top[target] - _MARGIN or _told_nearby(index, reading, row):
                continue
            if any(rival.pair.target == target and _excuses(rival, row) for rival in supports):
                continue
            claim = index.claims[target.claim]
            dated = same_week(claim.date, reading.today)
            if not is_certain(claim.mentions[target.mention], row.mention, row.pair.score, row.pair.features, dated):
                row = row._replace(judgement=row.judgement._replace(verdict="not_comparable", reason="FC211"))
        if row.judgement.verdict != "not_comparable" or row.pair.score >= COMPARE:
            out.append(row)
    return out


def _told_nearby(index: Index, reading: Reading, row: _Judged) -> bool:
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


def _rank(row: _Judged) -> tuple[bool, float]:
    """Return how well a mention fits: one that agrees beats any in its sentence that does not, one told less exactly a near rival."""
    agrees = row.judgement.verdict == "supported"
    slight = 0.0 if row.judgement.verdict == "contradicted" else 0.05 if row.judgement.reason == "FC206" else -0.05
    return agrees, row.pair.score + slight


def _excuses(agreeing: _Judged, differing: _Judged) -> bool:
    near = abs(agreeing.mention.sentence - differing.mention.sentence) <= _REACH
    return agreeing.pair.score >= (LEAST if near else differing.pair.score - _MARGIN)


def _finding(index: Index, source: Source, reading: Reading, row: _Judged) -> Finding:
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
