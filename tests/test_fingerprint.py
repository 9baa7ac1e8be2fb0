"""What makes a finding the same one in another run."""

from __future__ import annotations

from sample_report import CONTRADICTED_FIRMS, FIRMS

from factcheck.fingerprint import fingerprints
from factcheck.model import ClaimResult, Finding, Position, replace


def names(*findings: Finding, text: str = FIRMS.text) -> list[str]:
    return fingerprints(ClaimResult(replace(FIRMS, text=text), "contradicted", findings))


def test_moving_and_rewording_around_a_number_keeps_its_name() -> None:
    moved = replace(
        CONTRADICTED_FIRMS, start=900, end=922, position=Position(40, 3), quote="Có hơn 3.100 doanh nghiệp mới.", quote_start=890
    )
    broken = replace(CONTRADICTED_FIRMS, found="hơn 3.100\n  doanh nghiệp")
    assert names(moved) == names(broken) == names(CONTRADICTED_FIRMS)


def test_another_number_source_reason_or_claim_is_another_finding() -> None:
    other = [
        names(replace(CONTRADICTED_FIRMS, found="hơn 3.200 doanh nghiệp")),
        names(replace(CONTRADICTED_FIRMS, expected="3.335 doanh nghiệp")),
        names(replace(CONTRADICTED_FIRMS, source="sources/khac.md")),
        names(replace(CONTRADICTED_FIRMS, reason="FC102")),
        names(CONTRADICTED_FIRMS, text="doanh nghiệp giải thể: 3.334 doanh nghiệp"),
        names(CONTRADICTED_FIRMS),
    ]
    assert len({name for row in other for name in row}) == len(other)


def test_one_number_told_twice_in_a_source_is_two_findings() -> None:
    once = names(CONTRADICTED_FIRMS)
    assert names(CONTRADICTED_FIRMS, CONTRADICTED_FIRMS)[:1] == once
    assert len(set(names(CONTRADICTED_FIRMS, CONTRADICTED_FIRMS))) == 2


def test_no_two_fields_run_into_one_another() -> None:
    assert names(replace(CONTRADICTED_FIRMS, found="1", expected="23")) != names(replace(CONTRADICTED_FIRMS, found="12", expected="3"))
