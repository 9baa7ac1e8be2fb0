"""One `verify --watch` over many documents, and the memory it holds after each change.

    python benchmarks/soak.py --documents 50000 --changes 40

Documents are written short, for it is their number that is tried. Ends with 1 where the memory grows after the first runs.
"""

from __future__ import annotations

import argparse
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROW = "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt {} tỷ USD. Sáng nay trời nắng nhẹ.\n"
CLAIM = "claims:\n  - id: trade\n    claim: Tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn năm 2025 đạt 234,58 tỷ USD\n"
PLAIN = "Sáng nay trời nắng nhẹ, người dân đi chợ đông vui.\n"


def write(folder: Path, number: int, text: str) -> None:
    path = folder / "sources" / f"{number // 500:03}" / f"{number:06}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def memory(pid: int) -> tuple[int, int]:
    """Return the kilobytes that a process holds, and its open files."""
    found = re.search(r"^VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found[1]) if found else 0, len(list(Path(f"/proc/{pid}/fd").iterdir()))


class Watching:
    """A running `--watch`, of whose words only the last are kept."""

    def __init__(self, folder: Path) -> None:
        line = [sys.executable, "-m", "factcheck", "verify", "--watch", "--format", "jsonl", "--output", "findings.jsonl"]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "CI": "true"}
        self.process = subprocess.Popen(line, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.shown = b""

    def wait(self, limit: float) -> str:
        """Return what was shown until the next change is waited for."""
        assert self.process.stderr is not None
        end = time.monotonic() + limit
        while b"(Ctrl-C ends it)\n" not in self.shown:
            if not select.select([self.process.stderr], [], [], 1.0)[0]:
                if time.monotonic() > end:
                    raise TimeoutError(self.shown.decode())
                continue
            data = os.read(self.process.stderr.fileno(), 65536)
            if not data:
                raise RuntimeError(f"ended: {self.shown.decode()}")
            self.shown += data
        told, _, self.shown = self.shown.partition(b"(Ctrl-C ends it)\n")
        return told.decode()

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)
        if self.process.stderr is not None:
            self.process.stderr.close()


def soak(documents: int, changes: int, settle: int, limit: float = 600.0) -> list[tuple[int, int]]:
    """Return the memory and the open files after each run of a session; raise where a run does not tell what it has to."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as of what runs in the background: the session is ended by Ctrl-C
        signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="soak-") as home:
        folder = Path(home)
        (folder / "claims.yaml").write_text(CLAIM, "utf-8")
        for number in range(documents):
            write(folder, number, ROW.format("234,6") if number % 100 == 0 else PLAIN)
        watching, rows = Watching(folder), []
        try:
            watching.wait(limit)
            rows.append(memory(watching.process.pid))
            for number in range(1, changes + 1):
                time.sleep(0.5)
                wrong = number % 2
                write(folder, number * 7 % documents, ROW.format(198) if wrong else PLAIN)
                if not wrong:
                    write(folder, (number - 1) * 7 % documents, PLAIN)
                told = watching.wait(limit)
                expected = "ends with 1" if wrong else "ends with 0"
                if expected not in told:
                    raise RuntimeError(f"run {number + 1}: expected “{expected}”: {told[-500:]}")
                rows.append(memory(watching.process.pid))
                if number % max(1, settle) == 0:
                    print(f"run {number + 1:4}: {rows[-1][0] / 1024:8.1f} MB, {rows[-1][1]} files open", flush=True)
        finally:
            watching.end()
        return rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--changes", type=int, default=40)
    asked = parser.parse_args()
    rows = soak(asked.documents, asked.changes, max(1, asked.changes // 10))
    early, late = max(size for size, _ in rows[: max(3, len(rows) // 4)]), max(size for size, _ in rows[-len(rows) // 4 :])
    print(f"{asked.documents:,} documents, {len(rows)} runs: {rows[0][0] / 1024:.1f} MB after the first, ", end="")
    print(f"{early / 1024:.1f} MB at most in the first quarter, {late / 1024:.1f} MB at most in the last")
    return int(late > early * 1.05 + 2_000 or rows[-1][1] > rows[0][1] + 5)


if __name__ == "__main__":
    sys.exit(main())
