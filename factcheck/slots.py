"""Do a claim and a mention tell the same fact? Two linear models over named features, learned by benchmarks/learn_slots.py.

`topic`: do the passage and the claim tell of one event or series; `slot`: does the number fill the claim number's place in it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the learned weight of each feature by model."""
    table: dict[str, dict[str, float]] = {"topic": {}, "slot": {}}
    for line in Path(__file__).with_name("slots.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            model, name, weight = line.split("\t")
            table[model][name] = float(weight)
    return table


def contributions(model: str, features: Mapping[str, float]) -> dict[str, float]:
    """Return what each feature adds to a model's score, in log odds."""
    return {name: weight * features.get(name, 0.0) for name, weight in weights()[model].items() if name != "bias"}


def likelihood(model: str, features: Mapping[str, float]) -> float:
    """Return how likely a model holds the two for one (0 to 1)."""
    odds = weights()[model]["bias"] + sum(contributions(model, features).values())
    return 1 / (1 + math.exp(-max(-50.0, odds)))


def probability(features: Mapping[str, float]) -> float:
    """Return how likely two numbers tell the same fact (0 to 1): both models must agree."""
    return likelihood("topic", features) * likelihood("slot", features)
