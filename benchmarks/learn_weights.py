"""Learn how much each Vietnamese syllable says about a fact, from a folder of news: rare words name it, common ones do not.

    python benchmarks/learn_weights.py TEXTS.jsonl[.gz] … > factcheck/lang/vi/weights.txt

Each input line is a JSON object with a `text` (or `documents`, a list of objects with one). The output has a line for every word that at
least one document in a thousand holds: the word and its weight in hundredths, log(N / df) / log(N). Words that are not listed weigh 1.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from factcheck.extract.tokens import tokenize


def texts(paths: list[str]) -> Iterator[str]:
    """Return the texts of all files, one a document."""
    for path in paths:
        opener = gzip.open if path.endswith(".gz") else Path.open
        with opener(Path(path), "rt", encoding="utf-8") as lines:  # type: ignore[operator]
            for line in lines:
                row = json.loads(line)
                for document in row.get("documents", [row]):
                    yield document["text"] if isinstance(document, dict) else document


def main() -> None:
    """Print the table."""
    frequency: Counter[str] = Counter()
    count = 0
    for text in texts(sys.argv[1:]):
        count += 1
        tokens = tokenize(text, 0, len(text))
        frequency.update({key for key, digit in zip(tokens.keys, tokens.digits, strict=True) if not digit and key[0].isalpha()})
    for word, df in sorted(frequency.items(), key=lambda row: (-row[1], row[0])):
        if df * 1000 < count:
            break
        print(f"{word}\t{round(100 * math.log(count / df) / math.log(count))}")


if __name__ == "__main__":
    main()
