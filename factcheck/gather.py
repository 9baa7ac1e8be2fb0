"""What sources tell, one after the other → the report of a run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from factcheck.lang import detect
from factcheck.model import ArchiveRow, ClaimResult, Counted, Finding, Registry, Report, Source, replace

SILENT = 1_000  # sources that tell of no claim, up to which a report lists them
_WORST = {"contradicted": 0, "supported": 1, "not_comparable": 2}

Told = Iterable[tuple[Source, list[Finding]]]
Counts = dict[str, Counter[str]]


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
