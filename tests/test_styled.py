"""Styled text: broken between words into lines that fit, with nothing lost and every style where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from factcheck.report.styled import Styled, cut
from factcheck.report.text import cells

_STYLES = ("", "dim", "bold red", "cyan underline")
_TEXT = st.text("ab  é好\u0301-", max_size=12)
_PIECES = st.lists(st.tuples(_TEXT, st.sampled_from(_STYLES)), max_size=5)


def styled(pieces: list[tuple[str, str]]) -> Styled:
    """Return a text of the pieces."""
    text = Styled()
    for piece in pieces:
        text.append(*piece)
    return text


def letters(text: Styled) -> list[tuple[str, str]]:
    """Return each letter with its style, without the spaces at which lines may be broken."""
    return [(char, style) for piece, style in text.pieces for char in piece if char != " "]


@given(_PIECES, st.integers(2, 20))
def test_lines_fit_and_hold_every_letter_in_its_style(pieces: list[tuple[str, str]], room: int) -> None:
    text = styled(pieces)
    lines = text.wrapped(room)
    assert all(cells(line.plain) <= room for line in lines)
    assert [pair for line in lines for pair in letters(line)] == letters(text)


@given(st.lists(st.text("abcdé", min_size=1, max_size=8), max_size=12).map(" ".join), st.integers(8, 30))
def test_lines_are_broken_where_rich_breaks_them(text: str, room: int) -> None:
    from rich.console import Console

    theirs = [line.plain.rstrip() for line in Text(text).wrap(Console(width=200), room)]
    assert [line.plain for line in Styled(text).wrapped(room)] == (theirs or [""])


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abc", 3, "abc"),
        ("abc", 5, "abc  "),
        ("abcd", 3, "ab…"),
        ("你好吗", 5, "你好…"),
        ("你好吗", 4, "你 …"),
        ("", 2, "  "),
        ("ab", 1, "…"),
    ],
)
def test_a_text_is_cut_to_exactly_its_cells(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown
    assert cells(shown) == width


def test_styles_are_written_as_escape_codes_and_end_with_their_piece() -> None:
    assert Styled("a", "bold red").append("b").append("c", "underline cyan").ansi() == "\x1b[1;31ma\x1b[0mb\x1b[4;36mc\x1b[0m"
