"""The strokes of a page → the tables that they rule, cell by cell, whatever stands beside or between."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import neg

from factcheck.load.documents.lines import Line
from factcheck.rows import NamedTuple

_NEAR = 4.0  # points: borders of neighbouring cells may be drawn apart
_MOST_STROKES = 20_000  # more than that is a drawing
_MOST_PAIRS = 5_000_000  # strokes side by side that are held against each other; more than that is one too
_MOST_CELLS, _MOST_TABLES = 10_000, 200  # of a table, and of a page


class Stroke(NamedTuple):
    """A thin line or the side of a box, flat or upright."""

    left: float
    low: float
    right: float
    high: float

    @property
    def flat(self) -> bool:
        """Return whether it lies."""
        return self.right - self.left >= self.high - self.low


class Region(NamedTuple):
    """A ruled table: where its columns and rows are bounded, rows from the top, and the strokes that do it."""

    xs: list[float]
    ys: list[float]
    strokes: list[Stroke]

    def holds(self, line: Line) -> bool:
        """Return whether a line stands inside."""
        x, y = _middle(line)
        return self.xs[0] - _NEAR <= x <= self.xs[-1] + _NEAR and self.ys[-1] <= y <= self.ys[0]


def regions(strokes: Sequence[Stroke]) -> list[Region]:
    """Return the tables that strokes make where they touch: at least two rows and two columns of them, the highest first."""
    if len(strokes) > _MOST_STROKES:
        return []
    found = []
    for group in _touching(strokes):
        xs = _places(stroke.left for stroke in group if not stroke.flat)
        ys = _places(stroke.low for stroke in group if stroke.flat)
        if len(xs) > 2 and len(ys) > 2 and (len(xs) - 1) * (len(ys) - 1) <= _MOST_CELLS:
            found.append(Region(xs, ys[::-1], group))
    return sorted(found, key=lambda region: (-region.ys[0], region.xs[0]))[:_MOST_TABLES]


def cells(region: Region, lines: Iterable[Line]) -> list[list[list[Line]]]:
    """Return the lines of each cell, by row and column; those of a cell that spans several stand in each."""
    width, height = len(region.xs) - 1, len(region.ys) - 1
    group = _spans(region, width, height)
    held: dict[int, list[Line]] = {}
    for line in lines:
        x, y = _middle(line)
        column = min(max(bisect_right(region.xs, x) - 1, 0), width - 1)
        row = min(max(bisect_left(region.ys, -y, key=neg) - 1, 0), height - 1)
        held.setdefault(group[row * width + column], []).append(line)
    return [[held.get(group[row * width + column], []) for column in range(width)] for row in range(height)]


def _middle(line: Line) -> tuple[float, float]:
    return (line.left + line.right) / 2, line.y + 0.3 * line.size


def _places(values: Iterable[float]) -> list[float]:
    """Return values that are near to each other as one, from the lowest."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _touching(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    """Return the strokes in groups of those that touch, directly or by others."""
    parent = list(range(len(strokes)))
    order = sorted(range(len(strokes)), key=lambda i: strokes[i].left)
    open_: list[int] = []
    pairs = 0
    for i in order:
        mine = strokes[i]
        pairs += len(open_)
        if pairs > _MOST_PAIRS:
            return []
        open_ = [k for k in open_ if strokes[k].right + _NEAR >= mine.left]
        for k in open_:
            if strokes[k].low - _NEAR <= mine.high and mine.low - _NEAR <= strokes[k].high:
                parent[_root(parent, k)] = _root(parent, i)
        open_.append(i)
    groups: dict[int, list[Stroke]] = {}
    for i, stroke in enumerate(strokes):
        groups.setdefault(_root(parent, i), []).append(stroke)
    return list(groups.values())


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _has(values: Sequence[float], place: float) -> bool:
    """Return whether one of some values, from the lowest, is near to a place."""
    at = bisect_left(values, place - _NEAR)
    return at < len(values) and values[at] <= place + _NEAR


def _spans(region: Region, width: int, height: int) -> list[int]:
    """Return for each cell the number of the cell that it is part of: those between which no stroke stands are one."""
    parent = list(range(width * height))
    flat = [stroke for stroke in region.strokes if stroke.flat]
    upright = [stroke for stroke in region.strokes if not stroke.flat]
    for row in range(height):
        y = (region.ys[row] + region.ys[row + 1]) / 2
        beside = sorted(stroke.left for stroke in upright if stroke.low <= y <= stroke.high)
        for column in range(width - 1):
            if not _has(beside, region.xs[column + 1]):
                parent[_root(parent, row * width + column + 1)] = _root(parent, row * width + column)
    for column in range(width):
        x = (region.xs[column] + region.xs[column + 1]) / 2
        above = sorted(stroke.low for stroke in flat if stroke.left <= x <= stroke.right)
        for row in range(height - 1):
            if not _has(above, region.ys[row + 1]):
                parent[_root(parent, (row + 1) * width + column)] = _root(parent, row * width + column)
    return [_root(parent, i) for i in range(width * height)]
