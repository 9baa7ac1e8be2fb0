"""A part of the sources → what it tells of the claims: what is done in one process, in many, or on another machine."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, BinaryIO

from factcheck.errors import Problem
from factcheck.load.parts import Part, Read
from factcheck.load.sources import read_part
from factcheck.model import Finding, Registry, Source, replace
from factcheck.pipeline import SILENT, Checker, slim
from factcheck.rows import NamedTuple

if TYPE_CHECKING:
    from factcheck.arithmetic import Reckoning

Take = Callable[[Read], Source | None]


class Job(NamedTuple):
    """What is asked of every document: a small value that goes to each worker once.

    `sums` asks for the calculations of each text, `texts` for the texts of those that tell of a claim; `named` are the files, by their
    last name, that have to be told of although they tell nothing.
    """

    registry: Registry
    hedges: str = "implied"
    sums: bool = False
    texts: bool = False
    named: Collection[str] = ()


class Told(NamedTuple):
    """One document: its source, what it tells of the claims, and its calculations where they were asked for."""

    source: Source
    findings: list[Finding]
    sums: tuple[Reckoning, ...] = ()


class Done(NamedTuple):
    """A part that is done: how many documents were read, those of them that have something to tell, and what reading told.

    Of documents that tell nothing, each worker hands over as many as a report would list.
    """

    documents: int
    told: tuple[Told, ...]
    notices: tuple[Problem, ...]
    problems: tuple[Problem, ...]


class Work:
    """What does a job: the claims are indexed once, when it is made. Handed to another process, it is made there anew."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._checker = Checker(job.registry, job.hedges)
        self._silent = 0

    def __reduce__(self) -> tuple[type[Work], tuple[Job]]:
        return Work, (self.job,)

    def __call__(self, part: Part, silent: int | None = None) -> Done:
        """Return what a part tells, without the texts that nobody asked for.

        Whoever counts the documents that tell nothing for many workers says how many there were so far, in `silent`.
        """
        if silent is not None:
            self._silent = silent
        notices: list[Problem] = []
        problems: list[Problem] = []
        told: list[Told] = []
        count = 0

        def take(read: Read) -> Source | None:
            notices.extend(read.notices)
            problems.extend(read.problems)
            return read.source

        for row in self.read(part, take):
            count += 1
            if self._wanted(row):
                told.append(row._replace(source=self._handed_over(row)))
        return Done(count, tuple(told), tuple(notices), tuple(problems))

    def read(self, part: Part, take: Take, stdin: BinaryIO | None = None) -> Iterator[Told]:
        """Yield each document of a part as soon as it is read; `take` gets what reading each gave, and returns its source."""
        for read in read_part(part, stdin):
            if (source := take(read)) is not None:
                yield Told(source, self._checker.findings(source), self._sums(source))

    def _sums(self, source: Source) -> tuple[Reckoning, ...]:
        if not self.job.sums:
            return ()
        from factcheck.arithmetic import reckon

        return tuple(reckon(source))

    def _wanted(self, row: Told) -> bool:
        """Return whether somebody wants to know of a document: the first that tell nothing are listed in reports, others are counted."""
        if row.findings or row.sums or row.source.exemptions:
            return True
        if self.job.named and unicodedata.normalize("NFC", os.path.basename(row.source.name)) in self.job.named:  # noqa: PTH119
            return True
        self._silent += 1
        return self._silent <= SILENT + 1

    def _handed_over(self, row: Told) -> Source:
        if self.job.texts and row.findings:
            return row.source
        bare = slim(row.source)
        return replace(bare, exemptions=row.source.exemptions) if row.source.exemptions else bare
