"""A number in digits: what its separators mean in a language, and the interval that is read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import lang
from factcheck.extract.numbers import allowed, digits, hedged_step, style

# word, decimal mark, value, one unit of the last significant place
READINGS = [
    ("20", ",", "20", "1"),
    ("3.334", ",", "3334", "1"),
    ("3,334", ",", "3.334", "0.001"),
    ("3.334", ".", "3.334", "0.001"),
    ("3,334", ".", "3334", "1"),
    ("3.300", ",", "3300", "100"),
    ("1.234.567,89", ",", "1234567.89", "0.01"),
    ("1.234.567,89", ".", "1234567.89", "0.01"),
    ("1,234,567.89", ",", "1234567.89", "0.01"),
    ("1.234.567", ".", "1234567", "1"),
    ("12,34,567", ".", "1234567", "1"),
    ("234,58", ",", "234.58", "0.01"),
    ("234.58", ",", "234.58", "0.01"),
    ("0.500", ",", "0.500", "0.001"),
    ("2,0", ",", "2.0", "0.1"),
    (".08", ".", "0.08", "0.01"),
    ("500", ",", "500", "1"),
    ("5000", ",", "5000", "1000"),
    ("12\u00a0500", ",", "12500", "100"),
    ("1\u2009234\u2009567,5", ",", "1234567.5", "0.1"),
    ("２０", ",", "20", "1"),
    ("12\u00ad.500", ",", "12500", "100"),
]
NO_NUMBERS = ["1.2.3", "22,24,26", "192.168.1.2", "0912.345.678", "1" * 50]


@pytest.mark.parametrize(("word", "mark", "value", "step"), READINGS)
def test_separators_are_read_by_language_and_by_shape(word: str, mark: str, value: str, step: str) -> None:
    written = digits(word, mark)
    assert written is not None
    assert (written.value, written.step) == (Decimal(value), Decimal(step))


@pytest.mark.parametrize("word", NO_NUMBERS)
def test_other_runs_of_digits_are_no_number(word: str) -> None:
    assert digits(word, ",") is None


# what a text shows of its decimal mark, and whether it writes that one only; a day with a point before its month shows nothing
MARKS = [
    ("đạt 12,5%", (",", True)),
    ("đạt 12.5%", (".", True)),
    ("đạt 1.234.567 đồng", (",", True)),
    ("đạt 1,234,567 đồng", (".", True)),
    ("đạt 1.234,5 đồng", (",", True)),
    ("đạt 3.334 đồng", (",", True)),
    ("đạt 12,5% và 12.5%", (",", False)),
    ("không có số", (",", True)),
    ("khai mạc ngày 3.5, đón 12,5 triệu lượt khách", (",", True)),
    ("từ 28.4 đến 3.5 đón 12,5 triệu lượt khách", (",", True)),
    ("từ 28.4 đến 3.5 đón 20 vạn lượt khách", (",", True)),
    ("ngày 3.5 chỉ số đạt 4.6 điểm", (".", True)),
    ("ngày 3.5 chỉ số tăng từ 4.6 đến 5.1%", (".", True)),
]


@pytest.mark.parametrize(("text", "shown"), MARKS)
def test_a_document_shows_its_decimal_mark_but_not_by_its_days(text: str, shown: tuple[str, bool]) -> None:
    assert style(text, ",", lang.get("vi").dotted_dates) == shown


def test_a_document_that_writes_both_ways_leaves_both_readings() -> None:
    written = digits("3.334", ",", only=False)
    assert written is not None
    assert written.other is not None
    assert (written.value, written.other.value) == (Decimal(3334), Decimal("3.334"))


# value, step, hedge, low, high, closed ends
INTERVALS = [
    ("234.58", "0.01", "", True, "234.575", "234.585", True, False),
    ("3300", "100", "", False, "3250", "3350", True, False),
    ("2.0", "0.1", "", True, "1.95", "2.05", True, False),
    ("20", "1", "", False, "19.6", "20.4", True, True),
    ("7", "1", "", False, "6.86", "7.14", True, True),
    ("70", "1", "", False, "69.5", "70.5", True, False),
    ("3100", "100", "over", False, "3100", "3200", True, False),
    ("2", "1", "over", False, "2", "2.4", True, False),
    ("2000", "1000", "almost", False, "1800", "2000", False, False),
    ("24.2", "0.1", "about", True, "24.1", "24.3", True, True),
    ("5", "1", "at_least", False, "5", None, True, True),
    ("5", "1", "above", False, "5", None, False, True),
    ("5", "1", "at_most", False, None, "5", True, True),
    ("5", "1", "below", False, None, "5", True, False),
    ("-5", "1", "", False, "-5.1", "-4.9", True, True),
]


@pytest.mark.parametrize(("value", "step", "hedge", "decimals", "low", "high", "low_in", "high_in"), INTERVALS)
def test_what_is_written_decides_which_values_are_meant(
    value: str, step: str, hedge: str, decimals: bool, low: str | None, high: str | None, low_in: bool, high_in: bool
) -> None:
    interval = allowed(Decimal(value), Decimal(step), hedge, decimals)
    assert interval.low == (None if low is None else Decimal(low))
    assert interval.high == (None if high is None else Decimal(high))
    assert (interval.low_in or interval.low is None, interval.high_in or interval.high is None) == (low_in, high_in)


@pytest.mark.parametrize(
    ("value", "step", "decimals", "moved"),
    [
        ("200", "1", False, "100"),
        ("215", "1", False, "1"),
        ("3300", "100", False, "100"),
        ("2.50", "0.01", True, "0.01"),
        ("500e9", "1e9", False, "1e11"),
    ],
)
def test_a_hedge_takes_no_trailing_zero_as_significant(value: str, step: str, decimals: bool, moved: str) -> None:
    assert hedged_step(Decimal(value), Decimal(step), decimals) == Decimal(moved)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.sampled_from(["", "over", "almost", "about", "at_least", "at_most"]))
def test_a_value_lies_at_or_in_its_own_interval(value: Decimal, hedge: str) -> None:
    interval = allowed(value, Decimal("0.01"), hedge, True)
    assert interval.low is None or interval.low <= value
    assert interval.high is None or value <= interval.high


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_digits_mean_the_same_in_both_languages(value: int) -> None:
    for mark, grouped in ((",", f"{value:,}".replace(",", ".")), (".", f"{value:,}")):
        written = digits(grouped, mark)
        assert written is not None
        assert written.value == value
