"""The file of acknowledgements, written: entries added at its end or taken out of it, all else kept to the byte."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from factcheck.errors import InputError, Problem
from factcheck.load.acknowledgements import KEYS, TOP, Book, read_acknowledgements
from factcheck.model import Acknowledgement

HEADER = """\
# Disagreements that are let pass for a while: `factcheck verify` shows them apart and does not count them as contradictions.
# An entry is of one number in one source. It ends on its day, or when either number or the claim changes.
# `factcheck ack` adds entries, `factcheck ack --list` shows how they stand, `factcheck ack --prune` deletes those of no use any more.
"""
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_PLAIN = re.compile(r"(?:\.\.?/)*[^\W_](?:[^\n:#]|:(?=\S)|(?<=\S)#)*")
_SPAN = re.compile(r"(\d{1,4})\s*([dwmy])")


def day_of(text: str, today: date) -> date | None:
    """Return the day that `90d`, `12w`, `6m` or `1y` from today leads to, or nothing where the text says no such thing."""
    found = _SPAN.fullmatch(text.strip().casefold())
    if found is None:
        return None
    count, unit = int(found[1]), found[2]
    try:
        if unit in "dw":
            return today + timedelta(count * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def added(book: Book, entries: Sequence[Acknowledgement]) -> str:
    """Return the text of a file with entries added at its end; raise InputError where its list cannot be added to."""
    text = book.text or HEADER
    found = _BREAK.search(text)
    end = found[0] if found and found[0] in ("\r\n", "\r") else "\n"
    if not text.endswith(("\n", "\r")):
        text += end
    if not re.search(rf"^\ufeff?{TOP}:", text, re.MULTILINE):
        text += f"{TOP}:{end}"
    rows = _BREAK.split(text)
    dash = " " * _indent(rows[_first_row(book.entries[-1], rows)]) if book.entries else "  "
    for entry in entries:
        told = [f"{key}: {scalar(value)}" for key, value in _fields(entry).items() if value]
        text += "".join(f"{dash}{'  ' if i else '- '}{row}{end}" for i, row in enumerate(told))
    return _checked(book, text, (*book.entries, *entries), f"let it end in a list below `{TOP}:`, each entry begun with `- `")


def without(book: Book, numbers: Collection[int]) -> str:
    """Return the text of a file without some of its entries; comments above the next one stay."""
    if not numbers:
        return book.text
    ends = [match.end() for match in _BREAK.finditer(book.text)]
    starts = [0, *ends]
    rows = [book.text[start:stop] for start, stop in zip(starts, [*ends, len(book.text)], strict=True)]
    firsts = [_first_row(entry, rows) for entry in book.entries]
    kept = [True] * len(rows)
    for number in numbers:
        first = firsts[number]
        last = firsts[number + 1] if number + 1 < len(firsts) else len(rows)
        while last > first + 1 and _is_between(rows[last - 1], _indent(rows[first])):
            last -= 1
        kept[first:last] = [False] * (last - first)
    text = "".join(row for row, keep in zip(rows, kept, strict=True) if keep)
    rest = tuple(entry for number, entry in enumerate(book.entries) if number not in numbers)
    return _checked(book, text, rest, "delete the entries by hand, or write each on lines of its own")


def scalar(text: str) -> str:
    """Return a text as YAML that is read back as the same text: bare where that is safe, in quotes where not."""
    if _PLAIN.fullmatch(text) and text.isprintable() and text == text.strip() and not text.endswith(":"):
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else _escape(char) for char in escaped) + '"'


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _fields(entry: Acknowledgement) -> dict[str, str]:
    told = {"date": str(entry.made or ""), "until": str(entry.until)}
    return {key: told[key] if key in told else str(getattr(entry, key)) for key in KEYS}


def _first_row(entry: Acknowledgement, rows: Sequence[str]) -> int:
    """Return the row in which an entry's dash stands: its own first one, or one above where it is written so."""
    at = entry.place.line - 1
    while at > 0 and not rows[at].lstrip(" ").startswith("-"):
        at -= 1
    return at


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


def _is_between(row: str, indent: int) -> bool:
    """Return whether a row behind an entry is not its own: blank, or a comment that does not stand further in."""
    return not row.strip() or (row.lstrip(" ").startswith("#") and _indent(row) <= indent)


def _checked(book: Book, text: str, expected: Sequence[Acknowledgement], hint: str) -> str:
    """Return the text where it reads as what it should hold: what cannot be written safely is not written at all."""
    try:
        held = read_acknowledgements(book.path, text).entries
    except InputError:
        held = None
    if held is None or list(map(_fields, held)) != list(map(_fields, expected)):
        raise InputError([Problem(str(book.path), "FC908", "its list is written in a way that cannot be added to or cut", hint=hint)])
    return text
