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


def findings(registry: Registry, sources: Iterable[Source], hedges: str = "implied") -> Iterator[tuple[Source, list[Finding]]]:
    """Yield each source with what it tells of the claims, as soon as it is read; `hedges` is implied or logical."""
    index, statements = Index(registry.claims), Statements(registry.claims)
    for source in sources:
        reading = read(source.seen, source.lang, start=source.body, today=source.date, place=source.place, title=source.title)
        passages = Passages(reading)
        found = findings_of(registry, index, source, reading, match(index, reading, passages=passages), hedges, passages)
        yield source, _located(source, review(statements, source, passages, found))


def _located(source: Source, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings, each with where it stands in the document that its text was taken out of."""
    if not source.locations:
        return list(found)
    return [replace(finding, location=source.location(finding.start), row=source.row) for finding in found]


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
