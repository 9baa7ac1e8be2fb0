"""Bytes → texts that are worth reading: words of the two languages, numbers, and what an attacker would put between them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

CASES = Path(__file__).parent.parent / "tests" / "cases"
# What looks like a digit, shows nothing, turns the line round, closes a field, opens a command, or ends a line in another way.
HOSTILE = (
    "٣ ۴ ५ 𝟔 ７ ⁸ ⑨ Ⅹ 五 ½ ⅚ ٫ ٬ · ‚ ． ， − – ± × ⁄ % ٪ ‰ € $ \u0301 \u0323 \u20e3 \ufffd \ufeff \u200b \u200d \u202e \u2066 \u2069 \u00ad"
    " \x00 \x07 \x08 \x1b[31m \x1b]0;x\x07 \x7f \x9b2J \x85 \u2028 \u2029 \r \r\n \n\n \t \u00a0 \u202f \u3000 <!-- --> <script> </script>"
    " &amp; ]]> [b] [/] =1+1 ::error:: ``` --- | ' \" « » “ ” ( ) [ ] { } … ... . , ; : ! ? # * > - + / \\ ^ e @ &"
    " <!--factcheck:allow x=1--> title: date: 2025-01-01 lang: http://a.b/5"
).split(" ")
WORDS = (
    "5 12,5 3.334 1.234.567 20 1/3 3/5 -7 0,5 14/3 2025 2021-2025 1e9 0 00 007 999999999999 nghìn triệu tỷ đồng USD người xã ha"
    " hơn gần khoảng ít nhất từ đến tăng giảm còn hai ba năm mươi trăm linh rưỡi phần tư hàng chục vài lần thứ XVIII top ngày tháng"
    " quý II km h tuổi không đạt chưa so với cùng kỳ tỉnh Lạng Sơn thành phố Hà Nội kim ngạch xuất nhập khẩu doanh nghiệp mới tổng"
    " trong đó gồm và hoặc bình quân one two hundred half million billion percent more than about at least up to from of in the by"
    " times twice dozen year years month quarter first half rose fell exports province companies new total average including per"
    " each million dollars degrees C m² km² kg tấn lít"
).split(" ")
PIECES = (*WORDS, *HOSTILE)
_GAPS = (" ", " ", " ", "", "\n", ". ", ", ")


@cache
def sentences() -> tuple[str, ...]:
    """Return the labelled sentences of the tests, of both languages."""
    rows: list[str] = []
    for path in sorted(CASES.glob("*.txt")):
        rows += [line.partition("=>")[0].strip() for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    for path in sorted(CASES.glob("verdicts_*.yaml")):
        rows += re.findall(r"(?m)^\s*(?:- )?(?:text|claim): (.+)$", path.read_text("utf-8"))
    return tuple(rows)


def text_of(data: bytes) -> str:
    """Return the text that bytes stand for; the first says how: UTF-8, pieces, both, or labelled sentences with pieces in them."""
    if not data:
        return ""
    way, rest = data[0] % 4, data[1:]
    if way == 0:
        return rest.decode("utf-8", "replace")
    if way == 1:
        return "".join(PIECES[code % len(PIECES)] + _GAPS[gap % len(_GAPS)] for code, gap in zip(rest[::2], rest[1::2], strict=False))
    if way == 2:
        return "".join(chr(code) if code < 0x80 else PIECES[code * len(PIECES) // 256] for code in rest)
    told = sentences()
    out: list[str] = []
    for at in range(0, len(rest) - 3, 4):
        row = told[int.from_bytes(rest[at : at + 2]) % len(told)]
        cut = rest[at + 2] * len(row) // 256
        out.append(row[:cut] + PIECES[rest[at + 3] % len(PIECES)] + row[cut:])
    return _GAPS[rest[0] % len(_GAPS)].join(out) if out else ""


def lang_of(data: bytes) -> str:
    """Return the language that bytes ask for: Vietnamese, English, or whichever is told from the text."""
    return ("vi", "en", "")[data[0] // 4 % 3] if data else ""
