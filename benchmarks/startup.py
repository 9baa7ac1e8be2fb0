"""What a run costs: against an empty Python, to load a large registry, and as the registry grows with claims that no document mentions.

    python benchmarks/startup.py [--runs 15]

Ratios travel from machine to machine, seconds do not. Each round runs every command once, so that a busy moment hits all alike, and the
least of all rounds counts.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from factcheck.load import claims as reader
from factcheck.load import tree
from factcheck.load.registry import load_registry

ROOT = Path(__file__).resolve().parent.parent
# The installed command if there is one: `python -m` loads a little more.
SCRIPT = Path(sys.executable).with_name("factcheck")
FACTCHECK = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "factcheck"]
# A run whose bytecode is not kept compiles the package each time; what is measured is the second run.
UNWANTED = {"NO_COLOR", "FORCE_COLOR", "PYTHONDONTWRITEBYTECODE"}
GOALS = {"--version": 1.3, "verify, plain": 10.0, "verify, rich": 13.0}
SIZES = (10, 1_000, 10_000)
COPIES = 20


def seconds(command: list[str], color: bool = False) -> float:
    """Return the processor's time of one run whose output goes to a file, as a report's would: a shared machine stretches any other."""
    environment = {key: value for key, value in os.environ.items() if key not in UNWANTED}
    environment |= {"FORCE_COLOR": "1"} if color else {"NO_COLOR": "1"}
    with tempfile.TemporaryFile() as output:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        code = subprocess.run(command, cwd=ROOT, stdout=output, stderr=output, env=environment, check=False).returncode
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
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
        "verify, plain": ([*FACTCHECK, "verify", "--color", "never"], False),
        "verify, rich": ([*FACTCHECK, "verify"], True),
    }
    times = rounds(commands, runs)
    empty = times.pop("python -c pass")
    print(f"python -c pass          {min(empty) * 1000:6.1f} ms")
    for name, row in times.items():
        print(f"factcheck {name:<14}{min(row) / min(empty):6.2f} ×    goal {GOALS[name]:g} ×")


def varied(count: int, folder: Path) -> Path:
    """Return a registry of the shipped claims again and again, each time with other numbers, the same in every run."""
    chance = random.Random(6)
    shipped = yaml.load((ROOT / "claims.yaml").read_text("utf-8"), yaml.BaseLoader)["claims"]

    def written(value: Any, indent: str) -> str:
        if isinstance(value, dict):
            return "".join(f"\n{indent}{key}: {written(part, indent + '  ')}" for key, part in value.items())
        if isinstance(value, list):
            return f"[{', '.join(written(part, indent) for part in value)}]"
        text = str(value)
        return text if re.fullmatch(r"[^\W_][^:,#\[\]{}'\"]*", text) else "'" + text.replace("'", "''") + "'"

    def other(found: re.Match[str]) -> str:
        # A year stays, and so does the first digit, or a range might run backwards.
        digits = found[0]
        return digits if len(digits) == 4 else digits[0] + "".join(chance.choice("0123456789") for _ in digits[1:])

    rows = []
    for i in range(count):
        claim = dict(chance.choice(shipped))
        claim |= {key: re.sub(r"(?<![/\d])\d+(?![/\d])", other, claim[key]) for key in ("claim", "value") if key in claim}
        rows.append("  - " + written({**claim, "id": f"{claim['id']}-{i}"}, "    ").strip())
    path = folder / "varied.yaml"
    path.write_text("lang: vi\nclaims:\n" + "\n".join(rows) + "\n", "utf-8")
    return path


def least(call: Callable[[], object], runs: int) -> float:
    """Return the seconds of processor that the quickest of some calls takes."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return min(times)


class Clock:
    """Adds up what the functions take that read a claim's texts, while it stands in for them."""

    NAMES = ("detect", "parse_period", "parse_place", "read", "read_quantity", "read_statement")

    def __init__(self, module: ModuleType) -> None:
        self.took = 0.0
        for name in self.NAMES:
            setattr(module, name, self._timed(getattr(module, name)))

    def _timed(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any) -> Any:
            start = time.process_time()
            out = call(*args)
            self.took += time.process_time() - start
            return out

        return timed


def loading(count: int = 10_000) -> None:
    """Print what each part of loading a registry takes, beside a parser that keeps no lines and checks nothing."""
    gc.set_threshold(50_000, 20, 20)  # as the command does
    with tempfile.TemporaryDirectory() as name:
        path = varied(count, Path(name))
        text = path.read_text("utf-8")
        parser = least(lambda: yaml.load(text, yaml.CSafeLoader), 3)
        rows = least(lambda: tree.parse(tree.clean(text, "")[0], ""), 3)
        load_registry(ROOT / "claims.yaml")  # the languages' tables are no part of it
        clock = Clock(reader)
        whole = least(lambda: load_registry(path), 1)
    parts = {"tree with lines": rows, "checked and built": whole - clock.took - rows, "texts read": clock.took}
    print(f"\n{count:,} claims, {len(text.encode()) / 1e6:.1f} MB: CSafeLoader alone takes {parser:.2f} s")
    for part, took in parts.items():
        print(f"{part:<20}{took:6.2f} s   {took / parser:5.2f} ×")
    print(f"the tree is read {parser / rows:.1f} × faster    goal 2 ×")
    print(f"with claims built {parser / (whole - clock.took):.1f} ×, with their texts read {parser / whole:.1f} ×")


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
    loading()
    growth(max(3, runs // 3))


if __name__ == "__main__":
    main()
