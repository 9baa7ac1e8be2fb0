"""One quantity of a claim beside one of a source: the gates of scope, then the intervals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pytest
import yaml
from verdict_cases import registry

from factcheck.extract import parse_period, parse_place, read
from factcheck.judge import Judgement, judge, same_period, same_place


class Row(NamedTuple):
    """A claim and a text of one quantity each, and the reason that comes out."""

    claim: str
    text: str
    reason: str


def judged(claim: str, text: str, *, hedges: str = "implied", day: date | None = None, rates: str = "", **keys: str) -> Judgement:
    """Return the judgement on the only quantity of a text beside the only one of a claim; both are read as the command reads them."""
    return judged_with(claim, text, keys, hedges=hedges, day=day, rates=rates)


def judged_with(
    claim: str, text: str, keys: Mapping[str, str], *, hedges: str = "implied", day: date | None = None, rates: str = ""
) -> Judgement:
    """Return the same for a claim with further keys of the registry."""
    entry = {"lang": "vi", "claims": [{"id": "c", "claim": claim, **keys}], **({"rates": yaml.safe_load(rates)} if rates else {})}
    facts = registry(yaml.safe_dump(entry, allow_unicode=True))
    (target,) = facts.claims[0].mentions
    (mention,) = read(text, "vi").mentions
    return judge(facts.claims[0], target, mention, day, facts.rates, hedges)


def ids(rows: list[Row]) -> list[str]:
    return [f"{row.claim} | {row.text}" for row in rows]


POINTS = [
    Row("Thu 234,58 tỷ đồng", "Thu 234,6 tỷ đồng", "FC301"),
    Row("Thu 234,58 tỷ đồng", "Thu 234,9 tỷ đồng", "FC101"),
    Row("Tỷ lệ là 7,1%", "Tỷ lệ là 7%", "FC301"),
    Row("Tỷ lệ là 1,36%", "Tỷ lệ là 1,4%", "FC301"),
    Row("Tỷ lệ là 8,4%", "Tỷ lệ là 8%", "FC101"),
    Row("Có 3.334 doanh nghiệp", "Có 3.300 doanh nghiệp", "FC301"),
    Row("Có 24 xã", "Có 20 xã", "FC101"),
    Row("Có 69 xã", "Có 70 xã", "FC101"),
    Row("Dài 4,2 km", "Dài 4,26 km", "FC101"),
    Row("Dài 4,2 km", "Dài 4,24 km", "FC301"),
    Row("Có ba nghìn một trăm người", "Có 3.100 người", "FC301"),
    Row("Thu 2 tỷ rưỡi đồng", "Thu 2.500 triệu đồng", "FC301"),
]
HEDGES = [
    Row("Có 3.334 doanh nghiệp", "Có hơn 3.100 doanh nghiệp", "FC101"),
    Row("Có 3.334 doanh nghiệp", "Có hơn 3.300 doanh nghiệp", "FC302"),
    Row("Có 3.334 doanh nghiệp", "Có hơn 3.400 doanh nghiệp", "FC101"),
    Row("Trồng 1.930 ha", "Trồng gần 2.000 ha", "FC302"),
    Row("Trồng 2.010 ha", "Trồng gần 2.000 ha", "FC101"),
    Row("Trồng 1.700 ha", "Trồng gần 2.000 ha", "FC101"),
    Row("Đạt 24,3 tỷ USD", "Đạt khoảng 24,2 tỷ USD", "FC302"),
    Row("Đạt 24,6 tỷ USD", "Đạt khoảng 24,2 tỷ USD", "FC101"),
    Row("Có hơn 37 nghìn người", "Có hơn 30 nghìn người", "FC101"),
    Row("Có hơn 37 nghìn người", "Có hơn 37.000 người", "FC301"),
    Row("Có hơn 37 nghìn người", "Có 37.360 người", "FC302"),
]
RANGES = [
    Row("Đạt từ 5,46% đến 9,15%", "Đạt 5,46% - 9,15%", "FC301"),
    Row("Đạt từ 5,46% đến 9,15%", "Đạt từ 5,5% đến 9,2%", "FC102"),  # each end within what the claim's own end allows, or not at all
    Row("Đạt từ 5,46% đến 9,15%", "Đạt từ 5,46% đến 8,15%", "FC102"),
    Row("Đạt từ 5,46% đến 9,15%", "Đạt 7,2%", "FC206"),
    Row("Đạt từ 5,46% đến 9,15%", "Đạt 9,8%", "FC102"),
    Row("Có 7 xã", "Có 5-8 xã", "FC206"),
    Row("Có 9 xã", "Có 5-8 xã", "FC102"),
]
OPEN = [
    Row("Phải có ít nhất 36 tháng", "Phải có tối thiểu 36 tháng", "FC301"),
    Row("Phải có ít nhất 36 tháng", "Phải có ít nhất 3 năm", "FC301"),
    Row("Phải có ít nhất 36 tháng", "Phải có ít nhất 18 tháng", "FC102"),
    Row("Phải có ít nhất 36 tháng", "Đã có 40 tháng", "FC302"),
    Row("Phải có ít nhất 36 tháng", "Đã có 30 tháng", "FC102"),
    Row("Đã có 40 tháng", "Phải có ít nhất 36 tháng", "FC206"),
    Row("Đã có 30 tháng", "Phải có ít nhất 36 tháng", "FC102"),
    Row("Phạt tối đa 40 triệu đồng", "Phạt không quá 40 triệu đồng", "FC301"),
    Row("Phạt tối đa 40 triệu đồng", "Phạt không quá 30 triệu đồng", "FC102"),
    Row("Phải có ít nhất 36 tháng", "Phải có tối đa 48 tháng", "FC206"),
    Row("Phải có ít nhất 36 tháng", "Phải có tối đa 24 tháng", "FC102"),
]
VAGUE = [
    Row("Có 3.334 doanh nghiệp", "Có hàng nghìn doanh nghiệp", "FC206"),
    Row("Có 35 xã", "Có vài chục xã", "FC206"),
    Row("Có 3.334 doanh nghiệp", "Có vài chục doanh nghiệp", "FC102"),
]
KINDS = [
    Row("Tỷ lệ còn 1,36%", "Tỷ lệ giảm 2,95%", "FC202"),
    Row("Thu tăng 7%", "Thu giảm 7%", "FC202"),
    Row("Có 5 xã", "Có 5 km", "FC201"),
    Row("Tỷ lệ là 5%", "Tỷ lệ tăng 5 điểm phần trăm", "FC201"),
    Row("Thu 5 tỷ đồng", "Thu 5 tỷ USD", "FC201"),
    Row("Xếp thứ 4", "Xếp thứ 14", "FC101"),
    Row("Xếp thứ 4", "Xếp thứ 4", "FC301"),
]
CONVERTED = [
    Row("Rộng 6.700 ha", "Rộng 67 km2", "FC303"),
    Row("Rộng 6.700 ha", "Rộng 76 km2", "FC101"),
    Row("Nặng 2,5 tấn", "Nặng 2.500 kg", "FC303"),
    Row("Dài 7,8 km", "Dài 7.800 m", "FC303"),
    Row("Mưa 310 mm", "Mưa 31 cm", "FC303"),
]
NEGATED = [
    Row("Đạt 234,58 tỷ USD", "Không đạt 234,58 tỷ USD", "FC208"),
    Row("Đạt 234,58 tỷ USD", "Chưa đạt 150 tỷ USD", "FC208"),
    Row("Không đạt 150 tỷ USD", "Không đạt 150 tỷ USD", "FC301"),
]
TABLES = POINTS + HEDGES + RANGES + OPEN + VAGUE + KINDS + CONVERTED + NEGATED


@pytest.mark.parametrize("row", TABLES, ids=ids(TABLES))
def test_two_numbers_are_judged_by_what_their_words_allow(row: Row) -> None:
    assert judged(row.claim, row.text).reason == row.reason


@pytest.mark.parametrize(
    ("claim", "text", "difference", "percent"),
    [
        ("Đạt 234,58 tỷ USD", "Đạt 198 tỷ USD", "-36580000000", "-15.6"),
        ("Có 3.334 doanh nghiệp", "Có hơn 3.100 doanh nghiệp", "-234", "-7.0"),
        ("Dài 2 km", "Dài 3.000 m", "1", "50.0"),
    ],
)
def test_the_difference_is_between_the_written_values(claim: str, text: str, difference: str, percent: str) -> None:
    found = judged(claim, text)
    assert found.percent is not None
    assert (f"{found.percent:.1f}", found.verdict) == (percent, "contradicted")
    assert found.difference == Decimal(difference)


TOLERANCES = [
    ("0", "Có 3.334 hộ", "Có 3.334 hộ", "FC301"),
    ("0", "Có 3.334 hộ", "Có 3.335 hộ", "FC101"),
    ("15", "Có 3.334 hộ", "Có 3.349 hộ", "FC301"),
    ("15", "Có 3.334 hộ", "Có 3.352 hộ", "FC101"),
    ("1", "Thu 48 nghìn tỷ đồng", "Thu 48.900 tỷ đồng", "FC301"),
    ("1", "Thu 48 nghìn tỷ đồng", "Thu 49.700 tỷ đồng", "FC101"),
    ("5%", "Công suất 156 MW", "Công suất 163 MW", "FC301"),
    ("5%", "Công suất 156 MW", "Công suất 166 MW", "FC101"),
    ("5%", "Công suất 156 MW", "Công suất 160.000 kW", "FC303"),
]


@pytest.mark.parametrize(("tolerance", "claim", "text", "reason"), TOLERANCES)
def test_a_tolerance_takes_the_place_of_the_claims_interval(tolerance: str, claim: str, text: str, reason: str) -> None:
    assert judged(claim, text, tolerance=tolerance).reason == reason


LOGICAL = [
    Row("Có 3.334 doanh nghiệp", "Có hơn 3.100 doanh nghiệp", "FC206"),
    Row("Có 3.334 doanh nghiệp", "Có hơn 3.400 doanh nghiệp", "FC102"),
    Row("Có 1.500 hộ", "Có gần 2.000 hộ", "FC206"),
    Row("Có 2.500 hộ", "Có gần 2.000 hộ", "FC102"),
    Row("Có 3.334 doanh nghiệp", "Có khoảng 3.100 doanh nghiệp", "FC101"),
]


@pytest.mark.parametrize("row", LOGICAL, ids=ids(LOGICAL))
def test_logical_hedges_are_open_on_one_side(row: Row) -> None:
    assert judged(row.claim, row.text, hedges="logical").reason == row.reason


@pytest.mark.parametrize(
    ("claim", "text", "reason"),
    [
        ("Vốn 100 triệu USD", "Vốn 2.450 tỷ đồng", "FC303"),
        ("Vốn 100 triệu USD", "Vốn 2.540 tỷ đồng", "FC303"),
        ("Vốn 100 triệu USD", "Vốn 2.700 tỷ đồng", "FC101"),
        ("Vốn 2.450 tỷ đồng", "Vốn 100 triệu USD", "FC303"),
        ("Vốn 2.450 tỷ đồng", "Vốn 150 triệu USD", "FC101"),
        ("Vốn 100 triệu USD", "Vốn 95 triệu euro", "FC201"),
    ],
)
def test_a_rate_of_the_registry_lets_two_currencies_compare(claim: str, text: str, reason: str) -> None:
    assert judged(claim, text, rates="{USD/VND: {value: '24.500', tolerance: 5%}}").reason == reason
    assert judged(claim, text).reason == "FC201"


PERIODS = [
    ("năm 2025", "2025", True),
    ("năm 2025", "2021-2025", False),
    ("năm 2025", "11 tháng năm 2025", False),
    ("năm 2025", "năm 2024", False),
    ("2020-2025", "2021-2025", True),
    ("2021-2025", "2021-2026", True),
    ("2020-2025", "2021-2026", False),
    ("2016-2020", "2021-2025", False),
    ("9 tháng đầu năm 2025", "ba quý đầu năm 2025", True),
    ("nửa đầu năm 2025", "6 tháng đầu năm 2025", True),
    ("quý II/2025", "tháng 6/2025", False),
    ("quý 3/2025", "Q3/2025", True),
    ("tháng 6/2025", "tháng 6/2024", False),
    ("ngày 14/3/2025", "ngày 14/3/2025", True),
    ("ngày 14/3/2025", "ngày 15/3/2025", False),
]


@pytest.mark.parametrize(("one", "other", "same"), PERIODS)
def test_periods_agree_within_a_year_only_when_equal_and_over_years_up_to_one_apart(one: str, other: str, same: bool) -> None:
    mine, theirs = parse_period(one, "vi"), parse_period(other, "vi")
    assert mine is not None
    assert theirs is not None
    assert same_period(mine, theirs) is same
    assert same_period(theirs, mine) is same


PLACES = [
    ("tỉnh Lạng Sơn", "tỉnh Lạng Sơn", True),
    ("tỉnh Lạng Sơn", "Lạng Sơn", True),
    ("thành phố Lạng Sơn", "Lạng Sơn", True),
    ("tỉnh Lạng Sơn", "thành phố Lạng Sơn", False),
    ("TP.HCM", "Thành phố Hồ Chí Minh", True),
    ("Sài Gòn", "TP Hồ Chí Minh", True),
    ("tỉnh Lạng Sơn", "tỉnh Cao Bằng", False),
    ("Việt Nam", "cả nước", True),
    ("tỉnh Lạng Sơn", "7 tỉnh miền núi biên giới phía Bắc", False),
    ("tỉnh Hòa Bình", "tỉnh Hoà Bình", True),
]


@pytest.mark.parametrize(("one", "other", "same"), PLACES)
def test_a_place_is_itself_under_another_spelling_and_its_level_counts(one: str, other: str, same: bool) -> None:
    mine, theirs = parse_place(one, "vi"), parse_place(other, "vi")
    assert mine is not None
    assert theirs is not None
    assert same_place(mine, theirs) is same
    assert same_place(theirs, mine) is same


# keys of the claim, text, reason
SCOPES = [
    ({"place": "tỉnh Lạng Sơn"}, "Tỉnh Cao Bằng có 90 hộ.", "FC203"),
    ({"place": "tỉnh Lạng Sơn"}, "Thành phố Lạng Sơn có 90 hộ.", "FC203"),
    ({"place": "tỉnh Lạng Sơn"}, "Lạng Sơn có 90 hộ.", "FC101"),
    ({"place": "tỉnh Lạng Sơn"}, "Làng Sen có 90 hộ.", "FC101"),
    ({"period": "2025"}, "Năm 2024 có 90 hộ.", "FC204"),
    ({"period": "2025"}, "Năm 2025 có 90 hộ.", "FC101"),
    ({"period": "2025"}, "Ở đây có 90 hộ.", "FC101"),
    ({"status": "actual"}, "Xã phấn đấu có 90 hộ.", "FC205"),
    ({"status": "target"}, "Xã phấn đấu có 90 hộ.", "FC101"),
    ({"status": "estimate"}, "Xã đã có 90 hộ.", "FC101"),
    ({"status": "target"}, "Xã đã đạt 90 hộ.", "FC205"),
    ({"place": "tỉnh Lạng Sơn", "period": "2025"}, "Năm 2024, tỉnh Cao Bằng có 90 hộ.", "FC203"),
    ({"period": "2025", "status": "actual"}, "Năm 2024, xã phấn đấu có 90 hộ.", "FC204"),
    ({"place": "tỉnh Lạng Sơn", "period": "2025"}, "Năm 2024, tỉnh Cao Bằng có 90 km đường.", "FC201"),
]


@pytest.mark.parametrize(("keys", "text", "reason"), SCOPES, ids=[f"{row[0]} | {row[1]}" for row in SCOPES])
def test_the_first_gate_that_fails_gives_the_reason(keys: dict[str, str], text: str, reason: str) -> None:
    found = judged_with("Có 70 hộ", text, keys)
    assert found.reason == reason
    failed = [gate.name for gate in found.gates if not gate.passed]
    assert bool(failed) is (reason != "FC101")


def test_a_gate_names_both_sides() -> None:
    found = judged("Có 70 hộ", "Năm 2024, tỉnh Cao Bằng có 90 hộ.", place="tỉnh Lạng Sơn", period="năm 2025")
    told = {gate.name: (gate.expected, gate.found, gate.passed) for gate in found.gates}
    assert told["place"] == ("tỉnh Lạng Sơn", "tỉnh Cao Bằng", False)
    assert told["period"] == ("2025", "2024", False)
    assert told["unit"][2]
    assert [gate.name for gate in found.gates][:2] == ["unit", "kind"]


@pytest.mark.parametrize(
    ("day", "reason"), [("2025-09-20", "FC101"), ("2025-09-11", "FC101"), ("2025-09-10", "FC209"), ("2024-09-18", "FC209")]
)
def test_undated_numbers_are_compared_within_a_week_of_the_claim(day: str, reason: str) -> None:
    assert judged("Có 70 hộ", "Có 90 hộ", day=date.fromisoformat(day), date="2025-09-18").reason == reason


def test_over_in_a_target_is_open() -> None:
    assert judged("Tỷ lệ đạt 97%", "Xã phấn đấu tỷ lệ đạt trên 91%", status="target").reason == "FC206"
    assert judged("Tỷ lệ đạt 97%", "Tỷ lệ đạt trên 91%").reason == "FC101"


AMBIGUOUS = [
    ("Xuất 3.334 tỷ đồng", "Xuất 3.334 tỷ đồng và 5.75 tỷ USD, 2,5 tỷ USD.", "FC301"),
    ("Xuất 3,334 tỷ đồng", "Xuất 3.334 tỷ đồng và 5.75 tỷ USD, 2,5 tỷ USD.", "FC301"),
    ("Xuất 4.100 tỷ đồng", "Xuất 3.334 tỷ đồng và 5.75 tỷ USD, 2,5 tỷ USD.", "FC207"),
    ("Xuất 4.100 tỷ đồng", "Xuất 3.334 tỷ đồng.", "FC101"),
]


@pytest.mark.parametrize(("claim", "text", "reason"), AMBIGUOUS)
def test_a_number_of_two_readings_supports_by_either_and_contradicts_by_neither(claim: str, text: str, reason: str) -> None:
    facts = registry(yaml.safe_dump({"lang": "vi", "claims": [{"id": "c", "claim": claim}]}, allow_unicode=True))
    mention = read(text, "vi").mentions[0]
    assert judge(facts.claims[0], facts.claims[0].mentions[0], mention, None).reason == reason


@pytest.mark.parametrize(
    ("claim", "text", "difference", "percent"),
    [
        ("Tăng trưởng đạt từ 5% đến 8%", "Tăng trưởng đạt 9%.", "1", "12.5"),
        ("Tăng trưởng đạt từ 5% đến 8%", "Tăng trưởng đạt 4%.", "-1", "-20.0"),
        ("Tăng trưởng đạt từ 5% đến 8%", "Tăng trưởng đạt 6%.", "0", "0.0"),
        ("Tăng trưởng đạt 10%", "Tăng trưởng đạt từ 5% đến 8%.", "-2", "-20.0"),
        ("Tăng trưởng đạt từ 5% đến 8%", "Tăng trưởng đạt từ 5% đến 9%.", "1", "12.5"),
        ("Tăng trưởng đạt 10%", "Tăng trưởng đạt 12%.", "2", "20.0"),
    ],
)
def test_a_difference_to_a_range_is_measured_from_its_nearest_end(claim: str, text: str, difference: str, percent: str) -> None:
    found = judged(claim, text)
    assert (found.difference, found.percent) == (Decimal(difference), Decimal(percent))
