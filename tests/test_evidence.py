"""What a finding rests on: numbers as read, words, scopes and weights, each held against what a reader works out by hand."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from typing import Any

import pytest
import yaml
from verdict_cases import cases, outcome, registry, source

from factcheck.model import Compared, Evidence, Finding, Interval
from factcheck.pipeline import check
from factcheck.report import render
from factcheck.report.evidence import readings, score
from factcheck.slots import weights

RATES = {"USD/VND": {"value": "24.500", "date": "2024-01-01", "tolerance": "5%"}}


def finding(claim: str | dict[str, Any], text: str, lang: str = "vi", **registry_keys: Any) -> Finding:
    """Return the first finding of a claim in a text."""
    entry = {"id": "c", **({"claim": claim} if isinstance(claim, str) else claim)}
    facts = registry(yaml.safe_dump({"lang": lang, "claims": [entry], **registry_keys}, allow_unicode=True))
    return check(facts, [source(text)]).results[0].findings[0]


def evidence(found: Finding) -> Evidence:
    """Return what a finding rests on."""
    assert found.evidence is not None
    return found.evidence


def compared(claim: str | dict[str, Any], text: str, lang: str = "vi", **registry_keys: Any) -> Compared:
    """Return the two numbers of the first finding as they were compared."""
    told = evidence(finding(claim, text, lang, **registry_keys)).compared
    assert told is not None
    return told


def interval(low: str | None, high: str | None, low_in: bool = True, high_in: bool = False) -> Interval:
    return Interval(None if low is None else Decimal(low), None if high is None else Decimal(high), low_in, high_in)


FOREST = "Năm 2024, tỉnh Lạng Sơn trồng mới {} rừng."
WOODS = "In 2024 Lang Son province planted {} of new forest."


@pytest.mark.parametrize(
    ("text", "lang", "number", "low", "high", "rule"),
    [
        (FOREST, "vi", "234,58 ha", "234.575", "234.585", "half a step"),
        (FOREST, "vi", "3.300 ha", "3250", "3350", "half a step"),
        (FOREST, "vi", "hơn 3.100 ha", "3100", "3200", "step"),
        (FOREST, "vi", "trên 10.000 ha", "10000", "12000", "20 %"),
        (WOODS, "en", "234.58 ha", "234.575", "234.585", "half a step"),
        (WOODS, "en", "more than 3,100 ha", "3100", "3200", "step"),
    ],
)
def test_an_interval_comes_of_value_and_step_by_its_rule(text: str, lang: str, number: str, low: str, high: str, rule: str) -> None:
    told = text.format(number)
    for side in compared(told, told, lang)[:2]:
        assert (side.text, side.rule, side.interval) == (number, rule, interval(low, high))


def test_a_cut_number_an_open_one_and_a_tolerance_name_their_rule() -> None:
    twenty = compared(FOREST.format("20 ha"), FOREST.format("ít nhất 20 ha"))
    assert (twenty.expected.rule, twenty.expected.interval) == ("2 %", interval("19.6", "20.4", high_in=True))
    assert (twenty.found.rule, twenty.found.hedge, twenty.found.interval) == ("open", "at_least", interval("20", None, high_in=True))
    given = compared({"claim": FOREST.format("3.334 ha"), "tolerance": "5%"}, FOREST.format("3.400 ha"))
    assert (given.expected.rule, given.expected.interval) == ("tolerance", interval("3167.3", "3500.7", high_in=True))


def test_hectares_and_square_metres_are_converted_as_by_hand() -> None:
    told = compared(FOREST.format("6,7 ha"), FOREST.format("67.000 m2"))
    assert told.expected.interval == interval("6.65", "6.75")
    assert told.found.interval == interval("66500", "67500")
    assert told.factor == Decimal("0.0001")
    assert told.converted == interval("6.65", "6.75")
    assert [row.items for row in readings(told)][2] == ["÷ 10,000 = [6.65, 6.75) ha"]
    english = compared(WOODS.format("6.7 ha"), WOODS.format("67,000 m2"), "en")
    assert (english.factor, english.converted) == (told.factor, told.converted)


def test_currencies_are_converted_at_the_rate_give_or_take_its_tolerance() -> None:
    dam = "Năm 2024, dự án đập Sông Xanh có tổng vốn {}."
    told = compared(dam.format("245 tỷ đồng"), dam.format("10 triệu USD"), rates=RATES)
    assert told.factor == 24500
    assert told.tolerance == Decimal("0.05")
    assert told.found.interval == interval("9800000", "10200000", high_in=True)  # 2 % of 10 million
    assert told.converted == interval("228095000000", "262395000000", high_in=True)  # × 24,500, less 5 % and 5 % more
    assert [row.items for row in readings(told)][2] == ["× 24,500 ± 5 % = [228.095, 262.395] billion VND"]


def test_ranges_are_held_against_each_other_by_their_ends() -> None:
    told = compared("Tăng trưởng từ 5,46% đến 9,15% ở tỉnh Hà Giang", "Tăng trưởng từ 5,46% đến 8,15% ở tỉnh Hà Giang.")
    assert (told.test, told.expected.rule, told.found.interval) == ("ends", "range", interval("5.46", "8.15", high_in=True))


def test_the_arithmetic_is_told_in_words() -> None:
    rows = readings(compared(FOREST.format("3.334 ha"), FOREST.format("hơn 3.100 ha")))
    assert [(row.name, *row.items) for row in rows] == [
        ("expected", "3,334 ± half of 1 = [3,333.5, 3,334.5) ha"),
        ("found", "3,100 + 100 = [3,100, 3,200) ha (over)"),
    ]


def test_what_is_compared_gives_the_verdict_again() -> None:
    judged = 0
    for case in cases():
        for found in outcome(case).findings:
            told = found.evidence and found.evidence.compared
            if found.reason not in ("FC101", "FC301", "FC302", "FC303", "FC211") or not told or told.test != "intervals":
                continue
            if told.converted is None or told.expected.other or told.found.other:
                continue
            judged += 1
            assert told.expected.interval.meets(told.converted) == (found.reason[:3] == "FC3"), (case.id, told)
    assert judged > 200


def test_contributions_add_up_to_the_log_odds_and_those_to_the_score() -> None:
    asked = set()
    for case in cases():
        for found in outcome(case).findings:
            rows = {row.model: row for row in evidence(found).weights}
            asked |= set(rows)
            for row in rows.values():
                assert row.log_odds == pytest.approx(row.bias + sum(row.contributions.values()))
                assert row.likelihood == pytest.approx(1 / (1 + math.exp(-row.log_odds)))
                sizes = [abs(share) for share in row.contributions.values()]
                assert sizes == sorted(sizes, reverse=True)
                assert 0.0 not in sizes
                for name, share in row.contributions.items():
                    assert share == pytest.approx(found.features[name] * weights()[row.model][name])
            if rows:
                assert found.score == pytest.approx(rows["topic"].likelihood * rows["slot"].likelihood, abs=0.0006)
            if "certain" in rows and found.reason in ("FC101", "FC102", "FC211"):
                certain = rows["certain"].likelihood >= (rows["certain"].least or 0) and not rows["certain"].barred
                assert certain == (found.verdict == "contradicted"), (case.id, found.reason)
    assert asked == {"certain", "topic", "slot"}


def test_the_words_of_a_claim_are_told_by_where_the_source_has_them() -> None:
    text = "Chợ Nổi khai trương.\n\nNăm 2024, chợ đón 250 thuyền gỗ mỗi ngày.\n\nHội đua ghe.\n\nGiá gạo.\n\nXã Tân Lập trao giải.\n"
    words = evidence(finding("Năm 2024, chợ Nổi đón 245 thuyền gỗ lớn, theo xã Tân Lập", text)).words
    assert words.sentence == ("chợ", "đón", "thuyền gỗ")
    assert words.passage == ("Nổi",)
    assert words.document == ("xã Tân Lập",)
    assert words.missing == ("lớn",)


def test_a_term_is_told_as_the_claim_writes_it_though_the_source_has_it_in_another_language() -> None:
    claim = "Năm 2024, kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 234,58 tỷ USD"
    text = "In 2024, the total trade of Lang Son province reached $234.58 billion."
    assert evidence(finding(claim, text)).words.sentence == ("kim ngạch xuất nhập khẩu", "tỉnh Lạng Sơn")


def test_the_words_are_those_of_the_name_that_was_found() -> None:
    claim = {"metric": "đơn vị lập mới", "also": ["newly established enterprises"], "value": "3.334 doanh nghiệp"}
    words = evidence(finding(claim, "The province counted 3,334 newly established enterprises.")).words
    assert words.sentence == ("newly established enterprises",)


def test_a_scope_says_where_it_was_read() -> None:
    header = "---\nplace: tỉnh Lạng Sơn\n---\n\n"
    text = f"{header}Giai đoạn 2021-2025, nhiều việc đã xong. Kim ngạch xuất nhập khẩu đạt 198 tỷ USD.\n"
    found = finding("Giai đoạn 2021-2025, kim ngạch xuất nhập khẩu tỉnh Lạng Sơn đạt 234,58 tỷ USD", text)
    scopes = evidence(found).scopes
    assert scopes is not None
    assert scopes[1].origin == {"period": "paragraph", "place": "header"}
    page = verbose("Giai đoạn 2021-2025, kim ngạch xuất nhập khẩu tỉnh Lạng Sơn đạt 234,58 tỷ USD", text)
    assert "2021–2025 (earlier sentence)" in page
    assert "tỉnh Lạng Sơn (header)" in page


def test_a_date_that_differs_is_told_with_both_times_and_the_shares_of_words() -> None:
    text = "---\ndate: 2024-05-21\n---\nHội thi diễn ra từ ngày 11/5 đến ngày 31/5 ở Vinh với 24 đội.\n"
    found = finding({"claim": "Hội thi diễn ra từ ngày 21/5 đến ngày 31/5 ở Vinh với 24 đội", "date": "2024-05-20"}, text)
    told = evidence(found)
    assert (found.reason, told.compared, told.weights) == ("FC103", None, ())
    assert told.scopes is not None
    assert [scope.period and scope.period.start.day for scope in told.scopes] == [21, 11]
    assert told.alike["claim words in sentence"] == 1
    assert told.words.sentence[0].startswith("Hội thi")


def verbose(claim: str, text: str, lang: str = "vi") -> str:
    """Return the verbose page of one claim and one text."""
    facts = registry(yaml.safe_dump({"lang": lang, "claims": [{"id": "c", "claim": claim}]}, allow_unicode=True))
    return render(check(facts, [source(text)]), "terminal", width=120, verbose=True)


@pytest.mark.parametrize(
    ("claim", "text", "lang", "read"),
    [
        (FOREST.format("3.334 ha"), FOREST.format("hơn 3.100 ha"), "vi", "3,100 + 100 = [3,100, 3,200) ha (over)"),
        (WOODS.format("3,334 ha"), WOODS.format("more than 3,100 ha"), "en", "3,100 + 100 = [3,100, 3,200) ha (over)"),
    ],
)
def test_the_verbose_page_shows_what_a_finding_rests_on(claim: str, text: str, lang: str, read: str) -> None:
    found, page = finding(claim, text, lang), verbose(claim, text, lang)
    assert found.reason == "FC101"
    assert "read        expected  3,334 ± half of 1 = [3,333.5, 3,334.5) ha" in page
    assert f"found     {read}" in page
    assert "words       sentence  " in page
    assert f"score       {score(found)}" in page
    row = evidence(found).weights[0]
    assert f"weighs      certain  +{next(iter(row.contributions.values())):.2f} unit · " in page
    assert f"likelihood {row.likelihood:.2f}, {row.least:.2f} needed" in page


def test_json_carries_the_same() -> None:
    facts = registry(yaml.safe_dump({"lang": "vi", "claims": [{"id": "c", "claim": FOREST.format("6,7 ha")}]}, allow_unicode=True))
    (row,) = json.loads(render(check(facts, [source(FOREST.format("67.000 m2"))]), "json"))["claims"][0]["findings"]
    assert row["compared"]["found"] == {
        "text": "67.000 m2",
        "value": 67000,
        "low": 66500,
        "high": 67500,
        "low_included": True,
        "high_included": False,
        "rule": "half a step",
        "hedge": None,
        "step": 1000,
        "unit": "m²",
        "kind": "level",
        "other_reading": None,
    }
    assert row["compared"]["conversion"] == {
        "factor": 0.0001,
        "tolerance": 0,
        "low": 6.65,
        "high": 6.75,
        "low_included": True,
        "high_included": False,
    }
    assert row["scope"]["found"]["period"] == {"label": "2024", "start": "2024-01-01", "end": "2024-12-31"}
    assert row["scope"]["found"]["origin"]["place"] == "clause"
    assert row["words"]["missing"] == []
    for told in row["weights"]:
        assert told["bias"] + sum(told["contributions"].values()) == pytest.approx(told["log_odds"], abs=0.002)


def test_what_bars_a_contradiction_is_told() -> None:
    claim, text = (
        "The dam in Kiev province cost 12.5 million dollars in 2024",
        "The dam in Kyiv province cost 11.5 million dollars in 2024.",
    )
    found = finding(claim, text, "en")
    assert evidence(found).weights[0].barred
    assert f"but no contradiction, for {evidence(found).weights[0].barred}" in " ".join(verbose(claim, text, "en").split())
