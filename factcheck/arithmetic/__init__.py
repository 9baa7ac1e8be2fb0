"""Numbers of one text that cannot all be true: each calculation that its words invite, and whether it holds.

Every check is a pure function from the skeleton of a sentence to calculations; what needs the whole text (exchange rates, ages) is
gathered sentence by sentence and held together at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from factcheck.arithmetic.calculation import Calculation
from factcheck.arithmetic.changes import changes, directions
from factcheck.arithmetic.lengths import Born, ages, lengths, years
from factcheck.arithmetic.measures import Twice, currencies, measures, rates
from factcheck.arithmetic.parts import parts, products
from factcheck.arithmetic.ratios import ratios, shares
from factcheck.arithmetic.skeleton import Skeleton, skeleton
from factcheck.extract.reading import Reading
from factcheck.lang.links import links

Check = Callable[[Skeleton], Iterator[Calculation]]
CHECKS: tuple[Check, ...] = (ratios, changes, directions, parts, shares, products, measures, lengths)


def calculations(reading: Reading) -> list[Calculation]:
    """Return every calculation that a text invites, in the order of what is told; one for each number and reason."""
    words = links(reading.language.code)
    if words is None:
        return []
    found: list[Calculation] = []
    money: list[Twice] = []
    born: list[Born] = []
    for n, own in reading.by_sentence.items():
        if len(own) + len(reading.times(n)) < 2:
            continue
        sentence = skeleton(reading, n, words)
        for check in CHECKS:
            found += check(sentence)
        money += currencies(sentence)
        born += ages(sentence)
    found += [*rates(money), *years(born, reading.today)]
    best: dict[tuple[int, str], Calculation] = {}
    for calculation in found:  # a number that fits in one way of reading the sentence is not wrong in another
        known = best.get(key := (calculation.told.start, calculation.reason))
        if known is None or (calculation.holds and not known.holds):
            best[key] = calculation
    return sorted(best.values(), key=lambda one: (one.told, one.reason))


__all__ = ["Calculation", "calculations"]
