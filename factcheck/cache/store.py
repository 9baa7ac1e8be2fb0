"""The file of the cache: rows of SQLite by what was asked and by batches of files, bounded in size; any fault of it is a cache less."""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factcheck.cache.batch import Batch, Damaged, Fault
from factcheck.rows import NamedTuple

FOLDER = ".factcheck_cache"
_FILE = "cache.db"
_SHAPE = 3  # of the tables: what has another is deleted
_OURS = 0x66616374  # tells a file of ours from any other SQLite file
_OFTEN = 2.0  # seconds after which what was written is committed, so that a killed run loses no more
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PATIENCE = 0.2  # seconds to wait for another run that writes
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of factcheck, and can be deleted at any time.\n"
_TABLES = """
CREATE TABLE job (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, tool BLOB NOT NULL, claims BLOB NOT NULL, used INTEGER NOT NULL);
CREATE TABLE batch (
  job INTEGER NOT NULL, key BLOB NOT NULL, size INTEGER NOT NULL, born INTEGER NOT NULL, names BLOB NOT NULL, stamps BLOB NOT NULL,
  digests BLOB NOT NULL, asked BLOB NOT NULL, flags BLOB NOT NULL, ends BLOB NOT NULL, counts BLOB NOT NULL, sums BLOB NOT NULL,
  lines BLOB NOT NULL, bodies BLOB NOT NULL, PRIMARY KEY (job, key)
);
"""


class Drawer(NamedTuple):
    """The batches of one job: the number and the key of the job, and the names of its claims."""

    number: int
    key: bytes
    claims: bytes


class Store:
    """The open cache of one folder for one job of one tool: what reads and judges, and how it is set.

    What it has of this job is `mine`, `before` is what the same tool was asked before, and `signed` has the signatures of texts, whatever
    was asked. Raises Fault where it cannot be read; `fault` says why it is written no more.
    """

    def __init__(self, folder: Path, tool: bytes, job: bytes, claims: bytes, reader: bytes, most: int) -> None:
        self.fault = ""
        self.told = ""  # what was rebuilt, for who wants to know
        self._most = most
        self._path = folder / _FILE
        self._damaged = False
        try:
            _make(folder)
            self._base, self.signed, self.mine = self._begun((reader, b"", b""), (job, tool, claims))
            self.before = self._found(tool)
        except OSError as error:
            raise Fault(error.strerror or str(error)) from None
        self._began = 0.0

    def _begun(self, *jobs: tuple[bytes, bytes, bytes]) -> tuple[sqlite3.Connection, Drawer, Drawer]:
        """Return the open file and two jobs in it, which say from now on that they were asked for; a damaged file is made anew."""
        for last in (False, True):
            base = self._opened()
            try:
                one, other = (_drawer(base, *job) for job in jobs)
                return base, one, other
            except Damaged as fault:
                base.close()
                if last:
                    raise
                self._discard(str(fault))
            except Fault:
                base.close()
                raise
        raise AssertionError

    def now(self) -> int:
        """Return the time, in nanoseconds, by the clock that stamps the files of the cache."""
        try:
            os.utime(self._path)
            return self._path.stat().st_mtime_ns
        except OSError:
            return 0

    def _found(self, tool: bytes) -> Drawer:
        """Return the job that the same tool was asked before this one; one of nothing where there was none."""
        before = "SELECT id, key, claims FROM job WHERE tool = ? AND id != ? ORDER BY used DESC, id DESC LIMIT 1"
        with self._faults():
            row = self._base.execute(before, (tool, self.mine.number)).fetchone()
        whole = row is not None and type(row[0]) is int and type(row[1]) is type(row[2]) is bytes
        return Drawer(*row) if whole else Drawer(0, b"", b"")

    def batch(self, drawer: Drawer, key: bytes) -> Batch | None:
        """Return a batch without its bodies and lines, if it is there and whole."""
        given = drawer.number, key
        with self._faults():
            row = self._base.execute(f"SELECT {', '.join(Batch._fields)} FROM batch WHERE job = ? AND key = ?", given).fetchone()
        if row is None:
            return None
        batch = Batch(*row)
        # In a damaged file a column may be of any kind.
        whole = type(batch.born) is int and all(type(part) is bytes for part in (batch.key, *batch[2:]))
        if whole and batch.key == key and _told(drawer, batch) == batch.sums[:4]:
            return batch
        self._damaged = True
        return None

    def bodies(self, batch: Batch) -> bytes:
        """Return the packed contents of a batch, one behind the other; raise Fault where they are gone or damaged."""
        return self._column("bodies", batch, 4)

    def lines(self, batch: Batch) -> bytes:
        """Return the lines of a batch; raise Fault where they are gone or damaged."""
        return self._column("lines", batch, 8)

    def _column(self, name: str, batch: Batch, at: int) -> bytes:
        given = self.mine.number, self.before.number, self.signed.number, batch.key, batch.sums  # another run may have written it anew
        with self._faults():
            row = self._base.execute(f"SELECT {name} FROM batch WHERE job IN (?, ?, ?) AND key = ? AND sums = ?", given).fetchone()
        if row is None:
            raise Fault("an entry that is gone")
        if type(row[0]) is not bytes or _sum(row[0]) != batch.sums[at : at + 4]:
            self._damaged = True
            raise Fault("an entry that is damaged")
        data: bytes = row[0]
        return data

    def put(self, drawer: Drawer, batch: Batch, bodies: bytes, lines: bytes) -> None:
        """Keep a batch in place of what was kept of it; where that is not possible nothing more is written."""
        if self.fault:
            return
        sums = _told(drawer, batch) + _sum(bodies) + _sum(lines)
        size = sum(map(len, (*batch[2:-1], bodies, lines))) + 100
        row = (drawer.number, batch.key, size, *batch[1:-1], sums, lines, bodies)
        try:
            with self._faults():
                if not self._base.in_transaction:
                    self._base.execute("BEGIN IMMEDIATE")
                    self._began = time.monotonic()
                self._base.execute(f"INSERT OR REPLACE INTO batch VALUES ({', '.join('?' * len(row))})", row)
                if time.monotonic() - self._began > _OFTEN:
                    self._base.execute("COMMIT")
        except Fault as fault:
            self._stop(str(fault))

    def close(self) -> None:
        """Commit what was written, and make room where the cache has grown too large; one that is damaged is not kept."""
        try:
            with self._faults():
                if self._base.in_transaction:
                    self._shrink()
                    self._base.execute("COMMIT")
                    self._base.execute("PRAGMA incremental_vacuum")
        except Fault as fault:
            self._stop(str(fault))
        self._base.close()
        if self._damaged:
            with suppress(OSError):
                self._discard("damaged")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            with _faults():
                yield
        except Damaged:
            self._damaged = True
            raise

    def _stop(self, why: str) -> None:
        self.fault = why
        with suppress(sqlite3.Error):
            self._base.rollback()

    def _shrink(self) -> None:
        """Delete what was asked longest ago until the rest is small enough; of this run itself what was written first."""
        sizes = dict(self._base.execute("SELECT job, coalesce(sum(size), 0) FROM batch GROUP BY job"))
        whole = sum(sizes.values())
        for (job,) in self._base.execute("SELECT id FROM job WHERE id != ? ORDER BY used, id", (self.mine.number,)).fetchall():
            if whole <= self._most:
                return
            self._base.execute("DELETE FROM batch WHERE job = ?", (job,))
            self._base.execute("DELETE FROM job WHERE id = ?", (job,))
            whole -= sizes.get(job, 0)
        first = "SELECT rowid, coalesce(cast(size AS INTEGER), 0) FROM batch ORDER BY born, rowid"
        for rowid, size in self._base.execute(first).fetchall() if whole > self._most else ():
            if whole <= self._most:
                return
            self._base.execute("DELETE FROM batch WHERE rowid = ?", (rowid,))
            whole -= size

    def _opened(self) -> sqlite3.Connection:
        """Return the open file: a new one where there is none, or none that is ours and sound."""
        if not _is_mine(self._path):
            self._discard("a file of somebody else")
        for last in (False, True):
            try:
                return _connected(self._path)
            except Fault as fault:
                if last or "locked" in str(fault) or "readonly" in str(fault) or "full" in str(fault):
                    raise
                self._discard(str(fault))
        raise AssertionError

    def _discard(self, why: str) -> None:
        self.told = f"rebuilt: {why}"
        for end in ("", "-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)


def clean(folder: Path) -> int | None:
    """Delete what a cache keeps and return its bytes, or nothing where there is no cache; raise OSError where it cannot be deleted."""
    ours = [folder / name for name in (_FILE, f"{_FILE}-wal", f"{_FILE}-shm", f"{_FILE}-journal", ".gitignore", "CACHEDIR.TAG")]
    there = [path for path in ours if path.is_file() or path.is_symlink()]
    if not folder.is_dir() or not there:
        return None
    size = 0
    for path in there:
        size += path.lstat().st_size
        path.unlink()
    if not any(folder.iterdir()) and not folder.is_symlink():
        folder.rmdir()
    return size


def _make(folder: Path) -> None:
    """Make the folder of the cache, with what tells git and those who make copies to leave it out."""
    if (folder / "CACHEDIR.TAG").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", "utf-8")
    (folder / "CACHEDIR.TAG").write_text(_TAG, "utf-8")


def _is_mine(path: Path) -> bool:
    """Return whether a file is there as we would have made it, or not there at all."""
    try:
        told = path.lstat()
    except FileNotFoundError:
        return True
    return not path.is_symlink() and path.is_file() and (not hasattr(os, "geteuid") or told.st_uid == os.geteuid())


def _connected(path: Path) -> sqlite3.Connection:
    with _faults():
        base = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            told = base.execute("PRAGMA application_id").fetchone()[0], base.execute("PRAGMA user_version").fetchone()[0]
            if told == (_OURS, _SHAPE):
                base.execute("PRAGMA synchronous = NORMAL")
                return base
            if base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise Fault("of another version")
            base.execute("PRAGMA page_size = 32768")  # rows are large
            base.execute("PRAGMA auto_vacuum = INCREMENTAL")
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            base.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA application_id = {_OURS}; PRAGMA user_version = {_SHAPE}; COMMIT;")
        except BaseException:
            base.close()
            raise
        return base


def _drawer(base: sqlite3.Connection, key: bytes, tool: bytes, claims: bytes) -> Drawer:
    """Return a job, which was asked for just now."""
    with _faults():
        base.execute("BEGIN IMMEDIATE")
        used = int(time.time())
        row = base.execute("SELECT id FROM job WHERE key = ?", (key,)).fetchone()
        if row is None:
            row = (base.execute("INSERT INTO job (key, tool, claims, used) VALUES (?, ?, ?, ?)", (key, tool, claims, used)).lastrowid,)
        base.execute("UPDATE job SET used = ? WHERE id = ?", (used, row[0]))
        base.execute("COMMIT")
    if type(row[0]) is not int:
        raise Damaged("a number that is none")
    return Drawer(row[0], key, claims)


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        kind = Damaged if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN else Fault
        raise kind(str(error)) from None


def _told(drawer: Drawer, batch: Batch) -> bytes:
    """Return the sum of what a batch tells but its contents, with what was asked: none is believed that answers something else."""
    return _sum(drawer.key, batch.key, *batch[2:-1])


def _sum(*parts: bytes) -> bytes:
    value = 0
    for part in parts:
        value = zlib.crc32(part, value)
    return value.to_bytes(4, "big")
