"""A folder → its texts, sorted, one folder in memory at a time, and what was left out."""

from __future__ import annotations

import os
from collections.abc import Iterator

from factcheck.errors import Problem
from factcheck.load import stored

_SHOWN = 5
_LEFT_OUT = {
    "hidden": "hidden, left out",
    "other": "no text or document, left out",
    "outside": "links to nothing or out of the folder, left out",
}
_Key = tuple[int, int]


class Walk:
    """The texts of a folder and of all below it, each once, as `(name, real path)`; `notices` say at the end what was left out.

    A folder is entered once, whatever links lead to it; so only a link to a file can bring one twice, and it is known by its place in the
    walk if that file was told. What is held grows with folders and links, not with files.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.notices: list[Problem] = []
        self.problems: list[Problem] = []
        self._real = ""
        self._left: dict[str, list[str]] = {}
        self._counts = dict.fromkeys(_LEFT_OUT, 0)
        self._entered: set[_Key] = set()
        self._here: dict[_Key, str] = {}  # the folders that the walk is in → the name that it is at
        self._linked: set[str] = set()  # files that were told by a link

    def __iter__(self) -> Iterator[tuple[str, str]]:
        self._real = os.path.realpath(self.root)
        empty = True
        for row in self._walk(self.root):
            empty = False
            yield row
        for kind, message in _LEFT_OUT.items():
            if count := self._counts[kind]:
                shown = ", ".join(self._left[kind]) + (f" and {count - _SHOWN} more" if count > _SHOWN else "")
                hint = "" if kind == "hidden" else "name a file itself to have it read"
                self.notices.append(Problem(self.root, "FC913", f"{message}: {shown}", hint=hint))
        if empty:
            self.notices.append(Problem(self.root, "FC911", "a folder without texts", hint="put texts or documents into it"))

    def _walk(self, folder: str) -> Iterator[tuple[str, str]]:
        try:
            status = os.stat(folder)  # noqa: PTH116 - as the rest of the walk
            key = status.st_dev, status.st_ino
            if key in self._entered:
                return  # a link led back here
            self._entered.add(key)
            names, odd = _entries(folder)
        except OSError as error:
            told = f"cannot be read: {error.strerror or error}"
            self.problems.append(Problem(folder, "FC912", told, hint="see that the folder may be read"))
            return
        # A path is told as it was given, `./` and all.
        shown, real = os.path.join(folder, ""), os.path.join(os.path.realpath(folder), "")  # noqa: PTH118
        for name in names:
            self._here[key] = name
            kind = odd.get(name, "file")
            if name.startswith("."):
                self._leave("hidden", shown + name)
            elif kind == "link" and not inside(os.path.realpath(shown + name), self._real, there=True):
                self._leave("outside", shown + name)
            elif kind == "folder" or (kind == "link" and os.path.isdir(shown + name)):  # noqa: PTH112 - as above
                yield from self._walk(shown + name)
            elif not _is_text(name) or kind == "other" or (kind == "link" and not os.path.isfile(shown + name)):  # noqa: PTH113
                self._leave("other", shown + name)
            elif kind == "link":
                target = os.path.realpath(shown + name)
                if target not in self._linked and not self._passed(target):
                    self._linked.add(target)
                    yield shown + name, target
            elif not self._linked or real + name not in self._linked:
                yield shown + name, real + name
        self._here.pop(key, None)

    def _passed(self, path: str) -> bool:
        """Return whether the walk has told a file already by its own name."""
        folder, name = os.path.split(path)
        if name.startswith(".") or not _is_text(name) or stored.lacking(name):
            return False
        status = os.stat(folder)  # noqa: PTH116 - as above
        key = status.st_dev, status.st_ino
        return key in self._entered and (key not in self._here or name < self._here[key])

    def _leave(self, kind: str, name: str) -> None:
        self._counts[kind] += 1
        if self._counts[kind] <= _SHOWN:
            self._left.setdefault(kind, []).append(os.path.relpath(name, self.root))


def inside(path: str, folder: str, *, there: bool = False) -> bool:
    """Return whether a real path is a real folder or below it; with `there`, also whether anything stands under it."""
    within = path == folder or path.startswith(os.path.join(folder, ""))  # noqa: PTH118 - for every folder of an archive
    return within and (not there or os.path.exists(path))  # noqa: PTH110 - as above


def _is_text(name: str) -> bool:
    return stored.is_source(name)


def _entries(folder: str) -> tuple[list[str], dict[str, str]]:
    """Return the names in a folder, sorted, and what those are that are no plain files: `folder`, `link` or `other`."""
    odd: dict[str, str] = {}
    names: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            names.append(entry.name)
            if not entry.is_file(follow_symlinks=False):
                odd[entry.name] = "link" if entry.is_symlink() else "folder" if entry.is_dir(follow_symlinks=False) else "other"
    names.sort()
    return names, odd
