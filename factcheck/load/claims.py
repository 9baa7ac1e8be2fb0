"""One entry of the registry → one claim, its quantities read by the same reader that reads the sources."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from typing import overload

from factcheck import lang as languages
from factcheck.extract import parse_period, parse_place, read, read_quantity, read_statement
from factcheck.extract.tokens import tokenize
from factcheck.lang import codes, detect
from factcheck.load.sheet import Sheet, example
from factcheck.load.text import read_date
from factcheck.load.tree import Fields, Items, Node
from factcheck.model import Claim, Mention, Period, Place, Position, Provenance, Quantity, Scope, Span
from factcheck.rows import NamedTuple
from factcheck.units import counting

_GAP = re.compile(r"\s+")
_LINE_ENDS = frozenset("\n\r\x85\u2028\u2029")
_DIGITS = re.compile(r"\d(?:[\d.,\u00a0\u2007\u2009\u202f]*\d)?")
# A number in digits that no date, time or rank can be taken for, and what is told after it; by the decimal separator of the language.
PLAIN = {
    sign: re.compile(rf"[1-9](?:\d\d|\d{{4,11}}|\d{{0,2}}(?:\{group}\d{{3}}){{1,4}})(?:\{sign}\d{{1,6}})?(?: ?%| [^\W\d_][^\d]*)\Z")
    for sign, group in ((",", "."), (".", ","))
}
_DIGIT = re.compile(r"[0-9]")
_NUMBER_OF, _HEAD = frozenset("tổng số lượng".split()), 3  # words before what is counted, and syllables of that
STATUSES = ("actual", "estimate", "target")
KEYS = {
    "id": "trade-2025",
    "claim": "GRDP năm 2025 đạt 7,1%",
    "metric": "doanh nghiệp thành lập mới",
    "also": "[newly established enterprises]",
    "value": "3.334 doanh nghiệp",
    "period": "2020-2025",
    "place": "tỉnh Lạng Sơn",
    "status": "actual",
    "tolerance": "5%",
    "date": "2025-09-18",
    "lang": "vi",
    "provenance": "{publisher: Nhân Dân}",
    "note": "checked by the desk",
}
_PROVENANCE = {
    "publisher": "Nhân Dân",
    "url": "https://example.org/story",
    "quote": "đạt 234,58 tỷ USD",
    "date": "2025-09-18",
    "title": "Kinh tế cửa khẩu",
    "source": "sources/trade.md",
    "prefix": "Trong 5 năm qua,",
    "suffix": ", cao hơn giai đoạn trước",
}
_ELSEWHERE = {key: f"put `{key}` inside `provenance:`" for key in _PROVENANCE if key not in KEYS}


class _Named(NamedTuple):
    """What a claim says of itself beside its statement."""

    period: Period | None
    place: Place | None
    status: str

    def over(self, scope: Scope) -> Scope:
        """Return a scope in which what the claim names replaces what was read."""
        origin = dict(scope.origin)
        for key, named in (("period", self.period), ("place", self.place), ("status", self.status)):
            if named:
                origin[key] = "registry"
        return Scope(
            also=tuple(named for named in scope.also if not (self.period and isinstance(named, Period))),
            period=self.period or scope.period,
            places=(self.place,) if self.place else scope.places,
            status=self.status or scope.status,
            origin=origin,
        )


class Valued(Sequence[Mention]):
    """The one quantity of a claim that is a metric and its value, read when it is first looked at: most claims of a run are never met."""

    __slots__ = ("_known", "asked")

    def __init__(self, text: str, lang: str, day: datetime.date | None, value: str, named: _Named) -> None:
        self.asked = text, lang, day, value, named  # all that it is read from
        self._known: tuple[Mention, ...] = ()

    def __len__(self) -> int:
        return 1

    @overload
    def __getitem__(self, index: int) -> Mention: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mention]: ...
    def __getitem__(self, index: int | slice) -> Mention | Sequence[Mention]:
        if not self._known:
            text, lang, day, value, named = self.asked
            self._known = tuple(_over(named, _valued(text, lang, day, value)))
        return self._known[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def read_claim(node: Node, sheet: Sheet, file_lang: str) -> tuple[Claim, Node] | None:
    """Return a claim and the node of its id; nothing, each fault told on the sheet, where it cannot be read."""
    before = len(sheet.problems)
    found = sheet.fields(node, "a claim", KEYS, _ELSEWHERE)
    if found is None:
        return None
    name = sheet.text(found.get("id"), "id", KEYS["id"])
    if "id" not in found:
        sheet.tell(_first(node), "FC903", "a claim without `id`", f"give it one, as in {example('id', KEYS['id'])}")
    statement = sheet.text(found.get("claim"), "claim", KEYS["claim"])
    metric = sheet.text(found.get("metric"), "metric", KEYS["metric"])
    value = sheet.text(found.get("value"), "value", KEYS["value"])
    _complete(found, node, sheet)
    # A statement may be written over several lines; a reader of sentences would cut it at each.
    text = statement or f"{metric or ''} {value or ''}".strip()
    if len(text.splitlines()) > 1:
        text = _GAP.sub(lambda gap: gap[0] if _LINE_ENDS.isdisjoint(gap[0]) else " ", text)
    lang = read_lang(found.get("lang"), sheet) or file_lang or detect(text)
    named = _read_named(found, sheet, lang)
    date = read_day(found.get("date"), sheet)
    _check_value(found.get("value"), value, sheet, lang)
    mentions: Sequence[Mention] = ()
    if text and len(sheet.problems) == before:
        if statement is None and value is not None:
            mentions = Valued(text, lang, date, value, named)
        else:
            mentions = tuple(_over(named, _mentions(text, lang, date, value)))
            _check_mentions(mentions, found, sheet)
    tolerance, percent = _tolerance(found.get("tolerance"), sheet, lang, text, mentions)
    origins = _origins(found.get("provenance"), sheet)
    also = sheet.texts(found.get("also"), "also", KEYS["also"])
    sheet.text(found.get("note"), "note", KEYS["note"])
    if name is None:
        return None
    at = found["id"]
    claim = Claim(
        id=unicodedata.normalize("NFC", name),
        text=text,
        lang=lang,
        mentions=mentions,
        position=Position(at.line, at.column),
        metrics=((metric,) if metric else ()) + also,
        date=date,
        tolerance=tolerance,
        tolerance_percent=percent,
        status=named.status,
        provenance=origins[0] if origins else None,
        further=origins[1:],
        given=named.over(Scope()),
    )
    return claim, at


def read_lang(node: Node | None, sheet: Sheet) -> str:
    """Return the language code that a `lang` key names, empty where there is none."""
    text = sheet.text(node, "lang", KEYS["lang"])
    if node is not None and text is not None and text not in codes():
        sheet.tell(node, "FC907", f"unknown language `{text}`", "write one of " + ", ".join(f"`{code}`" for code in codes()))
        return ""
    return text or ""


def read_day(node: Node | None, sheet: Sheet) -> datetime.date | None:
    """Return the day that a `date` key names, if there is one."""
    text = sheet.text(node, "date", KEYS["date"])
    if node is None or text is None:
        return None
    day = read_date(text)
    if day is None:
        sheet.tell(node, "FC905", f"`{text}` is no date", "write it as in `2025-09-18` or `18/9/2025`")
    return day


def _first(node: Node) -> Node:
    """Return the first key of a mapping: a claim is told by its first line, not by all of it."""
    return node.pairs[0][0] if isinstance(node, Fields) and node.pairs else node


def _complete(found: Mapping[str, Node], node: Node, sheet: Sheet) -> None:
    """Tell a claim that has neither a statement nor a metric with its value."""
    if "claim" in found or ("metric" in found and "value" in found):
        return
    if "metric" in found:
        sheet.tell(found["metric"], "FC903", "a `metric` without `value`", f"add {example('value', KEYS['value'])}")
    elif "value" in found:
        sheet.tell(found["value"], "FC903", "a `value` without `metric`", f"say what it counts: {example('metric', KEYS['metric'])}")
    else:
        hint = f"write {example('claim', KEYS['claim'])}, or a `metric` and its `value`"
        sheet.tell(_first(node), "FC903", "a claim without a statement or a value", hint)


def _read_named(found: Mapping[str, Node], sheet: Sheet, lang: str) -> _Named:
    period = place = None
    if (text := sheet.text(found.get("period"), "period", KEYS["period"])) and (period := parse_period(text, lang)) is None:
        hint = "write it as in `2025`, `2020-2025`, `quý 3/2025`, `first half of 2022`"
        sheet.tell(found["period"], "FC905", f"`{text}` is no period", hint)
    if (text := sheet.text(found.get("place"), "place", KEYS["place"])) and (place := parse_place(text, lang)) is None:
        sheet.tell(found["place"], "FC906", f"`{text}` is no place", "write it as in `tỉnh Lạng Sơn` or `Hanoi`")
    status = sheet.text(found.get("status"), "status", KEYS["status"]) or ""
    if status and status not in STATUSES:
        sheet.tell(found["status"], "FC907", f"`{status}` is no status", "write one of " + ", ".join(f"`{name}`" for name in STATUSES))
    return _Named(period, place, status)


def _check_value(node: Node | None, text: str | None, sheet: Sheet, lang: str) -> None:
    """Tell a value that is not one quantity."""
    if node is None or text is None:
        return
    plain = PLAIN[languages.get(lang).decimal].match(text)
    found = count(_DIGIT.sub("5", text) if plain else text, lang)
    if found != 1:
        hint = f"write one number with its unit, as in {example('value', KEYS['value'])}"
        sheet.tell(node, "FC904", f"`{text}` is {'several quantities' if found else 'no quantity'}", hint)


@lru_cache(maxsize=1024)
def count(text: str, lang: str) -> int:
    """Return how many quantities a text holds; of plain numbers the digits do not matter, so one stands for all of a shape."""
    return len(read(text, lang).found)


def _check_mentions(mentions: Sequence[Mention], found: Mapping[str, Node], sheet: Sheet) -> None:
    """Tell a statement that lacks its value, and warn of one without any quantity."""
    if mentions:
        return
    if "value" in found:
        sheet.tell(found["value"], "FC907", "the statement does not tell this value", "write it as the statement does, or delete one")
        return
    sheet.warn(
        found["claim"],
        "FC914",
        "no quantity in this statement: it can be looked for, not judged by a number",
        f"add the number, or {example('metric', '…')} and {example('value', KEYS['value'])}",
    )


def _over(named: _Named, mentions: Iterable[Mention]) -> Iterator[Mention]:
    return (mention._replace(scope=named.over(mention.scope)) for mention in mentions)


def _mentions(text: str, lang: str, day: datetime.date | None, value: str | None) -> list[Mention]:
    """Return the quantities of a statement; where it has a value, only those that agree with it."""
    mentions = read_statement(text, lang, day).mentions
    quantity = read_quantity(value, lang) if value is not None else None
    return mentions if quantity is None else [mention for mention in mentions if _agree(mention.quantity, quantity)]


def _valued(text: str, lang: str, day: datetime.date | None, value: str) -> list[Mention]:
    """Return the one quantity of a metric with its value behind it."""
    start = len(text) - len(value)
    behind = [mention for mention in read_statement(text, lang, day).mentions if mention.quantity.span.start >= start]
    if len(behind) != 1:
        # The metric's words drew the number into a reading of their own: the value is read alone.
        (found,) = read(value, lang).found
        moved = found.quantity._replace(span=_shift(found.quantity.span, start), number=_shift(found.quantity.number, start))
        behind = [Mention(moved, 0, Span(0, len(text)), Scope())]
    (only,) = behind
    quantity = only.quantity._replace(unit=counting(only.quantity.unit, _named_things(text[:start], lang)))
    if quantity.unit.dimension == "percent" and quantity.kind == "level" and quantity.value > 0 and _is_of_growth(text[:start], lang):
        quantity = quantity._replace(kind="change", direction=1)
    return [only._replace(quantity=quantity)]


def _is_of_growth(metric: str, code: str) -> bool:
    """Return whether a percentage can only be the growth of what a metric names: CPI bình quân, retail sales; but not the profit margin."""
    told = list(languages.get(code).grown.within(tokenize(metric, 0, len(metric)).keys))
    return bool(told) and all(told)


def _named_things(metric: str, code: str) -> tuple[str, ...]:
    """Return the words of what a metric counts, if it begins with that: số ô tô nhập khẩu, paying subscribers of a service."""
    language = languages.get(code)
    words = [key for key in tokenize(metric, 0, len(metric)).keys if key[0].isalpha()]
    if code == "vi":
        while words and words[0] in _NUMBER_OF:
            del words[0]
        return tuple(words[:_HEAD])
    phrase = list(takewhile(lambda word: word not in language.stops, words))
    end = max((at for at, word in enumerate(phrase, 1) if language.is_plural(word)), default=0)  # measles cases
    return tuple(map(language.stem, phrase[:end]))


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _agree(one: Quantity, other: Quantity) -> bool:
    if one.unit.dimension != other.unit.dimension:
        return False
    return one.interval.scaled(one.unit.factor).meets(other.interval.scaled(other.unit.factor))


def read_number(text: str, lang: str) -> tuple[Decimal, bool] | None:
    """Return a bare number and whether it is a per cent, separators read as the language writes them."""
    percent = text.endswith("%")
    digits = text.removesuffix("%").strip()
    quantity = read_quantity(digits, lang)
    if quantity is None or quantity.unit.dimension or quantity.hedge or quantity.span.of(digits) != digits:
        return None
    return quantity.value, percent


def _tolerance(node: Node | None, sheet: Sheet, lang: str, written: str, mentions: Sequence[Mention]) -> tuple[Decimal | None, bool]:
    text = sheet.text(node, "tolerance", KEYS["tolerance"])
    if node is None or text is None:
        return None, False
    below = text.startswith(("-", "−", "–"))
    number = read_number(text.lstrip("-−–").strip(), lang)
    if number is None or below:
        message = f"a tolerance below zero: `{text}`" if below and number else f"`{text}` is no tolerance"
        sheet.tell(node, "FC907", message, "write a number in the claim's unit or a per cent, as in `tolerance: 5%`")
        return None, False
    return (number[0], True) if number[1] else (number[0] * _scale(mentions[0].quantity if mentions else None, written, lang), False)


def _scale(quantity: Quantity | None, written: str, lang: str) -> Decimal:
    """Return what one of the claim's written units is worth: a tolerance of 1 for 48 nghìn tỷ is 1 nghìn tỷ."""
    digits = quantity and _DIGITS.match(written, quantity.number.start, quantity.number.end)
    bare = digits and read_quantity(digits[0], lang)
    return quantity.value / bare.value if quantity and bare and bare.value else Decimal(1)


def _origins(node: Node | None, sheet: Sheet) -> tuple[Provenance, ...]:
    """Return where a claim comes from: one mapping, or a list of them where several texts tell it."""
    if isinstance(node, Items) and not node.items:
        sheet.tell(
            node, "FC903", "`provenance` has no value", f"write one, as in {example('provenance', KEYS['provenance'])}, or delete the key"
        )
    nodes = node.items if isinstance(node, Items) else (node,)
    return tuple(origin for each in nodes if (origin := _provenance(each, sheet)) is not None)


def _provenance(node: Node | None, sheet: Sheet) -> Provenance | None:
    if node is None or (found := sheet.fields(node, "`provenance`", _PROVENANCE)) is None:
        return None
    texts = {key: sheet.text(found.get(key), key, _PROVENANCE[key]) or "" for key in _PROVENANCE if key != "date"}
    return Provenance(date=read_day(found.get("date"), sheet), **texts)
