"""What a quantity is about beyond its words: its clause, and the period, places and status it was told in."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from factcheck.model import Period, Place, Quantity, Scope, Span
from factcheck.rows import NamedTuple

if TYPE_CHECKING:
    from factcheck.extract.places import Standing
    from factcheck.extract.quantities import Time
    from factcheck.extract.reading import Reading
    from factcheck.extract.tokens import Tokens

_BREAKS = frozenset(",;:()[]–")
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
            if period is None and n < 6 and _frames(reading, n, time.first):
                period, period_origin = time.period, "lead"
        if place is None and n < 6:
            named = [s.place for s in reading.places(n) if not s.whole and s.place.level not in ("commune", "village", "district")]
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


def _frames(reading: Reading, n: int, first: int) -> bool:
    """Return whether a time opens its sentence, and so holds for what follows: Năm 2025, …; Trong 5 năm qua, …"""
    tokens = reading.tokens(n)
    opens = first <= 8 and not any(tokens.digits[:first]) and not set(tokens.keys[:first]) & {",", ";", "("}
    return opens and not _compared(tokens.keys, first)


def _compared(keys: list[str], first: int) -> bool:
    """Return whether a time is what something is compared with: so với năm 2020, than in 2020, against 2020."""
    return bool({"so", "với", "than", "versus", "vs", "against", "compared"} & set(keys[max(0, first - 3) : first]))


def clause(reading: Reading, quantity: Quantity, n: int) -> Span:
    """Return the clause of a quantity: from the break before it to the break behind it (commas, semicolons, brackets)."""
    tokens = reading.tokens(n)
    starts, ends, keys = tokens.starts, tokens.ends, tokens.keys
    first, right = bisect_left(starts, quantity.span.start), bisect_left(starts, quantity.span.end)
    while first > 0 and not _breaks(tokens, first - 1):
        first -= 1
    last = right
    while last < len(keys) and not _breaks(tokens, last):
        last += 1
    return Span(starts[min(first, len(starts) - 1)], ends[max(last, right, 1) - 1])


def _breaks(tokens: Tokens, i: int) -> bool:
    """Return whether token i ends a clause: a mark, or a dash between spaces."""
    key = tokens.keys[i]
    return key in _BREAKS or (key == "-" and not tokens.glued(i) and not tokens.glued(i + 1))


def read(reading: Reading, index: int) -> Scope:
    """Return the scope of a quantity, with where each part was read."""
    quantity, n = reading.found[index].quantity, reading.found[index].sentence
    origin: dict[str, str] = {}
    period = _period(reading, index, origin)
    places = _places(reading, quantity, n, origin)
    status = _status(reading, quantity, n, origin)
    also: list[Period | Place] = [time.period for time in reading.times(n) if time.period is not None]
    also += [standing.place for standing in reading.places(n) if standing.place.name]
    return Scope(period, places, status, origin, tuple(also))


def _token_at(reading: Reading, n: int, offset: int) -> int:
    return bisect_left(reading.tokens(n).starts, offset)


def _period(reading: Reading, index: int, origin: dict[str, str]) -> Period | None:
    quantity, n = reading.found[index].quantity, reading.found[index].sentence
    tokens, times = reading.tokens(n), reading.times(n)
    first = _token_at(reading, n, quantity.span.start)
    last = _token_at(reading, n, quantity.span.end)
    others = [_token_at(reading, n, q.span.start) for q in reading.quantities(n) if q is not quantity]
    # Behind the number, before anything breaks the clause: 71,1 triệu đồng năm 2025.
    for time in times:
        if time.period is None or not last <= time.first <= last + _AFTER or set(tokens.keys[last : time.first]) & {",", ";", ".", ":"}:
            continue
        if any(last <= o < time.first for o in others) or _compared(tokens.keys, time.first):
            break
        origin["period"] = "clause"
        return time.period
    # Before the number, nearest first; one that stands right behind another value belongs to that value.
    for time in reversed(times):
        if time.end > first:
            continue
        if time.period is None:
            if tokens.keys[time.end - 1] in _NOW:
                origin["period"] = "now"
                return None
            continue
        if _compared(tokens.keys, time.first) or _belongs(tokens.keys, time, others, times):
            continue
        origin["period"] = "sentence"
        return time.period
    for k in reading.before(n):
        for time in reading.times(k):
            if time.period is not None and _frames(reading, k, time.first):
                origin["period"] = "paragraph"
                return time.period
    words = tokens.keys[:first]
    for k in range(len(words) - 1):
        if (words[k], words[k + 1]) in _TERM_WORDS and (term := _term(reading, n)) is not None:
            origin["period"] = "term"
            return term
    if reading.frame.period is not None:
        origin["period"] = reading.frame.period_origin
        return reading.frame.period
    # Nothing else is known: the one time of the sentence, though it stands with another value: 161,000 jobs in October; a rate of 4.9%.
    told = {time.period for time in times if time.period is not None and time.end <= first and not _compared(tokens.keys, time.first)}
    if len(told) == 1:
        origin["period"] = "sentence"
        return told.pop()
    return None


def _term(reading: Reading, n: int) -> Period | None:
    """Return the years that "nhiệm kỳ", "giai đoạn này" stand for: the last span of years before sentence n, else the document's."""
    for k in range(n, -1, -1):
        for time in reversed(reading.times(k)):
            if time.period is not None and time.period.year_known and time.period.end.year > time.period.start.year:
                return time.period
    return reading.frame.term


_AFTER = 12  # words behind a number within which a time of its clause is its own
_NOW = {"nay", "tại", "now", "currently", "present"}
_TERM_WORDS = {("nhiệm", "kỳ"), ("giai", "đoạn")}


def _belongs(keys: list[str], time: Time, others: list[int], times: list[Time]) -> bool:
    """Return whether a time stands behind another value of the sentence without a break, and so is that value's own."""
    before = [o for o in others if o < time.first]
    if not before or time.first - max(before) > 8:
        return False
    own = any(max(before) < t.first < time.first and t.period is not None for t in times)
    return not own and not set(keys[max(before) : time.first]) & {",", ";", "."}


def _places(reading: Reading, quantity: Quantity, n: int, origin: dict[str, str]) -> tuple[Place, ...]:
    span = clause(reading, quantity, n)
    tokens = reading.tokens(n)
    standing = reading.places(n)
    inside: list[Standing] = []
    for s in standing:  # phường A, thành phố B: one place, told by its parts
        if span.start <= tokens.starts[s.first] < span.end or (
            inside and inside[-1].end == s.first - 1 and tokens.keys[s.first - 1] == ","
        ):
            inside.append(s)
    frame_place = reading.frame.place
    for where, found in (("clause", inside), ("sentence", standing)):
        if found:
            places = tuple(dict.fromkeys(p for s in found if (p := _resolve(s.place, s.whole, frame_place)) is not None))
            if places:
                origin["place"] = where
                return places
    around = [p for k in reading.before(n) for s in reading.places(k) if (p := _resolve(s.place, s.whole, frame_place)) is not None]
    if frame_place is not None:
        around.append(frame_place)
    if around:
        origin["place"] = "paragraph" if around[0] is not frame_place else reading.frame.place_origin
    return tuple(dict.fromkeys(around))


def _resolve(place: Place, whole: bool, frame_place: Place | None) -> Place | None:
    """Return the place that "toàn tỉnh", "thành phố" stand for: the document's own of that level, if it has one."""
    if not whole:
        return place
    if frame_place is not None and frame_place.level in (place.level, ""):
        return Place(frame_place.name, place.level, place.label)
    return None


def _status(reading: Reading, quantity: Quantity, n: int, origin: dict[str, str]) -> str:
    """Return target, forecast, estimate or actual by the words before the number, in its clause or an aim that governs it from afar."""
    tokens, table = reading.tokens(n), reading.language.statuses
    number = at = _token_at(reading, n, quantity.span.start)
    own = True
    estimate = forecast = ""
    while at > 0:
        key = tokens.keys[at - 1]
        if key in _CLAUSE_MARKS:
            own = False
        found = table.before(tokens.keys, at)
        if found is None:
            at -= 1
            continue
        value, first = found
        if value == "target" and not own and _heads(tokens.keys, at):
            value = "aim"
        done = key in _DONE or (key == "được" and tokens.key(first) == "đạt")
        at = first
        if value == "target" and number - at > _AIMED:
            continue  # with the aim of talks on the tenth anniversary
        if value == "aim" or (value == "target" and own):
            origin["status"] = "clause" if own else "sentence"
            return "target"
        if done:
            origin["status"] = "clause" if own else "sentence"
            return "estimate" if estimate else "actual"
        if own:
            estimate, forecast = estimate or value * (value == "estimate"), forecast or value * (value == "forecast")
    if estimate or forecast:
        origin["status"] = "clause"
    elif any((after := table.at(tokens.keys, i)) is not None and after[0] in ("aim", "target") for i in range(len(tokens.keys))):
        origin["status"] = "elsewhere"  # the sentence tells of a target, perhaps of this number
    return estimate or forecast


def _heads(keys: list[str], end: int) -> bool:
    """Return whether the words before token `end` head a list: chỉ tiêu năm 2023: …"""
    mark = next((key for key in keys[end:] if key in _CLAUSE_MARKS), "")
    return mark == ":"


_CLAUSE_MARKS = frozenset(",;:")
_AIMED = 12  # words between a word like target and the number that is aimed at, at most
_DONE = frozenset("đã achieved recorded was were".split())
