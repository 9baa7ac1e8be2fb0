"""Whatever is written: reports in every format, fixes, and claims that are proposed; each is read again and held against its laws."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

from common import harmless, registry_of, shipped, shipped_checker, source_of, words_of
from texts import PIECES, text_of

from factcheck import lang as languages
from factcheck.draft import check_drafts
from factcheck.errors import Problem
from factcheck.fix import Fix, applied, proposals
from factcheck.gather import gather
from factcheck.load.registry import read_registry
from factcheck.model import Acceptance, Claim, Finding, Gate, Lapse, Publisher, Registry, Report, Source, replace
from factcheck.pipeline import Checker, check
from factcheck.propose import propose as proposed
from factcheck.propose.elsewhere import Elsewhere, Here
from factcheck.propose.model import Known
from factcheck.propose.shelf import added, read_book
from factcheck.report import FORMATS, Format, render
from factcheck.report import check as check_page
from factcheck.report import propose as propose_page
from factcheck.report.statistics import fields as statistics

# Bytes that become sentences of a draft, four each, and those that become words behind them: each fix is judged on the whole text again,
# so few sentences are many inputs.
_DRAFTED, _TAIL = 12, 32
_FORMULA = frozenset("=+-@＝＋－＠")
_FACTS = """\
claims:
  - {id: trade, claim: "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 234,58 tỷ USD"}
  - {id: firms, claim: "Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới"}
  - {id: rate, metric: tỷ lệ hộ nghèo, also: [poverty rate], value: "từ 5,46% đến 9,15%", period: "2025", place: tỉnh Lạng Sơn}
"""
_TOLD = (
    "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt {}.",
    "Năm 2025, tỉnh Lạng Sơn có {} doanh nghiệp thành lập mới.",
    "Năm 2025, tỷ lệ hộ nghèo của tỉnh Lạng Sơn là {}.",
    "In 2025, the poverty rate of Lang Son province was {}.",
    "In 2025, the total import-export turnover of Lang Son province reached {}.",
)
_WRONG = (
    *("198 tỷ USD", "hơn 3.100", "3 %", "US$198bn", "gần 5.000", "ba nghìn", "12.345,6 triệu USD", "2 tỷ"),
    *("3-4%", "khoảng 100", "−5%", "14/3", "2.900", "1,0", "$7 million"),
)


# reports


@cache
def _sample() -> Report:
    """Return a report of the shipped claims in three texts, of which one agrees, one does not, and one cannot be compared."""
    known = shipped()
    own = " ".join(f"{claim.text}." for claim in known.claims[:4])
    other = own.translate({ord("3"): "5", ord("8"): "2", ord("1"): "7"})
    sources = [Source(f"{name}.txt", text, lang="vi") for name, text in (("a", own), ("b", other), ("c", f"Dự kiến {own[:300]}"))]
    return gather(known, [(source, shipped_checker().findings(source)) for source in sources], texts=True)


def _attacked(words: list[str]) -> Report:
    """Return the report with the words in all that a text, a registry or a file could bring in."""
    report = _sample()
    names = {source.name: f"{words[n % len(words)][:60]}{source.name}" for n, source in enumerate(report.sources)}
    before = {source.name: f"{words[0]}\n" for source in report.sources}

    def source(one: Source) -> Source:
        title, publisher, url, place, tail = words[:5]
        told = {"title": title, "publisher": publisher, "url": url if len(url) % 2 else f"https://a/{url}", "place": place}
        return replace(one, name=names[one.name], text=before[one.name] + one.text + tail, date=date(2025, 1, 2), **told)

    def finding(one: Finding, n: int) -> Finding:
        by = len(before[one.source])
        gates = (Gate(words[1], words[2], words[3], n % 2 == 0), *one.gates)
        accepted = Acceptance("acknowledged", words[4], words[5], date(2027, 1, 1)) if n % 3 == 0 else None
        explanation = words[1] + one.explanation
        place = {"start": one.start + by, "end": one.end + by, "quote_start": one.quote_start + by}
        more = {"found": words[2] + one.found, "expected": words[3], "location": words[5] if n % 5 == 0 else "", "unit": words[4][:9]}
        return replace(one, source=names[one.source], gates=gates, accepted=accepted, explanation=explanation, **place, **more)

    def claim(one: Claim) -> Claim:
        return replace(one, text=f"{one.text} {words[0]}", metrics=(words[1], *one.metrics))

    results = [
        replace(row, claim=claim(row.claim), findings=tuple(finding(one, n) for n, one in enumerate(row.findings)))
        for row in report.results[: 2 + len(words[0]) % 4]
    ]
    problem = Problem(words[0], "FC912", words[1], 3, 2, 4, words[2], words[3])
    lapses = (Lapse("stale", words[4], problem._replace(code="FC916")),)
    sources = tuple(map(source, report.sources))
    publisher = Publisher(words[5], "https://example.org/checks")
    return replace(
        report, registry=words[5][:40], results=tuple(results), sources=sources, unread=(problem,), lapses=lapses, publisher=publisher
    )


class _Tags(HTMLParser):
    """What a browser would make of a page: no script but ours, no handler, no link but to the web or within the page."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag in ("script", "iframe", "object", "embed", "base")
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            if name in ("href", "src", "action"):
                assert (value or "").startswith(("https://", "http://", "#", "data:image/")), (tag, value)


@cache
def _scripts() -> int:
    page = _Tags()
    page.feed(render(_sample(), "html"))
    return page.scripts


def _sound(page: str, name: Format) -> None:
    """Raise where a page is not what its format says, or would be obeyed."""
    page.encode("utf-8")
    if name in ("terminal", "github", "markdown"):
        harmless(page, name)
    if name in ("json", "sarif", "claimreview"):
        json.loads(page)
    if name == "claimreview":
        assert not frozenset("<>&") & frozenset(page)
    if name == "jsonl":
        assert all(json.loads(line) for line in page.split("\n") if line)
    if name in ("junit", "svg"):
        ElementTree.fromstring(page)
    if name == "csv":
        head, *rows = csv.reader(io.StringIO(page.removeprefix("\ufeff"), newline=""))
        assert all(len(row) == len(head) for row in rows)
        wrong = [cell for row in rows for cell in row if cell[:1] in _FORMULA and not _is_number(cell)]
        assert not wrong, wrong[0]
    if name == "html":
        tags = _Tags()
        tags.feed(page)
        assert tags.scripts == _scripts()


def _is_number(cell: str) -> bool:
    try:
        return float(cell) == float(cell)
    except ValueError:
        return False


def renderers(data: bytes) -> None:
    """A report with any words in every field is sound in its format, and nothing in it would be obeyed; one format an input."""
    name, way = (FORMATS[data[0] % len(FORMATS)], data[1] if len(data) > 1 else 0) if data else ("terminal", 0)
    report = _attacked(words_of(data[2:], 6))
    page = render(report, name, width=20 + way, quiet=way % 7 == 0, verbose=way % 3 == 0, statistics=way % 5 == 0)
    _sound(page, name)
    if way % 11 == 0:
        json.dumps(statistics(report), default=str)


# fixes and proposals


@cache
def _facts() -> tuple[Registry, Checker]:
    known = read_registry(_FACTS, "claims.yaml")[0]
    return known, Checker(known)


def _drafts(data: bytes) -> Iterator[str]:
    """Yield sentences that tell the facts with wrong numbers, and words of any kind between them."""
    for at in range(0, min(len(data), _DRAFTED) - 3, 4):
        wrong, told = _WRONG[data[at] % len(_WRONG)], _TOLD[data[at + 1] % len(_TOLD)]
        piece = PIECES[data[at + 2] % len(PIECES)] if data[at + 2] < 128 else ""
        sentence = told.format(wrong)
        cut = data[at + 3] * len(sentence) // 256
        yield f"{sentence[:cut]}{piece}{sentence[cut:]}"


def fix(data: bytes) -> None:
    """A fix that is made leaves no contradiction in its place and makes none elsewhere; all of them together leave nothing of their own."""
    tail = data[_DRAFTED : _DRAFTED + _TAIL]
    words = " ".join(_drafts(data)) + (f" {text_of(tail)}" if tail else "")
    source = Source("a.txt", words, lang=languages.detect(words))
    known, checker = _facts()
    before = checker.findings(source)
    wrong = [row for row in before if row.verdict == "contradicted"]
    if not wrong:
        return
    rows = proposals(known, before, source)
    assert len(rows) == len(wrong)
    fixes = [row for row in rows if isinstance(row, Fix)]
    for one in fixes:
        assert words[one.start : one.end] == one.old != one.new
        text = applied(words, [one])
        assert text == words[: one.start] + one.new + words[one.end :]
        moved = len(one.new) - len(one.old)
        after = {
            (row.claim, row.expected, row.start - (moved if row.start > one.start else 0))
            for row in checker.findings(replace(source, text=text))
            if row.verdict == "contradicted"
        }
        assert after <= {(row.claim, row.expected, row.start) for row in wrong}, one
        assert (one.finding.claim, one.finding.expected, one.finding.start) not in after, one
    left = [row for row in checker.findings(replace(source, text=applied(words, fixes))) if row.verdict == "contradicted"]
    assert len(left) <= len(wrong) - len({(one.finding.claim, one.finding.start) for one in fixes}), [row.found for row in left]
    (draft,) = check_drafts([(source, before)], [])
    harmless(check_page.render([draft], {claim.id: claim for claim in known.claims}, width=60, color=False, quiet=False), "check")


def extract(data: bytes) -> None:
    """What is proposed from a text is written as a registry, read again, and supported by that text alone."""
    if data and data[0] % 2:
        words = " ".join(_drafts(data[1:]))
        source = Source("a.txt", words, lang=languages.detect(words), date=date(2025, 12, 31))
    else:
        source = replace(source_of(data[1:]), date=date(2025, 12, 31) if data and data[0] % 4 else None)
    if not source.text.strip():
        return
    book = read_book(Path("claims.yaml"), b"")
    found = proposed([source], Known(book.registry))
    json.loads(propose_page.render_json(found))
    harmless(propose_page.render_added(found.proposals), "extract")
    entries = [entry.id for each in found.proposals if not each.is_disputed for entry in each.entries]
    if not entries:
        return
    known = registry_of(added(book, found.proposals).decode("utf-8"))
    assert known is not None, "what was proposed cannot be read"
    assert [claim.id for claim in known.claims] == entries
    report = check(known, [source])
    wrong = [result.claim.text for result in report.results if result.verdict != "supported"]
    assert not wrong, wrong


_WHEN = (
    "Năm 2024",
    "Năm 2023",
    "Giai đoạn 2020-2024",
    "Đến ngày 5/6/2023",
    "Quý II năm 2024",
    "Tháng 9 năm 2023",
    "Từ năm 2021 đến năm 2023",
)
_WHERE = ("tỉnh Lạng Sơn", "xã Tân Thanh", "tỉnh Cao Bằng", "thành phố Hà Nội", "cả nước", "toàn tỉnh", "huyện Cao Lộc tỉnh Lạng Sơn")
_HOW_MUCH = ("có 3.334 doanh nghiệp thành lập mới", "có hơn 3.300 doanh nghiệp thành lập mới", "xuất khẩu đạt 615 triệu USD", "có 512 chợ",
             "không có 512 chợ", "tuổi thọ bình quân là 74 tuổi", "dự kiến có 600 chợ", "giảm 120 chợ")  # fmt: skip


def elsewhere(data: bytes) -> None:
    """Of any facts that a text tells the same are proposed, asked of it where they can be told or everywhere."""
    told = zip(data[::3], data[1::3], data[2::3], strict=False)
    rows = [
        f"{_WHEN[a % 7]}, {_WHERE[b % 7]} {_HOW_MUCH[c % 8]}{'.' if a & 64 else '; trong khi đó '}" for a, b, c in list(told)[:_DRAFTED]
    ]
    text = ("\n\n" if len(data) % 2 else " ").join(rows).removesuffix("; trong khi đó ") + "."
    texts = [Source("a.txt", text, lang="vi", date=date(2025, 12, 31))]
    known, here = Known(Registry("", ())), Elsewhere.here
    found = proposed(texts, known)
    Elsewhere.here = lambda self, n: Here(frozenset(), frozenset())  # type: ignore[method-assign]
    try:
        assert proposed(texts, known) == found, text
    finally:
        Elsewhere.here = here  # type: ignore[method-assign]


TARGETS: dict[str, Callable[[bytes], None]] = {"renderers": renderers, "fix": fix, "extract": extract, "elsewhere": elsewhere}
