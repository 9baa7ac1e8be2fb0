"""`factcheck verify`: check texts against the registry of claims."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from factcheck.errors import InputError, Problem
from factcheck.load.config import Settings, load_settings
from factcheck.load.find import STDIN
from factcheck.report import COUNTED, Format
from factcheck.report.streams import Color

Hedges = Literal["implied", "logical"]
CHOICES = {"format": Format, "hedges": Hedges, "color": Color}


def verify(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCES]...", help="Files, folders, patterns, or - for standard input; sources/ if none is named."),
    ] = None,
    claims: Annotated[
        Path | None, typer.Option("--claims", "-c", help="The registry; claims.yaml if none is named.", metavar="PATH")
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="terminal (if not told), svg (a picture of it), html (a page), markdown, csv; for programs json, jsonl (a line a"
            " finding), sarif, junit, github (annotations), claimreview (schema.org).",
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="TARGET",
            help="A PATH gets the report instead of standard output; FORMAT=PATH gets a further one, any number of times.",
        ),
    ] = None,
    max_contradictions: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Exit with 0 up to so many contradictions; 0 if not told."),
    ] = None,
    hedges: Annotated[
        Hedges | None,
        typer.Option(
            metavar="HOW", help="“more than 3,100” is read as 3,100 up to 3,200 (implied, the default) or as anything above (logical)."
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the count and the contradictions; no warnings.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Every finding, with its score and what was compared.")] = False,
    statistics: Annotated[
        bool,
        typer.Option("--statistics", help="Counts by reason, source, publisher and metric in place of the findings; in JSON beside them."),
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a source, the registry or a setting changes.")] = False,
    color: Annotated[
        Color | None,
        typer.Option(metavar="WHEN", help="auto (the default, which heeds NO_COLOR and FORCE_COLOR), always or never."),
    ] = None,
) -> int:
    """Check texts against the registry of claims.

    [bold]Examples[/bold]

      factcheck verify                           [dim]claims.yaml against sources/[/dim]
      factcheck verify draft.md news/            [dim]a file and a folder[/dim]
      factcheck verify - < draft.txt             [dim]standard input[/dim]
      factcheck verify --format json > report.json
      factcheck verify --output sarif=facts.sarif --output csv=facts.csv
      factcheck verify --max-contradictions 2    [dim]a gate for a build[/dim]
      factcheck verify --watch draft.md          [dim]while you write[/dim]
      factcheck verify --statistics              [dim]who is wrong, and how often[/dim]

    [bold]Exit codes[/bold]

        0  checked, and no more contradictions than allowed
        1  more contradictions than allowed
        2  something could not be checked
        3  there was nothing to check
      130  interrupted

    Defaults are taken from [bold]factcheck.toml[/bold], or [bold]\\[tool.factcheck][/bold] in pyproject.toml, here or in a folder above.
    The registry, the verdicts and the reason codes are told in the README; [bold]factcheck explain[/bold] tells of each code.
    """
    given: dict[str, Any] = {
        "claims": claims and str(claims),
        "sources": sources and tuple(sources),
        "format": format,
        "output": output and tuple(output),
        "max_contradictions": max_contradictions,
        "hedges": hedges,
        "color": color,
        "statistics": statistics or None,
        **({"quiet": quiet, "verbose": verbose} if quiet or verbose else {}),
    }

    def settle() -> Settings:
        base = load_settings(Path.cwd(), CHOICES)
        settings = base._replace(**{name: value for name, value in given.items() if value is not None})
        if settings.quiet and settings.verbose:
            raise InputError([Problem("", "", "--quiet and --verbose contradict each other", hint="choose one of them")])
        if watch and STDIN in settings.sources:
            hint = "name files or folders, or leave --watch out"
            raise InputError([Problem("", "", "--watch cannot read standard input again", hint=hint)])
        if statistics and not {settings.format, *(target.partition("=")[0] for target in settings.output)} & {*COUNTED}:
            hint = "leave --format out, or add --output json=PATH"
            raise InputError([Problem("", "", f"--statistics is of the terminal and JSON reports, not of {settings.format}", hint=hint)])
        return settings

    from factcheck.cli.run import run

    if watch:
        from factcheck.cli.watch import watch as again

        return again(settle, run)
    return run(settle())
