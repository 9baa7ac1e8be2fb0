"""Numbers of one text that cannot all be true: each calculation that its words invite, and whether it holds.

Every check is a pure function from the skeleton of a sentence to calculations; what needs the whole text (exchange rates, ages) is
gathered sentence by sentence and held together at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from factcheck.arithmetic.calculation import Calculation
from factcheck.arithmetic.changes import changes, directions
from factcheck.arithmetic.lengths import Born, ages, lengths, years
from factcheck.arithmetic.measures import Twice, currencies, measures, rates
from factcheck.arithmetic.parts import parts, products
from factcheck.arithmetic.ratios import ratios, shares
from factcheck.arithmetic.skeleton import Skeleton, skeleton
from factcheck.extract import Reading, reading_of
from factcheck.lang.links import links
from factcheck.model import Position, Source
from factcheck.rows import NamedTuple

Check = Callable[[Skeleton], Iterator[Calculation]]
CHECKS: tuple[Check, ...] = (ratios, changes, directions, parts, shares, products, measures, lengths)


class Reckoning(NamedTuple):
    """A calculation where it stands in a source; it is an inconsistency where it does not hold."""

    source: str
    calculation: Calculation
    numbers: tuple[str, ...]
    told: str
    position: Position
    end_position: Position
    quote_start: int
    quote: str

    @property
    def holds(self) -> bool:
        """Return whether some reading of the numbers fits."""
        return self.calculation.holds


def reckon(source: Source, lang: str = "") -> list[Reckoning]:
    """Return every calculation that a source's text invites, in the order in which it tells them."""
    text, day = source.text, source.date
    reading = reading_of(source, lang)
    spans = [sentence.span for sentence in reading.sentences]
    found = []
    for calculation in calculations(reading, day):
        told = calculation.told
        quote = next(span for span in spans if span.start <= told.start < span.end)
        place, end = reading.position(told.start), reading.position(told.end)
        numbers = tuple(span.of(text) for span in calculation.spans)
        found.append(Reckoning(source.name, calculation, numbers, told.of(text), place, end, quote.start, quote.of(text)))
    return found


def calculations(reading: Reading, day: date | None = None) -> list[Calculation]:
    """Return every calculation that a text as read invites, one for each number and reason; `day` is the one that the text bears."""
    words = links(reading.language.code)
    if words is None:
        return []
    found: list[Calculation] = []
    money: list[Twice] = []
    born: list[Born] = []
    for n, own in reading.by_sentence.items():
        if len(own) + len(reading.times(n)) < 2 and reading.found[own[0]].quantity.unit.dimension != "age":
            continue
        sentence = skeleton(reading, n, words)
        for check in CHECKS:
            found += check(sentence)
        money += currencies(sentence)
        born += ages(sentence)
    found += [*rates(money), *years(born, day, reading.text)]
    best: dict[tuple[int, str], Calculation] = {}
    for calculation in found:  # a number that fits in one way of reading the sentence is not wrong in another
        known = best.get(key := (calculation.told.start, calculation.reason))
        if known is None or (calculation.holds and not known.holds):
            best[key] = calculation
    return sorted(best.values(), key=lambda one: (one.told, one.reason))


__all__ = ["Calculation", "Reckoning", "calculations", "reckon"]
