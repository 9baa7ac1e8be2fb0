"""Parts and their total, terms and their product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.arithmetic.calculation import Calculation, Number, factor_of, number, quantity_of, same
from factcheck.arithmetic.reach import Reach
from factcheck.arithmetic.skeleton import Item, Skeleton
from factcheck.units import NONE

_ZERO = Reach(Decimal(0), Decimal(0))
_SEGMENT = r"[^NDPSXqgis().;]{0,24}"
# A total, a word that says what it is made of, and the numbers behind it.
_LIST = re.compile(rf"(?P<total>N)[wTo]{{0,8}}[,(:]*(?P<how>[gi])(?P<parts>(?:{_SEGMENT}N)+)(?P<tail>{_SEGMENT})(?P<end>[).;]*)")
_SUMMED = re.compile(r"(?P<parts>N[w]{0,8}(?:[,;&]+w{0,3}N[w]{0,8})+)[,;]+(?P<how>s)w{0,3}(?P<total>N)")
_PRICED = re.compile(r"(?P<a>N)w{0,4},?[wt]{0,4}(?P<b>N)[,w]{0,3}[=s][wt]{0,5}(?P<c>N)")
_PRODUCT = (
    re.compile(r"(?P<a>N)w{0,6}[,(]+(?P<each>m)(?P<noun>w{1,2})[wt]{0,3}(?P<b>N)w{0,3}[,)]*[wt]{0,2}(?P<how>s)[wt]{0,4}(?P<c>N)"),
    re.compile(r"(?P<c>N)w{0,6}(?P<a>N),m(?P<noun>w)[wt]{0,2}(?P<b>N)(?=[,.;)]|$)"),
    _PRICED,
    re.compile(r"(?P<a>[NL])w{0,2}\*(?P<b>[NL])w{0,2}=(?P<c>N)"),
)


def parts(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield the totals that a sentence tells with their parts."""
    for shape in (_LIST, _SUMMED):
        for match in shape.finditer(skeleton.signs):
            first, last = match.span("parts")
            at = [i for i in range(first, last) if skeleton.signs[i] == "N"]
            items = [skeleton.items[i] for i in at]
            if len(at) > 1:
                groups = match.groupdict()
                closed = "&" in skeleton.signs[at[-2] : at[-1]] or ")" in (groups.get("end") or "") or shape is _SUMMED
                words = [skeleton.words[a:b] for a, b in zip(at, [*at[1:], match.end()], strict=True)]
                yield from _sum(skeleton, skeleton.items[match.start("total")], items, match["how"], closed, _apart(skeleton, words, items))


def _sum(skeleton: Skeleton, whole: Item, items: list[Item], how: str, closed: bool, apart: str) -> Iterator[Calculation]:
    total = number(whole)
    found = [_like(skeleton, number(item), total) for item in items]
    if any(part is None for part in found):
        return
    numbers = [part for part in found if part is not None]
    made = _ZERO
    for part in numbers:
        made = made.plus(part.reach)
    fits, more = made.meets(total.reach), made.low > total.reach.high
    sizes = tuple(part.size for part in numbers)
    if fits and not closed and sum(sizes) != total.size:
        return
    if not fits:
        sure = how in "gs" or apart  # trong đó: parts may overlap, and leave others out
        if more and not sure:
            return
        if not more and not (closed and (how == "s" or (how == "g" and made.high * 2 > total.reach.low) or "all" in apart)):
            return
    formula = " + ".join("{}" for _ in numbers)
    spans = tuple(sorted([whole.span, *(item.span for item in items)]))
    yield Calculation("FC506", formula, sizes, sum(sizes, Decimal(0)), total.size, total.unit.symbol, whole.span, spans, fits)


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


def _apart(skeleton: Skeleton, parts: list[tuple[str, ...]], items: list[Item]) -> str:
    """Return what tells the parts apart, if each has its own word for it: nam and nữ."""
    told: list[tuple[str, str]] = []
    for words, item in zip(parts, items, strict=True):
        keys = [*quantity_of(item).unit.noun, *(word for phrase in words for word in phrase.split())]
        groups = [(found[0], keys[i]) for i in range(len(keys)) if (found := skeleton.links.apart.at(keys, i)) is not None]
        told += groups[:1]
    same = len({group for group, _ in told}) == 1 and len(set(told)) == len(told) == len(items)
    return told[0][0] if same else ""


def products(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield so many of so much each, told with their total."""
    for shape in _PRODUCT:
        for match in shape.finditer(skeleton.signs):
            a, b, c = (skeleton.items[match.start(name)] for name in "abc")
            count, each, total = number(a), number(b), number(c)
            if "noun" in match.groupdict():
                noun = skeleton.words[match.start("noun")]
                if count.unit.dimension != "count" or noun not in count.unit.noun:
                    continue
            elif match.re is _PRICED and not each.unit.dimension.partition("/")[2].startswith("count"):
                continue
            if each.unit.dimension.partition("/")[0] != total.unit.dimension or not total.unit.dimension:
                continue
            if total.unit.dimension == "count" and each.unit.noun[:1] != total.unit.noun[:1]:
                continue
            factor = factor_of(each.unit, total.unit)
            made = count.reach.times(each.reach).scaled(factor)
            size = count.size * each.size * factor
            holds = made.meets(total.reach)
            spans = tuple(sorted((a.span, b.span, c.span)))
            yield Calculation(
                "FC510", "{} × {}", (count.size, each.size * factor), size, total.size, total.unit.symbol, c.span, spans, holds
            )
