"""What a worker of a cluster runs: the work as it arrives there once, and the answer to a part."""

from __future__ import annotations

import hashlib
import os
import pickle
import socket
import sys
import threading
import zlib
from collections.abc import Callable, Iterable
from contextlib import chdir, nullcontext
from pathlib import Path
from typing import Any

from factcheck import __version__
from factcheck.engine.processes import sendable
from factcheck.load import stored
from factcheck.load.parts import Part
from factcheck.rows import NamedTuple

Doer = Callable[[Part, int], Any]


class Answer(NamedTuple):
    """What came of a part on a worker: its result, or why there is none.

    `absent` are files that are not there, `edition` is what the worker runs where that is another than what was asked for.
    """

    host: str
    done: Any = None
    error: Exception | None = None
    absent: tuple[str, ...] = ()
    edition: str = ""


class Crate:
    """The work packed for the way, made where it is first asked for: once in each process, however many parts are done there.

    Packed it is a fraction of the registry; one part at a time is done, for threads of one Python would only wait for each other.
    """

    def __init__(self, packed: bytes, edition: str) -> None:
        self._packed, self._edition = packed, edition
        self._lock = threading.Lock()
        self._doer: Doer | None = None
        self._own = ""

    def __reduce__(self) -> tuple[type[Crate], tuple[bytes, str]]:
        return Crate, (self._packed, self._edition)

    def answer(self, part: Part, folder: str, silent: int) -> Answer:
        """Return what a part tells, read as it would be from a folder; `silent` is how many documents told nothing so far."""
        host = socket.gethostname()
        with self._lock:
            self._own = self._own or edition()
            if self._own != self._edition:
                return Answer(host, edition=self._own)
            names = [name for name in (stored.split_row(name)[0] for name in part.names) if not stored.is_remote(name)]
            moving = any(not os.path.isabs(name) for name in names)  # noqa: PTH117 - once for each text of an archive
            if moving and not Path(folder).is_dir():
                return Answer(host, absent=tuple(names))
            try:
                with chdir(folder) if moving else nullcontext():
                    absent = tuple(name for name in names if not os.path.exists(name))  # noqa: PTH110 - the same
                    return Answer(host, self._made()(part, silent), absent=absent)
            except Exception as error:
                return Answer(host, error=sendable(error))

    def _made(self) -> Doer:
        if self._doer is None:
            made, given = pickle.loads(zlib.decompress(self._packed))
            self._doer = made(*given)
        assert self._doer is not None
        return self._doer


def pack(made: Callable[..., Any], *given: Any) -> Crate:
    """Return a crate of what a worker makes of some values, by a function or class that it has too."""
    return Crate(zlib.compress(pickle.dumps((made, given), protocol=5), 1), edition())


def do(crate: Crate, asked: bytes) -> bytes:
    """Return the answer to a part, packed: what is done as one task."""
    return pickle.dumps(crate.answer(*pickle.loads(asked)), protocol=5)


def edition() -> str:
    """Return which factcheck this is, and on which Python: its version and a digest of all that its verdicts can depend on."""
    home = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for path in _files(home):
        digest.update(f"{path.relative_to(home).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return f"{__version__}+{digest.hexdigest()[:10]} on Python {sys.version_info.major}.{sys.version_info.minor}"


def _files(home: Path) -> Iterable[Path]:
    return sorted(path for path in home.rglob("*") if path.suffix in (".py", ".txt") and path.is_file())
