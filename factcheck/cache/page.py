"""What one document told, as it is kept: packed by who read it, unpacked only where somebody asks."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from factcheck.cache.codec import decoder, dump, encoder, parse
from factcheck.errors import Problem
from factcheck.model import Claim, Finding, Source
from factcheck.rows import NamedTuple

Printer = Callable[[Mapping[str, Claim], Iterable[Finding]], str]
# A text was there; it tells of claims; it has exemptions; something is to be told of reading it; its lines are kept; it could not be read.
# SAME stands for what an earlier run kept of it.
READ, FOUND, EXEMPT, NOTED, LINED, SAME, FAILED = 1, 2, 4, 8, 16, 64, 128
ASIDE = FOUND | LINED  # what a text without these may have beside READ where it is only asked for other claims


class Page(NamedTuple):
    """A document: the hash of its bytes, what it is (the flags above), its packed contents, its lines of JSON, and their counts.

    `asked` names the claims that it may tell, `signature` has its words. A count is a claim with how many findings are contradicted,
    supported and not comparable.
    """

    name: str
    digest: bytes
    flags: int
    body: bytes
    lines: bytes = b""
    counts: tuple[tuple[str, int, int, int], ...] = ()
    asked: bytes = b""
    signature: bytes = b""


class Contents(NamedTuple):
    """What a page holds: the source without its text, its findings, and what is to be told of reading it."""

    source: Source | None
    findings: tuple[Finding, ...]
    notices: tuple[Problem, ...]
    problems: tuple[Problem, ...] = ()


def pack(name: str, digest: bytes, contents: Contents, asked: bytes, lines: str | None = None, signature: bytes = b"") -> Page:
    """Return a document as it is kept."""
    source, findings, notices, problems = contents
    flags = (source is not None) * READ + bool(findings) * FOUND + bool(notices) * NOTED
    flags += (source is not None and bool(source.exemptions)) * EXEMPT + (bool(problems) or not digest) * FAILED
    flags += (lines is not None) * LINED
    body = zlib.compress(dump(encoder(Contents)(contents)), 1)
    return Page(name, digest, flags, body, (lines or "").encode("utf-8", "surrogatepass"), _counts(findings), asked, signature)


def unpack(body: bytes) -> Contents:
    """Return what a page holds; raise ValueError where it is damaged."""
    try:
        contents: Contents = decoder(Contents)(parse(zlib.decompress(body)))
    except zlib.error as error:
        raise ValueError(str(error)) from None
    return contents


def _counts(findings: Iterable[Finding]) -> tuple[tuple[str, int, int, int], ...]:
    counted: dict[str, Counter[str]] = {}
    for finding in findings:
        counted.setdefault(finding.claim, Counter())[finding.verdict] += 1
    return tuple((claim, one["contradicted"], one["supported"], one["not_comparable"]) for claim, one in counted.items())
