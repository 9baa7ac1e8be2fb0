"""Further origins of a claim, added to its entry in a registry's file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from factcheck.errors import InputError, Problem
from factcheck.model import Claim, Provenance, replace
from factcheck.propose.entry import origin_rows
from factcheck.propose.shelf import BREAK, Book, checked, indent


def merged(book: Book, name: str, origins: Sequence[Provenance]) -> bytes:
    """Return the file with origins added to those of a claim; raise InputError where its provenance is written too tersely for that."""
    claim = next(claim for claim in book.registry.claims if claim.id == name)
    known = [origin for origin in (claim.provenance, *claim.further) if origin is not None]
    fresh = [origin for origin in origins if origin not in known]
    if not fresh:
        return book.data
    starts = [0, *(match.end() for match in BREAK.finditer(book.text))]
    lines = [book.text[a:b] for a, b in zip(starts, [*starts[1:], len(book.text)], strict=True)]
    text = "".join(_with_origins(book, lines, claim, fresh))
    whole = (*known, *fresh)

    def told(other: Claim) -> Claim:
        return replace(other, provenance=whole[0], further=whole[1:]) if other.id == name else other

    return checked(book, text, (), told)


def _with_origins(book: Book, lines: Sequence[str], claim: Claim, fresh: Sequence[Provenance]) -> list[str]:
    """Return the lines of a file with origins added to a claim: below its provenance, which becomes a list if it is none."""
    end = book.line_end
    first = claim.position.line - 1
    while first > 0 and not re.match(rf" {{{book.dash}}}-", lines[first]):
        first -= 1
    last = next((i for i in range(first + 1, len(lines)) if indent(lines[i]) <= book.dash and lines[i].strip()), len(lines))
    while last > first + 1 and not lines[last - 1].strip():
        last -= 1
    inner = next((indent(row) for row in lines[first + 1 : last] if row.strip()), book.dash + 2)
    out = [*lines]
    if last == len(lines) and out[last - 1] and not BREAK.search(out[last - 1]):
        out[last - 1] += end
    key = next((i for i in range(first, last) if re.match(r" *(?:- +)?provenance:", out[i])), None)
    pad = " " * inner
    if key is None:
        told = [f"{pad}provenance:{end}", *_listed(fresh, pad + "  ", end)]
        return [*out[:last], *told, *out[last:]]
    if out[key].split("provenance:", 1)[1].split("#")[0].strip():
        raise _unfit_origin(book, key + 1)
    stop = key + 1
    while stop < last and (not out[stop].strip() or indent(out[stop]) > inner or out[stop].startswith(f"{pad}- ")):
        stop += 1
    block = out[key + 1 : stop]
    depth = indent(block[0]) if block else inner + 2
    if not (block and block[0].lstrip(" ").startswith("- ")):
        block = [f"{row[:depth]}{'  ' if number else '- '}{row[depth:]}" if row.strip() else row for number, row in enumerate(block)]
    return [*out[: key + 1], *block, *_listed(fresh, " " * depth, end), *out[stop:]]


def _listed(origins: Iterable[Provenance], pad: str, end: str) -> list[str]:
    return [f"{pad}{'  ' if number else '- '}{row}{end}" for origin in origins for number, row in enumerate(origin_rows(origin))]


def _unfit_origin(book: Book, line: int) -> InputError:
    hint = "write its provenance over several lines, a key on each, and merge again"
    return InputError([Problem(str(book.path), "FC908", "a provenance on one line cannot be added to", line=line, hint=hint)])
