"""Claims without a quantity that tell of one thing: each is held against the others as a sentence of a source would be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from factcheck.extract import read_statement
from factcheck.fingerprint import plain
from factcheck.lint.place import Fault, Places
from factcheck.model import Claim, Finding, Registry, Source
from factcheck.review import review
from factcheck.statements import Statements
from factcheck.words import Passages

_DATE = "FC103"
_SERIES = 2  # findings of dates that differ, one each way: more of them make a series, a statement for each of its days


def disagreements(registry: Registry, places: Places) -> Iterator[Fault]:
    """Yield statements that tell another date, name or rank than an earlier one, or the same again; the fault stands at the later one."""
    worded = [claim for claim in registry.claims if not claim.mentions]
    said: dict[str, Claim] = {}
    for claim in worded:
        if (earlier := said.setdefault(plain(claim.text).casefold(), claim)) is not claim:
            yield _twice(earlier, claim, places)
    once = list(said.values())
    found = {(finding.claim, claim.id): finding for claim, finding in _findings(once)}
    days = Counter(name for pair, finding in found.items() if finding.reason == _DATE for name in pair)
    order = {claim.id: place for place, claim in enumerate(once)}
    for place, there in sorted((order[mine], order[theirs]) for mine, theirs in found if order[mine] < order[theirs]):
        earlier, later = once[place], once[there]
        one, other = found[earlier.id, later.id], found.get((later.id, earlier.id))
        if one.verdict == "contradicted" and earlier.date == later.date:
            if one.reason == _DATE and max(days[earlier.id], days[later.id]) > _SERIES:
                continue
            message = f"“{one.found}”, where {places.line(earlier)} tells “{one.expected}” of the same"
            yield places.fault(later, "FC601", message, "keep the one that is true", "claim", beside=[earlier])
        elif one.verdict == "supported" and other is not None and other.verdict == "supported":
            yield _twice(earlier, later, places)


def _twice(earlier: Claim, later: Claim, places: Places) -> Fault:
    return places.fault(later, "FC602", f"tells again what {places.line(earlier)} tells", "keep one of the two", "claim", beside=[earlier])


def _findings(worded: Sequence[Claim]) -> Iterator[tuple[Claim, Finding]]:
    """Yield what each claim without a quantity tells of another one."""
    statements = Statements(worded)
    for claim in worded:
        reading = read_statement(claim.text, claim.lang, claim.date)
        for finding in review(statements, Source(claim.id, claim.text, lang=claim.lang), Passages(reading), []):
            if finding.claim != claim.id and finding.verdict in ("contradicted", "supported"):
                yield claim, finding
