"""What the editor holds open: each text as it stands there, saved or not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls import uris

from factcheck.server.lines import Lines, Place

# Texts that are written for programs; and pages, whose text is taken out of them and stands at other places.
_NO_DRAFT = frozenset(
    (".yaml", ".yml", ".toml", ".json", ".jsonc", ".jsonl", ".csv", ".xml", ".svg", ".html", ".htm", ".pdf", ".docx", ".xlsx")
)
_NO_DRAFTS = frozenset(("yaml", "toml", "json", "jsonc", "jsonl", "csv", "xml", "html"))


class Open:
    """One open document: its text at its newest version."""

    def __init__(self, item: types.TextDocumentItem, encoding: str) -> None:
        self.uri, self.language, self.version = item.uri, item.language_id, item.version
        self.path = path_of(item.uri)
        self.name = str(self.path) if self.path else PurePosixPath(unquote(urlsplit(item.uri).path)).name or "untitled"
        self.lines = Lines(item.text, encoding)
        self._encoding = encoding

    @property
    def is_draft(self) -> bool:
        """Return whether it is prose, which is checked, as far as name and language tell."""
        suffix = self.path.suffix.casefold() if self.path else ""
        return suffix not in _NO_DRAFT and (suffix in (".md", ".txt") or self.language not in _NO_DRAFTS)

    def change(self, changes: Iterable[types.TextDocumentContentChangeEvent], version: int) -> None:
        """Make the changes that the editor tells, in their order."""
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = change.range.start, change.range.end
                text = self.lines.changed(Place(start.line, start.character), Place(end.line, end.character), change.text)
            else:
                text = change.text
            self.lines = Lines(text, self._encoding)
        self.version = version


def path_of(uri: str) -> Path | None:
    """Return the file that an address names, if it is one of this machine."""
    try:
        path = uris.to_fs_path(uri)
    except ValueError:
        return None
    return Path(path) if path and "\0" not in path else None


def uri_of(path: Path) -> str:
    """Return the address of a file."""
    return uris.from_fs_path(str(path)) or path.as_uri()
