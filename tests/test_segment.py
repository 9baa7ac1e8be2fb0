"""Sentences of a text as spans: paragraphs by lines, sentences by their end marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import lang
from factcheck.segment import sentences

# text, its sentences
TEXTS = [
    ("Có 5 người. Họ đã về.", ["Có 5 người.", "Họ đã về."]),
    ("Đạt 3.334 doanh nghiệp. Tăng 5,2%.", ["Đạt 3.334 doanh nghiệp.", "Tăng 5,2%."]),
    ("Thật ư? Đúng! Vậy… Thôi.", ["Thật ư?", "Đúng!", "Vậy…", "Thôi."]),
    ("Ông nói: “Tốt.” Rồi ông đi.", ["Ông nói: “Tốt.”", "Rồi ông đi."]),
    ("Ở TP. Hồ Chí Minh có 5 người.", ["Ở TP. Hồ Chí Minh có 5 người."]),
    ("PGS. TS. Nguyễn A đến.", ["PGS. TS. Nguyễn A đến."]),
    ("Tiêu đề\n\nCâu một. Câu hai.", ["Tiêu đề", "Câu một.", "Câu hai."]),
    ("Câu bị ngắt\nở giữa dòng. Câu sau.", ["Câu bị ngắt\nở giữa dòng.", "Câu sau."]),
    ("- Mục một\n- Mục hai", ["Mục một", "Mục hai"]),
    ("• Mục một\r\n• Mục hai", ["Mục một", "Mục hai"]),
    ("1. Thu ngân sách đạt 5 tỷ đồng.", ["1. Thu ngân sách đạt 5 tỷ đồng."]),
    ("-5 °C vào ban đêm.", ["-5 °C vào ban đêm."]),
    ("Tăng 5,2... Giảm 3%.", ["Tăng 5,2...", "Giảm 3%."]),
    ("(Dân trí) - Năm 2024 có 5 cầu. Hết.", ["Năm 2024 có 5 cầu.", "Hết."]),
    ("Tiêu đề\n\n(TTXVN) – Sáng nay, mưa.", ["Tiêu đề", "Sáng nay, mưa."]),
    ("(Lạng Sơn) - Năm 2024 có 5 xã.", ["(Lạng Sơn) - Năm 2024 có 5 xã."]),
    ("(5/3) - Mưa. (Ảnh) - Rừng.", ["(5/3) - Mưa.", "(Ảnh) - Rừng."]),
    ("", []),
    ("  \n\n ", []),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_a_text_falls_into_its_sentences(text: str, expected: list[str]) -> None:
    assert [s.span.of(text) for s in sentences(text, lang.get("vi"))] == expected


def test_english_titles_and_initials_end_no_sentence() -> None:
    text = "Mr. Smith met J. Doe of the U.S. Senate. He left."
    assert [s.span.of(text) for s in sentences(text, lang.get("en"))] == ["Mr. Smith met J. Doe of the U.S. Senate.", "He left."]


def test_a_short_line_without_an_end_mark_is_a_heading() -> None:
    text = "Kinh tế tăng trưởng\n\nThu ngân sách đạt 5 tỷ đồng."
    assert [s.heading for s in sentences(text, lang.get("vi"))] == [True, False]


def test_sentences_of_one_paragraph_share_its_number() -> None:
    text = "Một. Hai.\nBa."
    assert [s.block for s in sentences(text, lang.get("vi"))] == [0, 0, 1]


def test_what_stands_before_the_start_is_left_out() -> None:
    text = "---\ntitle: x\n---\nCó 5 người."
    assert [s.span.of(text) for s in sentences(text, lang.get("vi"), start=16)] == ["Có 5 người."]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="Aa đỗ.!?…,\n\r\t“”\"')-–5 ", max_size=80))
def test_sentences_lie_in_order_inside_the_text_and_lose_no_word(text: str) -> None:
    spans = [s.span for s in sentences(text, lang.get("vi"))]
    last = 0
    for span in spans:
        assert last <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        last = span.end
    kept = "".join(span.of(text) for span in spans)
    assert sorted(c for c in kept if c.isalnum()) == sorted(c for c in text if c.isalnum())


def test_a_stretch_without_an_end_mark_is_cut_at_a_gap_into_sentences_of_bearable_length() -> None:
    """Work on one sentence grows with its length; a table pasted as one line must not stop the run."""
    text = "năm 2025 đạt 12,5 tỷ đồng " * 1_000
    parts = [text[s.span.start : s.span.end] for s in sentences(text, lang.get("vi"))]
    assert max(map(len, parts)) <= 2_000
    assert " ".join(parts).split() == text.split()
    unbroken = "1" * 5_000
    assert "".join(unbroken[s.span.start : s.span.end] for s in sentences(unbroken, lang.get("vi"))) == unbroken
