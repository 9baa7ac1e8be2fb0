"""The reader of plain YAML: what it reads, the parser reads alike, to the last line, column and width."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.load import events, plain
from factcheck.load.tree import clean

ROOT = Path(__file__).parent.parent
PIECES = (
    *(
        "claims:",
        "- id: a",
        "- a",
        "-",
        "- ",
        "id:",
        "id: a",
        "value: 1,5%",
        "also: [a, b c]",
        "also: []",
        "also: [a, 'b, c', ]",
        "x: {a: b}",
    ),
    *(
        "x: {a: b, c: 'd'}",
        "x: {a}",
        "x: [a: b]",
        "key: 'it''s'",
        'key: "q"',
        'key: "q\\n"',
        "key: 'open",
        "key: -1",
        "key: - 1",
        "key: ?",
        "k: ~",
    ),
    *(
        "# note",
        "key: a # note",
        "key: a# no",
        "key: # note",
        "key: a: b",
        "key: a:b",
        "key: http://x",
        "key: a:",
        "key : a",
        "key:a",
        "a b: c",
    ),
    *(
        "text that goes on",
        "'quoted'",
        "- 'quoted'",
        "- a: b",
        "- - a",
        "- # note",
        "key: |",
        "key: >-",
        "key: &x a",
        "key: *x",
        "key: !!str a",
    ),
    *(
        "---",
        "...",
        "%YAML 1.1",
        "\tkey: a",
        "key:\ta",
        "key: a\r",
        "key: a\u2028",
        "key: \xa0a\xa0",
        "Khóa: giá trị",
        "key: 3.334 doanh nghiệp",
    ),
    *(
        "key: [a",
        "b]",
        "key: 'a",
        "b'",
        "key: ''",
        "- ''",
        "key: a  ",
        "key: ,a",
        "key: a,",
        "key: %",
        "key: @a",
        "key: `a",
        "key: a?b",
        "x: [a?b]",
    ),
)
_ROW = st.builds(
    "{}{}{}".format,
    st.sampled_from(("", "", "  ", "  ", "    ", " ", "- ", "  - ", "-   ")),
    st.sampled_from(PIECES),
    st.sampled_from(("", "", " ")),
)
_LETTERS = st.text("ab:,-?#[]{}'\"&*!|>%@` \n~.1é\xa0\\", max_size=30)


def agree(text: str) -> bool:
    """Return whether a text is plain; fail where the two readers tell it differently."""
    text, _ = clean(text, "a.yaml")
    root = plain.read(text)
    if root is not None:
        assert (root, [], None) == events.parse(text, "a.yaml")
    return root is not None


@given(st.lists(_ROW, max_size=7).map("\n".join))
def test_rows_are_read_as_the_parser_reads_them(text: str) -> None:
    agree(text)


@given(
    _LETTERS, st.sampled_from(("{}", "a: {}", "- {}", "a:\n  b: {}\n", "a: [{}]", "a: {{{}}}", "a: {{b: {}}}", "a: '{}'", "a: [b, {}] # c"))
)
def test_signs_are_read_as_the_parser_reads_them(text: str, frame: str) -> None:
    agree(frame.format(text))


@pytest.mark.parametrize(
    "text",
    [
        *(path.read_text("utf-8") for path in (ROOT / "claims.yaml", *sorted((ROOT / "factcheck" / "starter").glob("*/claims.yaml")))),
        "claims:\n- id: a\n  claim: b # c\n  also: [d, 'e, f']\n  provenance: {publisher: g, url: \"https://example.org\"}\n",
        "title: a\n\n# b\ndate: 2025-01-01\nplace: ''\n",
        "a:\n  b:\n    - c\n    - 'd'\n\n  e:\nf: -1\n",
    ],
)
def test_what_is_usual_is_plain(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "# a",
            "a",
            "a: b\n c",
            "a: |\n  b",
            "a: >\n  b",
            "a: &b c",
            "a: *b",
            "a: !b c",
            "a: b: c",
            "a: b\na: c",
            "? a",
            "a: 'b",
            "'a': b",
        ),
        *(
            'a: "b\\n"',
            "a:\tb",
            "a: b\r\nc: d\re: f",
            "---\na: b",
            "a: b\n---\nc: d",
            "a: b\n    c: d",
            "a: [b, [c]]",
            "a: [b",
            "- a\n- - b",
            "Khóa: a",
        ),
        "".join(f"{'  ' * i}a:\n" for i in range(40)),
    ],
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert not agree(text)
