"""A newsroom in a temporary folder: its registry, its articles, and the command run in it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, NamedTuple

import pytest

from factcheck.cli import run

CLAIMS = """\
claims:
  - id: trade
    claim: Tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn năm 2025 đạt 234,58 tỷ USD
  - id: firms
    claim: Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới
"""
TRADE = "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 198 tỷ USD."
FIRMS = "Năm 2025, tỉnh Lạng Sơn có 2.900 doanh nghiệp thành lập mới."
WRONG = f"{TRADE}\n"
RIGHT = "Năm 2025, tỉnh Lạng Sơn có hơn 3.300 doanh nghiệp thành lập mới.\n"
DAY = "2026-11-21"


class Done(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


def called(folder: Path, *args: str, stdin: str = "", without: Sequence[str] = (), **env: str) -> CompletedProcess[str]:
    """Run a command in this process, where starting another is not what is looked at, and return it as `subprocess` returns one."""
    done = called_bytes(folder, *args, stdin=stdin, without=without, **env)
    return CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def called_bytes(folder: Path, *args: str, stdin: str = "", without: Sequence[str] = (), **env: str) -> CompletedProcess[bytes]:
    """Run a command in this process, for the bytes that it prints."""
    given = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    printed, told = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True) for stream in (printed, told))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(folder)
        patch.setattr(sys, "stdin", given)
        for name in without:
            patch.delenv(name, raising=False)
        for name, value in env.items():
            patch.setenv(name, value)
        code = run(list(args))
    return CompletedProcess(["factcheck", *args], code, printed.getvalue(), told.getvalue())


class Newsroom:
    """A folder with a registry and two wrong articles; every run is on one day unless it says otherwise."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.book = folder / "acknowledgements.yaml"
        self.write("claims.yaml", CLAIMS)
        self.write("sources/trade.txt", f"Kinh tế.\n\n{TRADE}\n")
        self.write("sources/firms.md", f"# Kinh tế\n\n{FIRMS}\n")

    def write(self, name: str, text: str) -> None:
        """Write a file, with the folders that it needs."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))

    def run(self, *args: str, today: str = DAY) -> Done:
        """Run a command as a user does."""
        self._capsys.readouterr()
        code = run([*args, "--today", today])
        return Done(code, *self._capsys.readouterr())

    def report(self, *args: str, today: str = DAY) -> dict[str, Any]:
        """Return the JSON report of a run."""
        report: dict[str, Any] = json.loads(self.run("verify", "--format", "json", *args, today=today).out)
        return report

    def standing(self, *args: str, today: str = DAY) -> tuple[int, int, list[str]]:
        """Return how many contradictions are open and how many accepted, and which acknowledgements or exemptions lapsed."""
        report = self.report(*args, today=today)
        accepted = report["summary"]["accepted"]
        return report["summary"]["contradicted"] - accepted, accepted, [lapse["kind"] for lapse in report["lapses"]]

    def ack(self, *what: str, until: str = "90d", reason: str = "số sơ bộ", today: str = DAY) -> Done:
        """Acknowledge something in Lan's name."""
        return self.run("ack", *what, "--reason", reason, "--until", until, "--by", "Lan", today=today)
