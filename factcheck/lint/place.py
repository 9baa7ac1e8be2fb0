"""Where in the registry's file a fault stands: the key of a claim that it is about, else the claim's id."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.errors import Problem
from factcheck.model import Claim, Registry, Source
from factcheck.rows import NamedTuple

_ITEM = re.compile(r"([ \t]*)-[ \t]")


class Fault(NamedTuple):
    """One thing wrong with a registry: the claim that it stands at, where and what, and the other claims that it is about."""

    claim: str
    problem: Problem
    beside: tuple[str, ...] = ()


def place_in(source: Source, offset: int, line: int) -> str:
    """Return a place of a source as one names it to a reader: its line, or in a document its page or cell."""
    location = source.location(offset)
    return f"{source.name} ({location})" if location else f"{source.name}:{line}"


class Places:
    """The lines of a registry's file, in which the keys of its claims are found."""

    def __init__(self, rows: Sequence[str], registry: Registry) -> None:
        self._rows, self._path = rows, registry.path

    def fault(self, claim: Claim, code: str, message: str, hint: str, *keys: str, beside: Sequence[Claim] = ()) -> Fault:
        """Return a fault at the first of some keys that a claim has, or at its id."""
        line, column, width = self._key(claim, keys) or (claim.position.line, claim.position.column, len(claim.id))
        row = self._rows[line - 1] if 0 < line <= len(self._rows) else ""
        problem = Problem(self._path, code, message, line, column, width, row, hint)
        return Fault(claim.id, problem, tuple(other.id for other in beside))

    def line(self, claim: Claim) -> str:
        """Return a claim as one names it to a reader: its id and its line."""
        return f"`{claim.id}` in line {claim.position.line}"

    def _key(self, claim: Claim, keys: Sequence[str]) -> tuple[int, int, int] | None:
        first, end = self._lines(claim)
        for key in keys:
            written = re.compile(rf"(?:^[ \t]*(?:-[ \t]+)?|[{{,][ \t]*)({key})[ \t]*:")
            for number in range(first, end):
                if (found := written.search(self._rows[number])) is not None:
                    return number + 1, found.start(1) + 1, len(key)
        return None

    def _lines(self, claim: Claim) -> tuple[int, int]:
        """Return the first line of a claim and the one behind its last, counted from 0."""
        first = at = claim.position.line - 1
        if not 0 <= at < len(self._rows):
            return 0, 0
        reach = claim.position.column
        while first >= 0 and not ((item := _ITEM.match(self._rows[first])) and len(item[1]) < reach):
            reach = min(reach, len(self._rows[first]) - len(self._rows[first].lstrip()) or reach)
            first -= 1
        if first < 0 or item is None:
            return at, at + 1
        within = rf"[ \t]{{0,{len(item[1])}}}[^ \t#]"  # as far to the left as the claim's own dash
        after = (number for number in range(at + 1, len(self._rows)) if re.match(within, self._rows[number]))
        return first, next(after, len(self._rows))
