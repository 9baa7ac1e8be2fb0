"""`factcheck verify`: check texts against the registry of claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from factcheck.cli.columns import settled, takes_columns
from factcheck.cli.shell import read_today
from factcheck.errors import InputError, Problem
from factcheck.gates import GROUNDS, Ground
from factcheck.load.config import Settings, load_settings
from factcheck.load.find import STDIN
from factcheck.load.stored import UNNAMED, Columns
from factcheck.report import COUNTED, Format
from factcheck.report.streams import Color

if TYPE_CHECKING:
    import typer  # loaded where the command line needs more than `short` reads

Hedges = Literal["implied", "logical"]
Engine = Literal["processes", "dask"]
CHOICES = {"format": Format, "hedges": Hedges, "color": Color, "fail-on": Ground, "engine": Engine}


@takes_columns
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
        typer.Option(min=0, metavar="N", help="Exit with 0 up to so many contradictions that nobody let pass; 0 if not told."),
    ] = None,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GROUNDS",
            help="Exit with 1 on these too, however few: not_found, not_comparable (claims that are told only so: single findings of the"
            " kind are daily bread), stale and expired acknowledgements, unused exemptions. With commas, or many times.",
        ),
    ] = None,
    acknowledgements: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="What `factcheck ack` has let pass; acknowledgements.yaml beside the registry if not told."),
    ] = None,
    new_only: Annotated[
        bool | None, typer.Option("--new-only", help="Leave what is let pass out of every report, and only count it.", show_default=False)
    ] = None,
    exemptions: Annotated[
        bool | None, typer.Option("--exemptions/--no-exemptions", help="Heed the exemptions in the sources, or not.", show_default=False)
    ] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help="The day by which acknowledgements expire; today if not told.")] = None,
    hedges: Annotated[
        Hedges | None,
        typer.Option(
            metavar="HOW", help="“more than 3,100” is read as 3,100 up to 3,200 (implied, the default) or as anything above (logical)."
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only the count and the contradictions; no warnings.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Every finding, with its score and what was compared.")] = False,
    arithmetic: Annotated[
        bool, typer.Option("--arithmetic", help="Numbers of one text that cannot all be true, too; --fail-on inconsistent fails on them.")
    ] = False,
    statistics: Annotated[
        bool,
        typer.Option("--statistics", help="Counts by reason, source, publisher and metric in place of the findings; in JSON beside them."),
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a source, the registry or a setting changes.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=0, metavar="N", help="How many processes read; 0 (the default) goes by the cores and by how much there is."
        ),
    ] = None,
    engine: Annotated[
        Engine | None,
        typer.Option(metavar="NAME", help="processes of this machine (the default), or dask: a cluster, at --scheduler or made here."),
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Of --engine dask: where its scheduler is, as in tcp://10.0.0.5:8786.")
    ] = None,
    write_to: Annotated[
        str | None,
        typer.Option(metavar="TARGET", help="Of --engine dask: the workers write the findings into files of this folder or address."),
    ] = None,
    cache: Annotated[
        bool | None,
        typer.Option("--cache/--no-cache", show_default=False, help="Whether what did not change is taken from an earlier run; it is."),
    ] = None,
    cache_dir: Annotated[
        Path | None, typer.Option("--cache-dir", metavar="FOLDER", help="Where that is kept; .factcheck_cache beside the registry.")
    ] = None,
    color: Annotated[
        Color | None,
        typer.Option(metavar="WHEN", help="auto (the default, which heeds NO_COLOR and FORCE_COLOR), always or never."),
    ] = None,
    *,
    columns: Columns = UNNAMED,
) -> int:
    """Check texts against the registry of claims.

    [bold]Examples[/bold]

      factcheck verify                           [dim]claims.yaml against sources/[/dim]
      factcheck verify draft.md news/            [dim]a file and a folder[/dim]
      factcheck verify - < draft.txt             [dim]standard input[/dim]
      factcheck verify archive.jsonl.gz --text-column content
      factcheck verify --format json > report.json
      factcheck verify --output sarif=facts.sarif --output csv=facts.csv
      factcheck verify --max-contradictions 2    [dim]a gate for a build[/dim]
      factcheck verify --fail-on not_found,stale [dim]further grounds to fail on[/dim]
      factcheck verify --watch draft.md          [dim]while you write[/dim]
      factcheck verify news/ --engine dask       [dim]by a cluster of Dask[/dim]
      factcheck verify --statistics              [dim]who is wrong, and how often[/dim]

    [bold]Exit codes[/bold]

        0  checked, and no more contradictions than allowed
        1  more contradictions than allowed, or a ground of --fail-on
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
        "fail_on": fail_on and _grounds(fail_on),
        "acknowledgements": acknowledgements and str(acknowledgements),
        "new_only": new_only,
        "exemptions": exemptions,
        "hedges": hedges,
        "jobs": jobs,
        "engine": engine,
        "scheduler": scheduler,
        "cache": cache,
        "cache_dir": cache_dir and str(cache_dir),
        "color": color,
        "arithmetic": arithmetic or None,
        "statistics": statistics or None,
        **({"quiet": quiet, "verbose": verbose} if quiet or verbose else {}),
    }

    def settle() -> Settings:
        base = load_settings(Path.cwd(), CHOICES)
        settings = base._replace(**{name: value for name, value in given.items() if value is not None})
        settings = settings._replace(**{f"{field}_column": name for field, name in settled(columns, base)._asdict().items()})
        if settings.quiet and settings.verbose:
            raise InputError([Problem("", "", "--quiet and --verbose contradict each other", hint="choose one of them")])
        if watch and STDIN in settings.sources:
            hint = "name files or folders, or leave --watch out"
            raise InputError([Problem("", "", "--watch cannot read standard input again", hint=hint)])
        if settings.scheduler and settings.engine == "dask" and not (engine or scheduler):
            # The settings may be somebody else's, and whoever runs a scheduler can run what they like here.
            hint = "say --engine dask on the command line to use it"
            raise InputError([Problem("", "", f"the settings name the scheduler {settings.scheduler}", hint=hint)])
        if scheduler and settings.engine != "dask":
            raise InputError([Problem("", "", "--scheduler is of --engine dask", hint="add --engine dask")])
        if statistics and not {settings.format, *(target.partition("=")[0] for target in settings.output)} & {*COUNTED}:
            hint = "leave --format out, or add --output json=PATH"
            raise InputError([Problem("", "", f"--statistics is of the terminal and JSON reports, not of {settings.format}", hint=hint)])
        return settings

    from factcheck.cli.run import run

    def check(settings: Settings) -> int:
        if write_to is not None:
            from factcheck.cli.deposit import write_to as deposited

            return deposited(settings, write_to, read_today(today))
        return run(settings, read_today(today))

    if watch:
        from factcheck.cli.watch import watch as again

        read_today(today)  # a wrong day is told before anything is watched
        return again(settle, check)
    return check(settle())


def _grounds(given: list[str]) -> tuple[str, ...]:
    """Return the grounds that `--fail-on` names, with commas or many times; refuse unknown ones."""
    names = tuple(name.strip() for text in given for name in text.split(","))
    for name in names:
        if name not in GROUNDS:
            from difflib import get_close_matches

            import typer

            close = get_close_matches(name.casefold().replace("-", "_"), GROUNDS, n=1)
            instead = f"did you mean {close[0]}?" if close else f"choose from {', '.join(GROUNDS)}"
            raise typer.BadParameter(f"{name!r} is no ground to fail on; {instead}", param_hint="--fail-on")
    return names
