"""What a language must supply, and how its tables of words are looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import Generic, TypeVar

from factcheck.model import Period
from factcheck.rows import NamedTuple
from factcheck.units import Unit

T = TypeVar("T")

# Characters that show nothing and may stand anywhere in a word or number: soft hyphen, joiners, zero-width and bidirectional marks, and
# what chooses among the forms of a letter. (Each by itself: the tokeniser puts them into a class of characters.)
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
INVISIBLE += "\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
_DROP = dict.fromkeys(map(ord, INVISIBLE)) | {ord(dash): "-" for dash in "‐‑‒–—―−﹣－"} | {ord(sign): "%" for sign in "٪﹪"}

# Vietnamese writes the tone of an open oa, oe, uy on either vowel; both fold to the first (hoà → hòa).
_TONES = {
    new: old
    for pair, olds, news in (
        ("oa", "òóỏõọ", "àáảãạ"),
        ("oe", "òóỏõọ", "èéẻẽẹ"),
        ("uy", "ùúủũụ", "ỳýỷỹỵ"),
    )
    for old, new in ((o + pair[1], pair[0] + n) for o, n in zip(olds, news, strict=True))
}
_FOLDED: dict[str, str] = {}


def fold(word: str) -> str:
    """Return a word as it is compared: NFC, case folded, invisible characters dropped, Vietnamese tone placement unified."""
    known = _FOLDED.get(word)
    if known is not None:
        return known
    if word.isalpha() and word.isascii():
        text = word.lower()
    else:
        # Letters alone hold nothing to drop, and the look at each character would cost more than all the rest.
        text = unicodedata.normalize("NFC", word if word.isalpha() else word.translate(_DROP)).casefold()
        if text[-2:] in _TONES and text[-3:-2] != "q":
            text = text[:-2] + _TONES[text[-2:]]
    if len(_FOLDED) > 50_000:  # an archive has ever new names; what is forgotten is only folded again
        _FOLDED.clear()
    text = _FOLDED[word] = intern(text)  # one object a word: tables find it by identity
    return text


def read_weights(module: str) -> dict[str, float]:
    """Return the table of word weights beside a language's module: a line is hundredths and their words; what is not listed weighs 1."""
    weights: dict[str, float] = {}
    for line in Path(module).with_name("weights.txt").read_text("utf-8").splitlines():
        hundredths, words = line.split("\t")
        weights |= dict.fromkeys(words.split(" "), int(hundredths) / 100)
    return weights


class Phrases(Generic[T]):
    """A table of phrases of folded words, looked up at a place of a token list, the longest first."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, table: Mapping[str, T] | Iterable[tuple[str, T]]) -> None:
        rows = table.items() if isinstance(table, Mapping) else table
        self._starts = _by_word([(tuple(map(fold, phrase.split())), value) for phrase, value in rows], 0)
        self._ends: dict[str, list[tuple[int, _Rows[T]]]] | None = None  # few tables are ever looked up backwards

    def at(self, keys: Sequence[str], i: int) -> tuple[T, int] | None:
        """Return the value of the longest phrase that starts at token i, and the index after it."""
        lengths = self._starts.get(keys[i]) if i < len(keys) else None
        if lengths:
            for n, rows in lengths:
                row = rows.get(tuple(keys[i : i + n]))
                if row is not None:
                    return row[1], i + n
        return None

    def before(self, keys: Sequence[str], end: int) -> tuple[T, int] | None:
        """Return the value of the longest phrase that ends just before token `end`, and the index where it starts."""
        lengths = (self._ends or self._by_end()).get(keys[end - 1]) if end > 0 else None
        if lengths:
            for n, rows in lengths:
                row = rows.get(tuple(keys[end - n : end])) if n <= end else None
                if row is not None:
                    return row[1], end - n
        return None

    def within(self, keys: Sequence[str]) -> Iterator[T]:
        """Yield the value of the longest phrase that starts at each token, left to right."""
        return (found[0] for i in range(len(keys)) if (found := self.at(keys, i)) is not None)

    def __contains__(self, word: str) -> bool:
        return word in self._starts

    def rows(self) -> Iterator[tuple[tuple[str, ...], T]]:
        """Yield every phrase as its words, with its value."""
        return (row for lengths in self._starts.values() for _, rows in lengths for row in rows.values())

    def firsts(self) -> KeysView[str]:
        """Return the first word of every phrase."""
        return self._starts.keys()

    def lasts(self) -> KeysView[str]:
        """Return the last word of every phrase."""
        return (self._ends or self._by_end()).keys()

    def _by_end(self) -> dict[str, list[tuple[int, _Rows[T]]]]:
        self._ends = _by_word(self.rows(), -1)
        return self._ends


_Rows = dict[tuple[str, ...], tuple[tuple[str, ...], T]]  # phrases of one length


def _by_word(rows: Iterable[tuple[tuple[str, ...], T]], at: int) -> dict[str, list[tuple[int, _Rows[T]]]]:
    """Return phrases by one of their words and by their length, the longest first; of two alike the first counts."""
    table: dict[str, dict[int, _Rows[T]]] = {}
    for row in rows:
        table.setdefault(row[0][at], {}).setdefault(len(row[0]), {}).setdefault(row[0], row)
    return {word: sorted(lengths.items(), reverse=True) for word, lengths in table.items()}


# A number read from words: its value, one unit of its last significant place, and the index after it.
WordNumber = tuple[Decimal, Decimal, int]


OPENERS = frozenset(".:?!…|'\"“‘«(-")  # signs behind which a new sentence may begin, in its capital


class Language(NamedTuple):
    """One language: its tables of words and the three grammars (numerals, periods, places in words) that differ by more than words."""

    code: str
    decimal: str  # the decimal separator; the other of `.` and `,` groups
    numerals: frozenset[str]  # the words that can begin a number in words
    word_number: Callable[[Sequence[str], int], WordNumber | None]
    find_period: Callable[[Sequence[str], int, date | None], tuple[Period | None, int] | None]
    period_words: frozenset[str]
    scales: Phrases[Decimal]
    units: Phrases[Unit]
    before_units: Phrases[Unit]  # currency signs and codes that stand before the number
    hedges: Phrases[str]
    hedges_after: Phrases[str]
    vague: Phrases[tuple[int, int]]  # "vài", "hàng" + a scale: multiples of the scale
    multiples: Phrases[Decimal]  # gấp đôi, twice
    directions: Phrases[int]
    levels: Phrases[str]  # words between a direction and a number that make it a level again: "tăng lên 71"
    statuses: Phrases[str]
    negations: Phrases[bool]
    range_words: frozenset[str]
    code_words: Phrases[str]  # what makes the number after it a name: "quốc lộ 4B", "điều 5"
    rank_words: Phrases[str]
    score_words: Phrases[bool]  # words before the score of a match: thắng 3-1
    nouns: frozenset[str]  # counted nouns and classifiers that a single number word may count
    counted: frozenset[str]  # nouns that digits count even behind a name: Messi 25 danh hiệu
    noun_stops: frozenset[str]  # words that end a counted noun
    noun_ends: Phrases[bool]  # phrases that end it, though their first word may go on with one; True where one may be the head
    classifiers: frozenset[str]  # heads of nouns that a whole word follows
    stops: frozenset[str]  # words that say nothing about the fact
    glossary: Phrases[str]  # statistical terms → concept, shared between languages
    weights: Mapping[str, float] = MappingProxyType({})
    abbreviations: frozenset[str] = frozenset()
    stem: Callable[[str], str] = str
    is_plural: Callable[[str], bool] = bool  # whether a word is a plural, so that a counted noun ends with it
    age_words: frozenset[str] = frozenset()  # before a bare number, they make it an age: aged 40, tuổi 40
    weak_numerals: frozenset[str] = frozenset()  # numerals too common to make a sentence worth reading by themselves
    numeral_joints: frozenset[str] = frozenset()  # words that go on with a number in words: phẩy, phần
    bare_scales: bool = False  # whether a hedge alone makes a number of a scale word: gần trăm năm
    gate_words: frozenset[str] = frozenset()  # what makes a sentence worth reading beside digits, numerals, scales and multiples
    gate_joints: frozenset[str] = frozenset()  # what does so only beside a weak numeral: một + tấn
    senses: Phrases[str] = Phrases({})  # what a counted noun names: a person, anyone, or a thing that has two words
    parts: Phrases[tuple[str, int]] = Phrases({})  # a word for a part of a whole → the whole, and which part
    siblings: Phrases[tuple[str, int]] = Phrases({})  # a word for a member of a family, or a part → the family, and which member
    remote: Phrases[bool] = Phrases({})  # what tells of what was, may be or is needed, not of what is: once had, could have, needs
    short_nouns: Mapping[str, tuple[str, ...]] = MappingProxyType({})  # HCV: huy chương vàng
    heads: Phrases[bool] = Phrases({})  # say what kind of thing has the name behind them, and may be left out: Trường Đại học, Ngân hàng
    sections: Phrases[bool] = Phrases({})  # name a part where the whole's name follows: khoa, the faculty of
    landmarks: Phrases[bool] = Phrases({})  # before a name, they say what lies near it: south of, giáp
    grown: Phrases[bool] = Phrases({})  # what a percentage is the growth of (CPI, exports), and, false, what makes it a share (margin)
    kinds: Phrases[str] = Phrases({})  # of what is counted, right beside it: công nhân nữ, female workers
    more: Phrases[str] = Phrases({})  # right before a number, they tell of further ones than a thing has: có thêm, has another
    stages: Phrases[int] = Phrases({})  # what says that something was before an event (0) or after it (1)
    opposites: Phrases[tuple[str, int]] = Phrases({})  # a word → what it is one side of, and which side
    denials: Phrases[bool] = Phrases({})  # what denies the word behind it; False for words that only begin so
    contrasts: frozenset[str] = frozenset()  # behind a denial, they say what holds instead: not by rank, but by merit
    retellings: frozenset[str] = frozenset()  # words that any fact is told again with: what lacks only them is told
    ordinals: Phrases[int] = Phrases({})  # first, last: the rank, counted from the end where negative; 0 for words that only look so
    sessions: Phrases[bool] = Phrases({})  # what is told anew each day of trading or draw: VN-Index, giá vàng, jackpot
    dotted_dates: re.Pattern[str] | None = None  # a day and a month with a point between them, where a language writes them so
    series: Phrases[bool] = Phrases({})  # what is told anew each month or quarter; False for what is so only of a country
    dealt: Phrases[bool] = Phrases({})  # what deals numbers out to the things named, in their order: lần lượt, respectively
    joins: frozenset[str] = frozenset()  # what parts two things told side by side: A và B, A while B
    holidays: frozenset[str] = frozenset()  # before two days with a dash, which are then a holiday each and no span: lễ 30/4 - 1/5
    lookback_before: frozenset[str] = frozenset()  # before a length of time, they make it one up to now: the past 5 years
    lookback_after: Phrases[bool] = Phrases({})  # behind it, they do: 5 năm qua
    surnames: frozenset[str] = frozenset()  # begin a person's name where surnames come first
    titles: frozenset[str] = frozenset()  # words before a person's name that are no part of it

    @property
    def times(self) -> Unit:
        """Return the unit of multiples: lần, times."""
        return next(found[0] for word in ("lần", "times") if (found := self.units.at((word,), 0)) is not None)
