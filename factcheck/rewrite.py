"""Texts put back into their files: the same bytes but for what was changed, whole or not at all."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable
from pathlib import Path

from factcheck.errors import InputError, Problem
from factcheck.fix import Fix, applied
from factcheck.load import documents
from factcheck.load.stored import real
from factcheck.load.text import decode, read_bytes
from factcheck.model import Source
from factcheck.rows import NamedTuple
from factcheck.whole import put

# What a file of text may begin with, and how the rest is then encoded; without a mark it is UTF-8.
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Original(NamedTuple):
    """A file as it stands on the disk: its bytes, its mark, and the encoding behind that."""

    data: bytes
    mark: bytes
    encoding: str

    def encoded(self, text: str) -> bytes:
        """Return a text as the file holds it."""
        return self.mark + text.encode(self.encoding)

    @property
    def is_plain(self) -> bool:
        """Return whether programs that know nothing of encodings can patch it."""
        return self.encoding == "utf-8"


def original(source: Source) -> Original:
    """Return the file of a source; raise InputError where it cannot be written back, or has changed since it was read."""
    if documents.by_name(source.name) is not None or source.locations:
        raise _refused(source.name, "a document, whose text stands among much else", "make the changes in the program that it is from")
    try:
        data = read_bytes(real(source.name), source.name)
    except (OSError, ValueError) as error:
        raise _refused(source.name, f"cannot be read again: {_reason(error)}", "see that the file is there and may be read") from None
    mark, encoding = next((row for row in _MARKS if data.startswith(row[0])), (b"", "utf-8"))
    file = Original(data, mark, encoding)
    try:
        now = decode(data, source.name)
    except InputError:
        raise _refused(source.name, "in an encoding that is not written", "save it as UTF-8 first") from None
    if now != source.text:
        raise _refused(source.name, "has changed since it was read, and is left as it is", "run the command again")
    if file.encoded(now) != data:
        raise _refused(source.name, "cannot be written back byte for byte", "save it as UTF-8 first")
    return file


def write_fixes(source: Source, fixes: Iterable[Fix]) -> None:
    """Write a source's file with fixes made; raise InputError, and leave it as it is, where that cannot be done wholly."""
    file = original(source)
    new = file.encoded(applied(source.text, fixes))
    name = real(source.name)
    try:
        if not os.access(name, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError(0, "may not be written")
        put(Path(name), new)
    except (OSError, ValueError) as error:
        raise _refused(source.name, f"cannot be written: {_reason(error)}", "change its permissions, or make room for it") from error


def _refused(name: str, message: str, hint: str) -> InputError:
    return InputError([Problem(name, "", message, hint=hint)])


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
