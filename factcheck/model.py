"""The words of the project as frozen values: what every stage hands to the next.

They are named tuples: a dataclass takes ten times as long to define, three to make, and its module nine milliseconds to load.
"""

from __future__ import annotations

import copyreg
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeVar, cast

from factcheck.errors import Problem
from factcheck.rows import NamedTuple
from factcheck.units import Unit


def _view(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


# What one process hands to another: a view of a mapping is a view of its copy there.
copyreg.pickle(MappingProxyType, lambda view: (_view, (dict(view),)))
_INK = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")  # all but what ends a line
WEEK = 7  # days within which two texts may tell of one event


def same_week(one: date | None, other: date | None) -> bool:
    """Return whether two dates are known and at most a week apart."""
    return one is not None and other is not None and abs((one - other).days) <= WEEK


_Tuple = TypeVar("_Tuple", bound=tuple[Any, ...])


def replace(one: _Tuple, **fields: Any) -> _Tuple:
    """Return a named tuple with some of its fields changed; ValueError or TypeError where it has no such field."""
    return cast(_Tuple, cast(Any, one)._replace(**fields))


class Span(NamedTuple):
    """A half-open range of code points of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words the span covers, as written."""
        return text[self.start : self.end]


class Position(NamedTuple):
    """Where something stands in a file: line and column count from 1, in code points."""

    line: int
    column: int


class Location(NamedTuple):
    """Where a text that was taken out of a document stands in it, from an offset on: `page 3`, `cell B7 of Sheet1`."""

    offset: int
    label: str


class ArchiveRow(NamedTuple):
    """Which row of an archive a source is: its file, and its number there from 1 on, as a `line` of the file or a `row` of its table."""

    file: str
    number: int
    unit: str


class Exemption(NamedTuple):
    """A comment in a source that lets pass what its passage tells of the claims it names.

    `place` is where it stands; its message says why it exempts nothing, and is empty where the comment is sound.
    """

    claims: tuple[str, ...]
    reason: str
    passage: Span
    place: Problem


class Source(NamedTuple):
    """A document that is checked; every offset indexes `text`: the file as decoded, or what was taken out of it, with `locations`.

    `comments` are those parts that its readers never see, in order, and `exemptions` what some of them ask for.
    """

    name: str
    text: str
    body: int = 0
    title: str = ""
    publisher: str = ""
    date: date | None = None
    url: str = ""
    lang: str = ""
    place: str = ""
    locations: tuple[Location, ...] = ()
    comments: tuple[Span, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    row: ArchiveRow | None = None

    @property
    def seen(self) -> str:
        """Return the text as its readers see it: comments are blank, and every offset and line stays where it is."""
        if not self.comments:
            return self.text
        parts: list[str] = []
        at = 0
        for start, end in self.comments:
            parts += self.text[at:start], _INK.sub(lambda run: " " * len(run[0]), self.text[start:end])
            at = end
        return "".join((*parts, self.text[at:]))

    def location(self, offset: int) -> str:
        """Return where in the original an offset of the text stands; empty where line and column say it."""
        at = bisect_right(self.locations, offset, key=lambda row: row.offset)
        return self.locations[at - 1].label if at else ""


class Sentence(NamedTuple):
    """One sentence of a text, by its span; `block` numbers the paragraph it stands in."""

    span: Span
    block: int
    heading: bool = False


class Interval(NamedTuple):
    """The values that written words allow; `None` is open, and `*_in` says whether an end belongs."""

    low: Decimal | None
    high: Decimal | None
    low_in: bool = True
    high_in: bool = True

    def meets(self, other: Interval) -> bool:
        """Return whether some value lies in both."""
        return self._below(other) and other._below(self)

    def holds(self, value: Decimal) -> bool:
        """Return whether the value lies inside."""
        return self.meets(Interval(value, value))

    def scaled(self, factor: Decimal) -> Interval:
        """Return the interval in another unit; a negative factor turns it round."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor < 0:
            return Interval(high, low, self.high_in, self.low_in)
        return Interval(low, high, self.low_in, self.high_in)

    def _below(self, other: Interval) -> bool:
        if self.low is None or other.high is None:
            return True
        if self.low == other.high:
            return self.low_in and other.high_in
        return self.low < other.high


class Period(NamedTuple):
    """An interval of days, both ends included; a year that is not told is `None` in `year_known`."""

    start: date
    end: date
    label: str = ""
    year_known: bool = True


class Place(NamedTuple):
    """A place by its folded name and level (`country`, `region`, `province`, `city`, …; empty where not told)."""

    name: str
    level: str = ""
    label: str = ""


class Scope(NamedTuple):
    """What a quantity is about, and for each part where it was read (`clause`, `sentence`, `lead`, `header`, …).

    `also` are the other periods and places that its sentence names: they may be meant where the sentence is told in another order.
    """

    period: Period | None = None
    places: tuple[Place, ...] = ()
    status: str = ""
    origin: Mapping[str, str] = MappingProxyType({})
    also: tuple[Period | Place, ...] = ()

    @property
    def place_names(self) -> str:
        """Return the places as they are called, in one line."""
        return ", ".join(place.label or place.name for place in self.places)


class Quantity(NamedTuple):
    """A number as written, with its hedge and unit: the interval is what the words allow, in `unit`.

    `lookback` marks a length of time that reaches up to now, which is how far its text looks back: 5 năm qua, the past 5 years.
    """

    span: Span
    number: Span
    value: Decimal
    interval: Interval
    unit: Unit
    hedge: str = ""
    kind: str = "level"
    direction: int = 0
    negated: bool = False
    step: Decimal = Decimal(1)
    other: Interval | None = None
    whole: Decimal | None = None
    lookback: bool = False


class Mention(NamedTuple):
    """A quantity where it stands: its sentence, its clause, and the scope it was told in."""

    quantity: Quantity
    sentence: int
    clause: Span
    scope: Scope


class Provenance(NamedTuple):
    """Where a claim itself comes from: `quote` stands in `source` between `prefix` and `suffix` (the parts of a W3C TextQuoteSelector)."""

    publisher: str = ""
    url: str = ""
    quote: str = ""
    date: date | None = None
    title: str = ""
    source: str = ""
    prefix: str = ""
    suffix: str = ""


class Claim(NamedTuple):
    """One canonical statement: `text` is what is compared, `mentions` are its quantities by spans of `text`.

    `given` is what the registry says beside the words, `further` are the origins that it names besides `provenance`.
    """

    id: str
    text: str
    lang: str
    mentions: Sequence[Mention]
    position: Position
    metrics: tuple[str, ...] = ()
    date: date | None = None
    tolerance: Decimal | None = None
    tolerance_percent: bool = False
    status: str = ""
    provenance: Provenance | None = None
    further: tuple[Provenance, ...] = ()
    given: Scope = Scope()

    @property
    def named(self) -> str:
        """Return the place, period and status that the registry gives beside the words, in one line."""
        if not self.mentions:
            return ""
        scope = self.given
        told = scope.place_names, scope.period.label if scope.period else "", "" if scope.status == "actual" else scope.status
        return ", ".join(filter(None, told))


class Rate(NamedTuple):
    """How many units of `quote` one unit of `base` is worth, within `tolerance` (a share of the value)."""

    base: str
    quote: str
    value: Decimal
    date: date | None = None
    tolerance: Decimal = Decimal(0)


class Registry(NamedTuple):
    """The claims of one file, the exchange rates it allows, and the language that it names for all its claims."""

    path: str
    claims: tuple[Claim, ...]
    rates: tuple[Rate, ...] = ()
    lang: str = ""


class Gate(NamedTuple):
    """One comparison of scope: what the claim says, what the source says, and whether they can be the same."""

    name: str
    expected: str
    found: str
    passed: bool


class Side(NamedTuple):
    """A number of one side as it was read: its interval, in its own unit, and the rule that made it of value and step."""

    text: str
    value: Decimal
    interval: Interval
    rule: str
    hedge: str
    step: Decimal
    unit: str
    kind: str
    other: Interval | None = None


class Compared(NamedTuple):
    """Two numbers side by side; `converted` is what was found in the unit of what was expected: times `factor`, give or take `tolerance`.

    `test` says what has to agree: the intervals, the ends of two ranges or the bounds of two open ones. Without a factor nothing can.
    """

    expected: Side
    found: Side
    factor: Decimal | None
    tolerance: Decimal
    converted: Interval | None
    test: str


class Shared(NamedTuple):
    """The words of a claim, as it writes them, by where a source tells them: sentence, passage and headline, elsewhere, nowhere."""

    sentence: tuple[str, ...]
    passage: tuple[str, ...]
    document: tuple[str, ...]
    missing: tuple[str, ...]


class Weighed(NamedTuple):
    """What each feature added to the log odds of a learned model, the heaviest first; `least` is the likelihood it had to reach, if any."""

    model: str
    bias: float
    contributions: Mapping[str, float]
    log_odds: float
    likelihood: float
    least: float | None = None
    barred: str = ""


class Evidence(NamedTuple):
    """What a finding rests on, so that a reader can do it again; `alike` are the shares of words where no model was asked."""

    words: Shared
    scopes: tuple[Scope, Scope] | None = None
    compared: Compared | None = None
    weights: tuple[Weighed, ...] = ()
    alike: Mapping[str, float] = MappingProxyType({})


class Acceptance(NamedTuple):
    """Why a contradiction is let pass: it is `acknowledged` beside the registry, or `exempt` by a comment in the source itself."""

    kind: str
    reason: str
    by: str = ""
    until: date | None = None


class Acknowledgement(NamedTuple):
    """A disagreement that a newsroom lets pass for a while: what is told against what, why, who says so, and until which day.

    `source` is named as seen from the folder of the file that holds it, `gone` where there is no such file any more; `place` is where
    the entry stands.
    """

    claim: str
    source: str
    found: str
    expected: str
    statement: str
    reason: str
    by: str
    until: date
    quote: str = ""
    made: date | None = None
    gone: bool = False
    place: Problem = Problem("", "", "")


class Lapse(NamedTuple):
    """An acknowledgement or exemption that lets nothing pass: `stale` where no finding is like it any more, `expired`, or `unused`."""

    kind: str
    claim: str
    problem: Problem


class Finding(NamedTuple):
    """A claim beside one mention of a source; `start` and `end` mark the quantity, `quote_*` its sentence."""

    claim: str
    verdict: str
    reason: str
    score: float
    source: str
    start: int
    end: int
    position: Position
    end_position: Position
    quote_start: int
    quote: str
    found: str
    expected: str
    difference: Decimal | None
    difference_percent: Decimal | None
    unit: str
    explanation: str
    gates: tuple[Gate, ...] = ()
    features: Mapping[str, float] = MappingProxyType({})
    evidence: Evidence | None = None
    accepted: Acceptance | None = None
    location: str = ""
    row: ArchiveRow | None = None


class Counted(NamedTuple):
    """How many findings of a claim were told while they came and not kept; `open` are those of any verdict that are not accepted."""

    contradicted: int = 0
    supported: int = 0
    not_comparable: int = 0
    accepted: int = 0
    open: int = 0


class ClaimResult(NamedTuple):
    """One claim with its own verdict and its findings, worst first; or with their number alone, where they were told while they came."""

    claim: Claim
    verdict: str
    findings: tuple[Finding, ...]
    counted: Counted | None = None


class Publisher(NamedTuple):
    """Who publishes the judgement: a newsroom, by its name and its page."""

    name: str
    url: str


class Report(NamedTuple):
    """The outcome of one run; `sources` are those that were read, in order, with their text only where it was asked for.

    Of many sources, those that tell of no claim are not listed; `unlisted` is how many. `unread` is what kept further ones from being read.

    `folder` is where the run stood, seen from the root of its repository (`desk`, empty at the root), for paths that machines follow.
    """

    registry: str
    results: tuple[ClaimResult, ...]
    sources: tuple[Source, ...]
    unread: tuple[Problem, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    folder: str = ""
    publisher: Publisher | None = None
    unlisted: int = 0

    @property
    def read(self) -> int:
        """Return how many sources were read."""
        return len(self.sources) + self.unlisted

    def count(self, verdict: str) -> int:
        """Return how many findings have the verdict; for `not_found`, how many claims."""
        if verdict == "not_found":
            return sum(result.verdict == verdict for result in self.results)
        counted: int = sum(getattr(result.counted, verdict) for result in self.results if result.counted is not None)
        return counted + sum(finding.verdict == verdict for result in self.results for finding in result.findings)

    @property
    def accepted(self) -> int:
        """Return how many of the contradicted findings are acknowledged or exempt."""
        counted = sum(result.counted.accepted for result in self.results if result.counted is not None)
        findings = (finding for result in self.results for finding in result.findings)
        return counted + sum(finding.verdict == "contradicted" and finding.accepted is not None for finding in findings)

    @property
    def open(self) -> int:
        """Return how many of the contradicted findings are not accepted: what a gate counts."""
        return self.count("contradicted") - self.accepted
