"""Parts and their total, terms and their product."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from factcheck.arithmetic.calculation import Calculation, Number, factor_of, number, quantity_of, same
from factcheck.arithmetic.reach import Reach, reach
from factcheck.arithmetic.skeleton import Item, Skeleton
from factcheck.units import NONE

_ZERO = Reach(Decimal(0), Decimal(0))
_W = r"[^NDPpSXqgis().;…]"  # what may stand between a total and its parts, and among them
# Each shape has a total and its parts: g and s tell all of them, i and o some, b stands in brackets, e tells the rest.
_LISTS = (
    ("", re.compile(rf"(?P<total>N){_W}{{0,16}}[,(:]*(?P<how>[gi])(?P<parts>(?:{_W}{{0,24}}N)+)(?P<tail>{_W}{{0,24}})(?P<end>[).;]*)")),
    ("o", re.compile(rf"o(?P<total>N){_W}{{0,20}},(?P<parts>(?:{_W}{{0,24}}N){{2,}})(?P<tail>{_W}{{0,24}})(?P<end>[.;]*)")),
    ("b", re.compile(rf"(?P<total>N)[wu]{{0,6}}\((?P<parts>{_W}{{0,12}}N(?:{_W}{{0,14}}N)+)(?P<tail>{_W}{{0,14}})(?P<end>\))")),
    ("e", re.compile(rf"(?P<total>N){_W}{{0,10}}[,;(:](?P<parts>(?:{_W}{{0,10}}N){{1,3}}{_W}{{0,8}}[,;&]w{{0,2}}e[wt]{{0,3}}N)(?P<tail>)")),
    ("e", re.compile(rf"(?P<total>N){_W}{{0,10}}[,;(:](?P<parts>(?:{_W}{{0,10}}N){{1,3}}{_W}{{0,8}}[,;&]w{{0,3}}N)(?=e)(?P<tail>)")),
    ("s", re.compile(r"(?P<parts>N[w]{0,8}(?:[,;&]+w{0,3}N[w]{0,8})+)[,;]+sw{0,3}(?P<total>N)(?P<tail>)")),
)
# What parts make at the least of their total, where they are told as all of it: less is a list of some.
_LEAST = {"g": Decimal("0.5"), "b": Decimal("0.8"), "s": Decimal("0.5"), "e": Decimal("0.5"), "i": Decimal("0.5"), "o": Decimal("0.5")}
_LEFT = re.compile(r"(?P<share>S)[^NDPpSXqgi;.]{0,20}[,;&]w{0,2}(?:(?P<rest>N)e|ew{0,2}(?P<rest2>N))")
_PRICED = re.compile(r"(?P<a>N)w{0,4},?[wt]{0,4}(?P<b>N)[,w]{0,3}[=s][wt]{0,5}(?P<c>N)")
_EACH = re.compile(r"(?P<a>N)w{0,4}(?P<b>N)w?m,?w{0,2}s[wt]{0,3}(?P<c>N)")
_PRODUCT = (
    _EACH,
    re.compile(r"(?P<a>N)w{0,6}[,(]+(?P<each>m)(?P<noun>w{1,2})[wt]{0,3}(?P<b>N)w{0,3}[,)]*[wt]{0,2}(?P<how>s)[wt]{0,4}(?P<c>N)"),
    re.compile(r"m(?P<noun>w)[wt]{0,3}(?P<b>N)w{1,3}(?P<a>N),[wt]{0,2}s[wt]{0,3}(?P<c>N)"),
    re.compile(r"(?P<c>N)w{0,6}(?P<a>N),m(?P<noun>w)[wt]{0,2}(?P<b>N)(?=[,.;)]|$)"),
    _PRICED,
    re.compile(r"(?P<a>[NL])w{0,2}\*(?P<b>[NL])w{0,2}=(?P<c>N)"),
)


def parts(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield the totals that a sentence tells with their parts."""
    for how, shape in _LISTS:
        for match in shape.finditer(skeleton.signs):
            kept = match.groupdict()
            way = how or kept["how"]
            first, last = match.span("parts")
            at = [i for i in range(first, last) if skeleton.signs[i] == "N"]
            gaps = [skeleton.signs[a:b] for a, b in pairwise(at)]
            upto = _upto(gaps)
            if way in "be" and upto < len(gaps):
                continue
            cut, at, gaps = at[upto + 1 : upto + 2], at[: upto + 1], gaps[:upto]
            closed = way in "bes" or "&" in "".join(gaps[-1:]) or (not cut and _ends(way, kept["tail"], kept.get("end") or ""))
            if way in "gi" and not cut and _goes_on(kept["tail"], skeleton.signs[match.end() :]):
                closed = False
            words = _words(skeleton, at, first, cut[0] if cut else match.end("tail"))
            items = [skeleton.items[i] for i in at]
            yield from _sum(skeleton, skeleton.items[match.start("total")], items, way, closed, _apart(skeleton, words))
    yield from _left(skeleton)


def _upto(gaps: list[str]) -> int:
    """Return how many of the gaps between numbers go on with a list: none without a mark, and none behind `và`."""
    for i, gap in enumerate(gaps):
        if not re.search("[,;&]", gap):
            return i
        if "&" in gap:
            return i + 1
    return len(gaps)


def _ends(how: str, tail: str, end: str) -> bool:
    """Return whether a list closes with its bracket or, where it is told to be all, with its sentence."""
    return end.startswith(")") or (how == "g" and end == "." and "," not in tail)


def _words(skeleton: Skeleton, at: list[int], first: int, end: int) -> list[tuple[str, ...]]:
    """Return the words beside each number of a list: those between the last mark before it and the last one before the next."""
    marks = [max((i for i in range(a, b) if skeleton.signs[i] in ",;&"), default=b) for a, b in pairwise(at)]
    return [skeleton.words[a:b] for a, b in zip([first, *marks], [*marks, end], strict=True)]


def _goes_on(tail: str, behind: str) -> bool:
    """Return whether a list has further parts behind its last number, that are not counted: … và nhiều người khác."""
    return "&" in tail or behind.startswith("…")


def _left(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield a share of a whole that is told with the rest of it: 60/63 tỉnh …, 3 tỉnh còn lại."""
    for match in _LEFT.finditer(skeleton.signs):
        share, rest = skeleton.items[match.start("share")], skeleton.items[match.start("rest" if match["rest"] else "rest2")]
        quantity, told = quantity_of(share), number(rest)
        if quantity.whole is None or not same(quantity.unit, told.unit):
            continue
        made = Reach(quantity.whole, quantity.whole).minus(reach(quantity))
        terms, spans = (quantity.whole, quantity.value), (share.span, rest.span)
        size = quantity.whole - quantity.value
        yield Calculation("FC506", "{} − {}", terms, size, told.size, told.unit.symbol, rest.span, spans, made.meets(told.reach))


def _sum(skeleton: Skeleton, whole: Item, items: list[Item], how: str, closed: bool, apart: str) -> Iterator[Calculation]:
    total = number(whole)
    found = [_like(skeleton, number(item), total, bare=how in "be" or bool(apart)) for item in items]
    numbers = [part for part in found if part is not None]
    if len(numbers) < len(found):
        return
    if how == "i":
        for part in numbers:
            if part.reach.low > total.reach.high and part.unit is not NONE:
                formula, spans = "{} is more than {}, of which it is told to be a part", tuple(sorted((whole.span, part.span)))
                yield Calculation("FC506", formula, (part.size, total.size), None, None, "", part.span, spans, False)
                return
    made = _ZERO
    for part in numbers:
        made = made.plus(part.reach)
    fits, more = made.meets(total.reach), made.low > total.reach.high
    sizes = tuple(part.size for part in numbers)
    exact = (closed or bool(apart)) and sum(sizes) == total.size
    if len(numbers) < 2 or (fits and not exact and (not closed or how in "io")):
        return
    if not fits and not _is_sure(how, more, closed and made.high >= total.reach.low * _LEAST[how], apart):
        return
    if not fits and not more and how == "e" and total.unit.dimension != "count":
        return  # of a budget, something may have been spent before
    formula = " + ".join("{}" for _ in numbers)
    spans = tuple(sorted([whole.span, *(item.span for item in items)]))
    yield Calculation("FC506", formula, sizes, sum(sizes, Decimal(0)), total.size, total.unit.symbol, whole.span, spans, fits)


def _is_sure(how: str, more: bool, closed: bool, apart: str) -> bool:
    """Return whether parts that do not make their total are wrong: what is told as some of it may overlap, and leave others out."""
    if more:
        return how in "gsbe" or bool(apart)
    return closed and (how in "gsbe" or "all" in apart)


def _like(skeleton: Skeleton, part: Number, total: Number, bare: bool) -> Number | None:
    """Return a part in the unit of the total, or None where it counts something else; with `bare`, a number alone counts the same."""
    if part.unit is NONE or total.unit is NONE:
        return part if part.unit is total.unit or (bare and total.unit.dimension == "count") else None
    if total.unit.dimension == "count" == part.unit.dimension:
        one, other = (skeleton.links.kind_of(unit.noun) for unit in (part.unit, total.unit))
        return part if one == other and (one or part.unit.noun[0] == total.unit.noun[0]) else None
    if not same(part.unit, total.unit) or part.unit.dimension != total.unit.dimension:
        return None
    factor = part.unit.factor / total.unit.factor
    return Number(part.size * factor, part.reach.scaled(factor), total.unit, part.span)


def _apart(skeleton: Skeleton, parts: list[tuple[str, ...]]) -> str:
    """Return what tells the parts apart, if each has its own word for it: nam and nữ."""
    told: list[tuple[str, str]] = []
    for words in parts:
        keys = [word for phrase in words for word in phrase.split()]
        groups = [(found[0], keys[i]) for i in range(len(keys)) if (found := skeleton.links.apart.at(keys, i)) is not None]
        told += groups[:1]
    alone = len({group for group, _ in told}) == 1 and len(set(told)) == len(told) == len(parts)
    return told[0][0] if alone else ""


def products(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield so many of so much each, told with their total."""
    for shape in _PRODUCT:
        for match in shape.finditer(skeleton.signs):
            a, b, c = (skeleton.items[match.start(name)] for name in "abc")
            count, each, total = number(a), number(b), number(c)
            noun = skeleton.words[match.start("noun")] if "noun" in match.groupdict() else ""
            if noun and noun not in skeleton.words[match.start("a")].split():
                continue
            if shape is _EACH and count.unit.dimension != "count":
                continue
            if shape is _PRICED and not each.unit.dimension.partition("/")[2].startswith("count"):
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
