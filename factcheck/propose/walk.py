"""Proposals gone through one by one: each decision is written at once, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from factcheck.errors import InputError, Problem
from factcheck.load.registry import read_registry, registry_bytes
from factcheck.model import Claim
from factcheck.propose.entry import Entry, slug, text_of
from factcheck.propose.merge import merged
from factcheck.propose.model import Proposal
from factcheck.propose.shelf import added, added_text, open_book, skipped_path
from factcheck.rows import NamedTuple

Write = Callable[[Path, bytes], None]
_LIKE = 9  # claims that are offered for a merge
SKIPPED = """\
# Facts that `factcheck extract --review` was told to skip. Delete an entry to have it proposed again.
"""


class Done(NamedTuple):
    """A decision: the file that it changed, what that held before and holds now, and what was done."""

    path: Path
    before: bytes | None
    after: bytes
    what: str


class Walk:
    """The proposals for a registry, and which of them is to be judged; `write` puts bytes into a file whole or not at all."""

    def __init__(self, proposals: Sequence[Proposal], path: Path, write: Write) -> None:
        self.proposals, self.path, self._write = list(proposals), path, write
        self.at = 0
        self.done: list[Done] = []

    @property
    def proposal(self) -> Proposal | None:
        """Return the proposal to be judged, None where all are."""
        return self.proposals[self.at] if self.at < len(self.proposals) else None

    def accept(self, number: int = 0) -> str:
        """Write an entry of the proposal into the registry, and return its id."""
        proposal = self.proposals[self.at]
        entry = proposal.entries[number]
        return self._add(entry._replace(id=proposal.entries[0].id) if number else entry)

    def edited(self, text: str) -> str:
        """Write the one entry that a text holds into the registry, and return its id; raise InputError with all its problems."""
        book = open_book(self.path)
        registry, _ = read_registry(text, "the entry")
        if len(registry.claims) != 1:
            raise InputError([Problem("the entry", "", f"{len(registry.claims)} entries", hint="leave one")])
        claim = registry.claims[0]
        if claim.id in {other.id for other in book.registry.claims}:
            hint = "give it another, or merge the two"
            raise InputError([Problem("the entry", "FC902", f"id `{claim.id}` is taken in {self.path}", hint=hint)])
        self._put(self.path, added_text(book, text), f"added {claim.id}")
        return claim.id

    def skip(self) -> None:
        """Keep the proposal beside the registry, so that it is not proposed again."""
        beside = skipped_path(self.path)
        book = open_book(beside)
        proposals = [
            Proposal((self._free(entry, {claim.id for claim in book.registry.claims}),)) for entry in self.proposals[self.at].entries
        ]
        text = added(book, proposals, header=SKIPPED)
        self._put(beside, text, f"skipped {', '.join(each.entries[0].id for each in proposals)}")

    def merge(self, claim: str) -> None:
        """Add the texts that tell the proposal to the provenance of a claim; raise InputError where there is none such."""
        book = open_book(self.path)
        if claim not in {other.id for other in book.registry.claims}:
            raise InputError([Problem(str(self.path), "", f"there is no claim `{claim}`", hint="write its number in the list, or its id")])
        origins = [origin for entry in self.proposals[self.at].entries for origin in entry.origins]
        self._put(self.path, merged(book, claim, origins), f"merged into {claim}")

    def like(self) -> list[Claim]:
        """Return the claims of the registry that the proposal may be, those that a check of its text named first."""
        claims = open_book(self.path).registry.claims
        proposal = self.proposals[self.at]
        named = [row.claim for row in proposal.beside]
        words = set(proposal.entries[0].get("claim").casefold().split())

        def rank(claim: Claim) -> tuple[int, float]:
            own = set(claim.text.casefold().split())
            place = named.index(claim.id) if claim.id in named else len(named)
            return place, -len(words & own) / max(1, len(words | own))

        return sorted(claims, key=rank)[:_LIKE]

    def undo(self) -> str:
        """Take the last decision back and return what it was, empty where there is none; raise InputError if the file has changed since."""
        if not self.done:
            return ""
        last = self.done[-1]
        if not last.path.exists() or registry_bytes(last.path) != last.after:
            hint = "take it back by hand"
            raise InputError([Problem(str(last.path), "", "has been changed since; nothing was undone", hint=hint)])
        if last.before is None:
            last.path.unlink()
        else:
            self._write(last.path, last.before)
        self.done.pop()
        self.at -= 1
        return last.what

    def _add(self, entry: Entry) -> str:
        book = open_book(self.path)
        entry = self._free(entry, {claim.id for claim in book.registry.claims})
        self._put(self.path, added(book, [Proposal((entry,))]), f"added {entry.id}")
        return entry.id

    def _free(self, entry: Entry, taken: set[str]) -> Entry:
        """Return an entry with an id that the file does not have: somebody may have written into it meanwhile."""
        return entry._replace(id=slug(entry.get("metric"), entry.get("period"), taken)) if entry.id in taken else entry

    def _put(self, path: Path, data: bytes, what: str) -> None:
        before = registry_bytes(path) if path.exists() else None
        self._write(path, data)
        self.done.append(Done(path, before, data, what))
        self.at += 1


def editable(entry: Entry) -> str:
    """Return an entry as the text that is given to an editor."""
    return text_of([entry])
