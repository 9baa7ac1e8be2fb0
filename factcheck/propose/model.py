"""What is proposed: entries for a registry, and facts on which the texts disagree."""

from __future__ import annotations

from factcheck.model import Claim, Provenance, Registry
from factcheck.propose.entry import Entry
from factcheck.rows import NamedTuple


class Known(NamedTuple):
    """What a registry has already: its claims, and those that are set aside, as a comment or because somebody skipped them."""

    registry: Registry
    aside: tuple[Claim, ...] = ()


class Telling(NamedTuple):
    """One value of a fact that texts tell differently, and a text that tells it so."""

    value: str
    origin: Provenance


class Beside(NamedTuple):
    """A claim of the registry that a proposal may be meant by: its id, and what a check of the text says of it."""

    claim: str
    verdict: str


class Proposal(NamedTuple):
    """One fact that is proposed: an entry to choose from where the texts disagree, else only one, and who tells which value.

    `beside` are claims of the registry that look like it.
    """

    entries: tuple[Entry, ...]
    tellings: tuple[Telling, ...] = ()
    beside: tuple[Beside, ...] = ()

    @property
    def is_disputed(self) -> bool:
        """Return whether the texts disagree on the fact."""
        return bool(self.tellings)


class Proposed(NamedTuple):
    """The proposals for some sources, and what became of the other numbers: how many were read, are known, or could not be held up.

    `unsupported` are entries that a check of their own text would not have supported; `undated` is how many sources have no date, of which
    only numbers are proposed that say themselves when they are of.
    """

    proposals: tuple[Proposal, ...]
    sources: int
    quantities: int
    known: int
    unsupported: tuple[Entry, ...]
    undated: int = 0

    @property
    def disputed(self) -> int:
        """Return on how many facts the texts disagree."""
        return sum(proposal.is_disputed for proposal in self.proposals)
