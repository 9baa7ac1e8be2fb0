"""What a number counts or measures: the unit behind it, a unit per another, or a counted noun."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.amounts import is_multiple
from factcheck.extract.line import Line
from factcheck.extract.nouns import noun_at
from factcheck.units import NONE, Unit

_CELSIUS, _RICHTER = Unit("temperature:C", "°C"), Unit("richter", "độ Richter")
_DEGREES_OF = (("nhiệt", "độ", _CELSIUS), ("động", "đất", _RICHTER), ("dư", "chấn", _RICHTER))
_FEET, _INCHES = set("'′’"), set('"″”')
POUND = Unit("mass", "lb", Decimal("0.45359237"))
_WEIGH_REACH = 4
FOOT, AGE = Unit("length", "ft", Decimal("0.3048")), Unit("age", "years old")
_OPEN, _CLOSE = set("([{<"), set(")]}>")
_SOLD = ("volume", "barrel", "energy")
_PRICED = (*_SOLD, "area", "mass", "length")
_EVERY = frozenset(("mỗi", "each", "every"))
_SINGLE = _EVERY | frozenset("một per a an".split())
_PER = _SINGLE | frozenset("/ hằng hàng".split())
_HABIT = ("hàng", "hằng")
_EACH = frozenset("mỗi hằng hàng each every per".split())
_AVERAGE = frozenset(("quân", "bình", "average"))  # bình quân một năm
_PACES = _EACH | _AVERAGE
_OFTEN = {"annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour"}
_WAGES = frozenset("wage wages salary salaries pay earnings".split())
# What comes in a pace: people a year, tonnes per day, but not an age, a temperature, hours.
_PACED = ("count", "currency", "percent", "mass", "volume", "area", "length", "energy", "barrel", "times", "data")
_SINCE = frozenset("trước sau qua nay rồi nữa vừa tuổi kể tới trở gần sinh ago earlier later before after old".split())
_GOODS, _MOST_GOODS = ("mass", "volume", "barrel", "energy"), 2
_PACE_REACH = 12
_OPENING = 2  # Mỗi năm, tỉnh có thêm 660 xã
_BREAKS = frozenset(";:.()")
# A unit's word before one of these begins a noun: năm học, đồng chí, điểm trường, chỉ tiêu.
_NOT_UNITS = frozenset(
    (a, b)
    for a, bs in {
        "năm": "học", "đồng": "chí đội bào hồ minh nghiệp phạm", "cân": "đối", "tiếng": "việt anh nói súng nổ trung nhật hàn pháp",
        "ngày": "công hội", "độ": "tuổi", "chỉ": "tiêu số huy thị đạo", "tạ": "tay", "giờ": "học bay giảng đây này", "bảng": "đấu",
        "điểm": "trường đến bán cầu bầu du nóng thi tham dừng mỏ sạt trông cao cấp nghẽn đen tiêm đỗ dân trung", "tuần": "tra lộc",
        "tháng": "lương", "yến": "tiệc", "lượng": "khách", "tệ": "nạn", "phút": "bù", "lần": "lượt", "sào": "huyệt", "đô": "thị vật",
        "mẫu": "mã xe số vật thử nghiệm bệnh", "ký": "túc tự sự kết", "yên": "ngựa", "xu": "hướng",
    }.items()
    for b in bs.split()
)  # fmt: skip
_VERBS = frozenset(("công", verb) for verb in "chiếu bố diễn tác khai".split())  # sau ba ngày công chiếu, but 5 ngày công lao động


def ratio(unit: Unit, below: Unit) -> Unit:
    """Return a unit per another."""
    name = f"{unit.symbol}/{below.symbol}"
    return Unit(f"{unit.dimension}/{below.dimension or below.symbol}", name, unit.factor / below.factor, unit.noun, below.factor)


def unit_at(line: Line, i: int, start: int = 0) -> tuple[Unit, int]:
    """Return the unit at token i, a counted noun where no unit is known, and the index after it; its number begins at `start`."""
    at = i
    if line.key(at) == "-" and line.glued(at) and line.glued(at + 1):
        at += 1  # 100-foot, 68-ounce
    elif line.key(at) in _OPEN:
        inside = line.lang.units.at(line.keys, at + 1)
        if inside is not None and line.key(inside[1]) in _CLOSE:
            return inside[0], inside[1] + 1
    elif line.key(at) in _FEET and line.glued(at) and line.digit(at + 1) and line.key(at + 2) in _INCHES:
        return FOOT, at + 1  # 6'2"
    elif is_multiple(line, at):
        return line.lang.times, at + 1
    found = line.lang.units.at(line.keys, at)
    if found is not None and (line.key(found[1] - 1), line.key(found[1])) in _VERBS:
        found = line.lang.units.at(line.keys[: found[1] - 1], at)
    if found is not None and not _is_noun_after_all(line, at, found):
        return per(line, *_weighed(line, found, start))
    unit, end = _counted(line, i)
    if unit is NONE and line.key(start - 1) in line.lang.age_words:
        return AGE, i
    return unit, end


def _weighed(line: Line, found: tuple[Unit, int], start: int) -> tuple[Unit, int]:
    """Return pounds as a mass where something weighs them: weighs 300 pounds, 300 pounds of rice."""
    unit, end = found
    if unit.dimension != "currency:GBP" or not line.key(end - 1).startswith("pound"):
        return found
    weighs = line.key(end) == "of" or any(key.startswith("weigh") for key in line.keys[max(0, start - _WEIGH_REACH) : start])
    return (POUND, end) if weighs else found


def _is_noun_after_all(line: Line, at: int, found: tuple[Unit, int]) -> bool:
    unit, end = found
    if line.lang.code == "vi":
        return (line.key(at), line.key(end)) in _NOT_UNITS and (line.key(end), line.key(end + 1)) not in _VERBS
    if line.key(at) == "in":
        return (not line.glued(at) and line.alpha(end)) or line.digit(end)
    loose = len(line.key(at)) == 1 and line.alpha(at) and not line.glued(at) and unit.dimension.startswith(("temperature", "currency"))
    if loose and unit.dimension.startswith("temperature") and line.word(at).isupper() and (not line.alpha(end) or not line.counts(end)):
        return False  # 49.2 C in Delhi
    return loose and line.key(at - 1) not in ("degrees", "degree", "deg", "-") and len(line.keys) > 4


def per(line: Line, unit: Unit, end: int) -> tuple[Unit, int]:
    """Return the unit per another where one follows (đồng/ha, $15 per hour, 5 tấn mỗi ngày), and the index after it."""
    key = line.key(end)
    # Behind what is measured, and behind the word that joins it: 5 tấn rác mỗi ngày, $15 for each hour.
    pace = end + 1 if key == "for" and line.key(end + 1) in _EVERY else _goods_end(line, unit, end)
    if pace > end:
        rated, after = per(line, unit, pace)
        return (rated, after) if rated is not unit else (unit, end)
    if (often := _OFTEN.get(key)) is not None and unit.dimension.startswith(_PACED):
        below = line.lang.units.at((often,), 0)
        return (ratio(unit, below[0]), end + 1) if below is not None else (unit, end)
    if key not in _PER or end + 1 >= len(line.keys) or (key in _HABIT and unit.dimension == "count"):
        return unit, end  # tám thói quen hằng ngày: habits of every day, not eight a day
    slash = key == "/"
    below = line.lang.units.at(line.keys, end + 1)
    if below is not None:
        what = below[0].dimension.partition(":")[0]
        if what == "duration" and not slash:
            paced = unit.dimension.startswith(_PACED) and _is_pace(line, end, below[1])
            return (ratio(unit, below[0]), below[1]) if paced else (unit, end)
        priced = unit.dimension.startswith("currency") and what in _SOLD
        if slash or ((priced or what in ("area", "mass", "length")) and key in _SINGLE):
            return ratio(unit, below[0]), below[1]
    if slash and line.counts(end + 1):
        name, after = _counted(line, end + 1)
        return (ratio(unit, name), after) if name is not NONE else (unit, end)
    return unit, end


def _goods_end(line: Line, unit: Unit, end: int) -> int:
    """Return the index after what is measured, where a pace stands behind it: 5 tấn rác mỗi ngày, 3 million barrels of oil a day."""
    english = line.lang.code == "en"
    if unit.dimension not in _GOODS or (english and line.key(end) != "of"):
        return end
    at = end + english
    while at < end + english + _MOST_GOODS and line.counts(at) and line.key(at) not in _PER:
        at += 1
    return at if at > end + english and line.key(at) in _PER and line.key(at) != "/" else end


def _is_pace(line: Line, at: int, end: int) -> bool:
    """Return whether the words for "each year" at a token tell a pace: not the time since (a year ago), no noun (mỗi năm học), no date."""
    if (line.key(end - 1), line.key(end)) in _NOT_UNITS or line.key(end) in _SINCE:
        return False
    article = line.key(at) in ("a", "an", "một")
    return not (line.digit(end) and line.key(at) in ("hàng", "hằng")) and not (article and line.key(end - 1) == "second")


def degrees(line: Line, unit: Unit) -> Unit:
    """Return degrees of which nothing is said as what their sentence tells of: động đất mạnh 7,5 độ, nhiệt độ cao nhất 39 độ."""
    if unit.dimension != "degree" or line.lang.code != "vi":
        return unit
    for first, second, told in _DEGREES_OF:
        if any(line.keys[i] == first and line.key(i + 1) == second for i in range(len(line.keys))):
            return told
    return unit


def rate(line: Line, start: int, unit: Unit, kind: str) -> Unit:
    """Return the unit per another where the clause of a number that begins at token `start` tells it before: mỗi năm có thêm 660 xã."""
    if "/" in unit.dimension or not unit.dimension.startswith(_PACED) or (unit.dimension == "percent" and kind != "change"):
        return unit
    keys, least = line.keys, max(0, start - _PACE_REACH)
    if unit.dimension.startswith("currency") and (paid := _paid(line, least, start)) is not None:
        return ratio(unit, paid)
    if _PACES.isdisjoint(keys[least:start]):
        return unit
    for at in range(start - 1, least - 1, -1):
        if line.digit(at) or keys[at] in _BREAKS or (keys[at] == "," and not any(map(line.begins, range(at - _OPENING, at)))):
            break
        average = keys[at] in ("một", "a") and line.key(at - 1) in _AVERAGE
        if (keys[at] in _EACH or average) and (below := line.lang.units.at(keys, at + 1)) is not None and below[1] <= start:
            if below[0].dimension.startswith("duration") and _is_pace(line, at, below[1]):
                return ratio(unit, below[0])
            if unit.dimension.startswith("currency") and keys[at] in _EVERY and below[0].dimension in _PRICED:
                return ratio(unit, below[0])  # mỗi m2 có giá 46 triệu đồng
            break
    return unit


def _paid(line: Line, least: int, start: int) -> Unit | None:
    """Return what a wage before token `start` is paid for: minimum hourly wage to $15."""
    for at in range(start - 2, least - 1, -1):
        if line.keys[at + 1] in _WAGES and (often := _OFTEN.get(line.keys[at])) is not None:
            found = line.lang.units.at((often,), 0)
            return None if found is None or not _BREAKS.isdisjoint(line.keys[at:start]) else found[0]
    return None


def _counted(line: Line, i: int) -> tuple[Unit, int]:
    """Return the noun counted at token i, per what follows it, and the index after both."""
    unit, end = noun_at(line, i)
    if unit is NONE or (line.key(end) == "/" and line.lang.units.at(line.keys, end + 1) is None):
        return unit, end
    return per(line, unit, end)
