"""The bytes of a file as they were before they were packed, wherever the file is: a stream that cannot swell without end."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, cast

from factcheck.errors import InputError, Problem
from factcheck.load import stored
from factcheck.load.text import open_regular, read_stream

_BUFFER = 1 << 18
_RATIO = 300  # of what comes out to what went in: text is rarely packed beyond 20, and what repeats itself beyond 100
_SMALL = 64_000_000  # bytes up to which a file may be packed as well as it likes


@contextmanager
def opened(name: str, shown: str) -> Iterator[BinaryIO]:
    """Yield the unpacked bytes of a file; raise InputError, also while they are read, where it is missing, broken or swells."""
    form = stored.form_of(name)
    with _raw(name, shown) as raw, _faults_told(name, shown, form.packing):
        if not form.packing:
            yield raw
            return
        with io.BufferedReader(_Unpacked(raw, form.packing, shown), _BUFFER) as stream:
            yield cast(BinaryIO, stream)


def read_whole(name: str, shown: str) -> bytes:
    """Return all that a file holds, unpacked; raise InputError where it cannot be read, or is more than a text can be."""
    with opened(name, shown) as stream:
        return read_stream(stream, shown)


@contextmanager
def _raw(name: str, shown: str) -> Iterator[BinaryIO]:
    if stored.is_remote(name):
        from factcheck.load.archives import remote

        with remote.opened(name, shown) as stream:
            yield stream
        return
    try:
        file = open_regular(name, shown)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        problem = Problem(shown, "FC912", f"cannot be read: {reason}", hint="see that the file is there and may be read")
        raise InputError([problem]) from None
    with file:
        yield file


class _Unpacked(io.RawIOBase):
    """The other end of a packed stream; raises FC912 where more comes out of it than texts can be packed into."""

    def __init__(self, raw: BinaryIO, packing: str, shown: str) -> None:
        self._raw, self._shown, self._count = raw, shown, 0
        self._inner = _unpacker(raw, packing, shown)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self._count += len(data)
        if self._count > _SMALL and self._count > self._raw.tell() * _RATIO:
            message = f"unpacks to more than {_RATIO} times its size, which no texts do"
            hint = "see what it is; if it is right, unpack it and name the unpacked file"
            raise InputError([Problem(self._shown, "FC912", message, hint=hint)])
        return len(data)


def _unpacker(raw: BinaryIO, packing: str, shown: str) -> IO[bytes]:
    if packing == "gzip":
        import gzip

        return cast(IO[bytes], gzip.GzipFile(fileobj=raw))
    if stored.missing("a.zst"):
        raise InputError([stored.needs("zstd", shown, "packed with zstd, for which the extra `zstd` is not installed")])
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdFile
    else:
        from backports.zstd import ZstdFile
    return cast(IO[bytes], ZstdFile(raw))


@contextmanager
def _faults_told(name: str, shown: str, packing: str) -> Iterator[None]:
    """Raise what reading may raise as InputError; a fault of who reads is not ours and stays what it is."""
    try:
        yield
    except EOFError:
        hint = "fetch or pack it once more; what stands before its end was read"
        raise InputError([Problem(shown, "FC912", f"a {packing} file that breaks off before its end", hint=hint)]) from None
    except (OSError, zlib.error) as error:
        raise InputError([_broken(shown, packing, error)]) from None
    except Exception as error:
        if packing != "zstd" or type(error).__name__ != "ZstdError":
            raise
        raise InputError([_broken(shown, packing, error)]) from None


def _broken(shown: str, packing: str, error: Exception) -> Problem:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    if not packing:
        return Problem(shown, "FC912", f"cannot be read: {reason}", hint="see that the file is there and may be read")
    if "too much memory" in reason:
        hint = "unpack it, as in `zstd -d --long=31 FILE`, and name the unpacked file"
        return Problem(shown, "FC912", "a zstd file with a window of more than 128 MB", hint=hint)
    hint = "see that its ending tells what it is, and fetch or pack it once more"
    return Problem(shown, "FC912", f"no {packing} file, or a broken one: {reason}", hint=hint)
