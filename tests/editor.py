"""An editor without a screen: it starts the server as a process, speaks the protocol with it, and keeps what it is told to draw."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.protocol import default_converter

ROOT = Path(__file__).parent.parent
PATIENCE = 30.0  # seconds; the machine may be busy with other tests
Marks = Sequence[types.Diagnostic]


@cache
def _converter() -> Any:
    return default_converter()  # type: ignore[no-untyped-call]  # what it finds out about the protocol is the same for all sessions


class Editor:
    """One session with the server in a folder; `async with` opens and ends it."""

    def __init__(
        self,
        folder: Path,
        *,
        encoding: str = "utf-16",
        options: dict[str, Any] | None = None,
        markdown: bool = True,
        args: Sequence[str] = ("--today", "2026-11-21"),
    ) -> None:
        self.folder, self.args, self.options = folder, args, options
        self.marks: dict[str, tuple[int | None, Marks]] = {}
        self.texts: dict[str, str] = {}
        self._versions: dict[str, int] = {}
        self._news = asyncio.Event()
        hover = types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown] if markdown else None)
        self.capabilities = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=[encoding]),
            text_document=types.TextDocumentClientCapabilities(hover=hover),
        )
        self.client = LanguageClient("tests", "1", converter_factory=_converter)
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._take(params))

    async def __aenter__(self) -> Self:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        await self.client.start_io(sys.executable, "-m", "factcheck", "server", *self.args, cwd=self.folder, env=environment)
        params = types.InitializeParams(self.capabilities, root_uri=self.folder.as_uri(), initialization_options=self.options)
        self.told = await asyncio.wait_for(self.client.initialize_async(params), PATIENCE)
        self.client.initialized(types.InitializedParams())
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.process.returncode is None:
            await asyncio.wait_for(self.client.shutdown_async(None), PATIENCE)
            self.client.exit(None)
        await self.ended()

    @property
    def process(self) -> asyncio.subprocess.Process:
        """Return the server's process."""
        process = self.client._server
        assert process is not None
        return process

    async def ended(self) -> tuple[int, str]:
        """Return the server's exit code, and what it has written to its log, once it has ended."""
        assert self.process.stderr is not None
        code = await asyncio.wait_for(self.process.wait(), PATIENCE)
        log = (await self.process.stderr.read()).decode()
        await self.client.stop()  # type: ignore[no-untyped-call]
        return code, log

    def uri(self, name: str) -> str:
        """Return the address of a file of the folder."""
        return name if ":" in name else (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None, language: str = "markdown") -> None:
        """Open a file, with the text on the disk if no other is given."""
        uri = self.uri(name)
        self.texts[uri] = (self.folder / name).read_bytes().decode() if text is None else text
        self._versions[uri] = 1
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, self.texts[uri])))

    def write(self, name: str, text: str) -> None:
        """Write a whole text anew."""
        self.change(name, types.TextDocumentContentChangeWholeDocument(text))
        self.texts[self.uri(name)] = text

    def change(self, name: str, *changes: types.TextDocumentContentChangeEvent) -> None:
        """Send changes as they are."""
        uri = self.uri(name)
        self._versions[uri] += 1
        which = types.VersionedTextDocumentIdentifier(uri=uri, version=self._versions[uri])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(which, list(changes)))

    def close(self, name: str) -> None:
        """Close a file."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(self.uri(name))))

    def saved(self, *names: str) -> None:
        """Tell that files have changed on the disk."""
        changes = [types.FileEvent(self.uri(name), types.FileChangeType.Changed) for name in names]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes))

    async def marked(self, name: str, until: Callable[[Marks], bool] = lambda marks: True) -> Marks:
        """Return the marks of the newest version of a file, once they are such."""
        uri, seen = self.uri(name), None
        async with asyncio.timeout(PATIENCE):
            while True:
                version, seen = self.marks.get(uri, (0, None))
                if seen is not None and version in (None, self._versions.get(uri)) and until(seen):
                    return seen
                self._news.clear()
                await self._news.wait()

    async def codes(self, name: str, codes: Sequence[str]) -> Marks:
        """Wait until the marks of a file have these codes, and return them."""
        return await self.marked(name, lambda marks: [mark.code for mark in marks] == list(codes))

    async def hover(self, name: str, position: types.Position) -> str:
        """Return the page that is shown at a place, empty if there is none."""
        where = types.HoverParams(types.TextDocumentIdentifier(self.uri(name)), position)
        told = await asyncio.wait_for(self.client.text_document_hover_async(where), PATIENCE)
        return told.contents.value if told is not None and isinstance(told.contents, types.MarkupContent) else ""

    async def definition(self, name: str, position: types.Position) -> list[tuple[str, int]]:
        """Return the files and lines to which a place leads."""
        where = types.DefinitionParams(types.TextDocumentIdentifier(self.uri(name)), position)
        return _named(await asyncio.wait_for(self.client.text_document_definition_async(where), PATIENCE))

    async def references(self, name: str, position: types.Position) -> list[tuple[str, int]]:
        """Return the files and lines that tell of what is told at a place."""
        which = types.TextDocumentIdentifier(self.uri(name))
        where = types.ReferenceParams(types.ReferenceContext(False), which, position)
        return _named(await asyncio.wait_for(self.client.text_document_references_async(where), PATIENCE))

    async def actions(self, name: str, mark: types.Diagnostic) -> list[types.CodeAction]:
        """Return what can be done about a mark."""
        which = types.TextDocumentIdentifier(self.uri(name))
        where = types.CodeActionParams(which, mark.range, types.CodeActionContext([mark]))
        told = await asyncio.wait_for(self.client.text_document_code_action_async(where), PATIENCE)
        return [action for action in told or () if isinstance(action, types.CodeAction)]

    def apply(self, action: types.CodeAction) -> None:
        """Do what an action says, as an editor does: change what is open, and tell so."""
        assert action.edit is not None
        for uri, edits in (action.edit.changes or {}).items():
            for edit in edits:
                self.change(uri, types.TextDocumentContentChangePartial(edit.range, edit.new_text))

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        self.marks[params.uri] = params.version, params.diagnostics
        self._news.set()


def _named(told: object) -> list[tuple[str, int]]:
    places = told if isinstance(told, Sequence) else [told]
    return [(Path(place.uri).name, place.range.start.line) for place in places if isinstance(place, types.Location)]
