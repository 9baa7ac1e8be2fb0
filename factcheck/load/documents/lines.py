"""The glyphs of a page → its lines, by where they stand: programs draw letters in any order, and Vietnamese ones often from two fonts."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_SAME = 0.22  # of a size: how far apart baselines of one line may stand
_SPACE = 0.17  # of a size: a gap that is a space, where the line draws none
_WIDE = 0.45  # where it does
_COLUMN = 1.6  # of a size: a gap that no space is as wide as
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
    strokes = sorted(rules)
    found = [_parts(row, strokes) for row in _rows(glyphs)]
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


def _parts(row: list[Glyph], rules: Sequence[Rule]) -> list[list[Glyph]]:
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
        if last is None or glyph.left - last.right > _COLUMN * max(last.size, glyph.size) or _ruled(rules, last, glyph):
            parts.append([])
        else:
            parts[-1] += [space for space in spaces if space.left >= last.left]
        spaces = []
        parts[-1].append(glyph)
        last = glyph
    return parts


def _ruled(rules: Sequence[Rule], one: Glyph, other: Glyph) -> bool:
    first = bisect_left(rules, (min(one.right, other.left) - 0.5,))
    last = bisect_right(rules, (other.left + 0.5,))
    middle = one.y + 0.3 * one.size
    return other.left > one.right - 0.5 and any(rule.low <= middle <= rule.high for rule in rules[first:last])


def _raised(found: list[list[list[Glyph]]]) -> list[list[list[Glyph]]]:
    """Return the parts with raised and lowered figures (m², CO₂) put into the line beside which they stand."""
    for i, row in enumerate(found):
        for part in list(row):
            host = next((each for k in (i + 1, i - 1) if 0 <= k < len(found) for each in found[k] if _belongs(part, each)), None)
            if host is not None:
                host += part
                host.sort(key=lambda glyph: glyph.left)
                row.remove(part)
    return found


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
