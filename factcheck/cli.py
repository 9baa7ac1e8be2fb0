"""The command line: parses, calls, writes and exits; the only place that prints or catches."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO, cast

import typer
from typer.main import get_command

from factcheck import __version__
from factcheck.errors import FactcheckError, InputError, NothingChecked, Problem
from factcheck.load.config import default_claims, default_sources, load_settings
from factcheck.report import Format, files, render
from factcheck.report.problems import Severity
from factcheck.report.problems import render as render_problem
from factcheck.report.progress import counting
from factcheck.report.streams import Color, as_utf8, terminal_width, tinted

if TYPE_CHECKING:
    from factcheck.model import Source

SUPPORTED_OR_ALLOWED, CONTRADICTED, COULD_NOT_CHECK, NOTHING_CHECKED, INTERRUPTED = 0, 1, 2, 3, 130

Hedges = Literal["implied", "logical"]
CHOICES = {"format": Format, "hedges": Hedges, "color": Color}

app = typer.Typer(
    name="factcheck",
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run(args: list[str]) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        as_utf8(stream)
    try:
        code: int = get_command(app).main(args, prog_name="factcheck", standalone_mode=False) or 0
    except FactcheckError as error:
        _tell(error.problems, "error")
        return NOTHING_CHECKED if isinstance(error, NothingChecked) else COULD_NOT_CHECK
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "factcheck"
        _tell([Problem("", "", error.format_message(), hint=f"`{command} --help` shows how it is used")], "error")
        return COULD_NOT_CHECK
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED  # which typer too returns where it was the one to be interrupted
    except SystemExit as stop:
        # Completion ends so; so does a help page whose reader has left (`| head`), with a 1 that would mean contradictions.
        return int(stop.code or 0) if "_FACTCHECK_COMPLETE" in os.environ else SUPPORTED_OR_ALLOWED
    except OSError as error:
        if error.filename is None:  # a help page that could not be printed: what is left of it is not tried again at the end
            _drop(sys.stdout)
        _tell([Problem(str(error.filename or ""), "", error.strerror or str(error))], "error")
        return COULD_NOT_CHECK
    except (RecursionError, MemoryError) as error:
        _tell([Problem("", "", f"the input is too deep or too large to be read ({type(error).__name__})")], "error")
        return COULD_NOT_CHECK
    except Exception as error:
        # A fault of ours. Whoever looks into it wants the trace, whoever checks texts wants to know that it is not theirs.
        if os.environ.get("FACTCHECK_DEBUG"):
            import traceback

            _print(traceback.format_exc(), sys.stderr)
        hint = "this is a fault of factcheck, not of the input; FACTCHECK_DEBUG=1 shows where"
        _tell([Problem("", "", f"unexpected {type(error).__name__}: {error}", hint=hint)], "error")
        return COULD_NOT_CHECK
    if code == INTERRUPTED:
        _print("\nfactcheck: interrupted\n", sys.stderr)
    return code


@app.callback(invoke_without_command=True)
def factcheck(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> int:
    """A linter for facts: checks texts against a registry of canonical claims, in Vietnamese and English.

    [bold]Examples[/bold]

      factcheck verify                           [dim]claims.yaml against sources/[/dim]
      factcheck verify draft.md                  [dim]one article[/dim]
      factcheck verify news/ --claims facts.yaml --format json
      factcheck quantities draft.md              [dim]what is read in a text[/dim]
      factcheck explain FC101                    [dim]why a verdict is given[/dim]

    [bold]factcheck COMMAND --help[/bold] shows what a command can do.
    """
    if version:
        _print(f"factcheck {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        # With rich it prints itself and returns nothing.
        _print(context.get_help())
        raise typer.Exit(COULD_NOT_CHECK)
    return 0


@app.command()
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
        typer.Option("--format", "-f", metavar="FORMAT", help="terminal (if not told), json or svg (a picture)."),
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
      factcheck verify --output json=report.json --output svg=report.svg
      factcheck verify --max-contradictions 2    [dim]a gate for a build[/dim]

    [bold]Exit codes[/bold]

        0  checked, and no more contradictions than allowed
        1  more contradictions than allowed
        2  something could not be checked
        3  there was nothing to check
      130  interrupted

    Defaults are taken from [bold]factcheck.toml[/bold], or [bold]\\[tool.factcheck][/bold] in pyproject.toml, here or in a folder above.
    The registry, the verdicts and the reason codes are told in the README; [bold]factcheck explain[/bold] tells of each code.
    """
    base = load_settings(Path.cwd(), CHOICES)
    format = format or cast(Format, base.format)
    hedges = hedges or cast(Hedges, base.hedges)
    color = color or cast(Color, base.color)
    if not quiet and not verbose:
        quiet, verbose = base.quiet, base.verbose
    if quiet and verbose:
        raise typer.BadParameter("choose one of --quiet and --verbose")
    allowed = base.max_contradictions if max_contradictions is None else max_contradictions
    own, further = files.targets(output or base.output, format)
    registry_path = claims or default_claims(base)
    named = sources or default_sources(base)

    from factcheck.load.registry import load_registry
    from factcheck.load.sources import load_sources
    from factcheck.pipeline import check

    registry, warnings = load_registry(registry_path)
    texts = load_sources(named, stdin=sys.stdin.buffer if sys.stdin else None)
    if not quiet:
        _tell(warnings, "warning")
    unread: list[Problem] = []
    report = check(registry, _counted(_readable(texts, unread), quiet), hedges)
    if not quiet:
        _tell(texts.notices, "warning")
    if report.sources:
        for name, path in (*own, *further):
            files.write(path, render(report, name, color=color == "always", quiet=quiet, verbose=verbose))
        if not own:
            _print(render(report, format, width=terminal_width(), color=tinted(sys.stdout, color), quiet=quiet, verbose=verbose))
        elif not quiet:
            from factcheck.report.text import summary, visible

            _print(f"factcheck: {summary(report)}; {own[0][0]} report in {visible(str(own[0][1]))}\n", sys.stderr)
    if unread:
        raise InputError(unread)
    return CONTRADICTED if report.count("contradicted") > allowed else SUPPORTED_OR_ALLOWED


@app.command()
def quantities(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES]...", help="Files, folders, patterns, or - for standard input."),
    ] = None,
    lang: Annotated[str | None, typer.Option(metavar="vi|en", help="The language of the texts; told from the text if not given.")] = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="How they are written.")] = "text",
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

    texts = load_sources(paths or ["-"], stdin=sys.stdin.buffer if sys.stdin else None)
    unread: list[Problem] = []
    rows = [row for source in _readable(texts, unread) for row in page.rows(source, lang or source.lang)]
    _tell(texts.notices, "warning")
    _print(page.render_json(rows) if format == "json" else page.render_text(rows))
    if unread:
        raise InputError(unread)
    return 0


@app.command()
def explain(
    code: Annotated[str | None, typer.Argument(help="A reason code such as FC101; all of them if none is named.")] = None,
) -> int:
    """Explain a reason code: what it says, and an example.

    [bold]Examples[/bold]

      factcheck explain FC204
      factcheck explain                          [dim]the list of all codes[/dim]

    A report shows the code of each finding.
    """
    from factcheck.report import reasons

    _print(reasons.render_all() if code is None else reasons.render(code, terminal_width()))
    return 0


def _readable(sources: Iterable[Source], unread: list[Problem]) -> Iterator[Source]:
    """Yield the sources; what could not be read is kept, so that the others are still reported."""
    try:
        yield from sources
    except InputError as error:
        unread.extend(error.problems)


def _counted(sources: Iterable[Source], quiet: bool) -> Iterable[Source]:
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        return sources
    return counting(sources, lambda text: _print(text, sys.stderr))


def _tell(problems: Iterable[Problem], severity: Severity) -> None:
    color = tinted(sys.stderr, "auto")
    _print("".join(render_problem(problem, severity, width=terminal_width(), color=color) for problem in problems), sys.stderr)


def _print(text: str, stream: TextIO | None = None) -> None:
    stream = stream or sys.stdout
    try:
        print(text, end="", file=stream, flush=True)
    except BrokenPipeError:
        _drop(stream)  # the reader has left, as `| head` does
    except OSError as error:
        _drop(stream)
        if stream is sys.stderr:
            return  # nowhere is left to tell it
        raise InputError([Problem("", "", f"cannot write to standard output: {error.strerror}")]) from error


def _drop(stream: TextIO) -> None:
    """Send the rest nowhere: without this, closing the stream at exit would fail once more, with a message."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
