"""Reports written to files whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from factcheck.errors import InputError, Problem
from factcheck.report import FORMATS, Format

Target = tuple[Format, Path]


def targets(outputs: Iterable[str], format: Format) -> tuple[list[Target], list[Target]]:
    """Return the files that get the chosen format and the further ones that name theirs; raise InputError where one cannot be."""
    own: list[Target] = []
    further: list[Target] = []
    for text in outputs:
        head, sign, tail = text.partition("=")
        known: Format | None = next((name for name in FORMATS if sign and name == head), None)
        path = Path(tail if known else text)
        if not (tail if known else text):
            raise InputError([Problem("", "", f"--output {text} names no file", hint="write --output PATH or --output json=PATH")])
        if any(path == other for _, other in (*own, *further)):
            raise InputError([Problem("", "", f"--output names {path} twice", hint="give each report a file of its own")])
        (further if known else own).append((known or format, path))
        check_target(path)
    return own, further


def check_target(path: Path) -> None:
    """Raise InputError where a report could not be written, before any work is done for it."""
    try:
        if path.is_dir():
            raise _refused(path, "is a folder", "name a file in it")
        if not path.parent.is_dir():
            raise _refused(path, f"the folder {path.parent} does not exist", "make the folder first, or name another")
        if path.exists() and not os.access(path, os.W_OK):
            raise _refused(path, "may not be written", "change its permissions, or name another file")
    except (OSError, ValueError) as error:
        raise _refused(path, _reason(error), "name another file") from error


def refuse_inputs(reports: Iterable[Target], inputs: Iterable[str]) -> None:
    """Raise InputError where a report would be written over a file that is read: the registry, a source."""
    read = {os.path.realpath(path) for path in inputs}
    for _, path in reports:
        if os.path.realpath(path) in read and path.is_file():
            raise _refused(path, "it is read by this run", "name another file for the report")


def is_pipe(path: Path) -> bool:
    """Return whether a path names a pipe itself, which is written as something reads it; a link to one of a shell's is read already."""
    try:
        return stat.S_ISFIFO(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def write(path: Path, text: str) -> None:
    """Write a file as UTF-8; one that was there stays as it was until all of the new one is written."""
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file in the same way, its bytes as they are."""
    from factcheck.whole import put  # most runs write no file

    try:
        if path.exists() and not path.is_file():
            # A device or pipe, such as /dev/stdout: nothing there to replace.
            path.write_bytes(data)
            return
        put(path, data)
    except BrokenPipeError:
        return
    except (OSError, ValueError) as error:
        raise _refused(path, _reason(error), "name another file, or make room for this one") from error


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _refused(path: Path, reason: str, hint: str) -> InputError:
    return InputError([Problem(str(path), "", f"cannot write the report: {reason}", hint=hint)])
