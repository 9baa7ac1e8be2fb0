"""Where the Chromium of this machine is, and how it is started so that it asks nobody for anything."""

from __future__ import annotations

import shutil

ABSENT = "Chromium is absent: install it (on Debian: apt install chromium); the tests never download a browser"
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str | None:
    """Return the path of Chromium or Chrome, if there is one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
