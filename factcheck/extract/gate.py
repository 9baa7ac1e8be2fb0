"""What a quantity or a time can begin with: the gates that keep most of a text from being read word by word."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from factcheck import lang as languages
from factcheck.extract.amounts import FRACTION_SIGNS
from factcheck.extract.tokens import Memo, is_number, keys_of
from factcheck.lang.base import Language

_SHORT = 12  # a text that short is read in any case: it may be one number
# What can begin with a word.
DIGIT, NUMERAL, VAGUE, RANK, SIGN, TIME, MULTIPLE, SCALE = 1, 2, 4, 8, 16, 32, 64, 128


@cache
def openers(code: str) -> Memo[int]:
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


@cache
def _chunks(code: str) -> Memo[bool]:
    """Return, for the text between two spaces, whether a quantity can begin in it or go on with its scale (hàng nghìn)."""
    language = languages.get(code)
    opens = Memo(_has_value)
    words = (
        (language.numerals - language.weak_numerals)
        | set(language.scales.firsts())
        | language.gate_words
        | set(language.multiples.firsts())
    )
    return Memo(lambda chunk: any(key in words or opens[key] for key in keys_of(chunk)))


def may_hold(language: Language) -> Callable[[str, int, int], bool]:
    """Return the gate of a language: whether text[start:end] can hold a quantity, so that the rest is never tokenised."""
    has = _chunks(language.code).__getitem__
    return lambda text, start, end: end - start < _SHORT or True in map(has, text[start:end].split(" "))
