"""The settings in force and where each comes from, as a table or as JSON: the answer to why a run does what it does."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.report import json
from factcheck.report.streams import Influence
from factcheck.report.text import cells, visible
from factcheck.rows import NamedTuple


class Row(NamedTuple):
    """One key, what it sets and is set to; `line` is where its file sets it (0 if not known), nothing where it is the default."""

    name: str
    says: str
    value: object
    default: object
    line: int | None


class Table(NamedTuple):
    """The file that was read, if any, those that were not, the keys, and what the environment adds."""

    file: str | None
    unread: tuple[str, ...]
    rows: tuple[Row, ...]
    environment: tuple[Influence, ...]


def render_json(table: Table) -> str:
    """Return the table as JSON; a value has the type that its key has in the file."""
    return json.dump(
        {
            "file": table.file,
            "not_read": list(table.unread),
            "settings": [
                {
                    "key": row.name,
                    "value": _plain(row.value),
                    "default": _plain(row.default),
                    "origin": "default" if row.line is None else "file",
                    "path": None if row.line is None else table.file,
                    "line": row.line or None,
                    "description": row.says,
                }
                for row in table.rows
            ],
            "environment": [{"name": row.name, "value": row.value, "effect": row.effect or None} for row in table.environment],
        }
    )


def render_text(table: Table) -> str:
    """Return the table as columns of plain text, and below it the files that were not read."""
    settings = [("key", "value", "from"), *((row.name, _written(row.value), _origin(row, table.file)) for row in table.rows)]
    environment = [
        ("variable", "value", "what it does"),
        *((row.name, "not set" if row.value is None else visible(row.value), row.effect) for row in table.environment),
    ]
    lines = [*_columns(settings), "", *_columns(environment)]
    if table.file is None:
        lines += ["", "No factcheck.toml and no [tool.factcheck] in a pyproject.toml, here or above."]
    if table.unread:
        lines += ["", f"Not read, for {visible(table.file or '')} comes first: {', '.join(map(visible, table.unread))}"]
    return "".join(f"{line}\n" for line in lines)


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _origin(row: Row, file: str | None) -> str:
    if row.line is None:
        return "default"
    return visible(file or "") + (f":{row.line}" if row.line else "")


def _written(value: object) -> str:
    """Return a value as one would write it in a file, without its quotes; a dash where there is none."""
    if isinstance(value, tuple):
        return ", ".join(map(_written, value)) or "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    return "–" if value in (None, "") else visible(str(value))


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
