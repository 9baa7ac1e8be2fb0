"""A proposal as an entry of the registry: its keys with their texts, and the rows of YAML that say so."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from factcheck.extract import Reading, parse_period, parse_place
from factcheck.lang import prose
from factcheck.lang.base import fold
from factcheck.ledger import scalar
from factcheck.model import Mention, Period, Place, Provenance, Source, Span
from factcheck.propose.facts import Fact
from factcheck.rows import NamedTuple

_CONTEXT = 40  # characters before and behind a quote
_COMMON = 0.9  # weight of a word below which it is no name
_PARAGRAPH = 5  # sentences of a paragraph through which its opening holds
_OFTEN, _MOSTLY = 3, 0.5  # times, and share of all places named, from which on a text is about one place
_SLUG = 6  # words of an id
_WORD = re.compile(r"[a-z0-9]+")
_OWN = frozenset(("clause", "sentence", "term", "paragraph"))  # where a period was read that is the number's own
_NAMED = frozenset(("clause", "sentence", "header"))  # and a place
_RANGE = re.compile(r"(?:từ|from)\s+", re.IGNORECASE)
KEYS = ("claim", "metric", "value", "period", "place", "status", "date", "lang")


class Entry(NamedTuple):
    """A claim as it is written: its id, its texts by key, and the texts that tell it, the first of them its own."""

    id: str
    texts: tuple[tuple[str, str], ...]
    origins: tuple[Provenance, ...]

    def get(self, key: str) -> str:
        """Return the text of a key, empty where it has none."""
        return dict(self.texts).get(key, "")


def texts_of(reading: Reading, mention: Mention, fact: Fact) -> dict[str, str]:
    """Return what a quantity that states a fact is told by, by key."""
    told, metric = _one_line(fact.statement.of(reading.text)), fact.metric
    value = _one_line(fact.value.of(reading.text))
    if mention.quantity.hedge != "range" and (found := _RANGE.match(value)):
        value = value[found.end() :]
    period = _period(reading, mention)
    texts = {
        "claim": told[:1].upper() + told[1:],
        "metric": metric[:1].lower() + metric[1:] if _is_common(metric, reading) else metric,
        "value": value,
        "period": period,
        "place": _place(reading, mention, bool(period or reading.today)),
        "status": _status(reading, mention),
        "date": "" if period or reading.today is None else str(reading.today),
        "lang": reading.language.code,
    }
    return {key: text for key, text in texts.items() if text}


def origin_of(source: Source, reading: Reading, span: Span) -> Provenance:
    """Return where a statement stands: what is known of its text, its words, and those around them."""
    seen = reading.text
    before, behind = seen[max(0, span.start - 4 * _CONTEXT) : span.start], seen[span.end : span.end + 4 * _CONTEXT]
    before = before if span.start - 4 * _CONTEXT >= reading.start else seen[reading.start : span.start]
    return Provenance(
        publisher=_one_line(source.publisher),
        url=_one_line(source.url),
        quote=_one_line(span.of(seen)),
        date=reading.today,
        title=_one_line(source.title),
        source=source.name,
        prefix=_ending(_one_line(before)),
        suffix=_beginning(_one_line(behind)),
    )


def _ending(text: str) -> str:
    cut = text[-_CONTEXT:]
    return cut if len(cut) == len(text) or " " not in cut else cut[cut.index(" ") + 1 :]


def _beginning(text: str) -> str:
    cut = text[:_CONTEXT]
    return cut if len(cut) == len(text) or " " not in cut else cut[: cut.rindex(" ")]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_common(metric: str, reading: Reading) -> bool:
    """Return whether a metric begins with a word that has a capital only where it opens a sentence: one that many texts have."""
    language = reading.language
    first, _, rest = metric.partition(" ")
    word = fold(first)
    known = word in language.stops or language.weights.get(language.stem(word), 1.0) < _COMMON
    return known and first[1:].islower() and not rest[:1].isupper()


def _period(reading: Reading, mention: Mention) -> str:
    """Return the period of a number as a registry has it, where it is the number's own and can be written so that it is read again."""
    period, origin, code = mention.scope.period, mention.scope.origin.get("period"), reading.language.code
    block = reading.sentences[mention.sentence].block
    if origin == "paragraph" and sum(sentence.block == block for sentence in reading.sentences) > _PARAGRAPH:
        return ""  # what opens a long paragraph need not hold to its end
    keys, since = reading.tokens(mention.sentence).keys, prose.get(code).since
    times = (time for time in reading.times(mention.sentence) if time.period == period)
    if any(since & set(keys[max(0, time.first - 2) : time.first]) for time in times) and not _spans_years(period):
        return ""  # since then, and not only then
    return "" if period is None or not period.year_known or origin not in _OWN else _period_text(period, code)


def _spans_years(period: Period | None) -> bool:
    return period is not None and period.start.year < period.end.year


def _period_text(period: Period, code: str) -> str:
    start, end = period.start, period.end
    month, quarter, months = prose.get(code).periods
    last = calendar.monthrange(end.year, end.month)[1]
    if start == end:
        text = start.isoformat()
    elif (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        text = str(start.year) if start.year == end.year else f"{start.year}-{end.year}"
    elif start.year != end.year or start.day != 1 or end.day != last:
        return ""
    elif start.month == end.month:
        text = month.format(month=start.month, year=start.year, name=calendar.month_name[start.month])
    elif end.month - start.month == 2 and end.month % 3 == 0 and start.month > 1:
        text = quarter.format(quarter=end.month // 3, year=start.year)
    elif start.month == 1:
        text = months.format(months=end.month, year=start.year)
    else:
        return ""
    read = parse_period(text, code)
    return text if read is not None and (read.start, read.end) == (start, end) else ""


def _place(reading: Reading, mention: Mention, dated: bool) -> str:
    """Return the place of a number where it is one and is read again from its name: told beside it, by the text's header, or by all of it.

    What a text is about as a whole counts only for a number that says of when it is.
    """
    places, origin, code = mention.scope.places, mention.scope.origin.get("place"), reading.language.code
    place = places[0] if len(places) == 1 and origin in _NAMED else None
    if place is not None and origin != "header" and not _is_there(reading, mention.sentence, place):
        place = None
    elif place is None and dated and not reading.places(mention.sentence):
        place = _about(reading)
    text = _one_line(place.label or place.name) if place is not None else ""
    return text if place is not None and _same(parse_place(text, code), place) else ""


def _about(reading: Reading) -> Place | None:
    """Return the place that a text is about, where it sets one at its head and hardly names another."""
    place = reading.frame.place
    named = [standing.place.name for n in range(len(reading.sentences)) for standing in reading.places(n) if standing.place.name]
    if place is None or named.count(place.name) < max(_OFTEN, _MOSTLY * len(named)):
        return None
    return place


def _is_there(reading: Reading, n: int, place: Place) -> bool:
    """Return whether a sentence says that something is in a place: tại Hà Nội, not a coach from Hà Nội, a policeman of India."""
    keys, where = reading.tokens(n).keys, prose.get(reading.language.code).where
    named = (standing for standing in reading.places(n) if standing.place == place)
    return any(where.at(keys, s.first) is not None or where.before(keys, s.first) is not None or s.first == 0 for s in named)


def _same(one: Place | None, other: Place) -> bool:
    return one is not None and (one.name, one.level) == (other.name, other.level)


def _status(reading: Reading, mention: Mention) -> str:
    """Return the status of a number; none where its sentence tells of what is to come and does not say whether the number is."""
    status = mention.scope.status
    if status:
        return status if status != "forecast" else ""
    keys = reading.tokens(mention.sentence).keys
    ahead = prose.get(reading.language.code).ahead
    return "" if any(ahead.at(keys, i) is not None for i in range(len(keys))) else "actual"


def slug(metric: str, period: str, taken: Iterable[str]) -> str:
    """Return an id that is not taken yet: the first words of a metric and its years, in ASCII letters."""
    held = set(taken)
    words = _WORD.findall(_ascii(metric))[:_SLUG] or ["claim"]
    years = [year for year in re.findall(r"\d{4}", period) if year not in words]
    name = "-".join((*words, *years))
    number = 2
    told = name
    while told in held:
        told, number = f"{name}-{number}", number + 1
    return told


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def rows(entry: Entry) -> Iterator[str]:
    """Yield the rows of an entry, the first begun with its dash; standing where nothing is indented."""
    yield f"- id: {scalar(entry.id)}"
    for key, text in entry.texts:
        yield f"  {key}: {scalar(text)}"
    if len(entry.origins) == 1:
        yield "  provenance:"
        yield from (f"    {row}" for row in origin_rows(entry.origins[0]))
    elif entry.origins:
        yield "  provenance:"
        for origin in entry.origins:
            for number, row in enumerate(origin_rows(origin)):
                yield f"    {'- ' if not number else '  '}{row}"


def origin_rows(origin: Provenance) -> list[str]:
    """Return the rows of one origin, those keys that it has."""
    keys = ("source", "publisher", "title", "url", "date", "prefix", "quote", "suffix")
    return [f"{key}: {scalar(str(value))}" for key in keys if (value := getattr(origin, key))]


def text_of(entries: Sequence[Entry]) -> str:
    """Return a registry of nothing but these entries."""
    return "claims:\n" + "".join(f"  {row}\n" for entry in entries for row in rows(entry))
