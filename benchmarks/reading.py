"""How fast quantities are read: megabytes (UTF-8) a second on one core.

It takes as long as there are quantities: an article has about three in a KB, our own short reports, of nothing but figures, have twelve.

python benchmarks/reading.py [FILE …]     # the repository's own sources, repeated, where no file is named
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factcheck import lang
from factcheck.extract import read

ROUNDS = 5
LEAST = 2_000_000  # bytes a round; fewer are repeated


def texts(paths: list[Path]) -> list[str]:
    """Return the files' texts, repeated until they are worth timing."""
    once = [path.read_text("utf-8") for path in paths]
    size = sum(len(text.encode()) for text in once)
    return once * (1 + LEAST // max(1, size))


def main() -> None:
    """Print the best and the first of some rounds; the first fills the memory of words seen."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(Path(__file__).resolve().parent.parent.glob("sources/*.txt"))
    documents = [(text, lang.detect(text)) for text in texts(paths)]
    size = sum(len(text.encode()) for text, _ in documents) / 1e6
    times, found = [], 0
    for _ in range(ROUNDS):
        start = process_time()
        found = sum(len(read(text, code).found) for text, code in documents)
        times.append(process_time() - start)
    speed = f"first {size / times[0]:.1f} MB/s, best of {ROUNDS} {size / min(times):.1f} MB/s"
    print(f"{len(documents)} documents, {size:.1f} MB, {found / size / 1e3:.1f} quantities a KB: {speed}")


if __name__ == "__main__":
    main()
