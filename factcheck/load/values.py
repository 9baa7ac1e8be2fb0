"""What a table of settings gives each key, and every key and value of it that is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

from factcheck.errors import Problem
from factcheck.load.toml import Toml
from factcheck.model import Publisher

# The parts of the one key that is a table, all of them required: what each sets, and how it has to look.
PARTS = {
    "publisher": {
        "name": ("your newsroom, as it signs the reviews of the format `claimreview`", ""),
        "url": ("the page on which those reviews stand: a web address without `#`", r"https?://[^\s/?#@]+(?:/[^\s#]*)?"),
    }
}


def values_of(
    file: Toml,
    table: Mapping[str, object],
    above: tuple[str, ...],
    known: Mapping[str, object],
    choices: Mapping[str, object],
    problems: list[Problem],
) -> dict[str, Any]:
    """Return the values of a table by setting; what is wrong with it is added to the problems."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        told = ".".join((*above, key))
        if key not in known:
            from difflib import get_close_matches

            close = get_close_matches(key.casefold().replace("_", "-"), known, n=1)
            hint = f"write `{close[0]}`" if close else "use one of " + ", ".join(f"`{name}`" for name in known)
            problems.append(file.problem("FC901", f"unknown key `{told}`", hint, *above, key))
        elif key in PARTS and not above:
            values[key] = _publisher(file, value, problems)
        elif fault := _fault(value, known[key], choices.get(key)):
            problems.append(file.problem("FC907", f"`{told}` {fault[0]}", f"write {fault[1]}", *above, key))
        else:
            values[key.replace("-", "_")] = _as_tuple(value) if isinstance(known[key], tuple) else value
    return values


def _publisher(file: Toml, value: object, problems: list[Problem]) -> Publisher | None:
    heading = ".".join((*file.above, "publisher"))
    if not isinstance(value, Mapping):
        hint = f'write `[{heading}]` on a line of its own, and below it `name = "…"` and `url = "https://…"`'
        problems.append(file.problem("FC907", "`publisher` is no table", hint, "publisher"))
        return None
    before = len(problems)
    parts = values_of(file, value, ("publisher",), dict.fromkeys(PARTS["publisher"], ""), {}, problems)
    for name in [name for name in PARTS["publisher"] if name not in value]:
        hint = f'write `{name} = "{"https://…" if name == "url" else "…"}"` below `[{heading}]`'
        problems.append(file.problem("FC903", f"`publisher` without `{name}`", hint, "publisher"))
    if "url" in parts and not re.fullmatch(PARTS["publisher"]["url"][1], parts["url"]):
        hint = 'write the address of a page, as in `url = "https://example.org/factchecks"`'
        problems.append(file.problem("FC907", f"`publisher.url` is {parts['url']!r}", hint, "publisher", "url"))
    return Publisher(**parts) if len(problems) == before else None


def _as_tuple(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _fault(value: object, default: object, choice: object) -> tuple[str, str] | None:
    """Return what is wrong with a value, and what to write instead."""
    names = get_args(choice)
    if names and isinstance(default, tuple):
        return _wrong_choice(value, names)
    if names:
        return None if value in names else (f"is {value!r}", "one of " + ", ".join(f'`"{name}"`' for name in names))
    if isinstance(default, tuple):
        texts = [value] if isinstance(value, str) else value
        whole = isinstance(texts, list) and texts and all(isinstance(text, str) and text for text in texts)
        return None if whole else ("is no text or list of texts", 'it as in `["one.md", "two.md"]`')
    if isinstance(default, str):
        return None if isinstance(value, str) and value else ("is no text", "it in quotes")
    if isinstance(default, bool):
        return None if isinstance(value, bool) else ("is neither true nor false", "`true` or `false`")
    right = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return None if right else ("is no number from 0 up", "a number, as in `2`")


def _wrong_choice(value: object, names: tuple[str, ...]) -> tuple[str, str] | None:
    """Return what is wrong with a list of names, of which one is meant."""
    given = [value] if isinstance(value, str) else value
    wrong = [each for each in given if each not in names] if isinstance(given, list) else [value]
    if not wrong:
        return None
    from difflib import get_close_matches

    close = get_close_matches(wrong[0], names, n=1) if isinstance(wrong[0], str) else []
    listed = ", ".join(f'`"{name}"`' for name in names)
    return f"has {wrong[0]!r}", f'`"{close[0]}"`' if close else f"a list of {listed}"
