"""A YAML text as a plain tree, in which every scalar is the text as written, with its line and column."""

from __future__ import annotations

import re

from factcheck.errors import Problem
from factcheck.load.text import lines
from factcheck.rows import NamedTuple

# What YAML does not allow; named by what is left out, the same set takes ten times as long to compile.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class Spot(NamedTuple):
    """A place in the file; line and column count from 1, the width is that of its first line."""

    line: int
    column: int
    width: int


class Text(NamedTuple):
    """A scalar, as written."""

    line: int
    column: int
    width: int
    text: str


class Items(NamedTuple):
    """A list."""

    line: int
    column: int
    width: int
    items: tuple[Node, ...]


class Fields(NamedTuple):
    """A mapping, each key once."""

    line: int
    column: int
    width: int
    pairs: tuple[tuple[Text, Node], ...]


class Refused(NamedTuple):
    """Something that is told already and not read: an alias, an anchored or tagged value."""

    line: int
    column: int
    width: int


Node = Text | Items | Fields | Refused


def parse(text: str, path: str) -> tuple[Node | None, list[Problem], Problem | None]:
    """Return the tree of a YAML text (nothing if it holds none), what it refuses, and the fault at which reading stopped."""
    from factcheck.load import plain

    if (root := plain.read(text)) is not None:
        return root, [], None
    from factcheck.load import events  # the parser takes as long to load as to read a small registry

    return events.parse(text, path)


def clean(text: str, path: str) -> tuple[str, list[Problem]]:
    """Return the text with characters that YAML does not allow blanked, and a problem for each."""
    if text.replace("\n", "").isprintable():
        return text, []  # as nearly all are, and told in a tenth of the time
    rows = lines(text)
    problems = []
    for found in _UNPRINTABLE.finditer(text):
        before = lines(text[: found.start()])
        problem = Problem(
            path,
            "FC908",
            f"a character that no text holds (U+{ord(found[0]):04X})",
            line=len(before),
            column=len(before[-1]) + 1,
            source_line=rows[len(before) - 1],
            hint="delete the character",
        )
        problems.append(problem)
        if len(problems) == 20:
            break
    return _UNPRINTABLE.sub(" ", text), problems
