"""`factcheck extract`: propose claims for a registry from articles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from factcheck.cli.shell import SUPPORTED_OR_ALLOWED, counted, readable, show, tell
from factcheck.cli.verify import CHOICES
from factcheck.errors import InputError, Problem
from factcheck.load.config import default_sources, load_settings

if TYPE_CHECKING:
    from factcheck.propose import Proposed
    from factcheck.propose.shelf import Book


def extract(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCES]...", help="Files, folders, patterns, or - for standard input; sources/ if none is named."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="The registry to add to, there or not; printed if not told.")
    ] = None,
    review: Annotated[bool, typer.Option("--review", "-r", help="Go through the proposals one by one.")] = False,
    format: Annotated[Literal["yaml", "json"], typer.Option("--format", "-f", help="How they are printed.")] = "yaml",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No warnings, and no word of what was added.")] = False,
) -> int:
    """Propose claims for a registry from articles: one for each number that states a fact.

    [bold]Examples[/bold]

      factcheck extract sources/                        [dim]print a registry[/dim]
      factcheck extract news/*.md --output claims.yaml  [dim]add what claims.yaml does not have[/dim]
      factcheck extract sources/ --review               [dim]accept, edit, skip or merge each[/dim]
      factcheck extract draft.md --format json

    A fact that several texts tell is proposed once, with all of them as its provenance. Where they disagree, the entries are written as
    comments: somebody has to choose. A proposal that its own text would not support is left out.
    --review adds to claims.yaml unless --output names another registry; what is skipped is kept beside it, and not proposed again.

    [bold]Exit codes[/bold]

        0  proposed, or nothing new
        2  something could not be read or written
        3  there was nothing to read
      130  interrupted
    """
    if review and "-" in (sources or ()):
        raise typer.BadParameter("standard input cannot be a text and give the answers too; name a file", param_hint="--review")
    if format == "json" and (review or output is not None):
        raise typer.BadParameter("json is printed; leave out --output and --review", param_hint="--format")
    from factcheck.propose.shelf import open_book, read_book
    from factcheck.report.files import check_target

    settings = load_settings(Path.cwd(), CHOICES)
    path = output or (Path(settings.claims) if review else None)
    if path is not None:
        check_target(path)
    book = open_book(path) if path is not None else read_book(Path("claims.yaml"), b"")
    proposed, unread = _proposed(list(sources) if sources else default_sources(settings), book, path, quiet)
    if review and path is not None and not unread:
        from factcheck.cli.walk import walk

        return walk(proposed, path, quiet)
    _write(proposed, book, path, format, quiet)
    if unread:
        raise InputError(unread)
    return SUPPORTED_OR_ALLOWED


def _proposed(names: list[str], book: Book, path: Path | None, quiet: bool) -> tuple[Proposed, list[Problem]]:
    """Return the proposals from some sources for a registry, their sources named as seen from it, and what could not be read."""
    from factcheck.load.sources import load_sources
    from factcheck.propose import propose
    from factcheck.propose.shelf import known, placed, read_skipped

    texts = load_sources(names, stdin=sys.stdin.buffer if sys.stdin else None)
    unread: list[Problem] = []
    skipped = read_skipped(path) if path is not None else None
    read = list(counted(readable(texts, unread), quiet))
    proposed = propose(read, known(book, skipped), lambda again: counted(again, quiet))
    if not quiet:
        tell(texts.notices, "warning")
    return proposed._replace(proposals=tuple(placed(proposed.proposals, book.path))), unread


def _write(proposed: Proposed, book: Book, path: Path | None, format: str, quiet: bool) -> None:
    from factcheck.propose.shelf import added
    from factcheck.report import propose as page
    from factcheck.report.files import write_bytes
    from factcheck.report.text import visible

    if format == "json":
        show(page.render_json(proposed))
    elif path is None:
        show(added(book, proposed.proposals).decode("utf-8"))
    elif proposed.proposals:
        write_bytes(path, added(book, proposed.proposals))
        if not quiet:
            show(page.render_added(proposed.proposals))
    if not quiet:
        where = "" if path is None else f"{visible(str(path))}: "
        show(f"factcheck: {where}{page.summary(proposed)}\n", sys.stderr)
