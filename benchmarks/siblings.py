"""How often a text contradicts a claim that is about another place or name: registries have such claims side by side.

    python benchmarks/siblings.py --headlines NEWS.jsonl[.gz]  # rows of title, text (the lead, beginning with the title) and published
    python benchmarks/siblings.py PAIRS.jsonl …               # rows of claim, context and label (SUPPORTED, REFUTED, NEI)

Each claim that its text supports is told with one number made wrong, as it is and with one of its places, or names, told as another of the
same kind from another claim. The first must be contradicted by its text; the others say nothing of what the text tells, unless it does
not name that place or name either.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from accuracy import said, share, verdicts
from learn_certain import Data, headlines, labelled, mutations

from factcheck import lang
from factcheck.extract import read

LARGE = ("province", "city", "country")
NAMES = {"vi": re.compile(r"(?<=[\w,] )[A-ZĐ]\w+(?: [A-ZĐ]\w+)+"), "en": re.compile(r"(?<=[\w,] )[A-Z][a-z]{3,}\b")}
Words = Sequence[tuple[str, str]]  # each with the level of a place, empty for a name


def places(text: str) -> Words:
    """Return the provinces, cities and countries that a statement names."""
    reading = read(text, lang.detect(text))
    standing = [place.place for n in range(len(reading.sentences)) for place in reading.places(n)]
    return [(place.label, place.level) for place in standing if place.name and place.level in LARGE]


def names(text: str) -> Words:
    """Return the names within a statement; a line of capitals tells none."""
    found = NAMES[lang.detect(text)].findall(text)
    return [] if 2 * len(found) > len(text.split()) else [(name, "") for name in found]


def renamed(claims: dict[str, str], words: Callable[[str], Words]) -> Iterator[tuple[str, str]]:
    """Yield each claim with one of its words told as another claim's of the same kind, by its name."""
    rng = random.Random(11)
    known = sorted({word for text in claims.values() for word in words(text)})
    for name, text in claims.items():
        if own := words(text):
            old, kind = rng.choice(own)
            if new := [word for word, level in known if level == kind and word.split()[0] not in text]:
                yield name, text.replace(old, rng.choice(new))


class Kind(NamedTuple):
    """What is told otherwise, and the claims that are told so."""

    what: str
    claims: dict[str, str]


def report(name: str, data: Data) -> None:
    """Print the figures of one file."""
    rng = random.Random(7)
    wrong = {n: m for n, text in data.claims.items() if data.known(n) and (m := next(mutations(text, rng), None)) is not None}
    kinds = [Kind("a number", wrong), *(Kind(f"and a {f.__name__[:-1]}", dict(renamed(wrong, f))) for f in (places, names))]
    print(name)
    for kind in kinds:
        found = [said(verdicts(data._replace(texts={n: data.texts[n]}), {n: text}), n) for n, text in kind.claims.items()]
        print(f"  {kind.what} made wrong: contradicted".ljust(42) + share(found.count("REFUTED"), len(found)))


def main() -> None:
    """Print the figures of all files."""
    news = "--headlines" in sys.argv
    for path in (name for name in sys.argv[1:] if name != "--headlines"):
        report(Path(path).name, (headlines if news else labelled)(path))


if __name__ == "__main__":
    main()
