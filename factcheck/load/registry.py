"""The registry file → a Registry; everything wrong with the file is told at once."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from factcheck.errors import InputError, Problem
from factcheck.lang import detect
from factcheck.load.claims import KEYS, read_claim, read_day, read_lang, read_number
from factcheck.load.sheet import Sheet, example
from factcheck.load.text import decode, lines, read_bytes
from factcheck.load.tree import Fields, Items, Node, Text, clean, parse
from factcheck.model import Claim, Rate, Registry

_TOP = {"claims": "", "lang": "vi", "rates": "{USD/VND: 24.500}"}
_RATE = {"value": "24.500", "date": "2025-09-01", "tolerance": "5%"}
_BELONGS = {key: f"put `{key}` inside a claim: below `claims:`, a line `- id: …` starts each" for key in KEYS if key not in _TOP}
_PAIR = re.compile(r"\s*([A-Za-z]{3})\s*/\s*([A-Za-z]{3})\s*")
_ROUNDS = 20


def load_registry(path: Path) -> tuple[Registry, tuple[Problem, ...]]:
    """Return the claims of a file and its warnings; raise InputError with all its problems."""
    return read_registry(decode(registry_bytes(path), str(path)), str(path))


def read_registry(told: str, shown: str) -> tuple[Registry, tuple[Problem, ...]]:
    """Return the claims of a registry's text, of the file that is shown, and its warnings; raise InputError with all its problems."""
    text, unprintable = clean(told, shown)
    sheet = Sheet(shown, lines(text), unprintable)
    root = read_tree(text, sheet, "claims")
    registry = _registry(root, sheet) if root is not None else None
    if registry is None or not registry.claims:
        if not sheet.problems:
            hint = "write a first claim: `claims:`, and below it `- id: …` and `claim: …`"
            sheet.problems.append(Problem(shown, "FC911", "a registry without claims", hint=hint))
        raise InputError(_in_order(sheet.problems))
    if sheet.problems:
        raise InputError(_in_order(sheet.problems))
    return registry, tuple(_in_order(sheet.warnings))


def registry_lines(path: Path) -> list[str]:
    """Return the lines of a registry's file as its problems count them."""
    return lines(clean(decode(registry_bytes(path), str(path)), str(path))[0])


def registry_bytes(path: Path) -> bytes:
    """Return what a registry's file holds; raise InputError where it cannot be read."""
    try:
        return read_bytes(str(path), str(path), "name a file with `--claims PATH`, or put one in its place")
    except IsADirectoryError:
        problem = Problem(str(path), "FC912", "a folder, not a registry", hint="name the file in it, as in `--claims claims.yaml`")
    except FileNotFoundError:
        problem = Problem(str(path), "FC912", "no such registry", hint="name the file with `--claims PATH`, or write a `claims.yaml` here")
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        problem = Problem(str(path), "FC912", f"cannot be read: {reason}", hint="see that the file is there and may be read")
    raise InputError([problem])


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def read_tree(text: str, sheet: Sheet, key: str) -> Node | None:
    """Return the tree of a file of one list, below `key`; an item that is no YAML is told and left out, so that the rest is read too."""
    rows = list(sheet.rows)
    for _ in range(_ROUNDS):
        root, refused, fault = parse(text, sheet.path)
        if fault is None:
            sheet.problems += refused
            return root
        sheet.problems.append(fault)
        if not _blank_item(rows, fault.line, key):
            sheet.problems += refused
            return None
        text = "\n".join(rows)
    return None


def _blank_item(rows: list[str], line: int, key: str) -> bool:
    """Empty the lines of the item that holds a line, and say whether there were any."""
    top = next((number for number, row in enumerate(rows) if row.startswith(f"{key}:")), len(rows))
    starts = [number for number in range(top + 1, len(rows)) if re.match(r"[ \t]*- ", rows[number])]
    if not starts:
        return False
    indent = re.escape(rows[starts[0]][: rows[starts[0]].index("-")])
    starts = [number for number in starts if re.match(rf"{indent}- ", rows[number])]
    first = max((number for number in starts if number < line), default=None)
    if first is None:
        return False
    # It ends where the next one or the next key of the file begins.
    after = (number for number in range(first + 1, len(rows)) if re.match(rf"{indent}- |[^\s#-]", rows[number]))
    for number in range(first, next(after, len(rows))):
        rows[number] = ""
    return True


def _registry(root: Node, sheet: Sheet) -> Registry | None:
    if isinstance(root, Items):
        sheet.tell(root, "FC908", "a list where `claims:` is expected", "write `claims:` in the first line, and the list below it")
        return None
    if (found := sheet.fields(root, "the registry", _TOP, _BELONGS)) is None:
        return None
    lang = read_lang(found.get("lang"), sheet)
    claims = _claims(found["claims"], sheet, lang) if "claims" in found else ()
    sample = " ".join(claim.text for claim in claims[:50])
    rates = _rates(found["rates"], sheet, lang or detect(sample)) if "rates" in found else ()
    return Registry(sheet.path, claims, rates, lang)


def _claims(node: Node, sheet: Sheet, lang: str) -> tuple[Claim, ...]:
    if isinstance(node, Text) and not node.text.strip():
        return ()
    claims: list[Claim] = []
    lines_of: dict[str, int] = {}
    for item in sheet.items(node, "`claims`", "`- id: trade-2025`") or ():
        if (read := read_claim(item, sheet, lang)) is None:
            continue
        claim, at = read
        if claim.id in lines_of:
            sheet.tell(at, "FC902", f"id `{claim.id}` is taken by line {lines_of[claim.id]}", "give each claim an id of its own")
        lines_of.setdefault(claim.id, at.line)
        claims.append(claim)
    return tuple(claims)


def _rates(node: Node, sheet: Sheet, lang: str) -> tuple[Rate, ...]:
    if not isinstance(node, Fields):
        sheet.fields(node, "`rates`", {"USD/VND": "24.500"})
        return ()
    rates = []
    for key, value in node.pairs:
        pair = _PAIR.fullmatch(key.text)
        if pair is None:
            sheet.tell(key, "FC907", f"`{key.text}` is no pair of currencies", "write two codes, as in `USD/VND: 24.500`")
            continue
        found = sheet.fields(value, f"rate `{key.text}`", _RATE) if isinstance(value, Fields) else {"value": value}
        if found is None:
            continue
        if "value" not in found:
            sheet.tell(key, "FC903", f"rate `{key.text}` without `value`", f"add {example('value', _RATE['value'])}")
        number = _number(found.get("value"), "value", sheet, lang)
        if number is None:
            continue
        if number[0] <= 0 or number[1]:
            sheet.tell(found["value"], "FC907", "a rate that is not above zero", f"write it as in {example('value', _RATE['value'])}")
            continue
        tolerance, percent = _number(found.get("tolerance"), "tolerance", sheet, lang) or (Decimal(0), True)
        share = tolerance / 100 if percent else tolerance / number[0]
        rates.append(Rate(pair[1].upper(), pair[2].upper(), number[0], read_day(found.get("date"), sheet), share))
    return tuple(rates)


def _number(node: Node | None, key: str, sheet: Sheet, lang: str) -> tuple[Decimal, bool] | None:
    text = sheet.text(node, key, _RATE[key])
    if node is None or text is None:
        return None
    number = read_number(text, lang)
    if number is None:
        sheet.tell(node, "FC907", f"`{text}` is no number above zero", f"write it as in {example(key, _RATE[key])}")
    return number
