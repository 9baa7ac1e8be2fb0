"""The options that name the columns of an archive: the same for every command that reads sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

from factcheck.load.config import Settings, columns_of, load_settings
from factcheck.load.stored import Columns, is_archive

_PANEL = "Columns of an archive (.jsonl, .parquet)"
_SAYS = {
    "text": "The article; text, content or body if not told.",
    "title": "Its headline; title or headline.",
    "date": "Its day; date, published or published_at.",
    "url": "Its address; url or link.",
    "id": "What it is called in reports; id, or the number of its row.",
    "publisher": "Who published it; publisher, source or site.",
    "lang": "vi or en; lang or language, else told from the text.",
    "place": "The place it is about; place.",
}


def with_columns(command: Callable[..., int]) -> Callable[..., int]:
    """Return a command that takes each column as an argument of its own, and gets them together as `columns`."""

    @wraps(command)
    def taking(**given: Any) -> int:
        columns = Columns(*(given.pop(f"{field}_column", None) or "" for field in Columns._fields))
        return command(**given, columns=columns)

    return taking


def offered(command: Callable[..., int]) -> Callable[..., int]:
    """Return a command as typer is to see it: with an option for each column, where it takes them."""
    import inspect

    import typer

    inner = inspect.unwrap(command)
    if "columns" not in inner.__annotations__:
        return command
    kept = [parameter for parameter in inspect.signature(inner, eval_str=True).parameters.values() if parameter.name != "columns"]
    for field in Columns._fields:
        option = typer.Option(metavar="NAME", help=_SAYS[field], rich_help_panel=_PANEL, show_default=False)
        annotation = Annotated[str | None, option]
        kept.append(inspect.Parameter(f"{field}_column", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation))
    command.__signature__ = inspect.Signature(kept)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in kept}
    return command


def settled(given: Columns, settings: Settings) -> Columns:
    """Return the columns in force: those of the command line, and for the others those that the project sets."""
    return Columns(*(mine or project for mine, project in zip(given, columns_of(settings), strict=True)))


def of_project(given: Columns, sources: Sequence[str]) -> Columns:
    """Return the same for a command that reads no settings otherwise: they are read only where a source can be an archive."""
    if all(name == "-" or (not is_archive(name) and Path(name).is_file()) for name in sources):
        return given
    from factcheck.cli.verify import CHOICES

    return settled(given, load_settings(Path.cwd(), CHOICES))
