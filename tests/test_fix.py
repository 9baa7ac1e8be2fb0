"""The claim's value in the dress of a text: for each number that a claim contradicts, what to write instead, or why nothing."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from factcheck.extract import read_quantity
from factcheck.fix import Fix, NoFix, applied, fixes, proposals
from factcheck.lang.en.spelling import spell as spell_en
from factcheck.lang.vi.spelling import spell as spell_vi
from factcheck.load.registry import load_registry
from factcheck.model import Finding, Registry, Source
from factcheck.pipeline import check

FIRMS = ("doanh nghiệp thành lập mới", "newly established enterprises")
TRADE = ("tổng kim ngạch xuất nhập khẩu", "total trade")
RATE = ("tỷ lệ hộ nghèo", "poverty rate")
LAND = ("diện tích trồng rừng", "area of planted forest")
INCOME = ("GRDP bình quân đầu người", "GRDP per capita")
# A metric, then a sentence in each language with room for a number.
SENTENCES = {
    FIRMS: (
        "Năm 2025, tỉnh Lạng Sơn có {} doanh nghiệp thành lập mới.",
        "In 2025, Lang Son province had {} newly established enterprises.",
    ),
    TRADE: (
        "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt {}.",
        "In 2025, the total trade of Lang Son province reached {}.",
    ),
    RATE: ("Năm 2025, tỷ lệ hộ nghèo của tỉnh Lạng Sơn là {}.", "In 2025, the poverty rate of Lang Son province was {}."),
    LAND: (
        "Năm 2025, diện tích trồng rừng của tỉnh Lạng Sơn là {}.",
        "In 2025, the area of planted forest of Lang Son province was {}.",
    ),
    INCOME: (
        "Năm 2025, GRDP bình quân đầu người của tỉnh Lạng Sơn đạt {}.",
        "In 2025, the GRDP per capita of Lang Son province reached {}.",
    ),
}
VI, EN = 0, 1


def entry(metric: tuple[str, str], value: str, name: str = "claim", more: str = "") -> str:
    """Return a claim as it stands in a registry."""
    return (
        f'  - id: {name}\n    metric: "{metric[0]}"\n    also: ["{metric[1]}"]\n    value: "{value}"\n'
        f"    place: tỉnh Lạng Sơn\n    period: năm 2025\n{more}"
    )


def registry(folder: Path, *entries: str) -> Registry:
    """Return the claims of some entries."""
    path = folder / "claims.yaml"
    path.write_text("lang: vi\nclaims:\n" + "".join(entries), "utf-8")
    return load_registry(path)[0]


def draft(text: str, lang: str = "vi") -> Source:
    return Source("draft.md", text, lang=lang)


def found(claims: Registry, source: Source) -> list[Finding]:
    return [finding for result in check(claims, [source]).results for finding in result.findings]


def mended(claims: Registry, source: Source) -> str:
    """Return the text with all fixes made."""
    return applied(source.text, fixes(claims, found(claims, source), source))


def is_supported(claims: Registry, source: Source, text: str) -> bool:
    """Return whether a text tells the claims and contradicts none."""
    verdicts = {result.verdict for result in check(claims, [Source(source.name, text, lang=source.lang)]).results}
    return verdicts == {"supported"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


# metric, the claim's value, language, what the draft says, what it should say
DRESSES = [
    # The three of the task, and their kin.
    (TRADE, "234,58 tỷ USD", VI, "198 tỷ USD", "234,58 tỷ USD"),
    (TRADE, "234,58 tỷ USD", EN, "US$198bn", "US$234.58bn"),
    (FIRMS, "3.334 doanh nghiệp", VI, "hơn 3.100", "hơn 3.300"),
    # Digits, marks and groups as the text has them.
    (FIRMS, "3.334 doanh nghiệp", VI, "2.900", "3.334"),
    (FIRMS, "3.334 doanh nghiệp", VI, "2900", "3334"),
    (FIRMS, "3.334 doanh nghiệp", EN, "2,900", "3,334"),
    (FIRMS, "5 doanh nghiệp", VI, "03", "05"),
    (FIRMS, "12 doanh nghiệp", VI, "03", "12"),
    (RATE, "1,36%", VI, "3,5 %", "1,36 %"),
    (RATE, "1,36%", EN, "3.5 percent", "1.36 percent"),
    (RATE, "2,0%", VI, "3%", "2,0%"),
    # Scale words stay where the value is easy to read in them.
    (TRADE, "234,58 tỷ USD", VI, "198tỷ USD", "234,58tỷ USD"),
    (TRADE, "234,58 tỷ USD", VI, "198.000 triệu USD", "234.580 triệu USD"),
    (TRADE, "234,58 tỷ USD", EN, "198 billion US dollars", "234.58 billion US dollars"),
    (TRADE, "234,58 tỷ USD", EN, "$198,000 million", "$234,580 million"),
    (INCOME, "71,1 triệu đồng", VI, "60tr đồng", "71,1tr đồng"),
    (INCOME, "71,1 triệu đồng", VI, "60.000.000 đồng", "71.100.000 đồng"),
    (INCOME, "71,1 triệu đồng", VI, "0,06 tỷ đồng", "71,1 triệu đồng"),
    (INCOME, "71,1 triệu đồng", VI, "60 triệu 500 nghìn đồng", "71,1 triệu đồng"),
    (INCOME, "71,1 triệu đồng", VI, "VND 60 triệu", "VND 71,1 triệu"),
    (INCOME, "71,1 triệu đồng", EN, "VND60m", "VND71.1m"),
    (INCOME, "71,1 triệu đồng", EN, "₫60 million", "₫71.1 million"),
    (FIRMS, "3.334 doanh nghiệp", VI, "2 nghìn", "3.334"),  # 3,334 nghìn would be read as a thousand times as much
    (FIRMS, "3.334 doanh nghiệp", EN, "2.9K", "3,334"),
    (FIRMS, "3.334 doanh nghiệp", EN, "29 hundred", "3,334"),
    (TRADE, "1,8 tỷ USD", VI, "310 triệu USD", "1,8 tỷ USD"),
    (TRADE, "3683,6 tỷ USD", EN, "$47 trillion", "$3,683.6 billion"),
    # Hedges that still hold keep their rounding: hơn rounds down, gần up, khoảng to the nearest.
    (FIRMS, "3.334 doanh nghiệp", VI, "gần 3.000", "gần 3.400"),
    (FIRMS, "3.334 doanh nghiệp", VI, "khoảng 2.800", "khoảng 3.300"),
    (FIRMS, "3.334 doanh nghiệp", EN, "more than 3,100", "more than 3,300"),
    (FIRMS, "3.334 doanh nghiệp", EN, "more than 140,000", "more than 3,300"),
    (FIRMS, "3.334 doanh nghiệp", EN, "over 2.5 thousand", "over 3.3 thousand"),
    (TRADE, "234,58 tỷ USD", VI, "hơn 198 tỷ USD", "hơn 234 tỷ USD"),
    (TRADE, "234,58 tỷ USD", EN, "nearly $300bn", "nearly $240bn"),
    (FIRMS, "3.334 doanh nghiệp", VI, "gần 5.000", "gần 3.400"),  # gần 4.000 is above 3.600
    # Nothing is more than itself; what is told exactly cannot be told as a bound.
    (FIRMS, "3.300 doanh nghiệp", VI, "hơn 3.100", "3.300"),
    (RATE, "2,0%", VI, "gần 1%", "2,0%"),
    (FIRMS, "3.334 doanh nghiệp", VI, "ít nhất 3.500", "3.334"),
    (FIRMS, "3.334 doanh nghiệp", VI, "3.500 trở lên", "3.334"),
    (FIRMS, "3.334 doanh nghiệp", EN, "5,000 or more", "3,334"),
    (TRADE, "234,58 tỷ USD", EN, "at least US$300bn", "US$234.58bn"),
    (RATE, "7,1%", VI, "5±1%", "7,1%"),
    # The claim's own hedge is part of the fact.
    (FIRMS, "hơn 3.300 doanh nghiệp", VI, "2.900", "hơn 3.300"),
    (FIRMS, "trên 3.300 doanh nghiệp", VI, "gần 2.900", "trên 3.300"),
    (FIRMS, "trên 3.300 doanh nghiệp", VI, "hơn 2.900", "hơn 3.300"),
    (FIRMS, "hơn 3.300 doanh nghiệp", EN, "Nearly 3,000", "More than 3,300"),
    (RATE, "từ 8% trở lên", VI, "gần 1%", "ít nhất 8%"),
    # Words, as long as they are few.
    (FIRMS, "5 doanh nghiệp", VI, "ba", "năm"),
    (FIRMS, "5 doanh nghiệp", EN, "Twelve", "Five"),
    (FIRMS, "3.334 doanh nghiệp", VI, "hơn ba nghìn một trăm", "hơn ba nghìn ba trăm"),
    (FIRMS, "3.334 doanh nghiệp", EN, "more than two thousand nine hundred", "more than three thousand three hundred"),
    (FIRMS, "3.334 doanh nghiệp", VI, "Ba nghìn một trăm", "3.334"),
    (INCOME, "71,1 triệu đồng", VI, "sáu mươi triệu đồng", "71,1 triệu đồng"),
    (INCOME, "71,1 triệu đồng", EN, "half a million dong", "71.1 million dong"),
    (FIRMS, "3.334 doanh nghiệp", VI, "hàng trăm", "3.334"),
    (FIRMS, "3.334 doanh nghiệp", EN, "hundreds of", "3,334"),
    # Units of one dimension.
    (LAND, "9.468 ha", VI, "hơn 8.000ha", "hơn 9.000ha"),
    (LAND, "9.468 ha", VI, "80 km2", "94,68 km2"),
    (LAND, "9.468 ha", VI, "80.000.000 m2", "94.680.000 m2"),
    (LAND, "9.468 ha", EN, "20,000 acres", "23,396 acres"),
    # Ranges.
    (RATE, "từ 5,46% đến 9,15%", VI, "từ 3% đến 4%", "từ 5,46% đến 9,15%"),
    (RATE, "từ 5,46% đến 9,15%", VI, "3-4%", "5,46-9,15%"),
    (RATE, "từ 5,46% đến 9,15%", VI, "20%", "từ 5,46% đến 9,15%"),
    (RATE, "từ 5,46% đến 9,15%", EN, "between 3% and 4%", "between 5.46% and 9.15%"),
    (RATE, "1,36%", VI, "từ 3% đến 4%", "1,36%"),
    (RATE, "1,36%", EN, "between 3% and 4%", "1.36%"),
    (INCOME, "71,1 triệu đồng", VI, "từ 60 triệu đến 65 triệu đồng", "71,1 triệu đồng"),
    (INCOME, "71,1 triệu đồng", EN, "between VND60 million and VND65 million", "VND71.1 million"),
    (INCOME, "71,1 triệu đồng", EN, "VND60-65 million", "VND71.1 million"),
]


@pytest.mark.parametrize(("metric", "value", "lang", "written", "right"), DRESSES, ids=[f"{row[3]} → {row[4]}" for row in DRESSES])
def test_a_number_is_told_again_in_the_dress_of_its_text(
    desk: Path, metric: tuple[str, str], value: str, lang: int, written: str, right: str
) -> None:
    claims = registry(desk, entry(metric, value))
    sentence = SENTENCES[metric][lang]
    source = draft(sentence.format(written), "en" if lang else "vi")
    assert [finding.verdict for finding in found(claims, source)] == ["contradicted"]
    text = mended(claims, source)
    assert text == sentence.format(right)
    assert is_supported(claims, source, text)
    assert proposals(claims, found(claims, Source("draft.md", text, lang=source.lang)), source) == []


# metric, the claim's value, language, what the draft says, why nothing is proposed
REFUSED = [
    (FIRMS, "3.334 doanh nghiệp", VI, "2 900", "so close to another number"),  # one number, which is read as two
    (RATE, "1,36%", VI, "-5%", "below zero"),
]


@pytest.mark.parametrize(("metric", "value", "lang", "written", "why"), REFUSED)
def test_where_no_fix_holds_the_finding_says_why(
    desk: Path, metric: tuple[str, str], value: str, lang: int, written: str, why: str
) -> None:
    claims = registry(desk, entry(metric, value))
    source = draft(SENTENCES[metric][lang].format(written), "en" if lang else "vi")
    (row,) = proposals(claims, found(claims, source), source)
    assert isinstance(row, NoFix)
    assert why in row.why


def test_a_date_that_differs_is_left_to_the_writer(desk: Path) -> None:
    claims = registry(desk, "  - id: visit\n    claim: Ngày 18/9/2025, tỉnh Lạng Sơn biểu dương 180 gương điển hình tiên tiến\n")
    source = draft("Ngày 19/9/2025, tỉnh Lạng Sơn biểu dương 180 gương điển hình tiên tiến.")
    (row,) = proposals(claims, found(claims, source), source)
    assert isinstance(row, NoFix)
    assert "a date" in row.why


def test_an_exchange_rate_of_the_registry_makes_no_value(desk: Path) -> None:
    path = desk / "rates.yaml"
    path.write_text("lang: vi\nrates: {USD/VND: {value: 25.000, date: 2025-09-01}}\nclaims:\n" + entry(INCOME, "71,1 triệu đồng"), "utf-8")
    claims = load_registry(path)[0]
    source = draft(SENTENCES[INCOME][VI].format("4.000 USD"))
    (row,) = proposals(claims, found(claims, source), source)
    assert isinstance(row, NoFix)
    assert "exchange rate" in row.why


@pytest.mark.parametrize(
    ("written", "told", "right"),
    [
        ("2.000", ("3.334 doanh nghiệp", "3.500 doanh nghiệp"), None),
        ("3.334", ("3.334 doanh nghiệp", "3.500 doanh nghiệp"), None),
        ("2.000", ("3.334 doanh nghiệp", "hơn 3.300 doanh nghiệp"), "3.334"),  # two claims that one value supports
    ],
)
def test_where_two_claims_compete_for_a_number_nothing_is_proposed(
    desk: Path, written: str, told: tuple[str, str], right: str | None
) -> None:
    claims = registry(desk, entry(FIRMS, told[0], "one"), entry(FIRMS, told[1], "two"))
    source = draft(SENTENCES[FIRMS][VI].format(written))
    rows = proposals(claims, found(claims, source), source)
    assert rows
    if right is None:
        assert {row.why for row in rows if isinstance(row, NoFix)} == {"claims compete for this number: one, two"}
        assert mended(claims, source) == source.text
    else:
        assert mended(claims, source) == SENTENCES[FIRMS][VI].format(right)


def test_the_numbers_of_one_claim_are_mended_together(desk: Path) -> None:
    entries = "  - id: out\n    claim: Nhiệm kỳ 2020-2025, tỉnh Lạng Sơn có 47/88 xã và 315/644 thôn ra khỏi diện đặc biệt khó khăn\n"
    claims = registry(desk, entries)
    source = draft("Nhiệm kỳ 2020-2025, tỉnh Lạng Sơn có 45/88 xã và 310/640 thôn ra khỏi diện đặc biệt khó khăn.")
    text = mended(claims, source)
    assert text == "Nhiệm kỳ 2020-2025, tỉnh Lạng Sơn có 47/88 xã và 315/644 thôn ra khỏi diện đặc biệt khó khăn."
    assert is_supported(claims, source, text)


def test_a_claim_of_two_numbers_of_which_the_text_lacks_one_is_left_alone(desk: Path) -> None:
    entries = "  - id: out\n    claim: Nhiệm kỳ 2020-2025, tỉnh Lạng Sơn có 47/88 xã và 315/644 thôn ra khỏi diện đặc biệt khó khăn\n"
    claims = registry(desk, entries)
    source = draft("Nhiệm kỳ 2020-2025, tỉnh Lạng Sơn có 45/88 xã ra khỏi diện đặc biệt khó khăn.")
    (row,) = proposals(claims, found(claims, source), source)
    assert isinstance(row, NoFix)
    assert "another number" in row.why


def test_a_fix_tells_what_it_changes_where(desk: Path) -> None:
    claims = registry(desk, entry(TRADE, "234,58 tỷ USD"))
    source = draft(f"Mở đầu.\n\n{SENTENCES[TRADE][VI].format('198 tỷ USD')}\n")
    (fix,) = fixes(claims, check(claims, [source]), source)
    assert isinstance(fix, Fix)
    assert (fix.old, fix.new, fix.finding.claim) == ("198 tỷ", "234,58 tỷ", "claim")
    assert source.text[fix.start : fix.end] == fix.old


def test_findings_of_another_source_and_those_let_pass_are_left_alone(desk: Path) -> None:
    from factcheck.model import Acceptance, replace

    claims = registry(desk, entry(TRADE, "234,58 tỷ USD"))
    source = draft(SENTENCES[TRADE][VI].format("198 tỷ USD"))
    rows = found(claims, source)
    assert fixes(claims, [replace(row, source="other.md") for row in rows], source) == []
    assert fixes(claims, [replace(row, accepted=Acceptance("acknowledged", "số sơ bộ")) for row in rows], source) == []
    assert len(fixes(claims, rows, source)) == 1


def test_what_is_written_into_decomposed_text_is_decomposed(desk: Path) -> None:
    claims = registry(desk, entry(FIRMS, "hơn 3.300 doanh nghiệp"))
    plain = SENTENCES[FIRMS][VI]
    source = draft(unicodedata.normalize("NFD", plain.format("2.900")))
    assert mended(claims, source) == unicodedata.normalize("NFD", plain.format("hơn 3.300"))


def test_comments_of_a_draft_stay_where_they_are(desk: Path) -> None:
    claims = registry(desk, entry(TRADE, "234,58 tỷ USD"))
    sentence = SENTENCES[TRADE][VI]
    text = f"<!-- đã đạt 198 tỷ USD -->\n{sentence.format('198 tỷ USD')}\n<!-- hết -->\n"
    from factcheck.load.comments import with_comments

    source = with_comments(draft(text))
    assert mended(claims, source) == f"<!-- đã đạt 198 tỷ USD -->\n{sentence.format('234,58 tỷ USD')}\n<!-- hết -->\n"


@pytest.mark.parametrize(("number", "words"), [(21, "hai mươi mốt"), (105, "một trăm linh năm"), (3015, "ba nghìn không trăm mười lăm")])
def test_vietnamese_numbers_are_spelled_as_they_are_read(number: int, words: str) -> None:
    assert spell_vi(number) == words


@given(st.integers(min_value=2, max_value=10**15 - 1))
def test_what_is_spelled_is_read_again(number: int) -> None:
    from factcheck import lang
    from factcheck.extract.tokens import tokenize

    for code, spell in (("vi", spell_vi), ("en", spell_en)):
        words = spell(number)
        keys = tokenize(words, 0, len(words)).keys
        read = lang.get(code).word_number(keys, 0)
        assert read is not None
        assert (int(read[0]), read[2]) == (number, len(keys))


_HEDGES = {"vi": ("", "hơn ", "gần ", "khoảng ", "trên "), "en": ("", "more than ", "nearly ", "about ", "over ")}


@st.composite
def told(draw: st.DrawFn, lang: str) -> str:
    """Return an amount of dollars as a text may write it: hedge, sign, digits, groups, scale."""
    mark, group = (",", ".") if lang == "vi" else (".", ",")
    hedge = draw(st.sampled_from(_HEDGES[lang]))
    decimals = draw(st.integers(0, 2))
    number = draw(st.integers(1, 999_999))
    part = f"{mark}{draw(st.integers(1, 10**decimals - 1)):0{decimals}}" if decimals else ""
    whole = f"{number:,}".replace(",", group) if draw(st.booleans()) else str(number)
    if lang == "vi":
        scale = draw(st.sampled_from(("", " nghìn", " triệu", " tỷ", "tỷ", " nghìn tỷ")))
        return f"{hedge}{whole}{part}{scale} USD"
    scale = draw(st.sampled_from(("", " million", "m", " billion", "bn", " trillion")))
    return f"{hedge}{draw(st.sampled_from(('$', 'US$', 'USD ')))}{whole}{part}{scale}"


@trying(max_examples=120)
@given(st.data(), st.sampled_from(("vi", "en")))
def test_whatever_is_proposed_is_supported_when_it_is_written(desk: Path, data: st.DataObject, lang: str) -> None:
    value, written = data.draw(told("vi"), "value"), data.draw(told(lang), "written")
    claims = registry(desk, entry(TRADE, value))
    sentence = SENTENCES[TRADE][lang == "en"]
    source = draft(sentence.format(written), lang)
    rows = found(claims, source)
    assume(any(row.verdict == "contradicted" for row in rows))
    proposed = fixes(claims, rows, source)
    text = applied(source.text, proposed)
    assert len(proposed) == 1
    assert is_supported(claims, source, text), text
    head, tail = sentence.split("{}")
    assert text.startswith(head)
    assert text.endswith(tail)


@trying(max_examples=60)
@example(Decimal("3334"), "hơn 3.100")
@given(st.integers(2, 10**7).map(Decimal), st.integers(2, 10**7).map(lambda n: f"hơn {n:,}".replace(",", ".")))
def test_a_hedge_that_is_kept_tells_the_truth(desk: Path, value: Decimal, written: str) -> None:
    claims = registry(desk, entry(FIRMS, f"{value:,} doanh nghiệp".replace(",", "."), more="    tolerance: 0\n"))
    source = draft(SENTENCES[FIRMS][VI].format(written))
    for fix in fixes(claims, found(claims, source), source):
        told = SENTENCES[FIRMS][VI].format(written)[: fix.start].endswith("hơn ")
        quantity = read_quantity(fix.new, "vi")
        assert quantity is not None
        assert quantity.value < value if told else quantity.value == value
