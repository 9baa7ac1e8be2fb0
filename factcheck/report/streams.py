"""What a stream can show: its encoding, its colours, its width."""

from __future__ import annotations

import os
import sys
from typing import Literal, TextIO

from factcheck.rows import NamedTuple

Color = Literal["auto", "always", "never"]


class Influence(NamedTuple):
    """A variable of the environment, its value where it is set, and what it does to a run."""

    name: str
    value: str | None
    effect: str


def as_utf8(stream: TextIO | None) -> None:
    """Make a stream take any text: a file or pipe gets UTF-8, a terminal of another encoding escapes."""
    encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "")
    reconfigure = getattr(stream, "reconfigure", None)
    if stream is not None and reconfigure is not None:
        reconfigure(encoding=None if encoding == "utf8" or stream.isatty() else "utf-8", errors="backslashreplace")


def tinted(stream: TextIO | None, color: Color) -> bool:
    """Return whether a stream gets colours: as the option says, then NO_COLOR, then FORCE_COLOR, then if it is a terminal."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if _forced():
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def in_build() -> bool:
    """Return whether CI says that this is a build, whose log keeps every line: even on a terminal nothing is written over there."""
    return os.environ.get("CI", "").casefold() not in ("", "0", "false")


def influences(color: Color) -> tuple[Influence, ...]:
    """Return what the environment does to a run with an option of colours: each variable that is heeded, set or not."""
    unasked = color != "auto"
    plain, forced = bool(os.environ.get("NO_COLOR")), _forced()
    told = f"nothing, for `color` is `{color}`" if unasked else ""
    effects = {
        "NO_COLOR": (told or "no colours") if plain else "",
        "FORCE_COLOR": (told or ("nothing, for NO_COLOR comes first" if plain else "colours in files and pipes too")) if forced else "",
        "CI": "no line that is written over" if in_build() else "",
    }
    return tuple(Influence(name, os.environ.get(name), effect) for name, effect in effects.items())


def _forced() -> bool:
    return os.environ.get("FORCE_COLOR", "0") not in ("", "0")


def terminal_width() -> int:
    """Return the columns of the terminal or of COLUMNS, 100 where neither tells, within what can be laid out."""
    told = os.environ.get("COLUMNS", "")
    width = int(told) if told.isascii() and told.isdigit() else 0
    if not width and sys.__stdout__ is not None:
        try:
            width = os.get_terminal_size(sys.__stdout__.fileno()).columns
        except (OSError, ValueError):  # a file, a pipe, or closed
            width = 0
    return min(max(width or 100, 40), 300)
