"""Text in styles for a terminal: broken into lines by its cells, and written with escape codes.

A library would do the same; loading it and laying out one page with it takes as long as a run of the small kind does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.report.text import cells

_CODES = {"bold": 1, "dim": 2, "underline": 4, "red": 31, "green": 32, "yellow": 33, "magenta": 35, "cyan": 36}
_WORD = re.compile(r"\s*\S+\s*")


class Styled:
    """A text in pieces, each with its style: `bold red`, `dim`, or nothing."""

    __slots__ = ("pieces",)

    def __init__(self, text: str = "", style: str = "") -> None:
        self.pieces = [(text, style)] if text else []

    def append(self, text: str, style: str = "") -> Styled:
        """Add a piece, and return the whole."""
        if text:
            self.pieces.append((text, style))
        return self

    def extend(self, other: Styled) -> Styled:
        """Add the pieces of another, and return the whole."""
        self.pieces += other.pieces
        return self

    @property
    def plain(self) -> str:
        """Return the text without its styles."""
        return "".join([text for text, _ in self.pieces])

    def wrapped(self, room: int) -> list[Styled]:
        """Return the text in lines of at most so many cells, broken between words; a longer word is cut."""
        plain = self.plain
        if cells(plain) <= room:
            return [self]
        ends = [*_breaks(plain, room), len(plain)]
        return [self._part(start, len(plain[:end].rstrip())) for start, end in zip([0, *ends], ends, strict=False)]

    def ansi(self) -> str:
        """Return the text with the escape codes of its styles."""
        return "".join([f"{_escape(style)}{text}\x1b[0m" if style else text for text, style in self.pieces])

    def _part(self, start: int, end: int) -> Styled:
        part, at = Styled(), 0
        for text, style in self.pieces:
            part.append(text[max(0, start - at) : max(0, end - at)], style)
            at += len(text)
        return part


def cut(text: str, width: int) -> str:
    """Return the text in exactly so many cells, with an ellipsis where it is longer."""
    if (size := cells(text)) <= width:
        return text + " " * (width - size)
    room, end = width - 1, 0
    while end < len(text) and (left := room - cells(text[end])) >= 0:
        room, end = left, end + 1
    return f"{text[:end]}{' ' * room}…"


def _breaks(text: str, room: int) -> Iterator[int]:
    """Yield where each line but the first begins."""
    used = 0
    for found in _WORD.finditer(text):
        word, start = found[0].rstrip(), found.start()
        size = cells(word)
        if used + size > room:
            if used:
                yield start
            used = 0
            if size > room:  # no line holds it
                for i, char in enumerate(word):
                    if used + (size := cells(char)) > room and used:
                        yield start + i
                        used = 0
                    used += size
                used += cells(found[0][len(word) :])
                continue
        used += cells(found[0])


def _escape(style: str) -> str:
    return f"\x1b[{';'.join([str(code) for code in sorted([_CODES[word] for word in style.split()])])}m"
