"""Learn how much each word says about a fact, from news texts: rare words name it, common ones do not.

    python benchmarks/learn_weights.py vi TEXTS.jsonl[.gz] … > factcheck/lang/vi/weights.txt

Each input line is a JSON object; its strings `text`, `claim` and `context` are texts, those in the language given are counted. The output
has a line for every word that at least one text in a thousand (and three) holds: the word and its weight in hundredths,
log(N / df) / log(N). Words that are not listed weigh 1.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator

from factcheck import lang
from factcheck.extract.tokens import tokenize


def texts(paths: list[str]) -> Iterator[str]:
    """Return the texts of all files."""
    for path in paths:
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield from (row[key] for key in ("text", "claim", "context") if isinstance(row.get(key), str))


def main() -> None:
    """Print the table."""
    code, frequency, count = sys.argv[1], Counter[str](), 0
    language = lang.get(code)
    for text in texts(sys.argv[2:]):
        if lang.detect(text) != code:
            continue
        count += 1
        tokens = tokenize(text, 0, len(text))
        pairs = zip(tokens.keys, tokens.digits, strict=True)
        frequency.update({language.stem(key) for key, digit in pairs if not digit and key[0].isalpha()})
    for word, df in sorted(frequency.items(), key=lambda row: (-row[1], row[0])):
        if df < max(3, count / 1000):
            break
        print(f"{word}\t{round(100 * math.log(count / df) / math.log(count))}")


if __name__ == "__main__":
    main()
