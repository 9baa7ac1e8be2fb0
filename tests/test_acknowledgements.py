"""Acknowledgements: found again by what they say, ended by what changes, kept in a file that people write in too."""

from __future__ import annotations

import json
import subprocess
import time
import unicodedata
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from newsroom import DAY, TRADE, Newsroom

from factcheck.accept import Accepting
from factcheck.alike import pairs
from factcheck.errors import InputError
from factcheck.ledger import added, day_of, scalar, without
from factcheck.load.acknowledgements import Book, read_acknowledgements
from factcheck.load.tree import Text, parse
from factcheck.model import Acknowledgement, Claim, Finding, Position, Source

Standing = tuple[int, int, list[str]]

OPEN: Standing = (2, 0, [])
QUIET: Standing = (0, 2, [])


def test_what_is_acknowledged_counts_no_longer_and_is_shown_apart(newsroom: Newsroom) -> None:
    assert newsroom.standing() == OPEN
    assert newsroom.run("verify").code == 1
    done = newsroom.ack("trade", "firms")
    assert done.code == 0
    assert done.err == "acknowledgements.yaml: acknowledged 2 findings until 2027-02-19, by Lan\n"
    assert newsroom.standing() == QUIET
    shown = newsroom.run("verify")
    assert (shown.code, shown.err) == (0, "")
    assert "✓ No open contradictions · 2 accepted" in shown.out
    assert "let pass    acknowledged by Lan until 2027-02-19: số sơ bộ" in shown.out
    assert "○ accepted  trade" in shown.out
    finding = newsroom.report()["claims"][0]["findings"][0]
    assert finding["accepted"] == {"kind": "acknowledged", "reason": "số sơ bộ", "by": "Lan", "until": "2027-02-19"}


# what becomes of both articles and the registry, and how the two acknowledgements stand then
CHANGES = {
    "lines move": ({"sources/trade.txt": f"Một.\n\nHai.\n\nBa.\n\n{TRADE}\n"}, QUIET),
    "the sentence is edited around its number": (
        {"sources/trade.txt": "Tổng kim ngạch xuất nhập khẩu toàn tỉnh Lạng Sơn năm 2025 chỉ đạt 198 tỷ USD thôi.\n"},
        QUIET,
    ),
    "the number is written over two lines": ({"sources/trade.txt": TRADE.replace("198 tỷ", "198\ntỷ")}, QUIET),
    "the number becomes another wrong one": ({"sources/trade.txt": TRADE.replace("198", "199")}, (1, 1, ["stale"])),
    "the number is corrected": ({"sources/trade.txt": TRADE.replace("198", "234,58")}, (0, 1, ["stale"])),
    "the claim's value changes": (
        {"claims.yaml": None, "value": ("234,58 tỷ", "250 tỷ")},
        (1, 1, ["stale"]),
    ),
    "the claim's words change": ({"claims.yaml": None, "value": ("Tổng kim ngạch", "Kim ngạch")}, (1, 1, ["stale"])),
    "the claim is given a period": ({"claims.yaml": None, "value": ("id: trade\n", "id: trade\n    period: 2025\n")}, (1, 1, ["stale"])),
    "the claim is named otherwise": ({"claims.yaml": None, "value": ("id: trade", "id: trade-2025")}, (1, 1, ["stale"])),
    "the article is renamed": ({"sources/trade.txt": "", "sources/2025/kim-ngach.txt": TRADE}, QUIET),
    "the article is renamed and its number changed": (
        {"sources/trade.txt": "", "sources/kim-ngach.txt": TRADE.replace("198", "199")},
        (1, 1, ["stale"]),
    ),
    "the article is deleted": ({"sources/trade.txt": ""}, (0, 1, ["stale"])),
    "another article says the same": ({"sources/more.txt": TRADE}, (1, 2, [])),
    "the same is said twice in the article": ({"sources/trade.txt": f"{TRADE}\n\nNhắc lại: {TRADE}\n"}, (1, 2, [])),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_an_acknowledgement_holds_while_its_numbers_do(
    newsroom: Newsroom, change: dict[str, str | tuple[str, str] | None], expected: Standing
) -> None:
    newsroom.ack("trade", "firms")
    for name, text in change.items():
        if isinstance(text, tuple):
            registry = newsroom.folder / "claims.yaml"
            registry.write_text(registry.read_text("utf-8").replace(*text), "utf-8")
        elif text:
            newsroom.write(name, text)
        elif text is not None:
            (newsroom.folder / name).unlink()
    assert newsroom.standing() == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2026-11-21", (0, 1, [])), ("2026-12-31", (0, 1, [])), ("2027-01-01", (1, 0, ["expired"])), ("2031-01-01", (1, 0, ["expired"]))],
)
def test_an_acknowledgement_holds_through_its_last_day(newsroom: Newsroom, today: str, expected: Standing) -> None:
    newsroom.ack("trade", until="2026-12-31")
    assert newsroom.standing("sources/trade.txt", today=today) == expected


def test_the_same_number_told_twice_needs_two_entries(newsroom: Newsroom) -> None:
    newsroom.write("sources/trade.txt", f"{TRADE}\n\nNhắc lại cho rõ: {TRADE}\n")
    newsroom.ack("sources/trade.txt:3")
    findings = newsroom.report("sources/trade.txt")["claims"][0]["findings"]
    assert [(finding["line"], finding["accepted"] is not None) for finding in findings] == [(1, False), (3, True)]
    newsroom.write("sources/trade.txt", f"{TRADE}\n\nNhắc lại cho thật rõ: {TRADE}\n")
    findings = newsroom.report("sources/trade.txt")["claims"][0]["findings"]
    assert [(finding["line"], finding["accepted"] is not None) for finding in findings] == [(1, False), (3, True)]
    newsroom.ack("trade@sources/trade.txt")
    assert newsroom.standing("sources/trade.txt") == (0, 2, [])
    assert newsroom.book.read_text("utf-8").count("- claim: trade") == 2


def test_an_entry_of_a_source_that_was_not_read_says_nothing(newsroom: Newsroom) -> None:
    newsroom.ack("trade", "firms")
    newsroom.write("sources/trade.txt", "Không có gì.\n")
    assert newsroom.standing("sources/firms.md") == (0, 1, [])
    assert newsroom.standing() == (0, 1, ["stale"])


def test_entries_are_the_same_from_wherever_one_runs(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.ack("trade", "firms")
    monkeypatch.chdir(newsroom.folder / "sources")
    assert newsroom.standing("./trade.txt", "../sources/firms.md", "--claims", "../claims.yaml") == QUIET
    assert newsroom.standing(str(newsroom.folder / "sources"), "--claims", "../claims.yaml") == QUIET
    assert newsroom.run("ack", "--list", "--claims", "../claims.yaml", "-s", ".").out.count("in force") == 2


def test_a_renewed_entry_takes_the_place_of_the_expired_one(newsroom: Newsroom) -> None:
    newsroom.ack("trade", "firms", until="5d")
    later = "2027-03-01"
    assert newsroom.standing(today=later) == (2, 0, ["expired", "expired"])
    done = newsroom.ack("trade", reason="vẫn chờ", today=later)
    assert "1 expired acknowledgement replaced" in done.err
    assert newsroom.standing(today=later) == (1, 1, ["expired"])
    assert newsroom.book.read_text("utf-8").count("- claim:") == 2


def test_an_entry_in_force_is_taken_before_an_expired_one_of_the_same(newsroom: Newsroom) -> None:
    newsroom.ack("trade", until="5d")
    old = newsroom.book.read_text("utf-8")
    newsroom.write("acknowledgements.yaml", old + old.partition("acknowledgements:\n")[2].replace("until: 2026-11-26", "until: 2028-01-01"))
    assert newsroom.standing("sources/trade.txt", today="2027-03-01") == (0, 1, ["stale"])


# --- the gates


@pytest.mark.parametrize(
    ("args", "today", "code", "told"),
    [
        (["--fail-on", "expired"], DAY, 0, ""),
        ([], "2030-01-01", 1, "1 contradiction"),
        (["--max-contradictions", "1"], "2030-01-01", 0, ""),
        (["--max-contradictions", "1", "--fail-on", "expired"], "2030-01-01", 1, "1 expired acknowledgement"),
        (["--max-contradictions", "1", "--fail-on", "stale,unused"], "2030-01-01", 0, ""),
        (["--fail-on", "not_found", "--fail-on", "expired,stale"], DAY, 1, "1 claim not found"),
        (["--fail-on", "not_found,expired"], "2030-01-01", 1, "1 contradiction; 1 claim not found; 1 expired acknowledgement"),
        (["--fail-on", "not_found", "--quiet"], DAY, 1, "1 claim not found"),
        (["--quiet"], "2030-01-01", 1, ""),
        (["--fail-on", "not_found", "--output", "report.txt", "--output", "svg=report.svg"], DAY, 1, "1 claim not found"),
    ],
)
def test_each_ground_alone_fails_a_build_and_is_named(newsroom: Newsroom, args: list[str], today: str, code: int, told: str) -> None:
    newsroom.ack("trade")
    done = newsroom.run("verify", "sources/trade.txt", *args, today=today)
    assert done.code == code
    assert [line for line in done.err.splitlines() if "failed" in line] == ([f"factcheck: failed: {told}"] if told else [])


def test_claims_that_are_told_only_in_other_terms_are_counted_not_their_findings(newsroom: Newsroom) -> None:
    plan = "Tỉnh Lạng Sơn đặt mục tiêu tổng kim ngạch xuất nhập khẩu năm 2025 đạt 250 tỷ USD."
    newsroom.write("sources/trade.txt", f"{plan}\n")
    newsroom.write("sources/right.txt", TRADE.replace("198", "234,58"))
    assert newsroom.report("sources/trade.txt", "sources/right.txt")["summary"]["not_comparable"] == 1
    assert newsroom.run("verify", "sources/trade.txt", "sources/right.txt", "--fail-on", "not_comparable").code == 0
    failed = newsroom.run("verify", "sources/trade.txt", "--fail-on", "not_comparable")
    assert (failed.code, failed.err) == (1, "factcheck: failed: 1 claim told in no way that can be compared\n")
    assert "--not-comparable" in newsroom.ack("trade@sources/trade.txt").err
    assert newsroom.ack("trade@sources/trade.txt", "--not-comparable").code == 0
    assert newsroom.run("verify", "sources/trade.txt", "--fail-on", "not_comparable").code == 0


def test_new_only_leaves_out_what_is_accepted_and_counts_it(newsroom: Newsroom) -> None:
    newsroom.write("sources/old.txt", "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 190 tỷ USD.\n")
    assert newsroom.ack("--all", reason="có từ trước").code == 0
    done = newsroom.run("verify", "--new-only", "--fail-on", "not_found")
    assert (done.code, done.err) == (0, "factcheck: 3 accepted findings left out\n")
    assert "198" not in done.out
    newsroom.write("sources/new.txt", TRADE.replace("198", "150"))
    done = newsroom.run("verify", "--new-only")
    assert done.code == 1
    assert done.err.splitlines() == ["factcheck: 3 accepted findings left out", "factcheck: failed: 1 contradiction"]
    report = newsroom.report("--new-only")
    assert [finding["found"] for claim in report["claims"] for finding in claim["findings"]] == ["150 tỷ USD"]
    assert report["summary"]["accepted"] == 0


def test_lines_that_stream_are_marked_or_left_out_as_they_come(newsroom: Newsroom) -> None:
    newsroom.ack("trade")
    rows = [json.loads(line) for line in newsroom.run("verify", "--format", "jsonl").out.splitlines()]
    assert {row["claim"]: row["accepted"] and row["accepted"]["reason"] for row in rows} == {"trade": "số sơ bộ", "firms": None}
    rows = [json.loads(line) for line in newsroom.run("verify", "--format", "jsonl", "--new-only").out.splitlines()]
    assert [row["claim"] for row in rows] == ["firms"]


def test_the_project_may_set_the_file_the_grounds_and_new_only(newsroom: Newsroom) -> None:
    newsroom.write("factcheck.toml", 'acknowledgements = "desk/known.yaml"\nfail-on = ["expired"]\nnew-only = true\n')
    assert newsroom.run("verify").code == 2
    (newsroom.folder / "desk").mkdir()
    assert newsroom.ack("--all").code == 0
    assert "source: ../sources/trade.txt" in (newsroom.folder / "desk" / "known.yaml").read_text("utf-8")
    done = newsroom.run("verify")
    assert (done.code, done.err) == (0, "factcheck: 2 accepted findings left out\n")


@pytest.mark.parametrize("text", ["soon", "2026-13-01", "21.11"])
def test_a_day_that_is_none_is_told(newsroom: Newsroom, text: str) -> None:
    for command in (["verify"], ["ack", "--list"]):
        done = newsroom.run(*command, today=text)
        assert done.code == 2
        assert f"--today {text} names no day" in done.err


def test_lapses_are_told_where_the_report_does_not_show_them(newsroom: Newsroom) -> None:
    newsroom.ack("trade")
    newsroom.write("sources/trade.txt", TRADE.replace("198", "199"))
    told = "acknowledgements.yaml:5:5: warning FC916: sources/trade.txt does not tell 198 tỷ USD against 234,58 tỷ USD of `trade` any more"
    shown = newsroom.run("verify")
    assert "! stale    acknowledgements.yaml:5:5" in shown.out
    assert "warning" not in shown.err
    assert told in newsroom.run("verify", "--format", "json").err
    assert told in newsroom.run("verify", "--output", "report.txt").err
    assert "warning" not in newsroom.run("verify", "--format", "json", "--quiet").err


# --- factcheck ack


def test_findings_are_named_by_claim_place_both_or_fingerprint(newsroom: Newsroom) -> None:
    prints = [finding["fingerprint"] for claim in newsroom.report()["claims"] for finding in claim["findings"]]
    place = newsroom.run("verify").out.split("sources/trade.txt:")[1].split()[0]
    for what in (
        ["trade"],
        ["sources/trade.txt"],
        ["sources/../sources/trade.txt:3", "--source", "sources"],
        [f"sources/trade.txt:{place}"],
        ["trade@sources/trade.txt"],
        ["trade@sources/trade.txt:3"],
        [prints[0]],
        [prints[0][:10]],
        ["trade", "sources/trade.txt", prints[0]],
    ):
        done = newsroom.run("ack", *what, "--reason", "x", "--until", "1y", "--by", "Lan", "--dry-run")
        assert (done.code, done.out) == (0, "trade\n  sources/trade.txt:3:63  198 tỷ USD, not 234,58 tỷ USD\n"), what
        assert "would acknowledge 1 finding" in done.err
    assert not newsroom.book.exists()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["trad"], "did you mean `trade`?"),
        (["trad@sources/trade.txt"], "did you mean `trade`?"),
        (["trade@sources/missing.txt"], "`sources/missing.txt` is no source"),
        (["sources/missing.txt:3"], "there is no such source"),
        (["trade@sources/firms.md"], "`trade@sources/firms.md` has no contradiction"),
        (["sources/trade.txt:1"], "`sources/trade.txt:1` has no contradiction"),
        (["trade", "firms@sources/trade.txt"], "`firms@sources/trade.txt` has no contradiction"),
        (["0123456789abcdef"], "`0123456789abcdef` has no contradiction"),
        (["trade", "--until", "2026-11-20"], "2026-11-20 has passed already"),
        (["trade", "--until", "soon"], "'soon' is no day"),
        (["trade", "--until", "9999y"], "'9999y' is no day"),
        (["trade", "--until", ""], "give --reason TEXT and --until WHEN"),
        (["trade", "--reason", " "], "give --reason TEXT and --until WHEN"),
        (["trade", "--all"], "name findings, or choose one of"),
        (["--list", "--prune"], "name findings, or choose one of"),
        ([], "name a claim or a place"),
        (["trade", "--acknowledgements", "nowhere/a.yaml"], "the folder nowhere does not exist"),
        (["trade", "--claims", "nowhere.yaml"], "no such registry"),
    ],
)
def test_what_cannot_be_acknowledged_is_told_and_nothing_is_written(newsroom: Newsroom, args: list[str], told: str) -> None:
    done = newsroom.run("ack", "--reason", "x", "--until", "90d", "--by", "Lan", *args)
    assert done.code == 2
    assert told in done.err
    assert not newsroom.book.exists()


def test_what_is_let_pass_already_is_told_with_its_last_day(newsroom: Newsroom) -> None:
    newsroom.ack("trade")
    before = newsroom.book.read_bytes()
    again = newsroom.ack("trade")
    assert (again.code, "`trade` is let pass already, until 2027-02-19" in again.err) == (2, True)
    assert newsroom.ack("--all").code == 0
    assert newsroom.book.read_bytes().startswith(before)
    done = newsroom.ack("--all")
    assert (done.code, done.out, done.err) == (0, "", "acknowledgements.yaml: nothing to acknowledge, for no contradiction is open\n")


def test_the_name_is_that_of_git_unless_one_is_given(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(newsroom.folder / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LOGNAME", "bàn-kinh-tế")
    args = ["ack", "trade", "--reason", "x", "--until", "90d", "--dry-run"]
    assert "by bàn-kinh-tế" in newsroom.run(*args).err
    assert "by bàn-kinh-tế" in newsroom.run(*args, "--by", " ").err
    subprocess.run(["git", "config", "--file", "gitconfig", "user.name", "Nguyễn Thị Lan"], check=True)
    assert "by Nguyễn Thị Lan" in newsroom.run(*args).err
    assert "by Hoa" in newsroom.run(*args, "--by", "Hoa").err


def test_the_list_shows_how_each_entry_stands(newsroom: Newsroom) -> None:
    newsroom.write("sources/other.txt", TRADE.replace("198", "150"))
    newsroom.ack("trade@sources/trade.txt", until="10d")
    newsroom.ack("trade@sources/other.txt", until="20d")
    newsroom.ack("firms", until="90d")
    newsroom.write("sources/other.txt", "Không có gì.\n")
    done = newsroom.run("ack", "--list", today="2026-12-02")
    assert [line.split("(")[0].strip() for line in done.out.splitlines()[::2]] == [
        "! expired   since 1 day  trade in sources/trade.txt",
        "! stale     nothing is like it any more  trade in sources/other.txt",
        "✓ in force  expires in 79 days  firms in sources/firms.md",
    ]
    assert done.err == "acknowledgements.yaml: 3 acknowledgements: 1 in force, 1 expired, 1 stale\n"
    assert "until today" in newsroom.run("ack", "--list", today="2026-12-01").out


# --- the file

HEAD = """\
# Bàn kinh tế: những chỗ đã biết.
acknowledgements:
  # chờ Cục Thống kê
"""
KEPT = """\
  - claim: trade   # tạm
    source: sources/trade.txt
    found: 198 tỷ USD
    expected: 234,58 tỷ USD
    statement: >-
      Tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn
      năm 2025 đạt 234,58 tỷ USD
    reason: "số: sơ bộ"
    by: Lan
    until: 31/12/2026
      # trong mục này
"""
ABOVE = """\

  # hết hạn từ lâu
"""
EXPIRED = """\
  - {claim: firms, source: sources/firms.md, found: "2.900 doanh nghiệp", expected: 3.334 doanh nghiệp,
     statement: "Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới", reason: x, by: y, until: 2026-01-01}
"""
BETWEEN = """\
# giữa
"""
STALE = """\
  -
    source: sources/gone.txt
    claim: trade
    found: 1 tỷ USD
    expected: 234,58 tỷ USD
    statement: |
      Tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn năm 2025 đạt 234,58 tỷ USD
    quote: |
      # không phải chú thích
      - không phải mục
    reason: x
    by: y
    until: 2027-01-01
"""
END = """\

# cuối cùng
"""
HAND = HEAD + KEPT + ABOVE + EXPIRED + BETWEEN + STALE + END


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_pruning_keeps_the_rest_to_the_byte(newsroom: Newsroom, end: str, mark: str) -> None:
    newsroom.write("acknowledgements.yaml", mark + HAND.replace("\n", end))
    shown = newsroom.run("ack", "--prune", "--dry-run")
    assert (shown.code, newsroom.book.read_bytes().decode()) == (0, mark + HAND.replace("\n", end))
    done = newsroom.run("ack", "--prune")
    assert (done.out, done.err.split(": ", 1)[1]) == (shown.out, "deleted 2 acknowledgements: 1 expired, 1 stale\n")
    assert newsroom.book.read_bytes().decode() == mark + (HEAD + KEPT + ABOVE + BETWEEN + END).replace("\n", end)
    assert newsroom.standing("sources/trade.txt") == (0, 1, [])
    assert newsroom.run("ack", "--prune").err == "acknowledgements.yaml: nothing is stale or expired\n"
    newsroom.run("ack", "--prune", today="2028-01-01")
    assert newsroom.book.read_bytes().decode() == mark + (HEAD + ABOVE + BETWEEN + END).replace("\n", end)


@pytest.mark.parametrize("before", [HAND, HAND.replace("\n", "\r\n"), "\ufeff" + HAND, HAND.rstrip(), "# nur Worte", "acknowledgements:"])
def test_adding_keeps_what_was_there_to_the_byte(newsroom: Newsroom, before: str) -> None:
    newsroom.write("acknowledgements.yaml", before)
    assert newsroom.ack("firms", today="2025-12-01", until="2025-12-31").code == (2 if "firms" in before else 0)
    assert newsroom.ack("firms", today="2026-12-01").code == 0
    text = newsroom.book.read_bytes().decode()
    if "firms" in before:  # the expired entry, on two rows, is replaced
        before = before.replace(EXPIRED, "").replace(EXPIRED.replace("\n", "\r\n"), "")
    assert text.startswith(before)
    assert (text.count("\r\n") or text.count("\n")) == text.count("\n")
    assert newsroom.standing("sources/firms.md", today="2026-12-02")[:2] == (0, 1)


@pytest.mark.parametrize("text", ["acknowledgements: []\n", "{acknowledgements: [ ]}\n", '"acknowledgements":\n'])
def test_a_list_that_cannot_be_added_to_is_left_as_it_is(newsroom: Newsroom, text: str) -> None:
    newsroom.write("acknowledgements.yaml", text)
    done = newsroom.ack("trade")
    assert (done.code, newsroom.book.read_text("utf-8")) == (2, text)
    assert "cannot be added to or cut" in done.err


FAULTS = [
    ("- claim: a", "FC908", 1),
    ("entries:\n", "FC901", 1),
    ("acknowledgements: yes", "FC908", 1),
    ("acknowledgements:\n  - claim: a\n    sauce: b\n", "FC901", 3),
    ("acknowledgements:\n  - claim: a\n    claim: b\n", "FC902", 3),
    ("acknowledgements:\n  - claim: &x a\n", "FC909", 2),
    ("acknowledgements:\n  - claim: a\n    until: soon\n", "FC905", 3),
    ("acknowledgements:\n  - claim: a\n    reason:\n", "FC903", 3),
    ("acknowledgements:\n  - claim: [a]\n", "FC908", 2),
    ("acknowledgements:\n  - claim: a: b\n", "FC908", 2),
    ("acknowledgements:\n\t- claim: a\n", "FC908", 2),
    ("acknowledgements:\n  - \x01\n", "FC908", 2),
]


@pytest.mark.parametrize(("text", "code", "line"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_of_the_file_is_told_with_its_line(newsroom: Newsroom, text: str, code: str, line: int) -> None:
    newsroom.write("acknowledgements.yaml", text)
    done = newsroom.run("verify")
    assert done.code == 2
    assert f"acknowledgements.yaml:{line}:" in done.err
    assert code in {word.rstrip(":") for word in done.err.split()}


def test_all_that_an_entry_lacks_is_told_at_once(newsroom: Newsroom) -> None:
    newsroom.write("acknowledgements.yaml", "acknowledgements:\n  - claim: trade\n  - claim: firms\n    reasn: x\n")
    err = newsroom.run("verify").err
    for key in ("source", "found", "expected", "statement", "reason", "by", "until"):
        assert err.count(f"an acknowledgement without `{key}`") == 2
    assert "help: write `reason`" in err


@pytest.mark.parametrize(("args", "code"), [([], 1), (["--acknowledgements", "missing.yaml"], 2), (["--acknowledgements", "sources"], 2)])
def test_a_missing_file_is_none_unless_it_is_named(newsroom: Newsroom, args: list[str], code: int) -> None:
    assert newsroom.run("verify", *args).code == code


def test_a_hostile_entry_cannot_move_the_terminal(newsroom: Newsroom) -> None:
    newsroom.ack("trade", reason="\x1b[2J\u202e[red]x[/red]\x07 : # ' \" \\", until="5d")
    for args in (["verify"], ["verify", "--verbose", "--color", "never"], ["ack", "--list"], ["ack", "--prune", "--dry-run"]):
        for today in (DAY, "2027-06-01"):
            done = newsroom.run(*args, today=today)
            assert not set(done.out + done.err) & set("\x1b\u202e\x07")
    assert newsroom.report()["claims"][0]["findings"][0]["accepted"]["reason"] == "\x1b[2J\u202e[red]x[/red]\x07 : # ' \" \\"


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)


@given(WORDS)
def test_a_scalar_is_read_back_as_it_was(text: str) -> None:
    written = f"key: {scalar(text)}\n"
    root, refused, fault = parse(written, "a.yaml")
    assert (refused, fault) == ([], None)
    assert root is not None
    assert [node.text for _, node in root.pairs if isinstance(node, Text)] == [text]  # type: ignore[union-attr]
    assert yaml.safe_load(f"key: !!str {scalar(text)}\n") == {"key": text}


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=6), st.sets(st.integers(0, 5)))
def test_entries_added_and_taken_out_leave_the_others(rows: list[tuple[str, str, str]], out: set[int]) -> None:
    path, day = Path("acknowledgements.yaml"), date(2026, 1, 1)
    # A claim's id is composed (NFC) when the registry is read, and so when an entry is.
    rows = [(unicodedata.normalize("NFC", claim), source, found) for claim, source, found in rows if "/" not in source]
    entries = [Acknowledgement(*row, "e", "s", "r", "b", day) for row in rows]
    text = added(Book(path), entries)
    book = read_acknowledgements(path, text)
    numbers = {number for number in out if number < len(entries)}
    rest = read_acknowledgements(path, without(book, numbers)).entries
    assert [entry.found for entry in rest] == [entry.found for n, entry in enumerate(entries) if n not in numbers]
    assert added(
        Book(path, (), without(book, numbers)) if not rest else read_acknowledgements(path, without(book, numbers)), []
    ) == without(book, numbers)


def test_a_list_in_one_line_is_not_cut() -> None:
    entry = "{claim: a, source: b, found: c, expected: d, statement: e, reason: f, by: g, until: 2026-01-01}"
    book = read_acknowledgements(Path("a.yaml"), f"acknowledgements: [{entry}, {entry}]\n")
    with pytest.raises(InputError, match="cannot be added to or cut"):
        without(book, {0})


@pytest.mark.parametrize(
    ("text", "day"),
    [("90d", "2024-04-29"), ("0d", "2024-01-30"), ("2w", "2024-02-13"), ("1m", "2024-02-29"), ("13m", "2025-02-28"), ("1Y", "2025-01-30")],
)
def test_a_stretch_of_time_ends_on_a_day(text: str, day: str) -> None:
    assert str(day_of(text, date(2024, 1, 30))) == day


@pytest.mark.parametrize("text", ["", "d", "-1d", "1.5m", "90 days", "9999y", "3h"])
def test_what_is_no_stretch_of_time_is_none(text: str) -> None:
    assert day_of(text, date(2024, 1, 30)) is None


# --- which is which, and what it costs


@pytest.mark.parametrize(
    ("ones", "others", "expected"),
    [
        (["a b c"], ["x", "a b d", "a b c"], {(0, 2)}),
        (["a b c"], ["x", "a b d", "c"], {(0, 1)}),
        (["a", "a"], ["a", "a", "a"], {(0, 0), (1, 1)}),
        (["a b", "c d"], ["c e"], {(0, 0)}),
        ([], ["a"], set()),
        (["a"], [], set()),
        ([""], ["a", "b"], {(0, 0)}),
    ],
)
def test_the_same_sentence_is_taken_first_then_the_most_alike(ones: list[str], others: list[str], expected: set[tuple[int, int]]) -> None:
    assert set(pairs(ones, others)) == expected


def test_many_entries_and_findings_are_matched_by_look_ups() -> None:
    count = 20_000
    claim = Claim("a", "words", "vi", (), Position(1, 1))
    entry = Acknowledgement("a", "s.txt", "1", "2", "words", "r", "b", date(2027, 1, 1), "quote")
    entries = [entry._replace(found=str(n), quote=f"quote {n}") for n in range(count)] + [
        entry._replace(source="gone.txt", gone=True, found=f"x{n}", quote=f"quote {n}") for n in range(count)
    ]
    at = Position(1, 1)
    told = [
        Finding("a", "contradicted", "FC101", 1, "s.txt", 0, 1, at, at, 0, "other", f, "2", None, None, "", "")
        for f in map(str, range(count))
    ]
    same = [Finding("a", "contradicted", "FC101", 1, "t.txt", 0, 1, at, at, 0, f"q{n}", "7", "2", None, None, "", "") for n in range(count)]
    crowd = [entry._replace(source="t.txt", found="7", quote=f"p{n}") for n in range(count)]
    started = time.perf_counter()
    accepting = Accepting([claim], entries + crowd, lambda name: name, date(2026, 1, 1))
    marked = list(accepting.mark([(Source("s.txt", ""), told), (Source("t.txt", ""), same)]))
    assert sum(finding.accepted is not None for _, findings in marked for finding in findings) == 2 * count
    assert len(accepting.lapses()) == count
    assert time.perf_counter() - started < 10
