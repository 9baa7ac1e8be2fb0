"""What is no quantity though it has digits: document and road numbers, model names, phone numbers, scores, list markers."""

from __future__ import annotations

import re

from factcheck.extract.amounts import has_exponent, is_multiple
from factcheck.extract.line import Line
from factcheck.extract.nouns import noun_at
from factcheck.units import NONE, PERSON

_NAMED_BY_SLASH = {("24", "7", "vi"), ("24", "24", "vi"), ("24", "7", "en"), ("24", "24", "en"), ("9", "11", "en")}  # 9/11, the attack
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_SUFFIXES = {"st", "nd", "rd", "th"}
_MEASURES = ("percent", "currency", "mass", "area", "point", "length")
_LETTERED = {"tr", "m", "km", "k"}  # glued between two numbers, these still belong to a quantity: 1tr5, 3km5
_AND = {",", "và", "and", "&"}
_MOST_NOUN = 4
_AFTER_CODE = _AND | {"", ".", ";", ")", "của", "of"}
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+")  # no code is written like an amount
_VERSION = re.compile(r"\d{1,4}|\d{1,2}\.\d")
_GRADES = {"83", "90", "91", "92", "93", "95", "97", "98", "100"}
_CALLED = frozenset("call phone telephone tel hotline fax dial gọi thoại sđt đt zalo đài".split())
_THEIR = frozenset("the this that its his her their our your my a s".split())  # s: last season's 2019 budget
_NO_NAME_BEHIND = frozenset("%/°^+±")
_AT = {"tại", "ở", "số", "nhà", "at"}
_TEAMS = frozenset("đội nhóm tổ toán đoàn kíp băng".split())
_LONG_NUMBER, _MOST_GROUPS = 10, 4
_GENERATIONS = {"G", "D", "K"}  # 5G, 3D, 4K


def is_code(line: Line, i: int, end: int) -> bool:
    """Return whether the digits at token i are part of a name or code."""
    if _is_grade(line, i, end) or (line.glued(i) and _glued_before(line, i)):
        return True
    if line.glued(end) and _glued_after(line, i, end):
        return True
    word = line.key(i)  # in the digits that we count with, whatever they are written in
    if line.key(end) == "/" and (word, line.key(end + 1), line.lang.code) in _NAMED_BY_SLASH:
        return True
    if line.key(i - 1) == "ngày" and _GROUPED.fullmatch(word) is not None and not line.counts(end):
        return True  # chiến sự ngày 1.436
    if word[0] == "0" and word.isdecimal() and len(word) > 3:
        return True
    if (code := line.lang.code_words.before(line.keys, i)) is not None and code[0] and not line.digit(code[1] - 1):
        return not (is_measured(line, end) or _is_team(line, i, end)) and _GROUPED.fullmatch(word) is None
    return _names(line, i, end) or _is_game(line, i) or _is_year(line, i, end) or _is_address(line, i, end)


def _is_team(line: Line, i: int, end: int) -> bool:
    """Return whether the number says how many people or craft a team has, and does not name it: nhóm 7 người, phi đội 12 chiếc."""
    if line.key(i - 1) not in _TEAMS or line.word(i - 1)[0].isupper():
        return False
    return line.key(end) == "chiếc" or PERSON in noun_at(line, end)[0].noun


def _glued_before(line: Line, i: int) -> bool:
    before = line.word(i - 1)
    if line.lang.before_units.before(line.keys, i) is not None:
        return False  # $5, Rs.500
    if before[-1].isalpha():
        return True
    if before in "-/_.:@#&" and i >= 2 and line.glued(i - 1):
        far = line.word(i - 2)
        if far[-1].isalpha():
            return not (before == "/" and line.lang.units.before(line.keys, i - 1))
        return before in "/:" and line.digit(i - 2)
    return before in "#@_"


def _glued_after(line: Line, i: int, end: int) -> bool:
    after, key = line.word(end), line.keys[end]
    if after[0] in _SUPER:
        return True
    if after[0].isalpha():
        if has_exponent(line, end) or is_multiple(line, end):
            return False
        known = line.lang.scales.at(line.keys, end) or line.lang.units.at(line.keys, end)
        if known is None and key not in _SUFFIXES and (len(after) <= 3 or line.lang.code != "vi" or after.isupper()):  # 4MATIC
            return True
        if line.glued(end + 1) and line.digit(end + 1) and key not in _LETTERED:
            return True
        return after in _GENERATIONS and line.word(i).isdecimal() and len(line.word(i)) == 1
    if after in "-/" and line.glued(end + 1):
        return line.word(end + 1)[:2].isupper() and len(line.word(end + 1)) > 1 and not line.is_upper
    return after == ":" and line.glued(end + 1) and line.digit(end + 1)


def _names(line: Line, i: int, end: int) -> bool:
    """Return whether a whole number without unit or noun stands behind a capitalised name: VSIP 2, Hồ Sơn 1, iPhone 15."""
    word, before = line.word(i), line.word(i - 1)
    if i < 1 or before.islower() or (before[:1].isupper() and line.begins(i - 1)) or not _VERSION.fullmatch(word):
        return False
    if before.isupper() and not word.isdecimal():  # IELTS 5.0
        return False
    if not before[:1].isalpha() or not any(c.isupper() for c in before):
        return False
    if line.key(end) in _NO_NAME_BEHIND or _is_joined(line, end) or line.digit(end) or line.title_case or not _is_bare(line, i):
        return False
    return not _counts_noun(line, end) and line.lang.scales.at(line.keys, end) is None


def _is_joined(line: Line, i: int) -> bool:
    """Return whether a dash at token i joins a number to another or to a word, and sets off nothing: Sơn 1-2, 3 - 5, 20-bit."""
    return line.key(i) == "-" and (line.glued(i) or line.digit(i + 1))


def _counts_noun(line: Line, i: int) -> bool:
    """Return whether a unit or noun stands at token i, not the verb that a name before it governs: SEA Games 32 khép lại."""
    if not line.counts(i) or line.word(i)[0].isupper():
        return False
    known = line.lang.units.at(line.keys, i) is not None
    return known or (_is_counted_noun(line, i) if line.lang.code == "vi" else noun_at(line, i)[0] is not NONE)


def _is_counted_noun(line: Line, i: int) -> bool:
    """Return whether a Vietnamese noun that digits count begins at token i: 3 dự án, but 2026 dự kiến."""
    ends = line.lang.noun_ends.at(line.keys, i)
    return line.key(i) in line.lang.counted and (ends is None or ends[0])


def _is_grade(line: Line, i: int, end: int) -> bool:
    """Return whether two digits are the grade of a petrol: RON95, E5 RON 92, xăng 95; the leu is never told that way."""
    fuel = line.key(i - 1) == "ron" or (line.key(i - 1) == "xăng" and line.lang.units.at(line.keys, end) is None)
    return fuel and line.key(i) in _GRADES and line.lang.scales.at(line.keys, end) is None


def _is_game(line: Line, i: int) -> bool:
    """Return whether 6/45 behind a name and before nothing that it counts is the name of a game or a form: Mega 6/45."""
    if line.key(i + 1) != "/" or not line.digit(i + 2) or not line.word(i - 1)[:1].isupper() or i < 1:
        return False
    below = line.word(i + 2)
    follows = line.counts(i + 3) and (not line.word(i + 3)[0].isupper() or line.is_upper) and line.keys[i + 3] in line.lang.nouns
    return below.isdecimal() and int(below) > 12 and not follows and line.lang.units.at(line.keys, i + 3) is None


def _is_address(line: Line, i: int, end: int) -> bool:
    """Return whether a number stands before the name of its street: tại 30 Hoàng Diệu."""
    if line.key(i - 1) not in _AT or not line.word(i).isdecimal() or (line.word(i - 1)[0].isupper() and line.title_case):
        return False
    street = [line.word(k) for k in (end, end + 1)]
    return all(w[:1].isupper() and not w.isupper() for w in street)


def _is_year(line: Line, i: int, end: int) -> bool:
    """Return whether four bare digits that count nothing are the year of a law, a cup or a birth: Luật Đất đai 2013."""
    if len(line.keys) < 4 or not _may_be_year(line, i, end):
        return False
    return line.word(end)[0].isupper() and not line.is_upper if line.counts(end) else _is_bare(line, i)


def _may_be_year(line: Line, i: int, end: int) -> bool:
    """Return whether token i is four digits of these centuries without unit or scale behind them."""
    word = line.key(i)
    if len(word) != 4 or not "1900" <= word <= "2099" or not line.word(i).isdecimal():
        return False
    return not (line.lang.units.at(line.keys, end) or line.lang.scales.at(line.keys, end))


def _is_bare(line: Line, i: int) -> bool:
    """Return whether no currency and no hedge stands before token i."""
    return line.lang.before_units.before(line.keys, i) is None and line.lang.hedges.before(line.keys, i) is None


def named_year(line: Line, i: int) -> bool:
    """Return whether four bare digits are the year of what they stand before: the 2019 election, 2023 World Cup; not 2019 firms."""
    if not _may_be_year(line, i, i + 1) or not line.counts(i + 1):
        return False
    if line.glued(i) or line.glued(i + 1) or not _is_bare(line, i):
        return False
    if line.lang.code == "vi":  # World Cup 2026 khép lại
        return i > 0 and not (line.keys[i + 1] in line.lang.nouns and _is_counted_noun(line, i + 1))
    if line.word(i + 1)[0].isupper() and not line.title_case:
        return True
    words: list[str] = []
    while len(words) < _MOST_NOUN and line.counts(i + 1 + len(words)):
        words.append(line.keys[i + 1 + len(words)])
    many = [word for word in words if line.lang.is_plural(word)]
    people = any(word[-1] != "s" for word in many)
    return not many or (line.key(i - 1) in _THEIR and line.word(i)[2:] != "00" and not people)


def is_measured(line: Line, end: int) -> bool:
    """Return whether a percent sign, currency or scale word follows: then not even a code word makes a name of the number."""
    if line.lang.scales.at(line.keys, end):
        return len(line.key(end)) > 1
    unit = line.lang.units.at(line.keys, end)
    return unit is not None and unit[0].dimension.startswith(_MEASURES)


def code_end(line: Line, i: int) -> int:
    """Return the index after the whole code that token i is part of: 198-NQ/TU, 24703L202, H5N1, 0912 345 678."""
    end = i + 1
    while line.glued(end) and (line.word(end)[0].isalnum() or line.word(end) in "-/_.:+"):
        end += 1
    while line.key(end) in _AND and line.digit(end + 1) and line.key(end + 2) in _AFTER_CODE:
        end += 2  # điều 24, 42, 43 và 44
    if line.word(i)[0] == "0" and line.word(i).isdecimal() and len(line.word(i)) > 2:
        while line.digit(end) or (line.key(end) in (".", "-") and line.digit(end + 1)):
            end += 1
    return end


def phone_end(line: Line, i: int) -> int | None:
    """Return the index after the telephone number at token i (555-0142, 1-800-555-0142, (024) 3825 1234, +84 912 345 678), or None."""
    after = line.key(i + 1)
    if after not in ("-", ")") and not line.digit(i + 1) and line.key(i - 1) != "+":
        return None
    if not line.word(i).isdecimal():
        return i + 1 if line.key(i - 1) == "+" and line.glued(i) and len(line.word(i)) > _LONG_NUMBER else None
    groups, at = [line.word(i)], i + 1
    area = line.key(i - 1) == "(" and after == ")" and len(groups[0]) in (3, 4)
    at += area
    while len(groups) < _MOST_GROUPS:
        joint = line.key(at) == "-" and line.glued(at) and line.glued(at + 1)
        number = line.word(at + joint)
        if not number.isdecimal() or not (joint or area or _is_called(line, i)) or not 3 <= len(number) <= 4:
            break
        groups.append(number)
        at += joint + 1
    sizes = [len(group) for group in groups]
    if len(groups) == 1 or line.key(at) in ("%", "/") or line.lang.units.at(line.keys, at) is not None:
        return None
    told = _is_called(line, i) or (area and sizes[-1] == 4) or (len(sizes) > 2 and sizes[-2:] == [3, 4])
    return at if told or (groups[0][0] != "0" and groups[-1][0] == "0" and sizes[0] == 3) else None


def _is_called(line: Line, i: int) -> bool:
    """Return whether the words just before token i tell that one is called there."""
    return not _CALLED.isdisjoint(line.keys[max(0, i - 4) : i])


def is_list_marker(line: Line, i: int) -> bool:
    """Return whether the number that opens a sentence only counts its paragraphs: "1. Thu ngân sách", "2) …"."""
    return (
        i == 0
        and line.key(1) in (".", ")", "/")
        and line.glued(1)
        and line.word(0).isdecimal()
        and len(line.keys) > 3
        and not line.glued(2)
    )


def _is_counted(line: Line, i: int) -> bool:
    """Return whether a unit or a noun that is counted stands at token i: từ 14 - 17 tuổi, dẫn 2 - 3 bàn."""
    return line.lang.units.at(line.keys, i) is not None or line.key(i) in line.lang.nouns


def score_end(line: Line, i: int) -> int | None:
    """Return the index after the score of a match at token i (3-1, 2 - 0, tỷ số 1-1), or None."""
    if line.key(i + 1) not in ("-", ":") or not line.digit(i + 2) or line.glued(i + 1) != line.glued(i + 2):
        return None
    one, two = line.word(i), line.word(i + 2)
    if not (one.isdecimal() and two.isdecimal() and len(one) <= 3 and len(two) <= 3) or line.key(i + 3) == "/" or _is_joined(line, i + 3):
        return None
    told = any(line.lang.score_words.at(line.keys, k) for k in range(max(0, i - 6), i))
    between = line.word(i - 1)[:1].isupper() and line.word(i + 3)[:1].isupper() and len(one) == len(two) == 1
    if (told or between) and not (is_measured(line, i + 3) or (int(one) < int(two) and _is_counted(line, i + 3))):
        return i + 3
    if not line.glued(i + 1):
        return None
    if line.lang.units.at(line.keys, i + 3) is not None or line.lang.scales.at(line.keys, i + 3) is not None:
        return None
    return i + 3 if int(one) >= int(two) or int(one) == 0 or not line.counts(i + 3) else None  # 2-9: a score or a day, never a range
