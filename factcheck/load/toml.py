"""A TOML file with a table of factcheck's own: what it holds, and the line that sets a key, which the parser does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from factcheck.errors import InputError, Problem
from factcheck.load.text import lines
from factcheck.rows import NamedTuple

OWN, SHARED = "factcheck.toml", "pyproject.toml"
# A table can be opened in many spellings; where none of them stands, the parser is not loaded.
_OPENED = re.compile(r"""^[ \t]*(?:\[+[ \t]*["']?tool["']?[ \t]*(?:\]|\.[ \t]*["']?factcheck)|["']?tool["']?[ \t]*[.=])""", re.MULTILINE)
_AT = re.compile(r"at line (\d+), column (\d+)")
_KEY = re.compile(r"""[ \t]*(?:"(?P<double>[^"\\]*)"|'(?P<single>[^']*)'|(?P<bare>[A-Za-z0-9_-]+))[ \t]*(?P<then>[.=\]])""")

Keys = tuple[str, ...]


class Place(NamedTuple):
    """Where a key stands, line and column counted from 1."""

    line: int
    column: int
    width: int


class Toml(NamedTuple):
    """A file, its text, its table of factcheck's own, and the keys above that table."""

    path: Path
    text: str
    table: Mapping[str, object]
    above: Keys

    def place(self, *keys: str) -> Place | None:
        """Return where a key of the table is set; inside a table on one line, its place in that line."""
        wanted = (*self.above, *keys)
        found = dict(reversed(list(_places(self.text))))
        for length in range(len(wanted), 0, -1):
            if (place := found.get(wanted[:length])) is None:
                continue
            for name in wanted[length:]:
                row = lines(self.text)[place.line - 1]
                within = re.compile(rf"""(?<![\w-])["']?({re.escape(name)})["']?[ \t]*[=.]""").search(row, place.column - 1 + place.width)
                place = Place(place.line, within.start(1) + 1, len(name)) if within else place
            return place
        return None

    def problem(self, code: str, message: str, hint: str, *keys: str) -> Problem:
        """Return a problem at the line that sets a key."""
        place = self.place(*keys)
        if place is None:
            return Problem(str(self.path), code, message, hint=hint)
        return Problem(str(self.path), code, message, *place, lines(self.text)[place.line - 1], hint)


def read_toml(text: str, path: Path) -> Toml | None:
    """Return the file if it has a table of factcheck's own; raise FC908 where it is no TOML, or the table is none."""
    if path.name != OWN and not _OPENED.search(text):
        return None
    import tomllib  # rarely needed, and not free

    try:
        table: object = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line, column = (int(at[1]), int(at[2])) if at else (0, 0)
        row = lines(text)[line - 1] if line else ""
        message = f"no TOML: {_AT.sub('', str(error)).removesuffix('()').strip()}"
        raise InputError([Problem(str(path), "FC908", message, line, column, 1, row, "see toml.io for how it is written")]) from None
    above = () if path.name == OWN else ("tool", "factcheck")
    for key in above:
        table = table.get(key) if isinstance(table, Mapping) else None
    if table is None:
        return None
    if not isinstance(table, Mapping):
        hint = "write `[tool.factcheck]` on a line of its own"
        raise InputError([Problem(str(path), "FC908", "`tool.factcheck` is no table", hint=hint)])
    return Toml(path, text, table, above)


def _places(text: str) -> Iterator[tuple[Keys, Place]]:
    """Yield every key that begins a line, with those of its table's heading, and every heading."""
    above: Keys = ()
    inside = False  # of a text over several lines
    for number, row in enumerate(lines(text), 1):
        was, inside = inside, inside ^ bool((row.count('"""') + row.count("'''")) % 2)
        if was:
            continue
        heading = row.lstrip().startswith("[")
        keys: Keys = () if heading else above
        for name, column in _dotted(row, heading):
            keys = (*keys, name)
            yield keys, Place(number, column, len(name))
        if heading:
            above = keys


def _dotted(row: str, heading: bool) -> list[tuple[str, int]]:
    """Return the parts of the key that a line begins with, each with its column; none where the line begins otherwise."""
    found = []
    start = len(row) - len(row.lstrip(" \t[")) if heading else 0
    while part := _KEY.match(row, start):
        name = next(name for name in ("double", "single", "bare") if part[name] is not None)
        found.append((part[name], part.start(name) + 1))
        if part["then"] != ".":
            return found if part["then"] == ("]" if heading else "=") else []
        start = part.end()
    return []
