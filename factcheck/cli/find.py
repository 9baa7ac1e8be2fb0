"""`factcheck find`: look for one statement in texts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from factcheck.cli.cached import cached
from factcheck.cli.columns import settled, takes_columns
from factcheck.cli.shell import progress, readable, tell
from factcheck.cli.shell import show as put
from factcheck.cli.verify import CHOICES, Hedges
from factcheck.errors import InputError, Problem
from factcheck.load.config import default_sources, load_settings
from factcheck.load.stored import UNNAMED, Columns
from factcheck.report.streams import Color, terminal_width, tinted

FOUND, NOTHING = 0, 1


@takes_columns
def find(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="The statement, in a sentence, as in a registry.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCES]...", help="Files, folders, patterns, or - for standard input; sources/ if none is named."),
    ] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day that the statement speaks of, or was made.")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="PLACE", help="The place that it is about.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="How many findings are shown.")] = 20,
    hedges: Annotated[Hedges | None, typer.Option(metavar="HOW", help="As for `verify`: implied or logical.")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=0, metavar="N", help="As for `verify`: how many processes read.")] = None,
    cache: Annotated[bool | None, typer.Option("--cache/--no-cache", show_default=False, help="As for `verify`.")] = None,
    format: Annotated[Literal["terminal", "json"], typer.Option("--format", "-f", help="How it is written.")] = "terminal",
    color: Annotated[Color, typer.Option(metavar="WHEN", help="auto, always or never.")] = "auto",
    *,
    columns: Columns = UNNAMED,
) -> int:
    """Look for one statement in texts.

    [bold]Examples[/bold]

      factcheck find "Năm 2025, Lạng Sơn thành lập mới 3.334 doanh nghiệp"
      factcheck find "GRDP năm 2025 đạt 7,1%" archive/ --place "tỉnh Lạng Sơn" --limit 5
      factcheck find "Exports reached 198 billion USD in 2024" news/ --format json

    [bold]Exit codes[/bold]

        0  something tells of it
        1  nothing does
        2  something could not be read
        3  there was nothing to read

    Contradictions come first, then what supports it, then what cannot be compared; of each the likeliest first.
    """
    from factcheck.engine import Job, told
    from factcheck.gather import gather
    from factcheck.load.sources import load_sources
    from factcheck.load.stated import read_stated
    from factcheck.report import found

    base = load_settings(Path.cwd(), CHOICES)
    given = {"hedges": hedges, "jobs": jobs, "cache": cache, "sources": sources and tuple(sources)}
    settings = base._replace(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    registry, warnings = read_stated(statement, date, place)
    texts = load_sources(default_sources(settings), stdin=sys.stdin.buffer if sys.stdin else None, columns=settled(columns, settings))
    tell(warnings, "warning")
    unread: list[Problem] = []
    job = Job(registry, settings.hedges, listing=False)
    with cached(settings, job) as kept, progress(texts, settings.quiet) as tick:
        rows = readable(told(job, texts, settings.jobs, tick, kept), unread)
        report = gather(registry, ((row.source, row.findings) for row in rows))
    report = report._replace(unlisted=texts.count - len(report.sources))
    tell(texts.notices, "warning")
    if format == "json":
        put(found.render_json(report, limit))
    else:
        put(found.render(report, limit, width=terminal_width(), color=tinted(sys.stdout, color)))
    if unread:
        raise InputError(unread)
    return FOUND if report.results[0].findings else NOTHING
