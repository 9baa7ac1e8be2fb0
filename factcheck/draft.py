"""A writer's own text → each of its numbers with who else tells it: a claim of the registry, another source, or nobody."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factcheck.apart import agreed, apart
from factcheck.compare import Telling, telling
from factcheck.extract import Reading, reading_of
from factcheck.load.stored import real
from factcheck.model import Finding, Position, Quantity, Source
from factcheck.partners import partners
from factcheck.rows import NamedTuple
from factcheck.shared import Pairs, Shared, weighed
from factcheck.sides import links
from factcheck.words import Passages

# In the order in which they are told. `accepted` is a contradiction that somebody let pass, `told_otherwise` one with sources only.
STATUSES = ("contradicted", "told_otherwise", "differs_in_scope", "unverified", "accepted", "verified")
_VAGUE = ("rank", "vague")
# Least share of words that two sentences have in common, of those of the lighter, for a number of one to be told by the other, alike or
# otherwise. Of numbers that papers on other events tell alike by chance, 0.4 let none pass, of those on one event 77 % (docs/accuracy.md).
_AGREE, _DIFFER = 0.4, 0.5
_OF = {"contradicted": "contradicted", "supported": "verified", "not_comparable": "differs_in_scope"}


class Witness(NamedTuple):
    """What another source tells of a number's fact, and whether the two agree."""

    agrees: bool
    telling: Telling


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a draft: `start` and `end` mark it, the findings that decide its status come first.

    `counts` is false for what a claim contradicts that is no quantity: a date, a name, a direction.
    """

    start: int
    end: int
    position: Position
    end_position: Position
    text: str
    status: str
    findings: tuple[Finding, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    counts: bool = True

    @property
    def by(self) -> str:
        """Return who decides the status: `registry`, `source`, or nobody."""
        if self.status == "unverified":
            return ""
        wanted = "supported" if self.status == "verified" else "not_comparable" if self.status == "differs_in_scope" else "contradicted"
        return "registry" if any(finding.verdict == wanted for finding in self.findings) else "source"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was checked: its numbers in the order of the text, and the sentences that they stand in."""

    source: Source
    reading: Reading
    findings: tuple[Finding, ...]
    numbers: tuple[Number, ...]

    def count(self, status: str) -> int:
        """Return how many have a status; beside quantities this counts dates, names and directions that a claim contradicts."""
        return sum(number.status == status for number in self.numbers)

    @property
    def counted(self) -> int:
        """Return how many numbers can be verified at all."""
        return sum(number.counts for number in self.numbers)

    @property
    def coverage(self) -> float | None:
        """Return how many per cent of the numbers are verified, or nothing where there is none."""
        return 100 * self.count("verified") / self.counted if self.counted else None


def check_drafts(told: Iterable[tuple[Source, Sequence[Finding]]], others: Iterable[Source]) -> list[Draft]:
    """Return drafts, each with what the registry finds in it, held against other sources; a source that is the draft itself is passed over.

    Each source is read once and let go: memory grows with the drafts.
    """
    drafts = [(source, reading_of(source), list(findings)) for source, findings in told]
    words = [Shared(own) for _, own, _ in drafts]
    passages = [Passages(own) for _, own, _ in drafts]
    witnesses: list[dict[int, list[Witness]]] = [defaultdict(list) for _ in drafts]
    for other in others:
        reading = reading_of(other)
        theirs = weighed(reading)
        for number, (source, _, _) in enumerate(drafts):
            akin = words[number].pairs(theirs)
            if max(akin.values(), default=0.0) < _AGREE or is_itself(source, other):
                continue
            for found, witness in _witnesses((source, passages[number]), (other, Passages(reading)), akin):
                witnesses[number][found].append(witness)
    rows = zip(drafts, witnesses, strict=True)
    return [Draft(source, own, tuple(found), tuple(_numbers(own, found, heard))) for (source, own, found), heard in rows]


def is_itself(draft: Source, other: Source) -> bool:
    """Return whether a source is the draft: the same file by whatever name, or the same words."""
    if os.path.realpath(real(draft.name)) == os.path.realpath(real(other.name)):
        return True
    return draft.text[draft.body :].split() == other.text[other.body :].split()


def _witnesses(draft: tuple[Source, Passages], other: tuple[Source, Passages], akin: Pairs) -> Iterator[tuple[int, Witness]]:
    """Yield what another source tells of the draft's numbers, by each one's index among the draft's quantities."""
    sources, texts = (draft[0], other[0]), (draft[1], other[1])
    readings = [text.reading for text in texts]
    likeness = partners(texts)[0].get(1, 0.0)
    near = ({1: likeness}, {0: likeness})
    found = list(links(sources, texts, near))
    alike = agreed(found)
    for agrees, pairs, least in ((True, alike, _AGREE), (False, apart(found, alike, texts, near), _DIFFER)):
        for pair in sorted(pairs):
            mine, theirs = sorted(pair)
            n, m = (reading.found[spot.found].sentence for reading, spot in zip(readings, (mine, theirs), strict=True))
            if (mine.source, theirs.source) == (0, 1) and akin.get((n, m), 0.0) >= least:
                yield mine.found, Witness(agrees, telling(other[0], readings[1], theirs.found))


def _numbers(reading: Reading, findings: Sequence[Finding], heard: dict[int, list[Witness]]) -> list[Number]:
    by_place: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        by_place[finding.start, finding.end].append(finding)
    out = []
    for index, (quantity, _) in enumerate(reading.found):
        mine = by_place.pop((quantity.span.start, quantity.span.end), [])
        witnesses = heard.get(index, [])
        if mine or witnesses or not _is_loose(quantity):
            out.append(_number(reading, quantity.span.start, quantity.span.end, mine, witnesses, True))
    for (start, end), rest in by_place.items():
        if any(finding.verdict == "contradicted" for finding in rest):
            out.append(_number(reading, start, end, rest, [], False))
    return sorted(out, key=lambda number: (number.start, number.end))


def _is_loose(quantity: Quantity) -> bool:
    """Return whether a quantity states no number by itself: a rank (lần thứ XVIII), or a vague one (hàng nghìn)."""
    return quantity.kind in _VAGUE or quantity.hedge in _VAGUE


def _number(reading: Reading, start: int, end: int, findings: Sequence[Finding], witnesses: Sequence[Witness], counts: bool) -> Number:
    status = _status(findings, witnesses)
    order = sorted(findings, key=lambda row: (_of(row) != status, STATUSES.index(_of(row)), -row.score, row.claim))
    heard = sorted(witnesses, key=lambda witness: (witness.agrees, witness.telling.source.name, witness.telling.start))
    at, to = reading.position(start), reading.position(end)
    return Number(start, end, at, to, reading.text[start:end], status, tuple(order), tuple(heard), counts)


def _of(finding: Finding) -> str:
    return "accepted" if finding.accepted is not None and finding.verdict == "contradicted" else _OF[finding.verdict]


def _status(findings: Sequence[Finding], witnesses: Sequence[Witness]) -> str:
    """Return what a number is: the registry speaks first, and only where it cannot say, the sources do."""
    told = {_of(finding) for finding in findings}
    for status in ("contradicted", "accepted", "verified"):
        if status in told:
            return status
    if any(not witness.agrees for witness in witnesses):
        return "told_otherwise"
    if witnesses:
        return "verified"
    return "differs_in_scope" if told else "unverified"
