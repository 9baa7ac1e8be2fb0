"""Vietnamese."""

from __future__ import annotations

from factcheck.lang.base import Language, Phrases, fold, read_weights
from factcheck.lang.common import MONEY_SIGNS
from factcheck.lang.vi import numerals, periods, words


def build() -> Language:
    """Return the language with its tables ready for look-up."""
    return Language(
        code="vi",
        decimal=",",
        numerals=numerals.STARTS,
        word_number=numerals.word_number,
        find_period=periods.find_period,
        period_words=frozenset(periods.WORDS),
        scales=Phrases(words.SCALES),
        units=Phrases(words.UNITS),
        before_units=Phrases(MONEY_SIGNS),
        hedges=Phrases(words.HEDGES),
        hedges_after=Phrases(words.HEDGES_AFTER),
        vague=Phrases(words.VAGUE),
        directions=Phrases(words.DIRECTIONS),
        levels=Phrases(words.LEVELS),
        statuses=Phrases(words.STATUSES),
        negations=Phrases(words.NEGATIONS),
        range_words=frozenset(map(fold, words.RANGE_WORDS)),
        code_words=Phrases(words.CODE_WORDS),
        rank_words=Phrases(words.RANK_WORDS),
        nouns=frozenset(map(fold, words.NOUNS)),
        noun_stops=frozenset(map(fold, words.NOUN_STOPS)),
        stops=frozenset(map(fold, words.STOPS)),
        glossary=Phrases(words.GLOSSARY),
        weights=read_weights(__file__),
        abbreviations=frozenset(map(fold, words.ABBREVIATIONS)),
        age_words=frozenset({fold("tuổi")}),
        score_words=frozenset(map(fold, words.SCORE_WORDS)),
        weak_numerals=numerals.WEAK,
        numeral_joints=numerals.JOINTS,
        gate_words=frozenset(fold(phrase.split()[-1]) for phrase in words.RANK_WORDS) | _single_units() | numerals.GATE,
    )


def _single_units() -> frozenset[str]:
    """Return the first words of the units that "một" alone may count: một tấn."""
    return frozenset(
        fold(phrase.split()[0]) for phrase, unit in words.UNITS.items() if unit.dimension in ("mass", "area", "length") and len(phrase) > 1
    )
