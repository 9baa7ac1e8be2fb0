"""A PDF → its paragraphs and tables by page, from where each letter stands; running heads and page numbers are left out."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from statistics import median

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage, LTPage, LTRect
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from factcheck.errors import InputError, Problem
from factcheck.load.documents import flow, legacy, table
from factcheck.load.documents.archive import broken
from factcheck.load.documents.effort import Device, Effort, Interpreter, Letter, Manager, within
from factcheck.load.documents.layout import Document, Layout
from factcheck.load.documents.lines import Glyph, Line, Rule, rows
from factcheck.load.documents.ruled import Region, Stroke, regions

_CALLED = "a PDF"
MOST_PAGES = 2_000
_MOST_GLYPHS = 200_000  # of a page
_HELD = 100  # what a stroke asks for when it is held against the others, in the units of an effort
_UNREAD = 0.1  # share of letters without a meaning that is told
_THIN = 3.0  # points: what is thinner is a stroke
_LARGER = 1.15  # of the usual size: a headline
_FAULTS = (
    PSException,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    AssertionError,
    RecursionError,
    ArithmeticError,
    OSError,
)


def read(data: bytes, shown: str) -> Document:
    """Return the text of a PDF by page, with its headline as title."""
    effort = Effort(shown, len(data))
    with within(effort), _silent():
        try:
            pages = list(_pages(data, effort))
        except InputError:
            raise
        except (PDFPasswordIncorrect, PDFEncryptionError) as error:
            hint = "open it, and save it without a password"
            raise InputError([Problem(shown, "FC912", "a PDF that is locked with a password", hint=hint)]) from error
        except _FAULTS as error:
            raise broken(shown, _CALLED, "") from error
    return _Reader(pages, shown).document()


class _Page:
    """What is drawn on one page: rows of lines, its height, and whether it shows pictures."""

    def __init__(self, page: LTPage, effort: Effort) -> None:
        glyphs: list[Glyph] = []
        strokes: list[Stroke] = []
        self.pictures, self.unknown = False, 0
        for item in _drawn(page):
            if isinstance(item, Letter):
                self._glyph(item, page, glyphs)
            elif isinstance(item, LTChar):
                a, b, _, _, _, y = item.matrix
                if abs(b) <= abs(a) * 0.2:  # what stands on its side is a mark of the margin
                    self._glyph(Letter(item.get_text(), item.x0, item.x1, y, item.size), page, glyphs)
            elif isinstance(item, LTImage):
                self.pictures = True
            elif isinstance(item, LTCurve):
                strokes += _strokes(item)
            if len(glyphs) > _MOST_GLYPHS:
                message = f"a PDF with more than {_MOST_GLYPHS:,} letters on a page, which nobody can read"
                raise InputError([Problem(effort.shown, "FC912", message, hint="save its text as a file of its own")])
        effort.spend(_HELD * len(strokes))
        self.count = len(glyphs)
        upright = [Rule(stroke.left, stroke.low, stroke.high) for stroke in strokes if not stroke.flat]
        self.rows: list[list[Line]] = rows(glyphs, upright)
        self.ruled = regions(strokes)
        self.height = page.height

    def _glyph(self, item: Letter, page: LTPage, glyphs: list[Glyph]) -> None:
        if not (page.x0 <= item.left <= page.x1 and page.y0 <= item.line <= page.y1):
            return  # what stands outside is not seen
        text = item.text
        if text.startswith("(cid:") or not text:
            self.unknown += 1
            return
        glyphs.append(Glyph(text, item.left, item.right, item.line, max(item.size, 1.0)))


class _Reader:
    """The pages of a document, written one after the other."""

    def __init__(self, pages: list[_Page], shown: str) -> None:
        self.pages, self.shown = pages, shown
        self.layout = Layout(shown)
        every = [line for page in pages for row in page.rows for line in row]
        told = "\n".join(line.text for line in every)
        self.encoding = legacy.guess_latin(told)
        self.lang = table.language(self._right(told))
        self.size = median(line.size for line in every) if every else 0.0
        self.title = ""
        self.waiting: list[tuple[str, str]] = []  # a paragraph that may go on over the page
        self.rows: list[list[table.Cell]] = []  # a table that may
        self.labels: list[str] = []

    def document(self) -> Document:
        """Return the document as read."""
        left_out = flow.running([(page.rows, page.height) for page in self.pages])
        for number, page in enumerate(self.pages):
            self._page(number, [row for i, row in enumerate(page.rows) if (number, i) not in left_out], page.ruled)
        self._end()
        return self.layout.document({"title": self.title}, notices=self._notices())

    def _right(self, text: str) -> str:
        return text if self.encoding is None else legacy.from_latin(text, self.encoding)

    def _page(self, number: int, kept: flow.Rows, ruled: list[Region]) -> None:
        label, tables = f"page {number + 1}", 0
        for block in flow.blocks(kept, ruled):
            if isinstance(block, flow.Table):
                tables += 1
                self._table(block, f"{label}, table {tables}")
                continue
            text = self._right(block.text)
            if not self.title and number == 0 and block.size > _LARGER * self.size and any(char.isalpha() for char in text):
                self.title = text
            if self.rows or not (block.first and self.waiting and flow.goes_on(self.waiting[-1][0], text)):
                self._end()
            self.waiting.append((text, label))

    def _table(self, block: flow.Table, label: str) -> None:
        """Keep a table until it is whole: it may go on at the top of the next page, where its headings may stand again."""
        rows = [[cell._replace(text=self._right(cell.text)) for cell in row] for row in block.rows]
        first = not self.rows or len(rows[0]) != len(self.rows[0]) or label.endswith("table 1") is False
        if first or self.waiting:
            self._end()
        else:
            while rows and rows[0] in self.rows[:3]:
                del rows[0]
        self.rows += rows
        self.labels += [f"{label}, row {number}" for number in range(len(block.rows) - len(rows) + 1, len(block.rows) + 1)]

    def _end(self) -> None:
        """Write the paragraph or the table that waited for more."""
        labels = self.labels
        if self.rows:
            table.write(self.rows, self.layout, lambda row, column: f"{labels[row]}, column {column + 1}", self.lang)
        self.layout.join(self.waiting)
        self.waiting, self.rows, self.labels = [], [], []

    def _notices(self) -> list[Problem]:
        told = [] if self.encoding is None else [legacy.assumed(self.shown, self.encoding.called)]
        blank = [str(number) for number, page in enumerate(self.pages, 1) if page.pictures and not page.count]
        if blank and len(blank) < len(self.pages):
            which = ", ".join(blank[:10]) + (f" and {len(blank) - 10} more" if len(blank) > 10 else "")
            hint = "have the text of scanned pages recognized first"
            told.append(Problem(self.shown, "FC911", f"pages that are pictures, without text: {which}", hint=hint))
        unknown, known = sum(page.unknown for page in self.pages), sum(page.count for page in self.pages)
        if unknown > _UNREAD * (unknown + known):
            message = f"{unknown:,} of {unknown + known:,} letters are drawn in a font that does not say which they are"
            told.append(
                Problem(self.shown, "FC912", message, hint="ask for the document that it was made from, or have its text recognized")
            )
        return told


def _pages(data: bytes, effort: Effort) -> Iterator[_Page]:
    shown = effort.shown
    document = PDFDocument(PDFParser(BytesIO(data)))
    manager = Manager(effort)
    device = Device(manager)
    interpreter = Interpreter(manager, device)
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= MOST_PAGES:
            message = f"a PDF of more than {MOST_PAGES:,} pages"
            raise InputError([Problem(shown, "FC912", message, hint="split it into its chapters, a file each")])
        interpreter.process_page(page)
        yield _Page(device.get_result(), effort)


def _drawn(item: LTComponent) -> Iterator[LTComponent]:
    """Yield all that is drawn in a container, and in the drawings within."""
    if isinstance(item, LTContainer):
        for child in item:
            yield from _drawn(child)
    else:
        yield item


def _strokes(item: LTCurve) -> list[Stroke]:
    """Return a thin line as one stroke, and a box as its four sides."""
    left, low, right, high = item.x0, item.y0, item.x1, item.y1
    if min(right - left, high - low) < _THIN:
        return [Stroke(left, low, right, high)] if max(right - left, high - low) > 2 * _THIN else []
    if not isinstance(item, LTRect) or not item.stroke:
        return []
    return [Stroke(left, low, right, low), Stroke(left, high, right, high), Stroke(left, low, left, high), Stroke(right, low, right, high)]


@contextmanager
def _silent() -> Iterator[None]:
    """Keep to itself what the library logs of small faults that it gets over."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
