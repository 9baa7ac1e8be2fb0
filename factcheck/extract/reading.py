"""A text as read: its sentences, quantities and times, and on demand the scope of each quantity."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import compress
from weakref import proxy

from factcheck import lang as languages
from factcheck import segment
from factcheck.extract import gate, numbers, scope
from factcheck.extract.outline import Outlines
from factcheck.extract.places import Standing
from factcheck.extract.places import find as find_places
from factcheck.extract.quantities import SentenceReader, Time
from factcheck.extract.tokens import Tokens, tokenize
from factcheck.lang.base import Language
from factcheck.model import Mention, Place, Position, Quantity, Sentence, Source, Span
from factcheck.rows import NamedTuple

_BREAK = re.compile(r"\r\n?|\n")
_FURNITURE = re.compile(
    r"\s*(?:[\d.,:/ |]*\d[\d.,:/ |]*|\d[\d.,]*\s+(?:lượt xem|bình luận|views?|comments?|shares?)|(?:Bình luận|Comments?)\s*\(\d+\)"
    r"|(?:Nguồn|Source)\s*:?\s*https?://\S+|https?://\S+)\s*"
)


class Found(NamedTuple):
    """A quantity and the number of its sentence."""

    quantity: Quantity
    sentence: int


class Reading:
    """A text as read; tokens and mentions are made when asked for and kept."""

    def __init__(self, text: str, language: Language, start: int, today: date | None, place: str, title: str) -> None:
        self.text, self.language, self.today, self.start = text, language, today, start
        self.sentences: list[Sentence] = segment.sentences(text, language, start)
        self.found: list[Found] = []
        self.by_sentence: dict[int, range] = {}  # sentence → the indices of its quantities in `found`
        self._tokens: dict[int, Tokens] = {}
        self._times: dict[int, list[Time]] = {}
        self._places: dict[int, list[Standing]] = {}
        self._mentions: dict[int, Mention] = {}
        self._lines: list[int] | None = None  # where each line starts
        self.header_place = parse_place(place, language.code) if place else None
        self.title, self.place = title, place
        self._headline: Tokens | None = None
        self._frame: scope.Frame | None = None
        self.outlines = Outlines(proxy(self))  # not in a circle: a text that is done with goes at once, and is no work for the collector
        if self.today is None:
            self.today = scope.dateline(self)
        self._read()

    def _read(self) -> None:
        may_hold = gate.may_hold(self.language)
        worth: list[int] = []
        for n, sentence in enumerate(self.sentences):
            span = sentence.span
            if not may_hold(self.text, span.start, span.end):
                continue
            if n > 0 and span.end - span.start < 60 and _FURNITURE.fullmatch(self.text, span.start, span.end) and len(self.sentences) > 1:
                continue
            worth.append(n)
        mark, only = self._style(map(self.tokens, worth))
        for n in worth:
            reader = SentenceReader(self.tokens(n), self.language, mark, only, self.today)
            reader.read()
            self._times[n] = reader.times
            if reader.quantities:
                first = len(self.found)
                self.found.extend(Found(quantity, n) for quantity in reader.quantities)
                self.by_sentence[n] = range(first, len(self.found))

    def _style(self, sentences: Iterable[Tokens]) -> tuple[str, bool]:
        """Return how the text writes decimals; it is looked through only where a number of its sentences does not write them as usual."""
        usual = self.language.decimal
        runs = {key for tokens in sentences for key in compress(tokens.keys, tokens.digits) if not key.isdecimal()}
        if all(numbers.shows(run) in ("", usual) for run in runs):
            return usual, True
        return numbers.style(self.text, usual, self.language.dotted_dates)

    def tokens(self, n: int) -> Tokens:
        """Return the tokens of sentence n."""
        known = self._tokens.get(n)
        if known is None:
            span = self.sentences[n].span
            known = self._tokens[n] = tokenize(self.text, span.start, span.end)
        return known

    @property
    def headline(self) -> Tokens:
        """Return the tokens of the headline, none where the source has none."""
        if self._headline is None:
            self._headline = tokenize(self.title, 0, len(self.title))
        return self._headline

    def times(self, n: int) -> list[Time]:
        """Return the times that sentence n names."""
        known = self._times.get(n)
        if known is None:
            tokens = self.tokens(n)
            reader = SentenceReader(tokens, self.language, self.language.decimal, True, self.today)
            if True in tokens.digits or not self.language.period_words.isdisjoint(tokens.keys):
                reader.read()
            known = self._times[n] = reader.times
        return known

    def places(self, n: int) -> list[Standing]:
        """Return the places that sentence n names."""
        known = self._places.get(n)
        if known is None:
            money = [range(*self._at(n, q.span)) for q in self.quantities(n) if q.unit.dimension.startswith("currency")]
            taken = {i for time in self.times(n) for i in range(time.first, time.end)}.union(*money)
            behind = {span.stop for span in money}  # won Hàn Quốc, đồng Việt Nam: whose money it is
            standing = find_places(self.tokens(n), self.language, taken)
            known = self._places[n] = [s for s in standing if s.place.level != "country" or s.first not in behind]
        return known

    def _at(self, n: int, span: Span) -> tuple[int, int]:
        """Return the tokens of sentence n that a span holds, as the first and the one behind the last."""
        starts = self.tokens(n).starts
        return bisect_left(starts, span.start), bisect_left(starts, span.end)

    @property
    def frame(self) -> scope.Frame:
        """Return what the document as a whole sets: its place, and the period its lead names."""
        if self._frame is None:
            self._frame = scope.frame(self)
        return self._frame

    def quantities(self, n: int) -> list[Quantity]:
        """Return the quantities of sentence n."""
        return [self.found[i].quantity for i in self.by_sentence.get(n, ())]

    def clause(self, quantity: Quantity, n: int) -> Span:
        """Return the clause that a quantity of sentence n stands in."""
        return scope.clause(self, quantity, n)

    def mention(self, index: int) -> Mention:
        """Return quantity `index` of `found` with its clause and scope."""
        known = self._mentions.get(index)
        if known is None:
            quantity, n = self.found[index]
            known = self._mentions[index] = Mention(quantity, n, self.clause(quantity, n), scope.read(self, index))
        return known

    @property
    def mentions(self) -> list[Mention]:
        """Return every quantity with its clause and scope."""
        return list(map(self.mention, range(len(self.found))))

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset."""
        if self._lines is None:
            self._lines = [0, *(match.end() for match in _BREAK.finditer(self.text))]
        line = bisect_right(self._lines, offset)
        return Position(line, offset - self._lines[line - 1] + 1)

    def before(self, n: int) -> Iterator[int]:
        """Return the sentences before n in its paragraph, the nearest first."""
        block = self.sentences[n].block
        for k in range(n - 1, -1, -1):
            if self.sentences[k].block != block:
                return
            yield k


def read(text: str, lang: str = "", *, start: int = 0, today: date | None = None, place: str = "", title: str = "") -> Reading:
    """Return a text as read from offset `start` on; relative times are dated from `today`, the language is detected where not given."""
    return Reading(text, languages.get(lang or languages.detect(text[start:].lstrip())), start, today, place, title)


def reading_of(source: Source, lang: str = "") -> Reading:
    """Return a source as read, in `lang` where that is told: its text behind the header, with the header's date, place and headline."""
    return read(source.seen, lang or source.lang, start=source.body, today=source.date, place=source.place, title=source.title)


@lru_cache(maxsize=2048)
def read_statement(text: str, lang: str, today: date | None) -> Reading:
    """Return a claim's statement as read: its quantities are asked for when it is loaded, its words when it is indexed."""
    return read(text, lang, today=today)


def read_quantity(text: str, lang: str) -> Quantity | None:
    """Return the quantity that a text consists of, or None where it holds none."""
    found = read(text, lang).found
    return found[0].quantity if found else None


@lru_cache(maxsize=1024)
def parse_place(text: str, lang: str) -> Place | None:
    """Return the place that a text names, or None where it has no name in it."""
    language = languages.get(lang)
    tokens = tokenize(text, 0, len(text))
    standing = find_places(tokens, language)
    words = [key for key, digit in zip(tokens.keys, tokens.digits, strict=True) if not digit and key[0].isalpha()]
    if standing and (standing[0].place.name or len(words) <= standing[0].end - standing[0].first):
        return standing[0].place  # no place of no name, where more than its level is told: Calder City
    return Place(" ".join(words), "", text.strip()) if words else None
