"""Files → sources, one at a time: an archive is never held in memory as a whole."""

from __future__ import annotations

import codecs
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from factcheck.errors import InputError, NothingChecked, Problem
from factcheck.lang import detect
from factcheck.load import documents
from factcheck.load.comments import with_comments
from factcheck.load.documents.layout import Document
from factcheck.load.find import STDIN, find
from factcheck.load.header import read_header
from factcheck.load.text import decode, is_western, read_bytes, read_stream
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
    if (kind := documents.kind_of(name, data, shown)) is not None:
        return _taken_out(documents.read_document(kind, data, shown), shown)
    text, assumed = _decoded(data, shown)
    source, notices = read_text(text, shown)
    return source, (*assumed, *notices)


def read_text(text: str, shown: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Return the source that a text is, or none of an empty one, with what is to be told of its header."""
    header = read_header(text, shown)
    source = with_comments(Source(shown, text, header.body, date=header.date))
    seen = source.seen[header.body :]
    if not seen.strip():
        return None, (*header.notices, Problem(shown, "FC911", "an empty file", hint="put the article's text into it"))
    fields: dict[str, Any] = {"lang": detect(seen.lstrip()), **header.texts}
    return replace(source, **fields), header.notices


def _taken_out(document: Document, shown: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Return the source that a document's text makes, or none of one that holds no text."""
    if not document.text:
        hint = "where it is a picture of a page, have its text recognized first"
        return None, (*document.notices, Problem(shown, "FC911", "a document without text", hint=hint))
    fields = {"lang": detect(document.text), **document.fields}
    source = _source(shown, document.text, 0, fields, document.date)
    return replace(source, locations=document.locations), document.notices


def _source(name: str, text: str, body: int, fields: Mapping[str, str], date: datetime.date | None) -> Source:
    title, publisher, url, lang, place = (fields.get(key, "") for key in ("title", "publisher", "url", "lang", "place"))
    return Source(name, text, body, title, publisher, date, url, lang, place)


def _decoded(data: bytes, shown: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file, with a notice where its encoding had to be assumed."""
    binary = b"\0" in data[:_SAMPLE] and not data.startswith(_UTF16)
    try:
        if not binary:
            text = decode(data, shown)
            if not is_western(text):
                return text, ()
    except InputError:
        if data.startswith(_UTF16):
            raise
    from factcheck.load.documents import legacy  # most texts are UTF-8

    if not binary or legacy.is_utf16(data):
        return legacy.decode_any(data, shown)
    raise InputError([Problem(shown, "FC913", "a binary file, not a text", hint="name texts or documents")])


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
    return Problem("", "FC911", message, hint="name files or folders of texts or documents, or `-` for standard input")
