"""Sentence → quantities: numbers, units, hedges, and the scope each was told in."""

from __future__ import annotations

from factcheck.extract.reading import Reading, parse_place, read, read_quantity, read_statement, reading_of
from factcheck.extract.times import parse_period

__all__ = ["Reading", "parse_period", "parse_place", "read", "read_quantity", "read_statement", "reading_of"]
