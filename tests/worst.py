"""Texts that cost the most to read, of any length: what each stage has to look at again and again, on end."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import count

Maker = Callable[[int], str]

# The shipped claims in their own words, and told wrongly; with one more phrase that names another year or place.
OWN = (
    "Nhiệm kỳ 2020-2025, toàn tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới. ",
    "Giai đoạn 2021-2025, tổng kim ngạch xuất nhập khẩu qua các cửa khẩu tỉnh Lạng Sơn đạt 234,58 tỷ USD. ",
)
WRONG = (
    "Nhiệm kỳ 2020-2025, toàn tỉnh Lạng Sơn có 2.900 doanh nghiệp thành lập mới. ",
    "Giai đoạn 2021-2025, tổng kim ngạch xuất nhập khẩu qua các cửa khẩu tỉnh Lạng Sơn đạt 198 tỷ USD. ",
)


def over(piece: str) -> Maker:
    """Return a maker of texts that are one piece on end."""
    return lambda n: (piece * (n // len(piece) + 1))[:n]


def each(piece: Callable[[int], str]) -> Maker:
    """Return a maker of texts whose pieces differ, by their number."""

    def make(n: int) -> str:
        parts: list[str] = []
        left = n
        for number in count(1):
            parts.append(piece(number))
            left -= len(parts[-1])
            if left <= 0:
                break
        return "".join(parts)[:n]

    return make


def nested(opening: str, closing: str, inside: str = "5 xã") -> Maker:
    """Return a maker of brackets in brackets."""
    return lambda n: opening * (n // 2 // len(opening)) + inside + closing * (n // 2 // len(closing))


def drawn(pieces: tuple[str, ...]) -> Maker:
    """Return a maker of texts whose pieces come in an order at random, the same each time."""

    def make(n: int) -> str:
        chance, size = random.Random(1), 0

        def parts() -> Iterator[str]:
            nonlocal size
            while size < n:
                part = chance.choice(pieces)
                size += len(part)
                yield part

        return "".join(parts())[:n]

    return make


def word(number: int) -> str:
    """Return a word that no other number gives."""
    letters = "bcdghklmnpqrstvx"
    out = ""
    while number:
        out += letters[number % 16] + "aeiouăâêôơưyàáảã"[number // 16 % 16]
        number //= 256
    return out


WORST: dict[str, Maker] = {
    # digits and what parts them
    "digits": over("1234567890"),
    "digits of another script": over("٣۴५７"),
    "thousands 1.234.567…": lambda n: "1" + over(".234")(n - 1),
    "thousands 1 234 567 …": lambda n: "1" + over(" 234")(n - 1),
    "digits and points 1.1.1…": over("1."),
    "digits and commas 1,1,1…": over("1,"),
    "digits and spaces 1 1 1…": over("1 "),
    "digits and hyphens 5-5-5…": over("5-"),
    "ranges 5–7 5–7…": over("5–7 "),
    "slashes 1/1/1…": over("1/"),
    "times 12:30:…": over("12:30:"),
    "pluses and minuses": over("+-"),
    "± on end": over("5±"),
    "percentages": over("5% "),
    "numbers with units": over("5 km 3 ha 7 tỷ đồng, "),
    "numbers that differ": each(lambda i: f"{i},5 tỷ đồng và "),
    "telephone numbers": over("0912 345 678 "),
    "powers": over("10^9 ×10 e5 "),
    "invisible between digits": over("1\u200b"),
    "spaces that group": over("1\u00a0234"),
    "fractions": over("½⅔1⁄3 "),
    # words about numbers
    "number words, Vietnamese": over("hai trăm ba mươi tỷ năm nghìn linh "),
    "number words, English": over("two hundred and thirty billion and five thousand "),
    "one number word": over("mười "),
    "scale words": over("tỷ "),
    "units, Vietnamese": over("tấn km ha đồng phần trăm "),
    "units, English": over("tonnes kilometres hectares dollars per cent "),
    "hedges, Vietnamese": over("hơn gần khoảng ít nhất "),
    "hedges, English": over("more than about at least nearly "),
    "hedges and numbers": over("hơn 5 gần 7 khoảng 9 "),
    "from to": over("từ 5 đến "),
    "both languages": over("hơn 5 triệu người more than 5 million people "),
    # signs
    "full stops": over("."),
    "ellipses": over("…"),
    "end marks": over(".!?"),
    "end marks, then a small letter": lambda n: over(".")(n - 2) + " a",
    "an end mark, then brackets": lambda n: "Đạt! " + over("(")(n - 6) + "_",
    "commas": over(","),
    "quotes": over('"'),
    "quotes and gaps": over("” « "),
    "an open quote and words": over("“Ông nói "),
    "round brackets": over("()"),
    "nested brackets": nested("(", ")"),
    "nested square brackets": nested("[", "]"),
    "opening brackets": over("( "),
    "dashes": over("– "),
    "accents": over("\u0301"),
    "each letter with an accent": over("a\u0301\u0323"),
    "letters with many accents": over("e" + "\u0301" * 200),
    "capitals with accents": over("Ặ"),
    "zero-width": over("\u200b"),
    "directions": over("\u202e5\u2066"),
    "emoji": over("👩\u200d👩\u200d👧 "),
    "Chinese": over("五千二百万"),
    "escapes of a terminal": over("\x1b[31m5\x1b[0m"),
    "newlines": over("\n"),
    "newlines of Windows": over("\r\n"),
    "other line ends": over("\u2028\x0b\x0c\r"),
    "a digit a line": over("5\n"),
    "a word a line": over("tỉnh\n"),
    "short lines that go on": over("tỉnh lạng sơn đạt 5 tỷ đồng và\n"),
    "paragraphs of a digit": over("5\n\n"),
    "spaces": over(" "),
    "a word, then spaces": lambda n: "Đạt." + over(" ")(n - 4),
    "sentences and gaps": over("Đạt.          "),
    "tabs": over("5\t"),
    # words
    "one word": over("tỉnh "),
    "one long word": over("a"),
    "words that differ": each(lambda i: word(i) + " "),
    "names, Vietnamese": over("Nguyễn Văn Lạng Sơn Hà Nội "),
    "names, English": over("Washington John Smith United Kingdom "),
    "names that differ": each(lambda i: word(i).capitalize() + " "),
    "capitals": over("LẠNG SƠN "),
    "places": over("tỉnh Lạng Sơn, thành phố Hà Nội, huyện Cao Lộc, "),
    "places and numbers": over("tỉnh Lạng Sơn đạt 5, thành phố Hà Nội đạt 7; "),
    "conjunctions": over("và hoặc nhưng "),
    "sentences without numbers": over("Tỉnh sẽ làm. "),
    "short sentences": over("A. "),
    "initials": over("A.B. "),
    "abbreviations": over("TS. PGS. "),
    # times
    "dates": over("ngày 5/9/2025 "),
    "dates that differ": each(lambda i: f"ngày {i % 28 + 1}/{i % 12 + 1}/{1900 + i % 130}, "),
    "years": over("2021-2025 "),
    "periods, Vietnamese": over("6 tháng đầu năm 2022, quý II năm 2021, nhiệm kỳ 2020-2025, "),
    "periods, English": over("in the first half of 2022, in the second quarter of 2021, "),
    "months": over("tháng 9 "),
    "relative times": over("năm nay, năm ngoái, 5 năm qua, "),
    # what claims tell
    "claims in their own words": over("".join(OWN)),
    "claims contradicted": over("".join(WRONG)),
    "claims contradicted, each otherwise": each(
        lambda i: f"Nhiệm kỳ 2020-2025, toàn tỉnh Lạng Sơn có {1000 + i * 7 % 2000} doanh nghiệp thành lập mới. "
    ),
    "claims contradicted in one sentence": over(WRONG[0].replace(". ", ", ")),
    "claims contradicted, a paragraph each": over(WRONG[0] + "\n\n"),
    "claims without their numbers": over("Nhiệm kỳ 2020-2025, toàn tỉnh Lạng Sơn có doanh nghiệp thành lập mới. "),
    "claims in other years": over("Năm 2019, toàn tỉnh Lạng Sơn có 2.900 doanh nghiệp thành lập mới. "),
    "claims, English": over("In 2020-2025, Lang Son province had 2,900 newly established enterprises. "),
    "words of claims in any order": drawn(tuple(f"{one} " for one in sorted(set("".join((*OWN, *WRONG)).split())))),
    "numbers with words of claims": over("5 doanh nghiệp thành lập mới "),
    # what a file is made of
    "comment openers": over("<!--"),
    "comments": over("<!-- a -->"),
    "comments that open in comments": over("<!-- <!-- -->"),
    "exemptions": over("<!-- factcheck: exempt new-enterprises: x -->\n"),
    "exemptions and claims": over(f"<!-- factcheck: exempt new-enterprises: x -->\n{WRONG[0]}\n\n"),
    "a header": lambda n: f"---\n{over('title: 5 xã' + chr(10))(n - 8)}\n---\n",
    "a header of Windows that does not end": lambda n: f"---\r\n{over('title: 5 xã' + chr(13) + chr(10))(n - 5)}",
    "a header that does not end": lambda n: f"---\n{over('title: 5 xã' + chr(10))(n - 4)}",
    "a long title": lambda n: f"---\ntitle: {over('doanh nghiệp thành lập mới 5 ')(n - 80)}\n---\n{WRONG[0]}",
    "rules": over("---\n"),
    "code fences": over("```\n"),
    "backticks": over("`"),
    "backticks of growing length": each(lambda i: "`" * (i % 200 + 1) + " "),
    "addresses": over("https://a.b/5?x=5&y=5 "),
    "one address": lambda n: "https://a.b/" + over("5/")(n - 12),
    "e-mail addresses": over("a.5@b.vn "),
    "at signs": over("a@"),
    "list markers": over("- 5\n"),
    "numbered lists": over("1. 5 xã\n"),
    "list markers on a line": over("* - + "),
    "table rows": over("| 5 | xã | 7% |\n"),
    "a table row": over("| 5 "),
    "headings": over("# 5 xã\n"),
    "markup": over("<b>5</b>"),
    "angle brackets": over("<"),
    "entities": over("&amp;&#53;"),
    "links": over("[5](5)"),
    "codes": over("Nghị quyết 05/2021/NQ-CP "),
    "legal numbers": over("số 5/QĐ-UBND, điều 5 khoản 3 điểm c, "),
    "scores": over("2-1, 3-0, "),
    "furniture": over("5 lượt xem\n"),
    # calculations
    "parts and totals": over("Tổng số 10 xã, trong đó 5 xã đạt, 3 xã chưa đạt và 2 xã khác. "),
    "ratios": over("Có 315/994 xã (đạt 33,69%). "),
    "changes": over("Tăng từ 5 tỷ đồng lên 7 tỷ đồng, tăng 40%. "),
    "parts in one sentence": over("5 xã, "),
    "in that": over("trong đó có 5, "),
}
