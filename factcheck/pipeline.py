"""check(registry, sources) → report: the whole run on one screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from factcheck.extract import read
from factcheck.findings import findings_of
from factcheck.match import Index, match
from factcheck.model import ClaimResult, Finding, Registry, Report, Source
from factcheck.review import review
from factcheck.statements import Statements
from factcheck.words import Passages

_WORST = {"contradicted": 0, "supported": 1, "not_comparable": 2}


class Checker:
    """A registry with what is made of it once, to hold any number of sources against; `hedges` is implied or logical."""

    def __init__(self, registry: Registry, hedges: str = "implied") -> None:
        self.registry, self.hedges = registry, hedges
        self._index, self._statements = Index(registry.claims), Statements(registry.claims)

    def findings(self, source: Source) -> list[Finding]:
        """Return what a source tells of the claims."""
        reading = read(source.seen, source.lang, start=source.body, today=source.date, place=source.place, title=source.title)
        passages = Passages(reading)
        pairs = match(self._index, reading, passages=passages)
        found = findings_of(self.registry, self._index, source, reading, pairs, self.hedges, passages)
        return _located(source, review(self._statements, source, passages, found))


def findings(registry: Registry, sources: Iterable[Source], hedges: str = "implied") -> Iterator[tuple[Source, list[Finding]]]:
    """Yield each source with what it tells of the claims, as soon as it is read; `hedges` is implied or logical."""
    checker = Checker(registry, hedges)
    for source in sources:
        yield source, checker.findings(source)


def _located(source: Source, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings, each with where it stands in the document that its text was taken out of."""
    if not source.locations:
        return list(found)
    return [replace(finding, location=source.location(finding.start)) for finding in found]


def gather(registry: Registry, told: Iterable[tuple[Source, list[Finding]]], texts: bool = False) -> Report:
    """Return the report of what the sources tell; with `texts`, it keeps the text of each source that has a finding."""
    found: dict[str, list[Finding]] = defaultdict(list)
    sources: list[Source] = []
    for source, findings in told:
        sources.append(source if texts and findings else replace(source, text="", locations=(), comments=(), exemptions=()))
        for finding in findings:
            found[finding.claim].append(finding)
    results = []
    for claim in registry.claims:
        mine = sorted(found[claim.id], key=lambda f: (_WORST[f.verdict], f.source, f.start, f.reason))
        results.append(ClaimResult(claim, mine[0].verdict if mine else "not_found", tuple(mine)))
    return Report(registry.path, tuple(results), tuple(sources))


def check(registry: Registry, sources: Iterable[Source], hedges: str = "implied") -> Report:
    """Return the report of a registry against sources."""
    return gather(registry, findings(registry, sources, hedges))
