"""check(registry, sources) → report: the whole run on one screen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from factcheck.extract import Reading, reading_of
from factcheck.findings import findings_of
from factcheck.gather import gather
from factcheck.match import Index, match
from factcheck.model import Finding, Registry, Report, Source, replace
from factcheck.reach import Here
from factcheck.review import review
from factcheck.sieve import Text
from factcheck.statements import Statements
from factcheck.words import Passages


class Checker:
    """A registry with what is made of it once, to hold any number of sources against; `hedges` is implied or logical.

    Without `evidence` the findings do not carry what they rest on. A process that is forked afterwards shares it.
    """

    def __init__(self, registry: Registry, hedges: str = "implied", evidence: bool = True) -> None:
        self.registry, self.hedges, self.evidence = registry, hedges, evidence
        self._index, self._statements = Index(registry.claims), Statements(registry.claims)

    def text(self, source: Source) -> Text:
        """Return the words of a source as the sieve looks at them."""
        return self._index.sieve.text(source.seen, source.body, source.title, source.place, source.lang)

    def passing(self, text: Text) -> Collection[int]:
        """Return the numbers of the claims that a source of these words may tell; of no other claim its findings depend."""
        return self._index.sieve.passing(text)

    def findings(
        self, source: Source, passed: Collection[int] | None = None, reading: Reading | None = None, here: Here | None = None
    ) -> list[Finding]:
        """Return what a source tells of the claims, of those that are `passing`; where there is none, it is not read.

        `reading` is the source as `read` here, where it is known; `here` tells of a sentence which of them to look for in it.
        """
        passed = self.passing(self.text(source)) if passed is None else passed
        if not passed:
            return []
        reading = reading or reading_of(source)
        passages = Passages(reading)
        pairs = match(self._index, reading, passages=passages, among=passed, here=here)
        found = findings_of(self.registry, self._index, source, reading, pairs, self.hedges, passages, self.evidence)
        may = {self.registry.claims[number].id for number in passed}
        return _located(source, review(self._statements, source, passages, found, may))


def findings(registry: Registry, sources: Iterable[Source], hedges: str = "implied") -> Iterator[tuple[Source, list[Finding]]]:
    """Yield each source with what it tells of the claims, as soon as it is read; `hedges` is implied or logical."""
    checker = Checker(registry, hedges)
    for source in sources:
        yield source, checker.findings(source)


def _located(source: Source, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings, each with where it stands in the document that its text was taken out of."""
    if not source.locations:
        return list(found)
    return [replace(finding, location=source.location(finding.start), row=source.row) for finding in found]


def check(registry: Registry, sources: Iterable[Source], hedges: str = "implied") -> Report:
    """Return the report of a registry against sources."""
    return gather(registry, findings(registry, sources, hedges))
