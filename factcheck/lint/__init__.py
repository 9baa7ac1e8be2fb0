"""The registry itself → what is wrong with it: among its claims, and beside the sources that it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from factcheck.lint import pairs, worded
from factcheck.lint.names import Names
from factcheck.lint.place import Fault, Places
from factcheck.lint.quotes import Quotes
from factcheck.lint.targets import overdue
from factcheck.model import Registry, Source
from factcheck.pipeline import findings


class Checked(NamedTuple):
    """What is wrong with a registry, in the order of its lines, and what was looked at."""

    registry: str
    claims: int
    sources: int
    faults: tuple[Fault, ...]


def lint(registry: Registry, rows: Sequence[str], sources: Iterable[Source], today: date) -> Checked:
    """Return what is wrong with a registry whose file has these lines; `today` is the day by which targets are past.

    Each source is read once. Quotes and names are looked for in the sources alone: without any, nothing is said of them.
    """
    places, told = Places(rows, registry), pairs.pairs(registry)
    quotes, names = Quotes(registry), Names(registry)
    count = 0
    for source, found in findings(registry, sources):
        count += 1
        quotes.look(source)
        names.look(source, found)
    faults = [
        *pairs.disagreements(told, places),
        *worded.disagreements(registry, places),
        *overdue(registry, told, today, places),
        *quotes.faults(places),
        *names.faults(places),
    ]
    return Checked(registry.path, len(registry.claims), count, tuple(sorted(faults, key=_order)))


def _order(fault: Fault) -> tuple[int, str, tuple[str, ...]]:
    return fault.problem.line, fault.problem.code, fault.beside


__all__ = ["Checked", "Fault", "lint"]
