"""The language of a text, told by its words: short texts, headlines, names of the other language."""

from __future__ import annotations

import unicodedata

import pytest

from factcheck.lang import detect

VIETNAMESE = [
    "Có 5 xã",
    "Dài 7.800 m",
    "3.334 doanh nghiệp",
    "Thu hút 5 dự án FDI",
    "Giá vàng SJC lên 80 triệu",
    "Lạng Sơn: 5 container thanh long",
    "XUẤT KHẨU GẠO ĐẠT 5 TRIỆU TẤN",
    "Lewandowski chia tay Barca",
    "Man City thắng Arsenal 3-1",
    "Google bị phạt 5 tỷ euro",
    "TP HCM in 5 triệu tờ báo",
    "Tong kim ngach xuat nhap khau dat 234 ty USD trong nam 2025",
    "tỉnh Lạng Sơn",
    "Hà Nội",
]
ENGLISH = [
    "",
    "5%",
    "Total trade reached $5bn",
    "newly established enterprises",
    "Exports of Lạng Sơn reached $5bn",
    "Lạng Sơn exports reach $5bn",
    "Hà Nội and Lạng Sơn",
    "Population of Đà Nẵng",
    "Trần Hưng Đạo Street in Hà Nội has 5 shops",
    "The bánh mì of Hội An is sold in 5 shops",
    "Café Élan opened 5 stores",
    "José Peña scored 5 goals",
    "Real Madrid beat Málaga 3-1",
    "Lang Son province",
]


@pytest.mark.parametrize(("code", "text"), [("vi", text) for text in VIETNAMESE] + [("en", text) for text in ENGLISH])
def test_a_short_text_is_in_the_language_of_its_words(code: str, text: str) -> None:
    assert detect(text) == code
    assert detect(unicodedata.normalize("NFD", text)) == code
