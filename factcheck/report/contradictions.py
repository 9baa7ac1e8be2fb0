"""What reports of contradictions share: which come first, where they stand, how far off they are, and why one is let pass."""

from __future__ import annotations

import posixpath
from decimal import Decimal
from pathlib import PurePath

from factcheck.fingerprint import fingerprints
from factcheck.load.stored import is_remote
from factcheck.model import ArchiveRow, Claim, Finding, Report
from factcheck.report.text import WORDS, counted, difference, percent, squeezed
from factcheck.rows import NamedTuple

STDIN = "-"
_WHOLLY = Decimal(100)  # another name or date, a denial: no number says how far off that is


class Contradiction(NamedTuple):
    """A contradicted finding with its claim and its lasting name."""

    claim: Claim
    finding: Finding
    fingerprint: str


def contradictions(report: Report) -> list[Contradiction]:
    """Return the contradicted findings, the accepted last, then the farthest off first, then as they stand in the report."""
    rows = [
        Contradiction(result.claim, finding, name)
        for result in report.results
        for finding, name in zip(result.findings, fingerprints(result), strict=True)
        if finding.verdict == "contradicted"
    ]
    return sorted(rows, key=lambda row: (row.finding.accepted is not None, -_distance(row.finding)))


def _distance(finding: Finding) -> Decimal:
    far = finding.difference_percent
    return _WHOLLY if far is None or not far.is_finite() else abs(far)


def headline(report: Report) -> str:
    """Return how many contradictions stand, and how many are accepted."""
    accepted = report.accepted
    count = report.count("contradicted") - accepted
    told = counted(count, "contradiction") if count else "No contradictions"
    return f"{told}, {accepted:,} accepted" if accepted else told


def extent(report: Report, registry: str) -> str:
    """Return how many claims of a registry, named as the format writes it, and how many sources were read, or could not be."""
    gone = f"; {counted(len(report.unread), 'source')} could not be read" if report.unread else ""
    return f"{counted(len(report.results), 'claim')} of {registry}, {counted(report.read, 'source')} read{gone}"


def tally(report: Report) -> str:
    """Return how many findings have each other verdict, and how many claims were not found."""
    return ", ".join(f"{report.count(verdict):,} {word}" for verdict, word in WORDS.items() if verdict != "contradicted")


def file_and_line(row: ArchiveRow) -> tuple[str, int]:
    """Return the file that a row of an archive stands in, and its line where that is a text that an editor shows; else 0."""
    return row.file, row.number if row.unit == "line" and row.file.lower().endswith((".jsonl", ".ndjson")) else 0


def path_in_repository(name: str, folder: str) -> str:
    """Return a file's path from the root of its repository, with forward slashes; absolute or `..` where it lies outside.

    An address stays what it is.
    """
    if is_remote(name):
        return name
    path = PurePath(name)
    return posixpath.normpath(path.as_posix() if path.is_absolute() else posixpath.join(folder, path.as_posix()))


def gap(finding: Finding) -> str:
    """Return how far off the number is, in its unit and in per cent; empty where nothing was subtracted."""
    if not finding.difference:
        return ""
    share = "" if finding.difference_percent is None else f" ({percent(finding.difference_percent)})"
    return squeezed(difference(finding.difference, finding.unit)) + share
