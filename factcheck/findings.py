"""Pairs of one document → findings: which mention answers each claim, judged, and said in one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from factcheck.answers import Answer, settled
from factcheck.certain import is_tenfold
from factcheck.context import MARGIN, Agreed, Context, is_elsewhere
from factcheck.evidence import compare, share, weigh
from factcheck.explain import explain
from factcheck.extract import Reading
from factcheck.judge import intervals, judge
from factcheck.match import Index, Pair, Target
from factcheck.model import Claim, Evidence, Finding, Quantity, Registry, Source, replace
from factcheck.named import named, unlisted
from factcheck.rows import NamedTuple
from factcheck.units import alike
from factcheck.values import same_value
from factcheck.words import Passages

_Key = TypeVar("_Key", bound=Hashable)

SUPPORT = 0.3  # least likelihood of a match at which a number that agrees supports
COMPARE = 0.5  # least likelihood of a match at which a number that cannot be compared is told
_TELL = {"contradicted": 0.0, "supported": SUPPORT, "not_comparable": COMPARE}
_DOUBT = 0.1  # what a soft gate that failed takes from the rank of a mention
_OTHERWISE = ("FC201", "FC202")  # measured or told in another way: a number told as the claim's is may be meant rather
_FAR = 0.15  # what a number ten times the claim's loses of its rank
_ASIDE = 0.3  # and what one loses that is the whole of the claim's, or what it was before
_RETOLD = 0.6  # least share of a sentence that the claim has too for another name in it to make it one of something else
_NEARLY = 0.03  # a number that is this much likelier another number of the claim is not held against this one
_SAME_NOUN = 0.6  # least likeness of two counted nouns for one to support the other


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


class _Fitting(NamedTuple):
    """For each target and sentence the mention that fits best, and how well any fits: each target, and each mention each claim."""

    best: list[Answer]
    top: Mapping[Target, float]
    likeliest: Mapping[tuple[int, int], float]  # (claim, found)


def _choose(index: Index, passages: Passages, judged: Sequence[Answer]) -> list[Answer]:
    """Return the rows worth telling: for each target and sentence the mention that fits best, demoted where a match is not certain."""
    reading, judged = passages.reading, settled(judged, passages)
    fitting = _fitting(index, judged)
    supports = [row for row in judged if row.judgement.verdict == "supported" and row.pair.score >= SUPPORT]
    context = Context(index, passages, _grouped(judged, lambda row: row.pair.target), _grouped(supports, lambda row: row.pair.found))
    for target, rows in _grouped(supports, lambda row: row.pair.target).items():
        told = [(row, _within_bound(index, row)) for row in rows]
        surest = max(row.pair.score - MARGIN * inside for row, inside in told)  # a bound is met by chance, so it excuses less
        context.agreed[target] = Agreed(surest, frozenset(row.mention.sentence for row, inside in told if not inside))
    out = []
    for row in fitting.best:
        if row.judgement.verdict == "contradicted":
            fit, target = _fit(index, row), row.pair.target
            other = not row.crossed and _told_nearby(index, reading, row)
            of_other = fitting.likeliest[target.claim, row.pair.found] > fit + _NEARLY
            if other or of_other or fit < fitting.top[target] - MARGIN or context.is_excused(row):
                continue
            row = context.weighed(row._replace(judgement=row.judgement._replace(turned=row.crossed)))
        elif row.judgement.verdict == "supported":
            row = _held_back(index, context, row)
        if row.pair.score >= _TELL[row.judgement.verdict]:
            out.append(row)
    return _whole(index, reading, out, {row.pair.target for row in judged if row.misplaced or row.crossed})


def _fitting(index: Index, judged: Sequence[Answer]) -> _Fitting:
    """Return which mentions fit best; none for a number that agrees with another number of the same claim."""
    best: dict[tuple[Target, int], Answer] = {}
    taken: dict[tuple[int, int], set[int]] = defaultdict(set)  # (claim, found) → targets that the mention agrees with
    top: dict[Target, float] = defaultdict(float)
    likeliest: dict[tuple[int, int], float] = defaultdict(float)
    for row in judged:
        if row.judgement.verdict == "supported":
            taken[row.pair.target.claim, row.pair.found].add(row.pair.target.mention)
    exact = {(row.pair.target.claim, row.pair.found): row.pair.target for row in judged if _is_met(index, row)}
    for row in judged:
        target, claimed = row.pair.target, (row.pair.target.claim, row.pair.found)
        if row.judgement.verdict == "supported" and exact.get(claimed, target) != target and _within_bound(index, row):
            continue  # at least 75 of them: not the 82 that the claim tells beside it
        if row.judgement.verdict != "supported" and taken.get(claimed, set()) - {target.mention}:
            continue
        fit, key = _fit(index, row), (target, row.mention.sentence)
        likeliest[claimed], top[target] = max(likeliest[claimed], fit), max(top[target], fit)
        if key not in best or _rank(index, row) > _rank(index, best[key]):
            best[key] = row
    return _Fitting(list(best.values()), top, likeliest)


def _held_back(index: Index, context: Context, row: Answer) -> Answer:
    """Return a support, as not comparable where its number is told of something or somewhere else."""
    if row.misplaced or _is_of_other(index, row) or _is_of_another(index, row) or context.is_of_another(row):
        return row._replace(judgement=row.judgement._replace(verdict="not_comparable", reason="FC215", apart=True, turned=row.misplaced))
    if is_elsewhere(row):
        return row._replace(judgement=row.judgement._replace(verdict="not_comparable", reason="FC203"))
    return row


def _is_of_another(index: Index, row: Answer) -> bool:
    """Return whether a number that agrees is told of something else by its name, or where a claim is a metric, elsewhere.

    A sentence is the claim's but for another name in the place of one that the document tells nowhere: Bệnh viện Hòa An for Hòa Phú.
    """
    features = row.pair.features
    if features["name swapped"] and features["names absent"] and features["source words in claim"] >= _RETOLD:
        return True
    if not index.claims[row.pair.target.claim].metrics:
        return False
    known = row.pair.phrasing.words.weights
    return bool(features["places absent"]) and any(f"@{place.name}" not in known for place in row.mention.scope.places)


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


def _told_nearby(index: Index, reading: Reading, row: Answer) -> bool:
    """Return whether the passage holds the claim's own number too, of whatever kind or hedge: then the other one is another fact."""
    quantity = index.claims[row.pair.target.claim].mentions[row.pair.target.mention].quantity
    near = range(row.mention.sentence - 1, row.mention.sentence + 2)
    return any(same_value(quantity, other) for n in near for other in reading.quantities(n))


def _within_bound(index: Index, row: Answer) -> bool:
    """Return whether a number agrees with a claim's bound only by lying inside it, as many numbers do that are of something else."""
    mine = index.claims[row.pair.target.claim].mentions[row.pair.target.mention].quantity
    return None in mine.interval[:2] and mine.value * mine.unit.factor != row.mention.quantity.value * row.mention.quantity.unit.factor


def _is_met(index: Index, row: Answer) -> bool:
    """Return whether a number agrees with a claim's and does not only lie within its bound."""
    return row.judgement.verdict == "supported" and not _within_bound(index, row)


def _rank(index: Index, row: Answer) -> tuple[bool, float]:
    """Return how well a mention fits: one that agrees beats any in its sentence that does not, one told less exactly a near rival."""
    agrees = _is_met(index, row)
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
        weights=weigh(pair.score, pair.features, row.judgement.bar),
    )
