"""A run with a cache: the same to the byte as one without, whatever was changed before it, and whatever became of the cache."""

from __future__ import annotations

import importlib
import json
import os
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pytest
from newsroom import DAY, Done, called_bytes
from test_engine import process, write_archive

from factcheck.cache import WORTH
from factcheck.cache.store import FOLDER
from factcheck.cli import run
from factcheck.errors import Problem
from factcheck.load.sources import Seen, read_source
from factcheck.model import Finding, Source
from factcheck.pipeline import Checker

ROOT = Path(__file__).parent.parent
OLD = 1_700_000_000
TEXTS = 24
FORMATS = (("-f", "jsonl"), ("-f", "json"), ("-f", "terminal", "--verbose"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped registry and an archive of short articles, as written long ago."""
    home = tmp_path_factory.mktemp("cached")
    (home / "claims.yaml").write_bytes((ROOT / "claims.yaml").read_bytes())
    write_archive(home / "news", 90)  # just more than what a cache is worth its reading for
    return home


class Desk(NamedTuple):
    """A folder with a registry and texts, and the command run in it."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *args: str) -> Done:
        """Run `factcheck verify` there on a fixed day."""
        self.capsys.readouterr()
        code = run(["verify", "news", "--today", DAY, *args])
        return Done(code, *self.capsys.readouterr())

    def same(self, *args: str) -> Done:
        """Return what a run with the cache gives, after it was seen to give the same as one without."""
        kept, afresh = self.run(*args), self.run(*args, "--no-cache")
        assert kept == afresh
        return kept

    def base(self) -> sqlite3.Connection:
        """Return the cache, open."""
        return sqlite3.connect(self.folder / FOLDER / "cache.db")

    def halve(self) -> None:
        """Take half of the texts away, for what is seen in the others as well."""
        for path in sorted((self.folder / "news" / "a").iterdir())[TEXTS // 2 :]:
            path.unlink()

    def lengthen(self) -> None:
        """Make the texts so long that not every claim is looked for in each."""
        for path in (self.folder / "news").rglob("*.md"):
            path.write_text(path.read_text("utf-8") + "\n\nTrời nhiều mây, có mưa rào, gió nhẹ, biển lặng và đêm trăng sáng." * 20, "utf-8")

    def wait(self) -> None:
        """Have the files of the folder look as if they had been looked at long after they were written."""
        if (self.folder / FOLDER / "cache.db").exists():
            with closing(self.base()) as rows, rows:
                rows.execute("UPDATE batch SET born = born + 10000000000")


@pytest.fixture
def desk(tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with some of the articles, for which a cache is taken to be worth it."""
    monkeypatch.setattr("factcheck.cache.WORTH", 1)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claims.yaml").write_bytes((archive / "claims.yaml").read_bytes())
    for path in sorted((archive / "news" / "00").iterdir())[:TEXTS]:
        (tmp_path / "news" / "a").mkdir(parents=True, exist_ok=True)
        shutil.copy(path, tmp_path / "news" / "a")
    return Desk(tmp_path, capsys)


def test_a_second_run_says_the_same_in_every_format(
    archive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive)
    desk = Desk(archive, capsys)
    without = [desk.run(*args, "--no-cache") for args in FORMATS]
    assert {code for code, _, _ in without} == {1}
    assert not (archive / FOLDER).exists()
    for _ in range(2):
        # That they differ is enough to know: to show where in so much text takes minutes.
        same = [desk.run(*args, "--jobs", "1") == told for args, told in zip(FORMATS, without, strict=True)]
        assert same == [True] * len(FORMATS)
    shutil.rmtree(archive / FOLDER)
    # Two processes fill it; what they kept is then read with every format.
    for args, told in zip((FORMATS[0], *FORMATS), (without[0], *without), strict=True):
        code, out, err = process(archive, "news", "--today", DAY, *args, "--jobs", "2")
        same = [(code, out.decode(), err) == told]
        assert same == [True], args
    assert (archive / FOLDER / "cache.db").exists()


def edits(folder: Path, rng: random.Random) -> Iterator[str]:
    """Make one change after another to what is checked, and yield what it was."""
    names = sorted(path for path in (folder / "news").rglob("*.md"))
    texts = [path.read_bytes() for path in names]
    for kind in ("edit", "rename", "delete", "new", "touch", "swap", "preserve", "claims", "spoil"):
        one, other = rng.sample(names, 2)
        if kind == "edit":
            one.write_bytes(rng.choice(texts))
        elif kind == "rename":
            one.rename(one.with_name(f"x{one.name}"))
        elif kind == "delete":
            one.unlink()
        elif kind == "new":
            (folder / "news" / "0new.md").write_bytes(rng.choice(texts))
        elif kind == "touch":
            os.utime(one, (OLD, OLD + 1))
        elif kind == "swap":
            mine, theirs = one.read_bytes(), other.read_bytes()
            one.write_bytes(theirs)
            other.write_bytes(mine)
        elif kind == "preserve":
            told, text = one.stat(), one.read_bytes()
            one.write_bytes(text.replace(b"2", b"3"))
            os.utime(one, ns=(told.st_atime_ns, told.st_mtime_ns))
        elif kind == "claims":
            registry = folder / "claims.yaml"
            registry.write_text(registry.read_text("utf-8").replace("234,58", "198,1"), "utf-8")
        else:
            one.write_bytes(b"\x89PNG\0\0")
        yield kind
        names = [path for path in names if path.exists()]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_changed_a_run_says_the_same_with_and_without_the_cache(desk: Desk, seed: int) -> None:
    rng = random.Random(seed)
    desk.halve()
    desk.same()
    for _ in edits(desk.folder, rng):
        desk.wait()
        desk.same(*rng.choice(FORMATS), "--jobs", rng.choice("12"), *rng.choice([(), ("--hedges", "logical"), ("--no-exemptions",)]))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list of what is read, which grows with it."""
    names: list[str] = []

    def seen(name: str, stdin: BinaryIO | None = None, looked: Seen | None = None) -> tuple[Source | None, tuple[Problem, ...]]:
        names.append(name)
        return read_source(name, stdin, looked)

    monkeypatch.setattr("factcheck.load.sources.read_source", seen)
    return names


def test_only_what_changed_is_read_again(desk: Desk, asked: list[str]) -> None:
    desk.run()
    names = sorted(set(asked))
    asked.clear()
    desk.wait()
    first = desk.run()
    assert (len(names), asked) == (TEXTS, [])
    changed = desk.folder / names[7]
    changed.write_bytes(changed.read_bytes() + "Thêm một câu.\n".encode())
    os.utime(desk.folder / names[9])
    assert desk.run()[:2] == first[:2]
    assert asked == [names[7]]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_of_texts_that_tell_nothing_only_those_are_packed_that_a_report_lists(
    desk: Desk, asked: list[str], monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    with monkeypatch.context() as few:
        few.setattr("factcheck.engine.work.SILENT", 2)
        desk.run("-f", "json", "--jobs", jobs)
    desk.wait()
    asked.clear()
    kept = desk.run("-f", "json", "--jobs", "1")
    telling = {row["source"] for claim in json.loads(kept.out)["claims"] for row in claim["findings"]}
    assert telling
    assert asked
    assert telling.isdisjoint(asked)
    assert kept == desk.run("-f", "json", "--no-cache")


def test_where_nothing_is_packed_of_a_folder_other_claims_are_asked_of_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.engine.work.SILENT", -1)
    for path in (desk.folder / "news" / "a").iterdir():
        path.write_text("Mưa rơi suốt đêm trên mái nhà. " * 20, "utf-8")  # long enough to be left unread
    for statement in ("Lạng Sơn đón 4 triệu khách du lịch", "Lạng Sơn đón 5 triệu khách quốc tế"):
        assert run(["find", statement, "news"]) == 1
        told = desk.capsys.readouterr()
        assert run(["find", statement, "news", "--no-cache"]) == 1
        assert desk.capsys.readouterr() == told


KINDS = {"names": "5", "sums": "'x'", "born": "'x'"}  # values of another kind than the column's


@pytest.mark.parametrize("damage", ["noise", "cut", "columns", *KINDS, "kinds", "version", "folder", "locked"])
def test_a_damaged_cache_is_as_none(desk: Desk, damage: str) -> None:
    desk.halve()
    expected = desk.same("-f", "json")
    assert expected.code == 1
    path = desk.folder / FOLDER / "cache.db"
    desk.wait()
    with closing(desk.base()) as rows, rows:
        rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if damage == "columns":
            rows.execute("UPDATE batch SET bodies = substr(bodies, 9), lines = zeroblob(length(lines)) WHERE length(bodies) > 9")
        if damage in KINDS:
            rows.execute(f"UPDATE batch SET {damage} = {KINDS[damage]}")
        if damage == "kinds":
            rows.execute("UPDATE batch SET size = 'x', flags = 2.5, bodies = 7")
        if damage == "version":
            rows.execute("PRAGMA user_version = 77")
    data = path.read_bytes()
    if damage in ("noise", "cut"):
        path.write_bytes(data[: len(data) // 2] if damage == "cut" else data[:500] + b"?" * (len(data) - 500))
    if damage == "folder":
        path.unlink()
        path.mkdir()
    with closing(sqlite3.connect(":memory:") if damage == "folder" else desk.base()) as rows:
        if damage == "locked":
            rows.execute("BEGIN EXCLUSIVE")
        done = desk.run("-f", "json")
    assert done[:2] == expected[:2]
    assert ("is not used" in done.err) == (damage in ("folder", "locked"))
    assert desk.run("-f", "json")[:2] == expected[:2]


@pytest.mark.parametrize("damage", ["noise", "cut", "a page", "columns", "version"])
def test_a_damaged_cache_is_made_anew(desk: Desk, asked: list[str], damage: str) -> None:
    desk.halve()
    expected = desk.run("-f", "json")
    path = desk.folder / FOLDER / "cache.db"
    with closing(desk.base()) as rows, rows:
        rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if damage == "columns":
            rows.execute("UPDATE batch SET bodies = substr(bodies, 9) WHERE length(bodies) > 9")
        if damage == "version":
            rows.execute("PRAGMA user_version = 77")
    data = path.read_bytes()
    if damage in ("noise", "cut", "a page"):
        noise = data[:500] + b"?" * (len(data) - 500)
        path.write_bytes({"noise": noise, "cut": data[: len(data) // 2], "a page": data[:32_768] + bytes(32_768) + data[65_536:]}[damage])
    for _ in range(3):
        asked.clear()
        assert desk.run("-f", "json")[:2] == expected[:2]
        desk.wait()
    assert asked == []


@pytest.mark.parametrize("column", ["bodies", "lines", "asked", "flags", "digests", "counts", "stamps", "ends"])
def test_of_a_damaged_cache_nothing_is_told_of_claims_that_changed(desk: Desk, column: str) -> None:
    desk.halve()
    desk.lengthen()
    registry = desk.folder / "claims.yaml"
    desk.run("-f", "json")
    desk.wait()
    with closing(desk.base()) as rows, rows:
        rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        rows.execute(f"UPDATE batch SET {column} = zeroblob(length({column}))")
    registry.write_text(registry.read_text("utf-8").replace("234,58", "198,1"), "utf-8")
    desk.same("-f", "json")
    assert run(["find", "Năm 2025, Lạng Sơn thành lập mới 3.334 doanh nghiệp", "news"]) == 0


def test_what_answers_another_registry_is_not_believed_under_this_one(desk: Desk) -> None:
    registry = desk.folder / "claims.yaml"
    desk.run()
    registry.write_text(registry.read_text("utf-8").replace("234,58", "198,1"), "utf-8")
    desk.run()
    desk.wait()
    with closing(desk.base()) as rows, rows:
        rows.execute("DELETE FROM batch WHERE job = 3")
        rows.execute("UPDATE batch SET job = 3 WHERE job = 2")
    desk.same("-f", "json")


def test_few_texts_leave_no_cache_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.cache.WORTH", WORTH)
    for path in sorted((desk.folder / "news" / "a").iterdir())[1:]:
        path.unlink()
    desk.same()
    assert not (desk.folder / FOLDER).exists()


def test_a_cache_grows_no_larger_than_it_may(desk: Desk) -> None:
    (desk.folder / "factcheck.toml").write_text("cache-size = 0\n", "utf-8")
    desk.same()
    with closing(desk.base()) as rows:
        assert rows.execute("SELECT count(*) FROM batch").fetchone() == (0,)


def test_clean_deletes_what_is_kept_and_nothing_else(desk: Desk) -> None:
    desk.run()
    folder = desk.folder / FOLDER
    assert (folder / ".gitignore").read_text("utf-8") == "*\n"
    assert (folder / "CACHEDIR.TAG").read_text("utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    (folder / "mine.txt").touch()
    assert run(["clean"]) == 0
    assert "MB deleted in .factcheck_cache" in desk.capsys.readouterr().out
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]
    assert run(["clean"]) == 0
    assert "no cache in .factcheck_cache" in desk.capsys.readouterr().out


def test_one_statement_is_found_and_ranked_with_and_without_a_cache(desk: Desk) -> None:
    args = [
        "find",
        "Giai đoạn 2021-2025, kim ngạch xuất nhập khẩu qua các cửa khẩu tỉnh Lạng Sơn đạt 234,58 tỷ USD",
        "news",
        "--format",
        "json",
    ]
    (desk.folder / "news" / "wrong.md").write_text(f"{args[1].replace('234,58', '198')}.\n", "utf-8")
    outs = []
    for more in ([], [], ["--no-cache"], ["--jobs", "2"]):
        desk.capsys.readouterr()
        assert run([*args, *more]) == 0
        outs.append(desk.capsys.readouterr().out)
    assert len(set(outs)) == 1
    report = json.loads(outs[0])
    assert report["summary"]["sources"] == TEXTS + 1
    ranks = [("contradicted", "supported", "not_comparable").index(row["verdict"]) for row in report["findings"]]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (["Cả nước có 77 nhà máy đóng tàu ngầm"], 1, "no source tells of it"),
        (["Trời hôm nay thật là đẹp"], 1, "it has no number to compare"),
        (["GRDP năm 2025 đạt 7,1%", "--date", "hôm qua"], 2, "is no date"),
    ],
)
def test_a_statement_that_nothing_tells_ends_as_grep_does(desk: Desk, args: list[str], code: int, told: str) -> None:
    assert run(["find", args[0], "news", *args[1:]]) == code
    assert told in " ".join("".join(desk.capsys.readouterr()).split())


def test_of_claims_that_changed_only_texts_that_may_tell_them_are_judged_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    registry, judged, judge = desk.folder / "claims.yaml", Counter[bool](), Checker.findings

    def judging(self: Checker, source: Source, passed: Collection[int] | None = None) -> list[Finding]:
        judged[passed is not None] += 1
        return judge(self, source, passed)

    monkeypatch.setattr(Checker, "findings", judging)
    text = registry.read_text("utf-8")
    desk.lengthen()
    own = "  - id: own\n    metric: số tàu hỏa chạy đêm trên sao Hỏa\n    value: {} tàu\n"
    registry.write_text(text + own.format("123.456"), "utf-8")
    desk.run("-f", "jsonl")
    whole = judged.total()
    for change in (text + own.format("123.457"), text, text + "# nothing but words for people\n"):
        registry.write_text(change, "utf-8")
        judged.clear()
        kept = desk.run("-f", "jsonl")
        assert judged.total() == 0 < whole
        assert kept == desk.run("-f", "jsonl", "--no-cache")
    registry.write_text(text.replace("234,58", "198,1"), "utf-8")
    judged.clear()
    kept = desk.run("-f", "jsonl")
    assert 0 < judged.total() < whole
    assert kept == desk.run("-f", "jsonl", "--no-cache")


CLAIMS = """lang: vi
claims:
  - id: trade
    claim: Giai đoạn 2021-2025, kim ngạch xuất nhập khẩu qua các cửa khẩu tỉnh Lạng Sơn đạt {} tỷ USD
  - id: firms
    claim: Năm 2025, Lạng Sơn thành lập mới 3.334 doanh nghiệp
  - id: trains
    claim: Trên sao Hỏa có {} tàu hỏa chạy đêm qua hẻm núi Mariner
"""


def test_a_text_is_not_opened_again_for_claims_that_its_words_cannot_tell(desk: Desk, asked: list[str]) -> None:
    desk.lengthen()
    registry = desk.folder / "claims.yaml"

    def run_with(text: str) -> list[str]:
        registry.write_text(text, "utf-8")
        desk.wait()
        asked.clear()
        kept = desk.run("-f", "jsonl")
        names = sorted(set(asked))
        assert kept == desk.run("-f", "jsonl", "--no-cache")
        assert '"verdict"' in kept.out
        return names

    first = CLAIMS.format("234,58", 12)
    assert len(run_with(first)) == TEXTS
    # Of what is to be told beside the findings, nothing is left out.
    exempt = [name for name in sorted(set(asked)) if "factcheck: exempt" in (desk.folder / name).read_text("utf-8")]
    assert run_with(CLAIMS.format("234,58", 13)) == exempt  # nothing tells of trains on Mars, and of the others nothing changed
    trade = run_with(CLAIMS.format("198,1", 13))
    assert len(exempt) < len(trade) < TEXTS
    assert run_with(CLAIMS.format("198,1", 13) + "# only for people\n") == []
    fewer = CLAIMS.format("198,1", 13).replace(CLAIMS[CLAIMS.index("  - id: firms") : CLAIMS.index("  - id: trains")], "")
    firms = run_with(fewer)  # what told of the claim that went
    assert len(exempt) < len(firms) < TEXTS


def test_claims_in_another_order_are_told_in_it(desk: Desk) -> None:
    desk.lengthen()
    claims = [f"  - id: c{number}\n    claim: Năm 2025, Lạng Sơn thành lập mới {number} doanh nghiệp\n" for number in (3_334, 3_100, 3_200)]
    for order in ((0, 1, 2), (2, 1, 0), (1, 2)):
        (desk.folder / "claims.yaml").write_text("lang: vi\nclaims:\n" + "".join(claims[at] for at in order), "utf-8")
        desk.wait()
        assert '"verdict"' in desk.same("-f", "jsonl").out


def test_another_statement_is_found_without_opening_what_cannot_tell_it(desk: Desk, asked: list[str]) -> None:
    desk.lengthen()
    desk.run()
    read = []
    for statement in ("Trên sao Hỏa có 12 tàu hỏa chạy đêm", "Năm 2025, Lạng Sơn thành lập mới 3.334 doanh nghiệp"):
        desk.wait()
        asked.clear()
        desk.capsys.readouterr()
        code = run(["find", statement, "news", "-f", "json"])
        read.append(len(set(asked)))
        kept = desk.capsys.readouterr().out
        assert code == run(["find", statement, "news", "-f", "json", "--no-cache"])
        assert kept == desk.capsys.readouterr().out
    assert read[0] < read[1] < TEXTS
    assert read[0] == sum(path.read_text("utf-8").count("factcheck: exempt") for path in (desk.folder / "news").rglob("*.md"))


def test_of_hundreds_of_articles_the_same_is_told_with_cache_processes_and_changed_claims(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    corpus = importlib.import_module("corpus").Corpus()
    corpus.write(tmp_path / "news", 300)
    first, other = corpus.registry(200), corpus.registry(180)
    tellings = []
    for registry, args in (
        (first, ("--no-cache", "--jobs", "1")),
        (first, ("--jobs", "2")),
        (first, ("--jobs", "2")),
        (other, ("--jobs", "2")),
        (other, ("--no-cache", "--jobs", "1")),
    ):
        (tmp_path / "claims.yaml").write_text(registry, "utf-8")
        if "2" in args:
            tellings.append(process(tmp_path, "news", "-f", "jsonl", *args))
        else:
            done = called_bytes(tmp_path, "verify", "news", "-f", "jsonl", *args)
            tellings.append((done.returncode, done.stdout, done.stderr.decode()))
        assert (tmp_path / FOLDER).exists() == ("--no-cache" not in args or registry is other)
    assert len(set(tellings[:3])) == len(set(tellings[3:])) == 1
    assert (tellings[0][0], tellings[3][0]) == (1, 1)
    assert 10 < tellings[3][1].count(b'"verdict"') < tellings[0][1].count(b'"verdict"')
