"""Whether a sentence that is told as a claim is, word for word, has another word in the place of one of the claim's.

*Household debt was 180 %*, *corporate debt was 115 %*: who tells nearly the same sentence with one other word tells of something
else. Where more is told in other words, another word may mean the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from factcheck.extract import Reading
from factcheck.extract.tokens import Tokens
from factcheck.lang.base import OPENERS, Language
from factcheck.model import Quantity
from factcheck.rows import NamedTuple
from factcheck.words import Words

# Set on the development data and on pairs of our own (docs/accuracy.md, Something else in the claim's place).
_ALIKE = 0.7  # least share of either sentence's words that the other has too
_MUCH = 4.5  # weight of the words that both have from which they tell of one thing even so: some ten that say something
_TELLING = 0.25  # least weight of a word that stands for another
_PLACE, _NUMBER = 0.5, 0.9  # weight of a place, and of the number that both tell
_BEFORE = frozenset(("trước", "before"))
_STAGES = _BEFORE | {"sau", "after"}  # trước sáp nhập, sau sáp nhập
_SMALL = frozenset(("khi", "the", "a", "an", "its"))
_DASH = "-"  # Hà Nội - Vinh
_NAME, _TERM, _WORD, _MARK = "name", "term", "word", ""
_OWN, _OTHER = "#", "##"  # stand for the number that is compared, and for others
_FIRST, _LAST = "^", "$"  # where a sentence begins and ends


class Said(NamedTuple):
    """A word of a sentence held against another: how it is compared, its weight, and what it is: nothing for what only marks a place."""

    key: str
    weight: float
    kind: str


class Run(NamedTuple):
    """Words that the other sentence lacks, and what stands before and behind them."""

    before: str
    words: Sequence[Said]
    behind: str


def said(reading: Reading, n: int, words: Words, number: Quantity) -> list[Said]:
    """Return the words, places and numbers of sentence n in order; `number` is the one that is compared."""
    tokens, text, quantities = reading.tokens(n), reading.text, reading.quantities(n)
    starts, inside = tokens.starts, _inside(tokens)
    taken = {start for q in quantities for start in starts if q.number.start <= start < q.number.end} | _of_status(tokens, reading.language)
    rows = [
        (w.start, Said(w.key, w.weight, _kind(w.key, w.key in words.names or (w.start in inside and text[w.start].isupper()))))
        for w in words.words
        if w.start not in taken
    ]
    rows += [(starts[s.first], Said(f"@{s.place.name}", _PLACE, _NAME)) for s in reading.places(n) if s.place.name]
    own, other = Said(_OWN, _NUMBER, _MARK), Said(_OTHER, 0.0, _MARK)
    rows += [(quantity.span.start, own if quantity.span == number.span else other) for quantity in quantities]
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def _inside(tokens: Tokens) -> set[int]:
    """Return where the tokens begin that open neither the sentence nor what is quoted in it."""
    return {tokens.starts[i] for i in range(1, len(tokens.keys)) if tokens.keys[i - 1] == _DASH or tokens.keys[i - 1] not in OPENERS}


def _of_status(tokens: Tokens, language: Language) -> set[int]:
    """Return where the words begin that tell a plan or a forecast, which another word may: dự báo, sẽ."""
    found = ((i, language.statuses.at(tokens.keys, i)) for i in range(len(tokens.keys)))
    return {start for i, row in found if row is not None for start in tokens.starts[i : row[1]]}


def _kind(key: str, is_name: bool) -> str:
    return _TERM if key[0] == "=" else _NAME if is_name else _WORD


def stands_instead(mine: Sequence[Said], theirs: Sequence[Said]) -> bool:
    """Return whether two sentences are alike but for words of one kind, in one place of both, that the other side lacks.

    Right before the number stands a verb, which may be told by another (reached 5 %, hit 5 %), unless it is a name.
    """
    one, other = {row.key for row in mine}, {row.key for row in theirs}
    if min(_share(mine, other), _share(theirs, one)) < _ALIKE or _shared(mine, other) >= _MUCH:
        return False
    runs = list(_runs(theirs, one))
    return any(_is_in_place(run, their) for run in _runs(mine, other) for their in runs)


def _share(rows: Sequence[Said], other: Set[str]) -> float:
    whole = sum([row.weight for row in rows])
    return sum([row.weight for row in rows if row.key in other]) / whole if whole else 0.0


def _shared(rows: Sequence[Said], other: Set[str]) -> float:
    """Return the weight of the words that both have, each once."""
    return sum({row.key: row.weight for row in rows if row.kind and row.key in other}.values())


def _runs(rows: Sequence[Said], other: Set[str]) -> Iterator[Run]:
    """Yield the runs of words that the other sentence lacks."""
    before, run = _FIRST, []
    for row in (*rows, Said(_LAST, 0.0, _MARK)):
        if row.kind and row.key not in other:
            run.append(row)
            continue
        if run:
            yield Run(before, run, row.key)
        before, run = row.key, []


def _is_in_place(one: Run, other: Run) -> bool:
    """Return whether two runs stand in one place and say two things of one kind, none of which is the other's initials."""
    if (one.before, one.behind) != (other.before, other.behind):
        return False
    kinds = {row.kind for run in (one, other) for row in run.words}
    if len(kinds) != 1 or (one.behind == _OWN and kinds != {_NAME}):
        return False
    weights = [sum([row.weight for row in run.words]) for run in (one, other)]
    return min(weights) >= _TELLING and not (_are_initials(one, other) or _are_initials(other, one))


def _are_initials(one: Run, other: Run) -> bool:
    return "".join(row.key for row in one.words) == "".join(row.key[0] for row in other.words)


def is_of_other_part(mine: Sequence[str], theirs: Sequence[str], language: Language) -> bool:
    """Return whether of two sentences, in folded tokens, one tells of one part of a whole, the other of another.

    Men and women are such parts, and what was before an event and after it.
    """
    one, other = _parts(mine, language), _parts(theirs, language)
    return any(other.get(whole, here).isdisjoint(here) for whole, here in one.items())


def _parts(keys: Sequence[str], language: Language) -> dict[str, set[int]]:
    """Return the wholes of which a sentence names parts, and which ones."""
    out: dict[str, set[int]] = defaultdict(set)
    for i in range(len(keys)):
        if (found := language.parts.at(keys, i)) is not None:
            out[found[0][0]].add(found[0][1])
    said = [key for key in keys if key not in _SMALL]
    for one, other in pairwise(said):
        if one in _STAGES and other[0].isalpha():
            out[f"stage {other}"].add(one in _BEFORE)
    return out
