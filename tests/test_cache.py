"""A run with a cache: the same to the byte as one without, whatever was changed before it, and whatever became of the cache."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_engine import command, write_archive

from factcheck.cache import WORTH
from factcheck.cache.store import FOLDER

ROOT = Path(__file__).parent.parent
OLD = 1_700_000_000
FORMATS = (("-f", "jsonl"), ("-f", "json"), ("-f", "terminal", "--verbose"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped registry and an archive of some thousand articles, as written long ago."""
    home = tmp_path_factory.mktemp("cached")
    (home / "claims.yaml").write_bytes((ROOT / "claims.yaml").read_bytes())
    write_archive(home / "news", 500)
    return home


@pytest.fixture
def desk(tmp_path: Path, archive: Path) -> Path:
    """A copy of a part of it, large enough for a cache."""
    (tmp_path / "claims.yaml").write_bytes((archive / "claims.yaml").read_bytes())
    for folder in ("00", "01"):
        shutil.copytree(archive / "news" / folder, tmp_path / "news" / folder)
    return tmp_path


def same(folder: Path, *args: str) -> tuple[int, bytes, str]:
    """Return what a run with the cache gives, after it was seen to give the same as one without."""
    with_cache, without = command(folder, "news", *args), command(folder, "news", *args, "--no-cache")
    assert with_cache == without
    return with_cache


def base(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(folder / FOLDER / "cache.db")


def wait(folder: Path) -> None:
    """Have the files of a folder look as if they had been looked at long after they were written."""
    if (folder / FOLDER / "cache.db").exists():
        with base(folder) as rows:
            rows.execute("UPDATE batch SET born = born + 10000000000")


def test_a_second_run_says_the_same_in_every_format(archive: Path) -> None:
    without = [command(archive, "news", *args, "--no-cache") for args in FORMATS]
    assert {code for code, _, _ in without} == {1}
    for jobs in "12":
        shutil.rmtree(archive / FOLDER, ignore_errors=True)
        for _ in range(2):
            wait(archive)
            assert [command(archive, "news", *args, "--jobs", jobs) for args in FORMATS] == without


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
            (folder / "news" / "01" / "0new.md").write_bytes(rng.choice(texts))
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


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_changed_a_run_says_the_same_with_and_without_the_cache(desk: Path, seed: int) -> None:
    rng = random.Random(seed)
    assert sum(path.stat().st_size for path in (desk / "news").rglob("*.md")) > WORTH
    for _ in edits(desk, rng):
        wait(desk)
        same(desk, *rng.choice(FORMATS), "--jobs", rng.choice("12"), *rng.choice([(), ("--hedges", "logical"), ("--no-exemptions",)]))


@pytest.mark.parametrize("damage", ["noise", "cut", "columns", "version", "folder"])
def test_a_damaged_cache_is_as_none(desk: Path, damage: str) -> None:
    same(desk, "-f", "jsonl")
    path = desk / FOLDER / "cache.db"
    if damage == "columns":
        with base(desk) as rows:
            rows.execute("UPDATE batch SET bodies = substr(bodies, 9), lines = zeroblob(length(lines))")
    elif damage == "version":
        with base(desk) as rows:
            rows.execute("PRAGMA user_version = 77")
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if damage == "cut" else data[:500] + b"?" * (len(data) - 500))
    with_cache, without = (command(desk, "news", "-f", "json", *args) for args in ((), ("--no-cache",)))
    assert with_cache[:2] == without[:2]
    assert ("is not used" in with_cache[2]) == (damage == "folder")


def test_few_texts_leave_no_cache_behind(desk: Path) -> None:
    shutil.rmtree(desk / "news")
    shutil.copytree(ROOT / "sources", desk / "news")
    same(desk)
    assert not (desk / FOLDER).exists()


def test_clean_deletes_what_is_kept(desk: Path) -> None:
    same(desk)
    assert (desk / FOLDER / ".gitignore").read_text("utf-8") == "*\n"
