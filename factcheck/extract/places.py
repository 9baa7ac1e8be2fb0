"""The places a sentence names: a level word with its name, a province or country by its name alone, the whole of one, a group."""

from __future__ import annotations

from collections.abc import Container

from factcheck.extract.tokens import Tokens
from factcheck.lang.base import Language, Phrases
from factcheck.lang.gazetteer import ALIASES, LEVELS, NAMED, REGIONS, WHOLES
from factcheck.model import Place
from factcheck.rows import NamedTuple

_LEVELS, _NAMED, _REGIONS, _WHOLES = Phrases(LEVELS), Phrases(NAMED), Phrases(REGIONS), Phrases(WHOLES)
_JOINTS = {"-", "'", "’"}
_MOST_TITLE = 8  # words
_OPEN, _CLOSE = '“"«', '”"»'


class Standing(NamedTuple):
    """A place where it stands, by its tokens; `whole` marks toàn tỉnh, the city: the document's own place of that level."""

    place: Place
    first: int
    end: int
    whole: bool = False


def _name(tokens: Tokens, i: int, most: int = 4) -> int:
    """Return the index after the capitalised name at token i, or i where there is none."""
    at = i
    while at < len(tokens.keys) and at - i < most:
        word = tokens.word(at)
        if word[:1].isupper():
            at += 1
        elif at > i and word in _JOINTS and tokens.glued(at) and tokens.word(at + 1)[:1].isupper():
            at += 2
        else:
            break
    return at


def find(tokens: Tokens, language: Language, taken: Container[int] = ()) -> list[Standing]:
    """Return the places named in a sentence, left to right; those in a title in quotation marks are part of its name.

    `taken` holds the tokens that are part of a time.
    """
    out: list[Standing] = []
    end, inside = 0, False
    for i in [i for i, key in enumerate(tokens.keys) if key in _LOOKED_AT or tokens.digits[i]]:
        sign = tokens.keys[i]
        if i < end:
            continue
        if sign in _QUOTES:
            inside = sign in _OPEN and not (sign == '"' and inside)
            end = _title_end(tokens, i) if inside else i
            continue
        found = _at(tokens, i) if i not in taken else None
        if found is not None:
            end = found.end
            out.append(found)
    return out


def _title_end(tokens: Tokens, i: int) -> int:
    """Return where the quotation that opens at token i is closed, if it is a title (a few words, no number) and no speech; else i."""
    for at in range(i + 1, min(i + _MOST_TITLE + 2, len(tokens.keys))):
        if tokens.keys[at] in _CLOSE:
            return at
        if tokens.digits[at]:
            break
    return i


def _at(tokens: Tokens, i: int) -> Standing | None:
    keys = tokens.keys
    if tokens.digits[i]:
        return group_at(tokens, i)
    region = _REGIONS.at(keys, i)
    if region is not None:
        return Standing(Place(region[0], "region", _label(tokens, i, region[1])), i, region[1])
    whole = _WHOLES.at(keys, i)
    if whole is not None:
        level, end = whole
        if level == "country":
            return Standing(Place("việt nam", "country", _label(tokens, i, end)), i, end)
        return Standing(Place("", level, _label(tokens, i, end)), i, end, whole=True)
    group = group_at(tokens, i)
    if group is not None:
        return group
    level_word = _LEVELS.at(keys, i)
    if level_word is not None:
        level, at = level_word
        if keys[at : at + 1] == ["."]:
            at += 1
        known = _NAMED.at(keys, at)
        if known is not None and known[0][1] != "country" and tokens.word(at)[:1].isupper():  # huyện Đức Thọ
            return Standing(Place(known[0][0], level, _label(tokens, i, known[1])), i, known[1])
        end = _name(tokens, at)
        if end > at and not tokens.word(at).isupper():
            return Standing(Place(_clean(keys, at, end), level, _label(tokens, i, end)), i, end)
        if tokens.word(i)[:1].isupper() and keys[i] == "tp":
            return None
        if at == i + 1 and keys[i] in _BEHIND_NAMES and tokens.word(i)[:1].isupper() and (first := _name_before(tokens, i)) < i:
            return Standing(Place(_clean(keys, first, i), level, _label(tokens, first, at)), first, at)  # Orrin County
        if level in ("province", "city") and (i == 0 or keys[i - 1] not in _NOT_BARE):
            return Standing(Place("", level, _label(tokens, i, at)), i, at, whole=True)
        return None
    named = _NAMED.at(keys, i)
    if named is not None and keys[i] in _ALSO_WORDS and tokens.word(i) != "US" and (i == 0 or keys[i - 1] not in _BEFORE_COUNTRY):
        named = None
    if named is not None and _begins_code(tokens, i, named[1]):
        named = None
    if named is not None and tokens.word(i)[:1].isupper() and tokens.key(named[1]) != "$":
        (name, level), end = named
        after = _LEVELS.at(keys, end)
        if (
            after is not None
            and tokens.text[tokens.starts[i] : tokens.starts[i] + 1].isascii()
            and after[0] in ("province", "city")
            and tokens.key(end).isascii()
        ):
            return Standing(Place(name, after[0], _label(tokens, i, after[1])), i, after[1])  # Lang Son province
        return Standing(Place(name, level, _label(tokens, i, end)), i, end)
    return None


def _name_before(tokens: Tokens, i: int) -> int:
    """Return the index of the capitalised name right before token i, or i where there is none."""
    at = i
    while at > 0 and i - at < _MOST_BEFORE and tokens.word(at - 1)[:1].isupper() and tokens.keys[at - 1] not in _NO_NAMES:
        at -= 1
    return at


def _begins_code(tokens: Tokens, i: int, end: int) -> bool:
    """Return whether an abbreviation is the first part of a code: VN30, VN-Index."""
    short = end == i + 1 and tokens.word(i).isupper() and len(tokens.word(i)) <= _ABBREVIATION
    return short and end < len(tokens.keys) and tokens.glued(end) and (tokens.digits[end] or tokens.keys[end] == "-")


def group_at(tokens: Tokens, i: int) -> Standing | None:
    """Return a group told by its number: 7 tỉnh miền núi biên giới phía Bắc, the seven provinces."""
    keys = tokens.keys
    counted = tokens.digits[i] or keys[i] in _GROUP_NUMBERS
    if not counted and keys[i] not in ("các", "cụm"):
        return None
    if i + 1 >= len(keys) or keys[i + 1] not in ("tỉnh", "provinces", "địa", "northern", "mountainous"):
        return None
    at = i + 1
    while at < len(keys) and at - i < 8 and (keys[at] in _GROUP_WORDS):
        at += 1
    if at - i < (3 if counted and keys[i + 1] != "địa" else 4):  # 40 địa phương are no group by themselves
        return None
    if counted and _UNITS_OF_STATE.issuperset(keys[i + 1 : at]):
        return None  # nor are 11 tỉnh thành: they are counted
    if not counted:
        return Standing(Place("", "region", _label(tokens, i, at)), i, at, whole=True)  # các tỉnh trong cụm: the document's group
    name = _GROUP_NUMBERS.get(keys[i], keys[i])
    return Standing(Place(f"group {name}", "region", _label(tokens, i, at)), i, at)


_GROUP_NUMBERS = {
    "hai": "2",
    "ba": "3",
    "bốn": "4",
    "năm": "5",
    "sáu": "6",
    "bảy": "7",
    "tám": "8",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
}
_GROUP_WORDS = frozenset(
    "tỉnh địa phương miền núi biên giới phía bắc nam trung thành phố trong cụm thi đua northern border mountainous provinces".split()
)
_UNITS_OF_STATE = frozenset("tỉnh thành phố địa phương provinces".split())
_ALSO_WORDS = frozenset(("anh", "ý", "đức", "us", "lào"))  # a country, and a word or name of its own
_BEFORE_COUNTRY = frozenset("nước tại ở của từ sang đến và với vương quốc the in of from to , người chính phủ".split())
_BEHIND_NAMES = frozenset("county province prefecture district".split())
_NO_NAMES = frozenset("the in of at to from for and this that its our each every".split())
_MOST_BEFORE = 3  # words of such a name
_ABBREVIATION = 4  # letters of a short form at most
_NOT_BARE = frozenset("các những mỗi nhiều cấp ủy hai ba bốn năm một từng liên ngoài nội".split())


# Every word that a place can begin with.
_OPENERS = frozenset(("các", "cụm", *_GROUP_NUMBERS)).union(*(table.firsts() for table in (_LEVELS, _NAMED, _REGIONS, _WHOLES)))
_QUOTES = frozenset(_OPEN + _CLOSE)
_LOOKED_AT = _OPENERS | _QUOTES


def _clean(keys: list[str], first: int, end: int) -> str:
    name = " ".join(keys[first:end])
    return ALIASES.get(name, name)


def _label(tokens: Tokens, first: int, end: int) -> str:
    return " ".join(tokens.text[tokens.starts[first] : tokens.ends[end - 1]].split())
