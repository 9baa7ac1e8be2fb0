"""Places that a registry gives and no list knows (a harbour, a plant, a small town): does a text name them in their own words?"""

from __future__ import annotations

from functools import lru_cache

from factcheck import lang
from factcheck.extract import Reading
from factcheck.extract.places import find
from factcheck.extract.tokens import tokenize
from factcheck.model import Claim, Mention


def unlisted(claim: Claim, target: Mention) -> frozenset[str]:
    """Return the words of the place that the registry gives a number of a claim, none where it is one that any text is known to name."""
    places = target.scope.places
    if target.scope.origin.get("place") != "registry" or len(places) != 1:
        return frozenset()
    return _unlisted(places[0].label, claim.lang)


@lru_cache(maxsize=4096)  # a claim is asked about in document after document
def _unlisted(label: str, code: str) -> frozenset[str]:
    tokens, language = tokenize(label, 0, len(label)), lang.get(code)
    if find(tokens, language):
        return frozenset()
    return frozenset(key for key in tokens.keys if key[0].isalpha() and key not in language.stops)


def named(words: frozenset[str], reading: Reading, n: int) -> bool:
    """Return whether a sentence has all words of a place, or headline or first sentence do for one that names no place."""
    if words.issubset(reading.tokens(n).keys):
        return True
    above = words.issubset(reading.tokens(0).keys) or words.issubset(reading.headline.keys)
    return above and not reading.places(n)
