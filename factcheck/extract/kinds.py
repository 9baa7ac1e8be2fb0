"""What a quantity tells: a level or a change and in which direction, and whether it is denied."""

from __future__ import annotations

from factcheck.extract.codes import is_measured
from factcheck.extract.line import Line
from factcheck.units import Unit

_ENDS = frozenset(",;:.()")
_CLAUSE_ENDS = frozenset(",;:")
_WITHIN_REACH = 6
_GROWTH_REACH = 30
# What may stand between a direction and its number: tăng bình quân khoảng 5 %.
_FILL = frozenset(
    "bình quân trung thêm khoảng hơn gần tới đến hằng hàng năm mỗi ước tính nhẹ mạnh vọt thu so với cùng kỳ được khá"
    " cao nhanh by about around nearly almost over more than an a average of slightly another"
    " some sharply annually roughly just estimated".split()
)
_CHANGE_NOUNS = frozenset("increase rise drop decline fall growth cut jump gain surge decrease higher lower slump plunge".split())
_MADE = frozenset("made make makes set broken split taken takes".split())
_FLOWS = frozenset("add adds added adding gain gains gained gaining".split())
_COMPARED = {"more": 1, "higher": 1, "fewer": -1, "less": -1, "lower": -1}
_NEGATED_VERBS = frozenset("có là đạt phải reach exceed hit be been is was that as to any such".split())


def kind_of(line: Line, start: int, end: int, unit: Unit) -> tuple[str, int]:
    """Return level or change with its direction, by the words before the number (and behind it: a 5 % rise)."""
    keys, lang = line.keys, line.lang
    at = start
    while at > 0 and start - at < _WITHIN_REACH and keys[at - 1] not in _ENDS:
        if (turned := lang.directions.before(keys, at)) is not None:
            if line.key(at) == "-" or _is_no_change(line, turned[1], unit):
                break
            return "change", turned[0]
        if lang.levels.before(keys, at) is not None and keys[at - 1] not in ("bình", "thêm"):
            break
        if keys[at - 1] not in _FILL:
            break
        at -= 1
    if lang.code == "en":
        after = lang.directions.at(keys, end)
        if after is not None and keys[end] in _CHANGE_NOUNS:
            return "change", after[0]
        if line.key(end) in _COMPARED and line.key(end + 1) == "than":
            return "change", _COMPARED[keys[end]]
    if unit.dimension == "percent" and _growth_before(line, start):
        return "change", 1
    return "level", 0


def _is_no_change(line: Line, i: int, unit: Unit) -> bool:
    """Return whether a word of direction tells none: made up of 45 states; adds 175,000 jobs, which is their number."""
    word = line.key(i)
    return (word == "up" and line.key(i - 1) in _MADE) or (unit.dimension == "count" and word in _FLOWS)


def _growth_before(line: Line, start: int) -> bool:
    """Return whether the number tells a rate of growth: tốc độ tăng trưởng … đạt 7,1 %."""
    keys = line.keys
    for at in range(start - 1, max(0, start - _GROWTH_REACH) - 1, -1):
        if keys[at] in _CLAUSE_ENDS or (line.digit(at) and is_measured(line, at + 1)):
            return False
        found = line.lang.glossary.at(keys, at)
        if found is not None and found[0] == "growth":
            return True
    return False


def is_negated(line: Line, start: int) -> bool:
    """Return whether the number is denied: không đạt 5 tỷ, did not reach 5 million."""
    at = start
    for _ in range(3):
        if line.lang.negations.before(line.keys, at) is not None:
            return True
        if at > 0 and (line.lang.statuses.before(line.keys, at) is not None or line.keys[at - 1] in _NEGATED_VERBS):
            at -= 1
        else:
            return False
    return False
