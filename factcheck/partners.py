"""Sources → which of them may tell of one event: those that share rare words, names and long numbers, found through an index of these."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from factcheck.features import rarity
from factcheck.values import value_key
from factcheck.words import Passages

# Set on 199 events told by several papers each (docs/accuracy.md): all but a few in 100 pairs of papers on one event are this alike.
_ALIKE = 0.06  # least likeness of two that may tell of one event: rare words shared, of the geometric mean of what each has
_MOST = 12  # partners that a source looks for, the likeliest first; as many more may look for it
_REACH = 48  # sources before it that hold a word too: with those a source is weighed by that word
_COMMON = 6  # sources that may hold a word before it tells less
_LEAST = 0.02  # weight below which a word singles out nothing
_NAME, _NUMBER, _TELLING = 1.5, 1.0, 3  # what a name and a number of so many digits weigh


def partners(sources: Sequence[Passages]) -> list[dict[int, float]]:
    """Return for each source the others that may tell of its event, each with how alike the two are (0 to 1).

    Every source has at most so many that it looked for itself, so what follows costs no more for each source however many there are.
    """
    vectors = _weighed([_rare(source) for source in sources])
    lengths = [math.sqrt(sum(vector.values())) for vector in vectors]
    shared: list[dict[int, float]] = [defaultdict(float) for _ in sources]
    posted: dict[str, list[int]] = defaultdict(list)
    for one, vector in enumerate(vectors):
        for key, weight in vector.items():
            for other in posted[key][-_REACH:]:
                shared[one][other] += min(weight, vectors[other][key])
            posted[key].append(one)
    for one, row in enumerate(shared):
        for other, common in row.items():
            if other < one:
                shared[other][one] = common
    out: list[dict[int, float]] = [{} for _ in sources]
    for one, row in enumerate(shared):
        alike = {other: common / (lengths[one] * lengths[other]) for other, common in row.items()}
        for other in sorted(alike, key=lambda other: (-alike[other], other))[:_MOST]:
            if alike[other] >= _ALIKE:
                out[one][other] = out[other][one] = alike[other]
    return out


def _rare(source: Passages) -> dict[str, float]:
    """Return what singles out the event of a source: its words, names and numbers, each with its weight."""
    out: dict[str, float] = {}
    reading = source.reading
    names: set[str] = set()
    for n in range(len(reading.sentences)):
        words = source.words(n)
        names |= words.names
        out |= {key: rarity(key, weight) for key, weight in words.weights.items()}
    out = {key: weight * _NAME if key in names else weight for key, weight in out.items() if weight >= _LEAST}
    long = (found.quantity for found in reading.found if len(found.quantity.value.normalize().as_tuple().digits) >= _TELLING)
    return out | {f"#{value_key(quantity)}": _NUMBER for quantity in long}


def _weighed(vectors: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Return the weights, less for what many of these sources hold: a series of articles on one place names it in each."""
    told: dict[str, int] = defaultdict(int)
    for vector in vectors:
        for key in vector:
            told[key] += 1
    return [{key: weight * min(1.0, math.sqrt(_COMMON / told[key])) for key, weight in vector.items()} for vector in vectors]
