"""Parts and their total, terms and their product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.arithmetic.calculation import Calculation, Number, number, quantity_of, same
from factcheck.arithmetic.reach import Reach
from factcheck.arithmetic.skeleton import Item, Skeleton
from factcheck.units import NONE

_ZERO = Reach(Decimal(0), Decimal(0))
_PART = r"N[wkT]{0,8}"
# A total, a word that says what it is made of, and a list that closes: with `và` before its last, or at the end of sentence or bracket.
_LISTS = (
    re.compile(rf"(?P<total>N)[wTo]{{0,8}}[,(:]*(?P<how>[gi])[,:]*w{{0,3}}(?P<parts>{_PART}(?:[,;]w{{0,3}}{_PART})*,?&w{{0,4}}{_PART})(?P<end>[).;]|$)"),
    re.compile(rf"(?P<parts>{_PART}(?:[,;&]+w{{0,3}}{_PART})+)[,;]+(?P<how>s)w{{0,3}}(?P<total>N)"),
)
_PRODUCT = (
    re.compile(r"(?P<a>N)w{0,6}[,(]+(?P<each>m)(?P<noun>w{1,2})w{0,3}(?P<b>N)w{0,3}[,)]*(?P<how>s)w{0,4}(?P<c>N)"),
    re.compile(r"(?P<a>[NL])w{0,2}\*(?P<b>[NL])w{0,2}=(?P<c>N)"),
)


def parts(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield the totals that a sentence tells with all their parts."""
    for shape in _LISTS:
        for match in shape.finditer(skeleton.signs):
            first, last = match.span("parts")
            at = [i for i in range(first, last) if skeleton.signs[i] == "N"]
            calculation = _sum(skeleton, skeleton.items[match.start("total")], [skeleton.items[i] for i in at], match["how"])
            if calculation is not None:
                yield calculation


def _sum(skeleton: Skeleton, whole: Item, items: list[Item], how: str) -> Calculation | None:
    total = number(whole)
    found = [_like(skeleton, number(item), total) for item in items]
    if any(part is None for part in found) or len(found) < 2:
        return None
    numbers = [part for part in found if part is not None]
    made = _ZERO
    for part in numbers:
        made = made.plus(part.reach)
    fits, less = made.meets(total.reach), made.high < total.reach.low
    apart = _apart(skeleton, items)
    if not fits and how == "i" and not apart:
        return None  # trong đó: parts may overlap, and leave others out
    if not fits and less and how == "g" and not apart and made.high * 2 < total.reach.low:
        return None
    sizes = tuple(part.size for part in numbers)
    formula = " + ".join("{}" for _ in numbers)
    spans = tuple(sorted([whole.span, *(item.span for item in items)]))
    return Calculation("FC506", formula, sizes, sum(sizes, Decimal(0)), total.size, total.unit.symbol, whole.span, spans, fits)


def _like(skeleton: Skeleton, part: Number, total: Number) -> Number | None:
    """Return a part in the unit of the total, or None where it counts something else."""
    if part.unit is NONE or total.unit is NONE:
        return part if part.unit is total.unit else None
    if total.unit.dimension == "count" == part.unit.dimension:
        kinds = skeleton.links.kinds
        one, other = (kinds.get(unit.noun[0]) for unit in (part.unit, total.unit))
        if one != other:
            return None
        return part if one is not None or part.unit.noun[0] == total.unit.noun[0] else None
    if not same(part.unit, total.unit) or part.unit.dimension != total.unit.dimension:
        return None
    factor = part.unit.factor / total.unit.factor
    return Number(part.size * factor, part.reach.scaled(factor), total.unit, part.span)


def _apart(skeleton: Skeleton, items: list[Item]) -> bool:
    """Return whether the parts are two sides that make the whole: nam and nữ."""
    groups: list[tuple[str, str]] = []
    for item in items:
        noun = quantity_of(item).unit.noun
        groups += [(group, word) for word in noun if (group := skeleton.links.apart.get(word)) is not None][:1]
    return len(items) == 2 == len(set(groups)) and len({group for group, _ in groups}) == 1


def products(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield so many of so much each, told with their total."""
    for shape in _PRODUCT:
        for match in shape.finditer(skeleton.signs):
            a, b, c = (skeleton.items[match.start(name)] for name in "abc")
            count, each, total = number(a), number(b), number(c)
            if "noun" in match.groupdict() and match["noun"]:
                noun = skeleton.words[match.start("noun")]
                if count.unit.dimension != "count" or noun not in count.unit.noun:
                    continue
            if each.unit.dimension.partition("/")[0] != total.unit.dimension or not total.unit.dimension:
                continue
            factor = each.unit.factor / total.unit.factor if "/" not in each.unit.dimension else Decimal(1)
            made = count.reach.times(each.reach).scaled(factor)
            size = count.size * each.size * factor
            holds = made.meets(total.reach)
            spans = tuple(sorted((a.span, b.span, c.span)))
            yield Calculation("FC510", "{} × {}", (count.size, each.size * factor), size, total.size, total.unit.symbol, c.span, spans, holds)
