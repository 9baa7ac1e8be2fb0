"""How a text calls a number: a narrower name than the metric's, a part, what is asked for; and what else ties a number to a metric."""

from __future__ import annotations

from datetime import date

import pytest
from verdict_cases import registry, source

from factcheck.certain import is_of_another_time
from factcheck.extract import parse_place
from factcheck.model import Period
from factcheck.pipeline import check
from factcheck.units import NONE, Unit, alike, counting

_YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
_MONTH = Period(date(2025, 7, 1), date(2025, 7, 31))

# metric, value and place of a claim of the year 2024; a text without and with what makes it another fact
TOLD_APART = [
    ("tổng đàn bò sữa", "41.200 con", "tỉnh Sơn La", "Năm 2024, tổng đàn bò sữa{} của tỉnh Sơn La là 42.100 con.", " cái sinh sản"),
    ("xã có chợ", "118 xã", "tỉnh Yên Bái", "Năm 2024, Yên Bái có 181 xã có chợ{}.", " kiên cố"),
    ("sản lượng mật ong", "640 tấn", "tỉnh Sơn La", "Năm 2024, {}sản lượng mật ong của tỉnh Sơn La là 460 tấn.", "ở khu vực Mai Sơn, "),
    ("kinh phí sửa trường", "38 tỷ đồng", "tỉnh Yên Bái", "Năm 2024, Yên Bái {}kinh phí sửa trường 83 tỷ đồng.", "đề nghị "),
    ("lượt xe qua hầm", "9,1 triệu lượt", "tỉnh Phú Yên", "Năm 2024, {}lượt xe qua hầm ở Phú Yên là 1,9 triệu lượt.", "riêng mỗi tháng, "),
    ("ferry passengers", "812,000 passengers", "Iceland", "In 2024, Iceland had 218,000 ferry passengers{}.", " a month"),
    (
        "grants paid to farmers",
        "$14 million",
        "Iceland",
        "In 2024, grants paid to farmers in Iceland {} $41 million.",
        "came to|proposed were",
    ),
]


def _report(metric: str, value: str, place: str, text: str) -> str:
    lang = "en" if text.isascii() else "vi"
    entry = f'claims: [{{id: a, metric: {metric}, value: "{value}", place: {place}, period: "2024", lang: {lang}}}]'
    (result,) = check(registry(entry), [source(f"---\ndate: 2025-01-20\n---\n\n{text}\n")]).results
    return result.verdict


@pytest.mark.parametrize(("metric", "value", "place", "text", "added"), TOLD_APART, ids=[row[0] for row in TOLD_APART])
def test_what_narrows_a_metric_makes_it_another(metric: str, value: str, place: str, text: str, added: str) -> None:
    plain, _, other = added.rpartition("|")
    assert _report(metric, value, place, text.format(plain)) == "contradicted"
    assert _report(metric, value, place, text.format(other)) != "contradicted"


@pytest.mark.parametrize(
    ("period", "day", "another"),
    [
        (_YEAR, date(2025, 1, 20), False),
        (_YEAR, date(2025, 12, 1), False),
        (_YEAR, date(2026, 8, 1), True),
        (_YEAR, date(2023, 11, 1), True),
        (_YEAR, None, False),
        (_MONTH, date(2025, 9, 19), False),
        (_MONTH, date(2026, 2, 1), True),
        (Period(date(2024, 7, 1), date(2024, 7, 31), year_known=False), date(2026, 2, 1), False),
    ],
)
def test_a_text_speaks_of_a_period_only_near_to_it(period: Period, day: date | None, another: bool) -> None:
    assert is_of_another_time(period, day) == another


@pytest.mark.parametrize(
    ("unit", "things", "other", "like"),
    [
        (Unit("count", "xe", noun=("xe",)), ("ô", "tô", "nguyên"), ("ô", "tô"), 0.8),
        (Unit("count", "xe", noun=("xe",)), ("ô", "tô", "nguyên"), ("xe",), 1.0),
        (Unit("count", "vụ", noun=("vụ",)), ("vụ", "phạm", "tội"), ("người", "phạm", "tội"), 0.0),
        (NONE, ("paying", "subscriber"), ("subscriber",), 0.8),
        (NONE, ("paying", "subscriber"), ("dollar",), 0.4),
    ],
)
def test_a_value_may_be_told_by_what_its_metric_counts(unit: Unit, things: tuple[str, ...], other: tuple[str, ...], like: float) -> None:
    assert alike(counting(unit, things), Unit("count", " ".join(other), noun=other)) == like


def test_a_measure_is_told_by_no_other_noun() -> None:
    metre = Unit("length", "m")
    assert counting(metre, ("cầu",)) == metre


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [("Calder City", "en", "calder city"), ("tỉnh Lạng Sơn", "vi", "lạng sơn"), ("City", "en", "")],
)
def test_a_place_that_no_list_knows_keeps_its_name(text: str, lang: str, name: str) -> None:
    place = parse_place(text, lang)
    assert place is not None
    assert place.name == name


def test_a_metric_that_ends_with_a_road_makes_no_road_of_its_value() -> None:
    entry = 'claims: [{id: a, metric: khu tái định cư vành đai, value: "6 khu tái định cư", place: tỉnh Tây Ninh}]'
    text = "Tây Ninh khởi công 6 khu tái định cư vành đai 4 ngay trong quý này."
    (result,) = check(registry(entry), [source(text + "\n")]).results
    assert result.verdict == "supported"


def test_few_common_words_without_place_and_time_contradict_nothing() -> None:
    entry = 'claims: [{id: a, metric: người tử vong, value: "3 người tử vong"}]'
    (result,) = check(registry(entry), [source("Vụ cháy làm 5 người tử vong.\n")]).results
    assert result.verdict != "contradicted"


@pytest.mark.parametrize(("day", "told"), [("2025-04-07", True), ("2025-06-14", False)])
def test_a_price_of_each_day_rises_on_one_and_falls_on_another(day: str, told: bool) -> None:
    entry = 'claims: [{id: a, metric: giá vàng miếng giảm, value: "gần 1,5 triệu đồng", date: 2025-04-06}]'
    (result,) = check(registry(entry), [source(f"---\ndate: {day}\n---\n\nGiá vàng miếng tăng gần 1,5 triệu đồng\n")]).results
    assert (result.verdict == "contradicted") == told
