"""check(registry, sources) → report: the whole run on one screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from factcheck.extract import read
from factcheck.findings import findings_of
from factcheck.match import Index, match
from factcheck.model import ClaimResult, Finding, Registry, Report, Source
from factcheck.review import review
from factcheck.statements import Statements
from factcheck.words import Passages

_WORST = {"contradicted": 0, "supported": 1, "not_comparable": 2}


def check(registry: Registry, sources: Iterable[Source], hedges: str = "implied") -> Report:
    """Return the report of a registry against sources; `hedges` is implied or logical."""
    index, statements = Index(registry.claims), Statements(registry.claims)
    found: dict[str, list[Finding]] = defaultdict(list)
    names: list[str] = []
    for source in sources:
        names.append(source.name)
        reading = read(source.text, source.lang, start=source.body, today=source.date, place=source.place, title=source.title)
        passages = Passages(reading)
        findings = findings_of(registry, index, source, reading, match(index, reading, passages=passages), hedges, passages)
        for finding in review(statements, source, passages, findings):
            found[finding.claim].append(finding)
    results = []
    for claim in registry.claims:
        mine = sorted(found[claim.id], key=lambda f: (_WORST[f.verdict], f.source, f.start, f.reason))
        results.append(ClaimResult(claim, mine[0].verdict if mine else "not_found", tuple(mine)))
    return Report(registry.path, tuple(results), tuple(names))
