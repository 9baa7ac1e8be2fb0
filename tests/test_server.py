"""The language server as an editor meets it: a process that is spoken to over its standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from editor import PATIENCE, ROOT, Editor
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from markdown_it import MarkdownIt
from newsroom import CLAIMS, FIRMS, RIGHT, TRADE, Newsroom

from factcheck.server.lines import Lines, Place
from factcheck.server.pages import marked_down

SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
BOTH = f"{TRADE}\n\n{FIRMS}\n"
ERROR, WARNING, INFORMATION, HINT = types.DiagnosticSeverity
ELSEWHERE = "Năm 2024, thành phố Lạng Sơn có 2.900 doanh nghiệp thành lập mới."
START = types.Position(0, 0)


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


def marked_text(text: str, mark: types.Diagnostic, encoding: str) -> str:
    """Return what a mark covers, cut out as an editor of that encoding does."""
    row = re.split(r"\r\n|\n|\r", text)[mark.range.start.line].encode(CODECS[encoding])
    size = SIZES[encoding]
    return row[mark.range.start.character * size : mark.range.end.character * size].decode(CODECS[encoding])


# Marks


def test_a_contradiction_is_marked_at_its_number_and_points_to_its_claim(desk: Path) -> None:
    async def work() -> None:
        async with Editor(desk) as editor:
            editor.open("draft.md", TRADE)
            (mark,) = await editor.codes("draft.md", ["FC101"])
            assert marked_text(TRADE, mark, "utf-16") == "198 tỷ USD"
            assert (mark.severity, mark.source) == (ERROR, "factcheck")
            assert "15.6 % below" in mark.message
            (point,) = mark.related_information or ()
            assert (point.location.uri, point.location.range.start.line) == (editor.uri("claims.yaml"), 1)
            assert "234,58 tỷ USD" in point.message

    run(work())


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        (None, [(RIGHT, []), (ELSEWHERE, [INFORMATION]), ("---\ntitel: Kinh tế\n---\n" + RIGHT, [WARNING]), ("", []), ("Trời đẹp.", [])]),
        ({"supported": True}, [(RIGHT, [HINT])]),
        ({"factcheck": {"supported": True, "notComparable": False}}, [(RIGHT, [HINT]), (ELSEWHERE, [])]),
        ({"supported": "yes", "else": 1}, [(RIGHT, [])]),
    ],
)
def test_an_editor_chooses_what_is_marked_beside_contradictions(
    desk: Path, options: dict[str, Any] | None, rows: list[tuple[str, list[types.DiagnosticSeverity]]]
) -> None:
    async def work() -> None:
        async with Editor(desk, options=options) as editor:
            for number, (text, severities) in enumerate(rows):
                editor.open(f"{number}.md", text)
                assert [mark.severity for mark in await editor.marked(f"{number}.md")] == severities

    run(work())


def test_options_that_are_changed_while_it_runs_hold_for_what_is_open(desk: Path) -> None:
    async def work() -> None:
        async with Editor(desk) as editor:
            editor.open("draft.md", RIGHT)
            await editor.codes("draft.md", [])
            settings = {"factcheck": {"supported": True}}
            editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
            await editor.codes("draft.md", ["FC302"])

    run(work())


BEFORE = ("", "Tổng kết 📈👨‍👩‍👧. ", "\ufeff", "Một.\r\nHai.\rBa.\n", "Trang\x0cmới\u2028và \x85 tiếp. ", "a\0b \x1b[31m. ")


@pytest.mark.parametrize("encoding", SIZES)
def test_a_mark_covers_the_number_in_every_encoding(desk: Path, encoding: str) -> None:
    async def work() -> None:
        async with Editor(desk, encoding=encoding) as editor:
            assert editor.told.capabilities.position_encoding == encoding
            texts = [unicodedata.normalize(form, before + TRADE) for before in BEFORE for form in ("NFC", "NFD")]
            for number, text in enumerate(texts):
                editor.open(f"{number}.md", text)
                (mark,) = await editor.codes(f"{number}.md", ["FC101"])
                assert unicodedata.normalize("NFC", marked_text(text, mark, encoding)) == "198 tỷ USD", repr(text)

    run(work())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.sampled_from(list(SIZES)))
def test_a_place_leads_back_to_its_offset(text: str, encoding: str) -> None:
    lines = Lines(text, encoding)
    for offset in range(len(lines.text) + 1):
        place = lines.place(offset)
        back = lines.offset(*place)
        # Between the two characters that end a line there is no place.
        assert back == offset or lines.text[offset - 1 : offset + 1] == "\r\n"


@given(st.text("aệ📈\r\n\x0c\u2028\ufeff", max_size=20), st.text("bủ📉\r\n", max_size=6), st.data())
def test_a_change_writes_what_an_editor_has(text: str, new: str, data: st.DataObject) -> None:
    cuts = [i for i in range(len(text) + 1) if text[i - 1 : i + 1] != "\r\n" or not i]
    first, last = sorted(data.draw(st.tuples(st.sampled_from(cuts), st.sampled_from(cuts))))
    for encoding, codec in CODECS.items():

        def place(at: int, codec: str = codec, encoding: str = encoding) -> Place:
            rows = re.split(r"\r\n|\n|\r", text[:at])
            return Place(len(rows) - 1, len(rows[-1].encode(codec)) // SIZES[encoding])

        assert Lines(text, encoding).changed(place(first), place(last), new) == text[:first] + new + text[last:]


def test_only_the_marks_of_the_newest_text_are_sent_last(desk: Path) -> None:
    async def work() -> None:
        async with Editor(desk) as editor:
            editor.open("draft.md", "")
            for at, char in enumerate(TRADE):
                place = types.Position(0, at)
                editor.change("draft.md", types.TextDocumentContentChangePartial(types.Range(place, place), char))
            (mark,) = await editor.codes("draft.md", ["FC101"])
            assert marked_text(TRADE, mark, "utf-16") == "198 tỷ USD"
            editor.write("draft.md", RIGHT)
            await editor.codes("draft.md", [])

    run(work())


def test_a_closed_draft_has_no_marks(desk: Path) -> None:
    async def work() -> None:
        async with Editor(desk) as editor:
            editor.open("draft.md", TRADE)
            await editor.codes("draft.md", ["FC101"])
            editor.close("draft.md")
            await editor.codes("draft.md", [])
            await editor.marked("draft.md")

    run(work())


def test_any_prose_is_a_draft_of_the_registry_that_is_nearest_and_what_is_no_prose_is_left_alone(desk: Path) -> None:
    drafts = [("untitled:Untitled-1", "plaintext"), ("draft", "text"), ("news/2025/draft.txt", "plaintext"), ("b.md", "markdown")]
    others = [("notes.yaml", "yaml"), ("page.html", "html"), ("package.json", "json"), ("new", "yaml")]
    (desk / "other").mkdir()
    (desk / "other" / "claims.yaml").write_text(CLAIMS.replace("234,58", "198"), "utf-8")

    async def work() -> None:
        async with Editor(desk) as editor:
            for name, language in (*others, *drafts, ("other/draft.md", "markdown")):
                editor.open(name, TRADE, language)
            for name, _ in drafts:
                await editor.codes(name, ["FC101"])
            await editor.codes("other/draft.md", [])
            assert not any(editor.marks.get(editor.uri(name), (0, ()))[1] for name, _ in others)

    run(work())


def test_a_folder_without_a_registry_is_left_alone_until_there_is_one(tmp_path: Path) -> None:
    async def work() -> None:
        async with Editor(tmp_path) as editor:
            editor.open("draft.md", TRADE)
            await editor.codes("draft.md", [])
            (tmp_path / "claims.yaml").write_text(CLAIMS, "utf-8")
            editor.saved("claims.yaml")
            await editor.codes("draft.md", ["FC101"])

    run(work())


# The registry


def test_an_edit_of_the_registry_counts_before_it_is_saved(desk: Path) -> None:
    async def work() -> None:
        async with Editor(desk) as editor:
            editor.open("draft.md", TRADE)
            await editor.codes("draft.md", ["FC101"])
            editor.open("claims.yaml", language="yaml")
            editor.write("claims.yaml", CLAIMS.replace("234,58", "198"))
            await editor.codes("draft.md", [])
            editor.close("claims.yaml")
            await editor.codes("draft.md", ["FC101"])

    run(work())


def test_a_registry_with_faults_is_marked_and_the_last_good_one_stays(desk: Path) -> None:
    async def work() -> None:
        async with Editor(desk) as editor:
            editor.open("draft.md", TRADE)
            editor.open("claims.yaml", language="yaml")
            await editor.codes("draft.md", ["FC101"])
            bad = CLAIMS + "  - id: firms\n    clam: Đạt 3 tỷ\n"
            editor.write("claims.yaml", bad)
            marks = await editor.marked("claims.yaml", lambda marks: len(marks) > 0)
            assert {mark.severity for mark in marks} == {ERROR}
            assert {marked_text(bad, mark, "utf-16"): mark.code for mark in marks}["clam"] == "FC901"
            editor.write("draft.md", BOTH)
            await editor.codes("draft.md", ["FC101", "FC101"])
            editor.write("claims.yaml", CLAIMS)
            await editor.codes("claims.yaml", [])

    run(work())


def test_a_registry_that_is_wrong_on_the_disk_is_told_though_it_is_not_open(desk: Path) -> None:
    async def work() -> None:
        (desk / "claims.yaml").write_text("claims:\n  - id: a\n    vlaue: 3 xã\n", "utf-8")
        async with Editor(desk) as editor:
            editor.open("draft.md", TRADE)
            marks = await editor.marked("claims.yaml")
            assert "FC901" in {mark.code for mark in marks}
            (desk / "claims.yaml").write_text(CLAIMS, "utf-8")
            editor.saved("claims.yaml")
            await editor.codes("claims.yaml", [])
            await editor.codes("draft.md", ["FC101"])

    run(work())


@pytest.mark.parametrize(("lint", "codes"), [(True, {"FC602"}), (False, set())])
def test_a_registry_is_looked_through_where_it_is_open(desk: Path, lint: bool, codes: set[str]) -> None:
    async def work() -> None:
        (desk / "claims.yaml").write_text(CLAIMS + CLAIMS.partition("\n")[2].replace("id: ", "id: again-"), "utf-8")
        async with Editor(desk, options={"lint": lint}) as editor:
            editor.open("claims.yaml", language="yaml")
            editor.open("draft.md", TRADE)
            marks = await editor.marked("claims.yaml", lambda marks: bool(marks) or not lint)
            assert {str(mark.code) for mark in marks} == codes

    run(work())


def test_settings_are_found_as_the_command_finds_them_and_their_faults_are_marked(desk: Path) -> None:
    async def work() -> None:
        (desk / "facts").mkdir()
        (desk / "claims.yaml").rename(desk / "facts" / "own.yaml")
        (desk / "factcheck.toml").write_text('claims = "facts/own.yaml"\n', "utf-8")
        async with Editor(desk) as editor:
            editor.open("drafts/draft.md", TRADE)
            await editor.codes("drafts/draft.md", ["FC101"])
            (desk / "factcheck.toml").write_text('clams = "facts/own.yaml"\n', "utf-8")
            editor.saved("factcheck.toml")
            (mark,) = await editor.marked("factcheck.toml", lambda marks: len(marks) > 0)
            assert mark.severity == ERROR
            assert "clams" in mark.message

    run(work())


def test_what_is_let_pass_is_a_hint(newsroom: Newsroom) -> None:
    assert newsroom.ack("trade", "sources/trade.txt").code == 0
    exempt = f"<!-- factcheck: exempt firms: số cũ -->\n{FIRMS}\n\nHết. <!-- factcheck: exempt trade: thừa -->\n"

    async def work() -> None:
        async with Editor(newsroom.folder) as editor:
            editor.open("sources/trade.txt", language="plaintext")
            (mark,) = await editor.codes("sources/trade.txt", ["FC101"])
            assert mark.severity == HINT
            assert "số sơ bộ" in mark.message
            assert await editor.actions("sources/trade.txt", mark) == []
            editor.open("sources/firms.md", exempt)
            marks = await editor.marked("sources/firms.md", lambda marks: len(marks) == 2)
            assert {(mark.code, mark.severity) for mark in marks} == {("FC101", HINT), ("FC918", WARNING)}
            newsroom.book.unlink()
            editor.saved("acknowledgements.yaml")
            await editor.marked("sources/trade.txt", lambda marks: [mark.severity for mark in marks] == [ERROR])

    run(work())


# Questions


@pytest.mark.parametrize("markdown", [True, False])
def test_a_number_shows_its_claim_and_the_arithmetic(desk: Path, markdown: bool) -> None:
    async def work() -> None:
        claims = CLAIMS.replace("234,58 tỷ USD\n", "234,58 tỷ USD\n    provenance: {publisher: Nhân *Dân*, url: https://example.org/a}\n")
        (desk / "claims.yaml").write_text(claims, "utf-8")
        async with Editor(desk, markdown=markdown) as editor:
            editor.open("draft.md", TRADE)
            (mark,) = await editor.marked("draft.md")
            page = await editor.hover("draft.md", mark.range.start)
            assert "198 − 234.58 = −36.58 billion USD (−15.6 %)" in page
            assert "FC101 value differs" in page
            assert ("> Tổng kim ngạch" in page, "Nhân \\*Dân\\*" in page, "Nhân *Dân*" in page) == (markdown, markdown, not markdown)
            assert await editor.hover("draft.md", mark.range.end) == page
            assert await editor.hover("draft.md", START) == ""
            assert await editor.hover("draft.md", types.Position(99, 99)) == ""
            assert await editor.hover("nowhere.md", START) == ""

    run(work())


@pytest.mark.parametrize(
    "text",
    [
        "[a](http://b.c)",
        "![a](b)",
        "<img src=x> </b> <!-- -->",
        "*a* _b_ **c** ~~d~~",
        "`a` \\`b",
        "# a",
        "- a",
        "1. a",
        "> a",
        "&lt;b&gt;",
        "==",
        "[3, 4) < 5",
    ],
)
def test_a_text_in_a_page_is_text(text: str) -> None:
    tokens = MarkdownIt("js-default").parse(marked_down(text))
    inline = [token for token in tokens if token.type == "inline"]
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in inline[0].children or ()} <= {"text", "text_special", "link_open", "link_close"}
    assert "".join(child.content for child in inline[0].children or ()) == text


def test_one_goes_from_a_number_to_its_claim_and_from_the_claim_to_the_drafts(desk: Path) -> None:
    async def work() -> None:
        async with Editor(desk) as editor:
            editor.open("draft.md", BOTH)
            editor.open("other.md", RIGHT)
            trade, firms = await editor.codes("draft.md", ["FC101", "FC101"])
            assert await editor.definition("draft.md", trade.range.start) == [("claims.yaml", 1)]
            assert await editor.definition("draft.md", firms.range.start) == [("claims.yaml", 3)]
            assert await editor.definition("draft.md", START) == []
            assert await editor.references("draft.md", firms.range.start) == [("draft.md", 2), ("other.md", 0)]
            editor.open("claims.yaml", language="yaml")
            in_firms = types.Position(4, 12)
            assert await editor.references("claims.yaml", in_firms) == [("draft.md", 2), ("other.md", 0)]
            page = await editor.hover("claims.yaml", in_firms)
            assert "✗ draft.md:3 **2.900 doanh nghiệp** −13.0 %" in page
            assert "✓ other.md:1 **hơn 3.300 doanh nghiệp**" in page
            assert await editor.hover("claims.yaml", START) == ""

    run(work())


def test_a_contradicted_number_is_written_anew_and_its_mark_is_gone(desk: Path) -> None:
    async def work() -> None:
        async with Editor(desk) as editor:
            editor.open("draft.md", BOTH)
            trade, _ = await editor.codes("draft.md", ["FC101", "FC101"])
            (action,) = await editor.actions("draft.md", trade)
            assert action.kind == types.CodeActionKind.QuickFix
            assert action.is_preferred
            assert action.diagnostics == (trade,) or action.diagnostics == [trade]
            assert "234,58" in action.title
            editor.apply(action)
            (firms,) = await editor.codes("draft.md", ["FC101"])
            assert firms.range.start.line == 2
            (action,) = await editor.actions("draft.md", firms)
            editor.apply(action)
            await editor.codes("draft.md", [])

    run(work())


# Hostile texts, and ends


HOSTILE = {
    "ten megabytes": "Năm 2025, kim ngạch đạt 198 tỷ USD. " * 280_000,
    "controls": "\0" * 1000 + "\x1b]0;x\x07\n" + "9" * 50_000,
    "halves": "\ud83d lẻ \udc00",
    "header": "---\n" + "a: &a [*a, *a]\n" * 50 + "---\n",
    "brackets": "(" * 20_000,
    "comments": "<!-- factcheck: " * 5_000,
}


def test_hostile_drafts_leave_the_others_alone(desk: Path) -> None:
    async def work() -> None:
        async with Editor(desk) as editor:
            for name, text in HOSTILE.items():
                editor.open(f"{name}.md", text)
            editor.open("draft.md", TRADE)
            await editor.codes("draft.md", ["FC101"])
            for name in HOSTILE:
                await editor.marked(f"{name}.md")
            assert [mark.code for mark in editor.marks[editor.uri("ten megabytes.md")][1]] == ["FC913"]
            assert await editor.hover("draft.md", types.Position(0, TRADE.index("198")))

    run(work())


def test_a_message_that_is_none_is_survived_and_nothing_else_is_printed(desk: Path) -> None:
    def frame(**message: object) -> bytes:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)

    given = b"Content-Length: 7\r\n\r\n{nonsen" + frame(
        id=1, method="initialize", params={"capabilities": {}, "processId": None, "rootUri": None}
    )
    given += (
        frame(method="initialized", params={}) + frame(id=2, method="no/such", params={}) + frame(method="textDocument/didChange", params=3)
    )
    given += frame(id=3, method="shutdown") + frame(method="exit")
    command = [sys.executable, "-m", "factcheck", "server", "--stdio"]
    done = subprocess.run(
        command, cwd=desk, input=given, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr
    rest, answers = done.stdout, []
    while rest:
        found = re.match(rb"(?:[\w-]+: [^\r\n]*\r\n)*?Content-Length: (\d+)\r\n(?:[\w-]+: [^\r\n]*\r\n)*\r\n", rest)
        assert found is not None, rest
        answers.append(json.loads(rest[found.end() : found.end() + int(found[1])]))
        rest = rest[found.end() + int(found[1]) :]
    assert [answer["id"] for answer in answers if "id" in answer] == [1, 2, 3]


@pytest.mark.parametrize(("way", "code"), [("shutdown", 0), ("exit", 1), ("gone", 1)])
def test_the_server_ends_with_its_editor(desk: Path, way: str, code: int) -> None:
    async def work() -> None:
        async with Editor(desk) as editor:
            editor.open("draft.md", TRADE)
            await editor.codes("draft.md", ["FC101"])
            if way == "shutdown":
                await editor.client.shutdown_async(None)
            if way == "gone":
                assert editor.process.stdin is not None
                editor.process.stdin.close()
            else:
                editor.client.exit(None)
            told, log = await editor.ended()
            assert (told, log) == (code, "")

    run(work())


def test_an_editor_that_is_killed_leaves_no_server_behind(desk: Path) -> None:
    program = "import subprocess, sys; subprocess.run([sys.executable, '-m', 'factcheck', 'server'], stdin=subprocess.PIPE)"
    # A pipe stays open as long as anybody holds it: the server gives its end back when it ends.
    read, write = os.pipe()
    command = [sys.executable, "-c", program.replace("stdin=", f"stderr={write}, stdin=")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "FACTCHECK_DEBUG": "1"}
    with os.fdopen(read, "rb") as log, subprocess.Popen(command, cwd=desk, pass_fds=[write], env=environment) as editor:
        os.close(write)
        assert any(b"Starting" in line for line in iter(log.readline, b""))
        editor.send_signal(signal.SIGKILL)
        start = time.monotonic()
        log.read()
        assert time.monotonic() - start < PATIENCE


def test_without_its_package_the_message_says_what_to_install(desk: Path) -> None:
    program = "import sys; sys.modules['pygls'] = None; from factcheck.cli import run; sys.exit(run(['server']))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], cwd=desk, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 2
    assert "pip install 'factcheck-cli[server]'" in done.stderr
    assert "Traceback" not in done.stderr
