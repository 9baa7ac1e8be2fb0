"""The quotes of the registry: whether they are still in the sources, and still tell what their claims do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from factcheck.extract import read
from factcheck.judge import convert
from factcheck.lint.place import Fault, Places
from factcheck.model import Claim, Mention, Quantity, Registry, Source
from factcheck.units import alike

_HABIT = 3  # claims with a quote, from which on one expects them
_RUN = 3  # words that stand together: what is left of a quote after an edit is told by such runs
_NEAR = 0.5  # share of a quote's runs by which a text once held it
_KIN = 0.8  # least likeness of two units that a quote and its claim may be held to
_WORD = re.compile(r"\w+")
_ELISION = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3})\s*")
_MARKS = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’", "'"), **dict.fromkeys("–—‑−", "-")})


class _Near(NamedTuple):
    """A text that holds part of a quote: its name, the line, and the share of the quote's runs of words."""

    source: str
    line: int
    share: float


class Quotes:
    """The quotes of a registry, looked for in one source after another."""

    def __init__(self, registry: Registry) -> None:
        self._claims = registry.claims
        self._quoted = [claim for claim in registry.claims if claim.provenance is not None and claim.provenance.quote]
        self._parts = {claim.id: _parts(claim) for claim in self._quoted}
        self._open = {claim.id for claim in self._quoted if self._parts[claim.id]}
        self._runs = {name: _runs(" ".join(self._parts[name])) for name in self._open}
        self._named: dict[str, str] = {}  # claim → the source that its provenance names
        self._near: dict[str, _Near] = {}
        self._sources = 0

    def look(self, source: Source) -> None:
        """Look for the quotes in a source."""
        self._sources += 1
        text = _folded(source.seen)
        places: Mapping[str, int] | None = None
        for claim in self._quoted:
            if claim.id not in self._open:
                continue
            if all(part in text for part in self._parts[claim.id]):
                self._open.discard(claim.id)
                continue
            if _names(claim, source):
                self._named.setdefault(claim.id, source.name)
            places = _runs(source.seen) if places is None else places
            self._approach(claim, source, places)

    def _approach(self, claim: Claim, source: Source, places: Mapping[str, int]) -> None:
        runs = self._runs[claim.id]
        held = [places[run] for run in runs if run in places]
        share = len(held) / len(runs) if runs else 0.0
        known = self._near.get(claim.id)
        if share >= _NEAR and (known is None or share > known.share):
            line = source.text.count("\n", 0, min(held)) + 1
            self._near[claim.id] = _Near(source.name, line, share)

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
            text = f"{near.source}:{near.line} has {near.share:.0%} of its words in order".replace("%", " %")
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


def _runs(text: str) -> dict[str, int]:
    """Return the runs of words of a text with the offset at which each first begins."""
    words = [(found[0].casefold(), found.start()) for found in _WORD.finditer(unicodedata.normalize("NFC", text))]
    out: dict[str, int] = {}
    for i in range(len(words) - _RUN + 1):
        out.setdefault(" ".join(word for word, _ in words[i : i + _RUN]), words[i][1])
    return out


def _names(claim: Claim, source: Source) -> bool:
    """Return whether a claim's provenance names a source, by its address or its title."""
    stated = claim.provenance
    if stated is None:
        return False
    same_url = bool(stated.url) and stated.url.rstrip("/") == source.url.rstrip("/")
    return same_url or (bool(stated.title) and _folded(stated.title) == _folded(source.title))


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
