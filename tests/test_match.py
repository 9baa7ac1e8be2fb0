"""Which mention answers which claim: what is found, what is left alone, and what one mention is taken for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from verdict_cases import registry, source

from factcheck.extract import read
from factcheck.load.registry import load_registry
from factcheck.match import LEAST, Index, match
from factcheck.model import Finding, Registry, Report
from factcheck.pipeline import check

ROOT = Path(__file__).resolve().parent.parent
TRADE = {"id": "trade", "claim": "Giai đoạn 2021-2025, kim ngạch xuất nhập khẩu qua cửa khẩu tỉnh Lạng Sơn đạt 234,58 tỷ USD"}
DECLARED = {"id": "declared", "claim": "Giai đoạn 2021-2025, kim ngạch mở tờ khai tại Hải quan Lạng Sơn đạt 24,2 tỷ USD"}
FIRMS = {
    "id": "firms",
    "metric": "doanh nghiệp thành lập mới",
    "also": ["newly established enterprises", "doanh nghiệp mới ra đời"],
    "value": "3.334 doanh nghiệp",
    "period": "2020-2025",
}
CLOSED = {"id": "closed", "claim": "Nhiệm kỳ 2020-2025, tỉnh Lạng Sơn có 512 doanh nghiệp giải thể"}
PORT = {"id": "port", "claim": "Công ty đóng tàu Hạ Long bàn giao 14 tàu trong năm 2023, doanh thu đạt 2.150 tỷ đồng"}
UNRELATED = "Đội tuyển bơi lội giành 14 huy chương, trong đó 5 huy chương vàng. Vé xem giá 150 nghìn đồng.\n"


def facts(*claims: Mapping[str, object]) -> Registry:
    return registry(json.dumps({"lang": "vi", "claims": claims}, ensure_ascii=False))


def findings(report: Report, claim: str) -> list[Finding]:
    return [found for result in report.results if result.claim.id == claim for found in result.findings]


def verdicts(text: str, *claims: Mapping[str, object]) -> dict[str, set[str]]:
    """Return the verdicts that a text gets on each claim."""
    report = check(facts(*claims), [source(text)])
    return {result.claim.id: {found.verdict for found in result.findings} for result in report.results}


def test_an_unrelated_document_changes_nothing() -> None:
    known = facts(TRADE, FIRMS, PORT)
    text = source("Năm 2023, Công ty đóng tàu Hạ Long bàn giao 9 tàu, doanh thu đạt 2.150 tỷ đồng.\n")
    alone, beside = check(known, [text]), check(known, [source(UNRELATED, "other.txt"), text])
    assert alone.results == beside.results
    assert {result.verdict for result in alone.results} == {"contradicted", "not_found"}


def test_a_document_that_shares_no_words_is_not_compared() -> None:
    index = Index(facts(TRADE, FIRMS, PORT).claims)
    reading = read("Lọ hoa 234,58 gam, 14 cánh.", "vi")
    assert reading.found
    assert match(index, reading) == []


def test_looking_only_at_likely_claims_loses_no_pair() -> None:
    known, warnings = load_registry(ROOT / "claims.yaml")
    assert not warnings
    index = Index(known.claims)
    for path in sorted((ROOT / "sources").iterdir()):
        reading = read(path.read_text("utf-8"))
        likely = {(pair.target, pair.found): pair.score for pair in match(index, reading)}
        every = {(pair.target, pair.found): pair.score for pair in match(index, reading, least=0.0)}
        assert likely == {key: score for key, score in every.items() if score >= LEAST}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Nhiệm kỳ 2020-2025, doanh nghiệp thành lập mới là 3.334 doanh nghiệp."),
        ("vi", "Nhiệm kỳ 2020-2025, số doanh nghiệp mới ra đời là 3.334 doanh nghiệp."),
        ("en", "In the 2020-2025 term there were 3,334 newly established enterprises."),
    ],
)
def test_a_claim_is_found_by_each_of_its_names(lang: str, text: str) -> None:
    report = check(facts(FIRMS), [source(f"---\nlang: {lang}\n---\n{text}\n")])
    (found,) = findings(report, "firms")
    assert found.verdict == "supported"


def test_a_mention_goes_to_the_claim_it_fits() -> None:
    text = (
        "Giai đoạn 2021-2025, kim ngạch xuất nhập khẩu qua cửa khẩu tỉnh Lạng Sơn đạt 234,58 tỷ USD; "
        "kim ngạch mở tờ khai tại Hải quan Lạng Sơn đạt 24,2 tỷ USD.\n"
    )
    report = check(facts(TRADE, DECLARED), [source(text)])
    assert {(f.claim, f.verdict, f.found) for result in report.results for f in result.findings if f.verdict != "not_comparable"} == {
        ("trade", "supported", "234,58 tỷ USD"),
        ("declared", "supported", "24,2 tỷ USD"),
    }


def test_a_number_of_another_metric_contradicts_neither_claim() -> None:
    text = "Nhiệm kỳ 2020-2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới, 512 doanh nghiệp giải thể.\n"
    assert verdicts(text, FIRMS, CLOSED) == {"firms": {"supported"}, "closed": {"supported"}}


def test_claims_of_one_fact_all_get_its_mention() -> None:
    other = FIRMS | {"id": "firms-elsewhere", "value": "2.900 doanh nghiệp"}
    text = "Nhiệm kỳ 2020-2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới.\n"
    assert verdicts(text, FIRMS, other) == {"firms": {"supported"}, "firms-elsewhere": {"contradicted"}}


def test_a_mention_that_answers_one_number_of_a_claim_does_not_answer_another() -> None:
    text = "Công ty Hạ Long bán 5 tàu và mua 9 tàu trong năm 2023.\n"
    report = check(facts({"id": "two", "claim": "Công ty Hạ Long bán 5 tàu và mua 9 tàu trong năm 2023"}), [source(text)])
    assert {(f.expected, f.found, f.verdict) for f in findings(report, "two")} == {
        ("5 tàu", "5 tàu", "supported"),
        ("9 tàu", "9 tàu", "supported"),
    }


def test_each_number_of_a_claim_gets_a_finding() -> None:
    text = "Năm 2023, Công ty đóng tàu Hạ Long bàn giao 14 tàu, doanh thu đạt 1.850 tỷ đồng.\n"
    report = check(facts(PORT), [source(text)])
    told = [(f.verdict, f.reason, f.found) for f in findings(report, "port")]
    assert told == [("contradicted", "FC101", "1.850 tỷ đồng"), ("not_comparable", "FC215", "14 tàu")]
    assert report.results[0].verdict == "contradicted"


def test_an_agreeing_mention_beats_a_near_by_one_that_does_not() -> None:
    text = "Năm 2023, Công ty đóng tàu Hạ Long bàn giao 14 tàu, doanh thu đạt 2.150 tỷ đồng."
    text += " Công ty đóng tàu Hạ Long bàn giao 11 tàu cho bạn hàng cũ.\n"
    assert verdicts(text, PORT) == {"port": {"supported"}}


def test_the_headline_of_the_header_is_evidence() -> None:
    body = "Sản lượng thép của nhà máy đạt 9 triệu tấn trong năm 2024.\n"
    claim = {"id": "steel", "claim": "Năm 2024, sản lượng thép của nhà máy Dung Quất đạt 7 triệu tấn"}
    bare = check(facts(claim), [source(body)])
    titled = check(facts(claim), [source(f"---\ntitle: Nhà máy thép Dung Quất báo lãi\n---\n{body}")])
    assert [f.verdict for f in findings(bare, "steel")] != ["contradicted"]
    assert [f.verdict for f in findings(titled, "steel")] == ["contradicted"]


def test_a_score_lies_between_nought_and_one_and_its_parts_have_names() -> None:
    text = "Giai đoạn 2021-2025, kim ngạch xuất nhập khẩu qua cửa khẩu tỉnh Lạng Sơn đạt 198 tỷ USD.\n"
    (found,) = findings(check(facts(TRADE), [source(text)]), "trade")
    assert 0 <= found.score <= 1
    assert {"evidence", "unit", "claim words in sentence"} <= set(found.features)
