"""What a quantity or a time can begin with: the gates that keep most of a text from being read word by word."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from factcheck import lang as languages
from factcheck.extract.numbers import FRACTION_SIGNS
from factcheck.extract.tokens import Memo, is_number, keys_of
from factcheck.lang.base import Language

_DIGIT = re.compile("[0-9]")  # those of other scripts are found word by word
_SHORT = 12  # a text that short is read in any case: it may be one number
# What can begin with a word.
DIGIT, NUMERAL, VAGUE, RANK, SIGN, TIME, MULTIPLE, SCALE = 1, 2, 4, 8, 16, 32, 64, 128


@cache
def openers(code: str) -> Memo[str, int]:
    """Return, for a folded word, what can begin with it; 0 where nothing does."""
    language = languages.get(code)
    tables = (
        (NUMERAL, language.numerals),
        (VAGUE, set(language.vague.firsts())),
        (RANK, set(language.rank_words.firsts())),
        (TIME, language.period_words),
        (MULTIPLE, set(language.multiples.firsts())),
        (SCALE, set(language.scales.firsts()) if language.bare_scales else set()),
    )

    def openings(key: str) -> int:
        if _has_value(key):
            return SIGN if key[0] in FRACTION_SIGNS else DIGIT | TIME
        return sum(flag for flag, words in tables if key in words)

    return Memo(openings)


@cache
def follows_weak(code: str) -> frozenset[str]:
    """Return the words that make a number of a numeral that is more often something else: một + trăm, không + phẩy."""
    language = languages.get(code)
    return language.numerals | set(language.scales.firsts()) | set(language.units.firsts()) | language.numeral_joints


def _has_value(key: str) -> bool:
    return is_number(key) or key[0] in FRACTION_SIGNS


# What a word is worth without a digit around: enough by itself, or only beside one of the other kind.
_NOTHING, _RANK_WORD, _ROMAN, _JOINT, _WEAK, _ENOUGH = range(6)
FOURTH = "tư"  # a number in a rank only, as a Roman one is: vị trí thứ tư
_ROMAN_NUMBER = re.compile(r"\b[IVXLC]+\b")


@cache
def _chunks(code: str) -> Memo[str, int]:
    """Return, for the text between two gaps, what it is worth: một alone is an article, tấn alone a word, một tấn a quantity."""
    language = languages.get(code)
    joints = language.gate_joints
    enough = language.numerals | language.gate_words | {*language.scales.firsts(), *language.multiples.firsts()}
    enough -= language.weak_numerals | joints
    ranks = set(language.rank_words.firsts())

    def worth(key: str) -> int:
        if key in enough or _has_value(key):
            return _ENOUGH
        if key == FOURTH:
            return _ROMAN
        return _WEAK if key in language.weak_numerals else _JOINT if key in joints else _RANK_WORD if key in ranks else _NOTHING

    def most(chunk: str) -> int:
        found = max(map(worth, keys_of(chunk)), default=_NOTHING)
        return found or (_ROMAN if _ROMAN_NUMBER.search(chunk) else _NOTHING)

    return Memo(most)


def may_hold(language: Language) -> Callable[[str, int, int], bool]:
    """Return the gate of a language: whether text[start:end] can hold a quantity, so that the rest is never tokenised."""
    has = _chunks(language.code).__getitem__

    def holds(text: str, start: int, end: int) -> bool:
        if end - start < _SHORT or _DIGIT.search(text, start, end) is not None:
            return True
        told = set(map(has, text[start:end].split()))
        return _ENOUGH in told or (_WEAK in told and _JOINT in told) or (_RANK_WORD in told and _ROMAN in told)

    return holds
