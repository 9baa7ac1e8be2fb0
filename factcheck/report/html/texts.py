"""Each source's whole text with what was found marked in place, beside the claims that it touches."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.model import Source
from factcheck.report.html.pieces import VERDICTS, Page, Row, called, lang, link, safe, safe_lines, section, sign, worst
from factcheck.report.text import counted

_HEADING = re.compile(r"#{1,6} ")
_BREAK = re.compile(r"\r\n?|\n")


def sources(page: Page) -> str:
    """Return every source that tells of a claim, those first that contradict one, and the names of the others."""
    told = [entry for entry in page.sources if entry[2]]
    if not page.sources:
        return ""
    told.sort(key=lambda entry: worst(entry[2]) != "contradicted")
    silent = [source for _, source, rows in page.sources if not rows]
    rest = "".join(
        f'<li><span{lang(source.lang)}>{link(source.url, called(source))}</span> <span class="file">{safe(source.name)}</span></li>'
        for source in silent
    )
    listed = f'<h3>Read, and tell of no claim</h3>\n<ul class="silent">{rest}</ul>\n' if rest else ""
    if page.report.unlisted:  # only where there are very many
        listed += f'<p class="hint">{page.report.unlisted:,} more sources were read and tell of no claim.</p>\n'
    return section("sources", "Sources", "".join(_source(*entry) for entry in told) + listed, count=len(page.sources))


def _source(key: str, source: Source, rows: Sequence[Row]) -> str:
    blocks = list(_blocks(source))
    starts = [start for start, _, _ in blocks]
    placed: list[list[Row]] = [[] for _ in blocks]
    outside: list[Row] = []
    for row in rows:
        at = bisect_right(starts, row.finding.start) - 1
        inside = at >= 0 and row.finding.start < blocks[at][1]
        (placed[at] if inside else outside).append(row)
    body = "".join(_block(source, block, told) for block, told in zip(blocks, placed, strict=True))
    loose = f'<div class="para"><p class="untold">Told outside the text that is shown</p>{_notes(source, outside)}</div>\n'
    verdict = worst(rows)
    file = f' <span class="file">{safe(source.name)}</span>' if source.title else ""
    return (
        f'<details class="source" id="{key}" data-s="{key}"{" open" if verdict == "contradicted" else ""}>\n'
        f'<summary>{sign(verdict)} <span class="title"{lang(source.lang)}>{called(source)}</span>{file} '
        f'<span class="tally">{counted(len(rows), "finding")}</span></summary>\n'
        f"{_header(source)}{loose if outside else ''}{body}</details>\n"
    )


def _header(source: Source) -> str:
    """Return what the header of a source says, apart from its text."""
    told = [("File", safe(source.name))]
    told += [("Published by", safe(source.publisher))] if source.publisher else []
    told += [("Date", f'<time datetime="{source.date}">{source.date}</time>')] if source.date else []
    told += [("Place", f"<span{lang(source.lang)}>{safe(source.place)}</span>")] if source.place else []
    told += [("Address", link(source.url, safe(source.url)))] if source.url else []
    return f'<dl class="meta">{"".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in told)}</dl>\n'


def _blocks(source: Source) -> Iterator[tuple[int, int, int]]:
    """Yield the paragraphs of a text, which empty lines part, by where they start and end, with the line that each begins on."""
    start = line = first = 0
    open_until = None
    for at, end in _lines(source.text):
        line += 1
        if end <= source.body or not source.text[at:end].strip():
            if open_until is not None:
                yield start, open_until, first
            open_until = None
            continue
        if open_until is None:
            start, first = max(at, source.body), line
        open_until = end
    if open_until is not None:
        yield start, open_until, first


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _BREAK.finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)


def _block(source: Source, block: tuple[int, int, int], rows: Sequence[Row]) -> str:
    start, end, line = block
    heading = " heading" if _HEADING.match(source.text, start) else ""
    text = "".join(_segments(source.text, start, end, rows))
    return (
        f'<div class="para"><p class="text{heading}"{lang(source.lang)}><span class="no" aria-hidden="true">{line}</span>{text}</p>'
        f"{_notes(source, rows)}</div>\n"
    )


def _segments(text: str, start: int, end: int, rows: Sequence[Row]) -> Iterator[str]:
    """Yield a paragraph cut where any mark begins or ends, so that marks may lie over one another."""
    cuts = sorted({start, end, *(cut for row in rows for cut in (row.finding.start, row.finding.end) if start < cut < end)})
    clusters = {row.key: cluster for cluster in _clusters(rows) for row in cluster}
    waiting, lying = deque(rows), list[Row]()
    for left, right in pairwise(cuts):
        begun = []
        while waiting and waiting[0].finding.start <= left:
            begun.append(waiting.popleft())
        lying = [row for row in (*lying, *begun) if row.finding.end > left]
        over = sorted(lying, key=_weight)
        if not over:
            yield "".join(f'<span id="m-{row.key[2:]}" tabindex="-1"></span>' for row in begun) + safe_lines(text[left:right])
            continue
        name = f' id="m-{begun[0].key[2:]}"' if begun else ""
        anchors = "".join(f'<span id="m-{row.key[2:]}"></span>' for row in begun[1:])
        href = over[0].key if len(over) == 1 else f"n-{clusters[over[0].key][0].key[2:]}"
        many = f' data-n="{len(over)}"' if len(over) > 1 else ""
        keys = " ".join(row.key for row in over)
        yield f'<a class="m {worst(over)}"{name} href="#{href}" data-f="{keys}"{many}>{anchors}{safe_lines(text[left:right])}</a>'


def _clusters(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the rows, which stand in the order of the text, by the marks that overlap."""
    clusters: list[list[Row]] = []
    reach = -1
    for row in rows:
        if not clusters or row.finding.start >= reach:
            clusters.append([])
        clusters[-1].append(row)
        reach = max(reach, row.finding.end)
    return clusters


def _weight(row: Row) -> int:
    return VERDICTS.index(row.finding.verdict)


def _notes(source: Source, rows: Sequence[Row]) -> str:
    """Return what stands beside a paragraph: for each mark, the claims that it touches."""
    listed = []
    for cluster in _clusters(rows):
        told = max((row.finding.found for row in cluster), key=len)
        links = "".join(
            f'<a href="#{row.key}" data-f="{row.key}">{sign(row.finding.verdict)} {safe(row.claim.id)}</a>'
            for row in sorted(cluster, key=_weight)
        )
        said = f'<span class="said"{lang(source.lang)}>{safe(told)}</span>'
        listed.append(f'<li id="n-{cluster[0].key[2:]}" tabindex="-1">{said}{links}</li>')
    return f'<ul class="notes">{"".join(listed)}</ul>' if listed else ""
