"""A claim's quantity beside a mention: the gates of scope in order, then the intervals → verdict, reason, explanation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from factcheck import lang
from factcheck.extract.tokens import tokenize
from factcheck.lang.gazetteer import WHOLES
from factcheck.model import WEEK, Claim, Gate, Interval, Mention, Period, Place, Quantity, Rate, Scope, same_week
from factcheck.rows import NamedTuple
from factcheck.units import PART, Unit, alike, is_untold_degree

_FAR_INSIDE = Decimal("1.9")  # times a bound at which a number tells nothing of it
_MONTH = 31
_ROUGHLY = Decimal("0.12")  # what a third or half may be off the percentage that it tells
_OF_MANY = ("average", "life-expectancy", "working-age")


class Judgement(NamedTuple):
    """The outcome of one comparison."""

    verdict: str
    reason: str
    gates: tuple[Gate, ...]
    difference: Decimal | None
    percent: Decimal | None
    doubt: str = ""  # the reason code of a soft gate that failed
    apart: bool = False  # whether a number that agrees may count something else
    turned: bool = False  # whether the source tells the claim's value of something else, beside this number
    bar: str = ""  # why a number that differs contradicts nothing however likely


class Intervals(NamedTuple):
    """What two numbers allow: the claim's, the source's in its own unit, and that in the claim's unit by a factor and its tolerance."""

    expected: Interval
    found: Interval
    factor: Decimal | None
    tolerance: Decimal
    converted: Interval | None


def interval_of(quantity: Quantity, status: str, hedges: str) -> Interval:
    """Return the interval of a quantity; `logical` hedges, and `over` in a target or rule, are open on one side."""
    if quantity.hedge == "over" and (hedges == "logical" or status == "target"):
        return Interval(quantity.value, None)
    if quantity.hedge == "almost" and hedges == "logical":
        return Interval(None, quantity.value, True, False)
    return quantity.interval


def same_period(one: Period, other: Period) -> bool:
    """Return whether two periods can be the same: equal within a year, spans of years up to one year apart at one end."""
    if not one.year_known or not other.year_known:
        a, b = one.start, other.start
        return (a.month, a.day, one.end.month, one.end.day) == (b.month, b.day, other.end.month, other.end.day)
    if one.start == other.start and one.end == other.end:
        return True
    years = (one.start.year, one.end.year), (other.start.year, other.end.year)
    if all(first < last for first, last in years):
        return abs(years[0][0] - years[1][0]) + abs(years[0][1] - years[1][1]) <= 1
    return False


def is_within(one: Period, other: Period) -> bool:
    """Return whether the first of two periods lies within the other."""
    return other.start <= one.start and one.end <= other.end


def _ends_year(one: Period, other: Period) -> bool:
    """Return whether one period is a month and the other the twelve months up to it, whose rate is that month's: the year to September."""
    short, long = sorted((one, other), key=lambda period: period.end - period.start)
    day = long.end + timedelta(days=1)
    year = one.year_known and other.year_known and (long.start.year, long.start.month, long.start.day) == (day.year - 1, day.month, day.day)
    return year and long.end == short.end and (short.start.year, short.start.month) == (short.end.year, short.end.month)


def _is_day_of(one: Period, other: Period) -> bool:
    """Return whether the first period is a day and the other, for all that is told, its year: an event, and what it is held for."""
    if one.start != one.end or (other.start.month, other.start.day, other.end.month, other.end.day) != (1, 1, 12, 31):
        return False
    return not one.year_known or other.start.year <= one.start.year <= other.end.year


def same_place(one: Place, other: Place) -> bool:
    """Return whether two places can be the same: one name, and levels that do not differ."""
    return one.name == other.name and (one.level == other.level or not one.level or not other.level)


def convert(unit: Unit, other: Unit, rates: Sequence[Rate]) -> tuple[Decimal, Decimal] | None:
    """Return the factor from `other` to `unit` and its tolerance (a share), or None where no rate is known."""
    if unit.dimension == other.dimension or not unit.dimension or not other.dimension or is_untold_degree(unit, other):
        return other.factor / unit.factor, _ROUGHLY if PART in (unit, other) and unit != other else Decimal(0)
    if unit.dimension.partition("/")[0] == other.dimension.partition("/")[0]:  # one side does not say what it is per
        return other.factor * other.per / (unit.factor * unit.per), Decimal(0)
    for rate in rates:
        base, quote = f"currency:{rate.base}", f"currency:{rate.quote}"
        if (other.dimension, unit.dimension) == (base, quote):
            return rate.value * other.factor / unit.factor, rate.tolerance
        if (other.dimension, unit.dimension) == (quote, base):
            return other.factor / unit.factor / rate.value, rate.tolerance
    return None


class _Row(NamedTuple):
    """A gate with the code of its reason; a soft one only forbids a contradiction."""

    gate: Gate
    code: str
    soft: bool = False


_SIZES = ("village", "commune", "district", "city", "province", "region", "country")


def _places(mine: Sequence[Place], theirs: Sequence[Place]) -> tuple[bool, bool]:
    """Return whether two sets of places can be the same, and whether they only lie within one another for all that is known."""
    if not mine or not theirs or any(same_place(a, b) for a in mine for b in theirs):
        return True, False
    sizes = [{_SIZES.index(p.level) if p.level else 4 for p in places} for places in (mine, theirs)]
    return False, max(sizes[1]) <= 2 < min(sizes[0]) or max(sizes[0]) <= 2 < min(sizes[1])


def places_of(target: Mention, mention: Mention) -> tuple[Place, ...]:
    """Return the places of a number of a text but those that a metric names beside its own: exports of Việt Nam to Nhật Bản."""
    places = mention.scope.places
    if not places or target.scope.origin.get("place") != "registry":
        return places
    partners = [named for named in target.scope.also if isinstance(named, Place)]
    return tuple(place for place in places if not any(same_place(place, named) for named in partners))


def gates(
    claim: Claim, target: Mention, mention: Mention, source_date: date | None, named: bool = False
) -> tuple[tuple[Gate, ...], str, str]:
    """Return the gates in order with both sides named, and the reason codes of the first that failed and of the first that is in doubt.

    `named` says that the text names the claim's place in words that no list has.

    A soft gate is one where a side is silent or may lie within the other: numbers that agree support, numbers that differ are not compared.
    """
    mine, theirs = target.quantity, mention.quantity
    same_unit = alike(mine.unit, theirs.unit) > 0 or (mine.unit.dimension[:9] == theirs.unit.dimension[:9] == "currency:")
    rows = [_Row(Gate("unit", mine.unit.symbol, theirs.unit.symbol, same_unit), "FC201")]
    kinds = {mine.kind, theirs.kind}
    same_kind = (len(kinds) == 1 or kinds == {"level", "share"}) and not (kinds == {"change"} and mine.direction != theirs.direction)
    perhaps = kinds == {"level", "change"} and not (is_change_of(mine, theirs) and mine.unit.dimension.startswith(("percent", "point")))
    perhaps = perhaps or _is_bare_growth(claim, mine, theirs)
    unsure = kinds == {"level"} and mine.direction != theirs.direction
    rows.append(_Row(Gate("kind", _kind(mine), _kind(theirs), same_kind and not unsure), "FC202", perhaps or unsure))
    here, there = target.scope.places, places_of(target, mention)
    person = mine.unit.dimension == "age" and not is_of_many(claim.text, claim.lang)  # nobody is older elsewhere
    same, soft = (True, False) if person or named else _places(here, there)
    soft = soft or "paragraph" in (target.scope.origin.get("place"), mention.scope.origin.get("place"))
    soft = soft or any(same_place(a, b) for a in here for b in mention.scope.also if isinstance(b, Place))
    soft = soft or any(same_place(a, b) for a in there for b in target.scope.also if isinstance(b, Place))
    soft = soft or any(a.level == b.level == "country" and _is_whole(b) for a in here for b in there)
    rows.append(_Row(Gate("place", target.scope.place_names, mention.scope.place_names, same), "FC203", soft))
    one, other = target.scope.period, mention.scope.period
    inherited = mention.scope.origin.get("period") not in ("clause", "sentence")
    annual = mine.unit.dimension == theirs.unit.dimension == "percent" and one is not None and other is not None
    periods = (
        one is None
        or other is None
        or same_period(one, other)
        or (annual and _ends_year(one, other))
        or (inherited and (is_within(one, other) or is_within(other, one)))
    )
    beside = one is not None and other is not None and _is_day_of(one, other)
    beside = beside or any(_names_period(scope, time) for scope, time in ((mention.scope, one), (target.scope, other)))
    rows.append(_Row(Gate("period", one.label if one else "", other.label if other else "", periods), "FC204", beside))
    if (one is None or other is None) and claim.date is not None and source_date is not None:
        when, told = _days(one, claim.date), _days(other, source_date)
        near = same_week(claim.date, source_date) or ((when[0] - told[1]).days <= WEEK and (told[0] - when[1]).days <= WEEK)
        rows.append(_Row(Gate("date", claim.date.isoformat(), source_date.isoformat(), near), "FC209"))
    status, said = claim.status or target.scope.status, mention.scope.status
    ahead = "ahead" in (target.scope.origin.get("status"), mention.scope.origin.get("status"))
    same = _same_status(status, said) or (ahead and sorted((status, said)) in (["", "forecast"], ["", "target"]))
    perhaps = "elsewhere" in (target.scope.origin.get("status"), mention.scope.origin.get("status")) and not (status and said)
    rows.append(_Row(Gate("status", status, said, same or perhaps), "FC205", not status or not said))
    hard = next((row.code for row in rows if not row.gate.passed and not row.soft), "")
    doubt = next((row.code for row in rows if not row.gate.passed and row.soft), "" if same else "FC205")
    return tuple(row.gate for row in rows), hard, doubt


def is_change_of(one: Quantity, other: Quantity) -> bool:
    """Return whether one of two numbers is a change and the other says nothing of one: a prize that rises by 18 tỷ, a prize of 18 tỷ."""
    return {one.kind, other.kind} == {"level", "change"} and one.direction != other.direction and not _are_jobs(one, other)


def _is_bare_growth(claim: Claim, mine: Quantity, theirs: Quantity) -> bool:
    """Return whether a metric tells growth and a text its percentage without saying that anything grew: CPI bình quân 3,63 %."""
    bare = theirs.kind == "level" and not theirs.direction and theirs.unit.dimension == "percent"
    return bare and bool(claim.metrics) and mine.kind == "change" and mine.direction > 0


def _are_jobs(one: Quantity, other: Quantity) -> bool:
    """Return whether two numbers count jobs, one of them in no direction: added 161,000 jobs, 161,000 new jobs, grew by 161,000 jobs."""
    return not one.direction * other.direction and all("=job" in quantity.unit.noun for quantity in (one, other))


@lru_cache(maxsize=4096)  # a claim is asked about in document after document
def is_of_many(text: str, code: str) -> bool:
    """Return whether a statement of an age tells it of many people, as an average does, and no one's own."""
    return any(concept in _OF_MANY for concept in lang.get(code).glossary.within(tokenize(text, 0, len(text)).keys))


def _is_whole(place: Place) -> bool:
    """Return whether a country is told as the whole one, which in a text about another country is that country: toàn quốc."""
    return place.label.lower() in WHOLES


def _names_period(scope: Scope, period: Period | None) -> bool:
    """Return whether the sentence of a scope names a period, of whichever number it is."""
    return period is not None and any(same_period(period, time) for time in scope.also if isinstance(time, Period))


def _same_status(one: str, other: str) -> bool:
    """Return whether two statuses compare: a target only with a target, a forecast with all but what is told as done."""
    if "target" in (one, other):
        return one == other
    return "forecast" not in (one, other) or not {one, other} & {"actual", ""}


def _days(period: Period | None, day: date) -> tuple[date, date]:
    """Return the days that a number without a full period was told for: those it names where they are few, else its text's own day."""
    if period is None or not period.year_known or (period.end - period.start).days > _MONTH:
        return day, day
    return period.start, period.end


def _difference(mine: Quantity, theirs: Quantity, factor: Decimal) -> tuple[Decimal, Decimal]:
    """Return how far apart two written values are, and the one of the claim that it is measured from.

    A point is measured from the nearest end of a range, and is nothing apart inside; of two ranges the ends that are farther apart count.
    """
    low, high = _ends(mine)
    least, most = (end * factor for end in _ends(theirs))
    if low != high and least != most:
        return max((least - low, low), (most - high, high), key=lambda row: abs(row[0]))
    if low != high:
        end = min(max(least, low), high)
        return least - end, end
    return min(max(low, least), most) - low, low


def _ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return the two ends that a range is written with, or the one value twice."""
    low, high = quantity.interval.low, quantity.interval.high
    return (low, high) if quantity.hedge == "range" and low is not None and high is not None else (quantity.value, quantity.value)


def _kind(quantity: Quantity) -> str:
    if quantity.kind != "change":
        return "perhaps a change" if quantity.direction else quantity.kind
    return "increase" if quantity.direction > 0 else "decrease"


def judge(
    claim: Claim,
    target: Mention,
    mention: Mention,
    source_date: date | None,
    rates: Sequence[Rate] = (),
    hedges: str = "implied",
    named: bool = False,
) -> Judgement:
    """Return the verdict on one claim's quantity beside one mention of the same metric; `named` as for the gates."""
    passed, failed, soft = gates(claim, target, mention, source_date, named)
    mine, theirs = target.quantity, mention.quantity
    rate = convert(mine.unit, theirs.unit, rates)
    difference = percent = None
    if rate is not None and mine.kind != "rank":
        difference, base = _difference(mine, theirs, rate[0])
        percent = difference / abs(base) * 100 if base else None
    if failed:
        return Judgement("not_comparable", failed, passed, difference, percent)
    if rate is None:
        return Judgement("not_comparable", "FC201", passed, None, None)
    allowed = intervals(claim, target, mention, rates, hedges)
    expected, found = allowed.expected, allowed.converted or allowed.found
    verdict, reason = _intervals(mine, theirs, expected, found, rate[0] != 1)
    if verdict == "supported" and is_change_of(mine, theirs) and not _is_bare_growth(claim, mine, theirs):
        verdict, reason = "not_comparable", "FC202"
    if theirs.negated or mine.negated:
        if theirs.negated != mine.negated:
            verdict, reason = "not_comparable", "FC208"
    elif verdict != "supported" and theirs.other is not None:
        verdict, reason = _ambiguous(expected, theirs.other.scaled(rate[0]))
    elif verdict != "supported" and mine.other is not None:
        verdict, reason = _ambiguous(found, mine.other)
    return Judgement(verdict, reason, passed, difference, percent, soft)


def intervals(claim: Claim, target: Mention, mention: Mention, rates: Sequence[Rate], hedges: str) -> Intervals:
    """Return the intervals of a claim's quantity and a mention's, converted where a factor is known."""
    mine, theirs = target.quantity, mention.quantity
    planned = (target.scope.status or claim.status, mention.scope.status)
    if mine.hedge == theirs.hedge:
        planned = ("", "")  # two hedges of one kind are held against each other as they are read
    expected, found = _expected(claim, mine, planned[0], hedges), interval_of(theirs, planned[1], hedges)
    rate = convert(mine.unit, theirs.unit, rates)
    if rate is None:
        return Intervals(expected, found, None, Decimal(0), None)
    return Intervals(expected, found, *rate, _spread(found.scaled(rate[0]), rate[1]))


def claimed(claim: Claim, target: Mention, hedges: str) -> Interval:
    """Return what a claim's quantity allows by itself, before it is held against any other."""
    return _expected(claim, target.quantity, target.scope.status or claim.status, hedges)


def _ambiguous(expected: Interval, other: Interval) -> tuple[str, str]:
    return ("supported", "FC301") if expected.meets(other) else ("not_comparable", "FC207")


def _expected(claim: Claim, quantity: Quantity, status: str, hedges: str) -> Interval:
    if claim.tolerance is not None:
        reach = abs(quantity.value) * claim.tolerance / 100 if claim.tolerance_percent else claim.tolerance
        return Interval(quantity.value - reach, quantity.value + reach)
    return interval_of(quantity, status, hedges)


def _spread(interval: Interval, share: Decimal) -> Interval:
    if not share or interval.low is None or interval.high is None:
        return interval
    return Interval(interval.low * (1 - share), interval.high * (1 + share))


def _is_open(interval: Interval) -> bool:
    return interval.low is None or interval.high is None


def _is_far(bound: Interval, found: Interval) -> bool:
    """Return whether a number lies so far inside a bound that it may be of anything: 24 hours, at most 48."""
    if bound.low is not None:
        return found.low is not None and found.low > bound.low * _FAR_INSIDE > 0
    return bound.high is not None and found.high is not None and found.high * _FAR_INSIDE < bound.high


def _ends_meet(one: Quantity, expected: Interval, found: Interval) -> bool:
    """Return whether both ends of two ranges agree within the written precision."""
    near = one.step / 2
    return all(a is not None and b is not None and abs(a - b) <= near for a, b in ((expected.low, found.low), (expected.high, found.high)))


def _intervals(mine: Quantity, theirs: Quantity, expected: Interval, found: Interval, converted: bool) -> tuple[str, str]:
    """Return the verdict of two intervals: ranges agree when both ends do, a point inside the source's wide one is told less exactly."""
    wide = {"range", "vague"}
    if mine.hedge == theirs.hedge == "range":
        if _ends_meet(mine, expected, found):
            return "supported", "FC301"
        return "contradicted", "FC102"
    if _is_open(expected) and _is_open(found):
        bounds = (expected.low, found.low) if expected.low is not None else (expected.high, found.high)
        if bounds[0] is not None and bounds[0] == bounds[1]:
            return "supported", "FC301"
        if None not in bounds:
            return "contradicted", "FC102"  # two bounds on one side that differ
        return ("not_comparable", "FC206") if expected.meets(found) else ("contradicted", "FC102")
    if not expected.meets(found):
        bound = _is_open(expected) or _is_open(found) or mine.hedge in wide or theirs.hedge in wide
        return "contradicted", "FC102" if bound else "FC101"
    if mine.hedge == theirs.hedge == "vague" and expected == found:
        return "supported", "FC301"  # hundreds, and hundreds
    if _is_open(found) or theirs.hedge in wide or mine.hedge in wide:
        return "not_comparable", "FC206"
    if _is_open(expected) and _is_far(expected, found):
        return "not_comparable", "FC206"
    if converted:
        return "supported", "FC303"
    hedged = {mine.hedge, theirs.hedge} - {""}
    return "supported", "FC302" if hedged and mine.hedge != theirs.hedge else "FC301"
