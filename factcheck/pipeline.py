"""check(registry, sources) → report: the whole run on one screen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from factcheck.extract import read
from factcheck.findings import findings_of
from factcheck.lang import detect
from factcheck.match import Index, match
from factcheck.model import ArchiveRow, ClaimResult, Counted, Finding, Registry, Report, Source, replace
from factcheck.review import review
from factcheck.statements import Statements
from factcheck.words import Passages

_WORST = {"contradicted": 0, "supported": 1, "not_comparable": 2}
SILENT = 1_000  # sources that tell of no claim, up to which a report lists them


Told = Iterable[tuple[Source, list[Finding]]]
Counts = dict[str, Counter[str]]


class Checker:
    """A registry with what is made of it once, to hold any number of sources against; `hedges` is implied or logical.

    A process that is forked afterwards shares it.
    """

    def __init__(self, registry: Registry, hedges: str = "implied") -> None:
        self.registry, self.hedges = registry, hedges
        self._index, self._statements = Index(registry.claims), Statements(registry.claims)

    def passing(self, source: Source) -> Collection[int]:
        """Return the numbers of the claims that a source may tell by its words; of no other claim its findings depend."""
        sieve = self._index.sieve
        return sieve.passing(sieve.text(source.seen, source.body, source.title, source.place, source.lang))

    def findings(self, source: Source, passed: Collection[int] | None = None) -> list[Finding]:
        """Return what a source tells of the claims, of those that are `passing`; where there is none, it is not read."""
        passed = self.passing(source) if passed is None else passed
        if not passed:
            return []
        reading = read(source.seen, source.lang, start=source.body, today=source.date, place=source.place, title=source.title)
        passages = Passages(reading)
        pairs = match(self._index, reading, passages=passages, among=passed)
        found = findings_of(self.registry, self._index, source, reading, pairs, self.hedges, passages)
        may = {self.registry.claims[number].id for number in passed}
        return _located(source, review(self._statements, source, passages, found, may))


def findings(registry: Registry, sources: Iterable[Source], hedges: str = "implied") -> Iterator[tuple[Source, list[Finding]]]:
    """Yield each source with what it tells of the claims, as soon as it is read; `hedges` is implied or logical."""
    checker = Checker(registry, hedges)
    for source in sources:
        yield source, checker.findings(source)


def _located(source: Source, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings, each with where it stands in the document that its text was taken out of."""
    if not source.locations:
        return list(found)
    return [replace(finding, location=source.location(finding.start), row=source.row) for finding in found]


def slim(source: Source) -> Source:
    """Return a source without its text and what belongs to it: what reports tell of one."""
    return replace(in_language(source), text="", locations=(), comments=(), exemptions=())


def in_language(source: Source) -> Source:
    """Return a source with its language, which is not looked for in texts that nobody reads."""
    return source if source.lang or not source.text else replace(source, lang=detect(source.seen[source.body :].lstrip()))


def gather(registry: Registry, told: Told, texts: bool = False, *, kept: bool = True, counts: Counts | None = None) -> Report:
    """Return the report of what the sources tell; with `texts`, it keeps the text of each source that has a finding.

    Sources that tell of no claim are listed, all of them, as long as they are few. Without `kept` nothing is listed and findings are only
    counted, for they were told while they came: then nothing grows with the sources. `counts` are of findings that are not among them, by
    claim, and may grow while the sources come.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    counts = defaultdict(Counter) if counts is None else counts
    sources: list[Source] = []
    rows: dict[str, ArchiveRow] = {}
    read = silent = 0
    for source, findings in told:
        read += 1
        if findings and source.row is not None and rows.setdefault(source.name, source.row) != source.row:
            source, findings = _apart(source, source.row, findings)
        if not kept:
            _count(counts, findings)
            continue
        if not findings:
            silent += 1
            if silent > SILENT:
                continue
        sources.append(in_language(source) if texts and findings else slim(source))
        for finding in findings:
            found[finding.claim].append(finding)
    if silent > SILENT:
        telling = {finding.source for findings in found.values() for finding in findings}
        sources = [source for source in sources if source.name in telling]
    results = []
    for claim in registry.claims:
        mine = sorted(found[claim.id], key=lambda f: (_WORST[f.verdict], f.source, f.start, f.reason))
        counted = Counted(*(counts[claim.id][name] for name in Counted._fields)) if claim.id in counts else None
        verdicts = {finding.verdict for finding in mine[:1]} or {verdict for verdict in _WORST if counts[claim.id][verdict]}
        results.append(ClaimResult(claim, min(verdicts, key=_WORST.__getitem__, default="not_found"), tuple(mine), counted))
    return Report(registry.path, tuple(results), tuple(sources), unlisted=read - len(sources))


def totals(registry: Registry, counts: Mapping[str, Counted], read: int) -> Report:
    """Return the report of a run whose findings were counted elsewhere, claim by claim, in so many sources."""
    results = []
    for claim in registry.claims:
        counted = counts.get(claim.id)
        verdicts = {verdict for verdict in _WORST if counted is not None and getattr(counted, verdict)}
        results.append(ClaimResult(claim, min(verdicts, key=_WORST.__getitem__, default="not_found"), (), counted))
    return Report(registry.path, tuple(results), (), unlisted=read)


def _apart(source: Source, row: ArchiveRow, findings: list[Finding]) -> tuple[Source, list[Finding]]:
    """Return a row of an archive that has the id of an earlier one, told apart from it by its place."""
    name = f"{source.name} ({row.unit} {row.number})"
    return replace(source, name=name), [replace(finding, source=name) for finding in findings]


def _count(counts: Counts, findings: Iterable[Finding]) -> None:
    for finding in findings:
        count = counts[finding.claim]
        count[finding.verdict] += 1
        count["accepted"] += finding.verdict == "contradicted" and finding.accepted is not None
        count["open"] += finding.accepted is None


def check(registry: Registry, sources: Iterable[Source], hedges: str = "implied") -> Report:
    """Return the report of a registry against sources."""
    return gather(registry, findings(registry, sources, hedges))
