"""Numbers dealt out to what a sentence names, in its order: *A và B lần lượt đạt 5 và 7*, *A and B made 5 and 7 respectively*."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from factcheck.extract.tokens import Tokens
from factcheck.lang.base import Language
from factcheck.model import Quantity, Span

_STOPS = frozenset(",;")


def dealer(tokens: Tokens, language: Language) -> int | None:
    """Return the token at which a sentence deals its numbers out, so that the words beside one do not tell whose it is; None in most."""
    keys = tokens.keys
    if language.dealt.firsts().isdisjoint(keys):
        return None
    return next((i for i in range(len(keys)) if language.dealt.at(keys, i)), None)


def others(quantities: Sequence[Quantity], tokens: Tokens, language: Language) -> dict[int, list[Span]]:
    """Return for each number that is dealt out, by its place, where the things that the other numbers are told of are named.

    Nothing where the sentence deals none out, or names not as many things as there are numbers.
    """
    at = dealer(tokens, language)
    run = [] if at is None else _run(quantities, tokens, language, at)
    if at is None or not run:
        return {}
    named = _named(tokens, language, min(at, _token(tokens, quantities[run[0]].span.start)), len(run))
    return {place: [span for k, span in enumerate(named) if k != j] for j, place in enumerate(run)} if len(named) == len(run) else {}


def _token(tokens: Tokens, offset: int) -> int:
    return bisect_left(tokens.starts, offset)


def _parts(key: str, language: Language) -> bool:
    return key in language.joins or key in _STOPS


def _run(quantities: Sequence[Quantity], tokens: Tokens, language: Language, at: int) -> list[int]:
    """Return the places of the numbers of one unit that stand one behind the other around the word that deals them out."""
    rows: list[list[int]] = []
    for place, quantity in sorted(enumerate(quantities), key=lambda row: row[1].span):
        last = quantities[rows[-1][-1]] if rows else None
        between = [] if last is None else tokens.keys[_token(tokens, last.span.end) : _token(tokens, quantity.span.start)]
        alike = last is not None and last.unit.dimension in ("", quantity.unit.dimension)
        if alike and between and all(_parts(key, language) for key in between):
            rows[-1].append(place)
        else:
            rows.append([place])
    near = [row for row in rows if len(row) > 1]
    return min(near, key=lambda row: abs(_token(tokens, quantities[row[0]].span.start) - at), default=[])


def _named(tokens: Tokens, language: Language, end: int, most: int) -> list[Span]:
    """Return where as many things as there are numbers are named before token `end`: between what joins or parts them."""
    stops = [i for i in range(end) if _parts(tokens.keys[i], language)]
    if len(stops) < most - 1:
        return []
    cuts = [stops[-most] if len(stops) >= most else -1, *stops[len(stops) - most + 1 :]]
    ends = [*cuts[1:], _name_end(tokens, cuts[-1] + 1, end)]
    return [Span(tokens.starts[cut + 1], tokens.ends[last - 1]) for cut, last in zip(cuts, ends, strict=True) if cut + 1 < last]


def _name_end(tokens: Tokens, first: int, end: int) -> int:
    """Return where a name that begins at token `first` ends, `end` where none begins there: what follows is told of all."""
    at = first
    while at < end and tokens.word(at)[:1].isupper():
        at += 1
    return at if at > first else end
