"""The counts of a run for people at a terminal: by reason, source, publisher and metric, the worst first."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from typing import NamedTuple

from factcheck.model import Report
from factcheck.reasons import REASONS
from factcheck.report.text import MARKS, WORDS, cells, counted, squeezed, visible
from factcheck.statistics import Tally, statistics

NO_PUBLISHER = "(no publisher)"

_MOST = 20  # rows of a table before the rest is only counted
_MEASURE = 112
_STYLES = {"contradicted": "31", "accepted": "2", "supported": "32", "not_comparable": "33", "not_found": "35", "dim": "2", "bold": "1"}


class _Page(NamedTuple):
    """How the tables of one report are laid out."""

    width: int
    color: bool
    quiet: bool
    verbose: bool
    accepted: bool

    def styled(self, text: str, *names: str) -> str:
        codes = ";".join(_STYLES[name] for name in names)
        return f"\x1b[{codes}m{text}\x1b[0m" if self.color and text.strip() else text


def render(report: Report, *, width: int, color: bool, quiet: bool, verbose: bool) -> str:
    """Return the counts as text for a terminal of so many columns; without colour it holds no escape codes."""
    page, told = _Page(width, color, quiet, verbose, report.accepted > 0), statistics(report)
    lines = [
        *_headline(page, report),
        *_reasons(page, told.reasons),
        *_table(page, "By source", "source", told.sources, lambda name, room: _tail(visible(name), room)),
        *_table(page, "By publisher", "publisher", told.publishers, lambda name, room: _head(squeezed(name) or NO_PUBLISHER, room)),
        *_table(page, "By metric", "metric", told.metrics, lambda name, room: _head(squeezed(name), room)),
        *_legend(page, told.sources),
    ]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def fields(report: Report) -> dict[str, object]:
    """Return the counts as JSON fields, in the order of the tables."""
    told = statistics(report)

    def rows(name: str, tallies: Iterable[Tally]) -> list[dict[str, object]]:
        return [{name: row.name or None, **dict(zip(row._fields[1:], row[1:], strict=True))} for row in tallies]

    codes = [{"reason": row.name, "title": _told(row.name), "findings": row.findings, "accepted": row.accepted} for row in told.reasons]
    return {
        "reasons": codes,
        "sources": rows("source", told.sources),
        "publishers": rows("publisher", told.publishers),
        "metrics": rows("metric", told.metrics),
    }


def _told(code: str) -> str:
    return REASONS[code].title if code in REASONS else ""


def _headline(page: _Page, report: Report) -> list[str]:
    count = report.count("contradicted")
    verdict, words = ("contradicted", counted(count, "contradiction")) if count else ("supported", "No contradictions")
    scope = f"{counted(len(report.results), 'claim')} of {visible(report.registry)}, {counted(len(report.sources), 'source')} read"
    accepted = f", {report.accepted:,} accepted" if page.accepted else ""
    tally = []
    for name in ("supported", "not_comparable", "not_found"):
        number = report.count(name)
        told = f"{counted(number, 'claim')} not found" if name == "not_found" else f"{number:,} {WORDS[name]}"
        tally.append(page.styled(f"{MARKS[name]} {told}", name if number else "dim"))
    return [page.styled(f"{MARKS[verdict]} {words}", "bold", verdict) + f"{accepted} · {scope}", "   ".join(tally)]


def _reasons(page: _Page, rows: Iterable[Tally]) -> list[str]:
    shown = [row for row in rows if row.open or not page.quiet]
    if not shown:
        return []
    digits = max(len(f"{row.findings:,}") for row in shown)
    lines = _title(page, "By reason")
    for row in shown:
        verdict = next(name for name in ("contradicted", "supported", "not_comparable") if getattr(row, name))
        head = page.styled(f"  {row.findings:>{digits},}  {MARKS[verdict]}", verdict)
        accepted = page.styled(f"  ({row.accepted:,} accepted)", "dim") if row.accepted else ""
        lines.append(f"{head} {visible(row.name)} {_told(row.name)}{accepted}")
    return lines


def _table(page: _Page, title: str, noun: str, rows: Iterable[Tally], named: Callable[[str, int], str]) -> list[str]:
    """Return one table: the counts on the left, for names may be long; rows without a finding are only counted."""
    told = [row for row in rows if (row.open if page.quiet else row.findings)]
    silent = sum(not row.findings for row in rows)
    if not told:
        return []
    shown = told if page.verbose or len(told) <= _MOST + 1 else told[:_MOST]
    verdicts = ("contradicted", *(("accepted",) if page.accepted else ()), "supported", "not_comparable")
    heads = [MARKS.get(verdict, verdict) for verdict in verdicts]
    digits = [max(len(head), *(len(f"{getattr(row, verdict):,}") for row in shown)) for verdict, head in zip(verdicts, heads, strict=True)]
    start = sum(digits) + 2 * (len(digits) + 1) + len("wrong") + 2
    lines = _title(page, title)
    cell = [page.styled(f"{head:>{size}}", name) for name, head, size in zip(verdicts, heads, digits, strict=True)]
    lines.append("  ".join(["", *cell, page.styled("wrong", "dim"), page.styled(noun, "dim")]))
    for row in shown:
        cell = []
        for verdict, size in zip(verdicts, digits, strict=True):
            number = getattr(row, verdict)
            cell.append(page.styled(f"{f'{number:,}' if number else '·':>{size}}", verdict if number else "dim"))
        share = f"{_percent(row.share):>5}"
        lines.append("  ".join(["", *cell, share if row.open else page.styled(share, "dim"), named(row.name, max(8, page.width - start))]))
    if len(shown) < len(told):
        lines.append(page.styled(f"  {len(told) - len(shown):,} more, which --verbose lists", "dim"))
    if silent and not page.quiet:
        without = "not found" if noun == "metric" else "tells of no claim" if silent == 1 else "tell of no claim"
        lines.append(page.styled(f"  {counted(silent, noun)} {without}", "dim"))
    return lines


def _legend(page: _Page, rows: Iterable[Tally]) -> list[str]:
    if page.quiet or not any(row.findings for row in rows):
        return []
    less = " less the accepted ones," if page.accepted else ""
    told = (
        f"✗ contradicted, ✓ supported, ~ not comparable; wrong: the contradictions,{less} as a share of all that could be judged (✗ and ✓)."
    )
    return ["", *(page.styled(line, "dim") for line in textwrap.wrap(told, min(page.width, _MEASURE)))]


def _title(page: _Page, title: str) -> list[str]:
    return ["", f"{page.styled(title, 'bold')} {page.styled('─' * (page.width - len(title) - 1), 'dim')}", ""]


def _percent(share: float | None) -> str:
    """Return a share as a whole percentage; what is neither nothing nor all is never told as such."""
    if share is None:
        return "·"
    return "< 1 %" if 0 < share < 0.01 else f"{min(round(share * 100), 99) if share < 1 else 100} %"


def _head(text: str, room: int) -> str:
    """Return the text in at most so many cells, its end cut."""
    if cells(text) <= room:
        return text
    kept = ""
    for char in text:
        if cells(kept) + cells(char) > room - 1:
            break
        kept += char
    return f"{kept.rstrip()}…"


def _tail(text: str, room: int) -> str:
    """Return the text in at most so many cells, its beginning cut: the end of a path tells more."""
    if cells(text) <= room:
        return text
    start = len(text)
    while start and cells(text[start - 1 :]) <= room - 1:
        start -= 1
    return f"…{text[start:].lstrip()}"
