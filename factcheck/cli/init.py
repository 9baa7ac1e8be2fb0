"""`factcheck init`: begin a desk with a registry, an article and the configuration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from factcheck.cli.shell import SUPPORTED_OR_ALLOWED, show
from factcheck.cli.verify import CHOICES
from factcheck.errors import InputError, Problem

if TYPE_CHECKING:
    from factcheck.start import Builder


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Where; here if none is named. It is made if it is not there.")
    ] = Path(),
    ci: Annotated[
        list[str] | None,
        typer.Option("--ci", metavar="WHICH", help="The lines for a build too: github, gitlab or pre-commit. With commas, or many times."),
    ] = None,
    lang: Annotated[Literal["vi", "en"], typer.Option(help="The language of the example.")] = "vi",
) -> int:
    """Begin a desk: a commented registry, an article, the configuration, and their schemas for editors.

    [bold]Examples[/bold]

      factcheck init                             [dim]here[/dim]
      factcheck init desk                        [dim]in a folder of its own[/dim]
      factcheck init --ci github,pre-commit
      factcheck init desk --lang en

    Nothing that is there is written over: it is kept, and told. [bold]factcheck verify[/bold] then runs at once; the example has one claim
    that is supported, one that is contradicted on purpose, and one that cannot be compared.
    """
    from factcheck.load.config import keys, load_project
    from factcheck.report import start as page
    from factcheck.report.schema import published, render_config
    from factcheck.start import Unwritten, pieces, write

    builds = _builds(ci or [])
    if folder.exists() and not folder.is_dir():
        raise InputError(
            [Problem(folder.as_posix(), "", "a file, not a folder", hint="name the folder of the desk, as in `factcheck init desk`")]
        )
    schemas = {"claims": published("claims"), "config": render_config(keys(), CHOICES)}
    wanted = pieces(folder, lang, builds, schemas, load_project(folder.absolute(), CHOICES))
    try:
        made = write(folder, wanted)
    except Unwritten as error:
        if error.made.written:
            show(page.render(error.made))
        raise
    show(page.render(made))
    return SUPPORTED_OR_ALLOWED


def _builds(given: list[str]) -> list[Builder]:
    """Return the builders that `--ci` names, with commas or many times; refuse unknown ones."""
    from factcheck.start import Builder

    known: dict[str, Builder] = {name: name for name in get_args(Builder)}
    names = [name.strip() for text in given for name in text.split(",")]
    for name in names:
        if name not in known:
            raise typer.BadParameter(f"{name!r} is none of {', '.join(known)}", param_hint="--ci")
    return [known[name] for name in names]
