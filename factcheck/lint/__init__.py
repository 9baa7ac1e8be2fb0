"""The registry itself → what is wrong with it: among its claims, and beside the sources that it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from factcheck.lint import worded
from factcheck.lint.names import Names
from factcheck.lint.pairs import Pairs, disagreements
from factcheck.lint.place import Fault, Places
from factcheck.lint.quotes import Quotes
from factcheck.lint.targets import overdue
from factcheck.model import Finding, Registry, Source
from factcheck.pipeline import findings
from factcheck.rows import NamedTuple


class Checked(NamedTuple):
    """What is wrong with a registry, in the order of its lines, and what was looked at."""

    registry: str
    claims: int
    sources: int
    faults: tuple[Fault, ...]


class Linter:
    """Looks at a registry whose file has these lines, and at the sources as they stream by.

    Quotes and names are looked for in the sources alone: without any, nothing is said of them. Targets are past by the day `today`.
    """

    def __init__(self, registry: Registry, rows: Sequence[str], today: date) -> None:
        self.pairs = Pairs(registry)
        self._registry, self._today, self._places = registry, today, Places(rows, registry)
        self._quotes, self._names = Quotes(registry), Names(registry)
        self._sources = 0

    def watch(self, told: Iterable[tuple[Source, list[Finding]]]) -> Iterator[tuple[Source, list[Finding]]]:
        """Yield each source with its findings, once it was looked at."""
        for source, found in told:
            self._sources += 1
            self._quotes.look(source)
            self._names.look(source, found)
            yield source, found

    def checked(self) -> Checked:
        """Return what is wrong with the registry, once the stream has ended."""
        told = self.pairs.told(self._today)
        faults = [
            *disagreements(told, self._places),
            *worded.disagreements(self._registry, self._places),
            *overdue(self._registry, told, self._today, self._places),
            *self._quotes.faults(self._places),
            *self._names.faults(self._places),
        ]
        return Checked(self._registry.path, len(self._registry.claims), self._sources, tuple(sorted(faults, key=_order)))


def lint(registry: Registry, rows: Sequence[str], sources: Iterable[Source], today: date) -> Checked:
    """Return what is wrong with a registry, alone and beside sources, of which each is read once."""
    linter = Linter(registry, rows, today)
    for _ in linter.watch(findings(registry, sources)):
        pass
    return linter.checked()


def _order(fault: Fault) -> tuple[int, str, tuple[str, ...]]:
    return fault.problem.line, fault.problem.code, fault.beside


__all__ = ["Checked", "Fault", "Linter", "lint"]
