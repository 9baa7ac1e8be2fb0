"""What a document tells beside its numbers, sentence by sentence, and where it tells something of a claim's again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from factcheck.judge import convert
from factcheck.lang import calendar
from factcheck.model import Quantity
from factcheck.retold import around, is_told, precision, same, told_again
from factcheck.statements import Statement
from factcheck.told import DIRECTION, NUMBER, TIME, Item, Name, Told, When, read_told
from factcheck.words import Passages

_ABBREVIATION = 6  # letters
_Place = tuple[str, int, Item]  # an item of a claim: the claim, the sentence, and the item


class Telling:
    """A document's sentences with what each tells, made when asked for and kept."""

    def __init__(self, passages: Passages) -> None:
        self.passages, self.reading = passages, passages.reading
        self._starts = [sentence.span.start for sentence in self.reading.sentences]
        self._told: dict[int, Told] = {}
        self._keys: frozenset[str] | None = None
        self._years: frozenset[int] | None = None
        self._nearest: dict[_Place, float] = {}
        self._otherwise: dict[_Place, float] = {}

    def __len__(self) -> int:
        return len(self._starts)

    def told(self, n: int) -> Told:
        """Return what sentence n tells."""
        known = self._told.get(n)
        if known is None:
            known = self._told[n] = read_told(self.reading, n)
        return known

    def all(self) -> Iterator[Told]:
        """Yield what each sentence tells."""
        return map(self.told, range(len(self)))

    def at(self, offset: int) -> int:
        """Return the sentence that an offset stands in."""
        return bisect_right(self._starts, offset) - 1

    def near(self, n: int, reach: int = 1) -> range:
        """Return the sentences around sentence n."""
        return range(max(0, n - reach), min(len(self), n + reach + 1))

    def passage(self, n: int) -> list[Told]:
        """Return what sentence n and its neighbours tell."""
        return [self.told(k) for k in self.near(n)]

    def quantities(self, n: int) -> list[Quantity]:
        """Return the quantities of sentence n and of its neighbours."""
        return [quantity for k in self.near(n) for quantity in self.reading.quantities(k)]

    @property
    def keys(self) -> frozenset[str]:
        """Return every token of the document and its headline."""
        if self._keys is None:
            self._keys = frozenset(self.reading.headline.keys).union(*(self.reading.tokens(n).keys for n in range(len(self))))
        return self._keys

    @property
    def years(self) -> frozenset[int]:
        """Return the years that the document tells of, its own among them."""
        if self._years is None:
            own = {self.reading.today.year} if self.reading.today is not None else set()
            times = (time.period for n in range(len(self)) for time in self.reading.times(n) if time.period is not None)
            written = {year for key in self.keys if (year := calendar.full_year(key)) is not None}
            self._years = frozenset(own | written).union(*(range(t.start.year, t.end.year + 1) for t in times))
        return self._years

    def is_untold(self, told: Told, item: Item) -> bool:
        """Return whether no word of a claim's name, no time of a written year, or not the day stands in the document."""
        if isinstance(item.value, When):
            years = {item.value.period.start.year, item.value.period.end.year}
            return (item.value.year and not years & self.years) or (precision(item.value.period) == "day" and self._is_untold_day(item))
        if item.kind == NUMBER:
            return self._is_untold_number(told, item)
        if not isinstance(item.value, Name):
            return False
        if item.value.place:
            frame = self.reading.frame.place
            if frame is not None and frame.name == item.value.text:
                return False
            return not self.keys.issuperset(item.value.text.split()) and not is_told(told, item, self.all())
        words = name_words(told, item)
        short = len(words) == 1 and len(words[0]) <= _ABBREVIATION and told.tokens.word(item.first).isupper()
        return not short and self.keys.isdisjoint(words)

    def _is_untold_number(self, told: Told, item: Item) -> bool:
        """Return whether the document numbers the same, and nowhere with this number: giai đoạn 2, giai đoạn 7."""
        word = told.tokens.key(item.first - 1)
        alike = [(theirs, other) for theirs in self.all() for other in theirs.items if other.kind == NUMBER]
        alike = [(theirs, other) for theirs, other in alike if word.isalpha() and theirs.tokens.key(other.first - 1) == word]
        return bool(alike) and not any(same(item, other) for _, other in alike)

    def _is_untold_day(self, item: Item) -> bool:
        """Return whether the document tells of days, and none of them can be this one."""
        periods = (time.period for n in range(len(self)) for time in self.reading.times(n) if time.period is not None)
        days = [Item(TIME, When(period, False), 0, 0) for period in periods if precision(period) in ("day", "span")]
        return bool(days) and not any(same(item, day) for day in days)

    def nearest(self, statement: Statement, mine: Told, item: Item) -> float:
        """Return the most weight around a claim's item that the document shares where it tells the same; below zero where it does not.

        Only of a direction is it asked how much that is.
        """
        key = statement.claim.id, mine.sentence, item
        if key not in self._nearest:
            again = told_again(item, self.all())
            if item.kind == DIRECTION:
                weights = [around(mine, item, told, other).both for told, other in again]
            else:
                weights = [0.0 for _ in islice(again, 1)]
            self._nearest[key] = max(weights, default=-1.0)
        return self._nearest[key]

    def nearest_otherwise(self, statement: Statement, mine: Told, name: Item) -> float:
        """Return the same of a name told with another number in the claim's place; below zero too where it is told with the claim's."""
        key = statement.claim.id, mine.sentence, name
        if key not in self._otherwise:
            numbers = [mention.quantity for mention in statement.claim.mentions]
            most = -1.0
            for told, other in told_again(name, self.all()):
                here = self.reading.quantities(told.sentence)
                if any(agree(number, quantity) for number in numbers for quantity in here):
                    most = -1.0
                    break
                if any(convert(number.unit, quantity.unit, ()) is not None for number in numbers for quantity in here):
                    most = max(most, around(mine, name, told, other).both)
            self._otherwise[key] = most
        return self._otherwise[key]


def name_words(told: Told, item: Item) -> list[str]:
    """Return the words of a name."""
    return [key for key in told.tokens.keys[item.first : item.end] if key[0].isalpha()]


def agree(one: Quantity, other: Quantity) -> bool:
    """Return whether two quantities in units that convert, or counted by any nouns, can have one value."""
    rate = convert(one.unit, other.unit, ())
    return rate is not None and one.interval.meets(other.interval.scaled(rate[0]))
