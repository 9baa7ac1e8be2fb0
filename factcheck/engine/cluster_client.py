"""A client of a Dask cluster, one at a scheduler or one of this machine's own, that tells nothing by itself."""

from __future__ import annotations

import logging
import re
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from typing import Any

from factcheck.engine.processes import uninterrupted
from factcheck.errors import FactcheckError, InputError, Problem

FIRST = 15.0  # seconds that a run waits at its beginning for a scheduler to answer, and for a worker
TRIES = 3  # workers that may be lost with a part before it is taken for the cause
_ANY = {"distributed.comm.timeouts.connect": f"{FIRST}s"}
# A cluster of our own shows nothing on the web.
_OWN = {
    **_ANY,
    "distributed.scheduler.allowed-failures": TRIES,
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
}


class ClusterFailed(FactcheckError):
    """A cluster that cannot be reached or that was lost on the way: exit code 2."""


def needed(scheduler: str) -> None:
    """Raise InputError where Dask is not installed, or where no scheduler can stand at an address."""
    if find_spec("distributed") is None:
        hint = "install it with: pip install 'factcheck-cli[dask]'"
        raise InputError([Problem("", "", "--engine dask needs the package distributed, which is not installed", hint=hint)])
    if scheduler and not re.fullmatch(r"(?:tcp|tls)://(?:\[[0-9a-fA-F:.]+\]|[\w.-]+):\d{1,5}", scheduler):
        hint = "write it as the scheduler tells it, as in tcp://10.0.0.5:8786, or tls://… with Dask's own settings for certificates"
        raise InputError([Problem("", "", f"{scheduler} is no address of a scheduler", hint=hint)])


@contextmanager
def own(size: int) -> Iterator[Any]:
    """Give a client of a cluster of so many processes, which only this machine reaches and which goes with it."""
    from multiprocessing import resource_tracker

    distributed = _quiet()
    resource_tracker.ensure_running()  # else its start, by a thread of Dask, would let interrupts through
    with ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="factcheck-", ignore_cleanup_errors=True))
        stack.enter_context(_configured(_OWN))
        # Half of a cluster cannot be ended; and Dask's threads, with the workers that they start, stay deaf to an interrupt meant for us.
        with uninterrupted():
            cluster = distributed.LocalCluster(
                n_workers=size,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                protocol="tcp",
                memory_limit=0,  # nothing is written to disk, and the system's own limit holds
                local_directory=scratch,
                silence_logs=logging.CRITICAL,
                scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
            )
            stack.enter_context(_closed(cluster.close))
        yield stack.enter_context(_client(distributed, cluster))


@contextmanager
def at(scheduler: str) -> Iterator[Any]:
    """Give a client of the cluster at a scheduler; raise ClusterFailed where none answers."""
    _knock(scheduler)
    distributed = _quiet()
    with ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)  # what matters is compared by ourselves
        stack.enter_context(_configured(_ANY))
        try:
            client = stack.enter_context(_client(distributed, scheduler))
        except Exception as error:
            raise _silent(scheduler, error) from None
        yield client


def _quiet() -> Any:
    """Return Dask's package, which tells nothing on standard error: what matters to a user, this module tells."""
    import distributed

    for name in ("distributed", *(name for name in logging.root.manager.loggerDict if name.startswith("distributed."))):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return distributed


@contextmanager
def _configured(values: dict[str, Any]) -> Iterator[None]:
    import dask.config

    with dask.config.set(values):
        yield


def _knock(scheduler: str) -> None:
    """Raise where nobody listens at an address: Dask would go on trying."""
    import socket

    host, _, port = scheduler.partition("://")[2].rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=FIRST).close()
    except (OSError, ValueError, OverflowError) as error:
        raise _silent(scheduler, error) from None


def _silent(scheduler: str, error: Exception) -> ClusterFailed:
    why = ((error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__).splitlines()[0]
    hint = "see that it runs and that this machine reaches it; `dask scheduler` tells its address"
    return ClusterFailed([Problem("", "", f"no scheduler answers at {scheduler}: {why}", hint=hint)])


@contextmanager
def _client(distributed: Any, where: Any) -> Iterator[Any]:
    client = distributed.Client(where, set_as_default=False, name="factcheck", timeout=FIRST)
    with _closed(client.close):
        yield client


@contextmanager
def _closed(close: Callable[[], object]) -> Iterator[None]:
    """Close something at the end; what cannot be closed because it is gone is no fault of the run."""
    try:
        yield
    finally:
        with suppress(Exception):
            close()
