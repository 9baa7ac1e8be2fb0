"""What a number is among the words and numbers of its sentence: a whole, a former value, a part of a sum, the others of a few."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from factcheck.around import Around
from factcheck.extract.tokens import Tokens, tokenize
from factcheck.lang.base import fold
from factcheck.model import Quantity, Span
from factcheck.rows import NamedTuple

_LEFT_OUT, _OF_THE = 3, 8
_ROUNDED = ("over", "almost", "about")
_OTHERS, _JOINING = (fold("khác"), "others", "more"), frozenset((fold("và"), fold("cùng"), "with", "and"))
_RESULTS = tuple(map(fold, ("lên", "xuống", "còn", "thành", "đạt", "to", "at")))


class Beside(NamedTuple):
    """A quantity among the tokens of its sentence, folded: its own, and those before and behind it."""

    before: str
    own: tuple[str, ...]
    behind: str


def neighbours(tokens: Tokens, span: Span) -> Beside:
    """Return the tokens of a quantity and what stands beside it, empty where the sentence ends."""
    first, end = (bisect_left(tokens.starts, at) for at in span)
    return Beside(tokens.key(first - 1), tuple(tokens.keys[first:end]), tokens.key(end))


@lru_cache(maxsize=4096)  # a claim is asked about in document after document
def tokens_of(claim: str) -> Tokens:
    """Return the tokens of a whole statement."""
    return tokenize(claim, 0, len(claim))


def is_result(beside: Beside, quantity: Quantity) -> bool:
    """Return whether a quantity is what a change ends at: lên 8.900 tỉ đồng, xuống còn 12 %, to 12 percent."""
    return quantity.kind == "level" and beside.before in _RESULTS


def leaves_out(claim: str, mine: Quantity, theirs: Quantity, found: Beside) -> bool:
    """Return whether a number tells of the others of a few more: 20 other languages where the claim has 21, the director and 7 others.

    Not where the claim joins something to its number itself: 13 passengers and the driver.
    """
    left = mine.value - theirs.value
    if not 0 < left <= _LEFT_OUT:
        return False
    if "other" in found.own or found.behind in _OTHERS:
        return True
    return left == 1 and found.before in _JOINING and _JOINING.isdisjoint(tokens_of(claim).keys)


def is_reckoned(target: Quantity, told: Iterable[Quantity], theirs: Quantity, beside: Iterable[Quantity]) -> bool:
    """Return whether a claim's number is the sum of a number and another of its sentence, or a change from the one to the other.

    5 cars and 4 motorcycles are 9 vehicles; an aid of 500 tỷ instead of 481 grew by 19; 87 of the 150 seats leave 63. What the claim itself
    `told` is no part.
    """
    if "range" in (target.hedge, theirs.hedge) or target.unit.dimension == "age":
        return False
    value, mine, unit = _value(theirs), _value(target), theirs.unit.dimension
    known = {_value(quantity) for quantity in told}
    others = {_value(other) for other in beside if other.unit.dimension == unit and other.kind == theirs.kind} - known
    made = {value + other for other in others}
    made |= {
        _value(other) - value for other in beside if 0 < other.span.start - theirs.span.end <= _OF_THE and other.unit.dimension == unit
    }
    if target.kind == "change":
        made |= {abs(value - other) for other in others}
    return mine in made or (target.hedge in _ROUNDED and any(target.interval.holds(total / target.unit.factor) for total in made))


def _value(quantity: Quantity) -> Decimal:
    return quantity.value * quantity.unit.factor


_BASES = {tuple(words.split()) for words in ("số trong", "số tổng", "of out", "among", "the among", "cứ", "every for")}
_WITHIN = {("trong",): 1, ("the", "of"): 2}  # how many tokens stand between a whole and what opens it: 3 trong 10, one of the 16
_PARTS = frozenset(
    ("one", "two", "three", "half", "most", "some", "many", "each", "all", "none", "any", "several", "number", "một", "hai", "ba")
)
_FROM, _BECOMES = fold("từ"), frozenset(map(fold, ("lên", "xuống", "còn", "sang", "thành")))
_OWNED = frozenset(
    ("its", "their", "his", "her", "the", "an", "original", "initial", "earlier", "previous", fold("mức"), fold("tối"), fold("đa"))
)
_FURTHER = frozenset(("another", "further", "additional"))
_CHANGED = (("up",), ("down",), ("rose",), ("fell",))


def role_of(quantity: Quantity, around: Around) -> str:
    """Return `whole` for a number that others are parts of, `former` for one that another has come in the place of, `further` for more
    than was told of before (another 430 buildings), else nothing.

    Wholes: trong số 864 ứng viên, cứ 10 tấn; where it is only within something (the ministers of the 16 members), a part or nothing stands
    before it. No span of time is one. Former ones: từ 13% xuống 10%, from its original 12 to 20.
    """
    if quantity.unit.dimension == "count" and not _FURTHER.isdisjoint(around.run_left[:1]):
        return "further"
    return "whole" if _is_whole(quantity, around) else "former" if _is_former(around) else ""


def _is_former(around: Around) -> bool:
    left, right = around.run_left, around.run_right
    if _FROM not in left and "from" not in left:
        return False
    at = next((i for i, word in enumerate(left) if word not in _OWNED), len(left))
    if left[at : at + 1] == ("from",):
        return at > 0 or "to" in right or left[1:2] in _CHANGED
    return left[at : at + 1] == (_FROM,) and not _BECOMES.isdisjoint(right)


def _is_whole(quantity: Quantity, around: Around) -> bool:
    if quantity.unit.dimension.startswith("duration"):
        return False
    run = around.run_left
    if any(run[: len(words)] == words for words in _BASES):
        return True
    at = next((at for words, at in _WITHIN.items() if run[:at] == words), 0)
    return at > 0 and (at == len(run) or not run[at][0].isalpha() or run[at] in _PARTS)
