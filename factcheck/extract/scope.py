"""What a quantity is about beyond its words: its clause, and the period, places and status it was told in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from typing import TYPE_CHECKING

from factcheck.extract.outline import Outline, frames, is_compared
from factcheck.model import Period, Place, Quantity, Scope, Span
from factcheck.rows import NamedTuple

if TYPE_CHECKING:
    from factcheck.extract.reading import Reading

_YEAR = re.compile(r"\d\d{3}")  # begins with what is sought, so that the search is fast


class Frame(NamedTuple):
    """What a document sets for all its sentences."""

    period: Period | None
    place: Place | None
    term: Period | None  # the years of "nhiệm kỳ", "giai đoạn" where the text spells them out
    period_origin: str = ""
    place_origin: str = ""


def dateline(reading: Reading) -> date | None:
    """Return the day that one of the first lines is dated with, or None."""
    for n, sentence in enumerate(reading.sentences[:6]):
        span = sentence.span
        if span.end - span.start > 140 or _YEAR.search(reading.text, span.start, span.end) is None:
            continue
        tokens = reading.tokens(n)
        for i in range(min(len(tokens.keys), 12)):
            if not tokens.digits[i]:
                continue
            iso = _iso(tokens.keys, i)
            if iso is not None:
                return iso
            found = reading.language.find_period(tokens.keys, i, None)
            if found and found[0] and found[0].year_known and found[0].start == found[0].end:
                return found[0].start
    return None


def _iso(keys: list[str], i: int) -> date | None:
    if keys[i + 1 : i + 2] == ["-"] and keys[i + 3 : i + 4] == ["-"] and len(keys[i]) == 4:
        try:
            return date(int(keys[i]), int(keys[i + 2]), int(keys[i + 4]))
        except (ValueError, IndexError, OverflowError):
            return None
    return None


def frame(reading: Reading) -> Frame:
    """Return the frame that header, headline and lead set."""
    place, place_origin = reading.header_place, "header" if reading.header_place else ""
    period, period_origin, term = None, "", None
    for n in range(min(len(reading.sentences), 40)):
        for time in reading.times(n):
            if time.period is None or not time.period.year_known:
                continue
            if term is None and time.period.end.year > time.period.start.year:
                term = time.period
            if period is None and n < 6 and frames(reading, n, time):
                period, period_origin = time.period, "lead"
        if place is None and n < 6:
            keys = reading.tokens(n).keys
            named = [s.place for s in reading.places(n) if not s.whole and s.place.level not in _SMALL and not _is_partner(keys, s.first)]
            levelled = [p for p in named if p.level in ("province", "city", "region")]
            if named:
                first = (levelled or named)[0]
                place, place_origin = first, "headline" if n == 0 else "lead"
    if place is not None and place.level == "":
        for n in range(min(len(reading.sentences), 12)):  # "Lạng Sơn" is the province where the text says so
            same = [s.place for s in reading.places(n) if s.place.name == place.name and s.place.level]
            if same:
                place = same[0]
                break
    return Frame(period, place, term, period_origin, place_origin)


_SMALL = ("commune", "village", "district")
_PARTNERS = frozenset("sang với từ to from with".split())  # before a place, they tell whom one deals with: xuất khẩu sang Trung Quốc


def _is_partner(keys: list[str], first: int) -> bool:
    return first > 0 and keys[first - (keys[first - 1] == "the") - 1] in _PARTNERS


def clause(reading: Reading, quantity: Quantity, n: int) -> Span:
    """Return the clause of a quantity: from the break before it to the break behind it (commas, semicolons, brackets)."""
    tokens, breaks = reading.tokens(n), reading.outlines.of(n).breaks
    starts, ends = tokens.starts, tokens.ends
    first, right = bisect_left(starts, quantity.span.start), bisect_left(starts, quantity.span.end)
    before, behind = bisect_left(breaks, first), bisect_left(breaks, right)
    first = breaks[before - 1] + 1 if before else 0
    last = breaks[behind] if behind < len(breaks) else len(starts)
    return Span(starts[min(first, len(starts) - 1)], ends[max(last, right, 1) - 1])


def read(reading: Reading, index: int) -> Scope:
    """Return the scope of a quantity, with where each part was read."""
    quantity, n = reading.found[index].quantity, reading.found[index].sentence
    origin: dict[str, str] = {}
    period = _period(reading, quantity, n, origin)
    places = _places(reading, quantity, n, origin)
    status = _status(reading, quantity, n, origin)
    return Scope(period, places, status, origin, reading.outlines.of(n).also)


def _period(reading: Reading, quantity: Quantity, n: int, origin: dict[str, str]) -> Period | None:
    outline = reading.outlines.of(n)
    keys, starts = outline.tokens.keys, outline.tokens.starts
    first, last = bisect_left(starts, quantity.span.start), bisect_left(starts, quantity.span.end)
    # Behind the number, before anything breaks the clause: 71,1 triệu đồng năm 2025.
    for time in outline.times_behind(last, _AFTER):
        if time.period is None or not _ENDS.isdisjoint(keys[last : time.first]):
            continue
        if outline.is_number_in(last, time.first) or is_compared(keys, time.first):
            break
        origin["period"] = "clause"
        return time.period
    # Before the number, nearest first; one that stands right behind another value belongs to that value.
    if (before := outline.deciding_before(first)) is not None:
        origin["period"] = "now" if before.period is None else "sentence"
        return before.period
    if outline.same_term < first and (told_last := reading.outlines.term(n)) is not None:
        origin["period"] = "term"
        return told_last
    if (framing := reading.outlines.framing(n)) is not None:
        origin["period"] = "paragraph"
        return framing
    if outline.term < first and (term := reading.outlines.term(n) or reading.frame.term) is not None:
        origin["period"] = "term"
        return term
    if reading.frame.period is not None:
        origin["period"] = reading.frame.period_origin
        return reading.frame.period
    # Nothing else is known: the one time of the sentence, though it stands with another value: 161,000 jobs in October; a rate of 4.9%.
    told: Period | None = None
    for time in outline.plain:
        if time.end <= first and time.period != told:
            if told is not None:
                return None
            told = time.period
    if told is not None:
        origin["period"] = "sentence"
    return told


_AFTER = 12  # words behind a number within which a time of its clause is its own
_ENDS = frozenset(",;.:")


def _places(reading: Reading, quantity: Quantity, n: int, origin: dict[str, str]) -> tuple[Place, ...]:
    outline = reading.outlines.of(n)
    if reading.places(n):
        if inside := outline.places_in(*clause(reading, quantity, n)):
            origin["place"] = "clause"
            return inside
        if outline.places:
            origin["place"] = "sentence"
            return outline.places
    around, place = reading.outlines.around(n), reading.frame.place
    if around:
        origin["place"] = "paragraph" if around[0] is not place else reading.frame.place_origin
    elif place is not None:
        origin["place"] = reading.frame.place_origin
    return around if place is None or place in around else (*around, place)


def _status(reading: Reading, quantity: Quantity, n: int, origin: dict[str, str]) -> str:
    """Return target, forecast, estimate or actual by the words before the number, in its clause or an aim that governs it from afar."""
    outline = reading.outlines.of(n)
    tokens, marks = outline.tokens, outline.marks
    number = at = bisect_left(tokens.starts, quantity.span.start)
    if quantity.hedge != "range" and _FORMER in tokens.keys[max(0, number - 1) : number + 1]:
        return ""  # set to reach 10bn from 5.7bn: what it was is no aim
    mark = bisect_left(marks, number)
    while mark and tokens.key(marks[mark - 1] + 1) in _WITH:
        mark -= 1
    clause_from = marks[mark - 1] + 1 if mark else 0
    estimate = forecast = ""
    for place in range(bisect_right(outline.statuses, number, key=lambda row: row[0]) - 1, -1, -1):
        end, value, first = outline.statuses[place]
        if end > at:
            continue  # it stands in a longer one
        own, key = end > clause_from, tokens.keys[end - 1]
        if value == "target" and not own and _heads(outline, end):
            value = "aim"
        done = key in _DONE or (key == "được" and tokens.key(first) == "đạt")
        at = first
        if value == "target" and number - at > _AIMED:
            continue  # with the aim of talks on the tenth anniversary
        if value == "aim" or (value == "target" and own):
            origin["status"] = "clause" if own else "sentence"
            return "target"
        if done and not own and (estimate or forecast):
            break  # announced as …, it was expected to cost so much
        if done:
            origin["status"] = "clause" if own else "sentence"
            return "estimate" if estimate else "actual"
        if own:
            estimate, forecast = estimate or value * (value == "estimate"), forecast or value * (value == "forecast")
    if estimate or forecast:
        origin["status"] = "clause"
    elif not _AHEAD.isdisjoint(tokens.keys[clause_from:number]) or _is_to_be(tokens.keys, bisect_left(tokens.starts, quantity.span.end)):
        origin["status"] = "ahead"  # told of what is to come, as a forecast is
    elif outline.aims:
        origin["status"] = "elsewhere"  # the sentence tells of a target, perhaps of this number
    return estimate or forecast


def _is_to_be(keys: list[str], end: int) -> bool:
    """Return whether the verb right behind a number tells what is to come: 5.6 million children are to be vaccinated."""
    return keys[end : end + 1] == ["will"] or keys[end : end + 2] == ["are", "to"]


def _heads(outline: Outline, end: int) -> bool:
    """Return whether the words before token `end` head a list: chỉ tiêu năm 2023: …"""
    mark = bisect_left(outline.marks, end)
    return mark < len(outline.marks) and outline.tokens.keys[outline.marks[mark]] == ":"


_AIMED = 12  # words between a word like target and the number that is aimed at, at most
_AHEAD = frozenset("sẽ sắp will would".split())
_WITH = frozenset(("với", "with"))  # begins a part that is told of as what it belongs to: will go on to grow, with a rate of 7%
_FORMER = "from"
_DONE = frozenset("đã achieved recorded was were".split())
