"""What holds for every text that is read: its spans, its intervals, its scale words, and digits in whatever shape they are written."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_laws import rows, shipped, told_as_shipped
from verdict_cases import Case, cases, registry, source

from factcheck.extract import Reading, read, read_quantity
from factcheck.model import Interval, Quantity, replace
from factcheck.pipeline import check

LAW = settings(max_examples=200, deadline=None, derandomize=True)
LANGS = st.sampled_from(["vi", "en"])
SCALES = {
    "vi": {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9, "nghìn tỷ": 10**12},
    "en": {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12},
}
HEDGES = {
    "vi": ["", "hơn ", "gần ", "khoảng ", "ít nhất ", "tối đa "],
    "en": ["", "more than ", "nearly ", "about ", "at least ", "at most "],
}
NUMBERS = st.builds("".join, st.tuples(st.from_regex("[1-9][0-9]{0,2}", fullmatch=True), st.sampled_from(["", ",5", ".25", ",04"])))
# Every decimal digit that Unicode knows, by the zero of its row; each stands for the same number as its ASCII likeness.
ZEROS = [chr(code) for code in range(0x80, 0x20000) if unicodedata.category(chr(code)) == "Nd" and unicodedata.decimal(chr(code)) == 0]
# What is worth a number and is no decimal digit: superscript, circled, parenthesised, Roman, Chinese, counting rods, …
SHAPES = [
    chr(code)
    for code in range(0x80, 0x20000)
    if unicodedata.numeric(chr(code), None) is not None
    and unicodedata.category(chr(code)) != "Nd"
    and chr(code) not in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
]
# A digit with one of these on it or beside it is not the digit alone.
MARKS = ["\u0301", "\u0323", "\u0338", "\u20dd", "\u20e3", "\ufffd", "\x00", "\x1b", "\ue000", "\U0001ccf1", "\U000e0101"]
POINTS = ["٫", "٬", "·", "˙", "․", "‚", "・", "∙", "⋅"]


def told(reading: Reading) -> list[tuple[Decimal, Interval, str, str]]:
    """Return what was read, without where."""
    return [(q.value, q.interval, q.unit.symbol, q.kind) for q, _ in reading.found]


def the(text: str, lang: str) -> Quantity:
    """Return the one quantity of a text."""
    (found,) = read(text, lang).found
    return found.quantity


@LAW
@given(st.text(max_size=80), LANGS)
@example("9876543210123456789012345678999 đồng", "vi")
@example("0,00000000000000000000000000000000001 USD", "vi")
@example("2025-99999999999-01. 5 xã", "vi")
def test_the_value_of_any_text_lies_in_its_interval_and_its_words_in_the_text(text: str, lang: str) -> None:
    reading = read(text, lang)
    for mention in reading.mentions:
        quantity, sentence = mention.quantity, reading.sentences[mention.sentence].span
        assert sentence.start <= mention.clause.start <= quantity.number.start < quantity.number.end <= mention.clause.end <= sentence.end
        low, high = quantity.interval.low, quantity.interval.high
        assert low is None or low <= quantity.value
        assert high is None or quantity.value <= high


@LAW
@given(NUMBERS, st.sampled_from(["vi", "en"]), st.data())
def test_a_scale_word_scales_the_interval(number: str, lang: str, data: st.DataObject) -> None:
    hedge = data.draw(st.sampled_from(HEDGES[lang]))
    one, other = data.draw(st.permutations(list(SCALES[lang])))[:2]
    unit = "USD" if lang == "vi" else "dollars"
    first, second = (the(f"{hedge}{number} {scale} {unit}", lang) for scale in (one, other))
    factor = Decimal(SCALES[lang][other]) / SCALES[lang][one]
    assert (second.value, second.interval) == (first.value * factor, first.interval.scaled(factor))
    assert first.unit == second.unit


@pytest.mark.parametrize("zero", ZEROS, ids=lambda zero: unicodedata.name(zero, f"U+{ord(zero):04X}"))
def test_a_decimal_digit_of_any_script_is_the_number_it_is(zero: str) -> None:
    shape = {ord(digit): chr(ord(zero) + int(digit)) for digit in "0123456789"}
    for plain in ("Thu 198 tỷ đồng.", "Thu 1.985 tỷ đồng.", "Có 3/5 xã.", "Năm 2025, thu 12,5 tỷ đồng.", "Từ 5 đến 7 triệu người."):
        reading, shaped = read(plain, "vi"), read(plain.translate(shape), "vi")
        assert told(shaped) == told(reading)
        assert [time.period for time in shaped.times(0)] == [time.period for time in reading.times(0)]


@pytest.mark.parametrize("number", ["{0}7", "7{0}", "1{0}7", "7{0}{0}", "7\u200b{0}", "1.{0}85", "{0},5", "7⁄{0}"])
def test_a_number_with_a_digit_in_another_shape_is_not_read_by_halves(number: str) -> None:
    for shape in SHAPES:
        text = f"Thu {number.format(shape)} tỷ đồng."
        assert [q.number.of(text) for q, _ in read(text, "vi").found] == [], text


@pytest.mark.parametrize("mark", MARKS, ids=ascii)
def test_a_digit_that_bears_a_mark_or_stands_beside_what_is_lost_is_no_number(mark: str) -> None:
    for number in (f"19{mark}8", f"198{mark}", f"{mark}198"):
        for form in ("NFC", "NFD"):
            text = unicodedata.normalize(form, f"Thu {number} tỷ đồng.")
            assert read(text, "vi").found == [], ascii(text)


@pytest.mark.parametrize("point", POINTS)
def test_a_point_that_no_language_here_writes_numbers_with_makes_no_two_numbers(point: str) -> None:
    assert read(f"Thu 1{point}985 tỷ đồng.", "vi").found == []


@LAW
@given(st.from_regex("[0-9]{1,12}([.,][0-9]{1,12}){0,6}", fullmatch=True), LANGS)
def test_no_row_of_digits_and_points_is_read_by_halves(number: str, lang: str) -> None:
    text = f"({number})"
    for quantity, _ in read(text, lang).found:
        assert quantity.number.of(text) == text[1:-1]


@LAW
@given(st.sampled_from(sorted(SCALES["vi"])), NUMBERS, st.sampled_from(HEDGES["vi"]))
def test_a_value_of_a_registry_is_read_as_in_a_text(scale: str, number: str, hedge: str) -> None:
    words = f"{hedge}{number} {scale} đồng"
    alone, told_in = read_quantity(words, "vi"), the(f"Tổng thu đạt {words}.", "vi")
    assert alone is not None
    assert (alone.value, alone.interval, alone.unit) == (told_in.value, told_in.interval, told_in.unit)


@settings(max_examples=5, deadline=None, derandomize=True)
@given(st.data())
def test_the_names_of_sources_change_no_verdict(data: st.DataObject) -> None:
    known, sources = shipped()
    names = data.draw(st.permutations([f"{n}.txt" for n in range(len(sources))]))
    back = dict(zip(names, (text.name for text in sources), strict=True))
    renamed = check(known, [replace(text, name=name) for text, name in zip(sources, names, strict=True)])
    assert {(row[0], back[str(row[1])], *row[2:]) if len(row) > 2 else row for row in rows(renamed)} == told_as_shipped()


@LAW
@given(st.sampled_from([case for case in cases() if "2" in case.source]), st.sampled_from(ZEROS))
def test_digits_of_another_script_get_the_same_verdicts(case: Case, zero: str) -> None:
    head, mark, body = case.source.rpartition("---\n")
    shape = {ord(digit): chr(ord(zero) + int(digit)) for digit in "0123456789"}
    plain, shaped = source(case.source), source(f"{head}{mark}{body.translate(shape)}")
    one, other = (
        sorted(
            (f.verdict, f.reason) for f in check(registry(case.entry), [replace(text, lang=plain.lang)], case.hedges).results[0].findings
        )
        for text in (plain, shaped)
    )
    assert one == other


@pytest.mark.parametrize(
    "number",
    [
        "O,5",
        "O.5",
        "l00",
        "1O0",
        "5O",
        "1,5O",
        "5О",
        "1l5",
        "3.l00",
        "I0",
        "19\x1b[0m8",
        "1\x1b[31m.985",
        "1.\x1b[31m985",
        "1.985\x1b[0m.000",
        "1\x1b[0m 234",
        "1 \x1b[31m234\x1b[0m",
        "-\x1b[31m5",
        "$\x1b[31m5\x1b[0m",
        "5\x1b[0m%",
        "5\x1b[0mO",
        "\x1b[31m19\x1b[0m\x1b[32m8",
        "\x1b[31m5\u0323",
    ],
)
def test_a_number_with_a_letter_for_a_digit_or_a_colour_in_it_is_not_read_by_halves(number: str) -> None:
    for lang in ("vi", "en"):
        assert read(f"Thu {number} USD.", lang).found == [], ascii(number)


COLOURS = ["\x1b[31m{}", "{}\x1b[0m", "\x1b[1;31m{}\x1b[0m", "\x1b[31m\x1b[1m\u200b{}\x1b[0m", "(\x1b[1m{}\x1b[0m)"]


@pytest.mark.parametrize("written", COLOURS)
@pytest.mark.parametrize("number", ["198", "19,8", "1.234"])
def test_a_number_in_a_colour_of_its_own_is_read_as_without_it(written: str, number: str) -> None:
    for text in (f"Thu {written.format(number)} tỷ USD.", f"Thu {written.format(f'{number} tỷ')} USD.", written.format(f"{number} tỷ USD")):
        plain = re.sub("\x1b\\[[0-9;]*m", "", text)
        (told,), (meant,) = ([row.quantity for row in read(each, "vi").found] for each in (text, plain))
        assert (told.value, told.unit, told.interval) == (meant.value, meant.unit, meant.interval)
        assert number in told.span.of(text)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Đổ 5l xăng.", 5, "l"),
        ("Đổ 15l xăng.", 15, "l"),
        ("Khí O2 có 5 lít.", 5, "l"),
        ("Nhóm máu O, 5 người.", 5, "người"),
        ("Quý I, 5 dự án.", 5, "dự án"),
        ("Dài 5 ㎞.", 5, "km"),
        ("Rộng 5㎡.", 5, "m²"),
        ("Rộng 6 ㎢.", 6, "km²"),
        ("Nặng 5㎏.", 5, "kg"),
        ("Chứa 7ℓ nước.", 7, "l"),
        ("Nóng 37℃.", 37, "°C"),
        ("Nóng 99 ℉.", 99, "°F"),
    ],
)
def test_letters_that_stand_for_themselves_and_units_in_one_sign_are_read(text: str, value: int, unit: str) -> None:
    quantity = the(text, "vi")
    assert (quantity.value, quantity.unit.symbol) == (Decimal(value), unit)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_day_with_a_point_shows_no_decimal_mark_in_composed_or_decomposed_letters(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "Tỉnh phân bổ 1.000 tỷ đồng khắc phục hậu quả sau đợt mưa từ 16 đến 24.11.")
    (found, *_) = read(text, "vi").found
    assert (found.quantity.value, found.quantity.other) == (Decimal(10**12), None)
