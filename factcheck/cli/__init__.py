"""The command line: parses, calls, writes and exits; the only place that prints or catches.

One module a command; a row in `COMMANDS` makes it known.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

from factcheck import __version__
from factcheck.cli.shell import COULD_NOT_CHECK, INTERRUPTED, NOTHING_CHECKED, SUPPORTED_OR_ALLOWED, drop, tell
from factcheck.cli.shell import show as put  # `show` is the name of a command, whose module takes it here
from factcheck.errors import FactcheckError, NothingChecked, Problem
from factcheck.report.streams import as_utf8

if TYPE_CHECKING:
    import typer

# In the order of the help page.
COMMANDS = (
    *("init", "verify", "check", "ack", "compare", "find", "arithmetic", "extract", "show", "lint", "quantities"),
    *("explain", "config", "schema", "server", "clean"),
)


def run(args: list[str]) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        as_utf8(stream)
    try:
        code = _called(args)
    except FactcheckError as error:
        tell(error.problems, "error")
        return NOTHING_CHECKED if isinstance(error, NothingChecked) else COULD_NOT_CHECK
    except KeyboardInterrupt:
        code = INTERRUPTED  # which typer too returns where it was the one to be interrupted
    except SystemExit as stop:
        # Completion ends so; so does a help page whose reader has left (`| head`), with a 1 that would mean contradictions.
        return int(stop.code or 0) if "_FACTCHECK_COMPLETE" in os.environ else SUPPORTED_OR_ALLOWED
    except OSError as error:
        if error.filename is None:  # a help page that could not be printed: what is left of it is not tried again at the end
            drop(sys.stdout)
        tell([Problem(str(error.filename or ""), "", error.strerror or str(error))], "error")
        return COULD_NOT_CHECK
    except (RecursionError, MemoryError) as error:
        tell([Problem("", "", f"the input is too deep or too large to be read ({type(error).__name__})")], "error")
        return COULD_NOT_CHECK
    except Exception as error:
        # A fault of ours. Whoever looks into it wants the trace, whoever checks texts wants to know that it is not theirs.
        if os.environ.get("FACTCHECK_DEBUG"):
            import traceback

            put(traceback.format_exc(), sys.stderr)
        hint = "this is a fault of factcheck, not of the input; FACTCHECK_DEBUG=1 shows where"
        tell([Problem("", "", f"unexpected {type(error).__name__}: {error}", hint=hint)], "error")
        return COULD_NOT_CHECK
    if code == INTERRUPTED:
        put("\nfactcheck: interrupted\n", sys.stderr)
    return code


def _called(args: list[str]) -> int:
    """Call the command that the arguments name, and return its exit code."""
    if args[:1] == ["verify"]:
        from factcheck.cli import short

        given = short.read(args)
        if given is not None:
            from factcheck.cli.verify import verify

            return verify(**given)
    return typed(args)


def typed(args: list[str]) -> int:
    """Call the command that typer reads from the arguments, and return its exit code."""
    import typer
    from typer.main import get_command

    try:
        return get_command(_app(args)).main(args, prog_name="factcheck", standalone_mode=False) or 0
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "factcheck"
        tell([Problem("", "", error.format_message(), hint=f"`{command} --help` shows how it is used")], "error")
        return COULD_NOT_CHECK


def _app(args: list[str]) -> typer.Typer:
    """Return the application: with one command where the arguments begin with its name, for the others would only cost time."""
    import typer

    from factcheck.cli.columns import with_columns

    globals()["typer"] = typer  # which the annotations below name
    app = typer.Typer(
        name="factcheck",
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(factcheck)
    for name in args[:1] if args[:1] and args[0] in COMMANDS else COMMANDS:
        module = import_module(f"factcheck.cli.{name}")
        vars(module)["typer"] = typer  # also of `verify`, whose module does not load it
        app.command(name)(with_columns(getattr(module, name)))
    return app


def factcheck(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> int:
    """A linter for facts: checks texts against a registry of canonical claims, in Vietnamese and English.

    [bold]Examples[/bold]

      factcheck init desk                        [dim]a folder to begin with[/dim]
      factcheck verify                           [dim]claims.yaml against sources/[/dim]
      factcheck verify draft.md                  [dim]one article[/dim]
      factcheck verify news/ --claims facts.yaml --format json
      factcheck arithmetic draft.md              [dim]numbers of one text that cannot all be true[/dim]
      factcheck compare news/                    [dim]which texts disagree with each other[/dim]
      factcheck find "GRDP 2025 đạt 7,1%" news/  [dim]what texts tell of one statement[/dim]
      factcheck quantities draft.md              [dim]what is read in a text[/dim]
      factcheck explain FC101                    [dim]why a verdict is given[/dim]
      factcheck config                           [dim]the settings in force[/dim]

    [bold]factcheck COMMAND --help[/bold] shows what a command can do.
    """
    if version:
        put(f"factcheck {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        # With rich it prints itself and returns nothing.
        put(context.get_help())
        raise typer.Exit(COULD_NOT_CHECK)
    return 0
