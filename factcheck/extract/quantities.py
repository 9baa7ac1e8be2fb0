"""Tokens of a sentence → its quantities and the times it names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from factcheck.extract.numbers import Written, allowed, digits, hedged_step
from factcheck.extract.places import group_at
from factcheck.extract.tokens import Tokens
from factcheck.lang.base import Language
from factcheck.model import Interval, Period, Quantity, Span
from factcheck.units import NONE, PERCENT, Unit

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉½¼¾⅓⅔"
_PLAIN_SUFFIX = {"st", "nd", "rd", "th"}
_HUGE = Decimal(10) ** 30


class Time(NamedTuple):
    """A time that a sentence names, by its tokens; the period is None where it has no fixed days."""

    period: Period | None
    first: int
    end: int


class Read(NamedTuple):
    """What was read at a place: a number with its tokens, before unit and hedge."""

    written: Written
    end: int
    whole: Decimal | None = None
    words: bool = False
    scaled: bool = False


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
        self.t = tokens
        self.keys = tokens.keys
        self.lang = language
        self.mark, self.only, self.today = mark, only, today
        self.times: list[Time] = []
        self.quantities: list[Quantity] = []
        self.title_case = self._is_title()

    def _is_title(self) -> bool:
        words = [self.t.word(i) for i in range(len(self.keys)) if not self.t.digits[i] and self.t.word(i)[:1].isalpha()]
        return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.6 * len(words)

    def read(self) -> None:
        """Fill `quantities` and `times`, left to right."""
        i, n = 0, len(self.keys)
        numerals, period_words = self.lang.numerals, self.lang.period_words
        floor = 0
        while i < n:
            key = self.keys[i]
            is_digit = self.t.digits[i]
            if is_digit or key in period_words:
                found = self.lang.find_period(self.keys, i, self.today)
                if found is not None and not (is_digit and (self._is_share(i) or self._is_alone(i))):
                    self.times.append(Time(found[0], i, found[1]))
                    i = floor = found[1]
                    continue
            end = None
            if is_digit:
                group = group_at(self.t, i)
                end = group.end if group is not None and group.end - i > 3 else self._digits(i, floor)
            elif key in numerals:
                end = self._words(i, floor)
            elif self.lang.vague.at(self.keys, i) is not None:
                end = self._vague(i, floor)
            elif self.lang.rank_words.at(self.keys, i) is not None:
                end = self._rank(i)
            if end is None:
                i += 1
            else:
                i = floor = max(end, i + 1)

    # numbers

    def _is_alone(self, i: int) -> bool:
        """Return whether the text is a fraction and nothing else: then 9/4 is no day."""
        return i <= 1 and len(self.keys) == i + 3 and self.t.key(i + 1) == "/"

    def _is_share(self, i: int) -> bool:
        """Return whether 3/3 at token i is a share of what follows (3/3 xã), not a date."""
        return (
            self.t.key(i + 1) == "/"
            and self.t.digits[i + 2 : i + 3] == [True]
            and self.t.key(i + 3) in self.lang.nouns
            and self.t.key(i - 1) not in self.lang.period_words
            and len(self.t.key(i + 2)) < 4
        )

    def _is_code(self, i: int, end: int) -> bool:
        """Return whether the digits at token i are part of a name or code."""
        before, after = self.t.word(i - 1), self.t.word(end)
        glued_before, glued_after = self.t.glued(i), self.t.glued(end)
        if glued_before and before[-1:].isalpha() and self.lang.before_units.before(self.keys, i) is None:
            return True
        if glued_before and before and before in "-/_.:@#" and i >= 2 and self.t.glued(i - 1):
            far = self.t.word(i - 2)
            if far[-1:].isalpha() and not (before == "/" and self.lang.units.before(self.keys, i - 1)):
                return True
            if before in "/:" and self.t.digits[i - 2]:
                return True
        if glued_after and after:
            if after[0] in _SUPER:
                return True
            if after[:1].isalpha():
                known = self.lang.scales.at(self.keys, end) or self.lang.units.at(self.keys, end)
                if known is None and self.keys[end] == "e" and self._power(end + 1) is not None:
                    return False
                if known is None and self.keys[end] not in _PLAIN_SUFFIX and not (len(after) > 3 and self.lang.code == "vi"):
                    return True
                if self.t.glued(end + 1) and self.t.digits[end + 1 : end + 2] == [True] and self.keys[end] not in ("tr", "m", "km", "k"):
                    return True
                if after in ("G", "D", "K") and self.t.word(i).isdecimal() and len(self.t.word(i)) == 1:
                    return True
            if after in "-/" and self.t.glued(end + 1) and self.t.word(end + 1)[:1].isupper() and self.t.word(end + 1)[1:2].isupper():
                return True
            if after == ":" and self.t.glued(end + 1) and self.t.digits[end + 1 : end + 2] == [True]:
                return True
        word = self.t.word(i)
        if word[0] == "0" and word.isdecimal() and len(word) > 3:
            return True
        return self.lang.code_words.before(self.keys, i) is not None and not self._is_measured(end)

    def _is_measured(self, end: int) -> bool:
        """Return whether a percent sign, currency or scale word follows: then not even a code word makes a name of the number."""
        if self.lang.scales.at(self.keys, end):
            return True
        unit = self.lang.units.at(self.keys, end)
        return unit is not None and unit[0].dimension.startswith(("percent", "currency", "mass", "area", "point"))

    def _digits(self, i: int, floor: int) -> int | None:
        read = self._number(i)
        if read is None:
            return i + 1
        if self._is_code(i, i + 1):
            return self._skip_code(i)
        if self._is_list_marker(i):
            return i + 1
        return self._quantity(i, read, floor)

    def _skip_code(self, i: int) -> int:
        """Return the index after the whole code that token i is part of: 198-NQ/TU, 24703L202, H5N1."""
        end = i + 1
        while self.t.glued(end) and (self.t.word(end)[:1].isalnum() or self.t.word(end) in "-/_.:+"):
            end += 1
        return end

    def _is_list_marker(self, i: int) -> bool:
        return i == 0 and self.t.key(1) in (".", ")", "/") and self.t.glued(1) and self.t.word(0).isdecimal() and len(self.keys) > 3 and not self.t.glued(2)

    def _number(self, i: int) -> Read | None:
        """Return the number in digits at token i, with the fraction, power or scale behind it."""
        written = digits(self.t.word(i), self.mark, self.only)
        if written is None:
            return None
        end, whole = i + 1, None
        if self.t.key(end) == "/" and self.t.digits[end + 1 : end + 2] == [True] and (self.t.glued(end) == self.t.glued(end + 1)):
            below = digits(self.t.word(end + 1), self.mark)
            if below and below.value and not below.decimals and not written.decimals and self.t.key(end + 2) != "/":
                if self._counts(end + 2) and self.lang.units.at(self.keys, end + 2) is None and written.value <= below.value:
                    whole = below.value
                else:
                    written = Written(written.value / below.value, Decimal(0), True)
                return Read(written, end + 2, whole)
        if (
            self.t.digits[end : end + 1] == [True] and self.t.key(end + 1) == "/" and self.t.digits[end + 2 : end + 3] == [True]
            and not written.decimals and self.lang.code == "en"
        ):  # fmt: skip
            top, below = digits(self.t.word(end), self.mark), digits(self.t.word(end + 2), self.mark)
            if top and below and 0 < top.value < below.value:
                return Read(Written(written.value + top.value / below.value, 1 / below.value, True), end + 3)
        if self.lang.code == "en" and self.t.key(end) == "over" and self.t.digits[end + 1 :] == [True]:
            below = digits(self.t.word(end + 1), self.mark)
            if below and below.value:
                return Read(Written(written.value / below.value, Decimal(0), True), end + 2)
        if self.t.key(end) == "^" and (power := self._power(end + 1)) is not None:
            return Read(Written(Decimal(float(written.value) ** power[0]).normalize(), Decimal(0), True), power[1])
        if self.t.key(end) == "e" and self.t.glued(end) and (power := self._power(end + 1)) is not None and abs(power[0]) < 40:
            factor = Decimal(10) ** int(power[0])
            return Read(Written(written.value * factor, written.step * factor, written.decimals), power[1])
        return self._scaled(written, end)

    def _power(self, i: int) -> tuple[float, int] | None:
        sign = 1
        while self.t.key(i) in ("-", "+") and self.t.glued(i):
            sign, i = (-1 if self.t.key(i) == "-" else sign), i + 1
        if self.t.digits[i : i + 1] == [True] and self.t.glued(i) and len(self.t.word(i)) <= 3 and self.t.word(i).isdecimal():
            return sign * int(self.t.word(i)), i + 1
        return None

    def _counts(self, i: int) -> bool:
        word = self.t.word(i)
        return bool(word) and word[0].isalpha() and self.keys[i] not in self.lang.noun_stops

    def _scale_at(self, i: int) -> tuple[Decimal, int] | None:
        found = self.lang.scales.at(self.keys, i)
        if found is None:
            return None
        word = self.t.word(i)
        if len(word) == 1 or word.lower() in ("tr", "mm", "mil"):  # k, m, b, tr: letters that also name units
            behind = self.t.key(found[1])
            if self.lang.code == "en" and word in ("m", "g", "t", "mm", "b") and (word != "m" or self.lang.before_units.before(self.keys, i - 1) is None):
                money = self.lang.before_units.before(self.keys, i - 1) is not None or self.lang.before_units.at(self.keys, found[1]) is not None
                if not money and not (word == "b" and self.t.glued(i)):
                    return None
            if not self.t.glued(i) and word.isupper() is False and behind.isalpha() and self.lang.units.at(self.keys, found[1]) is None and len(word) == 1:
                return None
            if word == "T" and self.lang.before_units.before(self.keys, i - 1) is None:
                return None
        return found

    def _scaled(self, written: Written, end: int, words: bool = False) -> Read:
        """Return a number with its scale words and what they chain: 1 tỷ 2, 2 tỷ rưỡi, 3 triệu 500 nghìn, 1tr5."""
        if self.t.key(end) == "-" and self.lang.code == "en" and self.lang.scales.at(self.keys, end + 1) and len(self.t.key(end + 1)) > 2:
            end += 1
        found = self._scale_at(end)
        if found is None:
            return Read(written, end, words=words)
        scale, end = found
        again = self._scale_at(end) if scale >= 1000 else None
        if again is not None and len(self.t.key(end)) > 1 and scale * again[0] <= Decimal(10) ** 18:
            scale, end = scale * again[0], again[1]
        other = written.other and Written(written.other.value * scale, written.other.step * scale, written.other.decimals)
        total = Written(written.value * scale, written.step * scale, written.decimals, other, written.sure)
        if self.t.digits[end : end + 1] == [True] and scale >= 1000 and not written.decimals:
            tail_word = self.t.word(end)
            tail = digits(tail_word, self.mark)
            below = self._scale_at(end + 1)
            if tail and below and below[0] * tail.value < scale and not tail.other:
                step = tail.step * below[0]
                return Read(Written(total.value + tail.value * below[0], step, False), below[1], scaled=True)
            loose = not (self._counts(end + 1) and self.lang.units.at(self.keys, end + 1) is None) and self.t.key(end + 1) not in "%/-.,:"
            if tail and tail_word.isdecimal() and len(tail_word) <= 3 and self.lang.code == "vi" and (self.t.glued(end) or (loose and len(tail_word) == 1)):
                step = scale / Decimal(10) ** len(tail_word)
                return Read(Written(total.value + tail.value * step, step, False), end + 1, scaled=True)
        if self.lang.code == "vi" and self.t.key(end) in ("rưỡi", "rưởi"):
            return Read(Written(total.value + scale / 2, scale / 10, False), end + 1, scaled=True)
        return Read(total, end, words=words, scaled=True)

    def _words(self, i: int, floor: int) -> int | None:
        """Read a number in words at token i where it is one: followed by what it counts, of several words, or alone."""
        read = None
        start = i
        if i > floor and self.keys[i - 1] in ("a", "an") and self.lang.code == "en":
            read = self.lang.word_number(self.keys, i - 1)
            start = i - 1 if read is not None and read[2] > i else i
        if start == i:
            read = self.lang.word_number(self.keys, i)
        if read is None:
            return None
        value, step, end = read
        alone = end == len(self.keys) and start == 0
        if not alone and not self._words_mean_number(start, end, value, step):
            return None
        return self._quantity(start, self._scaled(Written(value, step, False), end, words=True), floor)

    def _words_mean_number(self, i: int, end: int, value: Decimal, step: Decimal) -> bool:
        after = self.t.key(end)
        counted = self.lang.units.at(self.keys, end) is not None or after in self.lang.nouns
        before = self.t.key(i - 1)
        if self.lang.code == "en":
            if end - i > 1 or value > 12:
                return True
            if value == 1:
                return after not in ("of", "another", "or", "in", "by", "could", "would", "can") and before not in ("no", "any", "some", "every", "each", "the", "this", "that", "which")
            return after not in ("of", "or", "more", "and") or self.lang.hedges.before(self.keys, i) is not None
        if end - i == 1:
            if value < 2 or self.keys[i] in ("tư", "mươi"):
                strict = self.lang.units.at(self.keys, end)
                return value == 1 and strict is not None and strict[0].dimension.split(":")[0] in ("mass", "area", "currency", "percent", "length") and after not in ("chỉ", "đồng", "m", "g", "cân")
            if self.keys[i] == "năm" and (not counted or before in _NOT_FIVE or after in ("học", "nay", "tháng", "sinh", "ngày", "đầu")):
                return False
            return counted
        if value < 100 and step == 1 and not {"mười", "mươi", "chục", "phẩy", "âm", "phần"} & set(self.keys[i:end]):
            return counted
        return True

    def _vague(self, i: int, floor: int) -> int | None:
        found = self.lang.vague.at(self.keys, i)
        assert found is not None
        (low, high), end = found
        scale = self.lang.scales.at(self.keys, end)
        if scale is None or scale[0] < 10:
            return None
        if self.keys[i] in ("nhiều", "cả", "some", "many") and scale[0] > 100 and self.lang.code == "en":
            return None
        base, end = scale
        step = Interval(low * base, high * base, True, False)
        return self._finish(i, i, Read(Written(base * low, base, False), end), "vague", step)

    def _rank(self, i: int) -> int | None:
        """Read lần thứ 17, lần thứ XVIII, hạng 3, top 10 as a rank."""
        found = self.lang.rank_words.at(self.keys, i)
        assert found is not None
        at = found[1]
        word = self.t.key(at)
        value = int(word) if self.t.digits[at : at + 1] == [True] and word.isdecimal() and len(word) <= 4 else None
        if value is None and self.t.word(at).isupper():
            value = _roman(word)
        if not value:
            return None
        amount = Decimal(value)
        span = Span(self.t.starts[i], self.t.ends[at])
        number = Span(self.t.starts[at], self.t.ends[at])
        self.quantities.append(Quantity(span, number, amount, Interval(amount, amount), NONE, kind="rank"))
        return at + 1

    # hedge, unit, range

    def _quantity(self, i: int, read: Read, floor: int) -> int:
        """Add the quantity whose number was read at token i, with its sign, hedge, currency, range and unit; return the index after it."""
        first, sign, money = i, 1, None
        if self.t.key(first - 1) in ("-", "+", "±") and first - 1 >= floor and self._is_sign(first - 1):
            sign = -1 if self.t.key(first - 1) == "-" else 1
            first -= 1
        ahead = self.lang.before_units.before(self.keys, first)
        if ahead is not None and ahead[1] >= floor and self._is_money(ahead[1], first):
            money, first = ahead
            if self.t.key(first - 1) == "-" and first - 1 >= floor and self._is_sign(first - 1):
                sign, first = -sign, first - 1
        elif self.t.key(first - 1) in ("âm", "minus", "negative", "trừ") and first - 1 >= floor:
            sign, first = -1, first - 1
        hedge, start = "", first
        before = self.lang.hedges.before(self.keys, first)
        if before is not None and before[1] >= floor and self.t.key(before[1] - 1) not in _NO_HEDGE:
            hedge, start = before
            further = self.lang.hedges.before(self.keys, start)
            if further is not None and further[1] >= floor and further[0] in ("about", "over", "at_least", "at_most", "from") and hedge:
                start = further[1]
                hedge = further[0] if further[0] in ("at_least", "at_most") else ("about" if "about" in (hedge, further[0]) else hedge)
        if sign < 0:
            written = read.written
            read = read._replace(written=Written(-written.value, written.step, written.decimals))
        if self.t.key(read.end) == "±" or (self.t.key(read.end) == "+" and self.t.key(read.end + 1) == "/"):
            at = read.end + (1 if self.t.key(read.end) == "±" else 4)
            reach = digits(self.t.word(at), self.mark) if self.t.digits[at : at + 1] == [True] else None
            if reach:
                value = read.written.value
                around = Interval(value - reach.value, value + reach.value)
                return self._finish(start, i, read._replace(end=at + 1), "about", around, money)
        span = self._range(i, start, read, hedge, money)
        if span is not None:
            interval, second, unit = span
            return self._finish(start, i, second, "range", interval, money or unit, low=read)
        return self._finish(start, i, read, hedge, None, money)

    def _is_sign(self, at: int) -> bool:
        """Return whether the dash at a token is a minus: glued to its number and not to what stands before."""
        after = self.t.glued(at + 1) or (at == 0 and len(self.keys) <= 4)
        return after and not (self.t.glued(at) and self.t.word(at - 1)[-1:].isalnum()) and not self.t.digits[at - 1 : at] == [True]

    def _is_money(self, first: int, number: int) -> bool:
        """Return whether the sign or code before a number is its currency: $5, VND 1000, Rs 20, but not a sentence that ends in USD 5."""
        word = self.t.word(first)
        if first > 0 and self.t.digits[first - 1] and not self.t.glued(number):
            return False  # "… 5 USD 7 …": the code belongs to the number before it
        return not word.isalpha() or not self.t.word(number - 1).isalpha() or word.isupper() or self.t.glued(number) or word.lower() in ("rs", "sen")

    def _range(self, i: int, start: int, first: Read, hedge: str, money: Unit | None) -> tuple[Interval, Read, Unit | None] | None:
        """Return a range that begins with a number: 5-6%, từ 8 đến 10 tỷ, between 5 and 6 million."""
        at = first.end
        unit_found = self.lang.units.at(self.keys, at)
        unit = None
        if unit_found is not None and self.t.key(unit_found[1]) in self.lang.range_words:
            unit, at = unit_found
        joint = self.t.key(at)
        if joint not in self.lang.range_words:
            return None
        begins = self.t.key(start - 1)
        if joint == "and" and begins != "between":
            return None
        if joint in ("to", "đến", "tới", "and") and hedge not in ("from", "") and begins != "between":
            return None
        if joint == "to" and begins == "from" and any(self.lang.directions.at(self.keys, k) for k in range(max(0, start - 8), start)):
            return None  # rose from 5 to 7: two levels
        at += 1
        if self.lang.before_units.at(self.keys, at) is not None and money is not None:
            at = self.lang.before_units.at(self.keys, at)[1]  # type: ignore[index]
        if joint in ("đến", "tới") and self.t.key(at) in ("hơn", "gần", "khoảng", "trên"):
            at += 1
        second = self._number(at) if self.t.digits[at : at + 1] == [True] else None
        if second is None and first.words and (words := self.lang.word_number(self.keys, at)) is not None:
            second = self._scaled(Written(words[0], words[1], False), words[2], words=True)
        if second is None or self._is_glued_code(second.end):
            return None
        low, high = first.written, second.written
        if unit is not None and self._unit(second.end)[0].dimension != unit.dimension:
            return None
        if second.scaled and not first.scaled and unit is None:
            scale = self._scale_of(second, at)
            low = Written(low.value * scale, low.step * scale, low.decimals)
        if not low.value < high.value or (joint == "-" and self.t.glued(i) and self.t.word(i - 1) not in "($€£¥~"):
            return None
        plain = joint == "-" and not second.scaled and unit is None and money is None
        if plain and not (self._counts(second.end) or self.lang.units.at(self.keys, second.end)):
            return None  # 3-1: a score, not a range
        return Interval(low.value, high.value), second._replace(written=high), unit

    def _is_glued_code(self, end: int) -> bool:
        return self.t.key(end) == "-" and self.t.glued(end) and self.t.glued(end + 1)

    def _scale_of(self, read: Read, at: int) -> Decimal:
        plain = digits(self.t.word(at), self.mark, self.only)
        return read.written.value / plain.value if plain and plain.value else Decimal(1)

    def _unit(self, i: int) -> tuple[Unit, int]:
        """Return the unit that begins at token i, a counted noun where no unit is known, and the index after it."""
        at = i
        if self.t.key(at) == "-" and self.t.glued(at) and self.t.glued(at + 1):
            at += 1  # 100-foot, 68-ounce
        elif self.t.key(at) in "([{<" and self.t.key(at):
            inside = self.lang.units.at(self.keys, at + 1)
            if inside is not None and self.t.key(inside[1]) in ")]}>" and self.t.key(inside[1]):
                return inside[0], inside[1] + 1
        found = self.lang.units.at(self.keys, at)
        if found is not None and not self._is_noun_after_all(at, found):
            unit, end = found
            return self._per(unit, end)
        if at > i and self.lang.code == "vi":
            at = i
        return self._noun(at)

    def _is_noun_after_all(self, at: int, found: tuple[Unit, int]) -> bool:
        """Return whether a unit's word begins a longer noun: năm học sinh, đồng chí, điểm trường, m of a name."""
        unit, end = found
        word = self.t.word(at)
        if self.lang.code == "vi":
            return (self.t.key(at), self.t.key(end)) in _NOT_UNITS or (unit.dimension == "degree" and self.t.key(end) == "tuổi")
        return len(word) == 1 and word.isalpha() and not self.t.glued(at) and unit.dimension.startswith(("temperature", "currency")) and self.t.key(at - 1) not in ("degrees", "degree", "deg") and len(self.keys) > 4

    def _per(self, unit: Unit, end: int) -> tuple[Unit, int]:
        if self.t.key(end) == "/" and end + 1 < len(self.keys):
            below = self.lang.units.at(self.keys, end + 1)
            if below is not None:
                return _ratio(unit, below[0]), below[1]
            if self._counts(end + 1):
                name, after = self._noun(end + 1)
                return _ratio(unit, name), after
        return unit, end

    def _noun(self, i: int) -> tuple[Unit, int]:
        """Return the counted noun at token i: up to three words in Vietnamese, four in English, none where a name or a stop begins."""
        words: list[int] = []
        most = 3 if self.lang.code == "vi" else 4
        at = i
        while at < len(self.keys) and len(words) < most:
            word, key = self.t.word(at), self.keys[at]
            if not word[0].isalpha() or key in self.lang.noun_stops:
                break
            if word[0].isupper() and not self.title_case and not (word.isupper() and len(words) > 0):
                break
            if words and self.lang.code == "vi" and key in self.lang.numerals:
                break
            words.append(at)
            at += 1
            if self.t.key(at) == "-" and self.lang.code == "en" and self.t.glued(at):
                at += 1
        if not words:
            return NONE, i
        noun = tuple(self.lang.stem(self.keys[w]) for w in words)
        text = " ".join(self.keys[w] for w in words)
        concept = next((c[0] for w in words if (c := self.lang.glossary.at(self.keys, w)) is not None), "")
        end = words[-1] + 1
        unit = Unit("count", text, Decimal(1), noun + ((f"={concept}",) if concept else ()))
        if self.t.key(end) == "/" and self.lang.units.at(self.keys, end + 1) is not None:
            return self._per(unit, end)
        return unit, end

    def _finish(
        self, start: int, i: int, read: Read, hedge: str, interval: Interval | None, money: Unit | None = None, low: Read | None = None
    ) -> int:
        """Add the quantity with its unit and what follows it; return the index after it."""
        number_end = read.end
        unit, end = self._unit(read.end)
        if money is not None:
            if unit.dimension == money.dimension or unit.dimension.startswith("currency:"):
                money = unit
            elif unit.dimension:
                end = read.end
            unit = money
        written = read.written
        if unit.dimension.startswith("currency:") and unit.factor == 1 and self.t.digits[end : end + 1] == [True]:
            small = self.lang.units.at(self.keys, end + 1)
            cents = digits(self.t.word(end), self.mark)
            if small and cents and small[0].symbol in ("cent", "penny"):
                written = written._replace(value=written.value + cents.value * small[0].factor, step=small[0].factor)
                end = small[1]
        elif unit.symbol == "ft" and self.t.digits[end : end + 1] == [True] and self.lang.units.at(self.keys, end + 1):
            end = self.lang.units.at(self.keys, end + 1)[1]  # type: ignore[index]
        elif (
            unit.dimension.startswith("currency:")
            and unit.factor == 1
            and (more := self.lang.word_number(self.keys, end + (self.t.key(end) == "and")) if read.words else None)
        ):
            small = self.lang.units.at(self.keys, more[2])
            if small and small[0].symbol in ("cent", "penny"):
                written = written._replace(value=written.value + more[0] * small[0].factor, step=small[0].factor)
                end = small[1]
        if unit.dimension == "count" and end > read.end:
            marked_end = end
        else:
            marked_end = max(end, number_end)
        trail = self.lang.hedges_after.at(self.keys, marked_end)
        if trail is not None and hedge in ("", "from", "over", "about"):
            hedge, marked_end = trail[0], trail[1]
        direction = 0
        if hedge in ("from", "above_change", "below_change"):
            direction = {"above_change": 1, "below_change": -1}.get(hedge, 0)
            if direction:
                hedge = ""
            elif interval is None:
                hedge = ""
        if written.other is not None and unit.dimension == "count":
            written = _whole_reading(written)
        value, step = written.value, written.step
        if hedge and hedge != "vague":
            step = hedged_step(value, step)
        if interval is None:
            interval = allowed(value, step, hedge, written.decimals)
        if low is not None:
            value = interval.low if interval.low is not None else value
        other = None
        if written.other is not None and low is None:
            other = allowed(written.other.value, written.other.step, hedge, written.other.decimals)
        kind, turned = self._kind(start, marked_end, unit)
        if direction and unit.dimension:
            kind, turned = "change", direction
        if read.whole is not None and kind == "level":
            kind = "share"
        span = Span(self.t.starts[start], self.t.ends[min(marked_end, len(self.keys)) - 1])
        number = Span(self.t.starts[i], self.t.ends[number_end - 1])
        self.quantities.append(
            Quantity(span, number, value, interval, unit, hedge, kind, turned, self._negated(start), step, other, read.whole)
        )
        return marked_end

    # kind and negation, told by what stands before

    def _kind(self, start: int, end: int, unit: Unit) -> tuple[str, int]:
        """Return level or change with its direction, by the words before the number (and behind it: a 5 % rise)."""
        at, steps = start, 0
        while at > 0 and steps < 6:
            if self.keys[at - 1] in ",;:.()" and self.keys[at - 1]:
                break
            if (turned := self.lang.directions.before(self.keys, at)) is not None:
                if self.t.key(at) == "-":
                    break
                return "change", turned[0]
            if self.lang.levels.before(self.keys, at) is not None and self.keys[at - 1] not in ("bình", "thêm"):
                break
            if self.keys[at - 1] not in _FILL:
                break
            at, steps = at - 1, steps + 1
        if self.lang.code == "en":
            after = self.lang.directions.at(self.keys, end)
            if after is not None and self.keys[end] in _CHANGE_NOUNS:
                return "change", after[0]
            if self.t.key(end) in _COMPARED and self.t.key(end + 1) == "than":
                return "change", _COMPARED[self.keys[end]]
        if unit is PERCENT and self._growth_before(start):
            return "change", 1
        return "level", 0

    def _growth_before(self, start: int) -> bool:
        """Return whether the number tells a rate of growth: tốc độ tăng trưởng … đạt 7,1 %."""
        for at in range(max(0, start - 30), start):
            found = self.lang.glossary.at(self.keys, at)
            if found is not None and found[0] == "growth" and not set(self.keys[at:start]) & _CLAUSE_ENDS:
                return not any(self.t.digits[at:start]) or all(self.t.word(j).isdecimal() and len(self.t.word(j)) == 4 for j in range(at, start) if self.t.digits[j])
        return False

    def _negated(self, start: int) -> bool:
        at = start
        for _ in range(3):
            if self.lang.negations.before(self.keys, at) is not None:
                return self.t.key(at - 1) not in ("no",) or True
            if at > 0 and (self.lang.statuses.before(self.keys, at) is not None or self.keys[at - 1] in _NEGATED_VERBS):
                at -= 1
            else:
                return False
        return False


_NOT_FIVE = frozenset("trong mỗi hằng hàng các nhiều cuối đầu cả theo từng qua một hai ba bốn sáu bảy tám chín mươi những giữa số của và sau suốt".split())
_NOT_UNITS = frozenset(
    (a, b)
    for a, bs in {
        "năm": ("học",), "đồng": ("chí", "đội", "bào", "hồ", "minh", "nghiệp"), "điểm": ("trường", "đến", "bán", "cầu", "bầu", "du", "nóng", "thi", "tham", "dừng", "mỏ", "sạt", "trông", "cao", "cấp", "nghẽn", "đen", "tiêm"),
        "cân": ("đối",), "tiếng": ("việt", "anh", "nói", "súng", "nổ"), "ngày": ("công",), "độ": ("tuổi",), "chỉ": ("tiêu", "số", "huy", "thị"), "tạ": ("tay",),
        "giờ": ("học", "bay", "giảng"), "bảng": ("đấu",), "tuần": ("tra", "lộc"), "tháng": ("lương",), "yến": ("tiệc",), "lượng": ("khách",), "tệ": ("nạn",),
        "phút": ("bù",), "lần": ("lượt",),
    }.items()
    for b in bs
)  # fmt: skip
_FILL = frozenset(
    "bình quân trung thêm khoảng hơn gần tới đến hằng hàng năm mỗi ước tính nhẹ mạnh vọt thu so với cùng kỳ được khá cao nhanh by about around nearly almost over more than an a average of slightly"
    " another some sharply annually roughly just estimated the".split()
)
_CHANGE_NOUNS = frozenset("increase rise drop decline fall growth cut jump gain surge decrease higher lower slump plunge".split())
_COMPARED = {"more": 1, "higher": 1, "fewer": -1, "less": -1, "lower": -1}
_NO_HEDGE = frozenset("dựa nằm đặt ở đứng".split())
_CLAUSE_ENDS = frozenset(",;:")
_NEGATED_VERBS = frozenset("có là đạt phải reach exceed hit be been is was that as to any such".split())


def _ratio(unit: Unit, below: Unit) -> Unit:
    factor = unit.factor / below.factor if below.factor else unit.factor
    return Unit(f"{unit.dimension}/{below.dimension or below.symbol}", f"{unit.symbol}/{below.symbol}", factor, unit.noun)


def _whole_reading(written: Written) -> Written:
    """Return the reading without decimals: nobody counts 3.334 enterprises in parts."""
    if not written.decimals:
        return written._replace(other=None)
    return written.other._replace(other=None) if written.other is not None and not written.other.decimals else written

