"""Any YAML text as a plain tree, by the events of its parser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import yaml

from factcheck.errors import Problem
from factcheck.load.text import lines
from factcheck.load.tree import Fields, Items, Node, Refused, Spot, Text

# The C parser is some ten times faster and is missing from some builds of PyYAML.
_LOADER: type = getattr(yaml, "CLoader", yaml.SafeLoader)
_DEEPEST = 32
_TAB_INDENT = re.compile(r" *\t")


class _TooDeep(Exception):
    def __init__(self, at: Spot) -> None:
        self.at = at


# What the parsers say, and what a writer of claims can do about it; the two parsers word the same fault differently.
_SYNTAX = (
    (
        "mapping values are not allowed",
        "a colon stands where no key can",
        "put a text that holds `: ` in quotes; else let all keys of a claim start in the same column",
    ),
    ("sequence entries are not allowed", "a `- ` stands where no list can", "start the list on its own line, or put the text in quotes"),
    ("unexpected end of stream", "a quote is opened and not closed", "close the quote at the end of the text"),
    ("document separator", "a quote is opened and not closed", "close the quote at the end of the text"),
    ("expected ':'", "a key without its colon", "write the key, a colon and a space, as in `id: trade`"),
    (
        "',' or",
        "a bracket is opened and not closed",
        "close `[` with `]` and `{` with `}`, and put a text that holds either in quotes",
    ),
    ("cannot start any token", "a text cannot start with this character", "put the text in quotes"),
    ("alphabetic or numeric", "a text cannot start with this character", "put the text in quotes"),
    ("escape", "no such escape in double quotes", "put the text in single quotes, where a backslash is a backslash"),
    ("'-' indicator", "wrong indentation", "start each claim with `- ` in one column, and its keys two columns further right"),
    (
        "block end",
        "wrong indentation, or words after a closing quote",
        "let all keys of a claim start in the same column, and quotes hold the whole text",
    ),
    (
        "expected key",
        "wrong indentation, or words after a closing quote",
        "let all keys of a claim start in the same column, and quotes hold the whole text",
    ),
)


def parse(text: str, path: str) -> tuple[Node | None, list[Problem], Problem | None]:
    """Return the tree of a YAML text (nothing if it holds none), what it refuses, and the fault at which reading stopped."""
    return _Parse(text, path).run()


class _Parse:
    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.rows = lines(text)
        self.problems: list[Problem] = []

    def run(self) -> tuple[Node | None, list[Problem], Problem | None]:
        root: Node | None = None
        try:
            events = iter(yaml.parse(self.text, Loader=_LOADER))
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if root is not None:
                        self._tell(Spot(*self._place(event)), "FC908", "a second document in one file", "write one document, without `---`")
                        break
                    root = self._node(next(events), events, 0)
        except _TooDeep as error:
            return None, self.problems, self._problem(error.at, "FC908", "nested too deeply", "a registry is a list of flat claims")
        except yaml.MarkedYAMLError as error:
            return None, self.problems, self._syntax(error)
        except yaml.YAMLError:
            return None, self.problems, Problem(self.path, "FC908", "no YAML text", hint="write it as the README's example is written")
        return root, self.problems, None

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        line, column, width = self._place(event)
        plain = self._is_plain(event, line, column, width)
        if isinstance(event, yaml.ScalarEvent):
            return Text(line, column, width, event.value) if plain else Refused(line, column, width)
        if isinstance(event, yaml.AliasEvent):
            return Refused(line, column, width)
        if depth > _DEEPEST:
            raise _TooDeep(Spot(line, column, width))
        node: Node
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._node(inner, events, depth + 1))
            node = Items(line, column, width, tuple(items))
        else:
            node = Fields(line, column, width, tuple(self._pairs(events, depth + 1)))
        return node if plain else Refused(line, column, width)

    def _pairs(self, events: Iterator[yaml.Event], depth: int) -> Iterator[tuple[Text, Node]]:
        seen: dict[str, int] = {}
        while not isinstance(inner := next(events), yaml.MappingEndEvent):
            key = self._node(inner, events, depth)
            value = self._node(next(events), events, depth)
            if not isinstance(key, Text):
                if not isinstance(key, Refused):
                    self._tell(key, "FC908", "a key that is no text", "write one word as key")
                continue
            name = unicodedata.normalize("NFC", key.text)
            if name in seen:
                self._tell(key, "FC902", f"`{name}` is given twice, first in line {seen[name]}", "keep one of the two")
                continue
            seen[name] = key.line
            if isinstance(value, Text) and not value.text:
                value = Text(key.line, key.column, key.width, "")  # nothing is best shown at its key
            yield key, value

    def _is_plain(self, event: yaml.Event, *place: int) -> bool:
        """Return whether a node is written out; its anchor, alias or tag is told."""
        anchor = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent):
            self._tell(Spot(*place), "FC909", f"alias `*{anchor}`", "write the value out; a text that starts with `*` goes in quotes")
        elif anchor is not None:
            self._tell(Spot(*place), "FC909", f"anchor `&{anchor}`", "delete the anchor; a text that starts with `&` goes in quotes")
        elif (tag := getattr(event, "tag", None)) is not None:
            self._tell(Spot(*place), "FC908", f"tag `{tag}`", "delete the tag; a text that starts with `!` goes in quotes")
        else:
            return True
        return False

    def _place(self, event: yaml.Event) -> tuple[int, int, int]:
        """Return line, column and width of an event."""
        start, end = event.start_mark, event.end_mark
        assert start, "both parsers mark every event"
        assert end, "both parsers mark every event"
        line, column = start.line, start.column
        if end.line == line and end.column > column:
            return line + 1, column + 1, end.column - column
        row = self.rows[line] if line < len(self.rows) else ""
        return line + 1, column + 1, max(len(row.rstrip()) - column, 1)

    def _syntax(self, error: yaml.MarkedYAMLError) -> Problem:
        said = error.problem or ""
        opened = "end of stream" in said or "',' or" in said or "document separator" in said or "expected ':'" in said
        mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
        at = Spot(mark.line + 1, mark.column + 1, 1) if mark else Spot(1, 1, 1)
        # A tab shows itself as a fault on its own line or on the one after it.
        for number in (at.line, at.line - 1):
            if 0 < number <= len(self.rows) and (tab := _TAB_INDENT.match(self.rows[number - 1])):
                return self._problem(Spot(number, tab.end(), 1), "FC908", "a tab in the indentation", "indent with spaces")
        for words, message, hint in _SYNTAX:
            if words in said:
                return self._problem(at, "FC908", message, hint)
        return self._problem(at, "FC908", "no valid YAML: " + (said or "unreadable"), "compare with the README's example")

    def _tell(self, at: Node | Spot, code: str, message: str, hint: str) -> None:
        # One line of an alias bomb says it all.
        if code != "FC909" or not self.problems or (self.problems[-1].code, self.problems[-1].line) != (code, at.line):
            self.problems.append(self._problem(at, code, message, hint))

    def _problem(self, at: Node | Spot, code: str, message: str, hint: str) -> Problem:
        row = self.rows[at.line - 1] if at.line <= len(self.rows) else ""
        return Problem(self.path, code, message, at.line, at.column, at.width, row, hint)
