"""What the targets share: the shipped registry, a folder in memory, and what each refusal and each page has to be."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from texts import lang_of, text_of

from factcheck import lang as languages
from factcheck.errors import InputError
from factcheck.load.registry import load_registry, read_registry
from factcheck.model import Registry, Report, Source
from factcheck.pipeline import Checker

ROOT = Path(__file__).parent.parent
Parts = list[str]


@cache
def scratch() -> Path:
    """Return a folder of this process alone, in memory where there is one."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def shipped() -> Registry:
    """Return the registry of the repository."""
    return load_registry(ROOT / "claims.yaml")[0]


@cache
def shipped_checker() -> Checker:
    """Return what holds texts against it."""
    return Checker(shipped())


def registry_of(text: str) -> Registry | None:
    """Return the registry that a text holds, or nothing where it is refused with a reason."""
    try:
        return read_registry(text, "claims.yaml")[0]
    except InputError as error:
        says_why(error)
        return None


def says_why(error: InputError) -> None:
    """Raise where a refusal has no word why."""
    assert error.problems, "refused without a word why"
    assert all(problem.message for problem in error.problems), error.problems


def source_of(data: bytes, name: str = "a.txt") -> Source:
    """Return the source that bytes stand for, in the language that they ask for."""
    text = text_of(data)
    return Source(name, text, lang=lang_of(data) or languages.detect(text))


def words_of(data: bytes, count: int) -> Parts:
    """Return so many texts, cut out of the one that bytes stand for; they are never empty."""
    text = text_of(data) or "x"
    size = max(1, len(text) // count)
    return [text[at * size : (at + 1) * size] or text[:size] for at in range(count)]


def quoted(text: str) -> str:
    """Return a text as YAML writes it in one line: plain quotes where they can hold it, else with escapes, none with half a character."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08x}" for char in text) + '"'


def quotes(report: Report, source: Source) -> None:
    """Raise where a finding does not stand in its source as it says."""
    for result in report.results:
        for found in result.findings:
            assert source.text[found.start : found.end] == found.found
            assert source.text[found.quote_start : found.quote_start + len(found.quote)] == found.quote


def harmless(page: str, name: str) -> None:
    """Raise where a page for people holds what a terminal would obey."""
    wrong = [char for char in page if not char.isprintable() and char != "\n"]
    assert not wrong, (name, wrong[0])
    page.encode("utf-8")
