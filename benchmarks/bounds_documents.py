"""What the worst documents cost to read: CPU time and memory by bytes, for each kind; one that takes longer than --seconds fails the run.

    python benchmarks/bounds_documents.py                      # every kind, 100 KB and 1 MB
    python benchmarks/bounds_documents.py --kind pdf --size 10000000

Each is read in a process of its own. Some are far smaller than is asked for, because it is a few bytes that unfold, or are packed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from bounds import ROOT, cost

sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from worst_documents import WORST  # noqa: E402

REFUSED = 2


def reading(path: Path) -> Callable[[], int]:
    """Return what reads a document: 0, or 2 where it is refused."""

    def work() -> int:
        from factcheck.errors import FactcheckError
        from factcheck.load.sources import load_sources

        try:
            for _ in load_sources([str(path)]):
                pass
        except FactcheckError:
            return REFUSED
        return 0

    return work


def main() -> int:
    """Print a row a document, and return 1 where one took too long or ended otherwise than by being read or refused."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kind", action="append", choices=WORST)
    parser.add_argument("--size", type=int, action="append", help="bytes (100,000 and 1,000,000)")
    parser.add_argument("--seconds", type=int, default=300)
    options = parser.parse_args()
    sizes = options.size or [100_000, 1_000_000]
    bad: list[str] = []
    with tempfile.TemporaryDirectory(prefix="bounds-") as home:
        for kind in options.kind or WORST:
            print(f"\n{kind}: bytes, seconds (MB)\n" + "".join(f"{size:>38,}" for size in sizes), flush=True)
            for name, make in WORST[kind].items():
                cells = ""
                for size in sizes:
                    path = Path(home) / f"a.{kind}"
                    path.write_bytes(make(size))
                    spent = cost(reading(path), options.seconds)
                    if spent.code not in (0, REFUSED):
                        bad.append(f"{kind}: {name}, {size:,}")
                    told = {0: "read", REFUSED: "refused"}.get(spent.code, "too long")
                    cells += f"{path.stat().st_size:>13,}  {f'{spent.seconds:.2f} ({spent.megabytes:.0f})':>14} {told:8}"
                print(f"  {name:46}{cells}".rstrip(), flush=True)
    print(f"\n{len(bad)} took too long or failed" + "".join(f"\n  {row}" for row in bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
