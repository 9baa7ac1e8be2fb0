"""A table → sentences: each number with the headings of its row and its column, which say of what, where and when it is.

“Xuất khẩu (tỷ USD)” beside “2025” over `234,58` is written as “Xuất khẩu, năm 2025: 234,58 tỷ USD.”, so that it is read as any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from factcheck.errors import InputError, Problem
from factcheck.lang import detect
from factcheck.load.documents.headings import YEAR, YEARS, period, without_unit
from factcheck.load.documents.layout import Layout, plain
from factcheck.rows import NamedTuple

MOST_NUMBERS = 50_000
MOST_COLUMNS = 2_000
MOST_ROWS = 200_000
MOST_MERGED = 10_000  # places that one cell may span
MOST_PLACES = 1_000_000  # of all tables of a document, each cell counted as often as it is repeated
_TITLE = 160  # characters of a title that is told with each number
_NUMBER = re.compile(r"[-−–+]?\s*(?:[$€£]|US\$|USD|VND)?\s*\d[\d.,\u00a0\u202f ]*(?:\s?[^\W\d_%][^\d]{0,24}|\s?%)?")
_UNIT_HEAD = re.compile(r"(?:đơn vị(?: tính)?|đvt|units?)", re.IGNORECASE)
_INDEX_HEAD = re.compile(r"(?:stt|tt|số tt|số thứ tự|no\.?|#|№)", re.IGNORECASE)
_COUNTING = re.compile(r"[\dIVX]{1,4}[.)]?")
_NO_VALUE = re.compile(r"[-–—.…*\s]*|n/?a", re.IGNORECASE)


class Cell(NamedTuple):
    """A cell as it is written, over so many columns and rows; `number` where the file says that it is one."""

    text: str
    columns: int = 1
    rows: int = 1
    number: bool = False


Grid = Sequence[Sequence[Cell]]
EMPTY = Cell("")


def language(text: str) -> str:
    """Return the language in which the numbers of a table are to be written and read."""
    return detect(text)


def spread(rows: Iterable[Sequence[Cell]], shown: str) -> Grid:
    """Return the rows with a cell that spans several places repeated in each; raise FC912 where that would be too many."""
    grid: list[list[Cell]] = []
    held: dict[int, tuple[int, Cell]] = {}  # column → rows still to fill, and with what
    places = 0
    for row in rows:
        out: list[Cell] = []
        cells = list(row[: MOST_COLUMNS + 1])
        while cells or any(column >= len(out) for column in held):
            column = len(out)
            if column in held:
                left, cell = held.pop(column)
                if left > 1:
                    held[column] = (left - 1, cell)
                out.append(cell)
            elif cells:
                cell = cells.pop(0)
                for place in range(column, column + cell.columns):
                    out.append(cell)
                    if cell.rows > 1:
                        held[place] = (cell.rows - 1, cell)
            else:
                out.append(EMPTY)
            if len(out) > MOST_COLUMNS:
                raise too_large(shown, f"a table of more than {MOST_COLUMNS:,} columns")
        grid.append(out)
        places += len(out)
        if places > MOST_PLACES:
            raise _too_many(shown)
    return grid


def write(grid: Grid, layout: Layout, label: Callable[[int, int], str], lang: str, title: str = "") -> None:
    """Write a sentence for each number of a table, and its other words as they stand; `label` tells where row and column are."""
    if any(len(row) > MOST_COLUMNS for row in grid):
        raise too_large(layout.shown, f"a table of more than {MOST_COLUMNS:,} columns")
    layout.places += sum(map(len, grid))
    if layout.places > MOST_PLACES:
        raise _too_many(layout.shown)
    _Table(grid, layout, label, lang, title).write()


def write_all(rows: Sequence[Sequence[Cell]], layout: Layout, label: Callable[[int, int], str], lang: str) -> None:
    """Write the tables that stand one below the other in a sheet, with a blank row between; `label` tells where row and column are."""
    for first, last in _tables(rows):

        def own(row: int, column: int, first: int = first) -> str:
            return label(row + first, column)

        write(rows[first:last], layout, own, lang)


def name(row: int, column: int) -> str:
    """Return the name of a cell as a spreadsheet has it, A1 for the first."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _tables(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, int]]:
    """Yield the first row and the one behind the last of each table: a blank row ends one, unless only its title stands above."""
    first, filled = 0, False
    for i, row in enumerate(rows):
        if not any(plain(cell.text) for cell in row):
            if filled:
                yield first, i
                first, filled = i + 1, False
        else:
            filled = filled or (len(row) > 1 and any(is_value(cell) and not YEAR.fullmatch(plain(cell.text)) for cell in row))
    if first < len(rows):
        yield first, len(rows)


class _Table:
    """One table, whose headings are told from its numbers."""

    def __init__(self, grid: Grid, layout: Layout, label: Callable[[int, int], str], lang: str, title: str) -> None:
        self.grid = grid
        self.layout, self.label, self.lang = layout, label, lang
        self.width = max((len(row) for row in grid), default=0)
        self.title, self.unit = without_unit(plain(title), lang)
        self.group = ""
        self.count = 0

    def cell(self, row: int, column: int) -> Cell:
        return self.grid[row][column] if column < len(self.grid[row]) else EMPTY

    def text(self, row: int, column: int) -> str:
        return plain(self.cell(row, column).text)

    def columns(self, row: int) -> range:
        """Return the columns that a row has: one wide row must not make all others as wide."""
        return range(len(self.grid[row]))

    def write(self) -> None:
        if self.title:
            self.layout.add(self.title, self.label(0, 0))
        first = self._titles(0)
        heads = self._heads(first)
        sides = self._sides(heads)
        units = min((c for r in range(first, heads) for c in self.columns(r) if _UNIT_HEAD.fullmatch(self.text(r, c))), default=None)
        columns = self._headings(range(first, heads))
        for row in range(first, heads):
            if row >= heads or sides >= self.width:
                self._words(row)
        for row in range(heads, len(self.grid)):
            self._row(row, sides, units, columns)

    def _titles(self, row: int) -> int:
        """Take in the rows above the headings, a title or a note of the unit each; return the first behind them."""
        while row < len(self.grid):
            told = {self.text(row, c) for c in self.columns(row)} - {""}
            if len(told) > 1 or any(is_value(cell) for cell in self.grid[row]):
                return row
            if told:
                text, unit = without_unit(told.pop(), self.lang)
                self.unit = unit or self.unit
                if text:
                    self.layout.add(text, self.label(row, 0))
                    self.title = self.title or text
            row += 1
        return row

    def _heads(self, first: int) -> int:
        """Return the first row that is no heading: it has a number beside words that is no year, or nothing like a heading stands above."""
        for row in range(first, len(self.grid)):
            values = [c for c in self.columns(row) if is_value(self.cell(row, c))]
            if not values:
                if row > first and len({self.text(row, c) for c in self.columns(row)} - {""}) == 1:
                    return row  # a heading of the rows below it
                continue
            years = all(YEAR.fullmatch(self.text(row, c)) for c in values)
            counted = [int(self.text(row, c)) for c in values if self.text(row, c).isdecimal() and len(self.text(row, c)) < 4]
            # A line of column numbers, (1) (2) (3), stands below the headings of official tables.
            if (years and row < len(self.grid) - 1 and row - first < 4) or (
                len(counted) > 2 and counted == list(range(1, len(counted) + 1))
            ):
                continue
            return row
        return len(self.grid)

    def _sides(self, heads: int) -> int:
        """Return the first column that is no heading of rows."""
        beside: set[int] = set()  # columns of numbers of the rows, and of units
        told, values = [0] * self.width, [0] * self.width
        for row in range(len(self.grid)):
            for column in self.columns(row):
                text = self.text(row, column)
                if row < heads:
                    if _INDEX_HEAD.fullmatch(text) or _UNIT_HEAD.fullmatch(text):
                        beside.add(column)
                elif text:
                    told[column] += 1
                    values[column] += is_value(self.cell(row, column)) and not YEAR.fullmatch(text)
        return next((c for c in range(self.width) if c not in beside and values[c] * 2 > told[c]), self.width)

    def _headings(self, rows: Iterable[int]) -> list[tuple[str, str]]:
        """Return what stands above each column, each heading once, and the unit that it names."""
        told: list[dict[str, None]] = [{} for _ in range(self.width)]
        units = [""] * self.width
        for row in rows:
            for column in self.columns(row):
                text, own = without_unit(self.text(row, column), self.lang)
                units[column] = own or units[column]
                if (text and not text.isdecimal() | bool(re.fullmatch(r"\(\d+\)|[A-Z]", text))) or YEAR.fullmatch(text):
                    told[column][period(text, self.lang)] = None
        return [(", ".join(heads), unit) for heads, unit in zip(told, units, strict=True)]

    def _row(self, row: int, sides: int, units: int | None, columns: Sequence[tuple[str, str]]) -> None:
        told = {self.text(row, c) for c in self.columns(row)} - {""}
        if len(told) == 1 and not any(is_value(cell) for cell in self.grid[row]):
            self.group = told.pop()  # a row of one heading, for those below it
            self.layout.add(self.group, self.label(row, 0))
            return
        names, own = self._names(row, sides, units, columns)
        wrote = False
        for column in self.columns(row)[sides:]:
            text = self.text(row, column)
            if column == units or not text or _NO_VALUE.fullmatch(text):
                continue
            if not is_value(self.cell(row, column)):
                self.layout.add(f"{', '.join(filter(None, [*names, columns[column][0]]))}: {text}", self.label(row, column))
                continue
            above, unit = columns[column]
            heads = [*names, above] if not self.title or len(self.title) > _TITLE else [self.title, *names, above]
            self._sentence(", ".join(dict.fromkeys(filter(None, heads))), text, own or unit or self.unit, self.label(row, column))
            wrote = True
        if not wrote and sides >= self.width:
            self._words(row)

    def _names(self, row: int, sides: int, units: int | None, columns: Sequence[tuple[str, str]]) -> tuple[list[str], str]:
        """Return the headings of a row, and its unit."""
        own = self.text(row, units) if units is not None else ""
        names = [self.group] if self.group else []
        for column in self.columns(row)[:sides]:
            text = self.text(row, column)
            counting = bool(_INDEX_HEAD.fullmatch(columns[column][0]) or _COUNTING.fullmatch(text)) and not YEAR.fullmatch(text)
            if column == units or not text or counting:
                continue
            text, unit = without_unit(text, self.lang)
            own = own or unit
            names.append(period(text, self.lang))
        return list(dict.fromkeys(names)), own

    def _sentence(self, heads: str, text: str, unit: str, label: str) -> None:
        self.count += 1
        if self.count > MOST_NUMBERS:
            raise too_large(self.layout.shown, f"a table of more than {MOST_NUMBERS:,} numbers")
        bare = not re.search(r"[^\W\d_]|%|[$€£]", text)
        value = text if not bare or not unit else f"{text}%" if unit == "%" else f"{text} {unit}"
        self.layout.add(f"{heads}: {value}." if heads else f"{value}.", label)

    def _words(self, row: int) -> None:
        for column in self.columns(row):
            text = self.text(row, column)
            if text and (not column or self.cell(row, column) is not self.cell(row, column - 1)):
                self.layout.add(text, self.label(row, column))


def is_value(cell: Cell) -> bool:
    """Return whether a cell holds a number, with its unit perhaps."""
    text = plain(cell.text)
    return cell.number or bool(len(text) < 40 and _NUMBER.fullmatch(text) and not YEARS.fullmatch(text))


def _too_many(shown: str) -> InputError:
    return too_large(shown, f"tables of more than {MOST_PLACES:,} cells, each counted as often as it is repeated")


def too_large(shown: str, what: str) -> InputError:
    return InputError(
        [Problem(shown, "FC912", f"{what}, which cannot be checked one by one", hint="keep the rows that an article tells of")]
    )
