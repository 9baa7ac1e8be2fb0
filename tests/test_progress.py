"""Progress: shown on a terminal's standard error for long work, taken away at its end, and never anywhere else."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="only there a terminal can be made up")

ROOT = Path(__file__).parent.parent
CLAIMS = "claims:\n  - id: trade\n    claim: Kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn năm 2025 đạt 234,58 tỷ USD\n"
RIGHT = "Năm 2025, kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 234,6 tỷ USD.\n"


def on_terminal(folder: Path, *args: str, pause: float, ci: str = "") -> tuple[str, str, int]:
    """Run `verify` with a terminal as its standard error; its standard input comes after a pause. Return stdout, stderr, exit code."""
    master, slave = pty.openpty()
    told: list[bytes] = []

    def listen() -> None:
        while True:
            try:
                data = os.read(master, 4096)
            except OSError:  # Linux ends a terminal so
                return
            if not data:
                return
            told.append(data)

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "CI": ci}
    command = [sys.executable, "-m", "factcheck", "verify", "sources", "-", *args]
    listener = threading.Thread(target=listen)
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=slave, env=environment, encoding="utf-8"
    ) as running:
        os.close(slave)
        listener.start()
        time.sleep(pause)
        stdout, _ = running.communicate(RIGHT, timeout=60)
    listener.join(60)
    os.close(master)
    return stdout, b"".join(told).decode(), running.returncode


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a registry and two sources; a third comes from standard input."""
    (tmp_path / "claims.yaml").write_text(CLAIMS, "utf-8")
    (tmp_path / "sources").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "sources" / name).write_text(RIGHT, "utf-8")
    return tmp_path


def test_long_work_shows_how_far_it_is_and_takes_it_away(desk: Path) -> None:
    stdout, stderr, code = on_terminal(desk, pause=3.0)
    assert code == 0
    assert "sources read: 3" in stderr
    assert stderr.endswith("\r\x1b[K")
    assert "sources read: 3" not in stdout
    assert "3 sources read" in stdout


def test_quiet_work_shows_nothing(desk: Path) -> None:
    assert on_terminal(desk, "--quiet", pause=3.0)[1:] == ("", 0)


def test_short_work_shows_nothing(desk: Path) -> None:
    assert on_terminal(desk, pause=0.0)[1:] == ("", 0)


@pytest.mark.parametrize(("ci", "shown"), [("true", False), ("1", False), ("false", True)])
def test_a_build_keeps_every_line_so_nothing_is_written_over(desk: Path, ci: str, shown: bool) -> None:
    _, stderr, code = on_terminal(desk, pause=3.0, ci=ci)
    assert code == 0
    assert ("\r" in stderr) == shown
