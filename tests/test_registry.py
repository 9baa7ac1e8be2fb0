"""The registry: what it reads, and what it says about each fault."""

from __future__ import annotations

import os
import random
import re
import tempfile
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import InputError, Problem
from factcheck.extract import read
from factcheck.load import claims, events
from factcheck.load.registry import load_registry
from factcheck.model import Claim, Position, Provenance, Rate
from factcheck.reasons import REASONS

GOOD = "claims:\n  - id: good\n    claim: Tỷ lệ hộ nghèo đạt 7,1%\n"


def write(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "claims.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problems(tmp_path: Path, text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        load_registry(write(tmp_path, text))
    return caught.value.problems


def claim(tmp_path: Path, *rows: str, head: str = "") -> Claim:
    registry, warnings = load_registry(write(tmp_path, head + "claims:\n  - id: one\n" + "".join(f"    {row}\n" for row in rows)))
    assert not warnings
    return registry.claims[0]


def marked(problem: Problem) -> str:
    return problem.source_line[problem.column - 1 : problem.column - 1 + problem.width]


@pytest.mark.parametrize(
    ("lang", "decimal", "group", "units"),
    [
        (
            "vi",
            ",",
            ".",
            ("tấn", "tỷ USD", "%", "doanh nghiệp", "triệu đồng/người", "giờ", "năm", "tháng", "ngày", "lần", "đô la Mỹ", "xã hội"),
        ),
        (
            "en",
            ".",
            ",",
            ("tonnes", "billion dollars", "%", "am", "hours", "years old", "January", "enterprises", "th", "per cent", "to one"),
        ),
    ],
)
def test_a_plain_value_is_one_quantity_or_not_whatever_its_digits_are(lang: str, decimal: str, group: str, units: tuple[str, ...]) -> None:
    rng, plain = random.Random(7), 0
    for unit in units:
        for _ in range(40):
            number = f"{rng.randrange(10 ** rng.randrange(1, 9)):,}".replace(",", rng.choice((group, "")))
            text = f"{number}{rng.choice(('', f'{decimal}{rng.randrange(100)}'))} {unit}"
            if claims.PLAIN[decimal].match(text):
                plain += 1
                assert claims.count(re.sub("[0-9]", "5", text), lang) == len(read(text, lang).found), text
    assert plain > 100


def test_a_statement_is_kept_as_written_and_read_as_quantities(tmp_path: Path) -> None:
    read = claim(tmp_path, "claim: Thu ngân sách của tỉnh đạt 234,58 tỷ USD")
    assert (read.text, read.lang, read.position) == ("Thu ngân sách của tỉnh đạt 234,58 tỷ USD", "vi", Position(2, 9))
    assert [mention.quantity.value for mention in read.mentions] == [Decimal("234580000000")]
    assert read.mentions[0].quantity.span.of(read.text) == "234,58 tỷ USD"


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        (("metric: doanh nghiệp thành lập mới", "value: 3.334 doanh nghiệp"), "3334"),
        (("metric: newly established enterprises", "value: 3,334 enterprises"), "3334"),
        (("metric: thuế suất của tỉnh", "value: 7,1%"), "7.1"),
        (("metric: xã đạt chuẩn giai đoạn 2021-2025", "value: 47 xã"), "47"),
    ],
)
def test_a_metric_and_its_value_are_one_statement_with_one_quantity(tmp_path: Path, rows: tuple[str, ...], value: str) -> None:
    read = claim(tmp_path, *rows)
    written = rows[1].removeprefix("value: ")
    assert read.text == f"{rows[0].removeprefix('metric: ')} {written}"
    assert [mention.quantity.value for mention in read.mentions] == [Decimal(value)]
    assert read.mentions[0].quantity.span.of(read.text) == written


def test_a_statement_over_several_lines_is_one_sentence(tmp_path: Path) -> None:
    read = claim(tmp_path, "claim: |", "  Thu ngân sách của tỉnh", "  đạt 48 tỷ đồng")
    assert read.text == "Thu ngân sách của tỉnh đạt 48 tỷ đồng"
    assert [mention.quantity.span.of(read.text) for mention in read.mentions] == ["48 tỷ đồng"]


def test_scalars_stay_the_text_as_written(tmp_path: Path) -> None:
    read = claim(tmp_path, "metric: số hộ thoát nghèo của tỉnh", "value: 3.330 hộ", "date: 2025-09-18", "note: yes")
    assert read.mentions[0].quantity.value == 3330
    assert read.date == date(2025, 9, 18)


def test_what_a_claim_names_replaces_what_its_statement_tells(tmp_path: Path) -> None:
    read = claim(tmp_path, "claim: GRDP năm 2020 của tỉnh đạt 7,1%", "period: 2021-2025", "place: tỉnh Lạng Sơn", "status: target")
    scope = read.mentions[0].scope
    assert scope.period is not None
    assert (scope.period.start, scope.period.end) == (date(2021, 1, 1), date(2025, 12, 31))
    assert len(scope.places) == 1
    assert "lạng sơn" in scope.places[0].name
    assert (scope.status, read.status) == ("target", "target")
    assert set(scope.origin.values()) >= {"registry"}


def test_a_value_beside_a_statement_says_which_of_its_numbers_counts(tmp_path: Path) -> None:
    read = claim(tmp_path, "claim: GRDP của tỉnh đạt 7,1%, thu ngân sách 48 tỷ đồng", "value: 48 tỷ đồng")
    assert [mention.quantity.value for mention in read.mentions] == [Decimal(48) * 10**9]


@pytest.mark.parametrize(
    ("row", "also"),
    [
        ("also: newly established enterprises", ("newly established enterprises",)),
        ("also: [new firms, 'doanh nghiệp mới, thành lập']", ("new firms", "doanh nghiệp mới, thành lập")),
    ],
)
def test_other_names_of_a_metric_are_a_list_or_one_text(tmp_path: Path, row: str, also: tuple[str, ...]) -> None:
    read = claim(tmp_path, "metric: doanh nghiệp mới", row, "value: 3.334 doanh nghiệp")
    assert read.metrics == ("doanh nghiệp mới", *also)


@pytest.mark.parametrize(
    ("rows", "tolerance", "percent"),
    [
        (("value: 3.334 doanh nghiệp", "tolerance: 0"), "0", False),
        (("value: 3.334 doanh nghiệp", "tolerance: 1.000"), "1000", False),
        (("value: 7,1%", "tolerance: 0,05"), "0.05", False),
        (("value: 3.334 doanh nghiệp", "tolerance: 2,5 %"), "2.5", True),
        (("value: 48 tỷ đồng", "tolerance: 1"), "1000000000", False),
        (("value: 234,58 tỷ USD", "tolerance: 0,5"), "500000000", False),
        (("value: 1.500 nghìn tỷ đồng", "tolerance: 10"), "10000000000000", False),
        (("lang: en", "value: 3,334 enterprises", "tolerance: 1.5"), "1.5", False),
    ],
)
def test_a_tolerance_is_in_the_written_unit_or_in_per_cent(tmp_path: Path, rows: tuple[str, ...], tolerance: str, percent: bool) -> None:
    read = claim(tmp_path, "metric: số liệu của tỉnh", *rows)
    assert (read.tolerance, read.tolerance_percent) == (Decimal(tolerance), percent)


@pytest.mark.parametrize("written", ["2025-09-18", "18/9/2025", "18.09.2025", "18-09-2025"])
def test_a_date_is_read_in_iso_and_day_first(tmp_path: Path, written: str) -> None:
    assert claim(tmp_path, "claim: Tỷ lệ đạt 7,1%", f"date: {written}").date == date(2025, 9, 18)


def test_provenance_is_kept(tmp_path: Path) -> None:
    row = "provenance: {publisher: Nhân Dân, url: 'https://example.org/a', quote: đạt 7, date: 2025-09-18, title: Kinh tế}"
    expected = Provenance("Nhân Dân", "https://example.org/a", "đạt 7", date(2025, 9, 18), "Kinh tế")
    assert claim(tmp_path, "claim: Tỷ lệ đạt 7,1%", row).provenance == expected


def test_several_origins_are_kept_in_their_order(tmp_path: Path) -> None:
    row = "provenance: [{source: a.md, prefix: trước, quote: đạt 7, suffix: sau}, {publisher: Nhân Dân}]"
    read = claim(tmp_path, "claim: Tỷ lệ đạt 7,1%", row)
    assert read.provenance == Provenance(quote="đạt 7", source="a.md", prefix="trước", suffix="sau")
    assert read.further == (Provenance("Nhân Dân"),)


@pytest.mark.parametrize(
    ("head", "row", "lang"), [("", "", "vi"), ("lang: en\n", "", "en"), ("", "lang: en", "en"), ("lang: en\n", "lang: vi", "vi")]
)
def test_the_language_is_that_of_the_claim_then_of_the_file_then_detected(tmp_path: Path, head: str, row: str, lang: str) -> None:
    assert claim(tmp_path, "claim: Số doanh nghiệp mới đạt 3.334 doanh nghiệp", *([row] if row else []), head=head).lang == lang


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        ("{USD/VND: 24.500}", Rate("USD", "VND", Decimal(24500))),
        ("{usd/vnd: 24.500}", Rate("USD", "VND", Decimal(24500))),
        (
            "{USD/VND: {value: 24.500, date: 2025-09-01, tolerance: 5%}}",
            Rate("USD", "VND", Decimal(24500), date(2025, 9, 1), Decimal("0.05")),
        ),
        ("{USD/VND: {value: 24.500, tolerance: 245}}", Rate("USD", "VND", Decimal(24500), None, Decimal("0.01"))),
    ],
)
def test_rates_are_read_with_their_date_and_tolerance_as_a_share(tmp_path: Path, rates: str, expected: Rate) -> None:
    registry, _ = load_registry(write(tmp_path, GOOD + f"rates: {rates}\n"))
    assert registry.rates == (expected,)


def test_a_statement_without_a_quantity_is_kept_with_a_warning(tmp_path: Path) -> None:
    registry, warnings = load_registry(write(tmp_path, "claims:\n  - id: park\n    claim: Công viên địa chất được công nhận\n"))
    assert [read.id for read in registry.claims] == ["park"]
    assert [(warning.code, warning.line, warning.column) for warning in warnings] == [("FC914", 3, 12)]


@pytest.mark.parametrize(
    "data",
    [GOOD.encode(), b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode(), ("\ufeff" + GOOD).encode("utf-16-le")],
    ids=["plain", "byte-order mark", "CRLF", "UTF-16"],
)
def test_marks_and_line_ends_do_not_change_what_is_read(tmp_path: Path, data: bytes) -> None:
    registry, _ = load_registry(write(tmp_path, data))
    assert [(read.id, read.text, read.position) for read in registry.claims] == [("good", "Tỷ lệ hộ nghèo đạt 7,1%", Position(2, 9))]


# Each fault: the file, its code, line, the words the caret marks, a word of the message, a word of the hint.
FAULTS: list[tuple[str, str | bytes, str, int, str, str, str]] = [
    ("unknown key", "claims:\n  - id: a\n    claim: đạt 7,1%\n    vlaue: 3 xã\n", "FC901", 4, "vlaue", "vlaue", "`value`"),
    ("unknown key at the top", "claim:\n  - id: a\n", "FC901", 1, "claim", "claim", "`claims`"),
    ("key of the provenance", "claims:\n  - id: a\n    claim: đạt 7,1%\n    url: x\n", "FC901", 4, "url", "url", "`provenance:`"),
    ("unknown key of the provenance", GOOD + "    provenance: {titel: x}\n", "FC901", 4, "titel", "titel", "`title`"),
    ("claim key at the top", GOOD + "id: b\n", "FC901", 4, "id", "id", "inside a claim"),
    ("comma in a flow mapping", GOOD + "rates: {USD/VND: {value: 24,5}}\n", "FC901", 4, "5", "5", "comma"),
    ("duplicate id", GOOD + "  - id: good\n    claim: đạt 8%\n", "FC902", 4, "good", "line 2", "its own"),
    ("duplicate id in NFD", "claims:\n- {id: é, claim: đạt 8%}\n- {id: e\u0301, claim: đạt 9%}\n", "FC902", 3, "e", "line 2", "own"),
    ("key twice", "claims:\n  - id: a\n    claim: đạt 8%\n    claim: đạt 9%\n", "FC902", 4, "claim", "line 3", "keep one"),
    ("no id", "claims:\n  - claim: đạt 7,1%\n", "FC903", 2, "claim", "without `id`", "`id: "),
    ("empty id", "claims:\n  - id:\n    claim: đạt 7,1%\n", "FC903", 2, "id", "`id` has no value", "`id: "),
    ("nothing stated", "claims:\n  - id: a\n    place: tỉnh Lạng Sơn\n", "FC903", 2, "id", "without a statement", "`claim: "),
    ("no value", "claims:\n  - id: a\n    metric: GRDP\n", "FC903", 3, "GRDP", "without `value`", "`value: "),
    ("no metric", "claims:\n  - id: a\n    value: 7,1%\n", "FC903", 3, "7,1%", "without `metric`", "`metric: "),
    ("no quantity", "claims:\n  - id: a\n    metric: GRDP\n    value: rất nhiều\n", "FC904", 4, "rất nhiều", "rất nhiều", "unit"),
    ("two quantities", GOOD + "    value: 3 xã và 5 hộ\n", "FC904", 4, "3 xã và 5 hộ", "several", "one number"),
    ("period", GOOD + "    period: hồi đó\n", "FC905", 4, "hồi đó", "hồi đó", "2020-2025"),
    ("date", GOOD + "    date: 2025-13-40\n", "FC905", 4, "2025-13-40", "no date", "2025-09-18"),
    ("place", GOOD + "    place: '123'\n", "FC906", 4, "'123'", "123", "Lạng Sơn"),
    ("status", GOOD + "    status: maybe\n", "FC907", 4, "maybe", "maybe", "`estimate`"),
    ("language", GOOD + "    lang: xx\n", "FC907", 4, "xx", "xx", "`vi`"),
    ("tolerance below zero", GOOD + "    tolerance: -1\n", "FC907", 4, "-1", "below zero", "5%"),
    ("tolerance in words", GOOD + "    tolerance: ít thôi\n", "FC907", 4, "ít thôi", "no tolerance", "5%"),
    ("value that the statement does not tell", GOOD + "    value: 9 xã\n", "FC907", 4, "9 xã", "does not tell", "delete one"),
    ("rate of nothing", GOOD + "rates: {USD/VND: 0}\n", "FC907", 4, "0", "above zero", "24.500"),
    ("rate of one currency", GOOD + "rates: {USD: 24.500}\n", "FC907", 4, "USD", "pair", "USD/VND"),
    ("rate without value", GOOD + "rates: {USD/VND: {date: 2025-09-01}}\n", "FC903", 4, "USD/VND", "without `value`", "24.500"),
    ("tab", "claims:\n  - id: a\n\tclaim: đạt 7,1%\n", "FC908", 3, "\t", "tab", "spaces"),
    ("tab before the list", "claims:\n\t- id: a\n", "FC908", 2, "\t", "tab", "spaces"),
    ("colon in a text", "claims:\n  - id: a\n    claim: GRDP: đạt 7,1%\n", "FC908", 3, ":", "colon", "quotes"),
    ("key too far left", "claims:\n  - id: a\n   claim: đạt 7,1%\n", "FC908", 3, "c", "indentation", "`- `"),
    ("quote left open", 'claims:\n  - id: a\n    claim: "đạt 7,1%\n', "FC908", 3, '"', "not closed", "close"),
    ("bracket left open", "claims:\n  - id: a\n    also: [x, y\n", "FC908", 3, "[", "not closed", "close"),
    ("words behind a quote", "claims:\n  - id: a\n    claim: 'đạt' 7,1%\n", "FC908", 3, "7", "quote", "whole text"),
    ("key without a colon", "claims:\n  - id: a\n    claim đạt\n    value: 3 xã\n", "FC908", 3, "c", "colon", "`id: trade`"),
    ("reserved sign", "claims:\n  - id: a\n    claim: @x\n", "FC908", 3, "@", "cannot start", "quotes"),
    ("control character", "claims:\n  - id: a\n    claim: đạt \x01 7,1%\n", "FC908", 3, "\x01", "U+0001", "delete"),
    ("list at the top", "- id: a\n  claim: đạt 7,1%\n", "FC908", 1, "-", "a list", "`claims:`"),
    ("text at the top", "GRDP đạt 7,1%\n", "FC908", 1, "GRDP đạt 7,1%", "a text where a mapping", "keys"),
    ("mapping of claims", "claims:\n  a:\n    claim: đạt 7,1%\n", "FC908", 2, "a", "a mapping where a list", "`- `"),
    ("text among claims", "claims:\n  - GRDP đạt 7,1%\n", "FC908", 2, "GRDP đạt 7,1%", "a text where a mapping", "`id: "),
    ("list as text", "claims:\n  - id: a\n    claim: [đạt 7%]\n", "FC908", 3, "[", "a list where a text", "`claim: "),
    ("mapping as text", GOOD + "    place: {tỉnh: Lạng Sơn}\n", "FC908", 4, "{", "a mapping where a text", "`place: "),
    ("two documents", GOOD + "---\n" + GOOD, "FC908", 4, "---", "second document", "one document"),
    ("tag", "claims:\n  - id: a\n    claim: !!python/name:os.x đạt 7,1%\n", "FC908", 3, "!!python/name:os.x đạt 7,1%", "tag", "delete"),
    ("too deep", "claims: " + "[" * 200 + "]" * 200 + "\n", "FC908", 1, "[", "deeply", "flat"),
    ("anchor", "claims:\n  - id: a\n    claim: &x đạt 7,1%\n", "FC909", 3, "&x đạt 7,1%", "anchor `&x`", "delete"),
    ("alias", GOOD + "    place: *x\n", "FC909", 4, "*x", "alias `*x`", "quotes"),
    ("not UTF-8", GOOD.encode() + b"    note: h\xe9\n", "FC910", 4, "\ufffd", "0xE9, line 4", "UTF-8"),
    ("nothing", "", "FC911", 0, "", "without claims", "`claims:`"),
    ("a comment only", "# none yet\n", "FC911", 0, "", "without claims", "`claims:`"),
    ("an empty list", "claims: []\n", "FC911", 0, "", "without claims", "`claims:`"),
    ("an empty key", "lang: vi\nclaims:\n", "FC911", 0, "", "without claims", "`claims:`"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "line", "words", "message", "hint"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_fault_is_told_once_with_its_place_and_what_to_write(
    tmp_path: Path, text: str | bytes, code: str, line: int, words: str, message: str, hint: str
) -> None:
    found = [problem for problem in problems(tmp_path, text) if problem.code == code]
    assert len(found) == 1
    problem = found[0]
    assert (problem.path, problem.line) == (str(tmp_path / "claims.yaml"), line)
    assert marked(problem).startswith(words) if line else not problem.source_line
    assert message in problem.message
    assert hint in problem.hint


def test_a_fault_does_not_bring_others_after_it(tmp_path: Path) -> None:
    alone = [row for row in FAULTS if row[0] not in {"unknown key at the top", "comma in a flow mapping"}]
    assert [(row[0], len(problems(tmp_path, row[1]))) for row in alone if len(problems(tmp_path, row[1])) > 1] == []


def test_the_cases_show_every_code_of_a_registry() -> None:
    elsewhere = {"FC912", "FC913", "FC914", "FC915", "FC916", "FC917", "FC918", "FC919", "FC920", "FC921", "FC922", "FC923"}
    assert {row[2] for row in FAULTS} == {code for code in REASONS if code.startswith("FC9")} - elsewhere


def test_all_faults_of_a_file_are_told_at_once_in_their_order(tmp_path: Path) -> None:
    text = (
        "langs: vi\nclaims:\n"
        "  - id: a\n    claim: đạt 7,1%\n    vlaue: 3 xã\n    tolerance: -1\n"
        "  - id: b\n\tclaim: đạt 8%\n"
        "  - id: a\n    metric: GRDP\n    value: nhiều\n    period: hồi đó\n"
        "  - id: c\n    claim: GRDP: đạt 9%\n"
        "  - id: d\n    claim: *x\n"
    )
    assert [(problem.line, problem.code) for problem in problems(tmp_path, text)] == [
        (1, "FC901"),
        (5, "FC901"),
        (6, "FC907"),
        (8, "FC908"),
        (9, "FC902"),
        (11, "FC904"),
        (12, "FC905"),
        (14, "FC908"),
        (16, "FC909"),
    ]


def test_an_alias_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    started = time.perf_counter()
    found = problems(tmp_path, bomb + GOOD)
    assert time.perf_counter() - started < 2
    assert {problem.line for problem in found if problem.code == "FC909"} == set(range(1, 41))


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_told_not_followed(tmp_path: Path, opening: str) -> None:
    assert "FC908" in {problem.code for problem in problems(tmp_path, "claims: " * (opening != "- ") + opening * 100_000)}


@given(st.one_of(st.binary(max_size=200), st.text("claims:\n-{}[]&*!|>'\"#%@` \tidx7,", max_size=200).map(str.encode)))
def test_whatever_a_file_holds_is_read_or_told(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "claims.yaml")
        path.write_bytes(data)
        told: tuple[Problem, ...] = ()
        count = 0
        try:
            count = len(load_registry(path)[0].claims)
        except InputError as error:
            told = error.problems
    assert bool(count) != bool(told)
    assert all(problem.code in REASONS and problem.hint for problem in told)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for path, message in (
        (tmp_path / "none.yaml", "no such registry"),
        (tmp_path, "a folder"),
        (tmp_path / ("x" * 5000), "cannot be read"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            load_registry(path)
        assert [(problem.code, problem.path) for problem in caught.value.problems] == [("FC912", str(path))]
        assert caught.value.problems[0].hint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only there files can be pipes")
def test_a_device_or_pipe_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path / "pipe.yaml", Path("/dev/zero")):
        with pytest.raises(InputError, match="not a file") as caught:
            load_registry(path)
        assert [(problem.code, problem.path) for problem in caught.value.problems] == [("FC913", str(path))]


@pytest.mark.parametrize("row", [row for row in FAULTS if row[2] == "FC908" and isinstance(row[1], str)], ids=lambda row: row[0])
def test_the_pure_parser_tells_the_same_faults(
    tmp_path: Path, row: tuple[str, str, str, int, str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import yaml

    monkeypatch.setattr(events, "_LOADER", yaml.SafeLoader)
    found = problems(tmp_path, row[1])
    assert [(problem.code, problem.line) for problem in found] == [("FC908", row[3])]
    assert row[5] in found[0].message


def test_ten_thousand_claims_are_parsed_in_a_moment(tmp_path: Path) -> None:
    rows = "".join(f"  - id: claim-{n}\n    metric: số hộ\n    value: rất nhiều\n    place: tỉnh Lạng Sơn\n" for n in range(10_000))
    started = time.perf_counter()
    found = problems(tmp_path, "claims:\n" + rows)
    assert time.perf_counter() - started < 20
    assert len(found) == 10_000
