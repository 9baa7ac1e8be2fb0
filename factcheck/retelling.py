"""Two sentences with a number each that differs → whether one is the other told again, of which this number alone came out otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from factcheck.around import Around, around, common
from factcheck.extract import Reading
from factcheck.features import align
from factcheck.lang.common import FAMILIES
from factcheck.model import Interval, Quantity
from factcheck.rows import NamedTuple
from factcheck.units import alike
from factcheck.values import same_value, value_key
from factcheck.words import Passages, total

# Set by hand on half of 199 events told by several papers each, and measured on the other half (docs/accuracy.md).
_HALF, _THIRD, _FIFTH = 0.5, 0.3, 0.2  # least shares of the words of the shorter and of the longer sentence that the other has too
_NEAR, _BESIDE = 0.3, 0.4  # least likeness of the words around two numbers: where the models hold them for one fact too, where they do not
_ENOUGH = 2.0  # least weight of the words that both then have: some four that say something
_LIKE = 0.5  # least likeness of the units of two numbers that one could be told for the other
_TELLING, _LONG = 2, 3  # digits of a number that is hardly the same by chance, and of one that two days will not have alike
_SEVERAL = 2


class Retelling(NamedTuple):
    """How alike the sentences of two numbers are: their words, and the other numbers that both tell or one of them lacks."""

    shared: float  # weight of the words that both have
    share: float  # of the words of the shorter sentence
    of_longer: float
    told: tuple[Quantity, ...]  # the other numbers that both tell
    lacking: int  # those of the sentence with fewer that the other lacks
    renamed: bool  # whether a proper name stands where the other has another
    beside: float  # likeness of the words around the two numbers
    other_kin: bool  # whether a term beside one stands against a term beside the other: deaths and injuries, exports and imports

    @property
    def is_near(self) -> bool:
        """Return whether the shorter shares half of its words, like words stand around the two numbers, and little else is told by one."""
        return not self.other_kin and self.share >= _HALF and self.beside >= _NEAR and (self.of_longer >= _THIRD or not self.lacking)

    @property
    def is_alike(self) -> bool:
        """Return whether the two share most of their words, and all numbers of the sentence with fewer."""
        is_near = self.share >= _HALF and self.of_longer >= _THIRD and self.beside >= _BESIDE
        return is_near and not self.lacking and not self.other_kin and self.shared >= _ENOUGH

    def is_same(self, repeats: bool) -> bool:
        """Return whether the one sentence tells the other again; `repeats` says whether such sentences are told again of other things.

        Sessions of an exchange and prices are: there one further number alike may be chance.
        """
        if self.other_kin or self.share < _HALF or self.of_longer < _FIFTH or self.lacking > len(self.told):
            return False
        digits = max((len(quantity.value.normalize().as_tuple().digits) for quantity in self.told), default=0)
        if repeats:
            return not self.renamed and (len(self.told) >= _SEVERAL or digits >= _LONG)
        return len(self.told) >= _SEVERAL or digits >= _TELLING


def retelling(one: Passages, mine: int, other: Passages, theirs: int) -> Retelling:
    """Return how alike the sentences are in which two sources tell a number each, by the numbers' places in `found`."""
    a, b = (text.words(text.reading.found[found].sentence) for text, found in ((one, mine), (other, theirs)))
    shared = sum(weight for key, weight in a.weights.items() if key in b.weights)
    here, there = _others(one.reading, mine), _others(other.reading, theirs)
    told = tuple(quantity for key, quantity in here.items() if key in there)
    short, long = sorted((total(a), total(b)))
    near, twin = _around(one, mine), _around(other, theirs)
    return Retelling(
        shared=shared,
        share=shared / max(short, 1e-9),
        of_longer=shared / max(long, 1e-9),
        told=told,
        lacking=min(len(here), len(there)) - len(told),
        renamed=align(a, b, a.weights).renamed,
        beside=min(common(near, twin), common(twin, near)),
        other_kin=_is_other_kin(near, twin),
    )


def _is_other_kin(one: Around, other: Around) -> bool:
    """Return whether terms of one family, but not the same, stand beside two numbers."""
    mine, theirs = ({key[1:] for key in (*row.left, *row.right) if key[0] == "="} for row in (one, other))
    here, there = mine - theirs, theirs - mine
    return any(not here.isdisjoint(family) and not there.isdisjoint(family) for family in FAMILIES)


def _around(text: Passages, found: int) -> Around:
    """Return the words around a number of a source."""
    quantity, n = text.reading.found[found]
    clause = text.reading.clause(quantity, n)
    return around(text.words(n), quantity.span.start, quantity.number.end, (clause.start, clause.end))


def is_left_over(one: Reading, mine: int, other: Reading, theirs: int) -> bool:
    """Return whether two numbers are all that their sentences do not tell alike among numbers of their kind.

    Or, in a list, whether the same number of that kind stands right before or right behind both.
    """
    n, m = one.found[mine].sentence, other.found[theirs].sentence
    quantity, twin = one.found[mine].quantity, other.found[theirs].quantity
    if _unlike(one.quantities(n), other.quantities(m), quantity) == 1 == _unlike(other.quantities(m), one.quantities(n), twin):
        return True
    beside = ((_beside(one, mine, step), _beside(other, theirs, step)) for step in (-1, 1))
    return any(a is not None and b is not None and same_value(a, b) and alike(a.unit, quantity.unit) > _LIKE for a, b in beside)


def _beside(reading: Reading, found: int, step: int) -> Quantity | None:
    """Return the quantity before or behind another in its sentence."""
    beside = found + step
    return reading.found[beside].quantity if beside in reading.by_sentence[reading.found[found].sentence] else None


def is_untold(quantity: Quantity, reading: Reading) -> bool:
    """Return whether a source nowhere tells a value, of whatever is counted."""
    own, what = quantity.value * quantity.unit.factor, measure(quantity)
    held = _values(reading)
    like = (*held.get(own, ()), *(held.get(quantity.interval, ()) if quantity.hedge == "range" else ()))
    return not any(same_value(quantity, q) or (q.value * q.unit.factor == own and measure(q) == what) for q in like)


@lru_cache(maxsize=256)  # every number of the other source asks
def _values(reading: Reading) -> dict[Decimal | Interval, list[Quantity]]:
    """Return the quantities of a source by each value that they may stand for, and ranges by their ends too."""
    out: dict[Decimal | Interval, list[Quantity]] = defaultdict(list)
    for quantity, _ in reading.found:
        low, high = quantity.interval.low, quantity.interval.high
        for end in {end for end in (quantity.value, low, high, quantity.whole) if end is not None}:
            out[end * quantity.unit.factor].append(quantity)
        if quantity.hedge == "range":
            out[quantity.interval].append(quantity)
    return dict(out)


def measure(quantity: Quantity) -> str:
    """Return what a quantity is told in: money of any currency, a measure, or things that are counted."""
    return quantity.unit.dimension.partition(":")[0] or "count"


def _others(reading: Reading, found: int) -> dict[str, Quantity]:
    """Return the other values of a quantity's sentence."""
    own, n = reading.found[found]
    return {key: quantity for quantity in reading.quantities(n) if (key := value_key(quantity)) != value_key(own)}


def _unlike(these: Sequence[Quantity], those: Sequence[Quantity], own: Quantity) -> int:
    """Return how many of these quantities, measured as `own` is, are not among those."""
    like = [q for q in these if alike(q.unit, own.unit) > _LIKE and q.kind == own.kind]
    return sum(not any(same_value(q, other) for other in those) for q in like)
