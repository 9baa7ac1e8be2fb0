"""The report in GitHub-flavoured Markdown, for a comment on a pull request, the summary of a job, or a note at a desk.

A comment holds so many characters and no more. Where a report is longer, each part keeps its first rows, the worst, and the room that is
left goes to the rows of the table, then to what is accepted, has lapsed or was not found, and to accounts of single contradictions last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from factcheck.model import ClaimResult, Lapse, Report
from factcheck.reasons import titled
from factcheck.report.accepted import told
from factcheck.report.contradictions import Contradiction, contradictions, extent, gap, headline, tally
from factcheck.report.escape import code, escaped, escaped_html
from factcheck.report.lines import excerpt
from factcheck.report.text import MARKS, stands
from factcheck.rows import NamedTuple

COMMENT = 65_536  # characters that GitHub takes in a comment
_NOTE = 400  # that the line about what is left out takes at most
_FIRST = 20  # rows of each part that come before any further row of another
_IMPORTANCE = (0, 2, 3, 4, 1)  # the parts of the report in the order in which they get room
_TABLE = "| Claim | Place | Found | Expected | {} |\n|---|---|---|---|{}|\n"


class _Part(NamedTuple):
    """A part of the report: what stands before its rows, what they tell of, how one is written, and what they are called."""

    head: str
    items: Sequence[object]
    write: Callable[[Any], str]
    noun: str
    nouns: str


def render(report: Report, limit: int = COMMENT, size: Callable[[str], int] = len) -> str:
    """Return the report in no more than `limit`, which `size` counts: characters, if it does not say otherwise."""
    rows = contradictions(report)
    failing = [row for row in rows if row.finding.accepted is None]
    missing = [result for result in report.results if result.verdict == "not_found"]
    # In the order they are read.
    parts = [
        _Part("\n" + _TABLE.format("Difference", "---:"), failing, _row, "row of the table", "rows of the table"),
        _Part("", failing, _account, "account of a contradiction", "accounts of contradictions"),
        _Part("\n### Accepted\n\n" + _TABLE.format("Why", "---"), rows[len(failing) :], _row, "accepted one", "accepted ones"),
        _Part("\n### Without effect\n\n", report.lapses, _lapsed, "without effect", "without effect"),
        _Part("\n### Not found in any source\n\n", missing, _missing, "not found", "not found"),
    ]
    head = _head(report, bool(failing))
    return head + _fitted(parts, limit - size(head), size)


def _fitted(parts: Sequence[_Part], room: int, size: Callable[[str], int]) -> str:
    """Return as many rows as there is room for, with a line that says how many are left out."""
    kept = _kept(parts, room, size)
    if any(len(rows) < len(part.items) for rows, part in zip(kept, parts, strict=True)):
        kept = _kept(parts, room - _NOTE, size)
    text = "".join(part.head + "".join(rows) for rows, part in zip(kept, parts, strict=True) if rows)
    gone = [(len(part.items) - len(rows), part) for rows, part in zip(kept, parts, strict=True)]
    told = [f"{count:,} {part.noun if count == 1 else part.nouns}" for count, part in gone if count]
    return f"{text}\n_Left out, for there is no more room here: {', '.join(told)}._\n" if told else text


def _kept(parts: Sequence[_Part], room: int, size: Callable[[str], int]) -> list[list[str]]:
    kept: list[list[str]] = [[] for _ in parts]
    for most in (_FIRST, None):
        for i in _IMPORTANCE:
            part, rows = parts[i], kept[i]
            for item in part.items[len(rows) : most]:
                row = part.write(item)
                cost = size(row) + (0 if rows else size(part.head))
                if cost > room:
                    break
                rows.append(row)
                room -= cost
    return kept


def _head(report: Report, failing: bool) -> str:
    mark = MARKS["contradicted" if failing else "supported"]
    return f"## {mark} {headline(report)}\n\n{extent(report, code(report.registry))}: {tally(report)}.\n"


def _row(row: Contradiction) -> str:
    finding = row.finding
    last = gap(finding) if finding.accepted is None else told(finding.accepted)
    cells = (code(row.claim.id), _place(row), escaped(finding.found), escaped(finding.expected), escaped(last))
    return f"| {' | '.join(cells)} |\n"


def _account(row: Contradiction) -> str:
    """Return a contradiction in full, folded up under a line."""
    finding = row.finding
    before, mark, after = excerpt(finding)
    where = stands(finding, column=False)
    return (
        f"\n<details>\n<summary>{escaped_html(row.claim.id)}: {escaped_html(finding.found)} in {escaped_html(where)}</summary>\n\n"
        f"> “{escaped(before)}<b>{escaped(mark)}</b>{escaped(after)}”\n\n"
        f"{escaped(finding.explanation)} ({titled(finding.reason)})\n\n"
        f"The claim: {escaped(row.claim.text)}\n\n"
        "</details>\n"
    )


def _place(row: Contradiction) -> str:
    return code(stands(row.finding, column=False))


def _lapsed(lapse: Lapse) -> str:
    problem = lapse.problem
    where = f" ({code(problem.path + (f':{problem.line}' if problem.line else ''))})" if problem.path else ""
    return f"- {code(lapse.claim)} {lapse.kind}: {escaped(problem.message)}{where}\n"


def _missing(result: ClaimResult) -> str:
    return f"- {code(result.claim.id)}: {escaped(result.claim.text)}\n"
