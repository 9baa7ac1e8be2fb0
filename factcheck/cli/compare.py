"""`factcheck compare`: which texts disagree with each other, without a registry."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from factcheck.cli.columns import of_project, takes_columns
from factcheck.cli.shell import CONTRADICTED, SUPPORTED_OR_ALLOWED, counted, readable, show, tell
from factcheck.errors import InputError, NothingChecked, Problem
from factcheck.load.stored import UNNAMED, Columns


@takes_columns
def compare(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCES]...", help="Files, folders, patterns, or - for standard input; sources/ if none is named."),
    ] = None,
    format: Annotated[Literal["terminal", "json"], typer.Option("--format", "-f", help="How it is written.")] = "terminal",
    max_disagreements: Annotated[int, typer.Option(min=0, metavar="N", help="Exit with 0 up to so many disagreements.")] = 0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the count and the disagreements; no warnings.")] = False,
    *,
    columns: Columns = UNNAMED,
) -> int:
    """Find where texts tell one fact with numbers that cannot both hold; no registry is needed.

    [bold]Examples[/bold]

      factcheck compare sources/                 [dim]every text in a folder with every other[/dim]
      factcheck compare ours.md theirs.md        [dim]two articles[/dim]
      factcheck compare 'news/*.md' --format json > disagreements.json
      factcheck compare news/ --max-disagreements 2

    Nothing is declared true: each value is shown with who tells it, of which day, and in which words. The value of most sources and the
    newest are marked, where there is one. The header of a text says its publisher and its date.

    [bold]Exit codes[/bold]

        0  compared, and no more disagreements than allowed
        1  more disagreements than that
        2  something could not be compared
        3  there were no two texts to compare
      130  interrupted
    """
    from factcheck.compare import compare as held_together
    from factcheck.load.sources import load_sources
    from factcheck.report import compare as page
    from factcheck.report.streams import terminal_width

    named = sources or ["sources"]
    texts = load_sources(named, stdin=sys.stdin.buffer if sys.stdin else None, columns=of_project(columns, named))
    unread: list[Problem] = []
    comparison = held_together(counted(readable(texts, unread), quiet))
    if not quiet:
        tell(texts.notices, "warning")
    if len(comparison.sources) > 1:
        show(page.render_json(comparison) if format == "json" else page.render_text(comparison, width=terminal_width()))
    if unread:
        raise InputError(unread)
    if len(comparison.sources) < 2:
        name = comparison.sources[0].name if comparison.sources else ""
        raise NothingChecked([Problem(name, "FC911", "one text has nothing to be compared with", hint="name two or more, or a folder")])
    return CONTRADICTED if len(comparison.disagreements) > max_disagreements else SUPPORTED_OR_ALLOWED
