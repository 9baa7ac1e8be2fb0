"""`factcheck quantities`: print what is read in a text."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from factcheck.cli.columns import of_project, takes_columns
from factcheck.cli.shell import readable, show, tell
from factcheck.errors import InputError, Problem
from factcheck.load.stored import UNNAMED, Columns


@takes_columns
def quantities(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES]...", help="Files, folders, patterns, or - for standard input."),
    ] = None,
    lang: Annotated[str | None, typer.Option(metavar="vi|en", help="The language of the texts; told from the text if not given.")] = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How they are written.")] = "text",
    *,
    columns: Columns = UNNAMED,
) -> int:
    """Print every quantity that is read in a text, with its interval, unit and scope.

    [bold]Examples[/bold]

      factcheck quantities draft.md
      echo "tăng hơn 7,1% so với năm 2024" | factcheck quantities
      factcheck quantities news/ --lang vi --format json

    An interval is what the written words allow: 234,58 is read as [234.575, 234.585).
    """
    from factcheck.lang import codes

    if lang is not None and lang not in codes():
        raise typer.BadParameter(f"{lang!r} is no language that can be read; choose one of {', '.join(codes())}", param_hint="--lang")
    if not paths and (sys.stdin is None or sys.stdin.isatty()):
        raise typer.BadParameter("name files, or pipe a text into the command", param_hint="FILES")

    from factcheck.load.sources import load_sources
    from factcheck.report import quantities as page

    named = paths or ["-"]
    texts = load_sources(named, stdin=sys.stdin.buffer if sys.stdin else None, columns=of_project(columns, named))
    unread: list[Problem] = []
    rows = [row for source in readable(texts, unread) for row in page.rows(source, lang or source.lang)]
    tell(texts.notices, "warning")
    show(page.render_json(rows) if format == "json" else page.render_text(rows))
    if unread:
        raise InputError(unread)
    return 0
