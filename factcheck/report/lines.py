"""What a page of text needs and no library gives: a quote cut around its number, items over lines."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Finding
from factcheck.report.text import cells, squeezed

_QUOTE = 420  # characters


def excerpt(finding: Finding) -> tuple[str, str, str]:
    """Return the quote before, at and after the number, cut at words where it is very long."""
    start, end = finding.start - finding.quote_start, finding.end - finding.quote_start
    before, mark, after = (squeezed(part) for part in (finding.quote[:start], finding.quote[start:end], finding.quote[end:]))
    room = max(0, _QUOTE - len(mark))
    if len(before) + len(after) > room:
        left = max(room // 2, room - len(after))
        right = max(room // 2, room - len(before))
        if len(before) > left:
            before = "… " + before[-left:].partition(" ")[2]
        if len(after) > right:
            after = after[:right].rpartition(" ")[0] + " …"
    return before.lstrip(), mark, after.rstrip()


def filled(items: Sequence[str], room: int) -> list[str]:
    """Return items with dots between them, broken into lines of so many cells where an item ends."""
    lines: list[str] = []
    for item in items:
        if lines and cells(lines[-1]) + cells(item) + 5 <= room:
            lines[-1] += f" · {item}"
            continue
        if lines and cells(lines[-1]) + 2 <= room:
            lines[-1] += " ·"
        lines.append(item)
    return lines
