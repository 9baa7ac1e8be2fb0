"""The options that name the columns of an archive: the same for every command that reads sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

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


_Command = TypeVar("_Command", bound=Callable[..., int])


def takes_columns(command: _Command) -> _Command:
    """Return a command marked as one whose last parameter, `columns`, is given by an option for each of them."""
    command.__dict__["takes_columns"] = True
    return command


def with_columns(command: Callable[..., int]) -> Callable[..., int]:
    """Return a command for typer to read: with an option for each column if it takes them, which it gets together as `columns`."""
    if not command.__dict__.get("takes_columns"):
        return command
    import inspect  # these are slow to load, and of no use where the command line is read without them
    from functools import wraps

    import typer

    signature = inspect.signature(command, eval_str=True)
    names = {f"{field}_column": field for field in Columns._fields}
    options = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, typer.Option(metavar="NAME", help=_SAYS[field], rich_help_panel=_PANEL, show_default=False)],
        )
        for name, field in names.items()
    ]

    @wraps(command)
    def taking(**given: Any) -> int:
        columns = Columns(**{field: given.pop(name) or "" for name, field in names.items()})
        return command(**given, columns=columns)

    kept = [parameter for parameter in signature.parameters.values() if parameter.name != "columns"]
    taking.__signature__ = signature.replace(parameters=[*kept, *options])  # type: ignore[attr-defined]
    taking.__annotations__ = {parameter.name: parameter.annotation for parameter in (*kept, *options)}
    return taking


def settled(given: Columns, settings: Settings) -> Columns:
    """Return the columns in force: those of the command line, and for the others those that the project sets."""
    return Columns(*(mine or project for mine, project in zip(given, columns_of(settings), strict=True)))


def of_project(given: Columns, sources: Sequence[str]) -> Columns:
    """Return the same for a command that reads no settings otherwise: they are read only where a source can be an archive."""
    if all(name == "-" or (not is_archive(name) and Path(name).is_file()) for name in sources):
        return given
    from factcheck.cli.verify import CHOICES

    return settled(given, load_settings(Path.cwd(), CHOICES))
