"""Do a claim and a mention tell the same fact? Two linear models over named features, learned by benchmarks/learn_slots.py.

`topic`: do the passage and the claim tell of one event or series; `slot`: does the number fill the claim number's place in it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the learned weight of each feature by model; `bias` is the log odds where every feature is 0."""
    table: dict[str, dict[str, float]] = {"topic": {}, "slot": {}}
    for line in Path(__file__).with_name("slots.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            model, name, weight = line.split("\t")
            table[model][name] = float(weight)
    return table


def likelihood(model: str, features: Mapping[str, float]) -> float:
    """Return how likely a model holds the two for one (0 to 1)."""
    return most_likely(model, features, ())


def most_likely(model: str, features: Mapping[str, float], unknown: Collection[str]) -> float:
    """Return the most that a model can say while some features are unknown; others that are not given are 0."""
    odds = 0.0
    for name, weight in weights()[model].items():
        if name in unknown:
            odds += max(0.0, weight)
        else:
            odds += weight * features.get(name, 0.0) if name != "bias" else weight
    return 1 / (1 + math.exp(-max(-50.0, odds)))
