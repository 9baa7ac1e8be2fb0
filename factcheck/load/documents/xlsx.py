"""An Excel workbook → sentences from the tables of its sheets, each by its cell; numbers as its formats show them."""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.reader import excel
from openpyxl.worksheet._reader import WorksheetReader
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from factcheck.errors import InputError, Problem
from factcheck.load.documents import archive, table
from factcheck.load.documents.layout import Document, Layout, plain

_CALLED = "an Excel workbook"
_MOST_SHEET = 30_000_000  # bytes that the sheets unpack to; the library takes fifty times as much memory
_UNCOUNTED = re.compile(rb"<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>)\s*+(?:(?:<v\s*+/>|<v></v>)\s*+)?</c>")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|_.')
_PLACES = re.compile(r"0\.(0+)")


def read(data: bytes, shown: str) -> Document:
    """Return the sentences that the visible sheets make; formulas by the values that were saved with them."""
    stream = archive.checked(data, shown, _CALLED)
    notices = _uncounted(stream, shown)
    try:
        with warnings.catch_warnings(), _areas_kept():
            warnings.simplefilter("ignore")  # of what the library does not keep: nothing is written back
            book = openpyxl.load_workbook(stream, data_only=True, keep_links=False)
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, OSError, SyntaxError, AssertionError) as error:
        raise archive.broken(shown, _CALLED, str(error)) from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if hidden := [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]:
        notices.append(Problem(shown, "FC913", f"hidden, left out: {', '.join(hidden[:5])}", hint="show a sheet to have it checked"))
    layout = Layout(shown)
    lang = table.language("\n".join(str(cell.value) for sheet in sheets for cell in _filled(sheet) if isinstance(cell.value, str)))
    for sheet in sheets:
        _write(sheet, layout, lang)
    return layout.document({"title": book.properties.title or ""}, notices=notices)


def _write(sheet: Worksheet, layout: Layout, lang: str) -> None:
    filled = {(cell.row, cell.column): table.Cell(_shown(cell, lang), number=_is_number(cell)) for cell in _filled(sheet)}
    left_to_do = table.MOST_PLACES
    for area in sorted(sheet.merged_cells.ranges, key=lambda area: area.bounds):
        left, top, right, bottom = area.bounds
        places = (right - left + 1) * (bottom - top + 1)
        left_to_do -= min(places, len(filled)) if places > table.MOST_MERGED else places
        if left_to_do < 0:
            raise table.too_large(layout.shown, f"areas of more than {table.MOST_PLACES:,} merged cells")
        cell = filled.get((top, left))
        if places <= table.MOST_MERGED:
            within = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        else:
            within = [(row, column) for row, column in filled if top <= row <= bottom and left <= column <= right]
        # What stands in the others is not seen; what the first holds is written over all of them, unless they are a part of the sheet.
        for place in within:
            if cell is None or (places > table.MOST_MERGED and place != (top, left)):
                filled.pop(place, None)
            else:
                filled[place] = cell
    rows: list[list[table.Cell]] = []
    numbers: list[int] = []  # of the rows, for those without any cell are left out
    left = min((column for _, column in filled), default=1)
    by_row: dict[int, dict[int, table.Cell]] = {}
    for (row, column), cell in filled.items():
        by_row.setdefault(row, {})[column] = cell
    for row in sorted(by_row):
        if numbers and row > numbers[-1] + 1:
            rows.append([])
            numbers.append(row - 1)
        own = by_row[row]
        if max(own) - left > table.MOST_COLUMNS:
            raise table.too_large(layout.shown, f"a table of more than {table.MOST_COLUMNS:,} columns")
        rows.append([own.get(column, table.EMPTY) for column in range(left, max(own) + 1)])
        numbers.append(row)

    def label(row: int, column: int) -> str:
        return f"cell {table.name(numbers[row] - 1, column + left - 1)} of {plain(sheet.title)}"

    table.write_all(rows, layout, label, lang)


class _Sheet(WorksheetReader):
    """What puts a sheet together, which would make a cell for every place of a merged area and below a link, up to the whole sheet."""

    def bind_merged_cells(self) -> None:
        """Keep where merged areas are."""
        if self.parser.merged_cells:
            self.ws.merged_cells = MultiCellRange([CellRange(each.ref) for each in self.parser.merged_cells.mergeCell])

    def bind_hyperlinks(self) -> None:
        """Keep no link: none is read."""


@contextmanager
def _areas_kept() -> Iterator[None]:
    library = vars(excel)
    original = library["WorksheetReader"]
    library["WorksheetReader"] = _Sheet
    try:
        yield
    finally:
        library["WorksheetReader"] = original


def _filled(sheet: Worksheet) -> list[Cell]:
    """Return the cells that hold something: a sheet may reach far beyond them."""
    # Iterating over rows would make a cell for every place up to the last one.
    return [cell for _, cell in sorted(sheet._cells.items()) if isinstance(cell, Cell) and cell.value is not None]


def _is_number(cell: Cell) -> bool:
    value = cell.value
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool) and not _is_year(cell)


def _is_year(cell: Cell) -> bool:
    return isinstance(cell.value, int) and 1900 <= cell.value <= 2100 and "," not in (cell.number_format or "")


def _shown(cell: Cell, lang: str) -> str:
    """Return a cell as its format shows it: of a number the decimals and the per cent, written as the language does."""
    value, pattern = cell.value, _QUOTED.sub("", cell.number_format or "General").split(";")[0]
    if isinstance(value, (datetime.datetime, datetime.date)):
        return _day(value, pattern.lower(), lang)
    if cell.data_type == "e" or isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return "" if cell.data_type == "e" else str(value)
    if _is_year(cell):
        return str(value)
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return ""
    percent = "%" in pattern
    number *= 100 if percent else 1
    if places := _PLACES.search(pattern):
        number = round(number, len(places[1]))
    elif pattern.strip("#,0% ") == "" and pattern:
        number = round(number, 0)
    else:
        number = Decimal(f"{number:.12g}")  # beyond that stand the crumbs of binary fractions
    text = f"{number:,f}"
    text = text.translate(str.maketrans(",.", ".,")) if lang == "vi" else text
    return f"{text}%" if percent else text


def _day(value: datetime.date, pattern: str, lang: str) -> str:
    if "d" not in pattern and "y" in pattern:
        if "m" not in pattern:
            return str(value.year)
        return f"tháng {value.month}/{value.year}" if lang == "vi" else f"{value:%B} {value.year}"
    return f"{value.day}/{value.month}/{value.year}" if lang == "vi" else f"{value:%Y-%m-%d}"


def _uncounted(stream: BytesIO, shown: str) -> list[Problem]:
    """Return a notice of formulas that were saved without their values; raise FC912 where the sheets are too large."""
    with ZipFile(stream) as files:
        names = [file for file in files.infolist() if file.filename.startswith("xl/worksheets/")]
        size = sum(file.file_size for file in names)
        if size > _MOST_SHEET:
            message = f"{_CALLED} with {size // 1_000_000:,} MB of cells, which cannot be checked one by one"
            raise InputError([Problem(shown, "FC912", message, hint="keep the rows that an article tells of")])
        count = sum(len(_UNCOUNTED.findall(files.read(file))) for file in names)
    stream.seek(0)
    if not count:
        return []
    message = f"{count:,} formulas were saved without their values, and are not read"
    return [Problem(shown, "FC913", message, hint="open it in Excel or LibreOffice and save it once more")]
