"""What `factcheck extract` proposes from real texts: how much, whether each is supported by its own text, and a sample to be read.

    python benchmarks/extract.py FILE …                    # texts, or rows of text (JSON lines): how many, and what they are lost for
    python benchmarks/extract.py FILE … --sample 100       # so many of the proposals, by a fixed seed, to be read and labelled
    python benchmarks/extract.py FILE … --sample 100 --seed 7
    python benchmarks/extract.py FILE … --together         # the texts of a cluster (an event) at once, in place of one by one

Each text is verified again with what was proposed from it, as `factcheck verify` would: every claim must be supported.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from learn_slots import rows_of

from factcheck import lang
from factcheck.load.registry import read_registry
from factcheck.load.sources import load_sources
from factcheck.model import Registry, Source
from factcheck.pipeline import check
from factcheck.propose import Known, Proposed, propose
from factcheck.propose.entry import Entry, text_of

SEED = 2025
SHOWN = ("metric", "value", "period", "place", "status", "date")


def texts(names: Iterable[str], together: bool) -> Iterator[list[Source]]:
    """Yield the texts to be extracted from at once."""
    for name in names:
        if ".jsonl" not in name:
            yield from ([source] for source in load_sources([name]))
            continue
        groups: dict[str, list[Source]] = defaultdict(list)
        for number, row in enumerate(rows_of(name)):
            text = row.get("text") or row["context"]
            cluster = row.get("cluster", "") if together else ""
            groups[cluster or str(number)].append(Source(f"{number}", text, lang=lang.detect(text)))
        yield from groups.values()


def verdicts(proposed: Proposed, sources: list[Source]) -> Counter[str]:
    """Return how many of the proposed claims have which verdict in the texts that they come from."""
    entries = [entry for each in proposed.proposals if not each.is_disputed for entry in each.entries]
    if not entries:
        return Counter()
    report = check(read_registry(text_of(entries), "")[0], sources)
    return Counter(result.verdict for result in report.results)


def shown(entry: Entry) -> str:
    """Return an entry as it is read and labelled."""
    told = "; ".join(f"{key} {entry.get(key)}" for key in SHOWN if entry.get(key))
    return f"{entry.get('claim')}\n     {told}"


def main() -> None:
    """Print the figures, or a sample."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--together", action="store_true")
    given = parser.parse_args()
    start, counts, told = process_time(), Counter[str](), Counter[str]()
    entries: list[Entry] = []
    for sources in texts(given.files, given.together):
        proposed = propose(sources, Known(Registry("", ())))
        told += verdicts(proposed, sources)
        entries += [entry for each in proposed.proposals for entry in each.entries[:1]]
        counts["texts"] += len(sources)
        counts["quantities"] += proposed.quantities
        counts["claims"] += len(proposed.proposals) - proposed.disputed
        counts["disputed"] += proposed.disputed
        counts["told by several"] += sum(len(entry.origins) > 1 for each in proposed.proposals for entry in each.entries[:1])
        counts["not supported by their own text, and left out"] += len(proposed.unsupported)
    print(", ".join(f"{count:,} {name}" for name, count in counts.items()), f"({process_time() - start:.0f} s)")
    print("verified with their own texts:", ", ".join(f"{count:,} {verdict}" for verdict, count in sorted(told.items())))
    rng = random.Random(given.seed)
    for number, entry in enumerate(rng.sample(entries, min(given.sample, len(entries))), 1):
        print(f"{number:3}. {shown(entry)}")


if __name__ == "__main__":
    main()
