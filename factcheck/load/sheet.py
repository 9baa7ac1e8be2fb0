"""A parsed file beside its problems: what every check of a node needs to say what is wrong and where."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from factcheck.errors import Problem
from factcheck.load.tree import Fields, Items, Node, Refused, Text

_SHAPES = {Text: "a text", Items: "a list", Fields: "a mapping"}


class Sheet:
    """One file's lines, with the problems and warnings that its checks have found so far."""

    def __init__(self, path: str, rows: Sequence[str], problems: Sequence[Problem] = (), warnings: Sequence[Problem] = ()) -> None:
        self.path = path
        self.rows = rows
        self.problems = list(problems)
        self.warnings = list(warnings)

    def problem(self, at: Node, code: str, message: str, hint: str) -> Problem:
        """Return a problem at a node, with its line."""
        row = self.rows[at.line - 1] if at.line <= len(self.rows) else ""
        return Problem(self.path, code, message, at.line, at.column, at.width, row, hint)

    def tell(self, at: Node, code: str, message: str, hint: str) -> None:
        """Keep a problem that makes the file unusable."""
        self.problems.append(self.problem(at, code, message, hint))

    def warn(self, at: Node, code: str, message: str, hint: str) -> None:
        """Keep a problem that is only told."""
        self.warnings.append(self.problem(at, code, message, hint))

    def fields(self, node: Node, what: str, known: Mapping[str, str], elsewhere: Mapping[str, str] | None = None) -> dict[str, Node] | None:
        """Return the values of a mapping by known key, telling unknown ones; nothing if the node is no mapping.

        `known` has an example for each key, `elsewhere` the place of keys that belong to another mapping.
        """
        if not isinstance(node, Fields):
            self._shape(node, what, "a mapping", "write its keys each on its own line, as in " + example(*next(iter(known.items()))))
            return None
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            name = unicodedata.normalize("NFC", key.text)
            if name in known:
                found[name] = value
            else:
                self.tell(key, "FC901", f"unknown key `{name}` in {what}", _instead(name, known, elsewhere or {}))
        return found

    def items(self, node: Node, what: str, sample: str) -> tuple[Node, ...] | None:
        """Return the items of a list, or nothing, told, if the node is none."""
        if isinstance(node, Items):
            return node.items
        self._shape(node, what, "a list", f"start each of them with `- `, as in {sample}")
        return None

    def text(self, node: Node | None, key: str, sample: str) -> str | None:
        """Return a scalar stripped; nothing if it is absent, and nothing, told, if it is empty or no text."""
        if node is None or isinstance(node, Refused):
            return None
        if not isinstance(node, Text):
            self._shape(node, f"`{key}`", "a text", f"write one text, as in {example(key, sample)}")
            return None
        if text := node.text.strip():
            return text
        instead = "" if key == "id" else ", or delete the key"
        self.tell(node, "FC903", f"`{key}` has no value", f"write one, as in {example(key, sample)}{instead}")
        return None

    def texts(self, node: Node | None, key: str, sample: str) -> tuple[str, ...]:
        """Return the texts of a list, or the one text that stands for a list of one."""
        nodes = node.items if isinstance(node, Items) else (node,)
        return tuple(text for text in (self.text(each, key, sample) for each in nodes) if text is not None)

    def _shape(self, node: Node, what: str, wanted: str, hint: str) -> None:
        if isinstance(node, Refused):
            return
        if isinstance(node, Text) and not node.text.strip():
            self.tell(node, "FC908", f"{what} is empty where {wanted} is expected", hint)
        else:
            self.tell(node, "FC908", f"{what} is {_SHAPES[type(node)]} where {wanted} is expected", hint)


def example(key: str, sample: str) -> str:
    """Return a key and a value as one would write them."""
    return f"`{key}: {sample}`" if sample else f"`{key}:`"


def nearest(name: str, known: Mapping[str, str], cutoff: float = 0.6) -> str | None:
    """Return the known key that a misspelt one most likely means."""
    name = name.strip().casefold().replace("-", "_")
    if name in known:
        return name
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1, cutoff=cutoff)
    return close[0] if close else None


def _instead(name: str, known: Mapping[str, str], elsewhere: Mapping[str, str]) -> str:
    if name[:1].isdigit():
        # `{value: 24,5}` is cut at the comma, and `5` becomes a key.
        return "put a text that holds a comma in quotes: inside `{ }` and `[ ]` a comma separates"
    if close := nearest(name, known):
        return f"write `{close}`"
    if name in elsewhere:
        return elsewhere[name]
    return "use one of " + ", ".join(f"`{key}`" for key in known)
