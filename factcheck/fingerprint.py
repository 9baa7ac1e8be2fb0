"""What makes a finding the same one in another run: what is told against what, not where it stands."""

from __future__ import annotations

import unicodedata
from collections import Counter

from factcheck.model import Claim, ClaimResult, Finding


def plain(text: str) -> str:
    """Return the text composed (NFC) and with single spaces, so that a line broken elsewhere changes nothing."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def statement(claim: Claim) -> str:
    """Return what a claim says: its words, and what the registry gives beside them."""
    return plain(f"{claim.text} ({claim.named})" if claim.named else claim.text)


def told(claim: Claim, finding: Finding) -> tuple[str, ...]:
    """Return what identifies a finding: the claim and its words, the source, and both numbers as written."""
    return claim.id, statement(claim), finding.source, finding.reason, plain(finding.found), plain(finding.expected)


def fingerprints(result: ClaimResult) -> list[str]:
    """Return for each finding of a claim a name of 32 hexadecimal digits.

    It stays the same while lines move and the sentence around is edited; one number told twice in a source is told apart in order.
    """
    from hashlib import sha256  # not free, and a report for a terminal needs none

    seen: Counter[tuple[str, ...]] = Counter()
    names = []
    for finding in result.findings:
        key = told(result.claim, finding)
        names.append(sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")).hexdigest()[:32])
        seen[key] += 1
    return names
