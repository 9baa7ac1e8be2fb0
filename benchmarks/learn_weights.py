"""Learn how much each word says about a fact, from news texts: rare words name it, common ones do not.

    python benchmarks/learn_weights.py vi TEXTS.jsonl[.gz] … > factcheck/lang/vi/weights.txt
    python benchmarks/learn_weights.py en > factcheck/lang/en/weights.txt      # without texts: from general frequencies

Each input line is a JSON object; its strings `text`, `claim` and `context` are texts, those in the language given are counted. The output
has every word that at least one text in a thousand (and three) holds, a line for each weight: hundredths and their words, by
log(N / df) / log(N). Words that are not listed weigh 1.

Where no texts of a language are at hand, the share of texts that hold a word is reckoned from how often it stands in text in general, as
told by the package wordfreq (Robyn Speer, data under CC BY-SA 4.0), for news of a hundred words.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from factcheck import lang
from factcheck.extract.tokens import tokenize

WORDS, LENGTH, TEXTS = 60_000, 100, 20_000  # words looked up, words of a text, texts among which a word is rare
HEAVIEST = 0.8  # what is rarer weighs 1


def texts(paths: list[str]) -> Iterator[str]:
    """Return the texts of all files."""
    for path in paths:
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield from (row[key] for key in ("text", "claim", "context") if isinstance(row.get(key), str))


def general(code: str) -> None:
    """Print the table of a language from the general frequency of its words."""
    from wordfreq import top_n_list, word_frequency

    stem, often = lang.get(code).stem, defaultdict[str, float](float)
    for word in top_n_list(code, WORDS):
        if word[0].isalpha():
            often[stem(word)] += word_frequency(word, code)
    table: defaultdict[int, list[str]] = defaultdict(list)
    for word, frequency in sorted(often.items(), key=lambda row: (-row[1], row[0])):
        weight = -math.log(-math.expm1(-frequency * LENGTH)) / math.log(TEXTS)
        if weight <= HEAVIEST:
            table[max(1, round(100 * weight))].append(word)
    show(table)


def show(table: Mapping[int, Sequence[str]]) -> None:
    """Print a line for each weight: its hundredths, and its words."""
    for hundredths, words in sorted(table.items()):
        print(f"{hundredths}\t{' '.join(words)}")


def main() -> None:
    """Print the table."""
    code, frequency, count = sys.argv[1], Counter[str](), 0
    if not sys.argv[2:]:
        general(code)
        return
    language = lang.get(code)
    for text in texts(sys.argv[2:]):
        if lang.detect(text) != code:
            continue
        count += 1
        tokens = tokenize(text, 0, len(text))
        pairs = zip(tokens.keys, tokens.digits, strict=True)
        frequency.update({language.stem(key) for key, digit in pairs if not digit and key[0].isalpha()})
    table: defaultdict[int, list[str]] = defaultdict(list)
    for word, df in sorted(frequency.items(), key=lambda row: (-row[1], row[0])):
        if df < max(3, count / 1000):
            break
        table[round(100 * math.log(count / df) / math.log(count))].append(word)
    show(table)


if __name__ == "__main__":
    main()
