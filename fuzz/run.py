"""Run the fuzz targets one after the other, guided by coverage, and print how many inputs each was given and what broke.

python fuzz/run.py                          # every target, for 30 seconds each
python fuzz/run.py --seconds 600 judge own  # two of them, for ten minutes each
python fuzz/run.py --again fuzz/found/own-1f3a5c7d9b0e  # one input once more, with its traceback

An input that breaks a target is written to fuzz/found/, one for each place in the code, and the search goes on. It ends with 1 where
there was any. Inputs that reached something new are kept in fuzz/corpus/, where the next run begins. With --count the numbers of inputs
are added to fuzz/totals.json, of which `--table` makes the rows of docs/reliability.md. It needs the extra `fuzz`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import traceback
from importlib.util import find_spec
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FOUND, CORPUS, TOTALS = HERE / "found", HERE / "corpus", HERE / "totals.json"
_SLOW = 10  # seconds for one input: more is a fault of its own
_LONGEST = 512  # bytes; a few of them make a sentence, and short inputs find more in the same time


def place(error: BaseException) -> str:
    """Return where an error came from: its kind and the last line of the project that it passed through."""
    rows = [row for row in traceback.extract_tb(error.__traceback__) if str(HERE.parent) in row.filename]
    last = rows[-1]
    return f"{type(error).__name__} at {Path(last.filename).relative_to(HERE.parent)}:{last.lineno}"


def hunt(name: str, seconds: int) -> None:
    """Give one target inputs for so many seconds, and end the process; what was done is written beside the corpus as JSON."""
    import atheris

    with atheris.instrument_imports(include=["factcheck"]):
        from targets import TARGETS
    target, kept = TARGETS[name], CORPUS / name
    kept.mkdir(parents=True, exist_ok=True)
    done: dict[str, object] = {"inputs": 0, "found": {}}
    count, found = 0, {}

    def one(data: bytes) -> None:
        nonlocal count
        count += 1
        try:
            target(data)
        except Exception as error:
            where = place(error)
            if where not in found:
                found[where] = f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
                FOUND.mkdir(exist_ok=True)
                (FOUND / found[where]).write_bytes(data)
        if count % 64 == 0:
            tell()

    def tell() -> None:
        done.update(inputs=count, found=found)
        (CORPUS / f"{name}.json").write_text(json.dumps(done), "utf-8")

    limits = [f"-max_total_time={seconds}", f"-max_len={_LONGEST}", f"-timeout={_SLOW}", "-rss_limit_mb=4096", "-verbosity=0"]
    atheris.Setup([name, *limits, f"-artifact_prefix={FOUND}/{name}-", str(kept)], one)
    atheris.Fuzz()


def again(path: Path) -> None:
    """Give an input to its target once more, and let the error through."""
    from targets import TARGETS

    TARGETS[path.name.partition("-")[0]](path.read_bytes())


def main() -> int:
    """Run the targets that are named, or all, and return 1 where one broke."""
    sys.path.insert(0, str(HERE))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", help="which; all of them if none is named")
    parser.add_argument("--seconds", type=int, default=30, help="for how long each (30)")
    parser.add_argument("--count", action="store_true", help="add the numbers of inputs to fuzz/totals.json")
    parser.add_argument("--table", action="store_true", help="print what was counted, as a table")
    parser.add_argument("--again", type=Path, help="an input that broke a target")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.again is not None:
        again(asked.again)
        return 0
    if asked.table:
        print(table(), end="")
        return 0
    if find_spec("atheris") is None:
        parser.error("atheris is not installed: pip install '.[fuzz]'")
    if asked.one is not None:
        hunt(asked.one, asked.seconds)
        return 0
    from targets import TARGETS

    if unknown := set(asked.targets) - set(TARGETS):
        parser.error(f"no target is called {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    FOUND.mkdir(exist_ok=True)
    return hunted([name for name in TARGETS if name in (asked.targets or TARGETS)], asked.seconds, asked.count)


def table() -> str:
    """Return a row for each target: what must hold, and how many inputs it was given in all counted runs."""
    from targets import TARGETS

    totals: dict[str, int] = json.loads(TOTALS.read_text("utf-8"))
    rows = [("Target", "What must hold", "Inputs"), ("---",) * 3]
    rows += [(f"`{name}`", (target.__doc__ or "").rstrip("."), f"{totals.get(name, 0):,}") for name, target in TARGETS.items()]
    rows.append(("all", "", f"{sum(totals.values()):,}"))
    return "".join(f"| {' | '.join(row)} |\n".replace("|  |", "| |") for row in rows)


def add(name: str, inputs: int) -> None:
    """Add to the number of inputs that a target was given in all."""
    totals: dict[str, int] = json.loads(TOTALS.read_text("utf-8")) if TOTALS.exists() else {}
    totals[name] = totals.get(name, 0) + inputs
    TOTALS.write_text(json.dumps(dict(sorted(totals.items())), indent=2) + "\n", "utf-8")


def hunted(names: list[str], seconds: int, count: bool) -> int:
    """Run each target in a process of its own, for a crash of the interpreter must not end the others; return 1 where one broke."""
    total = 0
    broken: list[str] = []
    for name in names:
        told = CORPUS / f"{name}.json"
        told.unlink(missing_ok=True)
        before = set(FOUND.iterdir())
        command = [sys.executable, __file__, "--one", name, "--seconds", str(seconds)]
        path = os.pathsep.join(filter(None, [str(HERE.parent), os.environ.get("PYTHONPATH")]))
        ended = subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, check=False)
        done: dict[str, Any] = json.loads(told.read_text("utf-8")) if told.exists() else {"inputs": 0, "found": {}}
        total += done["inputs"]
        if count:
            add(name, done["inputs"])
        print(f"{name:12} {done['inputs']:>10,} inputs  {len(done['found'])} found", flush=True)
        rows = [f"  {where}: fuzz/found/{file}" for where, file in done["found"].items()]
        # What ended the search itself, as a time-out does, left a file of its own.
        rows += [
            f"  ended the search: fuzz/found/{path.name}"
            for path in sorted(set(FOUND.iterdir()) - before)
            if path.name not in done["found"].values()
        ]
        if ended.returncode and not rows:
            rows = [f"  ended with {ended.returncode}: {ended.stderr.decode('utf-8', 'replace')[-500:]}"]
        broken += rows
        print("\n".join(rows), flush=True) if rows else None
    print(f"{'all':12} {total:>10,} inputs  {len(broken)} found")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
