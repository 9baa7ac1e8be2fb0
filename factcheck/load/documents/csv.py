"""A table as text, with commas, semicolons or tabs between its cells → sentences, each by its cell as a spreadsheet numbers it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from factcheck.errors import InputError, Problem
from factcheck.load.documents import legacy, table
from factcheck.load.documents.layout import Document, Layout

_MARKS = ",;\t|"
_SAMPLE = 20  # rows by which the mark between cells is told


def read(data: bytes, shown: str) -> Document:
    """Return the sentences that a table makes."""
    text, notices = legacy.decode_any(data, shown)
    layout = Layout(shown)
    head, _, rest = text.partition("\n")
    named = head.strip().lower().removeprefix("sep=") if head.strip().lower().startswith("sep=") else ""
    skipped = 1 if named else 0
    body = rest if named else text
    mark = named if len(named) == 1 else _mark(body)
    rows: list[list[table.Cell]] = []
    try:
        for row in _rows(body, mark):
            rows.append([table.Cell(cell) for cell in row])
            if len(rows) > table.MOST_ROWS:
                raise table.too_large(shown, f"a table of more than {table.MOST_ROWS:,} rows")
    except csv.Error as error:
        hint = "see that every quotation mark is closed, and save it once more"
        raise InputError([Problem(shown, "FC912", f"a table that cannot be read: {error}", hint=hint)]) from error
    table.write_all(rows, layout, lambda row, column: f"cell {table.name(row + skipped, column)}", table.language(body))
    return layout.document(notices=notices)


def _rows(text: str, mark: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=mark)


def _mark(text: str) -> str:
    """Return the mark that cuts the first rows into the most cells of one number."""

    def evenness(mark: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in islice(_rows(text, mark), _SAMPLE) if row]
        except csv.Error:
            return 0, 0
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual) if usual > 1 else 0), usual

    return max(_MARKS, key=evenness)
