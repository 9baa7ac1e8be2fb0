"""A text as read → the quantities in it that state a fact, each with the words that state it; what is in doubt is left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from factcheck.certain import is_of_session
from factcheck.extract import Reading
from factcheck.extract.tokens import Tokens
from factcheck.lang import prose
from factcheck.lang.base import Phrases
from factcheck.lang.prose import Prose
from factcheck.metric import metric_of
from factcheck.model import Mention, Quantity, Span
from factcheck.rows import NamedTuple

_FEWEST, _MOST = 6, 60  # words of a statement
_LONGEST = 320  # characters of a statement
_SMALL = 10  # from which on a bare count is told for its own sake
_NUMBERED = 100  # below it, a number behind a name may belong to the name
_HANDFUL = 3  # things that a writer rather names than counts: the two sides
_AROUND = 7  # words around a small count in which a toll is told
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_MARKS = frozenset("?…")
_COMMAS = frozenset(",()")


class Fact(NamedTuple):
    """A quantity that states a fact: its number among those of the text, the spans of its statement and its value, its metric in words."""

    found: int
    statement: Span
    value: Span
    metric: str


def facts(reading: Reading) -> Iterator[Fact]:
    """Yield the quantities of a text that state a fact, left to right."""
    words = prose.get(reading.language.code)
    for n, members in reading.by_sentence.items():
        if not _tells(reading, n, words):
            continue
        for k in members:
            if not _aside(reading, n, reading.found[k].quantity) and (fact := stated(reading, n, k, words)) is not None:
                yield fact


def stated(reading: Reading, n: int, found: int, words: Prose) -> Fact | None:
    """Return a quantity of sentence n with the words that state it and its metric, None where they do not; however sure the sentence is."""
    mention = reading.mention(found)
    if not _counts(mention.quantity, reading.tokens(n), words):
        return None
    statement = _statement(reading, n, mention, words)
    named = metric_of(reading, n, mention.quantity, statement, words) if statement is not None else None
    return Fact(found, statement, named.value, named.text) if statement is not None and named is not None else None


def _tells(reading: Reading, n: int, words: Prose) -> bool:
    """Return whether a sentence tells something in a voice of its own: no headline, question, guess or caption, nothing cut off."""
    sentence, tokens = reading.sentences[n], reading.tokens(n)
    text = sentence.span.of(reading.text)
    if sentence.heading or not text or text.rstrip("”\"')» ")[-1:] in _MARKS or not text.rstrip("”\"')» ").endswith((".", ";", "!")):
        return False
    if not (text[0].isupper() or text[0].isdigit()) or "…" in text or "..." in text or _is_headline(tokens):
        return False
    if any(text.count(opened) != text.count(closed) for opened, closed in _PAIRS.items()) or text.count('"') % 2:
        return False
    if any(key in words.speakers and word[:1].islower() for key, word in _worded(tokens)) or words.speakers & set(tokens.keys[:1]):
        return False
    if any(_holds(tokens, table, 0, len(tokens.keys)) for table in (words.earlier, words.unsure, words.asides)):
        return False
    words_of = list(_worded(tokens))
    if any(key in words.pronouns and word.islower() and not tokens.word(i + 1)[:1].isupper() for i, (key, word) in enumerate(words_of)):
        return False
    if is_of_session(text, reading.language.code) or _holds(tokens, words.passing, 0, len(tokens.keys)):
        return False
    # Of when a text without a date speaks, nobody knows.
    return reading.today is not None or not _holds(tokens, words.deictic, 0, len(tokens.keys))


def _worded(tokens: Tokens) -> Iterator[tuple[str, str]]:
    return ((key, tokens.word(i)) for i, key in enumerate(tokens.keys))


def _is_headline(tokens: Tokens) -> bool:
    """Return whether most words have a capital, as in a headline or a list of names."""
    words = [word for key, word in _worded(tokens) if key[0].isalpha()]
    return sum(word[0].isupper() for word in words) > 0.6 * max(len(words), 1)


def _holds(tokens: Tokens, table: Phrases[bool], start: int, end: int) -> bool:
    return any(table.at(tokens.keys, i) is not None for i in range(start, min(end, len(tokens.keys))))


def _counts(quantity: Quantity, tokens: Tokens, words: Prose) -> bool:
    """Return whether a quantity tells how much there is of something, rather than which, when, or how old."""
    base = quantity.unit.dimension.partition("/")[0]
    first, end = (bisect_left(tokens.starts, at) for at in quantity.span)
    number_end = bisect_left(tokens.starts, quantity.number.end)
    if (
        quantity.kind == "rank"
        or quantity.negated
        or quantity.other is not None
        or quantity.hedge == "vague"
        or base in ("", "age")
        or base.startswith("duration")
    ):
        return False
    counted = base.partition(":")[0] == "count"
    if quantity.value <= 0 or (counted and _points(tokens, first, end, words)):
        return False
    spelled = not any(tokens.digits[first:number_end])
    if counted and quantity.whole is None:
        if first > 1 and tokens.word(first - 1)[:1].isupper() and quantity.value < _NUMBERED:
            return False  # Nexus 5 has …
        if quantity.value < _SMALL and (spelled or quantity.value <= _HANDFUL):
            return _holds(tokens, words.toll, max(0, first - _AROUND), end + _AROUND)
        return not (spelled and quantity.value <= _SMALL)
    return not (spelled and quantity.value <= _SMALL)


def _aside(reading: Reading, n: int, quantity: Quantity) -> bool:
    """Return whether a quantity of sentence n stands in brackets: what it tells of stands before them."""
    before = reading.text[reading.sentences[n].span.start : quantity.span.start]
    return before.count("(") > before.count(")")


def _points(tokens: Tokens, first: int, end: int, words: Prose) -> bool:
    """Return whether words beside a number say that it was told before: these 40 people, 5 người nói trên."""
    before = words.pointing.before(tokens.keys, first) or words.of.before(tokens.keys, first)
    behind = any(words.pointing.at(tokens.keys, i) is not None for i in (end - 1, end) if i < len(tokens.keys) and i > first)
    return before is not None or behind


def _statement(reading: Reading, n: int, mention: Mention, words: Prose) -> Span | None:
    """Return the part of a sentence that states a quantity and can be read alone, or nothing where there is none."""
    tokens = reading.tokens(n)
    at = bisect_left(tokens.starts, mention.quantity.span.start)
    for first, end in _parts(tokens, at, words):
        first = _opened(tokens, first, at, words)
        if not _FEWEST <= sum(key[0].isalnum() for key in tokens.keys[first:end]) <= _MOST or _leans(reading, n, first, words):
            continue
        if words.heading.at(tokens.keys, first) is not None:
            continue
        span = Span(tokens.starts[first], tokens.ends[end - 1])
        told = span.of(reading.text)
        whole = all(told.count(a) == told.count(b) for a, b in _PAIRS.items()) and told.count('"') % 2 == 0
        if whole and len(told) <= _LONGEST and (reading.text[span.start].isupper() or first > 0):
            return span
    return None


def _parts(tokens: Tokens, at: int, words: Prose) -> Iterator[tuple[int, int]]:
    """Yield the part of a sentence between semicolons that holds token `at`, the sentence, and where that is too long the part's clause."""
    keys, end = tokens.keys, len(tokens.keys)
    while end > 0 and keys[end - 1] in (".", ";", "!", ","):
        end -= 1
    marks = [i for i, key in enumerate(keys) if key == ";" or (key == ":" and ";" in keys[:end])]
    low, high = max((i + 1 for i in marks if i < at), default=0), min((i for i in marks if i > at), default=end)
    yield low, high
    if marks and marks[0] > at:  # what stands behind a semicolon leans on what stands before it
        yield 0, end
    if end - low <= _MOST:
        return
    first = max((i + 1 for i in range(low, at) if keys[i] in _COMMAS), default=low)
    if words.hanging.at(keys, first) is None and words.leading.at(keys, first) is None:
        yield first, min((i for i in range(at, high) if keys[i] in _COMMAS), default=high)


def _opened(tokens: Tokens, first: int, at: int, words: Prose) -> int:
    """Return where a part begins without the words that only tie it to what was said before."""
    while (found := words.openers.at(tokens.keys, first)) is not None and found[1] < at:
        end = found[1] + (tokens.key(found[1]) in (",", ":"))
        if end == found[1] and tokens.keys[first] not in ("và", "nhưng", "còn", "song", "and", "but", "so", "overall", "also"):
            break  # hiện nay …: the words are part of what is told
        first = end
    return first


def _leans(reading: Reading, n: int, first: int, words: Prose) -> bool:
    """Return whether what begins at a token cannot be understood without what was said before; a name is no pronoun: Ông Nguyễn Văn A."""
    tokens = reading.tokens(n)
    found = words.leaning.at(tokens.keys, first)
    titled = tokens.keys[first] in reading.language.titles and tokens.word(first + 1)[:1].isupper()
    return found is not None and not titled
