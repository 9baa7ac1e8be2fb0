"""The files that a run reads, as they are now, so that it can be told what has changed since."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from factcheck.errors import InputError
from factcheck.load.config import Settings, default_acknowledgements, places
from factcheck.load.find import File, find, pattern_root
from factcheck.rows import NamedTuple

Stamp = tuple[int, int, int]  # when it was written, how long it is, and which file stands under the name


class Seen(NamedTuple):
    """Every file by the path it is told by, none where there is no such file yet, and the folders in which one may come up."""

    sources: Mapping[str, Stamp | None]
    others: Mapping[str, Stamp | None]
    folders: frozenset[str]


def look(settings: Settings, here: Path) -> Seen:
    """Return what a run with these settings would read; its own reports are not among it, wherever they are written."""
    written = {os.path.realpath(part) for text in settings.output for part in (text, text.partition("=")[2]) if part}
    called = {os.path.basename(path) for path in written}  # noqa: PTH119 - for every file of an archive, here and below
    sources: dict[str, Stamp | None] = {}
    folders: set[str] = set()
    for path in settings.sources:
        for file in _files(path):
            name, linked = file.name, os.path.islink(file.name)  # noqa: PTH114
            # Only a link, or a file that is called like a report, can be one.
            if (linked or os.path.basename(name) in called) and os.path.realpath(name) in written:  # noqa: PTH119
                continue
            sources[name] = (file.mtime, file.size, file.inode) if file.inode else _stamp(name)
            if linked:  # a link and what it leads to may both be written anew
                folders.add(os.path.dirname(os.path.realpath(name)))  # noqa: PTH120
        folders.update(_below(path))
    others = {name: _stamp(name) for name in (settings.claims, str(default_acknowledgements(settings)[0]))}
    # Settings far above are followed if they are there: to wait for some in every folder up to the root would be to hear of everything.
    near = (path for path in places(here) if path.parent == here or path.is_file())
    others.update((os.path.relpath(path, here), _stamp(str(path))) for path in near)
    folders.update(os.path.dirname(os.path.realpath(name)) for name in others)  # noqa: PTH120
    for folder in {os.path.dirname(name) for name in (*sources, *others)}:  # noqa: PTH120
        folders.update((os.path.abspath(folder), os.path.realpath(folder)))  # noqa: PTH100 - `..` is cut, links stay
    return Seen(sources, others, frozenset(folder for folder in folders if Path(folder).is_dir()))


def changes(before: Seen, after: Seen) -> list[str]:
    """Return the files that are not what they were, in order, with a word for those that came or went."""
    old, new = {**before.others, **before.sources}, {**after.others, **after.sources}
    names = {name for name in (*old, *new) if old.get(name) != new.get(name)} if old != new else ()
    return [_change(name, old.get(name), new.get(name)) for name in sorted(names)]


def _change(name: str, old: Stamp | None, new: Stamp | None) -> str:
    return f"{name} is new" if old is None else f"{name} is gone" if new is None else f"{name} changed"


def _stamp(name: str) -> Stamp | None:
    try:
        told = Path(name).stat()
    except (OSError, ValueError):
        return None
    return told.st_mtime_ns, told.st_size, told.st_ino


def _files(path: str) -> Iterable[File]:
    """Return the texts that one argument names; one that is not there, or not yet, is its own name."""
    try:
        return find([path])
    except InputError:
        return (File(path, 0, False),)


def _below(path: str) -> Iterator[str]:
    """Yield the folders in which a text that the argument means may come up."""
    root, deep = pattern_root(path)
    for folder, names, _ in os.walk(root):
        yield os.path.abspath(folder)  # noqa: PTH100 - as above
        depth = len(Path(folder).relative_to(root).parts)
        names[:] = sorted(name for name in names if not name.startswith(".") and (deep is None or depth < deep))
