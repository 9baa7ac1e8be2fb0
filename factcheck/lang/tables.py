"""From the modules of one language to its tables ready for look-up: what is alike in every language."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from factcheck.lang.base import Phrases, fold, read_weights
from factcheck.lang.common import MONEY_SIGNS

_PHRASES = (
    "scales units hedges hedges_after vague multiples directions levels statuses negations code_words rank_words score_words"
    " noun_ends senses glossary parts siblings stages remote sections landmarks"
    " grown heads kinds more opposites denials ordinals sessions series dealt"
).split()
_WORDS = "range_words nouns counted noun_stops stops abbreviations classifiers titles surnames contrasts joins retellings".split()


def tables(words: ModuleType, numerals: ModuleType, periods: ModuleType) -> dict[str, Any]:
    """Return the fields of a Language that its three modules fill: each table of `words` by the field's name in capitals."""
    fields: dict[str, Any] = {name: Phrases(getattr(words, name.upper())) for name in _PHRASES}
    fields |= {name: frozenset(map(fold, getattr(words, name.upper()))) for name in _WORDS}
    return fields | {
        "numerals": numerals.STARTS,
        "word_number": numerals.word_number,
        "find_period": periods.find_period,
        "period_words": frozenset(periods.WORDS),
        "before_units": Phrases(MONEY_SIGNS),
        "short_nouns": {short: tuple(map(fold, noun.split())) for short, noun in words.SHORT_NOUNS.items()},
        "weights": read_weights(str(words.__file__)),
    }
