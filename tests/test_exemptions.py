"""Comments in a source: nobody reads them as text, and some exempt one paragraph for the claims they name."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import FIRMS, TRADE, Newsroom

from factcheck.load.comments import with_comments
from factcheck.model import Source

WHY = "số của Cục Hải quan, tính cách khác"
MARK = f"<!-- factcheck: exempt trade: {WHY} -->"
UNCLOSED = "an exemption that is not closed"


def marked(text: str, name: str = "a.md") -> Source:
    return with_comments(Source(name, text))


def hidden(text: str, name: str = "a.md") -> list[str]:
    return [span.of(text) for span in marked(text, name).comments]


# where the comment stands; open contradictions, accepted ones, what lapsed
PLACES = {
    "on the line above": (f"{MARK}\n{TRADE}\n", (0, 1, [])),
    "alone above the paragraph": (f"Mở đầu.\n\n{MARK}\n\n{TRADE}\n", (0, 1, [])),
    "before the sentence": (f"{MARK} {TRADE}\n", (0, 1, [])),
    "behind the sentence": (f"{TRADE} {MARK}\n", (0, 1, [])),
    "behind the sentence, without a gap": (f"{TRADE}{MARK}\n", (0, 1, [])),
    "inside the sentence": (TRADE.replace("đạt", f"đạt {MARK}"), (0, 1, [])),
    "inside the number": (TRADE.replace("198 ", f"198 {MARK} "), (0, 1, [])),
    "in a paragraph of several sentences": (f"Kinh tế khởi sắc. {TRADE} Hàng hóa thông suốt. {MARK}\n", (0, 1, [])),
    "over two lines": (f"<!-- factcheck: exempt trade:\n     {WHY} -->\n{TRADE}\n", (0, 1, [])),
    "in a list": (f"- Mục một\n- {TRADE} {MARK}\n", (0, 1, [])),
    "below the paragraph": (f"{TRADE}\n\n{MARK}\n", (1, 0, ["unused"])),
    "in another paragraph": (f"{TRADE}\n\nKinh tế khởi sắc. {MARK}\n", (1, 0, ["unused"])),
    "above another paragraph": (f"{MARK}\nKinh tế khởi sắc.\n\n{TRADE}\n", (1, 0, ["unused"])),
    "above the first of two": (f"{MARK}\n{TRADE}\n\n{TRADE.replace('198', '199')}\n", (1, 1, [])),
    "above two, on their own lines": (f"{MARK}\n{TRADE}\n\n{MARK}\n{TRADE.replace('198', '199')}\n", (0, 2, [])),
    "for another claim": (f"{MARK.replace('trade', 'firms')}\n{TRADE}\n", (1, 0, ["unused"])),
    "for two claims": (f"{MARK.replace('trade', 'trade, firms')}\n{TRADE} {FIRMS}\n", (0, 2, [])),
    "for two claims, one of them told": (f"{MARK.replace('trade', 'firms,trade')}\n{TRADE}\n", (0, 1, ["unused"])),
    "where nothing disagrees": (f"{MARK}\n{TRADE.replace('198', '234,58')}\n", (0, 0, ["unused"])),
    "twice": (f"{MARK}\n{MARK}\n{TRADE}\n", (0, 1, [])),
    "in other letters": (f"<!--FactCheck : Exempt trade : {WHY}-->\n{TRADE}\n", (0, 1, [])),
    "with Windows line ends": (f"Mở đầu.\r\n\r\n{MARK}\r\n{TRADE}\r\n", (0, 1, [])),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES.keys())
@pytest.mark.parametrize("name", ["sources/a.md", "sources/a.txt"])
def test_a_comment_exempts_the_paragraph_it_stands_in_or_above(
    newsroom: Newsroom, name: str, text: str, expected: tuple[int, int, list[str]]
) -> None:
    newsroom.write(name, text)
    assert newsroom.standing(name) == expected
    accepted = [f["accepted"] for claim in newsroom.report(name)["claims"] for f in claim["findings"] if f["accepted"]]
    assert all(row == {"kind": "exempt", "reason": WHY, "by": None, "until": None} for row in accepted)


FAULTS = [
    ("<!-- factcheck: exempt trade -->", "an exemption without a reason", "exempt CLAIM-ID: why"),
    ("<!-- factcheck: exempt trade: -->", "an exemption without a reason", "exempt CLAIM-ID: why"),
    ("<!-- factcheck: exempt : x -->", "an exemption that names no claim", "exempt CLAIM-ID: why"),
    ("<!-- factcheck: exempt -->", "an exemption that names no claim", "exempt CLAIM-ID: why"),
    ("<!-- factcheck: ignore trade: x -->", "`factcheck: ignore` is nothing a comment can ask for", "exempt CLAIM-ID: why"),
    ("<!-- factcheck: -->", "`factcheck: ` is nothing a comment can ask for", "exempt CLAIM-ID: why"),
    ("<!-- factcheck exempt trade: x -->", "an exemption without a colon behind `factcheck`", "exempt CLAIM-ID: why"),
    ("<!-- factcheck: exempt trad: x -->", "the registry has no claim `trad`", "perhaps `trade` is meant"),
    ("<!-- factcheck: exempt zzzz: x -->", "the registry has no claim `zzzz`", "write the id"),
    ("<!-- factcheck: exempt trade: x", UNCLOSED, "in the same paragraph"),
    ("<!-- factcheck: exempt trade: x <!-- y -->", UNCLOSED, "in the same paragraph"),
    ("<!-- factcheck: exempt trade: x\n\nMột câu. -->", UNCLOSED, "in the same paragraph"),
    ("<!-- factcheck: exempt firms: x -->", "nothing in this paragraph disagrees with `firms`", "delete the comment"),
]


@pytest.mark.parametrize(("comment", "message", "hint"), FAULTS, ids=[row[0] for row in FAULTS])
def test_an_exemption_that_exempts_nothing_is_told_with_its_place(newsroom: Newsroom, comment: str, message: str, hint: str) -> None:
    newsroom.write("sources/a.md", f"Mở đầu.\n\n  {comment}\n{TRADE}\n")
    done = newsroom.run("verify", "sources/a.md", "--format", "json")
    assert f"sources/a.md:3:3: warning FC91{'8' if 'nothing in' in message else '9'}: {message}" in done.err
    assert hint in done.err
    assert newsroom.standing("sources/a.md") == (1, 0, ["unused"])
    assert newsroom.run("verify", "sources/a.md", "--max-contradictions", "1").code == 0
    failed = newsroom.run("verify", "sources/a.md", "--max-contradictions", "1", "--fail-on", "unused")
    assert (failed.code, "failed: 1 exemption that exempts nothing" in failed.err) == (1, True)


@pytest.mark.parametrize("how", ["option", "setting"])
def test_exemptions_can_be_ignored_and_that_is_told(newsroom: Newsroom, how: str) -> None:
    newsroom.write("sources/a.md", f"{MARK}\n{TRADE}\n\n<!-- factcheck: exempt trade -->\n")
    if how == "setting":
        newsroom.write("factcheck.toml", "exemptions = false\n")
        assert newsroom.standing("sources/a.md", "--exemptions") == (0, 1, ["unused"])
    args = ["--no-exemptions"] if how == "option" else []
    assert newsroom.standing("sources/a.md", *args) == (1, 0, [])
    done = newsroom.run("verify", "sources/a.md", *args)
    assert "sources/a.md:1:1: warning FC920: 2 exemptions are not heeded" in done.err


def test_an_acknowledged_finding_makes_its_exemption_no_less_used(newsroom: Newsroom) -> None:
    newsroom.write("sources/trade.txt", f"{MARK}\n{TRADE}\n")
    assert newsroom.ack("trade").code == 2
    assert "let pass already, by a comment in the source" in newsroom.ack("trade").err
    newsroom.write("sources/trade.txt", f"{TRADE}\n")
    newsroom.ack("trade")
    newsroom.write("sources/trade.txt", f"{MARK}\n{TRADE}\n")
    assert newsroom.standing("sources/trade.txt") == (0, 1, [])


# --- comments are no text


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("a <!-- 5 tỷ --> b", "a.md", ["<!-- 5 tỷ -->"]),
        ("a <!-- 5 tỷ --> b", "-", ["<!-- 5 tỷ -->"]),
        ("a <!-- 5 tỷ --> b", "a.txt", []),
        ("a <!-- factcheck: exempt x: y --> b", "a.txt", ["<!-- factcheck: exempt x: y -->"]),
        ("a <!-- Nháp.\n\nHai đoạn. --> b", "a.md", ["<!-- Nháp.\n\nHai đoạn. -->"]),
        ("a <!-- b", "a.md", []),
        ("a --> b", "a.md", []),
        ("a <!-- b <!-- c --> d -->", "a.md", ["<!-- c -->"]),
        ("<!-- a --><!-- b -->", "a.md", ["<!-- a -->", "<!-- b -->"]),
        ("<!---->", "a.md", ["<!---->"]),
        ("<!-->", "a.md", []),
        ("<!-- factcheck: exempt x: y\n\nBài. -->", "a.md", []),
    ],
)
def test_comments_are_found_and_an_unclosed_one_takes_nothing_with_it(text: str, name: str, expected: list[str]) -> None:
    assert hidden(text, name) == expected


@given(st.lists(st.sampled_from(["<!--", "-->", "a", " ", "\n", "\r\n", "factcheck:", "exempt", "x:", "đ", "<", "-"]), max_size=30))
def test_what_is_seen_has_every_offset_and_line_of_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    source = marked(text)
    assert source.text == text
    assert len(source.seen) == len(text)
    inside = {offset for span in source.comments for offset in range(*span)}
    for offset, (old, new) in enumerate(zip(text, source.seen, strict=True)):
        assert new == (old if offset not in inside or old in "\r\n" else " ")


def test_a_number_in_a_comment_is_no_mention(newsroom: Newsroom) -> None:
    newsroom.write("sources/a.md", f"<!-- nháp: {TRADE} -->\nTỉnh Lạng Sơn có 5 huyện.\n")
    assert newsroom.standing("sources/a.md") == (0, 0, [])
    lines = newsroom.run("verify", "sources/a.md").out
    assert "0 supported" in lines
    newsroom.write("sources/a.md", f"<!-- nháp: {TRADE} -->\n")
    assert newsroom.run("verify", "sources/a.md").code == 3


def test_a_comment_changes_nothing_that_is_read_around_it(newsroom: Newsroom) -> None:
    def told(text: str) -> list[tuple[str, str, str]]:
        newsroom.write("sources/a.md", text)
        findings = [f for claim in newsroom.report("sources/a.md")["claims"] for f in claim["findings"]]
        assert all(f["quote"] == text[f["quote_start"] : f["quote_end"]] for f in findings)
        return [(f["verdict"], f["reason"], f["found"]) for f in findings]

    comment = "<!-- 77 tỷ USD năm 2019 ở Hà Nội. Đây là một ghi chú dài của biên tập viên, dài hơn cả tiêu đề, để xem có gì đổi không. -->"
    title, tail = "Kim ngạch năm 2025", "Kết quả này cao hơn năm trước."
    plain = told(f"# {title}\n\n{TRADE} {tail}\n\n{FIRMS}\n")
    assert len(plain) == 2
    assert told(f"# {title} {comment}\n\n{TRADE} {comment} {tail}\n\n{comment}\n{FIRMS}\n") == plain
    assert told(f"{comment}\n# {title}\n\n{comment} {TRADE}{comment} {tail}\n\n{FIRMS} {comment}") == plain
    assert told(f"# {title}\n\n{TRADE.replace('năm', f'năm {comment}', 1).replace('đạt', f'{comment} đạt')} {tail}\n\n{FIRMS}\n") == plain


HOSTILE = {
    "very many exemptions that exempt nothing": "<!-- factcheck: exempt zz: x -->\n" * 20_000,
    "very many exemptions of one paragraph": MARK * 10_000 + TRADE,
    "very many comments in one line": "<!-- a --> " * 50_000 + TRADE,
    "very many that are not closed": "<!-- factcheck: exempt trade: x\n" * 10_000 + TRADE,
    "opening marks only": "<!--" * 100_000 + TRADE,
    "closing marks only": "-->" * 100_000 + TRADE,
    "one comment as long as a book": TRADE.replace("đạt", f"đạt <!-- {'a ' * 200_000}-->"),
    "white space without end": f"<!-- factcheck: {' ' * 200_000}exempt trade{' ' * 200_000}: x{' ' * 200_000}y -->\n{TRADE}",
    "a claim's name without end": f"<!-- factcheck: exempt {'a' * 200_000}: x -->\n{TRADE}",
    "very many claims": f"<!-- factcheck: exempt {','.join(map(str, range(20_000)))}: x -->\n{TRADE}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_not_slow_and_hides_no_article(newsroom: Newsroom, text: str) -> None:
    newsroom.write("sources/a.md", f"---\nlang: vi\n---\n{text}\n\n{TRADE.replace('198', '150')}\n")
    started = time.perf_counter()
    done = newsroom.run("verify", "sources/a.md", "--output", "json=r.json")
    assert time.perf_counter() - started < 10
    assert done.code == 1
    assert len(done.out) + len(done.err) < 60_000
    report = json.loads((newsroom.folder / "r.json").read_text("utf-8"))
    assert "150 tỷ USD" in [f["found"] for claim in report["claims"] for f in claim["findings"] if f["accepted"] is None]


def test_a_hostile_exemption_cannot_move_the_terminal(newsroom: Newsroom) -> None:
    newsroom.write("sources/a.md", f"<!-- factcheck: exempt trade, \x1b[31mx: \x1b[2J\u202e[red]x[/red] -->\n{TRADE}\n")
    for args in (["verify", "sources/a.md"], ["verify", "sources/a.md", "--no-exemptions"], ["verify", "sources/a.md", "-f", "json"]):
        done = newsroom.run(*args)
        assert not set(done.out + done.err) & set("\x1b\u202e")
