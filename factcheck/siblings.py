"""Whether two sentences tell of two members of one family: men and women, rice and coffee, what was before an event and after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from factcheck.lang.base import Language


def are_siblings(mine: Sequence[str], theirs: Sequence[str], language: Language) -> bool:
    """Return whether of two sentences, in folded tokens, each names members of one family, and none that the other names."""
    one, other = _members(mine, language), _members(theirs, language)
    return any(other.get(family, here).isdisjoint(here) for family, here in one.items())


def _members(keys: Sequence[str], language: Language) -> dict[str, set[int]]:
    """Return the families of which a sentence names members, and which ones; an event has a before and an after."""
    out: dict[str, set[int]] = defaultdict(set)
    for i in range(len(keys)):
        if (found := language.siblings.at(keys, i)) is not None:
            out[found[0][0]].add(found[0][1])
        elif (stage := language.stages.at(keys, i)) is not None:
            event = next((key for key in keys[stage[1] :] if key not in language.stops), "")
            if event[:1].isalpha():
                out[f"stage {event}"].add(stage[0])
    return out
