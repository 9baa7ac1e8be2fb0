"""By what a document, and what it was asked, are known again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from hashlib import blake2b

from factcheck.load.claims import Valued
from factcheck.model import Claim

DIGEST = 16


def digest(data: bytes) -> bytes:
    """Return the hash by which bytes are known again."""
    return blake2b(data, digest_size=DIGEST).digest()


def fingerprint(claim: Claim) -> bytes:
    """Return the hash of all of a claim that what is found of it depends on: not where it stands in its file, nor where it comes from."""
    told = claim.mentions.asked if isinstance(claim.mentions, Valued) else tuple(claim.mentions)
    fields = claim.id, claim.text, claim.lang, claim.metrics, claim.date, claim.tolerance, claim.tolerance_percent, claim.status
    return digest(repr((*fields, told)).encode("utf-8", "surrogatepass"))


class Asking:
    """The claims of a job, to tell by a hash what a document is asked: two that may tell the same claims are asked the same."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._known: dict[int, bytes] = {}
        self._every = b""

    def of(self, passed: Collection[int]) -> bytes:
        """Return the hash of the claims that a document may tell."""
        if len(passed) < len(self._claims):
            return digest(b"".join([self._fingerprint(number) for number in sorted(passed)]))
        self._every = self._every or digest(b"".join(map(self._fingerprint, range(len(self._claims)))))
        return self._every

    def _fingerprint(self, number: int) -> bytes:
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = fingerprint(self._claims[number])
        return known
