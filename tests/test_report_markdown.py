"""The Markdown report: parsed by others' parser, where no text of a source becomes anything but text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from sample_report import ATTACK, CLEAN, CONTRADICTED_ATTACK, CONTRADICTED_TRADE, REPORT

from factcheck.model import Acceptance, ClaimResult, Report, replace
from factcheck.report.escape import code, escaped, escaped_html
from factcheck.report.markdown import COMMENT, render
from factcheck.report.text import squeezed

# Addresses become links here also where only GitHub's own reader would make them so, but not bare names of hosts.
PARSER = MarkdownIt("gfm-like")
assert PARSER.linkify is not None
PARSER.linkify.set({"fuzzy_link": False})
OURS = {"<details>", "</details>", "<b>", "</b>"}
BREAK = "\u200b"
# What GitHub looks for once all else is read: people, issues, emoji, addresses.
CALLS = re.compile(r"@[\w-]|#\w|\bgh-\d|:[\w+-]+:|www\.|://|(?:mailto|xmpp):\w", re.IGNORECASE)
HOSTILE = (
    "@everyone and @org/team",
    "see #123, GH-45 and owner/repo#6",
    "https://evil.example/x ftp://evil.example HTTP://EVIL.example www.evil.com a@evil.com mailto:a@evil.com",
    "[x](https://evil.example) ![x](https://evil.example/p.png) <https://evil.example> [x][y] [^1]",
    "<img src=x onerror=alert(1)><!-- </details> --></summary></b>",
    "a | b \\| c \\\\| d",
    "**bold** __bold__ *i* _i_ ~~s~~ `code` ``` $x$ $$y$$",
    "# heading",
    "- item",
    "1. item",
    "+ item",
    "--- ",
    "===",
    "> quote",
    "    code",
    "```\nfence",
    ":boom: :+1:",
    "&lt;b&gt; &#64;me &amp; &copy;",
    "\\\\ \\* \\",
    "x\u200b@me \u202e\x1b[2J",
    "[!NOTE] [ ] task",
)


def tokens(text: str) -> list[Token]:
    parsed = PARSER.parse(text)
    return [token for row in parsed for token in (row, *(row.children or []))]


def shown(text: str) -> str:
    """Return what a reader sees of a paragraph or cell, which has to be text alone."""
    row = next(token for token in PARSER.parse(text) if token.type == "inline")
    assert {token.type for token in row.children or []} <= {"text", "text_special", "code_inline"}
    return "".join(token.content for token in row.children or [])


@pytest.mark.parametrize(("name", "report"), [("report.md", REPORT), ("clean.md", CLEAN)])
def test_the_report_is_the_golden_one(golden: Callable[[str, str], None], name: str, report: Report) -> None:
    golden(name, render(report))


def attacked(text: str) -> Report:
    """Return the sample report with a text in every place that a registry, a source or an acknowledgement can fill."""
    row = replace(
        CONTRADICTED_ATTACK, source=text, found=text, expected=text, explanation=text, unit=text, quote=text, start=0, end=0, quote_start=0
    )
    one = replace(ATTACK, id=text, text=text)
    lapses = tuple(lapse._replace(claim=text, problem=lapse.problem._replace(message=text, path=text)) for lapse in REPORT.lapses)
    pair = (row, replace(row, accepted=Acceptance("acknowledged", text, text)))
    results = (ClaimResult(one, "contradicted", pair), ClaimResult(one, "not_found", ()))
    return replace(REPORT, registry=text, results=results, lapses=lapses)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_link_a_picture_markup_or_a_border_of_the_table(text: str) -> None:
    told = tokens(render(attacked(text)))
    types = {token.type for token in told}
    assert not types & {"link_open", "image", "em_open", "strong_open", "s_open", "fence", "code_block", "hr", "ordered_list_open"}
    assert {token.content for token in told if token.type == "html_inline"} <= OURS
    blocks = [token.content.strip() for token in told if token.type == "html_block"]
    assert blocks == [f"<details>\n<summary>{blocks[0].partition('<summary>')[2]}", "</details>"]
    assert re.findall(r"</?\w+", blocks[0]) == ["<details", "<summary", "</summary"]
    assert sum(token.type == "th_open" for token in told) == 10
    assert sum(token.type == "td_open" for token in told) == 10
    assert sum(token.type == "heading_open" for token in told) == 4
    assert sum(token.type == "bullet_list_open" for token in told) == 2
    assert sum(token.type == "list_item_open" for token in told) == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_shown_as_it_is_and_calls_nobody(text: str) -> None:
    for written in (escaped(text), html.unescape(escaped_html(text))):
        seen = shown(written) if written == escaped(text) else written
        assert seen.replace(BREAK, "").strip() == squeezed(text).strip()
        assert not CALLS.search(seen)


@given(st.text(alphabet=st.sampled_from(list("ab1 @#:/|\\`*_~[]()<>&;!-+=.$\"'^{}\nđ\u200b")), min_size=1, max_size=20))
def test_any_text_is_shown_as_it_is_in_a_paragraph_and_in_a_cell(text: str) -> None:
    plain = squeezed(text).strip()
    if plain:
        assert shown(escaped(text)).replace(BREAK, "").strip() == plain
    told = PARSER.parse(f"| a | b |\n|---|---|\n| {code(text)} | {escaped(text)} |\n| c | d |\n")
    assert [sum(token.type == kind for token in told) for kind in ("tr_open", "td_open")] == [3, 4]
    cells = [token.children or [] for token in told if token.type == "inline"][2:4]
    for children in cells:
        assert {token.type for token in children} <= {"text", "text_special", "code_inline"}
        assert "".join(token.content for token in children).replace(BREAK, "").strip() == plain


def test_the_table_tells_what_was_found_expected_and_the_difference() -> None:
    row = next(line for line in render(REPORT).splitlines() if line.startswith("| `trade"))
    assert row == ("| `trade-2021-2025` | `sources/kinh-te.md:10` | 198 tỷ USD | 234,58 tỷ USD | −36.58 billion USD (−15.6 %) |")


def test_an_account_shows_the_number_in_its_sentence() -> None:
    assert "> “Trong nhiệm kỳ, toàn tỉnh có <b>hơn 3.100 doanh nghiệp</b> thành lập mới.”\n" in render(REPORT)


def test_accepted_ones_stand_in_a_table_of_their_own_with_who_and_until_when() -> None:
    text = render(REPORT)
    assert text.startswith("## ✗ 3 contradictions, 1 accepted\n")
    table = text.partition("### Accepted")[2]
    assert "2,900 | 3.334 doanh nghiệp | acknowledged by Lan until 2026-03-31: counted at mid-year" in table
    assert "2,900" not in text.partition("### Accepted")[0]


def test_where_all_are_accepted_the_headline_is_good_news() -> None:
    only = replace(REPORT.results[1], findings=REPORT.results[1].findings[1:2])
    assert render(replace(REPORT, results=(only,))).startswith("## ✓ No contradictions, 1 accepted\n")
    assert render(CLEAN).startswith("## ✓ No contradictions\n")


def large(count: int) -> Report:
    findings = [replace(CONTRADICTED_TRADE, found=f"{i} tỷ USD") for i in range(count)]
    missing = [replace(REPORT.results[4], claim=replace(ATTACK, id=f"m{i}")) for i in range(count)]
    return replace(REPORT, results=(ClaimResult(REPORT.results[0].claim, "contradicted", tuple(findings)), *missing))


@pytest.mark.parametrize(("limit", "size"), [(COMMENT, len), (9_000, len), (3_000, len), (200_000, lambda text: len(text.encode()))])
def test_a_report_keeps_within_its_limit_and_says_what_it_leaves_out(limit: int, size: Callable[[str], int]) -> None:
    text = render(large(3_000), limit, size)
    assert limit * 0.8 < size(text) <= limit
    rows = re.findall(r"^\| `trade-2021-2025` ", text, re.MULTILINE)
    told = re.search(r"_Left out, for there is no more room here: ([\d,]+) rows of the table, ([\d,]+) accounts", text)
    assert told
    assert int(told[1].replace(",", "")) == 3_000 - len(rows)
    assert int(told[2].replace(",", "")) == 3_000 - text.count("<details>")
    assert text.count("<details>") == text.count("</details>")


def test_each_part_keeps_its_first_rows_before_the_table_takes_the_rest() -> None:
    text = render(large(3_000))
    assert text.count("<details>") >= 20
    assert text.count("- `m") >= 20
    assert "Without effect" in text


def test_nothing_is_left_out_where_all_has_room() -> None:
    text = render(large(20))
    assert "Left out" not in text
    assert text.count("<details>") == 20
