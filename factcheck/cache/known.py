"""The files of a batch as they were, to be found by name, with what each told."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate, chain, pairwise
from operator import itemgetter

from factcheck.cache.asked import DIGEST, digest
from factcheck.cache.batch import Batch
from factcheck.cache.codec import dump, parse
from factcheck.cache.page import FAILED, Page
from factcheck.cache.store import Store
from factcheck.errors import InputError
from factcheck.load.find import File
from factcheck.load.text import read_bytes

_RECENT = 2_000_000_000  # nanoseconds by which clocks of file systems are coarse: what is so young may change without showing it
# Of a file: where its stamp begins (how long it is, when written and changed, which), and of how many numbers it is.
_FIRST, _LAST, _STAMP = 1, 6, 5
_WRITTEN = 2, 3  # where a stamp tells when a file was written, and changed
_STAMPED = itemgetter(slice(_FIRST, _LAST))
_LOOSE = b"loose"


class Known:
    """A batch that was kept, taken apart when it is asked for.

    Raises ValueError, or Fault for what lies in the file of the cache, where something is gone or damaged.
    """

    def __init__(self, batch: Batch, store: Store) -> None:
        self.batch, self._store = batch, store

    def checked(self, contents: bool = False) -> Known:
        """Return it, its contents loaded too where they are wanted; raise ValueError where it does not tell as much of each file."""
        columns = [self._places, self._stamps, self.digests, self.asked, *([self.bodies, self.lines, self.counts] if contents else ())]
        if any(len(column) != len(self.batch.flags) for column in columns):
            raise ValueError("columns of different lengths")
        return self

    def held(self, file: File) -> int:
        """Return the place of a file of which something was kept, whatever it holds now, or -1."""
        at = self._places.get(_encoded(file.name), -1)
        return -1 if at < 0 or self.batch.flags[at] & FAILED or self._loose != file.loose else at

    def place(self, file: File) -> int:
        """Return the place of a file that holds what it held, or -1."""
        at = self.held(file)
        if at < 0:
            return -1
        if self._stamps[at] == file[_FIRST:_LAST] and max(file.mtime, file.ctime) < self.batch.born - _RECENT:
            return at
        try:
            return at if digest(read_bytes(file.name, file.name)) == self.digests[at] else -1
        except (OSError, ValueError, InputError):
            return -1  # whoever reads it says why

    def page(self, at: int, name: str) -> Page:
        """Return what the file in a place told."""
        told = tuple([(claim, one, two, three) for claim, one, two, three in self.counts[at]])
        return Page(name, self.digests[at], self.batch.flags[at], self.bodies[at], self.lines[at], told, self.asked[at])

    @cached_property
    def digests(self) -> list[bytes]:
        """Return the hash of the bytes of each file."""
        whole = self.batch.digests
        return [whole[at : at + DIGEST] for at in range(0, len(whole), DIGEST)]

    @cached_property
    def asked(self) -> list[bytes]:
        """Return what each was asked."""
        return self._column(self.batch.asked, 2)

    @cached_property
    def bodies(self) -> list[bytes]:
        """Return the packed contents of each."""
        return self._column(self._store.bodies(self.batch), 0)

    @cached_property
    def lines(self) -> list[bytes]:
        """Return the lines of each."""
        return self._column(self._store.lines(self.batch), 1)

    @cached_property
    def counts(self) -> list[list[tuple[str, int, int, int]]]:
        """Return the counts of each."""
        rows: list[list[tuple[str, int, int, int]]] = parse(self.batch.counts)
        if len(rows) != len(self.batch.flags):
            raise ValueError("columns of different lengths")
        return rows

    @cached_property
    def _loose(self) -> bool:
        return is_loose(self.batch)

    @cached_property
    def _places(self) -> dict[bytes, int]:
        return {name: at for at, name in enumerate(self.batch.names.split(b"\0")[1:])}

    @cached_property
    def _stamps(self) -> list[tuple[int, ...]]:
        stamps = array("q", self.batch.stamps)
        return [tuple(stamps[at : at + _STAMP]) for at in range(0, len(stamps), _STAMP)]

    def _column(self, whole: bytes, number: int) -> list[bytes]:
        ends, count = array("I", self.batch.ends), len(self.batch.flags) + 1
        if len(ends) != 3 * count:
            raise ValueError("columns of different lengths")
        return [whole[one:other] for one, other in pairwise(ends[number * count : (number + 1) * count])]


def as_batch(key: bytes, born: int, files: list[File], pages: list[Page]) -> tuple[Batch, bytes, bytes]:
    """Return files and what each told as a batch, its bodies and its lines."""
    stamped = array("q", stamps(files))
    for at, page in enumerate(pages):
        if page.flags & FAILED:
            stamped[at * _STAMP : (at + 1) * _STAMP] = array("q", bytes(8 * _STAMP))  # like no file: it is read again
    columns = [page.body for page in pages], [page.lines for page in pages], [page.asked for page in pages]
    ends = array("I", chain.from_iterable(accumulate(map(len, parts), initial=0) for parts in columns))
    bodies, lines, asked = map(b"".join, columns)
    digests = b"".join([page.digest or bytes(DIGEST) for page in pages])
    flags, told = bytes([page.flags for page in pages]), dump([page.counts for page in pages])
    return Batch(key, born, names(files), stamped.tobytes(), digests, asked, flags, ends.tobytes(), told), bodies, lines


def is_as_it_was(batch: Batch, files: list[File]) -> bool:
    """Return whether a batch is of these files, and none of them has changed, or is so young that it may have without showing it."""
    stamped = stamps(files)
    if batch.stamps != stamped.tobytes() or batch.names != names(files):
        return False
    return max(max(stamped[at::_STAMP]) for at in _WRITTEN) < batch.born - _RECENT


def is_loose(batch: Batch) -> bool:
    """Return whether a folder or pattern brought the files."""
    return batch.names.startswith(_LOOSE + b"\0")


def looseness(file: File) -> bytes:
    """Return how a batch tells what brought its files."""
    return _LOOSE if file.loose else b"named"


def key(file: File) -> bytes:
    """Return what a batch that begins with a file is known by."""
    return digest(looseness(file) + b"\0" + _encoded(file.name))


def names(files: list[File]) -> bytes:
    """Return the names of the files of a batch."""
    return looseness(files[0]) + b"\0" + _encoded("\0".join([file.name for file in files]))


def stamps(files: Iterable[File]) -> array[int]:
    """Return the stamps of the files of a batch."""
    return array("q", chain.from_iterable(map(_STAMPED, files)))


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")
