"""How a run goes through its sources: in one process, in several where there is enough to read, or on a cluster."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from factcheck.engine.work import Done, Job, Told, Work
from factcheck.load.parts import Part
from factcheck.load.sources import Sources

if TYPE_CHECKING:
    from factcheck.cache import Cache
    from factcheck.cache.shelf import Shelf

_WORTH = 300_000  # bytes that keep a process busy for so long that starting it is worth it
_LOOK = 16  # parts a process to look at ahead: most may be kept of an earlier run
Tick = Callable[[int, int], None]  # is told how many documents and bytes more are done


def told(
    job: Job,
    sources: Sources,
    jobs: int = 0,
    tick: Tick | None = None,
    cache: Cache | None = None,
    engine: str = "processes",
    scheduler: str = "",
) -> Iterator[Told]:
    """Yield what each source tells, in their order, read by so many processes; 0 chooses by the cores and by how much there is to read.

    With the engine `dask` they are those of a cluster: the one at a scheduler, or one of this machine's own for this run.

    Sources that tell nothing may be left out where there are many of them: `sources.count` says how many were read. Raises at the end
    what iterating the sources does, and WorkerDied as soon as a process ends before its work is done. With a cache, what it keeps is
    not read again, and of what needs no further look only its lines are told.
    """
    if engine == "dask":
        yield from _by_cluster(job, sources, jobs, tick, scheduler)
        sources.close()
        return
    ahead = Ahead(sources.parts(cache.sift if cache is not None else None), jobs)
    shelf = cache.shelf if cache is not None else None
    work = Work(job._replace(keep=shelf is not None))
    while (number := ahead.processes()) == 1 and (part := next(ahead, None)) is not None:
        yield from _here(work, sources, part, tick, shelf)
    if number > 1:
        yield from _by_many(work, sources, ahead, number, tick, shelf)
    sources.close()


def cores() -> int:
    """Return how many processes can run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Ahead:
    """Parts in their order, with a look at the next ones: how many processes they are worth."""

    def __init__(self, parts: Iterator[Part], jobs: int) -> None:
        self._parts, self._jobs = parts, jobs
        self._next: deque[Part] = deque()

    def __iter__(self) -> Iterator[Part]:
        return self

    def __next__(self) -> Part:
        return self._next.popleft() if self._next else next(self._parts)

    def processes(self) -> int:
        """Return how many processes are worth it for the next parts: as many as told, or by their size; never more than can read one."""
        most = self._jobs or cores()
        if most == 1:
            return 1
        while True:
            reading = [part.size for part in self._next if not part.here]
            enough = len(reading) >= most and (self._jobs or sum(reading) >= most * _WORTH)
            part = None if enough or len(self._next) >= most * _LOOK else next(self._parts, None)
            if part is None:
                return max(1, min(most, len(reading) if self._jobs else sum(reading) // _WORTH, len(reading)))
            self._next.append(part)


def _here(work: Work, sources: Sources, part: Part, tick: Tick | None, shelf: Shelf | None) -> Iterator[Told]:
    if shelf is not None and part.kept is not None:
        from factcheck.engine.kept import replay

        if tick is not None:
            tick(*part.kept.measure)
        yield from replay(work, sources, shelf, part.kept)
        return
    if work.job.keep and part.shard is None and not part.here:
        yield from _taken(work, sources, work(part), part, tick, shelf)
        return
    # How many rows a shard has is not known before they are read.
    each, rest = divmod(part.size, len(part.names)) if part.shard is None else (0, part.size)
    if tick is not None:
        tick(0, rest)
    for row in work.read(part, sources.take, sources.stdin):
        if tick is not None:
            tick(1, each)
        yield row


def _by_many(work: Work, sources: Sources, parts: Iterator[Part], number: int, tick: Tick | None, shelf: Shelf | None) -> Iterator[Told]:
    from factcheck.engine.processes import Crew

    with Crew(work, number) as crew:
        for part, done in crew.done(parts):
            if done is None:
                yield from _here(work, sources, part, tick, shelf)
            else:
                yield from _taken(work, sources, done, part, tick, shelf)


def _taken(work: Work, sources: Sources, done: Done, part: Part, tick: Tick | None, shelf: Shelf | None) -> Iterator[Told]:
    if tick is not None:
        tick(done.documents, part.size)
    if shelf is not None and done.pages:
        from factcheck.engine.kept import unpacked

        yield from unpacked(work, sources, shelf, part, done)
        return
    sources.add(done.documents, done.notices, done.problems)
    yield from done.told


def through(made: Callable[[Any], object], given: object, sources: Sources, jobs: int, scheduler: str) -> Iterator[tuple[Part, Any]]:
    """Yield the parts of the sources with what a cluster makes of them, in order: by what `made` makes of a value, once in each worker.

    Of a part that only this process can read nothing is made.
    """
    from factcheck.engine.cluster import Cluster
    from factcheck.engine.far import pack

    ahead = Ahead(sources.parts(growing=True), jobs or cores())
    with Cluster(pack(made, given), 0 if scheduler else ahead.processes(), scheduler) as cluster:
        yield from cluster.done(ahead)


def _by_cluster(job: Job, sources: Sources, jobs: int, tick: Tick | None, scheduler: str) -> Iterator[Told]:
    work = Work(job)  # for what only this process can read; the claims are indexed when it is asked
    for part, done in through(Work, job, sources, jobs, scheduler):
        if done is None:
            yield from _here(work, sources, part, tick, None)
        else:
            yield from _taken(work, sources, done, part, tick, None)


__all__ = ["Job", "Told", "cores", "through", "told"]
