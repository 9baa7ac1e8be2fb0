"""Files → those that have to be read, and in their places what is kept of the others; what is read is kept in turn."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from typing import cast
from zlib import crc32

from factcheck.cache import keepable
from factcheck.cache.asked import DIGEST, digest
from factcheck.cache.batch import Batch, Fault
from factcheck.cache.codec import dump, parse
from factcheck.cache.page import FAILED, SAME, Page
from factcheck.cache.store import Store
from factcheck.errors import InputError
from factcheck.load.find import File
from factcheck.load.parts import Part
from factcheck.load.text import read_bytes
from factcheck.rows import NamedTuple

_ABOUT = 0xFF  # a batch ends with a name whose sum has none of these bits: so one file more or less moves no other batch
_LARGEST = 4_096  # files of a batch, and bytes of them, at most
_HEAVIEST = 16 << 20
_RECENT = 2_000_000_000  # nanoseconds by which clocks of file systems are coarse: what is so young may change without showing it
_FIRST, _LAST, _STAMP = (
    1,
    6,
    5,
)  # of a file: where its stamp begins (how long it is, how named, when written and changed, which), of how many numbers
_LOOSE = b"loose"


class Kept(NamedTuple):
    """Documents of a batch that are not read again, from `start` up to `end`, of so many bytes."""

    batch: Batch
    start: int
    end: int
    size: int

    @property
    def measure(self) -> tuple[int, int]:
        """Return how many documents they are, and how many bytes."""
        return self.end - self.start, self.size

    @property
    def part(self) -> Part:
        """Return what reads the same documents again."""
        names = self.batch.names.split(b"\0")
        read = [name.decode("utf-8", "surrogatepass") for name in names[self.start + 1 : self.end + 1]]
        return Part(tuple(read), self.size, names[0] == _LOOSE)


class Looked(NamedTuple):
    """A batch that is not as it was: its files, what was kept, and what is new; to be kept once all of it has been gone through."""

    key: bytes
    born: int
    files: list[File]
    known: Batch | None
    same: dict[int, int]  # a file's place → its place in what is known
    pages: dict[int, Page]
    earlier: _Known | None = None  # what other claims were asked of it before

    @property
    def measure(self) -> tuple[int, int]:
        """Return that nothing is read by it."""
        return 0, 0


class Shelf:
    """The cache in use in one run: `sift` before reading, `take` what was read, `finish` a batch that was gone through, and `close`.

    What is wrong with an entry has its documents read as without it.
    """

    def __init__(self, store: Store) -> None:
        self.told = store.told
        self._store = store
        self._waiting: deque[tuple[Looked, int]] = deque()

    def sift(self, files: Iterable[File]) -> Iterator[File | Part]:
        """Yield the files that have to be read, and parts of what is kept in the places of the others."""
        for run in _batches(files):
            if keepable(run[0]):
                yield from self._looked_up(run)
            else:
                yield from run

    def take(self, pages: Iterable[Page]) -> list[Page]:
        """Take in what was read, in the order in which `sift` told it, and return it whole; what it did not tell is left alone."""
        out = []
        for page in pages:
            if self._waiting and self._waiting[0][0].files[self._waiting[0][1]].name == page.name:
                looked, at = self._waiting.popleft()
                if page.flags & SAME and looked.earlier is not None:
                    page = looked.earlier.page(looked.files[at])
                looked.pages[at] = page
            out.append(page)
        return out

    def bodies(self, kept: Kept) -> list[bytes]:
        """Return the packed contents of each document; raise Fault where they are gone or damaged."""
        return _cut(self._store.bodies(kept.batch), _ends(kept.batch, 0), kept.start, kept.end)

    def lines(self, kept: Kept) -> bytes:
        """Return the lines of all documents; raise Fault where they are gone or damaged."""
        ends = _ends(kept.batch, 1)
        return self._store.lines(kept.batch)[ends[kept.start] : ends[kept.end]]

    def counts(self, kept: Kept) -> list[list[tuple[str, int, int, int]]]:
        """Return the counts of each document; raise ValueError where they are damaged."""
        counts: list[list[tuple[str, int, int, int]]] = parse(kept.batch.counts)[kept.start : kept.end]
        return counts

    def finish(self, looked: Looked) -> None:
        """Keep a batch, if all of it was read."""
        if len(looked.pages) + len(looked.same) < len(looked.files):
            return
        try:
            pages = self._pages(looked)
        except (Fault, ValueError):
            return
        stamps = array("q", _stamps(looked.files))
        for at, page in enumerate(pages):
            if page.flags & FAILED:
                stamps[at * _STAMP : (at + 1) * _STAMP] = array("q", bytes(8 * _STAMP))  # like no file: it is read again
        bodies, lines = [page.body for page in pages], [page.lines for page in pages]
        ends = array("I", [*accumulate(map(len, bodies), initial=0), *accumulate(map(len, lines), initial=0)])
        digests = b"".join([page.digest or bytes(DIGEST) for page in pages])
        asked = b"".join([page.asked or bytes(DIGEST) for page in pages])
        flags, counts = bytes([page.flags for page in pages]), dump([page.counts for page in pages])
        fields = stamps.tobytes(), digests, asked, flags, ends.tobytes(), counts
        self._store.put(Batch(looked.key, looked.born, _names(looked.files), *fields), b"".join(bodies), b"".join(lines))

    def close(self) -> str:
        """Write what is left, and return why the cache could not be written, if it could not."""
        self._store.close()
        return self._store.fault

    def _looked_up(self, files: list[File]) -> Iterator[File | Part]:
        """Yield one batch: what is kept of it, the files that are new or have changed, and at last what has it kept as it is now."""
        key, names, stamps = _key(files[0]), _names(files), _stamps(files)
        try:
            known = self._store.batch(key)
            if known is not None and known.names == names and known.stamps == stamps.tobytes() and _settled(files, known.born):
                yield _part(Kept(known, 0, len(files), sum(file.size for file in files)))
                return
            old = None if known is None else _Known(known)
        except (Fault, ValueError):
            known = old = None
        looked = Looked(key, self._store.now(), files, known, {}, {}, self._earlier(key))
        start = -1
        for at, file in enumerate(files):
            place = -1 if old is None else old.place(file)
            if start >= 0 and looked.same[at - 1] + 1 != place:
                yield self._run(looked, start, at)
                start = -1
            if place < 0:
                self._waiting.append((looked, at))
                yield file if looked.earlier is None else file._replace(known=looked.earlier.known(file))
                continue
            looked.same[at] = place
            start = at if start < 0 else start
        if start >= 0:
            yield self._run(looked, start, len(files))
        yield _part(looked)

    def _earlier(self, key: bytes) -> _Known | None:
        """Return what is kept of a batch for the claims that were asked before these, with all that it told."""
        try:
            batch = self._store.earlier(key)
            return None if batch is None else _Known(batch, self._store.bodies(batch), self._store.lines(batch))
        except (Fault, ValueError):
            return None

    def _run(self, looked: Looked, start: int, end: int) -> Part:
        assert looked.known is not None
        first = looked.same[start]
        return _part(Kept(looked.known, first, first + end - start, sum(file.size for file in looked.files[start:end])))

    def _pages(self, looked: Looked) -> list[Page]:
        """Return each file of a batch as it is kept, from what was kept or what was read."""
        known = None
        if looked.known is not None and looked.same:
            known = _Known(looked.known, self._store.bodies(looked.known), self._store.lines(looked.known))
        pages = []
        for at, file in enumerate(looked.files):
            page = looked.pages.get(at)
            if page is None:
                assert known is not None
                page = known.page(file)
            pages.append(page)
        return pages


class _Known:
    """The files of a batch as they were, to be found by name; with what they told where that is given."""

    def __init__(self, batch: Batch, bodies: bytes | None = None, lines: bytes = b"") -> None:
        names = batch.names.split(b"\0")
        self._places = {name: at for at, name in enumerate(names[1:])}
        self._loose, self._flags, self._born = names[0], batch.flags, batch.born
        self._digests, self._asked, stamps = _cut_even(batch.digests), _cut_even(batch.asked), array("q", batch.stamps)
        self._stamps = [tuple(stamps[at : at + _STAMP]) for at in range(0, len(stamps), _STAMP)]
        if not len(self._places) == len(self._flags) == len(self._digests) == len(self._asked) == len(self._stamps):
            raise ValueError("columns of different lengths")
        if bodies is not None:
            count = len(self._flags)
            self._bodies, self._lines = _cut(bodies, _ends(batch, 0), 0, count), _cut(lines, _ends(batch, 1), 0, count)
            self._counts = parse(batch.counts)

    def known(self, file: File) -> bytes:
        """Return what a file was known by, and what it was asked; nothing where there was none."""
        at = self._held(file)
        return b"" if at < 0 else self._digests[at] + self._asked[at]

    def page(self, file: File) -> Page:
        """Return what a file told."""
        at = self._places[_encoded(file.name)]
        counts = tuple(map(tuple, self._counts[at]))
        return Page(file.name, self._digests[at], self._flags[at], self._bodies[at], self._lines[at], counts, self._asked[at])

    def place(self, file: File) -> int:
        """Return the place of a file that holds what it held, or -1."""
        at = self._held(file)
        if at < 0:
            return -1
        if self._stamps[at] == file[_FIRST:_LAST] and max(file.mtime, file.ctime) < self._born - _RECENT:
            return at
        try:
            return at if digest(read_bytes(file.name, file.name)) == self._digests[at] else -1
        except (OSError, ValueError, InputError):
            return -1  # whoever reads it says why

    def _held(self, file: File) -> int:
        """Return where a file stands of which something was kept, whatever it holds now, or -1."""
        at = self._places.get(_encoded(file.name), -1)
        return -1 if at < 0 or self._flags[at] & FAILED or self._loose != _looseness(file) else at


def _batches(files: Iterable[File]) -> Iterator[list[File]]:
    """Yield the files in batches that end where their names say so, and those that cannot be kept by themselves."""
    run: list[File] = []
    size = 0
    for file in files:
        if not keepable(file):
            if run:
                yield run
            yield [file]
            run, size = [], 0
            continue
        if run and run[0].loose != file.loose:
            yield run
            run, size = [], 0
        run.append(file)
        size += file.size
        if not crc32(_encoded(file.name)) & _ABOUT or len(run) == _LARGEST or size > _HEAVIEST:
            yield run
            run, size = [], 0
    if run:
        yield run


def _settled(files: Iterable[File], born: int) -> bool:
    """Return whether no file is so young that it may have changed after it was looked at, without showing it."""
    return max(max(file.mtime, file.ctime) for file in files) < born - _RECENT


def _part(kept: Kept | Looked) -> Part:
    return Part((), 0, here=True, kept=kept)


def _looseness(file: File) -> bytes:
    return _LOOSE if file.loose else b"named"


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _key(file: File) -> bytes:
    return digest(_looseness(file) + b"\0" + _encoded(file.name))


def _names(files: list[File]) -> bytes:
    return _looseness(files[0]) + b"\0" + _encoded("\0".join([file.name for file in files]))


def _stamps(files: Iterable[File]) -> array[int]:
    return array("q", chain.from_iterable(cast(tuple[int, ...], file[_FIRST:_LAST]) for file in files))


def _cut_even(hashes: bytes) -> list[bytes]:
    return [hashes[at : at + DIGEST] for at in range(0, len(hashes), DIGEST)]


def _ends(batch: Batch, column: int) -> array[int]:
    """Return where each document of a batch begins in its bodies or lines, and where the last ends."""
    ends, count = array("I", batch.ends), len(batch.flags) + 1
    return ends[column * count : (column + 1) * count]


def _cut(whole: bytes, ends: array[int], start: int, end: int) -> list[bytes]:
    return [whole[ends[at] : ends[at + 1]] for at in range(start, end)]
