"""Files → those that have to be read, and in their places what is kept of the others; what is read is kept in turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from zlib import crc32

from factcheck.cache import keepable
from factcheck.cache.asked import Changes
from factcheck.cache.batch import Fault
from factcheck.cache.known import Known, as_batch, is_as_it_was, is_loose, key
from factcheck.cache.page import ASIDE, FAILED, READ, SAME, Page
from factcheck.cache.store import Drawer, Store
from factcheck.load.find import File
from factcheck.load.parts import Part
from factcheck.rows import NamedTuple

_ABOUT = 0xFF  # a batch ends with a name whose sum has none of these bits: so one file more or less moves no other batch
_LARGEST = 4_096  # files of a batch, and bytes of them, at most
_HEAVIEST = 16 << 20


class Kept(NamedTuple):
    """Documents of a batch that are not read again, from `start` up to `end`, of so many bytes."""

    known: Known
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
        read = [name.decode("utf-8", "surrogatepass") for name in self.known.batch.names.split(b"\0")[self.start + 1 : self.end + 1]]
        return Part(tuple(read), self.size, is_loose(self.known.batch))

    @property
    def flags(self) -> bytes:
        """Return what each document is."""
        return self.known.batch.flags[self.start : self.end]

    @property
    def bodies(self) -> list[bytes]:
        """Return the packed contents of each document; raise Fault or ValueError where they are gone or damaged."""
        return self.known.bodies[self.start : self.end]

    @property
    def lines(self) -> list[bytes]:
        """Return the lines of each document; raise Fault or ValueError where they are gone or damaged."""
        return self.known.lines[self.start : self.end]

    @property
    def counts(self) -> list[list[tuple[str, int, int, int]]]:
        """Return the counts of each document; raise ValueError where they are damaged."""
        return self.known.counts[self.start : self.end]


class Looked(NamedTuple):
    """A batch that is not as it was: its files, and what is new; to be kept once all of it has been gone through.

    What was kept of it: for these claims, for those that were asked before, and the signatures of its texts, `signed_as_is` where its files
    are as they were then.
    """

    key: bytes
    born: int
    files: list[File]
    known: Known | None
    earlier: Known | None
    signed: Known | None
    signed_as_is: bool
    same: dict[int, tuple[Known, int]]  # a file's place → where what it tells is kept
    pages: dict[int, Page]

    @property
    def measure(self) -> tuple[int, int]:
        """Return that nothing is read by it."""
        return 0, 0


class Shelf:
    """The cache in use in one run: `sift` before reading, `take` what was read, `finish` a batch that was gone through, and `close`.

    What is wrong with an entry has its documents read as without it.
    """

    def __init__(self, store: Store, changes: Changes) -> None:
        self.told = store.told
        self._store, self._changes = store, changes
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
                    page = looked.earlier.page(looked.earlier.held(looked.files[at]), page.name)
                looked.pages[at] = page
            out.append(page)
        return out

    def finish(self, looked: Looked) -> None:
        """Keep a batch, if all of it was read."""
        if len(looked.pages) + len(looked.same) < len(looked.files):
            return
        try:
            pages = [looked.pages.get(at) or self._page(looked, at) for at in range(len(looked.files))]
        except (Fault, ValueError):
            return
        self._store.put(self._store.mine, *as_batch(looked.key, looked.born, looked.files, pages))
        self._sign(looked, pages)

    def close(self) -> str:
        """Write what is left, and return why the cache could not be written, if it could not."""
        self._store.close()
        return self._store.fault

    def _looked_up(self, files: list[File]) -> Iterator[File | Part]:
        """Yield one batch: what is kept of it, the files that are new or have changed, and at last what has it kept as it is now."""
        at_first = key(files[0])
        whole = self._known(self._store.mine, at_first)
        if whole is not None and is_as_it_was(whole.batch, files):
            yield _part(Kept(whole, 0, len(files), sum(file.size for file in files)))
            return
        earlier, signed = (
            _sound(self._known(self._store.before, at_first), contents=True),
            _sound(self._known(self._store.signed, at_first)),
        )
        as_is = signed is not None and is_as_it_was(signed.batch, files)
        looked = Looked(at_first, self._store.now(), files, _sound(whole), earlier, signed, as_is, {}, {})
        run: list[int] = []
        for at, file in enumerate(files):
            there = self._stands(looked, file, at)
            if run and (there is None or looked.same[run[-1]] != (there[0], there[1] - 1)):
                yield self._run(looked, run)
                run = []
            if there is None:
                self._waiting.append((looked, at))
                yield file if looked.earlier is None else file._replace(known=_known_by(looked.earlier, file))
                continue
            looked.same[at] = there
            run.append(at)
        if run:
            yield self._run(looked, run)
        yield _part(looked)

    def _stands(self, looked: Looked, file: File, number: int) -> tuple[Known, int] | None:
        """Return where it is kept what a file tells, or nothing where it has to be read."""
        known, earlier, signed, changes = looked.known, looked.earlier, looked.signed, self._changes
        if known is not None and (at := known.place(file)) >= 0:
            return known, at
        if signed is None or not changes.are_few:
            return None
        at = number if looked.signed_as_is else signed.place(file)
        if at < 0 or changes.may_be_told(signed.asked[at]):
            return None
        before = -1 if earlier is None else earlier.held(file)
        if earlier is not None and before >= 0 and earlier.digests[before] == signed.digests[at] and changes.stand(earlier.asked[before]):
            return earlier, before
        return None if changes.stand_some else (signed, at)

    def _known(self, drawer: Drawer, batch: bytes) -> Known | None:
        try:
            found = self._store.batch(drawer, batch)
        except Fault:
            return None
        return None if found is None else Known(found, self._store)

    def _run(self, looked: Looked, run: list[int]) -> Part:
        known, first = looked.same[run[0]]
        return _part(Kept(known, first, first + len(run), sum(looked.files[at].size for at in run)))

    def _page(self, looked: Looked, at: int) -> Page:
        """Return a file as it is kept that was not read."""
        known, place = looked.same[at]
        page = known.page(place, looked.files[at].name)
        return page._replace(asked=b"") if known is looked.signed else page

    def _sign(self, looked: Looked, pages: list[Page]) -> None:
        """Keep the signatures of the texts of a batch, those that were kept among them."""
        if looked.signed_as_is and not any(page.signature for page in pages):
            return
        signed, rows = looked.signed, []
        for file, page in zip(looked.files, pages, strict=True):
            signature = page.signature
            if not signature and signed is not None and (at := signed.held(file)) >= 0 and signed.digests[at] == page.digest:
                signature = signed.asked[at]
            is_bare = bool(signature) and page.flags & ~ASIDE == READ
            rows.append(Page(file.name, page.digest, READ if is_bare else FAILED, b"", asked=signature if is_bare else b""))
        self._store.put(self._store.signed, *as_batch(looked.key, looked.born, looked.files, rows))


def _sound(known: Known | None, contents: bool = False) -> Known | None:
    try:
        return None if known is None else known.checked(contents)
    except (Fault, ValueError):
        return None


def _known_by(earlier: Known, file: File) -> bytes:
    """Return what a file was known by, and what it was asked; nothing where there was none."""
    at = earlier.held(file)
    return b"" if at < 0 else earlier.digests[at] + earlier.asked[at]


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
        if not crc32(file.name.encode("utf-8", "surrogatepass")) & _ABOUT or len(run) == _LARGEST or size > _HEAVIEST:
            yield run
            run, size = [], 0
    if run:
        yield run


def _part(kept: Kept | Looked) -> Part:
    return Part((), 0, here=True, kept=kept)
