"""How surely two slots that differ are one slot of one fact, by how alike the words around them and their sentences are."""

from __future__ import annotations

from factcheck.lang import calendar
from factcheck.retold import Context, Difference, precision, verbatim
from factcheck.rows import NamedTuple
from factcheck.told import DENIAL, DIRECTION, NAME, NUMBER, RANK, TIME, Item, Told, When

_BEHIND = 8  # tokens behind a direction in which its number stands


class Cover(NamedTuple):
    """Shares of weight: of a claim's words in a passage and in its sentence, and of the sentence's words in the claim."""

    passage: float
    sentence: float
    back: float


class Floor(NamedTuple):
    """The least that the words around two slots share: weight on each side and on both, and how many nearest words agree."""

    left: float
    right: float
    both: float
    beside: int

    def holds(self, context: Context) -> bool:
        """Return whether a context reaches the floor."""
        return context.left >= self.left and context.right >= self.right and context.both >= self.both and context.beside >= self.beside


# Found on development data (docs/accuracy.md): what is enough to doubt that the number beside tells the claim's fact, and to contradict.
_DOUBT = {
    TIME: Floor(left=0.0, right=0.0, both=1.0, beside=1),
    NUMBER: Floor(left=0.1, right=0.0, both=1.0, beside=1),
    RANK: Floor(left=0.0, right=0.0, both=1.0, beside=1),
    DIRECTION: Floor(left=0.0, right=0.0, both=1.0, beside=1),
    DENIAL: Floor(left=0.5, right=0.5, both=1.0, beside=2),
    NAME: Floor(left=0.0, right=0.0, both=1.8, beside=2),
}
_SURE = {
    TIME: Floor(left=0.1, right=0.0, both=1.2, beside=1),
    NUMBER: Floor(left=0.6, right=0.0, both=1.6, beside=1),
    RANK: Floor(left=0.0, right=0.0, both=1.0, beside=1),
    DIRECTION: Floor(left=0.0, right=0.0, both=2.0, beside=1),
    DENIAL: Floor(left=0.8, right=0.6, both=2.0, beside=2),
}
_SURE_YEAR = Floor(left=0.0, right=0.0, both=1.1, beside=2)
_PASSAGE = 0.8  # least share of a claim's words in the passage
_NO_NUMBER = (0.85, 0.6)  # and where no number binds the two, shares in the passage and in the sentence or of it
_FREE, _FREE_YEAR, _FREE_DAY = 1.3, 0.75, 0.9  # shares at which the only two times of their sentences are held for one slot
_DENIED = (0.8, 0.5)  # shares of a claim's and a sentence's words at which what one denies is what the other tells
_SUBJECT = (0.5, 0.75)  # before a direction, or in the sentence: the least that is shared of what rises or falls
_VERBATIM = (0.85, 0.75)  # shares at which the one sentence is the other
_WORD_FOR_WORD = (8, 3.0)  # tokens and their weight, one behind the other, that make a clause one told again
_ALL_BUT_NAME = 0.9  # and both shares where a name differs: another name may be another fact


def is_doubtful(mine: Told, theirs: Told, row: Difference, cover: Cover) -> bool:
    """Return whether two slots that differ are alike enough to doubt that the two sentences tell one fact in full."""
    return _DOUBT[row.kind].holds(row.context) or is_free(mine, theirs, row, cover)


def is_sure(mine: Told, theirs: Told, row: Difference, cover: Cover, numbers: bool) -> bool:
    """Return whether two slots that differ certainly contradict each other; `numbers` where a number that the two share binds them."""
    if cover.passage < _PASSAGE:
        return False
    if is_verbatim(mine, theirs, row):
        return True
    if not (numbers or (cover.passage >= _NO_NUMBER[0] and max(cover.sentence, cover.back) >= _NO_NUMBER[1])):
        return False
    nearly = row.context.beside == 2 and cover.sentence >= _VERBATIM[0] and cover.back >= _VERBATIM[1]
    if row.kind == NAME:
        return nearly and numbers and min(cover.sentence, cover.back) >= _ALL_BUT_NAME
    if row.kind == TIME:
        return _is_sure_time(mine, theirs, row, cover, nearly, numbers)
    if row.kind == NUMBER and not numbers and _is_year(row.mine):
        return False  # another edition of what is held every year
    if row.kind == DENIAL and (cover.sentence < _DENIED[0] or cover.back < _DENIED[1]):
        return False
    if row.kind == DIRECTION:
        if row.context.left < _SUBJECT[0] and cover.sentence < _SUBJECT[1]:
            return False
        if number_behind(mine, row.mine) != number_behind(theirs, row.theirs):
            return False
    return nearly or _SURE[row.kind].holds(row.context)


def is_verbatim(mine: Told, theirs: Told, row: Difference) -> bool:
    """Return whether a clause is told word for word but for a number in a name, a direction or a rank."""
    if row.kind not in (NUMBER, DIRECTION, RANK):
        return False
    tokens, weight = verbatim(row, mine, theirs)
    return tokens >= _WORD_FOR_WORD[0] and weight >= _WORD_FOR_WORD[1]


def _is_sure_time(mine: Told, theirs: Told, row: Difference, cover: Cover, nearly: bool, numbers: bool) -> bool:
    if row.of_years:
        free = is_free(mine, theirs, row, cover) and cover.sentence >= _FREE_YEAR
        return numbers and (nearly or free or _SURE_YEAR.holds(row.context))
    one, other = row.mine.value, row.theirs.value
    if isinstance(one, When) and isinstance(other, When):
        a, b = one.period, other.period
        if a.year_known and b.year_known and a.start.year != b.start.year:
            return False
    free = numbers and cover.passage >= _FREE_DAY and is_free(mine, theirs, row, cover)
    return nearly or free or _SURE[TIME].holds(row.context)


def _is_year(item: Item) -> bool:
    return isinstance(item.value, frozenset) and any(calendar.full_year(part) is not None for part in item.value)


def is_free(mine: Told, theirs: Told, row: Difference, cover: Cover) -> bool:
    """Return whether two times are the only ones told so exactly in their sentences and one opens its: there they may stand apart."""
    value = row.mine.value
    if not isinstance(value, When) or min(row.mine.first, row.theirs.first) > 1:
        return False
    level = precision(value.period)
    alone = all(
        sum(isinstance(item.value, When) and precision(item.value.period) == level for item in told.items) == 1 for told in (mine, theirs)
    )
    return alone and cover.passage >= _PASSAGE and cover.sentence + cover.back >= _FREE


def number_behind(told: Told, item: Item) -> str:
    """Return the number that stands behind a direction and is no time, empty where there is none: giảm từ 13% xuống 10%."""
    times = {i for time in told.items if time.kind == TIME for i in range(time.first, time.end)}
    behind = range(item.end, min(len(told.weights), item.end + _BEHIND))
    return next((told.tokens.keys[i] for i in behind if told.tokens.digits[i] and i not in times), "")
