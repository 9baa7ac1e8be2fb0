"""Text → tokens: numbers, words and signs, each with its place and its folded form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import accumulate, chain
from operator import sub
from typing import Any, Generic, TypeVar

from factcheck.extract.numbers import FRACTION_SIGNS
from factcheck.lang.base import INVISIBLE, fold
from factcheck.rows import NamedTuple

K = TypeVar("K")
T = TypeVar("T")

_GAPS = "\u00a0\u2007\u2009\u202f"  # no-break, figure, thin and narrow no-break space group digits
_MARKS = "\u0300-\u036f"
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"  # most words at once; the last but one alternative takes the other scripts
# What is written but not read, in a group of its own: colours of a terminal, and marks of Markdown: **bold**, _slanted_, [link](url).
_UNREAD = (
    r"(\x1b\[[0-?]*[ -/]*[@-~]|(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|(?<!\w)_{1,3}(?=[^\W_])|(?<=[^\W_])_{1,3}(?!\w)"
    r"|\[(?=[^\W\d_])|\]\([^\s()\[\]]+\))"
)
_WORD = re.compile(rf"[{_LATIN}]+(?:[{_MARKS}{INVISIBLE}]|[^\W\d_])*|[^\W\d_](?:[^\W\d_]|[{_MARKS}{INVISIBLE}])*")
_TOKEN = re.compile(
    rf"[{_LATIN}]+(?:[{_MARKS}{INVISIBLE}]|[^\W\d_])*|{_UNREAD}"
    rf"|\d{{1,3}}(?:[{_GAPS}]\d{{3}})+(?!\d)(?:[.,]\d+)?|(?<![\w.,])\d{{1,3}}(?:(?: \d{{3}}){{2,}}| 000)(?!\d)(?:[.,]\d+)?"
    rf"|\d(?:[{INVISIBLE}]*(?:[.,．，][{INVISIBLE}]*)?\d)*|(?<![\w.,])\.\d+"
    rf"|[^\W\d_](?:[^\W\d_]|[{_MARKS}{INVISIBLE}])*|[^\s{INVISIBLE}]"
)
_SPACED = re.compile(r"[0-9] [0-9]{3}(?![0-9])")  # 1 234 567: one number over several chunks
# What beside a digit is a part of the number that is not read: digits in other shapes (⁵ ⑤ Ⅴ 五), marks set on a digit, controls, what is
# no letter of any script yet, and the sign of a letter that was lost; and points that no language here writes numbers with.
_PARTS = frozenset(("Mn", "Me", "Cc", "Cf", "Cn", "Co"))
_LOST = "\ufffc\ufffd"
_POINTS = "٫٬·˙․‚・･⸱•∙⋅‧、。"
# Letters that are taken for a nought or a one; behind a number the second are litres, unless a digit follows.
_NOUGHTS, _ONES = "OoОоΟο", "lIІӏ"
_LOOK_ALIKE = frozenset(_NOUGHTS + _ONES)
_ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")  # a colour of a terminal, or another of its commands
_LONGEST_ESCAPE = 20
_OPENERS, _CLOSERS = "([\"'“‘«", ")].,;:!?\"'”’»"
_SEPARATORS = {"．": ".", "，": ","}
_MOST_KEPT = 50_000


class Tokens(NamedTuple):
    """The tokens of a stretch of text in parallel lists; `starts` and `ends` index the whole text.

    `digits` says which are numbers in digits: not those of which only a part could be read.
    """

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


class Memo(dict[K, T], Generic[K, T]):
    """What a function says of each word, remembered."""

    def __init__(self, function: Callable[[K], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: K) -> T:
        if len(self) > _MOST_KEPT:
            self.clear()
        value = self[word] = self._function(word)
        return value


def is_number(word: str) -> bool:
    """Return whether a token is a number in digits."""
    return word[0].isdecimal() or (word[0] == "." and len(word) > 1)


def _key(word: str) -> str:
    if not is_number(word):
        return fold(word)
    if word.isascii():
        return word
    # A year or an article's number is looked up by its digits, in whatever script they are written.
    return "".join(str(int(c)) if c.isdecimal() else _SEPARATORS.get(c, c) for c in fold(word))


def _is_torn(text: str, start: int, end: int) -> bool:
    """Return whether text[start:end] is a part of a number whose rest is in signs that are not read: 1①5, ⁵7, 1٬985."""
    return _tears(text, start - 1, -1) or _tears(text, end, 1)


def _beyond(text: str, at: int, step: int) -> tuple[int, bool]:
    """Return where the next sign is that is seen, and whether commands of a terminal were passed on the way."""
    escaped = False
    while 0 <= at < len(text):
        if text[at] in INVISIBLE:
            at += step
            continue
        begin = at if step > 0 else text.rfind("\x1b", max(0, at - _LONGEST_ESCAPE), at)
        match = _ESCAPE.match(text, begin) if begin >= 0 else None
        if match is None or (step < 0 and match.end() != at + 1):
            break
        at, escaped = (match.end() if step > 0 else begin - 1), True
    return at, escaped


def _tears(text: str, at: int, step: int) -> bool:
    at, escaped = _beyond(text, at, step)
    if not 0 <= at < len(text):
        return False
    sign, beyond = text[at], text[at + step : at + step + 1] if at + step >= 0 else ""
    if escaped:  # one in a colour of its own is whole only where no more of it can stand beyond the colour
        return beyond.isdecimal() or not (sign.isspace() or sign in (_OPENERS if step < 0 else _CLOSERS))
    if sign in ".," or sign.isspace():
        further, escaped = _beyond(text, at + step, step)
        if escaped and text[further : further + 1].isdecimal():
            return True
    if sign in _LOOK_ALIKE or (sign in ".," and beyond in _LOOK_ALIKE):
        return _is_mistaken(text, at, step)
    if " " <= sign < "\x7f" or sign == "⁄":
        return sign in ".,⁄" and beyond not in ("", *FRACTION_SIGNS) and not beyond.isascii() and _is_other_digit(beyond)
    if sign in _POINTS:
        return beyond.isdecimal()
    if step > 0 and sign in FRACTION_SIGNS:
        return False
    return sign in _LOST or _is_other_digit(sign) or (unicodedata.category(sign) in _PARTS and not sign.isspace())


def _is_mistaken(text: str, at: int, step: int) -> bool:
    """Return whether a letter beside a number, or beyond its separator, stands for a digit: O,5 and l00 and 1O0, but 37oC and 5l."""
    begin = at if text[at] in _LOOK_ALIKE else at + step
    end = begin
    while 0 <= end < len(text) and text[end] in _LOOK_ALIKE:
        end += step
    follows = text[end] if 0 <= end < len(text) else ""
    if follows.isalpha() or unicodedata.combining(follows or " "):
        return False
    if step < 0 or follows.isdecimal():
        return True
    run = text[begin:end]
    return any(sign in _NOUGHTS and sign != "o" for sign in run)


def _is_other_digit(sign: str) -> bool:
    return unicodedata.numeric(sign, None) is not None and not sign.isdecimal()


def _is_unread(match: re.Match[str]) -> bool:
    """Return whether a match is none of the text, as a colour of a terminal is: what stands on either side of it stands side by side."""
    return match.lastindex is not None


def _read(chunk: str) -> tuple[Any, ...]:
    """Return four values a token of a chunk behind a space: key, whether it is a number, how far it ends from the last, length."""
    if chunk.isalpha():  # one word, as most chunks are
        return fold(chunk), False, 1 + len(chunk), len(chunk)
    row: list[Any] = []
    at = -1
    for match in _TOKEN.finditer(chunk):
        if _is_unread(match):
            continue
        key, end = _key(match.group()), match.end()
        row += (key, is_number(key) and not _is_torn(chunk, match.start(), end), end - at, end - match.start())
        at = end
    return tuple(row)


# News repeats itself: what stands between two spaces was nearly always seen before.
_CHUNKS: Memo[str, tuple[Any, ...]] = Memo(_read)


def keys_of(chunk: str) -> tuple[str, ...]:
    """Return the folded tokens of what stands between two spaces."""
    return _CHUNKS[chunk][::4]


def words_of(chunk: str) -> list[str]:
    """Return those of its tokens that begin with a letter: what tells nothing of its numbers costs a fraction."""
    if "\x1b" in chunk or "](" in chunk:  # letters that are not read
        return [key for match in _TOKEN.finditer(chunk) if not _is_unread(match) and (key := _key(match[0]))[0].isalpha()]
    return [key for key in map(fold, _WORD.findall(chunk)) if key[0].isalpha()]


def tokenize(text: str, start: int, end: int) -> Tokens:
    """Return the tokens of text[start:end]."""
    part = text[start:end]
    if "\x1b" not in part and _SPACED.search(part) is None:
        row: list[Any] = list(chain.from_iterable(map(_CHUNKS.__getitem__, part.split(" "))))
        ends = list(accumulate(row[2::4], initial=start - 1))
        if ends[-1] == end:  # else something invisible closes a chunk, or a gap is wider than one space
            del ends[0]
            return Tokens(text, row[::4], list(map(sub, ends, row[3::4])), ends, row[1::4])
    keys, starts, ends, digits = [], [], [], []
    for match in _TOKEN.finditer(text, start, end):
        if _is_unread(match):
            continue
        keys.append(_key(match.group()))
        digits.append(is_number(keys[-1]) and not _is_torn(text, match.start(), match.end()))
        starts.append(match.start())
        ends.append(match.end())
    return Tokens(text, keys, starts, ends, digits)
