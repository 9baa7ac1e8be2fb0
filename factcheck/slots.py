"""Do a claim's number and a mention fill the same slot? A linear model over named features, learned by benchmarks/learn_slots.py."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def weights() -> dict[str, float]:
    """Return the learned weight of each feature; the empty name is the bias."""
    lines = Path(__file__).with_name("slots.txt").read_text("utf-8").splitlines()
    return {name: float(weight) for name, _, weight in (line.partition("\t") for line in lines if not line.startswith("#"))}


def contributions(features: Mapping[str, float]) -> dict[str, float]:
    """Return what each feature adds to the score, in log odds."""
    table = weights()
    return {name: table.get(name, 0.0) * value for name, value in features.items()}


def probability(features: Mapping[str, float]) -> float:
    """Return how likely two numbers tell the same fact (0 to 1)."""
    odds = weights().get("bias", 0.0) + sum(contributions(features).values())
    return 1 / (1 + math.exp(-max(-50.0, odds)))
