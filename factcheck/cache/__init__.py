"""What earlier runs found out of documents that are as they were: opened only where there is enough to read that it is worth it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import TYPE_CHECKING

from factcheck.load import stored
from factcheck.load.find import File
from factcheck.load.parts import Part

if TYPE_CHECKING:
    from factcheck.cache.shelf import Shelf  # which loads SQLite

WORTH = 10_000  # bytes from which on to read what is kept is faster than to judge: less is no more than an article or two


class Cache:
    """The cache of one run: `shelf` once it is in use, `fault` where it cannot be used (any more), `told` where it was rebuilt."""

    def __init__(self, opened: Callable[[], Shelf]) -> None:
        self.shelf: Shelf | None = None
        self.fault = self.told = ""
        self._opened = opened

    def sift(self, files: Iterable[File]) -> Iterable[File | Part]:
        """Return the files that have to be read, and parts of what is kept in the places of the others; all of few files, as they are."""
        rest = iter(files)
        head: list[File] = []
        size = 0
        for file in rest:
            head.append(file)
            size += file.size if keepable(file) else 0
            if size >= WORTH:
                break
        whole = chain(head, rest)
        if size < WORTH:
            return whole
        from factcheck.cache.batch import Fault

        try:
            self.shelf = self._opened()
        except Fault as fault:
            self.fault = str(fault)
            return whole
        self.told = self.shelf.told
        return self.shelf.sift(whole)

    def close(self) -> None:
        """Write what is left; a run that was broken off keeps the batches that it had done."""
        if self.shelf is not None:
            self.fault = self.shelf.close()
            self.shelf = None


def keepable(file: File) -> bool:
    """Return whether a file is a text or document of this machine, of which there is one."""
    return file.inode != 0 and not stored.is_archive(file.name)
