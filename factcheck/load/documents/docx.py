"""A Word document → its paragraphs and tables in order, by number and heading; what is deleted or hidden in it is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as Word

from factcheck.errors import InputError
from factcheck.load.documents import archive, legacy, table
from factcheck.load.documents.layout import Document, Layout, plain, short

_CALLED = "a Word document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Text that was deleted or moved away under tracked changes, and what an older Word would show in place of a text box.
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", _FALLBACK})
_WRITTEN = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_BOX = f"{_W}txbxContent"
_CELL = 300  # characters of a cell that is data; more is layout

_Element = Any  # an element of the document's XML


def read(data: bytes, shown: str) -> Document:
    """Return the text of a document, with the title that it has."""
    stream = archive.checked(data, shown, _CALLED)
    try:
        return _Reader(docx.Document(stream), shown).document()
    except InputError:
        raise
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, OSError, SyntaxError) as error:
        # What its library raises of a document whose parts do not fit together is of many kinds.
        raise archive.broken(shown, _CALLED, str(error)) from error


class _Reader:
    """One walk over a document."""

    def __init__(self, word: Word, shown: str) -> None:
        self.word, self.shown = word, shown
        self.layout = Layout(shown)
        self.styles = {style.style_id: style.name or "" for style in word.styles}
        self.paragraphs = self.tables = 0
        self.heading = self.title = ""
        told = "\n".join("".join(_texts(each)) for each in word.element.body.iter(f"{_W}p"))
        self.encoding = legacy.guess_latin(told)
        self.lang = table.language(self._right(told))

    def document(self) -> Document:
        """Return the document as read."""
        for block in _blocks(self.word.element.body):
            if block.tag == f"{_W}tbl":
                self._table(block)
            else:
                self._paragraph(block)
        title = self.title or self._right(self.word.core_properties.title or "")
        notices = () if self.encoding is None else (legacy.assumed(self.shown, self.encoding.called),)
        return self.layout.document({"title": title}, notices=notices)

    def _right(self, text: str) -> str:
        return text if self.encoding is None else legacy.from_latin(text, self.encoding)

    def _paragraph(self, element: _Element) -> None:
        self.paragraphs += 1
        text = plain(self._right("".join(_texts(element))))
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = self.styles.get(style.get(f"{_W}val"), "") if style is not None else ""
        heading = name.casefold().startswith(("heading", "title"))
        if heading and text:
            self.title = self.title or text
        self.layout.add(text, self._label(f"paragraph {self.paragraphs}", not heading))
        self.heading = short(text, 60) if heading and text else self.heading
        for box in element.iter(_BOX):
            if not any(each.tag in _LEFT_OUT for each in box.iterancestors()):
                for each in box.iter(f"{_W}p"):
                    self.layout.add(self._right("".join(_texts(each))), self._label(f"text box at paragraph {self.paragraphs}"))

    def _label(self, where: str, under: bool = True) -> str:
        return f"{where}, under “{self.heading}”" if self.heading and under else where

    def _table(self, element: _Element) -> None:
        self.tables += 1
        number = self.tables
        rows = [list(_cells(row)) for row in _inside(element, f"{_W}tr")]

        def label(row: int, column: int) -> str:
            return self._label(f"table {number}, row {row + 1}, column {column + 1}")

        texts = [[" ".join(plain("".join(_texts(p))) for p in cell.iter(f"{_W}p")) for cell, _, _ in row] for row in rows]
        if max(map(len, rows), default=0) < 2 or any(len(text) > _CELL for row in texts for text in row):
            for i, row in enumerate(rows):
                for j, (cell, _, _) in enumerate(row):
                    for each in cell.iter(f"{_W}p"):
                        self.layout.add(self._right("".join(_texts(each))), label(i, j))
            return
        grid: list[list[table.Cell]] = []
        for row, words in zip(rows, texts, strict=True):
            out: list[table.Cell] = []
            for (_, width, goes_on), text in zip(row, words, strict=True):
                above = grid[-1][len(out)] if goes_on and grid and len(out) < len(grid[-1]) else table.Cell(self._right(text))
                out += [above] * width
                if len(out) > table.MOST_COLUMNS:
                    raise table.too_large(self.shown, f"a table of more than {table.MOST_COLUMNS:,} columns")
            grid.append(out)
        table.write(table.spread(grid, self.shown), self.layout, label, self.lang)


def _blocks(element: _Element) -> Iterator[_Element]:
    """Yield the paragraphs and tables below an element, those in content controls and tracked insertions too."""
    for child in element:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _blocks(child)


def _inside(element: _Element, tag: str) -> Iterator[_Element]:
    """Yield the rows of a table, or the cells of a row, but not those of a table within."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in (*_LEFT_OUT, f"{_W}tbl", f"{_W}tc"):
            yield from _inside(child, tag)


def _cells(row: _Element) -> Iterator[tuple[_Element, int, bool]]:
    """Yield the cells of a row, each with how many columns it takes, and whether it goes on from the row above."""
    for cell in _inside(row, f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        width = (span.get(f"{_W}val") or "1") if span is not None else "1"
        yield (
            cell,
            min(int(width), 1000) if width.isdecimal() and len(width) < 5 else 1,
            merged is not None and merged.get(f"{_W}val") != "restart",
        )


def _texts(element: _Element) -> Iterator[str]:
    """Yield what is written in an element, without its text boxes."""
    for child in element:
        if child.tag in _LEFT_OUT or child.tag == _BOX:
            continue
        if child.tag == f"{_W}r" and child.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]
        else:
            yield from _texts(child)
