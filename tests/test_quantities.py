"""Reading quantities: value, unit, kind and interval of labelled texts in both languages."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quantity_cases import Case, cases

from factcheck.extract import read, read_quantity
from factcheck.model import Interval, Quantity
from factcheck.units import alike

TABLES = {lang: cases(f"quantities_{lang}.txt") for lang in ("vi", "en")}
ROWS = [pytest.param(lang, case, id=f"{lang}-{case.line}") for lang, rows in TABLES.items() for case in rows]


def quantities(text: str, lang: str) -> list[Quantity]:
    return [found.quantity for found in read(text, lang).found]


def kind(quantity: Quantity) -> str:
    if quantity.negated:
        return "not"
    if quantity.kind == "change":
        return "+" if quantity.direction > 0 else "-"
    return f"share/{quantity.whole}" if quantity.kind == "share" else quantity.kind


def ends(interval: Interval) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    low_in, high_in = interval.low is None or interval.low_in, interval.high is None or interval.high_in
    return interval.low, interval.high, low_in, high_in


@pytest.mark.parametrize(("lang", "case"), ROWS)
def test_a_text_holds_the_quantities_of_its_label(lang: str, case: Case) -> None:
    got = quantities(case.text, lang)
    assert [(q.value, q.unit.symbol, kind(q)) for q in got] == [(e.value, e.unit, e.kind) for e in case.expected], case.text
    for quantity, expected in zip(got, case.expected, strict=True):
        if expected.interval is not None:
            assert ends(quantity.interval) == ends(expected.interval), case.text


@pytest.mark.parametrize(("lang", "case"), ROWS)
def test_decomposed_letters_read_like_composed_ones(lang: str, case: Case) -> None:
    apart = unicodedata.normalize("NFD", case.text)
    assert [(q.value, q.unit) for q in quantities(apart, lang)] == [(q.value, q.unit) for q in quantities(case.text, lang)]


# Where a sentence may stand and what may stand behind it: nothing of it says anything about the numbers in it.
SETTINGS = ["{}.", "{}!", "{}…", "({})", "“{}”", '"{}"', "(SN) - {}", "SN: {}", "• {}", "**{}**", "{}, (SN).", "{} – (SN)"]


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize("setting", SETTINGS)
def test_a_sentence_in_quotes_in_brackets_behind_a_colon_or_a_dash_tells_the_same_numbers(lang: str, setting: str) -> None:
    texts = [case.text.rstrip(".!?") for case in TABLES[lang] if case.text[0] not in "-–"]  # a dash alone may be a minus or a bullet
    wrong = []
    for text in texts:
        alone, inside = (quantities(told, lang) for told in (text, setting.format(text)))
        if [(q.value, q.unit, q.interval, q.kind) for q in alone] != [(q.value, q.unit, q.interval, q.kind) for q in inside]:
            wrong.append(text)
    assert wrong == []


def test_capitals_tell_the_same_numbers() -> None:
    pairs = [
        ("vi", "Có 47/88 xã đạt chuẩn"),
        ("vi", "Mỗi năm 2000 người đến"),
        ("vi", "Doanh thu tăng 2x trong năm"),
        ("en", "It won a $48.2 million contract"),
        ("en", "A 100-foot wall fell"),
        ("en", "It pays $15/hour"),
        ("en", "It hired 2000 people"),
    ]
    for lang, text in pairs:
        assert [(q.value, q.unit) for q in quantities(text.upper(), lang)] == [(q.value, q.unit) for q in quantities(text, lang)] != []


# What a file may hold between and inside the digits, and the words that the span must quote.
TYPOGRAPHY = [
    ("no-break space", "Đạt 234,58\u00a0tỷ\u00a0USD.", "234,58\u00a0tỷ\u00a0USD", 234580000000),
    ("thin space groups", "Thu 1\u2009234\u2009567 đồng.", "1\u2009234\u2009567 đồng", 1234567),
    ("narrow no-break space groups", "Thu 12\u202f500 đồng.", "12\u202f500 đồng", 12500),
    ("soft hyphen in a number", "Thu 12\u00ad.500 đồng.", "12\u00ad.500 đồng", 12500),
    ("soft hyphen in a word", "Có 5 doanh\u00ad nghiệp.", "5 doanh\u00ad nghiệp", 5),
    ("zero-width space", "Có 5\u200b triệu đồng.", "5\u200b triệu đồng", 5000000),
    ("full-width digits", "Có ２０２ người.", "２０２ người", 202),
    ("full-width separators", "Đạt １２，５ triệu đồng.", "１２，５ triệu đồng", 12500000),
    ("en dash in a range", "Có 5–6 người.", "5–6 người", 5),
    ("minus sign", "Lạnh −5 °C.", "−5 °C", -5),
    ("dash in letters", "Đạt 5 triệu đô‑la.", "5 triệu đô‑la", 5000000),
    ("two spaces", "Đạt  5  triệu  đồng.", "5  triệu  đồng", 5000000),
    ("broken line", "Đạt 5\ntriệu đồng.", "5\ntriệu đồng", 5000000),
    ("decomposed", unicodedata.normalize("NFD", "Có năm mươi doanh nghiệp."), unicodedata.normalize("NFD", "năm mươi doanh nghiệp"), 50),
    ("carriage return", "Mục một\r\nĐạt 5 tỷ đồng.", "5 tỷ đồng", 5000000000),
]


@pytest.mark.parametrize(("text", "quoted", "value"), [row[1:] for row in TYPOGRAPHY], ids=[row[0] for row in TYPOGRAPHY])
def test_the_span_quotes_what_was_read_as_it_stands_in_the_file(text: str, quoted: str, value: int) -> None:
    (quantity,) = quantities(text, "vi")
    assert (quantity.span.of(text), quantity.value) == (quoted, Decimal(value))


BOTH_WAYS = [
    ("Xuất khẩu đạt 3.334 tỷ USD, nhập khẩu 2,5 tỷ USD.", 3334000000000, None),
    ("Xuất khẩu đạt 3.334 tỷ USD và 5.75 tỷ USD, 2,5 tỷ USD.", 3334000000000, 3334000000),
    ("Có 3.334 doanh nghiệp và 5.75 tỷ đồng, 2,5 tỷ đồng.", 3334, None),
]


@pytest.mark.parametrize(("text", "value", "other"), BOTH_WAYS)
def test_a_number_keeps_both_readings_where_the_document_writes_both_ways(text: str, value: int, other: int | None) -> None:
    quantity = quantities(text, "vi")[0]
    assert quantity.value == value
    assert (quantity.other is None) == (other is None)
    if other is not None and quantity.other is not None:
        assert quantity.other.holds(Decimal(other))


# two texts, and how alike the units of their first quantities are
PACES = [
    ("Bán 5 tấn mỗi năm", "Mỗi năm bán 5 tấn", 1.0),
    ("Bán 5 tấn/năm", "Bán 5 tấn một tháng", 1.0),
    ("Bán 5 tấn mỗi năm", "Bán 5 tấn", 0.6),
    ("Bán 5 tấn mỗi năm", "Bán 5 tấn mỗi ha", 0.0),
    ("Có thêm 5 xã mỗi năm", "Có thêm 5 xã", 0.6),
]


@pytest.mark.parametrize(("one", "other", "likeness"), PACES)
def test_a_pace_is_in_no_like_unit_with_a_total(one: str, other: str, likeness: float) -> None:
    units = [quantities(text, "vi")[0].unit for text in (one, other)]
    assert alike(*units) == likeness


def test_a_registry_value_is_one_quantity() -> None:
    quantity = read_quantity("3.334 doanh nghiệp", "vi")
    assert quantity is not None
    assert (quantity.value, quantity.unit.symbol) == (Decimal(3334), "doanh nghiệp")
    assert read_quantity("doanh nghiệp", "vi") is None


PIECES = (
    "5 12,5 3.334 1.234.567 20 1/3 3/5 -7 0,5 14/3 2025 nghìn triệu tỷ đồng USD % người xã ha hơn gần khoảng ít nhất từ đến tăng"
    " giảm còn hai ba năm mươi trăm linh rưỡi phần tư hàng chục vài lần thứ XVIII top ngày tháng quý II ( ) , . - – ± / ^ $ € km h"
    " tuổi không đạt one hundred half million"
).split(" ")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=12), st.sampled_from(["vi", "en"]), st.sampled_from([" ", "", "\u00a0", "\n"])
)
def test_any_row_of_words_and_numbers_reads_within_its_text(pieces: list[str], lang: str, gap: str) -> None:
    text = gap.join(pieces)
    reading = read(text, lang)
    last = 0
    for found in reading.found:
        quantity = found.quantity
        sentence = reading.sentences[found.sentence].span
        assert sentence.start <= quantity.span.start <= quantity.number.start < quantity.number.end <= quantity.span.end <= sentence.end
        assert last <= quantity.span.start
        last = quantity.span.end
        low, high = quantity.interval.low, quantity.interval.high
        assert low is None or low <= quantity.value
        assert high is None or quantity.value <= high
    apart = unicodedata.normalize("NFD", text)
    assert [f.quantity.value for f in read(apart, lang).found] == [f.quantity.value for f in reading.found]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=60), st.sampled_from(["vi", "en"]))
def test_any_text_can_be_read(text: str, lang: str) -> None:
    for found in read(text, lang).found:
        assert found.quantity.number.of(text)


@pytest.mark.parametrize("text", ["0^-1 người", "0^0", "1/0 số xã", "0/0", "1e999 đồng", "9" * 60 + " tỷ đồng", "1⁄0", "^2", "5 ^ - 3"])
def test_arithmetic_that_has_no_result_is_no_quantity_and_no_crash(text: str) -> None:
    for code in ("vi", "en"):
        assert all(found.quantity.value.is_finite() for found in read(text, code).found)
