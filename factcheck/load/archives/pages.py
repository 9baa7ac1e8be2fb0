"""The pages of a Parquet column as their own headers tell them, before any is unpacked: what the file's footer says of them may be wrong.

A header is a struct of Thrift's compact protocol (github.com/apache/thrift, doc/specs/thrift-compact-protocol.md); its fields are named in
github.com/apache/parquet-format, src/main/thrift/parquet.thrift.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from factcheck.rows import NamedTuple

MOST_PAGES = 100_000  # of a column in a row group; one of a gigabyte has a thousand
_DEEP = 8  # structs in one another
_LISTED = 10_000  # members of a list
_TRUE, _FALSE, _BYTE, _INTS, _DOUBLE, _BINARY, _LISTS, _MAP, _STRUCT = 1, 2, 3, (4, 5, 6), 7, 8, (9, 10), 11, 12
_DICTIONARY = 2  # the kind of a page that is one
_SHARING = 7  # the way to write texts by what they share with the one before (DELTA_BYTE_ARRAY)
_TYPE, _UNPACKED, _PACKED = 1, 2, 3
_VALUES, _WAYS = 1, {5: 2, 7: 2, 8: 4}  # by the field that describes a page: how many values it has, and the field of how they are written


class Page(NamedTuple):
    """A page: its bytes in the file and unpacked, its values, whether it is a dictionary, and whether a value repeats the one before."""

    packed: int
    unpacked: int
    values: int
    dictionary: bool
    sharing: bool


def pages(stream: BinaryIO, start: int, end: int) -> Iterator[Page]:
    """Yield the pages between two places of a file; raise ValueError where there are none such."""
    at, count = start, 0
    while at < end:
        stream.seek(at)
        told = _Header(stream).struct(0)
        packed, unpacked, kind = (_number(told.get(key)) for key in (_PACKED, _UNPACKED, _TYPE))
        field = next((key for key in _WAYS if isinstance(told.get(key), dict)), 0)
        about: dict[int, Any] = told.get(field, {})
        count += 1
        if packed < 0 or unpacked < 0 or count > MOST_PAGES:
            raise ValueError("its pages are not what they say")
        way = about.get(_WAYS.get(field, 0), 0) if kind != _DICTIONARY else 0
        yield Page(packed, unpacked, max(0, _number(about.get(_VALUES, 0))), kind == _DICTIONARY, way == _SHARING)
        at = stream.tell() + packed


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise ValueError("its pages are not what they say")
    return value


class _Header:
    """What stands at a place of a stream, read as structs; texts are passed over."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def struct(self, deep: int) -> dict[int, Any]:
        """Return the fields of a struct by their numbers."""
        out: dict[int, Any] = {}
        field = 0
        while head := self._byte():
            field = field + (head >> 4) if head >> 4 else self._signed()
            out[field] = self._value(head & 15, deep)
        return out

    def _value(self, kind: int, deep: int) -> Any:
        if kind in (_TRUE, _FALSE):
            return kind == _TRUE
        if kind in _INTS:
            return self._signed()
        if kind == _STRUCT and deep < _DEEP:
            return self.struct(deep + 1)
        if kind in _LISTS and deep < _DEEP:
            head = self._byte()
            size = self._unsigned() if head >> 4 == 15 else head >> 4
            if size <= _LISTED:
                # In a list each truth is a byte of its own.
                return [self._byte() if head & 15 in (_TRUE, _FALSE) else self._value(head & 15, deep + 1) for _ in range(size)]
        if kind in (_BYTE, _DOUBLE, _BINARY):
            self._stream.seek(1 if kind == _BYTE else 8 if kind == _DOUBLE else self._unsigned(), 1)
            return None
        raise ValueError("its pages are not what they say")

    def _byte(self) -> int:
        byte = self._stream.read(1)
        if not byte:
            raise ValueError("it breaks off within a page")
        return byte[0]

    def _unsigned(self) -> int:
        out = shift = 0
        while shift < 70:
            byte = self._byte()
            out |= (byte & 127) << shift
            if byte < 128:
                return out
            shift += 7
        raise ValueError("its pages are not what they say")

    def _signed(self) -> int:
        told = self._unsigned()
        return (told >> 1) ^ -(told & 1)
