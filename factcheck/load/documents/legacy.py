"""Bytes in an encoding from before UTF-8 → Vietnamese, told by what becomes right syllables; nothing where that cannot be told.

TCVN3 (the ABC fonts), VNI and Windows-1258 give the same bytes to different letters. Each is tried, and the one is taken under which the
words with marks are Vietnamese, if it is the only one.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TypeVar

from factcheck.errors import Problem
from factcheck.load.documents.syllables import is_syllable, marked
from factcheck.load.text import decode, is_western
from factcheck.rows import NamedTuple

_SAMPLE = 200_000  # characters that are tried
_LEAST = 4  # different words with marks, without which nothing is told
_RIGHT = 0.9  # share of the words with marks that are syllables under the right encoding
_WRONG = 0.7  # and at most under any other
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|encoding=["']([A-Za-z0-9_:.-]{2,40})["']""", re.IGNORECASE
)
_HEAD = 4096

# TCVN 5712:1993, its third set, from 0xA1 on; the fonts for capitals show these same letters large, so a headline comes out in small ones.
# What a font leaves empty is what Windows has there: quotes and dashes.
_TCVN3 = dict(
    zip(
        range(0xA1, 0xAF),
        "ĂÂÊÔƠƯĐăâêôơưđ",
        strict=True,
    )
)
_TCVN3 |= {
    code: letter
    for first, letters in (
        (0xB5, "àảãáạ"),
        (0xBB, "ằẳẵắ"),
        (0xC6, "ặầẩẫấậè"),
        (0xCE, "ẻẽéẹềểễếệìỉ"),
        (0xDC, "ĩíịò"),
        (0xE1, "ỏõóọồổỗốộờởỡớợù"),
        (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
    )
    for code, letter in enumerate(letters, first)
}
# VNI writes a letter and behind it one for its mark, which is large where the letter is.
_VNI_MARKS = dict(zip("ùøûõïâêáàåãäéèúüë", "a\u0301 a\u0300 a\u0309 a\u0303 a\u0323 â ă ấ ầ ẩ ẫ ậ ắ ằ ẳ ẵ ặ".split(), strict=True))
_VNI_ALONE = dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True))


class Encoding(NamedTuple):
    """An encoding by the name that people know."""

    name: str
    called: str


_Maybe = TypeVar("_Maybe", Encoding, Encoding | None)

TCVN3 = Encoding("tcvn3", "TCVN3 (ABC)")
VNI = Encoding("vni", "VNI")
CP1258 = Encoding("cp1258", "Windows-1258")
ENCODINGS = (TCVN3, VNI, CP1258)


def _vni_pairs() -> Iterator[tuple[str, str]]:
    """Yield what VNI writes for each letter, in two characters or in one, in small letters and in capitals."""
    for mark, sample in _VNI_MARKS.items():
        added = unicodedata.normalize("NFD", sample)[1:]
        circled = added[:1] == "\u0302"
        # ô and ö stand for ơ and ư, which take the plain tones only; a breve goes on a alone.
        bases = "aeo" if circled else "a" if added[:1] == "\u0306" else "aeoôuöy"
        for base in bases:
            letter = unicodedata.normalize("NFC", _VNI_ALONE.get(base, base) + added)
            yield base + mark, letter
            yield base.upper() + mark.upper(), letter.upper()
            yield base.upper() + mark, letter.upper()  # the first letter of a name
    for alone, letter in _VNI_ALONE.items():
        yield alone, letter
        yield alone.upper(), letter.upper()


_VNI = dict(_vni_pairs())
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def decode_legacy(data: bytes, encoding: Encoding) -> str | None:
    """Return the text that bytes are in an encoding, composed; nothing where they cannot be in it."""
    try:
        if encoding is CP1258:
            return unicodedata.normalize("NFC", data.decode("cp1258"))
        latin = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return from_latin(latin, encoding)


def from_latin(text: str, encoding: Encoding) -> str:
    """Return what a text says whose letters are those of a Western font in place of a Vietnamese one."""
    if encoding is VNI:
        return _VNI_PATTERN.sub(lambda match: _VNI[match[0]], text)
    return text.translate(_TCVN3)


def guess(data: bytes) -> tuple[str, Encoding] | None:
    """Return the text and its encoding where only one makes Vietnamese of the bytes."""
    sample = data[:_SAMPLE]
    encoding = _likeliest([(encoding, text) for encoding in ENCODINGS if (text := decode_legacy(sample, encoding)) is not None])
    text = None if encoding is None else decode_legacy(data, encoding)
    return None if encoding is None or text is None else (text, encoding)


def guess_latin(text: str) -> Encoding | None:
    """Return the encoding of a Vietnamese font under which the letters of a text were carried over as Western ones, if it is that.

    That is how TCVN3 and VNI look in a Word document, and in a file that was saved as UTF-8 by a program that knew neither.
    """
    if not is_western(text):
        return None
    sample = text[:_SAMPLE]
    # As it stands is one of the readings: French is no Vietnamese in disguise.
    return _likeliest([(None, sample), *((encoding, from_latin(sample, encoding)) for encoding in (TCVN3, VNI))])


def _likeliest(texts: Sequence[tuple[_Maybe, str]]) -> _Maybe | None:
    """Return the reading under which the words with marks are Vietnamese, where no other is nearly as good."""
    shares: list[tuple[float, _Maybe]] = []
    for encoding, text in texts:
        words = marked(text)
        if len(set(words)) >= _LEAST:
            shares.append((sum(map(is_syllable, words)) / len(words), encoding))
    shares.sort(key=lambda row: -row[0])
    if not shares or shares[0][0] < _RIGHT or (len(shares) > 1 and shares[1][0] > _WRONG):
        return None
    return shares[0][1]


def decode_any(data: bytes, shown: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of bytes with a notice of the encoding that was assumed; raise FC910 where none can be told."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data, shown), ()
    if (text := _utf16(data)) is not None:
        return text, (assumed(shown, "UTF-16 without its mark"),)
    if not _is_utf8(data) and (found := guess(data)):
        return found[0], (assumed(shown, found[1].called),)
    return right(decode(data, shown), shown)


def right(text: str, shown: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a text with its letters put right where they are those of a Western font in place of a Vietnamese one, and a notice of it."""
    encoding = guess_latin(text)
    return (text, ()) if encoding is None else (from_latin(text, encoding), (assumed(shown, encoding.called),))


def decode_page(data: bytes, shown: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a page's bytes: in the encoding that it declares where it is neither UTF-8 nor told to be Vietnamese."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_utf8(data) or guess(data):
        return decode_any(data, shown)
    declared = _DECLARED.search(data, 0, _HEAD)
    name = (declared[1] or declared[2]).decode("ascii") if declared else ""
    try:
        found = codecs.lookup(name)
        if (
            name
            and found._is_text_encoding
            and found.name not in ("utf-8", "utf-16", "utf-32", "utf-7", "unicode_escape", "idna", "punycode")
        ):
            return data.decode(found.name), (assumed(shown, f"{found.name}, as it declares"),)
    except (LookupError, UnicodeError, ValueError):
        pass
    return decode_any(data, shown)


def is_utf16(data: bytes) -> bool:
    """Return whether bytes are UTF-16 that lacks its mark."""
    return _utf16(data) is not None


def _utf16(data: bytes) -> str | None:
    """Return the text of UTF-16 that lacks its mark: every other byte of its spaces, digits and English letters is zero."""
    if b"\0" not in data[:_HEAD] or len(data) % 2:
        return None
    even, odd = data[:_HEAD:2].count(0), data[1:_HEAD:2].count(0)
    if max(even, odd) < len(data[:_HEAD]) // 8 or min(even, odd):
        return None
    try:
        text = data.decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError:
        return None
    return text if all(char.isprintable() or char.isspace() for char in text[:_SAMPLE]) else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def assumed(shown: str, called: str) -> Problem:
    """Return the notice that a text was read in an encoding that nothing but its words tells."""
    return Problem(shown, "FC922", f"read as {called}", hint="save it as UTF-8 to be sure of every letter")
