"""The glyphs of a page → its lines, by where they stand: programs draw letters in any order, and Vietnamese ones often from two fonts."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from factcheck.rows import NamedTuple

_SAME = 0.22  # of a size: how far apart baselines of one line may stand
_SPACE = 0.17  # of a size: a gap that is a space, where the line draws none
_WIDE = 0.45  # where it does
_COLUMN = 1.6  # of a size: a gap that no space is as wide as
_STRIPS = ((0.7, 5), (0.9, 3))  # of a size: a gap that is a strip between columns where so many rows have it
_WIDEST = 500  # places; a page may claim to be as wide as it likes
_MOST_PLACES = 10_000  # of a row that are looked at: a page of the greatest size has seven thousand
_STEP = 2.0  # points from one place that is tried to the next
_BESIDE = 50  # parts on either side of a raised figure that may be what it stands beside
_SMALL = 0.9  # of a size: a raised figure is smaller than that
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


class Glyph(NamedTuple):
    """What is drawn at a place of a page: `y` is its baseline, and grows upward."""

    text: str
    left: float
    right: float
    y: float
    size: float


class Line(NamedTuple):
    """Words that stand beside each other without a wide gap: a line of a column, or a cell of a table."""

    text: str
    left: float
    right: float
    y: float
    size: float


class Rule(NamedTuple):
    """A vertical stroke, as between the columns of a table."""

    x: float
    low: float
    high: float


def rows(glyphs: Iterable[Glyph], rules: Sequence[Rule] = ()) -> list[list[Line]]:
    """Return the lines of a page from top to bottom, those of one height together, from left to right."""
    grouped = _rows(glyphs)
    strokes, white = sorted(rules), sorted(each for share, least in _STRIPS for each in _strips(grouped, share, least))
    found = [_parts(row, strokes, white) for row in grouped]
    return [[_line(part) for part in row] for row in _raised(found) if row]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the glyphs by baseline, the highest first."""
    out: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.y, glyph.left)):
        if out and out[-1][0].y - glyph.y <= _SAME * min(glyph.size, out[-1][0].size):
            out[-1].append(glyph)
        else:
            out.append([glyph])
    return out


def _strips(rows: Sequence[list[Glyph]], share: float, least: int) -> list[Rule]:
    """Return the white strips between columns as if they were ruled: gaps that stand at one place in several rows, one below the other."""
    runs: dict[int, list[float]] = {}  # place → the heights of the rows with a gap there, one below the other
    out: list[Rule] = []

    def end(place: int) -> None:
        heights = runs.pop(place, [])
        if len(heights) >= least:
            out.append(Rule(place * _STEP, heights[-1] - 1, heights[0] + 1))

    for row in rows:
        inked = sorted((glyph for glyph in row if not glyph.text.isspace()), key=lambda glyph: glyph.left)
        if not inked:
            continue
        white: set[int] = set()
        right = inked[0].right
        for glyph in inked[1:]:
            if glyph.left - right > share * glyph.size:
                first = int(right / _STEP) + 1
                if len(white) < _MOST_PLACES:
                    white.update(range(first, min(int(glyph.left / _STEP) + 1, first + _WIDEST)))
            right = max(right, glyph.right)
        # A row that stands on one side only says nothing of what lies between.
        for place in [place for place in runs if place not in white and inked[0].left < place * _STEP < right]:
            end(place)
        for place in white:
            runs.setdefault(place, []).append(row[0].y)
    for place in list(runs):
        end(place)
    return out


def _parts(row: list[Glyph], rules: Sequence[Rule], white: Sequence[Rule]) -> list[list[Glyph]]:
    """Return the glyphs of one height in parts, cut at gaps and rules; a letter that is drawn twice, as for bold, is kept once."""
    row.sort(key=lambda glyph: (glyph.left, glyph.right))
    parts: list[list[Glyph]] = []
    last: Glyph | None = None
    spaces: list[Glyph] = []
    for glyph in row:
        if glyph.text.isspace():
            spaces.append(glyph)
            continue
        if last is not None and glyph.text == last.text and glyph.left - last.left < 0.25 * (last.right - last.left):
            continue
        if last is None or glyph.left - last.right > _COLUMN * max(last.size, glyph.size) or _cut(last, glyph, rules, white):
            parts.append([])
        else:
            parts[-1] += [space for space in spaces if space.left >= last.left]
        spaces = []
        parts[-1].append(glyph)
        last = glyph
    return parts


def _cut(one: Glyph, other: Glyph, rules: Sequence[Rule], white: Sequence[Rule]) -> bool:
    """Return whether a rule stands between two glyphs, or a strip in the gap that they leave."""
    gap = other.left - one.right
    return (gap > -0.5 and _between(one, other, rules, one.y + 0.3 * one.size)) or (
        gap > _WIDE * other.size and _between(one, other, white, one.y)
    )


def _between(one: Glyph, other: Glyph, rules: Sequence[Rule], y: float) -> bool:
    first = bisect_left(rules, (min(one.right, other.left) - 0.5,))
    last = bisect_right(rules, (other.left + 0.5,))
    return any(rule.low <= y <= rule.high for rule in rules[first:last])


def _raised(found: list[list[list[Glyph]]]) -> list[list[list[Glyph]]]:
    """Return the parts with raised and lowered figures (m², CO₂) put into the line beside which they stand."""
    for i, row in enumerate(found):
        kept: list[list[Glyph]] = []
        for part in row:
            beside = (found[k] for k in (i + 1, i - 1) if 0 <= k < len(found))
            host = next((each for other in beside for each in _near(other, part) if _belongs(part, each)), None)
            if host is None:
                kept.append(part)
            else:
                host += part
                host.sort(key=lambda glyph: glyph.left)
        row[:] = kept
    return found


def _near(row: Sequence[list[Glyph]], part: Sequence[Glyph]) -> Sequence[list[Glyph]]:
    """Return the parts of a row, which stand from left to right, that begin behind a part or are among the last that begin before it."""
    if len(row) <= _BESIDE:
        return row
    at = bisect_left(row, part[0].left, key=lambda each: each[0].left)
    return row[max(0, at - _BESIDE) : at + _BESIDE]


def _belongs(part: list[Glyph], host: list[Glyph]) -> bool:
    size = max(glyph.size for glyph in host)
    y = host[0].y
    if max(glyph.size for glyph in part) > _SMALL * size or not y - 0.35 * size <= part[0].y <= y + 0.75 * size:
        return False
    near = 0.35 * size
    return any(-near <= part[0].left - glyph.right <= near or -near <= glyph.left - part[-1].right <= near for glyph in host)


def _line(part: Sequence[Glyph]) -> Line:
    spaced = any(glyph.text.isspace() for glyph in part)
    words: list[str] = []
    last: Glyph | None = None
    for glyph in part:
        if glyph.text.isspace():
            words.append(" ")
            continue
        if last is not None and glyph.left - last.right > (_WIDE if spaced else _SPACE) * min(last.size, glyph.size):
            words.append(" ")
        words.append("".join(_LIGATURES.get(char, char) for char in glyph.text))
        last = glyph
    text = " ".join(unicodedata.normalize("NFC", "".join(words)).split())
    size = sorted(glyph.size for glyph in part)[len(part) // 2]
    inked = [glyph for glyph in part if not glyph.text.isspace()]
    return Line(text, inked[0].left, max(glyph.right for glyph in inked), inked[0].y, size)
