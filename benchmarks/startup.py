"""What a run costs: against an empty Python, and as the registry grows with claims that the documents never mention.

    python benchmarks/startup.py [--runs 15]

Ratios travel from machine to machine, seconds do not. Each round runs every command once, so that a busy moment hits all alike.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The installed command if there is one: `python -m` loads a little more.
SCRIPT = Path(sys.executable).with_name("factcheck")
FACTCHECK = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "factcheck"]
# A run whose bytecode is not kept compiles the package each time; what is measured is the second run.
UNWANTED = {"NO_COLOR", "FORCE_COLOR", "PYTHONDONTWRITEBYTECODE"}
GOALS = {"--version": 1.5, "verify, plain": 15.0, "verify, rich": 15.0}
SIZES = (10, 1_000, 10_000)
COPIES = 20


def seconds(command: list[str], color: bool = False) -> float:
    """Return the wall time of one run whose output goes to a file, as a report's would."""
    environment = {key: value for key, value in os.environ.items() if key not in UNWANTED}
    environment |= {"FORCE_COLOR": "1"} if color else {"NO_COLOR": "1"}
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        code = subprocess.run(command, cwd=ROOT, stdout=output, stderr=output, env=environment, check=False).returncode
        took = time.perf_counter() - start
        if code > 1:
            output.seek(0)
            sys.exit(f"{' '.join(command)} ended with {code}:\n{output.read().decode()}")
    return took


def rounds(commands: dict[str, tuple[list[str], bool]], runs: int) -> dict[str, list[float]]:
    """Return the times of each command, one a round, after a first round that only warms the caches."""
    times = [{name: seconds(*command) for name, command in commands.items()} for _ in range(runs + 1)][1:]
    return {name: [row[name] for row in times] for name in commands}


def spelt(number: int) -> str:
    """Return a number in letters, so that it makes a word of its own."""
    return "".join("qwzxfjkvbp"[int(digit)] for digit in str(number))


def strangers(count: int, folder: Path) -> Path:
    """Return a registry of claims whose words no shipped document has."""
    path = folder / f"{count}.yaml"
    rows = (f"  - id: stranger-{i}\n    claim: Zorb{spelt(i)} flim{spelt(i)} vrax{spelt(i)} {i % 89 + 10},5%\n" for i in range(count))
    path.write_text("lang: vi\nclaims:\n" + "".join(rows), "utf-8")
    return path


def start_up(runs: int) -> None:
    """Print how many times an empty Python each command costs."""
    commands = {
        "python -c pass": ([sys.executable, "-c", "pass"], False),
        "--version": ([*FACTCHECK, "--version"], False),
        "verify, plain": ([*FACTCHECK, "verify", "--format", "json"], False),
        "verify, rich": ([*FACTCHECK, "verify"], True),
    }
    times = rounds(commands, runs)
    empty = times.pop("python -c pass")
    print(f"python -c pass          {statistics.median(empty) * 1000:6.1f} ms")
    for name, row in times.items():
        ratio = statistics.median(took / base for took, base in zip(row, empty, strict=True))
        print(f"factcheck {name:<14}{ratio:6.2f} ×    goal {GOALS[name]:g} ×")


def growth(runs: int) -> None:
    """Print what a run costs with ever more claims that match nothing, and what one more document then adds."""
    documents = [path.read_text("utf-8") for path in sorted((ROOT / "sources").iterdir())]
    with tempfile.TemporaryDirectory() as name:
        few, many = Path(name, "few"), Path(name, "many")
        for folder, copies in ((few, 1), (many, 1 + COPIES)):
            folder.mkdir()
            for copy in range(copies):
                for i, text in enumerate(documents):
                    (folder / f"{copy}-{i}.txt").write_text(text, "utf-8")
        registries = {size: strangers(size, Path(name)) for size in SIZES}
        commands = {
            f"{size} {folder.name}": ([*FACTCHECK, "verify", str(folder), "--format", "json", "--claims", str(path)], False)
            for size, path in registries.items()
            for folder in (few, many)
        }
        times = rounds(commands, runs)
    print(f"\nclaims that no document mentions, {len(documents)} documents")
    for size in SIZES:
        short, long = times[f"{size} few"], times[f"{size} many"]
        more = statistics.median(after - before for before, after in zip(short, long, strict=True)) / (COPIES * len(documents))
        print(f"{size:>7,} claims  {statistics.median(short) * 1000:7.0f} ms, and {more * 1000:6.2f} ms for one more document")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=15, help="rounds of the first table; the second takes a third of them")
    runs = parser.parse_args().runs
    start_up(runs)
    growth(max(3, runs // 3))


if __name__ == "__main__":
    main()
