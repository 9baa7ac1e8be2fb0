"""The plain part of YAML, in which nearly every registry and header is written, read row by row in a fifth of a parser's time.

Block mappings and lists, texts on one line, short lists and mappings in brackets, comments. Where a text holds anything else, all of
it is left to the parser.
"""

from __future__ import annotations

import re

from factcheck.load.tree import Fields, Items, Node, Text

# Tabs and the other ends of line, document markers and directives.
_ODD = ("\t", "\r", "\x85", "\u2028", "\u2029", "\n---", "\n...", "\n%")
_ROW = re.compile(r"^( *)((?:- +)?)(?:([A-Za-z][A-Za-z0-9_/-]*):(?: +|$))?(.*)$", re.MULTILINE)
_SPECIAL = frozenset("-?:,[]{}#&*!|>'\"%@`")
_NEVER_FIRST = _SPECIAL - {"-"}
_QUOTED = re.compile(r"'[^']*(?:''[^']*)*'|\"[^\"\\]*\"")
_AFTER = re.compile(r" *(?: #.*)?$")
_ITEM = re.compile(
    r" *(?:([A-Za-z][A-Za-z0-9_/-]*): +)?"
    r"(?:([^ ?:,\[\]{}#&*!|>'\"%@`-](?: *[^ ?:,\[\]{}#])*)|('[^']*(?:''[^']*)*'|\"[^\"\\]*\")) *([,\]}])"
)
_DEEPEST = 8


class _NotPlain(Exception):
    pass


def read(text: str) -> Node | None:
    """Return the tree of a text, the same that the parser gives; nothing where it is not plain, or empty."""
    started = f"\n{text}"
    if any(sign in started for sign in _ODD):
        return None
    try:
        return _Rows(text).root()
    except _NotPlain:
        return None


class _Rows:
    """The rows that say something: line and column (from 1), width of the dash, key, and the rest."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.at = 0
        self.rows: list[tuple[int, int, int, str, str]] = [
            (line, len(indent) + 1, len(dash), key, rest)
            for line, (indent, dash, key, rest) in enumerate(_ROW.findall(text), 1)
            if key or dash or (rest and rest[0] != "#")
        ]

    def root(self) -> Node | None:
        """Return the tree of all rows, nothing where there is none."""
        if not self.rows:
            return None
        node = self._block(0)
        if self.at < len(self.rows):
            raise _NotPlain
        return node

    def _block(self, depth: int, above: int = 0) -> Node:
        """Return the list or mapping that begins in the row where one stands, and go on behind it; `above` is the column of its key."""
        line, column, dash, _, _ = self.rows[self.at]
        if depth > _DEEPEST:
            raise _NotPlain
        # The parser marks all that is left of the row, but of a list right below its key the dash alone.
        width = max(len(self.lines[line - 1].rstrip()) - column + 1, 1) if column != above else 1
        if dash:
            return Items(line, column, width, tuple(self._items(column, depth)))
        return Fields(line, column, width, tuple(self._pairs(column, depth)))

    def _items(self, column: int, depth: int) -> list[Node]:
        items: list[Node] = []
        rows = self.rows
        while self.at < len(rows) and rows[self.at][1] == column and rows[self.at][2]:
            line, _, dash, key, rest = rows[self.at]
            if key:
                # The same row is the first of a mapping that stands behind the dash.
                rows[self.at] = (line, column + dash, 0, key, rest)
                items.append(self._block(depth + 1))
            else:
                self.at += 1
                items.append(_value(line, self._start(line, rest), rest))
        self._ended(column)
        return items

    def _pairs(self, column: int, depth: int) -> list[tuple[Text, Node]]:
        pairs: list[tuple[Text, Node]] = []
        seen: set[str] = set()
        rows, count = self.rows, len(self.rows)
        while self.at < count:
            line, begin, dash, name, rest = rows[self.at]
            if begin != column or dash:
                break
            if not name or name in seen:
                raise _NotPlain
            seen.add(name)
            self.at += 1
            key = Text(line, column, len(name), name)
            value: Node
            if rest and rest[0] != "#":
                value = _value(line, self._start(line, rest), rest)
                if isinstance(value, Text) and not value.text:
                    value = key._replace(text="")
            elif self.at < count and (rows[self.at][1] > column or (rows[self.at][1] == column and rows[self.at][2])):
                value = self._block(depth + 1, column)
            else:
                value = key._replace(text="")  # nothing is best shown at its key
            pairs.append((key, value))
        self._ended(column)
        return pairs

    def _start(self, line: int, rest: str) -> int:
        """Return the column at which the rest of a row stands."""
        return len(self.lines[line - 1]) - len(rest) + 1

    def _ended(self, column: int) -> None:
        if self.at < len(self.rows) and self.rows[self.at][1] > column:
            raise _NotPlain


def _value(line: int, column: int, rest: str) -> Node:
    """Return what stands behind a key or dash on one line."""
    first = rest[:1]
    if first and first not in _SPECIAL and "#" not in rest and ": " not in rest and rest[-1] not in ": ":
        return Text(line, column, len(rest), rest)  # nearly all are so
    if first in _NEVER_FIRST or not first:
        if first in ("[", "{"):
            return _bracketed(line, column, rest)
        found = _QUOTED.match(rest)
        if found is None or (found.end() < len(rest) and _AFTER.match(rest, found.end()) is None):
            raise _NotPlain
        return Text(line, column, found.end(), _unquoted(found[0]))
    if first == "-" and rest[1:2] in ("", " "):
        raise _NotPlain
    if " #" in rest:
        rest = rest[: rest.index(" #")]
    text = rest.rstrip(" ")
    if ": " in text or text[-1] == ":":
        raise _NotPlain
    return Text(line, column, len(text), text)


def _unquoted(text: str) -> str:
    return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1]


def _bracketed(line: int, column: int, rest: str) -> Node:
    """Return a list or mapping of texts in brackets."""
    end = "]" if rest[0] == "[" else "}"
    items: list[Node] = []
    pairs: dict[str, tuple[Text, Node]] = {}
    at, sign = 1, ","
    while sign == ",":
        found = _ITEM.match(rest, at)
        if found is None:
            raise _NotPlain
        name, word, quoted, sign = found.groups()
        group = 2 if word else 3
        item = Text(line, column + found.start(group), found.end(group) - found.start(group), word or _unquoted(quoted))
        at = found.end()
        if (name is None) != (end == "]") or name in pairs:
            raise _NotPlain
        if name is None:
            items.append(item)
        else:
            key = Text(line, column + found.start(1), len(name), name)
            pairs[name] = (key, item if item.text else key._replace(text=""))
    if sign != end or _AFTER.match(rest, at) is None:
        raise _NotPlain
    # The parser marks the bracket alone.
    return Items(line, column, 1, tuple(items)) if end == "]" else Fields(line, column, 1, tuple(pairs.values()))
