"""The usual ways to call `verify`, read without typer, whose loading takes as long as all that a small run loads beside it.

What is not plain here (help, a misspelt option, a value that looks like an option) is left to typer, which reads the rest alike.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from factcheck.cli.verify import CHOICES
from factcheck.gates import GROUNDS

_FLAGS = {
    **dict.fromkeys(("--quiet", "-q"), ("quiet", True)),
    **dict.fromkeys(("--verbose", "-v"), ("verbose", True)),
    "--new-only": ("new_only", True),
    "--exemptions": ("exemptions", True),
    "--no-exemptions": ("exemptions", False),
    "--cache": ("cache", True),
    "--no-cache": ("cache", False),
    "--arithmetic": ("arithmetic", True),
    "--statistics": ("statistics", True),
}
_VALUES = {
    **dict.fromkeys(("--claims", "-c"), "claims"),
    **dict.fromkeys(("--format", "-f"), "format"),
    **dict.fromkeys(("--output", "-o"), "output"),
    "--max-contradictions": "max_contradictions",
    **dict.fromkeys(("--jobs", "-j"), "jobs"),
    "--fail-on": "fail_on",
    "--acknowledgements": "acknowledgements",
    "--cache-dir": "cache_dir",
    "--today": "today",
    "--hedges": "hedges",
    "--color": "color",
    "--engine": "engine",
    "--scheduler": "scheduler",
    "--write-to": "write_to",
}
_PATHS = ("claims", "acknowledgements", "cache_dir")
_NUMBERS = ("max_contradictions", "jobs")
_LISTS = ("output", "fail_on")


def read(args: Sequence[str]) -> dict[str, Any] | None:
    """Return what `verify` is called with, by its parameters; nothing where the arguments are for typer to read."""
    if args[:1] != ["verify"] or "_FACTCHECK_COMPLETE" in os.environ:
        return None
    given: dict[str, Any] = {}
    rest = iter(args[1:])
    for word in rest:
        if word in _FLAGS:
            name, value = _FLAGS[word]
        elif word.startswith("-") and word != "-":
            option, sign, text = word.partition("=")
            if option not in _VALUES or (sign and not option.startswith("--")):
                return None
            name = _VALUES[option]
            value = _value(name, text if sign else next(rest, ""))
            if value is None:
                return None
        elif word:
            given.setdefault("sources", []).append(word)
            continue
        else:
            return None
        if name in _LISTS:
            given.setdefault(name, []).append(value)
        elif name in given:
            return None
        else:
            given[name] = value
    return given


def _value(name: str, text: str) -> Any:
    """Return the value of an option; nothing where it is for typer to judge."""
    if not text or (text.startswith("-") and text != "-"):
        return None
    if name in _PATHS:
        return Path(text)
    if name in CHOICES:
        return text if text in get_args(CHOICES[name]) else None
    if name == "fail_on":
        return text if all(ground.strip() in GROUNDS for ground in text.split(",")) else None
    if name in _NUMBERS:
        return int(text) if text.isascii() and text.isdecimal() else None
    return text
