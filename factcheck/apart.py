"""Links between mentions → which pairs tell one fact alike, and which certainly tell one fact with values that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from factcheck.extract import Reading
from factcheck.judge import convert
from factcheck.model import Mention, Quantity, Scope
from factcheck.retelling import is_left_over, is_untold, measure, retelling
from factcheck.rows import NamedTuple
from factcheck.sides import Link, Spot, is_of_sessions
from factcheck.values import value_key
from factcheck.words import Passages

Pair = tuple[Spot, Spot]

# The floors were set on 199 events told by several papers each (docs/accuracy.md).
_LEAST, _FLOOR = 0.45, 0.25  # least certainty of a disagreement, and of a rival to it
_SURE = 0.76  # least certainty where another number may be meant, or both are small
_TIED = 0.15  # what period and place, told by both, add
_LIKELY = 0.3  # least certainty of a disagreement where the sentences share half of their words and neither source tells the other's value
_SAME = 0.9  # certainty where one sentence is the other told again
_CUT = Decimal("0.1")  # share of a value that is cut off rather than wrong
_AROUND = frozenset(("paragraph", "lead", "headline"))  # where a place or period stands that a sentence does not tell itself
_ONE_EVENT = 0.12  # likeness of two sources (factcheck/partners.py) below which they may well tell of two events
_ROUGH = frozenset(("about", "vague"))
_MARGIN = 0.1  # by which a pair must be surer than any rival
_MOST, _THOUSAND, _SMALL = Decimal("2.05"), Decimal(1000), 10
# Reasons to hold two mentions for two facts, or their values for one that is told less exactly.
_BARS = frozenset("FC201 FC202 FC203 FC204 FC205 FC206 FC207 FC208 FC209".split())


def agreed(links: Iterable[Link]) -> set[Pair]:
    """Return the pairs of mentions that tell one fact with values that can be the same."""
    return {_pair(link) for link in links if link.verdict == "supported"}


def closest(alike: Iterable[Pair], readings: Sequence[Reading]) -> set[Pair]:
    """Return the pairs that agree, without those of a mention that agrees more exactly with another in that source.

    Above 80 % a source may tell of one thing and 90 % of the next: whoever tells both 80 and 90 tells no fact twice.
    """
    pairs = set(alike)
    same = {pair for pair in pairs if _value(pair[0], readings) == _value(pair[1], readings)}
    exact = {(spot, other.source) for pair in same for spot, other in (pair, pair[::-1])}
    return {(a, b) for a, b in pairs if (a, b) in same or ((a, b.source) not in exact and (b, a.source) not in exact)}


class _Seen(NamedTuple):
    """What the links between two mentions say: how certain each side holds them for one fact, and why they may be two."""

    sides: dict[Spot, float]
    bars: set[str]


def apart(
    links: Iterable[Link], alike: Iterable[Pair], texts: Sequence[Passages], near: Sequence[Mapping[int, float]]
) -> dict[Pair, float]:
    """Return the pairs of mentions that certainly tell one fact with values that cannot both hold, and how certain that is (0 to 1).

    `alike` are the pairs that agree: a mention with a twin in the other source is in no disagreement with it. A bound (at least 500) or
    what is told roughly agrees with too much to be a twin. `near` says how alike two sources are: where little, much certainty is asked.
    """
    readings = [text.reading for text in texts]
    seen: dict[Pair, _Seen] = {}
    agree = set(alike)
    twins = {(spot, other.source) for pair in agree if _is_twin(pair, readings) for spot, other in (pair, pair[::-1])}
    for link in links:
        row = seen.setdefault(_pair(link), _Seen({}, set()))
        if link.certain:
            row.sides[link.mine] = max(link.certain, row.sides.get(link.mine, 0.0))
        elif link.reason in _BARS:
            row.bars.add(link.reason)
    certain: dict[Pair, float] = {}
    for pair, row in seen.items():
        one, other = pair
        if pair in agree or (one, other.source) in twins or (other, one.source) in twins:
            continue
        sure = max(_certainty(pair, row, readings), _retold(pair, row, texts))
        if sure >= (_FLOOR if near[one.source].get(other.source, 0.0) >= _ONE_EVENT else _SURE):
            certain[pair] = sure
    return _without_rivals(certain, readings)


def _is_twin(pair: Pair, readings: Sequence[Reading]) -> bool:
    """Return whether two mentions that agree are written with one value, or neither is told so widely that it agrees with many."""
    return _value(pair[0], readings) == _value(pair[1], readings) or not any(is_rough(spot, readings) for spot in pair)


def is_rough(spot: Spot, readings: Sequence[Reading]) -> bool:
    """Return whether a mention is told as a bound or roughly, so that many values agree with it."""
    quantity = readings[spot.source].found[spot.found].quantity
    return quantity.hedge in _ROUGH or quantity.interval.low is None or quantity.interval.high is None


def _pair(link: Link) -> Pair:
    return (link.mine, link.theirs) if link.mine < link.theirs else (link.theirs, link.mine)


def _certainty(pair: Pair, seen: _Seen, readings: Sequence[Reading]) -> float:
    """Return how certain a pair tells one fact, from how certain it is to each source that judges the other; 0 where it cannot be told."""
    sides = list(seen.sides.values())
    if not sides or seen.bars:
        return 0.0
    one, other = (readings[spot.source].mention(spot.found) for spot in pair)
    if _is_price(one.quantity) or not _comparable(one.quantity, other.quantity) or _is_other_level(one.scope, other.scope):
        return 0.0
    if _is_tied(one, other):
        return min(1.0, _mean(sides) + _TIED)
    sure = _mean(sides)
    small = all(abs(q.value) <= _SMALL and len(q.value.normalize().as_tuple().digits) == 1 for q in (one.quantity, other.quantity))
    return sure if sure >= _SURE or not (small or _is_crowded(pair, readings)) else 0.0


def _retold(pair: Pair, seen: _Seen, texts: Sequence[Passages]) -> float:
    """Return how certain a pair tells one fact where neither source tells the other's value, from the words and numbers beside the two.

    A place or period that a sentence does not tell itself is only guessed from those around it, so it bars nothing here.
    """
    one, other = (texts[spot.source].reading.mention(spot.found) for spot in pair)
    units = {one.quantity.unit.dimension, other.quantity.unit.dimension}
    if len(units) > 1 and "" in units:
        return 0.0  # a half is not half a kilogram
    if not _comparable(one.quantity, other.quantity) or any(_is_told(code, one.scope, other.scope) for code in seen.bars):
        return 0.0
    (mine, reading), (theirs, their_reading) = ((spot.found, texts[spot.source].reading) for spot in pair)
    if not is_untold(one.quantity, their_reading) or not is_untold(other.quantity, reading):
        return 0.0
    row = retelling(texts[pair[0].source], mine, texts[pair[1].source], theirs)
    repeats = _is_price(one.quantity) or is_of_sessions(reading) or is_of_sessions(their_reading)
    if (row.is_same(repeats) or (row.is_alike and not repeats)) and is_left_over(reading, mine, their_reading, theirs):
        return _SAME
    sure = _mean(list(seen.sides.values())) if seen.sides and not seen.bars and not repeats else 0.0
    return max(sure, _LEAST) if row.is_near and sure >= _LIKELY else 0.0


def _is_told(code: str, one: Scope, other: Scope) -> bool:
    """Return whether a reason to hold two mentions for two facts stands in both of their sentences, or is none of place or period."""
    part = {"FC203": "place", "FC204": "period"}.get(code)
    return part is None or all(scope.origin.get(part, "") not in _AROUND for scope in (one, other))


def _mean(sides: Sequence[float]) -> float:
    """Return the certainty of one or two sides; where only one can judge it counts by half, and the surer counts more."""
    return 0.55 * sum(sides) / 2 + 0.45 * max(sides)


def _is_tied(one: Mention, other: Mention) -> bool:
    """Return whether both sides tell of when and of where; that these can be the same is judged before."""
    return all((one.scope.period, other.scope.period, one.scope.places, other.scope.places))


def _without_rivals(certain: Mapping[Pair, float], readings: Sequence[Reading]) -> dict[Pair, float]:
    """Return the pairs sure enough that each of their mentions has no other value in the other source that may be meant as well."""
    rivals: dict[tuple[Spot, int], dict[str, float]] = defaultdict(dict)
    for pair, sure in certain.items():
        for spot, other in (pair, pair[::-1]):
            known, value = rivals[spot, other.source], _value(other, readings)
            known[value] = max(sure, known.get(value, sure))
    # Of another value than a given one the surest is among the two surest values.
    surest = {key: sorted(known.items(), key=lambda row: -row[1])[:2] for key, known in rivals.items()}
    return {
        pair: sure
        for pair, sure in certain.items()
        if sure >= _LEAST
        and all(
            value == _value(other, readings) or rival < sure - _MARGIN
            for spot, other in (pair, pair[::-1])
            for value, rival in surest[spot, other.source]
        )
    }


def _value(spot: Spot, readings: Sequence[Reading]) -> str:
    return value_key(readings[spot.source].found[spot.found].quantity)


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Return whether two values that cannot both hold can be of one fact that one side tells wrongly, or as of another day.

    Not ranks; not what differs by a separator only, is cut rather than rounded, or is more than twice the other.
    """
    rate = convert(one.unit, other.unit, ())
    if rate is None or "rank" in (one.kind, other.kind) or _is_price(one) != _is_price(other):
        return False
    found = other.interval.scaled(rate[0])
    if any(one.interval.meets(found.scaled(factor)) for factor in (Decimal(1), _THOUSAND, 1 / _THOUSAND)):
        return False
    mine, theirs = one.value, other.value * rate[0]
    if mine * theirs <= 0 or not 1 / _MOST <= mine / theirs <= _MOST:
        return mine == -theirs  # a sign that was lost
    cut = 0 <= theirs - mine < one.step or 0 <= mine - theirs < other.step * rate[0]
    cut = cut and ("over" in (one.hedge, other.hedge) or abs(mine - theirs) < _CUT * max(abs(mine), abs(theirs)))
    return not cut or (one.hedge == other.hedge and one.hedge != "")


def _is_price(quantity: Quantity) -> bool:
    """Return whether a quantity is money for a weight, a measure or a piece."""
    whole, _, part = quantity.unit.dimension.partition("/")
    return whole.startswith("currency") and whole != quantity.unit.dimension and not part.startswith("duration")


def _is_other_level(one: Scope, other: Scope) -> bool:
    """Return whether two scopes are of places of one name and different levels: the city of Lạng Sơn, the province."""
    mine, theirs = _levels(one), _levels(other)
    return any(name in theirs and levels.isdisjoint(theirs[name]) for name, levels in mine.items())


def _levels(scope: Scope) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for place in scope.places:
        if place.level and place.name:
            out[place.name].add(place.level)
    return out


def _is_crowded(pair: Pair, readings: Sequence[Reading]) -> bool:
    """Return whether a sentence has further numbers like that which differs, and the other sentence lacks one: it may be the one meant."""
    told = [_beside(readings[spot.source], spot.found) for spot in pair]
    return told[0] != told[1]


def _beside(reading: Reading, found: int) -> set[str]:
    """Return the other values of a sentence that are measured or counted as one of its quantities is."""
    own, n = reading.found[found]
    like = (quantity for quantity in reading.quantities(n) if measure(quantity) == measure(own) and quantity.kind == own.kind)
    return {value_key(quantity) for quantity in like} - {value_key(own)}
