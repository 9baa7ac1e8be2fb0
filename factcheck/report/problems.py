"""One problem as people read it: the place, what is wrong, the line with a caret under it, and what to do."""

from __future__ import annotations

from typing import Literal

from factcheck.errors import Problem
from factcheck.report.text import cells, visible

Severity = Literal["error", "warning"]

_TAB = 4
_STYLES = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
_DIM, _BOLD, _RESET = "\x1b[2m", "\x1b[1m", "\x1b[0m"


def render(problem: Problem, severity: Severity, *, width: int = 100, color: bool = False) -> str:
    """Return a problem as lines of text; without colour they hold no escape codes."""
    style, dim, bold, reset = (_STYLES[severity], _DIM, _BOLD, _RESET) if color else ("", "", "", "")
    place = visible(problem.path)
    if problem.line:
        place += f":{problem.line}" + (f":{problem.column}" if problem.column else "")
    label = f"{severity} {problem.code}".rstrip()
    lines = [f"{bold}{place or 'factcheck'}:{reset} {style}{label}:{reset} {visible(problem.message)}"]
    if problem.line and problem.source_line.strip():
        text, left, right = _window(problem, max(20, width - len(str(problem.line)) - 5))
        margin = " " * len(str(problem.line))
        lines.append(f"{dim}  {problem.line} |{reset} {text}".rstrip())
        if problem.column:
            lines.append(f"{dim}  {margin} |{reset} {' ' * left}{style}{'^' * (right - left)}{reset}")
    if problem.hint:
        lines.append(f"  {bold}help:{reset} {visible(problem.hint)}")
    return "".join(f"{line}\n" for line in lines)


def _window(problem: Problem, room: int) -> tuple[str, int, int]:
    """Return the source line cut to so many cells around the offending text, and the cells where that begins and ends."""
    shown = _drawn(problem.source_line.rstrip("\r\n"))
    first = max(0, problem.column - 1)
    last = first + max(1, problem.width)
    start, end = 0, len(shown)
    if sum(map(cells, shown)) > room:
        # A third of the room before the offending text, the rest for it and what follows.
        start = _back(shown, first, room // 3)
        end = _forth(shown, start, room - 4)
    text = "".join(shown[start:end])
    lead = "… " if start else ""
    left = cells(lead) + sum(map(cells, shown[start:first]))
    marked = sum(map(cells, shown[first : min(last, end)]))
    return f"{lead}{text}{' …' if end < len(shown) else ''}", left, left + max(1, marked)


def _drawn(line: str) -> list[str]:
    """Return what is printed for each character, tabs as spaces up to the next stop."""
    drawn: list[str] = []
    at = 0
    for char in line:
        drawn.append(" " * (_TAB - at % _TAB) if char == "\t" else visible(char))
        at += cells(drawn[-1])
    return drawn


def _back(shown: list[str], index: int, room: int) -> int:
    index = min(index, len(shown))
    while index and (room := room - cells(shown[index - 1])) >= 0:
        index -= 1
    return index


def _forth(shown: list[str], index: int, room: int) -> int:
    while index < len(shown) and (room := room - cells(shown[index])) >= 0:
        index += 1
    return index
