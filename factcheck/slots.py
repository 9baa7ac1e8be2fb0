"""Do a claim and a mention tell the same fact? Two linear models over named features, learned by benchmarks/learn_slots.py.

`topic`: do the passage and the claim tell of one event or series; `slot`: does the number fill the claim number's place in it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
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
    return _logistic(sum(weight * features[name] if name != "bias" else weight for name, weight in weights()[model].items()))


def most_likely(model: str, features: Mapping[str, float], unknown: Sequence[str]) -> float:
    """Return the most that a model can say while some features are unknown."""
    table = weights()[model]
    known = sum(weight * features[name] for name, weight in table.items() if name in features)
    return _logistic(table["bias"] + known + sum(max(0.0, table.get(name, 0.0)) for name in unknown))


def contributions(features: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Return what each feature adds to each model, in log odds."""
    return {
        model: {name: weight * features[name] for name, weight in table.items() if name in features} for model, table in weights().items()
    }


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-50.0, odds)))
