"""Which claims are alike enough to be held against each other: found through their rarest words, so that most pairs are never looked at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from factcheck.judge import same_period, same_place
from factcheck.model import Claim, Period, Quantity, Scope
from factcheck.words import Words

SAME_WORDS = 0.8  # share of the words of each that the other has, for numbers that differ to contradict
LIKE_WORDS = 0.5  # the same for numbers that agree, where the number itself singles out the fact
_SLACK = 1e-9  # sums of one set of numbers differ a little with their order
_NEXT = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))  # years by which spans of years may differ at their ends
_Weights = Mapping[str, float]
_Pair = tuple[int, int]


class Near:
    """The claims of a registry by the words that each is told in; `named` are those of each way to say a claim, by its number."""

    def __init__(self, claims: Sequence[Claim], named: Mapping[int, Sequence[Words]]) -> None:
        self._claims = claims
        self._ways = {number: [_weights(words) for words in rows] for number, rows in named.items()}
        self._told = Counter(key for ways in self._ways.values() for weights, _ in ways for key in weights)
        self._alike: dict[_Pair, float] = {}

    def alike(self, one: int, other: int) -> float:
        """Return the lesser of the two shares of weight that each side's words have in the other, where they are told most alike."""
        known = self._alike.get((one, other))
        if known is None:
            known = self._alike[one, other] = max((_shared(x, y) for x in self._ways[one] for y in self._ways[other]), default=0.0)
        return known

    def pairs(self, today: date) -> set[_Pair]:
        """Return the pairs of claims, the earlier first, of which something may be told: two values, one value, or a target and its end."""
        differing = self._joined(SAME_WORDS, lambda claim: {place for row in claim.mentions for place in _places(row.scope)})
        out = {pair for pair in differing if self._same_scope(*pair) and self.alike(*pair) >= SAME_WORDS}
        agreeing = self._joined(LIKE_WORDS, lambda claim: {value for row in claim.mentions for value in values(row.quantity)})
        out |= {pair for pair in agreeing if self.alike(*pair) >= LIKE_WORDS}
        return out.union(self._reached(today))

    def beside(self, claim: int) -> set[_Pair]:
        """Return the pairs of one claim with each that has half of its words."""
        others = (number for number in self._ways if number != claim and claim in self._ways)
        pairs = ((min(claim, other), max(claim, other)) for other in others)
        return {pair for pair in pairs if self.alike(*pair) >= LIKE_WORDS}

    def _joined(self, least: float, keys: Callable[[Claim], Iterable[Hashable]]) -> Iterator[_Pair]:
        """Yield pairs of claims that share a key and may share so much of their words, some of them several times."""
        rows: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
        for number in sorted(self._ways):
            words = dict.fromkeys(word for weights, _ in self._ways[number] for word in first(weights, self._told, least))
            for key in keys(self._claims[number]):
                for word in words:
                    row = rows[key, word]
                    if not row or row[-1] != number:
                        row.append(number)
        seen: set[_Pair] = set()
        for row in rows.values():
            for at, other in enumerate(row):
                fresh = {(one, other) for one in row[:at]} - seen
                seen |= fresh
                yield from fresh

    def _same_scope(self, one: int, other: int) -> bool:
        """Return whether some numbers of two claims can be of one place and time."""
        a, b = self._claims[one], self._claims[other]
        return any(same_scope(a, x.scope, b, y.scope) for x in a.mentions for y in b.mentions)

    def _reached(self, today: date) -> Iterator[_Pair]:
        """Yield the pairs of a target whose time is over and a claim of something else than a target for that time."""
        ended = {number: claim for number, claim in enumerate(self._claims) if (aim := aimed_at(claim)) is not None and aim.end < today}
        others: dict[Hashable, list[int]] = defaultdict(list)
        for number, claim in enumerate(self._claims if ended else ()):
            if {claim.status, *(row.scope.status for row in claim.mentions)} - {"", "target"}:
                for time in {time for row in claim.mentions for time in _time(row.scope.period)}:
                    others[time].append(number)
        for number, claim in ended.items():
            same = {other for row in claim.mentions for time in _same_times(row.scope.period) for other in others.get(time, ())}
            yield from ((min(number, other), max(number, other)) for other in same - {number})


def aimed_at(claim: Claim) -> Period | None:
    """Return the period that a claim is a target for, the latest where it has several; None where it is no target, or tells no year."""
    scopes = [mention.scope for mention in claim.mentions]
    if not scopes or any((claim.status or scope.status) != "target" for scope in scopes):
        return None
    periods = [scope.period for scope in scopes if scope.period is not None and scope.period.year_known]
    return max(periods, key=lambda period: period.end) if len(periods) == len(scopes) else None


def same_scope(one: Claim, here: Scope, other: Claim, there: Scope) -> bool:
    """Return whether both sides name places that can be the same, or neither does, and no period or date sets the two apart."""
    if bool(here.places) != bool(there.places) or (here.places and not any(same_place(a, b) for a in here.places for b in there.places)):
        return False
    if here.period is not None and there.period is not None:
        return same_period(here.period, there.period)
    return one.date == other.date


def _weights(words: Words) -> tuple[_Weights, float]:
    """Return the weights of words and their sum, without places, which are compared as values."""
    mine = {key: weight for key, weight in words.weights.items() if key[0] != "@"}
    return mine, sum(mine.values()) or 1.0


def _shared(one: tuple[_Weights, float], other: tuple[_Weights, float]) -> float:
    shared = sorted(one[0].keys() & other[0].keys())
    return min(sum(weights[key] for key in shared) / whole for weights, whole in (one, other))


def first(weights: _Weights, told: Mapping[str, int], least: float) -> Iterator[str]:
    """Yield the rarest words, of which all that hold the share `least` of the weight have one: what is left without them is less.

    `told` says how many have each word. Of two that share so much of their words, the rarest shared one is among these of both.
    """
    left = whole = sum(weights.values())
    for key in sorted(weights, key=lambda key: (told[key], key)):
        if left < least * whole - _SLACK or not left:
            return
        yield key
        left -= weights[key]


def _places(scope: Scope) -> set[str]:
    return {place.name for place in scope.places} or {""}


def values(quantity: Quantity) -> set[Hashable]:
    """Return the values by which another quantity may be the same; one that is equal has one of them."""
    ends = (quantity.value, quantity.interval.low, quantity.interval.high, quantity.whole)
    out: set[Hashable] = {end * quantity.unit.factor for end in ends if end is not None}
    return out | ({quantity.interval} if quantity.hedge == "range" else set())


def _time(period: Period | None) -> set[Hashable]:
    """Return what tells a period: its days, without the year where that is not told; of several years those too."""
    if period is None:
        return set()
    start, end = period.start, period.end
    if not period.year_known:
        return {(start.month, start.day, end.month, end.day)}
    return {(start, end)} | ({(start.year, end.year)} if start.year < end.year else set())


def _same_times(period: Period | None) -> set[Hashable]:
    """Return what tells a period that can be the same as one whose year is known (`judge.same_period`)."""
    if period is None:
        return set()
    start, end = period.start, period.end
    years = {(start.year + a, end.year + b) for a, b in _NEXT} if start.year < end.year else set()
    return {(start, end), (start.month, start.day, end.month, end.day), *years}
