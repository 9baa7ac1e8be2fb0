"""What a sentence tells beside its quantities, and where a claim and a sentence that tells it again differ in it."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.extract import read, read_statement
from factcheck.model import Claim, Finding, Position, Registry, Source
from factcheck.pipeline import check
from factcheck.retold import context, differences, names_differ, precision, times_differ
from factcheck.told import DENIAL, DIRECTION, NAME, NUMBER, RANK, TIME, Name, Told, When, read_told


def told(text: str, lang: str = "vi") -> Told:
    """Return what the one sentence of a text tells."""
    return read_told(read(text, lang), 0)


def items(text: str, kind: str, lang: str = "vi") -> list[str]:
    """Return the items of a kind, as written."""
    sentence = told(text, lang)
    tokens = sentence.tokens
    return [text[tokens.starts[item.first] : tokens.ends[item.end - 1]] for item in sentence.items if item.kind == kind]


def findings(claim: str, text: str, lang: str = "vi", day: date | None = None) -> tuple[Finding, ...]:
    """Return what a text says of a claim."""
    mentions = tuple(read_statement(claim, lang, day).mentions)
    registry = Registry("claims.yaml", (Claim("one", claim, lang, mentions, Position(1, 1), date=day),))
    return check(registry, [Source("a.txt", text, lang=lang, date=day)]).results[0].findings


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Hội thi diễn ra từ ngày 3/6 đến ngày 11/6 ở Vinh", TIME, ["ngày 3/6 đến ngày 11/6"]),
        ("Hội thi diễn ra từ ngày 3 - 11/6 ở Vinh", TIME, ["ngày 3 - 11/6"]),
        ("Hôm nay hội thi mở màn", TIME, []),
        ("Theo Quyết định 57/QĐ-UBND và Điều 12", NUMBER, ["57/QĐ-UBND", "12"]),
        ("Nước bị cắt ở quận 3, 5 và 10", NUMBER, ["3, 5 và 10"]),
        ("Kỳ họp của Quốc hội khóa XV", NUMBER, ["XV"]),
        ("Đội nhà thắng 3-0 ở lượt về", NUMBER, []),
        ("Đây là hang lớn thứ ba cả nước", RANK, ["thứ ba"]),
        ("Đây là hang lớn nhất cả nước", RANK, ["nhất"]),
        ("Hai xã thống nhất ranh giới", RANK, []),
        ("Sản lượng cá tăng nhẹ", DIRECTION, ["tăng nhẹ"]),
        ("Sản lượng cá không tăng", DIRECTION, []),
        ("Nhà máy chưa mở cửa", DENIAL, ["chưa"]),
        ("Hãng hàng không thuê thêm người", DENIAL, []),
        ("Đội thắng không bằng sức mà bằng mẹo", DENIAL, []),
        ("Hôm qua chị ấy đưa ông Lê Văn Tư đến TP.HCM khám bệnh", NAME, ["Lê Văn Tư", "TP.HCM"]),
        ("Chủ Tịch Xã Đến Thăm Trường Mới", NAME, []),
    ],
)
def test_a_sentence_tells_its_times_names_and_directions(text: str, kind: str, expected: list[str]) -> None:
    assert items(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The fair runs from 5 June to 12 June", TIME, ["5 June to 12 June"]),
        ("It is the second-largest lake of all", RANK, ["second-largest"]),
        ("It is the largest lake of all", RANK, ["largest"]),
        ("The plant didn't close", DENIAL, ["didn't"]),
        ("The plant not only closed early", DENIAL, []),
        ("Sales of bicycles fell sharply", DIRECTION, ["fell"]),
    ],
)
def test_english_sentences_tell_theirs(text: str, kind: str, expected: list[str]) -> None:
    assert items(text, kind, "en") == expected


def when(text: str) -> When:
    """Return the time that a text tells."""
    value = next(item.value for item in told(f"Hội thi mở màn {text}").items if item.kind == TIME)
    assert isinstance(value, When)
    return value


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("ngày 14/3", "ngày 15/3", True),
        ("ngày 14/3/2024", "ngày 14/3", False),  # a year that is told once is no difference
        ("ngày 14/3/2024", "ngày 14/3/2025", True),
        ("ngày 14/3", "tháng 3/2024", False),  # less exact
        ("tháng 3/2024", "tháng 4/2024", True),
        ("quý 2/2024", "quý 3/2024", True),
        ("năm 2021", "năm 2022", True),
        ("từ ngày 2/4 đến ngày 9/4", "từ ngày 4/4 đến ngày 9/4", True),
        ("từ ngày 2/4 đến ngày 9/4", "từ ngày 2 - 9/4", False),
    ],
)
def test_times_are_compared_as_exactly_as_both_are_told(one: str, other: str, differ: bool) -> None:
    assert times_differ(when(one), when(other)) is differ
    assert times_differ(when(other), when(one)) is differ


@pytest.mark.parametrize(("text", "expected"), [("ngày 1/2/2024", "day"), ("quý 1/2024", "months"), ("năm 2024", "year")])
def test_a_time_has_the_precision_it_is_written_in(text: str, expected: str) -> None:
    assert precision(when(text).period) == expected


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (Name("hàn quốc", "country", True), Name("nhật bản", "country", True), True),
        (Name("thái lan", "country", True), Name("bangkok"), False),  # one stands for the other
        (Name("lạng sơn", "province", True), Name("lạng sơn", "city", True), True),
        (Name("lạng sơn", "", True), Name("lạng sơn", "city", True), False),
        (Name("lê văn tư"), Name("tư"), False),
        (Name("hồ chí minh"), Name("hcm"), False),
        (Name("burundim"), Name("burundi"), False),
        (Name("lê văn tư"), Name("trần quốc anh"), True),
    ],
)
def test_another_form_of_a_name_is_no_other_name(one: Name, other: Name, differ: bool) -> None:
    assert names_differ(one, other) is differ


def test_words_around_a_slot_count_by_weight_and_the_nearest_by_themselves() -> None:
    one, other = told("Hang Sơn Tiên lớn thứ hai cả nước"), told("Hang Sơn Tiên lớn nhất cả nước")
    mine, theirs = (next(item for item in sentence.items if item.kind == RANK) for sentence in (one, other))
    found = context(one, mine.first, mine.end, other, theirs.first, theirs.end)
    assert found.beside == 2
    assert found.left > found.right > 0


def test_a_difference_is_found_from_either_side() -> None:
    one, other = told("Xã đã lắp máy đo mặn"), told("Xã chưa lắp máy đo mặn")
    there, back = list(differences(one, other)), list(differences(other, one))
    assert [row.kind for row in there] == [row.kind for row in back] == [DENIAL]
    assert there[0].theirs == back[0].mine


BRIDGE = "Cầu Nậm Pung dài 96 m thông xe ngày 12/8"


def test_a_contradiction_marks_the_words_that_differ() -> None:
    text = "Tin mới. Cầu Nậm Pung dài 96 m thông xe ngày 15/8."
    (found,) = (finding for finding in findings(BRIDGE, text) if finding.verdict == "contradicted")
    assert (found.reason, found.found, found.expected) == ("FC103", "ngày 15/8", "ngày 12/8")
    assert text[found.start : found.end] == found.found
    assert found.difference is None


def test_a_second_sentence_that_agrees_leaves_no_contradiction() -> None:
    text = "Cầu Nậm Pung dài 96 m thông xe ngày 15/8. Trời mưa. Chợ đông. Người xã bên nói cầu thông xe ngày 12/8."
    assert {finding.verdict for finding in findings(BRIDGE, text)} == {"not_comparable"}


def test_two_differences_tell_another_fact() -> None:
    claim = "Quý 1/2024, sản lượng tôm của huyện Giá Rai tăng 4,7%"
    assert {finding.verdict for finding in findings(claim, "Quý 3/2022, sản lượng tôm của huyện Giá Rai giảm 4,7%.")} == {"not_comparable"}


def test_what_happens_again_has_a_day_of_its_own() -> None:
    claim, text = "Chợ phiên Cán Cấu họp vào sáng 4/5 bên suối Ngòi Đum", "Chợ phiên Cán Cấu họp vào sáng 11/5 bên suối Ngòi Đum."
    assert [finding.reason for finding in findings(claim, text)] == ["FC103"]
    mentions = tuple(read_statement(claim, "vi", date(2024, 5, 4)).mentions)
    dated = Registry("claims.yaml", (Claim("one", claim, "vi", mentions, Position(1, 1), date=date(2024, 5, 4)),))
    assert not check(dated, [Source("a.txt", text, lang="vi", date=date(2024, 5, 14))]).results[0].findings


def test_another_direction_of_another_number_is_no_contradiction() -> None:
    claim = "Đóng cửa phiên sáng, chỉ số NLX-Index tăng, lên mức 214,6 điểm"
    text = "Đóng cửa phiên sáng, chỉ số NLX-Index giảm, còn ở mức 209,8 điểm."
    assert "contradicted" not in {finding.verdict for finding in findings(claim, text)}


def test_a_claim_without_a_number_is_supported_where_all_of_it_is_told() -> None:
    claim = "Theo Quyết định số 418/QĐ-UBND, chợ Nổi dời về bến Ninh Kiều từ ngày 1/6"
    (found,) = findings(claim, "Theo Quyết định số 418/QĐ-UBND, chợ Nổi dời về bến Ninh Kiều từ ngày 1/6.")
    assert (found.verdict, found.reason) == ("supported", "FC304")
