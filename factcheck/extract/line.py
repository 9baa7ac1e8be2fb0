"""One sentence as it is read: its tokens with the language, and how the document writes numbers."""

from __future__ import annotations

from factcheck.extract.numbers import Written, digits
from factcheck.extract.tokens import Memo, Tokens
from factcheck.lang.base import OPENERS, Language

# Behind the last token, and by a negative index before the first: a look past an end finds nothing, and needs no test.
_NO_KEYS, _NO_DIGITS = [""] * 16, [False] * 16


class Line:
    """The tokens of a sentence; `mark` and `only` say how the document writes decimals.

    `key` returns token i folded, `digit` whether it is a number in digits; both take indices a little outside the sentence.
    """

    def __init__(self, tokens: Tokens, language: Language, mark: str, only: bool) -> None:
        self.t, self.keys, self.lang = tokens, tokens.keys, language
        self.mark, self.only = mark, only
        self._title: bool | None = None
        self.word, self.glued = tokens.word, tokens.glued
        self.key = (tokens.keys + _NO_KEYS).__getitem__
        self.digit = (tokens.digits + _NO_DIGITS).__getitem__

    def alpha(self, i: int) -> bool:
        """Return whether token i is a word."""
        return self.key(i)[:1].isalpha()

    def begins(self, i: int) -> bool:
        """Return whether token i opens the sentence, or what stands in quotes, in brackets, behind a colon or a dash."""
        return i == 0 or (i > 0 and self.keys[i - 1] in OPENERS and not (self.keys[i - 1] == "-" and self.glued(i)))

    def number(self, i: int) -> Written | None:
        """Return what the digits of token i mean, or None where they are no number."""
        return digits(self.word(i), self.mark, self.only) if self.digit(i) else None

    def counts(self, i: int) -> bool:
        """Return whether a word stands at token i that a number can count."""
        return self.alpha(i) and self.keys[i] not in self.lang.noun_stops

    @property
    def title_case(self) -> bool:
        """Return whether most words are capitalised, so that a capital marks no name."""
        if self._title is None:
            t = self.t
            chunks = t.text[t.starts[0] : t.ends[-1]].split(" ") if t.keys else []
            self._title = len(chunks) > 2 and sum(map(_CAPITALS.__getitem__, chunks)) > 0
        return self._title

    @property
    def is_upper(self) -> bool:
        """Return whether all is in capitals, so that they tell nothing."""
        t = self.t
        return bool(t.keys) and t.text[t.starts[0] : t.ends[-1]].isupper()


def _capital(chunk: str) -> int:
    first = next((c for c in chunk if c.isalpha()), "")
    return 0 if not first else 4 if first.isupper() else -6


_CAPITALS = Memo(_capital)  # weighs words so that the sum is above zero where more than 60 % begin with a capital
