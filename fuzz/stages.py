"""The stages of a run, a target each: bytes become a registry, a text or a quantity, and each law of the stage has to hold for them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from itertools import pairwise

from common import harmless, quoted, quotes, registry_of, says_why, shipped, shipped_checker, source_of
from texts import lang_of, text_of

from factcheck import lang as languages
from factcheck import segment
from factcheck.arithmetic import reckon
from factcheck.compare import compare as compared
from factcheck.errors import InputError
from factcheck.extract import Reading, read
from factcheck.gather import gather
from factcheck.load.sources import read_source
from factcheck.load.text import decode
from factcheck.model import Mention, Quantity, Source
from factcheck.pipeline import check as checked
from factcheck.report import arithmetic as sums_page
from factcheck.report import compare as compare_page
from factcheck.report import quantities as quantities_page

_KEYS = ("claim", "metric", "value", "period", "place", "tolerance", "date", "status", "lang", "also", "id")


def registry(data: bytes) -> None:
    """A registry of any bytes, or a well-formed one whose fields are any text, is read or refused with a reason."""
    if not data or data[0] % 8 < 3:
        try:
            registry_of(decode(data[1:], "claims.yaml"))
        except InputError as error:
            says_why(error)
        return
    fields = [text_of(part) for part in data.split(b"\xff")]
    entry = {"id": "a", **{_KEYS[(data[0] + n) % len(_KEYS)]: text for n, text in enumerate(fields)}}
    registry_of("claims:\n  - " + "\n    ".join(f"{key}: {quoted(text)}" for key, text in entry.items()))


def text(data: bytes) -> None:
    """A source of any bytes is decoded, headed and stripped of its comments, or refused with a reason."""
    raw = data if not data or data[0] % 2 else text_of(data[1:]).encode("utf-8", "replace")
    try:
        source, _ = read_source("-", io.BytesIO(raw))
    except InputError as error:
        says_why(error)
        return
    if source is not None:
        assert 0 <= source.body <= len(source.text)
        assert len(source.seen) == len(source.text)
        assert all(0 <= start < end <= len(source.text) for start, end in source.comments)


def segmenter(data: bytes) -> None:
    """Sentences lie in the text, in order, none within another, and none is blank."""
    words = text_of(data)
    spans = [row.span for row in segment.sentences(words, languages.get(lang_of(data) or "vi"))]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(words) and span.of(words).strip() for span in spans)


def holds(reading: Reading, quantity: Quantity, n: int) -> None:
    """Raise where a quantity lies outside its sentence, or its value outside its interval."""
    sentence, span, number = reading.sentences[n].span, quantity.span, quantity.number
    assert sentence.start <= span.start <= number.start < number.end <= span.end <= sentence.end, (sentence, span, number)
    low, high = quantity.interval.low, quantity.interval.high
    assert quantity.value.is_finite(), quantity
    assert low is None or low <= quantity.value, quantity
    assert high is None or quantity.value <= high, quantity


def quantities(data: bytes) -> None:
    """Every quantity lies in its sentence, behind the one before, and its value in its interval; the list of them obeys nothing."""
    words = text_of(data)
    reading = read(words, lang_of(data))
    last = 0
    for quantity, n in reading.found:
        holds(reading, quantity, n)
        assert last <= quantity.span.start
        last = quantity.span.end
    if last and data[0] % 5 == 0:
        harmless(quantities_page.render_text(quantities_page.rows(Source("a.txt", words), lang_of(data) or "vi")), "quantities")


def scope(data: bytes) -> None:
    """Every quantity has a clause that holds it, within its sentence, and a period that does not end before it begins."""
    reading = read(text_of(data), lang_of(data))
    mentions: list[Mention] = reading.mentions
    for mention in mentions:
        sentence, clause, number = reading.sentences[mention.sentence].span, mention.clause, mention.quantity.number
        assert sentence.start <= clause.start <= number.start < number.end <= clause.end <= sentence.end, (clause, number)
        period = mention.scope.period
        assert period is None or period.start <= period.end, period


def judge(data: bytes) -> None:
    """What a text tells of the shipped claims is quoted as it stands there."""
    source = source_of(data)
    quotes(gather(shipped(), [(source, shipped_checker().findings(source))]), source)


def own(data: bytes) -> None:
    """A claim of any words is not contradicted by a source that tells the same words."""
    known = registry_of(f"claims:\n  - id: a\n    claim: {quoted(' '.join(text_of(data).split()))}\n")
    if known is not None:
        (claim,) = known.claims
        source = Source("a.txt", claim.text, lang=claim.lang)
        report = checked(known, [source])
        quotes(report, source)
        assert report.count("contradicted") == 0, [(f.found, f.expected, f.reason) for f in report.results[0].findings]


def arithmetic(data: bytes) -> None:
    """The sums of any text stand in it, and the page that tells them obeys nothing of it."""
    source = source_of(data)
    found = list(reckon(source))
    for one in found:
        assert one.quote in source.text
        assert one.told in one.quote or one.told in source.text
        assert one.numbers
    if found:
        harmless(sums_page.render_text(found, 1, width=60, verbose=True), "arithmetic")


def compare(data: bytes) -> None:
    """Of any two texts, what one tells otherwise than the other stands in it, and the pages that tell it obey nothing of them."""
    half = len(data) // 2
    one, other = source_of(data[:half]), source_of(data[half:], "b.txt")
    if data and data[0] % 3 == 0:  # one text twice, with another number: there is something to disagree on
        other = one._replace(name="b.txt", text=one.text.translate({ord("3"): "5", ord("5"): "8", ord("1"): "2", ord("2"): "3"}))
    texts = [one, other]
    words = {source.name: source.text for source in texts}
    found = compared(texts)
    for disagreement in found.disagreements:
        for version in disagreement.versions:
            for told in version.tellings:
                assert words[told.source.name][told.start : told.end] == told.text
    harmless(compare_page.render_text(found, width=70), "compare")
    json.loads(compare_page.render_json(found))


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (registry, text, segmenter, quantities, scope, judge, own, arithmetic, compare)
}
