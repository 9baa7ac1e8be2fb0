"""The report in GitHub-flavoured Markdown, for a comment on a pull request, the summary of a job, or a note at a desk.

A comment holds so many characters and no more. Where a report is longer, the accounts of single contradictions are left out first, then
the claims that were not found, what lapsed, what is accepted, and rows of the table last; the end says so.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, takewhile
from typing import NamedTuple

from factcheck.model import Acceptance, ClaimResult, Lapse, Report
from factcheck.reasons import REASONS
from factcheck.report.contradictions import Contradiction, acceptance, contradictions, excerpt, gap, headline
from factcheck.report.escape import code, escaped, escaped_html
from factcheck.report.text import MARKS, WORDS, counted, squeezed

COMMENT = 65_536  # characters that GitHub takes in a comment
_NOTE = 400  # that the note about what is left out takes at most
_TABLE = "| Claim | Place | Found | Expected | Difference |\n|---|---|---|---|---:|\n"
_ACCEPTED = "| Claim | Place | Found | Expected | Accepted |\n|---|---|---|---|---|\n"


class _Section(NamedTuple):
    """A part of the report: what stands before its rows, the rows, and what one and several of them are called."""

    head: str
    rows: list[str]
    noun: str
    nouns: str


def render(report: Report, limit: int = COMMENT, size: Callable[[str], int] = len) -> str:
    """Return the report in no more than `limit`, which `size` counts: characters, if it does not say otherwise."""
    rows = contradictions(report)
    failing = [row for row in rows if row.finding.accepted is None]
    accepted = [(row, row.finding.accepted) for row in rows if row.finding.accepted is not None]
    missing = [result for result in report.results if result.verdict == "not_found"]
    # In the order they are read.
    sections = [
        _Section(f"\n{_TABLE}", [_row(row) for row in failing], "row of the table", "rows of the table"),
        _Section("", [_account(row) for row in failing], "account of a contradiction", "accounts of contradictions"),
        _Section(f"\n### Accepted\n\n{_ACCEPTED}", [_accepted(*pair) for pair in accepted], "accepted one", "accepted ones"),
        _Section("\n### Without effect\n\n", [_lapsed(lapse) for lapse in report.lapses], "without effect", "without effect"),
        _Section("\n### Not found in any source\n\n", [_missing(result) for result in missing], "not found", "not found"),
    ]
    head = _head(report, bool(failing))
    return head + _fitted(sections, limit - size(head), size)


def _fitted(sections: list[_Section], room: int, size: Callable[[str], int]) -> str:
    """Return as many rows as there is room for, the least important left out, and a line that says what was."""
    kept: dict[int, list[str]] = {}
    whole = sum(size(section.head) + sum(map(size, section.rows)) for section in sections if section.rows) <= room
    room = room if whole else room - _NOTE
    for i in (0, 2, 3, 4, 1):
        kept[i] = _kept(sections[i], room, size)
        room -= size(sections[i].head) + sum(map(size, kept[i])) if kept[i] else 0
    text = "".join(section.head + "".join(kept[i]) for i, section in enumerate(sections) if kept[i])
    gone = [(len(section.rows) - len(kept[i]), section) for i, section in enumerate(sections)]
    told = [f"{count:,} {section.noun if count == 1 else section.nouns}" for count, section in gone if count]
    return f"{text}\n_Left out, for there is no more room here: {', '.join(told)}._\n" if told else text


def _kept(section: _Section, room: int, size: Callable[[str], int]) -> list[str]:
    sizes = accumulate(map(size, section.rows), initial=size(section.head))
    return section.rows[: max(0, sum(1 for _ in takewhile(lambda total: total <= room, sizes)) - 1)]


def _head(report: Report, failing: bool) -> str:
    mark = MARKS["contradicted" if failing else "supported"]
    told = ", ".join(f"{report.count(verdict):,} {WORDS[verdict]}" for verdict in ("supported", "not_comparable", "not_found"))
    read = f"{counted(len(report.results), 'claim')} of {code(report.registry)}, {counted(len(report.sources), 'source')} read"
    return f"## {mark} {headline(report)}\n\n{read}: {told}.\n"


def _row(row: Contradiction) -> str:
    finding = row.finding
    cells = (code(row.claim.id), _place(row), escaped(finding.found), escaped(finding.expected), escaped(gap(finding)))
    return f"| {' | '.join(cells)} |\n"


def _accepted(row: Contradiction, accepted: Acceptance) -> str:
    finding = row.finding
    cells = (code(row.claim.id), _place(row), escaped(finding.found), escaped(finding.expected), escaped(acceptance(accepted)))
    return f"| {' | '.join(cells)} |\n"


def _account(row: Contradiction) -> str:
    """Return a contradiction in full, folded up under a line."""
    finding = row.finding
    before, mark, after = excerpt(finding)
    title = f"{finding.reason} {REASONS[finding.reason].title}" if finding.reason in REASONS else finding.reason
    where = f"{squeezed(finding.source)}:{finding.position.line}"
    return (
        f"\n<details>\n<summary>{escaped_html(row.claim.id)}: {escaped_html(finding.found)} in {escaped_html(where)}</summary>\n\n"
        f"> “{escaped(before)}<b>{escaped(mark)}</b>{escaped(after)}”\n\n"
        f"{escaped(finding.explanation)} ({title})\n\n"
        f"The claim: {escaped(row.claim.text)}\n\n"
        "</details>\n"
    )


def _place(row: Contradiction) -> str:
    return code(f"{squeezed(row.finding.source)}:{row.finding.position.line}")


def _lapsed(lapse: Lapse) -> str:
    problem = lapse.problem
    where = f" ({code(problem.path + (f':{problem.line}' if problem.line else ''))})" if problem.path else ""
    return f"- {code(lapse.claim)} {lapse.kind}: {escaped(problem.message)}{where}\n"


def _missing(result: ClaimResult) -> str:
    return f"- {code(result.claim.id)}: {escaped(result.claim.text)}\n"
