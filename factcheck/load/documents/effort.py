"""How much work a PDF may ask of its library: a few bytes can ask it to draw, to unpack or to count almost without end.

The work is counted and not timed, so that the same document is refused everywhere, or nowhere. One unit is about a third of a
microsecond.
"""

from __future__ import annotations

import builtins
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from pdfminer import cmapdb, pdffont, pdfinterp, pdftypes
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTItem
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdftypes import PDFStream, resolve1, stream_value
from pdfminer.utils import Matrix

from factcheck.errors import InputError, Problem
from factcheck.load.documents.contents import Contents

MOST_UNPACKED = 150_000_000  # bytes of all that is unpacked to read the text: fonts and pages, no pictures
MOST_WORK = 100_000_000  # half a minute; seven hundred pages full of text ask for it
_ANY, _A_BYTE = 9_000_000, 120  # what a document of any size may ask for, and for each byte: real ones ask for 3 to 70 a byte
_PART = 1 << 16
# What each asks for: a drawing that begins, a byte of it, one that is not plain, a name that it brings, a font, a letter, a stroke, a row
# of a font's tables.
_DRAWING, _SIGN, _SLOW, _NAME, _FONT, _LETTER, _STROKE, _ROW = 1_000, 4, 8, 10, 20_000, 10, 20, 4


class Effort:
    """What is left of the bytes and of the work that a document of a size in bytes may ask for."""

    def __init__(self, shown: str, size: int) -> None:
        self.shown, self.bytes, self.work = shown, MOST_UNPACKED, min(MOST_WORK, _ANY + _A_BYTE * size)

    def spend(self, work: int) -> None:
        """Count work; raise FC912 where it is too much."""
        self.work -= work
        if self.work < 0:
            message = "a PDF that takes more work to read than any document of its size does"
            hint = "print it to PDF once more and check the copy, or split it into its chapters"
            raise InputError([Problem(self.shown, "FC912", message, hint=hint)])

    def parse(self, size: int) -> None:
        """Count bytes of a drawing that are not plain."""
        self.spend(_SLOW * size)

    def unpack(self, out: bytes) -> bytes:
        """Return bytes that were unpacked; raise FC912 where all of them together are too many."""
        self.bytes -= len(out)
        if self.bytes < 0:
            message = f"a PDF that unpacks to more than {MOST_UNPACKED // 1_000_000} MB, which no document does"
            raise InputError([Problem(self.shown, "FC912", message, hint="print it to PDF once more, and check the copy")])
        return out


class Manager(PDFResourceManager):
    """What makes the fonts of a document, each counted."""

    def __init__(self, effort: Effort) -> None:
        super().__init__()
        self.effort = effort

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """Return a font; one that is no object of its own is made each time it is asked for."""
        if not objid or objid not in self._cached_fonts:
            told = resolve1(spec.get("ToUnicode"))
            self.effort.spend(_FONT + (len(told.get_data()) if isinstance(told, PDFStream) else 0))
        return super().get_font(objid, spec)


class Interpreter(PDFPageInterpreter):
    """What draws a page, each drawing counted as often as it is drawn: drawings within drawings multiply."""

    rsrcmgr: Manager

    def init_resources(self, resources: dict[object, object]) -> None:
        """Prepare what a drawing brings."""
        brought = [resolve1(value) for value in resources.values()] if resources else []
        self.rsrcmgr.effort.spend(_DRAWING + _NAME * sum(len(value) for value in brought if isinstance(value, (dict, list))))
        super().init_resources(resources)

    def execute(self, streams: Sequence[object]) -> None:
        """Draw what streams say."""
        self.rsrcmgr.effort.spend(_SIGN * sum(len(stream_value(stream).get_data()) for stream in streams))
        super().execute(streams)


class Letter(LTItem):
    """An upright letter: its text, from where to where it goes, the line that it stands on, and its size."""

    __slots__ = ("left", "line", "right", "size", "text")

    def __init__(self, text: str, left: float, right: float, line: float, size: float) -> None:
        self.text, self.left, self.right, self.line, self.size = text, left, right, line, size


class Device(PDFPageAggregator):
    """What keeps the letters and strokes of a page, each counted before it is kept."""

    def __init__(self, manager: Manager) -> None:
        super().__init__(manager, laparams=None)
        self.effort = manager.effort

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Keep a letter, and return how wide it is; one that stands upright with no more than is asked of it, which is far quicker."""
        self.effort.spend(_LETTER)
        a, b, c, d, e, f = matrix
        if b or c or font.is_vertical():
            return super().render_char(matrix, font, fontsize, scaling, rise, cid, ncs, graphicstate)
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, cid)
        wide = font.char_width(cid) * fontsize * scaling
        low = font.get_descent() * fontsize + rise
        ends, levels = (e, a * wide + e), (d * low + f, d * (low + fontsize) + f)
        letter = Letter(text, min(ends), max(ends), f, max(levels) - min(levels))
        self.cur_item.add(letter)  # type: ignore[arg-type]  # kept in its place among the strokes, and asked for nothing
        return wide

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Keep a stroke, or each part of one: the library parts it again at every move."""
        self.effort.spend(_STROKE * (1 + len(path)))
        super().paint_path(gstate, stroke, fill, evenodd, path)


@contextmanager
def within(effort: Effort) -> Iterator[None]:
    """Have the library ask for nothing beyond what is left of an effort."""
    put: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (vars(pdftypes), {"zlib": _Unpacker(effort), "lzwdecode": _Lzw(effort), "rldecode": _Runs(effort)}),
        (vars(pdfinterp), {"PDFContentParser": partial(Contents, effort.parse)}),
        # Tables of fonts name a range of letters in a few signs, and the library goes through all of it.
        (vars(cmapdb), {"range": _Ranges(effort)}),
        (vars(pdffont), {"range": _Ranges(effort)}),
    ]
    before = [{name: names[name] for name in new if name in names} for names, new in put]
    for names, new in put:
        names.update(new)
    try:
        yield
    finally:
        for (names, new), old in zip(put, before, strict=True):
            for name in new:
                del names[name]
            names.update(old)


class _Counting:
    def __init__(self, effort: Effort) -> None:
        self.effort = effort


class _Ranges(_Counting):
    """`range`, counted."""

    def __call__(self, *ends: int) -> builtins.range:
        out = builtins.range(*ends)
        self.effort.spend(_ROW * max(0, (out.stop - out.start) // out.step))  # `len` ends at the size of a machine's word
        return out


class _Unpacker(_Counting):
    """What the library asks of zlib, within what is left: it would fill the memory with whatever a few bytes unfold to."""

    error = zlib.error

    def decompress(self, data: bytes) -> bytes:
        """Return the bytes unpacked."""
        unpacker = zlib.decompressobj()
        out = self.effort.unpack(unpacker.decompress(data, self.effort.bytes + 1))
        if not unpacker.eof:
            raise zlib.error("incomplete")  # as zlib itself has it
        return out

    def decompressobj(self) -> SimpleNamespace:
        """Return what unpacks broken data piece by piece."""
        unpacker = zlib.decompressobj()
        return SimpleNamespace(decompress=lambda data: self.effort.unpack(unpacker.decompress(data, self.effort.bytes + 1)))


class _Lzw(_Counting):
    """What unpacks LZW, piece by piece."""

    def __call__(self, data: bytes) -> bytes:
        self.effort.spend(8 * len(data))
        return b"".join(map(self.effort.unpack, LZWDecoder(BytesIO(data)).run()))


class _Runs(_Counting):
    """What unpacks runs of one byte: a number below 128 stands before one byte more than it says, any above for 257 less it of one."""

    def __call__(self, data: bytes) -> bytes:
        self.effort.spend(len(data))
        out: list[bytes] = []
        at = 0
        while at < len(data) and data[at] != 128:
            count = data[at]
            run = data[at + 1 : at + 2 + count] if count < 128 else data[at + 1 : at + 2] * (257 - count)
            out.append(self.effort.unpack(run))
            at += 2 + count if count < 128 else 2
        return b"".join(out)
