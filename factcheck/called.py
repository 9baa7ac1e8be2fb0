"""Does a text call a number by a narrower name than a claim's metric, or tell it as asked for? Sows for pigs, another bridge."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence, Set
from itertools import pairwise

from factcheck.certain import is_of_another_time, is_tenfold
from factcheck.extract import Reading, read
from factcheck.extract.outline import BEFORE_OR_AFTER
from factcheck.judge import is_within, places_of, same_place
from factcheck.lang import prose
from factcheck.lang.base import OPENERS
from factcheck.metric import metric_of
from factcheck.model import Claim, Mention, Place, Quantity, Span
from factcheck.roles import tokens_of
from factcheck.words import Passages, Words, of_text

_NARROWING = 0.45  # least weight of words behind a metric's own that make it another
_LONG = 27  # days of a period from which on a day or a week is a part of it
_SHARED = 0.5  # least share of a metric's words in a name for it to be a name of that metric
_RARE = 0.6  # weight from which on a word that the metric lacks makes it another
_SMALL = ("city", "district", "commune", "village")
_JOINTS = frozenset((",", "của", "thuộc", "ở", "tại", "in", "of", "-", "("))  # between a place and the one that it is a part of
_CLAUSES = frozenset((",", ";", "the"))
_PLAIN = frozenset(
    "confirm report record total official estimat overall xác nhận ghi chính thức ước tính".split()
)  # of any statistic, by their stems
_RATES, _GROWTH = frozenset(("=proportion", "lệ", "shar", "rate", "percentag")), frozenset(("=growth",))
_VERB = 2  # words
_SINCE = frozenset("sau trong qua suốt after in within during over of than trước before".split())  # a span of time, and no kind of things


def as_told(
    claim: Claim, mine: Mention, theirs: Mention, passages: Passages, found: int, metric: Words, known: Set[str], doubt: str, named: bool
) -> dict[str, float]:
    """Return features of how a text tells a number that differs from a claim's, which is a metric with its value.

    `metric` are the words of the metric, `known` all words that the claim has in any phrasing; `doubt` is the reason code of a soft gate
    that failed, and `named` says that the text names the claim's place in words that no list has.
    """
    reading, here, there = passages.reading, mine.scope.period, theirs.scope.period
    same = claim.lang == reading.language.code
    share = told(claim, mine, metric, passages.window(theirs.sentence), theirs.quantity)
    plain = same and share >= 1 and not is_tenfold(mine.quantity, theirs.quantity) and has_verb_alone(passages, found, known)
    narrowed = same and not plain and (is_narrowed(reading, found, metric, known) or is_narrowed_behind(passages, found, metric, known))
    apart = doubt == "FC204" and here is not None and there is not None and not is_within(there, here)
    told_at = places_of(mine, theirs)
    elsewhere = bool(mine.scope.places and told_at) and not named
    return {
        **({"retold but for a word": 0.0} if plain else {}),  # that word is the verb
        "of a metric": 1.0,
        "in another language": float(not same),
        "metric told": share,
        "aim in the metric": float(share >= 1 and claim.status == "" and mine.scope.status == "target"),
        "called otherwise": float(narrowed or is_of_some(reading, found, claim) or is_of_all(reading, found, mine.scope.places)),
        "of a short time": float(is_brief(reading, found, claim)),
        "asked for": float(is_asked(reading, found, claim)),
        "another place": float(
            (elsewhere and not any(same_place(a, b) for a in mine.scope.places for b in told_at))
            or is_inside(reading, theirs, mine.scope.places)
        ),
        "told at another time": float(here is not None and there is None and is_of_another_time(here, reading.today)),
        "its own period apart": float(apart),
    }


def told(claim: Claim, mine: Mention, metric: Words, window: Container[str], theirs: Quantity) -> float:
    """Return the share of a metric's words, without the noun that its value is told with, that a passage has; its words are in `window`.

    A number tells some by itself: a percentage that it is a share or a rate, a change that something grew.
    """
    valued = metric.words and claim.text.startswith(claim.metrics[0])
    own = {word.key: word.weight for word in metric.words if not valued or word.start < mine.quantity.span.start}
    by_itself = (_RATES if theirs.unit.dimension == "percent" else frozenset()) | (_GROWTH if theirs.kind == "change" else frozenset())
    own = {key: weight for key, weight in own.items() if key not in by_itself} or own
    whole = sum(own.values())
    return sum(weight for key, weight in own.items() if key in window) / whole if whole else 1.0


def has_verb_alone(passages: Passages, found: int, known: Set[str]) -> bool:
    """Return whether all that a clause tells beyond a metric is the verb right before its number: Việt Nam đón 16,7 triệu lượt khách.

    `known` are all words that the claim has; before the verb stands one of them, or a place.
    """
    reading = passages.reading
    n, quantity = reading.found[found].sentence, reading.found[found].quantity
    tokens, clause = reading.tokens(n), reading.clause(quantity, n)
    said = [word for word in passages.words(n).words if clause.start <= word.start < clause.end]
    strange = [word.start for word in said if word.key not in known and not quantity.span.start <= word.start < quantity.number.end]
    if not strange:
        return False
    number = bisect_left(tokens.starts, quantity.span.start)
    first, last = (bisect_left(tokens.starts, at) for at in (strange[0], strange[-1]))
    told = (*(word.start for word in said if word.key in known), *(tokens.starts[standing.first] for standing in reading.places(n)))
    before = any(clause.start <= start < strange[0] for start in told)
    return before and last + 1 == number and last - first < _VERB and all(tokens.word(i).islower() for i in (first, last))


def is_narrowed(reading: Reading, found: int, metric: Words, known: Set[str]) -> bool:
    """Return whether a quantity of a text is called by most words of a metric and by a term or a rare word that it lacks, or another name.

    `metric` are its words, `known` all words that the claim has in any phrasing.
    """
    n, quantity = reading.found[found].sentence, reading.found[found].quantity
    code = reading.language.code
    named = metric_of(reading, n, quantity, reading.sentences[n].span, prose.get(code))
    if named is None:
        return False
    words = of_text(read(named.text, code))
    shared = sum(weight for key, weight in metric.weights.items() if key in words.weights)
    if shared and words.names.difference(known) and metric.names and metric.names.isdisjoint(words.weights):
        return True  # cầu Rạch Gò, where the claim has cầu Vàm Sen
    if shared < _SHARED * sum(metric.weights.values()):
        return False
    strange = {key: weight for key, weight in words.weights.items() if key not in known and key[0] != "@" and key not in _PLAIN}
    first = next((at for at, word in enumerate(words.words) if word.key in metric.weights), len(words.words))
    behind = sum(word.weight for word in words.words[first:] if word.key in strange)
    return behind >= _NARROWING or any(key[0] == "=" or weight >= _RARE for key, weight in strange.items())


def is_narrowed_behind(passages: Passages, found: int, metric: Words, known: Set[str]) -> bool:
    """Return whether strange words follow right behind the words of a metric behind a number: 24 xã nông thôn mới nâng cao."""
    reading = passages.reading
    n, quantity = reading.found[found].sentence, reading.found[found].quantity
    tokens, clause = reading.tokens(n), reading.clause(quantity, n)
    said = {word.start: word for word in passages.words(n).words if quantity.number.end <= word.start < clause.end}
    last = max((start for start, word in said.items() if word.key in metric.weights), default=None)
    if last is None:
        return False
    ends, strange = prose.get(reading.language.code).noun_ends, 0.0
    for i in range(bisect_left(tokens.starts, last) + 1, bisect_left(tokens.starts, clause.end)):
        if not tokens.keys[i][0].isalpha() or tokens.keys[i] in ends:
            break
        word = said.get(tokens.starts[i])
        strange += word.weight if word is not None and word.key not in known else 0.0
    return strange >= _NARROWING


def is_of_some(reading: Reading, found: int, claim: Claim) -> bool:
    """Return whether a text says of which part a quantity is, or what age or length of time bounds its kind: in the mountains, under 18."""
    own, n = reading.found[found].quantity, reading.found[found].sentence
    clause = reading.clause(own, n)
    if _holds(reading, n, Span(reading.sentences[n].span.start, own.span.start), "parts") and not _says(claim, "parts"):
        return True
    told, tokens, written = {mention.quantity.unit.dimension for mention in claim.mentions}, reading.tokens(n), tokens_of(claim.text).keys
    return any(
        other is not own and clause.start <= other.span.start < clause.end and _bounds(reading, n, other)
        for other in reading.quantities(n)
        if other.unit.dimension not in told and tokens.keys[bisect_left(tokens.starts, other.number.start)] not in written
    )


def is_of_all(reading: Reading, found: int, places: Sequence[Place]) -> bool:
    """Return whether a quantity is told of the whole country, as its clause or sentence opens, where the claim is of a smaller place."""
    if not places or any(place.level == "country" for place in places):
        return False
    own, n = reading.found[found].quantity, reading.found[found].sentence
    tokens, everywhere = reading.tokens(n), prose.get(reading.language.code).everywhere
    number, times = bisect_left(tokens.starts, own.span.start), {time.end for time in reading.times(n)}
    opens = (i for i in range(number) if i == 0 or i in times or tokens.keys[i - 1] in OPENERS or tokens.keys[i - 1] in _CLAUSES)
    ends = [told[1] for i in opens if (told := everywhere.at(tokens.keys, i)) is not None]
    return any(not any(end <= standing.first < number for standing in reading.places(n)) for end in ends)


def is_inside(reading: Reading, theirs: Mention, places: Sequence[Place]) -> bool:
    """Return whether a quantity is told of a smaller place in one of a claim's: huyện Lấp Vò, tỉnh Đồng Tháp."""
    standing, tokens = reading.places(theirs.sentence), reading.tokens(theirs.sentence)
    keys, number = tokens.keys, bisect_left(tokens.starts, theirs.quantity.span.start)
    return any(
        part.place.level in _SMALL
        and _JOINTS.issuperset(keys[part.end : whole.first])
        and any(same_place(whole.place, place) for place in places)
        and not any(place.name == part.place.name for place in places)
        and whole.first < number
        for part, whole in pairwise(standing)
    )


def _bounds(reading: Reading, n: int, quantity: Quantity) -> bool:
    if quantity.unit.dimension != "age" and not quantity.unit.dimension.startswith("duration"):
        return False
    if quantity.hedge not in ("over", "almost") and None not in quantity.interval[:2]:
        return False
    tokens = reading.tokens(n)
    return tokens.key(bisect_left(tokens.starts, quantity.span.start) - 1) not in _SINCE


def is_asked(reading: Reading, found: int, claim: Claim) -> bool:
    """Return whether a quantity of a text is what somebody asks for, offers or threatens with, where the claim says nothing of the kind."""
    own, n = reading.found[found].quantity, reading.found[found].sentence
    return _holds(reading, n, Span(reading.clause(own, n).start, own.span.start), "asking") and not _says(claim, "asking")


def is_brief(reading: Reading, found: int, claim: Claim) -> bool:
    """Return whether a quantity of a text is told of a day, a week or a peak, where the claim is of a longer time."""
    period = claim.given.period
    if period is None or (period.end - period.start).days < _LONG:
        return False
    own, n = reading.found[found].quantity, reading.found[found].sentence
    told = Span(_reported(reading, n, own), reading.clause(own, n).end)
    return _holds(reading, n, told, "briefly") and not _says(claim, "briefly")


def _reported(reading: Reading, n: int, quantity: Quantity) -> int:
    """Return where what is told of a quantity begins: the sentence, or behind an event, or what is reported in it (… cho biết)."""
    tokens, reporting = reading.tokens(n), prose.get(reading.language.code).reporting
    number = bisect_left(tokens.starts, quantity.span.start)
    ends = [found[1] for i in range(number) if (found := reporting.at(tokens.keys, i)) is not None and found[1] <= number]
    if not ends and tokens.keys[0] in BEFORE_OR_AFTER and "," in tokens.keys[:number]:
        ends = [tokens.keys.index(",")]
    return tokens.starts[ends[-1]] if ends else reading.sentences[n].span.start


def _holds(reading: Reading, n: int, part: Span, table: str) -> bool:
    """Return whether a part of sentence n holds a phrase of a table of its language."""
    phrases, tokens = getattr(prose.get(reading.language.code), table), reading.tokens(n)
    return any(phrases.at(tokens.keys, i) is not None for i in range(*(bisect_left(tokens.starts, at) for at in part)))


def _says(claim: Claim, table: str) -> bool:
    phrases, keys = getattr(prose.get(claim.lang), table), tokens_of(claim.text).keys
    return any(phrases.within(keys))
