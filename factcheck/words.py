"""The words that say what a sentence, a short text or a passage of a document is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from factcheck import lang as languages
from factcheck.extract import Reading
from factcheck.extract.tokens import Memo, Tokens
from factcheck.lang.base import OPENERS, Language
from factcheck.rows import NamedTuple

_CONCEPT = 1.2  # weight of a term of the glossary
_MOST_NAMES, _LEAST_WORDS = 0.8, 5  # share of words with a capital above which capitals tell nothing, in a line of so many words
_LONG, _LEAST_LONG = 4, 4  # letters of a word that a line in title case gives a capital, and how many of them tell one
_PLACE = 0.5  # weight of a place that a passage names
_MARKS = frozenset(",;:()")
_VERBAL = "ing"  # Bilking investors: a form of a rare verb, no name
BRIEF = 5  # sentences that a headline with its lead has fewer of
_Said = tuple[str, float | None, bool]
_SKIPPED: _Said = ("", None, False)  # stands for a token that is compared as a value


class Word(NamedTuple):
    """A word that says something about the fact: how it is compared, its weight, and where it stands."""

    key: str
    weight: float
    place: int
    start: int


class Words(NamedTuple):
    """The words of a sentence in order, each with its weight, the proper names among them, and which stand side by side.

    In a line of capitals only uncommon words are known to be names; `plain` says so.
    """

    words: tuple[Word, ...]
    weights: dict[str, float]
    names: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    plain: bool = False


def of_places(keys: Iterable[str]) -> frozenset[str]:
    """Return the words that the places among some words are called by: a name of the one side may be a place to the other."""
    return frozenset(word for key in keys if key[0] == "@" for word in key[1:].split())


def total(words: Words) -> float:
    """Return the weight of all words."""
    return sum(words.weights.values())


@cache
def _says(code: str) -> Memo[str, _Said | None]:
    """Return, for a folded word, its stem, its weight and whether a term of the glossary may begin with it; None for signs and numbers.

    The weight is None where it says nothing about a fact.
    """
    language = languages.get(code)
    concepts = language.glossary.firsts()

    def told(key: str) -> _Said | None:
        if not key[0].isalpha():
            return None
        stem = language.stem(key)
        return stem, None if key in language.stops else language.weights.get(stem, 1.0), key in concepts

    return Memo(told)


def of_tokens(tokens: Tokens, language: Language, skip: Sequence[tuple[int, int]] = ()) -> Words:
    """Return the words of a sentence; `skip` are token ranges (times, places) that are compared as values, not as words."""
    out: list[Word] = []
    weights: dict[str, float] = {}
    names: list[str] = []
    pairs: set[tuple[str, str]] = set()
    text, keys, starts, place, last, floor = tokens.text, tokens.keys, tokens.starts, 0, "", 0
    heads, opens_head = 0, language.heads.firsts().__contains__
    capitals = 0  # of terms, which are no names but may stand in a line of capitals
    rows = list(map(_says(language.code).__getitem__, keys))
    for first, end in skip:
        rows[first:end] = [_SKIPPED] * (end - first)
    for i, said in enumerate(rows):
        if i < floor:
            continue
        if said is None or said is _SKIPPED:
            if said is _SKIPPED or keys[i] in _MARKS or tokens.digits[i]:
                place += 1
                last = ""
            continue
        stem, weight, opens = said
        if opens and (concept := language.glossary.at(keys, i)) is not None:
            key, last, floor = "=" + concept[0], "", concept[1]
            if not concept[0]:
                continue  # as part of: words of a term that say nothing here
            capitals += text[starts[i]].isupper()
            out.append(Word(key, _CONCEPT, place, starts[i]))
            weights[key] = _CONCEPT
        else:
            if weight is not None:
                start = starts[i]
                out.append(Word(stem, weight, place, start))
                weights[stem] = weight
                if opens_head(keys[i]) and (head := language.heads.at(keys, i)) is not None:
                    heads = head[1]
                capital = i >= heads and text[start].isupper() and not (len(keys[i]) == 1 and tokens.glued(i))  # quốc lộ 1A
                if capital and ((i > 0 and keys[i - 1] not in OPENERS) or _begins_name(tokens, rows, i, language)):
                    names.append(stem)
                if last:
                    pairs.add((last, stem))
            last = stem
        place += 1
    plain = (
        bool(names)
        and 2 * (len(names) + capitals) >= len(out)
        and ((len(names) > _MOST_NAMES * len(out) and len(out) >= _LEAST_WORDS) or _in_title_case(tokens, rows))
    )
    if plain:
        names = [stem for stem in names if stem not in language.weights]
    return Words(tuple(out), weights, frozenset(names), frozenset(pairs), plain)


def _begins_name(tokens: Tokens, rows: Sequence[_Said | None], at: int, language: Language) -> bool:
    """Return whether an opening word is a name: Nguyễn Văn, UNICEF gave; but not Tàu Brunei, a ship and a place, nor CNBC -, a credit."""
    then, said = tokens.word(at + 1) if at + 1 < len(rows) else "", rows[at]
    if len(tokens.word(at)) > 1 and tokens.word(at).isupper():
        return then[:1].isalpha() or (then == "-" and tokens.glued(at + 1) and tokens.glued(at + 2))
    if said and said[0] not in language.weights and not said[0].endswith(_VERBAL):
        return True  # Boeing, Kanchenjunga: no word of the language
    return then[:1].isupper() and rows[at + 1] is not _SKIPPED


def _in_title_case(tokens: Tokens, rows: Sequence[_Said | None]) -> bool:
    """Return whether nearly all long words of a line have a capital, small words too: Tolls Up 9 Percent Through First Half."""
    long = [i for i, said in enumerate(rows) if said and said is not _SKIPPED and len(tokens.keys[i]) >= _LONG]
    capitals = [tokens.word(i)[0].isupper() for i in long]
    return len(capitals) >= _LEAST_LONG and sum(capitals) > _MOST_NAMES * len(capitals)


def of_sentence(reading: Reading, n: int) -> Words:
    """Return the words of sentence n, without its times, places and units of measure."""
    tokens, places = reading.tokens(n), reading.places(n)
    skip = [(t.first, t.end) for t in reading.times(n)] + [(s.first, s.end) for s in places]
    measured = [q.span for q in reading.quantities(n) if q.unit.dimension.partition("/")[0] not in ("", "count")]
    skip += [(bisect_left(tokens.starts, span.start), bisect_left(tokens.starts, span.end)) for span in measured]
    words = of_tokens(tokens, reading.language, skip)
    words.weights.update({f"@{s.place.name}": _PLACE for s in places if s.place.name})
    return words


def of_text(reading: Reading) -> Words:
    """Return the words of a whole short text as one run."""
    runs = [of_sentence(reading, n) for n in range(len(reading.sentences))]
    if len(runs) == 1:
        return runs[0]
    words: list[Word] = []
    weights: dict[str, float] = {}
    for run in runs:
        base = words[-1].place + 2 if words else 0
        words += [w._replace(place=w.place + base) for w in run.words]
        weights |= {key: max(weight, weights.get(key, 0.0)) for key, weight in run.weights.items()}
    names = frozenset(name for run in runs for name in run.names)
    return Words(tuple(words), weights, names, frozenset(pair for run in runs for pair in run.pairs))


class Passages:
    """The words of a document's sentences, made when asked for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._words: dict[int, Words] = {}
        self._title = of_tokens(reading.headline, reading.language).weights
        self._all: frozenset[str] | None = None
        self._in_places: frozenset[str] | None = None
        self.absent: dict[
            tuple[int, str, tuple[str, ...]], list[str]
        ] = {}  # the names that the document lacks, by claim, wording and names
        self._all_pairs: frozenset[tuple[str, str]] | None = None
        self._pairs: dict[int, frozenset[tuple[str, str]]] = {}
        self._windows: dict[int, dict[str, float]] = {}
        self._long: list[str] | None = None

    def words(self, n: int) -> Words:
        """Return the words of sentence n."""
        known = self._words.get(n)
        if known is None:
            known = self._words[n] = of_sentence(self.reading, n)
        return known

    def _near(self, n: int) -> range:
        return range(max(0, n - 1), min(len(self.reading.sentences), n + 2))

    def pairs(self, n: int) -> frozenset[tuple[str, str]]:
        """Return the words that stand side by side in sentence n or a neighbour."""
        known = self._pairs.get(n)
        if known is None:
            known = self._pairs[n] = frozenset().union(*(self.words(k).pairs for k in self._near(n)))
        return known

    def window(self, n: int) -> dict[str, float]:
        """Return the words of sentence n, of its neighbours and of the headline."""
        known = self._windows.get(n)
        if known is None:
            known = self._windows[n] = dict(self._title or self.words(0).weights)
            for k in self._near(n):
                known |= self.words(k).weights
            if self.place:
                known[self.place] = _PLACE
        return known

    @property
    def place(self) -> str:
        """Return the word for the place that the document is about, which every window has; empty where it has none."""
        place = self.reading.frame.place
        return f"@{place.name}" if place else ""

    @property
    def long_words(self) -> list[str]:
        """Return the words of the document that are long enough to be known in another spelling, in a fixed order."""
        if self._long is None:
            self._long = sorted(key for key in self.all if len(key) > 3 and key[0] not in "=@")
        return self._long

    @property
    def all(self) -> frozenset[str]:
        """Return every word of the document and its headline."""
        if self._all is None:
            keys = {key for n in range(len(self.reading.sentences)) for key in self.words(n).weights}
            self._all = frozenset(keys | set(self._title))
        return self._all

    @property
    def in_places(self) -> frozenset[str]:
        """Return the words of the names of the document's places."""
        if self._in_places is None:
            self._in_places = of_places(self.all)
        return self._in_places

    @property
    def all_pairs(self) -> frozenset[tuple[str, str]]:
        """Return the words that stand side by side in any sentence of the document."""
        if self._all_pairs is None:
            self._all_pairs = frozenset().union(*(self.words(n).pairs for n in range(len(self.reading.sentences))))
        return self._all_pairs
