"""What a number counts where no unit is known: the noun behind it, without the verb, adverb or name that follows."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.line import Line
from factcheck.units import ANYONE, NONE, PERSON, Unit

_ONE = Decimal(1)
_MOST, _MOST_NAMED = 5, 3
_PIECE = "chiếc"  # says of a noun that it is counted, not what it names
_MOST_SYLLABLES, _WORD = 3, 2
# Nouns that begin like what ends one: 5 bị can, 5 bằng sáng chế.
_STOPS_IN_NOUNS = frozenset(
    (a, b)
    for a, bs in {
        "bị": "can cáo hại đơn",
        "bằng": "khen sáng lái cấp",
        "mất": "mát",
        "sáng": "kiến tác chế",
        "tỷ": "phú",
        "tỉ": "phú",
        "triệu": "phú",
    }.items()
    for b in bs.split()
)
_PREFIXES = frozenset(("tân", "cựu"))  # of a noun of two syllables: tân sinh viên
_NUMBER_OF = ["số", "lượng"]
_SINGLE = frozenset(("one", "1"))
_LEAD = frozenset("more other additional further".split())  # six more bundles, ten other people


_CASUALTIES = frozenset(
    "dead die dies died killed injured wounded hurt missing arrested detained evacuated homeless stranded displaced".split()
)
SOMEONE = Unit("count", "", _ONE, ("peopl", ANYONE, PERSON))
_HEADS = {"vi": frozenset(("số", "lượng")), "en": frozenset(("number", "numbers"))}
_SUMS = frozenset("tiền vốn nợ dư thuế phí điểm liệu điện tài hiệu nhà".split())  # số tiền, số dư: no number of things
_NUMBER_REACH = 16
_CUTS = frozenset(",;:()")


_PAYROLLS, _PAY_REACH = frozenset(("payroll", "payrolls")), 7
_JOBS = Unit("count", "jobs", _ONE, ("job", "=job"))
_HARM = frozenset("killed kills killing injured injures injuring wounded wounds wounding".split())


def noun_before(line: Line, start: int) -> Unit:
    """Return the noun of a number told of before it begins at token `start`: the number of children reached 5, số ca mắc là 36."""
    if line.lang.code == "en" and line.key(start - 1) in _HARM:
        return SOMEONE  # and injured 12 near the town
    if line.lang.code == "en" and not _PAYROLLS.isdisjoint(line.keys[max(0, start - _PAY_REACH) : start]):
        turned = line.lang.directions.before(line.keys, start - (line.key(start - 1) == "by"))
        return _JOBS if turned is not None else NONE  # payrolls rose by 175,000
    heads, keys = _HEADS[line.lang.code], line.keys
    for at in range(start - 1, max(-1, start - 1 - _NUMBER_REACH), -1):
        if line.digit(at) or keys[at] in _CUTS:
            break
        if keys[at] not in heads:
            continue
        if line.lang.code == "en":
            return noun_at(line, at + 2)[0] if line.key(at + 1) == "of" else NONE
        unit, end = noun_at(line, at + 1)
        return unit if end < start and keys[at + 1] not in _SUMS else NONE
    return NONE


def noun_at(line: Line, i: int) -> tuple[Unit, int]:
    """Return the noun that the number before token i counts, and the index after it; no unit where none begins there."""
    words = _vietnamese(line, i) if line.lang.code == "vi" else _english(line, i)
    if not words:
        return (SOMEONE, i) if line.lang.code == "en" and line.key(i) in _CASUALTIES else (NONE, i)  # 12 die in a fire
    lang, keys = line.lang, line.keys
    # The head of a Vietnamese noun comes first, that of an English one last: hộ kinh doanh, newly established enterprises.
    ordered = words if lang.code == "vi" else words[::-1]
    concept = next((c[0] for w in ordered if (c := lang.glossary.at(keys, w)) is not None), "")
    told = [keys[w] for w in words]
    if len(words) > 1 and len(told[0]) == 1 and words[0] + 2 == words[1] and line.glued(words[0] + 1):
        told[:2] = [f"{told[0]}-{told[1]}"]  # e-books are no books
    noun = tuple(lang.stem(part) for word in told for part in lang.short_nouns.get(word, (word,)))
    head = words[1] if len(words) > 1 and keys[words[0]] == _PIECE else ordered[0]
    sense = lang.senses.at(keys, head)
    marks = () if sense is None else (ANYONE, PERSON) if f"={sense[0]}" == ANYONE else (f"={sense[0]}",)
    unit = Unit("count", " ".join(told), _ONE, noun + ((f"={concept}",) if concept else ()) + marks)
    return unit, words[-1] + 1


def _vietnamese(line: Line, i: int) -> list[int]:
    """Return the syllables of the noun at token i: the head first, up to three, two where a word would be cut in the middle."""
    words: list[int] = []
    while line.keys[i : i + 2] == _NUMBER_OF or (line.key(i) == "các" and line.keys[i - 2 : i] == _NUMBER_OF):
        i += 2 if line.keys[i] == "số" else 1  # 5.380 số lượng các hộ
    if line.key(i) == "số" and line.key(i + 1) in line.lang.nouns:  # một phần ba số học sinh
        i += 1
    at = i
    while _goes_on(line, at, words) and len(words) < _MOST_SYLLABLES:
        words.append(at)
        at += 1
    if len(words) == _MOST_SYLLABLES and line.keys[i] not in line.lang.classifiers and _goes_on(line, at, words):
        return words if line.keys[i] in _PREFIXES else words[:_WORD]
    return words


def _goes_on(line: Line, at: int, words: list[int]) -> bool:
    """Return whether token `at` can be one more syllable of a Vietnamese noun."""
    if not line.counts(at) and (line.key(at), line.key(at + 1)) not in _STOPS_IN_NOUNS:
        return False
    ends = line.lang.noun_ends.at(line.keys, at)
    if (words and line.keys[at] in line.lang.numerals) or (ends is not None and (words or not ends[0])):
        return False
    word = line.word(at)
    if word.isupper() and line.key(at + 1) == "-" and line.glued(at + 1) and line.digit(at + 2):
        return False  # 6 tên lửa S-300
    return not word[0].isupper() or line.title_case or (word.isupper() and (bool(words) or line.keys[at] in line.lang.counted))


def _english(line: Line, i: int) -> list[int]:
    """Return the words of the noun at token i: up to its plural, which a verb or an adverb may follow (people live, people worldwide)."""
    if line.key(i) == "-":
        joined = line.glued(i) and line.glued(i + 1) and line.counts(i + 1) and line.keys[i + 1] not in line.lang.numerals
        joined = joined and line.keys[i + 1] != "strong"  # the 4,000-strong crowd
        return [i + 1] if joined else []  # the 27-nation bloc
    at = i
    if line.key(at) in _LEAD:
        at += 1
    elif line.key(at) == "head" and line.key(at + 1) == "of":
        at += 2  # 18,000 head of cattle
    at = _after_name(line, at)
    single = line.key(i - 1) in _SINGLE
    words: list[int] = []
    last = 0
    while len(words) < _MOST and line.counts(at) and line.keys[at] not in line.lang.numerals:
        plural = line.lang.is_plural(line.keys[at]) or (single and not line.keys[at].endswith("ed"))
        if last and not plural:
            break
        words.append(at)
        last = len(words) if plural else last
        at += 1
        if line.key(at) == "-" and line.glued(at):
            at += 1
    return words[:last] or _named(line, i)


def _after_name(line: Line, i: int) -> int:
    """Return the index of the noun behind the name that qualifies it (five U.S. soldiers, four Iraqi policemen), or i."""
    at = i
    while at - i < _MOST and (line.word(at)[:1].isupper() or (at > i and _joins_name(line, at))):
        at += 1
    named = at > i and line.word(at)[:1].islower() and line.counts(at) and line.key(at - 1) not in line.lang.noun_stops
    return at if named and line.lang.units.at(line.keys, i) is None else i


def _joins_name(line: Line, at: int) -> bool:
    """Return whether a sign at token `at` stands within a name: U.S., Hobb & Sons."""
    return (line.key(at) == "." and line.glued(at)) or (line.key(at) == "&" and line.word(at + 1)[:1].isupper())


def _named(line: Line, i: int) -> list[int]:
    """Return the capitalised words at token i up to the last plural: fifteen Member States of the EU."""
    at = i
    while at - i < _MOST_NAMED and line.word(at)[:1].isupper() and line.keys[at] not in line.lang.noun_stops:
        at += 1
    while at > i and not line.lang.is_plural(line.key(at - 1)):
        at -= 1
    return list(range(i, at))
