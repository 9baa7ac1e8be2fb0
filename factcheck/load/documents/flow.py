"""The lines of a page → what is read one after the other: columns, paragraphs, and tables by their cells."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.load.documents.lines import Line
from factcheck.load.documents.ruled import Region, cells
from factcheck.load.documents.table import EMPTY, MOST_COLUMNS, MOST_PLACES, Cell, is_value
from factcheck.rows import NamedTuple

_LEADING = 1.75  # of a size: lines of one paragraph stand no further apart
_LIKE = 0.12  # of a size: how much sizes of one paragraph differ
_INDENT = 0.8  # of a size: a line that begins further in begins a paragraph
_SHORT = 0.82  # of a column's width: a line that ends before has no reason to break but the end of its paragraph
_STOPS = '.!?…:;”"»'
_BULLET = re.compile(r"[•‣▪◦●*–—-]\s|\d{1,2}[.)]\s|[a-zđ]\)\s")
_GUTTER = 4  # lines that make a column of text
_WORDY = 4  # words of a line that is text, and no cell of a table
_NARROW = 80.0  # points: no column is narrower
_BIN = 4.0  # points within which lines begin at one place
_DEEPEST = 4
_MASK = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:(?:trang|page|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_HEADS = 3  # rows of a running head
_EDGE = 0.12  # of a page's height: where running heads and page numbers stand


class Paragraph(NamedTuple):
    """Lines that are read as one; `first` where they begin a column."""

    text: str
    size: float
    first: bool = False


class Table(NamedTuple):
    """Rows of cells."""

    rows: list[list[Cell]]


Rows = list[list[Line]]


def running(pages: Sequence[tuple[Rows, float]]) -> set[tuple[int, int]]:
    """Return page and row of what comes again at the edges of pages, apart from the text, and of page numbers."""
    edges: list[tuple[int, int, tuple[str, int], bool]] = []
    for page, (rows, height) in enumerate(pages):
        for i in (*_edge(rows, height, 1), *_edge(rows, height, -1)):
            text = " ".join(line.text for line in rows[i])
            edges.append((page, i, (_MASK.sub("#", text), round(rows[i][0].y / 3)), bool(_PAGE_NUMBER.fullmatch(text))))
    seen = Counter(key for key, _ in {(key, page) for page, _, key, _ in edges})
    return {(page, i) for page, i, key, numbered in edges if seen[key] > 1 or (numbered and len(pages) > 1)}


def _edge(rows: Rows, height: float, step: int) -> list[int]:
    """Return the rows at the top (step 1) or bottom (step -1) of a page with a gap between them and the text."""
    order = list(range(len(rows)))[::step]
    out: list[int] = []
    for i, following in pairwise([*order, -1]):
        line = rows[i][0]
        if len(out) == _HEADS or not (line.y > height * (1 - _EDGE) if step > 0 else line.y < height * _EDGE):
            return []
        out.append(i)
        if following < 0 or abs(line.y - rows[following][0].y) > _LEADING * max(line.size, rows[following][0].size):
            return out
    return []


def blocks(rows: Rows, ruled: Sequence[Region] = ()) -> Iterator[Paragraph | Table]:
    """Yield the paragraphs and tables of a page in the order in which they are read."""
    left = rows
    for region in ruled:
        inside = [line for row in left for line in row if region.holds(line)]
        if not any(is_value(Cell(line.text)) for line in inside):
            continue  # a frame around text
        rest = [[line for line in row if not region.holds(line)] for row in left]
        yield from _unruled([row for row in rest if row and row[0].y > region.ys[0]])
        yield Table([[_cell(held) for held in row] for row in cells(region, inside)])
        left = [row for row in rest if row and row[0].y <= region.ys[0]]
    yield from _unruled(left)


def _cell(lines: Sequence[Line]) -> Cell:
    text = ""
    for line in sorted(lines, key=lambda line: (-line.y, line.left)):
        text = joined(text, line.text) if text else line.text
    return Cell(text) if text else EMPTY


def _unruled(rows: Rows) -> Iterator[Paragraph | Table]:
    for column in _ordered(rows):
        start = 0
        for first, last in _tables(column):
            yield from _paragraphs([line for row in column[start:first] for line in row], not start)
            yield Table(_grid(column[first:last]))
            start = last
        yield from _paragraphs([line for row in column[start:] for line in row], not start)


def joined(first: str, second: str) -> str:
    """Return two lines as one text, a word that was divided between them whole again."""
    cut, gap = _joint(first[-2:], first.isascii(), second)
    return f"{first[: len(first) - cut]}{gap}{second}"


def _joint(end: str, english: bool, second: str) -> tuple[int, str]:
    """Return how much is cut off a text that ends so, and what stands between it and the line that goes on with it."""
    if end.endswith("\u00ad") or (english and re.search(r"[a-z]-$", end) and re.match(r"[a-z]", second)):
        return 1, ""
    return 0, "" if re.search(r"\d[-–/]$", end) and second[:1].isdigit() else " "


def goes_on(first: str, second: str) -> bool:
    """Return whether a paragraph at the end of a page or column goes on in the first of the next."""
    return bool(first) and first[-1] not in _STOPS and (second[:1].islower() or first[-1] == ",")


def _tables(rows: Rows) -> Iterator[tuple[int, int]]:
    """Yield the first row and the one behind the last of each table: at least two rows of words and numbers side by side."""
    full = [len(row) > 1 and any(is_value(Cell(line.text)) for line in row[1:]) for row in rows]
    i, behind = 0, 0
    while i < len(rows):
        if not full[i]:
            i += 1
            continue
        last = i
        for k in range(i + 1, len(rows)):
            # A heading that goes on over two lines, or a row of one heading, stands between.
            if _apart(rows, k) or (not full[k] and (len(rows[k]) > 1 or k - last > 1)):
                break
            last = k if full[k] else last
        if sum(full[i : last + 1]) < 2:
            i = last + 1
            continue
        first = i
        while first > behind and len(rows[first - 1]) > 1 and not _apart(rows, first):
            first -= 1
        end = last + 1
        while end < len(rows) and len(rows[end]) == 1 and _wrapped(rows[end - 1], rows[end]):
            end += 1
        yield first, end
        i = behind = end


def _apart(rows: Rows, k: int) -> bool:
    """Return whether a row stands too far below the one above it to be of the same table."""
    return rows[k - 1][0].y - rows[k][0].y > 3.5 * max(rows[k - 1][0].size, rows[k][0].size)


def _wrapped(above: list[Line], row: list[Line]) -> bool:
    """Return whether a row of one text is the next line of the heading above it."""
    line, first = row[0], above[0]
    near = 0 < first.y - line.y <= 1.35 * line.size
    return near and abs(line.left - first.left) < line.size and not is_value(Cell(line.text)) and line.text[:1].islower()


def _grid(rows: Rows) -> list[list[Cell]]:
    """Return the rows of a table with a cell for each column; a heading over several columns stands in each."""
    merged: Rows = []
    for row in rows:
        if merged and len(row) == 1 and _wrapped(merged[-1], row):
            first = merged[-1][0]
            # (The lower line's height, so that a third one is near to it.)
            merged[-1] = [
                Line(joined(first.text, row[0].text), first.left, max(first.right, row[0].right), row[0].y, first.size),
                *merged[-1][1:],
            ]
        else:
            merged.append(list(row))
    columns = _columns(merged)
    if len(columns) > MOST_COLUMNS or len(columns) * len(merged) > MOST_PLACES:
        return [[EMPTY] * (MOST_COLUMNS + 1)]  # which is refused where it would be written
    lefts, rights = [left for left, _ in columns], [right for _, right in columns]
    out = []
    for row in merged:
        texts = [""] * len(columns)
        for line in row:
            # Columns stand from left to right and apart, so those that a line stands over follow one another.
            over = range(bisect_right(rights, line.left), bisect_left(lefts, line.right)) or [_nearest(columns, line)]
            for i in over:
                texts[i] = f"{texts[i]} {line.text}".strip()
        out.append([Cell(text) if text else EMPTY for text in texts])
    return out


def _columns(rows: Rows) -> list[tuple[float, float]]:
    """Return left and right of each column, told by the rows that have the most cells."""
    most = max(map(len, rows))
    spans = sorted((line.left, line.right) for row in rows if len(row) == most for line in row)
    out: list[tuple[float, float]] = []
    for left, right in spans:
        if out and left < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], right))
        else:
            out.append((left, right))
    return out


def _nearest(columns: Sequence[tuple[float, float]], line: Line) -> int:
    middle = (line.left + line.right) / 2
    return min(range(len(columns)), key=lambda i: abs(sum(columns[i]) / 2 - middle))


def _ordered(rows: Rows, depth: int = 0) -> Iterator[Rows]:
    """Yield rows in reading order: where columns of text stand side by side, one after the other, and each by itself."""
    gutter = _gutter([line for row in rows for line in row]) if depth < _DEEPEST else None
    if gutter is None:
        if rows:
            yield rows
        return
    whole: Rows = []
    sides: tuple[Rows, Rows] = ([], [])
    for row in rows:
        if any(line.left < gutter - 1 and line.right > gutter + 1 for line in row):
            for side in sides:
                yield from _ordered(side, depth + 1)
            sides = ([], [])
            whole.append(row)
            continue
        if whole:
            yield whole
            whole = []
        for side, own in zip(sides, (True, False), strict=True):
            if lines := [line for line in row if (line.left < gutter - 1) is own]:
                side.append(lines)
    if whole:
        yield whole
    for side in sides:
        yield from _ordered(side, depth + 1)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the second of two columns of text begins, if there are two: many lines begin there, and few cross it."""
    first = min((line.left for line in lines), default=0.0)
    starts = Counter(round(line.left / _BIN) for line in lines if line.left > first + _NARROW and len(line.text.split()) >= _WORDY)
    best = max(starts, key=lambda place: (starts[place], -place), default=None)
    if best is None or starts[best] < _GUTTER:
        return None
    place = (best - 1) * _BIN
    beside = [line for line in lines if line.right <= place + _BIN and len(line.text.split()) >= _WORDY]
    crossing = sum(line.left < place - 1 and line.right > place + 1 for line in lines)
    return place if len(beside) >= _GUTTER and crossing * 2 < len(lines) else None


def _paragraphs(lines: Sequence[Line], first: bool) -> Iterator[Paragraph]:
    parts: list[str] = []  # of the paragraph, which may have as many lines as a page has letters
    end, english = "", True
    last: Line | None = None
    width = right = 0.0
    for line in lines:
        if last is not None and _same(last, line, right, width, end):
            cut, gap = _joint(end, english, line.text)
            parts[-1] = parts[-1][: len(parts[-1]) - cut]
            parts += gap, line.text
            end = (end[: len(end) - cut] + gap + line.text[-2:])[-2:]
            english = english and line.text.rstrip("\u00ad").isascii()
            right, width = max(right, line.right), max(width, line.right - min(line.left, last.left))
        else:
            if last is not None:
                yield Paragraph("".join(parts), last.size, first)
                first = False
            parts, right, width = [line.text], line.right, line.right - line.left
            end, english = line.text[-2:], line.text.rstrip("\u00ad").isascii()
        last = line
    if last is not None:
        yield Paragraph("".join(parts), last.size, first)


def _same(last: Line, line: Line, right: float, width: float, text: str) -> bool:
    """Return whether a line goes on with the paragraph of the last one."""
    size = max(last.size, line.size)
    if not 0 < last.y - line.y <= _LEADING * size or abs(last.size - line.size) > _LIKE * size or _BULLET.match(line.text):
        return False
    if line.left > last.left + _INDENT * size or line.left > last.right or line.right < last.left:
        return False
    ended = text[-1:] in _STOPS
    # A line that ends early while the next word would have had room is the last of its paragraph.
    room = max(right, line.right) - last.right
    word = (line.right - line.left) * (len(line.text.split(" ", 1)[0]) + 1) / max(1, len(line.text))
    if room > word * 1.5 + size:
        return not ended and line.text[:1].islower()
    return True
