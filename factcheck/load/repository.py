"""Where a run stands in its repository: services that show a finding beside its line know files by their path from the root."""

from __future__ import annotations

import os
from pathlib import Path


def folder_in_repository(folder: Path) -> str:
    """Return a folder as seen from the root of its repository, with forward slashes; empty at the root, or where there is none."""
    for root in (folder, *folder.parents):
        # A folder in a clone, a file in a further work tree or a submodule.
        if os.path.lexists(root / ".git"):
            return "" if root == folder else folder.relative_to(root).as_posix()
    return ""
