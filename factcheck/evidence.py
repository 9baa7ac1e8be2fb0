"""What a finding rests on: the numbers as they were read, the words that matched, and what each learned feature weighed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

from factcheck.certain import floor
from factcheck.extract import Reading, read_statement
from factcheck.judge import Intervals, claimed
from factcheck.model import Claim, Compared, Interval, Mention, Quantity, Shared, Side, Weighed
from factcheck.rows import NamedTuple
from factcheck.slots import contributions, likelihood, log_odds, weights
from factcheck.words import Passages, of_sentence

_SHARES = (("2 %", Decimal("0.02")), ("10 %", Decimal("0.1")), ("20 %", Decimal("0.2")))
_PLACES = ("sentence", "passage", "document", "missing")


def compare(claim: Claim, mine: Quantity, theirs: Quantity, allowed: Intervals, expected: str, found: str) -> Compared:
    """Return two numbers as they were read and held against each other; `expected` and `found` are their words."""
    rule = "tolerance" if claim.tolerance is not None else _rule(mine, allowed.expected)
    sides = _side(mine, expected, allowed.expected, rule), _side(theirs, found, allowed.found, _rule(theirs, allowed.found))
    return Compared(*sides, allowed.factor, allowed.tolerance, allowed.converted, _test(mine, theirs, allowed))


def side_of(claim: Claim, target: Mention, hedges: str) -> Side:
    """Return a claim's number as it is read."""
    interval = claimed(claim, target, hedges)
    rule = "tolerance" if claim.tolerance is not None else _rule(target.quantity, interval)
    return _side(target.quantity, target.quantity.span.of(claim.text), interval, rule)


def _side(quantity: Quantity, text: str, interval: Interval, rule: str) -> Side:
    unit, kind = quantity.unit.symbol, quantity.kind
    return Side(text, quantity.value, interval, rule, quantity.hedge, quantity.step, unit, kind, quantity.other)


def _rule(quantity: Quantity, interval: Interval) -> str:
    """Return how an interval comes of a number and its step, found by measuring how far it reaches."""
    if quantity.hedge in ("range", "vague"):
        return quantity.hedge
    low, high = interval.low, interval.high
    if low is None or high is None:
        return "open"
    reach = max(high - quantity.value, quantity.value - low)
    if not reach:
        return "exact"
    steps = (("half a step", quantity.step / 2), ("step", quantity.step))
    shares = ((name, abs(quantity.value) * share) for name, share in _SHARES)
    return next((name for name, size in (*steps, *shares) if reach == size), "as written")


def _test(mine: Quantity, theirs: Quantity, allowed: Intervals) -> str:
    if mine.hedge == theirs.hedge == "range":
        return "ends"
    return "bounds" if None in allowed.expected[:2] and None in allowed.found[:2] else "intervals"


def weigh(score: float, features: Mapping[str, float], bar: str) -> tuple[Weighed, ...]:
    """Return what each feature added in the models that were asked: `certain` first where a number differs, then the two of the score.

    `bar` says what kept it from being a contradiction, empty where nothing did.
    """
    rows = [_weighed(model, features) for model in ("topic", "slot")]
    if "same story" in features:  # only a number that differs was asked about more than its words
        rows.insert(0, _weighed("certain", features)._replace(least=floor(score, features), barred=bar))
    return tuple(rows)


def _weighed(model: str, features: Mapping[str, float]) -> Weighed:
    bias = weights()[model].get("bias", 0.0)
    return Weighed(model, bias, contributions(model, features), log_odds(model, features), likelihood(model, features))


class _Spoken(NamedTuple):
    """A word, term or place of a text: how it is compared, and where it stands."""

    key: str
    start: int
    end: int


def share(text: str, lang: str, day: date | None, passages: Passages, n: int, spelled: Mapping[str, str]) -> Shared:
    """Return the words of a claim's text by where a document tells them; sentence n is the one that is held against it."""
    known = (passages.words(n).weights, passages.window(n), passages.all)
    groups: dict[str, list[str]] = {name: [] for name in _PLACES}
    last, before = None, ""
    for word in _spoken(text, lang, day):
        key = spelled.get(word.key, word.key)
        where = next((name for name, words in zip(_PLACES, known, strict=False) if key in words), "missing")
        if last is not None and where == before and text[last.end : word.start].isspace():
            word = word._replace(start=last.start)
            groups[where].pop()
        groups[where].append(text[word.start : word.end])
        last, before = word, where
    return Shared(*(tuple(dict.fromkeys(groups[name])) for name in _PLACES))


@lru_cache(maxsize=2048)
def _spoken(text: str, lang: str, day: date | None) -> tuple[_Spoken, ...]:
    """Return the words of a text in order, without its numbers and times and without words that say nothing."""
    reading = read_statement(text, lang, day)
    return tuple(sorted((word for n in range(len(reading.sentences)) for word in _spoken_in(reading, n)), key=attrgetter("start")))


def _spoken_in(reading: Reading, n: int) -> Iterator[_Spoken]:
    tokens = reading.tokens(n)
    for word in of_sentence(reading, n).words:
        first = bisect_left(tokens.starts, word.start)
        term = reading.language.glossary.at(tokens.keys, first) if word.key[0] == "=" else None
        yield _Spoken(word.key, word.start, tokens.ends[term[1] - 1 if term is not None else first])
    for place in reading.places(n):
        if place.place.name:
            yield _Spoken(f"@{place.place.name}", tokens.starts[place.first], tokens.ends[place.end - 1])
