"""compare(sources) → which of them tell one fact with values that cannot both hold; nothing is declared true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from factcheck.extract import Reading
from factcheck.judge import convert
from factcheck.model import Mention, Position, Quantity, Scope, Source
from factcheck.sides import Link, Place, links, read_source

BOTH, ONE = 0.4, 0.9  # least certainty that two numbers tell one fact: where each source is judged by the other, and where only one can be
_HARD = frozenset("FC201 FC202 FC203 FC204 FC205 FC206 FC207 FC208 FC209".split())
_THOUSAND, _MOST = Decimal(1000), Decimal('2.05')


@dataclass(frozen=True, slots=True)
class Telling:
    """A number as one source tells it: `start` and `end` mark it in the source's text, `quote` is its sentence."""

    source: Source
    start: int
    end: int
    position: Position
    end_position: Position
    text: str
    quote_start: int
    quote: str
    quantity: Quantity
    scope: Scope


class Version(NamedTuple):
    """One value of a fact and who tells it; `majority` where more sources do than tell any other, `newest` where the latest does."""

    tellings: tuple[Telling, ...]
    majority: bool = False
    newest: bool = False

    @property
    def sources(self) -> frozenset[str]:
        """Return the names of the sources that tell it."""
        return frozenset(telling.source.name for telling in self.tellings)


class Disagreement(NamedTuple):
    """A fact that sources tell with values that cannot all hold: the versions in the order of the sources.

    `difference` is the last less the first of two values, in the first's unit; `certain` how likely they tell one fact (0 to 1).
    """

    versions: tuple[Version, ...]
    difference: Decimal | None
    percent: Decimal | None
    certain: float


class Comparison(NamedTuple):
    """What sources tell in common: how many quantities they hold, how many tell a fact that another source tells too, and how many facts."""

    sources: tuple[Source, ...]
    quantities: int
    shared: int
    facts: int
    disagreements: tuple[Disagreement, ...]


def compare(sources: Iterable[Source]) -> Comparison:
    """Return where sources disagree with each other."""
    texts = list(sources)
    readings = [read_source(source) for source in texts]
    found = list(links(texts, readings))
    agreed = _agreed(found)
    if DUMP is not None:
        global LINKS
        LINKS = found
    versions = _components(agreed)
    apart = {pair: sure for pair, sure in _apart(found, agreed, readings).items() if not _meet(*(versions.get(p, (p,)) for p in pair))}
    facts = [fact for fact in dict.fromkeys(_components([*agreed, *apart]).values()) if len({place.source for place in fact}) > 1]
    out = []
    for fact in sorted(facts):
        told = dict.fromkeys(versions.get(place, (place,)) for place in fact)
        if len(told) > 1:
            sure = max(apart.get((one, other), 0.0) for one in fact for other in fact)
            out.append(_disagreement(list(told), min(1.0, sure / 2), texts, readings))
    return Comparison(
        tuple(replace(source, text="") for source in texts),
        sum(len(reading.found) for reading in readings),
        sum(map(len, facts)),
        len(facts),
        tuple(out),
    )


def _meet(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Return whether some source tells both of two versions: to it they are two facts."""
    return not {place.source for place in one}.isdisjoint(place.source for place in other)


def _disagreement(told: Sequence[Sequence[Place]], certain: float, texts: Sequence[Source], readings: Sequence[Reading]) -> Disagreement:
    """Return the versions of a fact with what marks them."""
    versions = [Version(tuple(_telling(texts[p.source], readings[p.source], p.found) for p in places)) for places in told]
    most = max(len(version.sources) for version in versions)
    days = [max((t.source.date for t in version.tellings if t.source.date is not None), default=None) for version in versions]
    last = max((day for day in days if day is not None), default=None)
    marked = tuple(
        version._replace(
            majority=len(version.sources) == most and sum(len(other.sources) == most for other in versions) == 1,
            newest=last is not None and day == last and days.count(last) == 1 and None not in days,
        )
        for version, day in zip(versions, days, strict=True)
    )
    difference = percent = None
    if len(marked) == 2:
        one, other = (version.tellings[0].quantity for version in marked)
        rate = convert(one.unit, other.unit, ())
        if rate is not None:
            difference = other.value * rate[0] - one.value
            percent = (difference / abs(one.value) * 100).quantize(Decimal("0.1")) if one.value else None
    return Disagreement(marked, difference, percent, round(certain, 3))


def _telling(source: Source, reading: Reading, found: int) -> Telling:
    mention = reading.mention(found)
    span, sentence = mention.quantity.span, reading.sentences[mention.sentence].span
    return Telling(
        source=replace(source, text=""),
        start=span.start,
        end=span.end,
        position=reading.position(span.start),
        end_position=reading.position(span.end),
        text=span.of(source.text),
        quote_start=sentence.start,
        quote=sentence.of(source.text),
        quantity=mention.quantity,
        scope=mention.scope,
    )


Pair = tuple[Place, Place]


def _pair(link: Link) -> Pair:
    return (link.mine, link.theirs) if link.mine < link.theirs else (link.theirs, link.mine)


def _agreed(found: Sequence[Link]) -> dict[Pair, float]:
    """Return the pairs of mentions that tell one fact with values that can be the same, and how likely they tell one."""
    out: dict[Pair, float] = {}
    for link in found:
        if link.verdict == "supported":
            out[_pair(link)] = max(link.score, out.get(_pair(link), 0.0))
    return out


def _apart(found: Sequence[Link], agreed: Mapping[Pair, float], readings: Sequence[Reading]) -> dict[Pair, float]:
    """Return the pairs of mentions that certainly tell one fact with values that cannot both hold, and how certain that is."""
    seen: dict[Pair, dict[Place, float]] = defaultdict(dict)
    barred = set(agreed)
    told = {(one, other.source) for one, other in agreed} | {(other, one.source) for one, other in agreed}
    feats = defaultdict(list)
    for link in found:
        if link.certain:
            feats[_pair(link)].append((link.mine, link.certain, link.score, link.features))
            sides = seen[_pair(link)]
            sides[link.mine] = max(link.certain, sides.get(link.mine, 0.0))
        elif link.reason in _HARD:
            barred.add(_pair(link))
    certain: dict[Pair, float] = {}
    for (one, other), sides in seen.items():
        if (one, other) in barred or (one, other.source) in told or (other, one.source) in told:
            continue
        mine, theirs = (readings[place.source].mention(place.found) for place in (one, other))
        if not _comparable(mine.quantity, theirs.quantity) or _other_level(mine.scope, theirs.scope):
            continue
        sure = _sure([sides.get(one, 0.0), sides.get(other, 0.0)], mine, theirs)
        if DUMP is not None:
            DUMP.append((readings[one.source], one, readings[other.source], other, sides.get(one, 0.0), sides.get(other, 0.0), mine, theirs, feats[one, other]))
        if sure >= FLOOR:
            certain[one, other] = sure
    best: dict[tuple[Place, int], Pair] = {}
    for pair in sorted(certain, key=lambda pair: (-certain[pair], pair)):
        for place, other in (pair, pair[::-1]):
            best.setdefault((place, other.source), pair)
    out = {}
    for pair, sure in certain.items():
        rivals = [
            certain[other]
            for other in certain
            if other != pair and any(
                place == mine and twin.source == its.source and not _same(readings, twin, its)
                for place, twin in (pair, pair[::-1]) for mine, its in (other, other[::-1]))
        ]
        if sure >= LEAST and all(rival < sure - MARGIN for rival in rivals):
            out[pair] = sure
    return out


def _same(readings: Sequence[Reading], one: Place, other: Place) -> bool:
    a, b = (readings[place.source].found[place.found].quantity for place in (one, other))
    return a.value * a.unit.factor == b.value * b.unit.factor

MARGIN = 0.1

DUMP = None
LEAST = 0.45
FLOOR = 0.3
BONUS = 0.15

def _sure(sides: Sequence[float], mine: Mention, theirs: Mention) -> float:
    tied = all((mine.scope.period, theirs.scope.period, mine.scope.places, theirs.scope.places))
    return 0.55 * sum(sides) / 2 + 0.45 * max(sides) + BONUS * tied


def _other_level(one: Scope, other: Scope) -> bool:
    """Return whether two scopes are of places of one name and different levels: the city of Lạng Sơn, the province."""
    mine, theirs = _levels(one), _levels(other)
    return any(name in theirs and levels.isdisjoint(theirs[name]) for name, levels in mine.items())


def _levels(scope: Scope) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for place in scope.places:
        if place.level and place.name:
            out[place.name].add(place.level)
    return out


def _comparable(one: Quantity, other: Quantity) -> bool:
    """Return whether two values that cannot both hold can be of one fact, told wrongly or of another day by one side.

    Not what differs by a separator only, is cut rather than rounded, is more than twice the other, or is a price, which each seller has.
    """
    rate = convert(one.unit, other.unit, ())
    if rate is None or _is_price(one) or _is_price(other):
        return False
    theirs = other.interval.scaled(rate[0])
    if any(one.interval.meets(theirs.scaled(factor)) for factor in (Decimal(1), _THOUSAND, 1 / _THOUSAND)):
        return False
    a, b = one.value, other.value * rate[0]
    if a * b <= 0 or not 1 / _MOST <= a / b <= _MOST:
        return a == -b
    return not (0 <= b - a < one.step or 0 <= a - b < other.step * rate[0])


def _is_price(quantity: Quantity) -> bool:
    whole, _, part = quantity.unit.dimension.partition("/")
    return whole.startswith("currency") and whole != quantity.unit.dimension and not part.startswith("duration")


def _components(pairs: Iterable[Pair]) -> dict[Place, tuple[Place, ...]]:
    """Return the mentions that pairs connect, by each of them."""
    leader: dict[Place, Place] = {}

    def find(place: Place) -> Place:
        leader.setdefault(place, place)
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for one, other in pairs:
        a, b = sorted((find(one), find(other)))
        leader[b] = a
    groups: dict[Place, list[Place]] = defaultdict(list)
    for place in sorted(leader):
        groups[find(place)].append(place)
    return {place: tuple(group) for group in groups.values() for place in group}
