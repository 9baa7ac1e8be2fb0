"""Vietnamese times: ngày 14/3, tháng 6/2020, quý II/2025, 9 tháng đầu năm 2025, giai đoạn 2021-2025, 5 năm qua, 15h30."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from factcheck.lang import calendar
from factcheck.lang.base import Phrases, fold
from factcheck.lang.vi.numerals import DIGITS
from factcheck.model import Period

Found = tuple[Period | None, int] | None

_NUMBERS = DIGITS | {fold("mười"): 10, fold("mười một"): 11, fold("giêng"): 1, fold("chạp"): 12, fold("tư"): 4}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DAY_PARTS = frozenset(map(fold, ("hôm", "sáng", "trưa", "chiều", "tối", "đêm", "khuya")))
_DAY_WORDS = _DAY_PARTS | {fold("ngày"), fold("mùng"), fold("mồng")}
_BEFORE_DATE = frozenset(map(fold, ("từ", "đến", "tới", "và", "-", "trước", "sau", "hết", "vào", "ngày"))) | _DAY_PARTS
_SPAN_WORDS = frozenset(map(fold, ("đoạn", "kỳ", "khóa", "năm", "học", "chính", "vụ", "giải")))
_FISCAL = {(fold("tài"), fold("chính")), (fold("tài"), fold("khóa")), (fold("ngân"), fold("sách"))}
_SEVERAL, _VERY = fold("những"), fold("tiên")
_TO = {"-", fold("đến"), fold("tới"), "~"}
_YEAR, _MONTH, _QUARTER, _DAY = fold("năm"), fold("tháng"), fold("quý"), fold("ngày")
_ENDS_DATE = frozenset(("", ",", ".", ";", ")", _YEAR))
_EACH = frozenset(map(fold, ("mỗi", "hằng", "từng")))
_HOUR, _MINUTE = fold("giờ"), fold("phút")
_BEFORE_HOUR = frozenset(map(fold, ("lúc", "khoảng", "từ", "đến", "trước", "sau")))
_AFTER_HOUR = _DAY_WORDS | {_MINUTE}
_FIRST, _LAST, _HALF = fold("đầu"), fold("cuối"), fold("nửa")
_UNITS_OF_TIME = frozenset((_MONTH, _QUARTER, _YEAR, _DAY, fold("tuần"), _HOUR))
_AFTER_NUMBER = (
    _UNITS_OF_TIME | _TO | {"/", ".", ",", ":", "h", "g", fold("và")}
)  # without one of these, no date begins with a short number
_NTH = fold("thứ")
_WEEKDAYS = frozenset(map(fold, ("hai", "ba", "tư", "năm", "sáu", "bảy", "2", "3", "4", "5", "6", "7")))
_AFTER_WEEKDAY = frozenset(map(fold, ("(", "tuần", "ngày", "hằng", "hàng")))
_NEAR = frozenset(map(fold, ("nay", "qua", "mai", "trước", "này")))
_AFTER_DAY = _TO | frozenset(map(fold, (",", "và", "của", "này", "(")))
_OF, _AND = {fold("của"), fold("trong")}, fold("và")
# Before a day and month with a point between them, which a decimal would not follow: dịp lễ 30.4, Quốc khánh 2.9, từ 1.7.
_OCCASIONS = frozenset(map(fold, ("lễ", "khánh", "dịp", "giỗ")))  # dịp 2/9
HOLIDAYS = _OCCASIONS | {fold("nghỉ")}  # before two days with a dash between them, which are a holiday each: lễ 30/4 - 1/5
_BEFORE_DOTTED = _BEFORE_DATE | _OCCASIONS | {"("} - {fold("và")}
# What may be such a day in a whole text (Quốc khánh 2.9, 30.4 và 1.5) says nothing of how decimals are written, but for a unit behind it.
DOTTED = re.compile(
    r"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])"
    r"(?![\d.,]*\d|\s*(?:%|(?:triệu|trđ?|t[ỷỉ]|nghìn|ngàn|điểm|độ|lần|usd|đồng|đ|k?m[23²³]?|ha|kg)\b))",
    re.IGNORECASE,
)
_NO_DATE_AFTER = frozenset(map(fold, ("trở", "%", "điểm", "lên", "xuống", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "phần", "độ", "lần", "/")))
_NTH_OF_MOON, _NEW_YEAR = frozenset(map(fold, ("mùng", "mồng"))), fold("tết")
_MOST_RUN = 16  # words of a run of days
_DAY_JOINTS = _TO | {",", _AND}
AGO = Phrases(
    dict.fromkeys(("qua", "gần đây", "gần nhất", "vừa qua", "trở lại đây"), True)
)  # behind a length of time that reaches up to now
_RELATIVE = {
    (fold("năm"), "nay"): 0, (fold("năm"), fold("ngoái")): -1, (fold("năm"), fold("trước")): -1, (fold("năm"), fold("tới")): 1,
    (fold("năm"), "sau"): 1,
}  # fmt: skip
_ABOUT_NOW = {fold("trước"): -1, "này": 0, "nay": 0, fold("tới"): 1}  # tháng trước, quý này
_NOT_NEAR = frozenset(map(fold, ("vài", "mấy", "nhiều", "các", "những", "mỗi", "hằng", "hàng", "từng")))  # vài tháng trước
_THAT = frozenset(map(fold, ("đó", "đấy", "ấy", "khi", "nữa")))  # tháng trước đó
_FROM_TODAY = {"nay": 0, "qua": -1, "mai": 1}
_NOW = {(fold(a), fold(b)) for a, b in (("đến", "nay"), ("tới", "nay"), ("hiện", "nay"), ("hiện", "tại"), ("lúc", "này"))}
_TIME_TOO = frozenset((_YEAR, _MONTH, _QUARTER))  # năm is five and a year
WORDS = (
    {first for first, _ in _NOW}
    | _DAY_WORDS
    | {_YEAR, _MONTH, _QUARTER, _HALF, "t", "q", fold("giai"), fold("nhiệm"), fold("lúc"), fold("thứ")}
    | frozenset(_NUMBERS)
) - {fold("không")}


def _get(keys: Sequence[str], i: int) -> str:
    return keys[i] if 0 <= i < len(keys) else ""


def _int(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 4 else None


def _count(word: str) -> int | None:
    return _NUMBERS.get(word, _int(word))


def _nearest(d: int, m: int, today: date | None) -> Period | None:
    """Return day and month in the year that brings them nearest to the day of the text."""
    if today is None:
        return calendar.day(d, m, None)
    near = [p for y in (today.year - 1, today.year, today.year + 1) if (p := calendar.day(d, m, y)) is not None]
    return min(near, key=lambda p: calendar.distance(p.start, today), default=None)


def _ends_date(keys: Sequence[str], i: int) -> bool:
    """Return whether nothing stands at token i that a day and month without the word for a day could be a length of time before."""
    return _get(keys, i) in _ENDS_DATE or (_get(keys, i) == "/" and calendar.full_year(_get(keys, i + 1)) is not None)


def _date(keys: Sequence[str], i: int, today: date | None, sure: bool) -> Found:
    """Return the date whose day is token i: 14/3, 14-3-2025, 14.3.2025, 14 tháng 3 năm 2025."""
    word = _get(keys, i)
    if word.count(".") == 2 or word.count("-") == 2:
        parts = [_int(part) for part in word.split(".")]
        if len(parts) == 3 and None not in parts:
            d, m, y = (part or 0 for part in parts)
            return (calendar.day(d, m, y), i + 1) if y > 1800 and calendar.day(d, m, y) else None
    if word.count(".") == 1 and (sure or _is_dotted(keys, i)):
        d_or, m_or = map(_int, word.split("."))
        near = _nearest(d_or, m_or, today) if d_or and m_or else None
        return (near, i + 1) if near else None
    d_or = _int(word)
    if d_or is None:
        return None
    d = d_or
    if _get(keys, i + 1) == _MONTH and (m_or := _int(_get(keys, i + 2))) is not None and (sure or _ends_date(keys, i + 3)):
        y_at = i + 4 if _get(keys, i + 3) in (_YEAR, "/", "-", ",") else i + 3
        y_or = calendar.full_year(_get(keys, y_at))
        return (calendar.day(d, m_or, y_or), y_at + 1) if y_or else (_nearest(d, m_or, today), i + 3)
    mark = _get(keys, i + 1)
    if mark not in ("/", "-", "."):
        return None
    m_or = _int(_get(keys, i + 2))
    if m_or is None or not 1 <= m_or <= 12 or not 1 <= d <= 31:
        return None
    y_or = calendar.full_year(_get(keys, i + 4)) if _get(keys, i + 3) == mark else None
    if y_or:
        period = calendar.day(d, m_or, y_or)
        return (period, i + 5) if period else None
    if _get(keys, i + 3) == mark and _int(_get(keys, i + 4)) is not None:
        return None
    before = _get(keys, i - 1)
    if (
        sure
        or before in _BEFORE_DATE
        or before in _OCCASIONS
        or (mark == "/" and d > m_or and d > 3)
        or (before == "(" and _get(keys, i + 3) == ")" and (mark == "-" or _get(keys, i - 2) in _NEAR))
    ):
        period = _nearest(d, m_or, today)
        return (period, i + 3) if period else None
    return None


def _is_dotted(keys: Sequence[str], i: int) -> bool:
    """Return whether a number with one point is day and month by what stands around it."""
    after = _get(keys, i + 1)
    joined = _get(keys, i - 1) != "-" or "." not in _get(keys, i - 2) or _get(keys, i - 3) in _BEFORE_DOTTED
    return _get(keys, i - 1) in _BEFORE_DOTTED and joined and after not in _NO_DATE_AFTER and not after[:1].isdigit() and len(keys[i]) < 6


def _year_after(keys: Sequence[str], i: int, today: date | None) -> tuple[int | None, int]:
    """Return the year told from token i on (năm 2025, /2025, năm nay) and the index after it."""
    at = i
    if _get(keys, at) in ("/", "-", ","):
        at += 1
    if _get(keys, at) in _OF:
        at += 1
    if _get(keys, at) == _YEAR:
        at += 1
        if today and (shift := _RELATIVE.get((_YEAR, _get(keys, at)))) is not None:
            return today.year + shift, at + 1
    year = calendar.full_year(_get(keys, at))
    if year is not None:
        return year, at + 1
    return None, i


def _part_of_year(keys: Sequence[str], i: int, today: date | None) -> Found:
    """Return N months or quarters at an end of the year, or its half: 9 tháng đầu năm 2025, ba quý đầu năm, nửa đầu năm."""
    if _get(keys, i) == _HALF and _get(keys, i + 1) in (_FIRST, _LAST) and _get(keys, i + 2) == _YEAR:
        y, end = _year_after(keys, i + 2, today)
        first = _get(keys, i + 1) == _FIRST
        return calendar.months(1 if first else 7, 6 if first else 12, y), max(end, i + 3)
    n = _count(_get(keys, i))
    unit = _get(keys, i + 1)
    if n is None or unit not in (_MONTH, _QUARTER):
        return None
    size = 1 if unit == _MONTH else 3
    side = _get(keys, i + 2)
    if side in (_FIRST, _LAST) and _get(keys, i + 3) == _YEAR and 0 < n * size <= 12:
        y, end = _year_after(keys, i + 3, today)
        span = (1, n * size) if side == _FIRST else (13 - n * size, 12)
        return calendar.months(*span, y), max(end, i + 4)
    y, end = _year_after(keys, i + 2, today)
    if y and end > i + 2 and 1 < n * size <= 12 and side != "/":
        return calendar.months(1, n * size, y), end
    return None


def _months(keys: Sequence[str], i: int, first: int, today: date | None) -> Found:
    """Return the months from one that ends before token i to another: tháng 1 đến tháng 3/2025, tháng 1-3/2025."""
    again = _get(keys, i + 1) == _MONTH
    last = _int(_get(keys, i + 1 + again)) if _get(keys, i) in _TO else None
    if last is None or not first < last <= 12:
        return None
    y, end = _year_after(keys, i + 2 + again, today)
    return (calendar.months(first, last, y or calendar.year_of(last, today)), end) if y or again else None


def _ago(keys: Sequence[str], i: int, today: date | None) -> Found:
    """Return the years up to now: 5 năm qua, ba năm gần đây."""
    n = _count(_get(keys, i))
    if not n or _get(keys, i + 1) not in _UNITS_OF_TIME:
        return None
    ago = AGO.at(keys, i + 2)
    if ago is None:
        return None
    of_years = _get(keys, i + 1) == _YEAR and today is not None and 1 < n < 100
    return calendar.years(today.year - n, today.year) if today and of_years else None, ago[1]


def _clock(keys: Sequence[str], i: int) -> Found:
    """Return the end of a time of day: 15h30, 15:30:00, 15 giờ 30 phút (no period of its own)."""
    hour = _int(_get(keys, i))
    if hour is None or hour > 24:
        return None
    mark, minute = _get(keys, i + 1), _int(_get(keys, i + 2))
    if mark == ":" and minute is not None and len(keys[i + 2]) == 2 and minute < 60:
        end = i + 3
        if _get(keys, end) == ":" and _int(_get(keys, end + 1)) is not None:
            end += 2
        return None, end
    if mark == "h" or (mark == "g" and (minute is not None or _get(keys, i + 2) in _DAY_WORDS | {",", ")", _DAY})):
        return None, i + (3 if minute is not None and minute < 60 else 2)
    if mark == _HOUR:
        if minute is not None and minute < 60:
            return None, i + 3 + (_get(keys, i + 3) == _MINUTE)
        if _get(keys, i - 1) in _BEFORE_HOUR or _get(keys, i + 2) in _AFTER_HOUR:
            return None, i + 2
    return None


def _years(keys: Sequence[str], i: int, today: date | None) -> Found:
    """Return the year or span of years that begins with the four digits of token i."""
    first = calendar.full_year(_get(keys, i))
    if first is None:
        return None
    if _get(keys, i + 1) == "/" and (two := calendar.season(first, _get(keys, i + 2))) is not None and _get(keys, i + 3) != "/":
        return two, i + 3
    if _get(keys, i - 1) == _YEAR and _get(keys, i - 2) == _SEVERAL and (ten := calendar.decade(first)) is not None:
        return ten, i + 1  # những năm 1990
    if _get(keys, i + 1) in _TO:
        at = i + 2 + (_get(keys, i + 2) == _YEAR)
        last = calendar.full_year(_get(keys, at))
        if last and last > first and _get(keys, at + 1) not in ("/",):
            return calendar.years(first, last), at + 1
    if _get(keys, i - 1) == _YEAR and _get(keys, i - 2) in _EACH:
        return None
    if _get(keys, i - 1) in _SPAN_WORDS | {"(", "từ", "và", "/"} or _get(keys, i + 1) in (")",):
        return calendar.year(first), i + 1
    return None


def find_period(keys: Sequence[str], i: int, today: date | None) -> Found:
    """Return (period, end) for a time that begins at token i; the period is None where a time stands that has no fixed days."""
    word, after = keys[i], _get(keys, i + 1)
    if word[0].isdigit():
        short = len(word) < 3 and after not in _AFTER_NUMBER and after != _NEW_YEAR  # a number of something else, as most are
        return None if short else _from_digits(keys, i, after, today)
    if word in _NUMBERS and word not in _TIME_TOO:
        return _part_of_year(keys, i, today) or _ago(keys, i, today) if after in _UNITS_OF_TIME else None
    if word in _DAY_WORDS:
        at = i + 1
        shift: int | None = None
        while _get(keys, at) in _DAY_WORDS or (word in _DAY_PARTS and _get(keys, at) in _FROM_TODAY):
            shift = _FROM_TODAY.get(_get(keys, at), shift)
            at += 1
        open_at = at + (shift is not None and _get(keys, at) == "(")
        found = _days(keys, open_at, today) or _date(keys, open_at, today, sure=True)
        if found is None and word in _NTH_OF_MOON and _int(_get(keys, at)) is not None:
            return None, at + 1  # mùng 5
        if found is None and word == _DAY and (d := _int(_get(keys, at))) is not None and 1 <= d <= 31 and _get(keys, at + 1) in _AFTER_DAY:
            return None, at + 1  # ngày 24, 25 và 26/9
        if found is None and today and shift is not None:
            that = today + timedelta(days=shift)
            return calendar.day(that.day, that.month, that.year), at
        return found
    if word == _NTH:
        weekday = _get(keys, i + 1) in _WEEKDAYS and (_get(keys, i - 1) in _DAY_PARTS or _get(keys, i + 2) in _AFTER_WEEKDAY)
        return (None, i + 2) if weekday else None
    if (word, after) in _NOW:
        return None, i + 2
    if word in (_MONTH, _QUARTER) and after in _ABOUT_NOW:
        before = _get(keys, i - 1)
        if today is None or _count(before) is not None or before in _NOT_NEAR or _get(keys, i + 2) in _THAT:
            return None
        return (calendar.month_from if word == _MONTH else calendar.quarter_from)(today, _ABOUT_NOW[after]), i + 2
    if word in (_MONTH, "t"):
        month, point, dotted = _get(keys, i + 1).partition(".")
        if point and (y_dotted := calendar.full_year(dotted)) and (m_dotted := _int(month)):
            return calendar.months(m_dotted, m_dotted, y_dotted), i + 2  # tháng 7.2030
        m = _count(_get(keys, i + 1)) if word == _MONTH else _int(_get(keys, i + 1))
        if m is None or not 1 <= m <= 12:
            return None
        if (span := _months(keys, i + 2, m, today)) is not None:
            return span
        y, end = _year_after(keys, i + 2, today)
        if y is None and word == "t":
            return None
        return calendar.months(m, m, y or calendar.year_of(m, today)), end
    if word == _QUARTER and after in (_FIRST, _LAST):
        y, end = _year_after(keys, i + 2 + (_get(keys, i + 2) == _VERY), today)
        which = 1 if after == _FIRST else 4
        return (calendar.quarters(which, which, y), end) if y else None
    if word in (_QUARTER, "q"):
        n = _ROMAN.get(_get(keys, i + 1)) or _int(_get(keys, i + 1))
        if n is None or not 1 <= n <= 4:
            return None
        y, end = _year_after(keys, i + 2, today)
        if y is None and word == "q":
            return None
        return calendar.quarters(n, n, y or calendar.year_of(3 * n - 2, today)), end
    if word == _YEAR and (after, _get(keys, i + 2)) in _FISCAL:
        return _years(keys, i + 3, today) or (None, i + 3)
    if word == _YEAR and _get(keys, i - 1) not in _EACH:  # mỗi năm 2000 người
        if (shift := _RELATIVE.get((word, _get(keys, i + 1)))) is not None:
            return (calendar.year(today.year + shift) if today else None), i + 2
        if calendar.full_year(_get(keys, i + 1)) is not None:
            return _years(keys, i + 1, today)
        if (y := _int(_get(keys, i + 1))) is not None and 1000 <= y < 1800 and _get(keys, i + 2)[:1] not in ("%", "/"):
            return None, i + 2  # too old for news, but a year
    if word == _HALF:
        return _part_of_year(keys, i, today)
    if after in _UNITS_OF_TIME and word in _NUMBERS:
        return _part_of_year(keys, i, today) or _ago(keys, i, today)
    return None


def _from_digits(keys: Sequence[str], i: int, after: str, today: date | None) -> Found:
    """Return the time that begins with digits."""
    if after in _UNITS_OF_TIME and (found := _part_of_year(keys, i, today) or _ago(keys, i, today)):
        return found
    if after == _NEW_YEAR and len(keys[i]) <= 2:
        return None, i + 2  # 29 Tết
    if after == "-" and (that := calendar.iso_day(keys, i)) is not None:
        return that
    if not keys[i].isdigit():
        return _date(keys, i, today, sure=False) if "." in keys[i] else None  # 14.3.2025, but 3.334 and 7,5
    if after not in _AFTER_NUMBER and len(keys[i]) < 4:
        return None
    return _days(keys, i, today) or _clock(keys, i) or _years(keys, i, today) or _date(keys, i, today, sure=False) or _month_year(keys, i)


def _days(keys: Sequence[str], i: int, today: date | None) -> Found:
    """Return the end of a run of days of one month: 24 đến 26/9, 24-26/9, 24, 25 và 26/9, ngày 24 đến ngày 26/9."""
    first, at = _int(_get(keys, i)), i + 1
    while first is not None and 1 <= first <= 31 and _get(keys, at) in _DAY_JOINTS and at - i < _MOST_RUN:
        again = _get(keys, at + 1) == _DAY and _get(keys, i - 1) in _DAY_WORDS
        if (found := _date(keys, at + 1 + again, today, sure=again)) and found[0] is not None and found[0].start == found[0].end:
            last = found[0].start
            if first >= last.day:
                return None
            begin = calendar.day(first, last.month, last.year)
            if begin is None or _get(keys, i + 1) == "/":
                return None
            return Period(begin.start, last, f"{first}–{found[0].label}", found[0].year_known), found[1]
        first, at = _int(_get(keys, at + 1)), at + 2
    return None


def _month_year(keys: Sequence[str], i: int) -> Found:
    """Return the month of 8/2025."""
    m, y = _int(_get(keys, i)), calendar.full_year(_get(keys, i + 2))
    if m and y and _get(keys, i + 1) == "/" and m <= 12 and _get(keys, i - 1) != "/":
        return calendar.months(m, m, y), i + 3
    return None
