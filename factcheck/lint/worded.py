"""Claims without a quantity that tell of one thing: each is held against the others as a sentence of a source would be."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract import read_statement
from factcheck.fingerprint import plain
from factcheck.lint.place import Fault, Places
from factcheck.model import Claim, Finding, Registry, Source
from factcheck.review import review
from factcheck.statements import Statements
from factcheck.words import Passages


def disagreements(registry: Registry, places: Places) -> Iterator[Fault]:
    """Yield statements that tell another date, name or rank than an earlier one, or the same again; the fault stands at the later one."""
    order = {claim.id: place for place, claim in enumerate(registry.claims)}
    found = {(finding.claim, claim.id): finding for claim, finding in _findings(registry)}
    said: dict[str, Claim] = {}
    for claim in registry.claims:
        if not claim.mentions and (earlier := said.setdefault(plain(claim.text).casefold(), claim)) is not claim:
            yield _twice(earlier, claim, places)
    for (name, other), finding in sorted(found.items(), key=lambda row: (order[row[0][1]], order[row[0][0]])):
        earlier, later = registry.claims[order[name]], registry.claims[order[other]]
        if order[name] > order[other]:
            continue
        if finding.verdict == "contradicted":
            message = f"“{finding.found}”, where {places.line(earlier)} tells “{finding.expected}” of the same"
            yield places.fault(later, "FC601", message, "keep the one that is true", "claim", beside=[earlier])
        elif _is_support(found.get((other, name))) and said[plain(later.text).casefold()] is later:
            yield _twice(earlier, later, places)


def _twice(earlier: Claim, later: Claim, places: Places) -> Fault:
    return places.fault(later, "FC602", f"tells again what {places.line(earlier)} tells", "keep one of the two", "claim", beside=[earlier])


def _findings(registry: Registry) -> Iterator[tuple[Claim, Finding]]:
    """Yield what each claim without a quantity tells of another one."""
    worded = [claim for claim in registry.claims if not claim.mentions]
    statements = Statements(worded)
    for claim in worded:
        reading = read_statement(claim.text, claim.lang, claim.date)
        for finding in review(statements, Source(claim.id, claim.text, lang=claim.lang), Passages(reading), []):
            if finding.claim != claim.id and finding.verdict in ("contradicted", "supported"):
                yield claim, finding


def _is_support(finding: Finding | None) -> bool:
    return finding is not None and finding.verdict == "supported"
