"""What all quantities of a sentence share where their scopes are read, found once: a sentence may hold a thousand numbers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from factcheck.model import Period, Place

if TYPE_CHECKING:
    from factcheck.extract.places import Standing
    from factcheck.extract.quantities import Time
    from factcheck.extract.reading import Reading
    from factcheck.extract.tokens import Tokens

_MAY_BREAK = frozenset(",;:()[]–-")
_CLAUSE_MARKS = frozenset(",;:")
_BELONGS = frozenset(",;.")
_OPENS = frozenset((",", ";", "(", "riêng"))
BEFORE_OR_AFTER, _EVENT = frozenset(("sau", "trước", "after", "before", "following")), 3  # words of an event, at least
_NEAR = 3  # sentences before one that look back from where they are
_COMPARED = frozenset("so với than versus vs against compared".split())
_NOW = frozenset("nay tại now currently present".split())
_TERM_WORDS = frozenset((("nhiệm", "kỳ"), ("giai", "đoạn")))
_SAME = frozenset("này đó ấy trên".split())
_TERM_ENDS = frozenset(second for _, second in _TERM_WORDS)
_REACH = 8  # tokens behind a value within which a time is that value's own, or before a time that opens its sentence
_MOST_PLACES = 50  # the nearest places of a paragraph; no number is told of more


class Outline:
    """One sentence: where its clauses break (a mark, or a dash between spaces), its quantities begin and its words of status end.

    `deciding` are the times that say of when a number behind them is; one without a period is the present. `statuses` are the words of
    status: the token behind them, what they say, and where they begin.
    """

    def __init__(self, reading: Reading, n: int) -> None:
        self._reading, self._n = reading, n
        self.tokens: Tokens = reading.tokens(n)
        self.times: list[Time] = reading.times(n)
        keys, starts = self.tokens.keys, self.tokens.starts
        self.breaks = [i for i, key in enumerate(keys) if key in _MAY_BREAK and (key not in "-–" or not self._joins(i))]
        self.marks = [i for i in self.breaks if keys[i] in _CLAUSE_MARKS]
        self.begins = sorted(bisect_left(starts, quantity.span.start) for quantity in reading.quantities(n))
        self._firsts = [time.first for time in self.times]
        self.deciding = [time for time in self.times if self._decides(time)]
        self._ends = [time.end for time in self.deciding]
        table = reading.language.statuses
        has_status = not table.firsts().isdisjoint(keys)
        self.statuses = (
            [(at, *found) for at in range(1, len(keys) + 1) if (found := table.before(keys, at)) is not None] if has_status else []
        )
        self._inside: dict[tuple[int, int], tuple[Place, ...]] = {}

    def _joins(self, i: int) -> bool:
        """Return whether a dash joins what stands on its sides: 5-6, 2021 – 2025, Hà Nội - Hải Phòng."""
        tokens = self.tokens
        if tokens.keys[i] == "-" and (tokens.glued(i) or tokens.glued(i + 1) or tokens.digits[i - 1 : i + 2 : 2] == [True, True]):
            return True
        return tokens.word(i - 1)[:1].isupper() and tokens.word(i + 1)[:1].isupper() if 0 < i < len(tokens.keys) - 1 else False

    @cached_property
    def plain(self) -> list[Time]:
        """Return the times with a period that nothing is compared with, and that are no other event's."""
        keys = self.tokens.keys
        return [
            time for time in self.times if time.period is not None and not is_compared(keys, time.first) and not self._is_of_event(time)
        ]

    @cached_property
    def term(self) -> int:
        """Return the token at which "nhiệm kỳ" or "giai đoạn" ends first; beyond the last where neither stands."""
        keys = self.tokens.keys
        if _TERM_ENDS.isdisjoint(keys):
            return len(keys)
        return next((i for i in range(1, len(keys)) if (keys[i - 1], keys[i]) in _TERM_WORDS), len(keys))

    @cached_property
    def same_term(self) -> int:
        """Return the token behind "giai đoạn này", which is the last span of years told; beyond the last where it does not stand."""
        keys = self.tokens.keys
        return next(
            (i for i in range(self.term + 1, len(keys)) if keys[i] in _SAME and (keys[i - 2], keys[i - 1]) in _TERM_WORDS), len(keys)
        )

    @cached_property
    def also(self) -> tuple[Period | Place, ...]:
        """Return every period and place that the sentence names."""
        periods = [time.period for time in self.times if time.period is not None]
        return (*periods, *(standing.place for standing in self._reading.places(self._n) if standing.place.name))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Return the places of the sentence."""
        return self._resolved(self._reading.places(self._n))

    @cached_property
    def aims(self) -> bool:
        """Return whether the sentence tells of an aim or a target."""
        table, keys = self._reading.language.statuses, self.tokens.keys
        return bool(self.statuses) and any(
            (found := table.at(keys, i)) is not None and found[0] in ("aim", "target") for i in range(len(keys))
        )

    def times_behind(self, token: int, reach: int) -> list[Time]:
        """Return the times that begin at a token or up to so many behind it."""
        return self.times[bisect_left(self._firsts, token) : bisect_right(self._firsts, token + reach)]

    def deciding_before(self, token: int) -> Time | None:
        """Return the nearest time before a token that says of when it is, or None."""
        at = bisect_right(self._ends, token)
        return self.deciding[at - 1] if at else None

    def is_number_in(self, first: int, end: int) -> bool:
        """Return whether a quantity begins at one of the tokens from first up to end."""
        at = bisect_left(self.begins, first)
        return at < len(self.begins) and self.begins[at] < end

    def places_in(self, start: int, end: int) -> tuple[Place, ...]:
        """Return the places of a clause; phường A, thành phố B are one place, told by its parts."""
        if not (standing := self._reading.places(self._n)):
            return ()
        known = self._inside.get((start, end))
        if known is None:
            inside: list[Standing] = []
            for s in standing:
                if start <= self.tokens.starts[s.first] < end or (
                    inside and inside[-1].end == s.first - 1 and self.tokens.keys[s.first - 1] == ","
                ):
                    inside.append(s)
            known = self._inside[start, end] = self._resolved(inside)
        return known

    def _decides(self, time: Time) -> bool:
        if time.period is None:
            return self.tokens.keys[time.end - 1] in _NOW
        return not (is_compared(self.tokens.keys, time.first) or self._belongs(time) or self._is_of_event(time))

    def _is_of_event(self, time: Time) -> bool:
        """Return whether a time says when something ended before the sentence's own: Sau đợt phát hành hoàn tất tháng trước, …"""
        keys = self.tokens.keys
        opens = keys[0] in BEFORE_OR_AFTER and time.first - 1 >= _EVENT and time.first < (self.breaks or [0])[0]
        return opens and keys[self.breaks[0]] == ","

    def _belongs(self, time: Time) -> bool:
        """Return whether a time stands behind another value of the sentence without a break, and so is that value's own."""
        at = bisect_left(self.begins, time.first)
        if not at or time.first - self.begins[at - 1] > _REACH:
            return False
        value = self.begins[at - 1]
        between = self.times_behind(value + 1, time.first - value - 2)
        return all(other.period is None for other in between) and _BELONGS.isdisjoint(self.tokens.keys[value : time.first])

    def _resolved(self, standing: list[Standing]) -> tuple[Place, ...]:
        frame = self._reading.frame.place
        return tuple(dict.fromkeys(place for s in standing if (place := resolve(s.place, s.whole, frame)) is not None))


class Outlines:
    """What the sentences of a text set for those behind them; each is looked at once, however many there are."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._outlines: dict[int, Outline] = {}
        self._framing: dict[int, Period | None] = {}
        self._terms: dict[int, Period | None] = {}
        self._around: dict[int, tuple[Place, ...]] = {}

    def of(self, n: int) -> Outline:
        """Return the outline of sentence n."""
        known = self._outlines.get(n)
        if known is None:
            known = self._outlines[n] = Outline(self._reading, n)
        return known

    def framing(self, n: int) -> Period | None:
        """Return the period that the nearest sentence before n in its paragraph opens with, or None."""
        passed, period = [n], None
        for k in self._reading.before(n):
            if k + 1 in self._framing:
                period = self._framing[k + 1]
                break
            times = (time for time in self._reading.times(k) if frames(self._reading, k, time))
            if (time := next(times, None)) is not None:
                period = time.period
                break
            passed.append(k)
        self._framing.update(dict.fromkeys(passed, period))
        return period

    def term(self, n: int) -> Period | None:
        """Return the last span of years that sentence n or one before it names, or None."""
        passed, period = [], None
        for k in range(n, -1, -1):
            if k in self._terms:
                period = self._terms[k]
                break
            passed.append(k)
            spans = (time.period for time in reversed(self._reading.times(k)) if time.period is not None and _is_span(time.period))
            if (period := next(spans, None)) is not None:
                break
        self._terms.update(dict.fromkeys(passed, period))
        return period

    def around(self, n: int) -> tuple[Place, ...]:
        """Return the places that the sentences before n in its paragraph name, the nearest first, of very many the nearest."""
        todo = [n]
        for k in self._reading.before(n):
            if todo[-1] in self._around:
                break
            todo.append(k)
        places = self._around.setdefault(todo.pop(), ())
        for k in reversed(todo):
            own = self.of(k - 1).places if self._reading.places(k - 1) else ()
            places = tuple(dict.fromkeys((*own, *places)))[:_MOST_PLACES] if own else places
            self._around[k] = places
        return places


def _is_span(period: Period) -> bool:
    return period.year_known and period.end.year > period.start.year


def frames(reading: Reading, n: int, time: Time) -> bool:
    """Return whether a time opens its sentence, and so holds for what follows: Năm 2025, …; Trong 5 năm qua, …; but riêng tháng 12, …"""
    tokens, first = reading.tokens(n), time.first
    begin = _behind_credit(tokens.keys, first)
    opens = first - begin <= _REACH and not any(tokens.digits[begin:first]) and _OPENS.isdisjoint(tokens.keys[begin:first])
    return opens and time.period is not None and not is_compared(tokens.keys, first) and not _looks_back(reading, n, time.period)


def _looks_back(reading: Reading, n: int, period: Period) -> bool:
    """Return whether a period ends before one, past and longer than a day, of which the sentences right before n tell: in August …"""
    today = reading.today
    if today is None or not period.year_known:
        return False
    told = (time.period for k in range(max(0, n - _NEAR), n) for time in reading.times(k))
    return any(that is not None and that.year_known and that.start < that.end and period.end < that.end < today for that in told)


def _behind_credit(keys: list[str], first: int) -> int:
    """Return the token behind the place and the agency that a report opens with: LONDON (Reuters) - In 2023, …; 0 where it does not."""
    at = next((i for i in range(2, min(first, _REACH)) if keys[i - 1] == ")" and keys[i] == "-"), -1)
    return at + 1


def is_compared(keys: list[str], first: int) -> bool:
    """Return whether a time is what something is compared with: so với năm 2020, than in 2020, against 2020."""
    return not _COMPARED.isdisjoint(keys[max(0, first - 3) : first])


def resolve(place: Place, whole: bool, frame_place: Place | None) -> Place | None:
    """Return the place that "toàn tỉnh", "thành phố" stand for: the document's own of that level, if it has one."""
    if not whole:
        return place
    if frame_place is not None and frame_place.level in (place.level, ""):
        return Place(frame_place.name, place.level, place.label)
    return None
