"""How far a long run has come: one line that is written over, and taken away at the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import threading

T = TypeVar("T")
Size = tuple[int, int]  # documents and bytes

_WAIT = 1.0  # seconds before anything is shown, so that short runs show nothing
_STEP = 0.2
_SHORTEST, _LONGEST = 10, 40  # cells of the bar


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


class Bar:
    """A line that shows documents, how fast they are read and what is left; nothing before a second has passed.

    `measure` counts what there is in all, in a thread of its own once the line is shown; until it has, the line goes without that.
    """

    def __init__(
        self,
        show: Callable[[str], None],
        measure: Callable[[Callable[[], bool]], Size | None],
        width: Callable[[], int],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._show, self._measure, self._width, self._clock = show, measure, width, clock
        self._begun = clock()
        self._due = self._begun + _WAIT
        self._done: Size = (0, 0)
        self._whole: Size | None = None
        self._counter: threading.Thread | None = None
        self._ended = False

    def tick(self, documents: int, size: int) -> None:
        """Take in what was done, and show it where it is time."""
        self._done = self._done[0] + documents, self._done[1] + size
        now = self._clock()
        if now < self._due:
            return
        if self._counter is None:
            import threading  # short runs do without

            self._counter = threading.Thread(target=self._count, daemon=True)
            self._counter.start()
        self._show("\r" + line(self._done, self._whole, now - self._begun, self._width()) + "\x1b[K")
        self._due = now + _STEP

    def close(self) -> None:
        """Take the line away."""
        self._ended = True
        if self._counter is not None:
            self._counter.join()
            self._show("\r\x1b[K")

    def _count(self) -> None:
        self._whole = self._measure(lambda: self._ended)


def line(done: Size, whole: Size | None, seconds: float, width: int) -> str:
    """Return how far a run is, on a line of at most so many cells less one."""
    speed = done[1] / max(seconds, 0.001)
    told = f"{speed / 1e6:.1f} MB/s" if speed >= 1e5 else f"{done[0] / max(seconds, 0.001):,.0f} documents/s"
    if whole is None or not whole[1]:
        return f"  {done[0]:,} documents · {told}"[: width - 1]
    share = min(1.0, done[1] / whole[1])
    left = (whole[1] - done[1]) / speed if speed and share < 1 else 0.0
    of = f" of {whole[0]:,}" if whole[0] else ""  # how many an archive holds is known at its end
    words = f"  {done[0]:,}{of} documents · {told} · {_time(left)} left"
    room = min(_LONGEST, width - 1 - len(words) - 7)  # two spaces, and the share behind it
    if room < _SHORTEST:
        return words[: width - 1]
    full = round(room * share)
    return f"{words}  {'━' * full}{'─' * (room - full)} {share:4.0%}"


def _time(seconds: float) -> str:
    """Return a length of time as a clock shows it: 0:07, 12:30, 1:02:09."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
