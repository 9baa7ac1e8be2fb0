"""Does a text call a number by a narrower name than a claim's metric, or tell it as asked for? Sows for pigs, another bridge."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set
from itertools import pairwise

from factcheck.extract import Reading, read
from factcheck.extract.tokens import tokenize
from factcheck.lang import prose
from factcheck.metric import metric_of
from factcheck.model import Claim, Quantity, Span
from factcheck.words import Words, of_text

_SHARED = 0.5  # least share of a metric's words in a name for it to be a name of that metric
_RARE = 0.6  # weight from which on a word that the metric lacks makes it another
_SINCE = frozenset("sau trong qua suốt after in within during over of than trước before".split())  # a span of time, and no kind of things

_TO = frozenset(("đến", "tới", "to", "until", "through", "-"))


def is_narrowed(reading: Reading, found: int, metric: Words, known: Set[str]) -> bool:
    """Return whether a quantity of a text is called by most words of a metric and by a term or a rare word that it lacks, or another name.

    `metric` are its words, `known` all words that the claim has in any phrasing.
    """
    n, quantity = reading.found[found].sentence, reading.found[found].quantity
    code = reading.language.code
    named = metric_of(reading, n, quantity, reading.sentences[n].span, prose.get(code))
    if named is None:
        return False
    words = of_text(read(named.text, code))
    shared = sum(weight for key, weight in metric.weights.items() if key in words.weights)
    if shared and words.names.difference(known) and metric.names and metric.names.isdisjoint(words.weights):
        return True  # cầu Rạch Gò, where the claim has cầu Vàm Sen
    if shared < _SHARED * sum(metric.weights.values()):
        return False
    return any(key[0] == "=" or (key[0] != "@" and weight >= _RARE) for key, weight in words.weights.items() if key not in known)


def is_of_some(reading: Reading, found: int, claim: Claim) -> bool:
    """Return whether beside a quantity of a text stands what age or length of time bounds its kind: waiting more than a year, under 18."""
    own, n = reading.found[found].quantity, reading.found[found].sentence
    clause = reading.clause(own, n)
    told = {mention.quantity.unit.dimension for mention in claim.mentions}
    return any(
        other is not own and clause.start <= other.span.start < clause.end and _bounds(reading, n, other)
        for other in reading.quantities(n)
        if other.unit.dimension not in told
    )


def _bounds(reading: Reading, n: int, quantity: Quantity) -> bool:
    if quantity.unit.dimension != "age" and not quantity.unit.dimension.startswith("duration"):
        return False
    if quantity.hedge not in ("over", "almost") and None not in quantity.interval[:2]:
        return False
    tokens = reading.tokens(n)
    return tokens.key(bisect_left(tokens.starts, quantity.span.start) - 1) not in _SINCE


def tells_span(reading: Reading, n: int) -> bool:
    """Return whether a sentence tells a span of time by both its ends, each of which is read by itself: từ ngày 27/10 đến ngày 29/10."""
    keys = reading.tokens(n).keys
    return any(one.end + 1 == other.first and keys[one.end] in _TO for one, other in pairwise(reading.times(n)))


def is_asked(reading: Reading, found: int, claim: Claim) -> bool:
    """Return whether a quantity of a text is what somebody asks for, offers or threatens with, where the claim says nothing of the kind."""
    n, quantity = reading.found[found].sentence, reading.found[found].quantity
    asking, clause = prose.get(reading.language.code).asking, reading.clause(quantity, n)
    tokens = reading.tokens(n)
    first, end = (bisect_left(tokens.starts, at) for at in Span(clause.start, quantity.span.start))
    if not any(asking.at(tokens.keys, i) is not None for i in range(first, end)):
        return False
    mine, same = tokenize(claim.text, 0, len(claim.text)).keys, prose.get(claim.lang).asking
    return not any(same.at(mine, i) is not None for i in range(len(mine)))
