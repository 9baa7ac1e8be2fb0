"""Contradicted numbers of a text → the claim's value in the text's own dress, each read and judged again before it is proposed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from factcheck.dress import Change, dresses
from factcheck.extract import reading_of
from factcheck.judge import convert
from factcheck.model import Claim, Finding, Mention, Quantity, Registry, Report, Source, replace
from factcheck.numerals import Wardrobe, wardrobe
from factcheck.pipeline import Checker
from factcheck.rows import NamedTuple

NUMBERS = frozenset(("FC101", "FC102"))  # what a number contradicts; the others are of dates, names and directions
_DIGITS_BEFORE, _DIGITS_BEHIND = re.compile(r"\d\s?(?:[-–—/]\s?)?$"), re.compile(r"\s?(?:[-–—/]\s?)?\d")
_PARTLY = "FC215"  # supported but for another number of the claim, which may be mended too


class Fix(NamedTuple):
    """What to write in place of `old`, which stands from `start` to `end` in the source's text."""

    finding: Finding
    start: int
    end: int
    old: str
    new: str


class NoFix(NamedTuple):
    """A contradiction for which nothing is proposed, and why."""

    finding: Finding
    why: str


def fixes(registry: Registry, report_or_findings: Report | Iterable[Finding], source: Source, hedges: str = "implied") -> list[Fix]:
    """Return what to write in place of a source's contradicted numbers, in the order of the text; all may be applied together.

    Each is judged again as written: alone it leaves no contradiction in its place and makes none, with the others it is supported.
    """
    return [row for row in proposals(registry, report_or_findings, source, hedges) if isinstance(row, Fix)]


def applied(text: str, changes: Iterable[Fix | Change]) -> str:
    """Return a text with changes made, which do not overlap; one that is told for two claims is made once."""
    parts: list[str] = []
    at = 0
    for start, end, new in _once(changes):
        parts += text[at:start], new
        at = end
    return "".join((*parts, text[at:]))


def proposals(
    registry: Registry, report_or_findings: Report | Iterable[Finding], source: Source, hedges: str = "implied"
) -> list[Fix | NoFix]:
    """Return for each contradiction of a source that nobody let pass a fix, or why there is none, in the order of the text."""
    wrong = [
        row for row in _all(report_or_findings) if row.verdict == "contradicted" and row.accepted is None and row.source == source.name
    ]
    if not wrong:
        return []
    return _Mending(registry, source, hedges).proposals(wrong)


def _all(given: Report | Iterable[Finding]) -> Iterable[Finding]:
    return (finding for result in given.results for finding in result.findings) if isinstance(given, Report) else given


Place = tuple[int, int]
_Key = tuple[str, str, int]  # claim, what it expects, where


class _Mending:
    """One source as it is mended: every proposal is judged by the whole run, on the text as it would be."""

    def __init__(self, registry: Registry, source: Source, hedges: str) -> None:
        self.registry, self.source = registry, source
        self.claims = {claim.id: claim for claim in registry.claims}
        self._checker = Checker(registry, hedges)
        reading = reading_of(source)
        self.robe: Wardrobe = wardrobe(reading)
        self.quantities: dict[Place, Quantity] = {
            (found.quantity.span.start, found.quantity.span.end): found.quantity for found in reading.found
        }
        self.before = self.judged(())
        self.wrong = {_key(row) for row in self.before if row.verdict == "contradicted"}

    def judged(self, changes: Collection[Fix | Change]) -> list[Finding]:
        """Return the findings of the source with changes made, where they stand in the text as it is."""
        text = applied(self.source.text, changes)
        return self._checker.findings(_with_text(self.source, text, _once(changes)))

    def proposals(self, wrong: Sequence[Finding]) -> list[Fix | NoFix]:
        """Return a fix or the reason for none of each finding; those of one place are mended together or not at all."""
        out: dict[int, Fix | NoFix] = {}
        places: dict[Place, list[Finding]] = defaultdict(list)
        for row in wrong:
            places[row.start, row.end].append(row)
        for place, rows in places.items():
            for row, proposal in zip(rows, self._of_place(place, rows), strict=True):
                out[id(row)] = proposal
        kept = self._together([row for row in out.values() if isinstance(row, Fix)])
        told = [_unless(kept, out[id(row)]) for row in wrong]
        return sorted(told, key=lambda row: (row.finding.start, row.finding.end, row.finding.claim))

    def _of_place(self, place: Place, rows: Sequence[Finding]) -> list[Fix | NoFix]:
        quantity = self.quantities.get(place)
        if quantity is None or any(row.reason not in NUMBERS for row in rows):
            return [NoFix(row, "what differs is a date, a name, a rank or a direction: mend the sentence by hand") for row in rows]
        if _touches_digits(self.source.text, quantity):
            return [NoFix(row, "it stands so close to another number that the two may be one") for row in rows]
        claims = sorted({row.claim for row in rows})
        others = sorted({row.claim for row in self.before if (row.start, row.end) == place and row.verdict == "supported"} - set(claims))
        tried = False
        for row in rows:
            claim = self.claims[row.claim]
            target = _target(claim, row, quantity)
            if target is None:
                continue
            for change in dresses(self.robe, claim, target, quantity):
                tried = True
                if self._holds(change, rows, others):
                    old = self.source.text[change.start : change.end]
                    return [Fix(each, change.start, change.end, old, change.new) for each in rows]
        if len(claims) + len(others) > 1:
            why = f"claims compete for this number: {', '.join(sorted([*claims, *others]))}"
            return [NoFix(row, why) for row in rows]
        return [NoFix(row, self._why(row, quantity, tried)) for row in rows]

    def _why(self, row: Finding, quantity: Quantity, tried: bool) -> str:
        claim = self.claims[row.claim]
        target = _target(claim, row, quantity)
        if target is None:
            return "the claim's number is not told by a value"
        if convert(quantity.unit, target.quantity.unit, ()) is None:
            return f"the claim is told in {target.quantity.unit.symbol}, and no value here may be worked out from an exchange rate"
        if target.quantity.value * quantity.value < 0:
            return f"{row.expected} is not below zero as this number is, or the other way round"
        if not tried:
            return f"{row.expected} cannot be written the way this number is"
        return f"no way to write {row.expected} here would be read as supported"

    def _holds(self, change: Change, rows: Sequence[Finding], others: Collection[str]) -> bool:
        """Return whether a change alone supports the claims of its place, keeps what others had there, and makes no contradiction."""
        found = self.judged((change,))
        moved = len(change.new) - (change.end - change.start)
        here = [row for row in found if row.start < change.start + len(change.new) and change.start < row.end]
        fits = {row.claim for row in here if (row.verdict == "supported" or row.reason == _PARTLY) and self._is_plain(row)}
        if not {row.claim for row in rows} | set(others) <= fits:
            return False
        back = {_key(row, moved if row.start > change.start else 0) for row in found if row.verdict == "contradicted"}
        return back <= self.wrong - {_key(row) for row in rows}

    def _is_plain(self, row: Finding) -> bool:
        """Return whether a number has one reading only."""
        compared = row.evidence.compared if row.evidence is not None else None
        return compared is None or compared.found.other is None

    def _together(self, chosen: Sequence[Fix]) -> set[Place]:
        """Return the places of the fixes that are supported when all of them are made."""
        kept = list(chosen)
        while kept:
            changes = _once(kept)
            found = self.judged(changes)
            bad = {(fix.start, fix.end) for fix in kept if not _is_supported(fix, changes, found)}
            if not bad:
                break
            kept = [fix for fix in kept if (fix.start, fix.end) not in bad]
        return {(fix.start, fix.end) for fix in kept}


def _unless(kept: Collection[Place], row: Fix | NoFix) -> Fix | NoFix:
    if isinstance(row, NoFix) or (row.start, row.end) in kept:
        return row
    return NoFix(row.finding, "the claim would still not be supported: it has another number, which the text lacks or tells otherwise")


def _once(changes: Iterable[Fix | Change]) -> list[Change]:
    return [Change(*row) for row in sorted({(change.start, change.end, change.new) for change in changes})]


def _touches_digits(text: str, quantity: Quantity) -> bool:
    """Return whether digits stand right before or behind a number: 2 900 may be one number that was read as two."""
    start, end = quantity.number
    return _DIGITS_BEFORE.search(text, max(0, start - 4), start) is not None or _DIGITS_BEHIND.match(text, end) is not None


def _key(row: Finding, moved: int = 0) -> _Key:
    return row.claim, row.expected, row.start - moved


def _is_supported(fix: Fix, changes: Sequence[Change], found: Iterable[Finding]) -> bool:
    start = fix.start + sum(len(other.new) - (other.end - other.start) for other in changes if other.start < fix.start)
    end = start + len(fix.new)
    return any(row.claim == fix.finding.claim and row.verdict == "supported" and row.start < end and start < row.end for row in found)


def _target(claim: Claim, row: Finding, quantity: Quantity) -> Mention | None:
    """Return the number of a claim that a finding holds a quantity against."""
    mine = [mention for mention in claim.mentions if mention.quantity.span.of(claim.text) == row.expected]
    return next((mention for mention in mine if mention.quantity.unit == quantity.unit), mine[0] if mine else None)


def _with_text(source: Source, text: str, changes: Sequence[Change]) -> Source:
    """Return a source with another text; what stands behind a change moves with it."""

    def moved(offset: int) -> int:
        return offset + sum(len(change.new) - (change.end - change.start) for change in changes if change.end <= offset)

    comments = tuple(span._replace(start=moved(span.start), end=moved(span.end)) for span in source.comments)
    return replace(source, text=text, comments=comments, locations=(), exemptions=())
