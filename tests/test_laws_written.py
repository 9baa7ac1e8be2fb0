"""What holds between what is written and what is read again, and between verdicts that differ in one thing only."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from test_compare import BRIDGE, FLOOD
from test_laws import UNRELATED, rows, shipped, told, told_as_shipped
from verdict_cases import Case, cases, registry, report, source

from factcheck.compare import compare
from factcheck.draft import check_drafts
from factcheck.extract import read, read_quantity
from factcheck.load.registry import read_registry
from factcheck.model import Registry, Source, replace
from factcheck.numerals import Digits, Form, form_of, in_digits, wardrobe
from factcheck.pipeline import check, findings
from factcheck.propose import propose
from factcheck.propose.model import Known
from factcheck.propose.shelf import added, read_book
from factcheck.report.text import exact, number, scale_of

LAW = settings(max_examples=120, deadline=None, derandomize=True)
FEW = settings(max_examples=60, deadline=None, derandomize=True)
SENTENCES = {
    "vi": "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt {}.",
    "en": "In 2025, the total trade of Lang Son province reached {}.",
}
SCALES = {
    "vi": {"": 1, " nghìn": 10**3, " triệu": 10**6, " tỷ": 10**9, " nghìn tỷ": 10**12},
    "en": {"": 1, " thousand": 10**3, " million": 10**6, " billion": 10**9, " trillion": 10**12},
}
MARKS = {"vi": (",", "."), "en": (".", ",")}
LANGS = st.sampled_from(["vi", "en"])
# Years stand alone as these do, and are read as such.
VALUES = st.integers(-(10**8), 10**8).map(lambda n: Decimal(n).scaleb(-2)).filter(lambda value: not 1000 <= abs(value) <= 2200)
PLAIN = st.integers(1, 99_999).map(lambda n: Decimal(n).scaleb(-2))


# what is written is read back


@LAW
@given(VALUES)
@example(Decimal("-0.5"))
@example(Decimal("1234567.89"))
def test_a_number_as_reports_write_it_is_read_as_the_number_it_is(value: Decimal) -> None:
    for written in (number(value), exact(value)):
        quantity = read_quantity(f"{written} USD", "en")
        assert quantity is not None, written
        assert (quantity.value, quantity.interval.holds(value)) == (value, True), written


@LAW
@given(st.integers(1, 10**17).map(lambda n: Decimal(n).scaleb(-2)))
@example(Decimal("9678998.50"))
def test_a_value_with_the_scale_word_of_reports_is_read_as_the_value(value: Decimal) -> None:
    scale, word = scale_of(value)
    assume(scale > 1)
    shown = (value / scale).quantize(Decimal("0.000001"), ROUND_HALF_UP)
    quantity = read_quantity(f"{exact(value / scale)} {word} USD", "en")
    assert quantity is not None
    assert quantity.value == shown * scale
    assert quantity.interval.holds(value)


@LAW
@given(LANGS, st.data(), st.integers(0, 10**8), st.integers(0, 3), st.booleans())
def test_what_is_written_in_the_digits_of_a_text_is_read_as_what_was_to_be_written(
    lang: str, data: st.DataObject, size: int, decimals: int, grouped: bool
) -> None:
    scale = data.draw(st.sampled_from(sorted(SCALES[lang])))
    mark, group = MARKS[lang]
    form = Form(Digits(mark, group if grouped else "", decimals, 0), Decimal(SCALES[lang][scale]), scale, False)
    value = Decimal(size).scaleb(-decimals) * SCALES[lang][scale]
    text = SENTENCES[lang].format(f"{in_digits(value, form)} USD")
    (quantity,) = (found.quantity for found in read(text, lang).found)
    assert quantity.value == value, text


@LAW
@given(LANGS, st.data(), st.integers(1, 10**6), st.integers(0, 2))
def test_a_number_is_written_again_as_it_stood(lang: str, data: st.DataObject, size: int, decimals: int) -> None:
    scale = data.draw(st.sampled_from(sorted(SCALES[lang])))
    mark, group = MARKS[lang]
    form = Form(Digits(mark, data.draw(st.sampled_from(["", group])), decimals, 0), Decimal(SCALES[lang][scale]), scale, False)
    text = SENTENCES[lang].format(f"{in_digits(Decimal(size).scaleb(-decimals) * form.scale, form)} USD")
    reading = read(text, lang)
    (quantity,) = (found.quantity for found in reading.found)
    assert in_digits(quantity.value, form_of(wardrobe(reading), quantity)) == quantity.number.of(text)


# verdicts


def verdict(claim: str, text: str, more: str = "") -> str:
    """Return what a text says of a claim."""
    known = read_registry(f'claims:\n  - id: a\n    claim: "{claim}"\n{more}', "claims.yaml")[0]
    return check(known, [Source("a.txt", text)]).results[0].verdict


def told_in(lang: str, value: Decimal, scale: str) -> str:
    written = f"{value:f}".rstrip("0").rstrip(".").replace(".", MARKS[lang][0])
    return SENTENCES[lang].format(f"{written}{scale} USD")


@FEW
@given(LANGS, PLAIN, PLAIN, st.data())
@example("vi", Decimal("234.58"), Decimal("234.6"), None)
@example("vi", Decimal("234.58"), Decimal("198"), None)
def test_whether_two_plain_values_contradict_each_other_does_not_depend_on_which_is_the_claim(
    lang: str, one: Decimal, other: Decimal, data: st.DataObject | None
) -> None:
    scales = sorted(scale for scale in SCALES[lang] if scale)
    first, second = (data.draw(st.sampled_from(scales)) for _ in range(2)) if data is not None else (scales[-1],) * 2
    mine, theirs = told_in(lang, one, first), told_in(lang, other, second)
    there, back = verdict(mine, theirs), verdict(theirs, mine)
    assert there == back, (mine, theirs)
    assert there in ("supported", "contradicted")


COUNTED = {
    "Năm 2025, tỉnh Lạng Sơn có {} doanh nghiệp thành lập mới.": (st.integers(3, 9_999), "vi"),
    "In 2025, Lang Son province had {} newly established enterprises.": (st.integers(3, 9_999), "en"),
    "Năm 2025, tỷ lệ hộ nghèo của tỉnh Lạng Sơn là {}%.": (st.integers(1, 99).map(lambda n: Decimal(n) / 10), "vi"),
    "Năm 2025, diện tích trồng rừng của tỉnh Lạng Sơn là {} ha.": (st.integers(11, 9_999).map(lambda n: Decimal(n) / 10), "vi"),
    "Ngày {}/9/2025, tỉnh Lạng Sơn biểu dương 180 gương điển hình tiên tiến.": (st.integers(1, 28), "vi"),
}


@pytest.mark.parametrize("sentence", COUNTED, ids=[sentence.partition("{}")[2].strip() for sentence in COUNTED])
@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.data())
def test_of_two_sentences_that_differ_in_a_number_either_may_be_the_claim(sentence: str, data: st.DataObject) -> None:
    values, lang = COUNTED[sentence]
    one = data.draw(values)
    other = data.draw(st.one_of(st.just(one), values))
    mine, theirs = (sentence.format(str(value).replace(".", MARKS[lang][0])) for value in (one, other))
    assert verdict(mine, theirs) == verdict(theirs, mine) == ("supported" if one == other else "contradicted")


@FEW
@given(PLAIN, PLAIN)
def test_values_in_two_languages_contradict_each_other_both_ways(one: Decimal, other: Decimal) -> None:
    mine, theirs = told_in("vi", one, " tỷ"), told_in("en", other, " billion")
    there, back = verdict(mine, theirs), verdict(theirs, mine)
    assert "contradicted" not in (there, back) or there == back, (mine, theirs)


@FEW
@given(PLAIN, PLAIN, st.lists(st.integers(0, 300), min_size=2, max_size=2).map(sorted))
def test_a_larger_tolerance_contradicts_nothing_that_a_smaller_one_lets_pass(claim: Decimal, text: Decimal, bounds: list[int]) -> None:
    small, large = (verdict(told_in("vi", claim, " tỷ"), told_in("vi", text, " tỷ"), f"    tolerance: {bound}%\n") for bound in bounds)
    assert large == "supported" or small == large == "contradicted"


@LAW
@given(st.sampled_from([case for case in cases() if case.hedges == "implied"]))
def test_hedges_as_logic_has_them_contradict_nothing_that_they_let_pass_as_implied(case: Case) -> None:
    known, text = registry(case.entry), source(case.source)
    logical, implied = (
        {(f.start, f.end, f.expected) for f in check(known, [text], hedges).results[0].findings if f.verdict == "contradicted"}
        for hedges in ("logical", "implied")
    )
    assert logical <= implied


@LAW
@given(st.sampled_from(cases()))
def test_a_text_that_is_there_twice_is_told_twice_alike(case: Case) -> None:
    known, text = registry(case.entry), source(case.source)
    once = told(check(known, [text], case.hedges))
    assert told(check(known, [text, replace(text, name="again.txt")], case.hedges)) == sorted([*once, *once])


@LAW
@given(
    st.sampled_from([case for case in cases() if "\n\n" in case.source.strip()]), st.integers(1, 3), st.sampled_from(["", " ", "\u00a0"])
)
def test_more_space_between_paragraphs_changes_no_finding(case: Case, lines: int, blank: str) -> None:
    head, mark, body = case.source.rpartition("---\n")
    wider = source(f"{head}{mark}{body.replace(chr(10) * 2, chr(10) + (blank + chr(10)) * lines)}")
    assert told(check(registry(case.entry), [wider], case.hedges)) == told(report(case))


OTHER = "Năm 2019, thành phố Đà Lạt đón 41.250 chuyến xe điện chạy đêm"


@LAW
@given(st.sampled_from(cases()), st.booleans())
def test_a_claim_that_no_text_tells_changes_no_finding_of_another(case: Case, first: bool) -> None:
    known, text = registry(case.entry), source(case.source)
    other = read_registry(f"claims:\n  - id: other\n    claim: {OTHER}\n", "claims.yaml")[0].claims[0]
    claims = (other, *known.claims) if first else (*known.claims, other)
    both = check(replace(known, claims=claims), [text], case.hedges)
    assert {row for row in rows(both) if row[0] != "other"} == rows(check(known, [text], case.hedges))


@pytest.mark.parametrize("name", [claim.id for claim in shipped()[0].claims])
def test_a_claim_is_contradicted_alone_only_where_it_is_so_among_others(name: str) -> None:
    known, sources = shipped()
    alone = check(replace(known, claims=tuple(claim for claim in known.claims if claim.id == name)), sources)
    wrong = {row for row in rows(alone) if row[4:5] == ("contradicted",)}
    assert wrong <= told_as_shipped()


# comparison, drafts and proposals


def disagreements(texts: Iterable[Source]) -> set[tuple[tuple[str, int, str], ...]]:
    """Return which tellings stand against each other."""
    return {
        tuple(sorted((telling.source.name, telling.start, telling.text) for version in row.versions for telling in version.tellings))
        for row in compare(list(texts)).disagreements
    }


@pytest.mark.parametrize("at", [0, 2, 4])
def test_an_unrelated_text_changes_no_disagreement_of_others(at: int) -> None:
    told_of = [BRIDGE.format("412"), BRIDGE.format("421"), FLOOD.format("134"), FLOOD.format("143")]
    texts = [Source(f"{n}.txt", text, lang="vi") for n, text in enumerate(told_of)]
    assert len(disagreements(texts)) == 2
    assert disagreements([*texts[:at], source(UNRELATED, "unrelated.txt"), *texts[at:]]) == disagreements(texts)


@pytest.mark.parametrize("at", range(5))
def test_an_unrelated_text_changes_no_number_of_a_draft(at: int) -> None:
    known, texts = shipped()
    draft, *others = texts
    (told_,) = findings(known, [draft])
    plain, beside = (
        [(n.start, n.status, n.by, len(n.witnesses)) for n in check_drafts([told_], among)[0].numbers]
        for among in (others, [*others[:at], source(UNRELATED, "unrelated.txt"), *others[at:]])
    )
    assert plain == beside


def test_what_was_proposed_once_is_not_proposed_again() -> None:
    _, texts = shipped()
    book = read_book(Path("claims.yaml"), b"")
    first = propose(texts, Known(book.registry))
    whole = added(book, first.proposals).decode("utf-8")
    known: Registry = read_registry(whole, "claims.yaml")[0]
    again = propose(texts, Known(known))
    assert len(known.claims) > 20
    told_before = {entry.get("claim") for each in first.proposals if not each.is_disputed for entry in each.entries}
    assert not told_before & {entry.get("claim") for each in again.proposals for entry in each.entries}
    assert all(result.verdict == "supported" for result in check(known, texts).results)
