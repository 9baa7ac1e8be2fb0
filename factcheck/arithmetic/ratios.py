"""A part of a whole beside its percentage, and percentages that share one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.arithmetic.calculation import Calculation, number, pairs, quantity_of, readings
from factcheck.arithmetic.reach import Reach, exactly, reach
from factcheck.arithmetic.skeleton import Item, Skeleton

_HUNDRED = Decimal(100)
_TIED = r"(?:,+[ct=]+|\([ct=]*|=+)"
_ENDS = r"(?=[),;:&]|$)"  # behind the percentage nothing else is named that it could be a share of
_SHARES = (
    re.compile(rf"(?P<s>S)w{{0,8}}{_TIED}(?P<p>P){_ENDS}"),
    re.compile(rf"(?P<p>P)w{{0,6}}\((?P<s>S)w{{0,4}}\)"),
    re.compile(rf"(?P<a>[ND])w{{0,3}}o(?P<b>N)w{{0,8}}{_TIED}(?P<p>P){_ENDS}"),
    re.compile(rf"o(?P<b>N)[wT]{{0,6}},[wT]{{0,4}}(?P<a>N)w{{0,10}}{_TIED}(?P<p>P){_ENDS}"),
    re.compile(r"(?P<p>P)w{0,4}\((?P<a>N)w{0,3}o(?P<b>N)w{0,3}\)"),
)
_LIST = re.compile(r"P(?:[^PpS;]*?P){2,}")
_NEAR = Decimal(6)  # a sum further from 100 than this is none of one whole


def ratios(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield the parts that a sentence tells with their whole and their percentage."""
    for shape in _SHARES:
        for match in shape.finditer(skeleton.signs):
            found = {name: skeleton.items[match.start(name)] for name, at in match.groupdict().items() if at}
            tried = list(_ratio(found))
            fitting = [calculation for calculation in tried if calculation.holds]
            yield from (fitting or tried)[:1]


def _ratio(found: dict[str, Item]) -> Iterator[Calculation]:
    told_item = found["p"]
    if "s" in found:
        quantity = quantity_of(found["s"])
        sizes = [(quantity.value, reach(quantity), quantity.whole or Decimal(0), exactly(quantity.whole or Decimal(0)))]
        spans = (found["s"].span, told_item.span)
    else:
        sizes = [(a.size, a.reach, b.size, b.reach) for a, b in pairs(found["a"], found["b"])]
        spans = (found["a"].span, found["b"].span, told_item.span)
    for part, part_reach, whole, whole_reach in sizes:
        share = part_reach.over(whole_reach)
        if share is None or not 0 < part <= whole:
            continue
        for told in readings(told_item):
            holds = share.scaled(_HUNDRED).meets(told.reach)
            made = part / whole * 100
            yield Calculation("FC501", "{} / {}", (part, whole), made, told.size, "%", told.span, tuple(sorted(spans)), holds)


def shares(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield the percentages of a sentence that are told as all the parts of one whole: cơ cấu …, còn lại …"""
    signs = skeleton.signs
    for match in _LIST.finditer(signs):
        at = [i for i in range(match.start(), match.end()) if signs[i] == "P"]
        rest = re.search(r"e[w=:]{0,5}P$", signs[: match.end()]) is not None
        structure = "k" in signs[max(0, match.start() - 12) : match.start()]
        if not (rest or structure) or any(quantity_of(skeleton.items[i]).hedge == "range" for i in at):
            continue
        at = [i for i in at if not _bracketed(signs, i)]
        items = [skeleton.items[i] for i in at]
        if len(items) < 3:
            continue
        total = Reach(Decimal(0), Decimal(0))
        for item in items:
            total = total.plus(number(item).reach)
        sizes = tuple(number(item).size for item in items)
        if abs(sum(sizes) - _HUNDRED) > _NEAR:
            continue
        holds = total.low <= _HUNDRED and (total.high >= _HUNDRED or not rest)
        formula = " + ".join("{}" for _ in items)
        spans = tuple(item.span for item in items)
        yield Calculation("FC507", formula, sizes, sum(sizes, Decimal(0)), _HUNDRED, "%", items[-1].span, spans, holds)


def _bracketed(signs: str, i: int) -> bool:
    return signs.rfind("(", 0, i) > signs.rfind(")", 0, i)
