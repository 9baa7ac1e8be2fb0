"""What a web page says of itself: JSON-LD, the metadata of its head, and its language."""

from __future__ import annotations

import datetime
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from lxml import etree

from factcheck.lang import codes, detect
from factcheck.load.documents.layout import plain
from factcheck.load.text import read_date
from factcheck.rows import NamedTuple

_ARTICLES = ("Article", "Posting", "Report")
_DAY = re.compile(r"\s*(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}([/.-])\d{1,2}\2\d{4})(?:$|[T\s,])")
_LARGEST = 1_000_000  # characters of metadata that are read
_ENOUGH = 200  # characters of a text that tell its language better than the page's template does


class About(NamedTuple):
    """Title, publisher, url and lang as far as a page names them, and its day."""

    fields: Mapping[str, str]
    date: datetime.date | None


def read_about(root: etree._Element) -> About:
    """Return what a page says of itself, the first of several sayings that can be used."""
    linked = list(_linked(root))
    meta = _meta(root)
    fields = {
        "title": _first(_all(linked, "headline"), meta["og:title"], meta["twitter:title"], _texts(root, "h1", 1), _texts(root, "title")),
        "publisher": _first(_all(linked, "publisher"), meta["og:site_name"], meta["publisher"], meta["application-name"]),
        "url": _first(_addresses(_all(linked, "url")), _addresses(_canonical(root)), _addresses(meta["og:url"])),
        "lang": _first(_languages([*_all(linked, "inLanguage"), root.get("lang") or "", *meta["og:locale"], *meta["content-language"]])),
    }
    days = [*_all(linked, "datePublished"), *meta["article:published_time"], *meta["datepublished"], *meta["pubdate"], *meta["date"]]
    return About(fields, next(filter(None, map(_day, (*days, *_times(root)))), None))


def is_trusted(lang: str, text: str) -> bool:
    """Return whether a page is in the language it names: many templates say the same of every text."""
    return bool(lang) and (len(text) < _ENOUGH or detect(text) == lang)


def inner(element: etree._Element) -> str:
    """Return all text inside an element, as it stands."""
    return "".join(map(str, element.itertext()))


def _linked(root: etree._Element) -> Iterator[Mapping[str, object]]:
    """Yield the articles among the JSON-LD of a page."""
    for script in root.iter("script"):
        text = script.text or ""
        if (script.get("type") or "").strip().lower() != "application/ld+json" or len(text) > _LARGEST:
            continue
        try:
            value = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = deque([value])
        while waiting:
            item = waiting.popleft()
            if isinstance(item, list):
                waiting += item
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if any(str(kind).endswith(_ARTICLES) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                    yield item
                waiting += [item["@graph"]] if "@graph" in item else []


def _all(items: Iterable[Mapping[str, object]], key: str) -> list[str]:
    """Return the texts that items have under a key: of an organisation its name."""
    out = []
    for item in items:
        value = item.get(key)
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("name") if isinstance(value, dict) else value
        if isinstance(value, str):
            out.append(value)
    return out


class _Meta(dict[str, list[str]]):
    """The metadata of a page's head by name; what it does not name is an empty list."""

    def __missing__(self, key: str) -> list[str]:
        return []


def _meta(root: etree._Element) -> _Meta:
    found = _Meta()
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv") or ""
        if content := plain(element.get("content") or ""):
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _texts(root: etree._Element, tag: str, most: int = 0) -> list[str]:
    """Return the texts of the elements of a name; none where there are more than `most`, for then none is the one."""
    found = [plain(inner(element)) for element in root.iter(tag)]
    return [] if most and len(found) > most else found[:1]


def _canonical(root: etree._Element) -> list[str]:
    return [link.get("href") or "" for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]


def _times(root: etree._Element) -> list[str]:
    times = sorted(root.iter("time"), key=lambda time: time.get("pubdate") is None and time.get("itemprop") != "datePublished")
    return [time.get("datetime") or inner(time) for time in times]


def _addresses(texts: Iterable[str]) -> list[str]:
    """Return those texts that are addresses of the web; a page may name anything, scripts too."""
    out = []
    for text in map(plain, texts):
        try:
            parts = urlsplit(text)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and " " not in text:
            out.append(text)
    return out


def _languages(texts: Iterable[str]) -> list[str]:
    found = (re.split("[-_]", text.strip().lower())[0] for text in texts)
    return [code for code in found if code in codes()]


def _day(text: str) -> datetime.date | None:
    match = _DAY.match(text)
    return read_date(match[1]) if match else None


def _first(*lists: Iterable[str]) -> str:
    return next((text for texts in lists for text in map(plain, texts) if text), "")
