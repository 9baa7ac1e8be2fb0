"""`factcheck verify --watch`: a run, and another one each time that something it reads has changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli.shell import COULD_NOT_CHECK, NOTHING_CHECKED, show, tell
from factcheck.errors import FactcheckError, InputError, NothingChecked, Problem
from factcheck.load.config import Settings
from factcheck.load.seen import Seen, changes, look
from factcheck.report.streams import terminal_width, tinted
from factcheck.report.text import cells, counted, visible

# The cursor goes home and the screen is emptied; what was scrolled off it before stays to be scrolled back to.
_CLEAR = "\x1b[H\x1b[2J"
_STEP = 150  # milliseconds without a further change that end a series of saves
_LONGEST = 2_000  # after so many, a series that goes on is a run all the same
_NAMED = 3

if TYPE_CHECKING:
    from watchfiles.main import FileChange

    Stream = Generator[set[FileChange], None, None]


def watch(settle: Callable[[], Settings], check: Callable[[Settings], int]) -> int:
    """Check as the settings say, then again at every change until interrupted; return the last exit code where the reader leaves."""
    if find_spec("watchfiles") is None:
        hint = "install it with: pip install 'factcheck-cli[watch]'"
        raise InputError([Problem("", "", "--watch needs the package watchfiles, which is not installed", hint=hint)])
    # A wrong option or setting ends the run here as it does without --watch; one that comes later is shown, and may be mended.
    settings, number, why = settle(), 0, [""]
    reader = _reader()
    while True:
        stream, seen = _listen(settings)
        fresh, faults = _settled(settle, settings)
        if fresh != settings:
            settings = fresh
            continue
        number += 1
        if number > 1:
            _begin(number, why)
        code = _failed(faults) if faults else _checked(check, settings)
        if _reader() != reader:
            return code  # as `| head` does, and nobody would see another report
        show(f"\nfactcheck: this run ends with {code}; watching {_watched(seen)} (Ctrl-C ends it)\n", sys.stderr)
        why = _wait(settings, stream, seen)


def _settled(settle: Callable[[], Settings], last: Settings) -> tuple[Settings, FactcheckError | None]:
    """Return the settings in force, or the last ones with what is wrong with those that the files now tell."""
    try:
        return settle(), None
    except FactcheckError as error:
        return last, error


def _checked(check: Callable[[Settings], int], settings: Settings) -> int:
    try:
        return check(settings)
    except FactcheckError as error:
        return _failed(error)


def _failed(error: FactcheckError) -> int:
    tell(error.problems, "error")
    return NOTHING_CHECKED if isinstance(error, NothingChecked) else COULD_NOT_CHECK


def _listen(settings: Settings) -> tuple[Stream, Seen]:
    """Return a stream of changes, and what there is now: nothing that is written after it is missed."""
    here = Path.cwd()
    while True:
        folders = look(settings, here).folders
        stream = _stream(folders)
        next(stream)  # from here on it listens
        seen = look(settings, here)
        if seen.folders == folders:
            return stream, seen
        stream.close()


def _stream(folders: frozenset[str]) -> Stream:
    import watchfiles

    # Which of the changes matter is told by looking at the files: its filter only spares looks at what editors write beside them.
    try:
        yield from watchfiles.watch(
            *sorted(folders),
            watch_filter=watchfiles.DefaultFilter(ignore_dirs=()),
            step=_STEP,
            debounce=_LONGEST,
            rust_timeout=_STEP,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        )
    except (OSError, RuntimeError) as error:
        hint = "WATCHFILES_FORCE_POLLING=1 has the files looked at again and again instead"
        raise InputError([Problem("", "", f"the files cannot be watched: {error}", hint=hint)]) from error


def _wait(settings: Settings, stream: Stream, seen: Seen) -> list[str]:
    """Return what has changed, once something has."""
    here = Path.cwd()
    while True:
        for batch in stream:
            now = look(settings, here) if batch else seen
            if told := changes(seen, now):
                return told
            if now.folders != seen.folders:
                break
        stream.close()
        stream, now = _listen(settings)
        if told := changes(seen, now):
            return told
        seen = now


def _begin(number: int, why: Sequence[str]) -> None:
    """Empty the screen, or draw a line where there is none, and say why there is another run."""
    cleared = sys.stdout is not None and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if cleared:
        show(_CLEAR)
    told = visible(", ".join(why[:_NAMED])) + (f" and {len(why) - _NAMED} more" if len(why) > _NAMED else "")
    head = f"── run {number}: {told} "
    line = head + "─" * max(2, terminal_width() - cells(head))
    line = f"\x1b[2m{line}\x1b[0m" if tinted(sys.stderr, "auto") else line
    show(f"{line}\n\n" if cleared else f"\n{line}\n\n", sys.stderr)


def _watched(seen: Seen) -> str:
    others = [visible(name) for name, stamp in seen.others.items() if stamp is not None]
    sources = sum(stamp is not None for stamp in seen.sources.values())
    return " and ".join(filter(None, [", ".join(others), counted(sources, "source")]))


def _reader() -> tuple[int, int] | None:
    """Return what stands behind standard output: it is another file once `show` has found that nobody reads it."""
    if sys.stdout is None:
        return None
    told = os.fstat(sys.stdout.fileno())
    return told.st_dev, told.st_ino
