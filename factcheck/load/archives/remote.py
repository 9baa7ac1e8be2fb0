"""Files on other machines, by their addresses: listed and opened through fsspec, and never unless somebody names one."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from importlib.util import find_spec
from typing import Any, BinaryIO, cast

from factcheck.errors import InputError, Problem
from factcheck.load import stored
from factcheck.rows import NamedTuple

# What is read, and the package that reads it beside fsspec. Further ones of fsspec's (git, zip, other caches) are left out on purpose:
# an address may come from a file of settings that somebody else wrote.
_PACKAGES = {"s3fs": "s3 s3a", "gcsfs": "gs gcs", "adlfs": "az abfs abfss", "pyarrow": "hdfs", "aiohttp": "http https", "": "memory"}
SCHEMES = {scheme: package for package, schemes in _PACKAGES.items() for scheme in schemes.split()}
_WEB = ("http", "https")  # there are no folders there
_BLOCK = 4 << 20
_MAGIC = re.compile(r"[*?\[]")


class Remote(NamedTuple):
    """A file by its address, its size in bytes, 0 where it is not told, and whether a folder or pattern brought it."""

    name: str
    size: int
    loose: bool


def find(address: str) -> Iterator[Remote]:
    """Yield the files that an address, a folder or a pattern names, folder by folder.

    Raises InputError where there is none, or where it cannot be asked.
    """
    shown = stored.shown(address)
    with _faults_told(shown):
        files, path = _system(address, shown)
        head = _head(address)
        if stored.scheme(address) in _WEB:
            yield Remote(address, 0, False)
        elif _MAGIC.search(path) and not files.exists(path):
            found = False
            for file in _below(files, _base(path), head, "**" in path):
                if _matches(_path_of(file.name, head), path):
                    found = True
                    yield file
            if not found:
                hint = "`*` stays within one folder, `**` goes through all below"
                raise InputError([Problem(shown, "FC912", "no file matches this pattern", hint=hint)])
        elif files.isdir(path):
            for file in _below(files, path, head, True):
                yield file
        else:
            yield Remote(address, int(files.info(path).get("size") or 0), False)


@contextmanager
def opened(name: str, shown: str) -> Iterator[BinaryIO]:
    """Yield the bytes of a file; raise InputError, also while they are read, where it cannot be had."""
    with _faults_told(shown):
        files, path = _system(name, shown)
        # Not every server of web pages can give a part of a file; Parquet has to be read in parts.
        streamed = stored.scheme(name) in _WEB and stored.form_of(name).rows != "parquet"
        file = files.open(path, "rb", block_size=0) if streamed else files.open(path, "rb", block_size=_BLOCK, cache_type="readahead")
    with file, io.BufferedReader(_Told(file, shown), 1 << 20) as stream:
        yield cast(BinaryIO, stream)


def whole(name: str) -> bytes | None:
    """Return all bytes of a file, or nothing where there is none; raise InputError where it cannot be asked."""
    shown = stored.shown(name)
    with _faults_told(shown):
        files, path = _system(name, shown)
        try:
            return bytes(files.cat_file(path))
        except FileNotFoundError:
            return None


def write(name: str, data: bytes) -> None:
    """Write a file in one go; raise InputError where it cannot be."""
    shown = stored.shown(name)
    with _faults_told(shown):
        files, path = _system(name, shown)
        if stored.scheme(name) in _WEB:
            raise InputError([Problem(shown, "", "nothing can be written there", hint="name a folder, or an address such as s3://…")])
        files.makedirs(files._parent(path), exist_ok=True)
        files.pipe_file(path, data)


def stamp(name: str) -> str:
    """Return what tells a file from an earlier one of its name: size, and day and tag as far as they are known."""
    shown = stored.shown(name)
    with _faults_told(shown):
        files, path = _system(name, shown)
        info = files.info(path)
    return " ".join(str(info.get(key, "")) for key in ("size", "ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified"))


class _Told(io.RawIOBase):
    """A file of fsspec, whose faults are told as ours; those of whoever reads it stay what they are."""

    def __init__(self, file: Any, shown: str) -> None:
        self._file, self._shown, self._ended = file, shown, False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        with _faults_told(self._shown):
            self._ended = False
            return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: Any) -> int:
        if self._ended:
            return 0  # who asks some readers of web pages again is told off
        with _faults_told(self._shown):
            data = self._file.read(len(buffer))
        self._ended = not data
        buffer[: len(data)] = data
        return len(data)


def _system(address: str, shown: str) -> tuple[Any, str]:
    """Return the file system of an address, made anew in each process, and the path there."""
    scheme = stored.scheme(address)
    if scheme not in SCHEMES:
        known = ", ".join(f"{name}://" for name in SCHEMES if name != "memory")
        raise InputError([Problem(shown, "FC912", f"{scheme}:// is not read", hint=f"name a file or folder here, or one of {known}")])
    needed = SCHEMES[scheme]
    if stored.missing(address) or (needed and find_spec(needed) is None):
        extra = "pip install 'factcheck-cli[remote]'"
        hint = f"{extra} {needed}" if needed else extra
        raise InputError([Problem(shown, "FC921", f"{scheme}:// is read with packages that are not installed", hint=hint)])
    from fsspec.core import url_to_fs

    files, path = url_to_fs(address)
    return files, path


def _below(files: Any, folder: str, head: str, deep: bool) -> Iterator[Remote]:
    """Yield the files of a folder and of those below it, each folder's in order: never more than one folder's names are held."""
    waiting = [folder]
    while waiting:
        entries = sorted(files.ls(waiting.pop(), detail=True), key=lambda entry: str(entry["name"]))
        files.invalidate_cache()
        below = []
        for entry in entries:
            path = str(entry["name"])
            if path.rstrip("/").rpartition("/")[2].startswith("."):
                continue
            if entry.get("type") == "directory":
                below.append(path)
            elif entry.get("type") == "file" and not path.endswith("/"):
                yield Remote(_named(path, head), int(entry.get("size") or 0), True)
        waiting += reversed(below)


def _head(address: str) -> str:
    """Return what stands before the path in an address: its scheme, and the machine where fsspec leaves that out of paths."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}" if scheme.lower() == "hdfs" else f"{scheme}://"


def _named(path: str, head: str) -> str:
    return head + (path if head.count("/") == 2 and head[-1] != "/" else path.removeprefix("/"))


def _path_of(name: str, head: str) -> str:
    return name[len(head) :]


def _base(pattern: str) -> str:
    parts = pattern.split("/")
    first = next(at for at, part in enumerate(parts) if _MAGIC.search(part))
    return "/".join(parts[:first]) or "/"


def _matches(path: str, pattern: str) -> bool:
    """Return whether a path is what a pattern says, `*` within one folder and `**` through any number of them."""
    return _parts_match(path.strip("/").split("/"), pattern.strip("/").split("/"))


def _parts_match(path: list[str], pattern: list[str]) -> bool:
    if not pattern:
        return not path
    if pattern[0] == "**":
        rest = pattern[1:] or ["*"]
        return any(_parts_match(path[at:], rest) for at in range(len(path)))
    return bool(path) and fnmatchcase(path[0], pattern[0]) and _parts_match(path[1:], pattern[1:])


@contextmanager
def _faults_told(shown: str) -> Iterator[None]:
    """Raise as InputError what the packages of others raise, each its own way, where a file cannot be had."""
    try:
        yield
    except (InputError, GeneratorExit, MemoryError):
        raise
    except FileNotFoundError:
        web = stored.scheme(shown) in _WEB  # where that is also what is told when nobody answers
        message = "nobody answers there, or there is no such file" if web else "no such file or folder there"
        raise InputError([Problem(shown, "FC912", message, hint="see that the address is right")]) from None
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        hint = "see that the address and what lets you in are right: docs/archives.md tells where that stands"
        if os.environ.get("FACTCHECK_DEBUG"):
            raise
        message = f"cannot be read: {reason[:300]}"
        raise InputError([Problem(shown, "FC912", message, hint=hint)]) from None
