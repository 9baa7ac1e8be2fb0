"""The same input gives the same bytes: in every locale, time zone, terminal and folder, on every day, and however files are ordered."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from newsroom import Newsroom

from factcheck.cli import shell

ROOT = Path(__file__).parent.parent
FORMATS = ("json", "jsonl", "html", "svg", "csv", "markdown", "sarif", "junit", "github", "claimreview")
LOCALES = {"vi_VN": "UTF-8", "tr_TR": "UTF-8", "de_DE": "ISO-8859-1"}
# What a machine may have set; each report is held against one made where nothing is set.
PLACES = [
    {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "TERM": "dumb", "COLUMNS": "20", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "TZ": "America/Los_Angeles", "NO_COLOR": "1"},
    {"LC_ALL": "vi_VN.UTF-8", "TZ": "Asia/Ho_Chi_Minh", "FORCE_COLOR": "1", "COLORTERM": "truecolor", "CI": "true"},
    {"LC_ALL": "tr_TR.UTF-8", "TERM": "xterm-256color", "COLUMNS": "400", "LINES": "3", "PYTHONHASHSEED": "4294967295"},
    {"LC_ALL": "de_DE.ISO-8859-1", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1", "PYTHONOPTIMIZE": "2"},
    {"HOME": "/nonexistent", "USER": "", "LANG": "xx_YY", "PYTHONMALLOC": "debug", "PYTHONHASHSEED": "77"},
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped files, and one with locales made for these tests."""
    folder = tmp_path_factory.mktemp("same")
    made(folder / "desk")
    (folder / "locales").mkdir()
    for name, charset in LOCALES.items():
        line = ["localedef", "--no-archive", "-i", name, "-f", charset, str(folder / "locales" / f"{name}.{charset}")]
        try:
            subprocess.run(line, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip("localedef and its tables (Debian: locales) are not installed")
    return folder


def made(folder: Path, *, backwards: bool = False) -> None:
    """Write the shipped files into a new folder, in the one order or the other."""
    (folder / "sources").mkdir(parents=True)
    shutil.copy(ROOT / "claims.yaml", folder)
    (folder / "factcheck.toml").write_text('publisher = {name = "Báo", url = "https://example.org"}\n', "utf-8")
    for path in sorted((ROOT / "sources").iterdir(), reverse=backwards):
        shutil.copy(path, folder / "sources")


def ran(folder: Path, *args: str, locales: Path | None = None, **env: str) -> tuple[int, bytes]:
    """Run `factcheck verify` where nothing is set but what is told, and return its exit code and what it printed."""
    whole = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **({"LOCPATH": str(locales)} if locales else {}), **env}
    line = [sys.executable, "-m", "factcheck", "verify", *args]
    done = subprocess.run(line, cwd=folder, env=whole, capture_output=True, timeout=120, check=False)
    assert b"fault of factcheck" not in done.stderr
    return done.returncode, done.stdout


def reports(folder: Path, *args: str, locales: Path | None = None, **env: str) -> dict[str, bytes]:
    """Return every report of a run, and what it printed as JSON."""
    outputs = [f"--output={name}=r.{name}" for name in FORMATS]
    code, printed = ran(folder, "--format", "json", "--arithmetic", *outputs, *args, locales=locales, **env)
    assert code == 1
    return {"printed": printed} | {name: (folder / f"r.{name}").read_bytes() for name in FORMATS}


@pytest.fixture(scope="module")
def first(home: Path) -> dict[str, bytes]:
    """Return the reports that all others are held against."""
    return reports(home / "desk")


def test_each_report_tells_something(first: dict[str, bytes]) -> None:
    assert json.loads(first["printed"])["summary"]["contradicted"] == 2
    assert all(len(data) > 500 for data in first.values())


@pytest.mark.parametrize("env", PLACES, ids=lambda env: " ".join(f"{name}={value}" for name, value in env.items()))
def test_a_report_is_the_same_wherever_it_is_made(home: Path, first: dict[str, bytes], env: dict[str, str]) -> None:
    assert reports(home / "desk", locales=home / "locales", **env) == first


def test_the_locales_are_there(home: Path) -> None:
    code = "import locale; print(locale.setlocale(locale.LC_ALL, ''), locale.localeconv()['decimal_point'])"
    for name, charset in LOCALES.items():
        env = {"LC_ALL": f"{name}.{charset}", "LOCPATH": str(home / "locales")}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        assert done.stdout.split() == [f"{name}.{charset}", ","]


def test_a_report_is_the_same_in_another_folder_whose_files_were_written_in_another_order(first: dict[str, bytes], tmp_path: Path) -> None:
    made(tmp_path / "một thư mục khác" / "x", backwards=True)
    assert reports(tmp_path / "một thư mục khác" / "x") == first


def test_a_report_is_the_same_through_a_link_to_the_folder(home: Path, first: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "linked").symlink_to(home / "desk")
    assert reports(tmp_path / "linked", PWD=str(tmp_path / "linked")) == first


@pytest.mark.parametrize("jobs", ["8"])
def test_a_report_is_the_same_by_any_number_of_processes(home: Path, first: dict[str, bytes], jobs: str) -> None:
    assert reports(home / "desk", "--jobs", jobs) == first


def test_the_order_of_the_files_changes_no_finding(home: Path) -> None:
    names = sorted(f"sources/{path.name}" for path in (home / "desk" / "sources").iterdir())
    there, back = (json.loads(ran(home / "desk", "-f", "json", *order)[1]) for order in (names, names[::-1]))
    assert [source["name"] for source in back["sources"]] == names[::-1]
    assert {**back, "sources": back["sources"][::-1]} == there


def test_a_day_that_is_told_is_the_only_one_that_counts(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(date):
        turn = iter(range(9))

        @classmethod
        def today(cls) -> Clock:
            year = 2020 + next(cls.turn)
            return cls(year, 1, 1)

    newsroom.ack("trade", until="90d")
    told = [newsroom.run("verify", "--format", "json", today="2026-12-01").out]
    monkeypatch.setattr(shell, "date", Clock)
    told += [newsroom.run("verify", "--format", "json", today="2026-12-01").out for _ in range(2)]
    assert len(set(told)) == 1
    assert shell.read_today(None) == date(2020, 1, 1)


def test_nothing_else_asks_the_clock() -> None:
    asked = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
    found = set()
    for path in (ROOT / "factcheck").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in asked:
                found.add((path.relative_to(ROOT / "factcheck").as_posix(), ast.unparse(node.func)))
    # The server has `--today` too; the cache asks how old a file is, and what was asked longest ago.
    known = {("cli/shell.py", "date.today"), ("cli/server.py", "date.today"), ("cache/store.py", "time.time")}
    assert found == known | {("cache/shelf.py", "self._store.now")}
