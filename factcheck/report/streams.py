"""What a stream can show: its encoding, its colours, its width."""

from __future__ import annotations

import os
import shutil
from typing import Literal, TextIO

Color = Literal["auto", "always", "never"]


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
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return the columns of the terminal or of COLUMNS, 100 where neither tells, within what can be laid out."""
    return min(max(shutil.get_terminal_size((100, 24)).columns, 40), 300)
