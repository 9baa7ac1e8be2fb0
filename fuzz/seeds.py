"""Small valid files of each kind, of which the targets spoil a few bytes: what is broken everywhere is refused at its first byte."""

from __future__ import annotations

import copy
import io
import zipfile
import zlib
from functools import cache
from xml.etree import ElementTree

from texts import PIECES

SENTENCES = (
    "Giai đoạn 2021-2025, kim ngạch xuất nhập khẩu qua các cửa khẩu tỉnh Lạng Sơn đạt 198 tỷ USD.",
    "Nhiệm kỳ 2020-2025, toàn tỉnh có hơn 3.100 doanh nghiệp thành lập mới.",
)
HTML = (
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Kinh tế | Báo</title><meta property="og:site_name" content="Báo">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"a","datePublished":"2025-09-18T08:30:00+07:00"}</script></head>'
    f"<body><nav><a href=/>a</a></nav><article><h1>Kinh tế</h1><p>{SENTENCES[0]}</p><table><tr><th>Năm<th>Xã<tr><td>2025<td>5</table>"
    f"<p>{SENTENCES[1]}</p></article></body></html>"
).encode()
CSV = 'STT,Chỉ tiêu,Đơn vị,2020,2025\n1,Doanh nghiệp,doanh nghiệp,"2.100","3.100"\n2,"Tỷ lệ ""nghèo""",%,"10,89","1,36"\n'.encode()
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND = "application/vnd.openxmlformats-officedocument"
DOCUMENT = (
    f'<?xml version="1.0"?><w:document xmlns:w="{_WORD}"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Kinh tế</w:t>'
    f'</w:r></w:p><w:p><w:r><w:t xml:space="preserve">{SENTENCES[0]}</w:t><w:tab/><w:br/></w:r><w:del><w:r><w:delText>5</w:delText></w:r>'
    f"</w:del><w:ins><w:r><w:t>{SENTENCES[1]}</w:t></w:r></w:ins></w:p><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    "<w:tr><w:tc><w:p><w:r><w:t>Năm</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2025</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr>"
    '<w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>5 xã</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr/></w:body></w:document>'
).encode()
SHEET = (
    f'<?xml version="1.0"?><worksheet xmlns="{_SHEET}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Chỉ tiêu</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Năm 2025</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Doanh nghiệp</t></is></c>'
    '<c r="B2" s="0"><v>3100</v></c><c r="C2" t="b"><v>1</v></c></row><row r="3"><c r="A3" t="e"><v>#DIV/0!</v></c><c r="B3"><f>B2*2</f>'
    '<v>1.5e3</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A3:A4"/></mergeCells></worksheet>'
).encode()
_DOCX = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="'
    f'{_KIND}.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>",
}
_XLSX = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="'
    f'{_KIND}.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.spreadsheetml.'
    'worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="Một" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="a" Type="{_OFFICE}/worksheet" Target="worksheets/'
    'sheet1.xml"/></Relationships>',
}
# What a page shows: two lines in a font of one byte a letter, moved, kerned, and once outside of the page.
SHOWN = (
    b"BT /F1 12 Tf 50 700 Td (In 2025, the province had 3.100 firms.) Tj 0 -14 Td [(Trade) -250 (reached 198 billion USD.)] TJ T* (5) ' ET"
)


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return an archive of parts, not packed, for only their contents are spoiled."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def docx(document: bytes = DOCUMENT) -> bytes:
    """Return a Word document with a body."""
    return zipped({**{name: text.encode() for name, text in _DOCX.items()}, "word/document.xml": document})


def xlsx(sheet: bytes = SHEET) -> bytes:
    """Return a workbook with one sheet."""
    return zipped({**{name: text.encode() for name, text in _XLSX.items()}, "xl/worksheets/sheet1.xml": sheet})


def pdf(shown: bytes = SHOWN, packed: bool = False) -> bytes:
    """Return a PDF with one page and its table of places, packed or not."""
    body = zlib.compress(shown) if packed else shown
    rows = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d%b>>stream\n%b\nendstream" % (len(body), b"/Filter/FlateDecode" if packed else b"", body),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, row in enumerate(rows, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, row)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R/Info<</Title(A title)>>>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


@cache
def whole(kind: str) -> bytes:
    """Return the valid file of a kind."""
    return {"html": HTML, "csv": CSV, "pdf": pdf(), "docx": docx(), "xlsx": xlsx()}[kind]


def edited(seed: bytes, data: bytes) -> bytes:
    """Return a file with the edits that bytes stand for: where (two bytes), how many go, how many of the next come."""
    out, at = bytearray(seed), 0
    while at + 4 <= len(data):
        place, less, more = int.from_bytes(data[at : at + 2]) % (len(out) + 1), data[at + 2] % 16, data[at + 3] % 24
        at += 4
        out[place : place + less] = data[at : at + more]
        at += more
    return bytes(out)


@cache
def _tree(seed: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(seed)


def _fit(text: str) -> str:
    """Return a text without what XML cannot hold."""
    return "".join(char for char in text if char.isprintable() or char in "\t\n")


def grafted(seed: bytes, data: bytes) -> bytes:
    """Return an XML document with its elements repeated, left out, moved or given other words, three bytes a change; well-formed."""
    root = copy.deepcopy(_tree(seed))
    for at in range(0, min(len(data), 48) - 2, 3):
        every = [(above, one) for above in root.iter() for one in above]
        if not every:
            break
        (above, one), (_, other) = every[data[at + 1] % len(every)], every[data[at + 2] % len(every)]
        piece, way = _fit(PIECES[data[at + 2] % len(PIECES)]), data[at] % 8
        if way == 0:
            above.remove(one)
        elif way == 1 and len(every) < 300:
            above.append(copy.deepcopy(one))
        elif way == 2 and len(every) < 300:
            one.append(copy.deepcopy(other))
        elif way < 5:
            one.text = piece if data[at] < 128 else f"{one.text or ''}{piece}"
        elif way == 5:
            one.tail = piece
        elif one.attrib:
            one.set(sorted(one.attrib)[data[at] % len(one.attrib)], piece)
    return ElementTree.tostring(root)
