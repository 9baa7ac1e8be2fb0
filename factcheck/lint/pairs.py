"""Claims that tell of one fact: each is held against the others as a source would be, and both ways have to agree that it is the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.extract import read, read_statement
from factcheck.findings import same_value
from factcheck.judge import Judgement, judge, same_period, same_place
from factcheck.lint.place import Fault, Places
from factcheck.match import Index, Target, match
from factcheck.model import Claim, Mention, Quantity, Registry
from factcheck.retold import differences, is_told
from factcheck.rows import NamedTuple
from factcheck.told import NAME, NUMBER, read_told
from factcheck.words import Words, of_text

_LEAST = 0.3  # likelihood, in the less sure of the two directions, that two numbers are of one fact
_SAME_WORDS = 0.8  # share of the words of each that the other has, for numbers that differ to contradict
_LIKE_WORDS = 0.5  # the same for numbers that agree, where the number itself singles out the fact
_DIGITS = 3  # significant ones, from which a number singles out a fact


class Pair(NamedTuple):
    """Two numbers of two claims, the earlier claim first, that may tell one fact; `alike` is the share of words that both sides have."""

    one: Claim
    mine: Mention
    other: Claim
    theirs: Mention
    alike: float
    judgement: Judgement


def pairs(registry: Registry) -> list[Pair]:
    """Return the numbers of the registry that may tell one fact, each pair once, in order."""
    index = Index(registry.claims)
    scores = _scores(index)
    named: dict[int, list[Words]] = defaultdict(list)
    for phrasing in index.phrasings:
        named[phrasing.claim].append(phrasing.words)
    for number, claim in enumerate(registry.claims):
        if claim.metrics and claim.text.startswith(claim.metrics[0]):
            named[number][:1] = [of_text(read(claim.metrics[0], claim.lang))]
    out = []
    for one, other in sorted(scores):
        if one.claim >= other.claim or min(scores[one, other], scores.get((other, one), 0.0)) < _LEAST:
            continue
        a, b = registry.claims[one.claim], registry.claims[other.claim]
        mine, theirs = a.mentions[one.mention], b.mentions[other.mention]
        alike = max(_alike(x, y) for x in named[one.claim] for y in named[other.claim])
        out.append(Pair(a, mine, b, theirs, alike, judge(a, mine, theirs, b.date, registry.rates)))
    return out


def _scores(index: Index) -> dict[tuple[Target, Target], float]:
    """Return how likely a number of one claim is told by a number of another, read as a source of its own."""
    scores = {}
    for number, claim in enumerate(index.claims):
        if not claim.mentions:
            continue
        reading = read_statement(claim.text, claim.lang, claim.date)
        places = {mention.quantity.span: place for place, mention in enumerate(claim.mentions)}
        for pair in match(index, reading):
            place = places.get(reading.found[pair.found].quantity.span)
            if place is not None and pair.target.claim != number:
                scores[pair.target, Target(number, place)] = pair.score
    return scores


def _alike(one: Words, other: Words) -> float:
    """Return the lesser of the two shares of weight that each side's words have in the other; places are compared as values."""
    mine, theirs = ({key: weight for key, weight in words.weights.items() if key[0] != "@"} for words in (one, other))
    shared = mine.keys() & theirs.keys()
    return min((sum(side[key] for key in sorted(shared)) / (sum(side.values()) or 1.0) for side in (mine, theirs)), default=0.0)


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
    if pair.judgement.verdict != "contradicted" or pair.judgement.doubt or pair.alike < _SAME_WORDS:
        return False
    if pair.mine.quantity.kind == "rank" or not _same_scope(pair):
        return False  # two places of one order are two things
    # A number that the other claim tells too is answered there.
    mine, theirs = pair.mine.quantity, pair.theirs.quantity
    return not (_tells(pair.other, mine) or _tells(pair.one, theirs))


def _same_scope(pair: Pair) -> bool:
    """Return whether both sides name places that can be the same, or neither does, and no period or date sets the two apart."""
    here, there = pair.mine.scope, pair.theirs.scope
    if bool(here.places) != bool(there.places) or (here.places and not any(same_place(a, b) for a in here.places for b in there.places)):
        return False
    if here.period is not None and there.period is not None:
        return same_period(here.period, there.period)
    return pair.one.date == pair.other.date


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
    if _digits(pair.mine.quantity.value) >= _DIGITS and pair.alike >= _LIKE_WORDS:
        return True
    return pair.alike >= _SAME_WORDS and _same_scope(pair)


def _covers(rows: Sequence[Pair], one: Claim, other: Claim) -> bool:
    mine, theirs = {row.mine.quantity.span for row in rows}, {row.theirs.quantity.span for row in rows}
    return len(mine) == len(one.mentions) and len(theirs) == len(other.mentions)


def _digits(value: Decimal) -> int:
    """Return how many significant digits a number has, without the zeros at its end."""
    return len(value.normalize().as_tuple().digits)
