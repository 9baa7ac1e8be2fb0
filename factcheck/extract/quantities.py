"""Tokens of a sentence → its quantities and the times it names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import compress

from factcheck.extract import spelled
from factcheck.extract.ahead import MINUS, hedge_before, is_minus
from factcheck.extract.amounts import Read, number_at, scaled, sign_at
from factcheck.extract.codes import code_end, is_code, is_list_marker, named_year, phone_end, score_end
from factcheck.extract.complete import Told, complete, finish, is_lookback
from factcheck.extract.gate import DIGIT, FOURTH, MULTIPLE, NUMERAL, RANK, SCALE, SIGN, TIME, VAGUE, follows_weak, openers
from factcheck.extract.line import Line
from factcheck.extract.nouns import noun_at
from factcheck.extract.numbers import TENTH, Written
from factcheck.extract.places import group_at
from factcheck.extract.times import TO, joined, since_new_year
from factcheck.extract.tokens import Tokens
from factcheck.lang import calendar
from factcheck.lang.base import Language
from factcheck.model import Interval, Period, Quantity, Span
from factcheck.rows import NamedTuple
from factcheck.units import NONE

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_MOST_DAYS = 2  # digits of a day or month
_CLASSES = ("c", "l")  # xe hạng C
_MOST_RANK = 4  # digits of a rank
_TENS = 10
_LETTERS = 2  # k, tr: no words
_WITHIN = frozenset(("in", "out"))
_RANKED = ("rank", "ranks", "ranked")
_NOT_VAGUE = {"some", "many"}  # some 200 people: about
_SCORED = frozenset("test tests exam exams credit math reading high low average mean final box the their his her its our with".split())


class Time(NamedTuple):
    """A time that a sentence names, by its tokens; the period is None where it has no fixed days."""

    period: Period | None
    first: int
    end: int


def _roman(word: str) -> int | None:
    if not word or len(word) > 7 or any(c not in _ROMAN for c in word):
        return None
    total = 0
    for here, after in zip(word, word[1:] + " ", strict=True):
        total += -_ROMAN[here] if _ROMAN.get(after, 0) > _ROMAN[here] else _ROMAN[here]
    return total


class SentenceReader:
    """Reads one sentence; `mark` and `only` say how the document writes decimals."""

    def __init__(self, tokens: Tokens, language: Language, mark: str, only: bool, today: date | None) -> None:
        self.t, self.keys, self.lang, self.today = tokens, tokens.keys, language, today
        self.line = Line(tokens, language, mark, only)
        self.key = self.line.key
        self.times: list[Time] = []
        self.quantities: list[Quantity] = []

    def read(self) -> None:
        """Fill `quantities` and `times`, left to right."""
        keys, find_period, today = self.keys, self.lang.find_period, self.today
        floor = 0
        opens = list(map(openers(self.lang.code).__getitem__, keys))
        for i in compress(range(len(keys)), opens):
            if i < floor:
                continue
            what = opens[i]
            if what & TIME:
                found = find_period(keys, i, today)
                if found is not None and not (what & DIGIT and (not self.t.digits[i] or self._is_no_time(i))):
                    self._add_time(Time(found[0], i, found[1]))
                    self._length(i, found[1], floor)
                    floor = found[1]
                    continue
                if what == TIME:
                    continue
            end = self._at(i, floor, what)
            if end is not None:
                floor = max(end, i + 1)

    def _add_time(self, time: Time) -> None:
        """Add a time, as one with the time before it where both bound a span: từ ngày 27/10 đến ngày 29/10."""
        then, last = time.period, self.times[-1] if self.times else None
        if then is not None and self.key(time.first - 1) in TO:
            if (opened := since_new_year(self.keys, then, time.first)) is not None:
                time = Time(opened[0], opened[1], time.end)
            elif last is not None and last.period is not None and not self._are_apart(last, time):
                span = joined(self.keys, last.period, last.end, then, time.first)
                time = time if span is None else Time(span, last.first, time.end)
            if last is not None and time.first <= last.first:
                self.times.pop()
        self.times.append(time)

    def _are_apart(self, one: Time, other: Time) -> bool:
        """Return whether a dash between two times bounds no span: lễ 30/4 - 1/5, and 12/5 - Ngày 14/5, where a sentence begins."""
        if self.keys[one.end] != "-":
            return False
        capitals = [self.t.word(time.first)[0].isupper() for time in (one, other)]
        return self.key(one.first - 1) in self.lang.holidays or capitals == [False, True]

    def _length(self, first: int, end: int, floor: int) -> None:
        """Read the length of a time up to now that is told by it: 16 năm qua, the past 16 years."""
        past = self.keys[first] in self.lang.lookback_before
        at = first + past
        unit = self.lang.units.at(self.keys, at + 1)
        if unit is None or not is_lookback(self.line, unit[0], at, unit[1]) or (past and unit[1] != end):
            return
        read = number_at(self.line, at) if self.t.digits[at] else None
        if read is not None and read.end == at + 1:
            self._take(complete(self.line, self.quantities, at, read, at if past else floor))
        elif read is None:
            self._words(at, at if past else floor)

    def _at(self, i: int, floor: int, what: int) -> int | None:
        """Read what begins at token i; return the index after it, or None where nothing does."""
        if what & DIGIT:
            if not self.t.digits[i]:
                return i + 1
            group = group_at(self.t, i)
            return group.end if group is not None and group.end - i > 3 else self._digits(i, floor)
        if what & NUMERAL and (end := self._words(i, floor)) is not None:
            return end
        if what & VAGUE and (end := self._vague(i)) is not None:
            return end
        if what & MULTIPLE and (end := self._multiple(i, floor)) is not None:
            return end
        if what & SCALE and (end := self._bare_scale(i, floor)) is not None:
            return end
        if what & RANK:
            return self._rank(i)
        sign = sign_at(self.line, i) if what & SIGN else None
        return None if sign is None else self._take(complete(self.line, self.quantities, i, sign, floor))

    def _take(self, told: Told) -> int:
        """Add a quantity; return the index of the token after it."""
        self.quantities.append(told[0])
        return told[1]

    # numbers

    def _is_alone(self, i: int) -> bool:
        """Return whether the text is a fraction and nothing else: then 9/4 is no day."""
        return i <= 1 and len(self.keys) == i + 3 and self.key(i + 1) == "/"

    def _is_no_time(self, i: int) -> bool:
        """Return whether digits that read like a time are a share, a fraction or a range: 3/3 xã, 9/4, từ 4 - 6 triệu."""
        return self._is_share(i) or self._is_alone(i) or self._is_measured_range(i)

    def _is_measured_range(self, i: int) -> bool:
        """Return whether two numbers with a dash between them have a unit or scale behind: 4 - 6 triệu, 22-24 tháng, but 4-6 tháng 5."""
        if self.key(i + 1) != "-" or not self.line.digit(i + 2) or len(self.keys[i]) > _MOST_DAYS:
            return False
        unit = self.lang.units.at(self.keys, i + 3)
        return self.lang.scales.at(self.keys, i + 3) is not None or (unit is not None and not self.line.digit(unit[1]))

    def _is_share(self, i: int) -> bool:
        """Return whether 3/3 at token i is a share of what follows (3/3 xã), not a date."""
        return (
            self.key(i + 1) == "/"
            and self.line.digit(i + 2)
            and self.key(i + 3) in self.lang.nouns
            and self.key(i - 1) not in self.lang.period_words
            and len(self.key(i + 2)) < 4
        )

    def _digits(self, i: int, floor: int) -> int | None:
        line = self.line
        if (phone := phone_end(line, i)) is not None:
            return phone
        if (score := score_end(line, i)) is not None:
            return score
        if named_year(line, i):
            self.times.append(Time(calendar.year(int(line.word(i))), i, i + 1))
            return i + 1
        if is_code(line, i, i + 1):
            return code_end(line, i)
        read = number_at(line, i)
        if read is None or is_list_marker(line, i):
            return i + 1
        if line.key(i + 1) in _ORDINALS and line.glued(i + 1) and read.end == i + 1:
            return self._add_rank(i, i, i, i + 2, read.written.value)
        return self._take(complete(self.line, self.quantities, i, read, floor))

    def _words(self, i: int, floor: int) -> int | None:
        """Read a number in words at token i where it is one: followed by what it counts, of several words, or alone."""
        if self.keys[i] in self.lang.weak_numerals and i + 1 < len(self.keys) and self.keys[i + 1] not in follows_weak(self.lang.code):
            return None
        if self.keys[i] in MINUS and not is_minus(self.line, i):
            return None
        start, found = i, None
        if i > floor and self.keys[i - 1] in ("a", "an") and self.lang.code == "en":
            found = self.lang.word_number(self.keys, i - 1)
            start = i - 1 if found is not None and found[2] > i else i
        if start == i:
            found = self.lang.word_number(self.keys, i)
        if found is None:
            return None
        value, step, end = found
        alone = end == len(self.keys) and start == 0
        if not alone and not spelled.means_number(self.line, start, end, value, step):
            return None
        read = scaled(self.line, Written(value, step, False), end, words=True)
        if self.lang.code == "en" and not _WITHIN.isdisjoint(self.keys[start:end]):
            read = read._replace(part=True)
        if (pair := spelled.either(self.line, start, read)) is not None:
            return self._take(finish(self.line, self.quantities, start, start, read, "range", pair, low=read))
        return self._take(complete(self.line, self.quantities, start, read, floor))

    def _vague(self, i: int) -> int | None:
        found = self.lang.vague.at(self.keys, i)
        if found is None:
            return None
        (low, high), end = found
        base, many = Decimal(1), low >= _TENS  # dozens of: needs no scale
        while (scale := self.lang.scales.at(self.keys, end)) is not None and scale[0] >= 10 and (many or base == 1):
            base, end = base * scale[0], scale[1]
            if self.key(end) == "of" and self.line.counts(end + 1):  # hundreds of millions of dollars
                end += 1
        if many and (not self.line.counts(end) or self._is_result(i)):
            return None
        if not many and (base == 1 or self.keys[i] in _NOT_VAGUE):
            return None
        interval = Interval(low * base, high * base, True, False)
        told = 2 if high < 5 else low  # a couple of hundred: two hundred or so
        return self._take(finish(self.line, self.quantities, i, i, Read(Written(base * told, base, False), end), "vague", interval))

    def _multiple(self, i: int, floor: int) -> int | None:
        """Read gấp đôi, twice, doubled as so many times; gấp ba lần tells its number itself."""
        found = self.lang.multiples.at(self.keys, i)
        after = self.lang.units.at(self.keys, found[1]) if found is not None else None
        if found is None or (after is not None and after[0].dimension == "times") or self.key(found[1]) in self.lang.scales:
            return None
        hedge, start = hedge_before(self.line, i, floor)
        times = Read(Written(found[0], Decimal(1) if found[0] >= 2 else TENTH, found[0] < 2), found[1])
        return self._take(finish(self.line, self.quantities, start, i, times, hedge, None, self.lang.times))

    def _bare_scale(self, i: int, floor: int) -> int | None:
        """Read a scale word that only a hedge stands before: hơn chục người, gần trăm năm, gần nghìn tỷ đồng."""
        found = self.lang.scales.at(self.keys, i)
        hedge, start = hedge_before(self.line, i, floor)
        if found is None or hedge not in ("over", "almost", "about") or found[0] < _TENS or len(self.keys[i]) <= _LETTERS:
            return None
        scale, end = found
        if self.lang.units.at(self.keys, end) is None and self.key(end) not in self.lang.nouns:
            return None  # hơn triệu chứng, trên tỷ lệ
        interval = Interval(scale, 2 * scale, True, False) if hedge == "over" else None
        return self._take(
            finish(self.line, self.quantities, start, i, Read(Written(scale, scale, False), end, scaled=True), hedge, interval)
        )

    def _is_result(self, i: int) -> bool:
        """Return whether scores at token i are results: test scores of students."""
        return self.keys[i] == "scores" and self.key(i - 1) in _SCORED

    def _rank(self, i: int) -> int | None:
        """Read lần thứ 17, lần thứ XVIII, hạng 3, top 10 as a rank."""
        found = self.lang.rank_words.at(self.keys, i)
        if found is None:
            return None
        at = found[1]
        word = self.key(at)
        if self.lang.code == "en" and self.keys[i] in _RANKED and self.line.digit(at) and noun_at(self.line, at + 1)[0] is not NONE:
            return None  # ranked 149 countries
        value = int(word) if self.line.digit(at) and word.isdecimal() and len(word) <= _MOST_RANK else None
        if value is None and self.t.word(at).isupper() and word not in _CLASSES and not (self.key(at + 1) == "-" and self.t.glued(at + 1)):
            value = _roman(word)
        if value is None and (at - i > 1 or self.lang.code == "en") and (spelled_out := self.lang.word_number(self.keys, at)) is not None:
            return self._add_rank(i, at, spelled_out[2] - 1, spelled_out[2], spelled_out[0])  # lần thứ mười bảy, but thứ hai is Monday
        if value is None and at - i > 1 and word == FOURTH and self.key(at - 1) == _NTH:
            value = 4  # xếp thứ tư; thứ tư alone is Wednesday
        return self._add_rank(i, at, at, at + 1, Decimal(value)) if value else None

    def _add_rank(self, start: int, first: int, last: int, end: int, value: Decimal) -> int:
        """Add the rank that stands from token `start` to `end`, its number from `first` to `last`; return the index after it."""
        span = Span(self.t.starts[start], self.t.ends[end - 1])
        at = Span(self.t.starts[first], self.t.ends[last])
        self.quantities.append(Quantity(span, at, value, Interval(value, value), NONE, kind="rank"))
        return end


_NTH = "thứ"
_ORDINALS = {"st", "nd", "rd", "th"}
