"""Sources held against each other: each one's numbers are claims that the others are judged by → links between mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from factcheck.certain import barred, is_of_session
from factcheck.extract import Reading
from factcheck.findings import chosen, finding_of
from factcheck.match import Index, Pair, match
from factcheck.model import Claim, Finding, Mention, Registry, Source, Span
from factcheck.review import review
from factcheck.rows import NamedTuple
from factcheck.slots import likelihood
from factcheck.statements import Statements
from factcheck.values import value_key
from factcheck.words import Passages

_SAME_SESSION = 0.5  # least share of a sentence's other numbers that the other tells too, for one session to be meant by both
_LIKELY = 0.5  # least likelihood that two mentions are of one fact
_TELLING = 3  # significant digits
_JOINING = frozenset(("với", "và", "with", "and"))
_SESSIONS = 0.2  # share of sentences with numbers


class Spot(NamedTuple):
    """A mention by the number of its source and its own among the source's quantities."""

    source: int
    found: int


class Link(NamedTuple):
    """What one source's number is, seen from a claim that another makes: verdict and reason, and for a number that differs how certain."""

    mine: Spot
    theirs: Spot
    verdict: str
    reason: str
    certain: float


class _Statement(NamedTuple):
    """A claim made of a source's text, and which of the source's quantities it holds."""

    claim: Claim
    source: int
    found: tuple[int, ...]


def links(sources: Sequence[Source], texts: Sequence[Passages], near: Sequence[Mapping[int, float]]) -> Iterator[Link]:
    """Yield what each source tells of what its partners claim, source by source; `texts` are the sources as read, `near` their partners."""
    readings = [text.reading for text in texts]
    made = [row for s, reading in enumerate(readings) for row in _statements(s, reading)]
    index = Index([row.claim for row in made])
    statements, registry = Statements(index.claims), Registry("", tuple(index.claims))
    own: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(made):
        own[row.source].append(number)
    by_id = {row.claim.id: row for row in made}
    sessions = [is_of_sessions(reading) for reading in readings]
    for s, (source, reading) in enumerate(zip(sources, readings, strict=True)):
        passages = texts[s]
        pairs: dict[int, list[Pair]] = defaultdict(list)
        among = {number for other in near[s] for number in own[other]}  # so that all the others cost it nothing
        for pair in match(index, reading, _LIKELY, passages, among=among):
            pairs[made[pair.target.claim].source].append(pair)
        # One other source at a time: a third that agrees with this one must not excuse it before the second.
        for _, group in sorted(pairs.items()):
            rows = chosen(registry, index, passages, group, "implied")
            findings = [finding_of(index, source, reading, row) for row in rows]
            targets: dict[tuple[str, int, int, str], tuple[int, int]] = {}
            for judged, finding in zip(rows, findings, strict=True):
                targets.setdefault(_key(finding), (judged.pair.target.mention, judged.pair.found))
            for finding in review(statements, source, passages, findings, strict=False):
                if _key(finding) in targets:  # what is told beside the numbers is no matter here
                    target, found = targets[_key(finding)]
                    yield _link(
                        by_id[finding.claim], target, Spot(s, found), finding, reading, sessions[s] or sessions[by_id[finding.claim].source]
                    )


def _link(made: _Statement, target: int, theirs: Spot, finding: Finding, reading: Reading, sessions: bool) -> Link:
    """Return a finding as a link; `sessions` says whether one of the two texts tells of a day's trading or of a draw."""
    n = reading.found[theirs.found].sentence
    verdict, certain, features = finding.verdict, 0.0, finding.features
    if (verdict == "contradicted" or finding.reason == "FC211") and not _is_barred(features):
        certain = likelihood("certain", features)
    sessions = sessions or is_of_session(made.claim.text, made.claim.lang)
    if sessions and verdict != "supported" and not (features["other numbers"] >= _SAME_SESSION and _is_one_session(made.claim, reading, n)):
        certain = 0.0
    return Link(Spot(made.source, made.found[target]), theirs, verdict, finding.reason, certain)


def _is_one_session(claim: Claim, reading: Reading, n: int) -> bool:
    """Return whether a claim and sentence n tell a number in common that two days will hardly have: 500,94 points, 132 shares."""
    mine, theirs = (m.quantity for m in claim.mentions), {value_key(q) for q in reading.quantities(n)}
    return any(len(q.value.normalize().as_tuple().digits) >= _TELLING and value_key(q) in theirs for q in mine)


@lru_cache(maxsize=4096)  # every pair of a source's numbers asks
def is_of_sessions(reading: Reading) -> bool:
    """Return whether a text is of what has another value each day of trading, or in each draw."""
    texts = [reading.sentences[n].span.of(reading.text) for n in reading.by_sentence]
    return sum(is_of_session(text, reading.language.code) for text in texts) > _SESSIONS * len(texts)


def _is_barred(features: Mapping[str, float]) -> bool:
    """Return whether a number that differs tells another fact however likely: texts that are compared need no date to tie them."""
    return bool(features["status of one untold"] or barred(1.0, {**features, "same week": 1.0}))


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
    tokens = reading.tokens(reading.found[k].sentence)
    if end < clause.end:  # what joins the next number tells of that one: 3.334 doanh nghiệp với tổng vốn 32.275 tỷ đồng
        joins = (at for at, key in zip(tokens.starts, tokens.keys, strict=True) if own.end <= at < end and key in _JOINING)
        end = next(joins, end)
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
