"""What an English number counts or measures where nothing right behind it says so: a part of a whole, an age, people by their name."""

from __future__ import annotations

from decimal import Decimal

from factcheck.extract.line import Line
from factcheck.extract.nouns import SOMEONE, noun_at
from factcheck.model import Quantity
from factcheck.units import ANYONE, NONE, PERSON, Unit

_AGE = Unit("age", "years old")
_OLDEST = 115
_SHE = frozenset("he she".split())
_KIN = frozenset("son daughter wife husband brother sister mother father boy girl child twin cousin niece nephew friend".split())
_WAS = frozenset("was is turns turned".split())
_ENDS = frozenset(",.;:)") | {""}
_DETERMINERS = frozenset("the its their his her our these those".split())
_JOINS = frozenset("-'’")  # the ride-hailing company's customers
_MOST = 8
_SUMS = [words.split() for words in ("to a total of", "for a total of", "to a record", "bringing the total to")]
_MOST_BETWEEN = 4  # by 6.2 million barrels last week to 483 million
_MEASURED = ("length", "area", "mass", "percent")
_GATHERINGS = frozenset(
    "crowd audience staff workforce population membership congregation crew delegation enrollment enrolment attendance electorate"
    " city town village nation country island suburb settlement".split()
)
_AUXILIARIES = frozenset("have had were are who will would live lived fled died remain remained arrived crossed".split())
_MANY = 100


def unit_aside(line: Line, start: int, end: int, value: Decimal) -> Unit:
    """Return the unit of a bare English number from token `start` to `end`, by the words around it; no unit where they tell none."""
    if line.lang.code != "en":
        return NONE
    if _is_magnitude(line, start):
        found = line.lang.units.at(("magnitude",), 0)
        return NONE if found is None else found[0]
    if value != value.to_integral_value() or value < 2:
        return NONE
    if value <= _OLDEST and _is_age(line, start, end):
        return _AGE
    if _is_gathering(line, start) or (line.key(end) == "-" and line.key(end + 1) == "strong"):
        return SOMEONE  # the 4,000-strong crowd
    if line.key(end) == "of":
        return _of_whole(line, end + 1)
    return _by_name(line, end) if value >= _MANY else NONE


def repeated(line: Line, last: Quantity, first: int, between: list[str], start: int) -> Unit:
    """Return the unit of the number before a bare English one, where that goes on with it; no unit where it does not.

    The `last` begins at token `first`, the bare one at `start`, and these words stand `between` them.
    """
    before = line.key(first - 1)
    if between == ["from"] and last.kind == "level" and before == "to":
        return last.unit  # to 2.4 million barrels from 2.1 million
    goes_on = between in _SUMS or (between[-1:] == ["to"] and len(between) <= _MOST_BETWEEN)
    if goes_on and last.kind == "change" and not last.unit.dimension.startswith(("percent", "point")):
        return last.unit  # by 65,000 soldiers, to a total of 547,000
    if last.unit.dimension == "count":
        if before == "from" and between[-1:] == ["to"] and line.lang.directions.before(line.keys, start - 1) is not None:
            return last.unit  # from 12 member states, it has grown to 20
    elif before == "at" and between[-1:] == ["at"] and last.unit.dimension in _MEASURED:
        return last.unit  # Everest, at 8,848 metres, and Lhotse, at 8,516
    return NONE


def _is_magnitude(line: Line, start: int) -> bool:
    """Return whether a number tells how strong a quake was: magnitude 6.8, a magnitude of 7.1."""
    at = start - (line.key(start - 1) in ("of", "-"))
    return line.key(at - 1) == "magnitude"


def _is_age(line: Line, start: int, end: int) -> bool:
    """Return whether a number is somebody's age: at the age of 91, Teodor Hale, 24, a student; she was 83."""
    before = line.key(start - 1)
    if before == "of":
        return line.key(start - 2) == "age"
    behind, name = line.key(end), line.word(start - 2)
    if before in _WAS:
        return line.key(start - 2) in _SHE if behind in _ENDS else behind == "when" and name[:1].isupper()
    if before != "," or behind != "," or line.title_case or line.is_upper:
        return False
    return name[:1].isupper() and ((line.word(start - 3)[:1].isupper() and line.counts(start - 3)) or line.key(start - 3) in _KIN)


def _is_gathering(line: Line, start: int) -> bool:
    """Return whether a number tells how many people some are: a crowd of 78,400, a staff of 1,250; population 7,800."""
    if line.key(start - 1) == "of":
        return line.key(start - 2) in _GATHERINGS
    return line.key(start - 1) == "population"


def _of_whole(line: Line, at: int) -> Unit:
    """Return what is counted of those that stand at token `at`: 87 of the 150 seats, 57 million of the company's customers."""
    if line.key(at) not in _DETERMINERS:
        return NONE
    at += 1
    spelled = line.lang.word_number(line.keys, at)
    if line.digit(at) or spelled is not None:
        at = at + 1 if spelled is None else spelled[2]
        return noun_at(line, at)[0] if line.lang.units.at(line.keys, at) is None else NONE
    first = at
    for i in range(at, at + _MOST):
        if line.key(i) in _JOINS:
            continue
        if line.key(i) == "s" and line.key(i - 1) in _JOINS:
            first = i + 1
        elif not line.counts(i) or line.keys[i] in line.lang.numerals or line.lang.units.at(line.keys, i) is not None:
            break
        elif line.lang.is_plural(line.keys[i]) and not (line.key(i + 1) in _JOINS and line.glued(i + 1)):
            return noun_at(line, first)[0]
    return NONE


def _by_name(line: Line, at: int) -> Unit:
    """Return people that are told by their name only, which has no plural: 410,000 Rohingya have fled."""
    word = line.word(at)
    if not word[:1].isupper() or not line.counts(at) or line.title_case or line.is_upper or line.key(at + 1) not in _AUXILIARIES:
        return NONE
    return Unit("count", word, Decimal(1), (line.lang.stem(line.keys[at]), ANYONE, PERSON))
