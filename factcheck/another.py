"""What speaks for a number being told of another thing than the claim's, though in its words: features between 0 and 1."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import takewhile

from factcheck.answers import Answer
from factcheck.extract import Reading, read_statement
from factcheck.goods import are_other_goods, goods
from factcheck.instead import capitals, in_order, stands_instead
from factcheck.lang.base import OPENERS
from factcheck.match import Target
from factcheck.model import Claim, Quantity, Scope
from factcheck.roles import neighbours, tokens_of
from factcheck.siblings import are_siblings
from factcheck.whose import is_beside, is_of_section

_REMOTE = 10  # words before a number in which something may say that it was, may be or is needed
_SPANS = ("duration", "age")
_LISTED, _LIST = frozenset((",", "và", "and")), 8  # behind what is counted goes on what is counted with it, in so many words
_OWN_TIME, _TO_COME = ("clause", "sentence"), ("target", "forecast")


def another(claim: Claim, row: Answer, reading: Reading, is_met: Callable[[Target], bool]) -> dict[str, float]:
    """Return whether a number is told of other goods, of a sibling, of another thing in the claim's place, beside another span, or afar.

    `is_met` says whether the text holds a number that can be one of a claim's. The words of two languages are not compared.
    """
    mine = claim.mentions[row.pair.target.mention].quantity
    of_one_week = bool(row.pair.features["same week"])
    alike, own = claim.lang == reading.language.code, read_statement(claim.text, claim.lang, claim.date)
    return {
        "other goods": float(alike and _is_of_other_goods(claim, mine, row, reading)),
        "another in its place": float(alike and _is_told_instead(own, mine, row, reading)),
        "another part": float(alike and is_of_sibling(own, row, reading, bool(mine.unit.dimension))),
        "only remote": float(alike and is_remote(own, row, reading)),
        "only a kind": float(alike and not of_one_week and _is_of_kind(own, mine, row, reading)),
        "one of a list": float(alike and _is_of_list(own, mine, row, reading)),
        "whose part": float(alike and not of_one_week and is_of_section(own, row, reading)),
        "beside the place": float(alike and not of_one_week and is_beside(own, row, reading)),
        "at another time": float(not of_one_week and _is_of_other_time(claim, row, reading)),
        "another span": float(_has_other_span(claim, row, reading, is_met)),
    }


def is_of_sibling(own: Reading, row: Answer, reading: Reading, labelled: bool = False) -> bool:
    """Return whether the sentence of a number tells of a sibling of what the claim tells of, or where `labelled`, of one by its number."""
    at = bisect_left(reading.tokens(row.mention.sentence).starts, row.mention.quantity.span.start)
    return are_siblings(own, reading, row.mention.sentence, labelled, at)


def _is_of_other_goods(claim: Claim, mine: Quantity, row: Answer, reading: Reading) -> bool:
    """Return whether a number measures something else than the claim's, as it stands behind the two units."""
    tokens, language = reading.tokens(row.mention.sentence), reading.language
    told = goods(row.mention.quantity, tokens, language)
    if not told:
        return False
    own, stem = tokens_of(claim.text), language.stem
    return are_other_goods(goods(mine, own, language), frozenset(map(stem, own.keys)), told, frozenset(map(stem, tokens.keys)))


def _is_told_instead(own: Reading, mine: Quantity, row: Answer, reading: Reading) -> bool:
    """Return whether a sentence told as a statement is says something else in one place."""
    if row.pair.phrasing.text != own.text or len(own.sentences) != 1:
        return False
    n = row.mention.sentence
    names = capitals(own.tokens(0), reading.language) | capitals(reading.tokens(n), reading.language)
    return stands_instead(in_order(own, 0, mine), in_order(reading, n, row.mention.quantity), names, reading.language)


def is_remote(own: Reading, row: Answer, reading: Reading) -> bool:
    """Return whether the words before a number tell of what was, may be or is needed, and those of the claim of nothing like it."""
    tokens, remote = reading.tokens(row.mention.sentence), reading.language.remote
    end = bisect_left(tokens.starts, row.mention.quantity.span.start)
    first = max(bisect_left(tokens.starts, row.mention.clause.start), end - _REMOTE)
    opens = [i for i in range(end) if i == 0 or tokens.keys[i - 1] in OPENERS]
    if not any(remote.at(tokens.keys, i) for i in (*opens, *range(first, end))):
        return False
    return not any(remote.within(tokens_of(own.text).keys))


def _is_of_kind(own: Reading, mine: Quantity, row: Answer, reading: Reading) -> bool:
    """Return whether a number counts a kind of what the claim counts, or what is added to it: công nhân nữ, có thêm 300."""
    language, tokens, span = reading.language, reading.tokens(row.mention.sentence), row.mention.quantity.span
    first, end = (bisect_left(tokens.starts, at) for at in span)
    said = {found[0] for i in range(first, end + 1) if (found := language.kinds.at(tokens.keys, i)) is not None}
    if said:
        return not said.issubset(language.kinds.within(tokens_of(own.text).keys))
    more = language.more.before(tokens.keys, first)
    return more is not None and tokens.keys[more[1]] == neighbours(tokens_of(own.text), mine.span).before


def _is_of_list(own: Reading, mine: Quantity, row: Answer, reading: Reading) -> bool:
    """Return whether a claim counts several kinds of things as one, of which a sentence counts some apart: 103 xã và 20 phường."""
    tokens = tokens_of(own.text)
    end = bisect_left(tokens.starts, mine.span.end)
    if mine.unit.dimension != "count" or tokens.key(end) not in _LISTED:
        return False
    others = [quantity.unit.noun for quantity in reading.quantities(row.mention.sentence) if quantity.span != row.mention.quantity.span]
    numerals = reading.language.numerals
    behind = takewhile(lambda i: not tokens.digits[i] and tokens.keys[i] not in numerals, range(end, min(end + _LIST, len(tokens.keys))))
    listed = frozenset(reading.language.stem(tokens.keys[i]) for i in behind).difference(mine.unit.noun)
    return any(noun and listed.issuperset(part for part in noun if part[0].isalpha()) for noun in others)


def _is_of_other_time(claim: Claim, row: Answer, reading: Reading) -> bool:
    """Return whether a number is told of a time of its own, long before its document or to come, where the claim tells none."""
    mine, theirs, today = claim.mentions[row.pair.target.mention].scope, row.mention.scope, reading.today
    period = theirs.period
    if mine.period is not None or period is None or not period.year_known or theirs.origin.get("period") not in _OWN_TIME:
        return False
    if _is_to_come(theirs) and not _is_to_come(mine) and (today is None or period.start > today):
        return True
    return today is not None and not today.year - 1 <= period.end.year <= today.year + 1


def _is_to_come(scope: Scope) -> bool:
    return scope.status in _TO_COME or scope.origin.get("status") == "ahead"


def _has_other_span(claim: Claim, row: Answer, reading: Reading, is_met: Callable[[Target], bool]) -> bool:
    """Return whether a claim tells how long or how old beside its number, or its number beside that, and a text only otherwise."""
    target, theirs = row.pair.target, row.mention.quantity
    told = [quantity for quantity in reading.quantities(row.mention.sentence) if quantity.span != theirs.span]
    return any(
        (_is_span(other) or _is_span(theirs))
        and not other.lookback
        and any(other.unit.dimension == quantity.unit.dimension for quantity in told)
        and not is_met(Target(target.claim, m))
        for m, other in enumerate(mention.quantity for mention in claim.mentions)
        if m != target.mention
    )


def _is_span(quantity: Quantity) -> bool:
    return quantity.unit.dimension.startswith(_SPANS)
