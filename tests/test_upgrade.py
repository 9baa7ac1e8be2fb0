"""What earlier versions wrote is still read, and what read their reports still reads today's; the files are named for their commits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import Newsroom

EARLIER = Path(__file__).parent / "cases" / "earlier"
REPORTS = sorted(EARLIER.glob("*.json"))
# What was weighed and which words were shared differs from finding to finding, and with what was learned.
LEARNED = {"features", "contributions", "alike", "weights", "words"}


def keys(value: object, path: str = "") -> Iterator[str]:
    """Yield the path of each key of a report; all items of a list are one."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield f"{path}.{key}"
            if key not in LEARNED:
                yield from keys(below, f"{path}.{key}")
    elif isinstance(value, list):
        for item in value:
            yield from keys(item, f"{path}[]")


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_key_of_an_earlier_report_is_still_there(newsroom: Newsroom, path: Path) -> None:
    earlier = json.loads(path.read_bytes())
    newsroom.book.write_bytes((EARLIER / "c3d8532.yaml").read_bytes())
    today = newsroom.report(today="2026-11-21")
    assert earlier["schema"] == today["schema"]
    assert set(keys(earlier)) - set(keys(today)) == set()
    assert len(set(keys(earlier))) > 20


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_what_an_earlier_report_contradicted_is_contradicted_still(newsroom: Newsroom, path: Path) -> None:
    def told(report: dict[str, list[dict[str, list[dict[str, object]]]]]) -> set[tuple[object, ...]]:
        named = ("verdict", "reason", "source", "line", "column")
        return {tuple(finding[name] for name in named) for claim in report["claims"] for finding in claim["findings"]}

    assert told(json.loads(path.read_bytes())) == told(newsroom.report())


def test_an_acknowledgement_that_was_written_earlier_lets_pass_what_it_let_pass(newsroom: Newsroom) -> None:
    newsroom.book.write_bytes((EARLIER / "c3d8532.yaml").read_bytes())
    assert newsroom.standing() == (1, 1, [])
    assert newsroom.ack("firms").code == 0
    assert newsroom.book.read_bytes().startswith((EARLIER / "c3d8532.yaml").read_bytes())
    assert newsroom.standing() == (0, 2, [])


def test_a_finding_can_be_acknowledged_by_the_fingerprint_of_an_earlier_report(newsroom: Newsroom) -> None:
    report = json.loads((EARLIER / "c3d8532.json").read_bytes())
    for claim in report["claims"]:
        for finding in claim["findings"]:
            assert newsroom.ack(finding["fingerprint"]).code == 0
    assert newsroom.standing() == (0, 2, [])
