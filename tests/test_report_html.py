"""The page for editors: golden, read by a strict parser, and used in a real Chromium as an editor would."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import chromium
import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import called
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pypdf import PdfReader
from sample_report import CLEAN, CONTRADICTED_FIRMS, CONTRADICTED_TRADE, EVIL, FIRMS, QUOTES, REPORT, SOURCES, TRADE, side

from factcheck.model import ClaimResult, Compared, Evidence, Finding, Interval, Report, Shared, Side, replace
from factcheck.report import FORMATS
from factcheck.report.html import render

ROOT = Path(__file__).parent.parent
KINH_TE = SOURCES["sources/kinh-te.md"]


def parsed(text: str) -> Element:
    """Return the page as a tree; the parser raises at the first error."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    return tree


def words(element: Element) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def having(tree: Element, name: str) -> list[Element]:
    """Return the elements of a class, in order."""
    return [element for element in tree.iter() if name in element.get("class", "").split()]


def report_of(*findings: Finding, claim: Any = TRADE) -> Report:
    """Return a report of one claim and its findings."""
    return replace(REPORT, results=(ClaimResult(claim, findings[0].verdict, findings),), lapses=())


# What is written.


def test_the_page_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    # Style and script are files of their own, and their hashes with them.
    text = re.sub(r"(<style>|<script>).*?(</style>|</script>)", r"\1…\2", render(REPORT), flags=re.DOTALL)
    golden("page.html", re.sub(r"sha256-[\w+/=]+", "sha256-…", text))


@pytest.mark.parametrize("report", [REPORT, CLEAN, replace(REPORT, results=(), sources=())], ids=["all", "clean", "empty"])
def test_a_strict_parser_accepts_the_page_and_every_name_in_it_leads_somewhere(report: Report) -> None:
    tree = parsed(render(report))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in tree.iter():
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            assert name != "style"
            if name in ("aria-labelledby", "aria-describedby", "for") or (name == "href" and value.startswith("#")):
                assert value.removeprefix("#") in ids, f"{name}={value}"
            if name == "data-f":
                assert set(value.split()) <= set(ids)


def test_the_page_is_the_same_for_the_same_report() -> None:
    assert render(REPORT) == render(REPORT)


def test_the_page_lets_in_its_own_style_and_script_and_nothing_else() -> None:
    text = render(REPORT)
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)[0]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|\*|file:", policy)
    assert text.count("<style>") == text.count("<script>") == 1


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("https://", False),
        (" https://example.org", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("//example.org", False),
        ("https://example.org/\x1b\u202e", False),
        ('https://example.org/"onclick="alert(1)', True),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(url: str, leads: bool) -> None:
    source = replace(KINH_TE, url=url)
    tree = parsed(render(replace(report_of(CONTRADICTED_TRADE), sources=(source,))))
    links = {element.get("href"): element.get("rel") for element in tree.iter("a") if not element.get("href", "").startswith("#")}
    assert links.pop("https://example.org/nd") == "noopener noreferrer"  # the claim's own
    assert links == ({url: "noopener noreferrer"} if leads else {})


def test_what_a_text_says_stays_text() -> None:
    tree = parsed(render(REPORT))
    assert len(list(tree.iter("script"))) == 1
    assert not [char for char in render(REPORT) if not char.isprintable() and char not in "\n\xa0"]
    shown = words(tree)
    for told in ("<script>alert(1)</script> & co.", "\\x1b[31mđỏ", "[bold]markup[/bold]", "<b>correction</b>", "\\u202eoẩđ\\u202c"):
        assert told in shown
    assert not having(tree, "[red]")


def test_language_is_told_where_it_is_one() -> None:
    odd = replace(KINH_TE, lang='vi" onload="alert(1)')
    assert 'onload="' not in render(replace(REPORT, sources=(odd,)))
    tree = parsed(render(REPORT))
    assert {element.get("lang") for element in having(tree, "statement")} == {"vi", "en"}
    assert {element.get("lang") for element in having(tree, "text")} == {"vi", "en"}


def test_each_claim_and_each_verdict_is_on_the_page() -> None:
    tree = parsed(render(REPORT))
    assert [element.get("data-v") for element in having(tree, "item")] == [
        *("contradicted", "contradicted", "contradicted", "supported", "contradicted", "not_comparable", "supported", "not_found")
    ]
    assert words(next(tree.iter("h1"))) == "4 contradictions, 1 of them accepted"
    assert [words(element) for element in next(iter(having(tree, "tally")))] == [
        *("4 ✗ contradicted", "2 ✓ supported", "1 ~ not comparable", "1 ? claim not found")
    ]
    assert "Acknowledged by Lan until 2026-03-31: counted at mid-year" in words(tree)
    assert "Expired hostile-[red]id[/red] expired on 2025-12-31 \\x1b[2J acknowledgements.yaml:17" in words(tree)
    assert words(next(parsed(render(CLEAN)).iter("h1"))) == "No contradictions"


def test_a_contradiction_without_numbers_shows_both_texts_side_by_side() -> None:
    tree = parsed(render(report_of(CONTRADICTED_FIRMS, claim=FIRMS)))
    assert not having(tree, "line")
    beside = having(tree, "beside")
    assert [words(quote) for quote in beside[0].iter("blockquote")] == [FIRMS.text, " ".join(QUOTES["firms"].split())]
    assert not having(parsed(render(report_of(CONTRADICTED_TRADE))), "beside")


# The number line.


def told(verdict: str, reason: str, found: Side, converted: Interval | None = None, factor: str = "1") -> Finding:
    """Return a finding of the trade claim with other numbers behind it."""
    evidence = CONTRADICTED_TRADE.evidence
    assert evidence is not None
    assert evidence.compared is not None
    compared = Compared(evidence.compared.expected, found, Decimal(factor), Decimal(0), converted or found.interval, "intervals")
    return replace(
        CONTRADICTED_TRADE, verdict=verdict, reason=reason, found=found.text, evidence=Evidence(Shared((), (), (), ()), compared=compared)
    )


def billions(text: str, low: str, high: str) -> Side:
    """Return a number of dollars, in billions."""
    scale = Decimal(10) ** 9
    middle = str((Decimal(low) + Decimal(high)) / 2 * scale)
    return side(text, middle, str(Decimal(low) * scale), str(Decimal(high) * scale), "half a step", "1", "USD")


def strips(report: Report) -> list[tuple[str, dict[str, float], set[str]]]:
    """Return for each row of the number line what it says, where its mark stands, and which shapes it has."""
    rows = []
    for item in having(parsed(render(report)), "line")[0].iter("li"):
        uses = [use.attrib for use in item.iter("{http://www.w3.org/2000/svg}use")]
        places = {str(use["href"]): float(use["x"].rstrip("%")) for use in uses}
        rows.append((words(having(item, "what")[0]), places, set(places)))
    return rows


def test_the_number_line_shows_what_every_source_says_in_order() -> None:
    report = report_of(
        told("contradicted", "FC101", billions("198 tỷ USD", "197.5", "198.5")),
        told("contradicted", "FC101", billions("300 tỷ USD", "299.5", "300.5")),
        told("supported", "FC301", billions("234,6 tỷ USD", "234.55", "234.65")),
        told("not_comparable", "FC204", billions("4.000 tỷ USD", "3995", "4005")),
    )
    claim, low, high, same, far = strips(report)
    assert [row[0] for row in (claim, low, high, same, far)] == [
        *("◆ 234,58 tỷ USD".replace(" ", "", 1), "✗198 tỷ USD", "✗300 tỷ USD", "✓234,6 tỷ USD", "~4.000 tỷ USD")
    ]
    place = claim[1]["#mk-ours"]
    assert 0 < low[1]["#mk-contradicted"] < place < high[1]["#mk-contradicted"] < 100
    assert abs(same[1]["#mk-supported"] - place) < 1
    # What is not judged does not stretch the scale: it is an arrow at the edge.
    assert far[1] == {"#mk-right": 100}


def test_a_number_in_another_unit_stands_where_it_is_when_converted() -> None:
    found = side("198.000 triệu đô la", "198000", "197500", "198500", "half a step", "1000", "triệu USD")
    converted = Interval(Decimal(197_500_000_000), Decimal(198_500_000_000))
    report = report_of(told("contradicted", "FC101", found, converted, "1000000"))
    assert strips(report)[1][1] == strips(report_of(CONTRADICTED_TRADE))[1][1]


def test_an_open_interval_is_an_arrow() -> None:
    found = Side(
        "từ 240 tỷ USD", Decimal(240 * 10**9), Interval(Decimal(240 * 10**9), None), "open", "at_least", Decimal(1), "USD", "level"
    )
    assert strips(report_of(told("contradicted", "FC102", found)))[1][2] == {"#mk-right", "#mk-contradicted"}


@pytest.mark.parametrize(
    "numbers",
    [("198", "198"), ("-5", "3"), ("0", "0"), ("234.58", "234.58"), ("1e5", "2e6"), ("1e40", "1e40"), ("0", "1e30"), ("1e-9", "2e-9")],
)
def test_the_scale_has_a_few_round_ticks_whatever_the_numbers(numbers: tuple[str, str]) -> None:
    page = parsed(render(report_of(told("contradicted", "FC101", billions("x", *numbers)))))
    ticks = [words(text) for text in having(page, "ticks")[0].iter("{http://www.w3.org/2000/svg}text")]
    assert 2 <= len(ticks) <= 7
    assert len(set(ticks)) == len(ticks)


def test_a_range_has_a_mark_at_both_ends() -> None:
    found = billions("từ 40 đến 50 tỷ USD", "40", "50")._replace(rule="range")
    row = having(parsed(render(report_of(told("contradicted", "FC102", found)))), "line")[0].findall(".//li")[1]
    uses = [use.attrib["x"] for use in row.iter("{http://www.w3.org/2000/svg}use") if use.attrib["href"] == "#mk-contradicted"]
    bar = next(line for line in row.iter("{http://www.w3.org/2000/svg}line") if "bar" in line.attrib["class"])
    assert uses == [bar.attrib["x1"], bar.attrib["x2"]]
    assert len(set(uses)) == 2


def test_equal_numbers_share_a_row_and_many_are_cut() -> None:
    same = [replace(CONTRADICTED_TRADE, source=source) for source in SOURCES if source != EVIL]
    assert [row[0] for row in strips(report_of(*same))] == ["◆234,58 tỷ USD", "✗198 tỷ USD"]
    many = [told("contradicted", "FC101", billions(f"{n} tỷ USD", str(n), str(n + 1))) for n in range(100, 140)]
    assert len(strips(report_of(*many))) == 13
    assert "And 28 other numbers, listed below." in words(parsed(render(report_of(*many))))


# The texts with their marks.


@given(spans=st.lists(st.tuples(st.integers(115, 420), st.integers(0, 60)), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_the_text_of_a_source_stays_whole_however_its_marks_overlap(spans: list[tuple[int, int]]) -> None:
    size = len(KINH_TE.text)
    marks = [
        replace(CONTRADICTED_TRADE, start=start, end=min(start + long, size), found=KINH_TE.text[start : start + long])
        for start, long in spans
    ]
    tree = parsed(render(report_of(*marks)))
    shown = []
    for paragraph in having(tree, "text"):
        number = having(paragraph, "no")[0]
        shown.append(words(paragraph).removeprefix(words(number)).strip())
    body = [" ".join(part.split()) for part in re.split(r"\n\s*\n", KINH_TE.text[KINH_TE.body :]) if part.strip()]
    assert shown == body


def test_a_mark_of_several_claims_is_cut_and_leads_to_all_of_them() -> None:
    at = CONTRADICTED_TRADE.start
    wide = replace(CONTRADICTED_TRADE, start=at - 4, verdict="supported", reason="FC301")
    tree = parsed(render(report_of(CONTRADICTED_TRADE, wide)))
    marks = having(tree, "m")
    assert [(words(mark), mark.get("class"), mark.get("data-n")) for mark in marks] == [
        ("đạt", "m supported", None),
        ("198 tỷ USD", "m contradicted", "2"),
    ]
    notes = {element.get("id") for element in having(tree, "notes")[0]}
    assert marks[1].get("href", "")[1:] in notes


def test_a_source_without_its_text_still_tells_its_findings() -> None:
    bare = tuple(replace(source, text="") for source in REPORT.sources)
    tree = parsed(render(replace(REPORT, sources=bare)))
    assert not having(tree, "m")
    assert sum(len(list(notes.iter("a"))) for notes in having(tree, "notes")) == 7


def test_the_matrix_has_a_cell_for_each_claim_and_source_that_meet() -> None:
    tree = parsed(render(REPORT))
    box = having(tree, "box")[0]
    columns = [words(cell) for cell in next(box.iter("thead")).iter("th")]
    assert columns == ["sources/doi-song.txt", "Kinh tế cửa khẩu", "sources/lang-son-term-2020-2025.md", "<b>'\"&\\x1b[2J"]
    rows = {}
    for row in next(box.iter("tbody")):
        cells = [(words(cell), int(cell.get("colspan", "1"))) for cell in row if cell.tag == "td"]
        assert sum(width for _, width in cells) == len(columns)
        rows[words(row[0])] = cells
    assert rows["new-enterprises"] == [("✓", 1), ("✗", 1), ("✗", 1), ("", 1)]
    assert rows["trade-2021-2025"] == [("", 1), ("✗", 1), ("", 2)]
    assert "geopark" not in rows


# In Chromium.


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium.path()
    if path is None:
        pytest.skip(chromium.ABSENT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the shipped claims and sources, as the command writes it."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    assert called(ROOT, "verify", "--quiet", "--output", f"html={path}").returncode == 1
    return path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the shared report, which attacks it."""
    path = tmp_path_factory.mktemp("page") / "a #1 & 2.html"
    path.write_text(render(REPORT), "utf-8")
    return path


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Callable[..., BrowserContext]:
    """Return what opens a window of a size and with settings, one for all the tests that want the same."""
    known: dict[str, BrowserContext] = {}

    def window(**options: Any) -> BrowserContext:
        name = repr(sorted(options.items()))
        if name not in known:
            known[name] = browser.new_context(**options)
        return known[name]

    return window


Visit = Callable[..., Page]
_WATCH = "addEventListener('securitypolicyviolation', (event) => console.error('policy', event.violatedDirective, event.blockedURI))"


@pytest.fixture
def visit(windows: Callable[..., BrowserContext]) -> Iterator[Visit]:
    """Return what opens a page; at the end nothing may have been asked for, run, blocked or complained of."""
    pages = []
    heard: list[str] = []

    def opened(path: Path, hash: str = "", width: int = 1280, height: int = 900, **options: Any) -> Page:
        page = windows(viewport={"width": width, "height": height}, **options).new_page()
        pages.append(page)
        page.set_default_timeout(5000)
        page.add_init_script(_WATCH)
        page.on("request", lambda request: None if request.url.split("#")[0] == path.as_uri() else heard.append(request.url[:200]))
        page.on("dialog", lambda dialog: heard.append(dialog.message))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("console", lambda message: heard.append(message.text))
        page.goto(path.as_uri() + hash)
        return page

    yield opened
    for page in pages:
        page.close()
    assert [text for text in heard if not text.startswith("data:image/svg+xml,")] == []


def focused(page: Page) -> str:
    """Return the name of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def shown(page: Page, selector: str = ".item") -> int:
    """Return how many of the elements are shown."""
    return page.locator(f"{selector}:visible").count()


def in_sight(page: Page, selector: str) -> bool:
    """Return whether an element stands in the window."""
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    return box is not None and size is not None and 0 <= box["y"] < size["height"]


def test_one_click_leads_from_a_mark_to_its_finding_and_back(visit: Visit, shipped: Path) -> None:
    page = visit(shipped)
    mark = page.locator(".m.contradicted", has_text="198 tỷ USD")
    mark.click()
    finding = page.locator(".finding.contradicted", has_text="198 tỷ USD").first
    assert focused(page) == finding.get_attribute("id")
    assert in_sight(page, f"#{focused(page)}")
    finding.locator("a.open").click()
    assert focused(page) == mark.get_attribute("id")
    assert in_sight(page, f"#{focused(page)}")
    page.go_back()
    assert focused(page) == finding.get_attribute("id")


def test_a_link_opens_what_hides_its_place(visit: Visit, shipped: Path) -> None:
    page = visit(shipped)
    cell = page.locator(".cell.supported").first
    cell.click()
    finding = page.locator(f"#{focused(page)}")
    assert finding.get_attribute("data-v") == "supported"
    assert finding.locator("blockquote").is_visible()
    finding.locator("a.open").click()
    assert in_sight(page, f"#{focused(page)}")
    assert (page.locator(f"#{focused(page)}").text_content() or "").strip()


def test_a_number_of_several_claims_opens_the_list_of_them(visit: Visit, shipped: Path) -> None:
    page = visit(shipped)
    mark = page.locator(".m[data-n]:visible").first
    mark.click()
    links = page.locator("#pop a")
    assert links.count() == int(mark.get_attribute("data-n") or 0) > 1
    page.keyboard.press("Escape")
    assert not page.locator("#pop").is_visible()
    mark.press("Enter")
    key = links.last.get_attribute("data-f")
    links.last.click()
    assert focused(page) == key
    assert not page.locator("#pop").is_visible()


def test_findings_are_filtered_by_verdict_source_claim_and_text(visit: Visit, shipped: Path) -> None:
    page = visit(shipped)
    everything = shown(page)
    assert page.locator("#shown").inner_text() == f"{everything} findings"
    assert page.locator("#shown").get_attribute("aria-live") == "polite"

    page.get_by_role("button", name="contradicted").click()
    assert shown(page) == shown(page, ".finding.contradicted") == 2
    assert page.locator("#shown").inner_text() == "2 findings"
    assert shown(page, ".source") == 1
    page.get_by_role("button", name="contradicted").click()

    page.select_option("#s", label="Lang Son's five years in figures")
    key = page.input_value("#s")
    assert 0 < shown(page) == shown(page, f'[data-s="{key}"].item') < everything
    assert page.locator(".source:visible").get_attribute("id") == key
    page.get_by_role("button", name="Clear", exact=True).click()
    assert shown(page) == everything

    page.select_option("#c", label="new-enterprises")
    assert shown(page) == 5
    assert shown(page, "article") == 1
    page.keyboard.press("Escape")
    assert shown(page) == everything


def test_claims_that_nothing_tells_are_filtered_too(visit: Visit, sample: Path) -> None:
    page = visit(sample)
    page.get_by_role("button", name="not found").click()
    assert page.locator(".item:visible").evaluate_all("(items) => items.map((item) => item.dataset.v)") == ["not_found"]
    assert page.locator("#shown").inner_text() == "0 findings, 1 not found"
    page.get_by_role("button", name="contradicted").click()
    assert page.locator("#shown").inner_text() == "4 findings, 1 not found"
    page.fill("#q", "unesco")
    assert page.locator(".item:visible .id").all_text_contents() == ["? geopark"]


def test_text_is_found_without_its_diacritics(visit: Visit, shipped: Path) -> None:
    page = visit(shipped)
    for query in ("198 ty", "198 TỶ", "  198   tỷ ", "kim ngach 198"):
        page.fill("#q", query)
        assert page.locator(".finding.contradicted:visible mark").all_text_contents() == ["198 tỷ USD"], query


def test_lang_son_finds_lạng_sơn_and_nonsense_finds_nothing(visit: Visit, shipped: Path) -> None:
    page = visit(shipped)
    everything = shown(page)
    page.fill("#q", "lang son dang ky")
    assert 0 < shown(page) < everything
    page.fill("#q", "zorb")
    assert shown(page) == 0
    assert page.locator(".none").is_visible()
    page.locator(".none .clear").click()
    assert shown(page) == everything


def test_the_address_keeps_the_filters_and_the_place(visit: Visit, shipped: Path) -> None:
    page = visit(shipped)
    page.get_by_role("button", name="not comparable").click()
    page.fill("#q", "hộ nghèo & co")
    page.fill("#q", "hộ nghèo")
    page.keyboard.press("Enter")
    left, place = shown(page), focused(page)
    page.wait_for_url(re.compile("at=f-"))
    page.reload()
    assert (shown(page), focused(page), page.input_value("#q")) == (left, place, "hộ nghèo")
    assert page.get_by_role("button", name="not comparable").get_attribute("aria-pressed") == "true"
    other = visit(shipped, "#" + page.url.partition("#")[2])
    assert (shown(other), focused(other)) == (left, place)
    # What the address names and the page does not have is left out.
    assert shown(visit(shipped, "#?v=<script>,maybe&s=__proto__&c=constructor&at=%22")) > left


def test_a_link_to_one_finding_opens_it(visit: Visit, shipped: Path) -> None:
    page = visit(shipped)
    key = page.locator(".finding.supported").last.get_attribute("id")
    other = visit(shipped, f"#{key}")
    assert focused(other) == key
    assert other.locator(f"#{key} blockquote").is_visible()


def test_the_keyboard_does_all_of_it(visit: Visit, shipped: Path) -> None:
    page = visit(shipped)
    keys = page.keyboard
    keys.press("j")
    first = focused(page)
    assert page.locator(".item").first.get_attribute("id") == first
    keys.press("j")
    second = focused(page)
    assert second != first
    keys.press("k")
    assert focused(page) == first
    keys.press("Enter")
    assert focused(page) == f"m-{first[2:]}"
    keys.press("o")
    assert focused(page) == first
    keys.press("/")
    assert focused(page) == "q"
    keys.type("jko?")
    assert page.input_value("#q") == "jko?"
    keys.press("Escape")
    assert page.input_value("#q") == ""
    keys.press("Escape")
    assert focused(page) == ""
    keys.press("c")
    assert shown(page) == 2
    keys.press("Escape")
    assert shown(page) > 2
    keys.press("?")
    assert page.locator("dialog").is_visible()
    keys.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.locator(".keys").click()
    page.get_by_role("button", name="Close").click()
    assert not page.locator("dialog").is_visible()


def test_the_hostile_page_does_nothing_that_a_text_asks_for(visit: Visit, sample: Path) -> None:
    # The fixture fails on any request, dialog, error or blocked attempt.
    page = visit(sample)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    clicked = page.evaluate(
        """[".cell", ".m", ".notes a", ".lapses a", ".line a", ".findings a[href^='#']"].map((selector) =>
          [...document.querySelectorAll(selector)].map((link) => { link.click(); return document.activeElement.id !== "" }))"""
    )
    assert [len(found) for found in clicked] == [7, 7, 7, 2, 2, 14]
    assert all(all(found) for found in clicked)
    page.fill("#q", "<script>alert(1)</script>")
    assert shown(page) == 0
    assert page.evaluate("document.scripts.length") == 1


def test_the_policy_blocks_what_is_put_into_the_page(browser: Browser, sample: Path, tmp_path: Path) -> None:
    attacked = tmp_path / "attacked.html"
    evil = (
        '<img src="https://example.org/x.png" onerror="window.ran = 1"><script>window.ran = 1</script><p style="color: red" id="red">x</p>'
    )
    attacked.write_text(sample.read_text("utf-8").replace("</main>", f"{evil}</main>"), "utf-8")
    page = browser.new_page()
    refused: list[str | None] = []
    page.on("requestfailed", lambda request: refused.append(request.failure))
    page.goto(attacked.as_uri())
    assert refused == ["csp"]
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.getElementById('red')).color") != "rgb(255, 0, 0)"
    page.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)])
def test_axe_finds_nothing_wrong(visit: Visit, sample: Path, scheme: str, width: int) -> None:
    page = visit(sample, color_scheme=scheme, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    assert faults(page) == []
    if width == 1280:
        page.keyboard.press("?")
        assert faults(page, "dialog") == []
        page.keyboard.press("Escape")
        page.keyboard.press("c")
        assert faults(page, "form") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_small_screen_needs_no_scrolling_sideways_in_light_and_dark(visit: Visit, shipped: Path, sample: Path, scheme: str) -> None:
    for path in (shipped, sample):
        page = visit(path, color_scheme=scheme, width=360)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 23, 26)"}[scheme]
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
        for part in ("#contradicted", "#matrix", "#sources", "#reasons"):
            page.locator(part).scroll_into_view_if_needed()
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def faults(page: Page, part: str = "html") -> list[str]:
    """Return what axe finds wrong with the page, or a part of it, as it stands."""
    found = page.evaluate("(part) => axe.run(part, {resultTypes: ['violations']})", part)
    return [f"{fault['id']}: {node['html'][:120]} {node['failureSummary']}" for fault in found["violations"] for node in fault["nodes"]]


def test_without_its_script_the_page_is_read_all_the_same(visit: Visit, shipped: Path) -> None:
    page = visit(shipped, java_script_enabled=False)
    assert not page.locator(".tools").is_visible()
    mark = page.locator(".m.contradicted:visible", has_text="198 tỷ USD")
    mark.click()
    key = page.url.partition("#")[2]
    assert in_sight(page, f"#{key}")
    page.locator(f"#{key} a.open").click()
    assert page.url.endswith(f"#{mark.get_attribute('id')}")
    page.locator(".source:not([open]) > summary").first.click()
    assert page.locator(".source[open] .text").count() > 3


def test_a_printed_page_tells_every_contradiction(visit: Visit, shipped: Path) -> None:
    page = visit(shipped, color_scheme="dark")
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(sheet.extract_text() for sheet in pdf.pages).split())
    for told in ("2 contradictions", "198 tỷ USD", "hơn 3.100 doanh nghiệp", "FC101", "half of 0.01", "Lạng Sơn biểu dương 180 gương"):
        assert told in text
    assert "All sources" not in text
    assert "Clear" not in text


# Where it belongs.


def test_the_terminal_report_does_not_load_the_page() -> None:
    script = "import sys; from factcheck.cli import run; run(['verify', '--quiet']); print('factcheck.report.html' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "False"
    assert "html" in FORMATS


@pytest.mark.parametrize("options", [["--format", "html"], ["--output", "html=page.html"], ["--format", "html", "--output", "page.html"]])
def test_the_command_puts_the_texts_into_the_page(tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "claims.yaml").write_text("claims:\n  - id: trade\n    claim: Kim ngạch năm 2024 đạt 234,58 tỷ USD\n", "utf-8")
    (tmp_path / "draft.md").write_text("Kim ngạch năm 2024 đạt 198 tỷ USD. Trời mưa.\n", "utf-8")
    done = called(tmp_path, "verify", "draft.md", *options)
    assert done.returncode == 1
    page = tmp_path / "page.html"
    assert "Trời mưa." in (page.read_text("utf-8") if page.exists() else done.stdout)
