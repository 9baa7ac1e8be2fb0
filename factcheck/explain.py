"""A judgement in one plain sentence."""

from __future__ import annotations

from decimal import Decimal

from factcheck.judge import Judgement
from factcheck.model import Claim, Interval, Mention

_GATE_WORDS = {"FC201": "unit", "FC202": "kind", "FC203": "place", "FC204": "period", "FC205": "status", "FC209": "date"}
_HEDGES = {
    "over": "above it by less than its last significant place",
    "almost": "below it by less than its last significant place",
    "about": "around it by its last significant place",
    "vague": "a vague number",
}


def plain(value: Decimal | None) -> str:
    """Return a number as it is printed in explanations: thin groups, no trailing zeros."""
    if value is None:
        return "∞"
    text = f"{value.normalize():f}"
    whole, point, part = text.partition(".")
    sign, whole = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    groups = f"{int(whole):,}" if whole.isdigit() else whole
    return sign + groups + point + part[:6]


def bounds(interval: Interval) -> str:
    """Return an interval in the usual notation: [3,100, 3,200)."""
    left = "[" if interval.low_in and interval.low is not None else "("
    right = "]" if interval.high_in and interval.high is not None else ")"
    low = "−∞" if interval.low is None else plain(interval.low)
    return f"{left}{low}, {plain(interval.high)}{right}"


def explain(claim: Claim, target: Mention, mention: Mention, judgement: Judgement, expected: str, found: str) -> str:
    """Return one sentence that says why the verdict is what it is."""
    reason = judgement.reason
    if reason in _GATE_WORDS:
        gate = next((g for g in judgement.gates if not g.passed), None)
        if gate is None and reason == "FC205":
            return f"Only one of “{found}” and “{expected}” is told as an aim or a forecast, so the two numbers are not compared."
        if gate is None and reason == "FC203":
            return f"The source does not name {target.scope.place_names}, the claim's place, and names something else beside “{found}”."
        if gate is None:
            return f"“{found}” and “{expected}” are in currencies for which the registry gives no rate."
        told = f"The claim's {gate.name} is {gate.expected or 'not told'}, the source's is {gate.found or 'not told'}"
        return f"{told}, so the two numbers are not compared."
    theirs = mention.quantity
    if reason in ("FC101", "FC102"):
        percent = judgement.percent
        side = "" if percent is None else (f"{abs(percent):.1f} % {'below' if percent < 0 else 'above'}")
        hedge = f" (“{found}” allows {bounds(theirs.interval)})" if theirs.hedge in _HEDGES or theirs.hedge == "range" else ""
        told = f"The source says “{found}” where the claim says “{expected}”: {side or 'another value'}"
        beside = f", and “{expected}” of something else" if judgement.turned else ""
        return f"{told}, more than rounding or a hedge can explain{hedge}{beside}."
    if reason == "FC206":
        return f"“{found}” and “{expected}” can both be true, but one of them does not tell the value exactly."
    if reason == "FC207":
        return f"The separator in “{found}” or “{expected}” can be read in two ways, so the numbers are not compared."
    if reason == "FC208":
        return f"The source denies “{found}” without giving the value that holds."
    if reason == "FC211" and judgement.bar:
        return f"“{found}” differs from “{expected}”, but {judgement.bar}, so it may tell another fact."
    if reason == "FC211":
        return f"“{found}” differs from “{expected}”, but the words are not alike enough to be sure that both tell the same fact."
    if reason == "FC215" and judgement.turned:
        return f"“{found}” agrees with “{expected}”, but the source tells it of something else, and another number of the claim's."
    if reason == "FC215" and judgement.apart:
        return explain_apart(found, expected)
    if reason == "FC215":
        return f"“{found}” agrees with “{expected}”, but the source does not tell every number of the claim."
    if reason == "FC302":
        return f"“{found}” allows {bounds(theirs.interval)}, which agrees with “{expected}”."
    if reason == "FC303":
        return f"“{found}” is “{expected}” in another unit."
    return f"“{found}” agrees with “{expected}” within the precision that both are written in."


_TOLD = {
    "time": "time",
    "number": "number in a name",
    "rank": "rank",
    "direction": "direction",
    "denial": "affirmation or denial",
    "name": "name",
}


def explain_retold(kind: str, found: str, expected: str, *, certain: bool) -> str:
    """Return one sentence that says what a passage tells in place of a claim's time, name or direction."""
    told = f"The source says “{found}” where the claim says “{expected}”"
    if certain:
        return f"{told}: the words around are the same, and nothing else in the text agrees with the claim."
    return f"{told}: another {_TOLD[kind]}, so the numbers that agree do not support the claim."


def explain_apart(found: str, expected: str) -> str:
    """Return one sentence that says why a number that agrees supports nothing."""
    return f"“{found}” agrees with “{expected}”, but the words beside it are others: it may count something else."


def explain_untold(expected: str) -> str:
    """Return one sentence that says what of a claim a text leaves out."""
    return f"The number agrees, but the text nowhere tells “{expected}”, so it supports only a part of the claim."


def explain_same(found: str) -> str:
    """Return one sentence that says why a claim without a quantity is supported."""
    return f"The text tells the claim again nearly word for word, with the same dates, names and numbers in them: “{found}”."
