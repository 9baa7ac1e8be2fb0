"""ClaimReview: one review a claim and value told, in JSON-LD that another library expands to schema.org, safe inside a page."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from newsroom import called
from pyld import jsonld  # type: ignore[import-untyped]
from sample_report import CONTRADICTED_FIRMS, CONTRADICTED_TRADE, FIRMS, REPORT, TRADE

from factcheck.errors import InputError
from factcheck.fingerprint import fingerprints
from factcheck.model import ClaimResult, Finding, Provenance, Report, Source, replace
from factcheck.report.claimreview import notices, render

ROOT = Path(__file__).parent.parent
SCHEMA_ORG = "https://schema.org/"
# What schema.org gives the types that are written here, of what is written here. A property that is not among them is lost when the
# document is expanded, so a misspelt one would be missed below.
TYPES = {
    "ClaimReview": {"url", "author", "claimReviewed", "reviewBody", "reviewRating", "itemReviewed", "isBasedOn"},
    "Rating": {"ratingValue", "worstRating", "bestRating", "alternateName", "ratingExplanation"},
    "Claim": {"author", "datePublished", "appearance", "firstAppearance"},
    "CreativeWork": {"url", "headline", "publisher", "datePublished", "inLanguage"},
    "Organization": {"name", "url"},
}
CONTEXT = {
    **{name: SCHEMA_ORG + name for name in (*TYPES, *{name for names in TYPES.values() for name in names})},
    "url": {"@id": f"{SCHEMA_ORG}url", "@type": "@id"},
    "datePublished": {"@id": f"{SCHEMA_ORG}datePublished", "@type": f"{SCHEMA_ORG}Date"},
}
# Required or recommended for fact checks by Google, as paths inside a review.
REQUIRED = (("claimReviewed",), ("reviewRating",), ("reviewRating", "alternateName"), ("url",))
RECOMMENDED = (
    *(("author", "name"), ("author", "url"), ("itemReviewed",)),
    *(("reviewRating", "ratingValue"), ("reviewRating", "bestRating"), ("reviewRating", "worstRating")),
)


def local(url: str, _options: object) -> dict[str, Any]:
    """Return the context of schema.org as far as it is used here; nothing is asked of a network."""
    assert url == "https://schema.org"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}


def reviews(report: Report = REPORT) -> list[dict[str, Any]]:
    document = json.loads(render(report))
    assert document["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = document["@graph"]
    return graph


def objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from objects(part)
    elif isinstance(value, list):
        for part in value:
            yield from objects(part)


def of(*findings: Finding, sources: tuple[Source, ...] = REPORT.sources) -> Report:
    """Return a report of one claim."""
    return replace(REPORT, results=(ClaimResult(FIRMS, "contradicted", findings),), sources=sources)


def test_the_document_is_the_golden_one(golden: Callable[[str, str], None]) -> None:
    golden("claimreview.jsonld", render(REPORT))


def test_another_library_reads_it_as_schema_org_and_loses_nothing() -> None:
    document = json.loads(render(REPORT))
    expanded = jsonld.expand(document, {"documentLoader": local})
    graph = expanded[0].get("@graph", expanded)
    assert [review["@type"] for review in graph] == [[f"{SCHEMA_ORG}ClaimReview"]] * len(reviews())
    # Expanded keys are in another order, so what each object has is compared as a set.
    written = [sorted(part.keys() - {"@type"}) for part in objects(document["@graph"])]
    read = [
        sorted(key.removeprefix(SCHEMA_ORG) for key in part if key != "@type")
        for part in objects(graph)
        if not part.keys() & {"@value", "@id"}
    ]
    assert sorted(written) == sorted(read)
    first = graph[0]
    work = first[f"{SCHEMA_ORG}itemReviewed"][0][f"{SCHEMA_ORG}appearance"][0]
    assert work["@type"] == [f"{SCHEMA_ORG}CreativeWork"]
    assert work[f"{SCHEMA_ORG}url"] == [{"@id": "https://example.org/kinh-te?a=1&b=2"}]
    assert work[f"{SCHEMA_ORG}datePublished"] == [{"@type": f"{SCHEMA_ORG}Date", "@value": "2025-09-18"}]


def test_each_property_belongs_to_its_type() -> None:
    for part in objects(reviews()):
        assert part.keys() - {"@type"} <= TYPES[part["@type"]]


@pytest.mark.parametrize("path", [*REQUIRED, *RECOMMENDED], ids=".".join)
def test_what_search_engines_ask_for_is_there(path: tuple[str, ...]) -> None:
    for review in reviews():
        value: Any = review
        for step in path:
            value = value[step]
        assert value


def test_what_is_judged_is_reviewed_and_nothing_else() -> None:
    told = [(review["claimReviewed"].split()[0], review["reviewRating"]["alternateName"]) for review in reviews()]
    assert told == [("Cả", "Contradicted"), ("Trong", "Contradicted"), ("Đến", "Supported"), ("Tăng", "Supported"), ("Tỷ", "Contradicted")]
    assert "2,900" not in render(REPORT)  # accepted
    assert "1,36%" not in render(REPORT)  # not comparable
    assert "UNESCO" not in render(REPORT)  # not found


def test_a_rating_is_a_number_on_its_scale_and_says_the_arithmetic() -> None:
    rating = reviews()[0]["reviewRating"]
    assert (rating["ratingValue"], rating["worstRating"], rating["bestRating"]) == (1, 1, 5)
    assert "15.6 % below" in rating["ratingExplanation"]
    assert TRADE.text in reviews()[0]["reviewBody"]
    assert {(review["reviewRating"]["ratingValue"], review["reviewRating"]["alternateName"]) for review in reviews()} == {
        (1, "Contradicted"),
        (5, "Supported"),
    }


def test_a_review_has_an_address_of_its_own_that_the_json_report_knows() -> None:
    known = {name for result in REPORT.results for name in fingerprints(result)}
    addresses = [review["url"] for review in reviews()]
    assert len(set(addresses)) == len(addresses)
    assert {address.partition("#")[0] for address in addresses} == {"https://example.org"}
    assert {address.partition("#")[2] for address in addresses} <= known


def test_where_a_claim_comes_from_is_what_the_review_is_based_on() -> None:
    assert reviews()[0]["isBasedOn"] == {
        "@type": "CreativeWork",
        "url": "https://example.org/nd",
        "headline": "Lạng Sơn",
        "publisher": {"@type": "Organization", "name": "Nhân Dân"},
        "datePublished": "2025-09-30",
    }
    bare = replace(TRADE, provenance=Provenance(quote="đạt", url="file:///etc/passwd"))
    results = (replace(REPORT.results[0], claim=bare),)
    assert "isBasedOn" not in reviews(replace(REPORT, results=results))[0]


def source(name: str, day: str = "", publisher: str = "", url: str = "") -> Source:
    return Source(name, "", publisher=publisher, date=date.fromisoformat(day) if day else None, url=url, lang="vi")


def told(name: str, found: str = "hơn 3.100 doanh nghiệp", **more: Any) -> Finding:
    return replace(CONTRADICTED_FIRMS, source=name, found=found, quote=f"{name}: {found}.", **more)


A, B, C = source("a.md", "2025-09-20", publisher="A", url="https://a.org"), source("b.md", "2025-09-18", publisher="B"), source("c.md")


def test_one_value_told_by_many_is_one_review_with_all_of_them() -> None:
    (review,) = reviews(of(told("a.md"), told("a.md", start=900), told("b.md", "Hơn  3.100\ndoanh nghiệp"), sources=(A, B)))
    item = review["itemReviewed"]
    assert [work["publisher"]["name"] for work in item["appearance"]] == ["A", "B"]
    assert item["firstAppearance"]["publisher"]["name"] == item["author"]["name"] == "B"
    assert item["datePublished"] == "2025-09-18"
    assert review["claimReviewed"] == "b.md: Hơn 3.100 doanh nghiệp."


def test_where_a_source_has_no_date_none_is_called_the_first() -> None:
    (review,) = reviews(of(told("a.md"), told("b.md"), told("c.md"), sources=(A, B, C)))
    assert "firstAppearance" not in review["itemReviewed"]
    assert review["itemReviewed"]["author"]["name"] == "A"
    assert len(review["itemReviewed"]["appearance"]) == 2  # nothing is known of the third but the desk's own path
    assert "c.md" not in render(of(told("a.md"), told("c.md"), sources=(A, C)))


def test_another_value_or_another_number_of_the_claim_is_another_review() -> None:
    findings = (told("a.md"), told("b.md", "2.900"), told("b.md", expected="32.275 tỷ đồng"))
    assert len(reviews(of(*findings, sources=(A, B)))) == 3


def test_one_value_in_other_words_or_another_unit_is_one_review() -> None:
    evidence = CONTRADICTED_TRADE.evidence
    assert evidence is not None
    assert evidence.compared is not None
    compared = evidence.compared
    millions = compared.found._replace(text="198.000 triệu USD", value=compared.found.value / 1000)
    other = evidence._replace(compared=compared._replace(found=millions, factor=Decimal(1000)))
    again = replace(CONTRADICTED_TRADE, source="a.md", found="198.000 triệu USD", evidence=other)
    result = replace(REPORT.results[0], findings=(CONTRADICTED_TRADE, again))
    (review,) = reviews(replace(REPORT, results=(result,), sources=(*REPORT.sources, A)))
    assert len(review["itemReviewed"]["appearance"]) == 2


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a?b=c&d=e", "https://example.org/a?b=c&d=e"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("https://example.org/kinh tế", "https://example.org/kinh%20t%E1%BA%BF"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/\u202e\x1b\"'<>", "https://example.org/%E2%80%AE%1B%22'%3C%3E"),
        ("javascript:alert(1)", None),
        (" https://example.org", None),
        ("https://user:secret@example.org/", None),
        ("https://example.org\\@evil.org/", None),
        ("data:text/html,x", None),
        ("//example.org/a", None),
        ("https://", None),
        ("example.org", None),
    ],
)
def test_only_web_addresses_become_links(url: str, kept: str | None) -> None:
    (review,) = reviews(of(told("a.md"), sources=(replace(A, url=url),)))
    assert review["itemReviewed"]["appearance"][0].get("url") == kept


def test_hostile_text_stays_text_inside_a_page() -> None:
    evil = "</script><script>alert(1)</script><!-- & \u2028 \x1b[2J \u202e"
    report = of(told("a.md", evil, explanation=evil), sources=(replace(A, title=evil, publisher=evil),))
    text = render(report)
    assert not set(text) & set("<>&\x1b\u2028\u202e")
    page = _Page()
    page.feed(f'<!doctype html><script type="application/ld+json">{text}</script><p>end</p>')
    page.close()
    assert page.tags == ["script", "p"]
    (review,) = json.loads(page.data[0])["@graph"]
    assert review["itemReviewed"]["appearance"][0]["headline"] == "</script><script>alert(1)</script><!-- & \\u2028 \\x1b[2J \\u202e"
    assert all(char.isprintable() for part in objects(review) for value in part.values() if isinstance(value, str) for char in value)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.data: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.data.append(data)


def test_without_a_publisher_there_is_no_review() -> None:
    with pytest.raises(InputError, match="needs a publisher"):
        render(replace(REPORT, publisher=None))


def test_sources_without_an_address_are_told() -> None:
    (problem,) = notices(REPORT)
    assert problem.message.startswith("reviews of 2 sources without a web address name no page: sources/doi-song.txt, sources/evil")
    assert not set(problem.message) & set("\x1b\n")
    assert "sources/lang-son-term-2020-2025.md" not in problem.message  # only an accepted contradiction
    assert notices(of(told("a.md"), sources=(A,))) == []


# The command


def verify(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return called(folder, "verify", *args)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "claims.yaml").write_text("claims:\n  - id: firms\n    claim: Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp mới\n", "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.md").write_text(
        "---\nurl: https://example.org/a\ndate: 2025-12-01\n---\nNăm 2025, tỉnh Lạng Sơn có hơn 3.300 doanh nghiệp mới.\n", "utf-8"
    )
    (tmp_path / "sources" / "b.md").write_text("Năm 2025, tỉnh Lạng Sơn có hơn 3.100 doanh nghiệp mới.\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("args", [["--format", "claimreview"], ["--output", "claimreview=r.jsonld"]])
def test_a_missing_publisher_is_told_before_anything_is_checked(desk: Path, args: list[str]) -> None:
    (desk / "claims.yaml").unlink()
    done = verify(desk, *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error FC903: the format claimreview needs a publisher" in done.stderr
    assert "`[tool.factcheck.publisher]`" in done.stderr
    assert "`url = " in done.stderr
    assert "no registry" not in done.stderr
    assert not (desk / "r.jsonld").exists()


def test_a_run_signs_its_reviews_with_the_publisher_of_the_project(desk: Path) -> None:
    (desk / "factcheck.toml").write_text("[publisher]\nname = 'Báo Sông Xanh'\nurl = 'https://song-xanh.example/kiểm-chứng'\n", "utf-8")
    done = verify(desk, "--format", "claimreview", "--output", "claimreview=r.jsonld")
    assert done.returncode == 1
    assert (desk / "r.jsonld").read_text("utf-8") == done.stdout
    assert re.search(r"warning: reviews of 1 source without a web address name no page: sources/b\.md\n +help: add `url:", done.stderr)
    graph = json.loads(done.stdout)["@graph"]
    assert {review["author"]["name"] for review in graph} == {"Báo Sông Xanh"}
    assert sorted(review["reviewRating"]["alternateName"] for review in graph) == ["Contradicted", "Supported"]
    assert all(review["url"].startswith("https://song-xanh.example/ki%E1%BB%83m-ch%E1%BB%A9ng#") for review in graph)
    assert verify(desk, "--format", "claimreview", "--quiet").stderr == ""
