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
    """Return the learned weight of each feature by model; `bias` is the log odds where every feature is 0."""
    table: dict[str, dict[str, float]] = {"topic": {}, "slot": {}, "certain": {}}
    for line in Path(__file__).with_name("slots.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            model, name, weight = line.split("\t")
            table[model][name] = float(weight)
    return table


@cache
def _terms(model: str, unknown: tuple[str, ...]) -> tuple[float, tuple[tuple[str, float], ...]]:
    """Return what a model gives before it has looked at a feature, and the weights of those that it looks at."""
    table = weights()[model]
    most = table["bias"] + sum(max(0.0, table.get(name, 0.0)) for name in unknown)
    return most, tuple((name, weight) for name, weight in table.items() if name != "bias" and name not in unknown)


def log_odds(model: str, features: Mapping[str, float], unknown: tuple[str, ...] = ()) -> float:
    """Return the log odds that a model gives, or the most it can while some features are unknown; those not given are 0."""
    odds, terms = _terms(model, unknown)
    for name, weight in terms:
        odds += weight * features.get(name, 0.0)
    return max(-50.0, odds)


def likelihood(model: str, features: Mapping[str, float], unknown: tuple[str, ...] = ()) -> float:
    """Return how likely a model holds the two for one (0 to 1), or the most it can while some features are unknown."""
    return 1 / (1 + math.exp(-log_odds(model, features, unknown)))


def odds(likelihood: float) -> float:
    """Return a likelihood between 0 and 1 as log odds."""
    return math.log(likelihood / (1 - likelihood)) if 0 < likelihood < 1 else math.copysign(50.0, likelihood - 0.5)


def contributions(model: str, features: Mapping[str, float]) -> dict[str, float]:
    """Return what each feature adds to the log odds of a model (its value times its weight), the heaviest first, without zeros and bias."""
    added = {name: weight * features.get(name, 0.0) for name, weight in weights()[model].items() if name != "bias"}
    return dict(sorted(((name, share) for name, share in added.items() if share), key=lambda row: (-abs(row[1]), row[0])))
