"""The paths of a command line → the files to read, in order, each once, and what was left out."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from factcheck.errors import InputError, Problem
from factcheck.load import documents
from factcheck.rows import NamedTuple

STDIN = "-"
_MAGIC = re.compile(r"[*?\[]")


class Found(NamedTuple):
    """The names to read, in order; `loose` are those that a folder or pattern brought, where a binary file is only left out."""

    names: tuple[str, ...]
    loose: frozenset[str]
    notices: tuple[Problem, ...]


def find(paths: Sequence[str]) -> Found:
    """Return the files that paths, folders, patterns and `-` name; raise FC912 with all that cannot be read."""
    search = _Search()
    for path in paths:
        search.add(path)
    search.tell_unreadable()
    if search.problems:
        raise InputError(search.problems)
    return Found(tuple(search.names.values()), frozenset(search.loose), tuple(search.notices))


class _Search:
    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.loose: set[str] = set()
        self.notices: list[Problem] = []
        self.problems: list[Problem] = []
        self.unreadable: dict[str, list[str]] = {}  # kind of document → those left out for want of its extra

    def add(self, path: str) -> None:
        """Take in one argument of the command line."""
        if path == STDIN:
            self.names.setdefault(STDIN, STDIN)
            return
        try:
            if Path(path).is_dir():
                self._folder(path)
            elif not os.path.lexists(path) and _MAGIC.search(path):
                self._pattern(path)
            else:
                Path(path).stat()
                self._keep(path, loose=False)
        except FileNotFoundError:
            self._fail(path, "no such file or folder", "see that the path is right, seen from where the command runs")
        except (OSError, ValueError) as error:
            self._fail(path, f"cannot be read: {_reason(error)}", "see that the file is there and may be read")

    def tell_unreadable(self) -> None:
        """Say once for each kind of document which ones cannot be read here."""
        for name, paths in self.unreadable.items():
            kind = next(kind for kind in documents.KINDS if kind.name == name)
            more = f", as {'is' if len(paths) == 2 else 'are'} {len(paths) - 1:,} more of its kind" if len(paths) > 1 else ""
            self.notices.append(documents.needs(kind, paths[0], f"left out{more}: the extra `{name}` is not installed"))

    def _keep(self, path: str, *, loose: bool) -> None:
        kind = documents.by_name(path)
        if loose and kind is not None and kind.missing:
            self.unreadable.setdefault(kind.name, []).append(path)
            return
        real = os.path.realpath(path)
        if loose and real not in self.names:
            self.loose.add(path)
        elif not loose:
            self.loose.discard(self.names.get(real, path))
        self.names.setdefault(real, path)

    def _pattern(self, pattern: str) -> None:
        parts = Path(pattern).parts
        anchored = bool(Path(pattern).anchor)
        matches = list(_expand(parts[0] if anchored else "", parts[1:] if anchored else parts))
        if not matches:
            self._fail(pattern, "no file matches this pattern", "`*` stays within one folder, `**` goes through all below")
        for match in matches:
            if Path(match).is_dir():
                self._folder(match)
            else:
                self._keep(match, loose=True)

    def _folder(self, root: str) -> None:
        """Take in the texts of a folder and of all below it, and say what was left out."""
        left: dict[str, list[str]] = {"hidden": [], "other": [], "outside": []}
        before = len(self.names)
        texts = list(self._walk(root, root, left, set()))
        for text in texts:
            self._keep(text, loose=True)
        for kind, message in (
            ("hidden", "hidden, left out"),
            ("other", "no text or document, left out"),
            ("outside", "links to nothing or out of the folder, left out"),
        ):
            if names := left[kind]:
                shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
                hint = "" if kind == "hidden" else "name a file itself to have it read"
                self.notices.append(Problem(root, "FC913", f"{message}: {shown}", hint=hint))
        if not texts and len(self.names) == before:
            self.notices.append(Problem(root, "FC911", "a folder without texts", hint="put texts or documents into it"))

    def _walk(self, root: str, folder: str, left: dict[str, list[str]], seen: set[tuple[int, int]]) -> Iterator[str]:
        status = Path(folder).stat()
        if (status.st_dev, status.st_ino) in seen:
            return  # a link led back here
        seen.add((status.st_dev, status.st_ino))
        try:
            names = sorted(entry.name for entry in os.scandir(folder))
        except OSError as error:
            self._fail(folder, f"cannot be read: {_reason(error)}", "see that the folder may be read")
            return
        for name in names:
            path = Path(folder) / name
            shown = os.path.join(folder, name)  # noqa: PTH118 - a path is told as it was given, `./` and all
            below = os.path.relpath(shown, root)
            if name.startswith("."):
                left["hidden"].append(below)
            elif path.is_symlink() and not _inside(path, root):
                left["outside"].append(below)
            elif path.is_dir():
                yield from self._walk(root, shown, left, seen)
            elif path.suffix.casefold() in documents.SUFFIXES and path.is_file():
                yield shown
            else:
                left["other"].append(below)

    def _fail(self, path: str, message: str, hint: str) -> None:
        self.problems.append(Problem(path, "FC912", message, hint=hint))


def pattern_root(path: str) -> tuple[str, int | None]:
    """Return the folder that a folder or pattern looks through, and how many folders below it, if not through all."""
    parts = Path(path).parts
    first = next((i for i, part in enumerate(parts) if _MAGIC.search(part)), None)
    if first is None or os.path.lexists(path):
        return path, None
    return str(Path(*parts[:first])), None if "**" in parts else len(parts) - first - 1


def _inside(link: Path, root: str) -> bool:
    """Return whether a link leads to something that is there and below the folder that was named."""
    return link.exists() and Path(os.path.realpath(link)).is_relative_to(os.path.realpath(root))


def is_pattern(path: str) -> bool:
    """Return whether a path names files by what they look like."""
    return _MAGIC.search(path) is not None


def _expand(folder: str, parts: Sequence[str]) -> Iterator[str]:
    """Return what a pattern matches, sorted, hidden names only where the pattern has their dot, `**` never through a link."""
    if not parts:
        if folder:
            yield folder
        return
    head, rest = parts[0], parts[1:]
    if not _MAGIC.search(head):
        path = os.path.join(folder, head)  # noqa: PTH118 - as above
        if os.path.lexists(path):
            yield from _expand(path, rest)
        return
    try:
        entries = sorted(os.scandir(folder or "."), key=lambda entry: entry.name)
    except OSError:
        return
    if head == "**":
        yield from _expand(folder, rest or ("*",))
    for entry in entries:
        path = os.path.join(folder, entry.name)  # noqa: PTH118 - as above
        if entry.name.startswith(".") and not head.startswith("."):
            continue
        if head == "**":
            if entry.is_dir(follow_symlinks=False):
                yield from _expand(path, parts)
        elif fnmatchcase(_nfc(entry.name), _nfc(head)) and (not rest or entry.is_dir()):
            yield from _expand(path, rest)


def _nfc(name: str) -> str:
    """Return a name as one file system would write it and another may not."""
    return unicodedata.normalize("NFC", name)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
