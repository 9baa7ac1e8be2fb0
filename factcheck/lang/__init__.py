"""Languages, found by folder name: each folder is a package with a `build()` that returns its Language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from importlib import import_module
from pathlib import Path

from factcheck.lang.base import Language

# Words that nearly every text of a language has; those that both have (to, in, on, a, an, do, no, so) tell nothing.
_ENGLISH_WORDS = frozenset(
    "the of and was were is are for with by from has have had that this it its at as be been will would more than their his her not"
    " but which who said after over about first last year years million billion percent people".split()
)
_PLAIN_VIETNAMESE = frozenset(
    "va cua trong nam duoc cho voi cac khong nhung mot nguoi tinh den tai theo tang giam dat ty trieu dong tu thanh huyen xa khi ra hai ba"
    " anh cao nay sau qua thu phim giai gia nhau nhu chia xe".split()
)
# Of these, no text of some length lacks all.
_COMMONEST = {"en": frozenset("the of and".split()), "vi": frozenset("của và các là trong cua va cac la".split())}
_ENGLISH_ENDS = ("s", "ed", "ing", "ly", "tion")
_BOTH = frozenset("to in on a an do no so me can men hay ban bang long con son sing thing tan lang hang nu".split())
_MARKED = re.compile("[^\x00-\x7f]")
_ONLY_VIETNAMESE = re.compile("[ăâđêơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉĩịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]")
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?(?:[ieauoy]|uye|ie|ye|ua|uo|uoi|uou|uu|ui|uy|oa|oai|oay|oe|oi|ai|ao|au|ay|ia"
    "|iu|ieu|yeu|eo|eu|oeo|uay|uya|ue|uyu)(?:ch|ng|nh|[cmnpt])?"
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 2000


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages that can be read, sorted."""
    return tuple(sorted(path.parent.name for path in Path(__file__).parent.glob("*/__init__.py")))


@cache
def get(code: str) -> Language:
    """Return a language by its code; KeyError where there is no such folder."""
    if code not in codes():
        raise KeyError(code)
    language: Language = import_module(f"factcheck.lang.{code}").build()
    return language


def detect(text: str) -> str:
    """Return the code of the language that a text is in, by the words of each and by what only Vietnamese words look like; else English."""
    english, vietnamese = divmod(sum(map(_SPOKEN.__getitem__, unicodedata.normalize("NFC", text[:_SAMPLE]).split())), _SHIFT)
    return "vi" if vietnamese and vietnamese >= english else "en"


def may_be_in(code: str, words: Collection[str]) -> bool:
    """Return whether a longer text of these folded words may be in a language: it has one of those that no such text lacks."""
    return not _COMMONEST.get(code, frozenset()).isdisjoint(words)


class _Spoken(dict[str, int]):
    """How much what stands between two spaces speaks for either language, both in one number, so that a text is one sum."""

    def __missing__(self, text: str) -> int:
        if len(self) > 1 << 16:  # an archive has ever new words; what is forgotten is only weighed again
            self.clear()
        weights = [_weights(word) for word in _WORD.findall(text)]
        self[text] = value = sum(one + other * _SHIFT for one, other in weights)
        return value


_SHIFT = 1 << 20  # more than a sample can weigh
_SPOKEN = _Spoken()


def _weights(word: str) -> tuple[int, int]:
    """Return how much a word speaks for Vietnamese, and how much for English; a name with marks may stand in an English text."""
    lower = word.lower()
    if _MARKED.search(lower) is None:
        if lower in _BOTH or len(lower) == 1:
            return 0, 0
        if lower in _ENGLISH_WORDS:
            return 0, 5
        if word != lower:
            return 0, 0
        if lower in _PLAIN_VIETNAMESE:
            return 2, 0
        if len(lower) < 3 or _SYLLABLE.fullmatch(lower) is not None:
            return 0, 0
        return 0, 3 if lower.endswith(_ENGLISH_ENDS) else 1
    plain = "".join(c for c in unicodedata.normalize("NFD", lower.replace("đ", "d")) if c.isalpha())
    if _SYLLABLE.fullmatch(plain) is None:
        return 0, 1
    if word == lower or (word.isupper() and len(word) > 1):
        return (4, 0) if _ONLY_VIETNAMESE.search(lower) else (2, 0)
    return 1, 0
