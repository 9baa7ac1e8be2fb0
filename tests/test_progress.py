"""Progress: shown on a terminal's standard error for long work, taken away at its end, and never anywhere else."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from factcheck.report.progress import Bar, line

pty = pytest.importorskip("pty", reason="only there a terminal can be made up")

ROOT = Path(__file__).parent.parent
CLAIMS = "claims:\n  - id: trade\n    claim: Kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn năm 2025 đạt 234,58 tỷ USD\n"
RIGHT = "Năm 2025, kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 234,6 tỷ USD.\n"


AT_ONCE = "import factcheck.report.progress as p; p._WAIT = 0.0; from factcheck.__main__ import main; main()"


def on_terminal(folder: Path, *args: str, pause: float = 0.0, ci: str = "", at_once: bool = False) -> tuple[str, str, int]:
    """Run `verify` with a terminal as its standard error; its standard input comes after a pause. Return stdout, stderr, exit code.

    With `at_once` all work counts as long, so that there is nothing to wait for.
    """
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
    command = [sys.executable, *(("-c", AT_ONCE) if at_once else ("-m", "factcheck")), "verify", "sources", "-", *args]
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
    assert "3 documents · " in stderr
    assert stderr.endswith("\r\x1b[K")
    assert "documents · " not in stdout
    assert "3 sources read" in stdout


def test_quiet_work_shows_nothing(desk: Path) -> None:
    assert on_terminal(desk, at_once=True)[1] != ""
    assert on_terminal(desk, "--quiet", at_once=True)[1:] == ("", 0)


def test_short_work_shows_nothing(desk: Path) -> None:
    assert on_terminal(desk)[1:] == ("", 0)


@pytest.mark.parametrize(("ci", "shown"), [("true", False), ("1", False), ("false", True)])
def test_a_build_keeps_every_line_so_nothing_is_written_over(desk: Path, ci: str, shown: bool) -> None:
    _, stderr, code = on_terminal(desk, ci=ci, at_once=True)
    assert code == 0
    assert ("\r" in stderr) == shown


@pytest.mark.parametrize(
    ("done", "whole", "seconds", "width", "expected"),
    [
        ((1_234, 4_000_000), None, 2.0, 80, "  1,234 documents · 2.0 MB/s"),
        ((1_234, 4_000), None, 2.0, 80, "  1,234 documents · 617 documents/s"),
        ((50, 4_000_000), (100, 8_000_000), 2.0, 62, "  50 of 100 documents · 2.0 MB/s · 0:02 left  ━━━━━─────  50%"),
        ((50, 4_000_000), (100, 8_000_000), 2.0, 60, "  50 of 100 documents · 2.0 MB/s · 0:02 left"),
        ((50, 4_000_000), (100, 8_000_000), 2.0, 20, "  50 of 100 documen"),
        ((50, 1_000_000), (9_000, 8_000_000_000), 1.0, 48, "  50 of 9,000 documents · 1.0 MB/s · 2:13:19 le"),
        ((101, 9_000_000), (100, 8_000_000), 3.0, 46, "  101 of 100 documents · 3.0 MB/s · 0:00 left"),
        ((3, 0), (3, 0), 2.0, 80, "  3 documents · 2 documents/s"),
    ],
)
def test_a_line_tells_documents_speed_and_what_is_left_in_the_room_there_is(
    done: tuple[int, int], whole: tuple[int, int] | None, seconds: float, width: int, expected: str
) -> None:
    told = line(done, whole, seconds, width)
    assert told == expected[: width - 1]
    assert len(told) < width


def test_nothing_is_shown_in_the_first_second_and_the_line_is_taken_away_at_the_end() -> None:
    shown: list[str] = []
    now = [0.0]
    bar = Bar(shown.append, lambda ended: (100, 8_000_000), lambda: 100, lambda: now[0])
    for _ in range(9):
        now[0] += 0.1
        bar.tick(1, 80_000)
    assert shown == []
    for _ in range(11):
        now[0] += 0.1
        bar.tick(1, 80_000)
    assert 3 <= len(shown) <= 6
    assert all(text.startswith("\r  ") and text.endswith("\x1b[K") for text in shown)
    bar.close()
    assert shown[-1] == "\r\x1b[K"


def test_a_short_run_takes_no_line_away() -> None:
    shown: list[str] = []
    bar = Bar(shown.append, lambda ended: None, lambda: 100)
    bar.tick(1, 1)
    bar.close()
    assert shown == []
