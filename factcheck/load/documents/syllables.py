"""Whether a word is a right Vietnamese syllable, accents and all: what tells a right decoding from a wrong one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_STOPPED = {"\u0301", "\u0323"}  # the tones that a syllable ending in a stop may have
_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx]"
# Rhymes by what may follow: nothing, a glide, a nasal or a stop. A vowel with its marks is one letter here.
_RHYME = (
    r"(?:[aeêioôơuưy]|ia|iê|ua|uô|ưa|ươ|yê|ya|oa|oe|uê|uy|uơ|uyê|uya|uâ|oă)"
    r"|(?:ai|ao|au|ay|âu|ây|eo|êu|iu|iêu|oi|ôi|ơi|oai|oay|oao|oeo|ui|uôi|ưi|ươi|ưu|ươu|uây|uyu|uêu|yêu|uao|uai|uay|uau|ueo|uơi)"
    r"|(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|iê|yê|oa|oă|oe|uâ|uê|uô|ươ|uy|uyê|oo|ua|uă|ue)(?:ng|nh|[mn])"
    r"|(?P<stop>(?:a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|iê|yê|oa|oă|oe|uâ|uê|uô|ươ|uy|uyê|oo|ua|uă|ue)(?:ch|[cpt]))"
)
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_RHYME})")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile("[a-zA-Z]+")


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """Return whether a word, in any case and normal form, is one syllable that Vietnamese can have."""
    tones: list[str] = []
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tones.append(char)
        else:
            letters.append(char)
    bare = unicodedata.normalize("NFC", "".join(letters))
    if len(tones) > 1:
        return False
    found = _SYLLABLE.fullmatch(bare)
    if found is None:
        return False
    return found["stop"] is None or (set(tones) <= _STOPPED and bool(tones))


def marked(text: str) -> list[str]:
    """Return the words of a text that have a letter beyond the English alphabet."""
    return [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not _PLAIN.fullmatch(word)]
