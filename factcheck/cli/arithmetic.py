"""`factcheck arithmetic`: do the sums of a text again."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from factcheck.cli.columns import of_project, takes_columns
from factcheck.cli.shell import CONTRADICTED, SUPPORTED_OR_ALLOWED, counted, readable, show, tell
from factcheck.errors import InputError, Problem
from factcheck.load.stored import UNNAMED, Columns
from factcheck.report.streams import Color, terminal_width, tinted


@takes_columns
def arithmetic(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCES]...", help="Files, folders, patterns, or - for standard input; sources/ if none is named."),
    ] = None,
    lang: Annotated[str | None, typer.Option(metavar="vi|en", help="The language of the texts; told from the text if not given.")] = None,
    format: Annotated[Literal["terminal", "json"], typer.Option("--format", "-f", help="How they are written.")] = "terminal",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="The calculations that hold, too.")] = False,
    color: Annotated[
        Color, typer.Option(metavar="WHEN", help="auto (the default, which heeds NO_COLOR and FORCE_COLOR), always or never.")
    ] = "auto",
    *,
    columns: Columns = UNNAMED,
) -> int:
    """Find numbers within one text that cannot all be true; no registry is needed.

    [bold]Examples[/bold]

      factcheck arithmetic draft.md
      factcheck arithmetic news/ --verbose       [dim]what holds, too[/dim]
      echo "Có 315/994 xã (đạt 33,69%)." | factcheck arithmetic -
      factcheck arithmetic --format json > sums.json

    Done again are a ratio and its percentage, from and to and the change,
    parts and their total, shares of one whole, one value in two units or
    currencies, so many of so much each, a length of time and its days, an
    age and a year of birth. Rounding and hedges are honoured: nothing is
    told where some reading of the numbers fits.

    [bold]Exit codes[/bold]

      0  nothing found
      1  numbers that cannot all be true
      2  something could not be read
      3  there was no text
    """
    from factcheck.lang import codes

    if lang is not None and lang not in codes():
        raise typer.BadParameter(f"{lang!r} is no language that can be read; choose one of {', '.join(codes())}", param_hint="--lang")

    from factcheck.arithmetic import reckon
    from factcheck.load.sources import load_sources
    from factcheck.report import arithmetic as page

    named = sources or ["sources"]
    texts = load_sources(named, stdin=sys.stdin.buffer if sys.stdin else None, columns=of_project(columns, named))
    unread: list[Problem] = []
    count, found = 0, []
    for source in counted(readable(texts, unread), quiet=False):
        count += 1
        found += reckon(source, lang or "")
    tell(texts.notices, "warning")
    if format == "json":
        show(page.render_json(found, count))
    elif count:
        show(page.render_text(found, count, width=terminal_width(), color=tinted(sys.stdout, color), verbose=verbose))
    if unread:
        raise InputError(unread)
    return SUPPORTED_OR_ALLOWED if all(one.holds for one in found) else CONTRADICTED
