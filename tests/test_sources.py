"""Sources: which files are read, what is left out and said, and that no offset is ever moved."""

from __future__ import annotations

import io
import os
import sys
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nobody import as_nobody

from factcheck.errors import InputError, NothingChecked, Problem
from factcheck.extract import read
from factcheck.load import text as texts
from factcheck.load.header import read_header
from factcheck.load.sources import load_sources, read_source
from factcheck.load.stored import is_remote, real, shown
from factcheck.model import Source

BODY = "Tỷ lệ hộ nghèo đạt 7,1%.\n"
UNREADABLE = pytest.mark.skipif(not hasattr(os, "seteuid"), reason="only there a file can be shut by its mode")


def write(folder: Path, *names: str, data: str | bytes = BODY) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def names(paths: Sequence[str]) -> list[str]:
    return [source.name for source in load_sources(paths)]


def one(tmp_path: Path, data: str | bytes) -> tuple[Source, tuple[Problem, ...]]:
    write(tmp_path, "a.txt", data=data)
    source, notices = read_source(str(tmp_path / "a.txt"))
    assert source is not None
    return source, notices


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["news"], ["news/a.txt", "news/b/c.md", "news/b/d.TXT", "news/page.html", "news/z.txt"]),
        (["news/"], ["news/a.txt", "news/b/c.md", "news/b/d.TXT", "news/page.html", "news/z.txt"]),
        (["./news/b"], ["./news/b/c.md", "./news/b/d.TXT"]),
        (["news/z.txt", "news/a.txt"], ["news/z.txt", "news/a.txt"]),
        (["news/a.txt", "news", "./news/a.txt"], ["news/a.txt", "news/b/c.md", "news/b/d.TXT", "news/page.html", "news/z.txt"]),
        (["news/*.txt"], ["news/a.txt", "news/z.txt"]),
        (["news/**/*.md"], ["news/b/c.md"]),
        (["**/[cd].*"], ["news/b/c.md", "news/b/d.TXT"]),
        (["n?ws"], ["news/a.txt", "news/b/c.md", "news/b/d.TXT", "news/page.html", "news/z.txt"]),
        (["news/**"], ["news/a.txt", "news/b/c.md", "news/b/d.TXT", "news/page.html", "news/z.txt"]),
        (["news/*.html"], ["news/page.html"]),
        (["news/page.html"], ["news/page.html"]),
        (["news/.hidden.txt"], ["news/.hidden.txt"]),
        (["news/.h*"], ["news/.hidden.txt"]),
        (["odd[1].txt"], ["odd[1].txt"]),
    ],
)
def test_files_folders_and_patterns_are_read_sorted_and_each_once(here: Path, paths: list[str], expected: list[str]) -> None:
    write(
        here,
        "news/z.txt",
        "news/a.txt",
        "news/b/c.md",
        "news/b/d.TXT",
        "news/page.html",
        "news/.hidden.txt",
        "news/.git/x.txt",
        "odd[1].txt",
    )
    assert names(paths) == expected


def test_a_pattern_finds_a_name_in_another_normal_form(here: Path) -> None:
    write(here, unicodedata.normalize("NFD", "tỉnh.txt"))
    assert len(names([unicodedata.normalize("NFC", "tỉ*.txt")])) == 1


def test_an_absolute_pattern_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    assert names([str(tmp_path / "*.txt")]) == [str(tmp_path / "a.txt")]


def test_what_a_folder_leaves_out_is_said(here: Path) -> None:
    write(here, "news/a.txt", "news/.hidden.txt", "news/b/.x/y.txt", "news/page.rtf", "news/photo.jpg")
    write(here, "news/photo.txt", data=b"\x89PNG\0\0\0")
    sources = load_sources(["news"])
    assert [source.name for source in sources] == ["news/a.txt"]
    assert [(notice.path, notice.code, notice.message) for notice in sources.notices] == [
        ("news", "FC913", f"hidden, left out: .hidden.txt, {Path('b', '.x')}"),
        ("news", "FC913", "no text or document, left out: page.rtf, photo.jpg"),
        ("news/photo.txt", "FC913", "a binary file, not a text"),
    ]


def test_many_left_out_files_make_one_notice(here: Path) -> None:
    write(here, "news/a.txt", *(f"news/{n}.jpg" for n in range(1000)))
    sources = load_sources(["news"])
    assert len(list(sources)) == 1
    assert len(sources.notices) == 1
    assert sources.notices[0].message.endswith("and 995 more")


def test_links_in_a_circle_end(here: Path) -> None:
    write(here, "news/b/a.txt")
    for link in ("news/loop", "news/b/up", "news/b/other"):
        (here / link).symlink_to(here / "news", target_is_directory=True)
    assert names(["news"]) == ["news/b/a.txt"]
    assert names(["news/**/*.txt"]) == ["news/b/a.txt"]


def test_links_out_of_a_folder_are_left_out_and_said(here: Path) -> None:
    write(here, "news/a.txt", "secret.txt", "vault/b.txt")
    (here / "news/link.txt").symlink_to(here / "secret.txt")
    (here / "news/vault").symlink_to(here / "vault", target_is_directory=True)
    (here / "news/gone.txt").symlink_to(here / "nowhere")
    (here / "news/self.txt").symlink_to("self.txt")
    (here / "news/same.txt").symlink_to("a.txt")
    sources = load_sources(["news"])
    assert [source.name for source in sources] == ["news/a.txt"]
    assert [notice.message.partition(": ")[2] for notice in sources.notices] == ["gone.txt, link.txt, self.txt, vault"]
    assert names(["news/link.txt"]) == ["news/link.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_a_folder_is_not_waited_for(here: Path) -> None:
    write(here, "news/a.txt")
    os.mkfifo(here / "news/pipe.txt")
    assert names(["news"]) == ["news/a.txt"]


def test_standard_input_is_read_once_in_its_turn(here: Path) -> None:
    write(here, "a.txt")
    sources = load_sources(["-", "a.txt", "-"], io.BytesIO(b"\xef\xbb\xbf" + BODY.encode()))
    assert [(source.name, source.text) for source in sources] == [("-", BODY), ("a.txt", BODY)]


def test_sources_are_read_one_at_a_time(here: Path) -> None:
    write(here, "a.txt", "b.txt")
    sources = iter(load_sources(["a.txt", "b.txt"]))
    next(sources)
    write(here, "b.txt", data="changed")
    assert next(sources).text == "changed"


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (["none.txt", "a.txt", "nowhere/"], ["none.txt", "nowhere/"]),
        (["*.rst"], ["*.rst"]),
        (["nowhere/**/*.txt"], ["nowhere/**/*.txt"]),
        (["self"], ["self"]),
        (["gone"], ["gone"]),
        (["x" * 5000], ["x" * 5000]),
        (["a\0b"], ["a\0b"]),
        ([""], [""]),
    ],
)
def test_every_missing_path_is_told_before_anything_is_read(here: Path, paths: list[str], told: list[str]) -> None:
    write(here, "a.txt")
    (here / "self").symlink_to("self")
    (here / "gone").symlink_to("nowhere")
    with pytest.raises(InputError) as caught:
        load_sources(paths)
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(path, "FC912") for path in told]
    assert all(problem.hint for problem in caught.value.problems)


@UNREADABLE
@pytest.mark.parametrize("paths", [["news"], ["news/shut.txt"], ["news/b"]])
def test_what_may_not_be_read_is_told(here: Path, paths: list[str]) -> None:
    write(here, "news/shut.txt", "news/b/a.txt")
    (here / "news/shut.txt").chmod(0)
    (here / "news/b").chmod(0)
    here.chmod(0o755)
    with as_nobody(), pytest.raises(InputError, match="cannot be read"):
        names(paths)
    (here / "news/b").chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only there files can be pipes")
def test_a_device_or_pipe_is_refused_and_never_waited_for(here: Path) -> None:
    os.mkfifo("pipe.txt")
    write(here, "news/a.txt")
    os.mkfifo("news/b.txt")
    paths = ["pipe.txt", *(path for path in ("/dev/zero", "/dev/full") if Path(path).exists())]
    with pytest.raises(InputError) as caught:
        list(load_sources(paths))
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [(path, "FC913") for path in paths]
    assert all("not a file" in problem.message and "verify -" in problem.hint for problem in caught.value.problems)
    found = load_sources(["news/*.txt"])
    assert [source.name for source in found] == ["news/a.txt"]
    assert [problem.path for problem in found.notices] == ["news/b.txt"]


def test_a_standard_input_that_is_closed_is_told(here: Path) -> None:
    with pytest.raises(InputError, match="it is closed") as caught:
        list(load_sources(["-"]))
    assert [(problem.path, problem.code, bool(problem.hint)) for problem in caught.value.problems] == [("-", "FC912", True)]


@pytest.mark.parametrize("name", ["a.txt", "-"])
def test_what_is_too_large_for_a_text_is_refused(here: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(here, "a.txt", data=b"m" * 21)
    monkeypatch.setattr(texts, "LARGEST", 20)
    with pytest.raises(InputError, match="larger than"):
        list(load_sources([name], stdin=io.BytesIO(b"m" * 21)))
    monkeypatch.setattr(texts, "LARGEST", 21)
    assert len(list(load_sources([name], stdin=io.BytesIO(b"m" * 21)))) == 1
    monkeypatch.setattr("factcheck.load.sources.LONGEST", 20)
    with pytest.raises(InputError, match="longer than"):
        list(load_sources([name], stdin=io.BytesIO(b"m" * 21)))


def test_a_file_that_is_no_text_fails_the_run_after_all_others_are_read(here: Path) -> None:
    write(here, "a.txt", "d.txt")
    write(here, "b.txt", data="đạt\r\nhơn 3.100 x".encode() + b"\xff")
    write(here, "c.bin", data=b"\0\1\2")
    seen: list[str] = []
    with pytest.raises(InputError) as caught:
        seen.extend(source.name for source in load_sources(["a.txt", "b.txt", "c.bin", "d.txt"]))
    assert seen == ["a.txt", "d.txt"]
    assert [(problem.path, problem.code, problem.line, problem.column) for problem in caught.value.problems] == [
        ("b.txt", "FC910", 2, 12),
        ("c.bin", "FC913", 0, 0),
    ]
    assert "byte 20" in caught.value.problems[0].message


@pytest.mark.parametrize("data", ["", " \n\r\n", "\ufeff", "---\ntitle: Tin\n---\n"], ids=["nothing", "blank", "mark", "header"])
def test_an_empty_file_is_said_and_an_empty_run_is_no_success(here: Path, data: str) -> None:
    write(here, "empty.txt", data=data)
    write(here, "full.txt")
    sources = load_sources(["empty.txt", "full.txt"])
    assert [source.name for source in sources] == ["full.txt"]
    assert [(notice.path, notice.code) for notice in sources.notices] == [("empty.txt", "FC911")]
    with pytest.raises(NothingChecked) as caught:
        list(load_sources(["empty.txt"]))
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [("empty.txt", "FC911")]


@pytest.mark.parametrize("paths", [[], ["empty"], ["pictures"], ["pictures/*"], ["-"]], ids=str)
def test_a_run_without_any_text_is_no_success(here: Path, paths: list[str]) -> None:
    (here / "empty").mkdir()
    write(here, "pictures/a.jpg", "pictures/b.txt", data=b"\xff\xd8\0")
    with pytest.raises(NothingChecked) as caught:
        list(load_sources(paths, io.BytesIO(b"")))
    assert {problem.code for problem in caught.value.problems} == {"FC911"}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("một\r\nhai\rba\n".encode(), "một\r\nhai\rba\n"),
        (b"\xef\xbb\xbf" + "một".encode(), "một"),
        ("\ufeff\ufeffmột".encode(), "\ufeffmột"),
        ("\ufeffmột\n".encode("utf-16-le"), "một\n"),
        ("\ufeffmột\n".encode("utf-16-be"), "một\n"),
        (unicodedata.normalize("NFD", "một tỷ").encode(), unicodedata.normalize("NFD", "một tỷ")),
        ("3\u00a0300\u2009ha so\u00adft １２".encode(), "3\u00a0300\u2009ha so\u00adft １２"),
        ("🎉 7,1%".encode(), "🎉 7,1%"),
        ("a\x0cb\x85c".encode(), "a\x0cb\x85c"),
    ],
)
def test_a_text_is_kept_to_the_code_point_but_for_its_mark(tmp_path: Path, data: bytes, text: str) -> None:
    assert one(tmp_path, data)[0].text == text


@pytest.mark.parametrize(
    "data", [b"h\xe9 5%", b"\xff\xfea", "\ufeffđạt".encode("utf-16-le") + b"\x00\xd8"], ids=["legacy", "half a unit", "lone surrogate"]
)
def test_what_cannot_be_decoded_is_told_with_its_byte(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, "a.txt", data=data)
    with pytest.raises(InputError, match=r"byte \d+ is no UTF-") as caught:
        read_source(str(tmp_path / "a.txt"))
    assert caught.value.problems[0].code == "FC910"


HEADER = """---
title: 'Kinh tế: đạt 7%'
publisher: Nhân Dân
date: 2025-09-18
url: https://example.org/a?b=1
lang: en
place: tỉnh Lạng Sơn
---
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_header_is_read_and_the_body_starts_behind_it(tmp_path: Path, end: str, mark: str) -> None:
    source, notices = one(tmp_path, (mark + HEADER + BODY).replace("\n", end))
    assert not notices
    assert source.text == (HEADER + BODY).replace("\n", end)
    assert source.text[source.body :] == BODY.replace("\n", end)
    assert (source.title, source.publisher, source.url) == ("Kinh tế: đạt 7%", "Nhân Dân", "https://example.org/a?b=1")
    assert (source.date, source.lang, source.place) == (date(2025, 9, 18), "en", "tỉnh Lạng Sơn")


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "Tin mới\n---\ntitle: Tin\n---\n" + BODY,
        "\n---\ntitle: Tin\n---\n" + BODY,
        "---\n" + BODY,
        "---\ntitle: Tin\n" + BODY,
        "---\n" + BODY + "---\n" + BODY,
        "---\nGhi chú: 5 người\n---\n" + BODY,
        "---\nTime: 5 pm\n---\n" + BODY,
        "---\n- một\n- hai\n---\n" + BODY,
        "---\n---\n" + BODY,
        "----\ntitle: Tin\n----\n" + BODY,
        "---x\ntitle: Tin\n---\n" + BODY,
    ],
)
def test_rules_that_are_no_header_stay_in_the_body(tmp_path: Path, text: str) -> None:
    source, notices = one(tmp_path, text)
    assert (source.body, source.title, source.text, notices) == (0, "", text, ())


@pytest.mark.parametrize(
    ("row", "line", "words", "message", "hint"),
    [
        ("titel: Tin", 3, "titel", "unknown key", "`title`"),
        ("author: An", 3, "author", "unknown key", "`publisher`"),
        ("date: soon", 3, "soon", "no date", "2025-09-18"),
        ("lang: xx", 3, "xx", "unknown language", "`vi`"),
        ("place: '123'", 3, "'123'", "no place", "Lạng Sơn"),
        ("place: [a, b]", 3, "[", "a list where a text", "one text"),
        ("url:", 3, "url", "no value", "`url: "),
        ("url: *x", 3, "*x", "alias", "quotes"),
        ("\ttitle: Tin", 3, "\t", "tab", "spaces"),
        ("url: a\x01b", 3, "\x01", "U+0001", "delete"),
    ],
)
def test_what_a_header_has_that_cannot_be_read_is_said_and_the_rest_is_kept(
    tmp_path: Path, row: str, line: int, words: str, message: str, hint: str
) -> None:
    text = f"---\npublisher: Nhân Dân\n{row}\n---\n{BODY}"
    source, notices = one(tmp_path, text)
    assert (source.publisher, source.text, source.text[source.body :]) == ("Nhân Dân", text, BODY)
    assert [(notice.code, notice.line) for notice in notices] == [("FC915", line)]
    assert message in notices[0].message
    assert hint in notices[0].hint


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_header_that_no_rule_opens_is_text_and_that_is_said(tmp_path: Path, end: str) -> None:
    text = f"title: Tin{end}date: 2025-09-18{end}---{end}" + BODY
    source, notices = one(tmp_path, text)
    assert (source.body, source.date, source.text) == (0, None, text)
    assert [(notice.code, notice.line, notice.source_line) for notice in notices] == [("FC915", 1, "title: Tin")]
    assert "`---` above" in notices[0].hint


@pytest.mark.parametrize("text", ["title: Tin\n" + BODY, "Note: one\n---\n" + BODY, "title: Tin\n\n---\n" + BODY])
def test_what_only_begins_like_a_header_is_text(tmp_path: Path, text: str) -> None:
    source, notices = one(tmp_path, text)
    assert (source.body, source.text, notices) == (0, text, ())


@given(st.text("-\n\r: titledaepublishr'[&*x\t ", max_size=120))
def test_whatever_stands_between_two_rules_no_text_is_lost(middle: str) -> None:
    text = f"---\n{middle}\n---\n{BODY}"
    header = read_header(text, "a.txt")
    assert header.body == 0 or text[: header.body].rstrip(" \t\r\n").endswith("---")
    assert text[header.body :].endswith(BODY)
    assert all(notice.code == "FC915" for notice in header.notices)


def test_a_title_with_a_colon_is_read_although_it_is_no_yaml(tmp_path: Path) -> None:
    source, notices = one(tmp_path, "---\ntitle: Kinh tế: đạt 7%\ndate: 18/9/2025\n---\n" + BODY)
    assert (source.title, source.date, notices) == ("Kinh tế: đạt 7%", date(2025, 9, 18), ())


@pytest.mark.parametrize(("body", "lang"), [(BODY, "vi"), ("Poverty fell to 7.1 percent in 2025.\n", "en")])
@pytest.mark.parametrize("header", ["", "---\ntitle: Lạng Sơn và đồng bằng\nlang: klingon\n---\n"])
def test_the_language_is_detected_from_the_body_where_none_is_given(tmp_path: Path, header: str, body: str, lang: str) -> None:
    source, _ = one(tmp_path, header + body)
    assert source.lang == ""  # a text that is not read need not be in any
    assert read(source.seen, source.lang, start=source.body).language.code == lang


RAW = {
    b"tin-\xff.txt": r"tin-\xff.txt",
    b"tin-\xe9.txt": r"tin-\xe9.txt",
    rb"tin-\xe9.txt": r"tin-\x5cxe9.txt",
    rb"tin-\x5cxe9.txt": r"tin-\x5cx5cxe9.txt",
    b"tin-\\\xe9.txt": r"tin-\\xe9.txt",
    rb"tin-\x41.txt": r"tin-\x41.txt",
    rb"tin-\xzz.txt": r"tin-\xzz.txt",
    "tin-é.txt".encode(): "tin-é.txt",
}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name is text")
def test_names_of_raw_bytes_can_be_printed_and_no_two_are_called_alike(here: Path) -> None:
    for name in RAW:
        write(here, os.fsdecode(name))
        assert (shown(os.fsdecode(name)), real(RAW[name])) == (RAW[name], os.fsdecode(name))
    assert sorted(name.encode().decode() for name in names(["."])) == sorted(f"./{name}" for name in RAW.values())


@given(
    st.binary(min_size=1, max_size=30), st.lists(st.sampled_from((b"\\", b"x", b"5c", b"e9", b"\xe9", b"\x80", "é".encode())), max_size=8)
)
def test_a_name_is_found_again_by_how_it_is_called(some: bytes, pieces: list[bytes]) -> None:
    for name in (some, b"".join(pieces)):
        raw = name.decode("utf-8", "surrogateescape")
        if not is_remote(raw):
            assert real(shown(raw)) == raw
            shown(raw).encode()
