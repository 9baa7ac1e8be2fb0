"""Places of a text as an editor counts them: lines from 0, and in each so many units of the encoding that was agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right

from factcheck.rows import NamedTuple

# What ends a line by the protocol, and nothing else: a form feed or a line separator is a character like any other.
_END = re.compile(r"\r\n|\n|\r")
_HALF = re.compile("[\ud800-\udfff]")
_MARK = "\ufeff"
_BYTES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Place(NamedTuple):
    """A line and a character as the protocol counts them."""

    line: int
    character: int


class Lines:
    """A text with the places of its offsets; a byte-order mark at its very start counts for places and not for offsets."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        self._codec, self._size = _BYTES[encoding]
        self._whole = whole(text)
        self._mark = int(self._whole.startswith(_MARK))
        self._starts = [0, *(end.end() for end in _END.finditer(self._whole))]

    @property
    def text(self) -> str:
        """Return the text that offsets index."""
        return self._whole[self._mark :]

    def place(self, offset: int) -> Place:
        """Return the place of an offset."""
        at = max(0, min(offset + self._mark, len(self._whole)))
        line = bisect_right(self._starts, at) - 1
        return Place(line, len(self._whole[self._starts[line] : at].encode(self._codec)) // self._size)

    def offset(self, line: int, character: int) -> int:
        """Return the offset of a place; the end of the line, or of the text, where the place lies behind it."""
        return max(0, self._at(line, character) - self._mark)

    def changed(self, start: Place, end: Place, text: str) -> str:
        """Return the whole text with what stands between two places written anew."""
        first, last = self._at(*start), self._at(*end)
        return self._whole[:first] + text + self._whole[max(first, last) :]

    def _at(self, line: int, character: int) -> int:
        if line >= len(self._starts):
            return len(self._whole)
        start = self._starts[max(line, 0)]
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._whole)
        row = self._whole[start:end].rstrip("\r\n")
        if row.isascii():
            return start + min(character, len(row))
        # A place inside a character is that of its beginning.
        head = row.encode(self._codec)[: character * self._size]
        return start + len(head.decode(self._codec, "ignore"))


def whole(text: str) -> str:
    """Return a text without halves of characters, which no encoding can write; each becomes one character of the same size."""
    return _HALF.sub("\ufffd", text)
