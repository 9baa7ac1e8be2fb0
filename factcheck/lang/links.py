"""The words that tie numbers together, for the arithmetic of a text: each language has a table of them in its module `links`."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from factcheck.lang import get
from factcheck.lang.base import Phrases, fold
from factcheck.rows import NamedTuple


class Links(NamedTuple):
    """One language: phrases → the sign that a sentence's skeleton shows for them (factcheck/arithmetic/skeleton.py)."""

    signs: Phrases[str]
    kinds: dict[str, str]  # the first word, or two, of a counted noun → what it is a kind of: thành viên and hành khách are people
    apart: Phrases[str]  # what tells parts that share nothing: nam and nữ; with "all" in its value there are no others

    opens: frozenset[str]  # every word that begins a phrase with a sign, or a direction

    def kind_of(self, noun: tuple[str, ...]) -> str:
        """Return what a counted noun is a kind of, or nothing."""
        return self.kinds.get(" ".join(noun[:2])) or self.kinds.get(noun[0], "") if noun else ""


@cache
def links(code: str) -> Links | None:
    """Return the links of a language, or None where it has no such table."""
    try:
        module = import_module(f"factcheck.lang.{code}.links")
    except ModuleNotFoundError:
        return None
    language = get(code)
    signs = Phrases([(phrase, sign) for sign, phrases in module.SIGNS.items() for phrase in phrases.split(";")])
    nouns = [(noun, kind) for kind, names in module.KINDS.items() for noun in names.split(";")]
    kinds = {" ".join(language.stem(fold(word)) for word in noun.split()): kind for noun, kind in nouns}
    apart = Phrases([(phrase, group) for group, phrases in module.APART.items() for phrase in phrases.split(";")])
    return Links(signs, kinds, apart, frozenset(signs.firsts() | language.directions.firsts()))
