"""A statement of the command line → a registry of that one claim, read as an entry of `claims.yaml` is."""

from __future__ import annotations

from factcheck.errors import InputError, Problem
from factcheck.load.claims import read_claim
from factcheck.load.sheet import Sheet
from factcheck.load.tree import Fields, Text
from factcheck.model import Registry

ID = "statement"


def read_stated(statement: str, date: str | None = None, place: str | None = None, lang: str = "") -> tuple[Registry, tuple[Problem, ...]]:
    """Return the registry and what is to be warned of; raise InputError where the statement, its day or its place cannot be read."""
    given = {"id": ID, "claim": " ".join(statement.split()), "date": date, "place": place}
    pairs = tuple((Text(1, 1, 1, key), Text(1, 1, 1, value)) for key, value in given.items() if value)
    sheet = Sheet("", [])
    read = read_claim(Fields(1, 1, 1, pairs), sheet, lang)
    if read is None or sheet.problems:
        raise InputError([_bare(problem) for problem in sheet.problems])
    return Registry("", (read[0],)), tuple(map(_bare, sheet.warnings))


def _bare(problem: Problem) -> Problem:
    """Return a problem without its place: there is no file."""
    return problem._replace(line=0, column=0, source_line="")
