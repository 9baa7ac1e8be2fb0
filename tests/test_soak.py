"""A long session, made short: `--watch` tells each change, and holds no more memory and no more files after many of them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read as Linux tells it")
def test_a_session_of_many_changes_holds_no_more_than_after_its_first() -> None:
    spec = importlib.util.spec_from_file_location("soak", ROOT / "benchmarks" / "soak.py")
    assert spec is not None
    assert spec.loader is not None
    soak = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(soak)
    rows = soak.soak(documents=300, changes=8, settle=100)
    assert len(rows) == 9
    assert rows[-1][0] < rows[2][0] + 4_000  # kilobytes
    assert rows[-1][1] <= rows[1][1] + 4  # the three of a cache are there or not; a change that leaves one open leaves eight
