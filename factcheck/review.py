"""The findings of a document, looked at again: does a sentence that tells a claim's numbers tell its dates, names and directions too?"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from factcheck import lang as languages
from factcheck.certain import is_of_session
from factcheck.evidence import share
from factcheck.explain import explain_apart, explain_retold, explain_same, explain_untold
from factcheck.features import rarity
from factcheck.model import Claim, Evidence, Finding, Gate, Scope, Source, replace, same_week
from factcheck.reasons import REASONS
from factcheck.retold import Difference, differences, is_told, same
from factcheck.rows import NamedTuple
from factcheck.statements import Statement, Statements
from factcheck.sure import Cover, is_doubtful, is_sure, number_behind
from factcheck.telling import Telling, agree, name_words
from factcheck.told import DENIAL, DIRECTION, NAME, NUMBER, RANK, TIME, Item, Name, Told, When
from factcheck.words import Passages, Words

_CERTAIN = {TIME: "FC103", NUMBER: "FC104", RANK: "FC104", DIRECTION: "FC105", DENIAL: "FC106", NAME: "FC107"}
_DOUBTFUL = {TIME: "FC204", NUMBER: "FC213", RANK: "FC213", DIRECTION: "FC214", DENIAL: "FC208", NAME: "FC212"}
_ARTICLE = 5  # sentences of a text that can be expected to name what it tells of
_STRANGE = 0.35  # most weight of words right beside a number that agrees which stand on one side only, on either side
_NEAR = 2  # sentences around a finding in which its claim may be told again
_PASSAGE = 0.5  # least share of a claim's words in a passage that may tell it again
_RETOLD = (0.9, 0.6)  # shares of a claim's words in passage and sentence at which its dates and names support it
_APART = ("FC204", "FC205", "FC209")
_ELSEWHERE = 0.6  # of the words shared here, what another place must share to tell the same of the same thing


# An article supports a claim of whose words it holds this share somewhere, or lacks only words this telling (features.rarity) in all
# (docs/accuracy.md); and how many of those it lacks are named.
_HELD, _UNTOLD, _SHOWN = 0.95, 0.15, 3


class Slot(NamedTuple):
    """A difference where it stands, and whether it is certain that both tell of one thing."""

    mine: Told
    theirs: Told
    difference: Difference
    cover: Cover
    certain: bool


def review(
    statements: Statements,
    source: Source,
    passages: Passages,
    findings: Sequence[Finding],
    may: Container[str] | None = None,
    strict: bool = True,
) -> list[Finding]:
    """Return the findings of a document: supports that a difference speaks against are doubted, certain differences are contradictions.

    `may` are the claims that it may tell, where that is known; `strict` doubts also a number that agrees beside words of its own.
    """
    rows: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        rows[finding.claim].append(finding)
    document, out = _Document(source, passages, strict), []
    for claim, mine in rows.items():
        out += document.review(statements.get(claim), mine, ())
    for claim, near in statements.candidates(passages.reading, may).items():
        out += document.review(statements.get(claim), [], near)
    return out


def _word_at(text: str, start: int) -> str:
    """Return the word that begins at an offset."""
    end = start
    while end < len(text) and (text[end].isalnum() or unicodedata.combining(text[end])):
        end += 1
    return text[start:end]


class _Document:
    """One document's sentences as they are held against claims."""

    def __init__(self, source: Source, passages: Passages, strict: bool) -> None:
        self.source, self.passages, self.reading, self.telling = source, passages, passages.reading, Telling(passages)
        self._strange = _STRANGE if strict and len(self.telling) >= _ARTICLE else 1.0
        self._untold: dict[str, str] = {}

    def review(self, statement: Statement, rows: Sequence[Finding], also: Collection[int]) -> list[Finding]:
        """Return a claim's findings after a look at the sentences around them, or at those given."""
        at = [self.telling.at(row.quote_start) for row in rows]
        near = sorted({k for n in at for k in self.telling.near(n, _NEAR)} | {k for n in also for k in self.telling.near(n)})
        apart = {n for row, n in zip(rows, at, strict=True) if row.reason in _APART}
        if statement.claim.lang != self.reading.language.code:
            return list(rows)  # words of two languages stand in no common place
        slots = [slot for n in near for slot in _one_difference(list(self.slots(statement, n)), n in apart)]
        doubts: dict[int, Slot] = {}
        for slot in slots:
            doubts.setdefault(slot.theirs.sentence, slot)
        out = [self.doubted(statement, row, doubts.get(n)) for row, n in zip(_of_other_editions(statement, rows), at, strict=True)]
        told: set[tuple[int, int]] = set()
        score = max((row.score for row in rows), default=None)
        for slot in slots:
            span = _stands(slot.theirs, slot.difference.theirs)
            if slot.certain and span not in told:
                told.add(span)
                out.append(self.contradiction(statement, slot, slot.cover.passage if score is None else score))
        if not statement.claim.mentions:
            out += [found for n in near if n not in doubts and (found := self.support(statement, n)) is not None]
        return out

    def contradiction(self, statement: Statement, slot: Slot, score: float) -> Finding:
        """Return the contradiction that a certain difference is."""
        gate = _gate(slot.mine, slot.difference.mine, slot.theirs, slot.difference.theirs)
        why = explain_retold(gate.name, gate.found, gate.expected, certain=True)
        finding = self.finding(statement, slot.theirs, slot.difference.theirs, _CERTAIN[gate.name], gate, score, why)
        row = slot.difference
        beside = {"weight shared before": row.context.left, "weight shared behind": row.context.right, "words beside": row.context.beside}
        evidence = self.evidence(statement, slot.theirs.sentence, row.mine, row.theirs, {**_shares(slot.cover), **beside})
        return replace(finding, evidence=evidence)

    def support(self, statement: Statement, n: int) -> Finding | None:
        """Return the support that a sentence gives a claim without a quantity by telling all its times, ranks and names, or None."""
        cover = _cover(statement.words.weights, self.passages.words(n).weights, self.passages.window(n))
        if cover.passage < _RETOLD[0] or cover.sentence < _RETOLD[1]:
            return None
        passage, here = self.telling.passage(n), self.telling.told(n)
        items = [(mine, item) for mine in statement.told for item in mine.items if item.kind in (TIME, NUMBER, RANK, NAME)]
        if not all(is_told(mine, item, passage) for mine, item in items):
            return None
        for mine, item in items:
            theirs = next((other for other in here.items if other.kind == item.kind != NAME and same(item, other)), None)
            if theirs is not None:
                gate = _gate(mine, item, here, theirs)._replace(passed=True)
                finding = self.finding(statement, here, theirs, "FC304", gate, cover.passage, explain_same(gate.found))
                return replace(finding, evidence=self.evidence(statement, n, item, theirs, _shares(cover)))
        return None

    def doubted(self, statement: Statement, row: Finding, slot: Slot | None) -> Finding:
        """Return a finding as not comparable where its sentence differs from the claim, or the document never tells a part of the claim.

        Numbers that agree beside such a difference support only a part of the claim; numbers that differ too tell of another fact.
        """
        if row.verdict == "not_comparable":
            return row
        if slot is not None and not (row.verdict == "contradicted" and _overlaps(slot, row)):
            gate = _gate(slot.mine, slot.difference.mine, slot.theirs, slot.difference.theirs)
            why = explain_retold(gate.name, gate.found, gate.expected, certain=False)
            return replace(row, verdict="not_comparable", reason=_DOUBTFUL[gate.name], explanation=why, gates=(*row.gates, gate))
        if row.verdict == "supported" and _swapped(row) > self._strange:
            return replace(row, verdict="not_comparable", reason="FC215", explanation=explain_apart(row.found, row.expected))
        untold = (self._known_untold(statement) or self.lacking(statement, row)) if row.verdict == "supported" else ""
        if untold:
            gate = Gate("told", untold, "", False)
            return replace(row, verdict="not_comparable", reason="FC215", explanation=explain_untold(untold), gates=(*row.gates, gate))
        return row

    def _known_untold(self, statement: Statement) -> str:
        """Return `untold`, which is the same for each finding of a claim."""
        if statement.claim.id not in self._untold:
            self._untold[statement.claim.id] = self.untold(statement)
        return self._untold[statement.claim.id]

    def untold(self, statement: Statement) -> str:
        """Return a name, year or day of a claim that an article nowhere tells, empty where there is none."""
        if len(self.telling) < _ARTICLE:
            return ""
        for told in statement.told:
            for item in told.items:
                if self.telling.is_untold(told, item):
                    start, end = _stands(told, item)
                    return told.tokens.text[start:end]
        return ""

    def lacking(self, statement: Statement, row: Finding) -> str:
        """Return the telling words of a claim that an article nowhere has where they are too many, else nothing."""
        if len(self.telling) < _ARTICLE or row.features.get("claim words in document", 1.0) >= _HELD:
            return ""
        numbers = [mention.quantity.span for mention in statement.claim.mentions]  # what is judged as a number: seventh is told by 7th
        words = (word for word in statement.words.words if not any(span.start <= word.start < span.end for span in numbers))
        light = languages.get(statement.claim.lang).retellings
        missing = {
            word.key: word
            for word in words
            if rarity(word.key, word.weight) and word.key not in self.passages.all and word.key not in light
        }
        if sum(rarity(word.key, word.weight) for word in missing.values()) < _UNTOLD:
            return ""
        telling = sorted(missing.values(), key=lambda word: -word.weight)[:_SHOWN]
        return ", ".join(_word_at(statement.claim.text, word.start) for word in sorted(telling, key=lambda word: word.start))

    def cover(self, statement: Statement, mine: Told, theirs: Told, row: Difference) -> Cover:
        """Return how much of a claim a passage and its sentence tell, and of the sentence the claim, without the words that differ."""
        n = theirs.sentence
        one, other = _without(statement.words, mine, row.mine), _without(self.passages.words(n), theirs, row.theirs)
        return _cover(one, other, self.passages.window(n))

    def slots(self, statement: Statement, n: int) -> Iterator[Slot]:
        """Yield where sentence n tells something else than a claim."""
        if _cover(statement.words.weights, self.passages.words(n).weights, self.passages.window(n)).passage < _PASSAGE:
            return
        theirs = self.telling.told(n)
        for mine in statement.told:
            for row in differences(mine, theirs):
                cover = self.cover(statement, mine, theirs, row)
                if is_doubtful(mine, theirs, row, cover) and not self.is_told(statement, mine, theirs, row):
                    certain = self.is_certain(statement, mine, theirs, row)
                    certain = certain and is_sure(mine, theirs, row, cover, numbers=bool(statement.claim.mentions))
                    yield Slot(mine, theirs, row, cover, certain)

    def is_told(self, statement: Statement, mine: Told, theirs: Told, row: Difference) -> bool:
        """Return whether the passage tells what the claim does too, or the claim what the passage does."""
        if row.kind == DENIAL:
            return False
        passage = [theirs] if row.kind == NAME else self.telling.passage(theirs.sentence)
        least = row.context.both if row.kind == DIRECTION else 0.0
        if row.kind == DIRECTION and len(number := number_behind(mine, row.mine)) > 1:
            items = ((told, item) for told in passage for item in told.items if item.value == row.mine.value)
            if any(number_behind(told, item) == number for told, item in items):
                return True
        return is_told(mine, row.mine, passage, least) or is_told(theirs, row.theirs, statement.told, least)

    def is_certain(self, statement: Statement, mine: Told, theirs: Told, row: Difference) -> bool:
        """Return whether nothing in the document agrees with the claim where a sentence differs, and all else of it is told there."""
        if row.kind == DENIAL:
            return not self.is_number_denied(statement, theirs) and self.is_bound(statement, theirs.sentence, row)
        claim = statement.claim
        if row.kind == TIME and not row.of_years and is_of_session(claim.text, claim.lang):
            return False  # each day has its own draw
        if row.kind == DIRECTION and self.is_other_day(claim) and is_of_session(claim.text, claim.lang):
            return False  # what rose on one day fell on another
        if row.kind in (TIME, NUMBER, RANK) and not row.of_years and self.is_other_day(claim):
            return False  # the storm of another month has its own level
        least = _ELSEWHERE * row.context.both if row.kind == DIRECTION else 0.0
        if not self.is_bound(statement, theirs.sentence, row):
            return False
        if row.kind == NAME and self.telling.nearest_otherwise(statement, mine, row.mine) >= _ELSEWHERE * row.context.both:
            return True
        return self.telling.nearest(statement, mine, row.mine) < least

    def is_other_day(self, claim: Claim) -> bool:
        """Return whether claim and document are dated apart: what happens again has a day of its own each time."""
        return claim.date is not None and self.reading.today is not None and not same_week(claim.date, self.reading.today)

    def is_number_denied(self, statement: Statement, theirs: Told) -> bool:
        """Return whether a number is what is denied: that the number does not hold tells of no other."""
        mine = [mention.quantity for mention in statement.claim.mentions]
        return any(quantity.negated for quantity in (*mine, *self.reading.quantities(theirs.sentence)))

    def is_bound(self, statement: Statement, n: int, row: Difference) -> bool:
        """Return whether every number of a claim is told around sentence n, and every name but one that differs."""
        told, passage = self.telling.quantities(n), self.telling.passage(n)
        words = {key for sentence in passage for key in sentence.tokens.keys}
        if not all(any(agree(mention.quantity, quantity) for quantity in told) for mention in statement.claim.mentions):
            return False
        names = ((mine, item) for mine in statement.told for item in mine.items if item.kind == NAME and item != row.mine)
        return all(not words.isdisjoint(name_words(mine, item)) or is_told(mine, item, passage) for mine, item in names)

    def evidence(self, statement: Statement, n: int, mine: Item, theirs: Item, alike: Mapping[str, float]) -> Evidence:
        """Return what a finding beside the numbers rests on: the words that sentence n shares with a claim, and times as they were read."""
        claim = statement.claim
        words = share(claim.text, claim.lang, claim.date, self.passages, n, {})
        return Evidence(words, (_scope(mine), _scope(theirs)), alike=alike)

    def finding(self, statement: Statement, told: Told, item: Item, reason: str, gate: Gate, score: float, why: str) -> Finding:
        """Return the finding of a claim at an item of a sentence; its verdict is that of its reason."""
        start, end = _stands(told, item)
        sentence = self.reading.sentences[told.sentence].span
        return Finding(
            claim=statement.claim.id,
            verdict=REASONS[reason].verdict,
            reason=reason,
            score=round(score, 3),
            source=self.source.name,
            start=start,
            end=end,
            position=self.reading.position(start),
            end_position=self.reading.position(end),
            quote_start=sentence.start,
            quote=sentence.of(self.source.text),
            found=gate.found,
            expected=gate.expected,
            difference=None,
            difference_percent=None,
            unit="",
            explanation=why,
            gates=(gate,),
        )


def _swapped(row: Finding) -> float:
    """Return how much the words right beside two numbers say on either side that the other side lacks."""
    return min(row.features.get("strange words", 0.0), row.features.get("missing words", 0.0))


def _shares(cover: Cover) -> dict[str, float]:
    return {"claim words in passage": cover.passage, "claim words in sentence": cover.sentence, "source words in claim": cover.back}


def _scope(item: Item) -> Scope:
    """Return the time that an item tells as a scope, empty for what is no time."""
    return Scope(period=item.value.period, origin={"period": "sentence"}) if isinstance(item.value, When) else Scope()


def _gate(mine: Told, item: Item, theirs: Told, other: Item) -> Gate:
    """Return what two sentences tell in one place, as written, as a gate that fails."""
    expected, found = mine.tokens.text[slice(*_stands(mine, item))], theirs.tokens.text[slice(*_stands(theirs, other))]
    return Gate(item.kind, expected, found, False)


def _cover(mine: Mapping[str, float], theirs: Mapping[str, float], window: Mapping[str, float]) -> Cover:
    shared = sum(weight for key, weight in mine.items() if key in theirs)
    back = sum(weight for key, weight in theirs.items() if key in mine)
    passage = sum(weight for key, weight in mine.items() if key in window)
    whole = max(1e-9, sum(mine.values()))
    return Cover(passage / whole, shared / whole, back / max(1e-9, sum(theirs.values())))


def _without(words: Words, told: Told, item: Item) -> dict[str, float]:
    """Return the weights of a sentence's words without those of an item."""
    start, end = _stands(told, item)
    own = {word.key for word in words.words if start <= word.start < end}
    if isinstance(item.value, Name):
        own.add(f"@{item.value.text}")
    return {key: weight for key, weight in words.weights.items() if key not in own}


def _stands(told: Told, item: Item) -> tuple[int, int]:
    """Return where an item stands in its text; a denial, or what is denied on the other side only, takes the word behind it."""
    end = item.end + 1 if item.kind == DENIAL else item.end
    return told.tokens.starts[item.first], told.tokens.ends[min(end, len(told.tokens.ends)) - 1]


def _one_difference(slots: list[Slot], apart: bool) -> list[Slot]:
    """Return the slots of one sentence; where it differs in several things, or its numbers were told `apart`, it tells another fact."""
    kinds = {slot.difference.kind for slot in slots}
    if len(kinds) > 1 or (apart and kinds != {TIME}):
        return [slot._replace(certain=False) for slot in slots]
    return slots


def _of_other_editions(statement: Statement, rows: Sequence[Finding]) -> list[Finding]:
    """Return the findings of a claim; where a sentence tells another edition or rank and another number too, it tells another fact."""
    ranks = {m.quantity.span.of(statement.claim.text) for m in statement.claim.mentions if m.quantity.kind == "rank"}
    told: dict[int, set[bool]] = defaultdict(set)
    edition = {row.quote_start: row for row in rows if row.verdict == "contradicted" and row.expected in ranks}
    for row in rows:
        if row.verdict == "contradicted" or row.reason == "FC211":
            told[row.quote_start].add(row.expected in ranks)
    out = []
    for row in rows:
        other = edition.get(row.quote_start)
        if other is not None and row.verdict == "contradicted" and len(told[row.quote_start]) > 1:
            gate = Gate(RANK, other.expected, other.found, False)
            why = explain_retold(RANK, other.found, other.expected, certain=False)
            row = replace(row, verdict="not_comparable", reason="FC213", explanation=why, gates=(*row.gates, gate))
        out.append(row)
    return out


def _overlaps(slot: Slot, row: Finding) -> bool:
    """Return whether a difference is that of the finding's own numbers, read once more as part of a name."""
    start, end = _stands(slot.theirs, slot.difference.theirs)
    gate = _gate(slot.mine, slot.difference.mine, slot.theirs, slot.difference.theirs)
    return (start < row.end and row.start < end) or (gate.found, gate.expected) == (row.found, row.expected)
