"""Which of some texts is which of some others: the same words first, then the most alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

_MOST = 10_000  # pairs that are weighed; beyond that, texts are taken as they stand


def pairs(ones: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of one text and of the other that is its own, each at most once; who stands first chooses first."""
    places: dict[str, list[int]] = defaultdict(list)
    for number in range(len(others) - 1, -1, -1):
        places[others[number]].append(number)
    left, free = [], set(range(len(others)))
    for number, one in enumerate(ones):
        if same := places.get(one):
            free.discard(same[-1])
            yield number, same.pop()
        else:
            left.append(number)
    yield from _alike(ones, others, left, sorted(free))


def _alike(ones: Sequence[str], others: Sequence[str], left: Sequence[int], free: Sequence[int]) -> Iterator[tuple[int, int]]:
    if not left or not free:
        return
    if len(left) * len(free) > _MOST or len(left) == len(free) == 1:
        yield from zip(left, free, strict=False)
        return
    words = {number: frozenset(others[number].split()) for number in free}
    unchosen = dict.fromkeys(free)
    for number in left:
        if not unchosen:
            return
        mine = frozenset(ones[number].split())
        best = max(unchosen, key=lambda other: len(mine & words[other]) / (len(mine | words[other]) or 1))
        del unchosen[best]
        yield number, best
