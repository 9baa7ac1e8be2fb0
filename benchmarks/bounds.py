"""What the worst texts cost: CPU time and memory of each command by the size of its input, and how they grow.

    python benchmarks/bounds.py                             # verify with the shipped claims, up to 10 MB
    python benchmarks/bounds.py --command verify200 --most 1000000
    python benchmarks/bounds.py --command arithmetic --only ratios --only parts

Each run is a process of its own, whose CPU time and greatest memory the system tells. A size that the smaller ones predict to take longer
than --seconds is not run, and said so. An input whose cost grows faster than n^1.2 between its last two sizes fails the run; costs too
small to tell from the start of the command are not judged. Each text ends with a sentence that contradicts a claim: without it most would
be put away by their words alone, before anything is read in them.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

from corpus import Corpus  # noqa: E402
from worst import WORST, WRONG, Maker, drawn  # noqa: E402

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
STEEPEST = 1.2  # the exponent that is still called linear
TELLING, NOISE = 1.0, 0.15  # seconds above those of an empty text: below the first no growth is told, and less than the second is noise
MANY = 200
_END = f"\n\n{WRONG[0]}\n"  # within the size: more than ten million characters are refused
CLAIMS, HELD = "claims.yaml", "held.txt"
COMMANDS: dict[str, tuple[str, ...]] = {
    "verify": ("verify", "{text}", "--claims", CLAIMS, "--no-cache", "--jobs", "1"),
    "json": ("verify", "{text}", "--claims", CLAIMS, "--no-cache", "--jobs", "1", "--format", "json"),
    "html": ("verify", "{text}", "--claims", CLAIMS, "--no-cache", "--jobs", "1", "--format", "html"),
    "verify200": ("verify", "{text}", "--claims", "many.yaml", "--no-cache", "--jobs", "1"),
    "arithmetic": ("arithmetic", "{text}"),
    "extract": ("extract", "{text}", "--quiet"),
    "compare": ("compare", "{text}", HELD),
    "check": ("check", "{text}", "--claims", CLAIMS, "--sources", HELD),
    "lint": ("lint", "{text}", "--claims", CLAIMS, "--today", "2026-11-21"),
    "quantities": ("quantities", "{text}"),
    "find": ("find", "Nhiệm kỳ 2020-2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới", "{text}", "--no-cache", "--jobs", "1"),
}


class Cost(NamedTuple):
    """What a run took: seconds of all processors, its greatest memory in MB, and the exit code (negative: the signal that ended it)."""

    seconds: float
    megabytes: float
    code: int


def cost(work: Callable[[], int], seconds: int) -> Cost:
    """Return what a function takes in a process of its own, which ends after so many seconds of CPU time."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
            null = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(null, stream)
            code = work()
            sys.stdout.flush()
        finally:
            os._exit(code)
    _, status, used = os.wait4(child, 0)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))


def command(name: str, file: Path, seconds: int) -> Cost:
    """Return what a command takes for a file, in the folder that holds the claims."""

    def work() -> int:
        os.chdir(file.parent)
        from factcheck.cli import run

        return run([part.replace("{text}", file.name) for part in COMMANDS[name]])

    return cost(work, seconds)


def desk(folder: Path) -> dict[str, Maker]:
    """Write what the commands need, and return the inputs: those that are written down, and the words of many claims."""
    corpus = Corpus(1)
    (folder / CLAIMS).write_text((ROOT / CLAIMS).read_text("utf-8"), "utf-8")
    (folder / "many.yaml").write_text(corpus.registry(MANY), "utf-8")
    (folder / HELD).write_text((ROOT / "sources" / "nhiem-ky-2020-2025-kinh-te.md").read_text("utf-8"), "utf-8")
    claims = [corpus.claim(number) for number in range(MANY)]
    words = sorted({f"{word} " for claim in claims for word in claim.sentence(claim.value, "đạt").split()})
    wrong = tuple(claim.sentence("7.654", "đạt") + " " for claim in claims)
    return {**WORST, "many claims' words in any order": drawn(tuple(words)), "many claims contradicted": drawn(wrong)}


def growth(rows: list[tuple[int, Cost]], least: float) -> float | None:
    """Return the exponent by which the time above that of an empty text grows between the last two sizes; None where it is noise."""
    if len(rows) < 2 or rows[-1][1].seconds - least < TELLING:
        return None
    (small, first), (large, last) = rows[-2:]
    return math.log((last.seconds - least) / max(first.seconds - least, NOISE)) / math.log(large / small)


def measured(name: str, make: Maker, folder: Path, sizes: list[int], seconds: int, least: float) -> tuple[list[tuple[int, Cost]], str]:
    """Return the costs by size, and a word on what was not run."""
    rows: list[tuple[int, Cost]] = []
    for size in sizes:
        if len(rows) > 1:
            steep = max(growth(rows, least) or 1.0, 1.0)
            will = least + (rows[-1][1].seconds - least) * (size / rows[-1][0]) ** steep
            if will > seconds:
                return rows, f"{size:,} would take {will:,.0f} s"
        file = folder / "text.txt"
        file.write_text(f"{make(size - len(_END))}{_END}", "utf-8", newline="")
        rows.append((size, command(name, file, seconds * 2)))
        if rows[-1][1].code not in (0, 1, 3):
            return rows, f"{size:,} ended with {rows[-1][1].code}"
    return rows, ""


def main() -> int:
    """Print a row an input, and return 1 where one grows too fast or ends otherwise than it should."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", action="append", choices=COMMANDS, help="which commands; verify and verify200 if none is named")
    parser.add_argument("--only", action="append", default=[], help="inputs whose names hold this")
    parser.add_argument("--least", type=int, default=SIZES[0])
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    sizes = [size for size in SIZES if options.least <= size <= options.most]
    bad: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bounds-") as home:
        folder = Path(home)
        inputs = desk(folder)
        import factcheck.cli.verify  # noqa: F401 - loaded once, before processes are parted

        for name in options.command or ["verify", "verify200"]:
            empty = folder / "empty.txt"
            empty.write_text("Không có gì.\n", "utf-8")
            least = min(command(name, empty, 60).seconds for _ in range(3))
            print(f"\n{name}: {least:.2f} s for an empty text; seconds (MB) by characters\n", flush=True)
            print("  " + "input".ljust(38) + "".join(f"{size:>18,}" for size in sizes) + "   grows as", flush=True)
            for title, make in inputs.items():
                if options.only and not any(part in title for part in options.only):
                    continue
                rows, missing = measured(name, make, folder, sizes, options.seconds, least)
                steep = growth(rows, least)
                ended = bool(rows) and rows[-1][1].code not in (0, 1, 3)
                if ended or (steep is not None and steep > STEEPEST):
                    bad.append(f"{name}: {title}")
                cells = "".join(f"{f'{row.seconds:.2f} ({row.megabytes:.0f})':>18}" for _, row in rows).ljust(18 * len(sizes))
                told = "" if steep is None else f"n^{steep:.2f}{' !' if steep > STEEPEST else ''}"
                print(f"  {title:38}{cells}   {told}  {missing}".rstrip(), flush=True)
    print(f"\n{len(bad)} grow faster than n^{STEEPEST} or failed" + "".join(f"\n  {row}" for row in bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
