"""One report for every renderer: each verdict, two contradictions of one claim, and text that attacks a terminal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from factcheck.errors import Problem
from factcheck.model import (
    Acceptance,
    Claim,
    ClaimResult,
    Compared,
    Evidence,
    Finding,
    Gate,
    Interval,
    Lapse,
    Period,
    Place,
    Position,
    Provenance,
    Publisher,
    Report,
    Scope,
    Shared,
    Side,
    Source,
    Weighed,
)

HOSTILE = "đạt 77% \x1b[31mđỏ\x1b]0;title\x07 [bold]markup[/bold] \u202eoẩđ\u202c \x9b2J :boom: [link=x]y[/link]"


EVIL = "sources/evil\x1b[2J\n.txt"
QUOTES = {
    "trade": "Cả giai đoạn 2021–2025, tổng kim ngạch xuất nhập khẩu hàng hóa qua địa bàn tỉnh đạt 198 tỷ USD, riêng hàng làm thủ tục tại "
    "Chi cục Hải quan khu vực VI là 24,2 tỷ USD.",
    "firms": "Trong nhiệm kỳ,\n   toàn tỉnh có hơn 3.100 doanh nghiệp thành lập mới.",
    "firms again": "The province counted 2,900 newly established enterprises.",
    "firms right": "Đến nay, tỉnh có hơn 3.300 doanh nghiệp thành lập mới.",
    "poor": "Phấn đấu đến năm 2025, tỷ lệ hộ nghèo giảm còn 2,0%.",
    "growth": "Tăng trưởng kinh tế bình quân giai đoạn 2021-2025 đạt 7,1%/năm.",
    "attack": f"Tỷ lệ {HOSTILE}.",
}
SOURCES = {
    source.name: source
    for source in (
        Source("sources/doi-song.txt", f"Đời sống ở biên giới\n\n{QUOTES['firms right']}\n\nVề hộ nghèo. {QUOTES['poor']}\n", lang="vi"),
        Source(
            "sources/kinh-te.md",
            "---\ntitle: Kinh tế cửa khẩu\npublisher: Báo Sông Xanh\ndate: 2025-09-18\nurl: https://example.org/kinh-te?a=1&b=2\n---\n\n"
            f"# Kinh tế cửa khẩu\n\n{QUOTES['trade']}\n\n{QUOTES['firms']}\n\n{QUOTES['growth']}\n",
            body=115,
            title="Kinh tế cửa khẩu",
            publisher="Báo Sông Xanh",
            date=date(2025, 9, 18),
            url="https://example.org/kinh-te?a=1&b=2",
            lang="vi",
        ),
        Source("sources/lang-son-term-2020-2025.md", f"# A term ends\n\n{QUOTES['firms again']}\n", date=date(2025, 10, 1), lang="en"),
        Source(
            EVIL, f"<script>alert(1)</script> & co.\n{QUOTES['attack']}\n", title="<b>'\"&\x1b[2J", url="javascript:alert(1)", lang="vi"
        ),
    )
}


def claim(name: str, text: str, lang: str = "vi", line: int = 1, provenance: Provenance | None = None) -> Claim:
    """Return a claim that holds no more than renderers read."""
    return Claim(id=name, text=text, lang=lang, mentions=(), position=Position(line, 5), provenance=provenance)


def finding(
    claim: str,
    verdict: str,
    reason: str,
    quote: str,
    mark: str,
    expected: str,
    *,
    source: str = "sources/kinh-te.md",
    difference: str = "",
    percent: str = "",
    unit: str = "",
    explanation: str = "",
    score: float = 0.9,
    gates: tuple[Gate, ...] = (),
    features: dict[str, float] | None = None,
    evidence: Evidence | None = None,
    accepted: Acceptance | None = None,
) -> Finding:
    """Return a finding whose number is where `mark` stands in a quote of a source's text."""
    quote = QUOTES[quote]
    quote_start = SOURCES[source].text.index(quote)
    start = quote_start + quote.index(mark)
    return Finding(
        claim=claim,
        verdict=verdict,
        reason=reason,
        score=score,
        source=source,
        start=start,
        end=start + len(mark),
        position=position(source, start),
        end_position=position(source, start + len(mark)),
        quote_start=quote_start,
        quote=quote,
        found=mark,
        expected=expected,
        difference=Decimal(difference) if difference else None,
        difference_percent=Decimal(percent) if percent else None,
        unit=unit,
        explanation=explanation,
        gates=gates,
        features=features or {},
        evidence=evidence,
        accepted=accepted,
    )


def position(source: str, offset: int) -> Position:
    """Return the line and column of an offset, where lines end in line feeds."""
    before = SOURCES[source].text[:offset]
    return Position(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def side(text: str, value: str, low: str, high: str, rule: str, step: str, unit: str, hedge: str = "", kind: str = "level") -> Side:
    """Return a number as it was read, from its lowest value up to its highest."""
    interval = Interval(Decimal(low), Decimal(high), True, False)
    return Side(text, Decimal(value), interval, rule, hedge, Decimal(step), unit, kind)


TRADE = claim(
    "trade-2021-2025",
    "Giai đoạn 2021-2025, hàng qua các cửa khẩu tỉnh Lạng Sơn có tổng kim ngạch 234,58 tỷ USD",
    line=3,
    provenance=Provenance("Nhân Dân", "https://example.org/nd", "đạt 234,58 tỷ USD", date(2025, 9, 30), "Lạng Sơn"),
)
FIRMS = claim("new-enterprises", "doanh nghiệp thành lập mới: 3.334 doanh nghiệp (tỉnh Lạng Sơn, 2020-2025)", line=9)
POOR = claim("poverty-rate-2025", "Tỷ lệ hộ nghèo của tỉnh cuối năm 2025 giảm còn 1,36%", line=14)
GROWTH = claim("grdp-growth", "Economic growth of Lạng Sơn province averaged 7.1% a year in 2021–2025", "en", line=17)
PARK = claim(
    "geopark",
    "Công viên địa chất Lạng Sơn được UNESCO công nhận là Công viên địa chất toàn cầu, với diện tích 4.842,58 km2 và 38 điểm tham quan",
    line=20,
)
ATTACK = claim("hostile-[red]id[/red]", HOSTILE, line=24)

_TERM = Period(date(2021, 1, 1), date(2025, 12, 31), "giai đoạn 2021-2025")
_TRADE = Evidence(
    words=Shared(("kim ngạch", "tỉnh Lạng Sơn"), ("hàng",), (), ("qua các cửa khẩu",)),
    scopes=(
        Scope(_TERM, (Place("lạng sơn", "province", "tỉnh Lạng Sơn"),), origin={"period": "registry", "place": "clause"}),
        Scope(_TERM, origin={"period": "header"}),
    ),
    compared=Compared(
        side("234,58 tỷ USD", "234580000000", "234575000000", "234585000000", "half a step", "10000000", "USD"),
        side("198 tỷ USD", "198000000000", "197500000000", "198500000000", "half a step", "1000000000", "USD"),
        Decimal(1),
        Decimal(0),
        Interval(Decimal(197500000000), Decimal(198500000000), True, False),
        "intervals",
    ),
    weights=(
        Weighed(
            "certain",
            -5.974,
            {
                "unit": 2.52,
                "same story": 2.048,
                "hedges alike": 0.998,
                "source words in claim": 0.923,
                "words in order": 0.658,
                "place told by both": 0.375,
                "claim words near": 0.337,
                "place beside": -0.1,
            },
            1.785,
            0.8563,
            0.42,
        ),
        Weighed("topic", -5.372, {"claim words in document": 12.81}, 7.438, 0.9994),
        Weighed(
            "slot", -3.431, {"unit": 2.769, "claim words in sentence": 1.776, "clause in source": 0.782, "run before": 0.691}, 2.587, 0.93
        ),
    ),
)
_ATTACKED = Evidence(
    words=Shared((HOSTILE,), ("\x1b[2J",), ("[red]x[/red]",), ("\u202eoẩ",)),
    scopes=(Scope(origin={"unit\x1b[1m": "registry"}), Scope(places=(Place("\x1b[1m", "", "\x1b[1m"),), origin={"place": "\x1b[1m"})),
    compared=Compared(
        Side("từ 80% trở lên \u202e", Decimal(80), Interval(Decimal(80), None), "open", "at_least", Decimal(1), "%\x1b[1m", "level"),
        side("77% \x1b[31mđỏ", "77", "76.5", "77.5", "half a step", "1", "[red]%\x1b[1m"),
        Decimal(1),
        Decimal(0),
        Interval(Decimal("76.5"), Decimal("77.5"), True, False),
        "intervals",
    ),
    alike={"claim words in passage": 0.915},
)

CONTRADICTED_TRADE = finding(
    "trade-2021-2025",
    "contradicted",
    "FC101",
    "trade",
    "198 tỷ USD",
    "234,58 tỷ USD",
    difference="-36580000000",
    percent="-15.59382726575155597237616165",
    unit="USD",
    explanation="198 tỷ USD is 15.6 % below 234,58 tỷ USD: the two numbers as written cannot be the same value.",
    score=0.93,
    gates=(
        Gate("unit", "USD", "USD", True),
        Gate("place", "tỉnh Lạng Sơn", "", True),
        Gate("period", "giai đoạn 2021-2025", "giai đoạn 2021–2025", True),
    ),
    features={"words": 0.91, "fuzzy": 0.88},
    evidence=_TRADE,
)
CONTRADICTED_FIRMS = finding(
    "new-enterprises",
    "contradicted",
    "FC101",
    "firms",
    "hơn 3.100 doanh nghiệp",
    "3.334 doanh nghiệp",
    difference="-234",
    percent="-7.018596280743851",
    unit="doanh nghiệp",
    explanation="“hơn 3.100” means 3,100 or a little more, and 3,334 would have been told as “hơn 3.300”.",
)
CONTRADICTED_FIRMS_AGAIN = finding(
    "new-enterprises",
    "contradicted",
    "FC101",
    "firms again",
    "2,900",
    "3.334 doanh nghiệp",
    source="sources/lang-son-term-2020-2025.md",
    difference="-434",
    percent="-13.017396520695861",
    unit="doanh nghiệp",
    explanation="2,900 is 13.0 % below 3.334 doanh nghiệp.",
    accepted=Acceptance("acknowledged", "counted at mid-year; <b>correction</b> asked\x1b[2J", "Lan", date(2026, 3, 31)),
)
CONTRADICTED_ATTACK = finding(
    "hostile-[red]id[/red]",
    "contradicted",
    "FC102",
    "attack",
    "77% \x1b[31mđỏ",
    "từ 80% trở lên \u202e",
    source=EVIL,
    difference="-3",
    percent="-3.75",
    unit="%",
    explanation="77% lies below \x1b[5m80%.",
    gates=(Gate("unit\x1b[1m", "%\x1b[1m", "[red]%", True),),
    evidence=_ATTACKED,
)

REPORT = Report(
    registry="claims.yaml",
    results=(
        ClaimResult(TRADE, "contradicted", (CONTRADICTED_TRADE,)),
        ClaimResult(
            FIRMS,
            "contradicted",
            (
                CONTRADICTED_FIRMS,
                CONTRADICTED_FIRMS_AGAIN,
                finding(
                    "new-enterprises",
                    "supported",
                    "FC302",
                    "firms right",
                    "hơn 3.300 doanh nghiệp",
                    "3.334 doanh nghiệp",
                    source="sources/doi-song.txt",
                    difference="-34",
                    percent="-1.02",
                    unit="doanh nghiệp",
                    explanation="“hơn 3.300” allows 3,300 up to 3,400, and 3,334 lies inside.",
                ),
            ),
        ),
        ClaimResult(
            POOR,
            "not_comparable",
            (
                finding(
                    "poverty-rate-2025",
                    "not_comparable",
                    "FC205",
                    "poor",
                    "2,0%",
                    "1,36%",
                    source="sources/doi-song.txt",
                    difference="0.64",
                    percent="47.05882352941176",
                    unit="%",
                    explanation="The source tells a target, the claim what was achieved.",
                    score=0.81,
                    gates=(Gate("unit", "%", "%", True), Gate("status", "actual", "target", False)),
                    features={"words": 0.8},
                ),
            ),
        ),
        ClaimResult(
            GROWTH,
            "supported",
            (
                finding(
                    "grdp-growth",
                    "supported",
                    "FC301",
                    "growth",
                    "7,1%/năm",
                    "7.1%",
                    explanation="7,1%/năm and 7.1% are the same value.",
                    unit="%",
                ),
            ),
        ),
        ClaimResult(PARK, "not_found", ()),
        ClaimResult(ATTACK, "contradicted", (CONTRADICTED_ATTACK,)),
    ),
    sources=tuple(SOURCES.values()),
    unread=(Problem("sources/anh\x1b[2J.md", "FC913", "a binary file, not a text", hint="name .txt or .md files"),),
    lapses=(
        Lapse(
            "stale",
            "poverty-rate-2025",
            Problem(
                "acknowledgements.yaml", "FC916", "no source tells 4,1% of poverty-rate-2025 any more", 8, 5, 1, "  - claim: poverty", "x"
            ),
        ),
        Lapse("expired", "hostile-[red]id[/red]", Problem("acknowledgements.yaml", "FC917", "expired on 2025-12-31 \x1b[2J", 17, 5, 1)),
    ),
    folder="desk",
    publisher=Publisher("Báo Sông Xanh", "https://example.org"),
)

CLEAN = Report(registry="claims.yaml", results=(REPORT.results[3], REPORT.results[4]), sources=(SOURCES["sources/kinh-te.md"],))
