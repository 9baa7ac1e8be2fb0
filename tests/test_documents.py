"""Documents as they come: what each kind says, where it says it, and what is refused. Other programs made the files."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from test_cli import factcheck
from worst_documents import pdf_of

from factcheck.errors import InputError, NothingChecked
from factcheck.load import documents
from factcheck.load.documents import effort, legacy, pdf, table
from factcheck.load.registry import load_registry
from factcheck.load.sources import load_sources, read_source
from factcheck.model import Source
from factcheck.pipeline import check

OFFICE = shutil.which("soffice")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is absent")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is absent")

CLAIMS = """\
claims:
  - id: trade
    claim: Giai đoạn 2021-2025, tổng kim ngạch xuất nhập khẩu qua các cửa khẩu tỉnh Lạng Sơn đạt 234,58 tỷ USD
  - id: firms
    claim: Nhiệm kỳ 2020-2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới
  - id: poverty
    claim: Cuối năm 2025, tỷ lệ hộ nghèo của tỉnh Lạng Sơn giảm còn 1,36%
"""
TITLE = "Kinh tế cửa khẩu Lạng Sơn sau một nhiệm kỳ"
TRADE = (
    "Giai đoạn 2021-2025, tổng kim ngạch xuất nhập khẩu qua các cửa khẩu tỉnh Lạng Sơn đạt 198 tỷ USD, cao hơn hẳn giai đoạn trước, dù có"
    " những tháng cửa khẩu phải dừng thông quan vì dịch bệnh ở cả hai bên biên giới."
)
FIRMS = "Nhiệm kỳ 2020-2025, tỉnh Lạng Sơn có hơn 3.100 doanh nghiệp thành lập mới, phần lớn là doanh nghiệp nhỏ ở các huyện biên giới."
POVERTY = "Cuối năm 2025, tỷ lệ hộ nghèo của tỉnh Lạng Sơn giảm còn 1,36%."
TEXT = f"{TITLE}\n\n{TRADE}\n\n{FIRMS}\n\n{POVERTY}\n"
# A page as news sites have it: the article is a small part of it. The second half of the article begins a new page of paper.
PAGE = f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{TITLE} | Báo Sông Xanh</title>
<meta property="og:site_name" content="Báo Sông Xanh"><link rel="canonical" href="https://example.org/kinh-te">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle","headline":"{TITLE}",
"datePublished":"2025-09-18T08:30:00+07:00","publisher":{{"@type":"Organization","name":"Báo Sông Xanh"}},
"inLanguage":"vi"}}]}}</script><style>body{{font:13pt sans-serif}}</style></head><body>
<nav><a href="/">Trang chủ</a> <a href="/a">Giai đoạn 2021-2025, kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 111 tỷ USD</a></nav>
<article><h1>{TITLE}</h1>
<p>{TRADE}</p>
<script>document.title = "đạt 222 tỷ USD"</script>
<p style="page-break-before:always">{FIRMS}</p>
<p>{POVERTY}</p></article></body></html>
"""
TABLE = """\
"Doanh nghiệp và xuất nhập khẩu của tỉnh Lạng Sơn",,,,
,,,,
STT,Chỉ tiêu,Đơn vị,2020,2024,2025
1,Doanh nghiệp thành lập mới,doanh nghiệp,"2.100","2.900","3.100"
2,Tổng kim ngạch xuất nhập khẩu (tỷ USD),,"150,5","180,2","198"
3,Tỷ lệ hộ nghèo,%,"10,89","4,1","1,36"
"""
TABLE_CLAIMS = """\
claims:
  - {id: firms, claim: "Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới"}
  - {id: trade, claim: "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 234,58 tỷ USD"}
  - {id: poverty, claim: "Năm 2025, tỷ lệ hộ nghèo của tỉnh Lạng Sơn là 1,36%"}
"""


def run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=120)


def convert(source: Path, kind: str, *options: str) -> Path:
    """Return what LibreOffice makes of a file."""
    assert OFFICE is not None
    home = (source.parent / "office").as_uri()
    run(OFFICE, "--headless", f"-env:UserInstallation={home}", *options, "--convert-to", kind, "--outdir", source.parent, source)
    return source.with_suffix(f".{kind.partition(':')[0]}")


def print_page(page: Path, target: Path) -> Path:
    """Return the PDF that a browser prints of a page."""
    assert CHROMIUM is not None
    run(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri())
    return target


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the same article, and the same table, as every kind of file that the programs here can make."""
    home = tmp_path_factory.mktemp("documents")
    (home / "claims.yaml").write_text(CLAIMS, "utf-8")
    (home / "table.yaml").write_text(TABLE_CLAIMS, "utf-8")
    (home / "article.txt").write_text(TEXT, "utf-8")
    (home / "page.html").write_text(PAGE, "utf-8")
    (home / "print.html").write_text(re.sub("<nav>.*</nav>", "", PAGE), "utf-8")
    (home / "table.csv").write_text(TABLE, "utf-8")
    if OFFICE:
        convert(home / "print.html", "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)")
        convert(home / "table.csv", "xlsx", "--infilter=CSV:44,34,76,1,,1066,false,true")
        shutil.copy(home / "print.html", home / "office.html")
        convert(home / "office.html", "pdf:writer_web_pdf_Export")
        locked = {"EncryptFile": {"type": "boolean", "value": "true"}, "DocumentOpenPassword": {"type": "string", "value": "x"}}
        shutil.copy(home / "print.docx", home / "locked.docx")
        convert(home / "locked.docx", f"pdf:writer_pdf_Export:{json.dumps(locked)}")
    if CHROMIUM:
        print_page(home / "print.html", home / "press.pdf")
    return home


def read(path: Path) -> Source:
    source, _ = read_source(str(path))
    assert source is not None
    return source


def told(path: Path, registry: str = "claims.yaml") -> dict[tuple[str, str, str, str, str], str]:
    """Return where each finding of a file stands."""
    source = read(path)
    report = check(load_registry(path.parent / registry)[0], [source])
    found = [finding for result in report.results for finding in result.findings]
    for each in found:
        assert source.text[each.start : each.end] == each.found
        assert source.text[each.quote_start :].startswith(each.quote)
    return {(each.claim, each.verdict, each.reason, each.found, each.expected): each.location for each in found}


KINDS = [
    pytest.param("page.html", id="web page"),
    pytest.param("print.docx", id="word document", marks=needs_office),
    pytest.param("office.pdf", id="pdf by an office", marks=needs_office),
    pytest.param("press.pdf", id="pdf by a browser", marks=needs_chromium),
]


@pytest.mark.parametrize("name", KINDS)
def test_an_article_tells_the_same_in_every_kind_of_document(desk: Path, name: str) -> None:
    expected = told(desk / "article.txt")
    assert {key[:2] for key in expected} >= {("trade", "contradicted"), ("firms", "contradicted"), ("poverty", "supported")}
    assert told(desk / name).keys() == expected.keys()


@pytest.mark.parametrize(
    ("name", "trade", "firms"),
    [
        pytest.param("page.html", f"line 8 of the page, under “{TITLE}”", f"line 10 of the page, under “{TITLE}”", id="web page"),
        pytest.param("print.docx", f"paragraph 2, under “{TITLE}”", f"paragraph 3, under “{TITLE}”", id="word", marks=needs_office),
        pytest.param("press.pdf", "page 1", "page 2", id="pdf by a browser", marks=needs_chromium),
    ],
)
def test_a_finding_says_where_in_the_document_it_stands(desk: Path, name: str, trade: str, firms: str) -> None:
    places = {key[0]: where for key, where in told(desk / name).items() if key[1] == "contradicted"}
    assert (places["trade"], places["firms"]) == (trade, firms)


@pytest.mark.parametrize(
    ("name", "sheet"), [("table.csv", ""), pytest.param("table.xlsx", " of table", marks=needs_office)], ids=["csv", "xlsx"]
)
def test_a_table_is_judged_cell_by_cell(desk: Path, name: str, sheet: str) -> None:
    found = told(desk / name, "table.yaml")
    places = {key[:2]: where for key, where in found.items() if key[1] != "not_comparable"}
    assert places == {
        ("firms", "contradicted"): f"cell F4{sheet}",
        ("trade", "contradicted"): f"cell F5{sheet}",
        ("poverty", "supported"): f"cell F6{sheet}",
    }


def test_a_page_says_of_itself_what_it_is(desk: Path) -> None:
    source = read(desk / "page.html")
    assert (source.title, source.publisher, source.date, source.lang) == (TITLE, "Báo Sông Xanh", date(2025, 9, 18), "vi")
    assert source.url == "https://example.org/kinh-te"
    assert source.text == TEXT


HEAD = "<html lang=en><body><p>Giai đoạn 2021-2025, kim ngạch của tỉnh đạt 198 tỷ USD và tăng đều qua từng năm."


@pytest.mark.parametrize(
    ("page", "title", "publisher", "day", "url"),
    [
        ("<title>Tin &amp; bài</title>", "Tin & bài", "", None, ""),
        ("<title>A</title><meta property=og:title content='B'><h1>C</h1>", "B", "", None, ""),
        ("<meta property='article:published_time' content='2024-02-29T00:00'><time datetime=2023-01-01>", "", "", date(2024, 2, 29), ""),
        ("<p>Đăng <time>18/09/2025</time></p>", "", "", date(2025, 9, 18), ""),
        ("<time>hôm qua</time>", "", "", None, ""),
        (
            "<link rel=canonical href='javascript:alert(1)'><meta property=og:url content='https://e.org/a'>",
            "",
            "",
            None,
            "https://e.org/a",
        ),
        ("<script type=application/ld+json>{broken</script><meta name=publisher content=Báo>", "", "Báo", None, ""),
        ("<script type=application/ld+json>" + "[" * 100_000 + "</script>", "", "", None, ""),
    ],
)
def test_what_a_page_says_of_itself_is_taken_where_it_can_be_used(
    tmp_path: Path, page: str, title: str, publisher: str, day: date | None, url: str
) -> None:
    (tmp_path / "a.html").write_text(page + HEAD, "utf-8")
    source = read(tmp_path / "a.html")
    assert (source.title, source.publisher, source.date, source.url) == (title, publisher, day, url)
    assert source.lang == "vi"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Một</p><script>hai()</script><style>p{}</style><noscript>ba</noscript><template>bốn</template>", "Một"),
        ("<p>Một</p><p hidden>hai</p><p style='display: none'>ba</p><p aria-hidden=true>bốn</p>", "Một"),
        ("<p>Đạt <b>2</b>34,<i>58</i> tỷ&nbsp;USD</p>", "Đạt 234,58 tỷ\xa0USD"),
        ("<div>Một<br>hai<div>ba</div>bốn</div>", "Một hai\n\nba\n\nbốn"),
        ("<p>x\x00y &#0; &#xD800; z</p>", "x�y � � z"),
        ("<iframe src=https://example.org></iframe><img src=https://example.org/a.png><p>Một</p>", "Một"),
        (
            f"<article><p>{TRADE}</p><div class='related-news'><p>Tin khác: 5 tỷ USD</p></div></article><footer><p>© 2025</p></footer>",
            TRADE,
        ),
        (
            "<table><caption>Hộ nghèo</caption><tr><th>Huyện<th>2024<th>2025<tr><td>Cao Lộc<td>40<td>30</table>",
            "Hộ nghèo\n\nHộ nghèo, Cao Lộc, năm 2024: 40.\n\nHộ nghèo, Cao Lộc, năm 2025: 30.",
        ),
        ("<table><tr><td><p>Một cột</p><p>hai đoạn</p></table>", "Một cột\n\nhai đoạn"),
    ],
)
def test_of_a_page_that_is_read_which_its_readers_see(tmp_path: Path, body: str, text: str) -> None:
    (tmp_path / "a.html").write_text(f"<html><body>{body}</body></html>", "utf-8")
    assert read(tmp_path / "a.html").text == f"{text}\n"


def test_nothing_is_fetched(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a document reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    page = f'<!DOCTYPE html SYSTEM "http://example.org/a.dtd"><link rel=stylesheet href="http://example.org/a.css"><base href="http://e.org">{HEAD}'
    (tmp_path / "a.html").write_text(page, "utf-8")
    assert "198 tỷ USD" in read(tmp_path / "a.html").text
    for name in ("print.docx", "table.xlsx", "press.pdf"):
        if (desk / name).exists():
            read(desk / name)


@needs_chromium
def test_a_pdf_is_read_column_by_column_and_over_its_pages(tmp_path: Path) -> None:
    paragraphs = [
        f"Mục {n}: huyện có {n * 7} hộ nghèo{', nhiều hộ ở vùng cao' * (n % 4)}, diện tích rừng trồng là {n}.000 m<sup>2</sup>,"
        f" official final figures, và ngân sách thu được {n},{n} tỷ đồng. Hết mục {n}."
        for n in range(1, 60)
    ]
    rows = "".join(f"<tr><td>Xã {n}<td>{n + 100}<td>{n},5" for n in range(1, 80))
    css = "@page{size:A4;margin:25mm;@top-left{content:'Bản tin số 12'}@bottom-center{content:'Trang ' counter(page)}}"
    columns = (
        "body{font:11pt serif} .c{columns:2;text-align:justify} table{border-collapse:collapse;break-before:page} td,th{border:1px solid}"
    )
    table_ = (
        "<table><thead><tr><th rowspan=2>Xã<th colspan=2>Hộ nghèo và diện tích rừng<tr><th>2025 (hộ)<th>Diện tích (ha)</thead>"
        f"{rows}</table>"
    )
    text = f"<h1>Tin</h1><div class=c><p>{'<p>'.join(paragraphs)}</div>"
    page = f"<!doctype html><meta charset=utf-8><style>{css}{columns}</style>{text}{table_}"
    (tmp_path / "a.html").write_text(page, "utf-8")
    source = read(print_page(tmp_path / "a.html", tmp_path / "a.pdf"))
    told = " ".join(source.text.split())
    for paragraph in paragraphs:
        assert paragraph.replace("<sup>2</sup>", "2") in told
    assert "Bản tin" not in told
    assert "Trang" not in told
    for n in range(1, 80):
        assert f"Xã {n}, Hộ nghèo và diện tích rừng, Diện tích: {n},5 ha." in told
    offset = source.text.index("Xã 79, Hộ nghèo và diện tích rừng, Diện tích")
    last = max(int(label.split()[1].strip(",")) for _, label in source.locations)
    assert source.location(offset).startswith(f"page {last}, table 1, row ")
    assert source.location(offset).endswith(", column 3")


@needs_office
def test_what_was_deleted_from_a_word_document_is_not_read_and_what_was_inserted_is(desk: Path, tmp_path: Path) -> None:
    tracked = (
        '<w:p><w:r><w:t xml:space="preserve">Thu ngân sách đạt </w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>48</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>52</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> tỷ đồng.</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn 99</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Trong khung có 7 xã.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    rewrite(desk / "print.docx", tmp_path / "a.docx", {"word/document.xml": lambda old: old.replace("<w:sectPr", tracked + "<w:sectPr", 1)})
    text = read(tmp_path / "a.docx").text
    assert "Thu ngân sách đạt 52 tỷ đồng.\n\nTrong khung có 7 xã.\n" in text


def rewrite(source: Path, target: Path, changes: dict[str, Callable[[str], str]], extra: dict[str, bytes] | None = None) -> None:
    """Write an archive with some of its files changed, and others put in."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, changes[name](data.decode()).encode() if name in changes else data)
        for name, data in (extra or {}).items():
            new.writestr(name, data)


@needs_office
@pytest.mark.parametrize("name", ["print.docx", "table.xlsx"])
def test_an_archive_that_unpacks_to_too_much_or_declares_entities_is_refused(desk: Path, tmp_path: Path, name: str) -> None:
    part = "word/document.xml" if name.endswith("docx") else "xl/workbook.xml"
    root = "?>"
    entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    cases: list[tuple[str, dict[str, Callable[[str], str]], dict[str, bytes], str]] = [
        ("bomb", {}, {f"{part}.rels": bytes(30_000_000)}, "unpacks to"),
        ("many", {}, {f"{part}/{n}.bin": b"" for n in range(5_001)}, "5,0"),
        ("entity", {part: lambda old: old.replace(root, root + entity, 1)}, {}, "declares entities"),
    ]
    for kind, changes, extra, message in cases:
        target = tmp_path / f"{kind}-{name}"
        rewrite(desk / name, target, changes, extra)
        with pytest.raises(InputError, match=message) as caught:
            read_source(str(target))
        assert [(problem.code, bool(problem.hint)) for problem in caught.value.problems] == [("FC912", True)]


def made_pdf(content: bytes, filters: str = "/FlateDecode", pages: int = 1) -> bytes:
    """Return a PDF of some pages that all show one content."""
    kids = " ".join(f"{n + 3} 0 R" for n in range(pages))
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>".encode()]
    bodies += [f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents {pages + 3} 0 R>>".encode()] * pages
    bodies.append(f"<</Length {len(content)}/Filter{filters}>>stream\n".encode() + content + b"\nendstream")
    return pdf_of(bodies)


BOMB = zlib.compress(bytes(effort.MOST_UNPACKED + 1))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (made_pdf(BOMB), "unpacks to more than"),
        (made_pdf(zlib.compress(BOMB), "[/FlateDecode/FlateDecode]"), "unpacks to more than"),
        (made_pdf(BOMB[:-4]), "unpacks to more than"),
        (made_pdf(zlib.compress(b" "), pages=pdf.MOST_PAGES + 1), "pages"),
    ],
    ids=["packed", "packed twice", "packed and broken", "pages"],
)
def test_a_pdf_that_unpacks_to_too_much_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        read_source(str(tmp_path / "a.pdf"))
    assert [(problem.code, bool(problem.hint)) for problem in caught.value.problems] == [("FC912", True)]


@needs_office
def test_a_locked_pdf_says_so(desk: Path) -> None:
    with pytest.raises(InputError, match="locked with a password"):
        read_source(str(desk / "locked.pdf"))


def test_a_document_without_text_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made_pdf(zlib.compress(b" ")))
    (tmp_path / "a.html").write_text("<script>x</script>")
    (tmp_path / "a.csv").write_text(",,\n")
    with pytest.raises(NothingChecked) as caught:
        list(load_sources([str(tmp_path)]))
    assert {problem.message for problem in caught.value.problems} == {"a document without text"}


@pytest.mark.parametrize("name", ["print.docx", "table.xlsx", "press.pdf", "page.html", "table.csv"])
def test_a_broken_document_is_read_or_refused_but_never_ends_the_run(desk: Path, tmp_path: Path, name: str) -> None:
    if not (desk / name).exists():
        pytest.skip("LibreOffice is absent" if name != "press.pdf" else "Chromium is absent")
    whole = (desk / name).read_bytes()
    random = Random(7)
    target = tmp_path / f"broken-{name}"
    refused: list[tuple[str, bool]] = []
    for n in range(24):
        data = bytearray(whole[: len(whole) * (n + 1) // 30] if n < 8 else whole)
        for _ in range(0 if n < 8 else 1 << (n % 8)):
            data[random.randrange(10, len(data))] = random.randrange(256)
        target.write_bytes(data)
        try:
            read_source(str(target))
        except InputError as error:
            refused += [(problem.code, bool(problem.hint)) for problem in error.problems]
    assert set(refused) <= {("FC910", True), ("FC912", True), ("FC913", True)}
    assert refused or name.endswith((".html", ".csv"))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", made_pdf(zlib.compress(b" ")), "named .docx, but a PDF"),
        ("a.txt", made_pdf(zlib.compress(b" ")), "named .txt, but a PDF"),
        ("a.html", made_pdf(zlib.compress(b" ")), "named .html, but a PDF"),
        ("a.pdf", HEAD.encode(), "named .pdf, but not a PDF"),
        ("a.xlsx", TABLE.encode(), "named .xlsx, but not an Excel workbook"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "an archive of other files"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "old Office, or one that is locked"),
    ],
)
def test_an_ending_that_lies_is_told(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        read_source(str(tmp_path / name))
    assert [(problem.code, bool(problem.hint)) for problem in caught.value.problems] == [("FC913", True)]


@needs_chromium
@pytest.mark.parametrize("name", ["press", "press.download", "-"])
def test_a_document_without_an_ending_is_known_by_what_it_holds(desk: Path, tmp_path: Path, name: str) -> None:
    data = (desk / "press.pdf").read_bytes()
    (tmp_path / name).write_bytes(data)
    source, _ = read_source(name if name == "-" else str(tmp_path / name), BytesIO(data))
    assert source is not None
    assert source.location(source.text.index("3.100")) == "page 2"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a,1\n" * (table.MOST_NUMBERS + 1), "numbers"),
        ("x\n" * (table.MOST_ROWS + 1), "rows"),
        ("," * 3000 + "1\nb,1\n", "columns"),
        ('a,"1\n' + "x" * 200_000, "cannot be read"),
    ],
    ids=["numbers", "rows", "columns", "field"],
)
def test_a_table_that_is_too_large_is_refused(tmp_path: Path, rows: str, message: str) -> None:
    (tmp_path / "a.csv").write_text(rows)
    with pytest.raises(InputError, match=message) as caught:
        read_source(str(tmp_path / "a.csv"))
    assert [(problem.code, bool(problem.hint)) for problem in caught.value.problems] == [("FC912", True)]


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        (
            "Province;New enterprises;Poverty rate (%);Exports (USD million)\nLang Son;3,334;1.36;780\n",
            ["Lang Son, New enterprises: 3,334.", "Lang Son, Poverty rate: 1.36%.", "Lang Son, Exports: 780 million USD."],
        ),
        ("sep=;\nNăm;Số hộ nghèo (hộ)\n2024;175\n2025;53\n", ["năm 2024, Số hộ nghèo: 175 hộ.", "năm 2025, Số hộ nghèo: 53 hộ."]),
        (
            "Đơn vị: tỷ đồng\nHuyện\tThu\tChi\nI. Miền núi\nCao Lộc\t1.200\t-\nII. Thành phố\nLạng Sơn\t2.000\t1.900\n",
            ["I. Miền núi, Cao Lộc, Thu: 1.200 tỷ đồng.", "II. Thành phố, Lạng Sơn, Thu: 2.000 tỷ đồng."],
        ),
        (
            "Chỉ tiêu,2025,\n,Kế hoạch,Thực hiện\nThu ngân sách (tỷ đồng),50,48\n",
            ["Thu ngân sách, năm 2025, Kế hoạch: 50 tỷ đồng.", "Thu ngân sách, Thực hiện: 48 tỷ đồng."],
        ),
        ("Doanh nghiệp,3.334\nHộ nghèo,53\n", ["Doanh nghiệp: 3.334.", "Hộ nghèo: 53."]),
        ('"Một, hai","x\ny"\n"3,5","4"\n', ["Một, hai: 3,5."]),
    ],
)
def test_headings_of_rows_and_columns_stand_beside_each_number(tmp_path: Path, rows: str, sentences: list[str]) -> None:
    (tmp_path / "a.csv").write_text(rows, "utf-8")
    written = read(tmp_path / "a.csv").text.split("\n\n")
    assert [sentence for sentence in sentences if sentence not in map(str.strip, written)] == []


# The same sentence in Unicode, TCVN3 and VNI, the last two as a Western font shows them.
SENTENCES = [
    (
        "Tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 234,58 tỷ USD.",
        "Tæng kim ng¹ch xuÊt nhËp khÈu cña tØnh L¹ng S¬n ®¹t 234,58 tû USD.",
        "Toång kim ngaïch xuaát nhaäp khaåu cuûa tænh Laïng Sôn ñaït 234,58 tyû USD.",
    ),
    (
        "Tỷ lệ hộ nghèo giảm còn 1,36%, mỗi năm giảm 2,95%.",
        "Tû lÖ hé nghÌo gi¶m cßn 1,36%, mçi n¨m gi¶m 2,95%.",
        "Tyû leä hoä ngheøo giaûm coøn 1,36%, moãi naêm giaûm 2,95%.",
    ),
    (
        "Người dân hiến hơn 19.000 m2 đất, mở rộng những đường liên xã đã xuống cấp.",
        "Ng­êi d©n hiÕn h¬n 19.000 m2 ®Êt, më réng nh÷ng ®­êng liªn x· ®· xuèng cÊp.",
        "Ngöôøi daân hieán hôn 19.000 m2 ñaát, môû roäng nhöõng ñöôøng lieân xaõ ñaõ xuoáng caáp.",
    ),
]
EVERY = "àảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị òỏõóọ ồổỗốộ ờởỡớợ ùủũúụ ừửữứự ỳỷỹýỵ ăâêôơưđ ĂÂÊÔƠƯĐ"


@pytest.mark.parametrize("sentence", SENTENCES, ids=["trade", "poverty", "land"])
@pytest.mark.parametrize("encoding", ["cp1258", "tcvn3", "vni", "utf-16-le", "utf-16-be", "tcvn3 as utf-8", "vni as utf-8"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv"])
def test_an_old_encoding_is_told_by_what_it_makes(tmp_path: Path, name: str, encoding: str, sentence: tuple[str, str, str]) -> None:
    right, tcvn3, vni = sentence
    data = {
        "cp1258": iconv(right, "CP1258"),
        "tcvn3": tcvn3.encode("cp1252"),
        "vni": vni.encode("cp1252"),
        "utf-16-le": right.encode("utf-16-le"),
        "utf-16-be": right.encode("utf-16-be"),
        "tcvn3 as utf-8": tcvn3.encode(),
        "vni as utf-8": vni.encode(),
    }[encoding]
    (tmp_path / name).write_bytes(data)
    source, notices = read_source(str(tmp_path / name))
    assert source is not None
    assert " ".join(source.text.split()) == (right if name != "a.csv" else " ".join(source.text.split()))
    assert right.split()[1] in source.text
    assert [notice.code for notice in notices] == ["FC922"]


def iconv(text: str, encoding: str) -> bytes:
    """Return a text in an encoding, by another program's tables."""
    done = subprocess.run(["iconv", "-f", "UTF-8", "-t", encoding], input=text.encode(), capture_output=True, check=True)
    return done.stdout


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is absent")
def test_every_letter_is_right() -> None:
    assert legacy.decode_legacy(iconv(EVERY, "CP1258"), legacy.CP1258) == EVERY
    assert legacy.decode_legacy(iconv(EVERY, "TCVN"), legacy.TCVN3) == EVERY


@pytest.mark.parametrize(
    "text",
    [
        "Le président a déclaré à l'Assemblée que la fiscalité était très élevée, où l'été européen a été réglé.",
        "Die Bürger müssen für höhere Gebühren schließlich größere Beträge überweisen.",
        "España creció más según el último año, también después de la sequía.",
        "São Paulo não há ações às eleições, à sombra de tradições.",
        "Café 5%",
        "đạt hơn".encode("cp1258", "ignore").decode("cp1252"),
    ],
)
def test_what_cannot_be_told_stays_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    with pytest.raises(InputError, match="is no UTF-8"):
        read_source(str(tmp_path / "a.txt"))
    (tmp_path / "b.txt").write_text(text, "utf-8")
    assert read(tmp_path / "b.txt").text == text
    (tmp_path / "c.html").write_bytes(b"<meta charset=windows-1252><p>" + text.encode("cp1252"))
    source, notices = read_source(str(tmp_path / "c.html"))
    assert source is not None
    assert text in source.text
    assert ["as it declares" in notice.message for notice in notices] == [True]


def blocked(package: str, folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run the command where a package is not installed."""
    code = f"import sys; sys.modules[{package!r}] = None; from factcheck.cli import run; sys.exit(run(sys.argv[1:]))"
    root = str(Path(__file__).parent.parent)
    env = {"PYTHONPATH": root, "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, "-c", code, *args], cwd=folder, capture_output=True, encoding="utf-8", env=env, timeout=60)


@pytest.mark.parametrize("kind", [kind for kind in documents.KINDS if kind.needs], ids=lambda kind: kind.name)
def test_a_missing_extra_is_an_error_for_a_named_file_and_a_notice_for_a_folder(tmp_path: Path, kind: documents.Kind) -> None:
    data = {"html": HEAD.encode(), "pdf": made_pdf(b"")}.get(kind.name)
    if data is None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("word/document.xml" if kind.name == "docx" else "xl/workbook.xml", "")
        data = out.getvalue()
    (tmp_path / "claims.yaml").write_text(CLAIMS, "utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT, "utf-8")
    for name in "bcd":
        (tmp_path / "news" / f"{name}{kind.suffixes[0]}").write_bytes(data)
    named = blocked(kind.needs[0], tmp_path, "verify", f"news/b{kind.suffixes[0]}")
    assert named.returncode == 2
    assert f"error FC921: {kind.called}, for which the extra `{kind.name}` is not installed" in named.stderr
    assert f"pip install 'factcheck-cli[{kind.name}]'" in named.stderr
    for paths in (["news"], ["news/*"]):
        folder = blocked(kind.needs[0], tmp_path, "verify", *paths)
        assert folder.returncode == 1
        assert folder.stderr.count("FC921") == 1
        assert f"warning FC921: left out, as are 2 more of its kind: the extra `{kind.name}` is not installed" in folder.stderr


def test_a_reader_is_loaded_only_for_a_file_of_its_kind(desk: Path) -> None:
    code = (
        "import sys; from factcheck.cli import run; run(['verify', 'article.txt', '--quiet']); "
        "print(sorted(name for name in sys.modules if name.partition('.')[0] in ('lxml', 'pdfminer', 'docx', 'openpyxl')"
        " or name.startswith('factcheck.load.documents.')), file=sys.stderr)"
    )
    root = str(Path(__file__).parent.parent)
    env = {"PYTHONPATH": root, "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, encoding="utf-8", env=env, timeout=60)
    assert done.stderr.strip() == "[]"


@needs_chromium
def test_the_page_is_told_in_the_reports(desk: Path) -> None:
    shown = factcheck(desk, "verify", "press.pdf")
    assert shown.returncode == 1
    assert "press.pdf  page 2\n" in shown.stdout
    report = json.loads(factcheck(desk, "verify", "press.pdf", "--format", "json").stdout)
    places = {row["id"]: [finding["location"] for finding in row["findings"]] for row in report["claims"]}
    assert (places["trade"][0], places["firms"][0]) == ("page 1", "page 2")
    assert "press.pdf (page 2)" in factcheck(desk, "verify", "press.pdf", "--format", "markdown").stdout
    sarif = json.loads(factcheck(desk, "verify", "press.pdf", "--format", "sarif").stdout)
    within = [result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] for result in sarif["runs"][0]["results"]]
    assert sorted(within) == ["page 1", "page 2"]
    plain = json.loads(factcheck(desk, "verify", "article.txt", "--format", "json").stdout)
    assert {finding["location"] for row in plain["claims"] for finding in row["findings"]} == {None}
