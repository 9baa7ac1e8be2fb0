"""Whatever can hold a text: documents, texts in old encodings, archives of articles and what is packed, whole and spoiled."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from common import says_why, scratch, shipped, shipped_checker, words_of
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from seeds import CSV, DOCUMENT, HTML, SENTENCES, SHEET, SHOWN, docx, edited, grafted, pdf, whole, xlsx
from texts import text_of

from factcheck.cache.page import Contents, pack, unpack
from factcheck.errors import InputError, Problem
from factcheck.gather import slim
from factcheck.load import archives
from factcheck.load.archives import jsonl
from factcheck.load.documents import KINDS, legacy, read_document
from factcheck.load.documents.contents import Contents as PageContents
from factcheck.load.sources import read_source
from factcheck.load.stored import UNNAMED
from factcheck.model import Source

_KINDS = {kind.name: kind for kind in KINDS}
_COLUMNS = ("text", "title", "date", "id", "publisher", "url", "lang", "place", "body")


def _read(kind: str, raw: bytes) -> None:
    try:
        found = read_document(_KINDS[kind], raw, "a")
    except InputError as error:
        says_why(error)
        return
    offsets = [row.offset for row in found.locations]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(found.text) for offset in offsets)
    found.text.encode("utf-8")  # half a character could not be written into any report
    assert all(len(value.splitlines()) == 1 for value in found.fields.values()), dict(found.fields)  # each is told on one line
    assert not any(char < " " for value in found.fields.values() for char in value), dict(found.fields)


def _spoiled(kind: str, data: bytes, made: Callable[[bytes], bytes], inner: bytes) -> None:
    """Read a document whose inner part, or whose file, is spoiled, or that is any bytes."""
    way, rest = (data[0] % 8, data[1:]) if data else (0, b"")
    if way == 0:
        _read(kind, rest)
    elif way == 1:
        _read(kind, edited(whole(kind), rest))
    elif way < 4 or (way < 6 and kind not in ("docx", "xlsx")):
        _read(kind, made(edited(inner, rest)))
    elif kind in ("docx", "xlsx"):
        _read(kind, made(grafted(inner, rest)))
    else:
        words = text_of(rest).encode("utf-8", "replace")
        at = rest[0] * len(inner) // 256 if rest else 0
        _read(kind, made(inner[:at] + words + inner[at:]))


def html(data: bytes) -> None:
    """A web page, spoiled or of any bytes, gives a text whose places lie in it, or is refused with a reason."""
    _spoiled("html", data, bytes, HTML)


def csv(data: bytes) -> None:
    """A table of any bytes gives a text whose cells lie in it, or is refused with a reason."""
    _spoiled("csv", data, bytes, CSV)


def docx_(data: bytes) -> None:
    """A Word document with a spoiled body, or a spoiled archive, gives a text or is refused with a reason."""
    _spoiled("docx", data, docx, DOCUMENT)


def xlsx_(data: bytes) -> None:
    """A workbook with a spoiled sheet, or a spoiled archive, gives a text or is refused with a reason."""
    _spoiled("xlsx", data, xlsx, SHEET)


def pdf_(data: bytes) -> None:
    """A PDF with spoiled contents, packed or not, or a spoiled file, gives a text or is refused with a reason."""
    packed = len(data) % 2 == 1
    _spoiled("pdf", data, lambda shown: pdf(shown, packed), SHOWN)


# What the contents of a page are made of, plain and not; bytes stand for one of these or for themselves.
_SAID = tuple(
    f"{piece} ".encode("latin-1")
    for piece in "BT ET q Q cm Tf Td TJ Tj T* ' \" /F1 /P BDC EMC BI ID EI true null 1 -2.5 +.5 9. (a) (\\101\\)) (a(b)) \\ <41> <4> <<"
    " >> <</A 1>> <</A(x)/B/C>> [ ] [1(a)<41>] [[1]] { } %x\n #41 /#41 --5 1.2.3 0-1 \r\n \0 \x80".split(" ")
)


def objects(parser: Any) -> str:
    """Return all that a parser of a PDF's contents gives, and how it ends."""
    out: list[object] = []
    try:
        while True:
            out.append(parser.nextobject()[1])
    except Exception as error:
        return repr([*out, type(error)])


def contents(data: bytes) -> None:
    """What a page of a PDF says is taken apart as its library takes it apart, in one stream or in two."""
    text = b"".join(_SAID[code % len(_SAID)][: 9 if code & 64 else -1] if code < 128 else bytes((code - 128,)) for code in data[1:])
    cut = data[0] * len(text) // 256 if data else 0
    streams = [PDFStream({}, part) for part in ((text[:cut], text[cut:]) if cut else (text,))]
    assert objects(PageContents(lambda _: None, streams)) == objects(PDFContentParser(streams)), text


@cache
def _fonts() -> dict[legacy.Encoding, dict[int, str]]:
    """Return for each old encoding what writes its letters; of one that has several ways, the first."""
    tcvn3 = {letter: chr(code) for code, letter in reversed(legacy._TCVN3.items())}
    vni = {letter: pair for pair, letter in reversed(legacy._VNI.items()) if len(letter) == 1}
    return {legacy.TCVN3: str.maketrans(tcvn3), legacy.VNI: str.maketrans(vni)}


def encodings(data: bytes) -> None:
    """Vietnamese that is told to be in an old encoding is read as it was written; any other bytes are read or refused."""
    if data[:1] and data[0] % 4:
        words = " ".join((SENTENCES[data[0] % 2], *"".join(char for char in text_of(data[1:]) if char in _LETTERS).split()))
        for encoding, font in _fonts().items():
            try:
                raw = words.translate(font).encode("cp1252")
            except UnicodeEncodeError:
                continue
            found = legacy.guess(raw)
            assert found is None or found[1] != encoding or found[0] == legacy.decode_legacy(raw, encoding), words
            if found is not None and found[1] == encoding and not _has_lost(words, encoding):
                assert found[0] == words, (encoding.name, words, found[0])
        return
    try:
        decoded, notices = legacy.decode_any(data[1:], "a")
        legacy.decode_page(data[1:], "a")
    except InputError as error:
        says_why(error)
        return
    assert isinstance(decoded, str)
    assert all(notice.code == "FC922" for notice in notices)


_LETTERS = frozenset("".join(legacy._TCVN3.values()) + "abcdefghiklmnopqrstuvxy 0123456789,.%")


def _has_lost(words: str, encoding: legacy.Encoding) -> bool:
    """Return whether a text has pairs of letters that the font writes as it writes another one."""
    return legacy.from_latin(words.translate(_fonts()[encoding]), encoding) != words


def _sources(path: Path) -> tuple[list[Source], list[Problem]]:
    found: list[Source] = []
    problems: list[Problem] = []
    try:
        for shard, _ in list(archives.shards(str(path), path.stat().st_size, UNNAMED)):
            for read in archives.read_shard(str(path), shard):
                found += [read.source] if read.source is not None else []
                problems += read.problems
    except InputError as error:
        says_why(error)
        problems += error.problems
    assert all(problem.message for problem in problems)
    return found, problems


def rows(data: bytes) -> None:
    """An archive of any lines gives the same articles and the same faults in one piece as in many, each with its line."""
    lines = []
    for number, part in enumerate(data.split(b"\xff")):
        if part[:1] and part[0] % 3 == 0:
            lines.append(part[1:])
            continue
        texts = words_of(part, 3)
        keys = [_COLUMNS[(len(part) + n * 5) % len(_COLUMNS)] for n in range(3)]
        row: dict[str, object] = {"text": SENTENCES[number % 2], **dict(zip(keys, texts, strict=True))}
        lines.append(json.dumps(row, ensure_ascii=len(part) % 2 == 0).encode("utf-8", "replace"))
    path = scratch() / "a.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n")
    told = []
    for size in (1 << 20, 64):
        jsonl._PART = size
        told.append(_sources(path))
    jsonl._PART = 1 << 20
    if any(problem.code in ("FC910", "FC913") for problem in told[0][1]):
        return  # its first line tells that it is something else: then nothing of one piece is read, and of many only those behind it
    assert told[0][0] == told[1][0]
    assert sorted((row.line, row.message) for row in told[0][1]) == sorted((row.line, row.message) for row in told[1][1])
    count = len(b"\n".join(lines).split(b"\n"))
    for source in told[0][0]:
        assert source.row is not None
        assert 0 < source.row.number <= count
        source.text.encode("utf-8")


@cache
def _archives() -> tuple[bytes, ...]:
    """Return Parquet archives of two articles, written in several ways."""
    import pyarrow
    from pyarrow import parquet as written

    table = pyarrow.table({"text": list(SENTENCES[:2]), "id": [1, 2], "date": [date(2025, 9, 18), None]})
    ways: tuple[dict[str, object], ...] = (
        {},
        {"compression": "none", "data_page_version": "2.0", "write_statistics": False},
        {"compression": "zstd", "use_dictionary": False, "column_encoding": {"text": "DELTA_BYTE_ARRAY"}},
        {"compression": "gzip", "use_dictionary": False, "row_group_size": 1, "store_schema": False},
    )
    outs = [io.BytesIO() for _ in ways]
    for out, way in zip(outs, ways, strict=True):
        written.write_table(table, out, **way)
    return tuple(out.getvalue() for out in outs)


def parquet(data: bytes) -> None:
    """A Parquet archive that is spoiled anywhere gives articles, or is refused with a reason."""
    way = data[0] if data else 0
    whole_ = _archives()[way % len(_archives())]
    path = scratch() / "a.parquet"
    path.write_bytes(edited(whole_, data[1:]))
    for source in _sources(path)[0]:
        source.text.encode("utf-8")


@cache
def _zstd(data: bytes) -> bytes:
    packed: bytes = import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd").compress(data)
    return packed


def packed(data: bytes) -> None:
    """What is packed is read as it was before, and where it is spoiled it is read so far and told, or refused with a reason."""
    words = SENTENCES[0].encode()
    ending, kind = ("gz", gzip.compress(words, 1, mtime=0)) if len(data) % 2 else ("zst", _zstd(words))
    whole_ = not data or data[0] % 8 == 0
    raw = kind if whole_ else edited(kind, data[1:]) if data[0] % 8 < 7 else data[1:]
    path = scratch() / f"a.txt.{ending}"
    path.write_bytes(raw)
    try:
        source, _ = read_source(str(path))
    except InputError as error:
        says_why(error)
        source = None
    plain, _ = read_source("-", io.BytesIO(words))
    assert plain is not None
    assert not whole_ or (source is not None and source.text == plain.text), "a whole file was not read"


@cache
def _kept() -> tuple[Contents, bytes]:
    """Return what the cache keeps of a text with a finding and a notice, and the JSON in which it does."""
    told = f"{shipped().claims[0].text}. {SENTENCES[0]} {SENTENCES[1]}"
    source = Source("a.txt", told, title="a", date=date(2025, 1, 2), lang="vi")
    notice = Problem("a.txt", "FC922", "read as VNI", 1, 2, 3, "a", "b")
    contents = Contents(slim(source), tuple(shipped_checker().findings(source)), (notice,))
    return contents, zlib.decompress(pack("a.txt", b"0" * 16, contents, b"1" * 16).body)


def kept(data: bytes) -> None:
    """What the cache keeps of a text is read back as it was; spoiled anywhere, it is read as values of the same kinds or refused."""
    contents, told = _kept()
    assert contents.findings
    assert unpack(zlib.compress(told, 1)) == contents
    body = edited(told, data[1:]) if data and data[0] % 4 else edited(zlib.compress(told, 1), data[1:])
    try:
        found = unpack(zlib.compress(body, 1) if data and data[0] % 4 else body)
    except ValueError:
        return
    pack("a.txt", b"0" * 16, found, b"1" * 16)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "html": html,
    "csv": csv,
    "docx": docx_,
    "xlsx": xlsx_,
    "pdf": pdf_,
    "contents": contents,
    "encodings": encodings,
    "rows": rows,
    "parquet": parquet,
    "packed": packed,
    "kept": kept,
}
