"""A part of a whole beside its percentage, and percentages that share one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from factcheck.arithmetic.calculation import Calculation, number, pairs, quantity_of, readings
from factcheck.arithmetic.reach import Reach, exactly, reach
from factcheck.arithmetic.skeleton import Item, Skeleton

_HUNDRED = Decimal(100)
_TIED = r"(?:,+[ct=]+|\([ct=]*|=+)"
_ENDS = r"(?=[),;:&.]|$)"  # behind the percentage nothing else is named that it could be a share of
_SHARES = (
    re.compile(rf"(?P<s>S)[wt&]{{0,9}}{_TIED}(?P<p>P){_ENDS}"),
    re.compile(r"(?P<p>P)w{0,6}\((?P<s>S)w{0,4}\)"),
    re.compile(rf"(?P<a>[ND])w{{0,4}},?o(?P<b>N)[wt]{{0,8}}{_TIED}(?P<p>P){_ENDS}"),
    re.compile(rf"o(?P<b>N)[wTo]{{0,6}},[wT]{{0,4}}(?P<a>N)[wt]{{0,12}}{_TIED}(?P<p>P){_ENDS}"),
    re.compile(r"(?P<p>P)w{0,4}\((?P<a>N)w{0,3}o(?P<b>N)w{0,3}\)"),
    re.compile(r"(?P<b>N)\(w{0,7}(?P<a>N),?c(?P<p>P)\)"),
    re.compile(r"(?P<a>N)[,(]+[=tc]+(?P<p>P)[wso]{1,5}(?P<b>N)(?=[),;.]|$)"),
    re.compile(r"(?P<a>N)[w,o]{0,18},[=tc]+(?P<p>P)[wso]{1,6}\((?P<b>N)\)"),
    re.compile(r"(?P<b>N)w{0,8}[,(]*i[wcft]{0,10}(?P<p>P)(?:\(=*|,=+)(?P<a>N)(?=[),;.]|$)"),
    re.compile(r"(?P<b>N)w{0,8}[,(]*i[wcft]{0,10}(?P<a>N)[wt]{0,6}(?:\(c*(?P<p>P)\)|,c(?P<p2>P)(?=[),;.]|$))"),
)
_NEAR = Decimal(50)  # a sum further from 100 than this is none of one whole


_EVEN, _BRACKETED = re.compile("w*[,&]+[wkct]*"), re.compile(r"\([^()]*\)")


def ratios(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield the parts that a sentence tells with their whole and their percentage."""
    for shape in _SHARES:
        for match in shape.finditer(skeleton.signs):
            found = {name.rstrip("2"): skeleton.items[match.start(name)] for name, at in match.groupdict().items() if at}
            tried = list(_ratio(found, borrow=not {"o", "i"}.isdisjoint(match.group())))
            fitting = [calculation for calculation in tried if calculation.holds]
            yield from (fitting or tried)[:1]


def _ratio(found: dict[str, Item], borrow: bool) -> Iterator[Calculation]:
    told_item = found["p"]
    spans = tuple(sorted(item.span for item in found.values()))
    if "s" in found:
        quantity = quantity_of(found["s"])
        sizes = [(quantity.value, reach(quantity), quantity.whole or Decimal(0), exactly(quantity.whole or Decimal(0)))]
    else:
        sizes = [(a.size, a.reach, b.size, b.reach) for a, b in pairs(found["a"], found["b"], borrow)]
    for part, part_reach, whole, whole_reach in sizes:
        share = part_reach.over(whole_reach)
        if share is None or not part:
            continue
        for told in readings(told_item):
            holds = share.scaled(_HUNDRED).meets(told.reach)
            made = part / whole * 100
            yield Calculation("FC501", "{} / {}", (part, whole), made, told.size, "%", told.span, spans, holds)


def shares(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield the percentages of a sentence that are told as all the parts of one whole: cơ cấu …, còn lại …"""
    for at, how in _lists(skeleton.signs):
        items = [skeleton.items[i] for i in at]
        if any(quantity_of(item).hedge == "range" for item in items):
            continue
        total = Reach(Decimal(0), Decimal(0))
        for item in items:
            total = total.plus(number(item).reach)
        sizes = tuple(number(item).size for item in items)
        if abs(sum(sizes) - _HUNDRED) > _NEAR:
            continue
        holds = total.low <= _HUNDRED and (total.high >= _HUNDRED or how == "k")  # a structure may leave a part out
        formula = " + ".join("{}" for _ in items)
        spans = tuple(item.span for item in items)
        yield Calculation("FC507", formula, sizes, sum(sizes, Decimal(0)), _HUNDRED, "%", items[-1].span, spans, holds)


def _lists(signs: str) -> Iterator[tuple[list[int], str]]:
    """Yield the places of percentages that follow one another outside brackets, and the sign that says they are all: k, g or e."""
    at: list[int] = []
    depth, start = 0, 0
    for i, sign in enumerate(f"{signs};"):
        depth += (sign == "(") - (sign == ")")
        if depth > 0 or sign == ")":
            continue
        if sign == "P":
            at.append(i)
        elif sign in "NSDqpv;.i" or i == len(signs):
            how = _how(signs, start, at) if len(at) > 1 else ""
            if how and (how != "k" or len(at) > 2):
                yield at, how
            at, start = [], i


def _how(signs: str, start: int, at: list[int]) -> str:
    """Return the sign that makes a list of percentages all parts of one whole, or nothing."""
    if re.search(r"e[w=:t]{0,5}$", signs[: at[-1]]) and "&" not in signs[at[-1] :]:
        return "e"
    closed = "&" in signs[at[-2] : at[-1]]
    if closed and re.search(r"g[w:]{0,2}$", signs[: at[0]]):
        return "g"
    even = all(_EVEN.fullmatch(_BRACKETED.sub("", signs[a + 1 : b])) for a, b in pairwise(at))
    return "k" if even and "k" in signs[max(start, at[0] - 12) : at[0]] + signs[at[-1] : at[-1] + 4] else ""
