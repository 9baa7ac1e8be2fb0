"""A web page → its article: the paragraphs and tables of the element that holds most of its prose, by line of the page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from factcheck.errors import InputError, Problem
from factcheck.load.documents import page, table
from factcheck.load.documents.layout import Document, Layout, plain, short
from factcheck.load.documents.legacy import decode_page

_Element = etree._Element

# What no reader reads as part of an article. (Not `form`: some sites put the whole page into one.)
_LEFT_OUT = frozenset(
    "head script style noscript template nav aside footer button select option textarea input iframe object embed svg math video audio"
    " canvas dialog map".split()
)
_BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 header hr html li main"
    " ol p pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BESIDE = frozenset(
    "related relate comment comments share sharing social advert advertisement ads banner promo newsletter breadcrumb breadcrumbs sidebar"
    " tags recommend recommended outbrain taboola cookie popup menu navbar lienquan binhluan docthem xemthem".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS = re.compile(r"[^a-z]+")
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
_VALUE = re.compile(r""""[^"]*"|'[^']*'""")
_MOST_ATTRIBUTES = 20_000  # of an element
_PROSE = 25  # characters of a paragraph that counts as prose
_MOST_LINE = 65_535  # the parser counts lines no further


def read(data: bytes, shown: str) -> Document:
    """Return the article of a page with its title, publisher, date, address and language as the page names them."""
    text, notices = decode_page(data, shown)
    root = _parse(text, shown)
    layout = Layout(shown)
    if root is None:
        return layout.document(notices=notices)
    about = page.read_about(root)
    _Article(root, layout).write()
    fields = dict(about.fields)
    if not page.is_trusted(fields.get("lang", ""), "".join(layout.parts[:200])):
        fields.pop("lang", None)
    return layout.document(fields, about.date, notices)


def _parse(text: str, shown: str) -> _Element | None:
    # As bytes, for a page may declare another encoding than the one it was decoded from. Nothing is fetched: the parser has no network.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    if any(_attributes(tag[0]) > _MOST_ATTRIBUTES for tag in _TAG.finditer(text) if len(tag[0]) > _MOST_ATTRIBUTES):
        hint = "save the article itself as text, or print the page to PDF"
        raise InputError([Problem(shown, "FC912", f"an element of more than {_MOST_ATTRIBUTES:,} attributes", hint=hint)])
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    # Behind the depth at which the parser gives up, the rest of the page would be missing without a word.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        hint = "save the article itself as text, or print the page to PDF"
        raise InputError([Problem(shown, "FC912", "elements are nested deeper than any page needs", hint=hint)])
    return root


def _attributes(tag: str) -> int:
    """Return at most how many attributes a tag has: the parser holds each against all before it."""
    bare = _VALUE.sub(" ", tag)
    return max(bare.count("="), len(bare.split()) + bare.count("/"))


class _Article:
    """One walk over a page, which writes its article."""

    def __init__(self, root: _Element, layout: Layout) -> None:
        self.layout = layout
        self.root = _article(root)
        self.size = max(1, _size(self.root))
        self.lang = table.language(_words(self.root))
        self.heading = ""
        self.tables = 0
        self.pieces: list[str] = []
        self.line = 0

    def write(self) -> None:
        """Write the article's paragraphs and tables, in order."""
        self._walk(self.root)
        self._end()

    def _walk(self, element: _Element) -> None:
        tag = _tag(element)
        if tag in _LEFT_OUT or (element is not self.root and self._beside(element)):
            return
        if tag == "br":
            self.pieces.append(" ")
        if tag == "table" and self._is_data(element):
            self._end()
            self._table(element)
            return
        block = tag in _BLOCKS
        if block:
            self._end()
        self._text(element.text, element)
        for child in element:
            self._walk(child)
            self._text(child.tail, element)
        if block:
            self._end(tag in _HEADINGS)

    def _text(self, text: str | None, element: _Element) -> None:
        if text and text.strip():
            self.line = self.line or _line(element)
        if text:
            self.pieces.append(text)

    def _end(self, heading: bool = False) -> None:
        text = plain("".join(self.pieces))
        if text:
            self.heading = short(text, 60) if heading else self.heading
            self.layout.add(text, self._label(self.line, not heading))
        self.pieces, self.line = [], 0

    def _label(self, line: int, under: bool = True) -> str:
        where = [f"line {line} of the page" if 0 < line < _MOST_LINE else ""]
        where.append(f"under “{self.heading}”" if self.heading and under else "")
        return ", ".join(filter(None, where)) or "the page"

    def _beside(self, element: _Element) -> bool:
        """Return whether an element is hidden, or stands beside the article, as a list of related ones does."""
        if element.get("hidden") is not None or element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or ""):
            return True
        named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}".lower()
        if _BESIDE.isdisjoint((*_WORDS.split(named), *(word.replace("-", "") for word in named.split()))):
            return False
        return _size(element) * 2 < self.size

    def _is_data(self, element: _Element) -> bool:
        """Return whether a table holds data: rows of short cells, and no table or paragraphs for the sake of layout."""
        rows = list(element.iter("tr"))
        widest = max((len(row) for row in rows), default=0)
        nested = element.find(".//table") is not None
        return not nested and len(rows) > 1 and widest > 1 and all(_size(cell) < 300 for row in rows for cell in row)

    def _table(self, element: _Element) -> None:
        self.tables += 1
        number = self.tables
        caption = element.find("caption")
        rows = [_row(row) for row in element.iter("tr")]
        lines = [_line(row) for row in element.iter("tr")]

        def label(row: int, column: int) -> str:
            return f"table {number}, row {row + 1}, column {column + 1}, {self._label(lines[row])}"

        title = "" if caption is None else _words(caption)
        table.write(table.spread(rows, self.layout.shown), self.layout, label, self.lang, title)


def _row(row: _Element) -> list[table.Cell]:
    cells = (cell for cell in row if _tag(cell) in ("td", "th"))
    return [table.Cell(_words(cell), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in cells]


def _span(cell: _Element, name: str) -> int:
    text = cell.get(name) or "1"
    return min(int(text), 1000) if text.isdecimal() and len(text) < 6 and int(text) else 1


def _article(root: _Element) -> _Element:
    """Return the element that holds most of the page's prose, with its headline; the whole page where it has hardly any."""
    body = root.find(".//body")
    body = root if body is None else body
    for named in body.iter():
        if named.get("itemprop") == "articleBody":
            return _with_headline(named, body)
    scores: dict[_Element, float] = defaultdict(float)
    outside = 0  # elements around that no reader reads
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = _tag(element)
        if tag in _LEFT_OUT:
            outside += 1 if event == "start" else -1
        elif tag == "p" and event == "start" and not outside and (prose := _prose(element)) >= _PROSE:
            for share, each in zip((1.0, 0.5), _above(element, body), strict=False):
                scores[each] += prose * share
    best = max(scores, key=lambda element: scores[element], default=body)
    return _with_headline(best, body)


def _with_headline(element: _Element, body: _Element) -> _Element:
    """Return the element or one around it that has a headline too, but hardly any other prose."""
    around = [element] if element is body else [element, *_above(element, body)]
    held = _held(body, frozenset(around))
    most = 1.2 * held[element][0] + 300
    for each in around:
        prose, headed = held[each]
        if prose > most:
            break
        if headed or _tag(each) == "article":
            return each
    return element


def _held(body: _Element, wanted: frozenset[_Element]) -> dict[_Element, tuple[int, bool]]:
    """Return of elements how much prose stands in them, and whether a headline does: all in one walk, for they stand in one another."""
    out: dict[_Element, tuple[int, bool]] = {}
    open_: list[tuple[int, bool]] = [(0, False)]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = _tag(element)
        if event == "start":
            open_.append((_prose(element) if tag == "p" else 0, tag == "h1"))
            continue
        prose, headed = open_.pop()
        if element in wanted:
            out[element] = prose, headed
        open_[-1] = open_[-1][0] + prose, open_[-1][1] or headed
    return out


def _above(element: _Element, last: _Element) -> Iterator[_Element]:
    for each in element.iterancestors():
        yield each
        if each is last:
            return


def _prose(element: _Element) -> int:
    """Return how many characters of an element are no links."""
    links = sum(len(page.inner(link).strip()) for link in element.iter("a"))
    return len(page.inner(element).strip()) - links


def _size(element: _Element) -> int:
    return sum(len(str(text).strip()) for text in element.itertext())


def _line(element: _Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _words(element: _Element) -> str:
    """Return what an element says, on one line."""
    parts: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        tag = _tag(each)
        if tag in _BLOCKS or tag == "br":
            parts.append(" ")
        if event == "start":
            parts.append((each.text or "") if tag not in _LEFT_OUT else "")
        elif each is not element:
            parts.append(each.tail or "")
    return plain("".join(parts))


def _tag(element: _Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""
