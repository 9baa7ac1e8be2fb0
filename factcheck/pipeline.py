"""check(registry, sources) → report: the whole run on one screen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from factcheck.extract import read
from factcheck.findings import findings_of
from factcheck.match import Index, match
from factcheck.model import ClaimResult, Counted, Finding, Registry, Report, Row, Source, replace
from factcheck.review import review
from factcheck.statements import Statements
from factcheck.words import Passages

_WORST = {"contradicted": 0, "supported": 1, "not_comparable": 2}
SILENT = 1_000  # sources that tell of no claim, up to which a report lists them


Told = Iterable[tuple[Source, list[Finding]]]
Teller = Callable[[Iterable[Source]], Iterator[tuple[Source, list[Finding]]]]


def teller(registry: Registry, hedges: str = "implied") -> Teller:
    """Return what yields each source with what it tells of the claims, as soon as it is read; it can be asked any number of times.

    The claims are indexed once, here: a process that is forked afterwards shares the index. `hedges` is implied or logical.
    """
    index, statements = Index(registry.claims), Statements(registry.claims)

    def tell(sources: Iterable[Source]) -> Iterator[tuple[Source, list[Finding]]]:
        for source in sources:
            seen, sieve = source.seen, index.sieve
            passed = sieve.passing(sieve.text(seen, source.body, source.title, source.place, source.lang))
            if not passed:
                yield source, []
                continue
            reading = read(seen, source.lang, start=source.body, today=source.date, place=source.place, title=source.title)
            passages = Passages(reading)
            pairs = match(index, reading, passages=passages, passed=passed)
            found = findings_of(registry, index, source, reading, pairs, hedges, passages)
            yield source, _located(source, review(statements, source, passages, found, {registry.claims[number].id for number in passed}))

    return tell


def findings(registry: Registry, sources: Iterable[Source], hedges: str = "implied") -> Iterator[tuple[Source, list[Finding]]]:
    """Yield each source with what it tells of the claims, as soon as it is read; `hedges` is implied or logical."""
    return teller(registry, hedges)(sources)


def _located(source: Source, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings, each with where it stands in the document that its text was taken out of."""
    if not source.locations:
        return list(found)
    return [replace(finding, location=source.location(finding.start), row=source.row) for finding in found]


def slim(source: Source) -> Source:
    """Return a source without its text and what belongs to it: what reports tell of one."""
    return replace(source, text="", locations=(), comments=(), exemptions=())


def gather(registry: Registry, told: Told, texts: bool = False, *, kept: bool = True) -> Report:
    """Return the report of what the sources tell; with `texts`, it keeps the text of each source that has a finding.

    Sources that tell of no claim are listed, all of them, as long as they are few. Without `kept` nothing is listed and findings are only
    counted, for they were told while they came: then nothing grows with the sources.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    sources: list[Source] = []
    rows: dict[str, Row] = {}
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
        sources.append(source if texts and findings else slim(source))
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


def _apart(source: Source, row: Row, findings: list[Finding]) -> tuple[Source, list[Finding]]:
    """Return a row of an archive that has the id of an earlier one, told apart from it by its place."""
    name = f"{source.name} ({row.unit} {row.number})"
    return replace(source, name=name), [replace(finding, source=name) for finding in findings]


def _count(counts: dict[str, Counter[str]], findings: Iterable[Finding]) -> None:
    for finding in findings:
        count = counts[finding.claim]
        count[finding.verdict] += 1
        count["accepted"] += finding.verdict == "contradicted" and finding.accepted is not None
        count["open"] += finding.accepted is None


def check(registry: Registry, sources: Iterable[Source], hedges: str = "implied") -> Report:
    """Return the report of a registry against sources."""
    return gather(registry, findings(registry, sources, hedges))
