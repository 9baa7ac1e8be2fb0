"""English."""

from __future__ import annotations

from factcheck.lang.base import Language
from factcheck.lang.en import numerals, periods, words
from factcheck.lang.tables import tables


def build() -> Language:
    """Return the language with its tables ready for look-up."""
    return Language(
        code="en",
        decimal=".",
        **tables(words, numerals, periods),
        stem=words.stem,
        is_plural=words.is_plural,
        lookback_before=periods.PAST,
        lookback_after=periods.REACHING,
        age_words=frozenset({"age", "aged", "ages"}),
        gate_words=frozenset({"tens", "scores"}),
    )
