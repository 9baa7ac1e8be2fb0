"""Vietnamese."""

from __future__ import annotations

from factcheck.lang.base import Language, fold
from factcheck.lang.tables import tables
from factcheck.lang.vi import numerals, periods, words


def build() -> Language:
    """Return the language with its tables ready for look-up."""
    return Language(
        code="vi",
        decimal=",",
        **tables(words, numerals, periods),
        bare_scales=True,
        dotted_dates=periods.DOTTED,
        holidays=periods.HOLIDAYS,
        lookback_after=periods.AGO,
        age_words=frozenset({fold("tuổi")}),
        weak_numerals=numerals.WEAK,
        numeral_joints=numerals.JOINTS,
        gate_joints=_single_units() | numerals.GATE,
    )


def _single_units() -> frozenset[str]:
    """Return the first words of the units that "một" alone may count: một tấn."""
    return frozenset(
        fold(phrase.split()[0]) for phrase, unit in words.UNITS.items() if unit.dimension in ("mass", "area", "length") and len(phrase) > 1
    )
