"""A file written whole or not at all, whoever else writes and wherever the run ends."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_MARK, _END = ".factcheck-", ".tmp"
_LEFT = 3600.0  # seconds after which what a run that was killed left behind is nobody's any more


class Changed(OSError):
    """Somebody else wrote the file after it was read."""


def put(path: Path, data: bytes, unchanged: Callable[[], bool] | None = None) -> None:
    """Write a file; one that was there stays as it was until all of the new one is written. Raises OSError or ValueError.

    `unchanged` says of a file that was read before whether it is still as it was; where it is not, Changed is raised. Such a file is kept
    by hand: it is on the disk when this returns, and not only on its way there.
    """
    target = Path(os.path.realpath(path))
    with _prepared(target, data, lasting=unchanged is not None) as temporary:
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        if unchanged is None:
            temporary.replace(target)
            return
        with _alone(target.parent):
            if not unchanged():
                raise Changed(errno.EBUSY, "somebody else changed it meanwhile", str(path))
            temporary.replace(target)


def put_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; raise FileExistsError where there is one, or a link, whatever it leads to."""
    with _prepared(path, data, lasting=False) as temporary:
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # where files cannot have two names, one is made under its own
            with path.open("xb"):
                pass
            temporary.replace(path)


@contextmanager
def _prepared(target: Path, data: bytes, *, lasting: bool) -> Iterator[Path]:
    """Yield a file beside the target that holds the data; what is left of it in the end, and of earlier runs, is deleted."""
    # Nobody can guess the name, and nothing that stands under it is written over: in a folder of many, it could be a link to elsewhere.
    temporary = target.with_name(f"{_MARK}{os.urandom(8).hex()}{_END}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        _sweep(temporary)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink()


def _sweep(ours: Path) -> None:
    """Delete what runs that were killed left in the folder, where it is older by far than a file could take to be written."""
    with suppress(OSError):
        now = ours.stat().st_mtime  # by the clock of whoever keeps the files
        with os.scandir(ours.parent) as entries:
            left = [entry for entry in entries if entry.name.startswith(_MARK) and entry.name.endswith(_END)]
        for entry in left:
            with suppress(OSError):
                if entry.is_file(follow_symlinks=False) and now - entry.stat(follow_symlinks=False).st_mtime > _LEFT:
                    os.unlink(entry.path)  # noqa: PTH108 - a path that the system gave


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others that ask for the same out of a folder, where the system can; it ends with the process, however that ends."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = None
    with suppress(OSError):  # some file systems of a network know no locks
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)
