"""What a number measures or counts behind its unit: tấn gạo and tấn cà phê are two things, though both are tonnes."""

from __future__ import annotations

from bisect import bisect_left

from factcheck.extract.line import Line
from factcheck.extract.nouns import noun_at
from factcheck.extract.tokens import Tokens
from factcheck.lang.base import Language
from factcheck.model import Quantity
from factcheck.units import PERSON

_MEASURES = ("mass", "volume", "barrel", "energy", "area")
_OF = "of"


def goods(quantity: Quantity, tokens: Tokens, language: Language) -> frozenset[str]:
    """Return the words for what stands behind the unit of a quantity, none where nothing does: {gạo} of 5 tấn gạo.

    Of what is counted only what stands behind a word that counts anything; people are people, whatever is said of them.
    """
    noun = quantity.unit.noun
    if quantity.unit.dimension == "count":
        people = PERSON in noun or (len(noun) > 1 and language.senses.at(noun, 1) is not None)  # lượt người
        return frozenset(noun[1:]) if noun and noun[0] in language.classifiers and not people else frozenset()
    if quantity.unit.dimension not in _MEASURES:
        return frozenset()
    line, at = Line(tokens, language, language.decimal, True), bisect_left(tokens.starts, quantity.span.end)
    if language.code == "en":
        of = line.key(at) == _OF and line.counts(at + 1)
        return frozenset((language.stem(line.key(at + 1)),)) if of else frozenset()
    return frozenset(noun_at(line, at)[0].noun)


def are_other_goods(mine: frozenset[str], my_words: frozenset[str], theirs: frozenset[str], their_words: frozenset[str]) -> bool:
    """Return whether two numbers measure two things: each side names one, in words that the other side lacks."""
    return bool(mine and theirs) and mine.isdisjoint(theirs | their_words) and theirs.isdisjoint(my_words)
