"""What a quantity counts, in words of its own sentence: the phrase before a measure, the noun behind a count."""

from __future__ import annotations

from bisect import bisect_left

from factcheck.extract import Reading, read
from factcheck.extract.tokens import Tokens
from factcheck.lang.base import Language, Phrases
from factcheck.lang.prose import Prose
from factcheck.model import Quantity, Span
from factcheck.rows import NamedTuple

_BREAKS = frozenset(',;:()[]"“”«»')
_LEAST, _MOST = 2, 18  # words of a metric
_NOUN = 9  # words of what is counted
_SUBJECT = 3  # words of a phrase that may stand for what another number tells
_SAYING = 0.5  # weight of words, from which on they say what is told
_NAMING = 1.2  # weight from which on a noun needs no verb beside it


class Named(NamedTuple):
    """What a quantity counts, in words, and the span of its value: the number, and the whole noun where one is counted."""

    text: str
    value: Span


class _Range(NamedTuple):
    """Some tokens of a sentence, and whether what they tell of stands before them: tương đương 5 %, up 5 %.

    `linked` says whether a verb stands between them and their number.
    """

    first: int
    end: int
    hangs: bool = False
    linked: bool = False


class _Sentence(NamedTuple):
    """A sentence in which a metric is looked for; `numbers`, `times` and `places` are the tokens that belong to such."""

    tokens: Tokens
    language: Language
    words: Prose
    low: int
    high: int
    numbers: frozenset[int]
    times: frozenset[int]
    places: frozenset[int]


def metric_of(reading: Reading, n: int, quantity: Quantity, statement: Span, words: Prose) -> Named | None:
    """Return what a quantity of sentence n counts, in its words; None where they do not say it, or only with too many."""
    sentence = _sentence(reading, n, statement, words)
    ranges = _ranges(sentence, quantity)
    if ranges and ranges[0].hangs:  # what is told stands with a number before: xuất khẩu đạt 780 triệu, bình quân tăng 8 %
        earlier = [q for q in reading.quantities(n) if statement.start <= q.span.start < quantity.span.start]
        if not earlier or (ranges[0].first == ranges[0].end and earlier[-1].unit.dimension != quantity.unit.dimension):
            return None  # 300 triệu euro, tương đương 400 triệu USD: the first says it
        found = (_before(sentence, bisect_left(sentence.tokens.starts, other.span.start)) for other in reversed(earlier))
        subject = next((row for row in found if not row.hangs and row.end - row.first >= _SUBJECT), None)
        ranges = (subject, *ranges) if subject is not None else ()
    if ranges and quantity.kind != "change":
        ranges = tuple(_level(sentence, row) for row in ranges)
    weight, size = sum(_weight(sentence, row) for row in ranges), sum(row.end - row.first for row in ranges)
    if weight < _SAYING or not _LEAST <= size <= _MOST or any(_points(sentence, row) for row in ranges):
        return None
    if len([row for row in ranges if row.first < row.end]) == 1 and any(_names_nothing(sentence, row) for row in ranges):
        return None
    told = (reading.text[sentence.tokens.starts[row.first] : sentence.tokens.ends[row.end - 1]] for row in ranges if row.first < row.end)
    return Named(" ".join(" ".join(told).split()), _value(sentence, quantity, ranges[-1]))


def _value(sentence: _Sentence, quantity: Quantity, noun: _Range) -> Span:
    """Return the span of a value, up to the end of the noun that is counted: 94 nhà đại đoàn kết, not 94 nhà đại đoàn."""
    tokens = sentence.tokens
    if not noun.first < noun.end <= noun.first + _NOUN or bisect_left(tokens.starts, quantity.number.end) != noun.first:
        return quantity.span
    value = Span(quantity.span.start, max(quantity.span.end, tokens.ends[noun.end - 1]))
    return value if len(read(value.of(tokens.text), sentence.language.code).found) == 1 else quantity.span


def _sentence(reading: Reading, n: int, statement: Span, words: Prose) -> _Sentence:
    tokens = reading.tokens(n)
    numbers, lasting = set[int](), set[int]()
    for quantity in reading.quantities(n):
        long = quantity.unit.dimension.startswith("duration")  # trong 5 năm 2021-2025
        (lasting if long else numbers).update(range(*(bisect_left(tokens.starts, at) for at in quantity.span)))
    times = frozenset(i for time in reading.times(n) for i in range(time.first, time.end)) | lasting
    places = frozenset(i for place in reading.places(n) for i in range(place.first, place.end))
    low, high = (bisect_left(tokens.starts, at) for at in statement)
    return _Sentence(tokens, reading.language, words, low, high, frozenset(numbers), times, places)


def _ranges(sentence: _Sentence, quantity: Quantity) -> tuple[_Range, ...]:
    """Return the tokens that tell a quantity's metric, left to right."""
    first, number_end, end = (
        bisect_left(sentence.tokens.starts, at) for at in (quantity.span.start, quantity.number.end, quantity.span.end)
    )
    before = _before(sentence, first)
    if quantity.unit.dimension.partition("/")[0].partition(":")[0] != "count":
        if before.first == before.end and not before.hangs:  # it opens its clause: 10.000 tỷ đồng vốn đầu tư công
            return (_noun(sentence, end, end),)
        if _does(sentence, before):
            return ()  # somebody gave so much: what for stands elsewhere
        bare = not quantity.unit.dimension.startswith(("percent", "currency", "point"))
        if bare and not before.linked and sentence.words.measures.at(sentence.tokens.keys, before.first) is None:
            return ()  # sút cự ly 14m: a length on the way, and no fact of its own
        return (before,)
    noun = _noun(sentence, number_end, end)
    if noun.first == noun.end:
        return ()
    if noun.end - noun.first > 1 and _weight(sentence, noun) >= (_NAMING if noun.end - noun.first < _SUBJECT else _SAYING):
        return (noun,)
    before = _done(sentence, before)
    if before.hangs:
        return (noun,) if noun.end - noun.first >= _SUBJECT else ()
    return (before, noun)


def _does(sentence: _Sentence, row: _Range) -> bool:
    """Return whether a range tells who does something, or begins with what is done, rather than naming what has a value."""
    keys, words = sentence.tokens.keys, sentence.words
    return any(_at(words.aspects, keys, i, row.end) for i in range(row.first, row.end)) or _at(words.heading, keys, row.first, row.end)


def _done(sentence: _Sentence, row: _Range) -> _Range:
    """Return of a range only what is done, without who does it: tỉnh đã thành lập mới → thành lập mới."""
    keys, words = sentence.tokens.keys, sentence.words
    for i in range(row.end - 1, row.first - 1, -1):
        if (found := words.aspects.at(keys, i)) is not None and found[1] <= row.end:
            return _trimmed(sentence, found[1], row.end)._replace(hangs=row.hangs)
    return row


def _before(sentence: _Sentence, number: int) -> _Range:
    """Return the phrase before a number, without the verbs and hedges between."""
    keys, words = sentence.tokens.keys, sentence.words
    end = _linked(sentence, number)
    first = _opened(sentence, end)
    while first > sentence.low and keys[first - 1] not in _BREAKS and first - 1 not in sentence.numbers:
        if first - 1 in sentence.times and first < end:
            break
        first -= 1
        first = _opened(sentence, first)
    behind_number = first > sentence.low and first - 1 in sentence.numbers
    for i in range(first, end):
        if (found := words.reporting.at(keys, i)) is not None and found[1] <= end:
            first, behind_number = found[1], False  # what is reported begins behind who reports it
        if behind_number and (joined := words.joining.at(keys, i)) is not None:
            first, behind_number = joined[1], False
    row = _trimmed(sentence, first, end)
    if behind_number:
        return _Range(end, end, True)
    there = words.there.before(keys, number)
    opened = end < number and row.first == row.end and (there is None or there[1] > end)
    row = row._replace(linked=end < number)
    return row._replace(hangs=opened or (words.hanging.at(keys, row.first) is not None and row.first < row.end))


def _opened(sentence: _Sentence, at: int) -> int:
    """Return where the bracket that closes just before token `at` opens, if it only explains a name: tổng sản phẩm (GRDP)."""
    keys, first = sentence.tokens.keys, at - 2
    if at - 1 < sentence.low or keys[at - 1] != ")":
        return at
    while first > sentence.low and keys[first] != "(":
        first -= 1
    return first if keys[first] == "(" and sentence.numbers.isdisjoint(range(first, at)) else at


def _linked(sentence: _Sentence, end: int) -> int:
    """Return where the verbs, hedges and times that stand before a number begin."""
    keys = sentence.tokens.keys
    while end > sentence.low:
        found = sentence.words.links.before(keys, end)
        if found is not None and found[1] >= sentence.low:
            end = found[1]
        elif end - 1 in sentence.times or (keys[end - 1] == "," and end - 2 in sentence.times):
            end -= 1
        else:
            break
    return end


def _noun(sentence: _Sentence, first: int, least: int) -> _Range:
    """Return what is counted, from its noun on: at least up to token `least`, and the words that narrow it."""
    keys, end = sentence.tokens.keys, first
    while end < sentence.high and end - first < _NOUN and (keys[end][0].isalpha() or end < least) and end not in sentence.times:
        if end >= max(least, first + 1) and (keys[end] in sentence.words.noun_ends or end in sentence.places or end in sentence.numbers):
            break
        end += 1
    return _trimmed(sentence, first, end)


def _trimmed(sentence: _Sentence, first: int, end: int) -> _Range:
    """Return a range without the small words and the times at its ends."""
    keys, words = sentence.tokens.keys, sentence.words
    before = None
    while (first, end) != before and first < end:
        before = first, end
        if first in sentence.times or not keys[first][0].isalpha():
            first += 1
        elif (found := words.leading.at(keys, first)) is not None and found[1] <= end:
            first = found[1]
        if first < end and (end - 1 in sentence.times or not (keys[end - 1][0].isalnum() or keys[end - 1] in ("%", ")"))):
            end -= 1
        elif first < end and (cut := words.trailing.before(keys, end)) is not None and cut[1] >= first:
            end = cut[1]
    return _Range(first, max(first, end))


def _weight(sentence: _Sentence, row: _Range) -> float:
    """Return how much the words of a range say."""
    language, keys = sentence.language, sentence.tokens.keys[row.first : row.end]
    said = {language.stem(key) for key in keys if key[0].isalpha() and key not in language.stops}
    return sum(language.weights.get(key, 1.0) for key in sorted(said))


def _points(sentence: _Sentence, row: _Range) -> bool:
    """Return whether words of a range stand for what was told before, or deny: cổ phiếu này, the price they paid."""
    tables = sentence.words.standing_in, sentence.words.denying
    return any(_at(table, sentence.tokens.keys, i, row.end) for table in tables for i in range(row.first, row.end))


def _names_nothing(sentence: _Sentence, row: _Range) -> bool:
    found = sentence.words.nameless.at(sentence.tokens.keys, row.first) if row.first < row.end else None
    return found is not None and found[1] == row.end


def _level(sentence: _Sentence, row: _Range) -> _Range:
    """Return a range without a rise or fall at its end: GRDP tăng from 44 to 71 tells two levels of it."""
    found = sentence.language.directions.before(sentence.tokens.keys, row.end) if row.first < row.end else None
    return row._replace(end=found[1]) if found is not None and found[1] > row.first else row


def _at(table: Phrases[bool], keys: list[str], i: int, end: int) -> bool:
    found = table.at(keys, i)
    return found is not None and found[1] <= end
