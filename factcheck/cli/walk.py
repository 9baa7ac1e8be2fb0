"""`factcheck extract --review`: the proposals one by one, judged by keys, at a terminal or from a pipe."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.cli.shell import SUPPORTED_OR_ALLOWED, show, tell
from factcheck.errors import FactcheckError, InputError, Problem
from factcheck.propose.entry import KEYS, Entry
from factcheck.propose.walk import Walk, editable
from factcheck.report import propose as page
from factcheck.report.files import write_bytes
from factcheck.report.streams import terminal_width, tinted
from factcheck.report.text import counted, visible

if TYPE_CHECKING:
    from factcheck.propose import Proposal, Proposed

_END = ""  # what is read where nobody will answer any more
_WIDEST = 110


def walk(proposed: Proposed, path: Path, quiet: bool) -> int:
    """Go through proposals, write what is accepted at once, and return the exit code."""
    if not quiet:
        show(f"factcheck: {visible(str(path))}: {page.summary(proposed)}\n", sys.stderr)
    session = _Session(Walk(proposed.proposals, path, write_bytes))
    session.run()
    if not quiet:
        show(f"factcheck: {visible(str(path))}: {session.count}\n", sys.stderr)
    return SUPPORTED_OR_ALLOWED


class _Session:
    """A conversation on proposals."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._color = tinted(sys.stdout, "auto")
        self._ahead = ""  # what was struck before it was asked for

    @property
    def count(self) -> str:
        """Return what was decided, and what is left."""
        kinds = [done.what.split()[0] for done in self._walk.done]
        told = [f"{kinds.count(kind):,} {kind}" for kind in ("added", "skipped", "merged") if kind in kinds] or ["nothing changed"]
        left = len(self._walk.proposals) - self._walk.at
        return f"{', '.join(told)}; {counted(left, 'proposal')} left"

    def run(self) -> None:
        """Ask until all is judged, or nobody answers any more."""
        shown = -1
        while (proposal := self._walk.proposal) is not None or self._walk.done:
            if shown != self._walk.at:
                self._show(proposal)
            shown = self._walk.at
            key = self._key()
            if key in (_END, "q", "\x04") or (proposal is None and key != "u"):
                return
            try:
                self._act(key, proposal)
            except FactcheckError as error:
                tell(error.problems, "error")

    def _show(self, proposal: Proposal | None) -> None:
        if proposal is None:
            show(f"\n{page.render_end(color=self._color)}")
            return
        width = min(terminal_width(), _WIDEST)
        show("\n" + page.render_card(proposal, self._walk.at + 1, len(self._walk.proposals), width=width, color=self._color))

    def _act(self, key: str, proposal: Proposal | None) -> None:
        """Do what a key says."""
        walk = self._walk
        if key == "u" or proposal is None:
            undone = walk.undo()
            self._say(f"undone: {undone}" if undone else "nothing to undo")
        elif key == "a" and proposal.is_disputed:
            self._say("the texts disagree: accept one by its number, or edit it")
        elif key == "a" or (proposal.is_disputed and key.isdecimal() and 0 < int(key) <= len(proposal.entries)):
            self._say(f"added {walk.accept(int(key) - 1 if key.isdecimal() else 0)}")
        elif key == "e":
            self._edit(proposal)
        elif key == "s":
            walk.skip()
            self._say("skipped")
        elif key == "m":
            self._merge()
        elif key == "?":
            show(page.render_help(color=self._color) + page.render_keys(proposal, color=self._color))
        else:
            self._say(f"no such key: {visible(key)}; ? shows them")

    def _key(self) -> str:
        """Return one key: as it is struck at a terminal, else the next character that is no white space; empty at the end."""
        if self._ahead:
            key, self._ahead = self._ahead[0], self._ahead[1:]
            return key
        if sys.stdin is None:
            return _END
        if sys.stdin.isatty() and (struck := _struck()) is not None:
            if struck.startswith("\x1b"):
                return struck  # an arrow is one key of several characters
            self._ahead = struck[1:]
            return struck[:1]
        while (key := sys.stdin.read(1)) and key.isspace():
            pass
        return key

    def _say(self, text: str) -> None:
        show(f"  {visible(text)}\n")

    def _merge(self) -> None:
        like = self._walk.like()
        if not like:
            self._say("the registry has no claim yet")
            return
        room = terminal_width() - 6
        told = (f"{visible(claim.id)}: {visible(claim.text)}" for claim in like)
        rows = "".join(f"  {number}  {text if len(text) <= room else text[: room - 1] + '…'}\n" for number, text in enumerate(told, 1))
        show(f"\n{rows}  into which? a number or an id; nothing goes back: ")
        answer = _line().strip()
        if not answer:
            return
        number = int(answer) if answer.isdecimal() else 0
        claim = like[number - 1].id if 0 < number <= len(like) else answer
        self._walk.merge(claim)
        self._say(f"merged into {claim}")

    def _edit(self, proposal: Proposal) -> None:
        entry = proposal.entries[0]
        if len(proposal.entries) > 1:
            show("  which one? ")
            answer = _line().strip()
            if not (answer.isdecimal() and 0 < int(answer) <= len(proposal.entries)):
                return
            entry = proposal.entries[int(answer) - 1]
        editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        text = _in_editor(editor, editable(entry)) if editor else self._by_field(entry)
        if text is not None:
            self._say(f"added {self._walk.edited(text)}")

    def _by_field(self, entry: Entry) -> str | None:
        """Return an entry whose fields were asked for one by one; an empty answer keeps what is there, a dash deletes it."""
        show("  Write each anew; Enter keeps it, - deletes it.\n")
        texts = {"id": entry.id, **dict(entry.texts)}
        for key in ("id", *KEYS):
            show(f"  {key} [{visible(texts.get(key, ''))}]: ")
            answer = _line()
            if not answer:
                return None  # nobody answers any more
            if told := answer.strip():
                texts[key] = "" if told == "-" else told
        kept = tuple((key, texts[key]) for key in KEYS if texts.get(key))
        return editable(Entry(texts["id"], kept, entry.origins))


def _in_editor(editor: str, text: str) -> str | None:
    """Return what somebody made of a text in an editor of their own, None where it was left as it was or the editor failed."""
    with tempfile.TemporaryDirectory(prefix="factcheck-") as folder:
        path = Path(folder, "claim.yaml")
        path.write_text(text, "utf-8")
        try:
            code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
        except (OSError, ValueError) as error:
            hint = "set VISUAL or EDITOR to a program that is there, or to nothing to be asked field by field"
            raise InputError([Problem("", "", f"the editor {editor!r} cannot be started: {error}", hint=hint)]) from error
        if code:
            raise InputError([Problem("", "", f"the editor {editor!r} ended with {code}; nothing was changed")])
        return path.read_text("utf-8")


def _struck() -> str | None:
    """Return what is struck at a terminal, None where the system cannot tell before a line is ended."""
    try:
        import termios
        import tty
    except ImportError:
        return None
    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number, termios.TCSADRAIN)  # what is struck ahead is not thrown away
        return os.read(number, 64).decode("utf-8", "replace")
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)


def _line() -> str:
    """Return the next line, empty only where there is none any more."""
    return sys.stdin.readline() if sys.stdin is not None else ""
