"""Do a claim's number and a mention fill the same slot? A linear model over named features, learned by benchmarks/learn_slots.py."""

from __future__ import annotations

import math
from collections.abc import Mapping

BIAS = -5.0
WEIGHTS: dict[str, float] = {
    "claim words near": 4.0,
    "source words near": 4.0,
    "claim words in sentence": 1.0,
    "claim words in passage": 2.0,
    "word pairs": 1.0,
    "left word": 0.7,
    "right word": 0.7,
    "unit": 1.0,
    "names missing": -1.0,
    "names absent": -2.0,
    "other names": -0.5,
    "other numbers": 1.0,
    "has other numbers": 0.0,
    "wording": 1.0,
    "order": 0.3,
}


def probability(features: Mapping[str, float]) -> float:
    """Return how likely two numbers tell the same fact (0 to 1)."""
    total = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-total)) if total > -50 else 0.0
