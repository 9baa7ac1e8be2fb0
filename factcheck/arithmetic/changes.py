"""From and to beside the change, a change beside its percentage, a multiple beside both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcheck.arithmetic.calculation import Calculation, Number, factor_of, number, pairs, quantity_of, readings, same
from factcheck.arithmetic.reach import Reach
from factcheck.arithmetic.skeleton import Item, Skeleton
from factcheck.model import Span

_HUNDRED = Decimal(100)
_TURNS = {"^": 1, "_": -1, "u": 1, "n": -1}
_FROM_TO = r"fw{0,5}(?P<x>[NP])(?:w?\([^()]{0,5}\))?[wTuno,]{0,10}?(?P<way>[t^_])(?P<y>[NP])"
_CLOSE = r"(?!w{0,2}[vo])"  # so với: another base than the one told here
_APART = r"(?:\([^()]{0,5}\))?(?:w{0,2}T)?(?:[,(]+=*|=+)"
# Each shape is one way to tell a change; d is the change, p its percentage, x and y what it leads from and to, m a multiple.
_BRACKET = r"(?:\([^()]{0,14}\))?"
_SHAPES = tuple(
    re.compile(rf"(?={shape})")
    for shape in (
        rf"{_FROM_TO}w{{0,5}}{_APART}(?:w?[un][o=]*)?(?P<d>[DpO]){_CLOSE}",
        rf"{_FROM_TO}w{{0,5}}[,(][un]D[,(]=*[un]?(?P<d>[pP])(?=[),;.]|$)",
        rf"{_FROM_TO}{_APART}w?[un][o=]*(?P<d>[PN]){_CLOSE}",
        rf"(?P<d>[DpO])(?:vw{{1,4}})?w{{0,3}}[(,]+{_FROM_TO}",
        rf"[un]w{{1,8}}(?P<e>N)\({_FROM_TO}",
        rf"(?P<d>[DpO]){_FROM_TO}",
        rf"(?P<d>D)w{{0,2}}{_APART}[un]?(?P<p>[pP])\)?(?:,|w{{0,2}})(?P<way>[t^_])(?P<y>N)",
        rf"(?P<d>[DN])[un]?{_APART}[un]?(?P<p>[pP])\)?w{{0,3}},?(?P<way>[\^_])(?P<y>N)",
        rf"[un](?P<d>N){_APART}(?P<p>P)\)?,?(?P<way>t)(?P<y>N)",
        rf"(?P<y>N)w{{0,5}}\([^()]{{0,14}}\),+[un](?P<d>D){_APART}[un]?(?P<p>[pP])(?![wo])",
        rf"(?P<y>N)w{{1,3}}[un](?P<d>[ND]){_APART}(?P<p>[Pp])(?=[),;.]|$)",
        r"(?P<p>p)\((?P<d>[DN])\),?(?P<way>[t^_])(?P<y>N)",
        r"(?P<d>D),?w?[t^_](?P<y>N)\((?:[un](?P<p>P)|(?P<p2>[pP]))\)",
        rf"(?P<y>N)(?:w?T)?{_BRACKET},+[un](?P<d>D){_APART}[un]?(?P<p>[pP])(?![wo])",
        r"(?P<p>p)w{0,3}\((?P<y>N)w{0,2},?[un](?P<d>D)w{0,2}\)",
        r"(?P<y>N)(?:w?T)?,*[un](?P<d>[Dp])(?:\([^()]{0,5}\))?v[wT]{0,6}(?P<x>N)(?!w?v)",
        r"(?P<y>N),*[un]Dv[wT]{0,6}(?P<x>N)[,(]=+w{0,3}[un]?w{0,3}(?P<d>p)",
        rf"{_FROM_TO}{_APART}[un]?x*(?P<m>X){_CLOSE}",
        rf"(?P<m>X),?{_FROM_TO}",
        r"(?P<y>N)[,(]+[un]?x*(?P<m>X)v?w{0,3}(?P<x>N)(?!w?v)",
    )
)
_WAYS = re.compile(rf"(?={_FROM_TO})")


def changes(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield the changes that a sentence tells with what they lead from and to."""
    for shape in _SHAPES:
        for match in shape.finditer(skeleton.signs):
            found = {name.rstrip("2"): skeleton.items[match.start(name)] for name, at in match.groupdict().items() if at and name != "way"}
            calculation = _judged(skeleton, found, _turn(skeleton, match))
            if calculation is not None:
                yield calculation


def directions(skeleton: Skeleton) -> Iterator[Calculation]:
    """Yield where words say which of two numbers is the greater: tăng từ … lên, giảm từ … xuống."""
    ranked = "#" in skeleton.signs or any(item.quantity is not None and item.quantity.kind == "rank" for item in skeleton.items)
    for match in _WAYS.finditer(skeleton.signs):
        at = match.start("x") - 1
        before = skeleton.signs[at - 1 : at] if at else ""
        told = {_TURNS[sign] for sign in (before, match["way"]) if sign in _TURNS}
        x, y = (skeleton.items[match.start(name)] for name in "xy")
        found = pairs(x, y)
        if told and found and not ranked:  # up from rank 34 to rank 33
            rising = 1 in told
            holds = len(told) == 1 and any((a.reach.low <= b.reach.high) if rising else (a.reach.high >= b.reach.low) for a, b in found)
            a, b = found[0]
            words = " and ".join(word for turn, word in ((1, "a rise"), (-1, "a fall")) if turn in told)
            formula = "from {} to {} is " + ("a rise" if b.size > a.size else "a fall") + ("" if holds else f", told as {words}")
            yield Calculation("FC505", formula, (a.size, b.size), None, None, b.unit.symbol, y.span, (x.span, y.span), holds)
    for match in re.finditer(r"D[,(]+=*(?P<p>[pP])", skeleton.signs):
        change, percent = skeleton.items[match.start()], skeleton.items[match.start("p")]
        sign = _sign(percent)
        turned = quantity_of(change).direction
        if sign and turned and quantity_of(percent).kind == "level":
            terms = (number(change).size * turned, number(percent).size * sign)
            formula = "a change of {}, in per cent {}"
            yield Calculation("FC505", formula, terms, None, None, "", percent.span, (change.span, percent.span), sign == turned)


def _sign(item: Item) -> int:
    """Return the sign that a percentage is written with, 0 where it has none."""
    value = quantity_of(item)
    if value.value < 0:
        return -1
    return 1 if value.span.start < value.number.start and value.number.start - value.span.start == 1 else 0


def _turn(skeleton: Skeleton, match: re.Match[str]) -> int:
    """Return the direction that the words beside a change tell: of its own, of its percentage, or of what it leads to."""
    found = match.groupdict()
    for name in ("d", "p"):
        if found.get(name):
            at = match.start(name)
            turned = quantity_of(skeleton.items[at]).direction or _TURNS.get(skeleton.signs[at - 1 : at], 0)
            if turned:
                return turned
    return _TURNS.get(found.get("way") or "", 0)


def _judged(skeleton: Skeleton, found: dict[str, Item], direction: int) -> Calculation | None:
    """Return the calculation of one shape, in the reading that fits where one does."""
    made: list[Calculation] = []
    if "x" in found and "y" in found:
        led = "d" in found or found["x"].span < found["y"].span
        for x, y in pairs(found["x"], found["y"], borrow=led):
            if "m" in found:
                made += _multiple(x, y, found["m"])
            elif "e" not in found:
                made += _from_to(x, y, found["d"])
            elif not any(told.reach.meets(y.reach) for told, _ in pairs(found["e"], found["y"])):  # it may be what is reached
                made += _from_to(x, y, found["e"])
    elif {"y", "d", "p"} <= set(found):
        bare = bool(quantity_of(found["d"]).unit.dimension)  # fell 5 points, or 10 %, to 45
        for change, y in pairs(found["d"], found["y"], borrow=bare):
            if not _is_stake(skeleton, change, found["p"]):
                made += _rise(change, y, found["p"], direction)
    return next((calculation for calculation in made if calculation.holds), made[0] if made else None)


def _is_stake(skeleton: Skeleton, change: Number, percent: Item) -> bool:
    """Return whether a percentage beside a number of shares is perhaps what they are of the company."""
    marked = _sign(percent) or quantity_of(percent).kind == "change"
    return not marked and skeleton.links.kind_of(change.unit.noun) == "stake"


def _from_to(x: Number, y: Number, item: Item) -> Iterator[Calculation]:
    spans = _ordered(x.span, y.span, item.span)
    gap = Reach(min(abs(end) for end in y.reach.minus(x.reach)), max(abs(end) for end in y.reach.minus(x.reach)))
    if x.reach.meets(y.reach):
        gap = gap._replace(low=Decimal(0))
    percent = x.unit.dimension == "percent"
    formula = "{1} − {0}" if y.size >= x.size else "{0} − {1}"
    for told in readings(item):
        points = told.unit.dimension in ("percent", "point")
        if points and percent:
            yield _made("FC502", formula, (x.size, y.size), abs(y.size - x.size), gap, told, "points", spans)
        if told.unit.dimension == "percent" and x.reach.low > 0:
            share = _percent(gap, x.reach)
            if x.size and share is not None:
                made = abs(y.size - x.size) / x.size * 100
                yield _made("FC503", f"({formula}) / {{0}}", (x.size, y.size), made, share, told, "%", spans)
        elif not points and not percent and same(told.unit, y.unit):
            factor = factor_of(told.unit, y.unit)
            scaled = Number(told.size * factor, told.reach.scaled(factor), y.unit, told.span)
            yield _made("FC502", formula, (x.size, y.size), abs(y.size - x.size), gap, scaled, y.unit.symbol, spans)


def _rise(change: Number, y: Number, item: Item, direction: int) -> Iterator[Calculation]:
    spans = _ordered(change.span, y.span, item.span)
    if not direction:
        return
    base = y.reach.minus(change.reach) if direction > 0 else y.reach.plus(change.reach)
    start = y.size - change.size * direction
    for told in readings(item):
        formula = "{0} / ({1} − {0})" if direction > 0 else "{0} / ({1} + {0})"
        share = _percent(change.reach, base)
        if base.high < 0:  # a rise of 100 to 90
            share = Reach(Decimal(-1), Decimal(-1))
        if share is not None and start:
            yield _made("FC503", formula, (change.size, y.size), change.size / start * 100, share, told, "%", spans)


def _multiple(x: Number, y: Number, item: Item) -> Iterator[Calculation]:
    spans = _ordered(x.span, y.span, item.span)
    times = y.reach.over(x.reach)
    for told in readings(item):
        if times is not None and x.size:
            yield _made("FC504", "{1} / {0}", (x.size, y.size), y.size / x.size, times, told, "times", spans)
            if quantity_of(item).kind == "change":  # tăng 2 lần: to twice as much, or by as much again
                more = Reach(times.low - 1, times.high - 1)
                yield _made("FC504", "{1} / {0} − 1", (x.size, y.size), y.size / x.size - 1, more, told, "times", spans)


def _percent(part: Reach, whole: Reach) -> Reach | None:
    found = part.over(whole)
    return None if found is None else found.scaled(_HUNDRED)


def _made(
    reason: str, formula: str, terms: tuple[Decimal, ...], made: Decimal, reach: Reach, told: Number, unit: str, spans: tuple[Span, ...]
) -> Calculation:
    return Calculation(reason, formula, terms, made, told.size, unit, told.span, spans, reach.meets(told.reach))


def _ordered(*spans: Span) -> tuple[Span, ...]:
    return tuple(sorted(spans))
