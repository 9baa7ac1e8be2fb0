"""A part of the sources → what it tells of the claims: what is done in one process, in many, or on another machine."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from factcheck.errors import Problem
from factcheck.gather import SILENT, slim
from factcheck.load.parts import Part, Read
from factcheck.load.sources import read_part
from factcheck.model import Claim, Finding, Registry, Source, replace
from factcheck.rows import NamedTuple

if TYPE_CHECKING:
    from factcheck.arithmetic import Reckoning
    from factcheck.cache.asked import Asking
    from factcheck.cache.page import Contents, Page, Printer
    from factcheck.pipeline import Checker

Take = Callable[[Read], Source | None]


class Job(NamedTuple):
    """What is asked of every document: a small value that goes to each worker once.

    `sums` asks for the calculations of each text, `texts` for the texts of those that tell of a claim; `named` are the files, by their
    last name, that have to be told of although they tell nothing.

    `listing` asks for the first of the others that tell nothing, as many as a report lists.

    `keep` asks for each document packed as the cache keeps it, in place of what it told; `lines` writes findings as they are printed, where
    a run wants no more of them than that.
    """

    registry: Registry
    hedges: str = "implied"
    sums: bool = False
    texts: bool = False
    named: Collection[str] = ()
    listing: bool = True
    keep: bool = False
    lines: Printer | None = None


class Lines(NamedTuple):
    """What documents tell that need no further look: as it is printed, and how many findings of a claim are of each verdict."""

    text: str
    counts: Sequence[tuple[str, int, int, int]]


class Told(NamedTuple):
    """One document: its source, what it tells of the claims, and its calculations where they were asked for.

    With `lines` it stands for many documents of which only these are known; they are told only where a job has `lines`.
    """

    source: Source
    findings: list[Finding]
    sums: tuple[Reckoning, ...] = ()
    lines: Lines | None = None


class Done(NamedTuple):
    """A part that is done: how many documents were read, those of them that have something to tell, and what reading told.

    Of documents that tell nothing, each worker hands over as many as a report would list.
    """

    documents: int
    told: tuple[Told, ...]
    notices: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    pages: tuple[Page, ...] = ()


class Work:
    """What does a job: the claims are indexed once, when it is made. Handed to another process, it is made there anew."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._silent = self._packed_silent = 0

    def __reduce__(self) -> tuple[type[Work], tuple[Job]]:
        return Work, (self.job,)

    @cached_property
    def _checker(self) -> Checker:
        from factcheck.pipeline import Checker  # where all is kept of an earlier run, nothing is judged

        return Checker(self.job.registry, self.job.hedges)

    @cached_property
    def _asking(self) -> Asking:
        from factcheck.cache.asked import Asking

        return Asking(self.job.registry.claims)

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.job.registry.claims}

    def prepare(self) -> Work:
        """Return it with the claims indexed, which otherwise waits for the first document."""
        _ = self._checker
        return self

    def __call__(self, part: Part, silent: int | None = None) -> Done:
        """Return what a part tells, without the texts that nobody asked for.

        Whoever counts the documents that tell nothing for many workers says how many there were so far, in `silent`.
        """
        if silent is not None:
            self._silent = silent
        if self.job.keep and part.shard is None:
            pages = tuple(self._packed(part))
            return Done(sum(page.flags & 1 for page in pages), (), (), (), pages)
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
            if self.wanted(row):
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

    def _packed(self, part: Part) -> Iterator[Page]:
        """Yield each document of a part, packed."""
        from factcheck.cache.asked import digest  # these are of no use to a run without a cache
        from factcheck.cache.page import READ, SAME, Contents, Page, pack
        from factcheck.signature import sign

        seen: list[bytes] = []
        rows = zip(part.names, read_part(part, seen=lambda data: seen.append(digest(data))), strict=True)
        for at, (name, (source, notices, problems)) in enumerate(rows):
            held, asked = seen.pop() if seen else b"", b""
            findings: list[Finding] = []
            signature = b""
            if source is not None:
                text = self._checker.text(source)
                passed = self._checker.passing(text)
                asked = self._asking.of(passed)
                if part.known and part.known[at] == held + asked:
                    yield Page(name, held, READ | SAME, b"", asked=asked)
                    continue
                signature = sign(text)
                findings = self._checker.findings(source, passed)
            told = Contents(source, tuple(findings), notices, problems)
            if held and self._is_bare(told):
                yield Page(name, held, READ, b"", asked=asked, signature=signature)
                continue
            if source is not None:
                told = told._replace(source=self._handed_over(Told(source, findings)))
            lines = self.job.lines(self._claims, findings) if self.job.lines is not None else None
            yield pack(name, held, told, asked, lines, signature)

    def _is_bare(self, told: Contents) -> bool:
        """Return whether nothing of a document is worth packing but that it was there, for no report will list it."""
        source, findings, notices, problems = told
        if source is None or findings or notices or problems or source.exemptions or self._is_named(source.name):
            return False
        self._packed_silent += 1
        return not self.job.listing or self._packed_silent > SILENT + 1

    def wanted(self, row: Told) -> bool:
        """Return whether somebody wants to know of a document: of those that tell nothing most are only counted."""
        return bool(row.findings or row.sums or row.source.exemptions) or self.is_listed(row.source.name)

    def is_listed(self, name: str) -> bool:
        """Return whether a document that tells nothing is one of the first of them, or one that has to be told of by its name."""
        if self._is_named(name):
            return True
        self._silent += 1
        return self.job.listing and self._silent <= SILENT + 1

    def _is_named(self, name: str) -> bool:
        return bool(self.job.named) and unicodedata.normalize("NFC", os.path.basename(name)) in self.job.named  # noqa: PTH119

    def _handed_over(self, row: Told) -> Source:
        if self.job.texts and row.findings:
            return row.source
        bare = slim(row.source)
        return replace(bare, exemptions=row.source.exemptions) if row.source.exemptions else bare
