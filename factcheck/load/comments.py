"""The comments of a source: where they stand, so that nobody reads them as text, and the exemptions that some of them are."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from factcheck.errors import Problem
from factcheck.model import Exemption, Source, Span, replace
from factcheck.rows import NamedTuple
from factcheck.segment import paragraphs

FORM = "`<!-- factcheck: exempt CLAIM-ID: why -->`, on a line above the paragraph or inside it"
_EDGE = re.compile("<!--|-->")
_OURS = re.compile(r"<!--\s*factcheck\s*(?::|exempt\b)", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n|\r[ \t]*\r")
_BREAK = re.compile(r"\r\n?|\n")
_AFTER_IDS = re.compile(r":(?:\s|$)")
_DRAWN = 5_000  # a longer line is not shown with a problem: nobody could find the place in it
_NOWHERE = Span(0, 0)


class _Comment(NamedTuple):
    span: Span
    ours: bool
    closed: bool


def with_comments(source: Source) -> Source:
    """Return a source with its comments marked and its exemptions read; offsets stay those of the file."""
    if "<!--" not in source.text:
        return source
    # In a plain text only what is addressed to us is no text: there, the rest is what its readers see.
    plain = source.name.casefold().endswith((".txt", ".txt.gz", ".txt.zst"))
    comments = list(_comments(source.text, source.body))
    hidden = tuple(comment.span for comment in comments if comment.closed and (comment.ours or not plain))
    marked = replace(source, comments=hidden)
    return replace(marked, exemptions=tuple(_exemptions(marked, [comment for comment in comments if comment.ours])))


def _comments(text: str, start: int) -> Iterator[_Comment]:
    """Yield the comments of a text in one pass: each ends at the first `-->`, and one in which another begins was never closed.

    An exemption has to end in its own paragraph, or a forgotten `-->` would take half an article with it.
    """
    opened: int | None = None
    for edge in _EDGE.finditer(text, start):
        if edge[0] == "<!--":
            if opened is not None and _OURS.match(text, opened):
                yield _Comment(Span(opened, edge.start()), True, False)
            opened = edge.start()
        elif opened is not None:
            ours = _OURS.match(text, opened) is not None
            closed = not ours or _BLANK_LINE.search(text, opened, edge.start()) is None
            yield _Comment(Span(opened, edge.end()), ours, closed)
            opened = None
    if opened is not None and _OURS.match(text, opened):
        yield _Comment(Span(opened, len(text)), True, False)


def _exemptions(source: Source, comments: list[_Comment]) -> Iterator[Exemption]:
    if not comments:
        return
    passages = paragraphs(source.seen, source.body)
    begins = [begin for begin, _ in passages]
    line_starts = [0, *(match.end() for match in _BREAK.finditer(source.text))]
    for span, _, closed in comments:
        place = _place(source, span, line_starts)
        if not closed:
            place = place._replace(message="an exemption that is not closed", hint="close it with `-->` in the same paragraph")
            yield Exemption((), "", _NOWHERE, place)
            continue
        claims, reason, fault = _parts(source.text[span.start + 4 : span.end - 3])
        at = bisect_right(begins, span.start) - 1
        if at < 0 or span.start >= passages[at][1]:
            at += 1  # it stands alone: the paragraph is the next one
        passage = Span(*passages[at]) if at < len(passages) else _NOWHERE
        if fault:
            place = place._replace(message=fault, hint=f"write {FORM}")
        yield Exemption(claims, reason, passage, place)


def _parts(inner: str) -> tuple[tuple[str, ...], str, str]:
    """Return the claims that a comment names, its reason, and what is wrong with it."""
    head, _, told = inner.partition(":")
    if head.strip().casefold() != "factcheck":
        return (), "", "an exemption without a colon behind `factcheck`"
    verb, *rest = told.split(None, 1)[:2] or [""]
    if verb.casefold().rstrip(":") != "exempt":
        return (), "", f"`factcheck: {verb[:40]}` is nothing a comment can ask for"
    words = rest[0] if rest else ""
    parted = _AFTER_IDS.search(words)
    names = words[: parted.start()] if parted else words
    claims = tuple(dict.fromkeys(unicodedata.normalize("NFC", " ".join(name.split())) for name in names.split(",") if name.strip()))
    reason = " ".join(words[parted.end() :].split()) if parted else ""
    if not claims:
        return (), "", "an exemption that names no claim"
    return claims, reason, "" if reason else "an exemption without a reason"


def _place(source: Source, span: Span, line_starts: list[int]) -> Problem:
    number = bisect_right(line_starts, span.start)
    first = line_starts[number - 1]
    last = line_starts[number] if number < len(line_starts) else len(source.text)
    row = source.text[first:last].rstrip("\r\n") if last - first <= _DRAWN else ""
    width = max(1, min(span.end, first + len(row)) - span.start)
    return Problem(source.name, "", "", number, span.start - first + 1, width, row)
