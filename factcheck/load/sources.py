"""Files → sources, one at a time: an archive is never held in memory as a whole."""

from __future__ import annotations

import codecs
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from factcheck.errors import InputError, NothingChecked, Problem
from factcheck.lang import detect
from factcheck.load import documents, stored
from factcheck.load.comments import with_comments
from factcheck.load.find import STDIN, File, Search, find
from factcheck.load.header import read_header
from factcheck.load.parts import Part, Read, parts
from factcheck.load.text import LONGEST, decode, is_western, read_bytes, read_stream
from factcheck.model import Source, replace

if TYPE_CHECKING:
    from factcheck.load.documents.layout import Document

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What a binary file shows in its first bytes and a text does not.
_SAMPLE = 8192
_MANY = 20
_OF_MANY = (".tar", ".tar.gz", ".tgz", ".tar.zst", ".zip")  # archives of files, which are not read
Seen = Callable[[bytes], None]  # gets the bytes of a file, before anything is read in them
Sift = Callable[[Iterable[File]], Iterable[File | Part]]


class Sources:
    """The texts that some paths name, read while one iterates; `notices` then grows with what is left out.

    Iterating raises InputError at its end with every file that could not be read, NothingChecked if there was no text. Whoever reads
    the parts instead, as many processes do, hands over what each gives, and calls `close` at the end.
    """

    def __init__(self, search: Search, stdin: BinaryIO | None = None, columns: stored.Columns = stored.UNNAMED) -> None:
        self.stdin, self.columns = stdin, columns
        self.count = 0
        self._search = search
        self._notices: list[Problem] = []
        self._problems: list[Problem] = []

    @property
    def notices(self) -> list[Problem]:
        """Return what is to be told: first of what was not looked at, then of what was read."""
        return [*self._search.notices, *_fewer(self._notices)]

    def __iter__(self) -> Iterator[Source]:
        for part in self.parts():
            for read in read_part(part, self.stdin):
                if (source := self.take(read)) is not None:
                    yield source
        self.close()

    def parts(self, sift: Sift | None = None, *, growing: bool = False) -> Iterator[Part]:
        """Return the parts in their order, found while one iterates; to begin anew forgets what was told before.

        `sift` gets all files, and returns those of them that have to be read and parts in the places of the others. With `growing` parts
        become larger the more files there are.
        """
        self.count, self._notices, self._problems = 0, [], []
        return parts(self._search if sift is None else sift(self._search), self.columns, growing=growing)

    def measure(self, ended: Callable[[], bool]) -> tuple[int, int] | None:
        """Return how many files there are and how many bytes, found by a walk of its own; nothing where it was `ended` before.

        Nor where it would ask another machine once more; and where there are archives, 0 files, for nobody knows how many texts that is.
        """
        count = size = 0
        archives = False
        for file in Search(self._search.arguments) if not self._search.is_remote else ():
            count, size = count + 1, size + file.size
            archives = archives or stored.is_archive(file.name)
            if ended():
                return None
        return 0 if archives else count, size

    def take(self, read: Read) -> Source | None:
        """Return the source of what was read, if there is one, and keep what is to be told."""
        self._notices += read.notices
        self._problems += read.problems
        self.count += read.source is not None
        return read.source

    def add(self, count: int, notices: Iterable[Problem], problems: Iterable[Problem]) -> None:
        """Take in what another process read: so many sources, what is to be told, and what could not be read."""
        self.count += count
        self._notices += notices
        self._problems += problems

    def close(self) -> None:
        """Raise InputError with all that could not be read, NothingChecked if there was no text."""
        if problems := [*self._search.problems, *_fewer(self._problems)]:
            raise InputError(problems)
        if not self.count:
            raise NothingChecked([problem for problem in self.notices if problem.code == "FC911"] or [_nothing(self._search.arguments)])


def _fewer(problems: list[Problem]) -> list[Problem]:
    """Return what is told, of the rows of an archive only the first."""
    if len(problems) < _MANY:
        return problems
    from factcheck.load.archives.rows import fewer  # most runs tell little

    return fewer(problems)


def load_sources(paths: Sequence[str], stdin: BinaryIO | None = None, columns: stored.Columns = stored.UNNAMED) -> Sources:
    """Return the sources that paths, folders, patterns and `-` name; raise InputError with every path that is missing."""
    return Sources(find(paths), stdin, columns)


def read_part(part: Part, stdin: BinaryIO | None = None, seen: Seen | None = None) -> Iterator[Read]:
    """Yield what each document of a part gives, as soon as it is read; what cannot be read is told and stops nothing."""
    if part.notices or part.problems:
        yield _unread(part, part.problems, part.notices)
    if part.shard is not None:
        from factcheck.load.archives import read_shard  # most runs read none

        yield from read_shard(part.names[0], part.shard)
        return
    for name in part.names if not part.problems else ():
        try:
            yield Read(*read_source(name, stdin, seen))
        except InputError as error:
            yield _unread(part, error.problems)


def _unread(part: Part, problems: tuple[Problem, ...], notices: tuple[Problem, ...] = ()) -> Read:
    """Return what is to be told of a file that cannot be read, which is left out where a folder or pattern brought what is no text."""
    left_out = part.loose and all(problem.code == "FC913" for problem in problems)
    return Read(None, (*notices, *problems)) if left_out else Read(None, notices, problems)


def read_source(name: str, stdin: BinaryIO | None = None, looked: Seen | None = None) -> tuple[Source | None, tuple[Problem, ...]]:
    """Return the source that a file holds, or none of an empty one, with what is to be told; raise InputError if it is no text."""
    shown, form = stored.shown(name), stored.form_of(name)
    data = _bytes(name, shown, form, stdin)
    if looked is not None:
        looked(data)
    if (kind := documents.kind_of(form.inner, data, shown)) is not None:
        return _taken_out(documents.read_document(kind, data, shown), shown)
    text, assumed = _decoded(data, shown)
    if len(text) > LONGEST:
        message = f"longer than {LONGEST // 1_000_000} million characters, which no article is"
        raise InputError([Problem(shown, "FC913", message, hint="split it into its articles, a file each")])
    source, notices = read_text(text, shown)
    return source, (*assumed, *notices)


def read_text(text: str, shown: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Return the source that a text is, or none of an empty one, with what is to be told of its header."""
    header = read_header(text, shown)
    source = _source(shown, text, header.body, {"lang": "", **header.texts}, header.date)
    source = with_comments(source) if "<!--" in text else source
    seen = source.seen[header.body :]
    if not seen or seen.isspace():
        return None, (*header.notices, Problem(shown, "FC911", "an empty file", hint="put the article's text into it"))
    return source, header.notices


def _taken_out(document: Document, shown: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Return the source that a document's text makes, or none of one that holds no text."""
    if not document.text:
        hint = "where it is a picture of a page, have its text recognized first"
        return None, (*document.notices, Problem(shown, "FC911", "a document without text", hint=hint))
    fields = {"lang": detect(document.text), **document.fields}
    source = _source(shown, document.text, 0, fields, document.date)
    return replace(source, locations=document.locations), document.notices


def _source(name: str, text: str, body: int, fields: Mapping[str, str], date: datetime.date | None) -> Source:
    title, publisher, url, lang, place = (fields.get(key, "") for key in ("title", "publisher", "url", "lang", "place"))
    return Source(name, text, body, title, publisher, date, url, lang, place)


def _decoded(data: bytes, shown: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file, with a notice where its encoding had to be assumed."""
    binary = b"\0" in data[:_SAMPLE] and not data.startswith(_UTF16)
    try:
        if not binary:
            text = decode(data, shown)
            if not is_western(text):
                return text, ()
    except InputError:
        if data.startswith(_UTF16):
            raise
    from factcheck.load.documents import legacy  # most texts are UTF-8

    if not binary or legacy.is_utf16(data):
        return legacy.decode_any(data, shown)
    many = shown.casefold().endswith(_OF_MANY)
    hint = "unpack it into a folder, and name that" if many else "name texts, documents or archives of articles"
    raise InputError([Problem(shown, "FC913", "a binary file, not a text", hint=hint)])


def _bytes(name: str, shown: str, form: stored.Form, stdin: BinaryIO | None) -> bytes:
    if name == STDIN:
        if stdin is None:
            hint = "hand the text on by a pipe, as in `cat draft.txt | factcheck verify -`, or name a file"
            raise InputError([Problem(shown, "FC912", "there is no standard input: it is closed", hint=hint)])
        return read_stream(stdin, shown)
    if form.packing or stored.is_remote(name):
        from factcheck.load.archives.streams import read_whole  # most texts lie here as they are

        return read_whole(name, shown)
    try:
        return read_bytes(name, shown)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        problem = Problem(shown, "FC912", f"cannot be read: {reason}", hint="see that the file is there and may be read")
        raise InputError([problem]) from None


def _nothing(names: Sequence[object]) -> Problem:
    message = "nothing to check: " + ("no text among the sources" if names else "no source is named")
    return Problem("", "FC911", message, hint="name files or folders of texts or documents, or `-` for standard input")
