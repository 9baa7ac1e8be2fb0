"""The header of a source: the lines between two `---` lines at its very top."""

from __future__ import annotations

import datetime
import re

from factcheck.errors import Problem
from factcheck.lang import codes, detect
from factcheck.load.sheet import Sheet, nearest
from factcheck.load.text import lines, read_date
from factcheck.load.tree import Fields, Node, Text, clean, parse

_KEYS = {
    "title": "Kinh tế cửa khẩu",
    "publisher": "Nhân Dân",
    "date": "2025-09-18",
    "url": "https://example.org/story",
    "lang": "vi",
    "place": "tỉnh Lạng Sơn",
}
# A line ends in one way only: `\r\n` that could be one end or two would be tried in 2ⁿ ways where no second rule stands.
_BLOCK = re.compile(r"---[ \t]*(?>\r\n|\r|\n)(?P<rows>(?:(?!---[ \t]*(?:[\r\n]|\Z))[^\r\n]*+(?>\r\n|\r|\n))*+)---[ \t]*(?:\r\n|\r|\n|\Z)")
_UNOPENED = re.compile(rf"(?:(?:{'|'.join(_KEYS)})[ \t]*:[^\r\n]*+(?>\r\n|\r|\n)){{1,12}}---[ \t]*(?:[\r\n]|\Z)")
_ROW = re.compile(r"(?P<key>[A-Za-z_-]+)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_INDICATORS = tuple("*&!|>{[%@`\"'")  # what a value of YAML does not begin with plainly
# A header is a few lines; a text whose first two rules stand further apart has none.
_LONGEST = 20_000


class Header:
    """What a source says of itself, the offset at which its body starts, and what of it could not be read."""

    def __init__(self, body: int = 0) -> None:
        self.body = body
        self.texts: dict[str, str] = {}
        self.date: datetime.date | None = None
        self.notices: tuple[Problem, ...] = ()


def read_header(text: str, name: str) -> Header:
    """Return the header of a text; an empty one where the text begins with none."""
    found = _BLOCK.match(text, 0, _LONGEST) if text.startswith("---") else None
    if found is None:
        header = Header()
        if _UNOPENED.match(text, 0, _LONGEST) is not None:
            first = lines(text[:_LONGEST])[0]
            hint = "write a line `---` above it too; as it is, it is a part of the text"
            header.notices = (Problem(name, "FC915", "no line `---` opens the header", 1, 1, len(first), first, hint),)
        return header
    # A blank line in place of the first rule keeps the line numbers.
    block, unprintable = clean("\n" + found["rows"], name)
    sheet = Sheet(name, ["---", *lines(block)[1:]], warnings=unprintable)
    values = _values(block, sheet)
    # Prose between two rules is no header: at least one key must be known, or plainly meant to be.
    if not any(nearest(key.text, _KEYS, cutoff=0.75) for key, _ in values):
        return Header()
    header = Header(found.end())
    for key, value in values:
        _read(header, key, value, sheet)
    header.notices = tuple(_as_notice(problem) for problem in sheet.problems + sheet.warnings)
    return header


def _values(block: str, sheet: Sheet) -> list[tuple[Text, Node]]:
    """Return keys and values; a header that is no YAML, as with a colon in its title, is read line by line."""
    root, refused, fault = parse(block, sheet.path)
    if fault is None:
        sheet.problems += refused
        return list(root.pairs) if isinstance(root, Fields) else []
    pairs: list[tuple[Text, Node]] = []
    plain = True
    for number, row in enumerate(lines(block), 1):
        match = _ROW.match(row)
        plain = plain and (match is not None or not row.strip()) and not (match and (match["value"] or "").startswith(_INDICATORS))
        if match:
            key = Text(number, 1, len(match["key"]), match["key"])
            value = (match["value"] or "").strip()
            pairs.append((key, Text(number, max(match.start("value"), 0) + 1, max(len(value), 1), value.strip("\"'"))))
    if not plain:  # else only a colon in a title is what YAML minds
        sheet.problems.append(fault)
    return pairs


def _read(header: Header, key: Text, value: Node, sheet: Sheet) -> None:
    name = key.text.casefold()
    if name not in _KEYS:
        close = nearest(name, _KEYS)
        hint = f"write `{close}`" if close else "a header has " + ", ".join(f"`{known}`" for known in _KEYS)
        sheet.tell(key, "FC915", f"unknown key `{key.text}` in the header", hint)
        return
    text = sheet.text(value, name, _KEYS[name])
    if text is None:
        return
    if name == "date":
        header.date = read_date(text)
        if header.date is None:
            sheet.tell(value, "FC915", f"`{text}` is no date", "write it as in `2025-09-18` or `18/9/2025`")
    elif name == "lang" and text not in codes():
        sheet.tell(value, "FC915", f"unknown language `{text}`", "write one of " + ", ".join(f"`{code}`" for code in codes()))
    elif name == "place" and not _is_place(text):
        sheet.tell(value, "FC915", f"`{text}` is no place", "write it as in `tỉnh Lạng Sơn` or `Hanoi`")
    else:
        header.texts[name] = text


def _is_place(text: str) -> bool:
    from factcheck.extract import parse_place  # the reader is not needed for a source without a place

    return parse_place(text, detect(text)) is not None


def _as_notice(problem: Problem) -> Problem:
    hint = problem.hint
    return Problem(problem.path, "FC915", problem.message, problem.line, problem.column, problem.width, problem.source_line, hint)
