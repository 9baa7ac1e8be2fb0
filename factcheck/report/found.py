"""What sources tell of one statement, the weightiest first: as a list for a terminal, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.fingerprint import fingerprints
from factcheck.model import ClaimResult, Finding, Report
from factcheck.report import json
from factcheck.report.styled import Styled
from factcheck.report.text import counted, difference, percent, squeezed, stands

SCHEMA = "factcheck.found/1"
_ORDER = ("contradicted", "supported", "not_comparable")
_STYLES = {"contradicted": "bold red", "supported": "green", "not_comparable": "yellow"}
_WORDS = {"not_comparable": "not comparable"}


def ranked(report: Report) -> list[Finding]:
    """Return the findings by verdict, then by how likely each tells of the statement, then by source."""
    findings = report.results[0].findings
    return sorted(findings, key=lambda finding: (_ORDER.index(finding.verdict), -finding.score, finding.source, finding.start))


def render(report: Report, limit: int, *, width: int = 100, color: bool = False) -> str:
    """Return the statement, and each finding with its verdict, likelihood, difference, place, date and sentence."""
    rows = ranked(report)
    dates = {source.name: str(source.date or "") for source in report.sources}
    lines = Styled(squeezed(report.results[0].claim.text), "bold").wrapped(width)
    for finding in rows[:limit]:
        lines += [Styled(), *_finding(finding, dates.get(finding.source, ""), width)]
    lines += [Styled(), *Styled(_summary(report, rows, limit), "dim").wrapped(width)]
    return "".join(f"{line.ansi() if color else line.plain}\n" for line in lines)


def render_json(report: Report, limit: int) -> str:
    """Return the same as JSON; a finding has the fields that it has in a report, and the day and title of its source."""
    rows = ranked(report)
    names = dict(zip(map(id, report.results[0].findings), fingerprints(report.results[0]), strict=True))
    sources = {source.name: source for source in report.sources}
    return json.dump(
        {
            "schema": SCHEMA,
            "claim": report.results[0].claim.text,
            "summary": {"sources": report.read, "findings": len(rows), **{verdict: report.count(verdict) for verdict in _ORDER}},
            "findings": [
                {
                    "source_date": str(sources[row.source].date) if row.source in sources and sources[row.source].date else None,
                    "source_title": (sources[row.source].title or None) if row.source in sources else None,
                    "verdict": row.verdict,
                    **json.finding_fields(row, names[id(row)]),
                }
                for row in rows[:limit]
            ],
        }
    )


def _finding(finding: Finding, day: str, width: int) -> Iterator[Styled]:
    head = Styled(_WORDS.get(finding.verdict, finding.verdict), _STYLES[finding.verdict])
    head.append(f"  {finding.score:.0%}  ").append(squeezed(finding.found), "bold")
    if finding.verdict == "contradicted" and finding.difference is not None:
        apart = difference(finding.difference, finding.unit)
        head.append(f"  {apart}" + (f" ({percent(finding.difference_percent)})" if finding.difference_percent is not None else ""))
    elif finding.verdict == "not_comparable":
        head.append(f"  {finding.reason}")
    yield from head.wrapped(width)
    yield from Styled("  ").append(" · ".join(part for part in (squeezed(stands(finding)), day) if part), "cyan").wrapped(width)
    for line in Styled(squeezed(finding.quote)).wrapped(width - 4):
        yield Styled("    ").extend(line)


def _summary(report: Report, rows: list[Finding], limit: int) -> str:
    result: ClaimResult = report.results[0]
    read = f"{counted(report.read, 'source')} read"
    if not rows:
        told = "no source tells of it" if result.claim.mentions else "no source tells it nearly word for word; it has no number to compare"
        return f"{told} · {read}"
    counts = ", ".join(f"{report.count(verdict)} {_WORDS.get(verdict, verdict)}" for verdict in _ORDER if report.count(verdict))
    more = f" · the first {limit:,} of {len(rows):,} shown" if len(rows) > limit else ""
    return f"{counts}{more} · {read}"
