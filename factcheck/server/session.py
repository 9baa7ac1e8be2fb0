"""One editor's session: its open documents, the folders they belong to, and what was found in them last.

All checking is done by one worker, in rounds: a round brings up to date whatever is not, the document that was changed last first. A change
only asks for a round, so that a burst of keys is checked once, and the editor is answered while texts are read.
"""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TypeVar

from factcheck.errors import Problem
from factcheck.fix import Fix
from factcheck.lint import Linter
from factcheck.load.text import lines as rows_of
from factcheck.rows import NamedTuple
from factcheck.server.desk import Desk, Loaded, Told, home_of
from factcheck.server.documents import Open
from factcheck.server.lines import Lines

_PAUSE = 0.01  # seconds that a round waits for what an editor sends together
_LINT_PAUSE = 0.6  # seconds without a change after which the registry itself is looked through
_PATIENCE = 5.0  # seconds that a question waits for a text that is being checked

_T = TypeVar("_T")

log = logging.getLogger(__name__)


class Checked(NamedTuple):
    """What was found in a draft at one version, against one state of its folder."""

    version: int
    generation: int
    desk: Desk
    lines: Lines
    loaded: Loaded | None
    told: Told


class Session:
    """Keeps every open draft checked; `publish` is called with a draft's address, `tell` with a folder, whenever there is news of them."""

    def __init__(
        self,
        choices: Mapping[str, object],
        today: Callable[[], date],
        publish: Callable[[Open, Checked], None],
        tell: Callable[[Desk], None],
    ) -> None:
        self.documents: dict[str, Open] = {}
        self.checked: dict[str, Checked] = {}
        self.fixes: dict[str, tuple[Checked, list[Fix]]] = {}
        self.desks: dict[Path, Desk] = {}
        self.faults: dict[Path, tuple[Loaded, tuple[Problem, ...]]] = {}  # what is wrong with a folder's registry, as it was looked at
        self.root = Path.cwd()
        self.linting = True
        self._choices, self._today, self._publish, self._tell = choices, today, publish, tell
        self._worker = ThreadPoolExecutor(1, "check")
        self._aside = ThreadPoolExecutor(2, "aside")  # what may take long and holds nobody up
        self._wanted, self._idle = asyncio.Event(), asyncio.Event()
        self._idle.set()
        self._order: list[str] = []  # drafts, the one that was changed last at the end
        self._tasks: set[asyncio.Task[None]] = set()

    def open(self, document: Open) -> None:
        """Take a document, or a newer text of one."""
        self.documents[document.uri] = document
        self.changed(document.uri)

    def changed(self, uri: str = "") -> None:
        """Ask for a round; a document that was changed is checked before others."""
        if uri in self.documents:
            self._order = [*(each for each in self._order if each != uri), uri]
        self._idle.clear()
        self._wanted.set()
        if not self._tasks:
            self._start(self._rounds())

    def close(self, uri: str) -> None:
        """Forget a document."""
        self.documents.pop(uri, None)
        self.checked.pop(uri, None)
        self.fixes.pop(uri, None)
        self._order = [each for each in self._order if each != uri]
        self.changed()

    def stop(self) -> None:
        """Let go of what is still to be done."""
        for task in self._tasks:
            task.cancel()
        for pool in (self._worker, self._aside):
            pool.shutdown(wait=False, cancel_futures=True)

    async def settled(self) -> None:
        """Wait until all is checked, for a while."""
        try:
            await asyncio.wait_for(self._idle.wait(), _PATIENCE)
        except TimeoutError:
            log.info("a question is answered from an older check")

    async def current(self, uri: str) -> Checked | None:
        """Return what was found in a draft as it stands now, or nothing where it is no draft or is still being read."""
        await self.settled()
        document, found = self.documents.get(uri), self.checked.get(uri)
        return found if document is not None and found is not None and found.version == document.version else None

    async def aside(self, work: Callable[[], _T]) -> _T:
        """Return what a work returns that is done beside the checking."""
        return await asyncio.get_running_loop().run_in_executor(self._aside, work)

    def is_open(self, path: Path) -> bool:
        """Return whether the editor holds a file open."""
        return any(document.path == path for document in self.documents.values())

    def desk_of_registry(self, path: Path) -> Desk | None:
        """Return the folder whose registry a file is."""
        return next((desk for desk in list(self.desks.values()) if desk.path == path), None)

    def drafts(self) -> Iterable[tuple[Open, Checked]]:
        """Yield the open drafts with what was found in each, in the order of their names."""
        found = ((document, self.checked.get(uri)) for uri, document in self.documents.items())
        return sorted(((document, one) for document, one in found if one is not None), key=lambda row: (row[0].name, row[0].uri))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _rounds(self) -> None:
        while True:
            await self._wanted.wait()
            await asyncio.sleep(_PAUSE)
            self._wanted.clear()
            try:
                await self._round()
            except Exception:
                log.exception("a round of checks has failed")
            if not self._wanted.is_set():
                self._idle.set()

    async def _round(self) -> None:
        loop = asyncio.get_running_loop()
        documents = [self.documents[uri] for uri in reversed(self._order)]
        texts = {document.path: document.lines.text for document in documents if document.path is not None and not document.is_draft}
        paths = [document.path for document in documents]
        homes, fresh = await loop.run_in_executor(self._worker, self._refresh, paths, texts)
        for desk in fresh:
            self._tell(desk)
            self._look_through(desk)
        for document, home in zip(documents, homes, strict=True):
            desk = self.desks[home]
            if not document.is_draft or document.path == desk.path:
                continue
            known = self.checked.get(document.uri)
            version, lines = document.version, document.lines
            if known is not None and (known.version, known.desk, known.generation) == (version, desk, desk.generation):
                continue
            generation, loaded = desk.generation, desk.loaded
            told = await loop.run_in_executor(self._worker, _checked, desk, document.name, lines.text)
            if self.documents.get(document.uri) is document and document.version == version:
                one = self.checked[document.uri] = Checked(version, generation, desk, lines, loaded, told)
                self._publish(document, one)
            if self._wanted.is_set():
                return  # what was changed meanwhile comes first

    def _refresh(self, paths: list[Path | None], texts: Mapping[Path, str]) -> tuple[list[Path], list[Desk]]:
        """Return the folder of each file, and those folders of which there is news; done by the worker."""
        homes = [home_of(path, self.root) for path in paths]
        fresh = []
        for home in dict.fromkeys(homes):
            desk = self.desks.setdefault(home, Desk(home, self._choices, self._today))
            first = desk.loaded is None
            try:
                if desk.refresh(texts):
                    fresh.append(desk)
                if first and desk.loaded is not None:
                    gc.freeze()  # what stays for the whole session need not be looked through for garbage at every few keys
            except Exception:
                log.exception("a folder could not be read")
        return homes, fresh

    def _look_through(self, desk: Desk) -> None:
        loaded = desk.loaded
        looked = self.faults.get(desk.folder, (None,))[0] is loaded
        if self.linting and loaded is not None and not looked and self.is_open(desk.path):
            self._start(self._lint(desk, loaded))

    async def _lint(self, desk: Desk, loaded: Loaded) -> None:
        await asyncio.sleep(_LINT_PAUSE)
        if desk.loaded is loaded:
            faults = await self.aside(lambda: _linted(loaded, self._today()))
            if desk.loaded is loaded:
                self.faults[desk.folder] = loaded, faults
                self._tell(desk)


def _checked(desk: Desk, name: str, text: str) -> Told:
    """Return what a text tells; a fault of ours is logged, and must not take the others with it."""
    try:
        return desk.check(name, text)
    except Exception:
        log.exception("a text could not be checked")
        return Told(None)


def _linted(loaded: Loaded, today: date) -> tuple[Problem, ...]:
    checked = Linter(loaded.registry, rows_of(loaded.text), today).checked()
    return tuple(fault.problem for fault in checked.faults)
