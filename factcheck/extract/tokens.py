"""Text → tokens: numbers, words and signs, each with its place and its folded form."""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.lang.base import INVISIBLE, fold

_GAPS = "\u00a0\u2007\u2009\u202f"  # no-break, figure, thin and narrow no-break space group digits
_MARKS = "\u0300-\u036f"
_TOKEN = re.compile(
    rf"(?P<number>\d{{1,3}}(?:[{_GAPS}]\d{{3}})+(?!\d)(?:[.,]\d+)?|(?<![\w.,])\d{{1,3}}(?:(?: \d{{3}}){{2,}}| 000)(?![\d])(?:[.,]\d+)?"
    rf"|(?<![\w.,])\.\d+|\d(?:[.,．，]?[{INVISIBLE}]*\d)*)"
    rf"|[^\W\d_](?:[^\W\d_]|[{_MARKS}{INVISIBLE}])*|[^\s{INVISIBLE}]"
)


class Tokens(NamedTuple):
    """The tokens of a stretch of text in parallel lists; `starts` and `ends` index the whole text."""

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]
    digits: list[bool]

    def glued(self, i: int) -> bool:
        """Return whether token i stands directly behind the one before it."""
        return 0 < i < len(self.keys) and self.ends[i - 1] == self.starts[i]

    def word(self, i: int) -> str:
        """Return token i as written, empty outside the list."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.keys) else ""

    def key(self, i: int) -> str:
        """Return token i folded, empty outside the list."""
        return self.keys[i] if 0 <= i < len(self.keys) else ""


def tokenize(text: str, start: int, end: int) -> Tokens:
    """Return the tokens of text[start:end]."""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    digits: list[bool] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        starts.append(match.start())
        ends.append(match.end())
        is_number = match.lastgroup == "number"
        digits.append(is_number)
        keys.append(word if is_number and word.isascii() else fold(word))
    return Tokens(text, keys, starts, ends, digits)
