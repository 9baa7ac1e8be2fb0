"""Files → parts: bounded batches, each a small value that can go to another process, and what reading one gives, in order.

Whoever reads parts in another order, or in many processes, puts what they give back into the order of the parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from factcheck.errors import InputError, Problem
from factcheck.load import stored
from factcheck.load.find import STDIN, File
from factcheck.model import Source
from factcheck.rows import NamedTuple

# A part is large enough that to hand it on costs little, and small enough that the last ones keep every process busy. Its names have to
# fit into a pipe, twice, so that nobody who sends one ever waits.
_FILES = 64
_BYTES = 1 << 19
_LETTERS = 8_000
# Where each part costs a scheduler some milliseconds, they grow: the first so many are as large as these, the next twice as large, up to so
# many times.
_AT_FIRST, _MOST = 64, 16


class Shard(NamedTuple):
    """What is read of an archive at a time: bytes of JSON Lines or row groups of Parquet, from `start` up to `end`, or to its end (-1).

    `first` is the number of its first row, and `only` the one row that is asked for, if it is one. `file` tells which file was cut, where
    that is known: one that took its place meanwhile is cut elsewhere.
    """

    columns: stored.Columns
    start: int = 0
    end: int = -1
    first: int = 1
    only: str = ""
    file: tuple[int, ...] = ()


class Part(NamedTuple):
    """What is read at a time: files by name, in order, of so many bytes together, or a shard of one archive.

    `loose` are files that a folder or pattern brought, of which a binary one is only left out. `here` is what only the process can read
    that was started: standard input, or what is `kept` of an earlier run. `notices` and `problems` are what was seen of an archive before
    its first row; `known` is what an earlier run knew each file by.
    """

    names: tuple[str, ...]
    size: int
    loose: bool = False
    here: bool = False
    shard: Shard | None = None
    notices: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    kept: Any = None
    known: tuple[bytes, ...] = ()


class Read(NamedTuple):
    """What reading one document gave: its source, none of an empty one; what is only told; and why it could not be read."""

    source: Source | None
    notices: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()


def parts(files: Iterable[File | Part], columns: stored.Columns = stored.UNNAMED, *, growing: bool = False) -> Iterator[Part]:
    """Yield the files in their order, batch by batch, and archives shard by shard; never more than one batch is held.

    What is a part already stays one, in its place. With `growing` batches become larger the more there are.
    """
    batch: list[File] = []
    size = letters = batches = 0
    times = 1
    for file in files:
        alone = isinstance(file, Part) or file.name == STDIN or stored.is_archive(file.name)
        full = alone or len(batch) == _FILES * times or size + file.size > _BYTES * times or letters > _LETTERS * times
        if batch and (full or file.loose != batch[0].loose):
            yield _batch(batch, size)
            batch, size, letters, batches = [], 0, 0, batches + 1
            times = min(_MOST, 1 + batches // _AT_FIRST) if growing else 1
        if isinstance(file, Part):
            yield file
        elif file.name == STDIN:
            yield Part((STDIN,), 0, here=True)
        elif alone:
            yield from _shards(file, columns)
        else:
            batch.append(file)
            size, letters = size + file.size, letters + len(file.name) + len(file.known)
    if batch:
        yield _batch(batch, size)


def _batch(files: Sequence[File], size: int) -> Part:
    known = tuple([file.known for file in files])
    return Part(tuple([file.name for file in files]), size, files[0].loose, known=known if any(known) else ())


def _shards(file: File, columns: stored.Columns) -> Iterator[Part]:
    """Yield an archive in shards; what keeps it from being cut is told in the place of the shards that are missing."""
    from factcheck.load import archives  # most runs read none

    name, only = stored.split_row(file.name)
    try:
        notices = archives.look(name, columns, file.loose)
        for shard, size in archives.shards(name, file.size, columns):
            yield Part((name,), size, file.loose, shard=shard._replace(only=only), notices=notices)
            notices = ()
    except InputError as error:
        yield Part((name,), 0, file.loose, problems=error.problems)
