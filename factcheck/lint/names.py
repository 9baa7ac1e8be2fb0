"""The names of metrics beside the sources: those that no source has, and names in two languages of which one never meets its fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterator, Sequence

from factcheck.extract import Reading, read, reading_of
from factcheck.lang import detect
from factcheck.lint.near import first, values
from factcheck.lint.place import Fault, Places, place_in
from factcheck.model import Claim, Finding, Registry, Source
from factcheck.rows import NamedTuple
from factcheck.values import same_value
from factcheck.words import Passages, Words, of_text, total

_NAMED = 0.5  # share of a name's words by which a passage may tell of its metric
_DIGITS = 3  # significant ones, from which a number singles out a fact
_LANGUAGES = {"vi": "Vietnamese", "en": "English"}


class _Name(NamedTuple):
    """A name of a metric, its language, and its words."""

    text: str
    lang: str
    words: Words
    total: float


class _Seen(NamedTuple):
    """Where a claim's value stands in a text under none of its names."""

    place: str
    written: str


class Names:
    """The names of a registry's metrics, looked for in one source after another.

    A source is asked for the claims that it may name by their rarest words, and for those whose value it tells.
    """

    def __init__(self, registry: Registry) -> None:
        self._claims = [claim for claim in registry.claims if claim.metrics and len(claim.mentions) == 1]
        self._names = {claim.id: [_name(text) for text in claim.metrics] for claim in self._claims}
        self._named: set[str] = set()
        self._found: dict[str, set[str]] = defaultdict(set)  # claim → languages in which a source tells of it
        self._elsewhere: dict[tuple[str, str], _Seen] = {}  # claim and language → its value under another name
        self._left: dict[str, set[str]] = {}  # language → claims of which no source in it tells
        told = Counter(key for names in self._names.values() for name in names for key in name.words.weights)
        self._by_word: dict[str, list[Claim]] = defaultdict(list)
        self._by_value: dict[Hashable, list[Claim]] = defaultdict(list)
        for claim in self._claims:
            for word in {word for name in self._names[claim.id] for word in first(name.words.weights, told, _NAMED)}:
                self._by_word[word].append(claim)
            for value in values(claim.mentions[0].quantity):
                self._by_value[value].append(claim)

    def look(self, source: Source, found: Sequence[Finding]) -> None:
        """Look for the names in a source, and for the values that stand in it under other names."""
        lang = source.lang or detect(source.seen[source.body :])
        if lang not in self._left:
            self._left[lang] = {claim.id for claim in self._claims}
        left = self._left[lang]
        for finding in found:
            self._found[finding.claim].add(lang)
            left.discard(finding.claim)
        if not left:
            return
        reading = reading_of(source, lang)
        passages = Passages(reading)
        words = {*passages.all, passages.place}
        for known in {claim.id for word in self._by_word.keys() & words for claim in self._by_word[word]} & left - self._named:
            if any(_share(words, name) >= _NAMED and _tells(passages, name) for name in self._names[known]):
                self._named.add(known)
        told = {value for row in reading.found for value in values(row.quantity)}
        for claim in (claim for value in self._by_value.keys() & told for claim in self._by_value[value]):
            at = claim.id, lang
            if claim.id in left and at not in self._elsewhere and (seen := self._value(claim, lang, source, reading, passages)):
                self._elsewhere[at] = seen

    def _value(self, claim: Claim, lang: str, source: Source, reading: Reading, passages: Passages) -> _Seen | None:
        """Return where a text tells a claim's very value in a sentence with none of the words of its names in that language."""
        mine = claim.mentions[0].quantity
        names = [name for name in self._names[claim.id] if name.lang == lang]
        if not names or len(mine.value.normalize().as_tuple().digits) < _DIGITS:
            return None
        for quantity, n in reading.found:
            alike = quantity.unit.dimension == mine.unit.dimension and quantity.kind == mine.kind and not quantity.negated
            if alike and same_value(mine, quantity) and all(_share(passages.window(n), name) < _NAMED for name in names):
                place = place_in(source, quantity.span.start, reading.position(quantity.span.start).line)
                return _Seen(place, quantity.span.of(source.text))
        return None

    def faults(self, places: Places) -> Iterator[Fault]:
        """Yield the claims whose metric no source names, and those with a name in a language that meets nothing there."""
        for claim in self._claims:
            found = self._found[claim.id]
            if not found and claim.id not in self._named and self._left.keys() & {name.lang for name in self._names[claim.id]}:
                listed = "no source tells of this metric" if len(claim.metrics) == 1 else "no source tells of this metric under any name"
                hint = "name it as the sources do: other names stand under `also`; or leave it until one tells of it"
                yield places.fault(claim, "FC608", listed, hint, "metric", "also")
                continue
            for lang in sorted(self._left.keys() - found) if found else ():
                if seen := self._elsewhere.get((claim.id, lang)):
                    name = next(name.text for name in self._names[claim.id] if name.lang == lang)
                    language = _LANGUAGES.get(lang, lang)
                    message = f"`{name}` meets nothing in {language}, though {seen.place} tells {seen.written} under another name"
                    yield places.fault(claim, "FC609", message, "if that is the same, add its name there to `also`", "also", "metric")


def _name(text: str) -> _Name:
    lang = detect(text)
    words = of_text(read(text, lang))
    return _Name(text, lang, words, total(words))


def _tells(passages: Passages, name: _Name) -> bool:
    return any(_share(passages.window(n), name) >= _NAMED for n in range(len(passages.reading.sentences)))


def _share(there: Container[str], name: _Name) -> float:
    """Return the share of a name's words that stand among others."""
    return sum([weight for key, weight in name.words.weights.items() if key in there]) / (name.total or 1.0)
