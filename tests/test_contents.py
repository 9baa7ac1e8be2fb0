"""What a page of a PDF says is taken apart as its library takes it apart, plain or not, whole or in parts."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF, PSSyntaxError

from factcheck.load.documents.contents import Contents

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "fuzz"))
from readers import objects

PIECES = [
    *(
        b"( ) < > [ ] / \\ 1 .5 - +2. 9. -.5 --5 0-1 1.2.3 e5 d0 f* T* Tj q ' \" true null { } % \\101 \\8 \\400 #41 /#41 <4> <41> << >>"
    ).split(),
    *(b" ", b"\n", b"\r", b"\0", b"\x0b", b"\x80", b"%x\n", b"\\\r\n", b"<41 42>", b"(a\\)b)", b"(a(b)c)", b"BI /W 1 ID abc EI", b"9" * 30),
    *(b"/F1 12 Tf ", b"[1 (a) <41> -5] TJ ", b"[/A 1]", b"[[1] 2]", b"/P <</MCID 0>> BDC ", b"<</A(x)/B/C>>", b"<</A 1/A 2>>", b"<</A>>"),
]


def own(data: list[bytes], ask: Callable[[int], None] = lambda _: None) -> str:
    return objects(Contents(ask, [PDFStream({}, part) for part in data]))


def test_any_contents_are_taken_apart_as_the_library_takes_them_apart() -> None:
    chance = random.Random(1)
    for _ in range(8_000):
        text = b"".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 9)))
        cut = chance.randrange(len(text) + 1)
        for data in ([text], [text[:cut], text[cut:]]):
            assert own(data) == objects(PDFContentParser([PDFStream({}, part) for part in data])), data


@pytest.mark.parametrize(
    ("text", "slow"),
    [
        (b"BT /F1 12 Tf 1 0 0 1 9 700 Tm [(Xa \\(5\\)) -120.5 <0041> (\\303\\240)] TJ T* (a) ' ET\n", 0),
        (b"/P <</MCID 0/Lang(vi-VN)>> BDC q 0.5 w 9 9 m 99 9 l S Q EMC\n", 0),
        (b"q BI /W 1 ID abc EI Q\n", 21),
    ],
)
def test_only_what_is_not_plain_is_asked_of_the_library(text: bytes, slow: int) -> None:
    asked: list[int] = []
    assert own([text], asked.append) == objects(PDFContentParser([PDFStream({}, text)]))
    assert sum(asked) == slow


def test_lists_in_lists_end_before_they_fill_the_memory() -> None:
    assert own([b"[" * 100_000]) == f"[{PSSyntaxError!r}]"
    assert own([b"[" * 100 + b"]" * 100]).endswith(f"{PSEOF!r}]")
