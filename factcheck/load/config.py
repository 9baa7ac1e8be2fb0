"""The defaults of `verify` that a project sets: `factcheck.toml`, or `[tool.factcheck]` in pyproject.toml, found upward."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from factcheck.errors import InputError, Problem
from factcheck.load.stored import Columns, is_remote
from factcheck.load.text import decode, read_bytes
from factcheck.load.toml import OWN, SHARED, Toml, read_toml
from factcheck.load.values import PARTS, values_of
from factcheck.model import Publisher
from factcheck.rows import NamedTuple

_INSTEAD = "put a file in its place or take it away: it may set what `factcheck verify` does here"


class Settings(NamedTuple):
    """What the options of `verify` are where the command line does not say; paths are told as seen from where it runs.

    A row here makes a key known, with what the README, the schema and `factcheck config` say of it.
    """

    claims: Annotated[str, "the registry of claims"] = "claims.yaml"
    sources: Annotated[tuple[str, ...], "the texts to check: files, folders, patterns"] = ("sources",)
    format: Annotated[str, "how the report is written"] = "terminal"
    output: Annotated[tuple[str, ...], "files that get a report: a path, or `FORMAT=PATH`"] = ()
    max_contradictions: Annotated[int, "how many contradictions still end with exit code 0"] = 0
    hedges: Annotated[str, "how “more than 3,100” is read: up to 3,200 (`implied`) or as anything above (`logical`)"] = "implied"
    quiet: Annotated[bool, "only the count and the contradictions"] = False
    verbose: Annotated[bool, "every finding, with what was compared"] = False
    statistics: Annotated[bool, "counts by reason, source, publisher and metric, in place of the findings; in JSON beside them"] = False
    color: Annotated[str, "whether there are colours; `auto` heeds the terminal and the environment"] = "auto"
    publisher: Annotated[Publisher | None, "who publishes the judgement"] = None
    acknowledgements: Annotated[str, "what `factcheck ack` has let pass; without it `acknowledgements.yaml` beside the registry"] = ""
    fail_on: Annotated[tuple[str, ...], "further grounds to fail on, besides contradictions"] = ()
    new_only: Annotated[bool, "what is let pass is left out of every report"] = False
    exemptions: Annotated[bool, "whether exemptions in the sources are heeded"] = True
    arithmetic: Annotated[bool, "numbers within one text that cannot all be true are told too"] = False
    text_column: Annotated[str, "the column of an archive that holds the text; without it `text`, `content`, `body` and the like"] = ""
    title_column: Annotated[str, "the column of the headline; without it `title` or `headline`"] = ""
    date_column: Annotated[str, "the column of the day; without it `date`, `published`, `published_at` and the like"] = ""
    url_column: Annotated[str, "the column of the address; without it `url` or `link`"] = ""
    id_column: Annotated[str, "the column by which reports call an article; without it `id`, or the number of the row"] = ""
    publisher_column: Annotated[str, "the column of the publisher; without it `publisher`, `source` or `site`"] = ""
    lang_column: Annotated[str, "the column of the language; without it `lang` or `language`"] = ""
    place_column: Annotated[str, "the column of the place that an article is about; without it `place`"] = ""
    jobs: Annotated[int, "how many processes read; 0 chooses by the cores and by how much there is to read"] = 0
    engine: Annotated[str, "what reads: `processes` of this machine, or a cluster of Dask (`dask`)"] = "processes"
    scheduler: Annotated[str, "where Dask's scheduler is (`tcp://…`); it counts where `--engine dask` is on the command line"] = ""
    cache: Annotated[bool, "whether what was found in a source is kept, and not sought again as long as nothing changes"] = True
    cache_dir: Annotated[str, "the folder of the cache; without it `.factcheck_cache` beside the registry"] = ""
    cache_size: Annotated[int, "how many megabytes the cache may take"] = 1_000


class Key(NamedTuple):
    """One key as it is written in a file (`publisher.name`), with its type, what it sets, and what it is if nothing sets it.

    A part of a table also has what the table sets, and the pattern that its text has to follow, if any.
    """

    name: str
    type: Any
    says: str
    default: object
    table: str = ""
    pattern: str = ""

    @property
    def field(self) -> str:
        """Return the name of the setting that the key is, or is part of."""
        return self.name.partition(".")[0].replace("-", "_")


class Project(NamedTuple):
    """The settings in force, and the file that was read for them, if any."""

    settings: Settings
    file: Toml | None = None

    def value(self, key: Key) -> object:
        """Return what a key is set to, or is without being set."""
        value = getattr(self.settings, key.field)
        return value if "." not in key.name else value and getattr(value, key.name.partition(".")[2])

    def line(self, key: Key) -> int | None:
        """Return the line that sets a key, 0 where it is not known, or nothing where no line does."""
        if self.file is None:
            return None
        parts = key.name.split(".")
        value: object = self.file.table
        for part in parts:
            if not isinstance(value, Mapping) or part not in value:
                return None
            value = value[part]
        place = self.file.place(*parts)
        return place.line if place else 0


def keys() -> Iterator[Key]:
    """Yield every key that can be set, in the order in which they are told."""
    hints = get_type_hints(Settings, include_extras=True)
    for field, default in Settings()._asdict().items():
        name = field.replace("_", "-")
        type, says = get_args(hints[field]) if get_origin(hints[field]) is Annotated else (hints[field], "")
        if name in PARTS:
            yield from (Key(f"{name}.{part}", str, text, None, says, pattern) for part, (text, pattern) in PARTS[name].items())
        else:
            yield Key(name, type, says, default)


def load_settings(folder: Path, choices: Mapping[str, object]) -> Settings:
    """Return the settings of the nearest file at or above a folder; raise InputError with every key or value that is wrong.

    `choices` has for an option the Literal type of what it may be.
    """
    return load_project(folder, choices).settings


def load_project(folder: Path, choices: Mapping[str, object]) -> Project:
    """Return the same settings with the file that they were read from."""
    for path in _paths(folder):
        if (file := _read(folder, path)) is not None:
            return Project(_settings(file, choices), file)
    return Project(Settings())


def unread(folder: Path, project: Project) -> list[Path]:
    """Return the files that would have been read if that of the project were not nearer, or did not stand before them."""
    return [path for path in _paths(folder) if (project.file is None or path != project.file.path) and _counts(folder, path)]


def places(folder: Path) -> list[Path]:
    """Return every file that could hold the settings, there or not, the nearest first."""
    return [place / name for place in (folder, *folder.parents) for name in (OWN, SHARED)]


def present(folder: Path) -> list[Path]:
    """Return what stands in these places, whatever it is: of a pipe, a folder or a link to nowhere nobody knows what it was to set."""
    return [path for path in places(folder) if os.path.lexists(path)]


def default_claims(settings: Settings) -> Path:
    """Return the registry to read where none is named; raise InputError where there is none."""
    path = Path(settings.claims)
    if settings.claims == Settings().claims and not os.path.lexists(path):
        hint = "write one, or name a registry with --claims PATH; its shortest form is `claims:`, and below it `- id: …` and `claim: …`"
        raise InputError([Problem(settings.claims, "FC912", "there is no registry of claims here", hint=hint)])
    return path


def default_acknowledgements(settings: Settings) -> tuple[Path, bool]:
    """Return the file of acknowledgements, which stands beside the registry where none is named, and whether one is."""
    path = settings.acknowledgements
    return (Path(path), True) if path else (Path(settings.claims).parent / "acknowledgements.yaml", False)


def cache_folder(settings: Settings) -> Path:
    """Return the folder of the cache: the one that is named, by a setting or by FACTCHECK_CACHE_DIR, or one beside the registry."""
    named = settings.cache_dir or os.environ.get("FACTCHECK_CACHE_DIR", "")
    return Path(named) if named else Path(settings.claims).parent / ".factcheck_cache"


def columns_of(settings: Settings) -> Columns:
    """Return the columns of archives as the settings name them."""
    return Columns(*(getattr(settings, f"{field}_column") for field in Columns._fields))


def default_sources(settings: Settings) -> list[str]:
    """Return the sources to read where none is named; raise InputError where there is no such folder."""
    if settings.sources == Settings().sources and not Path(*settings.sources).exists():
        hint = "name the texts to check, as in `factcheck verify draft.md`, or put them into a folder sources/"
        raise InputError([Problem("sources/", "FC912", "there is no such folder here, and no source was named", hint=hint)])
    return list(settings.sources)


def present_sources(settings: Settings) -> list[str]:
    """Return the sources to read where none is named and a command can do without: none where there is no such folder."""
    return default_sources(settings) if settings.sources != Settings().sources or Path(*settings.sources).exists() else []


def _paths(folder: Path) -> Iterator[Path]:
    """Yield the files at and above a folder that may set something, the nearest first, as seen from it."""
    yield from (Path(os.path.relpath(path, folder)) for path in present(folder))


def _read(folder: Path, path: Path) -> Toml | None:
    try:
        return read_toml(decode(read_bytes(os.path.normpath(folder / path), str(path), _INSTEAD), str(path)), path)
    except IsADirectoryError as error:
        raise InputError([Problem(str(path), "FC912", "a folder, not a file of settings", hint=_INSTEAD)]) from error
    except FileNotFoundError as error:
        raise InputError([Problem(str(path), "FC912", "a link to a file that is not there", hint=_INSTEAD)]) from error
    except OSError as error:
        hint = "see that it may be read: it may set what `factcheck verify` does here"
        raise InputError([Problem(str(path), "FC912", f"cannot be read: {error.strerror or error}", hint=hint)]) from error


def _counts(folder: Path, path: Path) -> bool:
    try:
        return _read(folder, path) is not None
    except InputError:
        return True  # it cannot be known that it sets nothing


def _settings(file: Toml, choices: Mapping[str, object]) -> Settings:
    known = {name.replace("_", "-"): default for name, default in Settings()._asdict().items()}
    problems: list[Problem] = []
    values = values_of(file, file.table, (), known, choices, problems)
    if problems:
        raise InputError(problems)
    return _placed(Settings()._replace(**values), file.path.parent, frozenset(values))


def _placed(settings: Settings, home: Path, given: frozenset[str]) -> Settings:
    """Return the settings with the paths that a file gave, which are seen from its folder, as seen from here."""

    def moved(path: str) -> str:
        return path if home == Path() or path == "-" or is_remote(path) else os.path.normpath(home / path)

    def target(text: str) -> str:
        head, sign, tail = text.partition("=")
        return f"{head}={moved(tail)}" if sign and tail and head.isalpha() else moved(text)

    if "claims" in given:
        settings = settings._replace(claims=moved(settings.claims))
    if "acknowledgements" in given:
        settings = settings._replace(acknowledgements=moved(settings.acknowledgements))
    if "cache_dir" in given:
        settings = settings._replace(cache_dir=moved(settings.cache_dir))
    if "sources" in given:
        settings = settings._replace(sources=tuple(map(moved, settings.sources)))
    return settings._replace(output=tuple(map(target, settings.output)))
