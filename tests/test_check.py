"""`factcheck check`: a draft against the registry and the sources, shown in place, and mended where the writer asks for it."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from newsroom import TRADE, Done, called_bytes
from nobody import as_nobody
from test_cli import factcheck, imported
from test_documents import iconv

from factcheck.cli import run
from factcheck.errors import InputError
from factcheck.fix import fixes
from factcheck.load.registry import load_registry
from factcheck.load.sources import read_source
from factcheck.pipeline import check
from factcheck.rewrite import write_fixes

DAY = "2026-11-21"
HEADER = "---\npublisher: {}\ndate: {}\n---\n"
JOBS = "Năm 2025, tỉnh Lạng Sơn giải quyết việc làm mới cho {} lao động nông thôn."
DRAFT = f"""\
---
title: Bản thảo
date: 2025-12-20
---

# Lạng Sơn năm 2025

Một năm nhiều dấu ấn. Ai cũng vui.

{TRADE} Năm 2025, tỉnh Lạng Sơn có hơn 3.300 doanh nghiệp thành lập mới.

{JOBS.format("15.200")} Thành phố đang xây 12 cây cầu.

Năm 2024, tỉnh Lạng Sơn có 2.750 doanh nghiệp thành lập mới.
"""
FIXED = DRAFT.replace("198 tỷ", "234,58 tỷ")

Desk = Callable[..., Done]


@pytest.fixture
def folder(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a newsroom with a draft, and two sources that differ on what no claim tells."""
    monkeypatch.chdir(desk)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    (desk / "draft.md").write_text(DRAFT, "utf-8")
    (desk / "sources" / "right.md").write_text(
        HEADER.format("Báo A", "2025-12-01") + "Năm 2025, tỉnh Lạng Sơn có hơn 3.300 doanh nghiệp thành lập mới.\n", "utf-8"
    )
    (desk / "sources" / "jobs.md").write_text(HEADER.format("Báo B", "2025-12-02") + JOBS.format("15.200") + "\n", "utf-8")
    (desk / "sources" / "wrong.txt").unlink()
    return desk


@pytest.fixture
def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Return a run of `factcheck check` in the folder."""

    def done(*args: str, today: str = DAY) -> Done:
        capsys.readouterr()
        code = run(["check", *args, "--today", today])
        return Done(code, *capsys.readouterr())

    return done


def numbers(done: Done) -> dict[str, tuple[str, str | None]]:
    """Return the status of each number of a JSON report, and who decides it."""
    (draft,) = json.loads(done.out)["drafts"]
    return {number["text"]: (number["status"], number["by"]) for number in draft["numbers"]}


def test_each_number_is_told_by_the_registry_by_a_source_or_by_nobody(told: Desk) -> None:
    done = told("draft.md", "--format", "json")
    assert done.code == 1
    assert numbers(done) == {
        "198 tỷ USD": ("contradicted", "registry"),
        "hơn 3.300 doanh nghiệp": ("verified", "registry"),
        "15.200 lao động": ("verified", "source"),
        "12 cây cầu": ("unverified", None),
        "2.750 doanh nghiệp": ("differs_in_scope", "registry"),
    }
    summary = json.loads(done.out)["summary"]
    assert (summary["numbers"], summary["verified"], summary["contradicted"], summary["coverage"]) == (5, 2, 1, 40.0)


def test_what_only_another_source_tells_otherwise_is_no_contradiction(folder: Path, told: Desk) -> None:
    (folder / "draft.md").write_text(JOBS.format("11.900"), "utf-8")
    done = told("draft.md", "--format", "json")
    assert numbers(done) == {"11.900 lao động": ("told_otherwise", "source")}
    assert done.code == 0
    (number,) = json.loads(done.out)["drafts"][0]["numbers"]
    (source,) = number["sources"]
    assert (source["agrees"], source["source"], source["publisher"], source["date"], source["text"]) == (
        False,
        "sources/jobs.md",
        "Báo B",
        "2025-12-02",
        "15.200 lao động",
    )
    assert "≠ 11.900 lao động" in told("draft.md").out
    assert "contradicted" not in told("draft.md").out


@pytest.mark.parametrize("way", ["named", "linked", "copied", "piped"])
def test_a_draft_among_the_sources_is_no_evidence_for_itself(folder: Path, told: Desk, way: str) -> None:
    own = folder / "sources" / "jobs.md"
    name = "sources/jobs.md"
    if way == "linked":
        (folder / "link.md").symlink_to(own)
        name = "link.md"
    elif way == "copied":
        shutil.copy(own, folder / "copy.md")
        name = "copy.md"
    if way == "piped":
        out = factcheck(folder, "check", "-", "--format", "json", stdin=own.read_text("utf-8")).stdout
        assert numbers(Done(0, out, "")) == {"15.200 lao động": ("unverified", None)}
        return
    assert numbers(told(name, "--format", "json")) == {"15.200 lao động": ("unverified", None)}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Lễ hội diễn ra ngày 18/9/2025 trên quốc lộ 4B.", 0),
        ("Đại hội lần thứ XVIII bầu ban chấp hành mới.", 0),
        ("Hàng nghìn người đổ về thành phố.", 0),
        ("Đội xếp hạng 3 và có 24 cầu thủ.", 1),
        ("Trời trong xanh.", 0),
    ],
)
def test_what_states_no_number_is_not_counted(folder: Path, told: Desk, text: str, counted: int) -> None:
    (folder / "draft.md").write_text(text, "utf-8")
    done = told("draft.md", "--format", "json")
    assert json.loads(done.out)["summary"]["numbers"] == counted
    assert (json.loads(done.out)["summary"]["coverage"] is None) == (counted == 0)


def test_a_date_that_a_claim_contradicts_is_shown_but_not_counted(folder: Path, told: Desk) -> None:
    (folder / "claims.yaml").write_text(
        "claims:\n  - id: visit\n    claim: Ngày 18/9/2025, tỉnh Lạng Sơn biểu dương 180 gương điển hình tiên tiến\n", "utf-8"
    )
    (folder / "draft.md").write_text("Ngày 19/9/2025, tỉnh Lạng Sơn biểu dương 180 gương điển hình tiên tiến.\n", "utf-8")
    done = told("draft.md", "--format", "json")
    wrong = [number for number in json.loads(done.out)["drafts"][0]["numbers"] if number["status"] == "contradicted"]
    assert [(number["text"], number["counted"]) for number in wrong] == [("Ngày 19/9/2025", False)]
    assert json.loads(done.out)["summary"]["numbers"] == 1
    assert done.code == 1
    assert "FC103" in told("draft.md").out
    fixed = told("draft.md", "--fix")
    assert (fixed.code, fixed.out) == (1, "")
    assert "draft.md:1:1: warning FC103: no fix for Ngày 19/9/2025, which visit contradicts: what differs is a date" in fixed.err
    (folder / "draft.md").write_bytes("Mở đầu.\r\rNgày 19/9/2025, tỉnh Lạng Sơn biểu dương 180 gương điển hình tiên tiến.\r".encode())
    assert "draft.md:3:1: warning FC103: no fix" in told("draft.md", "--fix").err


def test_the_page_shows_the_sentences_with_their_numbers_marked(folder: Path, told: Desk, golden: Callable[[str, str], None]) -> None:
    done = told("draft.md")
    assert done.code == 1
    assert done.err == ""
    golden("check.txt", done.out)
    golden("check.ansi", told("draft.md", "--color", "always").out)


def test_a_quiet_check_is_one_line(told: Desk) -> None:
    done = told("draft.md", "--quiet")
    assert (done.code, done.err) == (1, "")
    assert done.out == "✗ draft.md: 2 of 5 numbers verified · 1 contradicted · 1 differing in scope · 1 unverified\n"


@pytest.mark.parametrize(("least", "code"), [("40", 0), ("40.5", 1), ("100", 1), ("0", 0)])
def test_a_gate_of_coverage_fails_a_build(folder: Path, told: Desk, least: str, code: int) -> None:
    (folder / "draft.md").write_text(FIXED.replace("15.200", "11.900"), "utf-8")
    done = told("draft.md", "--quiet", "--min-coverage", least)
    assert done.code == code
    assert ("failed: draft.md: 2 of 5 numbers verified, less than" in done.err) == bool(code)


def test_what_is_let_pass_neither_fails_nor_is_mended(folder: Path, told: Desk) -> None:
    exempt = "<!-- factcheck: exempt trade: số sơ bộ của sở -->\n"
    (folder / "draft.md").write_text(DRAFT.replace(TRADE, exempt + TRADE), "utf-8")
    done = told("draft.md", "--format", "json", "--fix")
    assert done.code == 0
    assert numbers(done)["198 tỷ USD"] == ("accepted", "registry")
    assert "let pass: số sơ bộ của sở" in told("draft.md").out
    assert told("draft.md", "--fix").out == ""


def test_without_sources_the_registry_decides_alone(folder: Path, told: Desk) -> None:
    shutil.rmtree(folder / "sources")
    done = told("draft.md", "--format", "json")
    assert numbers(done)["15.200 lao động"] == ("unverified", None)
    assert numbers(done)["hơn 3.300 doanh nghiệp"] == ("verified", "registry")


@pytest.mark.parametrize(
    ("args", "code", "why"),
    [
        (["missing.md"], 2, "no such file"),
        (["draft.md", "--claims", "missing.yaml"], 2, "missing.yaml"),
        (["draft.md", "--sources", "missing"], 2, "missing"),
        (["draft.md", "--write"], 2, "it needs --fix"),
        (["draft.md", "--fix", "--write", "--format", "json"], 2, "writes nothing"),
        (["draft.md", "--min-coverage", "101"], 2, "101"),
        (["empty.md"], 3, "an empty file"),
    ],
)
def test_wrong_usage_is_told_and_changes_nothing(folder: Path, told: Desk, args: list[str], code: int, why: str) -> None:
    (folder / "empty.md").touch()
    done = told(*args)
    assert done.code == code
    assert why in done.err
    assert (folder / "draft.md").read_text("utf-8") == DRAFT


# fixing

ENCODED: list[tuple[str, Callable[[str], bytes]]] = [
    ("plain.md", lambda text: text.encode("utf-8")),
    ("crlf.md", lambda text: text.replace("\n", "\r\n").encode("utf-8")),
    ("mac.txt", lambda text: text.replace("\n", "\r").encode("utf-8")),
    ("marked.md", lambda text: b"\xef\xbb\xbf" + text.encode("utf-8")),
    ("no end.md", lambda text: text.rstrip("\n").encode("utf-8")),
    ("decomposed.md", lambda text: unicodedata.normalize("NFD", text).encode("utf-8")),
    ("tên tệp.md", lambda text: text.encode("utf-8")),
    ('quo"ted\t\\.md', lambda text: text.encode("utf-8")),
    ("odd.md", lambda text: text.replace("Ai cũng vui", "Ai\x0b cũng\u2028 vui\x1b[31m\x85").encode("utf-8")),
    ("little.md", lambda text: b"\xff\xfe" + text.encode("utf-16-le")),
    ("big.md", lambda text: b"\xfe\xff" + text.encode("utf-16-be")),
]


@pytest.mark.parametrize(("name", "encode"), ENCODED, ids=[row[0] for row in ENCODED])
def test_all_but_the_numbers_stays_as_it_was_byte_for_byte(folder: Path, told: Desk, name: str, encode: Callable[[str], bytes]) -> None:
    path = folder / name
    path.write_bytes(encode(DRAFT))
    done = told(name, "--fix", "--write")
    assert (done.code, done.out) == (0, "")
    assert "1 number mended" in done.err
    assert path.read_bytes() == encode(FIXED)
    assert told(name, "--fix", "--write").err.startswith("factcheck: nothing to mend in ")
    assert path.read_bytes() == encode(FIXED)


@pytest.mark.parametrize("program", [["git", "apply"], ["patch", "-p1", "-s", "-i"]], ids=["git", "patch"])
@pytest.mark.parametrize(("name", "encode"), ENCODED[:9], ids=[row[0] for row in ENCODED[:9]])
def test_the_diff_is_one_that_other_programs_apply(folder: Path, name: str, encode: Callable[[str], bytes], program: list[str]) -> None:
    if shutil.which(program[0]) is None:
        pytest.skip(f"{program[0]} is not installed")
    path = folder / name
    path.write_bytes(encode(DRAFT))
    made = called_bytes(folder, "check", name, "--fix")
    assert made.returncode == 1
    assert path.read_bytes() == encode(DRAFT)
    (folder / "fix.diff").write_bytes(made.stdout)
    done = subprocess.run([*program, "fix.diff"], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert path.read_bytes() == encode(FIXED)


def test_the_diff_is_coloured_on_a_terminal_and_steers_none(folder: Path, told: Desk, golden: Callable[[str, str], None]) -> None:
    (folder / "draft.md").write_text(DRAFT.replace("Ai cũng vui.", "Ai cũng vui.\x1b]0;owned\x07"), "utf-8")
    done = told("draft.md", "--fix", "--color", "always")
    assert "\x1b]0" not in done.out
    assert "\x07" not in done.out
    golden("check-fix.ansi", done.out)


def test_a_file_keeps_its_permissions_and_a_link_stays_a_link(folder: Path, told: Desk) -> None:
    (folder / "drafts").mkdir()
    real = folder / "drafts" / "real.md"
    real.write_text(DRAFT, "utf-8")
    real.chmod(0o640)
    (folder / "link.md").symlink_to("drafts/real.md")
    assert told("link.md", "--fix", "--write").code == 0
    assert (folder / "link.md").is_symlink()
    assert real.read_text("utf-8") == FIXED
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [path.name for path in real.parent.iterdir()] == ["real.md"]


def test_only_files_that_are_named_are_changed(folder: Path, told: Desk) -> None:
    (folder / "drafts").mkdir()
    for name in ("one.md", "two.md"):
        (folder / "drafts" / name).write_text(DRAFT, "utf-8")
    done = told("drafts", "drafts/two.md", "--fix", "--write")
    assert done.code == 2
    assert "drafts/one.md: error: not written, for only files that are named are changed" in done.err
    assert (folder / "drafts" / "one.md").read_text("utf-8") == DRAFT
    assert (folder / "drafts" / "two.md").read_text("utf-8") == FIXED
    assert told("drafts/*.md", "--fix").out.count("+++ b/drafts/") == 1


def test_a_file_that_changed_since_it_was_read_is_not_overwritten(folder: Path) -> None:
    claims = load_registry(folder / "claims.yaml")[0]
    source, _ = read_source("draft.md")
    assert source is not None
    rows = fixes(claims, check(claims, [source]), source)
    (folder / "draft.md").write_text(DRAFT + "Thêm một câu.\n", "utf-8")
    with pytest.raises(InputError, match="changed since it was read"):
        write_fixes(source, rows)
    assert (folder / "draft.md").read_text("utf-8") == DRAFT + "Thêm một câu.\n"
    (folder / "draft.md").unlink()
    with pytest.raises(InputError, match="cannot be read again"):
        write_fixes(source, rows)


def test_a_file_that_may_not_be_written_is_told(folder: Path) -> None:
    claims, _ = load_registry(Path("claims.yaml"))
    source, _ = read_source("draft.md")
    assert source is not None
    rows = fixes(claims, check(claims, [source]), source)
    folder.chmod(0o755)
    (folder / "draft.md").chmod(0o444)
    with as_nobody(), pytest.raises(InputError, match="may not be written"):
        write_fixes(source, rows)
    assert (folder / "draft.md").read_text("utf-8") == DRAFT


def test_a_document_is_never_written(folder: Path, told: Desk) -> None:
    (folder / "table.csv").write_text("Chỉ tiêu,Năm 2025\nTổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn (tỷ USD),198\n", "utf-8")
    before = (folder / "table.csv").read_bytes()
    shown = told("table.csv", "--fix")
    assert "the fixes are shown only: a document" in shown.err
    assert "+++ b/table.csv" in shown.out
    done = told("table.csv", "--fix", "--write")
    assert done.code == 2
    assert "a document" in done.err
    assert (folder / "table.csv").read_bytes() == before


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is absent")
def test_a_text_in_an_old_encoding_is_shown_and_not_written(folder: Path, told: Desk) -> None:
    data = iconv(DRAFT, "CP1258")
    (folder / "old.txt").write_bytes(data)
    assert "+++ b/old.txt" in told("old.txt", "--fix").out
    done = told("old.txt", "--fix", "--write")
    assert done.code == 2
    assert "in an encoding that is not written" in done.err
    assert (folder / "old.txt").read_bytes() == data


def test_the_fixed_text_of_standard_input_is_printed(folder: Path) -> None:
    done = factcheck(folder, "check", "-", "--fix", stdin=DRAFT)
    assert (done.returncode, done.stdout, done.stderr) == (0, FIXED, "")
    done = factcheck(folder, "check", "-", "--fix", "--write", stdin=FIXED)
    assert (done.returncode, done.stdout) == (0, FIXED)


def test_the_json_report_has_the_fixes_where_they_are_asked_for(told: Desk) -> None:
    def first(*args: str) -> dict[str, Any]:
        row: dict[str, Any] = json.loads(told("draft.md", "--format", "json", *args).out)["drafts"][0]["numbers"][0]
        return row

    assert "fix" not in first()
    fix = first("--fix")["fix"]
    assert (DRAFT[fix["start"] : fix["end"]], fix["old"], fix["new"]) == ("198 tỷ", "198 tỷ", "234,58 tỷ")


def test_several_drafts_are_checked_in_one_run(folder: Path, told: Desk) -> None:
    (folder / "second.md").write_text(FIXED, "utf-8")
    done = told("draft.md", "second.md", "--quiet")
    assert done.out.splitlines() == [
        "✗ draft.md: 2 of 5 numbers verified · 1 contradicted · 1 differing in scope · 1 unverified",
        "✓ second.md: 3 of 5 numbers verified · 1 differing in scope · 1 unverified",
    ]


def test_a_text_of_escape_codes_is_shown_not_obeyed(folder: Path, told: Desk) -> None:
    (folder / "draft.md").write_text(DRAFT.replace("tỉnh", "\x1b]0;owned\x07\u202e[red]tỉnh"), "utf-8")
    for args in ((), ("--format", "json"), ("--quiet",)):
        assert not set(told("draft.md", *args).out) & set("\x1b\x07\u202e\x9b")


def test_nothing_that_draws_is_imported(folder: Path) -> None:
    assert "rich" not in imported(folder, "check", "draft.md", "--fix")
