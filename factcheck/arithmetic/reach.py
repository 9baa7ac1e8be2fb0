"""The values that a written number may stand for, as widely as a fair reader allows, and the arithmetic of such spans."""

from __future__ import annotations

from decimal import Decimal

from factcheck.model import Quantity
from factcheck.rows import NamedTuple

_CUT, _TENTH, _LOOSELY = Decimal("0.02"), Decimal("0.1"), Decimal("0.15")
_MEASURED = Decimal("0.05")
_THOUSAND, _MILLION = 10**3, 10**6


class Reach(NamedTuple):
    """The least and the most that something may be, both allowed."""

    low: Decimal
    high: Decimal

    def holds(self, value: Decimal) -> bool:
        """Return whether a value lies inside."""
        return self.low <= value <= self.high

    def meets(self, other: Reach) -> bool:
        """Return whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Reach) -> Reach:
        """Return what the sum may be."""
        return Reach(self.low + other.low, self.high + other.high)

    def minus(self, other: Reach) -> Reach:
        """Return what the difference may be."""
        return Reach(self.low - other.high, self.high - other.low)

    def times(self, other: Reach) -> Reach:
        """Return what the product of two that are not negative may be."""
        return Reach(self.low * other.low, self.high * other.high)

    def over(self, other: Reach) -> Reach | None:
        """Return what the quotient of two that are not negative may be, or None where the lower may be nothing."""
        return Reach(self.low / other.high, self.high / other.low) if other.low > 0 else None

    def scaled(self, factor: Decimal) -> Reach:
        """Return it so many times."""
        return Reach(self.low * factor, self.high * factor)

    def widened(self, share: Decimal) -> Reach:
        """Return it wider by a share of its ends."""
        return Reach(self.low - abs(self.low) * share, self.high + abs(self.high) * share)


def exactly(value: Decimal) -> Reach:
    """Return what one value is."""
    return Reach(value, value)


def reach(quantity: Quantity) -> Reach:
    """Return the values that a quantity may stand for, without its sign; ValueError where it is open on one side."""
    low, high = quantity.interval.low, quantity.interval.high
    if low is None or high is None:
        raise ValueError("an open quantity has no reach")
    low, high = sorted((abs(low), abs(high)))
    size, step = abs(quantity.value), quantity.step
    if quantity.hedge in ("range", "vague") or not step:
        return Reach(low, high)
    if quantity.unit.dimension == "times":  # gần gấp đôi is said of 1.7 too
        return Reach(size - step / 2, size + step / 2).widened(_LOOSELY if quantity.hedge else Decimal(0))
    if quantity.hedge == "over":
        return Reach(low, max(high, size + min(step, size * _TENTH)))
    if quantity.hedge == "almost":
        return Reach(low, max(high, size))
    if quantity.hedge:
        return Reach(low, high).widened(_CUT)
    return _rounded(size, step, quantity)


def _rounded(size: Decimal, step: Decimal, quantity: Quantity) -> Reach:
    """Return what a number without a hedge may have been before it was rounded."""
    dimension = quantity.unit.dimension
    half = step / 2
    if dimension == "percent":
        return Reach(size - half, size + step)  # cut off as well as rounded
    counted = dimension.startswith("count") or not dimension
    whole = size == size.to_integral_value() and step >= 1
    if not whole:
        return Reach(size - half, size + half)
    if size >= _MILLION:  # 2 tỷ may be 2.2, but hardly 2.4
        half = min(half, size * _TENTH)
        return Reach(size - half, size + half)
    exact = Decimal(0) if counted and step == 1 else half  # 40 people are 40; 3.300 may be 3,334
    share = _CUT if counted else _MEASURED
    cut = min(exact, size * share) if size >= _THOUSAND else exact
    return Reach(size - cut, size + cut)
