"""Archives of articles, a row an article: what is seen of one before it is read, how it is cut, and the one door to the readers.

A reader is loaded when an archive of its kind is read, and not before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.errors import InputError, Problem
from factcheck.load import stored
from factcheck.load.archives.rows import Rows
from factcheck.load.parts import Read, Shard
from factcheck.load.stored import Columns


def look(name: str, columns: Columns, loose: bool) -> tuple[Problem, ...]:
    """Return what is to be told of an archive by its first rows; raise InputError where none of them has a text.

    That is FC913 of one that a folder brought, where it is not even a mistake.
    """
    if stored.form_of(name).rows != "jsonl":
        return ()  # of Parquet the readers know all columns
    from factcheck.load.archives import jsonl

    return jsonl.look(name, columns, loose)


def shards(name: str, size: int, columns: Columns) -> Iterator[tuple[Shard, int]]:
    """Yield an archive in shards, each with its bytes, in order; raise InputError where it cannot be read or lacks a column."""
    file = _stamp(name)
    for shard, length in _cut(name, size, columns):
        yield shard._replace(file=file), length


def _cut(name: str, size: int, columns: Columns) -> Iterator[tuple[Shard, int]]:
    form = stored.form_of(name)
    if form.rows == "parquet":
        from factcheck.load.archives import parquet

        yield from parquet.cut(name, size, columns)
    elif form.packing or stored.is_remote(name):
        # What is packed can only be read from its beginning, and what is far away would have to be fetched twice to count its lines.
        yield Shard(columns), size
    else:
        from factcheck.load.archives import jsonl

        yield from jsonl.cut(name, columns)


def read_shard(name: str, shard: Shard) -> Iterator[Read]:
    """Yield what each row of a shard gives; rows that cannot be read are told, the first of them one by one."""
    form = stored.form_of(name)
    rows = Rows(stored.shown(name), "line" if form.rows == "jsonl" else "row", shard.columns, shard.only)
    reader: Any
    if form.rows == "parquet":
        from factcheck.load.archives import parquet as reader
    else:
        from factcheck.load.archives import jsonl as reader
    try:
        yield from reader.read(name, shard, rows)
    except InputError as error:
        yield Read(None, (), error.problems)
    if shard.file and _is_another(shard.file, _stamp(name)):
        hint = "check it once more when nobody writes it; what is added at its end does no harm"
        yield Read(None, (), (Problem(rows.shown, "FC912", "changed while it was read: not all of it was checked", hint=hint),))
    if (rest := rows.rest()) is not None:
        yield rest


def _stamp(name: str) -> tuple[int, ...]:
    """Return what tells a file on this machine from the one that it was: which it is, how long, and of when."""
    try:
        told = Path(name).stat()
    except (OSError, ValueError):
        return ()
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns


def _is_another(cut: tuple[int, ...], now: tuple[int, ...]) -> bool:
    """Return whether a file is no longer the one that was cut: another stands under its name, or it was written over or shortened.

    One that is longer by now was added to, which moves no row. One that is gone was open, and was read as it was.
    """
    return bool(now) and (now[:2] != cut[:2] or now[2] < cut[2] or (now[2] == cut[2] and now[3] != cut[3]))
