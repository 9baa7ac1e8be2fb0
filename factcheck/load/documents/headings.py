"""What a heading of a table says beside its words: the unit of the numbers below it, and the time that a bare year stands for."""

from __future__ import annotations

import re
from functools import lru_cache

YEAR = re.compile(r"(?:19|20)\d\d")
YEARS = re.compile(r"((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)")
_YEAR_NOTED = re.compile(r"(?P<year>(?:19|20)\d\d)\s*\(\s*(?P<note>[^()]{2,30})\s*\)")
_UNIT_NOTE = re.compile(r"\(?\s*(?:đơn vị(?: tính)?|đvt|units?(?: of measure)?)\s*[:：]\s*(?P<unit>[^()]{1,40}?)\s*+\)?\s*+", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[](?P<unit>[^()\[\]]{1,30})[)\]]\s*$")
_AFTER_COMMA = re.compile(r",\s*(?P<unit>[^,()]{1,20})$")
# Anything can be counted, so a noun in brackets is a unit only if it is one of those that tables name so.
_COUNTED = frozenset(
    "người|hộ|hộ gia đình|doanh nghiệp|hợp tác xã|cơ sở|dự án|xã|xã, phường|thôn|con|cái|chiếc|cuộc|lượt|lượt người|lượt khách|ca|vụ|giường"
    "|giường bệnh|trường|lớp|học sinh|giáo viên|bác sĩ|lao động|việc làm|đơn vị|công trình|cây|bộ|căn|phòng|thuê bao|phương tiện"
    "|people|persons|person|households|enterprises|firms|projects|communes|visitors|arrivals|cases|beds|pupils|students|teachers|jobs"
    "|workers|units|heads".split("|")
)
_TIMES = frozenset("năm tháng quý ngày tuần giờ year years month quarter day week".split())


def period(text: str, lang: str) -> str:
    """Return a heading that is a bare year in the words in which a sentence names one."""
    year, years = ("năm ", "giai đoạn ") if lang == "vi" else ("in ", "in ")
    if YEAR.fullmatch(text):
        return f"{year}{text}"
    if YEARS.fullmatch(text):
        return f"{years}{text}"
    if noted := _YEAR_NOTED.fullmatch(text):
        return f"{year}{noted['year']} ({noted['note']})"
    return text


def without_unit(text: str, lang: str) -> tuple[str, str]:
    """Return a heading and the unit that it ends with, in brackets, behind a comma or as a note of its own."""
    if note := _UNIT_NOTE.fullmatch(text):
        return "", note["unit"].strip()
    if text.casefold() not in _TIMES and _measures(text, lang):
        return "", text  # a heading that is nothing but the unit
    if note := _UNIT_NOTE.search(text):
        return text[: note.start()].rstrip(" ,;.-–("), note["unit"].strip()
    for pattern in (_BRACKET, _AFTER_COMMA):
        unit = (found := pattern.search(text)) and _unit(found["unit"].strip(), lang)
        if found and unit:
            return text[: found.start()].rstrip(), unit
    return text, ""


def _measures(text: str, lang: str) -> bool:
    """Return whether a text is a unit, and no noun that can be counted."""
    return _is_unit(text, lang) and text.lower() not in _COUNTED


def _unit(text: str, lang: str) -> str:
    """Return the unit that a heading names, as it stands behind a number; empty where it is none."""
    for each in (text, " ".join(reversed(text.split(" ", 1)))):  # USD million is written 5 million USD
        if _is_unit(each, lang):
            return each
    return ""


@lru_cache(maxsize=1024)
def _is_unit(text: str, lang: str) -> bool:
    """Return whether a number before the text would be read as one of a known unit."""
    from factcheck.extract import read_quantity

    sample = f"5{text}" if text == "%" else f"5 {text}"
    quantity = read_quantity(sample, lang)
    if quantity is None or quantity.span.of(sample) != sample:
        return False
    return quantity.unit.dimension not in ("", "count") or quantity.value != 5 or text.lower() in _COUNTED
