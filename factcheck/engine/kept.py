"""What is kept of documents, and what was just packed of them → what the run is told, as if they had been read here."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.cache.batch import Fault
from factcheck.cache.page import EXEMPT, FAILED, FOUND, LINED, NOTED, READ, unpack
from factcheck.cache.shelf import Kept, Looked, Shelf
from factcheck.engine.work import Done, Lines, Told, Work
from factcheck.load.parts import Part, Read
from factcheck.load.sources import Sources
from factcheck.model import Source

_NOBODY = Source("", "")
_TO_TELL = EXEMPT | NOTED | FAILED  # what somebody has to look at, lines or no lines


def replay(work: Work, sources: Sources, shelf: Shelf, kept: Kept | Looked) -> Iterator[Told]:
    """Yield what is kept of documents; where that is gone or damaged they are read here."""
    if isinstance(kept, Looked):
        shelf.finish(kept)
        return
    flags = kept.flags
    try:
        if _is_plain(work, flags):
            lines = Lines(b"".join(kept.lines).decode("utf-8", "surrogatepass"), [row for rows in kept.counts for row in rows])
            sources.add(sum(flag & READ for flag in flags), (), ())
            yield Told(_NOBODY, [], lines=lines)
            return
        bodies = kept.bodies
    except (Fault, ValueError):
        yield from work.read(kept.part, sources.take)
        return
    yield from _told(work, sources, kept.part, flags, bodies)


def unpacked(work: Work, sources: Sources, shelf: Shelf, part: Part, done: Done) -> Iterator[Told]:
    """Yield what was just read of a part and packed, and have it kept."""
    pages = shelf.take(done.pages)
    flags = bytes(page.flags for page in pages)
    if _is_plain(work, flags):
        sources.add(sum(flag & READ for flag in flags), (), ())
        text = b"".join(page.lines for page in pages).decode("utf-8", "surrogatepass")
        yield Told(_NOBODY, [], lines=Lines(text, [row for page in pages for row in page.counts]))
        return
    yield from _told(work, sources, part, flags, [page.body for page in pages])


def _told(work: Work, sources: Sources, part: Part, flags: bytes, bodies: list[bytes]) -> Iterator[Told]:
    """Yield what each document of a part told; of those that told nothing only what somebody wants to know."""
    for name, flag, body in zip(part.names, flags, bodies, strict=True):
        silent = flag & ~LINED == READ
        if silent and not work.is_listed(name):
            sources.add(1, (), ())
            continue
        try:
            source, findings, notices, problems = unpack(body)
        except ValueError:  # damaged, or of one that was only counted
            yield from work.read(part._replace(names=(name,)), sources.take)
            continue
        read = sources.take(Read(source, notices, problems))
        if read is not None and (silent or work.wanted(Told(read, list(findings)))):
            yield Told(read, list(findings))


def _is_plain(work: Work, flags: bytes) -> bool:
    """Return whether lines are all that a run wants of documents, and they are there."""
    return work.job.lines is not None and not any(flag & _TO_TELL or flag & (FOUND | LINED) == FOUND for flag in flags)
