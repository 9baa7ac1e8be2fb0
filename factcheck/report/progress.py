"""How far a long run has come: one line that is written over, and taken away at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_WAIT = 1.0  # seconds before anything is shown, so that short runs show nothing
_STEP = 0.2


def counting(items: Iterable[T], show: Callable[[str], None]) -> Iterator[T]:
    """Yield the items; once it takes longer, `show` is given what to write to a terminal."""
    due = time.monotonic() + _WAIT
    shown = False
    try:
        for count, item in enumerate(items, 1):
            if time.monotonic() >= due:
                show(f"\r  sources read: {count:,}")
                due, shown = time.monotonic() + _STEP, True
            yield item
    finally:
        if shown:
            show("\r\x1b[K")
