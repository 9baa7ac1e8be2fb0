"""One value told twice, in two units or two currencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.arithmetic.calculation import Calculation, Number, quantity_of, readings
from factcheck.arithmetic.reach import Reach
from factcheck.arithmetic.skeleton import Item, Skeleton
from factcheck.model import Span
from factcheck.rows import NamedTuple

_TWICE = re.compile(r"(?=(?P<a>[NL])w{0,2}(?:\(=*(?P<b>[NL])[,);=]|,?=+(?P<c>[NL])(?:[,.;)&]|$)))")
_LOOSE = Decimal("0.05")  # 60 dặm (100 km)
_RATES = Decimal("0.05")
_DAY = 86400  # seconds


class Twice(NamedTuple):
    """A value in two currencies: the codes in order, and how much of the second one of the first is worth."""

    codes: tuple[str, str]
    rate: Reach
    one: Number
    other: Number
    spans: tuple[Span, Span]
    years: frozenset[int]


def measures(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield the values that a sentence tells in two units of one dimension."""
    for one, other in _twice(skeleton):
        mine, theirs = quantity_of(one).unit, quantity_of(other).unit
        if mine.dimension != theirs.dimension or mine.factor == theirs.factor or mine.dimension.startswith(("count", "currency")):
            continue
        if mine.dimension == "duration" and max(mine.factor, theirs.factor) >= _DAY:
            continue  # a course of three days (24 hours)
        tried = [_converted(a, b, (one.span, other.span)) for a in readings(one) for b in readings(other)]
        yield next((calculation for calculation in tried if calculation.holds), tried[0])


def _converted(one: Number, other: Number, spans: tuple[Span, Span]) -> Calculation:
    factor = one.unit.factor / other.unit.factor
    made = one.reach.scaled(factor).widened(_LOOSE)
    formula = f"{{}} {one.unit.symbol} × {{}}"
    holds = made.meets(other.reach)
    return Calculation("FC508", formula, (one.size, factor), one.size * factor, other.size, other.unit.symbol, other.span, spans, holds)


def currencies(skeleton: Skeleton) -> list[Twice]:
    """Return the values that a sentence tells in two currencies."""
    found = []
    years = frozenset(item.period.start.year for item in skeleton.items if item.period is not None and item.period.year_known)
    for one, other in _twice(skeleton):
        codes = tuple(quantity_of(item).unit.dimension for item in (one, other))
        if codes[0] == codes[1] or not all(code.startswith("currency:") and "/" not in code for code in codes):
            continue
        a, b = readings(one)[0], readings(other)[0]
        if codes[0] > codes[1]:
            a, b, codes = b, a, codes[::-1]
        rate = b.reach.scaled(b.unit.factor).over(a.reach.scaled(a.unit.factor))
        if rate is not None and a.size and b.size:
            found.append(Twice((codes[0][9:], codes[1][9:]), rate, a, b, (one.span, other.span), years))
    return found


def rates(told: list[Twice]) -> Iterator[Calculation]:
    """Yield each value in two currencies but the first of its currencies, held against the rate that most others have."""
    by_codes: dict[tuple[str, str], list[Twice]] = {}
    for twice in told:
        by_codes.setdefault(twice.codes, []).append(twice)
    for own in by_codes.values():
        if len(own) < 2:
            continue
        friends = [sum(other.rate.widened(_RATES).meets(twice.rate) for other in own) for twice in own]
        model = own[friends.index(max(friends))]
        for twice in own:
            if twice is not model and not (twice.years and model.years and twice.years.isdisjoint(model.years)):
                holds = model.rate.widened(_RATES).meets(twice.rate)
                rate, made = (t.other.size * t.other.unit.factor / (t.one.size * t.one.unit.factor) for t in (model, twice))
                formula = f"{{}} {twice.codes[1]} / {{}} {twice.codes[0]}"
                unit = f"{twice.codes[1]}/{twice.codes[0]}"
                terms = (twice.other.size, twice.one.size)
                spans = tuple(sorted((*twice.spans, *model.spans)))
                yield Calculation("FC509", formula, terms, made, rate, unit, twice.spans[1], spans, holds)


def _twice(skeleton: Skeleton) -> Iterator[tuple[Item, Item]]:
    for match in _TWICE.finditer(skeleton.signs):
        yield skeleton.items[match.start("a")], skeleton.items[match.start("b" if match["b"] else "c")]
