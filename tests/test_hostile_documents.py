"""The attacks of test_hostile inside documents and archives: in their text, their tables and what they say of themselves."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args
from xml.sax.saxutils import escape

import docx
import openpyxl
import pytest
from docx.document import Document
from test_hostile import ATTACKS, WORD, shape
from worst_documents import DOCUMENT, SHEET, composite, pdf
from worst_documents import docx as word_of
from worst_documents import xlsx as book_of

from factcheck.errors import InputError
from factcheck.gather import gather
from factcheck.load.registry import read_registry
from factcheck.load.sources import load_sources
from factcheck.model import Registry, Report
from factcheck.pipeline import findings
from factcheck.report import Format, render

CLAIM = "claims:\n  - {id: firms, claim: 'Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới'}\n"
TOLD = "Năm 2025, tỉnh Lạng Sơn có 2.900 doanh nghiệp thành lập mới, theo {}."
# What XML cannot hold. A workbook writes it in another way, which its reader unfolds.
LOADED: tuple[str, ...] = ("script", "img", "iframe", "object", "embed", "base", "link", "meta", "style", "form", "testcase", "failure")
LOADED += ("link_open", "image", "html_block", "html_inline")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NO_XML = {name: UNWRITABLE.sub("", text) for name, text in ATTACKS.items()}


def quoted(text: str) -> str:
    """Return a text as HTML writes it, between apostrophes too."""
    return escape(text, {"'": "&#39;"})


def page(words: list[str], title: str) -> bytes:
    """Return a web page that says them, and of itself."""
    about = json.dumps({"@type": "NewsArticle", "headline": title, "url": title}).replace("</", "<\\/")
    head = f"<title>{quoted(title)}</title><meta property='og:site_name' content='{quoted(title)}'>"
    head += f"<script type='application/ld+json'>{about}</script>"
    body = "".join(f"<p title='{quoted(each)}'>{quoted(TOLD.format(each))}</p>" for each in words)
    return f"<html lang=vi><head><meta charset=utf-8>{head}<body><article><h1>{quoted(title)}</h1>{body}</article>".encode()


def table(words: list[str], title: str) -> bytes:
    """Return a table whose headings and cells say them."""
    rows = "".join('"' + TOLD.format(each).replace('"', '""') + '","x"\r\n' for each in words)
    return f'"{title.replace(chr(34), chr(34) * 2)}","x"\r\n\r\n{rows}'.encode()


def word(words: list[str], title: str) -> bytes:
    """Return a Word document that says them, and of itself."""
    document: Document = docx.Document()
    document.core_properties.title = title[:250]
    document.add_heading(title)
    for each in words:
        document.add_paragraph(TOLD.format(each))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def book(words: list[str], title: str) -> bytes:
    """Return a workbook whose cells, sheet and properties say them."""
    made = openpyxl.Workbook()
    made.properties.title = title
    sheet = made.active
    assert sheet is not None
    sheet.title = re.sub(r"[\\*?:/\[\]]", "", title)[:30] or "x"
    for row, each in enumerate(words, 1):
        cell = sheet.cell(row, 1, "")
        cell.value, cell.data_type = TOLD.format(each), "s"  # a text, though it may look like a formula
        sheet.cell(row, 2, "x")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def printed(words: list[str], title: str) -> bytes:
    """Return a PDF whose font says of each letter which one it is, whatever that be."""
    letters = sorted({letter for each in (*words, title, TOLD) for letter in each} | set(" "))
    code = {letter: at for at, letter in enumerate(letters, 1)}
    told = b"".join(b"<%04x> <%b> " % (at, letter.encode("utf-16-be", "surrogatepass").hex().encode()) for letter, at in code.items())
    lines = [b"<%b> Tj 0 -30 Td" % b"".join(b"%04x" % code[letter] for letter in TOLD.format(each)) for each in words]
    shown = b"BT /F1 12 Tf 50 2000 Td " + b" ".join(lines) + b" ET"
    return pdf(
        shown, b"0 0 99999 2100", b"/F1 7 0 R", composite(b"0 %d 600" % (len(code) + 1), b"%d beginbfchar %b endbfchar" % (len(code), told))
    )


def rows(words: list[str], title: str) -> bytes:
    """Return an archive of JSON Lines whose rows and columns say them."""
    about = {"title": title, "publisher": title, "url": title, "place": title, title: title}
    return b"".join(
        json.dumps({"id": f"{at} {title}", "text": TOLD.format(each), **about}).encode() + b"\n" for at, each in enumerate(words)
    )


def columns(words: list[str], title: str) -> bytes:
    """Return an archive of Parquet that says the same."""
    import pyarrow
    import pyarrow.parquet

    about = {name: [title] * len(words) for name in ("title", "publisher", "url", "place", title)}
    ids, texts = [f"{at} {title}" for at in range(len(words))], [TOLD.format(each) for each in words]
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"id": ids, "text": texts, **about}), out)
    return out.getvalue()


MADE: dict[str, tuple[Callable[[list[str], str], bytes], dict[str, str]]] = {
    "html": (page, ATTACKS),
    "csv": (table, ATTACKS),
    "docx": (word, NO_XML),
    "xlsx": (book, NO_XML | {"a control sign as a workbook writes it": "_x001B_[2J _x0007_"}),
    "pdf": (printed, ATTACKS),
    "jsonl": (rows, ATTACKS),
    "parquet": (columns, ATTACKS),
}


def registry() -> Registry:
    return read_registry(CLAIM, "claims.yaml")[0]


def told(kind: str, words: list[str], title: str, folder: Path) -> Report:
    """Return the report of a document that says words."""
    folder.mkdir()
    path = folder / f"a.{kind}"
    path.write_bytes(MADE[kind][0](words, title))
    known = registry()
    return gather(known, list(findings(known, load_sources([str(path)]))), texts=True)


def obeyed(form: str, text: str) -> object:
    """Return what whoever reads a report would load, follow or carry out; raise where its reader would not take it for what it is."""
    found = shape(form, text)
    if form == "csv":
        assert isinstance(found, list)
        return set(found)
    if form == "github":
        return Counter(line.partition(" ")[0] for line in text.split("\n") if line.startswith(("::", "##")))
    return {name: found[name] for name in LOADED if found[name]} if isinstance(found, Counter) else None


@pytest.mark.parametrize("kind", MADE)
def test_what_a_document_says_is_shown_and_never_obeyed(kind: str, tmp_path: Path) -> None:
    attacks = list(MADE[kind][1].values())
    plain = told(kind, [WORD] * len(attacks), WORD, tmp_path / "plain")
    hostile = told(kind, attacks, " ".join(attacks), tmp_path / "hostile")
    assert (hostile.count("contradicted"), plain.count("contradicted")) == (len(attacks), len(attacks))
    for form in get_args(Format):
        if form == "claimreview":
            continue  # it tells who publishes it, which no document says
        one, other = (obeyed(form, render(report, form, width=100, color=True, verbose=True)) for report in (plain, hostile))
        assert one == other, form


@pytest.mark.parametrize("sign", [b"&#27;[2J", b"\x1b[2J", b"&#x202e;&#0;", b"&xxe;", b"&lol;&lol;"])
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_what_no_document_of_office_can_hold_is_refused(kind: str, sign: bytes, tmp_path: Path) -> None:
    inner, made = {"docx": (DOCUMENT, word_of), "xlsx": (SHEET, book_of)}[kind]
    path = tmp_path / f"a.{kind}"
    path.write_bytes(made(inner.replace("Năm".encode(), sign)))
    with pytest.raises(InputError) as raised:
        list(load_sources([str(path)]))
    (problem,) = raised.value.problems
    assert problem.code == "FC912"
    assert "broken" in problem.message
    assert problem.message.isprintable()
