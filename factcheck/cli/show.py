"""`factcheck show`: print one claim with everything that touches it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from factcheck.cli.columns import settled, takes_columns
from factcheck.cli.shell import SUPPORTED_OR_ALLOWED, counted, nonempty, read_today, readable
from factcheck.cli.shell import show as put
from factcheck.cli.verify import CHOICES, Hedges
from factcheck.errors import InputError, NothingChecked, Problem
from factcheck.load.config import default_acknowledgements, default_claims, load_settings, present_sources
from factcheck.load.stored import UNNAMED, Columns
from factcheck.report.streams import Color, terminal_width, tinted

if TYPE_CHECKING:
    from factcheck.model import Source


@takes_columns
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="The claim's id.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCES]...", help="Files, folders, patterns, or - for standard input; sources/ if none is named."),
    ] = None,
    claims: Annotated[
        Path | None, typer.Option("--claims", "-c", help="The registry; claims.yaml if none is named.", metavar="PATH")
    ] = None,
    hedges: Annotated[Hedges | None, typer.Option(metavar="HOW", help="As for `verify`: implied or logical.")] = None,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day by which targets and acknowledgements end; today if not told.")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Each finding with its score and what was compared.")] = False,
    format: Annotated[Literal["terminal", "json"], typer.Option("--format", "-f", help="How it is written.")] = "terminal",
    color: Annotated[Color, typer.Option(metavar="WHEN", help="auto, always or never.")] = "auto",
    *,
    columns: Columns = UNNAMED,
) -> int:
    """Print one claim with everything that touches it.

    [bold]Examples[/bold]

      factcheck show trade-2021-2025             [dim]in the texts of sources/[/dim]
      factcheck show trade-2021-2025 draft.md --verbose
      factcheck show new-enterprises --format json

    Shown are its statement, how each number of it is read, of when and where it is, where it comes from, the claims that look like it and
    what tells them apart, what `factcheck lint` says of it, and each place of the sources that tells of it.
    """
    from factcheck.about import about, named
    from factcheck.accept import Accepting
    from factcheck.gather import gather
    from factcheck.lint import Linter
    from factcheck.load.acknowledgements import Shelf, load_acknowledgements
    from factcheck.load.registry import load_registry, registry_lines
    from factcheck.load.sources import load_sources
    from factcheck.pipeline import findings
    from factcheck.report import claim as page

    day = read_today(today)
    given: dict[str, Any] = {"claims": claims and str(claims), "hedges": hedges}
    settings = load_settings(Path.cwd(), CHOICES)
    settings = settings._replace(**{name: value for name, value in given.items() if value})
    path = default_claims(settings)
    registry, _ = load_registry(path)
    wanted = named(registry, id)
    unread: list[Problem] = []
    nothing: list[NothingChecked] = []
    read: Iterable[Source] = ()
    if paths := sources or present_sources(settings):
        texts = load_sources(paths, stdin=sys.stdin.buffer if sys.stdin else None, columns=settled(columns, settings))
        read = nonempty(counted(readable(texts, unread), False), nothing)
    beside, asked = default_acknowledgements(settings)
    book = load_acknowledgements(beside, named=asked)
    accepting = Accepting(registry.claims, book.entries, Shelf(beside).name, day, exempting=settings.exemptions)
    linter = Linter(registry, registry_lines(path), day)
    report = gather(registry, linter.watch(accepting.mark(findings(registry, read, settings.hedges))))
    told = about(wanted, report, linter, settings.hedges)
    if format == "json":
        put(page.render_json(told))
    else:
        put(page.render(told, width=terminal_width(), color=tinted(sys.stdout, color), verbose=verbose))
    if unread:
        raise InputError(unread)
    if nothing and sources:
        raise nothing[0]
    return SUPPORTED_OR_ALLOWED
