"""The registry checked by itself: what is told, at which line, and the many likenesses of which nothing may be said."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from test_cli import factcheck

from factcheck.lint import Checked, Fault, lint
from factcheck.lint.near import Near
from factcheck.load.registry import load_registry, registry_lines
from factcheck.load.sources import load_sources
from factcheck.model import Location, Source
from factcheck.reasons import REASONS
from factcheck.report.lint import render, render_json

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 3, 1)
FIRMS = "metric: doanh nghiệp thành lập mới\n    place: tỉnh Lạng Sơn"
VI = "Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới.\n"
EN = "In 2025, Lang Son province counted 3,334 newly registered companies.\n"
FOREST = "Năm 2025, tỷ lệ che phủ rừng đạt 64,5%.\n"
SAID = "Trong nhiệm kỳ, toàn tỉnh có 3.334 doanh nghiệp thành lập mới với tổng vốn đăng ký 32.275 tỷ đồng.\n"


def claims(*entries: str) -> str:
    """Return a registry whose claims have the ids a, b, c … and these keys, one a line."""
    return "claims:\n" + "".join(f"  - id: {chr(97 + i)}\n    {entry}\n" for i, entry in enumerate(entries))


class Case(NamedTuple):
    """A registry and its sources, and what is told: code, claim, and the words of the line that it stands at."""

    name: str
    registry: str
    told: tuple[tuple[str, str, str], ...] = ()
    sources: Mapping[str, str] = {}


TOLD = (
    Case(
        "one metric with two values",
        claims(
            f"{FIRMS}\n    period: 2025\n    value: 3.334 doanh nghiệp", f"{FIRMS}\n    value: 3.100 doanh nghiệp\n    period: năm 2025"
        ),
        (("FC601", "b", "value: 3.100"),),
    ),
    Case(
        "one statement with two values",
        claims("claim: Năm 2025, tỉnh Lạng Sơn trồng mới 9.468 ha rừng", "claim: Tỉnh Lạng Sơn trồng mới 9.268 ha rừng trong năm 2025"),
        (("FC601", "b", "claim: Tỉnh"),),
    ),
    Case(
        "a metric and a statement that disagree",
        claims(
            f"{FIRMS}\n    value: 3.334 doanh nghiệp\n    period: 2025",
            "claim: Năm 2025, tỉnh Lạng Sơn có 3.100 doanh nghiệp thành lập mới",
        ),
        (("FC601", "b", "claim: Năm"),),
    ),
    Case(
        "two languages that disagree",
        claims(
            "metric: tổng kim ngạch xuất nhập khẩu\n    also: [total trade]\n    value: 234,58 tỷ USD\n    period: 2021-2025",
            "metric: total trade\n    value: 198 billion USD\n    period: 2021-2025",
        ),
        (("FC601", "b", "value: 198"),),
    ),
    Case(
        "a statement without a number, with another date",
        claims(
            "claim: Theo Quyết định 418/QĐ-UBND, chợ Nổi Cái Bè dời về bến mới từ ngày 1/6/2025",
            "claim: Theo Quyết định 418/QĐ-UBND, chợ Nổi Cái Bè dời về bến mới từ ngày 1/7/2025",
        ),
        (("FC601", "b", "claim: Theo"),),
    ),
    Case(
        "the same in other words",
        claims(
            "claim: Diện tích trồng rừng mỗi năm của tỉnh Lạng Sơn là 9.468 ha",
            "claim: Mỗi năm, tỉnh Lạng Sơn có diện tích trồng rừng 9.468 ha",
        ),
        (("FC602", "b", "claim: Mỗi"),),
    ),
    Case(
        "the same as a metric",
        claims(
            "claim: Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới",
            f"{FIRMS}\n    value: 3.334 doanh nghiệp\n    period: 2025",
        ),
        (("FC602", "b", "metric: doanh"),),
    ),
    Case(
        "the same without a number",
        claims("claim: Chợ Nổi Cái Bè họp từ sáng sớm", "claim: Chợ Nổi   Cái Bè họp từ sáng sớm"),
        (("FC602", "b", "claim: Chợ"),),
    ),
    Case(
        "three of one fact are told once each",
        claims(*[f"{FIRMS}\n    period: 2025\n    value: {value} doanh nghiệp" for value in ("3.334", "3.100", "2.900")]),
        (("FC601", "b", "value: 3.100"), ("FC601", "c", "value: 2.900")),
    ),
    Case(
        "a new value without a period",
        claims("claim: Tỉnh Lạng Sơn có 5.653 doanh nghiệp", "claim: Tỉnh Lạng Sơn có 5.902 doanh nghiệp"),
        (("FC603", "b", "claim: Tỉnh"),),
    ),
    Case(
        "a new value, and only the old one has a period",
        claims(f"{FIRMS}\n    value: 3.334 doanh nghiệp\n    period: 2025", f"{FIRMS}\n    value: 3.600 doanh nghiệp"),
        (("FC603", "b", "value: 3.600"),),
    ),
    Case(
        "one claim of four without a quote",
        claims(
            *[
                f"claim: Xã {name} có {n}.234 hộ\n    provenance: {{quote: xã có {n}.234 hộ}}"
                for n, name in ((1, "An"), (2, "Bình"), (3, "Cát"))
            ],
            "claim: Chợ Mới có 412 sạp\n    provenance: {publisher: Báo Sông Xanh}",
            "claim: Bến Đò có 57 thuyền",
        ),
        (("FC604", "d", "provenance: {publisher"), ("FC604", "e", "e")),
    ),
    Case(
        "a quote that the named text lost",
        claims(
            "claim: Tỉnh có 3.334 doanh nghiệp\n    provenance: {url: 'https://example.org/1', quote: cả tỉnh đếm được 3.334 doanh nghiệp}"
        ),
        (("FC605", "a", "quote: cả"),),
        {"a.md": "---\nurl: https://example.org/1/\nlang: vi\n---\n\nHôm nay trời mưa ở tỉnh nhà.\n"},
    ),
    Case(
        "a quote that was edited in the text",
        claims(
            "claim: Tỉnh có 3.334 doanh nghiệp\n    provenance: {publisher: Nhân Dân, quote: toàn tỉnh có 3.334 doanh nghiệp thành lập}"
        ),
        (("FC605", "a", "quote: toàn"),),
        {"a.md": "Chuyện cũ.\n\nToàn tỉnh có tới 3.334 doanh nghiệp thành lập mới.\n", "b.md": "Toàn tỉnh có hội.\n"},
    ),
    Case(
        "a quote whose number the text has put right",
        claims("claim: Tỉnh có 3.334 doanh nghiệp\n    provenance: {publisher: Nhân Dân, quote: toàn tỉnh có 3.334 doanh nghiệp}"),
        (("FC605", "a", "quote: toàn"),),
        {"a.md": "Chuyện cũ.\n\nToàn tỉnh có hơn 98 xã.\nToàn tỉnh có 3.402 doanh nghiệp.\n"},
    ),
    Case(
        "a quote of no text",
        claims("claim: Tỉnh có 3.334 doanh nghiệp\n    provenance: {quote: cả tỉnh đếm được 3.334 doanh nghiệp, date: 2025-09-18}"),
        (("FC605", "a", "quote: cả"),),
        {"a.md": "Hôm nay trời mưa.\n"},
    ),
    Case(
        "a value that its quote does not tell",
        claims(f"{FIRMS}\n    value: 3.334 doanh nghiệp\n    provenance: {{quote: toàn tỉnh có hơn 3.100 doanh nghiệp thành lập mới}}"),
        (("FC606", "a", "quote: toàn"),),
    ),
    Case(
        "a target of last year",
        claims(
            "claim: Năm 2025, tỉnh Lạng Sơn phấn đấu có thêm 15 trường đạt chuẩn", f"{FIRMS}\n    value: 9 doanh nghiệp\n    status: target"
        ),
        (("FC607", "a", "claim: Năm"),),
    ),
    Case(
        "a target of last year beside what was reached the year before",
        claims(
            *[
                f"metric: tỷ lệ hộ nghèo\n    value: {v}%\n    period: {p}\n    status: {s}"
                for v, p, s in (("2,0", 2025, "target"), ("3,1", 2024, "actual"))
            ]
        ),
        (("FC607", "a", "status: target"),),
    ),
    Case(
        "a metric that no source tells of",
        claims("metric: sản lượng cá tra phi lê\n    value: 12,5 nghìn tấn", f"{FIRMS}\n    value: 3.334 doanh nghiệp\n    period: 2025"),
        (("FC608", "a", "metric: sản"),),
        {"a.md": VI},
    ),
    Case(
        "an English name that the English text does not use",
        claims("metric: tỷ lệ che phủ rừng\n    also: [woodland ratio]\n    value: 64,5%\n    period: 2025"),
        (("FC609", "a", "also: [woodland"),),
        {"a.md": FOREST, "b.md": "Trees now stand on 64.5% of all the land there, the government said in its report.\n"},
    ),
)

SILENT = (
    Case("two places", claims(f"{FIRMS}\n    value: 3.334 doanh nghiệp", "claim: Thành phố Lạng Sơn có 3.100 doanh nghiệp thành lập mới")),
    Case("two periods", claims(*[f"{FIRMS}\n    value: {v} doanh nghiệp\n    period: {p}" for v, p in (("3.334", 2025), ("3.100", 2024))])),
    Case(
        "a term and its last year",
        claims(*[f"{FIRMS}\n    value: {v} doanh nghiệp\n    period: {p}" for v, p in (("3.334", "2021-2025"), ("812", 2025))]),
    ),
    Case(
        "two dates",
        claims("claim: Tỉnh có 5.653 doanh nghiệp\n    date: 2025-09-18", "claim: Tỉnh có 5.902 doanh nghiệp\n    date: 2026-01-15"),
    ),
    Case(
        "a level and its change",
        claims(f"{FIRMS}\n    value: 3.334 doanh nghiệp", "claim: Số doanh nghiệp thành lập mới của tỉnh Lạng Sơn tăng 1.496 doanh nghiệp"),
    ),
    Case(
        "a target and what was reached",
        claims(
            *[
                f"metric: tỷ lệ hộ nghèo\n    value: {v}%\n    period: 2025\n    status: {s}"
                for v, s in (("2,0", "target"), ("1,36", "actual"))
            ]
        ),
    ),
    Case(
        "two parts of a whole",
        claims(
            "claim: Công nghiệp chiếm 28,06% kinh tế tỉnh Lạng Sơn năm 2025", "claim: Dịch vụ chiếm 47,22% kinh tế tỉnh Lạng Sơn năm 2025"
        ),
    ),
    Case(
        "all and the new ones",
        claims(f"{FIRMS}\n    value: 3.334 doanh nghiệp", "claim: Tổng số doanh nghiệp của tỉnh Lạng Sơn là 5.653 doanh nghiệp"),
    ),
    Case("two names", claims("claim: Bị cáo Nguyễn Văn An bị phạt 36 tháng tù", "claim: Bị cáo Trần Thị Bình bị phạt 24 tháng tù")),
    Case("one small number of two facts", claims("claim: Xã Hòa An có 3 trường học", "claim: Xã Hòa An có 3 trạm bơm")),
    Case(
        "the parts of one claim in another",
        claims("claim: Vụ việc làm 56 cháu đau bụng, 41 cháu nhập viện", "claim: Vụ việc làm 41 cháu nhập viện"),
    ),
    Case("the same value, rounded, of another fact", claims("claim: Xã Hòa An trồng 1.500 ha lúa", "claim: Xã Hòa An trồng 1.500 ha ngô")),
    Case(
        "a claim without a quote where few have one",
        claims("claim: Xã có 1.234 hộ\n    provenance: {quote: xã có 1.234 hộ}", "claim: Chợ có 412 sạp", "claim: Bến có 57 thuyền"),
    ),
    Case(
        "a quote over two lines, in other marks",
        claims("claim: Tỉnh có 3.334 doanh nghiệp\n    provenance: {quote: '\"Toàn tỉnh\" có 3.334 doanh nghiệp - thành lập mới.'}"),
        (),
        {"a.md": "Ông nói: “toàn tỉnh” có\n   3.334 doanh nghiệp – thành lập mới với vốn lớn.\n"},
    ),
    Case(
        "a quote that leaves words out",
        claims(
            "claim: Tỉnh có 3.334 doanh nghiệp\n    provenance: {quote: 'toàn tỉnh có 3.334 doanh nghiệp […] vốn đăng ký 32.275 tỷ đồng'}"
        ),
        (),
        {"a.md": SAID},
    ),
    Case(
        "a quote of a text that is not here",
        claims(
            "claim: Tỉnh có 3.334 doanh nghiệp\n    provenance: {url: 'https://example.org/2', quote: cả tỉnh đếm được 3.334 doanh nghiệp}"
        ),
        (),
        {"a.md": "---\nurl: https://example.org/1\n---\n\nHôm nay trời mưa.\n"},
    ),
    Case(
        "statements of two days without a number",
        claims(
            *(f"claim: Phiên họp thứ 21 của Ủy ban Thường vụ khai mạc tại Hà Nội ngày {day}/3\n    date: 2023-03-{day}" for day in (14, 28))
        ),
    ),
    Case(
        "a series, a statement for each of its days",
        claims(*(f"claim: Danh sách trúng thưởng của hội xuân Bến Tràm tối ngày {day}/2/2026" for day in (3, 10, 17))),
    ),
    Case("two rounds of one league", claims(*(f"claim: 8 điểm nhấn ở vòng {n} giải Ngoại hạng Anh" for n in (26, 27)))),
    Case(
        "a quote of one office beside a paper that tells the same place and year",
        claims("claim: Bến Tràm có 21.350 khách\n    provenance: {publisher: Phòng Du lịch, quote: cả năm 2025 Bến Tràm đón 21.350 khách}"),
        (),
        {"a.md": "---\npublisher: Báo Ví Dụ\nplace: thị xã Bến Tràm\n---\n\nCả năm 2025 Bến Tràm đón hơn 18.000 khách.\n"},
    ),
    Case(
        "words of a quote strewn over a text",
        claims("claim: Bến Tràm có 21.350 khách\n    provenance: {publisher: Báo, quote: cả năm 2025 thị xã đón 21.350 khách}"),
        (),
        {"a.md": "Cả năm 2025 trời mưa.\n" + "Chợ vẫn đông. " * 20 + "Thị xã Bến Tràm đón\n" + "bão. " * 30},
    ),
    Case(
        "a quote without any source", claims("claim: Tỉnh có 3.334 doanh nghiệp\n    provenance: {quote: toàn tỉnh có 3.334 doanh nghiệp}")
    ),
    Case(
        "a quote in another scale and precision",
        claims("claim: Thu ngân sách đạt 48,2 nghìn tỷ đồng\n    provenance: {quote: thu ngân sách đạt 48.213 tỷ đồng}"),
    ),
    Case(
        "a quote with other numbers too",
        claims("claim: Tổng vốn đăng ký là 32.275 tỷ đồng\n    provenance: {quote: tổng vốn 32.275 tỷ đồng trong 500 tỷ đồng}"),
    ),
    Case("a quote in another unit", claims("claim: Kim ngạch đạt 2 tỷ USD\n    provenance: {quote: kim ngạch đạt 50.000 tỷ đồng}")),
    Case("a target of this year", claims("claim: Năm 2026, tỉnh Lạng Sơn phấn đấu có thêm 15 trường đạt chuẩn")),
    Case("a target without a year", claims("claim: Tỉnh Lạng Sơn phấn đấu có thêm 15 trường đạt chuẩn")),
    Case("a metric told with another value", claims(f"{FIRMS}\n    value: 3.100 doanh nghiệp\n    period: 2025"), (), {"a.md": VI}),
    Case(
        "a metric named without a number",
        claims(f"{FIRMS}\n    value: 3.100 doanh nghiệp\n    period: 2025"),
        (),
        {"a.md": "Doanh nghiệp thành lập mới ngày càng nhiều.\n"},
    ),
    Case(
        "a metric in a language of no source",
        claims(f"{FIRMS}\n    value: 3.334 doanh nghiệp"),
        (),
        {"a.md": "It rained all day in the hills, and the market closed early.\n"},
    ),
    Case(
        "an English name where the English text tells nothing of it",
        claims(f"{FIRMS}\n    also: [fresh firms]\n    value: 3.334 doanh nghiệp\n    period: 2025"),
        (),
        {"a.md": VI, "b.md": "The market closed early because of the rain.\n"},
    ),
    Case(
        "an English name that the English text uses",
        claims(f"{FIRMS}\n    also: [newly registered companies]\n    value: 3.334 doanh nghiệp\n    period: 2025"),
        (),
        {"a.md": VI, "b.md": EN},
    ),
)


def checked(folder: Path, case: Case) -> Checked:
    path = folder / "claims.yaml"
    path.write_text(case.registry, "utf-8")
    for name, text in case.sources.items():
        (folder / name).write_text(text, "utf-8")
    registry, _ = load_registry(path)
    sources = load_sources([str(folder / name) for name in case.sources]) if case.sources else ()
    return lint(registry, registry_lines(path), sources, TODAY)


def marked(fault: Fault) -> str:
    """Return what the caret points at, to the end of its line."""
    return fault.problem.source_line[fault.problem.column - 1 :]


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.name)
def test_a_fault_is_told_at_its_line(tmp_path: Path, case: Case) -> None:
    faults = checked(tmp_path, case).faults
    assert [(fault.problem.code, fault.claim) for fault in faults] == [row[:2] for row in case.told]
    for fault, (_, _, words) in zip(faults, case.told, strict=True):
        assert marked(fault).startswith(words)
        assert fault.problem.hint
        assert case.registry.splitlines()[fault.problem.line - 1] == fault.problem.source_line


@pytest.mark.parametrize("case", SILENT, ids=lambda case: case.name)
def test_nothing_is_said_of(tmp_path: Path, case: Case) -> None:
    assert [fault.problem.message for fault in checked(tmp_path, case).faults] == []


def test_every_code_of_the_registry_has_a_case() -> None:
    assert {row[0] for case in TOLD for row in case.told} == {code for code in REASONS if code.startswith("FC6")}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("claims:\n  - {id: a, status: target, claim: Năm 2020 có 15 trường}\n", 2, 13),
        ("claims:\n  - claim: Năm 2020 có 15 trường\n    status: target\n    id: a\n  - id: b\n    claim: Xã có 9 hộ\n", 3, 5),
        ("claims:\n- id: a\n  # status: actual\n  claim: Năm 2020 có 15 trường\n  status: target\n- id: b\n  claim: Xã có 9 hộ\n", 5, 3),
        (
            "claims:\n  - id: b\n    claim: 9 xã\n    status: actual\n  - id: a\n    claim: >-\n      Năm 2020, phấn đấu có\n      15 xã\n",
            6,
            5,
        ),
        (
            'claims:\r\n  - id: "a"\r\n    also:\r\n      - status: x\r\n    claim: Năm 2020 phấn đấu có 15 trường\r\n'.replace(": x", ""),
            5,
            5,
        ),
    ],
)
def test_the_key_is_found_however_a_claim_is_written(tmp_path: Path, text: str, line: int, column: int) -> None:
    (fault,) = (fault for fault in checked(tmp_path, Case("", text)).faults if fault.problem.code == "FC607")
    assert (fault.claim, fault.problem.line, fault.problem.column) == ("a", line, column)


def test_of_the_shipped_registry_only_past_targets_are_told() -> None:
    registry, _ = load_registry(ROOT / "claims.yaml")
    rows = registry_lines(ROOT / "claims.yaml")
    told = [
        fault for day in (date(2025, 12, 31), TODAY) for fault in lint(registry, rows, load_sources([str(ROOT / "sources")]), day).faults
    ]
    assert [(fault.problem.code, fault.claim) for fault in told] == [
        ("FC607", "grdp-growth-target-2025"),
        ("FC607", "new-rural-communes-target"),
        ("FC607", "standard-schools-target"),
    ]


def test_every_shipped_value_that_is_changed_beside_itself_is_found(tmp_path: Path) -> None:
    """A copy of each claim with another number has to be told as such, and nothing else with it."""
    registry, _ = load_registry(ROOT / "claims.yaml")
    rows = registry_lines(ROOT / "claims.yaml")
    tried = 0
    for claim in registry.claims:
        quantity = claim.mentions[0].quantity
        written = quantity.number.of(claim.text)
        digit = "7" if written[0] != "7" else "3"
        first, end = _lines(rows, claim.position.line - 1)
        entry = "\n".join(rows[first:end]).replace(written, digit + written[1:], 1).replace(f"id: {claim.id}", "id: planted", 1)
        if digit + written[1:] not in entry or quantity.whole is not None:
            continue
        (tmp_path / "claims.yaml").write_text("\n".join(rows) + "\n" + entry.partition("provenance:")[0].rstrip() + "\n", "utf-8")
        planted, _ = load_registry(tmp_path / "claims.yaml")
        faults = lint(planted, registry_lines(tmp_path / "claims.yaml"), (), date(2025, 1, 1)).faults
        told = [(fault.claim, claim.id in fault.beside) for fault in faults if fault.problem.code in ("FC601", "FC603")]
        assert told == [("planted", True)], (claim.id, entry)
        assert {fault.problem.code for fault in faults} <= {"FC601", "FC603", "FC604"}
        tried += 1
    assert tried >= 40


def _lines(rows: list[str], at: int) -> tuple[int, int]:
    after = (n for n in range(at + 1, len(rows)) if not rows[n].strip() or rows[n].startswith(("  - ", "  #")))
    return at, next(after, len(rows))


def test_a_place_in_a_document_is_told_as_one_finds_it_there(tmp_path: Path) -> None:
    case = next(case for case in TOLD if case.name == "a quote whose number the text has put right")
    checked(tmp_path, case)
    registry, _ = load_registry(tmp_path / "claims.yaml")
    text = case.sources["a.md"]
    pages = (Location(0, "page 1"), Location(text.index("3.402") - 14, "page 2"))
    for locations, place in ((pages, "a.pdf (page 2) has"), ((), "a.pdf:4 has")):
        (fault,) = lint(registry, (), [Source("a.pdf", text, lang="vi", locations=locations)], TODAY).faults
        assert place in fault.problem.message


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder whose registry has one claim that another contradicts, and a source with its quote."""
    told = f"{FIRMS}\n    period: 2025\n    value: 3.334 doanh nghiệp\n    provenance: {{quote: có 3.334 doanh nghiệp}}"
    (tmp_path / "claims.yaml").write_text(claims(told, f"{FIRMS}\n    period: 2025\n    value: 3.100 doanh nghiệp"), "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.md").write_text(VI, "utf-8")
    return tmp_path


def test_the_command_prints_each_fault_with_a_caret(desk: Path) -> None:
    done = factcheck(desk, "lint")
    assert done.returncode == 1
    assert done.stderr == ""
    assert (
        "claims.yaml:12:5: warning FC601: “3.100 doanh nghiệp”, where `a` in line 2 tells “3.334 doanh nghiệp” of the same\n" in done.stdout
    )
    assert "  12 |     value: 3.100 doanh nghiệp\n     |     ^^^^^\n  help: keep the one that is true" in done.stdout
    assert done.stdout.endswith("✗ 1 thing to look at · 2 claims of claims.yaml, 1 source read\n")
    assert "\x1b[" in factcheck(desk, "lint", "--color", "always").stdout


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["--ignore", "FC601"], 0, "✓ Nothing to mend · 2 claims of claims.yaml, 1 source read"),
        (["-i", "fc601,FC607"], 0, "✓ Nothing to mend"),
        (["--ignore", "FC101"], 2, "'FC101' is no code of this command; choose from FC601"),
        (["--today", "tomorrow"], 2, "--today tomorrow names no day"),
        (["--claims", "none.yaml"], 2, "no such registry"),
        (["missing.md"], 2, "missing.md"),
        (["sources", "bad.md"], 2, "1 thing to look at"),
        (["empty.md"], 3, "no source read: quotes and names were not looked up"),
    ],
)
def test_the_exit_code_says_what_happened(desk: Path, args: list[str], code: int, words: str) -> None:
    (desk / "bad.md").write_bytes(b"\xff\x00\xff")
    (desk / "empty.md").touch()
    done = factcheck(desk, "lint", *args)
    assert done.returncode == code
    assert words in done.stdout + done.stderr
    assert ("error" in done.stderr) == (code >= 2)


def test_without_a_folder_of_sources_the_claims_are_held_against_one_another(desk: Path) -> None:
    (desk / "sources").rename(desk / "elsewhere")
    done = factcheck(desk, "lint")
    assert done.returncode == 1
    assert "no source read" in done.stdout


def test_the_json_has_each_fault_with_its_place(desk: Path) -> None:
    document = json.loads(factcheck(desk, "lint", "--format", "json").stdout)
    assert document["schema"] == "factcheck.lint/1"
    assert document["summary"] == {"claims": 2, "sources": 1, "problems": 1}
    (row,) = document["problems"]
    assert [row[key] for key in ("code", "title", "claim", "beside", "path", "line", "column", "end_column")] == [
        *("FC601", "claims disagree", "b", ["a"]),
        *("claims.yaml", 12, 5, 10),
    ]


def test_hostile_text_of_a_registry_obeys_nobody(tmp_path: Path) -> None:
    texts = ("Xã \u202eoẩđ [red]có[/red] 1.234 hộ <b>", "Xã \u202eoẩđ [red]có[/red] 1.334 hộ <b>")
    found = checked(tmp_path, Case("", claims(*(f'claim: "{text}"' for text in texts))))
    assert len(found.faults) == 1
    assert "\u202e" not in render(found)
    assert "\\u202e" in render(found)
    assert json.loads(render_json(found))["problems"][0]["claim"] == "b"


def many(number: int, seed: int = 1) -> str:
    """Return a registry of so many claims that are drawn from a few words, numbers, places, times and statuses."""
    rng = random.Random(seed)
    kinds = (
        ("doanh nghiệp thành lập mới", "doanh nghiệp"),
        ("diện tích trồng rừng mới", "ha"),
        ("tổng vốn đăng ký đầu tư", "tỷ đồng"),
        ("vốn đăng ký của doanh nghiệp thành lập mới", "tỷ đồng"),
    )
    rows = ["lang: vi", "claims:"]
    for n in range(number):
        metric, unit = rng.choice(kinds)
        told = {
            "metric": metric,
            "value": f"{rng.choice(('3.334', '3.100', '3.330', '5.000'))} {unit}",
            "place": rng.choice(("tỉnh Lạng Sơn", "thành phố Lạng Sơn", "tỉnh Cao Bằng", "")),
            "period": rng.choice(("2020-2025", "2021-2025", "2025", "6 tháng đầu năm 2025", "")),
            "status": rng.choice(("actual", "actual", "target", "estimate", "")),
        }
        rows += [f"  - id: c{n}", *(f"    {key}: {text}" for key, text in told.items() if text)]
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("seed", [1, 2])
def test_as_much_is_told_as_if_all_claims_were_held_against_one_another(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("", many(70, seed))
    told = checked(tmp_path, case).faults
    monkeypatch.setattr(Near, "pairs", lambda near, _: {(one, other) for other in range(70) for one in range(other)})
    assert told == checked(tmp_path, case).faults
    assert {fault.problem.code for fault in told} == {"FC601", "FC602", "FC603", "FC607"}
