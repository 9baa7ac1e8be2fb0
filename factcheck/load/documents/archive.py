"""The zip archive that an Office document is: refused before anything is unpacked that no document holds."""

from __future__ import annotations

import io
import zipfile
import zlib

from factcheck.errors import InputError, Problem

MOST_BYTES = 200_000_000  # of all that an archive unpacks to
MOST_FILES = 5_000
_RATIO = 200  # of a file's size to what is stored for it; text is rarely packed beyond 20
_SMALL = 1_000_000  # bytes up to which a file may be packed as well as it likes
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_PART = 1 << 20
# What the standard library raises of an archive that is broken, one way or another.
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def holds(data: bytes, folder: str) -> bool:
    """Return whether an archive has a file in a folder."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.startswith(folder) for name in archive.namelist()[:MOST_FILES])
    except _FAULTS:
        return False


def checked(data: bytes, shown: str, called: str) -> io.BytesIO:
    """Return the archive to read from; raise FC912 where it is broken, unpacks to too much, or declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive, shown, called)
    except _FAULTS as error:
        raise broken(shown, called, str(error)) from error
    return io.BytesIO(data)


def broken(shown: str, called: str, reason: str) -> InputError:
    """Return the error of a document that its reader cannot read."""
    told = f": {reason}" if reason and reason.isprintable() and len(reason) < 120 else ""
    hint = "see that it can be opened, and save it once more"
    return InputError([Problem(shown, "FC912", f"{called} that is broken{told}", hint=hint)])


def _check(archive: zipfile.ZipFile, shown: str, called: str) -> None:
    files = archive.infolist()
    total = sum(file.file_size for file in files)
    swollen = any(file.file_size > max(_SMALL, file.compress_size * _RATIO) for file in files)
    if len(files) > MOST_FILES or total > MOST_BYTES or swollen:
        message = f"{called} that unpacks to {total // 1_000_000:,} MB in {len(files):,} files, which no document does"
        hint = "open it, and save the part with the text as a document of its own"
        raise InputError([Problem(shown, "FC912", message, hint=hint)])
    for file in files:
        if file.filename.endswith((".xml", ".rels")):
            _no_doctype(archive, file, shown, called)


def _no_doctype(archive: zipfile.ZipFile, file: zipfile.ZipInfo, shown: str, called: str) -> None:
    # Office never writes one, and only there can entities be declared, which unfold without end or name other files.
    tail = b""
    with archive.open(file) as stream:
        while part := stream.read(_PART):
            if any(mark in tail + part for mark in _DOCTYPES):
                message = f"{called} that declares entities in {file.filename}, which no Office does"
                raise InputError([Problem(shown, "FC912", message, hint="do not open it, unless you know where it comes from")])
            tail = part[-32:]
