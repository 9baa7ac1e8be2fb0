"""English."""

from __future__ import annotations

from factcheck.lang.base import Language, Phrases, fold, read_weights
from factcheck.lang.common import MONEY_SIGNS
from factcheck.lang.en import numerals, periods, words


def build() -> Language:
    """Return the language with its tables ready for look-up."""
    return Language(
        code="en",
        decimal=".",
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
        weights=read_weights(__file__),
        glossary=Phrases(words.GLOSSARY),
        abbreviations=frozenset(map(fold, words.ABBREVIATIONS)),
        stem=words.stem,
        age_words=frozenset({"age", "aged", "ages"}),
        score_words=words.SCORE_WORDS,
        gate_words=frozenset(phrase.split()[0] for phrase in words.RANK_WORDS),
    )
