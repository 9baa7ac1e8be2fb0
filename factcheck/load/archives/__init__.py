"""Archives of articles, a row an article: which part of one is read at a time, and the one door to the readers.

A reader is loaded when an archive of its kind is read, and not before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factcheck.errors import InputError
from factcheck.load import stored
from factcheck.load.parts import Read
from factcheck.load.stored import Columns


class Shard(NamedTuple):
    """What is read of an archive at a time: bytes of JSON Lines or row groups of Parquet, from `start` up to `end`, or to its end (-1).

    `first` is the number of its first row, and `only` the one row that is asked for, if it is one.
    """

    name: str
    start: int = 0
    end: int = -1
    first: int = 1
    size: int = 0
    only: str = ""


def shards(name: str, size: int, columns: Columns = Columns()) -> Iterator[Shard]:
    """Yield an archive in shards, in order; raise InputError where it cannot be read, or lacks a column that was named."""
    archive, only = stored.split_row(name)
    form = stored.form_of(archive)
    if form.rows == "parquet":
        from factcheck.load.archives import parquet

        yield from (shard._replace(name=archive, only=only) for shard in parquet.cut(archive, columns))
    elif form.packing or stored.is_remote(archive):
        # What is packed can only be read from its beginning, and what is far away would have to be fetched twice to count its lines.
        yield Shard(archive, size=size, only=only)
    else:
        from factcheck.load.archives import jsonl

        yield from (shard._replace(name=archive, only=only) for shard in jsonl.cut(archive))


def read_shard(shard: Shard, columns: Columns = Columns()) -> Iterator[Read]:
    """Yield what each row of a shard gives; rows that cannot be read are told, the first of them one by one."""
    from factcheck.load.archives.rows import Rows

    form = stored.form_of(shard.name)
    rows = Rows(stored.shown(shard.name), "line" if form.rows == "jsonl" else "row", columns, shard.only)
    try:
        if form.rows == "parquet":
            from factcheck.load.archives import parquet

            yield from parquet.read(shard, rows)
        else:
            from factcheck.load.archives import jsonl

            yield from jsonl.read(shard, rows)
    except InputError as error:
        yield Read(None, (), error.problems)
    if (rest := rows.rest()) is not None:
        yield rest
