"""How quick the HTML report is with many findings: from navigation to load in headless Chromium, and each keystroke of a filter.

    python benchmarks/page.py [--findings 2000] [--claims 300] [--sources 200] [--runs 5]

The report is made here: each claim is told in a few sources, every ninth time with another number. Needs the `dev` extra and Chromium.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from chromium import OPTIONS, path  # noqa: E402

from factcheck.model import (  # noqa: E402
    Claim,
    ClaimResult,
    Compared,
    Evidence,
    Finding,
    Gate,
    Interval,
    Position,
    Report,
    Shared,
    Side,
    Source,
)
from factcheck.report import render  # noqa: E402

GOALS = {"load": 1500.0, "keystroke": 100.0}  # milliseconds
QUERY = "lang son 12"
PLACES = ("Lạng Sơn", "Cao Bằng", "Hà Giang", "Điện Biên", "Lào Cai", "Quảng Ninh")
REASONS = {"contradicted": "FC101", "supported": "FC301", "not_comparable": "FC204"}
# From the event to the second frame after it: what a person waits for.
KEYSTROKE = """async (text) => {
  const box = document.getElementById("q"), took = [];
  for (let end = 1; end <= text.length; end++) {
    const start = performance.now();
    box.value = text.slice(0, end);
    box.dispatchEvent(new Event("input", {bubbles: true}));
    document.body.offsetHeight;
    took.push(performance.now() - start);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }
  return took;
}"""


def side(value: int) -> Side:
    """Return a number of enterprises as it is read."""
    interval = Interval(Decimal(value) - 5, Decimal(value) + 5, True, False)
    return Side(f"{value:,}".replace(",", "."), Decimal(value), interval, "half a step", "", Decimal(10), "doanh nghiệp", "level")


def finding(claim: Claim, number: int, turn: int, name: str, line: int, start: int, sentence: str) -> Finding:
    """Return what a source tells of a claim in a sentence of its text."""
    verdict = "contradicted" if turn % 9 == 0 else "not_comparable" if turn % 3 == 0 else "supported"
    told = side(number + (210 if verdict == "contradicted" else 0))
    at = sentence.index(told.text)
    return Finding(
        claim=claim.id,
        verdict=verdict,
        reason=REASONS[verdict],
        score=0.9,
        source=name,
        start=start + at,
        end=start + at + len(told.text),
        position=Position(line, at + 1),
        end_position=Position(line, at + 1 + len(told.text)),
        quote_start=start,
        quote=sentence,
        found=told.text,
        expected=side(number).text,
        difference=told.value - number,
        difference_percent=(told.value - number) / number * 100,
        unit="doanh nghiệp",
        explanation=f"The source says “{told.text}” where the claim says “{side(number).text}”.",
        gates=(Gate("unit", "doanh nghiệp", "doanh nghiệp", True), Gate("place", "tỉnh Lạng Sơn", "tỉnh", True)),
        evidence=Evidence(
            Shared((), (), (), ()), compared=Compared(side(number), told, Decimal(1), Decimal(0), told.interval, "intervals")
        ),
    )


def report(findings: int, claims: int, sources: int) -> Report:
    """Return a report of so many findings, spread over claims and sources."""
    rows = [
        Claim(f"enterprises-{i}", f"Số doanh nghiệp thành lập mới của {PLACES[i % 6]} năm {2000 + i % 25} là {side(1200 + i * 10).text}",
              "vi", (), Position(i + 1, 5))
        for i in range(claims)
    ]  # fmt: skip
    texts = ["" for _ in range(sources)]
    found: list[list[Finding]] = [[] for _ in rows]
    for turn in range(findings):
        i, j = turn % claims, (turn * 7 + turn // claims) % sources
        number = 1200 + i * 10
        told = number + (210 if turn % 9 == 0 else 0)
        sentence = f"Năm qua, {PLACES[i % 6]} có {side(told).text} doanh nghiệp thành lập mới, theo báo cáo của cơ quan đăng ký."
        start, line = len(texts[j]), texts[j].count("\n") + 1
        found[i].append(finding(rows[i], number, turn, f"sources/{j:03}.md", line, start, sentence))
        texts[j] += sentence + (" " if turn % 4 else "\n\n")
    results = tuple(
        ClaimResult(claim, min((one.verdict for one in told), default="not_found", key=list(REASONS).index), tuple(told))
        if told
        else ClaimResult(claim, "not_found", ())
        for claim, told in zip(rows, found, strict=True)
    )
    documents = tuple(Source(f"sources/{j:03}.md", text, title=f"Bài {j}", lang="vi") for j, text in enumerate(texts))
    return Report("claims.yaml", results, documents)


def measure(browser: Browser, page_path: Path) -> tuple[float, list[float], int]:
    """Return the milliseconds to load, those of each keystroke, and how many nodes the page has."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(page_path.as_uri())
    load = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    page.wait_for_timeout(1000)  # nobody types sooner, and the page reads its texts meanwhile
    keys = page.evaluate(KEYSTROKE, QUERY)
    nodes = page.evaluate("document.querySelectorAll('*').length")
    page.close()
    return load, keys, nodes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in {"findings": 2000, "claims": 300, "sources": 200, "runs": 5}.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    many = report(options.findings, options.claims, options.sources)
    start = time.perf_counter()
    text = render(many, "html")
    rendered = (time.perf_counter() - start) * 1000
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_path = Path(folder) / "report.html"
        page_path.write_text(text, "utf-8")
        browser = playwright.chromium.launch(executable_path=path(), args=OPTIONS)
        runs = [measure(browser, page_path) for _ in range(options.runs)]
        browser.close()
    times = {"load": [load for load, _, _ in runs], "keystroke": [max(keys) for _, keys, _ in runs]}
    print(f"{options.findings:,} findings, {options.claims:,} claims, {options.sources:,} sources")
    print(f"rendered in {rendered:,.0f} ms, {len(text.encode()) / 1e6:.1f} MB, {runs[0][2]:,} elements")
    for name, row in times.items():
        print(f"{name:<10} {statistics.median(row):7.0f} ms, at worst {max(row):.0f} ms; {GOALS[name]:.0f} allowed")
    return int(any(statistics.median(row) > GOALS[name] for name, row in times.items()))


if __name__ == "__main__":
    sys.exit(main())
