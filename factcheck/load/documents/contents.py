"""What a page of a PDF says, operator by operator: what nearly all pages are made of is taken apart by one expression, in C.

The library takes contents apart sign by sign, which costs more than all that is made of them. Whatever is not plain goes to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSEOF, PSSyntaxError
from pdfminer.psparser import KWD, LIT

_ENDS = rb"(?=[\s\[\]()<>/])"  # behind a number, a name or an operator: at the end of the data, the library says what it was
_NUMBER = rb"(?:[-+]?[0-9]++(?:\.[0-9]*+)?|[-+]?\.[0-9]++)" + _ENDS
_HEX = rb"<(?:[0-9A-Fa-f]{2})*+>"
_STRING = rb"\((?:[^()\\]++|\\(?:[btnfr()\\]|[0-3][0-7]{2}))*+\)"
_NAME = rb"/[A-Za-z0-9_.,:;*+-]++" + _ENDS
_VALUE = b"|".join((_NUMBER, _HEX, _STRING, _NAME))
_PIECE = re.compile(rb"\s*+(?P<number>%b)|(?P<hex>%b)|(?P<string>%b)|(?P<name>%b)" % (_NUMBER, _HEX, _STRING, _NAME))
_TOKEN = re.compile(
    rb"\s*+(?:(?P<number>%b)|(?P<hex>%b)|(?P<string>%b)|(?P<name>%b)" % (_NUMBER, _HEX, _STRING, _NAME)
    + rb"|(?P<array>\[(?:\s*+(?:%b))*+\s*+\])|(?P<dict><<(?:\s*+%b\s*+(?:%b))*+\s*+>>)" % (_VALUE, _NAME, _VALUE)
    + rb"|(?P<operator>[A-Za-z][A-Za-z0-9]*+\*?%b|['\"]%b))" % (_ENDS, _ENDS)
)
_REST = re.compile(rb"\s*+")
_ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_SIGNS = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r"}
# What begins a picture among the operators, and what is a value written as a word.
_DEEPEST = 200
_LEFT = frozenset((b"BI", b"ID", b"EI", b"true", b"false", b"null"))


class Contents:
    """The objects of some streams in order, as the library's `PDFContentParser` gives them.

    `ask` is told for how many bytes the library itself is asked, which is slow.
    """

    def __init__(self, ask: Callable[[int], None], streams: Sequence[object]) -> None:
        self._ask = ask
        self._next = self._objects([stream_value(stream).get_data() for stream in streams]).__next__

    def nextobject(self) -> tuple[int, Any]:
        """Return the next object, with a place that nobody asks for; raise PSEOF at the end."""
        try:
            return 0, self._next()
        except StopIteration:
            raise PSEOF("the end of the contents") from None

    def _objects(self, parts: list[bytes]) -> Iterator[Any]:
        left = [*parts]
        while left and (at := (yield from _plain(left[0]))) == len(left[0]):
            del left[0]
        if not left:
            return
        left[0] = left[0][at:]  # what is not plain may go on in the next stream
        self._ask(sum(map(len, left)))
        rest = _Nested([PDFStream({}, data) for data in left])
        while True:
            try:
                yield rest.nextobject()[1]
            except PSEOF:
                return


def _plain(data: bytes) -> Generator[Any, None, int]:
    """Yield the objects of a stream as far as they are plain, and return where they end: at its own end, where all are."""
    at, match = 0, _TOKEN.match
    while (found := match(data, at)) is not None:
        kind, text = found.lastgroup, found[found.lastgroup or 0]
        if kind == "operator":
            if text in _LEFT:
                return at
            yield KWD(text)
        elif kind == "array":
            yield [_value(piece.lastgroup, piece[piece.lastgroup or 0]) for piece in _PIECE.finditer(text, 1)]
        elif kind == "dict":
            values = [_value(piece.lastgroup, piece[piece.lastgroup or 0]) for piece in _PIECE.finditer(text, 2)]
            yield {key.name: value for key, value in zip(values[::2], values[1::2], strict=True)}
        else:
            yield _value(kind, text)
        at = found.end()
    return at if _REST.fullmatch(data, at) is None else len(data)


def _value(kind: str | None, text: bytes) -> Any:
    if kind == "number":
        return float(text) if b"." in text else int(text)
    if kind == "name":
        return LIT(text[1:].decode("ascii"))
    return bytes.fromhex(text[1:-1].decode("ascii")) if kind == "hex" else _string(text)


class _Nested(PDFContentParser):
    """The library's own reading, of lists within lists only so deep: each of them is kept until the last has ended."""

    def start_type(self, pos: int, type: str) -> None:
        if len(self.context) >= _DEEPEST:
            raise PSSyntaxError("lists within lists")
        super().start_type(pos, type)


def _string(text: bytes) -> bytes:
    return _ESCAPED.sub(_sign, text[1:-1]) if b"\\" in text else text[1:-1]


def _sign(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes((int(code, 8),)) if len(code) == 3 else _SIGNS.get(code, code)
