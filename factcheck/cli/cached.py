"""The cache of a run: opened where it is wanted, and what kept it from being used told once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from factcheck.cli.shell import show
from factcheck.engine import Job
from factcheck.load.config import Settings, cache_folder

if TYPE_CHECKING:
    from factcheck.cache import Cache
    from factcheck.cache.shelf import Shelf


@contextmanager
def cached(settings: Settings, job: Job) -> Iterator[Cache | None]:
    """Give the cache, where one is wanted and a job can have one."""
    if not settings.cache or settings.engine != "processes" or job.sums or job.texts:
        yield None
        return
    from factcheck.cache import Cache

    def opened() -> Shelf:
        from factcheck.cache.opened import open_shelf

        return open_shelf(cache_folder(settings), job.registry, job.hedges, settings.cache_size)

    cache = Cache(opened)
    try:
        yield cache
    finally:
        cache.close()
    if not (cache.fault or cache.told):
        return
    from factcheck.report.text import visible

    folder = visible(str(cache_folder(settings)))
    if cache.fault and not settings.quiet:
        show(f"factcheck: the cache in {folder} is not used: {visible(cache.fault)}\n", sys.stderr)
    elif cache.told and settings.verbose:
        show(f"factcheck: the cache in {folder} was {visible(cache.told)}\n", sys.stderr)
