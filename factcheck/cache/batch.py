"""The rows of the cache, and what is told where it cannot be used."""

from __future__ import annotations

from factcheck.rows import NamedTuple


class Fault(Exception):
    """The cache cannot be used, or not any further; the message says why."""


class Damaged(Fault):
    """What the file of the cache holds is not what was written there."""


class Batch(NamedTuple):
    """Some files of one folder, in order: what they were when they were read, and what each told.

    `digests` and `asked` have the hash of the bytes of each, and of the claims that it may tell. `stamps` has size, time of writing and
    number of each file, `ends` where the body and the lines of each end; `born` is when the batch was looked at, by the clock of the file
    system.
    """

    key: bytes
    born: int
    names: bytes
    stamps: bytes
    digests: bytes
    asked: bytes
    flags: bytes
    ends: bytes
    counts: bytes
    sums: bytes = b""
