"""What every command does with the outer world: exit codes, printing, telling what is wrong, reading what can be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, TextIO, TypeVar

from factcheck.errors import InputError, NothingChecked, Problem
from factcheck.load.text import read_date
from factcheck.report.problems import Severity
from factcheck.report.problems import render as render_problem
from factcheck.report.progress import Bar, counting
from factcheck.report.streams import in_build, terminal_width, tinted

if TYPE_CHECKING:
    from factcheck.load.sources import Sources
    from factcheck.model import Source

T = TypeVar("T")

SUPPORTED_OR_ALLOWED, CONTRADICTED, COULD_NOT_CHECK, NOTHING_CHECKED, INTERRUPTED = 0, 1, 2, 3, 130


def read_today(text: str | None) -> date:
    """Return the day that `--today` names, or the day it is: nothing else in a run asks the clock."""
    if text is None:
        return date.today()
    day = read_date(text)
    if day is None:
        raise InputError([Problem("", "", f"--today {text} names no day", hint="write it as in --today 2026-11-21")])
    return day


def readable(sources: Iterable[T], unread: list[Problem]) -> Iterator[T]:
    """Yield the sources; what could not be read is kept, so that the others are still reported."""
    try:
        yield from sources
    except InputError as error:
        unread.extend(error.problems)


def nonempty(sources: Iterable[Source], nothing: list[NothingChecked]) -> Iterator[Source]:
    """Yield the sources; that there was none is kept, for a command that has something to say without any."""
    try:
        yield from sources
    except NothingChecked as error:
        nothing.append(error)


@contextmanager
def progress(sources: Sources, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Give what is told how many documents and bytes are done, and shows it on a terminal; nothing where nobody would see it."""
    if quiet or in_build() or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    bar = Bar(lambda text: show(text, sys.stderr), sources.measure, terminal_width)
    try:
        yield bar.tick
    finally:
        bar.close()


def counted(sources: Iterable[Source], quiet: bool) -> Iterable[Source]:
    if quiet or in_build() or sys.stderr is None or not sys.stderr.isatty():
        return sources
    return counting(sources, lambda text: show(text, sys.stderr))


def tell(problems: Iterable[Problem], severity: Severity) -> None:
    color = tinted(sys.stderr, "auto")
    show("".join(render_problem(problem, severity, width=terminal_width(), color=color) for problem in problems), sys.stderr)


def show(text: str, stream: TextIO | None = None) -> None:
    stream = stream or sys.stdout
    try:
        print(text, end="", file=stream, flush=True)
    except BrokenPipeError:
        drop(stream)  # the reader has left, as `| head` does
    except OSError as error:
        drop(stream)
        if stream is sys.stderr:
            return  # nowhere is left to tell it
        raise InputError([Problem("", "", f"cannot write to standard output: {error.strerror}")]) from error


def drop(stream: TextIO) -> None:
    """Send the rest nowhere: without this, closing the stream at exit would fail once more, with a message."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
