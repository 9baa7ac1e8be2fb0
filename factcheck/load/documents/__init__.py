"""Documents that are no plain text: what each kind is told by, needs and is called, and the one door to its reader.

A reader is loaded when a file of its kind is read, and not before: each brings a library that few runs need.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol, cast

from factcheck.errors import InputError, Problem
from factcheck.rows import NamedTuple

if TYPE_CHECKING:
    from factcheck.load.documents.layout import Document

TEXTS = (".md", ".txt")


class Kind(NamedTuple):
    """One kind of document: `module` reads it, with the packages `needs` that the extra of its name installs."""

    name: str
    suffixes: tuple[str, ...]
    called: str
    needs: tuple[str, ...] = ()

    @property
    def missing(self) -> bool:
        """Return whether a package that the kind needs is not installed."""
        from importlib.util import find_spec

        return any(find_spec(name) is None for name in self.needs)


class Reader(Protocol):
    """What the module of a kind supplies."""

    def read(self, data: bytes, shown: str) -> Document:
        """Return what a document says; raise InputError where it cannot be read."""


KINDS = (
    Kind("html", (".html", ".htm"), "a web page", ("lxml",)),
    Kind("pdf", (".pdf",), "a PDF", ("pdfminer",)),
    Kind("docx", (".docx",), "a Word document", ("docx",)),
    Kind("xlsx", (".xlsx",), "an Excel workbook", ("openpyxl",)),
    Kind("csv", (".csv",), "a table"),
)
_NAMED = {kind.name: kind for kind in KINDS}
_BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}
SUFFIXES = (*TEXTS, *_BY_SUFFIX)
_HEAD = 1024
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def by_name(name: str) -> Kind | None:
    """Return the kind that the ending of a name tells, if it is one of a document."""
    return _BY_SUFFIX.get(os.path.splitext(name)[1].casefold())  # noqa: PTH122 - for every file of an archive


def kind_of(name: str, data: bytes, shown: str) -> Kind | None:
    """Return the kind of a document, or nothing of a text; raise FC913 where the ending says one thing and the contents another."""
    told, held = by_name(name), _held(data)
    if told is None and held is None and not data.startswith(_OLD_OFFICE):
        return None  # as most files are
    suffix = PurePath(name).suffix.casefold()
    if data.startswith(_OLD_OFFICE):
        message = "a document of an old Office, or one that is locked with a password"
        raise _lie(shown, message, "open it, take the password off if there is one, and save it as .docx, .xlsx or .pdf")
    if held is None:
        if data.startswith(_ZIP) and told is not None:
            raise _lie(shown, f"named {suffix}, but an archive of other files", f"see that it is {told.called} that can be opened")
        if told is not None and told.name in ("pdf", "docx", "xlsx"):
            raise _lie(shown, f"named {suffix}, but not {told.called}", "see that it can be opened, and name it by what it is")
        return told
    if told is held or (told is None and suffix not in TEXTS):
        return held
    raise _lie(shown, f"named {suffix}, but {held.called}", f"rename it, to end in {held.suffixes[0]}")


def read_document(kind: Kind, data: bytes, shown: str) -> Document:
    """Return what a document says; raise FC921 where its extra is not installed, and InputError where it cannot be read."""
    if kind.missing:
        raise InputError([needs(kind, shown, f"{kind.called}, for which the extra `{kind.name}` is not installed")])
    reader = cast(Reader, import_module(f"factcheck.load.documents.{kind.name}"))
    return reader.read(data, shown)


def needs(kind: Kind, path: str, message: str) -> Problem:
    """Return the problem of a document whose extra is not installed."""
    hint = f"pip install 'factcheck-cli[{kind.name}]', or 'factcheck-cli[documents]' for every kind"
    return Problem(path, "FC921", message, hint=hint)


def _held(data: bytes) -> Kind | None:
    """Return the kind that the contents tell by themselves."""
    head = data[:_HEAD]
    if b"%PDF-" in head and not head.lstrip().startswith(b"<"):
        return _NAMED["pdf"]
    if not head.startswith(_ZIP):
        return None
    from factcheck.load.documents.archive import holds

    return _NAMED["docx"] if holds(data, "word/") else _NAMED["xlsx"] if holds(data, "xl/") else None


def _lie(shown: str, message: str, hint: str) -> InputError:
    return InputError([Problem(shown, "FC913", message, hint=hint)])
