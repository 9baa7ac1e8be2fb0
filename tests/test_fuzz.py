"""The fuzz targets on a few inputs each, and on those that once broke one: `make fuzz` has no target that cannot run or cannot fail."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

FUZZ = Path(__file__).parent.parent / "fuzz"
sys.path.insert(0, str(FUZZ))
from run import place, table  # noqa: E402
from stages import holds  # noqa: E402
from targets import TARGETS  # noqa: E402
from texts import PIECES, text_of  # noqa: E402

from factcheck.extract import read  # noqa: E402
from factcheck.model import Interval, replace  # noqa: E402

# target, input, what it broke
BROKE = [
    ("arithmetic", b"\x002025-99999999999-01. 5 x\xc3\xa3", "a month of eleven digits in a dateline"),
    ("quantities", b"\x009876543210123456789012345678999 \xc4\x91\xe1\xbb\x93ng", "more digits than the arithmetic of decimals keeps"),
    ("parquet", b"\x08H\x09\xf2\x06", "a footer at which the library ends the process"),
]


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds_on_inputs_at_random(name: str) -> None:
    chance = random.Random(name)
    for _ in range(40):
        TARGETS[name](chance.randbytes(chance.randrange(120)))


@pytest.mark.parametrize(("name", "data", "what"), BROKE, ids=[row[2] for row in BROKE])
def test_what_once_broke_a_target_does_no_more(name: str, data: bytes, what: str) -> None:
    TARGETS[name](data)


def test_every_piece_can_be_reached_and_every_way_makes_a_text() -> None:
    assert {text_of(bytes((1, n, 3))) for n in range(256)} >= set(PIECES)
    assert text_of(b"\x005 x\xc3\xa3") == "5 xã"
    assert all(text_of(bytes((way, 200, 9, 100, 40))) for way in range(4))


def test_a_broken_law_is_told_with_its_place() -> None:
    reading = read("Có 5 xã.", "vi")
    wrong = replace(reading.found[0].quantity, interval=Interval(reading.found[0].quantity.value + 1, None))
    broken: Callable[[], None] = lambda: holds(reading, wrong, 0)  # noqa: E731
    with pytest.raises(AssertionError) as caught:
        broken()
    assert place(caught.value).startswith("AssertionError at fuzz/stages.py:")


def test_the_page_tells_the_inputs_that_were_counted() -> None:
    assert table() in (FUZZ.parent / "docs" / "reliability.md").read_text("utf-8")
    assert all(f"| `{name}` |" in table() for name in TARGETS)
