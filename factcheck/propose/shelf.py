"""A registry's file as bytes, to which entries are added, and nothing else in it is touched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from factcheck.errors import InputError, Problem
from factcheck.load.acknowledgements import Shelf
from factcheck.load.registry import read_registry, registry_bytes
from factcheck.load.text import decode
from factcheck.load.tree import Fields, Items, Node, Text, clean, parse
from factcheck.model import Claim, Provenance, Registry
from factcheck.propose.entry import rows
from factcheck.propose.model import Known, Proposal
from factcheck.rows import NamedTuple

HEADER = """\
# Facts that texts are checked against by `factcheck verify`, one entry each; proposed by `factcheck extract` from our articles.
# Read each before you trust it: what the article tells is not yet true.
"""
BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_COMMENT = re.compile(r"[ \t]*#[ ]?(.*)")
_DASH = re.compile(r"( *)- +id:")
_QUOTE = 160  # characters of a quote in a comment
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8"))


class Book(NamedTuple):
    """A registry's file: its text, how it is encoded and the mark before it, what it holds, and where its list of claims ends.

    `lines` are the starts of its lines; `dash` is how far its entries are indented.
    """

    path: Path
    text: str
    encoding: str
    mark: bytes
    registry: Registry
    end: int
    dash: int
    opened: bool

    @property
    def line_end(self) -> str:
        """Return what ends a line of the file."""
        found = BREAK.search(self.text)
        return found[0] if found and found[0] in ("\r\n", "\r") else "\n"

    @property
    def data(self) -> bytes:
        """Return the file as it is."""
        return self.mark + self.text.encode(self.encoding)


def open_book(path: Path) -> Book:
    """Return the registry of a path, an empty one where there is no such file; raise InputError with all its problems."""
    return read_book(path, registry_bytes(path) if path.exists() else b"")


def read_book(path: Path, data: bytes) -> Book:
    """Return a registry that some bytes hold, which may have no claims yet; raise InputError with all its problems."""
    shown = str(path)
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    text = decode(data, shown)
    try:
        registry = read_registry(text, shown)[0]
    except InputError as error:
        if [problem.code for problem in error.problems] != ["FC911"]:
            raise
        registry = Registry(shown, ())  # it is there to be filled
    root = parse(clean(text, shown)[0], shown)[0]
    starts = [0, *(match.end() for match in BREAK.finditer(text))]
    end, dash, opened = _place(path, text, root, starts)
    return Book(path, text, encoding, mark, registry, end, dash, opened)


def _place(path: Path, text: str, root: Node | None, starts: Sequence[int]) -> tuple[int, int, bool]:
    """Return where an entry can be added, how far it is indented, and whether a list stands there; raise InputError where none can."""
    if root is None or (isinstance(root, Text) and not root.text.strip()):
        return len(text), 2, False
    if not isinstance(root, Fields):
        raise _unfit(path, 1)
    keys = [key for key, _ in root.pairs]
    found = next(((key, value) for key, value in root.pairs if key.text == "claims"), None)
    if found is None:
        return len(text), 2, False
    key, value = found
    if text[starts[root.line - 1] :][root.column - 1 : root.column] == "{" or key.column != 1:
        raise _unfit(path, root.line)
    after = min((other.line for other in keys if other.line > key.line), default=None)
    end = len(text) if after is None else _before(text, starts, key.line, after)
    if not isinstance(value, Items):
        if isinstance(value, Text) and not value.text.strip():
            return end, 2, True
        raise _unfit(path, value.line)
    row = text[starts[value.items[0].line - 1] : end] if value.items else ""
    if not value.items or not row.lstrip(" ").startswith("-"):
        raise _unfit(path, value.line)
    return end, len(row) - len(row.lstrip(" ")), True


def _before(text: str, starts: Sequence[int], first: int, after: int) -> int:
    """Return where the lines before a key end that are not its own: its comments stay with it, and a gap above them."""
    line = after - 1
    while line > first and (not (row := text[starts[line - 1] : starts[line]]).strip() or row.startswith("#")):
        line -= 1
    return starts[line]


def _unfit(path: Path, line: int) -> InputError:
    hint = "let it be a list below `claims:`, each entry begun with `- id:` on a line of its own; or copy what is printed without --output"
    return InputError([Problem(str(path), "FC908", "its list is written in a way that cannot be added to", line=line, hint=hint)])


def added(book: Book, proposals: Sequence[Proposal], header: str = HEADER) -> bytes:
    """Return the file with proposals added at the end of its list: entries, and as comments those on which the texts disagree.

    `header` is what a new file begins with.
    """
    entries = [entry.id for each in proposals if not each.is_disputed for entry in each.entries]
    return _spliced(book, [list(proposal_rows(proposal)) for proposal in proposals], entries, header)


def added_text(book: Book, text: str) -> bytes:
    """Return the file with the one entry added that the text of a registry holds, as it is written there."""
    held = read_book(Path("the entry"), text.encode())
    first = next(i for i, row in enumerate(BREAK.split(text)) if row.startswith(" " * held.dash + "- "))
    rows = [row[held.dash :] for row in BREAK.split(text)[first:] if row.strip()]
    return _spliced(book, [rows], [held.registry.claims[0].id], HEADER)


def _spliced(book: Book, blocks: Sequence[Sequence[str]], entries: Sequence[str], header: str) -> bytes:
    if not blocks:
        return book.data
    end = book.line_end
    text = book.text or header.replace("\n", end)
    at = book.end if book.text else len(text)
    head, tail = text[:at], text[at:]
    lead = "" if not head or head.endswith(("\n", "\r", "\x85", "\u2028", "\u2029")) else end
    if not book.opened:
        lead += f"claims:{end}"
    indent = " " * book.dash
    told = end.join("".join(f"{indent}{row}".rstrip(" ") + end for row in block) for block in blocks)
    told = end * bool(book.opened and book.text) + told
    return checked(book, head + lead + told + tail, entries)


def proposal_rows(proposal: Proposal) -> Iterable[str]:
    """Yield the rows of a proposal; of one on which texts disagree each row is a comment, so that somebody has to choose."""
    if not proposal.is_disputed:
        yield from rows(proposal.entries[0])
        return
    yield "# The texts disagree. Choose: take the # away before the entry that is right, and delete the rest."
    for telling in proposal.tellings:
        origin = telling.origin
        who = ", ".join(_told(text) for text in (origin.publisher, str(origin.date or ""), origin.source) if text)
        yield f"#   {_told(telling.value)} — {who}: “{_short(_told(origin.quote))}”"
    for entry in proposal.entries:
        yield from (f"# {row}" for row in rows(entry))


def _told(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in " ".join(text.split()))


def _short(text: str) -> str:
    return text if len(text) <= _QUOTE else text[:_QUOTE].rsplit(" ", 1)[0] + " …"


def checked(book: Book, text: str, entries: Sequence[str], claims: Callable[[Claim], Claim] = lambda claim: claim) -> bytes:
    """Return a file's new text encoded, where it holds what it did and the entries besides: else nothing is written at all."""
    try:
        held = read_registry(text, str(book.path))[0] if entries or book.registry.claims else book.registry
    except InputError:
        raise _unfit(book.path, 0) from None
    before = [claims(claim) for claim in book.registry.claims]
    if [_plain(claim) for claim in held.claims[: len(before)]] != list(map(_plain, before)):
        raise _unfit(book.path, 0)
    if [claim.id for claim in held.claims[len(before) :]] != list(entries):
        raise _unfit(book.path, 0)
    return book.mark + text.encode(book.encoding)


def _plain(claim: Claim) -> tuple[object, ...]:
    return claim.id, claim.text, claim.metrics, claim.date, claim.status, claim.tolerance, claim.provenance, claim.further


def indent(row: str) -> int:
    """Return how many spaces a row begins with."""
    return len(row) - len(row.lstrip(" "))


def commented(text: str, lang: str) -> tuple[Claim, ...]:
    """Return the entries that stand in a file as comments, as far as they are sound: somebody is to choose, or has put them off."""
    runs: list[list[str]] = [[]]
    for row in BREAK.split(text):
        found = _COMMENT.fullmatch(row)
        if found is None:
            runs.append([])
        elif _DASH.match(found[1]):
            runs.append([found[1]])
        elif runs[-1] and indent(found[1]) > indent(runs[-1][0]):
            runs[-1].append(found[1])
        else:
            runs.append([])
    claims: list[Claim] = []
    for run in filter(None, runs):
        try:
            head = f"lang: {lang}\n" if lang else ""
            claims += read_registry(f"{head}claims:\n" + "\n".join(f"  {row}" for row in run), "")[0].claims
        except InputError:
            continue  # some other comment
    return tuple(claims)


def known(book: Book, skipped: Registry | None) -> Known:
    """Return what a file has already, and what somebody skipped."""
    return Known(book.registry, (*commented(book.text, book.registry.lang), *(skipped.claims if skipped is not None else ())))


def placed(proposals: Sequence[Proposal], path: Path) -> list[Proposal]:
    """Return proposals with their sources named as seen from the folder of a registry's file."""
    shelf = Shelf(path)

    def moved(origin: Provenance) -> Provenance:
        return origin._replace(source=shelf.name(origin.source)) if origin.source else origin

    return [
        each._replace(
            entries=tuple(entry._replace(origins=tuple(map(moved, entry.origins))) for entry in each.entries),
            tellings=tuple(telling._replace(origin=moved(telling.origin)) for telling in each.tellings),
        )
        for each in proposals
    ]


def skipped_path(path: Path) -> Path:
    """Return the file beside a registry that holds what somebody skipped."""
    return path.with_name(f"{path.stem}.skipped.yaml")


def read_skipped(path: Path) -> Registry | None:
    """Return what was skipped for a registry, if anything was; raise InputError with all problems of that file."""
    beside = skipped_path(path)
    return read_book(beside, registry_bytes(beside)).registry if beside.exists() else None
