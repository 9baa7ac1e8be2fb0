"""Times as intervals of days, at the precision written."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.extract import parse_period, read

TODAY = date(2025, 9, 18)

# text, first day, last day
VIETNAMESE = [
    ("ngày 14/3/2025", "2025-03-14", "2025-03-14"),
    ("14-3-2025", "2025-03-14", "2025-03-14"),
    ("14.3.2025", "2025-03-14", "2025-03-14"),
    ("ngày 14 tháng 3 năm 2025", "2025-03-14", "2025-03-14"),
    ("2025-09-18", "2025-09-18", "2025-09-18"),
    ("2025-09", "2025-09-01", "2025-09-30"),
    ("tháng 6/2020", "2020-06-01", "2020-06-30"),
    ("tháng 2 năm 2024", "2024-02-01", "2024-02-29"),
    ("8/2025", "2025-08-01", "2025-08-31"),
    ("quý II/2025", "2025-04-01", "2025-06-30"),
    ("quý 3 năm 2024", "2024-07-01", "2024-09-30"),
    ("Q3/2025", "2025-07-01", "2025-09-30"),
    ("9 tháng đầu năm 2025", "2025-01-01", "2025-09-30"),
    ("ba quý đầu năm 2025", "2025-01-01", "2025-09-30"),
    ("6 tháng cuối năm 2024", "2024-07-01", "2024-12-31"),
    ("nửa đầu năm 2022", "2022-01-01", "2022-06-30"),
    ("11 tháng năm 2025", "2025-01-01", "2025-11-30"),
    ("giai đoạn 2021-2025", "2021-01-01", "2025-12-31"),
    ("nhiệm kỳ 2020–2025", "2020-01-01", "2025-12-31"),
    ("năm học 2024-2025", "2024-01-01", "2025-12-31"),
    ("2021-2025", "2021-01-01", "2025-12-31"),
    ("năm 2025", "2025-01-01", "2025-12-31"),
    ("2025", "2025-01-01", "2025-12-31"),
    ("24-26/9/2025", "2025-09-24", "2025-09-26"),
    ("từ tháng 1 đến tháng 3/2025", "2025-01-01", "2025-03-31"),
    ("từ ngày 27/10/2025 đến ngày 29/10/2025", "2025-10-27", "2025-10-29"),
    ("ngày 27/10 đến 29/10/2025", "2025-10-27", "2025-10-29"),
    ("27/10/2025 - 29/10/2025", "2025-10-27", "2025-10-29"),
    ("quý IV/2024 đến hết quý II/2025", "2024-10-01", "2025-06-30"),
    ("từ đầu năm đến hết tháng 9/2025", "2025-01-01", "2025-09-30"),
    ("từ đầu năm 2025 đến ngày 15/9/2025", "2025-01-01", "2025-09-15"),
    ("tháng 1-3/2025", "2025-01-01", "2025-03-31"),
    ("14 tháng 3 năm 2025", "2025-03-14", "2025-03-14"),
    ("quý đầu năm 2025", "2025-01-01", "2025-03-31"),
    ("quý cuối năm 2025", "2025-10-01", "2025-12-31"),
    ("những năm 1990", "1990-01-01", "1999-12-31"),
    ("niên vụ 2024/25", "2024-01-01", "2025-12-31"),
    ("năm tài chính 2025", "2025-01-01", "2025-12-31"),
]
ENGLISH = [
    ("Q3 2025", "2025-07-01", "2025-09-30"),
    ("H1 2022", "2022-01-01", "2022-06-30"),
    ("first nine months of 2025", "2025-01-01", "2025-09-30"),
    ("first three quarters of 2025", "2025-01-01", "2025-09-30"),
    ("first half of 2022", "2022-01-01", "2022-06-30"),
    ("third quarter of 2024", "2024-07-01", "2024-09-30"),
    ("5 January 2025", "2025-01-05", "2025-01-05"),
    ("January 5, 2025", "2025-01-05", "2025-01-05"),
    ("5th of March 2025", "2025-03-05", "2025-03-05"),
    ("March 2024", "2024-03-01", "2024-03-31"),
    ("2021-2025", "2021-01-01", "2025-12-31"),
    ("fiscal 2024", "2024-01-01", "2024-12-31"),
    ("in 2025", "2025-01-01", "2025-12-31"),
    ("in '09", "2009-01-01", "2009-12-31"),
    ("2025-03-14", "2025-03-14", "2025-03-14"),
    ("June 3-5, 2025", "2025-06-03", "2025-06-05"),
    ("3 to 5 June 2025", "2025-06-03", "2025-06-05"),
    ("March-May 2025", "2025-03-01", "2025-05-31"),
    ("the six months to June 2025", "2025-01-01", "2025-06-30"),
    ("the 12 months ended June 30, 2025", "2024-07-01", "2025-06-30"),
    ("the year to March 2025", "2024-04-01", "2025-03-31"),
    ("1Q25", "2025-01-01", "2025-03-31"),
    ("the 1990s", "1990-01-01", "1999-12-31"),
    ("the 2024/25 season", "2024-01-01", "2025-12-31"),
]
ROWS = [("vi", *row) for row in VIETNAMESE] + [("en", *row) for row in ENGLISH]


@pytest.mark.parametrize(("lang", "text", "first", "last"), ROWS)
def test_a_time_is_the_days_it_spans(lang: str, text: str, first: str, last: str) -> None:
    period = parse_period(text, lang)
    assert period is not None
    assert (period.start.isoformat(), period.end.isoformat(), period.year_known) == (first, last, True)


@pytest.mark.parametrize("text", ["doanh nghiệp", "", "3.334 doanh nghiệp", "năm"])
def test_what_names_no_time_is_none(text: str) -> None:
    assert parse_period(text, "vi") is None


# sentence, the first and last day of the first time it names, None where the time has no days
RELATIVE = [
    ("vi", "Năm nay, có 5 hộ.", ("2025-01-01", "2025-12-31")),
    ("vi", "Năm ngoái có 5 hộ.", ("2024-01-01", "2024-12-31")),
    ("vi", "Trong 5 năm qua có 5 hộ.", ("2020-01-01", "2025-12-31")),
    ("vi", "Hôm nay có 5 hộ.", ("2025-09-18", "2025-09-18")),
    ("vi", "Hôm qua có 5 hộ.", ("2025-09-17", "2025-09-17")),
    ("vi", "Ngày 14/3 có 5 hộ.", ("2025-03-14", "2025-03-14")),
    ("vi", "Ngày 2/1 có 5 hộ.", ("2026-01-02", "2026-01-02")),
    ("vi", "Sáng 20/12, có 5 hộ.", ("2025-12-20", "2025-12-20")),
    ("vi", "Ngày 21.10, có 5 hộ.", ("2025-10-21", "2025-10-21")),
    ("vi", "Từ 24 đến 26/9 có 5 hộ.", ("2025-09-24", "2025-09-26")),
    ("vi", "Từ ngày 24 đến ngày 26/9 có 5 hộ.", ("2025-09-24", "2025-09-26")),
    ("vi", "Từ ngày 24/9 - 3/10, có 5 hộ.", ("2025-09-24", "2025-10-03")),
    ("vi", "Dịp lễ 30.4 - 1.5 có 5 hộ.", ("2025-04-30", "2025-04-30")),
    ("vi", "Hà Nội, 12/9 - Ngày 14/9, có 5 hộ.", ("2025-09-12", "2025-09-12")),
    ("vi", "Sáng thứ 2, ngày 6-6, có 5 hộ.", None),
    ("vi", "Quý II có 5 hộ.", ("2025-04-01", "2025-06-30")),
    ("vi", "9 tháng đầu năm nay có 5 hộ.", ("2025-01-01", "2025-09-30")),
    ("vi", "Vào 14 tháng 3, có 5 hộ.", ("2025-03-14", "2025-03-14")),
    ("vi", "Từ tháng 1 đến tháng 3 có 5 hộ.", ("2025-01-01", "2025-03-31")),
    ("vi", "Tháng 12 có 5 hộ.", ("2025-12-01", "2025-12-31")),
    ("vi", "Tháng trước có 5 hộ.", ("2025-08-01", "2025-08-31")),
    ("vi", "Trong tháng này có 5 hộ.", ("2025-09-01", "2025-09-30")),
    ("vi", "Quý trước có 5 hộ.", ("2025-04-01", "2025-06-30")),
    ("vi", "Quý tới có 5 hộ.", ("2025-10-01", "2025-12-31")),
    ("vi", "Năm tài chính này có 5 hộ.", None),
    ("vi", "Đến nay có 5 hộ.", None),
    ("vi", "Lúc 15h30 có 5 hộ.", None),
    ("vi", "Khoảng 9g sáng có 5 hộ.", None),
    ("vi", "Sáng thứ 6 có 5 hộ.", None),
    ("en", "Last year 5 firms opened.", ("2024-01-01", "2024-12-31")),
    ("en", "Last month 5 firms opened.", ("2025-08-01", "2025-08-31")),
    ("en", "This quarter 5 firms opened.", ("2025-07-01", "2025-09-30")),
    ("en", "Over the last month 5 firms opened.", None),
    ("en", "In the quarter that ended in June, 5 firms opened.", ("2025-04-01", "2025-06-30")),
    ("en", "In the past five years 5 firms opened.", ("2020-01-01", "2025-12-31")),
    ("en", "From August 5 - September 2, 5 firms opened.", ("2025-08-05", "2025-09-02")),
    ("en", "On 5 August 5 firms opened.", ("2025-08-05", "2025-08-05")),
    ("en", "Between March and May 5 firms opened.", ("2025-03-01", "2025-05-31")),
    ("en", "On August 5 and 6, 5 firms opened.", ("2025-08-05", "2025-08-06")),
    ("en", "At 3:30 p.m. 5 firms opened.", None),
    ("en", "In the 2019 election 5 firms voted.", ("2019-01-01", "2019-12-31")),
    ("en", "The 2023 World Cup drew 5 firms.", ("2023-01-01", "2023-12-31")),
    ("en", "Its 2016 results please 5 firms.", ("2016-01-01", "2016-12-31")),
]


@pytest.mark.parametrize(("lang", "sentence", "days"), RELATIVE)
def test_a_relative_time_is_dated_from_the_document(lang: str, sentence: str, days: tuple[str, str] | None) -> None:
    reading = read(sentence, lang, today=TODAY)
    period = reading.times(0)[0].period
    assert (None if period is None else (period.start.isoformat(), period.end.isoformat())) == days
    assert {found.quantity.value for found in reading.found} == {5}  # the length of a time up to now is told by it, too


@pytest.mark.parametrize(
    ("lang", "sentence", "first"),
    [
        ("vi", "Tháng 12, có 5 hộ.", "2024-12-01"),
        ("vi", "Tháng 12 vừa qua có 5 hộ.", "2024-12-01"),
        ("vi", "Quý IV có 5 hộ.", "2024-10-01"),
        ("vi", "Tháng 6 có 5 hộ.", "2025-06-01"),
        ("en", "In December 5 firms opened.", "2024-12-05"),
        ("en", "In December, 5 firms opened.", "2024-12-01"),
        ("en", "In the three months to November, 5 firms opened.", "2024-09-01"),
        ("en", "In February, 5 firms opened.", "2025-02-01"),
    ],
)
def test_in_january_a_bare_december_is_the_last_one(lang: str, sentence: str, first: str) -> None:
    period = read(sentence, lang, today=date(2025, 1, 20)).times(0)[0].period
    assert period is not None
    assert period.start.isoformat() == first


@pytest.mark.parametrize(
    "sentence", ["Vài tháng trước có 5 hộ.", "Hai tháng trước có 5 hộ.", "Tháng trước đó có 5 hộ.", "Mỗi tháng trước Tết có 5 hộ."]
)
def test_a_month_before_another_is_not_that_before_the_document(sentence: str) -> None:
    assert not any(
        time.period is not None and time.period.start.month == TODAY.month - 1 for time in read(sentence, "vi", today=TODAY).times(0)
    )


@pytest.mark.parametrize(
    ("lang", "sentence", "lookback"),
    [
        ("vi", "Trong hơn 5 năm qua có mưa.", True),
        ("vi", "Thấp nhất 5 năm gần đây.", True),
        ("vi", "Thấp nhất trong 5 năm gần nhất.", True),
        ("vi", "Phạt từ 5 năm trở lên.", False),
        ("vi", "Chạy 5 km qua cầu.", False),
        ("en", "Over the past five years it rained.", True),
        ("en", "In the last 5 minutes it rained.", True),
        ("en", "The past nearly 5 years were dry.", True),
        ("en", "The last 5 firms closed.", False),
        ("en", "It took 5 years.", False),
    ],
)
def test_a_length_of_time_up_to_now_is_known_as_one(lang: str, sentence: str, lookback: bool) -> None:
    (found,) = read(sentence, lang, today=TODAY).found
    assert (int(found.quantity.value), found.quantity.lookback) == (5, lookback)
