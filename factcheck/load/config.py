"""The defaults of `verify` that a project sets: `factcheck.toml`, or `[tool.factcheck]` in pyproject.toml, found upward."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple, get_args

from factcheck.errors import InputError, Problem
from factcheck.load.text import decode, lines, read_bytes

_OWN, _SHARED = "factcheck.toml", "pyproject.toml"
# A table can be opened in many spellings; where none of them stands, the parser is not loaded.
_OPENED = re.compile(r"""^[ \t]*(?:\[+[ \t]*["']?tool["']?[ \t]*(?:\]|\.[ \t]*["']?factcheck)|["']?tool["']?[ \t]*[.=])""", re.MULTILINE)
_AT = re.compile(r"at line (\d+), column (\d+)")


class Settings(NamedTuple):
    """What the options of `verify` are where the command line does not say; paths are told as seen from where it runs."""

    claims: str = "claims.yaml"
    sources: tuple[str, ...] = ("sources",)
    format: str = "terminal"
    output: tuple[str, ...] = ()
    max_contradictions: int = 0
    hedges: str = "implied"
    quiet: bool = False
    verbose: bool = False
    statistics: bool = False
    color: str = "auto"


def load_settings(folder: Path, choices: Mapping[str, object]) -> Settings:
    """Return the settings of the nearest file at or above a folder; raise InputError with every key or value that is wrong.

    `choices` has for an option the Literal type of what it may be.
    """
    for place in (folder, *folder.parents):
        for name in (_OWN, _SHARED):
            if not (place / name).is_file():
                continue
            path = Path(os.path.relpath(place / name, folder))
            text = decode(_read(place / name, str(path)), str(path))
            table = _table(text, path) if name == _OWN or _OPENED.search(text) else None
            if table is not None:
                return _settings(table, text, path, choices)
    return Settings()


def places(folder: Path) -> list[Path]:
    """Return every file that could hold the settings, there or not, the nearest first."""
    return [place / name for place in (folder, *folder.parents) for name in (_OWN, _SHARED)]


def default_claims(settings: Settings) -> Path:
    """Return the registry to read where none is named; raise InputError where there is none."""
    path = Path(settings.claims)
    if settings.claims == Settings().claims and not path.exists():
        hint = "write one, or name a registry with --claims PATH; its shortest form is `claims:`, and below it `- id: …` and `claim: …`"
        raise InputError([Problem(settings.claims, "FC912", "there is no registry of claims here", hint=hint)])
    return path


def default_sources(settings: Settings) -> list[str]:
    """Return the sources to read where none is named; raise InputError where there is no such folder."""
    if settings.sources == Settings().sources and not Path(*settings.sources).exists():
        hint = "name the texts to check, as in `factcheck verify draft.md`, or put them into a folder sources/"
        raise InputError([Problem("sources/", "FC912", "there is no such folder here, and no source was named", hint=hint)])
    return list(settings.sources)


def _read(path: Path, shown: str) -> bytes:
    try:
        return read_bytes(str(path), shown)
    except OSError as error:
        hint = "see that it may be read: it may set what `factcheck verify` does here"
        raise InputError([Problem(shown, "FC912", f"cannot be read: {error.strerror or error}", hint=hint)]) from error


def _table(text: str, path: Path) -> Mapping[str, object] | None:
    """Return the table of factcheck's own in a TOML text, if it has one."""
    import tomllib  # rarely needed, and not free

    try:
        table: object = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line, column = (int(at[1]), int(at[2])) if at else (0, 0)
        row = lines(text)[line - 1] if line else ""
        message = f"no TOML: {_AT.sub('', str(error)).removesuffix('()').strip()}"
        raise InputError([Problem(str(path), "FC908", message, line, column, 1, row, "see toml.io for how it is written")]) from None
    for key in () if path.name == _OWN else ("tool", "factcheck"):
        table = table.get(key) if isinstance(table, Mapping) else None
    if table is not None and not isinstance(table, Mapping):
        raise InputError(
            [Problem(str(path), "FC908", "`tool.factcheck` is no table", hint="write `[tool.factcheck]` on a line of its own")]
        )
    return table


def _settings(table: Mapping[str, object], text: str, path: Path, choices: Mapping[str, object]) -> Settings:
    known = {name.replace("_", "-"): default for name, default in Settings()._asdict().items()}
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            close = get_close_matches(key.casefold().replace("_", "-"), known, n=1)
            hint = f"write `{close[0]}`" if close else "use one of " + ", ".join(f"`{name}`" for name in known)
            problems.append(_problem("FC901", f"unknown key `{key}`", key, hint, text, path))
        elif fault := _fault(value, known[key], choices.get(key)):
            problems.append(_problem("FC907", f"`{key}` {fault[0]}", key, f"write {fault[1]}", text, path))
        else:
            values[key.replace("-", "_")] = (value,) if isinstance(value, str) and isinstance(known[key], tuple) else value
    if problems:
        raise InputError(problems)
    return _placed(Settings()._replace(**values), path.parent, frozenset(values))


def _fault(value: object, default: object, choice: object) -> tuple[str, str] | None:
    """Return what is wrong with a value, and what to write instead."""
    names = get_args(choice)
    if names:
        return None if value in names else (f"is {value!r}", "one of " + ", ".join(f'`"{name}"`' for name in names))
    if isinstance(default, tuple):
        texts = [value] if isinstance(value, str) else value
        whole = isinstance(texts, list) and texts and all(isinstance(text, str) and text for text in texts)
        return None if whole else ("is no text or list of texts", 'it as in `["one.md", "two.md"]`')
    if isinstance(default, str):
        return None if isinstance(value, str) and value else ("is no text", "it in quotes")
    if isinstance(default, bool):
        return None if isinstance(value, bool) else ("is neither true nor false", "`true` or `false`")
    right = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return None if right else ("is no number from 0 up", "a number, as in `2`")


def _placed(settings: Settings, home: Path, given: frozenset[str]) -> Settings:
    """Return the settings with the paths that a file gave, which are seen from its folder, as seen from here."""

    def moved(path: str) -> str:
        return path if home == Path() or path == "-" else os.path.normpath(home / path)

    def target(text: str) -> str:
        head, sign, tail = text.partition("=")
        return f"{head}={moved(tail)}" if sign and tail and head.isalpha() else moved(text)

    if "claims" in given:
        settings = settings._replace(claims=moved(settings.claims))
    if "sources" in given:
        settings = settings._replace(sources=tuple(map(moved, settings.sources)))
    return settings._replace(output=tuple(map(target, settings.output)))


def _problem(code: str, message: str, key: str, hint: str, text: str, path: Path) -> Problem:
    """Return a problem at the line that sets a key: the parser does not say where that is."""
    found = re.compile(rf"""^[ \t]*["']?({re.escape(key)})["']?[ \t]*=""", re.MULTILINE)
    start = 0 if path.name == _OWN else max(text.find("factcheck]"), 0)
    at = found.search(text, start)
    if at is None:
        return Problem(str(path), code, message, hint=hint)
    rows = lines(text[: at.start(1)])
    return Problem(str(path), code, message, len(rows), len(rows[-1]) + 1, len(key), lines(text)[len(rows) - 1], hint)
