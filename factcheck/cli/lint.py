"""`factcheck lint`: check the registry itself."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from factcheck.cli.columns import settled, takes_columns
from factcheck.cli.shell import CONTRADICTED, SUPPORTED_OR_ALLOWED, counted, nonempty, read_today, readable, show, tell
from factcheck.cli.verify import CHOICES
from factcheck.errors import InputError, NothingChecked, Problem
from factcheck.load.config import default_claims, load_settings, present_sources
from factcheck.load.stored import UNNAMED, Columns
from factcheck.report.streams import Color, terminal_width, tinted

if TYPE_CHECKING:
    from factcheck.model import Source


@takes_columns
def lint(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCES]...", help="The texts that the claims rest on: files, folders, patterns, or -; sources/ if none is named."
        ),
    ] = None,
    claims: Annotated[
        Path | None, typer.Option("--claims", "-c", help="The registry; claims.yaml if none is named.", metavar="PATH")
    ] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help="The day by which targets are past; today if not told.")] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", "-i", metavar="CODES", help="Codes not to tell, such as FC607. With commas, or many times."),
    ] = None,
    format: Annotated[Literal["terminal", "json"], typer.Option("--format", "-f", help="How they are written.")] = "terminal",
    color: Annotated[Color, typer.Option(metavar="WHEN", help="auto, always or never.")] = "auto",
    *,
    columns: Columns = UNNAMED,
) -> int:
    """Check the registry itself: claims that disagree or tell the same, dead quotes, past targets, names that nobody uses.

    [bold]Examples[/bold]

      factcheck lint                             [dim]claims.yaml beside sources/[/dim]
      factcheck lint --claims desk/facts.yaml news/
      factcheck lint --today 2027-01-01          [dim]which targets will be past[/dim]
      factcheck lint --ignore FC607 --format json

    [bold]Exit codes[/bold]

        0  nothing to mend
        1  something is told
        2  something could not be read
        3  the sources that were named hold no text

    What is told here may be meant so: it is a list to look at. [bold]factcheck explain FC601[/bold] tells of each code.
    """
    from factcheck.lint import lint as look
    from factcheck.load.registry import load_registry, registry_lines
    from factcheck.load.sources import load_sources
    from factcheck.report import lint as page

    day, left_out = read_today(today), _codes(ignore or [])
    settings = load_settings(Path.cwd(), CHOICES)
    path = default_claims(settings._replace(claims=str(claims)) if claims else settings)
    registry, warnings = load_registry(path)
    tell(warnings, "warning")
    unread: list[Problem] = []
    nothing: list[NothingChecked] = []
    read: Iterable[Source] = ()
    if named := sources or present_sources(settings):
        texts = load_sources(named, stdin=sys.stdin.buffer if sys.stdin else None, columns=settled(columns, settings))
        read = nonempty(counted(readable(texts, unread), False), nothing)
    checked = look(registry, registry_lines(path), read, day)
    checked = checked._replace(faults=tuple(fault for fault in checked.faults if fault.problem.code not in left_out))
    show(page.render_json(checked) if format == "json" else page.render(checked, width=terminal_width(), color=tinted(sys.stdout, color)))
    if unread:
        raise InputError(unread)
    if nothing and sources:
        raise nothing[0]
    return CONTRADICTED if checked.faults else SUPPORTED_OR_ALLOWED


def _codes(given: list[str]) -> frozenset[str]:
    """Return the codes that `--ignore` names, with commas or many times; refuse those that this command never tells."""
    from factcheck.reasons import REASONS

    known = [code for code, reason in REASONS.items() if reason.verdict == "registry"]
    names = [name.strip().upper() for text in given for name in text.split(",")]
    for name in names:
        if name not in known:
            raise typer.BadParameter(f"{name!r} is no code of this command; choose from {', '.join(known)}", param_hint="--ignore")
    return frozenset(names)
