"""Which sentences of a text tell of another time or place than a fact of the same text, and so neither support nor contradict it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from factcheck.extract import Reading
from factcheck.lang.gazetteer import WHOLES
from factcheck.model import Claim, Period, Place, Scope
from factcheck.rows import NamedTuple

_SMALL = frozenset(("village", "commune", "district"))  # what may lie in a larger place of another name


class Setting(NamedTuple):
    """The first and last day that some numbers can be of, and the places, all `small` or all not; None where that is not certain."""

    days: tuple[date, date] | None
    places: frozenset[str] | None
    small: bool = False

    def is_apart(self, other: Setting) -> bool:
        """Return whether no number of the one can be told of the time and place of the other: a gate of `judge` closes, and no soft one."""
        if self.days is not None and other.days is not None and (self.days[1] < other.days[0] or other.days[1] < self.days[0]):
            return True
        if self.places is None or other.places is None or self.small != other.small:
            return False
        return self.places.isdisjoint(other.places)


def setting(scopes: Iterable[Scope], aged: bool = False) -> Setting:
    """Return when and where the numbers of some scopes are, with all that their sentences name beside; an age is told of no place."""
    rows = list(scopes)
    days = [_days(scope) for scope in rows]
    places = [None if aged else _places(scope) for scope in rows]
    told = [one for one in days if one is not None]
    named = [one for one in places if one is not None]
    sizes = {small for _, small in named}
    return Setting(
        (min(first for first, _ in told), max(last for _, last in told)) if told and len(told) == len(rows) else None,
        frozenset().union(*(names for names, _ in named)) if len(sizes) == 1 and len(named) == len(rows) else None,
        sizes == {True},
    )


def _days(scope: Scope) -> tuple[date, date] | None:
    periods = [] if scope.period is None else [scope.period, *(one for one in scope.also if isinstance(one, Period))]
    if not periods or not all(period.year_known for period in periods):
        return None
    return min(period.start for period in periods), max(period.end for period in periods)


def _places(scope: Scope) -> tuple[frozenset[str], bool] | None:
    """Return the names of a number's places and whether all are small, or None where another place may be meant as well."""
    sizes = {place.level in _SMALL for place in scope.places}
    named = [*scope.places, *(one for one in scope.also if isinstance(one, Place))]
    if len(sizes) != 1 or scope.origin.get("place") == "paragraph" or any(place.label.lower() in WHOLES for place in named):
        return None
    return frozenset(place.name for place in named), True in sizes


class Here:
    """The claims to look for in a sentence: those of the text that are not told of elsewhere, and all that are not of this text."""

    __slots__ = ("near", "own")

    def __init__(self, near: frozenset[int], own: frozenset[int]) -> None:
        self.near, self.own = near, own

    def __contains__(self, claim: object) -> bool:
        return claim in self.near or claim not in self.own


class Elsewhere:
    """A text's own facts beside its sentences: what is looked for in a sentence does not grow with the facts of other times and places."""

    def __init__(self, reading: Reading, own: Mapping[int, Claim]) -> None:
        self._reading, self._own = reading, frozenset(own)
        self._claims: dict[Setting, list[int]] = defaultdict(list)
        for number, claim in own.items():
            units = {mention.quantity.unit.dimension for mention in claim.mentions}
            self._claims[setting((mention.scope for mention in claim.mentions), aged="age" in units)].append(number)
        self._near = lru_cache(maxsize=64)(self._found)

    def here(self, n: int) -> Here:
        """Return the claims to look for in sentence n."""
        return Here(self._near(setting(self._reading.mention(k).scope for k in self._reading.by_sentence[n])), self._own)

    def _found(self, place: Setting) -> frozenset[int]:
        return frozenset(number for other, numbers in self._claims.items() if not other.is_apart(place) for number in numbers)
