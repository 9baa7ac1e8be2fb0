"""One row of an archive → a source, by the names of its columns; what is wrong with a row is told with its line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from factcheck.errors import Problem
from factcheck.lang import codes, detect
from factcheck.load.comments import with_comments
from factcheck.load.documents.layout import short
from factcheck.load.parts import Read
from factcheck.load.stored import Columns
from factcheck.load.text import read_date
from factcheck.model import ArchiveRow, Location, Source

# What columns are usually called, the likeliest first.
USUAL = {
    "text": ("text", "content", "body", "article", "article_text", "maintext"),
    "title": ("title", "headline"),
    "date": ("date", "published", "published_at", "publish_date", "date_published", "published_date", "pubdate", "pubDate"),
    "url": ("url", "link"),
    "id": ("id", "_id", "guid", "article_id"),
    "publisher": ("publisher", "source", "site", "site_name"),
    "lang": ("lang", "language"),
    "place": ("place",),
}
LARGEST = 10_000_000  # bytes of a row; no article has as many
MOST_TOLD = 20  # rows of a shard that cannot be read are told one by one, the others by their number
_MORE = {"FC911": "more rows without text", "FC915": "more rows of which something is not read", "FC923": "more rows that cannot be read"}
_LONGEST_ID = 120
_SURROGATES = re.compile("[\ud800-\udfff]")
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]")
_UNFIT = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff]+")
_KINDS = ((bool, "true or false"), (int, "a number"), (float, "a number"), (list, "a list"), (dict, "an object"), (bytes, "bytes"))


class Rows:
    """Makes sources of the rows of one shard; `only` is the one that is asked for, if it is one.

    The first problems are handed out as they come, and `rest` tells how many more there were.
    """

    def __init__(self, shown: str, unit: str, columns: Columns, only: str = "") -> None:
        self.shown, self.unit, self.columns, self.only = shown, unit, columns, only
        self._names = {field: (named,) if (named := getattr(columns, field)) else usual for field, usual in USUAL.items()}
        self._unread = 0
        self._noted: dict[str, int] = {}

    def read(self, number: int, row: Mapping[str, object], *, escaped: bool = False) -> Read | None:
        """Return what a row gives, or nothing where there is nothing to tell of it.

        A row that was `escaped` may hold half a character, which JSON can write and no report could: it becomes a mark of the same length.
        """
        label = self._label(row, number)
        if self.only and label not in (self.only, _plain(self.only)) and self.only != str(number):
            return None
        text, fault = self._text(row)
        if fault:
            return self.broken(number, fault, self._hint(row))
        if not text or text.isspace():
            return self._remark(number, "FC911", "a row without text", "leave it out, or put the article's text into it")
        if escaped:
            text = _SURROGATES.sub("\ufffd", text)
        notices: list[Problem] = []
        date, lang, place = self._date(row, number, notices), self._lang(row, number, notices), self._place(row, number, notices)
        source = Source(
            f"{self.shown}:{label}",
            text,
            0,
            self._told(row, "title"),
            self._told(row, "publisher"),
            date,
            self._told(row, "url"),
            lang,
            place,
            (Location(0, f"{self.unit} {number:,}"),),
            row=ArchiveRow(self.shown, number, self.unit),
        )
        source = with_comments(source)
        return Read(source, tuple(notices))

    def broken(self, number: int, message: str, hint: str, column: int = 0, line: str = "") -> Read | None:
        """Return a row that cannot be read, or nothing once enough of them are told."""
        self._unread += 1
        if self._unread > MOST_TOLD:
            return None
        return Read(None, (), (self._problem(number, "FC923", message, hint, column, line),))

    def rest(self) -> Read | None:
        """Return how many more rows could not be read, or had something to be told."""
        notices = tuple(_more(self.shown, code, count - MOST_TOLD) for code, count in sorted(self._noted.items()) if count > MOST_TOLD)
        problems = (_more(self.shown, "FC923", self._unread - MOST_TOLD),) if self._unread > MOST_TOLD else ()
        return Read(None, notices, problems) if problems or notices else None

    def _label(self, row: Mapping[str, object], number: int) -> str:
        """Return what a row is called: by its id, on one line and without what would part a path, or else by its number."""
        for name in self._names["id"]:
            value = row.get(name)
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value) if -(1 << 64) < value < 1 << 64 else str(number)
            if isinstance(value, str) and (plain := _plain(value)):
                return plain
        return str(number)

    def _text(self, row: Mapping[str, object]) -> tuple[str, str]:
        """Return the text of a row, or why it has none."""
        there = ""
        for name in self._names["text"]:
            value = row.get(name)
            if isinstance(value, str):
                return value, ""
            if not there and name in row:
                there = name
        if not there:
            return "", f"no column `{self.columns.text}`" if self.columns.text else "no column that holds a text"
        value = row[there]
        return "", "" if value is None else f"`{there}` is {_kind(value)}, not a text"

    def _hint(self, row: Mapping[str, object]) -> str:
        names = [short(name, 40) for name in row][:12]
        has = "it has " + ", ".join(f"`{name}`" for name in names) if names else "it has none"
        return f"{has}; name the column of the text with --text-column"

    def _date(self, row: Mapping[str, object], number: int, notices: list[Problem]) -> datetime.date | None:
        value = next((value for name in self._names["date"] if (value := row.get(name)) is not None), None)
        day = _day(value)
        if day is None and value is not None and value != "":
            self._note(number, f"`{short(str(value)[:80], 40)}` is no date", "write it as in `2025-09-18`", notices)
        return day

    def _lang(self, row: Mapping[str, object], number: int, notices: list[Problem]) -> str:
        told = self._told(row, "lang")
        if not told or told in codes():
            return told
        lang = told.partition("-")[0].partition("_")[0].lower()  # vi-VN
        if lang in codes():
            return lang
        hint = "it is read in the language it looks like; write one of " + ", ".join(f"`{code}`" for code in codes())
        self._note(number, f"unknown language `{told}`", hint, notices)
        return ""

    def _place(self, row: Mapping[str, object], number: int, notices: list[Problem]) -> str:
        told = self._told(row, "place")
        if not told or _is_place(told):
            return told
        self._note(number, f"`{told}` is no place", "write it as in `tỉnh Lạng Sơn` or `Hanoi`", notices)
        return ""

    def _note(self, number: int, message: str, hint: str, notices: list[Problem]) -> None:
        if (told := self._remark(number, "FC915", message, hint)) is not None:
            notices += told.notices

    def _remark(self, number: int, code: str, message: str, hint: str) -> Read | None:
        """Return what is only told of a row, or nothing once enough of it was told."""
        self._noted[code] = self._noted.get(code, 0) + 1
        if self._noted[code] > MOST_TOLD:
            return None
        return Read(None, (self._problem(number, code, message, hint),))

    def _problem(self, number: int, code: str, message: str, hint: str, column: int = 0, line: str = "") -> Problem:
        """Return a problem of a row, by its line or, where rows are no lines, by its number."""
        if self.unit == "line":
            return Problem(self.shown, code, message, number, column, 1, line, hint)
        return Problem(self.shown, code, f"row {number:,}: {message}", hint=hint)

    def _told(self, row: Mapping[str, object], field: str) -> str:
        """Return what a row says of itself, on one line; what is no text says nothing."""
        for name in self._names[field]:
            value = row.get(name)
            if isinstance(value, str):
                return short(value)
        return ""


def fewer(problems: Sequence[Problem]) -> list[Problem]:
    """Return what is told of rows, of each file and code the first few and how many more there are; all else as it is."""
    kept: list[Problem] = []
    counts: dict[tuple[str, str], int] = {}
    more: dict[tuple[str, str], int] = {}
    for problem in problems:
        key = problem.path, problem.code
        count, _, message = problem.message.partition(" ")
        if message == _MORE.get(problem.code):  # what was counted of one shard
            more[key] = more.get(key, 0) + int(count.replace(",", ""))
            continue
        counts[key] = counts.get(key, 0) + 1
        if problem.code not in _MORE or counts[key] <= MOST_TOLD:
            kept.append(problem)
        else:
            more[key] = more.get(key, 0) + 1
    return kept + [_more(*key, count) for key, count in more.items()]


def _more(path: str, code: str, count: int) -> Problem:
    return Problem(path, code, f"{count:,} {_MORE[code]}", hint=f"the first {MOST_TOLD} are told above")


def _day(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str) or len(value) > 100:
        return None
    return _written_day(value[:10] if _TIME.match(value) else value)


@lru_cache(maxsize=4096)
def _written_day(text: str) -> datetime.date | None:
    """Return the day of a date or time as archives write it: ISO 8601, day first, or as mail and feeds do (RFC 5322)."""
    text = text.strip()
    if (day := read_date(re.split("[T ,]", text, maxsplit=1)[0])) is not None:
        return day
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        return None


@lru_cache(maxsize=4096)
def _is_place(text: str) -> bool:
    from factcheck.extract import parse_place  # the reader is not needed for a source without a place

    return parse_place(text, detect(text)) is not None


def _plain(name: str) -> str:
    """Return an id as part of a source's name: on one line, and without what would part a path."""
    plain = _UNFIT.sub(" ", name[: 4 * _LONGEST_ID]).strip()
    cut = plain if len(plain) <= _LONGEST_ID else f"{plain[: _LONGEST_ID - 1]}…"
    return cut.replace("%", "%25").replace("/", "%2F").replace("\\", "%5C")


def _kind(value: object) -> str:
    return next((called for kind, called in _KINDS if isinstance(value, kind)), "no text")
