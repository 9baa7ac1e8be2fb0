"""The file of acknowledgements → its entries; everything wrong with the file is told at once."""

from __future__ import annotations

import codecs
import os
import unicodedata
from datetime import date
from functools import cached_property
from pathlib import Path

from factcheck.errors import InputError, Problem
from factcheck.load.find import STDIN
from factcheck.load.registry import read_tree
from factcheck.load.sheet import Sheet, example
from factcheck.load.stored import is_remote, real, shown, split_row
from factcheck.load.text import decode, lines, read_bytes, read_date
from factcheck.load.tree import Fields, Items, Node, Text, clean
from factcheck.model import Acknowledgement
from factcheck.rows import NamedTuple

NAME = "acknowledgements.yaml"
TOP = "acknowledgements"
# In the order in which they are written.
KEYS = {
    "claim": "trade-2025",
    "source": "sources/kinh-te.md",
    "found": "198 tỷ USD",
    "expected": "234,58 tỷ USD",
    "statement": "GRDP năm 2025 đạt 7,1%",
    "quote": "Kim ngạch đạt 198 tỷ USD.",
    "reason": "số liệu sơ bộ, chờ đính chính",
    "by": "Lan",
    "date": "2026-11-21",
    "until": "2027-02-21",
}
_OPTIONAL = ("quote", "date")
_DAYS = ("date", "until")


class Book(NamedTuple):
    """The acknowledgements of one file, as its text holds them."""

    path: Path
    entries: tuple[Acknowledgement, ...] = ()
    text: str = ""


class Shelf:
    """Where the file of acknowledgements lies: names of sources are told as seen from there, wherever one runs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[str, str] = {}

    @cached_property
    def folder(self) -> str:
        """Return the real folder that the file is in."""
        return os.path.realpath(self.path.parent)

    def name(self, source: str) -> str:
        """Return a source's name as seen from the file's folder, with `/` between its parts; standard input stays `-`."""
        if source == STDIN or is_remote(source):
            return source
        home, last = os.path.split(source)
        if home not in self._known:
            # The folder's own links are followed and the file's is not: it is named as it is called.
            self._known[home] = shown(_relative(os.path.realpath(real(home) or "."), self.folder))
        return _plain_path(Path(self._known[home], last).as_posix())

    def gone(self, name: str) -> bool:
        """Return whether there is no source of such a name, as seen from the file's folder."""
        if name == STDIN or is_remote(name):
            return False
        return not any(os.path.lexists(Path(self.folder, real(one))) for one in (name, split_row(name)[0]))


def load_acknowledgements(path: Path, *, named: bool = False) -> Book:
    """Return the acknowledgements of a file, none where it is missing and nobody named it; raise InputError with all its problems."""
    if not named and not os.path.lexists(path):
        return Book(path)
    return read_acknowledgements(path, text_of(path))


def text_of(path: Path) -> str:
    """Return the text of a file of acknowledgements; raise InputError where it cannot be read."""
    data = _bytes(path)
    mark = "\ufeff" if data.startswith(codecs.BOM_UTF8) else ""  # kept, so that the file can be written again as it was
    return mark + decode(data, str(path))


def read_acknowledgements(path: Path, text: str) -> Book:
    """Return the acknowledgements that a text holds; raise InputError with all its problems."""
    shown = str(path)
    cleaned, unprintable = clean(text.removeprefix("\ufeff"), shown)
    sheet = Sheet(shown, lines(cleaned), unprintable)
    root = read_tree(cleaned, sheet, TOP)
    entries = _entries(root, sheet, Shelf(path)) if root is not None else ()
    if sheet.problems:
        raise InputError(sorted(sheet.problems, key=lambda problem: (problem.line, problem.column)))
    return Book(path, entries, text)


def _relative(folder: str, home: str) -> str:
    try:
        return os.path.relpath(folder, home)
    except ValueError:  # on another drive there is no way from one to the other
        return folder


def _plain_path(name: str) -> str:
    return os.path.normpath(name).replace(os.sep, "/")


def _bytes(path: Path) -> bytes:
    try:
        return read_bytes(str(path), str(path), "put a file in its place, or take it away; `factcheck ack` writes a first one")
    except IsADirectoryError:
        problem = Problem(str(path), "FC912", "a folder, not a file of acknowledgements", hint=f"name the file in it, as in {path / NAME}")
    except FileNotFoundError:
        hint = "see that the path is right; `factcheck ack` writes a first one"
        problem = Problem(str(path), "FC912", "no such file of acknowledgements", hint=hint)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        problem = Problem(str(path), "FC912", f"cannot be read: {reason}", hint="see that the file is there and may be read")
    raise InputError([problem])


def _entries(root: Node, sheet: Sheet, shelf: Shelf) -> tuple[Acknowledgement, ...]:
    if isinstance(root, Items):
        sheet.tell(root, "FC908", f"a list where `{TOP}:` is expected", f"write `{TOP}:` in the first line, and the list below it")
        return ()
    found = sheet.fields(root, "the file", {TOP: ""}, {key: f"put `{key}` into an entry of the list below `{TOP}:`" for key in KEYS})
    node = (found or {}).get(TOP)
    if node is None or (isinstance(node, Text) and not node.text.strip()):
        return ()
    read = [_entry(item, sheet, shelf) for item in sheet.items(node, f"`{TOP}`", "`- claim: trade-2025`") or ()]
    return tuple(entry for entry in read if entry is not None)


def _entry(node: Node, sheet: Sheet, shelf: Shelf) -> Acknowledgement | None:
    found = sheet.fields(node, "an acknowledgement", KEYS)
    if found is None:
        return None
    at = node.pairs[0][0] if isinstance(node, Fields) and node.pairs else node
    texts = {key: sheet.text(found.get(key), key, sample) for key, sample in KEYS.items()}
    for key, sample in KEYS.items():
        if key not in found and key not in _OPTIONAL:
            hint = f"add {example(key, sample)}; `factcheck ack` writes all that an entry needs"
            sheet.tell(at, "FC903", f"an acknowledgement without `{key}`", hint)
    days = {key: _day(found.get(key), texts[key], sheet) for key in _DAYS}
    until = days["until"]
    if until is None or any(texts[key] is None for key in KEYS if key not in _OPTIONAL):
        return None
    words = {key: " ".join((text or "").split()) for key, text in texts.items() if key not in (*_DAYS, "source")}
    source = _plain_path(texts["source"] or "") if texts["source"] != STDIN else STDIN
    return Acknowledgement(
        **{**words, "claim": unicodedata.normalize("NFC", words["claim"])},
        source=source,
        until=until,
        made=days["date"],
        gone=shelf.gone(source),
        place=sheet.problem(node, "", "", ""),
    )


def _day(node: Node | None, text: str | None, sheet: Sheet) -> date | None:
    if node is None or text is None:
        return None
    day = read_date(text)
    if day is None:
        sheet.tell(node, "FC905", f"`{text}` is no date", "write it as in `2026-09-18` or `18/9/2026`")
    return day
