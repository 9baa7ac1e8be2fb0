"""Parts done by several processes at a time, and given back in their order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from factcheck.engine.work import Done, Work
from factcheck.errors import FactcheckError, Problem
from factcheck.load.parts import Part

_AHEAD = 2  # parts that a worker has: the one that it reads, and the next, so that it never waits for us
_WINDOW = 4  # parts a worker that may be under way or wait for an earlier one: what bounds the memory


class WorkerDied(FactcheckError):
    """A worker ended before its work was done: exit code 2, for what it was reading was not checked."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    tasks: Connection[Part, Any]
    results: Connection[Any, Done | BaseException]
    parts: deque[tuple[int, Part]] = field(default_factory=deque)


class Crew:
    """Worker processes that do parts; leaving it ends them at once, whatever they are doing."""

    def __init__(self, work: Work, size: int) -> None:
        self._work, self._size = work.prepare(), size
        self._workers: list[_Worker] = []

    def __enter__(self) -> Crew:
        forked = _can_fork()
        context: Any = multiprocessing.get_context("fork" if forked else "spawn")
        if forked:
            gc.freeze()  # else each process would copy, page by page, what it only looks through for garbage
        try:
            with uninterrupted(), _safe_path():
                for _ in range(self._size):
                    self._start(context, forked)
        except BaseException:
            self.__exit__()
            raise
        finally:
            if forked:
                gc.unfreeze()
        return self

    def _start(self, context: Any, forked: bool) -> None:
        theirs, tasks = context.Pipe(duplex=False)
        results, ours = context.Pipe(duplex=False)
        # What a forked process inherits of the pipes would keep them open when this process is gone.
        ends = [end for worker in self._workers for end in (worker.tasks, worker.results)]
        inherited = [*ends, tasks, results] if forked else []
        process = context.Process(target=_serve, args=(self._work, theirs, ours, inherited), daemon=True)
        process.start()
        theirs.close()
        ours.close()
        self._workers.append(_Worker(process, tasks, results))

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.tasks.close()
            worker.results.close()

    def done(self, parts: Iterator[Part]) -> Iterator[tuple[Part, Done | None]]:
        """Yield each part with what came of it, in the order of the parts; nothing for those that only this process can read."""
        numbered = enumerate(parts)
        ready: dict[int, tuple[Part, Done | BaseException | None]] = {}
        given = told = 0
        exhausted = False
        while True:
            while not exhausted and given - told < _WINDOW * len(self._workers):
                worker = min(self._workers, key=lambda worker: len(worker.parts))
                if len(worker.parts) >= _AHEAD:
                    break
                number, part = next(numbered, (given, None))
                if part is None:
                    exhausted = True
                elif part.here:
                    given, ready[number] = given + 1, (part, None)
                else:
                    given = given + 1
                    self._give(worker, number, part)
            if told in ready:
                part, done = ready.pop(told)
                told += 1
                if isinstance(done, BaseException):
                    raise done
                yield part, done
            elif exhausted and told == given:
                return
            else:
                self._collect(ready)

    def _give(self, worker: _Worker, number: int, part: Part) -> None:
        worker.parts.append((number, part))
        try:
            worker.tasks.send(part)
        except OSError:
            raise _died(worker) from None

    def _collect(self, ready: dict[int, tuple[Part, Done | BaseException | None]]) -> None:
        """Wait until at least one worker has done a part, and take in what is done."""
        busy = {worker.results: worker for worker in self._workers if worker.parts}
        for results in wait(list(busy)):
            worker = busy[results]  # type: ignore[index]
            try:
                done = worker.results.recv()
            except (EOFError, OSError):
                raise _died(worker) from None
            number, part = worker.parts.popleft()
            ready[number] = part, done


def _serve(work: Work, tasks: Connection[Any, Part], results: Connection[Done | BaseException, Any], inherited: list[Any]) -> None:
    """Do parts until nobody asks for more: what a worker process runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us is told too, and ends us
    _block(False)
    for end in inherited:
        end.close()
    gc.set_threshold(50_000, 20, 20)  # as in the process that was started
    while True:
        try:
            part = tasks.recv()
        except (EOFError, OSError):
            return
        done: Done | BaseException
        try:
            done = work(part)
        except Exception as error:
            done = sendable(error)
        try:
            results.send(done)
        except OSError:
            return


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Keep an interrupt waiting until it cannot leave half of the processes behind."""
    _block(True)
    try:
        yield
    finally:
        _block(False)


def _block(blocked: bool) -> None:
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK if blocked else signal.SIG_UNBLOCK, {signal.SIGINT})


def sendable(error: Exception) -> Exception:
    """Return a fault as it is, or told in words where it cannot be handed over."""
    import pickle
    import traceback

    told = "".join(traceback.format_exception(error))
    try:
        copy = pickle.loads(pickle.dumps(error))
    except Exception:
        copy = RuntimeError(f"{type(error).__name__}: {error}")
    copy.add_note(f"in a worker process:\n{told}")
    return error if isinstance(error, FactcheckError) else copy


def _died(worker: _Worker) -> WorkerDied:
    worker.process.join(5)
    code = worker.process.exitcode
    how = f"killed by signal {-code} ({_signal(-code)})" if code is not None and code < 0 else f"ended with {code}"
    _, part = worker.parts[0]
    more = f" and {len(part.names) - 1:,} more, to {part.names[-1]}" if len(part.names) > 1 else ""
    message = (
        f"a worker process was {how} while it read this{more}: nothing of them was checked"
        if more
        else (f"a worker process was {how} while it read this: it was not checked")
    )
    hint = "where memory ran out, a smaller --jobs needs less; --jobs 1 reads in one process"
    return WorkerDied([Problem(part.names[0], "", message, hint=hint)])


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "unknown"


@contextmanager
def _safe_path() -> Iterator[None]:
    """Have an interpreter that is started look for no module in the folder where it stands: a checkout may hold a `multiprocessing.py`."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


def _can_fork() -> bool:
    """Return whether a copy of this process is sound: nothing but this thread runs in it, threads of libraries among them."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    try:
        return sum(1 for _ in os.scandir("/proc/self/task")) == 1
    except OSError:
        return False
