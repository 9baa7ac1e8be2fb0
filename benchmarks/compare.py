"""How many disagreements between papers `factcheck compare` finds, what it costs, and how many of those that are planted it finds.

    python benchmarks/compare.py ARTICLES.jsonl[.gz]                # rows of text and cluster: the papers on one event
    python benchmarks/compare.py ARTICLES.jsonl[.gz] --show         # each disagreement with its sentences, to be read and labelled
    python benchmarks/compare.py ARTICLES.jsonl[.gz] --plant 50     # a number changed in one of two papers that told it
    python benchmarks/compare.py ARTICLES.jsonl[.gz] --plant 50 --seeds 11 12 13 14 15 16   # the same with other seeds: mean and spread
    python benchmarks/compare.py ARTICLES.jsonl[.gz] --mixed        # all events at once: what is told across events (--show lists it)
    python benchmarks/compare.py ARTICLES.jsonl[.gz] --cost 100 600 # all of so many articles at once: seconds, megabytes
    python benchmarks/compare.py ARTICLES.jsonl[.gz] --topic 100 600 # so many articles recombined from those of one topic

A number is planted where two papers of a cluster each tell it once, in sentences of which the shorter shares half its words with the other:
made larger or smaller by 10 to 50 %, in the same shape, with a fixed seed. It is found if some disagreement shows the changed number.
Every second event (by name) is called half A, on which rules are set; the others are half B.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path
from statistics import fmean, stdev
from time import process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from learn_slots import rows_of, same, telling

from factcheck import lang
from factcheck.compare import Comparison, compare
from factcheck.extract import Reading, read
from factcheck.model import Source
from factcheck.partners import partners
from factcheck.report.compare import render_text
from factcheck.words import Passages

SEED = 11
SHARED = 0.5  # of the words of the shorter sentence
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class Plant(NamedTuple):
    """A number changed in one paper: the papers' texts, which was changed, and whether two papers were brought together by it before."""

    cluster: str
    paper: int
    was: str
    now: str
    texts: tuple[str, ...]
    joined: bool


def compared(name: str, texts: Sequence[str]) -> Comparison:
    """Return what texts on one event disagree about."""
    return compare(Source(f"{name}/{n}", text, lang=lang.detect(text)) for n, text in enumerate(texts))


def once(text: str, number: str) -> bool:
    """Return whether a text holds a number once, as written."""
    return len(re.findall(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)", text)) == 1


def changed(number: str, rng: random.Random) -> str:
    """Return a number larger or smaller by 10 to 50 % in the same shape, or the same where none is found."""
    digits = re.sub(r"\D", "", number)
    zeros = max(0, min(len(digits) - len(digits.rstrip("0")), len(digits) - 2))
    for _ in range(200):
        made = str(round(int(digits) * (1 + rng.choice((-1, 1)) * rng.uniform(0.1, 0.5))))
        made = made[: len(made) - zeros] + "0" * zeros
        if len(made) == len(digits) and made != digits:
            figures = iter(made)
            return "".join(next(figures) if char.isdigit() else char for char in number)
    return number


def twice(readings: Sequence[Reading]) -> Iterator[tuple[int, str]]:
    """Yield each number that a paper and another tell, once each and in like sentences, with the paper."""
    for (i, one), (_, other) in permutations(enumerate(readings), 2):
        for found in one.found:
            number = found.quantity.number.of(one.text)
            if not telling(found.quantity) or not _DIGITS.fullmatch(number) or not once(one.text, number) or not once(other.text, number):
                continue
            for twin in other.found:
                words = [{key for key in r.tokens(f.sentence).keys if key[0].isalpha()} for r, f in ((one, found), (other, twin))]
                alike = len(words[0] & words[1]) >= SHARED * max(1, min(map(len, words)))
                if alike and same(found.quantity, twin.quantity) and found.quantity.unit.dimension == twin.quantity.unit.dimension:
                    yield i, number


def plants(clusters: Mapping[str, Sequence[str]], seed: int) -> Iterator[Plant]:
    """Yield one planted number a cluster, the clusters shuffled."""
    rng, names = random.Random(seed), sorted(clusters)
    rng.shuffle(names)
    for name in names:
        texts = list(clusters[name])
        found = sorted(set(twice([read(text, lang.detect(text)) for text in texts])))
        if not found:
            continue
        paper, was = rng.choice(found)
        now = changed(was, rng)
        if any(now in text for text in texts):
            continue
        joined = shows(compared(name, texts), f"{name}/{paper}", was, facts=True)
        texts[paper] = re.sub(rf"(?<![\d.,]){re.escape(was)}(?!\d|[.,]\d)", now, texts[paper])
        yield Plant(name, paper, was, now, tuple(texts), joined)


def shows(comparison: Comparison, source: str, number: str, facts: bool = False) -> bool:
    """Return whether a number of a source is in some disagreement, or with `facts` in some fact that another source tells too."""
    disagree = (version for row in comparison.disagreements for version in row.versions)
    versions = [*comparison.agreements, *disagree] if facts else list(disagree)
    return any(t.source.name == source and number in t.text for version in versions for t in version.tellings)


def sown(clusters: Mapping[str, Sequence[str]], number: int, seed: int) -> dict[str, float]:
    """Print which of so many planted numbers are found; return the shares that are, of all and of each half."""
    made = [plant for plant, _ in zip(plants(clusters, seed), range(number), strict=False)]
    hits = [shows(compared(plant.cluster, plant.texts), f"{plant.cluster}/{plant.paper}", plant.now) for plant in made]
    joined = [hit for plant, hit in zip(made, hits, strict=True) if plant.joined]
    for plant, hit in zip(made, hits, strict=True):
        print(f"  {'found ' if hit else 'missed'} {plant.cluster}/{plant.paper}: {plant.was} told as {plant.now}")
    print(f"seed {seed}: planted {len(made)}, found {sum(hits)}; of {len(joined)} that had been brought together, {sum(joined)}")
    order = sorted(clusters)
    halves = {
        half: [hit for plant, hit in zip(made, hits, strict=True) if order.index(plant.cluster) % 2 == k] for k, half in enumerate("AB")
    }
    return {name: fmean(row) for name, row in (("all", hits), *halves.items())}


def recombined(texts: Sequence[str], number: int) -> list[str]:
    """Return so many articles made of sentences of the articles of one topic: those most like the one that most are like.

    Each has a dozen sentences in a row from three of them; two numbers in three are changed, as another event of the topic would have them.
    """
    rng = random.Random(SEED)
    near = partners([Passages(read(text, lang.detect(text))) for text in texts])
    middle = max(range(len(texts)), key=lambda k: (sum(near[k].values()), -k))
    topic = [middle, *near[middle]]
    topic += [k for one in tuple(topic) for k in near[one]]
    pool = [re.split(r"(?<=[.!?]) +", texts[k]) for k in dict.fromkeys(topic)]

    def told(sentence: str) -> str:
        return _DIGITS.sub(lambda found: changed(found[0], rng) if rng.random() < 2 / 3 else found[0], sentence)

    def article() -> str:
        parts = [(rng.choice(pool), rng.random()) for _ in range(3)]
        return " ".join(told(line) for lines, at in parts for line in lines[int(at * max(1, len(lines) - 4)) :][:4])

    return [article() for _ in range(number)]


def across(comparison: Comparison) -> Comparison:
    """Return a comparison with those disagreements only that two events have."""
    rows = comparison.disagreements
    events = [{t.source.name.split("/")[0] for version in row.versions for t in version.tellings} for row in rows]
    return comparison._replace(disagreements=tuple(row for row, event in zip(rows, events, strict=True) if len(event) > 1))


def cost(texts: Sequence[str]) -> None:
    """Print what it costs to hold texts together."""
    start = process_time()
    done = compared("all", texts)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = f"{done.quantities} quantities, {done.facts} facts, {len(done.disagreements)} disagreements"
    print(f"{len(texts)} articles at once: {process_time() - start:.1f} s, {most} MB, {told}", flush=True)


def main() -> None:
    """Print the figures that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--plant", type=int, default=0)
    parser.add_argument("--seeds", type=int, nargs="+", default=[SEED])
    parser.add_argument("--mixed", action="store_true")
    parser.add_argument("--cost", type=int, nargs="*", default=[])
    parser.add_argument("--topic", type=int, nargs="*", default=[])
    given = parser.parse_args()
    clusters: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(given.articles):
        clusters[row["cluster"]].append(row["text"])
    texts = [text for name in sorted(clusters) for text in clusters[name]]
    for number in given.cost:
        cost(texts[:number])
    for number in given.topic:
        cost(recombined(texts, number))
    if given.plant:
        shares = [sown(clusters, given.plant, seed) for seed in given.seeds]
        for name in shares[0] if len(shares) > 1 else ():
            found = [share[name] for share in shares]
            print(f"{name}: mean {fmean(found):.1%}, spread {stdev(found):.1%}, from {min(found):.0%} to {max(found):.0%}")
    if given.mixed:
        done = compare(Source(f"{n}/{k}", text, lang=lang.detect(text)) for n in sorted(clusters) for k, text in enumerate(clusters[n]))
        print(f"{len(done.disagreements)} disagreements, {len(across(done).disagreements)} of them across events")
        if given.show:
            print(render_text(across(done), width=112))
    if given.cost or given.topic or given.plant or given.mixed:
        return
    start, all_done = process_time(), []
    for name in sorted(clusters):
        done = compared(name, clusters[name])
        all_done.append(done)
        if given.show and done.disagreements:
            print(f"== {name}\n{render_text(done, width=112)}")
    quantities, shared, facts = (sum(getattr(done, key) for done in all_done) for key in ("quantities", "shared", "facts"))
    count = sum(len(done.disagreements) for done in all_done)
    print(f"{len(all_done)} events, {quantities} quantities, {shared} of them tell {facts} facts that two papers or more tell")
    print(f"{count} disagreements; {process_time() - start:.0f} s")


if __name__ == "__main__":
    main()
