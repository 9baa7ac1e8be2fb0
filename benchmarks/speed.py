"""How fast an archive is checked, against grep, against other ways to do it, and against itself: one table of ratios.

    python benchmarks/speed.py [--small | --size 100000] [--folder ARCHIVE] [--json bench.json]

Ratios travel from machine to machine, seconds do not. The archive is made anew from a seed, in a folder of the system that goes at the end.
Every run writes to a file; what is held against each other runs turn by turn, and the quickest run of each counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from brute import compared
from corpus import Corpus, english

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = Path(sys.executable).with_name("factcheck")
PATTERN = r"[0-9]+([.,][0-9]+)* *(nghìn|triệu|tỷ|%)"
UNWANTED = {"NO_COLOR", "FORCE_COLOR", "PYTHONDONTWRITEBYTECODE", "CI"}


class Run(NamedTuple):
    """One run of a command: seconds, the most memory that one of its processes had in MB, and what it wrote."""

    seconds: float
    memory: float
    output: bytes


class Row(NamedTuple):
    """One line of the table: what was held against what, the ratio, the goal, and the figures behind it."""

    what: str
    ratio: float
    goal: str
    met: bool
    told: str


def run(*command: str, cwd: Path = ROOT, codes: tuple[int, ...] = (0, 1), **env: str) -> Run:
    """Return a run of a command; end with what it wrote where its exit code is none of those expected."""
    kept = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        started = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env={**kept, **env})
        _, status, usage = os.wait4(started.pid, 0)
        took = time.perf_counter() - began
        started.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if started.returncode not in codes:
            sys.exit(f"{' '.join(command)} ended with {started.returncode}:\n{err.read().decode()}")
        return Run(took, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20), out.read())


def factcheck(*args: str, cwd: Path = ROOT, **env: str) -> Run:
    """Return a run of this package, whichever one is installed."""
    command = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "factcheck"]
    return run(*command, *args, cwd=cwd, codes=(0, 1), PYTHONPATH=str(ROOT), **env)


def verify(home: Path, folders: list[str], claims: int, jobs: int = 2, cache: str = "--no-cache") -> Run:
    """Return a run of `verify` over folders, its findings written as lines."""
    return factcheck("verify", *folders, "--claims", f"claims-{claims}.yaml", "--format", "jsonl", "--jobs", str(jobs), cache, cwd=home)


def quickest(runs: list[Run]) -> Run:
    """Return the run that took least."""
    return min(runs, key=lambda run: run.seconds)


def archive_rows(home: Path, whole: list[str], few: list[str], twice: list[str], turns: int) -> Iterator[Row]:
    """Yield what is measured over the archive: all of it, a part of it, and one of twice its size."""
    grep = [shutil.which("grep") or "grep", "-rcE", PATTERN, *whole]
    greps, runs = [], []
    for _ in range(turns):
        greps.append(run(*grep, cwd=home, LC_ALL="C"))
        runs.append(verify(home, whole, 1_000))
    greps.append(run(*grep, cwd=home, LC_ALL="C"))
    base, one = quickest(runs), quickest(greps)
    yield row("cold, 1,000 claims, two processes / grep -rcE", base.seconds, one.seconds, 20)
    pairs = [(verify(home, few, 10_000), verify(home, few, 10)) for _ in range(turns)]
    many, ten = (quickest([*runs]).seconds for runs in zip(*pairs, strict=True))
    yield row("10,000 claims / 10 claims, the same articles", many, ten, 2.5)
    jobs = [(verify(home, few, 1_000, 1), verify(home, few, 1_000, 2)) for _ in range(turns)]
    if len({run.output for pair in jobs for run in pair}) != 1:
        sys.exit("one process and two did not find the same")
    alone, two = (quickest([*runs]).seconds for runs in zip(*jobs, strict=True))
    yield row("one process / two", alone, two, 1.7, least=True)
    if twice:
        double = verify(home, twice, 1_000)
        yield row("twice the articles / once: time", double.seconds, base.seconds, 2.1)
        told = f"{double.memory:,.0f} MB / {base.memory:,.0f} MB a process"
        ratio = double.memory / base.memory
        yield Row("twice the articles / once: memory", ratio, "≤ 1.1, ≤ 200 MB", ratio <= 1.1 and double.memory <= 200, told)


def again_rows(home: Path, whole: list[str], turns: int) -> Iterator[Row]:
    """Yield what a run with a cache costs: nothing changed, ten articles changed, claims changed; end where it tells something else."""
    grep = [shutil.which("grep") or "grep", "-rc", "tỉnh", *whole]
    cold = verify(home, whole, 1_000)
    verify(home, whole, 1_000, cache="--cache")
    pairs = [(run(*grep, cwd=home, LC_ALL="C"), verify(home, whole, 1_000, cache="--cache")) for _ in range(turns + 1)]
    word, same = (quickest([*runs]) for runs in zip(*pairs, strict=True))
    if same.output != cold.output:
        sys.exit("with a cache and without one was not the same")
    yield row("nothing changed since an earlier run / grep -rc of a word", same.seconds, word.seconds, 1.5)
    for path in [path for folder in whole for path in sorted((home / folder).rglob("*.txt"))][:10] if whole == ["few", "more"] else ():
        path.write_text(f"{path.read_text('utf-8')}\n", "utf-8")
    yield row("10 articles changed / grep -rc of a word", verify(home, whole, 1_000, cache="--cache").seconds, word.seconds, 3)
    registry = home / "claims-1000.yaml"
    text = registry.read_text("utf-8")
    registry.write_text(text.replace("value: ", "value: 1", 1), "utf-8")
    yield row("one claim changed / cold", verify(home, whole, 1_000, cache="--cache").seconds, cold.seconds, 1 / 3)
    registry.write_text(text, "utf-8")
    told = Corpus().claim(7)
    statement = told.sentence(f"1{told.value}", "đạt")  # which nobody has looked for before
    yield row("a new statement by `find` / grep -rc of a word", factcheck("find", statement, *whole, cwd=home).seconds, word.seconds, 3)


def row(what: str, one: float, other: float, goal: float, *, least: bool = False) -> Row:
    """Return a line for two times, whose ratio has to be at most, or at least, what is aimed at."""
    ratio = one / other
    met = ratio >= goal if least else ratio <= goal
    return Row(what, ratio, f"{'≥' if least else '≤'} {goal:g}", met, f"{_time(one)} / {_time(other)}")


def brute_row(home: Path, folder: str) -> Row:
    """Return the line of the script without an index, over a few hundred articles; end where its verdicts are others."""
    here = Path.cwd()
    os.chdir(home)
    try:
        outcome = compared(Path(folder), Path("claims-1000.yaml"))
    finally:
        os.chdir(here)
    if outcome.brutal != outcome.indexed:
        sys.exit(f"the script without an index found other verdicts: {sorted(outcome.brutal ^ outcome.indexed)[:3]}")
    line = row("RapidFuzz, every pair / factcheck, 1,000 claims", outcome.by_pairs, outcome.by_index, 50, least=True)
    return line._replace(told=f"{line.told}, the same {len(outcome.indexed):,} verdicts")


def english_rows(sentences: int) -> Iterator[Row]:
    """Yield how many sentences a second `read_quantities` and quantulum3 read, and how many values are right."""
    try:
        from quantulum3 import classifier, parser
    except ImportError:
        print("quantulum3 is not installed: its row is left out", file=sys.stderr)
        return
    from factcheck import read_quantities

    classifier.USE_CLF = False  # what it learned can only be loaded by the scikit-learn of its day; without, it chooses by a table
    rows = list(english(1, sentences))
    expected = sum(len(values) for _, values in rows)
    read_quantities(rows[0][0], "en"), parser.parse(rows[0][0])  # both have read their tables before the clock runs
    began = time.perf_counter()
    ours = [[float(mention.quantity.value) for mention in read_quantities(text, "en")] for text, _ in rows]
    between = time.perf_counter()
    theirs = [[quantity.value for quantity in parser.parse(text)] for text, _ in rows]
    ended = time.perf_counter()
    right = [sum(found == values for found, (_, values) in zip(read, rows, strict=True) if values) for read in (ours, theirs)]
    line = row("quantulum3 / factcheck, the same English sentences", ended - between, between - began, 100, least=True)
    told = f"{line.told}; values right: {right[1]:,} / {right[0]:,} of {expected:,}"
    yield line._replace(met=line.met and right[0] > right[1], told=told)


def loading_row(home: Path) -> Row:
    """Return how much longer CSafeLoader alone takes than reading a registry, checked and with its lines."""
    path = str(home / "claims-10000.yaml")
    timed = "import sys, time; {}; began = time.perf_counter(); {}; print(time.perf_counter() - began)"
    yaml = timed.format("import yaml", "yaml.load(open(sys.argv[1], encoding='utf-8'), yaml.CSafeLoader)")
    ours = timed.format("from pathlib import Path; from factcheck.load.registry import load_registry", "load_registry(Path(sys.argv[1]))")
    runs = [[float(run(sys.executable, "-c", code, path, PYTHONPATH=str(ROOT)).output) for _ in range(3)] for code in (yaml, ours)]
    return row("CSafeLoader alone / factcheck, 10,000 claims", min(runs[0]), min(runs[1]), 2, least=True)


def startup_rows(rounds: int) -> Iterator[Row]:
    """Yield what small runs cost against an empty Python."""
    empty: list[float] = []
    timed: dict[str, list[float]] = {"--version": [], "verify, plain": [], "verify, rich": []}
    for _ in range(rounds):
        empty.append(run(sys.executable, "-c", "pass").seconds)
        timed["--version"].append(factcheck("--version").seconds)
        timed["verify, plain"].append(factcheck("verify", "--format", "json").seconds)
        timed["verify, rich"].append(factcheck("verify", FORCE_COLOR="1").seconds)
    for name, goal in (("--version", 1.3), ("verify, plain", 10), ("verify, rich", 13)):
        yield row(f"factcheck {name} / python -c pass", min(timed[name]), min(empty), goal)


def write(home: Path, articles: int, folder: Path | None) -> tuple[list[str], list[str], list[str]]:
    """Write the archive and its registries; return what is checked: all of it, a part of it, and one of twice its size if there is one."""
    corpus = Corpus()
    for count in (10, 1_000, 10_000):
        (home / f"claims-{count}.yaml").write_text(corpus.registry(count), "utf-8")
    part = max(articles // 5, 100)
    corpus.write(home / "few", part)
    corpus.write(home / "some", min(500, part))
    if folder is not None:
        return [str(folder)], [str(folder)], []
    corpus.write(home / "more", articles - part, part)
    corpus.write(home / "again", articles, articles)
    return ["few", "more"], ["few"], ["few", "more", "again"]


def machine() -> str:
    """Return what the table was made on, without its name."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{cores} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"


def _time(seconds: float) -> str:
    return f"{seconds:,.1f} s" if seconds >= 1 else f"{seconds * 1000:,.0f} ms"


def main() -> None:
    """Print the table, and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--size", type=int, default=10_000, help="articles (10,000)")
    parser.add_argument("--small", action="store_true", help="300 articles, in about a minute")
    parser.add_argument("--folder", type=Path, help="texts to check in place of the archive that is made")
    parser.add_argument("--json", type=Path, help="a file for the table")
    options = parser.parse_args()
    articles = 300 if options.small else options.size
    large = articles > 5_000
    began = time.perf_counter()
    rows: list[Row] = []

    def take(lines: Iterator[Row] | list[Row]) -> None:
        for line in lines:
            rows.append(line)
            print(f"| {line.what} | {line.ratio:,.2f} | {line.goal} | {'yes' if line.met else '**no**'} | {line.told} |", flush=True)

    print(f"{articles:,} articles; {machine()}\n")
    print("| What against what | Ratio | Goal | Met | Behind it |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as name:
        home = Path(name)
        folder = options.folder.resolve() if options.folder else None
        whole, few, twice = write(home, articles, folder)
        take(archive_rows(home, whole, few, twice, 1 if large else 2))
        take(again_rows(home, whole, 1 if large else 2))
        take([brute_row(home, "some")])
        take([loading_row(home)])
    take(english_rows(1_000 if large else 400))
    take(startup_rows(15 if large else 5))
    took = time.perf_counter() - began
    print(f"\nmade in {_time(took)}")
    if options.json:
        told = {"articles": articles, "machine": machine(), "seconds": round(took, 1), "rows": [line._asdict() for line in rows]}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
