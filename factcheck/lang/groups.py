"""The groups of digits by which both languages say a number."""

from __future__ import annotations


def thousands(number: int) -> list[int]:
    """Return the groups of three digits of a number, the lowest first; none of 0."""
    groups = []
    while number:
        number, rest = divmod(number, 1000)
        groups.append(rest)
    return groups
