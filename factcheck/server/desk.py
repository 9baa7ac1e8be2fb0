"""A folder with its registry, as it stands in the editor and on the disk: read anew where something has changed, and not before."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from factcheck.accept import Accepting
from factcheck.errors import InputError, Problem
from factcheck.load.acknowledgements import Book, Shelf, read_acknowledgements
from factcheck.load.config import Settings, default_acknowledgements, load_project, present
from factcheck.load.registry import read_registry
from factcheck.load.sources import read_text
from factcheck.load.text import decode, read_bytes
from factcheck.load.toml import OWN, SHARED
from factcheck.model import Claim, Finding, Lapse, Registry, Source
from factcheck.pipeline import Checker
from factcheck.rows import NamedTuple

REGISTRY = "claims.yaml"
LARGEST = 1_000_000  # characters of a draft; no article has a tenth of it, and what is checked at each key must not take minutes
Version = tuple[object, ...]


class Told(NamedTuple):
    """What a draft tells of the claims, and what is wrong with its header and its exemptions; no source where it is empty."""

    source: Source | None
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    lapses: tuple[Lapse, ...] = ()


class Loaded(NamedTuple):
    """A registry that could be read: where it is, its text, and all that was made of it."""

    path: Path
    text: str
    checker: Checker
    warnings: tuple[Problem, ...]

    @property
    def registry(self) -> Registry:
        """Return the claims."""
        return self.checker.registry

    def claims(self) -> Mapping[str, Claim]:
        """Return the claims by their ids."""
        return {claim.id: claim for claim in self.registry.claims}


class Desk:
    """One folder in which the command could be started; `generation` grows whenever its drafts have to be checked again."""

    def __init__(self, folder: Path, choices: Mapping[str, object], today: Callable[[], date]) -> None:
        self.folder, self.generation = folder, 0
        self.settings = Settings()
        self.loaded: Loaded | None = None
        self.path = folder / REGISTRY
        self.problems: dict[Path, tuple[Problem, ...]] = {}
        self.texts: dict[Path, str] = {}  # of the files that have problems, as they were read
        self._choices, self._today = choices, today
        self._book = Book(folder / "acknowledgements.yaml")
        self._seen: dict[str, Version] = {}

    def refresh(self, buffers: Mapping[Path, str]) -> bool:
        """Read what has changed, and return whether anything has; what cannot be read stays as it was, and its problems tell why."""
        files = present(self.folder)
        news = self._is_new("settings", *((str(path), *_stamp(path)) for path in files))
        if news:
            self._settle(files)
        self.path = _whole(self.folder / self.settings.claims)
        if self._is_new("registry", self.path, self.settings.hedges, *_version(self.path, buffers)):
            news = True
            self._load(buffers.get(self.path))
        beside, asked = default_acknowledgements(self.settings)
        path = _whole(self.folder / beside)
        if self._is_new("acknowledgements", path, *_version(path, buffers)):
            news = True
            self._accept(path, buffers.get(path), asked)
        if self._is_new("day", self._today()):
            self.generation += 1
        return news

    def check(self, name: str, text: str) -> Told:
        """Return what a text tells of the claims, marked where it is let pass."""
        if len(text) > LARGEST:
            message = f"longer than {LARGEST:,} characters, so it is not checked as you type"
            return Told(None, problems=(Problem(name, "FC913", message, 1, 1, hint="check it with `factcheck verify`"),))
        source, notices = read_text(text, name)
        loaded = self.loaded
        if source is None or loaded is None:
            return Told(source, problems=() if source is None else notices)
        found = loaded.checker.findings(source)
        entries = self._book.entries
        if not (entries or source.exemptions):
            return Told(source, tuple(found), notices)
        known, shelf = loaded.registry.claims, Shelf(self._book.path)
        accepting = Accepting(known, entries, shelf.name, self._today(), exempting=self.settings.exemptions)
        marked = [finding for _, told in accepting.mark([(source, found)]) for finding in told]
        lapses = tuple(lapse for lapse in accepting.lapses() if lapse.kind == "unused")
        return Told(source, tuple(marked), notices, lapses)

    def _is_new(self, what: str, *version: object) -> bool:
        if self._seen.get(what) == version:
            return False
        self._seen[what] = version
        return True

    def _settle(self, files: list[Path]) -> None:
        self.generation += 1
        for path in files:
            self._tell(path, ())
        try:
            self.settings = load_project(self.folder, self._choices).settings
        except InputError as error:
            for path in files:
                mine = tuple(problem for problem in error.problems if _whole(self.folder / problem.path) == path)
                self._tell(path, mine, _text(path))

    def _load(self, text: str | None) -> None:
        shown, hedges, known = self.settings.claims, self.settings.hedges, self.loaded
        if text is None and not os.path.lexists(self.path) and not self._named:
            self._tell(self.path, ())
            self._take(None)  # a folder without a registry: nothing is wrong with it, and nothing is checked
            return
        try:
            text = _decoded(self.path, shown) if text is None else text
            if known is not None and (known.path, known.text, known.checker.hedges) == (self.path, text, hedges):
                self._tell(self.path, ())
                return
            registry, warnings = read_registry(text, shown)
        except InputError as error:
            self._tell(self.path, error.problems, text or "")
            return
        self._tell(self.path, ())
        self._take(Loaded(self.path, text, Checker(registry, hedges), warnings))

    def _take(self, loaded: Loaded | None) -> None:
        self.loaded = loaded
        self.generation += 1

    @property
    def _named(self) -> bool:
        return self.settings.claims != Settings().claims

    def _accept(self, path: Path, text: str | None, asked: bool) -> None:
        self.generation += 1
        self._tell(path, ())
        if text is None and not os.path.lexists(path) and not asked:
            self._book = Book(path)
            return
        try:
            text = _decoded(path, path.name) if text is None else text
            self._book = read_acknowledgements(path, text)
        except InputError as error:
            self._tell(path, error.problems, text or "")

    def _tell(self, path: Path, problems: tuple[Problem, ...], text: str = "") -> None:
        self.problems.pop(path, None)
        self.texts.pop(path, None)
        if problems:
            self.problems[path], self.texts[path] = problems, text


def home_of(path: Path | None, otherwise: Path) -> Path:
    """Return the folder in which the command would be started for a file: the nearest with a registry or settings of its own."""
    for folder in path.parents if path else ():
        if (folder / OWN).is_file() or (folder / REGISTRY).is_file():
            return folder
        if (folder / SHARED).is_file() and "[tool.factcheck" in _text(folder / SHARED):
            return folder
    return otherwise


def _version(path: Path, buffers: Mapping[Path, str]) -> Version:
    return ("open", buffers[path]) if path in buffers else _stamp(path)


def _stamp(path: Path) -> Version:
    try:
        told = path.stat()
    except (OSError, ValueError):
        return ()
    return told.st_mtime_ns, told.st_size, told.st_ino


def _decoded(path: Path, shown: str) -> str:
    try:
        return decode(read_bytes(str(path), shown), shown)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        hint = "write it, or name another in the settings"
        raise InputError([Problem(shown, "FC912", f"cannot be read: {reason}", hint=hint)]) from None


def _text(path: Path) -> str:
    try:
        return _decoded(path, path.name)
    except InputError:
        return ""


def _whole(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - `..` is cut, links stay
