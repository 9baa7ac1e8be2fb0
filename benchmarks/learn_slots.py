"""Learn, without labels, when two numbers fill the same slot; writes factcheck/slots.txt.

    python benchmarks/learn_slots.py HEADLINES.jsonl[.gz] ARTICLES.jsonl[.gz]

HEADLINES has `title` and `text` (the lead, beginning with the title), ARTICLES `text` and `cluster` (articles of one cluster tell of
one event). Where a headline and its lead, or two papers on one event, tell an equal value, that is the same slot; other numbers of that
text with the same unit are not. Two balanced logistic regressions over the features of factcheck/features.py, with a fixed seed: `topic`
tells pairs of one event from pairs of two, `slot` tells the same slot from others within one event. Needs numpy.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from factcheck import lang
from factcheck.extract import Reading, read
from factcheck.match import Index, match
from factcheck.model import Claim, Position, Quantity

AGAINST = {"names absent", "names missing", "names swapped", "other names", "other numbers missing", "no unit"}

RIDGE = 0.1

Array: TypeAlias = "NDArray[np.float64]"
Row = tuple[dict[str, float], int, float]


def rows_of(path: str) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def claim_of(name: str, text: str, day: date | None = None) -> Claim | None:
    """Return a statement as a claim, or None where it has no quantity."""
    code = lang.detect(text)
    mentions = tuple(read(text, code, today=day).mentions)
    return Claim(name, text, code, mentions, Position(1, 1), date=day) if mentions else None


def published(story: Mapping[str, Any]) -> date:
    """Return the day of a story."""
    return date.fromisoformat(story["published"][:10])


def same(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities are equal as written."""
    return one.value * one.unit.factor == other.value * other.unit.factor and one.kind == other.kind


def telling(quantity: Quantity) -> bool:
    """Return whether an equal value is hardly chance: not a small count."""
    return len(quantity.value.normalize().as_tuple().digits) > 1 or (
        quantity.unit.dimension not in ("", "count") and abs(quantity.value) >= 10
    )


def pairs(index: Index, reading: Reading, own: set[int]) -> Iterator[Row]:
    """Yield labelled pairs of one document; `own` are the claims that tell the same event."""
    by_target: dict[Any, list[Any]] = defaultdict(list)
    for pair in match(index, reading, least=0.0):
        by_target[pair.target].append(pair)
    for target, group in by_target.items():
        quantity = index.claims[target.claim].mentions[target.mention].quantity
        equal = [p for p in group if same(quantity, reading.found[p.found].quantity)]
        if target.claim not in own:
            for pair in group:
                if not same(quantity, reading.found[pair.found].quantity):
                    yield dict(pair.features), 0, 0.5
            continue
        if not equal or not telling(quantity):
            continue
        best = max(equal, key=lambda p: p.features["claim words near"])
        yield dict(best.features), 1, 1.0
        for pair in group:
            if pair not in equal:
                yield dict(pair.features), 0, 1.0


def collect(headlines: str, articles: str) -> list[Row]:
    """Return all labelled pairs."""
    rng = random.Random(7)
    out: list[Row] = []
    stories = rows_of(headlines)
    rng.shuffle(stories)
    for at in range(0, len(stories), 2500):
        part = stories[at : at + 2500]
        claims = [(i, c) for i, s in enumerate(part) if (c := claim_of(str(i), s["title"], published(s))) is not None]
        index = Index([c for _, c in claims])
        place = {i: n for n, (i, _) in enumerate(claims)}
        for i, story in enumerate(part):
            lead = story["text"].removeprefix(story["title"]).strip()
            if len(lead) >= 60:
                out += pairs(index, read(lead, lang.detect(lead), today=published(story)), {place[i]} if i in place else set())
    clusters: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(articles):
        clusters[row["cluster"]].append(row["text"])
    for name, texts in clusters.items():
        for k, text in enumerate(texts):
            reading = read(text, "vi")
            sentences = sorted({f.sentence for f in reading.found})
            rng.shuffle(sentences)
            claims_or = [claim_of(f"{name}-{k}-{n}", reading.sentences[n].span.of(text)) for n in sentences[:12]]
            claims_here = [c for c in claims_or if c is not None]
            if claims_here:
                index = Index(claims_here)
                for other, their_text in enumerate(texts):
                    if other != k:
                        out += pairs(index, read(their_text, "vi"), set(range(len(claims_here))))
    return out


TOPIC = (
    "claim words in document", "claim words in passage", "claim words in sentence", "source words in claim", "names absent",
    "other names", "evidence", "other numbers", "same week", "rare words shared", "rare words in passage", "names missing", "names swapped",
    "word pairs shared", "word pairs in passage",
)  # fmt: skip
SLOT = (
    "claim words near", "words before", "words behind", "run before", "run behind", "clause in source", "clause in claim", "unit",
    "no unit", "claim words in sentence", "other numbers", "other numbers missing", "words in order",
)  # fmt: skip


def learn(rows: Sequence[Row], names: Sequence[str], against: Container[str], either: Container[str] = ()) -> tuple[float, list[float]]:
    """Return bias and weights of a logistic regression, each weight kept on the side that its feature argues for."""
    x = np.array([[features.get(name, 0.0) for name in names] + [1.0] for features, _, _ in rows])
    y = np.array([label for _, label, _ in rows], dtype=float)
    w = np.array([weight for _, _, weight in rows])
    sides = [(None, None) if name in either else (None, 0.0) if name in against else (0.0, None) for name in names]

    def loss(beta: Array) -> tuple[float, Array]:
        odds = x @ beta
        miss = w * (1 / (1 + np.exp(-odds)) - y)
        ridge = np.append(beta[:-1], 0.0)
        return float(w @ (np.logaddexp(0, odds) - y * odds) + RIDGE * ridge @ ridge), x.T @ miss + 2 * RIDGE * ridge

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=[*sides, (None, None)], options={"maxiter": 1000})
    hit = x @ found.x >= 0
    print(f"  right {y[hit].mean():.3f}, found {y[hit].sum() / y.sum():.3f}", file=sys.stderr)
    return found.x[-1], list(found.x[:-1])


def balanced(rows: Sequence[tuple[dict[str, float], int]]) -> list[Row]:
    """Return labelled rows with weights that make both labels count alike."""
    right = sum(label for _, label in rows)
    return [(features, label, 1000.0 / (right if label else len(rows) - right)) for features, label in rows]


def lines(model: str, bias: float, names: Sequence[str], beta: Sequence[float]) -> list[str]:
    """Return a model as lines of the table, the heaviest feature first."""
    ranked = sorted(zip(names, beta, strict=True), key=lambda row: -abs(row[1]))
    return [f"{model}\tbias\t{bias:.3f}", *(f"{model}\t{name}\t{weight:.3f}" for name, weight in ranked if abs(weight) >= 0.05)]


def main() -> None:
    """Learn and write the weights."""
    rows = collect(*sys.argv[1:3])
    own = [row for row in rows if row[2] == 1.0]
    data = {
        "topic": (balanced([(features, int(weight == 1.0)) for features, _, weight in rows]), TOPIC),
        "slot": (balanced([(features, label) for features, label, _ in own]), SLOT),
    }
    print(f"{len(rows)} pairs, {len(own)} of one event, {sum(label for _, label, _ in own)} of one slot", file=sys.stderr)
    text = ["# model, feature and weight in log odds, made by benchmarks/learn_slots.py and learn_certain.py"]
    for model, (examples, names) in data.items():
        bias, beta = learn(examples, names, AGAINST)
        text += lines(model, bias, names, beta)
    Path("factcheck/slots.txt").write_text("\n".join(text) + "\n", "utf-8")


if __name__ == "__main__":
    main()
