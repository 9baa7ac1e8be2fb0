"""What texts say of statements whose numbers are told the other way round: *A 3 %, B 9 %* for *A 9 %, B 3 %*.

    python benchmarks/turned.py PAIRS.jsonl …                   # rows of claim, context and label (SUPPORTED, REFUTED, NEI)
    python benchmarks/turned.py --clusters ARTICLES.jsonl[.gz]  # rows of cluster and text: papers on one event

Each statement that a text supports, a sentence of another paper or of the text itself, is told with its first two numbers of one unit
swapped. Nothing may be supported then, and what is contradicted is right; unswapped, what is contradicted is wrong.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from accuracy import share
from learn_slots import claim_of, rows_of

from factcheck import lang
from factcheck.extract import read
from factcheck.model import Claim, Registry, Source
from factcheck.pipeline import check

Pair = tuple[str, str, str]  # a kind of pair, a statement, and a text that may tell it


def pairs(path: str) -> Iterator[Pair]:
    """Yield each true claim of a file with its own text."""
    for row in rows_of(path):
        if row["label"] == "SUPPORTED":
            yield Path(path).name, row["claim"], row["context"]


def clustered(path: str) -> Iterator[Pair]:
    """Yield each sentence of an article with the article, and with the others of its cluster that do not have it word for word."""
    events = defaultdict(list)
    data = Path(path).read_bytes()
    for line in (gzip.decompress(data) if path.endswith(".gz") else data).decode().splitlines():
        row = json.loads(line)
        events[row["cluster"]].append(row["text"])
    for texts in events.values():
        for text in texts:
            for sentence in read(text, lang.detect(text)).sentences:
                told = sentence.span.of(text).strip()
                yield "the sentence's own text", told, text
                yield from (("another paper", told, other) for other in texts if other != text and told not in other)


def swapped(claim: Claim) -> str | None:
    """Return a statement with its first two numbers of one unit swapped, None where it has no such two."""
    for one, other in combinations([mention.quantity for mention in claim.mentions], 2):
        if one.unit == other.unit and one.kind == other.kind and one.value != other.value:
            first, second, text = one.number, other.number, claim.text
            return text[: first.start] + second.of(text) + text[first.end : second.start] + first.of(text) + text[second.end :]
    return None


def said(statement: str, text: str) -> str:
    """Return what a text says of a statement: contradicted, supported or nothing."""
    claim = claim_of("statement", statement, None)
    if claim is None:
        return "nothing"
    (result,) = check(Registry("", (claim,)), [Source("text", text, lang=lang.detect(text))]).results
    found = {finding.verdict for finding in result.findings}
    return next((verdict for verdict in ("contradicted", "supported") if verdict in found), "nothing")


def main() -> None:
    """Print what comes out for each kind of pair."""
    read_file = clustered if "--clusters" in sys.argv else pairs
    before: dict[str, Counter[str]] = defaultdict(Counter)
    after: dict[str, Counter[str]] = defaultdict(Counter)
    for path in (name for name in sys.argv[1:] if name != "--clusters"):
        for kind, statement, text in read_file(path):
            claim = claim_of("statement", statement, None)
            turned = None if claim is None else swapped(claim)
            if turned is None:
                continue
            verdict = said(statement, text)
            before[kind][verdict] += 1
            if verdict == "supported":
                after[kind][said(turned, text)] += 1
    for kind, verdicts in before.items():
        whole, then = after[kind].total(), after[kind]
        print(f"{kind}: {verdicts.total()} statements with two numbers of one unit")
        print(f"  as they are:   contradicted {share(verdicts['contradicted'], verdicts.total())}, supported {whole}")
        print(f"  of these, swapped: contradicted {share(then['contradicted'], whole)}, supported {share(then['supported'], whole)}")


if __name__ == "__main__":
    main()
