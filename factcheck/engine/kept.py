"""What is kept of documents, and what was just packed of them → what the run is told, as if they had been read here."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.cache.batch import Fault
from factcheck.cache.page import EXEMPT, FAILED, FOUND, LINED, NOTED, READ, Contents, unpack
from factcheck.cache.shelf import Kept, Looked, Shelf
from factcheck.engine.work import Done, Lines, Told, Work
from factcheck.load.parts import Read
from factcheck.load.sources import Sources
from factcheck.model import Source

_NOBODY = Source("", "")
_TO_TELL = EXEMPT | NOTED | FAILED  # what somebody has to look at, lines or no lines


def replay(work: Work, sources: Sources, shelf: Shelf, kept: Kept | Looked) -> Iterator[Told]:
    """Yield what is kept of documents; where that is gone or damaged they are read here."""
    if isinstance(kept, Looked):
        shelf.finish(kept)
        return
    flags = kept.batch.flags[kept.start : kept.end]
    try:
        if _is_plain(work, flags):
            lines = Lines(shelf.lines(kept).decode("utf-8", "surrogatepass"), [row for rows in shelf.counts(kept) for row in rows])
            sources.add(sum(flag & READ for flag in flags), (), ())
            yield Told(_NOBODY, [], lines=lines)
            return
        contents = [unpack(body) for body in shelf.bodies(kept)]
    except (Fault, ValueError):
        yield from work.read(kept.part, sources.take)
        return
    for one in contents:
        yield from _told(work, sources, one)


def unpacked(work: Work, sources: Sources, shelf: Shelf, done: Done) -> Iterator[Told]:
    """Yield what was just read and packed, and have it kept."""
    pages = shelf.take(done.pages)
    flags = bytes(page.flags for page in pages)
    if _is_plain(work, flags):
        sources.add(sum(flag & READ for flag in flags), (), ())
        text = b"".join(page.lines for page in pages).decode("utf-8", "surrogatepass")
        yield Told(_NOBODY, [], lines=Lines(text, [row for page in pages for row in page.counts]))
        return
    for page in pages:
        yield from _told(work, sources, unpack(page.body))


def _told(work: Work, sources: Sources, contents: Contents) -> Iterator[Told]:
    source = sources.take(Read(contents.source, contents.notices, contents.problems))
    if source is not None and work.wanted(row := Told(source, list(contents.findings))):
        yield row


def _is_plain(work: Work, flags: bytes) -> bool:
    """Return whether lines are all that a run wants of documents, and they are there."""
    return work.job.lines is not None and not any(flag & _TO_TELL or flag & (FOUND | LINED) == FOUND for flag in flags)
