"""Bytes as text, and the small readings that registry and headers share."""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from datetime import date
from typing import BinaryIO

from factcheck.errors import InputError, Problem

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_SELDOM_BREAK = re.compile("[\r\x85\u2028\u2029]")
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")  # letters that no Western language has
_WESTERN = re.compile("[\u00c0-\u00ff]")
_HEAD = 20_000  # characters that are looked at
_SELDOM = 50  # letters to an accent: English with a few names has more, and Vietnamese has four
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")


LARGEST = 50_000_000  # bytes of a file, which may hold pictures
LONGEST = 10_000_000  # characters of a text: a long book has three million, and reading takes up to 800 times their memory
_PART = 1 << 20
# Whoever opens a pipe waits for its writer unless told not to; and what is read is bytes, on Windows too.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_NOT_OPENED = (errno.ENXIO, errno.EOPNOTSUPP)  # what Linux and what macOS say of a socket
_BY_PIPE = "name a file, or hand the text on by a pipe, as in `cat draft.txt | factcheck verify -`"


def read_bytes(path: str, shown: str, hint: str = _BY_PIPE) -> bytes:
    """Return what a regular file holds; raise FC913 for a device, a pipe or a file too large to be a text, and what the system raises.

    `hint` says what to do about one that is no file.
    """
    file, told = _regular(path, shown, hint)
    try:
        data = os.read(file, min(told.st_size, LARGEST) + 1)
        if len(data) == told.st_size <= LARGEST:
            return data
        with open(file, "rb", closefd=False) as rest:  # it grew, is too large, or one of those whose size nobody knows
            return data + read_stream(rest, shown, len(data))
    finally:
        os.close(file)


def open_regular(path: str, shown: str) -> BinaryIO:
    """Return a regular file, open; raise FC913 for a device or a pipe, and what the system raises."""
    return os.fdopen(_regular(path, shown, _BY_PIPE)[0], "rb")


def _regular(path: str, shown: str, hint: str) -> tuple[int, os.stat_result]:
    """Return an open file and what the system knows of it; raise FC913 where it is no regular one."""
    try:
        file = os.open(path, _FLAGS)  # a file object would cost twice as much as what it reads
    except OSError as error:
        if error.errno in _NOT_OPENED and not stat.S_ISREG(mode := os.stat(path).st_mode):  # noqa: PTH116 - as above
            raise InputError([Problem(shown, "FC913", f"{_kind(mode)}, not a file", hint=hint)]) from None
        raise
    try:
        told = os.fstat(file)
        if stat.S_ISDIR(told.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        if not stat.S_ISREG(told.st_mode):
            raise InputError([Problem(shown, "FC913", f"{_kind(told.st_mode)}, not a file", hint=hint)])
    except BaseException:
        os.close(file)
        raise
    return file, told


def read_stream(stream: BinaryIO, shown: str, size: int = 0) -> bytes:
    """Return all that a stream holds; raise FC913 where it is more than a text can be, with what was read of it before."""
    parts: list[bytes] = []
    while size <= LARGEST and (part := stream.read(_PART)):
        parts.append(part)
        size += len(part)
    if size > LARGEST:
        message = f"larger than {LARGEST // 1_000_000} MB, which no article is"
        raise InputError([Problem(shown, "FC913", message, hint="split it into its articles, a file each")])
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _kind(mode: int) -> str:
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"


def decode(data: bytes, path: str) -> str:
    """Return the text of the bytes, UTF-8 or UTF-16 with its mark, the mark left out; raise FC910 with byte and line."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    # `utf-8-sig` counts the offset of an error from behind the mark, so the mark is taken off the text instead.
    try:
        return data.decode(encoding).removeprefix("\ufeff" if encoding == "utf-8" else "")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace").removeprefix("\ufeff")
        rows = lines(before)
        problem = Problem(
            path,
            "FC910",
            f"byte {error.start} is no {encoding.upper()} text (0x{data[error.start]:02X}, line {len(rows)})",
            line=len(rows),
            column=len(rows[-1]) + 1,
            source_line=rows[-1] + lines(data[error.start : error.start + 200].decode("utf-8", "replace"))[0]
            if encoding == "utf-8"
            else "",
            hint="save the file as UTF-8, or convert it, as in `iconv -f WINDOWS-1258 -t UTF-8`",
        )
        raise InputError([problem]) from None


def is_western(text: str) -> bool:
    """Return whether a text is full of accents, none of them of Vietnamese alone: it may be in a Vietnamese font that no program knew."""
    if text.isascii() or _VIETNAMESE.search(text) is not None:
        return False
    head = text[:_HEAD]
    return len(_WESTERN.findall(head)) * _SELDOM > len(head)


def lines(text: str) -> list[str]:
    """Return the lines of a text, cut where YAML cuts them; an empty text is one empty line."""
    # Nearly all texts have but one kind, for which no pattern is needed.
    return text.split("\n") if _SELDOM_BREAK.search(text) is None else _BREAK.split(text)


def read_date(text: str) -> date | None:
    """Return the day that `2025-09-18` or `18/9/2025` names, or nothing."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.fullmatch(text):
        day, _, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
