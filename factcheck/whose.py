"""Whose number it is: another person's than the claim's, that of a part of what the claim names, or of what lies beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container

from factcheck.answers import Answer
from factcheck.extract import Reading
from factcheck.extract.tokens import Tokens
from factcheck.lang import prose
from factcheck.roles import tokens_of

_BEFORE_NAMES = frozenset(("", ",", ":", "(", "và", "với", "sinh"))  # before a name that begins with a surname: nam sinh Lê Minh Khôi
_ACCORDING = frozenset(("theo", "to"))  # before who says it
_OF = frozenset(("của", "thuộc"))
_SECTION = 6  # words from what is a part to the name of the whole


def is_of_section(own: Reading, row: Answer, reading: Reading) -> bool:
    """Return whether a number is a part's of what the claim names: Khoa Y Trường Đại học …, the engineering faculty of the university."""
    tokens, sections = reading.tokens(row.mention.sentence), reading.language.sections
    number, said = bisect_left(tokens.starts, row.mention.quantity.span.start), frozenset(tokens_of(own.text).keys)
    names = _capitals(own)
    for i in range(number):
        if (found := sections.at(tokens.keys, i)) is None or tokens.keys[i] in said:
            continue
        if reading.language.code == "vi" and not tokens.word(found[1])[:1].isupper() and tokens.key(found[1]) not in _OF:
            continue  # khoa học, chi nhánh nào
        named = [
            j
            for j in range(max(0, i - _SECTION), min(found[1] + _SECTION, number))
            if tokens.keys[j] in names and tokens.word(j)[0].isupper()
        ]
        if any(j > i or tokens.keys[j + 1 : j + 3] == ["'", "s"] for j in named):
            return True
    return False


def is_beside(own: Reading, row: Answer, reading: Reading) -> bool:
    """Return whether a sentence names what the claim opens with only to say what lies near it: Salem, south of Portland, …"""
    tokens, beside, names = reading.tokens(row.mention.sentence), reading.language.landmarks, _capitals(own)
    told = [i for i, key in enumerate(tokens.keys) if key in names and tokens.word(i)[0].isupper()]
    lying = [(i, beside.before(tokens.keys, i)) for i in told if i - 1 not in told]
    if not lying or not all(found is not None and _follows_name(tokens, found[1], names) for _, found in lying):
        return False
    mine = tokens_of(own.text)
    return not any(beside.before(mine.keys, i) is not None for i in range(1, len(mine.keys)))


def _follows_name(tokens: Tokens, i: int, names: Container[str]) -> bool:
    """Return whether a name that is none of `names` stands before token i: Salem, south of …"""
    at = i - 1 - (tokens.key(i - 1) in (",", "-"))
    return at >= 0 and tokens.word(at)[:1].isupper() and tokens.keys[at] not in names


def _capitals(own: Reading) -> frozenset[str]:
    """Return the words of a statement with a capital inside it, but those of its quantities (degrees Celsius)."""
    tokens = tokens_of(own.text)
    spans = [found.quantity.span for found in own.found]
    named = [i for i in range(1, len(tokens.keys)) if tokens.word(i)[0].isupper()]
    return frozenset(tokens.keys[i] for i in named if not any(span.start <= tokens.starts[i] < span.end for span in spans))


def is_of_other_person(own: Reading, row: Answer, reading: Reading) -> bool:
    """Return whether the claim is of a person and the name right before a number is another's: anh Nam, chị Lan đã hiến máu 75 lần."""
    language = reading.language
    tokens, reporting = reading.tokens(row.mention.sentence), prose.get(language.code).reporting
    number = bisect_left(tokens.starts, row.mention.quantity.span.start)
    of_person = any(is_person for n in range(len(own.sentences)) for _, is_person in _names(own, n, len(own.tokens(n).keys)))
    theirs = _names(reading, row.mention.sentence, number)
    if not of_person or not theirs:
        return False
    known, (last, is_person) = frozenset(tokens_of(own.text).keys), theirs[-1]
    if not known.isdisjoint(tokens.keys[last.start : last.stop]) or tokens.key(last.start - 2) in _ACCORDING:
        return False
    named = [not known.isdisjoint(tokens.keys[name.start : name.stop]) for name, _ in theirs[:-1]]
    told = any(named) or row.pair.features["names absent"] == 1
    beside = tokens.key(last.start - 1) == "," and any(named[-1:])
    return told and (is_person or beside) and reporting.at(tokens.keys, last.stop) is None


def _names(reading: Reading, n: int, end: int) -> list[tuple[range, bool]]:
    """Return the names of two words or more before token `end` of a sentence, but places, and which are a person's, by how they begin."""
    tokens, language, out = reading.tokens(n), reading.language, list[tuple[range, bool]]()
    taken = {i for standing in reading.places(n) for i in range(standing.first, standing.end)}
    first = 0
    for i in range(end + 1):
        if i < end and i not in taken and tokens.word(i)[:1].isupper() and tokens.keys[i] not in language.titles:
            continue
        if i - first > 1:
            before = tokens.key(first - 1) if first else ""
            called = tokens.keys[first] in language.surnames and before in _BEFORE_NAMES
            out.append((range(first, i), called or before in language.titles))
        first = i + 1
    return out
