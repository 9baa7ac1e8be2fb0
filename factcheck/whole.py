"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def replace_whole(path: Path, data: bytes) -> None:
    """Write a file, through a link where it is one; one that was there keeps its mode, and its bytes until all of the new are written."""
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".factcheck-{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)  # of a run that was killed, or a link that somebody put there
    try:
        with temporary.open("xb") as file:
            file.write(data)
        if target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
