"""The protocol: what an editor sends, handed on, and what it asks, answered."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from factcheck import __version__
from factcheck.server import answers, marks
from factcheck.server.desk import Desk
from factcheck.server.documents import Open, path_of, uri_of
from factcheck.server.lines import Lines
from factcheck.server.marks import Options
from factcheck.server.session import Checked, Session

_WATCHED = "**/*.{yaml,yml,toml}"

log = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """The protocol with documents of our own: those of pygls end a line at every character that Python takes for a line's end."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a document that was opened."""
        self._ours.session.open(Open(params.text_document, self._ours.encoding))

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Make the changes of a document."""
        document = self._ours.session.documents.get(params.text_document.uri)
        if document is not None:
            document.change(params.content_changes, params.text_document.version)
            self._ours.session.changed(document.uri)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a document, and its marks."""
        self._ours.session.close(params.text_document.uri)
        self._ours.clear(params.text_document.uri)

    @property
    def _ours(self) -> FactcheckServer:
        server = self._server
        assert isinstance(server, FactcheckServer)
        return server


class FactcheckServer(LanguageServer):
    """A server for one editor; `choices` are what settings may be set to, and `today` tells the day."""

    def __init__(self, choices: Mapping[str, object], today: Callable[[], date]) -> None:
        super().__init__("factcheck", __version__, protocol_cls=Protocol, max_workers=2)
        self.session = Session(choices, today, self._mark, self._mark_files)
        self.options = Options()
        self._marked: dict[Path, set[str]] = {}
        self._lines: dict[Path, tuple[str, Lines]] = {}
        for method, answer in _ANSWERS.items():
            self.feature(method, _OPTIONS.get(method))(answer)

    @property
    def encoding(self) -> str:
        """Return the encoding in whose units places are told."""
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))

    @property
    def ended_well(self) -> bool:
        """Return whether the editor asked for a shutdown before it left."""
        return self.protocol._shutdown

    def clear(self, uri: str) -> None:
        """Take the marks off a document."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log what went wrong: a message in the middle of the screen would not help a writer."""
        log.error("%s", error)

    def choose(self, given: object) -> None:
        """Take the options that an editor sends, alone or below the name of the tool; what is no option is left alone."""
        table = given.get("factcheck", given) if isinstance(given, Mapping) else {}
        table = table if isinstance(table, Mapping) else {}
        names = {"notComparable": "not_comparable", "supported": "supported", "lint": "lint"}
        told = {field: table[name] for name, field in names.items() if isinstance(table.get(name), bool)}
        self.options = self.options._replace(**told)
        self.session.linting = self.options.lint
        for document, checked in self.session.drafts():
            self._mark(document, checked)
        for desk in list(self.session.desks.values()):
            self._mark_files(desk)

    def lines_of(self, path: Path, text: str) -> Lines:
        """Return the lines of a text that was read from a file; kept, for they are asked for at each key."""
        known = self._lines.get(path)
        if known is None or known[0] != text:
            known = self._lines[path] = text, Lines(text, self.encoding)
        return known[1]

    def _mark(self, document: Open, checked: Checked) -> None:
        loaded = checked.loaded
        related = self.lines_of(loaded.path, loaded.text) if loaded is not None and checked.told.findings else None
        found = marks.of_draft(checked.told, checked.lines, loaded, self.options, related)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, found, checked.version))

    def _mark_files(self, desk: Desk) -> None:
        """Mark the registry, the settings and the acknowledgements of a folder, and take marks off where nothing is wrong any more."""
        severity = types.DiagnosticSeverity
        out: dict[Path, list[types.Diagnostic]] = {}
        for path, problems in list(desk.problems.items()):
            lines = self.lines_of(path, desk.texts.get(path, ""))
            out[path] = [marks.of_problem(problem, lines, severity.Error) for problem in problems]
        loaded = desk.loaded
        # What is only advice is told to whoever has the registry before them.
        is_sound = loaded is not None and loaded.path == desk.path and loaded.path not in desk.problems
        if loaded is not None and is_sound and self.session.is_open(loaded.path):
            looked, faults = self.session.faults.get(desk.folder, (None, ()))
            told = (*loaded.warnings, *(faults if self.options.lint and looked is loaded else ()))
            lines = self.lines_of(loaded.path, loaded.text)
            out[loaded.path] = [marks.of_problem(problem, lines, severity.Warning) for problem in told]
        uris = {document.path: document.uri for document in self.session.documents.values()}
        told_of = {uris.get(path) or uri_of(path): found for path, found in out.items()}
        for uri in self._marked.get(desk.folder, set()) - told_of.keys():
            self.clear(uri)
        for uri, found in told_of.items():
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found))
        self._marked[desk.folder] = {uri for uri, found in told_of.items() if found}


def _initialize(ls: FactcheckServer, params: types.InitializeParams) -> None:
    addresses = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
    ls.session.root = next((path for uri in addresses if (path := path_of(uri)) is not None), ls.session.root)
    ls.choose(params.initialization_options)


async def _initialized(ls: FactcheckServer, params: types.InitializedParams) -> None:
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching is not None and watching.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(_WATCHED)])
        wanted = types.Registration("factcheck-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        await ls.client_register_capability_async(types.RegistrationParams([wanted]))


def _configured(ls: FactcheckServer, params: types.DidChangeConfigurationParams) -> None:
    ls.choose(params.settings)


def _saved(ls: FactcheckServer, params: types.DidSaveTextDocumentParams | types.DidChangeWatchedFilesParams) -> None:
    ls.session.changed()


def _moved(ls: FactcheckServer, params: types.DidChangeWorkspaceFoldersParams) -> None:
    folders = [path for folder in ls.workspace.folders.values() if (path := path_of(folder.uri)) is not None]
    if folders and ls.session.root not in folders:
        ls.session.root = folders[0]
    ls.session.changed()


def _shutdown(ls: FactcheckServer, params: None) -> None:
    ls.session.stop()


_ANSWERS: dict[str, Callable[..., Any]] = {
    types.INITIALIZE: _initialize,
    types.INITIALIZED: _initialized,
    types.SHUTDOWN: _shutdown,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: _configured,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _saved,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: _moved,
    types.TEXT_DOCUMENT_DID_SAVE: _saved,
    types.TEXT_DOCUMENT_HOVER: answers.hover,
    types.TEXT_DOCUMENT_DEFINITION: answers.definition,
    types.TEXT_DOCUMENT_REFERENCES: answers.references,
    types.TEXT_DOCUMENT_CODE_ACTION: answers.code_actions,
}
_OPTIONS = {types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])}
