"""By what a document, and what it was asked, are known again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from factcheck.load.claims import Valued
from factcheck.model import Claim

if TYPE_CHECKING:
    from factcheck.signature import Glance

DIGEST = 16
NAME = 8  # bytes of a claim's hash that tell it from the others
_MANY = 64  # claims whose names are kept of a document, half a kilobyte; of more only a hash
_FEW = 128  # claims; of more, one or another may be told by nearly every text, for all that its signature says


def digest(data: bytes) -> bytes:
    """Return the hash by which bytes are known again."""
    return blake2b(data, digest_size=DIGEST).digest()


def fingerprint(claim: Claim) -> bytes:
    """Return the hash of all of a claim that what is found of it depends on: not where it stands in its file, nor where it comes from."""
    told = claim.mentions.asked if isinstance(claim.mentions, Valued) else tuple(claim.mentions)
    fields = claim.id, claim.text, claim.lang, claim.metrics, claim.date, claim.tolerance, claim.tolerance_percent, claim.status
    return digest(repr((*fields, told)).encode("utf-8", "surrogatepass"))


class Asking:
    """The claims of a job, to tell which of them a document is asked: two that may tell the same claims are asked the same."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._known: dict[int, bytes] = {}
        self._every = b""

    def of(self, passed: Collection[int]) -> bytes:
        """Return the names of the claims that a document may tell, in their order; of many, and of all, a hash that is no list of names."""
        if len(passed) == len(self._claims):
            self._every = self._every or b"*" + digest(b"".join(map(self._name, range(len(self._claims)))))
            return self._every
        names = b"".join([self._name(number) for number in sorted(passed)])
        return names if len(passed) <= _MANY else b"*" + digest(names)

    def _name(self, number: int) -> bytes:
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = fingerprint(self._claims[number])[:NAME]
        return known


class Changes:
    """What became of the claims since others were asked: which are as they were, and which texts may tell one that was not asked then."""

    def __init__(self, claims: Sequence[Claim], names: Sequence[bytes], before: bytes) -> None:
        earlier = dict.fromkeys(_cut(before))
        stayed = [name for name in names if name in earlier]
        self._same = set(stayed)
        self._moved = stayed != [name for name in earlier if name in self._same]  # what is found is told in the order of the claims
        self._new = [claim for claim, name in zip(claims, names, strict=True) if name not in earlier]

    @property
    def are_few(self) -> bool:
        """Return whether the signature of a text says with some likelihood that it tells none that is new."""
        return len(self._new) <= _FEW and not self._moved

    @property
    def stand_some(self) -> bool:
        """Return whether a claim is as it was."""
        return bool(self._same)

    def stand(self, asked: bytes) -> bool:
        """Return whether all that a document was asked are claims that are as they were."""
        return len(asked) % NAME == 0 and self._same.issuperset(_cut(asked))

    def may_be_told(self, signature: bytes) -> bool:
        """Return whether a text may tell a claim that is new."""
        return bool(self._new) and self._glance.may_tell(signature)

    @cached_property
    def _glance(self) -> Glance:
        from factcheck.match import asked  # where nothing changed, nothing that judges is loaded
        from factcheck.signature import Glance

        return Glance([row for number, claim in enumerate(self._new) for row in asked(number, claim)])


def _cut(names: bytes) -> Iterator[bytes]:
    return (names[at : at + NAME] for at in range(0, len(names), NAME))
