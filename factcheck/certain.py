"""When a differing number is certain enough to tell the claim's own fact: a wrong contradiction is worse than a missed one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from factcheck import lang
from factcheck.extract.tokens import tokenize
from factcheck.judge import is_change_of, same_place
from factcheck.model import WEEK, Claim, Mention, Period, Place, Quantity
from factcheck.roles import Beside, is_result, leaves_out, neighbours, tokens_of
from factcheck.slots import likelihood, odds
from factcheck.words import BRIEF

# Least likelihood, by the model `certain`, at which a number that differs contradicts; in a text of few sentences, few of whose numbers are
# of another fact, of the claim's own day, or in English, where little was at hand to learn from; where a name stands for another,
# and where one number is ten times the other, which is another fact more often than a wrong figure.
CERTAIN = 0.45
_IN_SCOPE = 0.35  # where both tell one place and one period, and no word narrows either: what a registry with scopes is for
_OF_THE_DAY, _ENGLISH, _ENGLISH_APART, _RENAMED, _TENFOLD = 0.3, 0.37, 0.5, 0.65, 0.6
_OF_ANOTHER = 0.6  # in a brief text of the day that lacks a place or a name of the claim; a longer one would tell it
_UNLIKELY = 0.8  # where no date ties the two texts and the match is not likely
_TERM_UNTOLD = 0.55  # a floor
_METRIC_TOLD, _METRIC_TOLD_ABROAD = 0.9, 0.7  # least of a metric's weight that a passage has: its words are few; in another language
_IN_FULL, _TENFOLD_IN_FULL = (0.99, 0.65), 0.28  # unless the claim is told in full, and the sentence tells little else
_DAY, _TEN = 1, 10
_AFTER = 92  # days behind a period in which a text that tells none may speak of it, or as many as it has
_ABSENT = 0.2  # least share of a claim's names that a text lacks where its fact may be another's
_LIKELY, _NEAR, _RARE = 0.4, 0.2, 0.02  # least of the match, of the claim's words near the number, and of rare words shared
SAME_UNIT = 0.65  # least likeness of units: an untold unit contradicts nothing, and a rate no whole
_AS_LIKELY = 0.7  # difference of log odds: half or twice as likely
MOST_RIVALS, _SMALL = 10, 10
_SAME_SESSION = 0.5  # least share of a claim’s other numbers that a text tells too, for one day or month to be meant by both
_BACK = 0.45  # least share of a sentence's words that the claim has too, for the one to be the other told again
_BACK_BRIEF, _SWAPPED = 0.35, 0.5  # the same in a brief text; and of words beside the numbers that stand for one another
_FEW_WORDS, _SINGLING = 0.04, 0.1  # least evidence of shared words where either place or time ties a metric, and where neither does
_RETOLD, _STRANGE = 0.5, 0.1  # a sentence with three quarters of the words in order; a word beside the number that says something

# What bars a contradiction by itself, and what it says; the second of claims that are a metric and its value, in few words that all count.
_BARS = {
    "other role": "one number is the whole that others are parts of, or counts further ones",
    "of one alone": "one side tells of one alone that the other does not name",
    "others left out": "the source counts the others only",
    "reckoned": "with another number of its sentence the source's number makes the claim's",
    "other goods": "what is measured or counted is not the claim's",
    "only remote": "the source tells of what was, may be or is needed",
    "only a kind": "the source counts a kind of what the claim counts, or more of it",
    "one of a list": "the claim counts several kinds of things as one, the source some of them",
    "whose part": "the source tells it of a part of what the claim names",
    "beside the place": "what the claim names is only said to lie near",
    "at another time": "the source tells of a time of its own, and the claim of none",
    "another in its place": "in a sentence told alike another word stands in the place of the claim's",
    "another part": "one side tells of another part of a whole than the other",
    "another span": "how long or how old it is told of is not what the claim says",
    "place unnamed": "nothing names the claim's place, and something else is named",
}
_METRIC_BARS = {
    "narrowed": "one side tells of a part or a kind",
    "one is added": "one side tells what was added",
    "called otherwise": "the source calls the number by a narrower name",
    "asked for": "the source tells what is asked for or offered",
    "of a short time": "the source tells of a day, a week or a peak",
    "another place": "the source tells another place",
    "its own period apart": "the period of the claim is told of another number only",
    "told at another time": "the source tells no period, and is of another time than the claim's",
}


def standing(
    claim: Claim,
    target: Mention,
    mention: Mention,
    found: Beside,
    doubt: str,
    score: float,
    rivals: Sequence[float],
    today: date | None,
    sentences: int,
) -> dict[str, float]:
    """Return how a differing number stands in its document: its scope beside the claim's, and the other numbers that may be meant.

    `found` is the number among the words of its sentence; `doubt` is the reason code of a soft gate that
    failed; `rivals` are how likely its other values are the claim's; `today` is its date, and it has so many `sentences`.
    """
    here, there, mine = target.scope, mention.scope, target.quantity
    days = abs((claim.date - today).days) if claim.date is not None and today is not None else None
    both = here.period is not None and there.period is not None
    aimed = "target" in (here.status, claim.status)
    return {
        "rivals": min(len(rivals), MOST_RIVALS) / MOST_RIVALS,
        "only value": float(not rivals),
        "rival as likely": float(any(odds(rival) > odds(score) - _AS_LIKELY for rival in rivals)),
        "several numbers": float(len(claim.mentions) > 1),
        "place told by both": float(bool(here.places and there.places)),
        "place of claim untold": float(bool(here.places and not there.places)),
        "place of source added": float(bool(there.places and not here.places)),
        "place beside": float(bool(here.places) and _lacks(there.places, here.places)),
        "another place beside": float(_differ(here.places, there.places)),
        "place of another number": float(doubt == "FC203"),
        "period of another number": float(doubt == "FC204"),
        "period told by both": float(bool(here.period and there.period)),
        "period of claim untold": float(bool(here.period and not there.period)),
        "period of source added": float(bool(there.period and not here.period)),
        "status of one untold": float(doubt == "FC205"),
        "aim told elsewhere": float("elsewhere" in (target.scope.origin.get("status"), mention.scope.origin.get("status"))),
        "target": float("target" in (here.status, there.status, claim.status)),
        "hedges alike": float(target.quantity.hedge == mention.quantity.hedge),
        "small number": float(abs(mention.quantity.value) <= _SMALL),
        "span of time": float(target.quantity.unit.dimension.startswith("duration")),
        "another session": float(days != 0 and not both and is_of_session(claim.text, claim.lang)),
        "another month": float(days is None and not both and not aimed and is_of_series(claim, here.places)),
        "brief of the day": float(days is not None and days <= _DAY and sentences < BRIEF),
        "kind in doubt": float(doubt == "FC202"),
        "change of another": float(is_change_of(target.quantity, mention.quantity)),
        "told as a result": float(is_result(neighbours(tokens_of(claim.text), mine.span), mine) or is_result(found, mention.quantity)),
        "tenfold": float(is_tenfold(target.quantity, mention.quantity)),
        "as many digits": float(_size(target.quantity) == _size(mention.quantity)),
        "as exact": float(len(_digits(target.quantity)) == len(_digits(mention.quantity))),
        "others left out": float(leaves_out(claim.text, target.quantity, mention.quantity, found)),
        "brief, in English": float(claim.lang == "en" and sentences < BRIEF),
    }


@lru_cache(maxsize=4096)  # a claim is asked about in document after document
def is_of_session(text: str, code: str) -> bool:
    """Return whether a statement tells what has another value on each day of trading, or in each draw."""
    return any(lang.get(code).sessions.within(tokenize(text, 0, len(text)).keys))


@lru_cache(maxsize=4096)
def _series(text: str, code: str) -> tuple[bool, bool]:
    """Return whether a statement tells what has another value each month, and whether it does so if it is told of a country."""
    told = list(lang.get(code).series.within(tokenize(text, 0, len(text)).keys))
    return any(told), bool(told)


def is_of_series(claim: Claim, places: Sequence[Place]) -> bool:
    """Return whether a claim tells a figure of a statistic that comes each month: payrolls, retail sales, jobs of a country."""
    always, of_country = _series(claim.text, claim.lang)
    return always or (of_country and any(place.level == "country" for place in places))


def is_of_another_time(period: Period, today: date | None) -> bool:
    """Return whether a text of some day, that tells no period, speaks of another than a claim's: it lies too far off, before or behind."""
    if today is None or not period.year_known:
        return False
    reach = max((period.end - period.start).days, _AFTER)
    return (period.start - today).days > WEEK or (today - period.end).days > reach


def is_tenfold(mine: Quantity, theirs: Quantity) -> bool:
    """Return whether one of two numbers in one unit, or in one that is not told, is ten times the other or more.

    Not where both are written with the same digits: 48 tỷ and 48 nghìn tỷ, 1,88 and 18,8 are slips of one number.
    """
    one, other = mine.unit.dimension, theirs.unit.dimension
    if (one != other and one and other) or _digits(mine) == _digits(theirs):
        return False
    low, high = sorted((abs(mine.value * mine.unit.factor), abs(theirs.value * theirs.unit.factor)))
    return low * _TEN <= high


def _size(quantity: Quantity) -> int:
    """Return the power of ten of a number, in the base of its unit."""
    return (quantity.value * quantity.unit.factor).adjusted()


def _digits(quantity: Quantity) -> tuple[int, ...]:
    """Return the digits of a number that say something: 3 and 3 in 3.300."""
    return quantity.value.normalize().as_tuple().digits


def _differ(here: Sequence[Place], there: Sequence[Place]) -> bool:
    """Return whether each of two sets of places names one that the other lacks: from Norway to Moldova, from Norway to Ukraine."""
    return _lacks(here, there) and _lacks(there, here)


def _lacks(one: Sequence[Place], other: Sequence[Place]) -> bool:
    return any(not any(same_place(a, b) for b in other) for a in one)


def retold(features: Mapping[str, float]) -> dict[str, float]:
    """Return what a single other word means in a sentence told nearly word for word: another fact, where dates do not tie the two texts."""
    apart = features["same week"] or features["source words in claim"] < _BACK
    alike = 0.0 if apart else max(0.0, 2 * features["words in order"] - 1)
    return {
        "retold but for a word": float(alike > _RETOLD and features["strange words"] > _STRANGE),
        "swapped beside": min(features["strange words"], features["missing words"]),
        "narrowed, no date": features["narrowed"] * (1 - features["same week"]),
    }


def barred(score: float, features: Mapping[str, float]) -> str:
    """Return why a mention with another value contradicts nothing however likely, empty where nothing bars it.

    Never where units are told on one side only (but in a text of the claim's own day that lacks its number), a whole beside a part,
    nor an aim beside what says nothing of one; and in texts that no date ties to one week, no forecast, nor another name for one
    that they lack, and only with something to know the fact by. What has another value each day has to be of one day.
    """
    if features["unit"] < SAME_UNIT and (features["number told of another"] or not features["brief of the day"]):
        return "the units may differ"
    untold = features["status of one untold"] and not (features["aim told elsewhere"] and features["other numbers"] >= _SAME_SESSION)
    untold = untold and not features.get("aim in the metric")
    if untold and not features["brief of the day"] and (features["target"] or not features["same week"]):
        return "only one side tells an aim or a forecast"
    if why := _first(features, _BARS):
        return why
    one_time = features["other numbers"] >= _SAME_SESSION or features["all other numbers told"]
    if features["another session"] and not one_time:
        return "no day tells whether both are of one session or draw"
    if features["another month"] and not one_time:
        return "no period tells whether both are of one month or quarter"
    told = features["told as a result"] or features.get("of a metric") or not features["brief of the day"]
    if (features["change of another"] and told) or (features["kind in doubt"] and features["tenfold"]):
        return "one number may be a change and the other a level"
    if features.get("of a metric") and (why := _other_metric(features)):
        return why
    if features["capitals tell no names"] and features["names missing"]:
        return "a name of the claim is untold in a line whose capitals tell no names"
    if _is_of_another(features) and not (features["brief of the day"] or features["brief, in English"]):
        return "a place or a name of the claim is told nowhere in the text"
    if features["same week"]:
        return ""
    if features["both up to now"]:
        return "how far each text looks back is its own"
    if features["name swapped"] and features["names absent"]:
        return "another name stands where the claim has one, which is told nowhere"
    ties = ("names shared", "place told by both", "period told by both")
    somewhere = features["names missing"] and features["names absent"] < 1  # elsewhere in the text, or by their initials
    if features["rare words shared"] < _RARE and not (somewhere or any(features[tie] for tie in ties)):
        return "no date, name, place, period or rare word ties the two texts"
    tied = features["claim words near"] >= _NEAR or features["period told by both"]
    return "" if tied else "no date or period ties the two texts and other words stand near the number"


def _first(features: Mapping[str, float], bars: Mapping[str, str]) -> str:
    """Return what the first of some features says that is there, empty where none is."""
    return next((why for name, why in bars.items() if features.get(name)), "")


def _is_of_another(features: Mapping[str, float]) -> bool:
    """Return whether a place of the claim, or too many of its names, are told nowhere in the text: it may tell the like of another."""
    return bool(features["places absent"]) or min(features["names absent"], features["telling names absent"]) >= _ABSENT


def _other_metric(features: Mapping[str, float]) -> str:
    """Return why a number is of another metric than a claim's that is told by its metric and value, in few words that all count."""
    abroad = features["in another language"]
    if features["claim words in passage"] < _METRIC_TOLD_ABROAD if abroad else features["metric told"] < _METRIC_TOLD:
        return "words of the metric are told nowhere near the number"
    if why := _first(features, _METRIC_BARS):
        return why
    if _untied(features):
        return "too little ties a number of so few words to the claim's fact"
    return "a name of the metric is told nowhere, and another is" if features["names absent"] and features["other names"] else ""


def _untied(features: Mapping[str, float]) -> bool:
    """Return whether neither names nor words nor scope single out the fact that a metric tells: few are the people who died of all who do.

    Words that many texts have need a period that both tell, or a place or a name and one week; rarer ones any of these, several rare ones
    none. A place that the source does not tell leaves only names and rare words.
    """
    where = features["place told by both"] or features["names shared"]
    if features["place of claim untold"] and not features["names shared"]:
        return features["evidence"] < _SINGLING
    if features["period told by both"] or (where and features["same week"]):
        return False
    return features["evidence"] < (_FEW_WORDS if where or features["same week"] else _SINGLING)


def floor(score: float, features: Mapping[str, float]) -> float:
    """Return the least likelihood at which a mention with another value contradicts.

    It is more where a term of the claim is not told near, and where no date ties the two texts and the match is not likely.
    """
    least = max(_TERM_UNTOLD, _floor(features)) if features["terms missing"] else _floor(features)
    return max(_UNLIKELY, least) if score < _LIKELY and not features["same week"] else least


def _floor(features: Mapping[str, float]) -> float:
    if features["name swapped"]:
        return _RENAMED
    if features["tenfold"]:
        told = min(features["claim words in sentence"], features["clause in source"]) >= _IN_FULL[0]
        in_full = told and features["source words in claim"] >= _IN_FULL[1] and features["strange words"] <= _STRANGE
        return _TENFOLD_IN_FULL if in_full else _TENFOLD
    if features["brief of the day"]:
        return _OF_ANOTHER if _is_of_another(features) else _OF_THE_DAY
    narrowed = features["retold but for a word"] or features["narrowed"]
    if features["place told by both"] and features["period told by both"] and not narrowed:
        return _IN_SCOPE
    if not features["brief, in English"]:
        return CERTAIN
    apart = features["source words in claim"] < _BACK_BRIEF or features["swapped beside"] >= _SWAPPED
    return _ENGLISH_APART if narrowed or apart else _ENGLISH


def is_certain(score: float, features: Mapping[str, float]) -> bool:
    """Return whether a mention with another value that nothing bars certainly tells the target's fact, by the learned model."""
    return likelihood("certain", features) >= floor(score, features)
