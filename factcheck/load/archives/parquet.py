"""Parquet → rows: only the columns that are needed, some rows at a time, whole row groups to a shard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO

from factcheck.errors import InputError, Problem
from factcheck.load import stored
from factcheck.load.archives.rows import LARGEST, MOST_TOLD, USUAL, Rows
from factcheck.load.archives.streams import opened
from factcheck.load.archives.swelling import Open, Swell, look, probe, rows_at_once
from factcheck.load.documents.layout import short
from factcheck.load.parts import Read, Shard
from factcheck.load.stored import Columns
from factcheck.rows import NamedTuple

_PART = 4_000_000  # bytes of text to a shard, where row groups are small enough
_BUFFER = 1 << 20
_FOOTER = 32_000_000  # bytes of what a file says of itself, which take twenty times as much; a thousand row groups of 20 columns have 2 MB


class _Plan(NamedTuple):
    """The columns to read, in the order of the file, and which of them holds the text."""

    names: tuple[str, ...]
    text: str


def cut(name: str, length: int, columns: Columns) -> Iterator[tuple[Shard, int]]:
    """Yield a file in shards of whole row groups, each with its share of the file's length.

    Raises InputError where it is no Parquet, or lacks a column.
    """
    shown = stored.shown(name)
    with _file(name, shown) as archive:
        plan = _plan(archive.file.schema_arrow, columns, shown)
        told = archive.file.metadata
        probe(archive, plan.names)
        start, first, size, count = 0, 1, 0, 0
        share = length / max(1, sum(_size(archive, at, plan.text) for at in range(told.num_row_groups)))
        for number in range(told.num_row_groups):
            size += _size(archive, number, plan.text)
            count += told.row_group(number).num_rows
            if size >= _PART:
                yield Shard(columns, start, number + 1, first), int(size * share)
                start, first, size, count = number + 1, first + count, 0, 0
        if count:
            yield Shard(columns, start, told.num_row_groups, first), int(size * share)


def read(name: str, shard: Shard, rows: Rows) -> Iterator[Read]:
    """Yield what each row of a shard gives; raise InputError where the file cannot be read on."""
    with _file(name, rows.shown) as archive:
        plan = _plan(archive.file.schema_arrow, rows.columns, rows.shown)
        groups = range(shard.start, shard.end if shard.end >= 0 else archive.file.metadata.num_row_groups)
        looked = {(group, column): look(archive, group, column) for group in groups for column in plan.names}
        kept = [column for column in plan.names if any(looked[group, column].kept for group in groups)]
        metadata = None if archive.far else archive.file.metadata
        swell = Swell(min(archive.length, sum(told.packed for told in looked.values())), rows.shown)
    with _file(name, rows.shown, kept, metadata) as archive:
        number = shard.first
        for group in groups:
            size = min(rows_at_once(looked[group, column]) for column in plan.names)
            for batch in archive.file.iter_batches(size, [group], list(plan.names), use_threads=False):
                for row in _rows(batch):
                    swell.add(row)
                    told = _read(number, row, plan, rows)
                    if told is not None:
                        yield told
                    number += 1


def _read(number: int, row: Mapping[str, object], plan: _Plan, rows: Rows) -> Read | None:
    text = row[plan.text]
    if isinstance(text, bytes):
        try:
            row = {**row, plan.text: text.decode()}
        except UnicodeDecodeError as error:
            message = f"not UTF-8: byte {error.start} of `{plan.text}` is 0x{text[error.start]:02X}"
            return rows.broken(number, message, "write the column as UTF-8 text")
    if isinstance(text, (str, bytes)) and len(text) > LARGEST:
        message = f"a text of more than {LARGEST // 1_000_000} MB, which no article is"
        return rows.broken(number, message, "see that each row holds one article")
    return rows.read(number, row)


def _rows(batch: Any) -> Iterator[Mapping[str, object]]:
    names = batch.schema.names
    for values in zip(*(_values(column) for column in batch.columns), strict=True):
        yield dict(zip(names, values, strict=True))


def _values(column: Any) -> list[object]:
    """Return a column as Python's values: texts, bytes of what is no UTF-8, days of times, numbers."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        # Each value becomes one text, however many rows have it.
        indices = column.indices.to_pylist()
        used = sorted({at for at in indices if at is not None})
        known = dict(zip(used, _values(column.dictionary.take(pa.array(used, pa.int64()))), strict=True))
        return [None if at is None else known[at] for at in indices]
    if pa.types.is_timestamp(kind) or pa.types.is_date64(kind):
        column = column.cast(pa.date32(), safe=False)  # of a time with a zone, the day there
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        return list(column.cast(pa.large_binary()).to_pylist())


def _plan(schema: Any, columns: Columns, shown: str) -> _Plan:
    """Return which columns to read; raise InputError with what is missing or holds no text."""
    there, names, problems = schema.names, [], []
    has = "it has " + ", ".join(f"`{short(name, 40)}`" for name in there[:MOST_TOLD]) + (" and more" if len(there) > MOST_TOLD else "")
    text = ""
    for field, usual in USUAL.items():
        named = getattr(columns, field)
        if named and named not in there:
            hint = f"{has}; name one of them with --{field}-column"
            problems.append(Problem(shown, "FC923", f"no column `{named}`", hint=hint))
        fit = [name for name in ((named,) if named else usual) if name in there and (named or _fits(schema, name, field))]
        if field == "text":
            text = next(iter(fit), "")
            if text and not _fits(schema, text, field):
                problems.append(Problem(shown, "FC923", f"the column `{text}` is {schema.field(text).type}, not text", hint=has))
            elif not text and not named:
                hint = f"{has}; name the column of the text with --text-column"
                problems.append(Problem(shown, "FC923", "no column that holds a text", hint=hint))
            fit = fit[:1]
        names += fit
    if problems:
        raise InputError(problems)
    return _Plan(tuple(dict.fromkeys(names)), text)


def _fits(schema: Any, name: str, field: str) -> bool:
    """Return whether a column is of a type that a field can be read from."""
    import pyarrow as pa

    if schema.names.count(name) != 1:
        return False
    kind, types = schema.field(name).type, pa.types
    if types.is_dictionary(kind):
        kind = kind.value_type
    texts: bool = types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)
    if field == "text":
        return texts or bool(types.is_binary(kind) or types.is_large_binary(kind) or types.is_binary_view(kind))
    if field == "date":
        return texts or bool(types.is_date(kind) or types.is_timestamp(kind))
    return texts or (field == "id" and bool(types.is_integer(kind)))


def _size(archive: Open, group: int, text: str) -> int:
    return max(0, int(archive.column(group, text).total_uncompressed_size))


@contextmanager
def _file(name: str, shown: str, kept: Sequence[str] = (), metadata: Any = None) -> Iterator[Open]:
    """Yield the open file; of the columns that are `kept`, their dictionaries stay such. `metadata` is its footer, where that is known.

    Raises FC921 where the extra is not installed, and InputError for what pyarrow raises while it is read.
    """
    if stored.missing("a.parquet"):
        raise InputError([stored.needs("parquet", shown, "a Parquet file, for which the extra `parquet` is not installed")])
    if stored.form_of(name).packing:
        hint = "unpack it: Parquet is packed inside"
        raise InputError([Problem(shown, "FC913", "a packed Parquet file, of which no part could be read alone", hint=hint)])
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile

    with opened(name, shown) as stream:
        try:
            length = stream.seek(0, 2)
            if not stored.is_remote(name):
                _see_footer(stream, length, shown)
            with ParquetFile(stream, metadata=metadata, buffer_size=_BUFFER, pre_buffer=False, read_dictionary=list(kept) or None) as file:
                schema = file.metadata.schema
                places = {schema.column(at).path: at for at in range(len(schema))}
                yield Open(file, stream, length, places, shown, stored.is_remote(name))
        except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
            reason = short(str(error), 120)
            hint = "see that it is a Parquet file that was written to its end, and write it once more"
            raise InputError([Problem(shown, "FC912", f"no Parquet file, or a broken one: {reason}", hint=hint)]) from None


def _see_footer(stream: BinaryIO, length: int, shown: str) -> None:
    """Raise FC912 where what a file says of itself, at its end, takes too many bytes."""
    stream.seek(max(0, length - 8))
    if int.from_bytes(stream.read(4), "little") > _FOOTER and stream.read(4) == b"PAR1" and length > _FOOTER:
        message = f"a Parquet file whose footer has more than {_FOOTER // 1_000_000} MB"
        raise InputError([Problem(shown, "FC912", message, hint="write it once more, in larger row groups and with fewer columns")])
    stream.seek(0)
