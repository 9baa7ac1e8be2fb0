"""Files → parts: bounded batches, each a small value that can go to another process, and what reading one gives, in order.

Whoever reads parts in another order, or in many processes, puts what they give back into the order of the parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.errors import Problem
from factcheck.load.find import STDIN, File
from factcheck.model import Source
from factcheck.rows import NamedTuple

# A part is large enough that to hand it on costs little, and small enough that the last ones keep every process busy. Its names have to
# fit into a pipe, twice, so that nobody who sends one ever waits.
_FILES = 64
_BYTES = 1 << 19
_LETTERS = 8_000


class Part(NamedTuple):
    """What is read at a time: files by name, in order, of so many bytes together.

    `loose` are files that a folder or pattern brought, of which a binary one is only left out. `here` is what only the process can read
    that was started: standard input.
    """

    names: tuple[str, ...]
    size: int
    loose: bool = False
    here: bool = False


class Read(NamedTuple):
    """What reading one document gave: its source, none of an empty one; what is only told; and why it could not be read."""

    source: Source | None
    notices: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def parts(files: Iterable[File]) -> Iterator[Part]:
    """Yield the files in their order, batch by batch; never more than one batch is held."""
    names: list[str] = []
    size = letters = 0
    loose = False
    for file in files:
        full = len(names) == _FILES or size + file.size > _BYTES or letters + len(file.name) > _LETTERS
        if names and (full or file.loose != loose or file.name == STDIN):
            yield Part(tuple(names), size, loose)
            names, size, letters = [], 0, 0
        if file.name == STDIN:
            yield Part((STDIN,), 0, here=True)
            continue
        names.append(file.name)
        size, letters, loose = size + file.size, letters + len(file.name), file.loose
    if names:
        yield Part(tuple(names), size, loose)
