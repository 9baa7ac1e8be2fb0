"""What a user writes beside texts: acknowledgements, settings, the arguments of `verify`, and the plain part of YAML."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from common import ROOT, harmless, quoted, says_why, scratch, words_of
from texts import text_of

sys.path.append(str(ROOT / "tests"))
from test_plain import PIECES, agree
from test_short import ODD, OPTIONS, TEXTS, told

from factcheck import cli
from factcheck.cli import short
from factcheck.cli.verify import CHOICES
from factcheck.errors import InputError
from factcheck.load.acknowledgements import KEYS, read_acknowledgements
from factcheck.load.config import keys, load_project
from factcheck.report.acknowledgements import render_entries

_INDENTS = ("", "", "  ", "  ", "    ", " ", "- ", "  - ", "-   ")
_DAYS = ("2026-11-21", "18/9/2026", "9999-12-31", "0001-01-01", "soon", "2026-02-30")
_VALUES = ("true", "0", "3", "-1", '"a"', '"json"', '["a", "b=c"]', "[]", "{}", "1979-05-27", "nan", '"sources"', '""', "[1]", "'''a\nb'''")
_NAMES = tuple(key.name for key in keys())


def acknowledgements(data: bytes) -> None:
    """A file of acknowledgements of any fields is read, its texts with no change but to their spaces, or refused with a reason."""
    if data and data[0] % 4 == 0:
        text = data[1:].decode("utf-8", "replace")
        entry: dict[str, str] = {}
    else:
        words = words_of(data[1:], len(KEYS))
        entry = dict(zip(KEYS, words, strict=True))
        day = data[0] if data else 0
        entry["until"] = _DAYS[day % len(_DAYS)] if day < 240 else entry["until"]
        entry["date"] = _DAYS[day // 8 % len(_DAYS)] if day < 240 else entry["date"]
        text = "acknowledgements:\n  - " + "\n    ".join(f"{key}: {quoted(value)}" for key, value in entry.items()) + "\n"
    try:
        book = read_acknowledgements(scratch() / "acknowledgements.yaml", text)
    except InputError as error:
        says_why(error)
        return
    for one in book.entries:
        assert not entry or " ".join(entry["reason"].encode("utf-8", "replace").decode().split()) == one.reason
        assert not entry or " ".join(entry["by"].encode("utf-8", "replace").decode().split()) == one.by
    harmless(render_entries(book.entries, ["expired"] * len(book.entries), date(2026, 11, 21)), "ack --list")


def _toml(text: str) -> str:
    text = text.encode("utf-8", "replace").decode()
    return '"' + "".join(char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08x}" for char in text) + '"'


def settings(data: bytes) -> None:
    """Settings of any text, or with any value for any key, are read, each with the line that sets it, or refused with a reason."""
    if data and data[0] % 4 == 0:
        text = data[1:].decode("utf-8", "replace")
    else:
        rows = {}
        for at in range(1, min(len(data), 30) - 1, 2):
            name = _NAMES[data[at] % len(_NAMES)]
            rows[name] = _VALUES[data[at + 1] % len(_VALUES)] if data[at + 1] < 200 else _toml(text_of(data[at : at + 20]))
        text = "\n".join(f"{name} = {value}" for name, value in rows.items())
    folder = scratch()
    (folder / "factcheck.toml").write_bytes(text.encode("utf-8", "replace"))
    try:
        project = load_project(folder, CHOICES)
    except InputError as error:
        says_why(error)
        return
    count = len(text.splitlines()) + 1
    for key in keys():
        line = project.line(key)
        assert line is None or 0 <= line <= count, (key.name, line)
        project.value(key)


@cache
def _typed() -> tuple[list[dict[str, Any]], Any]:
    """Return what typer makes of `verify`, which notes what it would be called with."""
    import functools

    from typer.main import get_command

    called: list[dict[str, Any]] = []
    module: Any = import_module("factcheck.cli.verify")
    verify = module.verify

    @functools.wraps(verify)
    def record(**values: Any) -> int:
        called.append(values)
        return 0

    module.verify = record
    try:
        return called, get_command(cli._app(["verify"]))
    finally:
        module.verify = verify


def arguments(data: bytes) -> None:
    """Arguments that are read the short way are what typer reads."""
    words: list[str] = []
    for at in range(0, min(len(data), 24) - 1, 2):
        kind, pick = data[at] % 8, data[at + 1]
        option, text, odd = OPTIONS[pick % len(OPTIONS)], TEXTS[pick % len(TEXTS)], ODD[pick % len(ODD)]
        if kind < 3:
            words.append(option)
        elif kind < 5:
            words.append(text)
        elif kind == 5:
            words.append(odd if pick % 3 else text_of(data[at:])[:6])
        else:
            words.append(f"{option}={text if kind == 6 else odd}")
    values = short.read(["verify", *words])
    if values is None:
        return
    called, command = _typed()
    called.clear()
    assert command.main(["verify", *words], prog_name="factcheck", standalone_mode=False) in (0, None)
    assert told(called[0]) == values, words


def plain(data: bytes) -> None:
    """The plain part of YAML is read as the parser reads it, to the last line, column and width; no other text is taken for it."""
    if data and data[0] % 4 == 0:
        text = data[1:].decode("utf-8", "replace")
    else:
        rows = []
        for at in range(0, min(len(data), 60) - 1, 2):
            piece = PIECES[data[at + 1] % len(PIECES)] if data[at] < 230 else text_of(data[at : at + 12])
            rows.append(_INDENTS[data[at] % len(_INDENTS)] + piece)
        text = "\n".join(rows)
    agree(text)


TARGETS: dict[str, Callable[[bytes], None]] = {one.__name__: one for one in (acknowledgements, settings, arguments, plain)}
