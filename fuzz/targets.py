"""What is attacked, a function a stage: each takes bytes, and raises where the stage crashes or breaks a law of its own."""

from __future__ import annotations

import io
import json
import os
import tempfile
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import yaml
from texts import lang_of, text_of

from factcheck import lang as languages
from factcheck import segment
from factcheck.arithmetic import reckon
from factcheck.compare import compare as compared
from factcheck.errors import InputError
from factcheck.extract import Reading, read
from factcheck.load.documents import KINDS, read_document
from factcheck.load.registry import load_registry
from factcheck.load.sources import read_source
from factcheck.model import Mention, Quantity, Registry, Report, Source
from factcheck.pipeline import Checker, findings, gather
from factcheck.pipeline import check as checked
from factcheck.report import FORMATS, render

ROOT = Path(__file__).parent.parent
# Not a picture of what the terminal shows, which is slow, nor what is refused without a publisher.
_PLAIN = [name for name in FORMATS if name not in ("svg", "claimreview")]
_KINDS = [kind for kind in KINDS if kind.name in ("html", "csv")]
_KEYS = ("claim", "metric", "value", "period", "place", "tolerance", "date", "status", "lang", "also", "id")


@cache
def _scratch() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)) / "claims.yaml"


@cache
def shipped() -> Registry:
    """Return the registry of the repository."""
    return load_registry(ROOT / "claims.yaml")[0]


def _loaded(text: bytes) -> Registry | None:
    _scratch().write_bytes(text)
    try:
        return load_registry(_scratch())[0]
    except InputError as error:
        _says_why(error)
        return None


def _says_why(error: InputError) -> None:
    assert error.problems, "refused without a word why"


def _source(data: bytes, name: str = "a.txt") -> Source:
    text = text_of(data)
    return Source(name, text, lang=lang_of(data) or languages.detect(text))


def holds(reading: Reading, quantity: Quantity, n: int) -> None:
    """Raise where a quantity lies outside its sentence, or its value outside its interval."""
    sentence, span, number = reading.sentences[n].span, quantity.span, quantity.number
    assert sentence.start <= span.start <= number.start < number.end <= span.end <= sentence.end, (sentence, span, number)
    low, high = quantity.interval.low, quantity.interval.high
    assert quantity.value.is_finite(), quantity
    assert low is None or low <= quantity.value, quantity
    assert high is None or quantity.value <= high, quantity


def registry(data: bytes) -> None:
    """A registry of any bytes, or a well-formed one whose fields are any text, is read or refused with a reason."""
    if not data or data[0] % 8 < 3:
        _loaded(data[1:])
        return
    fields = [text_of(part) for part in data.split(b"\xff")]
    entry = {"id": "a", **{_KEYS[(data[0] + n) % len(_KEYS)]: text for n, text in enumerate(fields)}}
    _loaded(yaml.safe_dump({"claims": [entry]}, allow_unicode=True).encode("utf-8", "replace"))


def text(data: bytes) -> None:
    """A source of any bytes is decoded, headed and stripped of its comments, or refused with a reason."""
    raw = data if not data or data[0] % 2 else text_of(data[1:]).encode("utf-8", "replace")
    try:
        source, _ = read_source("-", io.BytesIO(raw))
    except InputError as error:
        _says_why(error)
        return
    if source is not None:
        assert 0 <= source.body <= len(source.text)
        assert len(source.seen) == len(source.text)
        assert all(0 <= start < end <= len(source.text) for start, end in source.comments)


def document(data: bytes) -> None:
    """A web page or a table of any bytes gives a text whose places lie in it, or is refused with a reason."""
    kind = _KINDS[data[0] % len(_KINDS)] if data else _KINDS[0]
    raw = data[1:] if not data or data[0] % 3 else text_of(data[1:]).encode("utf-8", "replace")
    try:
        found = read_document(kind, raw, "a")
    except InputError as error:
        _says_why(error)
        return
    offsets = [row.offset for row in found.locations]
    assert offsets == sorted(offsets)
    assert all(0 <= offset <= len(found.text) for offset in offsets)


def segmenter(data: bytes) -> None:
    """Sentences lie in the text, in order, none within another, and none is blank."""
    words = text_of(data)
    spans = [row.span for row in segment.sentences(words, languages.get(lang_of(data) or "vi"))]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(words) and span.of(words).strip() for span in spans)


def quantities(data: bytes) -> None:
    """Every quantity lies in its sentence, behind the one before, and its value in its interval."""
    reading = read(text_of(data), lang_of(data))
    last = 0
    for quantity, n in reading.found:
        holds(reading, quantity, n)
        assert last <= quantity.span.start
        last = quantity.span.end


def scope(data: bytes) -> None:
    """Every quantity has a clause that holds it, within its sentence, and a period that does not end before it begins."""
    reading = read(text_of(data), lang_of(data))
    mentions: list[Mention] = reading.mentions
    for mention in mentions:
        sentence, clause, number = reading.sentences[mention.sentence].span, mention.clause, mention.quantity.number
        assert sentence.start <= clause.start <= number.start < number.end <= clause.end <= sentence.end, (clause, number)
        period = mention.scope.period
        assert period is None or period.start <= period.end, period


@cache
def _checker() -> Checker:
    return Checker(shipped())


def _quotes(report: Report, source: Source) -> None:
    for result in report.results:
        for found in result.findings:
            assert source.text[found.start : found.end] == found.found
            assert source.text[found.quote_start : found.quote_start + len(found.quote)] == found.quote


def judge(data: bytes) -> None:
    """What a text tells of the shipped claims is quoted as it stands there."""
    source = _source(data)
    _quotes(gather(shipped(), [(source, _checker().findings(source))]), source)


def own(data: bytes) -> None:
    """A claim of any words is not contradicted by a source that tells the same words."""
    words = " ".join(text_of(data).split())
    known = _loaded(yaml.safe_dump({"claims": [{"id": "a", "claim": words}]}, allow_unicode=True, width=10**6).encode("utf-8", "replace"))
    if known is not None:
        (claim,) = known.claims
        source = Source("a.txt", claim.text, lang=claim.lang)
        report = checked(known, [source])
        _quotes(report, source)
        assert report.count("contradicted") == 0, [(f.found, f.expected, f.reason) for f in report.results[0].findings]


def renderers(data: bytes) -> None:
    """A report of any text has no control character in what a terminal shows, and is JSON or XML where it says so; one format an input."""
    words, name = text_of(data[1:]), _PLAIN[data[0] % len(_PLAIN)] if data else "terminal"
    known = Registry(words[:20] or "claims.yaml", shipped().claims[:2])
    told = f"{known.claims[0].text} {words}. {words} {known.claims[1].text.replace('3', '4').replace('8', '1')} {words}"
    source = Source(words[:40] or "a.txt", told, title=words, publisher=words, url=words, lang="vi")
    report = gather(known, findings(known, [source]), texts=True)
    page = render(report, name)
    page.encode("utf-8")
    if name in ("terminal", "github", "markdown"):
        wrong = [char for char in page if not char.isprintable() and char != "\n"]
        assert not wrong, (name, wrong[0])
    if name in ("json", "sarif"):
        json.loads(page)
    if name == "jsonl":
        assert all(json.loads(line) for line in page.split("\n") if line)
    if name == "junit":
        ElementTree.fromstring(page)


def arithmetic(data: bytes) -> None:
    """The sums of any text stand in it."""
    source = _source(data)
    for found in reckon(source):
        assert found.quote in source.text
        assert found.told in found.quote or found.told in source.text
        assert found.numbers


def compare(data: bytes) -> None:
    """Any two texts can be held against each other, and what one tells stands in it."""
    half = len(data) // 2
    texts = [_source(data[:half], "a.txt"), _source(data[half:], "b.txt")]
    words = {source.name: source.text for source in texts}
    for disagreement in compared(texts).disagreements:
        for version in disagreement.versions:
            for told in version.tellings:
                assert words[told.source.name][told.start : told.end] == told.text


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (registry, text, document, segmenter, quantities, scope, judge, own, renderers, arithmetic, compare)
}
