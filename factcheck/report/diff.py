"""A text before and after as a unified diff that `git apply` and `patch -p1` take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, unified_diff
from itertools import takewhile

from factcheck.report.text import visible

_BOLD, _CYAN, _RED, _GREEN, _RESET = "\x1b[1m", "\x1b[36m", "\x1b[31m", "\x1b[32m", "\x1b[0m"
_MARKED, _UNMARKED = "\x1b[1;7m", "\x1b[22;27m"
_WORD = re.compile(r"^[-+]|\s+|\S+")
_NO_NEWLINE = "\\ No newline at end of file\n"
_QUOTED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def render(path: str, old: str, new: str, *, screen: bool = False, color: bool = False) -> str:
    """Return what changes in a file, byte for byte; on a screen, what could steer a terminal is shown and not obeyed."""
    lines = list(_lines(path, old, new))
    if not screen and not color:
        return "".join(lines)
    shown = [visible(line.rstrip("\r\n").expandtabs(4)) for line in lines]
    return "".join(f"{line}\n" for line in (_tinted(shown) if color else shown))


def _lines(path: str, old: str, new: str) -> Iterator[str]:
    # Only a line feed ends a line here: what else does so for a reader is part of the line to the programs that patch.
    before, after = (text.split("\n") for text in (old, new))
    rows = ([f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else []) for lines in (before, after))
    one, other = rows
    for i, line in enumerate(unified_diff(one, other, _named("a", path), _named("b", path))):
        if i < 2:
            yield line.rstrip("\n") + "\n"
        elif line.endswith("\n"):
            yield line
        else:
            yield f"{line}\n"
            yield _NO_NEWLINE


def _named(side: str, path: str) -> str:
    """Return a path as git writes it: in quotes where it holds what would break the line, with a tab behind where it holds a space."""
    name = f"{side}/{path}"
    if any(char in _QUOTED or not char.isprintable() for char in name):
        return '"' + "".join(_QUOTED.get(char) or (char if char.isprintable() else _octal(char)) for char in name) + '"'
    return f"{name}\t" if " " in name else name


def _octal(char: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))


def _tinted(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a diff in colours; in a line that another takes the place of, the words that differ stand out."""
    gone: list[str] = []
    kept: dict[str, str] = {}
    for i, line in enumerate([*lines, ""]):
        if i > 1 and line.startswith("-"):
            gone.append(line)
            continue
        if gone:
            after = list(takewhile(lambda row: row.startswith("+"), lines[i:]))
            pairs = [_words(one, other) for one, other in zip(gone, after, strict=True)] if len(gone) == len(after) else []
            kept = dict(zip(after, (new for _, new in pairs), strict=False))
            yield from (f"{_RED}{old}{_RESET}" for old in ([old for old, _ in pairs] or gone))
            gone = []
        if i == len(lines):
            break
        style = _BOLD if i < 2 else {"@": _CYAN, "+": _GREEN}.get(line[:1], "")
        told = kept.get(line, line) if i > 1 and line.startswith("+") else line
        yield f"{style}{told}{_RESET}" if style else told


def _words(old: str, new: str) -> tuple[str, str]:
    """Return two lines with the words that differ marked."""
    one, other = (_WORD.findall(line) for line in (old, new))
    sides = [one.pop(0)], [other.pop(0)]  # the signs of the diff
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        for side, part in zip(sides, (one[a:b], other[c:d]), strict=True):
            text = "".join(part)
            side.append(f"{_MARKED}{text}{_UNMARKED}" if kind != "equal" and text else text)
    return "".join(sides[0]), "".join(sides[1])
