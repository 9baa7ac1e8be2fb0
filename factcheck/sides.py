"""Sources held against each other: each one's numbers are claims that the others are judged by → links between mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from factcheck.certain import barred, is_of_session
from factcheck.extract import Reading, read
from factcheck.findings import chosen, finding_of
from factcheck.match import Index, match
from factcheck.model import Claim, Finding, Mention, Registry, Source, Span
from factcheck.review import review
from factcheck.slots import likelihood
from factcheck.statements import Statements
from factcheck.words import Passages

_SAME_SESSION = 0.5  # least share of a sentence's other numbers that the other tells too, for one session to be meant by both


class Place(NamedTuple):
    """A mention by the number of its source and its own among the source's quantities."""

    source: int
    found: int


class Link(NamedTuple):
    """What one source's number is, seen from a claim that another makes: its verdict and reason, and how likely or certain it is."""

    mine: Place
    theirs: Place
    verdict: str
    reason: str
    score: float
    certain: float
    features: Mapping[str, float]


class _Statement(NamedTuple):
    """A claim made of a source's text, and which of the source's quantities it holds."""

    claim: Claim
    source: int
    found: tuple[int, ...]


def links(sources: Sequence[Source], readings: Sequence[Reading]) -> Iterator[Link]:
    """Yield what each source tells of what each other one claims, source by source."""
    made = [row for s, reading in enumerate(readings) for row in _statements(s, reading)]
    index = Index([row.claim for row in made])
    statements, registry = Statements(index.claims), Registry("", tuple(index.claims))
    own: dict[int, set[int]] = defaultdict(set)
    for number, row in enumerate(made):
        own[row.source].add(number)
    by_id = {row.claim.id: row for row in made}
    sessions = [_is_of_sessions(reading) for reading in readings]
    for s, (source, reading) in enumerate(zip(sources, readings, strict=True)):
        passages = Passages(reading)
        pairs = defaultdict(list)
        for pair in match(index, reading, passages=passages, own=own[s]):
            pairs[made[pair.target.claim].source].append(pair)
        # One other source at a time: a third that agrees with this one must not excuse it before the second.
        for _, group in sorted(pairs.items()):
            rows = chosen(registry, index, reading, group, "implied")
            findings = [finding_of(index, source, reading, row) for row in rows]
            targets = {_key(finding): (row.pair.target.mention, row.pair.found) for row, finding in reversed(list(zip(rows, findings, strict=True)))}
            for finding in review(statements, source, passages, findings):
                if _key(finding) in targets:  # what is told beside the numbers is no matter here
                    target, found = targets[_key(finding)]
                    yield _link(by_id[finding.claim], target, Place(s, found), finding, sessions[s] or sessions[by_id[finding.claim].source])


def read_source(source: Source) -> Reading:
    """Return a source as read."""
    return read(source.text, source.lang, start=source.body, today=source.date, place=source.place, title=source.title)


def _link(made: _Statement, target: int, theirs: Place, finding: Finding, sessions: bool) -> Link:
    """Return a finding as a link; `sessions` says whether one of the two texts tells of a day's trading or of a draw."""
    verdict, certain, features = finding.verdict, 0.0, finding.features
    if (verdict == "contradicted" or finding.reason == "FC211") and not barred(finding.score, features):
        certain = likelihood("certain", features)
    if sessions and verdict != "supported" and features["other numbers"] < _SAME_SESSION:
        certain = 0.0
    return Link(Place(made.source, made.found[target]), theirs, verdict, finding.reason, finding.score, certain, features)


def _is_of_sessions(reading: Reading) -> bool:
    """Return whether a text tells what has another value each day of trading, or in each draw."""
    code = reading.language.code
    sentences = (sentence.span.of(reading.text) for sentence in reading.sentences)
    return sum(is_of_session(text, code) for text in (reading.title, *sentences)) > 1


def _key(finding: Finding) -> tuple[str, int, int, str]:
    return finding.claim, finding.start, finding.end, finding.expected


def _statements(s: int, reading: Reading) -> Iterator[_Statement]:
    """Yield the claims that a source makes: each sentence with all its numbers, and each number with the words that are its own."""
    for n, members in reading.by_sentence.items():
        spans: dict[tuple[Span, tuple[int, ...]], None] = {(reading.sentences[n].span, tuple(members)): None}
        if len(members) > 1:
            for k in members:
                spans |= dict.fromkeys(_parts(reading, members, k))
        for number, (span, found) in enumerate(spans):
            yield _Statement(_claim(f"{s}.{n}.{number}", reading, span, found), s, found)


def _parts(reading: Reading, members: range, k: int) -> Iterator[tuple[Span, tuple[int, ...]]]:
    """Yield the clause of a number with all numbers in it, and what of it stands between the numbers beside it."""
    own = reading.found[k].quantity.span
    clause = reading.mention(k).clause
    spans = [(j, reading.found[j].quantity.span) for j in members]
    start, end = min(clause.start, own.start), max(clause.end, own.end)
    yield Span(start, end), tuple(j for j, span in spans if start <= span.start and span.end <= end)
    start = max([start, *(span.end for _, span in spans if span.end <= own.start)])
    end = min([end, *(span.start for _, span in spans if span.start >= own.end)])
    yield Span(start, end), (k,)


def _claim(name: str, reading: Reading, span: Span, found: Iterable[int]) -> Claim:
    """Return a part of a text as a claim; its numbers keep the scope that the whole text gives them."""
    mentions = tuple(_moved(reading.mention(k), -span.start) for k in found)
    text = span.of(reading.text)
    return Claim(name, text, reading.language.code, mentions, reading.position(span.start), date=reading.today)


def _moved(mention: Mention, by: int) -> Mention:
    quantity = mention.quantity
    moved = quantity._replace(span=_shifted(quantity.span, by), number=_shifted(quantity.number, by))
    return mention._replace(quantity=moved, sentence=0, clause=_shifted(mention.clause, by))


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
