"""What a quantity tells: a level or a change and in which direction, and whether it is denied."""

from __future__ import annotations

from functools import cache

from factcheck import lang as languages
from factcheck.extract.codes import is_measured
from factcheck.extract.line import Line
from factcheck.units import Unit

_ENDS = frozenset(",;:.()")
_CLAUSE_ENDS = frozenset(",;:")
_WITHIN_REACH = 6
_GROWTH_REACH = 30
_POINTS_REACH = 8
# What may stand between a direction and its number: tăng bình quân khoảng 5 %.
_FILL = frozenset(
    "bình quân trung thêm khoảng hơn gần tới đến hằng hàng năm mỗi ước tính nhẹ mạnh vọt thu so với cùng kỳ được khá"
    " cao nhanh by about around nearly almost over more than an a average of slightly another"
    " some sharply annually roughly just estimated".split()
)
_CHANGE_NOUNS = frozenset("increase rise drop decline fall growth cut jump gain surge decrease higher lower slump plunge".split())
_MADE = frozenset("made make makes set broken split taken takes".split())
_FLOWS = frozenset("add adds added adding gain gains gained gaining".split())
_JUMPS = frozenset("cú bài điệu môn".split())  # a leap, a dance: no number jumps
_LAID_OFF = ["cắt", "giảm"]
_ADDED = "thêm"  # tăng giá bán thêm 1,5 triệu đồng
# Verbs that tell a level, whatever rose before: vẫn tăng trưởng và chiếm 40 %, grew and accounted for 40 %.
_SHARES = frozenset("chiếm nắm gồm accounted accounts accounting comprising represents represented".split())
_HELD = _SHARES | frozenset("đạt còn ở là".split())
# Before than, behind a number, these tell by how much two things differ; so do those below it before a mark that is set.
_COMPARED = {"more": 1, "greater": 1} | dict.fromkeys(
    "fewer less lower shorter smaller younger cheaper slower earlier lighter narrower weaker poorer thinner closer shallower".split(), -1
)
_BEYOND = {"above": 1, "over": 1, "below": -1, "under": -1, "ahead": 1, "behind": -1, "short": -1}
_NO_COMPARISONS = frozenset("other rather later number member under".split())
_MARKS = frozenset(
    "that those target targets forecast forecasts estimate estimates expectations average level plan budget consensus".split()
)
_BEFORE_MARKS = frozenset("of the its their his her a an".split())
# Between a denial and the number: verbs that every denial has, what ends a verb, and what may stand before one.
_NEGATED_VERBS = frozenset("có là đạt phải reach hit be been is was that as to any such".split())
_VERB_TAILS = frozenset("được đến tới nổi qua mốc mức thêm hết up out down off away even".split())
_AUXILIARIES = frozenset("hề thể từng kịp cần dám nên bao giờ được phải have has had be been yet even ever to actually really get".split())
# Behind không, chưa or not, these begin something else than a denied verb: không chỉ 5, chưa kể 5, hàng không, not until 5.
_NO_VERBS = frozenset(
    "chỉ những ít tính kể gồm trừ biết ngờ quá dưới trên hơn kém ai gì đâu nào trong ngoài với từ ở tại vào sau trước lúc khi riêng đơn"
    " khí gian quân lực trung kích vận tặc phận lưu người đầy rõ của và hay mà là về theo only just merely simply all including counting"
    " until since in for about around every each the a an long fewer less more than because if by with on at of after before during under"
    " over within from and or but near too so which one this these those".split()
)
_WHOLE_DENIALS = frozenset(("no", "without", "fell"))  # what they deny is a noun
_GOODS = frozenset("mặt khách cửa ngân nhà đơn lô bạn gian bán thanh".split())  # mặt hàng không, but hãng hàng không
_DENIAL_REACH, _FAR = 6, 9


def kind_of(line: Line, start: int, end: int, unit: Unit) -> tuple[str, int]:
    """Return level or change with its direction, by the words before the number (and behind it: a 5 % rise).

    A level with a direction may be a change: in Vietnamese, what changes stands between the two (giảm lãi suất cho vay 0,5 %).
    """
    keys, lang = line.keys, line.lang
    at, perhaps = start, False
    while at > 0 and start - at < _WITHIN_REACH and keys[at - 1] not in _ENDS:
        if (turned := lang.directions.before(keys, at)) is not None:
            if line.key(at) == "-" or _is_no_change(line, turned[1], unit):
                break
            return "change", turned[0]
        if lang.levels.before(keys, at) is not None and keys[at - 1] not in ("bình", "thêm"):
            break
        if keys[at - 1] not in _FILL:
            perhaps = lang.code == "vi"
            break
        at -= 1
    if lang.code == "vi" and _ADDED in keys[max(0, start - 1) : start + 1] and (turned_before := _turned_before(line, start)):
        return "change", turned_before
    if unit.dimension == "point" and (turned_before := _turned_before(line, start)):
        return "change", turned_before
    if lang.code == "en":
        after = lang.directions.at(keys, end)
        if after is not None and keys[end] in _CHANGE_NOUNS:
            return "change", after[0]
        if compared := _compared_behind(line, end):
            return "change", compared
    if unit.dimension.startswith("percent") and _growth_before(line, start):
        return "change", 1
    return "level", _turned_before(line, start) if perhaps else 0


def _compared_behind(line: Line, end: int) -> int:
    """Return in which direction what stands behind a number compares two things by it: 200 m longer than, below that of; 0 for none."""
    word = line.key(end)
    if line.key(end + 1) == "than":
        return _COMPARED.get(word, int(len(word) > len("over") and word.endswith("er") and word not in _NO_COMPARISONS))
    at = end + 1
    while line.key(at) in _BEFORE_MARKS:
        at += 1
    return _BEYOND.get(word, 0) if line.key(at) in _MARKS else 0


def _turned_before(line: Line, start: int) -> int:
    """Return the direction that the clause tells before a number: giảm lãi suất 25 điểm cơ bản; 0 where it tells none, or a level since."""
    least = max(0, start - _POINTS_REACH)
    if line.lang.directions.lasts().isdisjoint(line.keys[least:start]):
        return 0  # as most clauses
    for at in range(start, least, -1):
        if line.keys[at - 1] in _ENDS or line.digit(at - 1) or line.keys[at - 1] in _HELD:
            break
        if (turned := line.lang.directions.before(line.keys, at)) is not None:
            return turned[0]
    return 0


def _is_no_change(line: Line, i: int, unit: Unit) -> bool:
    """Return whether a word of direction tells none: made up of 45 states; adds 175,000 jobs, which is their number."""
    word = line.key(i)
    counted = unit.dimension.startswith("count")
    if line.lang.code == "vi":
        thing = (word == "cao" and line.key(i - 1) == "độ") or (word == "nhảy" and line.key(i - 1) in _JUMPS)
        return thing or (counted and (word == "hạ" or line.keys[i - 1 : i + 1] == _LAID_OFF))
    return (word == "up" and line.key(i - 1) in _MADE) or (counted and word in _FLOWS)


def _growth_before(line: Line, start: int) -> bool:
    """Return whether the number tells a rate of growth: tốc độ tăng trưởng … đạt 7,1 %."""
    keys = line.keys
    for at in range(start - 1, max(0, start - _GROWTH_REACH) - 1, -1):
        if keys[at] in _CLAUSE_ENDS or keys[at] in _SHARES or (line.digit(at) and is_measured(line, at + 1)):
            return False
        found = line.lang.glossary.at(keys, at)
        if found is not None and found[0] == "growth":
            return True
    return False


@cache
def _deniers(code: str) -> frozenset[str]:
    """Return the first words of a language's denials, so that most numbers need no further look."""
    return frozenset(languages.get(code).negations.firsts())


def is_negated(line: Line, start: int, unit: Unit) -> bool:
    """Return whether the number is denied, through one verb at most: không đạt 5 tỷ, chưa giành được 5, has never won 5."""
    keys, at, verbs, tail = line.keys, start, 0, False
    if _deniers(line.lang.code).isdisjoint(keys[max(0, start - _FAR) : start]):
        return False
    for _ in range(_DENIAL_REACH):
        if at <= 0:
            return False
        if (found := line.lang.negations.before(keys, at)) is not None:
            return not (_is_aviation(line, found[1]) or (verbs and keys[found[1]] in _WHOLE_DENIALS))
        word = keys[at - 1]
        if (verbs and word in _AUXILIARIES) or (not verbs and (word in _NEGATED_VERBS or line.lang.statuses.before(keys, at) is not None)):
            pass
        elif not verbs and not tail and word in _VERB_TAILS:
            tail = True
        elif verbs <= (tail and line.lang.code == "vi") and line.alpha(at - 1) and word not in _NO_VERBS:
            verbs += 1  # a Vietnamese verb of two words only where được closes it: không thu hút được 5 dự án
            if unit.dimension.startswith("duration"):
                return False  # không ăn 5 ngày: it lasts that long
        else:
            return False
        at -= 1
    return False


def _is_aviation(line: Line, at: int) -> bool:
    """Return whether không at a token is the end of hàng không, phòng không."""
    if line.key(at) != "không":
        return False
    return line.key(at - 1) == "phòng" or (line.key(at - 1) == "hàng" and line.key(at - 2) not in _GOODS)
