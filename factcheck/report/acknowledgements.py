"""What `factcheck ack` prints: the findings it takes up, and how the entries of a file stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from factcheck.choose import Chosen
from factcheck.model import Acknowledgement, Finding
from factcheck.report.text import cells, counted, squeezed, visible

_MARKS = {"in force": "✓", "expired": "!", "stale": "!", "unread": "·"}


def render_findings(findings: Sequence[Chosen]) -> str:
    """Return the findings below their claims, a line each: its place, then both numbers."""
    width = max((cells(_place(chosen.finding)) for chosen in findings), default=0)
    lines, claim = [], None
    for chosen in findings:
        if chosen.claim.id != claim:
            claim = chosen.claim.id
            lines.append(visible(claim))
        place = _place(chosen.finding)
        told = f"{squeezed(chosen.finding.found)}, not {squeezed(chosen.finding.expected)}"
        lines.append(f"  {place}{' ' * (width - cells(place))}  {told}")
    return "".join(f"{line}\n" for line in lines)


def render_entries(entries: Sequence[Acknowledgement], states: Sequence[str], today: date) -> str:
    """Return the entries of a file with their state, two lines each."""
    lines = []
    for entry, state in zip(entries, states, strict=True):
        where = f"{visible(entry.place.path)}:{entry.place.line}"
        lines.append(
            f"{_MARKS[state]} {state:<8}  {_left(entry, state, today)}  {visible(entry.claim)} in {visible(entry.source)}  ({where})"
        )
        lines.append(f"    {squeezed(entry.found)}, not {squeezed(entry.expected)} · {squeezed(entry.by)}: {squeezed(entry.reason)}")
    return "".join(f"{line}\n" for line in lines)


def summary(states: Sequence[str]) -> str:
    """Return how many entries there are of each state, in one line."""
    told = [f"{states.count(state)} {state}" for state in _MARKS if state in states]
    return f"{counted(len(states), 'acknowledgement')}{': ' if told else ''}{', '.join(told)}"


def _place(finding: Finding) -> str:
    return f"{visible(finding.source)}:{finding.position.line}:{finding.position.column}"


def _left(entry: Acknowledgement, state: str, today: date) -> str:
    days = (entry.until - today).days
    if state == "stale":
        return "nothing is like it any more"
    if days < 0:
        return f"since {counted(-days, 'day')}"
    return "until today" if not days else f"expires in {counted(days, 'day')}"
