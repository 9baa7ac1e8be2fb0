"""Files → sources, one at a time: an archive is never held in memory as a whole."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from factcheck.errors import InputError, NothingChecked, Problem
from factcheck.lang import detect
from factcheck.load.comments import with_comments
from factcheck.load.find import STDIN, find
from factcheck.load.header import read_header
from factcheck.load.text import decode, read_bytes, read_stream
from factcheck.model import Source

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What a binary file shows in its first bytes and a text does not.
_SAMPLE = 8192


@dataclass(slots=True)
class Sources:
    """The texts that some paths name, read while one iterates; `notices` grows with what is left out.

    Iterating raises InputError at its end with every file that could not be read, NothingChecked if there was no text.
    """

    names: tuple[str, ...]
    loose: frozenset[str] = frozenset()
    stdin: BinaryIO | None = None
    notices: list[Problem] = field(default_factory=list)

    def __iter__(self) -> Iterator[Source]:
        problems: list[Problem] = []
        count = 0
        for name in self.names:
            try:
                source, notices = read_source(name, self.stdin)
            except InputError as error:
                binary = name in self.loose and all(problem.code == "FC913" for problem in error.problems)
                (self.notices if binary else problems).extend(error.problems)
                continue
            self.notices += notices
            if source is not None:
                count += 1
                yield source
        if problems:
            raise InputError(problems)
        if not count:
            raise NothingChecked([problem for problem in self.notices if problem.code == "FC911"] or [_nothing(self.names)])


def load_sources(paths: Sequence[str], stdin: BinaryIO | None = None) -> Sources:
    """Return the sources that paths, folders, patterns and `-` name; raise InputError with every path that is missing."""
    found = find(paths)
    return Sources(found.names, found.loose, stdin, list(found.notices))


def read_source(name: str, stdin: BinaryIO | None = None) -> tuple[Source | None, tuple[Problem, ...]]:
    """Return the source that a file holds, or none of an empty one, with what is to be told; raise InputError if it is no text."""
    shown = name.encode("utf-8", "replace").decode()  # a name of raw bytes could not be printed
    data = _bytes(name, shown, stdin)
    if b"\0" in data[:_SAMPLE] and not data.startswith(_UTF16):
        raise InputError([Problem(shown, "FC913", "a binary file, not a text", hint="name .txt or .md files")])
    text = decode(data, shown)
    header = read_header(text, shown)
    source = with_comments(Source(shown, text, header.body, date=header.date))
    seen = source.seen[header.body :]
    if not seen.strip():
        return None, (*header.notices, Problem(shown, "FC911", "an empty file", hint="put the article's text into it"))
    fields: dict[str, Any] = {"lang": detect(seen.lstrip()), **header.texts}
    return replace(source, **fields), header.notices


def _bytes(name: str, shown: str, stdin: BinaryIO | None) -> bytes:
    if name == STDIN and stdin is not None:
        return read_stream(stdin, shown)
    try:
        return read_bytes(name, shown)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        problem = Problem(shown, "FC912", f"cannot be read: {reason}", hint="see that the file is there and may be read")
        raise InputError([problem]) from None


def _nothing(names: Sequence[str]) -> Problem:
    message = "nothing to check: " + ("no text among the sources" if names else "no source is named")
    return Problem("", "FC911", message, hint="name files or folders of .txt or .md, or `-` for standard input")
