"""Parts done by the workers of a Dask cluster, one that is named or one of this machine's own, and given back in their order.

The tasks hold nothing but a part: the claims go to the cluster once, as a task of their own whose result each worker keeps. So Dask can do
again whatever is lost with a worker, the claims too.
"""

from __future__ import annotations

import pickle
import time
import uuid
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from factcheck.engine.cluster_client import FIRST, TRIES, ClusterFailed, at, needed, own
from factcheck.engine.far import Answer, Crate, do, edition
from factcheck.engine.processes import WorkerDied
from factcheck.errors import FactcheckError, InputError, Problem
from factcheck.load.parts import Part

_WINDOW = 4  # parts a worker that may be under way or wait for an earlier one: what bounds the memory
_LOOK = 5.0  # seconds between looks at who is there
_PATIENCE = 60.0  # seconds that a run waits for a worker where there is none


class Cluster:
    """Workers that do parts; leaving it cancels what is under way, and ends the workers if they are our own."""

    def __init__(self, crate: Crate, size: int, scheduler: str = "") -> None:
        """`size` is how many processes a cluster of our own has; at a `scheduler` there are as many as there are."""
        self._crate, self._size, self._scheduler = crate, size, scheduler
        self._client: Any = None
        self._waiting: deque[tuple[Part, Any]] = deque()
        self._stack = ExitStack()
        self._held: Any = None
        self._run = uuid.uuid4().hex  # names the tasks of this run alone, and shows in no report
        self._silent = 0
        self._most, self._looked = _WINDOW, 0.0

    def __enter__(self) -> Cluster:
        needed(self._scheduler)
        try:
            self._client = self._stack.enter_context(at(self._scheduler) if self._scheduler else own(self._size))
            self._meet()
            self._held = self._client.submit(Crate, *self._crate.__reduce__()[1], key=f"factcheck-claims-{self._run}", pure=False)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        left = [future for _, future in self._waiting if future is not None]
        if self._client is not None:
            with suppress(Exception):  # the cluster may be gone, which is why we leave
                self._client.cancel([*left, *([self._held] if self._held is not None else [])], force=True)
        self._waiting.clear()
        self._held = None
        self._stack.close()

    def done(self, parts: Iterator[Part]) -> Iterator[tuple[Part, Any]]:
        """Yield each part with what came of it, in the order of the parts; nothing for those that only this process can read."""
        folder, exhausted = str(Path.cwd()), False
        for number in range(1 << 62):
            while not exhausted and len(self._waiting) < self._window():
                part = next(parts, None)
                exhausted = part is None
                if part is not None:
                    name = f"factcheck-part-{self._run}-{number}-{len(self._waiting)}"
                    self._waiting.append((part, None if part.here else self._asked(part, folder, name)))
            if not self._waiting:
                return
            part, future = self._waiting[0]
            done = None if future is None else self._told(part, self._result(part, future))
            self._waiting.popleft()
            yield part, done

    def _asked(self, part: Part, folder: str, name: str) -> Any:
        asked = pickle.dumps((part, folder, self._silent), protocol=5)
        return self._client.submit(do, self._held, asked, key=name, pure=False)

    def _window(self) -> int:
        """Return how many parts may be under way, by the workers that are there: a cluster may grow and shrink."""
        if time.monotonic() - self._looked > _LOOK:
            self._most = _WINDOW * max(1, len(self._workers()))
            self._looked = time.monotonic()
        return self._most

    def _workers(self) -> dict[str, int]:
        try:
            return dict(self._client.nthreads())
        except Exception:
            raise self._lost() from None

    def _result(self, part: Part, future: Any) -> Answer:
        """Return the answer to a part once it is there; raise where nobody is left to give it."""
        from distributed import KilledWorker

        since: float | None = None
        while True:
            try:
                answer: Answer = pickle.loads(future.result(timeout=_LOOK))
                return answer
            except TimeoutError:
                if self._client.status != "running":
                    raise self._lost() from None
                since = None if self._workers() else since or time.monotonic()
                if since is not None and time.monotonic() - since > _PATIENCE:
                    raise self._lost(f"no worker has been there for {_PATIENCE:.0f} seconds") from None
            except KilledWorker:
                raise _deadly(part) from None
            except (ImportError, AttributeError) as error:
                raise self._other(f"a worker cannot do the work: {error}") from None
            except FactcheckError:
                raise
            except Exception as error:
                raise self._lost(f"{type(error).__name__}: {error}") from None

    def _told(self, part: Part, answer: Answer) -> Any:
        """Return what came of a part; raise what its worker tells is wrong."""
        if answer.edition:
            raise self._other(f"the worker on {answer.host} has factcheck {answer.edition}, this is {edition()}")
        here = [name for name in answer.absent if Path(name).exists()]
        if here or (answer.done is None and answer.error is None):
            name = (here or list(answer.absent))[0]
            message = f"it is here, but not on the worker on {answer.host}, at {Path(name).absolute()}"
            hint = "put the archive where every worker finds it under the same path, or name it by an address such as s3://…"
            raise InputError([Problem(stored_name(name), "FC912", message, hint=hint)])
        if answer.error is not None:
            raise answer.error
        rows = getattr(answer.done, "told", ())  # of the work that hands over findings
        self._silent += sum(not row.findings for row in rows)
        return answer.done

    def _meet(self) -> None:
        """Raise where no worker is there, or where one that is runs another factcheck: each part asks once more."""
        try:
            self._client.wait_for_workers(1, timeout=FIRST)
        except Exception:
            raise self._lost(f"no worker came within {FIRST:.0f} seconds") from None
        if not self._scheduler:
            return
        try:
            told = self._client.run(edition, on_error="return")
        except Exception as error:
            raise self._lost(f"{type(error).__name__}: {error}") from None
        mine = edition()
        for worker, theirs in sorted(told.items()):
            if isinstance(theirs, (ImportError, AttributeError)):
                raise self._other(f"the worker {worker} has no factcheck, or an older one: {theirs}")
            if isinstance(theirs, str) and theirs != mine:
                raise self._other(f"the worker {worker} has factcheck {theirs}, this is {mine}")

    def _lost(self, why: str = "the scheduler does not answer any more") -> ClusterFailed:
        hint = "nothing of this run was reported; run it again once the cluster stands"
        return ClusterFailed([Problem("", "", f"the cluster {_shown(self._scheduler)} was lost: {why}", hint=hint)])

    def _other(self, message: str) -> ClusterFailed:
        hint = "install the same factcheck, with the same Python, for every worker and here"
        return ClusterFailed([Problem("", "", message, hint=hint)])


def stored_name(name: str) -> str:
    """Return how a file is called in messages."""
    from factcheck.load.stored import shown

    return shown(name)


def _shown(scheduler: str) -> str:
    return f"at {scheduler}" if scheduler else "of this machine"


def _deadly(part: Part) -> WorkerDied:
    more = f" and {len(part.names) - 1:,} more, to {part.names[-1]}" if len(part.names) > 1 else ""
    message = f"more than {TRIES} workers were lost while they read this{more}: it was not checked"
    hint = "where memory ran out, workers with more of it may do; else see which of the texts it is with --engine processes"
    return WorkerDied([Problem(part.names[0], "", message, hint=hint)])
