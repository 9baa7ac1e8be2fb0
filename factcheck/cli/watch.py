"""`factcheck verify --watch`: a run, and another one each time that something it reads has changed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator, Sequence
from importlib.util import find_spec
from pathlib import Path

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


def watch(settle: Callable[[], Settings], check: Callable[[Settings], int]) -> int:
    """Check as the settings say, then again at every change until interrupted; return the last exit code where the reader leaves."""
    if find_spec("watchfiles") is None:
        hint = "install it with: pip install 'factcheck-cli[watch]'"
        raise InputError([Problem("", "", "--watch needs the package watchfiles, which is not installed", hint=hint)])
    # A wrong option or setting ends the run here as it does without --watch; one that comes later is shown, and may be mended.
    settings, number, why = settle(), 0, [""]
    reader = _reader()
    while True:
        seen = look(settings, Path.cwd())
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
        why = _wait(settings, seen)


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


def _wait(settings: Settings, seen: Seen) -> list[str]:
    """Return what is not as it was seen, once something is not; what was changed in the meantime counts too."""
    here = Path.cwd()
    while True:
        # A folder that went or came since then is found out below, where they are looked at once more.
        stream = _stream(frozenset(folder for folder in seen.folders if Path(folder).is_dir()))
        for awaited in stream:
            now = look(settings, here)
            if not awaited and changes(seen, now):
                now = _still(settings, now)
            if told := changes(seen, now):
                stream.close()
                return told
            if now.folders != seen.folders:
                break
        stream.close()
        seen = now


def _still(settings: Settings, now: Seen) -> Seen:
    """Return what there is once a series of saves has ended that began before anything was watched."""
    end = time.monotonic() + _LONGEST / 1000
    while time.monotonic() < end:
        time.sleep(_STEP / 1000)
        last, now = now, look(settings, Path.cwd())
        if now == last:
            break
    return now


def _stream(folders: frozenset[str]) -> Generator[bool, None, None]:
    """Yield false as soon as the folders are watched, and then true whenever a series of changes in them has ended."""
    import watchfiles

    # Which of the changes matter is told by looking at the files: its filter only spares looks at what editors write beside them.
    batches = watchfiles.watch(
        *sorted(folders),
        watch_filter=watchfiles.DefaultFilter(ignore_dirs=()),
        step=_STEP,
        debounce=_LONGEST,
        rust_timeout=_STEP,
        yield_on_timeout=True,
        recursive=False,
        ignore_permission_denied=True,
    )
    try:
        for number, batch in enumerate(batches):
            if batch or not number:
                yield number > 0
    except (OSError, RuntimeError) as error:
        hint = "WATCHFILES_FORCE_POLLING=1 has the files looked at again and again instead"
        raise InputError([Problem("", "", f"the files cannot be watched: {error}", hint=hint)]) from error


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
