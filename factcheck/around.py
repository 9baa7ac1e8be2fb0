"""The words around a number: how near each stands, and how much of them two numbers share."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from factcheck.extract.tokens import Tokens
from factcheck.rows import NamedTuple
from factcheck.words import Words

_NEAR = 3.0  # words: how fast the words around a number lose their say with distance
LONGEST_RUN = 4  # tokens beside a number that are compared one by one


class Around(NamedTuple):
    """A number among its words: weight and distance of each, the nearest where a word stands twice.

    `left` and `right` are the words beside it, nearest first; `run_left` and `run_right` are all tokens, small words too.
    """

    near: dict[str, tuple[float, int]]
    left: tuple[str, ...]
    right: tuple[str, ...]
    total: float
    run_left: tuple[str, ...] = ()
    run_right: tuple[str, ...] = ()


def around(words: Words, start: int, end: int, clause: tuple[int, int], tokens: Tokens | None = None) -> Around:
    """Return the words around the number at text[start:end]; distance is counted in words, double beyond its clause."""
    before = [w for w in words.words if w.start < start]
    after = [w for w in words.words if w.start >= end]
    near: dict[str, tuple[float, int]] = {}
    for row in (reversed(before), after):
        for distance, word in enumerate(row):
            far = distance if clause[0] <= word.start < clause[1] else 2 * distance + 2
            known = near.get(word.key)
            if known is None or known[1] > far:
                near[word.key] = (word.weight, far)
    whole = sum(weight * fade(distance) for weight, distance in near.values())
    left, right = tuple(w.key for w in before[:-4:-1]), tuple(w.key for w in after[:3])
    if tokens is None:
        return Around(near, left, right, whole)
    first = bisect_left(tokens.starts, start)
    last = bisect_left(tokens.starts, end)
    return Around(near, left, right, whole, tokens_before(tokens.keys, first), tuple(tokens.keys[last : last + LONGEST_RUN]))


def tokens_before(keys: Sequence[str], first: int) -> tuple[str, ...]:
    """Return the tokens before token `first` that are compared one by one, nearest first."""
    return tuple(keys[max(0, first - LONGEST_RUN) : first][::-1])


def run(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how many tokens agree from the number outwards before the first that does not, as a share of the most that counts."""
    n = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        n += 1
    return n / LONGEST_RUN


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of the nearest words on one side of a number that stand on that side of the other too."""
    return len(set(one) & set(other)) / max(len(one), 1)


def fade(distance: int) -> float:
    """Return the say of a word at a distance from the number (1 beside it)."""
    return _NEAR / (_NEAR + distance)


def common(one: Around, other: Around) -> float:
    """Return the share of the words around one number that stand near the other too, near words counting most (0 to 1)."""
    if not one.total:
        return 0.0
    shared = 0.0
    for key, (weight, distance) in one.near.items():
        twin = other.near.get(key)
        if twin is not None:
            shared += weight * fade(distance) * min(1.0, fade(max(0, twin[1] - 2 * distance - 4)))
    return shared / one.total
