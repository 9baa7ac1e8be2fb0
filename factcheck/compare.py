"""compare(sources) → which of them tell one fact with values that cannot both hold; nothing is declared true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.apart import Pair, agreed, apart, closest, is_rough
from factcheck.extract import Reading, reading_of
from factcheck.judge import convert
from factcheck.model import Position, Quantity, Scope, Source, replace
from factcheck.partners import partners
from factcheck.rows import NamedTuple
from factcheck.sides import Spot, links
from factcheck.words import Passages


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
    """What sources have in common: their quantities, how many of these tell a fact that another source tells too, and how many facts.

    `agreements` are the facts that all tell alike.
    """

    sources: tuple[Source, ...]
    quantities: int
    shared: int
    facts: int
    disagreements: tuple[Disagreement, ...]
    agreements: tuple[Version, ...] = ()


def compare(sources: Iterable[Source]) -> Comparison:
    """Return where sources disagree with each other."""
    texts = list(sources)
    readings = [reading_of(source) for source in texts]
    passages = list(map(Passages, readings))
    near = partners(passages)
    found = list(links(texts, passages, near))
    alike = agreed(found)
    same = closest(alike, readings)
    versions = _components(same)
    differ = _consistent(apart(found, alike, passages, near), versions, readings)
    facts = sorted(set(_components([*same, *differ]).values()))
    disagreements, agreements = [], []
    for fact in facts:
        told = sorted({versions.get(spot, (spot,)) for spot in fact})
        if len(told) > 1:
            certain = max(sure for (one, _), sure in differ.items() if one in fact)
            disagreements.append(_disagreement(told, certain, texts, readings))
        else:
            agreements.append(Version(tuple(telling(texts[spot.source], readings[spot.source], spot.found) for spot in fact)))
    return Comparison(
        tuple(replace(source, text="") for source in texts),
        sum(len(reading.found) for reading in readings),
        sum(map(len, facts)),
        len(facts),
        tuple(disagreements),
        tuple(agreements),
    )


def _consistent(differ: dict[Pair, float], versions: dict[Spot, tuple[Spot, ...]], readings: Sequence[Reading]) -> dict[Pair, float]:
    """Return the pairs, the surest first, that make no source tell two versions of one fact: to it they are two.

    Roughly told (khoảng 500.000) a value agrees with many, so it is no version of its own.
    """
    kept: dict[Pair, float] = {}
    told: dict[tuple[Spot, ...], list[tuple[Spot, ...]]] = {}  # the versions of the fact that a version is of
    for pair, sure in sorted(differ.items(), key=lambda row: (-row[1], row[0])):
        one, other = (versions.get(spot, (spot,)) for spot in pair)
        mine, theirs = told.get(one, [one]), told.get(other, [other])
        if mine is not theirs and one not in theirs:
            if not _tellers(mine, readings).isdisjoint(_tellers(theirs, readings)):
                continue
            mine = [*mine, *theirs]
            told |= dict.fromkeys(mine, mine)
        kept[pair] = sure
    return kept


def _tellers(versions: Iterable[tuple[Spot, ...]], readings: Sequence[Reading]) -> set[int]:
    """Return the sources that tell some of these versions, and not just roughly."""
    return {spot.source for version in versions for spot in version if not is_rough(spot, readings)}


def _disagreement(told: Sequence[tuple[Spot, ...]], certain: float, texts: Sequence[Source], readings: Sequence[Reading]) -> Disagreement:
    """Return the versions of a fact with what marks them."""
    versions = [Version(tuple(telling(texts[p.source], readings[p.source], p.found) for p in spots)) for spots in told]
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


def telling(source: Source, reading: Reading, found: int) -> Telling:
    """Return a mention, by its number among those of a source, as what the source tells; the source is kept without its text."""
    mention = reading.mention(found)
    span, sentence = mention.quantity.span, reading.sentences[mention.sentence].span
    return Telling(
        source=replace(source, text="", comments=(), exemptions=(), date=reading.today),
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


def _components(pairs: Iterable[Pair]) -> dict[Spot, tuple[Spot, ...]]:
    """Return the mentions that pairs connect, by each of them."""
    leader: dict[Spot, Spot] = {}

    def find(spot: Spot) -> Spot:
        leader.setdefault(spot, spot)
        while leader[spot] != spot:
            leader[spot] = leader[leader[spot]]
            spot = leader[spot]
        return spot

    for one, other in pairs:
        a, b = sorted((find(one), find(other)))
        leader[b] = a
    groups: dict[Spot, list[Spot]] = defaultdict(list)
    for spot in sorted(leader):
        groups[find(spot)].append(spot)
    return {spot: tuple(group) for group in groups.values() for spot in group}
