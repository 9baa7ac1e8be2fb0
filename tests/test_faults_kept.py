"""The cache killed, spoiled, taken away and written by two, made short: findings stay as they are without one, and no file is torn."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="as Linux tells it")


@pytest.fixture(scope="module")
def kept() -> Any:
    """Return the benchmark of these faults."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        spec = importlib.util.spec_from_file_location("faults_kept", BENCHMARKS / "faults_kept.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    module.desk.__wrapped__.__defaults__ = (250,)  # articles: half of what the benchmark takes
    return module


STEPS = {
    "killed": lambda kept, rng, count: kept.killed(2, rng, count),
    "spoiled": lambda kept, rng, count: kept.spoiled(2, rng, count),
    "two at once": lambda kept, rng, count: kept.at_once(1, rng, count),
    "extract killed": lambda kept, rng, count: kept.written("extract", kept.EXTRACT, ("facts.yaml",), 1, rng, count),
    "check killed": lambda kept, rng, count: kept.written("check", kept.FIX, ("draft.md",), 1, rng, count),
}


@pytest.mark.parametrize("name", STEPS)
def test_after_each_fault_the_findings_are_those_of_a_run_without_a_cache(kept: Any, name: str) -> None:
    count = Counter[str]()
    STEPS[name](kept, random.Random(name), count)
    assert +count, "nothing was tried"
    assert not kept.harms(count)


def test_what_is_counted_as_harm_is_told_from_what_is_only_counted(kept: Any) -> None:
    assert kept.harms(Counter({"cache after a kill: FINDINGS DIFFER": 1, "cache: killed": 3})) == ["cache after a kill: FINDINGS DIFFER"]
    assert not kept.harms(Counter({"cache after a kill: FINDINGS DIFFER": 0, "in the place of the cache: a pipe": 1}))
