"""Documents that cost the most to read, of any size: what unfolds, is nested, or is named again and again."""

from __future__ import annotations

import io
import json
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "fuzz"))

from seeds import DOCUMENT as DOCUMENT
from seeds import HTML
from seeds import SHEET as SHEET
from seeds import docx as docx
from seeds import xlsx as xlsx

Maker = Callable[[int], bytes]


def times(piece: bytes, n: int) -> bytes:
    """Return a piece on end, as often as it fits into so many bytes."""
    return piece * max(1, n // len(piece))


def page(body: bytes) -> bytes:
    """Return a web page with an article and something before its end."""
    return HTML.replace(b"</article>", body + b"</article>")


def deep(opening: bytes, closing: bytes, depth: int, inside: bytes) -> Callable[[int], bytes]:
    """Return a maker of what is nested, again and again."""
    return lambda n: times(opening * depth + inside + closing * depth, n)


_HTML: dict[str, Callable[[int], bytes]] = {
    "attributes of one element": lambda n: b"<p " + b" ".join(b"a%d=1" % i for i in range(n // 8)) + b">5 xa</p>",
    "one attribute": lambda n: b'<p style="' + times(b"display : ", n) + b'">5 xa</p>',
    "names of classes": lambda n: b'<p class="' + times(b"related-x ", n) + b'">5 xa</p>',
    "elements that are not closed": lambda n: times(b"<b>5 ", n),
    "deep blocks": deep(b"<div>", b"</div>", 200, b"<p>" + b"5 xa. " * 8 + b"</p>"),
    "deep blocks in one, text at the bottom": lambda n: b"<div>" * 200 + times(b"<p>" + b"5 xa. " * 8 + b"</p>", n) + b"</div>" * 200,
    "deep links": deep(b"<p><a href=x><span>", b"</span></a></p>", 100, b"5 xa"),
    "blocks beside the article in one another": deep(b'<div class="related">', b"</div>", 200, b"<p>" + b"5 xa. " * 8 + b"</p>"),
    "paragraphs of a sign": lambda n: times(b"<p>5", n),
    "line breaks": lambda n: times(b"<br>", n),
    "comments": lambda n: times(b"<!-- <p> -->", n),
    "entities": lambda n: times(b"&lt;&#53;&copy;", n),
    "headlines": lambda n: times(b"<h1>5 xa</h1>", n),
    "times": lambda n: times(b"<time>2025</time>", n),
    "metadata": lambda n: times(b'<meta name="date" content="2025-01-01">', n),
    "metadata, many names": lambda n: b"".join(b'<meta name="a%d" content="5">' % i for i in range(n // 28)),
    "links of the page": lambda n: times(b'<link rel="canonical" href="http://a.b/5">', n),
    "a list in JSON": lambda n: b'<script type="application/ld+json">[' + times(b"5,", min(n, 990_000))[:-1] + b"]</script>",
    "lists in JSON": lambda n: times(b'<script type="application/ld+json">[' + b"5," * 400_000 + b"5]</script>", n),
    "JSON in JSON": lambda n: (
        b'<script type="application/ld+json">' + b"[" * min(n // 2, 490_000) + b"]" * min(n // 2, 490_000) + b"</script>"
    ),
    "a table": lambda n: b"<table><tr><th>Nam<th>Xa" + times(b"<tr><td>2025<td>5", n) + b"</table>",
    "tables": lambda n: times(b"<table><tr><th>Nam<th>Xa<tr><td>2025<td>5</table>", n),
    "tables in tables": deep(b"<table><tr><td>5<td>", b"</table>", 60, b"7"),
    "a wide row and many short ones": lambda n: b"<table><tr>" + b"<td>5" * 1900 + times(b"<tr><td>x", n) + b"</table>",
    "rows without cells": lambda n: b"<table><tr><td>5<td>6" + times(b"<tr>", n) + b"</table>",
    "cells over many rows": lambda n: b"<table><tr>" + b"<td rowspan=1000>" * 1900 + times(b"<tr><td>5", n) + b"</table>",
    "cells over many rows, in tables": lambda n: times(
        b"<table><tr>" + b"<td rowspan=1000>" * 100 + b"<tr>" * 999 + b"<tr><td>5<td>5</table>", n
    ),
    "cells over many columns": lambda n: b"<table>" + times(b"<tr><td colspan=999>5<td colspan=999>6", n) + b"</table>",
}
_CSV: dict[str, Callable[[int], bytes]] = {
    "a cell a line": lambda n: times(b"x\n", n),
    "a number a line": lambda n: b"a,b\n" + times(b"x,5\n", n),
    "one line": lambda n: times(b"5,", n),
    "quotes": lambda n: times(b'"', n),
    "quotes that do not end": lambda n: b'a,"' + times(b"x", n),
    "empty lines": lambda n: times(b"\n", n),
    "tables of a row": lambda n: times(b"a,5\n\n", n),
    "a wide row and many short ones": lambda n: b"x," * 1900 + b"5\n" + times(b"x\n", n),
    "a wide row of numbers and many short ones": lambda n: b"5," * 1900 + b"5\n" + times(b"x,y\n", n),
    "many short rows and a wide one": lambda n: times(b"x\n", n) + b"5," * 1900 + b"5\n",
    "wide rows of nothing": lambda n: times(b"," * 1900 + b"\n", n) + b"x,5\n",
    "wide rows of words": lambda n: times(b"x," * 1900 + b"\n", n) + b"x,5\n",
    "wide rows of numbers": lambda n: times(b"x," + b"5," * 1900 + b"\n", n),
    "headings": lambda n: times(b"Nam,Xa\n", n),
}


def body(inside: bytes) -> bytes:
    """Return a Word document with something before its end."""
    return docx(DOCUMENT.replace(b"<w:sectPr/>", inside + b"<w:sectPr/>"))


_P = b"<w:p><w:r><w:t>5 xa</w:t></w:r></w:p>"
_DOCX: dict[str, Callable[[int], bytes]] = {
    "paragraphs": lambda n: times(_P, n),
    "headings": lambda n: times(b'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>5 xa</w:t></w:r></w:p>', n),
    "runs of a paragraph": lambda n: b"<w:p>" + times(b"<w:r><w:t>5</w:t></w:r>", n) + b"</w:p>",
    "attributes of one element": lambda n: b"<w:p " + b" ".join(b'a%d="1"' % i for i in range(n // 10)) + b"/>" + _P,
    "names of spaces": lambda n: b"<w:p " + b" ".join(b'xmlns:a%d="b"' % i for i in range(n // 16)) + b"/>" + _P,
    "elements in elements": deep(b"<w:smartTag>", b"</w:smartTag>", 100, _P),
    "boxes in boxes": lambda n: times(
        b"<w:p>" + b"<w:r><w:txbxContent><w:p>" * 30 + b"<w:r><w:t>5 xa</w:t></w:r>" + b"</w:p></w:txbxContent></w:r>" * 30 + b"</w:p>", n
    ),
    "boxes of a paragraph": lambda n: b"<w:p>" + times(b"<w:r><w:txbxContent>" + _P + b"</w:txbxContent></w:r>", n) + b"</w:p>",
    "a table": lambda n: b"<w:tbl>" + times(b"<w:tr>" + b"<w:tc>%b</w:tc>" % _P * 2 + b"</w:tr>", n) + b"</w:tbl>",
    "tables in tables": deep(b"<w:tbl><w:tr><w:tc>" + _P + b"</w:tc><w:tc>", _P + b"</w:tc></w:tr></w:tbl>", 50, _P),
    "cells over many columns": lambda n: (
        b"<w:tbl><w:tr>" + times(b'<w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr>' + _P + b"</w:tc>", n) + b"</w:tr></w:tbl>"
    ),
    "rows over many columns": lambda n: (
        b"<w:tbl>" + times(b'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999"/></w:tcPr>' + _P + b"</w:tc></w:tr>", n) + b"</w:tbl>"
    ),
    "a row of cells": lambda n: b"<w:tbl><w:tr>" + times(b"<w:tc>" + _P + b"</w:tc>", n) + b"</w:tr></w:tbl>",
}


def sheet(cells: bytes = b"", behind: bytes = b"", ahead: bytes = b"") -> bytes:
    """Return a workbook with more rows, and more before and behind them."""
    head, _, _ = SHEET.partition(b"</sheetData>")
    return xlsx(head.replace(b"<sheetData>", ahead + b"<sheetData>") + cells + b"</sheetData>" + behind + b"</worksheet>")


def merged(refs: list[str]) -> bytes:
    """Return a workbook with merged cells."""
    return sheet(behind=b"<mergeCells>" + b"".join(f'<mergeCell ref="{ref}"/>'.encode() for ref in refs) + b"</mergeCells>")


def _numbers(places: range) -> bytes:
    """Return rows of a number each."""
    return b"".join(b'<row r="%d"><c r="A%d"><v>5</v></c></row>' % (row, row) for row in places)


_XLSX: dict[str, Callable[[int], bytes]] = {
    "rows": lambda n: sheet(_numbers(range(4, 4 + n // 45))),
    "a wide row": lambda n: sheet(b'<row r="4">' + times(b"<c><v>5</v></c>", n) + b"</row>"),
    "a wide row and many short ones": lambda n: sheet(
        b'<row r="4">' + b"<c><v>5</v></c>" * 1900 + b"</row>" + _numbers(range(5, 5 + n // 45))
    ),
    "far cells": lambda n: sheet(_numbers(range(9, 9 + n // 5, 9))),
    "formulas": lambda n: sheet(b'<row r="4">' + times(b'<c r="D4"><f t="shared" si="0">B2*2</f><v></v></c>', n) + b"</row>"),
    "formulas that do not end": lambda n: sheet(b'<row r="4"><c r="D4">' + times(b"&lt;f a", n) + b"</c></row>"),
    "one merged area": lambda n: merged(["A1:XFD1048576"]),
    "merged areas": lambda n: merged([f"A{i}:XFD{i + 9}" for i in range(1, 1 + n // 30)]),
    "merged areas in one another": lambda n: merged(["A1:CV100"] * (n // 30)),
    "a link over all": lambda n: sheet(behind=b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>'),
    "links over all": lambda n: sheet(behind=b"<hyperlinks>" + times(b'<hyperlink ref="A1:CV100" location="a"/>', n) + b"</hyperlinks>"),
    "widths of columns": lambda n: sheet(ahead=b"<cols>" + times(b'<col min="1" max="16384" width="9"/>', n) + b"</cols>"),
    "rules of checking": lambda n: sheet(
        behind=b"<dataValidations>" + times(b'<dataValidation sqref="A1:XFD1048576"/>', n) + b"</dataValidations>"
    ),
    "rules of looks": lambda n: sheet(behind=times(b'<conditionalFormatting sqref="A1:XFD1048576"/>', n)),
    "shared numbers of a formula": lambda n: sheet(
        b'<row r="4"><c r="A4"><f t="shared" ref="A4:XFD1048576" si="0">B2</f><v>5</v></c></row>' + times(b"<row/>", n)
    ),
    "one long text": lambda n: sheet(b'<row r="4"><c r="A4" t="inlineStr"><is><t>' + times(b"5 xa. ", n) + b"</t></is></c></row>"),
    "runs of a text": lambda n: sheet(b'<row r="4"><c r="A4" t="inlineStr"><is>' + times(b"<r><t>5</t></r>", n) + b"</is></c></row>"),
}


def stream(data: bytes, told: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    """Return a stream of a PDF, packed."""
    packed = zlib.compress(data) if filters == b"/FlateDecode" else data
    return b"<<%b/Length %d/Filter%b>>stream\n%b\nendstream" % (told, len(packed), filters, packed)


def pdf(
    shown: bytes,
    box: bytes = b"0 0 595 842",
    fonts: bytes = b"/F1 5 0 R",
    objects: Sequence[bytes] = (),
    pages: int = 1,
    brings: bytes = b"",
) -> bytes:
    """Return a PDF of some pages that all show one content; further objects are numbered from 7."""
    first = 7 + len(objects)
    kids = b" ".join(b"%d 0 R" % (first + n) for n in range(pages))
    rows = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids),
        b"<</Font<<%b>>%b>>" % (fonts, brings),
        stream(shown),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"null",
        *objects,
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources 3 0 R>>" % box] * pages,
    ]
    return pdf_of(rows)


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of objects, numbered from 1, of which the first is its root."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, row in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, row))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def composite(wide: bytes = b"", told: bytes = b"") -> list[bytes]:
    """Return the objects of a font of two bytes a letter, with widths and with a table of what its letters say; it is object 7."""
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[8 0 R]/ToUnicode 9 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor<</Type/FontDescriptor/FontName/A>>/W[%b]>>" % wide,
        stream(b"/CIDInit/ProcSet findresource begin begincmap\n%b\nendcmap" % told),
    ]


_TWO = b"BT /F1 12 Tf 50 700 Td <00010002> Tj ET"
_LZW = b"\x80\x0b\x60\x50\x22\x0c\x0c\x85"  # begins a table anew each time


def _glyphs(n: int, move: bytes) -> bytes:
    return b"BT /F1 12 Tf 9 700 Td " + times(b"(a) Tj %b Td " % move, n) + b" ET"


def _boxes(x: int, y: int) -> bytes:
    """Return three boxes, which rule a table, and a number in one of them."""
    boxes = b"".join(b"%d %d 20 20 re S " % place for place in ((x, y), (x + 20, y), (x, y + 20)))
    return boxes + b"BT /F1 9 Tf %d %d Td (5) Tj ET " % (x + 5, y + 5)


def _crossing(at: int) -> bytes:
    """Return two strokes that cross all others."""
    return b"%d 0 m %d 99999 l S 0 %d m 99999 %d l S " % (at, at, at, at)


def _contents(data: bytes, filters: bytes) -> bytes:
    """Return a PDF whose page shows what a stream unfolds to."""
    return pdf(b"", objects=[stream(data, filters=filters)]).replace(b"/Contents 4 0 R", b"/Contents 7 0 R")


def _written(table: bytes = b"", wide: bytes = b"") -> bytes:
    """Return a PDF in a font with a table of its letters and one of their widths."""
    return pdf(_TWO, fonts=b"/F1 7 0 R", objects=composite(wide, table))


def forms(depth: int, each: int, inside: bytes) -> bytes:
    """Return a PDF whose page draws a form that draws others, many times each, down to one that draws something."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%b>>"
    objects = [
        stream(b"/X%d Do " % level * each, head % (b"/XObject<</X%d %d 0 R>>" % (level, 7 + level))) for level in range(1, depth + 1)
    ]
    objects.append(stream(inside, head % b"/Font<</F1 5 0 R>>"))
    return pdf(b"/X0 Do", objects=objects, brings=b"/XObject<</X0 7 0 R>>")


_PDF: dict[str, Callable[[int], bytes]] = {
    "letters": lambda n: pdf(b"BT /F1 12 Tf 9 700 Td " + times(b"(abc def) Tj 0 -1 Td ", n) + b" ET"),
    "letters in one row": lambda n: pdf(_glyphs(n, b"9 0"), b"0 0 99999999 842"),
    "letters far apart": lambda n: pdf(_glyphs(n, b"1500 0"), b"0 0 999999999 842"),
    "letters far apart, in two rows": lambda n: pdf(
        _glyphs(n // 2, b"30 0") + _glyphs(n // 2, b"30 0").replace(b"700", b"690", 1), b"0 0 999999999 842"
    ),
    "a row a letter": lambda n: pdf(_glyphs(n, b"0 -9"), b"0 -99999999 595 842"),
    "nothing drawn": lambda n: pdf(times(b"q Q ", n)),
    "pages of one content": lambda n: pdf(times(b"q Q ", 100_000), pages=max(1, min(1_900, n // 100))),
    "strokes that touch": lambda n: pdf(times(b"0 0 m 500 0 l S ", n)),
    "strokes that cross": lambda n: pdf(b"".join(_crossing(i * 5) for i in range(min(n // 40, 4_900))), b"0 0 99999 99999"),
    "small tables": lambda n: pdf(b"".join(_boxes(i % 40 * 60, i // 40 * 60) for i in range(min(n // 100, 1_600))), b"0 0 9999 9999"),
    "forms in forms": lambda n: forms(9, 10, b"q Q"),
    "forms in forms with letters": lambda n: forms(9, 10, b"BT /F1 12 Tf (a) Tj ET"),
    "a range of widths": lambda n: _written(wide=b"0 2000000000 500"),
    "ranges of widths": lambda n: _written(wide=times(b"0 65535 500 ", n)),
    "a range of letters": lambda n: _written(b"1 beginbfrange <00000000> <7fffffff> <0041> endbfrange"),
    "ranges of letters": lambda n: _written(b"1 beginbfrange " + times(b"<0000> <ffff> <0041> ", n) + b"endbfrange"),
    "a range of names": lambda n: _written(b"1 begincidrange <00000000> <7fffffff> 0 endcidrange"),
    "arrays in arrays": lambda n: pdf(times(b"[", n)),
    "names": lambda n: pdf(b"".join(b"/N%d " % i for i in range(n // 8))),
    "runs that unfold": lambda n: _contents(b"\x81 " * (n // 2) + b"\x80", b"/RunLengthDecode"),
    "runs of runs": lambda n: _contents(b"\x81\x81" * (n // 2) + b"\x80", b"[" + b"/RunLengthDecode" * 4 + b"]"),
    "LZW": lambda n: _contents(times(_LZW, n), b"/LZWDecode"),
    "objects": lambda n: pdf(b"", objects=[b"<</A[]>>"] * (n // 40)),
    "pages in pages": lambda n: pdf(b"", objects=[b"<</Type/Pages/Kids[%d 0 R]>>" % (8 + i) for i in range(n // 50)]).replace(
        b"/Kids[", b"/Kids[7 0 R ", 1
    ),
}


def _rows(piece: Callable[[int], object]) -> Callable[[int], bytes]:
    """Return a maker of an archive of rows."""

    def make(n: int) -> bytes:
        out: list[bytes] = []
        size = 0
        while size < n:
            out.append(json.dumps(piece(len(out)), ensure_ascii=False).encode() + b"\n")
            size += len(out[-1])
        return b"".join(out)

    return make


_JSONL: dict[str, Callable[[int], bytes]] = {
    "rows": _rows(lambda i: {"id": i, "text": "5 xa."}),
    "rows of one id": _rows(lambda i: {"id": "a", "text": "5 xa."}),
    "rows without text": _rows(lambda i: {"id": i}),
    "keys": _rows(lambda i: {"text": "5 xa", **{f"k{n}": 1 for n in range(2_000)}}),
    "lists": _rows(lambda i: {"text": "5 xa", "a": [[1]] * 10_000}),
    "numbers that are long": _rows(lambda i: {"text": "5 xa", "id": 10**4_000}),
    "broken rows": lambda n: times(b"{\n", n),
    "empty rows": lambda n: b'{"text": "5"}\n' + times(b"\n", n),
    "a row that is nested": lambda n: times(b"[", n),
    "one row": lambda n: b'{"text": "' + times(b"x", n) + b'"}',
    "escapes": lambda n: b'{"text": "' + times(b"\\u0035 ", n) + b'"}',
}


def archive(columns: Mapping[str, object], **how: object) -> bytes:
    """Return a Parquet archive of columns, packed as well as can be."""
    import pyarrow
    import pyarrow.parquet

    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(dict(columns)), out, **{"compression": "zstd", "row_group_size": 100_000_000, **how})
    return out.getvalue()


def _same(text: str, times: int) -> object:
    """Return a text that stands in a dictionary once, for so many rows."""
    import pyarrow

    return pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * times, pyarrow.int32()), [text])


def _nothing(times: int, deep: int = 0) -> object:
    import pyarrow

    kind = pyarrow.string()
    for _ in range(deep):
        kind = pyarrow.list_(kind)
    return pyarrow.nulls(times, kind)


def _varint(number: int, length: int = 0) -> bytes:
    """Return a number as Thrift writes it, in as many bytes as are asked for."""
    out, number = bytearray(), number * 2
    while number > 127 or len(out) + 1 < length:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))


def _belied(data: bytes) -> bytes:
    """Return an archive whose footer says of its column that it unpacks to a thousand bytes."""
    import pyarrow.parquet

    told = _varint(pyarrow.parquet.ParquetFile(io.BytesIO(data)).metadata.row_group(0).column(0).total_uncompressed_size)
    assert 1 <= data.count(told) <= 2  # of the column, and of the row group
    return data.replace(told, _varint(1000, len(told)))


def _alike(n: int) -> dict[str, object]:
    """Return texts that each begin with the one before."""
    return {"text": ["x" * n] * 200}


_PARQUET: dict[str, Callable[[int], bytes]] = {
    "rows of nothing": lambda n: archive({"text": _nothing(n * 30)}),
    "rows of a letter": lambda n: archive({"text": _same("a", n * 5)}),
    "rows of a text": lambda n: archive({"text": _same("5 xa. " * 30_000, n // 20)}),
    "rows of a long text": lambda n: archive({"text": _same("x" * n * 60, n // 300)}),
    "rows of a long title": lambda n: archive({"text": ["5 xa."] * (n // 300), "title": _same("x" * n * 60, n // 300)}),
    "a row group": lambda n: archive({"text": ["5 xa. " * n] * 20}, use_dictionary=False),
    "a row group that is belied": lambda n: _belied(archive({"text": ["5 xa. " * n] * 20}, use_dictionary=False)),
    "texts that begin as the one before": lambda n: archive(_alike(n), use_dictionary=False, column_encoding={"text": "DELTA_BYTE_ARRAY"}),
    "columns": lambda n: archive({"text": ["5 xa"], **{f"c{i}": [1] for i in range(n // 100)}}),
    "row groups": lambda n: archive({"text": ["5 xa"] * (n // 200)}, row_group_size=1),
    "columns of row groups": lambda n: archive(
        {"text": ["5 xa"] * (n // 2_000), **{f"c{i}": [1] * (n // 2_000) for i in range(n // 2_000)}}, row_group_size=1
    ),
    "lists in lists": lambda n: archive({"text": ["5 xa"], "a": _nothing(1, min(500, n // 100))}),
    "pages": lambda n: archive({"text": [f"{i} xa" for i in range(n // 8)]}, data_page_size=1, write_batch_size=1, use_dictionary=False),
}
WORST: dict[str, dict[str, Maker]] = {
    "html": {name: (lambda n, make=make: page(make(n))) for name, make in _HTML.items()},  # type: ignore[misc]
    "csv": _CSV,
    "docx": {name: (lambda n, make=make: body(make(n))) for name, make in _DOCX.items()},  # type: ignore[misc]
    "xlsx": _XLSX,
    "pdf": _PDF,
    "jsonl": _JSONL,
    "parquet": _PARQUET,
}
