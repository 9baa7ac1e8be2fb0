"""Reason codes explained, from the one table of them."""

from __future__ import annotations

import textwrap

from factcheck.errors import InputError, Problem
from factcheck.reasons import REASONS
from factcheck.report.text import WORDS


def render(code: str, width: int) -> str:
    """Return what a code says, with an example; raise InputError with the nearest code where it is unknown."""
    wanted = code.strip().upper()
    wanted = f"FC{wanted}" if wanted.isdecimal() else wanted
    if wanted not in REASONS:
        hint = f"did you mean {_nearest(wanted)}? "
        raise InputError([Problem("", "", f"there is no reason code “{code}”", hint=f"{hint}`factcheck explain` lists them all")])
    reason = REASONS[wanted]
    measure = min(width, 90)
    explanation = textwrap.fill(reason.explanation, measure, initial_indent="  ", subsequent_indent="  ")
    example = textwrap.fill(reason.example, measure, initial_indent="  Example: ", subsequent_indent="           ")
    return f"{reason.code} {reason.title} ({WORDS.get(reason.verdict, reason.verdict)})\n\n{explanation}\n\n{example}\n"


def render_all() -> str:
    """Return every code with its title, grouped by verdict."""
    groups: dict[str, list[str]] = {}
    for reason in REASONS.values():
        groups.setdefault(WORDS.get(reason.verdict, reason.verdict), []).append(f"  {reason.code}  {reason.title}")
    return "\n".join(f"{title}\n" + "".join(f"{row}\n" for row in rows) for title, rows in groups.items())


def _nearest(wanted: str) -> str:
    digits = "".join(char for char in wanted if char in "0123456789")[:3].ljust(3, "0")
    return min(REASONS, key=lambda code: abs(int(code[2:]) - int(digits)))
