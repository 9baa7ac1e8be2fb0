"""The functions of the library: few, typed, and the same that the commands call."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from factcheck import lang as languages
from factcheck import pipeline
from factcheck.extract import read
from factcheck.gather import gather
from factcheck.load import sources as files
from factcheck.load.registry import load_registry
from factcheck.load.stored import Columns
from factcheck.model import Mention, Registry, Report, Source
from factcheck.report import FORMATS, Format
from factcheck.report import render as render_report

Hedges = Literal["implied", "logical"]


class RegistryWarning(UserWarning):
    """Something of a registry that does not keep it from being used, such as a statement without a quantity."""


def load_claims(path: str | os.PathLike[str] = "claims.yaml") -> Registry:
    """Return the claims of a registry file; raise InputError with all its problems, warn of what is only told."""
    registry, told = load_registry(Path(path))
    for problem in told:
        warnings.warn(f"{problem.path}:{problem.line}: {problem.code} {problem.message}; {problem.hint}", RegistryWarning, stacklevel=2)
    return registry


def load_sources(*paths: str | os.PathLike[str], columns: Mapping[str, str] = MappingProxyType({})) -> Iterable[Source]:
    """Return the texts that files, folders and patterns name, `sources` if none is named, each read while one iterates.

    `columns` says which column of an archive is its `text`, `title`, `date`, `url`, `id`, `publisher`, `lang` or `place`.

    Raises InputError for a path that is missing; iterating raises it, after the last text, with every file that could not be read, and
    NothingChecked where there was no text.
    """
    if unknown := sorted(columns.keys() - Columns._fields):
        raise ValueError(f"{unknown[0]!r} is nothing that a column tells; choose from {', '.join(Columns._fields)}")
    return files.load_sources([os.fspath(path) for path in paths] or ["sources"], columns=Columns(**columns))


def check(claims: Registry, sources: Iterable[Source], *, hedges: Hedges = "implied", texts: bool = False) -> Report:
    """Return what the sources tell of the claims; a text that is no file is `Source("name", "text")`.

    `hedges` says whether “more than 3,100” is read as 3,100 up to 3,200 (`implied`) or as anything above (`logical`). With `texts` the
    report keeps the text of each source that tells of a claim, which the format `html` shows. Acknowledgements and exemptions are not
    heeded.
    """
    if hedges not in get_args(Hedges):
        raise ValueError(f"{hedges!r} is no way to read a hedge; choose one of {', '.join(get_args(Hedges))}")
    return gather(claims, pipeline.findings(claims, sources, hedges), texts)


def read_quantities(text: str, lang: str = "") -> list[Mention]:
    """Return every quantity of a text where it stands, with its interval, unit and scope; its language is detected if not given."""
    if lang and lang not in languages.codes():
        raise ValueError(f"{lang!r} is no language that can be read; choose one of {', '.join(languages.codes())}")
    return read(text, lang).mentions


def render(report: Report, format: Format = "terminal", *, width: int = 100, color: bool = False) -> str:
    """Return a report as text in one of the formats of `factcheck verify`; `width` and `color` are heeded by those for a terminal."""
    if format not in FORMATS:
        raise ValueError(f"{format!r} is no format; choose one of {', '.join(FORMATS)}")
    return render_report(report, format, width=width, color=color)
