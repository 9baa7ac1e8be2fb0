"""What a new desk begins with: a registry, an article, the configuration, their schemas, and on request the lines for a build."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Literal, get_args

from factcheck.errors import InputError, Problem
from factcheck.load.config import Project, Settings
from factcheck.load.find import is_pattern
from factcheck.load.repository import folder_in_repository
from factcheck.load.toml import OWN
from factcheck.rows import NamedTuple
from factcheck.whole import put_new

Builder = Literal["github", "gitlab", "pre-commit"]

_TEXTS = Path(__file__).parent / "starter"
_ARTICLES = {"vi": "ben-tram-2025.md", "en": "alder-bay-2025.md"}
_BUILDS: Mapping[Builder, tuple[str, str]] = {
    "github": (".github/workflows/facts.yml", "github.yml"),
    "gitlab": (".gitlab-ci.yml", "gitlab.yml"),
    "pre-commit": (".pre-commit-config.yaml", "pre-commit.yaml"),
}
_SCHEMAS = ".factcheck"


class Piece(NamedTuple):
    """A file to be written, by its path in the desk: what it is for, its text, and why it is left out, if it is."""

    path: PurePosixPath
    purpose: str
    text: str
    left_out: str = ""


class Made(NamedTuple):
    """What has been written in a folder and what was kept, and what else is to be known."""

    folder: str
    written: tuple[Piece, ...]
    kept: tuple[Piece, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_example(self) -> bool:
        """Return whether both the example's claims and its article were written, so that a run shows what it is meant to."""
        return {"claims", "article"} <= {piece.purpose for piece in self.written}


class Unwritten(InputError):
    """Some files could not be written; `made` says what was."""

    def __init__(self, problems: Sequence[Problem], made: Made) -> None:
        super().__init__(problems)
        self.made = made


def pieces(folder: Path, lang: str, builds: Sequence[Builder], schemas: Mapping[str, str], project: Project) -> list[Piece]:
    """Return the files of a new desk; `schemas` are the texts of those of claims and config, `project` what is in force in the folder."""
    settings, own = project.settings, project.file is not None and project.file.path.parent == Path()
    claims = PurePosixPath(Path(settings.claims if own else Settings().claims).as_posix())
    out = [_claims(claims, lang)]
    taken = (folder / claims).exists()
    out += _article(folder, settings.sources if own else Settings().sources, lang, taken)
    reason = f"{project.file.path} has the settings" if own and project.file is not None and project.file.path.name != OWN else ""
    out.append(Piece(PurePosixPath(OWN), "settings", _read("factcheck.toml"), reason))
    out += [Piece(PurePosixPath(_SCHEMAS, f"{name}.schema.json"), "schema", text) for name, text in schemas.items()]
    out += [Piece(PurePosixPath(_BUILDS[name][0]), name, _read("ci", _BUILDS[name][1])) for name in get_args(Builder) if name in builds]
    return out


def _claims(path: PurePosixPath, lang: str) -> Piece:
    text = _read(lang, "claims.yaml")
    if path.parent != PurePosixPath():
        seen = PurePosixPath(Path(os.path.relpath(_SCHEMAS, path.parent)).as_posix())
        text = text.replace(f"$schema={_SCHEMAS}/", f"$schema={seen}/", 1)
    return Piece(path, "claims", text)


def _article(folder: Path, sources: Sequence[str], lang: str, taken: bool) -> list[Piece]:
    """Return the example's article, left out where the claims are not the example's, or where texts stand already."""
    home = next((name for name in sources if not is_pattern(name) and not PurePosixPath(name).suffix and name != "-"), None)
    if home is None:
        return []
    path = PurePosixPath(Path(home).as_posix())
    place = folder / path
    reason = "it goes with the example's claims" if taken and not (place / _ARTICLES[lang]).exists() else ""
    if place.is_dir() and any(place.iterdir()) and not (place / _ARTICLES[lang]).exists():
        reason = f"{path}/ has texts of its own"
    return [Piece(path / _ARTICLES[lang], "article", _read(lang, "article.md"), reason)]


def _read(*parts: str) -> str:
    return _TEXTS.joinpath(*parts).read_text("utf-8")


def write(folder: Path, wanted: Sequence[Piece]) -> Made:
    """Write the files that are not there; raise InputError, after all others are written, with those that could not be."""
    written: list[Piece] = []
    kept: list[Piece] = []
    problems: list[Problem] = []
    for piece in wanted:
        path = folder / piece.path
        if piece.left_out:
            kept.append(piece)
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Neither a file that comes to be meanwhile nor what a link leads to is written over.
            put_new(path, piece.text.encode())
            written.append(piece)
        except FileExistsError:
            if path.parent.is_dir():
                kept.append(piece)
            else:
                problems.append(_refused(path, "a file stands where its folder should be"))
        except OSError as error:
            problems.append(_refused(path, error.strerror or str(error)))
    made = Made(folder.as_posix(), tuple(written), tuple(kept), _notes(folder, wanted))
    if problems:
        raise Unwritten(problems, made)
    return made


def _refused(path: Path, reason: str) -> Problem:
    return Problem(
        path.as_posix(), "", f"cannot be written: {reason}", hint="see to it, and run `factcheck init` again: it writes only what lacks"
    )


def _notes(folder: Path, wanted: Sequence[Piece]) -> tuple[str, ...]:
    """Return what is to be known of files for builds that stand below the root of their repository, where nobody reads them."""
    below = folder_in_repository(folder.absolute()) if folder.is_dir() else ""
    builds = [str(piece.path) for piece in wanted if piece.purpose in get_args(Builder)]
    if not below or not builds:
        return ()
    return (f"{', '.join(builds)}: read at the root of a repository only, which is above: move it there, and let it run in {below}/",)
