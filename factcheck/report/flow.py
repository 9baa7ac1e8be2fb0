"""Text in pieces of several styles, broken into lines of so many cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from factcheck.report.text import cells
from factcheck.rows import NamedTuple

NO_BREAK = "\xa0"


class Piece(NamedTuple):
    """A stretch of text on one line and its style, as the codes of a terminal (`1;31`), empty for none."""

    text: str
    style: str


def flowed(pieces: Iterable[Piece], width: int, color: bool, indent: str = "") -> list[str]:
    """Return pieces as lines broken at spaces, those after the first indented; without colour they hold no escape codes.

    A no-break space holds words together, and is shown as any other.
    """
    lines: list[list[Piece]] = [[]]
    room = width
    for word in _words(pieces):
        size = sum(cells(piece.text) for piece in word)
        last = lines[-1]
        if last and size + 1 > room:
            lines.append([])
            last, room = lines[-1], width - cells(indent)
        elif last:
            # A space inside a number is part of it, and one between two pieces of neither.
            last.append(Piece(" ", word[0].style if last[-1].style == word[0].style else ""))
            room -= 1
        last += word
        room -= size
    return [(indent if i else "") + _joined(line, color).replace(NO_BREAK, " ") for i, line in enumerate(lines)]


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield what stands between two spaces, in its pieces."""
    word: list[Piece] = []
    for text, style in pieces:
        first, *rest = text.split(" ")
        if first:
            word.append(Piece(first, style))
        for part in rest:
            if word:
                yield word
            word = [Piece(part, style)] if part else []
    if word:
        yield word


def _joined(line: Iterable[Piece], color: bool) -> str:
    """Return pieces as text, those of one style that stand together in one pair of codes."""
    runs = ((style, "".join(piece.text for piece in run)) for style, run in groupby(line, key=lambda piece: piece.style))
    return "".join(f"\x1b[{style}m{text}\x1b[0m" if color and style else text for style, text in runs)
