"""How a source is stored, as its name alone tells: packed or not, rows of an archive or one text, on this machine or another."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from urllib.parse import unquote, urlsplit

from factcheck.errors import Problem
from factcheck.load import documents
from factcheck.rows import NamedTuple

ROWS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
_PACKINGS = {".gz": "gzip", ".zst": "zstd"}
_USUAL = (".txt", ".md")  # what most files of an archive end in, and a question less for each
_LAST = (*ROWS, *_PACKINGS)
# What an extra brings, by any of the modules that have it: from Python 3.14 on the standard library reads zstd itself.
_MODULES = {"parquet": ("pyarrow",), "zstd": ("compression.zstd", "backports.zstd"), "remote": ("fsspec",)}
_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://")
_ROW = re.compile(r"(?P<file>.+?\.(?:jsonl|ndjson|parquet)(?:\.gz|\.zst)?):(?P<row>.+)", re.IGNORECASE | re.DOTALL)

_LIKE_RAW = re.compile(r"\\x(?=[89a-f][0-9a-f]|5cx)")
_RAW = re.compile(r"\\x(?:5c(?=x)|([89a-f][0-9a-f]))")


class Columns(NamedTuple):
    """The columns of an archive, as somebody named them; where one is empty, the usual names are looked for."""

    text: str = ""
    title: str = ""
    date: str = ""
    url: str = ""
    id: str = ""
    publisher: str = ""
    lang: str = ""
    place: str = ""


UNNAMED = Columns()


class Form(NamedTuple):
    """How a file is stored: `inner` is its name once unpacked; `packing` and `rows` are empty of a plain file and of one text."""

    inner: str
    packing: str = ""
    rows: str = ""


def form_of(name: str) -> Form:
    """Return how a file is stored; of an address only its path counts."""
    path = urlsplit(name).path if is_remote(name) else name
    ending = _ending(path)
    packing = _PACKINGS.get(ending, "")
    inner = path[: -len(ending)] if packing else path
    return Form(inner, packing, ROWS.get(_ending(inner), ""))


def is_remote(name: str) -> bool:
    """Return whether a name is an address, as in `s3://bucket/archive.jsonl`."""
    return "://" in name and _URL.match(name) is not None


def scheme(name: str) -> str:
    """Return what an address begins with, in small letters."""
    found = _URL.match(name)
    return found["scheme"].lower() if found else ""


def shown(name: str) -> str:
    """Return a name as reports tell it: an address without the user, password and signature that it may hold.

    Bytes that are no UTF-8 could not be printed: each is told as `\\xe9`, and where a name has such signs of its own, `\\x5c` is for their
    first, so that no two files are called alike.
    """
    if not is_remote(name):
        if "\\x" in name and os.sep == "/":
            name = _LIKE_RAW.sub(r"\\x5cx", name)
        try:
            name.encode()
        except UnicodeEncodeError:
            return (
                "".join(f"\\x{ord(char) - 0xDC00:02x}" if "\udc80" <= char <= "\udcff" else char for char in name)
                .encode("utf-8", "backslashreplace")
                .decode()
            )
        return name
    parts = urlsplit(name)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{unquote(parts.path) if parts.scheme.startswith('http') else parts.path}"


def real(name: str) -> str:
    """Return the name of the file that is `shown` so."""
    if "\\x" not in name or os.sep != "/" or is_remote(name):
        return name
    return _RAW.sub(lambda found: chr(0xDC00 + int(found[1], 16)) if found[1] else "\\", name)


def split_row(name: str) -> tuple[str, str]:
    """Return the archive and the row that `news.jsonl:4711` names; the row is empty where the name has none."""
    found = _ROW.fullmatch(name)
    return (found["file"], found["row"]) if found else (name, "")


def missing(name: str) -> str:
    """Return the extra that a file cannot be read without and that is not installed, if any."""
    form = form_of(name)
    needed = ("remote" if is_remote(name) else "", form.packing, form.rows)
    return next((extra for extra in needed if extra in _MODULES and not any(map(_installed, _MODULES[extra]))), "")


def needs(extra: str, path: str, message: str) -> Problem:
    """Return the problem of a file whose extra is not installed."""
    return Problem(path, "FC921", message, hint=f"pip install 'factcheck-cli[{extra}]'")


def is_archive(name: str) -> bool:
    """Return whether a name is that of an archive, or of one row of it."""
    if name.endswith(_USUAL) and ":" not in name:  # asked of every file of a folder
        return False
    return ("." + name.rpartition(".")[2].lower() in _LAST or ":" in name) and form_of(split_row(name)[0]).rows != ""


def is_source(name: str) -> bool:
    """Return whether the ending of a name is one that a folder's texts, documents and archives have."""
    if name.endswith(_USUAL):
        return True
    ending = os.path.splitext(name)[1].casefold()  # noqa: PTH122 - for every file of an archive
    if ending in documents.SUFFIXES:
        return True
    if ending not in _LAST:
        return False
    form = form_of(name)
    return bool(form.rows) or os.path.splitext(form.inner)[1].casefold() in documents.SUFFIXES  # noqa: PTH122 - as above


def lacking(name: str) -> str:
    """Return the extra without which a file cannot be read here, if any."""
    if name.endswith(_USUAL):
        return ""
    if (kind := documents.by_name(name)) is not None:
        return kind.name if kind.missing else ""
    if os.path.splitext(name)[1].casefold() not in _LAST:  # noqa: PTH122 - for every file of an archive
        return ""
    kind = documents.by_name(form_of(name).inner)
    return missing(name) or (kind.name if kind is not None and kind.missing else "")


def _ending(path: str) -> str:
    _, point, ending = path.rpartition(".")
    return f".{ending.lower()}" if point else ""


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # its package is not there
        return False
