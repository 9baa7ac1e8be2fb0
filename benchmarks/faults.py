"""What is left when runs are killed, disks are full, folders may not be written, and two runs work at once: a count of faults.

    python benchmarks/faults.py --kills 200 --pairs 20

Every command that writes is killed at random moments; afterwards each file has to be the old or the new one, and the next run right.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
FORMATS = ("json", "html", "svg", "csv", "markdown", "sarif", "junit", "jsonl", "github")
ACK = ("--reason", "x", "--until", "2027-01-01", "--by", "Lan", "--today", "2026-11-21")
VERIFY = ("verify", "--today", "2026-11-21", *(f"--output={name}=r.{name}" for name in FORMATS))
FULL = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({n}, {n}))"


def start(folder: Path, *args: str, before: str = "") -> subprocess.Popen[bytes]:
    code = f"{before}\nimport sys; from factcheck.__main__ import main; sys.argv = ['factcheck', *sys.argv[1:]]; main()"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", code, *args], cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def code_of(run: subprocess.Popen[bytes]) -> tuple[int, str]:
    return (lambda err: (run.returncode, err.decode()))(run.communicate(timeout=300)[1])


def state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@contextlib.contextmanager
def desk(name: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=f"faults-{name}-") as home:
        folder = Path(home) / "desk"
        folder.mkdir()
        shutil.copy(ROOT / "claims.yaml", folder)
        shutil.copytree(ROOT / "sources", folder / "sources")
        yield folder


def killed(name: str, args: tuple[str, ...], kills: int, rng: random.Random, count: Counter[str]) -> None:
    """Kill a command at random moments, from its start to a little beyond its end."""
    with desk(name) as folder:
        if name == "prune":
            assert code_of(start(folder, "ack", "--all", *ACK))[0] == 0
        old = state(folder)
        began = time.monotonic()
        code = code_of(start(folder, *args))[0]
        length, new = time.monotonic() - began, state(folder)
        assert code in (0, 1), code
        for _ in range(kills):
            for path in new:
                if path not in old:
                    (folder / path).unlink(missing_ok=True)
            for path, data in old.items():
                (folder / path).write_bytes(data)
            if name == "verify" and rng.random() < 0.5:  # there are reports of an earlier run
                for report in FORMATS:
                    (folder / f"r.{report}").write_bytes(b"old")
            before = state(folder)
            run = start(folder, *args)
            time.sleep(rng.uniform(0.05, 1.15) * length)
            run.send_signal(signal.SIGKILL)
            count[f"{name}: killed" if code_of(run)[0] == -signal.SIGKILL else f"{name}: ended before"] += 1
            for path, data in state(folder).items():
                if Path(path).name.startswith(".factcheck-"):
                    count[f"{name}: left beside"] += 1
                    (folder / path).unlink()
                elif data not in (before.get(path), new.get(path)):
                    count[f"{name}: TORN {path}"] += 1
        code = code_of(start(folder, *args))[0]
        if state(folder) != new and name != "ack":  # a second acknowledging of all finds nothing open
            count[f"{name}: NEXT RUN WRONG"] += 1
        assert code in (0, 1)


def limited(name: str, args: tuple[str, ...], rng: random.Random, times: int, count: Counter[str]) -> None:
    """Let no file grow beyond a random size: the disk is full."""
    for _ in range(times):
        with desk(name) as folder:
            old = state(folder)
            code, err = code_of(start(folder, *args, before=FULL.format(n=int(10 ** rng.uniform(0, 5.3)))))
            now = state(folder)
            torn = [path for path, data in now.items() if path in old and data != old[path]]
            litter = [path for path in now if ".factcheck-" in path]
            count[f"{name}: full disk, ended with {code}"] += 1
            count[f"{name}: FULL DISK HARMED"] += bool(torn or litter or "fault of factcheck" in err)


def at_once(pairs: int, count: Counter[str]) -> None:
    """Run two at a time on one folder: the same check twice, and two acknowledgings of different claims."""
    with desk("two") as folder:
        code_of(start(folder, *VERIFY))
        right = state(folder)
        for _ in range(pairs):
            both = [start(folder, *VERIFY) for _ in range(2)]
            codes = [code_of(run)[0] for run in both]
            count["two checks at once"] += 1
            count["two checks at once: WRONG"] += codes != [1, 1] or state(folder) != right
        for _ in range(pairs):
            (folder / "acknowledgements.yaml").unlink(missing_ok=True)
            runs = [start(folder, "ack", claim, *ACK) for claim in ("trade-2021-2025", "new-enterprises")]
            codes = [code_of(run)[0] for run in runs]
            code_of(start(folder, "verify", "--today", "2026-11-22", "-o", "json=a.json"))
            accepted = json.loads((folder / "a.json").read_bytes())["summary"]["accepted"]
            count["two acknowledgings at once"] += 1
            count["two acknowledgings at once: one told to run again"] += 2 in codes
            count["two acknowledgings at once: FORGOTTEN"] += accepted != codes.count(0) or not set(codes) <= {0, 2}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="of each command")
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--full", type=int, default=20, help="full disks for each command")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng, count = random.Random(asked.seed), Counter[str]()
    ack, init = ("ack", "--all", *ACK), ("init", ".", "--ci", "github,gitlab,pre-commit")
    prune = ("ack", "--prune", "--today", "2027-06-01")
    jobs: dict[str, tuple[str, ...]] = {"verify": VERIFY, "ack": ack, "prune": prune, "init": init}
    steps: list[Callable[[], None]] = [
        *(lambda n=name, a=args: killed(n, a, asked.kills, rng, count) for name, args in jobs.items()),
        *(lambda n=name, a=jobs[name]: limited(n, a, rng, asked.full, count) for name in ("verify", "ack", "init")),
        lambda: at_once(asked.pairs, count),
    ]
    for step in steps:
        seen = count.copy()
        step()
        for name, number in sorted((count - seen).items()):
            print(f"{number:6} {name}", flush=True)
    return int(any(number and any(word.isupper() and len(word) > 3 for word in name.split()) for name, number in count.items()))


if __name__ == "__main__":
    sys.exit(main())
