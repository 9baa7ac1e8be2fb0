"""`factcheck config`: show which settings are in force, and from where."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from factcheck.cli.shell import show
from factcheck.cli.verify import CHOICES
from factcheck.load.config import keys, load_project, unread
from factcheck.report.streams import Color, influences


def config(
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How they are written.")] = "text",
) -> int:
    """Show which settings are in force, and from where.

    [bold]Examples[/bold]

      factcheck config                           [dim]as a table[/dim]
      factcheck config --format json

    Settings are read from [bold]factcheck.toml[/bold], or [bold]\\[tool.factcheck][/bold] in pyproject.toml, here or in a folder above.
    The nearest file counts, and no other; what the command line says wins.
    """
    from factcheck.report import settings as page

    here = Path.cwd()
    project = load_project(here, CHOICES)
    rows = [page.Row(key.name, key.says, project.value(key), key.default, project.line(key)) for key in keys()]
    table = page.Table(
        project.file and project.file.path.as_posix(),
        tuple(path.as_posix() for path in unread(here, project)),
        tuple(rows),
        influences(cast(Color, project.settings.color)),
    )
    show(page.render_json(table) if format == "json" else page.render_text(table))
    return 0
