"""What a quantity is about: the period, the places and the status that it was told in, and where each was read."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from factcheck.extract import Reading, read
from factcheck.model import Mention

TODAY = date(2025, 9, 18)


class Row(NamedTuple):
    """A text, the number that is looked at, and what it must be told of; `place` and `title` are the header's."""

    text: str
    number: str
    expected: str
    place: str = ""
    title: str = ""


def reading(row: Row) -> Reading:
    return read(row.text, "en" if row.text.isascii() else "vi", today=TODAY, place=row.place, title=row.title)


def mention(row: Row) -> Mention:
    (found,) = (m for m in reading(row).mentions if m.quantity.number.of(row.text).split()[0] == row.number)
    return found


def ids(rows: list[Row]) -> list[str]:
    return [f"{row.number} in {row.text[:60]}" for row in rows]


PERIODS = [
    # its own clause
    Row("Thu nhập đạt 68,3 triệu đồng năm 2025.", "68,3", "2025-01-01 2025-12-31"),
    Row("Thu nhập tăng từ 41,6 triệu đồng năm 2020 lên 68,3 triệu đồng năm 2025.", "41,6", "2020-01-01 2020-12-31"),
    Row("Thu nhập tăng từ 41,6 triệu đồng năm 2020 lên 68,3 triệu đồng năm 2025.", "68,3", "2025-01-01 2025-12-31"),
    Row("Income rose from $4,200 in 2020 to $7,100 in 2025.", "4,200", "2020-01-01 2020-12-31"),
    Row("Income rose from $4,200 in 2020 to $7,100 in 2025.", "7,100", "2025-01-01 2025-12-31"),
    # before it, in its sentence
    Row("Năm 2024, xã có 70 hộ nghèo, 15 hộ cận nghèo.", "15", "2024-01-01 2024-12-31"),
    Row("Trong quý II/2025, hãng bán 300 xe.", "300", "2025-04-01 2025-06-30"),
    Row("In the first half of 2022, the firm sold 300 cars.", "300", "2022-01-01 2022-06-30"),
    # a time that is compared with, or is another value's own, is not its own
    Row("Năm 2025, xã có 70 hộ nghèo, so với năm 2020 giảm 30 hộ.", "70", "2025-01-01 2025-12-31"),
    Row("Năm 2025, xã có 70 hộ nghèo, so với năm 2020 giảm 30 hộ.", "30", "2025-01-01 2025-12-31"),
    Row("In 2025 output was 70 tonnes, compared with 2020.", "70", "2025-01-01 2025-12-31"),
    # unless the sentence knows no other
    Row("Employment grew by 70 jobs in May 2025; the jobless rate fell to 4.9%.", "4.9", "2025-05-01 2025-05-31"),
    Row("Xã có 70 hộ nghèo năm 2024, 15 hộ cận nghèo.", "15", "2024-01-01 2024-12-31"),
    # the frame of the paragraph, the lead
    Row("Năm 2023 là năm khó khăn. Xã có 70 hộ nghèo.", "70", "2023-01-01 2023-12-31"),
    Row("Báo cáo năm\n\nNăm 2023, xã có 5 thôn.\n\nXã có 70 hộ nghèo.", "70", "2023-01-01 2023-12-31"),
    # dated from the document
    Row("Năm ngoái, xã có 70 hộ nghèo.", "70", "2024-01-01 2024-12-31"),
    Row("Last year the firm sold 300 cars.", "300", "2024-01-01 2024-12-31"),
    Row("9 tháng đầu năm nay, hãng bán 300 xe.", "300", "2025-01-01 2025-09-30"),
    Row("Nhiệm kỳ 2020-2025 sắp kết thúc.\n\nTrong nhiệm kỳ, xã xây 70 căn nhà.", "70", "2020-01-01 2025-12-31"),
    # nothing
    Row("Xã có 70 hộ nghèo.", "70", ""),
    Row("Năm 2020, xã có 90 hộ nghèo; đến nay, còn 70 hộ.", "70", ""),
]
PLACES = [
    Row("Tỉnh Lạng Sơn có 70 xã.", "70", "province lạng sơn"),
    Row("Thành phố Lạng Sơn có 70 tổ dân phố.", "70", "city lạng sơn"),
    Row("TP.HCM có 70 chợ.", "70", "city hồ chí minh"),
    Row("Tỉnh Lạng Sơn có 70 xã, tỉnh Cao Bằng có 56 xã.", "70", "province lạng sơn"),
    Row("Tỉnh Lạng Sơn có 70 xã, tỉnh Cao Bằng có 56 xã.", "56", "province cao bằng"),
    Row("Tỉnh Lạng Sơn rất rộng. Ở đây có 70 xã.", "70", "province lạng sơn"),
    Row("Toàn tỉnh có 70 xã.", "70", "province lạng sơn", place="tỉnh Lạng Sơn"),
    Row("Ở đây có 70 xã.", "70", "province lạng sơn", place="tỉnh Lạng Sơn"),
    Row("Thành phố có 70 tổ dân phố.", "70", "city lạng sơn", place="thành phố Lạng Sơn"),
    Row("7 tỉnh miền núi biên giới phía Bắc có 70 trường.", "70", "region group 7"),
    Row("Huyện chi 70 triệu đô la Mỹ, 15 triệu won Hàn Quốc.", "70", ""),
    Row("Tỉnh Lạng Sơn vay 70 triệu đô-la Mỹ.", "70", "province lạng sơn"),
    Row("Norway lent 70 million Canadian dollars.", "70", "country na uy"),
    Row("Cả nước có 70 trường.", "70", "country việt nam"),
    Row("Canada sold 300 cars.", "300", "country canada"),
    Row("Lang Son province has 70 communes.", "70", "province lạng sơn"),
    Row("Lang Son city has 70 wards.", "70", "city lạng sơn"),
    Row("Ở đây có 70 xã.", "70", ""),
]
STATUSES = [
    Row("Xã đã đạt 70 hộ.", "70", "actual"),
    Row("Xã phấn đấu đạt 70 hộ.", "70", "target"),
    Row("Mục tiêu là 70 hộ.", "70", "target"),
    Row("Xã phấn đấu có 70 hộ giàu, 15 hộ khá.", "15", "target"),
    Row("Thu ngân sách ước đạt 70 tỷ đồng.", "70", "estimate"),
    Row("Mục tiêu là 70 hộ, đã đạt 65 hộ.", "65", "actual"),
    Row("Mục tiêu là 70 hộ, đã đạt 65 hộ.", "70", "target"),
    Row("Dự kiến sẽ có 70 hộ.", "70", "forecast"),
    Row("Xã có 70 hộ.", "70", ""),
    Row("The firm aims to sell 300 cars.", "300", "target"),
    Row("The firm recorded 300 sales.", "300", "actual"),
]


@pytest.mark.parametrize("row", PERIODS, ids=ids(PERIODS))
def test_a_number_has_the_period_that_it_was_told_of(row: Row) -> None:
    period = mention(row).scope.period
    assert (f"{period.start} {period.end}" if period else "") == row.expected


@pytest.mark.parametrize("row", PLACES, ids=ids(PLACES))
def test_a_number_has_the_place_that_it_was_told_of(row: Row) -> None:
    places = mention(row).scope.places
    assert (f"{places[0].level} {places[0].name}" if places else "") == row.expected


@pytest.mark.parametrize("row", STATUSES, ids=ids(STATUSES))
def test_a_number_has_the_status_that_its_clause_tells(row: Row) -> None:
    assert mention(row).scope.status == row.expected


ORIGINS = [
    (Row("Thu nhập đạt 68,3 triệu đồng năm 2025.", "68,3", ""), "period", "clause"),
    (Row("Năm 2024, xã có 70 hộ nghèo.", "70", ""), "period", "sentence"),
    (Row("Năm 2023 là năm khó khăn. Xã có 70 hộ nghèo.", "70", ""), "period", "paragraph"),
    (Row("Báo cáo năm\n\nNăm 2023, xã có 5 thôn.\n\nXã có 70 hộ nghèo.", "70", ""), "period", "lead"),
    (Row("Tỉnh Lạng Sơn có 70 xã.", "70", ""), "place", "clause"),
    (Row("Ở tỉnh Lạng Sơn, theo báo cáo, có 70 xã.", "70", ""), "place", "sentence"),
    (Row("Ở đây có 70 xã.", "70", "", place="tỉnh Lạng Sơn"), "place", "header"),
]


@pytest.mark.parametrize(("row", "part", "origin"), ORIGINS)
def test_a_scope_says_where_each_part_was_read(row: Row, part: str, origin: str) -> None:
    assert mention(row).scope.origin[part] == origin


def test_a_clause_ends_at_commas_semicolons_and_brackets() -> None:
    text = "Hãng A lãi 5 tỷ đồng, hãng B lãi 7 tỷ đồng; hãng C (mới lập) lỗ 2 tỷ đồng."
    clauses = [m.clause.of(text) for m in read(text, "vi").mentions]
    assert clauses == ["Hãng A lãi 5 tỷ đồng", "hãng B lãi 7 tỷ đồng", "lỗ 2 tỷ đồng."]


def test_a_dash_between_two_years_ends_no_clause() -> None:
    text = "Thu ngân sách giai đoạn 2021 – 2025 đạt 48 nghìn tỷ đồng – cao nhất từ trước tới nay."
    assert [m.clause.of(text) for m in read(text, "vi").mentions] == ["Thu ngân sách giai đoạn 2021 – 2025 đạt 48 nghìn tỷ đồng"]
