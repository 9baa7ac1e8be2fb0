"""Which number of a sentence answers which of a claim's: one that agrees may be told of something else.

*A rose 9 %, B 3 %* holds both numbers of *A rose 3 %, B 9 %* and tells neither. So where two fit better the other way round, or another
one fits much better than the one that agrees, numbers are given to those of a claim by what is told of them, not by their values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from factcheck import lang
from factcheck.dealt import dealer
from factcheck.features import Phrasing
from factcheck.judge import Judgement
from factcheck.match import Pair, Target
from factcheck.model import Mention
from factcheck.roles import tokens_of
from factcheck.rows import NamedTuple
from factcheck.slots import log_odds
from factcheck.turned import Side, favoured, turned
from factcheck.words import Passages

# Least log odds by which numbers that agree fit worse than others of their sentence, to support nothing, and for those to contradict: of
# two that the claim tells the other way round, of one that it may have of another, and of one that answers another of its numbers already.
_CROSSED, _BORROWED, _SHARED = (0.5, 0.5), (1.5, 2.5), (0.5, 0.5)
_WORDS, _TURNED = 2.0, 0.3  # log odds of words that stand with the other number, by their weight; and the least weight for a contradiction
_PLACED = 0.5  # what a place or a period counts among words
_MOST = 12  # numbers of a claim in one sentence that are held against each other
_LARGE = 100  # least of a number of nothing told that is none of a list
_OTHER_ROLE = 2.0  # log odds that a whole loses beside a part, a former value beside the one in its place
_BY_VALUE = "other numbers missing"  # the one feature of a slot that knows a value


class Answer(NamedTuple):
    """A mention that may tell a claim's number again, and the judgement on it."""

    pair: Pair
    mention: Mention
    judgement: Judgement
    unlisted: bool = False  # whether the claim's place is one that no list knows
    named: bool = False  # and whether the text names it
    misplaced: bool = False  # whether it agrees, but another number of its sentence fits the claim's better
    crossed: bool = False  # whether it fits better than a number of its sentence that agrees


_Key = tuple[Target, int]  # a number of a claim, and one of a document
_Table = Mapping[int, Mapping[int, "Answer"]]  # the numbers of one sentence that may answer each of a claim's


def settled(answers: Sequence[Answer], passages: Passages) -> list[Answer]:
    """Return the answers without those that agree and certainly belong to something else, and with the others of such numbers marked."""
    tables: dict[tuple[int, int], dict[int, dict[int, Answer]]] = defaultdict(lambda: defaultdict(dict))
    for answer in answers:
        quantity = answer.mention.quantity
        if quantity.unit.dimension or abs(quantity.value) >= _LARGE:
            tables[answer.pair.target.claim, answer.mention.sentence][answer.pair.target.mention][answer.pair.found] = answer
    dropped, misplaced, crossed = set[_Key](), set[_Key](), set[_Key]()
    for (_, sentence), table in tables.items():
        for wrong, right, certain in (*_swapped(table, passages, sentence), *_borrowed(table, passages, sentence)):
            (dropped if certain else misplaced).add((wrong.pair.target, wrong.pair.found))
            if certain:
                crossed.add((right.pair.target, right.pair.found))
    if not dropped and not misplaced:
        return list(answers)
    keyed = [((answer.pair.target, answer.pair.found), answer) for answer in answers]
    return [answer._replace(misplaced=key in misplaced, crossed=key in crossed) for key, answer in keyed if key not in dropped]


def _swapped(table: _Table, passages: Passages, sentence: int) -> Iterator[tuple[Answer, Answer, bool]]:
    """Yield the numbers that agree with two of a claim's, each once, and fit better the other way round.

    Each comes with the one that fits better, and with whether that is certain.
    """
    agreeing = _agreeing(table)
    once = [(mine, found) for mine, found in agreeing if sum(mine in key[:1] or found in key[1:] for key in agreeing) == 1]
    for (mine, found), (other, beside) in combinations(once[:_MOST], 2):
        here, there = table[mine].get(beside), table[other].get(found)
        if here is None or there is None or here.pair.phrasing is not there.pair.phrasing:
            continue
        claim, source = _claimed(here.pair.phrasing, mine, other), _told(passages, sentence, found, beside)
        told = _apart(table[mine][found], here) + _apart(table[other][beside], there)
        if not _is_dealt(claim, source):
            told += turned(claim, source, here.pair.spelled)
        gain = _fit(here) + _fit(there) - _fit(table[mine][found]) - _fit(table[other][beside]) + _WORDS * told
        if told >= 0 and gain >= _CROSSED[0]:
            certain = gain >= _CROSSED[1] and told >= _TURNED
            yield table[mine][found], here, certain
            yield table[other][beside], there, certain


def _claimed(phrasing: Phrasing, one: int, other: int) -> Side:
    slots = phrasing.slots
    return Side(tokens_of(phrasing.text), phrasing.words, lang.get(phrasing.lang), slots[one].quantity, slots[other].quantity)


def _told(passages: Passages, sentence: int, one: int, other: int) -> Side:
    reading = passages.reading
    tokens, found = reading.tokens(sentence), reading.found
    return Side(tokens, passages.words(sentence), reading.language, found[one].quantity, found[other].quantity)


def _borrowed(table: _Table, passages: Passages, sentence: int) -> Iterator[tuple[Answer, Answer, bool]]:
    """Yield the numbers that agree with one of a claim's beside one that fits much better, and with whether that is certain."""
    agreeing = _agreeing(table)
    answering = {found for _, found in agreeing}
    for mine, found in agreeing:
        better = [a for a in table[mine].values() if a.pair.found not in answering and _is_other(a)]
        if not better:
            continue
        best = max(better, key=_words)
        others = [other for other, which in agreeing if which == found and other != mine and best.pair.found in table[other]]
        shared = any(_words(table[other][found]) > _words(table[other][best.pair.found]) for other in others)
        doubtful, certain = _SHARED if shared else _BORROWED
        gain = _words(best) - _words(table[mine][found])
        if gain < doubtful:
            continue
        source = _told(passages, sentence, found, best.pair.found)
        favour = favoured(best.pair.phrasing.words, source, best.pair.spelled) + _apart(table[mine][found], best)
        if favour >= _TURNED and not _is_dealt(source):
            yield table[mine][found], best, gain >= certain


def _is_dealt(*sides: Side) -> bool:
    """Return whether a claim or a sentence deals its numbers out to what it names: then the words beside one do not tell whose it is."""
    return any(dealer(side.tokens, side.language) is not None for side in sides)


def _apart(agreeing: Answer, better: Answer) -> float:
    """Return what it says that one of two numbers only is told of another place or period than the claim's."""
    return _PLACED * (bool(agreeing.judgement.doubt) - bool(better.judgement.doubt))


def _agreeing(table: _Table) -> list[tuple[int, int]]:
    return [(mine, found) for mine, row in table.items() for found, answer in row.items() if answer.judgement.verdict == "supported"]


def _is_other(answer: Answer) -> bool:
    """Return whether a number plainly has another value than the claim's."""
    return answer.judgement.verdict == "contradicted" and not answer.judgement.doubt


def _words(answer: Answer) -> float:
    """Return how well what is told of a number is what the claim tells of its own, as log odds, whatever the values in both.

    A unit that one side leaves out says nothing: the second of two numbers may go without, or the first.
    """
    units = answer.mention.quantity.unit, answer.pair.phrasing.slots[answer.pair.target.mention].quantity.unit
    same = {} if all(unit.dimension for unit in units) else {"unit": 1.0, "no unit": 0.0}
    return log_odds("slot", {**answer.pair.features, _BY_VALUE: 0.0, **same})


def _fit(answer: Answer) -> float:
    """Return the same, less for a whole beside a part and for a former value beside the one in its place."""
    return _words(answer) - _OTHER_ROLE * answer.pair.features["other role"]
