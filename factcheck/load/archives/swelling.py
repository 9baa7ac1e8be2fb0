"""What the columns of a Parquet file unpack to, before they are: refused where it is more than texts can be packed into."""

from __future__ import annotations

import faulthandler
import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

from factcheck.errors import InputError, Problem
from factcheck.load.archives.pages import pages
from factcheck.rows import NamedTuple

_BATCH = 8_000_000  # bytes of text that are unpacked at a time
_MOST = 1024  # rows that are
_RATIO = 300  # of what a column unpacks to; a text is rarely packed beyond 20
_SMALL = 64_000_000  # bytes up to which a file may be packed as well as it likes, or one text of it stand for many
_A_ROW = 64  # bytes that a row counts at least: one of nothing takes time too


class Open(NamedTuple):
    """A Parquet file, the stream that it is read from, its length in bytes, and the places of its columns by their names.

    `far` says that it is on another machine.
    """

    file: Any
    stream: BinaryIO
    length: int
    places: Mapping[str, int]
    shown: str
    far: bool

    def column(self, group: int, name: str) -> Any:
        """Return what the footer says of a column in a row group."""
        return self.file.metadata.row_group(group).column(self.places[name])


class Swell:
    """Counts what rows hold; raises FC912 where it is more than texts could have been packed into so many bytes."""

    def __init__(self, packed: int, shown: str) -> None:
        self._most, self._shown, self._count = max(_SMALL, packed * _RATIO), shown, 0

    def add(self, row: Mapping[str, object]) -> None:
        """Count a row."""
        self._count += max(_A_ROW, sum([len(value) for value in row.values() if isinstance(value, (str, bytes))]))
        if self._count > self._most:
            raise _swollen(self._shown)


class Look(NamedTuple):
    """What the pages of a column take: bytes in the file, a value of the usual length at most, and the longest that others may repeat.

    `kept` says whether they are repeated by a dictionary that is small enough to be held as it is.
    """

    packed: int
    usual: float
    shared: int
    kept: bool


def look(archive: Open, group: int, name: str) -> Look:
    """Return what the pages of a column take; raise FC912 where they swell beyond what texts can be packed into."""
    column = archive.column(group, name)
    packed, unpacked = int(column.total_compressed_size), max(1, int(column.total_uncompressed_size))
    if archive.far:  # to walk through its pages would fetch them twice
        _refuse(packed, unpacked, archive.shown)
        shared = unpacked if column.has_dictionary_page else 0
        return Look(packed, unpacked / max(1, int(column.num_values)), shared, 0 < shared <= _BATCH)
    start = int(column.data_page_offset)
    if column.has_dictionary_page and 0 < (column.dictionary_page_offset or 0) < start:
        start = int(column.dictionary_page_offset)
    walked = list(pages(archive.stream, start, min(start + packed, archive.length)))
    packed, unpacked = sum(page.packed for page in walked), sum(page.unpacked for page in walked)
    _refuse(packed, unpacked, archive.shown)
    usual = max((page.unpacked / max(1, page.values) for page in walked if not page.dictionary), default=0.0)
    shared = max((page.unpacked for page in walked if page.dictionary or page.sharing), default=0)
    return Look(packed, usual, shared, 0 < shared <= _BATCH and not any(page.sharing for page in walked))


def _refuse(packed: int, unpacked: int, shown: str) -> None:
    if unpacked > _SMALL and unpacked > packed * _RATIO:
        raise _swollen(shown)


def _swollen(shown: str) -> InputError:
    message = f"unpacks to more than {_RATIO} times its size, which no texts do"
    return InputError([Problem(shown, "FC912", message, hint="see what it is, and write it once more in smaller row groups")])


def rows_at_once(told: Look) -> int:
    """Return how many rows to unpack at a time, for one column."""
    rows = _BATCH / max(1.0, told.usual)
    if told.shared and not told.kept:
        rows = min(rows, _SMALL / told.shared)
    return int(max(1, min(_MOST, rows)))


def probe(archive: Open, names: Sequence[str]) -> None:
    """Raise FC912 where a footer is so broken that the library ends the process at a look at it, as a child that looks first finds out."""
    if sys.platform != "linux":
        return  # elsewhere a library may end a child that is a copy of its process
    sys.stderr.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that other threads are left behind: the child looks and ends
        child = os.fork()
    if not child:
        try:
            faulthandler.disable()
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # where the library says its last words
            for group in range(archive.file.metadata.num_row_groups):
                for name in names:
                    archive.column(group, name)
        finally:
            os._exit(0)  # what it raises is raised again, and told then
    if os.waitpid(child, 0)[1]:
        hint = "see that it is a Parquet file that was written to its end, and write it once more"
        raise InputError([Problem(archive.shown, "FC912", "no Parquet file, or a broken one: its footer cannot be read", hint=hint)])
