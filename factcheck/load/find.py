"""The paths of a command line → the files to read, in order, each once, and what was left out; found while one iterates."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from factcheck.errors import InputError, Problem
from factcheck.load import documents, stored
from factcheck.load.walk import Walk, inside
from factcheck.rows import NamedTuple

STDIN = "-"
_MOST = (1 << 63) - 1
_MAGIC = re.compile(r"[*?\[]")


class File(NamedTuple):
    """A file to read, with its size in bytes; `loose` is one that a folder or pattern brought, where a binary file is only left out.

    When it was written and changed last, in nanoseconds, and which file it is, tell whether it is as it was; 0 where nobody knows. `known`
    is what an earlier run knew it by, together with what it was asked.
    """

    name: str
    size: int
    loose: bool
    mtime: int = 0
    ctime: int = 0
    inode: int = 0
    known: bytes = b""


class _Argument(NamedTuple):
    path: str
    kind: str  # stdin, folder, pattern, file or remote


class Search:
    """The files that some paths name, found while one iterates; `notices` and `problems` grow with what is left out or cannot be read.

    What is held in memory does not grow with the files, unless patterns or folders within each other could bring one twice.
    """

    def __init__(self, arguments: tuple[_Argument, ...]) -> None:
        self.arguments = arguments
        self.notices: list[Problem] = []
        self.problems: list[Problem] = []
        self._named: dict[str, bool] = {}  # files that are named themselves → whether they were told
        self._told: set[bytes] | None = None
        self._lacking: dict[str, tuple[str, int]] = {}  # extra → the first file left out for want of it, and how many

    @property
    def is_remote(self) -> bool:
        """Return whether some of the files are on another machine."""
        return any(kind == "remote" for _, kind in self.arguments)

    def __iter__(self) -> Iterator[File]:
        self.notices, self.problems, self._lacking = [], [], {}
        self._named = {os.path.realpath(path): False for path, kind in self.arguments if kind == "file"}
        self._told = set() if _overlap(self.arguments) else None
        for path, kind in self.arguments:
            if kind == "stdin":
                yield File(STDIN, 0, False)
            elif kind == "folder":
                yield from self._folder(path)
            elif kind == "pattern":
                yield from self._pattern(path)
            elif kind == "remote":
                yield from self._remote(path)
            elif not self._named[real := os.path.realpath(path)]:
                self._named[real] = True
                yield _file(path, stored.split_row(path)[0], False)
        self._tell_lacking()

    def _folder(self, root: str) -> Iterator[File]:
        """Yield the texts of a folder and of all below it, and say what was left out."""
        walk = Walk(root)
        for name, real in walk:
            yield from self._once(name, real)
        self.problems += walk.problems
        self.notices += walk.notices

    def _pattern(self, pattern: str) -> Iterator[File]:
        for match in _matches(pattern):
            if Path(match).is_dir():
                yield from self._folder(match)
            else:
                yield from self._once(match, os.path.realpath(match))

    def _remote(self, address: str) -> Iterator[File]:
        """Yield the files on another machine that an address names, and say what was left out."""
        from factcheck.load.archives import remote  # most runs read none

        left = 0
        try:
            archive, row = stored.split_row(address)
            for name, size, loose in remote.find(archive):
                name = f"{name}:{row}" if row else name
                if loose and not stored.is_source(name):
                    left += 1
                elif loose:
                    yield from self._once(name, name, size)
                elif name not in self._named:
                    self._named[name] = True
                    yield File(name, size, False)
        except InputError as error:
            self.problems += error.problems
        if left:
            noun = "file is" if left == 1 else "files are"
            hint = "name a file itself to have it read"
            self.notices.append(Problem(stored.shown(address), "FC913", f"{left:,} {noun} no text or document, left out", hint=hint))

    def _once(self, name: str, real: str, size: int | None = None) -> Iterator[File]:
        if extra := stored.lacking(name):
            first, count = self._lacking.get(extra, (name, 0))
            self._lacking[extra] = first, count + 1
            return
        loose = real not in self._named
        if not loose:
            if self._named[real]:
                return
            self._named[real] = True
        elif self._told is not None:
            # A path may be long and there may be millions: what is kept of each is short, and no two have it in common.
            from hashlib import blake2b  # slow to load, and of no use for the few files of a small run

            short = blake2b(real.encode("utf-8", "surrogateescape"), digest_size=16).digest()
            if short in self._told:
                return
            self._told.add(short)
        yield _file(name, name, loose) if size is None else File(name, size, loose)

    def _tell_lacking(self) -> None:
        """Say once for each extra which files cannot be read without it."""
        for name, (first, count) in self._lacking.items():
            more = f", as {'is' if count == 2 else 'are'} {count - 1:,} more of its kind" if count > 1 else ""
            message = f"left out{more}: the extra `{name}` is not installed"
            kind = next((kind for kind in documents.KINDS if kind.name == name), None)
            shown = stored.shown(first)
            self.notices.append(documents.needs(kind, shown, message) if kind else stored.needs(name, shown, message))


def find(paths: Sequence[str]) -> Search:
    """Return the files that paths, folders, patterns and `-` name; raise FC912 with every path that is not there."""
    arguments: dict[_Argument, None] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            arguments[_Argument(path, _kind(path))] = None
        except FileNotFoundError:
            hint = "see that the path is right, seen from where the command runs"
            problems.append(Problem(stored.shown(path), "FC912", "no such file or folder", hint=hint))
        except (OSError, ValueError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
            problems.append(
                Problem(stored.shown(path), "FC912", f"cannot be read: {reason}", hint="see that the file is there and may be read")
            )
        except LookupError:
            hint = "`*` stays within one folder, `**` goes through all below"
            problems.append(Problem(stored.shown(path), "FC912", "no file matches this pattern", hint=hint))
    if problems:
        raise InputError(problems)
    return Search(tuple(arguments))


def pattern_root(path: str) -> tuple[str, int | None]:
    """Return the folder that a folder or pattern looks through, and how many folders below it, if not through all."""
    parts = Path(path).parts
    first = next((i for i, part in enumerate(parts) if _MAGIC.search(part)), None)
    if first is None or os.path.lexists(path):
        return path, None
    return str(Path(*parts[:first])), None if "**" in parts else len(parts) - first - 1


def is_pattern(path: str) -> bool:
    """Return whether a path names files by what they look like."""
    return _MAGIC.search(path) is not None


def _kind(path: str) -> str:
    """Return what an argument is; raise what the system says where it cannot be read, LookupError for a pattern without a match."""
    if path == STDIN:
        return "stdin"
    if stored.is_remote(path):
        return "remote"
    if path and Path(path).is_dir():
        os.scandir(path).close()  # whether it may be read
        return "folder"
    if not os.path.lexists(path) and is_pattern(path):
        if next(_matches(path), None) is None:
            raise LookupError(path)
        return "pattern"
    file = path if os.path.lexists(path) else stored.split_row(path)[0]
    os.stat(file)  # noqa: PTH116 - an empty path is no folder here
    return "file"


def _overlap(arguments: Sequence[_Argument]) -> bool:
    """Return whether two arguments could bring one file, other than by naming it."""
    roots = [os.path.realpath(path) for path, kind in arguments if kind == "folder"]
    nested = any(inside(one, other) for at, one in enumerate(roots) for to, other in enumerate(roots) if at != to)
    return nested or any(kind == "pattern" for _, kind in arguments) or sum(kind == "remote" for _, kind in arguments) > 1


def _file(name: str, path: str, loose: bool) -> File:
    """Return the file that stands under a path, by the name that it is told by."""
    try:
        told = os.stat(path)  # noqa: PTH116 - for every file of an archive
    except OSError:
        return File(name, 0, loose)  # whoever reads it says why
    return File(name, told.st_size, loose, told.st_mtime_ns, told.st_ctime_ns, told.st_ino & _MOST)


def _matches(pattern: str) -> Iterator[str]:
    parts = Path(pattern).parts
    anchored = bool(Path(pattern).anchor)
    yield from _expand(parts[0] if anchored else "", parts[1:] if anchored else parts)


def _expand(folder: str, parts: Sequence[str]) -> Iterator[str]:
    """Return what a pattern matches, sorted, hidden names only where the pattern has their dot, `**` never through a link."""
    if not parts:
        if folder:
            yield folder
        return
    head, rest = parts[0], parts[1:]
    if not _MAGIC.search(head):
        path = os.path.join(folder, head)  # noqa: PTH118 - a path is told as it was given, `./` and all
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
