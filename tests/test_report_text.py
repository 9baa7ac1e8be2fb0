"""Text made safe to print, its width, and numbers as one reads them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.report.text import cells, difference, number, percent, squeezed, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tổng kim ngạch 234,58 tỷ USD “đạt” – 漢字 🙂", "Tổng kim ngạch 234,58 tỷ USD “đạt” – 漢字 🙂"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b2J", "\\x9b2J"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("bell\x07 back\x08 nul\x00 del\x7f", "bell\\x07 back\\x08 nul\\x00 del\\x7f"),
        ("two\nlines\r\tone", "two\\x0alines\\x0d\\x09one"),
        ("line\u2028separator", "line\\u2028separator"),
        ("half \udcff pair", "half \\udcff pair"),
        ("tag \U000e0041", "tag \\U000e0041"),
        ("so\xadft zero\u200bwidth", "soft zerowidth"),
        ("non\xa0breaking", "non breaking"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible(text).isprintable()


def test_a_quote_is_squeezed_onto_one_line() -> None:
    assert squeezed(" một\n   câu\u2009dài \x1b") == " một câu dài \\x1b"


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("tỷ", 2), ("ty\u0309", 2), ("漢字", 4), ("ＡＢ", 4), ("", 0)])
def test_width_counts_cells_not_code_points(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("-234", "−234"),
        ("1234567", "1,234,567"),
        ("3334.00", "3,334"),
        ("12.345", "12.35"),
        ("0.64", "0.64"),
        ("0.012345", "0.0123"),
        ("-0.00001", "−0.00001"),
        ("1E+3", "1,000"),
    ],
)
def test_a_number_is_grouped_and_short(value: str, shown: str) -> None:
    assert number(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("-36580000000", "USD", "−36.58 billion USD"),
        ("1500000", "VND", "+1.5 million VND"),
        ("2E+12", "VND", "+2 trillion VND"),
        ("-234", "doanh nghiệp", "−234 doanh nghiệp"),
        ("-1.3", "%", "−1.3 points"),
        ("5", "", "+5"),
        ("5", "\x1b[1m", "+5 \\x1b[1m"),
    ],
)
def test_a_difference_is_signed_and_scaled(value: str, unit: str, shown: str) -> None:
    assert difference(Decimal(value), unit) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("-15.59382726575155597237616165", "−15.6 %"),
        ("-7.018596280743851", "−7.0 %"),
        ("47.05882352941176", "+47.1 %"),
        ("-0.043", "−0.04 %"),
        ("123456", "+123,456.0 %"),
        ("0", "+0.0 %"),
    ],
)
def test_a_percentage_has_one_decimal_or_its_first_digit(value: str, shown: str) -> None:
    assert percent(Decimal(value)) == shown
