"""What is taken out of a document: its text, paragraph by paragraph, each with where it stood."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from factcheck.errors import InputError, Problem
from factcheck.load.text import LONGEST
from factcheck.model import Location
from factcheck.rows import NamedTuple

# Control characters say nothing in a text, and lone surrogates cannot be written into a report; tabs and ends of line are spaces here.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
_LONGEST = 300  # of what a document says of itself: more is no title


class Document(NamedTuple):
    """The text of a document with its locations, and what the document says of itself."""

    text: str
    locations: tuple[Location, ...] = ()
    fields: Mapping[str, str] = MappingProxyType({})
    date: datetime.date | None = None
    notices: tuple[Problem, ...] = ()


def plain(text: str) -> str:
    """Return a text on one line, without what cannot be seen."""
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip(" ")


def short(text: str, most: int = _LONGEST) -> str:
    """Return a text on one line, cut where it is longer than a title can be."""
    if len(text) <= most and text.isprintable() and "  " not in text:
        return text.strip(" ")
    text = plain(text)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


class Layout:
    """A text in the making; raises FC912 where a document holds more than can be one."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.parts: list[str] = []
        self.locations: list[Location] = []
        self.size = 0
        self.places = 0  # of the cells of its tables

    def add(self, text: str, label: str) -> None:
        """Add a paragraph that stands where the label says."""
        self.join([(text, label)])

    def join(self, pieces: Iterable[tuple[str, str]], between: str = " ") -> None:
        """Add a paragraph of several pieces, as one that goes on over the end of a page."""
        gap = "\n\n" if self.parts else ""
        for text, label in pieces:
            text = plain(text)
            if not text:
                continue
            self.parts += [gap, text]
            self.size += len(gap)
            if not self.locations or self.locations[-1].label != label:
                self.locations.append(Location(self.size, label))
            self.size += len(text)
            gap = between
        if self.size > LONGEST:
            message = f"holds more than {LONGEST // 1_000_000} million characters of text, which no article does"
            raise InputError([Problem(self.shown, "FC912", message, hint="split it into its articles or chapters, a file each")])

    def document(
        self, fields: Mapping[str, str] | None = None, date: datetime.date | None = None, notices: Iterable[Problem] = ()
    ) -> Document:
        """Return the document, what it says of itself cut to one line each."""
        told = {key: short(text) for key, text in (fields or {}).items()}
        text = "".join((*self.parts, "\n" if self.parts else ""))
        return Document(text, tuple(self.locations), {key: value for key, value in told.items() if value}, date, tuple(notices))
