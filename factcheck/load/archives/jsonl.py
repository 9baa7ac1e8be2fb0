"""JSON Lines → rows: an object a line, read line by line, so that memory holds no more than the longest."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import BinaryIO

from factcheck.errors import InputError, Problem
from factcheck.load import stored
from factcheck.load.archives.rows import LARGEST, MOST_TOLD, USUAL, Rows
from factcheck.load.archives.streams import opened
from factcheck.load.documents.layout import short
from factcheck.load.parts import Read, Shard
from factcheck.load.stored import Columns

_PART = 1 << 20  # bytes of a shard: large enough to hand on, small enough that the last ones keep every process busy
_BOM = b"\xef\xbb\xbf"
_LOOKED_AT = 10  # rows by which it is told what a file is
_SHOWN = 400  # bytes of a broken line that are shown with it
_MISTAKEN = ((b"\x1f\x8b", ".gz"), (b"\x28\xb5\x2f\xfd", ".zst"), (b"PAR1", ".parquet"))


def look(name: str, columns: Columns, loose: bool) -> tuple[Problem, ...]:
    """Return a notice for each column that is named and that the first rows lack; raise InputError where none of them has a text."""
    shown = stored.shown(name)
    known = _columns(name, shown)
    if not known:
        return ()  # whoever reads it tells what is wrong
    has = "its first rows have " + ", ".join(f"`{short(key, 40)}`" for key in known[:MOST_TOLD])
    if not any(key in known for key in ((columns.text,) if columns.text else USUAL["text"])):
        if loose:
            hint = f"{has}; --text-column names one, and a file that is named itself is read"
            raise InputError([Problem(shown, "FC913", "no archive of articles, left out: no column holds a text", hint=hint)])
        message = f"no column `{columns.text}`" if columns.text else "no column that holds a text"
        raise InputError([Problem(shown, "FC923", message, hint=f"{has}; name the column of the text with --text-column")])
    lacking = [(field, key) for field, key in columns._asdict().items() if key and key not in known]
    return tuple(Problem(shown, "FC915", f"no column `{key}`", hint=f"{has}; see --{field}-column") for field, key in lacking)


def _columns(name: str, shown: str) -> list[str]:
    """Return the columns of the first rows, none where one of those cannot be read."""
    known: dict[str, object] = {}
    with opened(name, shown) as file:
        for _, line in _lines(file, Shard(Columns()), _LOOKED_AT):
            try:
                row = json.loads(line.removeprefix(_BOM).decode()) if line.strip() else {}
            except (ValueError, RecursionError):
                return []
            known |= row if isinstance(row, dict) else {}
    return list(known)


def cut(name: str, columns: Columns) -> Iterator[tuple[Shard, int]]:
    """Yield a file in shards that end where lines do, each with the number of its first line, and its bytes."""
    start = at = 0
    first = 1
    with opened(name, stored.shown(name)) as file:
        while block := file.read(_PART):
            last = block.rfind(b"\n") + 1
            if last:
                yield Shard(columns, start, at + last, first), at + last - start
                start = at + last
                first += block.count(b"\n")
            at += len(block)
    if at > start:
        yield Shard(columns, start, at, first), at - start


def read(name: str, shard: Shard, rows: Rows) -> Iterator[Read]:
    """Yield what each row of a shard gives; raise InputError where the file cannot be read on."""
    with opened(name, rows.shown) as file:
        if shard.start:
            file.seek(shard.start, os.SEEK_SET)
        for number, line in _lines(file, shard):
            told = _read(number, line, rows)
            if told is not None:
                yield told


def _lines(file: BinaryIO, shard: Shard, most: int = -1) -> Iterator[tuple[int, bytes]]:
    """Yield each line with its number; of one that is too long only its beginning, which is as long as too long."""
    number, left = shard.first, shard.end - shard.start if shard.end >= 0 else None
    while most and (line := file.readline(LARGEST + 1)):
        most -= 1
        read = len(line)
        if read > LARGEST and not line.endswith(b"\n"):
            while rest := file.readline(1 << 20):
                read += len(rest)
                if rest.endswith(b"\n"):
                    break
        yield number, line
        number += 1
        if left is not None:
            left -= read
            if left <= 0:
                return


def _read(number: int, line: bytes, rows: Rows) -> Read | None:
    if number == 1:
        _see(line, rows.shown)
        line = line.removeprefix(_BOM)
    if line.isspace():
        return None
    if len(line) > LARGEST:
        message = f"a row of more than {LARGEST // 1_000_000} MB, which no article is"
        return rows.broken(number, message, "see that each article ends with its line")
    try:
        row = json.loads(line.decode())
    except UnicodeDecodeError as error:
        before = line[: error.start].decode()
        message = f"not UTF-8: byte {error.start} of the row is 0x{line[error.start]:02X}"
        hint = "save the archive as UTF-8, or convert it, as in `iconv -f WINDOWS-1258 -t UTF-8`"
        return rows.broken(number, message, hint, len(before) + 1, _excerpt(line))
    except json.JSONDecodeError as error:
        hint = "write each article as one JSON object on one line"
        column = min(error.pos, len(error.doc.rstrip("\r\n"))) + 1
        return rows.broken(number, f"broken JSON: {error.msg[:1].lower()}{error.msg[1:]}", hint, column, _excerpt(line))
    except (ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error).partition(";")[0]
        return rows.broken(number, f"JSON that cannot be read: {reason}", "see what was written there")
    if not isinstance(row, dict):
        return rows.broken(number, "no JSON object", 'write the row as in {"id": "1", "text": "…"}', 1, _excerpt(line))
    return rows.read(number, row, escaped=b"\\u" in line)


def _see(line: bytes, shown: str) -> None:
    """Raise FC913 where the first line of a file tells that it is something else, for then no line can be read."""
    for mark, ending in _MISTAKEN:
        if line.startswith(mark):
            message = f"not JSON Lines, but what ends in {ending}"
            raise InputError([Problem(shown, "FC913", message, hint=f"rename it, to end in {ending}")])
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError([Problem(shown, "FC910", "not UTF-8 but UTF-16", hint="convert it, as in `iconv -f UTF-16 -t UTF-8`")])
    if line.removeprefix(_BOM).strip() in (b"[", b"{"):
        message, hint = "one JSON document, not one in each line", "write a line a row, as `jq -c '.[]' FILE` does with a list"
        raise InputError([Problem(shown, "FC913", message, line=1, hint=hint)])


def _excerpt(line: bytes) -> str:
    return line[:_SHOWN].decode("utf-8", "replace").rstrip("\r\n") if len(line) <= _SHOWN else ""
