"""Which sources disagree: what has to be found, what must not, and that the order of the sources changes nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pytest

from factcheck.compare import Comparison, compare
from factcheck.extract import reading_of
from factcheck.lang import detect
from factcheck.model import Source
from factcheck.partners import partners
from factcheck.report.compare import render_json, render_text
from factcheck.words import Passages

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"


class Case(NamedTuple):
    """Texts, and the values that they disagree about: for each fact the versions as the first source of each writes it."""

    name: str
    texts: tuple[str, ...]
    found: tuple[tuple[str, ...], ...] = ()


BRIDGE = "Cầu Bến Sậy bắc qua sông Lạch Vông ở huyện Đông Khê dài {} mét, do công ty Phương Lam thi công."
FLOOD = "Trận lũ quét đêm 12/8/2025 ở xã Hua Mạ, tỉnh Sơn La, đã cuốn trôi {} ngôi nhà và làm chết 27 con trâu."
FESTIVAL = "Lễ hội hoa ban Điện Biên năm 2025 thu hút {} lượt khách, tăng 12,5% so với năm 2024."
FERRY = "The ferry Northern Pearl carried {} passengers when it ran aground near Kestrel Point on 4 March 2025."
BUDGET = "Năm 2024, thu ngân sách tỉnh Hà Giang {} {} tỷ đồng."
CITY = "Năm 2024, thu ngân sách {} Lạng Sơn đạt {} tỷ đồng."
SESSION = "Kết thúc phiên, VN-Index giảm {} điểm, khối lượng giao dịch đạt {} triệu cổ phiếu."
HERD = "Trại Nà Lừa thu mua sữa của hơn 5.400 hộ với tổng số {} con bò, mỗi ngày {} tấn sữa nguyên liệu."
QUAKE = "Trận động đất mạnh {} độ richter ở huyện Mường Tè có tâm chấn sâu {} km."
ROOFS = "Đây là đợt tài trợ thứ 3 của công ty Bình Sa, sau đợt tài trợ {} mét tôn lạnh cho các xã ở Nậm Pồ."
FLATS = "Khu nhà ở Hồng Gai có {} căn hộ, trong đó {} căn hộ đã có người ở, phần còn lại do công ty Tân Phú quản lý."
POTS = "Xưởng gốm Phù Lãng nung mẻ lọ men nâu cho khách Hà Lan. Nghệ nhân Thiều Văn Lượm nhào đất sét Thống Vát, lò củi cháy rực suốt đêm."
BOATS = "Hãng đua thuyền Cửa Hội chiêu mộ vận động viên trẻ. Huấn luyện viên Ngô Quý Bằng chỉnh buồm, sửa mái chèo trước giải Vịnh Lăng Cô."
BEEF = "Trong bếp có 2 kg thịt bò, {} để trong xô inox."
SUMS = "Phiên sáng nay, VN-Index giảm {} điểm. Thanh khoản đạt {} tỷ đồng."
DISAGREE = (
    Case("a length", (BRIDGE.format("412"), BRIDGE.format("421")), (("412 mét", "421 mét"),)),
    Case("a count", (FLOOD.format("134"), FLOOD.format("143")), (("134 ngôi nhà", "143 ngôi nhà"),)),
    Case("a sum of people", (FESTIVAL.format("215.000"), FESTIVAL.format("251.000")), (("215.000 lượt khách", "251.000 lượt khách"),)),
    Case("in English", (FERRY.format("312"), FERRY.format("231")), (("312 passengers", "231 passengers"),)),
    Case(
        "two against one",
        (BRIDGE.format("412"), BRIDGE.format("421"), "Theo công ty Phương Lam, cầu Bến Sậy bắc qua sông Lạch Vông dài 412 mét."),
        (("412 mét", "421 mét"),),
    ),
    Case("one number of several", (HERD.format("61.000", "470"), HERD.format("61.000", "620")), (("470 tấn", "620 tấn"),)),
    Case(
        "a place that only the sentences around tell",
        (f"Tại tỉnh Lào Cai, đoàn khảo sát làm việc ba ngày. {HERD.format('61.000', '470')}",
         f"Tại tỉnh Nghệ An, đoàn khảo sát làm việc ba ngày. {HERD.format('61.000', '620')}"),
        (("470 tấn", "620 tấn"),),
    ),
    Case("a small value with a decimal", (QUAKE.format("6,3", "3,5"), QUAKE.format("6,3", "5,3")), (("3,5 km", "5,3 km"),)),
    Case("two round values", (ROOFS.format("12.000"), ROOFS.format("10.000")), (("12.000 mét", "10.000 mét"),)),
    Case(
        "two facts",
        (f"{FLOOD.format('134')} {BRIDGE.format('412')}", f"{BRIDGE.format('421')} {FLOOD.format('143')}"),
        (("134 ngôi nhà", "143 ngôi nhà"), ("412 mét", "421 mét")),
    ),
)  # fmt: skip
AGREE = (
    Case("one value", (BRIDGE.format("412"), BRIDGE.format("412"))),
    Case("a rounded value", (FESTIVAL.format("215.400"), FESTIVAL.format("215.000"))),
    Case("a value that is cut, not rounded", (BUDGET.format("đạt", "2.812,7"), BUDGET.format("đạt", "2.812"))),
    Case("a hedge that holds", (FESTIVAL.format("hơn 215.000"), FESTIVAL.format("215.400"))),
    Case("another unit of one value", (BRIDGE.format("1.200"), "Cầu Bến Sậy bắc qua sông Lạch Vông ở huyện Đông Khê dài 1,2 km.")),
    Case("another bridge", (BRIDGE.format("412"), "Cầu Suối Rút ở huyện Mộc Hạ dài 388 mét, do công ty Thiên Bút thi công.")),
    Case("another year", (BUDGET.format("đạt", "2.812"), BUDGET.replace("2024", "2023").format("đạt", "2.530"))),
    Case("a target", (BUDGET.format("đạt", "2.812"), BUDGET.format("phấn đấu đạt", "3.100"))),
    Case("another province", (BUDGET.format("đạt", "2.812"), BUDGET.replace("Hà Giang", "Cao Bằng").format("đạt", "2.530"))),
    Case("the city and the province", (CITY.format("thành phố", "812"), CITY.format("tỉnh", "912"))),
    Case("a level and a change", (BUDGET.format("đạt", "2.812"), BUDGET.format("tăng", "2.530"))),
    Case("prices of two markets", tuple(f"Sáng nay ở chợ, giá bắp cải là {n} đồng/kg." for n in ("10.000", "12.000"))),
    Case("two sessions of the exchange", (SESSION.format("4,21", "74"), SESSION.format("3,87", "91"))),
    Case("gold on two days", tuple(f"Giá vàng SJC chiều nay được bán ra ở mức {n} triệu đồng/lượng." for n in ("81,2", "83,7"))),
    Case("sittings of an assembly", tuple(f"Ông Tâm dự kỳ họp thứ {n} của Quốc hội khóa XV tại Hà Nội." for n in ("4", "6"))),
    Case("a separator that was misread", (BRIDGE.format("1,412"), BRIDGE.format("1412"))),
    Case("more than twice as much", (BRIDGE.format("412"), BRIDGE.format("98"))),
    Case("a source that tells both", (BRIDGE.format("412"), f"{BRIDGE.format('412')} {BRIDGE.format('421')}")),
    Case("deaths and injuries", tuple(f"Vụ lật xe ở đèo Pha Lúa ngày 3/5/2025 làm {n}." for n in ("17 người chết", "23 người bị thương")) ),
    Case("documents", tuple(f"Thực hiện Nghị quyết số {n}-NQ/TU của Tỉnh ủy Sơn La, xã Hua Mạ tổ chức hội nghị." for n in ("18", "19"))),
    Case("one text of its own", (f"{BRIDGE.format('412')} {BRIDGE.format('421')}", "Sáng nay trời mưa 12 mm ở Hà Tĩnh.")),
    Case("a whole and a half of it", (BEEF.format("1 kg"), BEEF.format("một nửa"))),
    Case("a value cut under a hedge", (FESTIVAL.format("290.000"), FESTIVAL.format("hơn 200.000"))),
    Case("sums of two sessions told alike", (SUMS.format("4,2", "19,49"), SUMS.format("3,8", "28,28"))),
    Case("one sentence of two firms", (f"{POTS} Doanh thu giảm 14% so với cùng kỳ.", f"{BOATS} Doanh thu giảm 11% so với cùng kỳ.")),
    Case("nothing in common", ("Hôm nay trời đẹp.", "Đội bóng thắng 3-1.")),
)  # fmt: skip


def sources(texts: Sequence[str]) -> list[Source]:
    """Return texts as sources, named in order."""
    return [Source(f"{chr(97 + n) if n < 26 else n}.txt", text, lang=detect(text)) for n, text in enumerate(texts)]


def values(comparison: Comparison) -> set[frozenset[str]]:
    """Return the values of each disagreement as they are written first."""
    return {frozenset(version.tellings[0].text for version in row.versions) for row in comparison.disagreements}


@pytest.mark.parametrize("case", DISAGREE, ids=lambda case: case.name)
def test_sources_that_disagree_are_found(case: Case) -> None:
    assert values(compare(sources(case.texts))) == set(map(frozenset, case.found))


@pytest.mark.parametrize("case", AGREE, ids=lambda case: case.name)
def test_what_may_both_be_so_is_no_disagreement(case: Case) -> None:
    assert values(compare(sources(case.texts))) == set()


@pytest.mark.parametrize("case", [*DISAGREE, *AGREE], ids=lambda case: case.name)
def test_the_order_of_the_sources_changes_nothing(case: Case) -> None:
    told = {frozenset(found) for texts in permutations(case.texts) for found in values(compare(sources(texts)))}
    assert told == values(compare(sources(case.texts)))


def test_a_bound_that_allows_a_value_does_not_stand_for_it() -> None:
    told = f"Khu nhà ở Hồng Gai có tối thiểu 500 căn hộ. {FLATS.format('1.542', '960')}"
    (row,) = compare(sources((FLATS.format("1.452", "960"), told))).disagreements
    assert {"1.452 căn hộ", "1.542 căn hộ"} <= {telling.text for version in row.versions for telling in version.tellings}


def test_a_fact_that_many_tell_is_one_fact_and_who_differs_is_found() -> None:
    texts = [FLOOD.format("143" if n == 17 else "134") for n in range(30)]
    (row,) = compare(sources(texts)).disagreements
    assert sorted(len(version.sources) for version in row.versions) == [1, 29]


def test_a_source_has_few_partners_however_many_there_are() -> None:
    texts = [f"{BRIDGE.format(400 + n)} {FLOOD.format(100 + n)}" for n in range(60)]
    found = partners([Passages(reading_of(source)) for source in sources(texts)])
    assert all(found)
    assert sum(map(len, found)) <= 2 * 12 * len(texts)
    assert all(one in found[other] for one, row in enumerate(found) for other in row)


def test_texts_of_other_things_are_no_partners() -> None:
    texts = (BRIDGE.format("412"), BRIDGE.format("421"), FESTIVAL.format("215.000"))
    assert [set(row) for row in partners([Passages(reading_of(source)) for source in sources(texts)])] == [{1}, {0}, set()]


def dated(number: str, day: int, name: str = "") -> Source:
    return Source(name or f"{day}.txt", BRIDGE.format(number), date=date(2025, 8, day), lang="vi", publisher=f"Báo {day}")


def test_the_majority_and_the_newest_are_marked() -> None:
    (row,) = compare([dated("412", 1), dated("412", 2), dated("421", 3)]).disagreements
    assert [(v.tellings[0].text, v.majority, v.newest) for v in row.versions] == [("412 mét", True, False), ("421 mét", False, True)]


@pytest.mark.parametrize("other", [dated("421", 1, "b.txt"), Source("b.txt", BRIDGE.format("421"), lang="vi")])
def test_nothing_is_marked_where_neither_is_ahead(other: Source) -> None:
    (row,) = compare([dated("412", 1), other]).disagreements
    assert not any(version.majority or version.newest for version in row.versions)


def test_facts_that_agree_are_counted() -> None:
    done = compare(sources((FLOOD.format("134"), FLOOD.format("143"))))
    assert (done.quantities, done.shared, done.facts, len(done.disagreements)) == (4, 4, 2, 1)
    assert [[telling.text for telling in version.tellings] for version in done.agreements] == [["27 con trâu", "27 con trâu"]]


def test_a_number_stands_where_it_is_told_to() -> None:
    texts = {source.name: source.text for source in sources((f"Tin sáng.\n\n{BRIDGE.format('412')}", BRIDGE.format("421")))}
    for version in compare(Source(name, text, lang="vi") for name, text in texts.items()).disagreements[0].versions:
        for telling in version.tellings:
            text = texts[telling.source.name]
            assert text[telling.start : telling.end] == telling.text
            assert text[telling.quote_start :].startswith(telling.quote)
            assert text.split("\n")[telling.position.line - 1][telling.position.column - 1 :].startswith(telling.text)


HOSTILE = [
    Source(
        "[bold]a[/bold]\x1b[31m.txt", BRIDGE.format("412") + "\x1b]8;;http://x\x07", lang="vi", publisher="\u202eBáo\x1b[2J|A\n::error::"
    ),
    Source(
        "b<script>.txt", BRIDGE.format("421").replace("Phương Lam", "Phương Lam </script>\x9b31m"), lang="vi", title="[link=x]Tin[/link]"
    ),
]


@pytest.mark.parametrize("width", [20, 80, 160])
def test_a_hostile_text_stays_text(width: int) -> None:
    text = render_text(compare(HOSTILE), width=width)
    assert "412 mét" in text
    assert not any(char in text for char in "\x1b\x07\x9b\u202e")
    assert not any(line.startswith("::") for line in text.splitlines())
    assert "\x1b" not in render_json(compare(HOSTILE))


def test_the_page_is_as_it_was_looked_at(golden: Callable[[str, str], None]) -> None:
    done = compare([dated("412", 1), dated("412", 2), dated("421", 3), *HOSTILE])
    golden("compare.txt", render_text(done, width=90))
    golden("compare.json", render_json(done))


def test_the_json_says_what_the_comparison_does() -> None:
    done = json.loads(render_json(compare([dated("412", 1), dated("412", 2), dated("421", 3)])))
    assert done["schema"] == "factcheck.compare/1"
    assert done["summary"] == {"sources": 3, "quantities": 3, "shared": 3, "facts": 1, "disagreements": 1}
    (row,) = done["disagreements"]
    assert (row["difference"], row["difference_percent"]) == (9, 2.2)
    assert [(v["value"], v["majority"], v["newest"], [t["date"] for t in v["told"]]) for v in row["versions"]] == [
        (412, True, False, ["2025-08-01", "2025-08-02"]),
        (421, False, True, ["2025-08-03"]),
    ]


def run(*arguments: str, folder: Path = ROOT, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Return a run of `factcheck compare`."""
    command = [sys.executable, "-m", "factcheck", "compare", *arguments]
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "COLUMNS": "100"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def told(done: subprocess.CompletedProcess[str]) -> list[set[str]]:
    rows = json.loads(done.stdout)["disagreements"]
    return [{telling["text"] for version in row["versions"] for telling in version["told"]} for row in rows]


def test_the_shipped_sources_disagree_about_trade_and_enterprises() -> None:
    done = run("--format", "json")
    assert done.returncode == 1
    assert told(done) == [
        {"US$234.58 billion", "234,58 tỷ USD", "198 tỷ USD"},
        {"3,334 newly established enterprises", "3.334 doanh nghiệp", "hơn 3.100 doanh nghiệp"},
    ]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared is absent")
def test_the_articles_disagree_about_the_same_two() -> None:
    done = run(str(SEEDS), "--format", "json")
    assert told(done) == [{"198 tỷ USD", "234,58 tỷ USD"}, {"hơn 3.100 doanh nghiệp", "3.334 doanh nghiệp"}]


def test_a_run_says_the_same_again() -> None:
    assert len({run("--format", "json", seed=seed).stdout for seed in ("1", "2", "3")}) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--max-disagreements", "2"), 0),
        (("--max-disagreements", "1"), 1),
        (("sources/thi-dua-yeu-nuoc-2025.md",), 3),
        (("no.md",), 2),
    ],
)
def test_the_exit_code_says_how_it_went(arguments: tuple[str, ...], code: int) -> None:
    done = run(*arguments)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_what_can_be_read_is_compared_though_a_file_cannot(tmp_path: Path) -> None:
    for name, number in (("a.txt", "412"), ("b.txt", "421")):
        (tmp_path / name).write_text(BRIDGE.format(number), "utf-8")
    (tmp_path / "c.txt").write_bytes(b"\xff\xfe\xfa")
    done = run("a.txt", "b.txt", "c.txt", folder=tmp_path)
    assert done.returncode == 2
    assert "412 mét ≠ 421 mét" in done.stdout
    assert "c.txt" in done.stderr
