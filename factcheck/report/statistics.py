"""The counts of a run for people at a terminal: by reason, source, publisher and metric, the worst first."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping

from factcheck.model import Report
from factcheck.reasons import REASONS
from factcheck.report.accepted import MARK as ACCEPTED
from factcheck.report.text import MARKS, WORDS, cells, counted, squeezed, visible
from factcheck.rows import NamedTuple
from factcheck.statistics import Tally, statistics

NO_PUBLISHER = "(no publisher)"

_MOST = 20  # rows of a table before the rest is only counted
_MEASURE = 112
_STYLES = {
    "open": "31",
    "contradicted": "31",
    "accepted": "36",
    "supported": "32",
    "not_comparable": "33",
    "not_found": "35",
    "dim": "2",
    "bold": "1",
}


class _Page(NamedTuple):
    """How the tables of one report are laid out."""

    width: int
    color: bool
    quiet: bool
    verbose: bool
    accepted: bool

    def styled(self, text: str, *names: str) -> str:
        codes = ";".join(_STYLES[name] for name in names)
        return f"\x1b[{codes}m{text}\x1b[0m" if self.color and codes and text else text


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
    count = report.count("contradicted") - report.accepted
    verdict, words = "contradicted", counted(count, "contradiction")
    if not count:
        verdict, words = "supported", f"No {'open ' if report.accepted else ''}contradictions"
    head = page.styled(f"{MARKS[verdict]} {words}", "bold", verdict)
    if report.accepted:
        head += page.styled(f" · {report.accepted:,} accepted", "accepted")
    head += f" · {counted(len(report.results), 'claim')} of {visible(report.registry)}, {counted(report.read, 'source')} read"
    tally = []
    for name in ("supported", "not_comparable", "not_found"):
        number = report.count(name)
        told = f"{counted(number, 'claim')} not found" if name == "not_found" else f"{number:,} {WORDS[name]}"
        tally.append(page.styled(f"{MARKS[name]} {told}", name if number else "dim"))
    return [head, "   ".join(tally)]


def _reasons(page: _Page, rows: Iterable[Tally]) -> list[str]:
    shown = [row for row in rows if row.open or not page.quiet]
    if not shown:
        return []
    digits = max(len(f"{row.findings:,}") for row in shown)
    lines = _title(page, "By reason")
    for row in shown:
        verdict = next(name for name in ("contradicted", "supported", "not_comparable") if getattr(row, name))
        count = row.findings - row.accepted
        head = page.styled(f"  {f'{count:,}' if count else '·':>{digits}}  {MARKS[verdict]}", verdict if count else "dim")
        accepted = f"  {ACCEPTED} {row.accepted:,}" if row.accepted else ""
        room = page.width - digits - 6 - cells(accepted)
        lines.append(f"{head} {_head(f'{visible(row.name)} {_told(row.name)}'.strip(), room)}{page.styled(accepted, 'accepted')}")
    return lines


def _table(page: _Page, title: str, noun: str, rows: Iterable[Tally], named: Callable[[str, int], str]) -> list[str]:
    """Return one table: the counts on the left, for names may be long; rows without a finding are only counted."""
    told = [row for row in rows if (row.open if page.quiet else row.findings)]
    silent = sum(not row.findings for row in rows)
    if not told:
        return []
    shown = told if page.verbose or len(told) <= _MOST + 1 else told[:_MOST]
    marks = {"open": MARKS["contradicted"], "supported": MARKS["supported"], "not_comparable": MARKS["not_comparable"]}
    marks |= {"accepted": ACCEPTED} if page.accepted else {}
    digits = {field: max(len(f"{getattr(row, field):,}") for row in shown) for field in marks}
    room = max(8, page.width - sum(digits.values()) - 2 * (len(digits) + 2) - len("wrong"))
    heads = [page.styled(f"{mark:>{digits[field]}}", field) for field, mark in marks.items()]
    lines = [*_title(page, title), "  ".join(["", *heads, page.styled("wrong", "dim"), page.styled(noun, "dim")])]
    for row in shown:
        share = page.styled(f"{_percent(row.share):>5}", *(() if row.open else ("dim",)))
        lines.append("  ".join(["", *_numbers(page, row, digits), share, named(row.name, room)]))
    if len(shown) < len(told):
        lines.append(page.styled(f"  {len(told) - len(shown):,} more, which --verbose lists", "dim"))
    if silent and not page.quiet:
        without = "not found" if noun == "metric" else "tells of no claim" if silent == 1 else "tell of no claim"
        lines.append(page.styled(f"  {counted(silent, noun)} {without}", "dim"))
    return lines


def _numbers(page: _Page, row: Tally, digits: Mapping[str, int]) -> Iterator[str]:
    for field, size in digits.items():
        number = getattr(row, field)
        yield page.styled(f"{f'{number:,}' if number else '·':>{size}}", field if number else "dim")


def _legend(page: _Page, rows: Iterable[Tally]) -> list[str]:
    if page.quiet or not any(row.findings for row in rows):
        return []
    accepted = f", {ACCEPTED} accepted" if page.accepted else ""
    told = f"✗ contradicted, ✓ supported, ~ not comparable{accepted}; wrong: the share of ✗ in all that could be judged."
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
