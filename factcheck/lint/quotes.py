"""The quotes of the registry: whether they are still in the sources, and still tell what their claims do."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck.extract import read
from factcheck.judge import convert
from factcheck.lint.place import Fault, Places, place_in
from factcheck.model import Claim, Mention, Provenance, Quantity, Registry, Source
from factcheck.rows import NamedTuple
from factcheck.units import alike

_HABIT = 3  # claims with a quote, from which on one expects them
_RUN = 3  # words that stand together: what is left of a quote after an edit is told by such runs
_NEAR = 0.6  # share of a quote's runs that a passage must have to have held it once
_REACH = 2  # times the words of a quote: so long can a passage be in which it was edited
_KIN = 0.8  # least likeness of two units that a quote and its claim may be held to
_WORD = re.compile(r"\d[\d.,]*|\w+")
_ELISION = re.compile(r"\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3}")
_MARKS = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’", "'"), **dict.fromkeys("–—‑−", "-")})


class _Spot(NamedTuple):
    """Where a run of words begins in a text: the number of its first word, and the offset and number of its line."""

    word: int
    offset: int
    line: int


class _Near(NamedTuple):
    """A place that holds part of a quote, and the share of the quote's runs of words."""

    place: str
    share: float


class Quotes:
    """The quotes of a registry, looked for in one source after another.

    A source is asked for the quotes of which it has a word, and for those of which it has enough runs of words.
    """

    def __init__(self, registry: Registry) -> None:
        self._claims = registry.claims
        self._quoted = [claim for claim in registry.claims if claim.provenance is not None and claim.provenance.quote]
        self._parts = {claim.id: _parts(claim) for claim in self._quoted}
        self._open = {claim.id: claim for claim in self._quoted if self._parts[claim.id]}
        self._runs = {name: dict.fromkeys(_together(_words(" ".join(self._parts[name])))) for name in self._open}
        self._by_run: dict[str, list[Claim]] = defaultdict(list)
        self._by_name: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in self._open.values():
            for run in self._runs[claim.id]:
                self._by_run[run].append(claim)
            for name in _names(claim.provenance):
                self._by_name[name].append(claim)
        self._by_word = self._words_asked()
        self._named: dict[str, str] = {}  # claim → the source that its provenance names
        self._near: dict[str, _Near] = {}
        self._sources = 0

    def _words_asked(self) -> dict[str, list[Claim]]:
        """Return the quotes by the rarest word that a text has to have to hold them; empty for those of one or two words.

        The first and the last word of a part may be the end and the beginning of others.
        """
        inner = {name: [word for part in self._parts[name] for word in part.split()[1:-1]] for name in self._open}
        told = Counter(word for words in inner.values() for word in set(words))
        out: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._open.values():
            out[min(inner[claim.id], key=lambda word: (told[word], word), default="")].append(claim)
        return out

    def look(self, source: Source) -> None:
        """Look for the quotes in a source."""
        self._sources += 1
        text = _folded(source.seen)
        words = {"", *text.split()}
        for claim in [claim for word in self._by_word.keys() & words for claim in self._by_word[word] if claim.id in self._open]:
            if all(part in text for part in self._parts[claim.id]):
                del self._open[claim.id]
        if not self._open:
            return
        for name in _names(source):
            for claim in self._by_name.get(name, ()):
                if claim.id in self._open:
                    self._named.setdefault(claim.id, source.name)
        places = _runs(source)
        held = Counter(claim.id for run in self._by_run.keys() & places.keys() for claim in self._by_run[run])
        for known in sorted(held.keys() & self._open.keys()):
            claim = self._open[known]
            if held[known] / len(self._runs[known]) >= _NEAR and not _of_another(claim, source):
                self._approach(claim, source, places)

    def _approach(self, claim: Claim, source: Source, places: Mapping[str, _Spot]) -> None:
        """Keep the passage that has the most of a quote, if it has enough."""
        runs = self._runs[claim.id]
        held = sorted(places[run] for run in runs if run in places)
        reach = _REACH * len(runs)
        ends = [bisect_right(held, (spot.word + reach,)) for spot in held]
        count, first = max(((end - i, -i) for i, end in enumerate(ends)), default=(0, 0))
        share = count / len(runs) if runs else 0.0
        known = self._near.get(claim.id)
        if share >= _NEAR and (known is None or share > known.share):
            spot = held[-first]
            self._near[claim.id] = _Near(place_in(source, spot.offset, spot.line), share)

    def faults(self, places: Places) -> Iterator[Fault]:
        """Yield the claims without a quote, those whose quote tells another value, and those whose quote is gone from the sources."""
        if len(self._quoted) >= _HABIT and 2 * len(self._quoted) > len(self._claims):
            for claim in self._claims:
                if claim.provenance is None or not claim.provenance.quote:
                    message = f"no quote to check it by, as {len(self._quoted)} of {len(self._claims)} claims have"
                    hint = "add the words that it rests on: `provenance: {quote: …}`"
                    yield places.fault(claim, "FC604", message, hint, "provenance")
        for claim in self._quoted:
            if (other := _other_value(claim)) is not None:
                message = f"the quote tells “{other[1]}”, the claim “{other[0]}”"
                yield places.fault(claim, "FC606", message, "see which of the two is right, and mend the other", "quote")
            elif claim.id in self._open and (where := self._where(claim)):
                yield places.fault(claim, "FC605", f"this quote is in none of the sources; {where[0]}", where[1], "quote")

    def _where(self, claim: Claim) -> tuple[str, str] | None:
        """Return where a quote should be, and what to do; None where it may well be of a text that is not among the sources."""
        if near := self._near.get(claim.id):
            text = f"{near.place} has {near.share:.0%} of its words in order".replace("%", " %")
            return text, "see what has changed there; mend the quote, and the claim if it no longer holds"
        if named := self._named.get(claim.id):
            return f"{named} is the text that it names", "see if the text has changed; mend the quote, or name the text that has it"
        stated = claim.provenance
        if self._sources and stated is not None and not (stated.publisher or stated.url or stated.title):
            return "it names no text", "say of which text it is (`title`, `publisher`, `url`), or add that text to the sources"
        return None


def _folded(text: str) -> str:
    """Return a text as quotes are compared: composed, in one case, with plain marks and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_MARKS).casefold().split())


def _parts(claim: Claim) -> tuple[str, ...]:
    """Return the parts of a quote between its omissions, folded, without the marks around them."""
    quote = claim.provenance.quote if claim.provenance is not None else ""
    parts = (_folded(part).strip("\"' .,;:") for part in _ELISION.split(quote))
    return tuple(part for part in parts if part)


def _words(text: str) -> list[str]:
    """Return the words of a text, any number as one word: a quote is often gone because its number was put right."""
    return ["0" if word[0].isdigit() else word.casefold() for word in _WORD.findall(unicodedata.normalize("NFC", text))]


def _together(words: Sequence[str]) -> list[str]:
    """Return the runs of words that stand together, one beginning at each word but the last few."""
    return [" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]


def _runs(source: Source) -> dict[str, _Spot]:
    """Return the runs of words of a source's body, with the place at which each first begins."""
    words: list[str] = []
    rows: list[tuple[int, int]] = []
    offset, line = source.body, source.text.count("\n", 0, source.body) + 1
    for row in source.seen[source.body :].split("\n"):
        words += (told := _words(row))
        rows += [(offset, line)] * len(told)
        offset, line = offset + len(row) + 1, line + 1
    out: dict[str, _Spot] = {}
    for at, run in enumerate(_together(words)):
        out.setdefault(run, _Spot(at, *rows[at]))
    return out


def _of_another(claim: Claim, source: Source) -> bool:
    """Return whether a quote and a source are of two publishers, so that likeness means nothing."""
    stated = claim.provenance
    return stated is not None and bool(stated.publisher and source.publisher) and _folded(stated.publisher) != _folded(source.publisher)


def _names(told: Provenance | Source | None) -> Iterator[tuple[str, str]]:
    """Yield what a text is known by: its address and its title."""
    if told is not None and told.url:
        yield "url", told.url.rstrip("/")
    if told is not None and told.title:
        yield "title", _folded(told.title)


def _other_value(claim: Claim) -> tuple[str, str] | None:
    """Return a number of a claim and that of its quote which stands in its place, as written; None where one agrees or none compares."""
    quote = claim.provenance.quote if claim.provenance is not None else ""
    found = [row.quantity for row in read(quote, claim.lang, today=claim.date).found]
    compared = [(mine, theirs) for mine in claim.mentions for theirs in found if _compare(mine.quantity, theirs)]
    if not compared or any(_agree(mine, theirs) for mine, theirs in compared):
        return None
    mine, theirs = compared[0]
    return mine.quantity.span.of(claim.text), theirs.span.of(quote)


def _compare(mine: Quantity, theirs: Quantity) -> bool:
    return mine.kind == theirs.kind and bool(mine.unit.dimension) and alike(mine.unit, theirs.unit) >= _KIN


def _agree(mine: Mention, theirs: Quantity) -> bool:
    rate = convert(mine.quantity.unit, theirs.unit, ())
    if rate is None or theirs.other is not None or mine.quantity.other is not None:
        return True  # not known to differ
    return mine.quantity.interval.meets(theirs.interval.scaled(rate[0])) or mine.quantity.value == theirs.value * rate[0]
