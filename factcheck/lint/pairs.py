"""Claims that tell of one fact: each is held against the others as a source would be, and both ways have to agree that it is the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from factcheck.extract import read, read_statement
from factcheck.judge import Judgement, judge
from factcheck.lint.near import LIKE_WORDS, SAME_WORDS, Near, same_scope
from factcheck.lint.place import Fault, Places
from factcheck.match import Index, Target, match
from factcheck.model import Claim, Mention, Quantity, Registry
from factcheck.retold import differences, is_told
from factcheck.rows import NamedTuple
from factcheck.told import NAME, NUMBER, read_told
from factcheck.values import same_value
from factcheck.words import Words, of_text

_LEAST = 0.3  # likelihood, in the less sure of the two directions, that two numbers are of one fact
_DIGITS = 3  # significant ones, from which a number singles out a fact


class Pair(NamedTuple):
    """Two numbers of two claims, the earlier claim first, that may tell one fact; `alike` is the share of words that both sides have."""

    one: Claim
    mine: Mention
    other: Claim
    theirs: Mention
    alike: float
    judgement: Judgement


class Pairs:
    """The numbers of a registry that may tell one fact; only pairs of claims of which something may be told are looked at."""

    def __init__(self, registry: Registry) -> None:
        self._registry, self._index = registry, Index(registry.claims)
        named: dict[int, list[Words]] = defaultdict(list)
        for phrasing in self._index.phrasings:
            named[phrasing.claim].append(phrasing.words)
        for number, claim in enumerate(registry.claims):
            if claim.metrics and claim.text.startswith(claim.metrics[0]):
                named[number][:1] = [of_text(read(claim.metrics[0], claim.lang))]
        self._near = Near(registry.claims, named)

    def told(self, today: date) -> list[Pair]:
        """Return those of claims whose words are alike, and of targets that were past that day and what may be reached; in order."""
        return self._pairs(self._near.pairs(today))

    def beside(self, claim: Claim) -> list[Pair]:
        """Return those of one claim and of others whose words are alike."""
        return self._pairs(self._near.beside(self._registry.claims.index(claim)))

    def _pairs(self, near: Iterable[tuple[int, int]]) -> list[Pair]:
        scores = self._scores(near)
        out = []
        for one, other in sorted(scores):
            if one.claim >= other.claim or min(scores[one, other], scores.get((other, one), 0.0)) < _LEAST:
                continue
            a, b = self._registry.claims[one.claim], self._registry.claims[other.claim]
            mine, theirs = a.mentions[one.mention], b.mentions[other.mention]
            judgement = judge(a, mine, theirs, b.date, self._registry.rates)
            out.append(Pair(a, mine, b, theirs, self._near.alike(one.claim, other.claim), judgement))
        return out

    def _scores(self, near: Iterable[tuple[int, int]]) -> dict[tuple[Target, Target], float]:
        """Return how likely a number of one claim is told by a number of another, read as a source of its own."""
        wanted: dict[int, set[int]] = defaultdict(set)
        for one, other in near:
            wanted[one].add(other)
            wanted[other].add(one)
        scores = {}
        for number, others in sorted(wanted.items()):
            claim = self._registry.claims[number]
            reading = read_statement(claim.text, claim.lang, claim.date)
            places = {mention.quantity.span: place for place, mention in enumerate(claim.mentions)}
            passing = self._index.passing(reading)
            for pair in match(self._index, reading, _LEAST, among=[other for other in others if other in passing]):
                place = places.get(reading.found[pair.found].quantity.span)
                if place is not None:
                    scores[pair.target, Target(number, place)] = pair.score
        return scores


def disagreements(told: Sequence[Pair], places: Places) -> Iterator[Fault]:
    """Yield what claims tell of one fact twice, or in two ways; the fault stands at the later claim."""
    groups: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in told:
        groups[pair.one.id, pair.other.id].append(pair)
    known: set[tuple[str, str]] = set()  # a third claim of one fact is told beside one of the two
    for rows in groups.values():
        one, other = rows[0].one, rows[0].other
        differing = next(filter(_differs, rows), None)
        if differing is not None:
            fault = _differing(differing, places)
        elif _told_twice(one, other, rows):
            fault = _twice(one, other, places)
        else:
            continue
        if (other.id, fault.problem.code) not in known and not _told_apart(one, other):
            known.add((other.id, fault.problem.code))
            yield fault


def _differing(pair: Pair, places: Places) -> Fault:
    one, other, (mine, theirs) = pair.one, pair.other, _written(pair)
    lacking = [claim for claim, mention in ((one, pair.mine), (other, pair.theirs)) if mention.scope.period is None]
    if lacking:
        which = "neither of the two names" if len(lacking) == 2 else f"`{lacking[0].id}` does not name"
        message = f"“{theirs}”, where {places.line(one)} tells “{mine}” of the same, and {which} a period"
        hint = "give each value the `period` that it is of, or delete the one that no longer holds"
        return places.fault(other, "FC603", message, hint, "value", "claim", beside=[one])
    message = f"“{theirs}”, where {places.line(one)} tells “{mine}” of the same"
    hint = "keep the one that is true; if both are, say in what they differ: `period`, `place`, `status`, or the words"
    return places.fault(other, "FC601", message, hint, "value", "claim", beside=[one])


def _told_apart(one: Claim, other: Claim) -> bool:
    """Return whether a name, or a number in one, tells two claims apart: the 26th round and the 27th, one decree and another."""
    if one.lang != other.lang:
        return False
    mine, theirs = (
        [read_told(reading, n) for n in range(len(reading.sentences))]
        for reading in (read_statement(claim.text, claim.lang, claim.date) for claim in (one, other))
    )
    return any(
        row.kind in (NAME, NUMBER) and not is_told(a, row.mine, theirs) and not is_told(b, row.theirs, mine)
        for a in mine
        for b in theirs
        for row in differences(a, b)
    )


def _twice(one: Claim, other: Claim, places: Places) -> Fault:
    hint = "keep one of the two; other names of its metric can stand under `also`"
    return places.fault(other, "FC602", f"tells again what {places.line(one)} tells", hint, "claim", "metric", beside=[one])


def _written(pair: Pair) -> tuple[str, str]:
    return pair.mine.quantity.span.of(pair.one.text), pair.theirs.quantity.span.of(pair.other.text)


def _differs(pair: Pair) -> bool:
    """Return whether two numbers that differ are surely told of one fact."""
    if pair.judgement.verdict != "contradicted" or pair.judgement.doubt or pair.alike < SAME_WORDS:
        return False
    if pair.mine.quantity.kind == "rank" or not _same_scope(pair):
        return False  # two places of one order are two things
    # A number that the other claim tells too is answered there.
    mine, theirs = pair.mine.quantity, pair.theirs.quantity
    return not (_tells(pair.other, mine) or _tells(pair.one, theirs))


def _same_scope(pair: Pair) -> bool:
    return same_scope(pair.one, pair.mine.scope, pair.other, pair.theirs.scope)


def _tells(claim: Claim, quantity: Quantity) -> bool:
    return any(same_value(mention.quantity, quantity) for mention in claim.mentions)


def _told_twice(one: Claim, other: Claim, rows: Sequence[Pair]) -> bool:
    """Return whether each number of two claims is the other's, in words that are alike."""
    if len(one.mentions) != len(other.mentions):
        return False
    agreed = [row for row in rows if row.judgement.verdict == "supported" and not row.judgement.doubt and _is_retold(row)]
    return _covers(agreed, one, other)


def _is_retold(pair: Pair) -> bool:
    """Return whether two numbers are one, by words that are nearly the same, or by fewer where the number itself singles out the fact."""
    if not same_value(pair.mine.quantity, pair.theirs.quantity):
        return False
    if _digits(pair.mine.quantity.value) >= _DIGITS and pair.alike >= LIKE_WORDS:
        return True
    return pair.alike >= SAME_WORDS and _same_scope(pair)


def _covers(rows: Sequence[Pair], one: Claim, other: Claim) -> bool:
    mine, theirs = {row.mine.quantity.span for row in rows}, {row.theirs.quantity.span for row in rows}
    return len(mine) == len(one.mentions) and len(theirs) == len(other.mentions)


def _digits(value: Decimal) -> int:
    """Return how many significant digits a number has, without the zeros at its end."""
    return len(value.normalize().as_tuple().digits)
