"""Source → sentences, as spans: paragraphs by lines, sentences by their end marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.lang.base import Language, fold
from factcheck.lang.gazetteer import NAMED
from factcheck.model import Sentence, Span

_LINE = re.compile(".+")
_OTHER_BREAKS = "\r\u2028\u2029\x0b\x0c"
# An end mark with what closes behind it, then the end or a gap and something that can begin a sentence.
# (One mark stands first, so that the search looks for it alone.)
# Each run of signs is taken whole, and end marks only from the first: ten thousand of them would else be tried in as many ways as they
# can be cut in two.
_END = re.compile(
    r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"'”’»)\]*_]*+(?:$|(?=\s++(?:['‘«(\[•–-]*+[\"“]|[\"'“‘«(\[•–-]*+\s*+[^\s\w\"“]*+[A-ZÀ-ỸĐ0-9\"“])))"
)
_WRAPPED = 60  # a line at least this long without an end mark may go on in the next
_REACH = 20  # characters before a point in which the word is sought that it may shorten
_OPENING = "([“\"'‘"
_LONGEST = 2_000  # a longer stretch without an end mark is no sentence: it is cut at a gap, so that work on one stays small
# Who tells a report, before its first word: (Dân trí) - , (TTXVN) – ; a place or a day in such brackets is no such name.
_CREDIT = re.compile(r"\(\s?((?:[^\W\d_][\w.&/\u0300-\u036f]*+ ?){1,3})\)\s*[-–—]\s+(?=[\w“\"'])")
_MARKERS = " \t\u00a0\u3000>#*•-–+"


def paragraphs(text: str, start: int) -> list[tuple[int, int]]:
    """Return the spans of paragraphs from an offset on: a line each, but lines broken in the middle of a sentence are joined."""
    spans: list[tuple[int, int]] = []
    last_begin = last_end = -1
    broken = text
    for mark in _OTHER_BREAKS:
        broken = broken.replace(mark, "\n")
    for match in _LINE.finditer(broken, start):
        line = match.group()
        if not line.strip():
            continue
        begin, end = match.span()
        if spans and text[last_end:begin] in ("\n", "\r\n", "\r"):
            before = text[last_begin:last_end].rstrip()
            first = line.lstrip()[:1]
            length = len(before)
            open_end = before[-1:] not in '.!?…:;"”»'
            if open_end and (first.islower() or (length >= _WRAPPED and length <= 130 and first.isalnum() and before[-1:] not in ")]")):
                spans[-1] = (spans[-1][0], end)
                last_begin, last_end = begin, end
                continue
        spans.append((begin, end))
        last_begin, last_end = begin, end
    return spans


def _ends(text: str, start: int, end: int, language: Language) -> list[int]:
    ends: list[int] = []
    for match in _END.finditer(text, start, end):
        stop = match.start()
        if text[stop] == "." and match.end() < end and text[stop + 1] != ".":
            words = text[max(start, stop - _REACH) : stop].rsplit(maxsplit=1)
            word = words[-1].lstrip(_OPENING) if words else ""
            if text[stop - 1].isspace() and not (len(word) > 1 and word[0].isupper()):
                word = ""  # the point stands apart, as behind any last word: Mt . Everest, but he said no . It
            if fold(word) in language.abbreviations or (len(word) == 1 and word.isalpha() and word.isupper()):
                continue
            if word.isdigit() and stop - len(word) <= start + 1:  # a list marker: "1. Thu ngân sách"
                continue
        ends.append(match.end())
    return ends


def sentences(text: str, language: Language, start: int = 0) -> list[Sentence]:
    """Return the sentences of text[start:] in order; `block` counts paragraphs, `heading` marks a short line without an end mark."""
    out: list[Sentence] = []
    passages = paragraphs(text, start)
    for block, (begin, end) in enumerate(passages):
        line = text[begin:end].strip()
        heading = len(line) <= 160 and line[-1:] not in '.!?…;:,"”'
        at = begin
        for stop in _cut(text, begin, [*_ends(text, begin, end, language), end]):
            while (
                at < stop
                and text[at] in _MARKERS
                and not (text[at] in "-–+" and (text[at + 1 : at + 2].isdigit() or _is_number(text, passages, begin, end)))
            ):
                at += 1
            if not out or out[-1].block != block:
                at = _behind_credit(text, at, stop)
            last = stop
            while last > at and text[last - 1].isspace():
                last -= 1
            if last > at:
                out.append(Sentence(Span(at, last), block, heading))
            at = stop
    return out


def _cut(text: str, at: int, stops: list[int]) -> Iterator[int]:
    """Yield `stops`, with further ones at a gap wherever more than `_LONGEST` characters lie between two."""
    for stop in stops:
        while stop - at > _LONGEST:
            gap = text.rfind(" ", at + _LONGEST // 2, at + _LONGEST)
            at = gap if gap > 0 else at + _LONGEST
            yield at
        yield stop
        at = stop


def _behind_credit(text: str, at: int, end: int) -> int:
    """Return where a report begins that text[at:end] tells, behind the name of who tells it."""
    credit = _CREDIT.match(text, at, end)
    return at if credit is None or credit[1].strip() in NAMED else credit.end()


def _is_number(text: str, passages: list[tuple[int, int]], begin: int, end: int) -> bool:
    """Return whether the text is one number, so that a dash before it is a minus and no list marker."""
    return len(passages) == 1 and end - begin < 24 and text[begin:end].strip()[1:].lstrip()[:1].isdigit()
