"""The cache of a folder, opened for one registry and its settings, and for this version of the reader, of Python and of the libraries."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from factcheck import __version__
from factcheck.cache.asked import NAME, Changes, digest, fingerprint
from factcheck.cache.shelf import Shelf
from factcheck.cache.store import Store
from factcheck.model import Registry

_LIBRARIES = ("rapidfuzz", "lxml", "pdfminer", "docx", "openpyxl", "pyarrow", "backports.zstd")  # what documents are read and judged by


def open_shelf(folder: Path, registry: Registry, hedges: str, megabytes: int) -> Shelf:
    """Return the cache for the claims of a registry; raise Fault where there is no using it."""
    reader = digest(
        repr((__version__, sys.version, sys.byteorder, *map(_library, _LIBRARIES), *_package(Path(__file__).parent.parent))).encode()
    )
    tool = digest(repr((registry.path, hedges, registry.rates, reader)).encode("utf-8", "surrogatepass"))
    prints = [fingerprint(claim) for claim in registry.claims]
    names = [one[:NAME] for one in prints]
    store = Store(folder, tool, digest(tool + b"".join(prints)), b"".join(names), reader, megabytes * 1_000_000)
    return Shelf(store, Changes(registry.claims, names, store.before.claims))


def _package(folder: Path) -> Iterator[str]:
    """Yield what tells each file of the package, code and tables, from what it was."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _package(Path(entry.path))
        else:
            told = entry.stat()
            yield f"{entry.name} {told.st_size} {told.st_mtime_ns}"


def _library(name: str) -> str:
    """Return what tells an installed library from another version of it."""
    try:
        spec = find_spec(name)
    except ModuleNotFoundError:
        return ""
    if spec is None or spec.origin is None:
        return ""
    told = Path(spec.origin).stat()
    return f"{spec.origin} {told.st_size} {told.st_mtime_ns}"
