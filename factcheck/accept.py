"""What is let pass: findings that somebody has acknowledged, or that a comment in the source exempts, are marked as they stream by."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from factcheck.alike import pairs
from factcheck.errors import Problem
from factcheck.fingerprint import plain, statement
from factcheck.model import Acceptance, Acknowledgement, Claim, Exemption, Finding, Lapse, Source, Span, replace

ACCEPTABLE = ("contradicted", "not_comparable")
Told = Iterable[tuple[Source, list[Finding]]]


class Accepting:
    """Marks the findings of one run; what it has seen by the end tells which acknowledgements and exemptions have lapsed.

    `name` tells a source's name as the acknowledgements know it. Work is a few look-ups a finding, however many entries there are.
    """

    def __init__(
        self,
        claims: Sequence[Claim],
        entries: Sequence[Acknowledgement],
        name: Callable[[str], str],
        today: date,
        *,
        exempting: bool = True,
    ) -> None:
        self.entries, self.today = entries, today
        self.accepted_by: dict[int, Finding] = {}  # an entry's number → the finding that it is of, also where it has expired
        self.left_out = 0
        self.ignored: list[Problem] = []
        self._name, self._exempting = name, exempting
        self._claims = {claim.id: claim for claim in claims}
        self._statements: dict[str, str] = {}
        self._by_source: dict[str, list[int]] = defaultdict(list)
        self._moved: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            self._by_source[entry.source].append(number)
            if entry.gone and entry.quote:
                self._moved[*_key_of_entry(entry), plain(entry.quote)].insert(0, number)
        self._nearest = _Nearest(self._claims)
        self._read: set[str] = set()
        self._quiet_claims: set[str] = set()
        self._unused: list[Lapse] = []

    @property
    def files(self) -> frozenset[str]:
        """Return the last names of the sources that entries are of: those have to be seen, although they may tell nothing."""
        return frozenset(name.rpartition("/")[2] for name in self._by_source)

    def mark(self, told: Told) -> Iterator[tuple[Source, list[Finding]]]:
        """Yield each source with its findings, those marked that are let pass."""
        for source, findings in told:
            if self.entries:
                findings = self._acknowledge(source, findings)
            if source.exemptions:
                findings = self._exempt(source, findings)
            yield source, findings

    def fresh(self, told: Told) -> Iterator[tuple[Source, list[Finding]]]:
        """Yield each source with only those findings that are not let pass; the others are counted."""
        for source, findings in told:
            kept = [finding for finding in findings if finding.accepted is None]
            self.left_out += len(findings) - len(kept)
            self._quiet_claims.update(finding.claim for finding in findings if finding.accepted is not None)
            yield source, kept

    def is_quiet(self, claim: str) -> bool:
        """Return whether findings of a claim were left out, so that it is not for want of any that a report shows none."""
        return claim in self._quiet_claims

    def lapses(self) -> tuple[Lapse, ...]:
        """Return what lets nothing pass, once the stream has ended: entries in the order of their file, then exemptions."""
        states = ((entry, self.state(number)) for number, entry in enumerate(self.entries))
        return (*(self._lapse(entry, state) for entry, state in states if state in ("stale", "expired")), *self._unused)

    def state(self, number: int) -> str:
        """Return what has become of an entry: `in force`, `expired`, `stale`, or `unread` where its source was not."""
        entry = self.entries[number]
        if number in self.accepted_by:
            return "expired" if entry.until < self.today else "in force"
        return "stale" if entry.gone or entry.source in self._read else "unread"

    def _acknowledge(self, source: Source, findings: list[Finding]) -> list[Finding]:
        name = self._name(source.name)
        own = self._by_source.get(name, ())
        if own:
            self._read.add(name)
        out = list(findings)
        rows = [at for at, finding in enumerate(out) if finding.verdict in ACCEPTABLE] if own or self._moved else []
        rows.sort(key=lambda at: ACCEPTABLE.index(out[at].verdict))
        taken = self._own(own, out, rows) if own else set()
        for at in rows:
            if at not in taken and (waiting := self._moved.get((*self._key(out[at]), plain(out[at].quote)))):
                self._take(waiting.pop(), out, at)
        return out

    def _own(self, numbers: Sequence[int], out: list[Finding], rows: Sequence[int]) -> set[int]:
        """Give each entry of a source its finding, and return which findings were given."""
        wanted: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number in sorted(numbers, key=lambda number: self.entries[number].until < self.today):
            wanted[_key_of_entry(self.entries[number])].append(number)
        there: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in rows:
            there[self._key(out[at])].append(at)
        taken = set()
        for key in wanted.keys() & there.keys():
            mine, theirs = wanted[key], there[key]
            quotes = [plain(self.entries[number].quote) for number in mine], [plain(out[at].quote) for at in theirs]
            for one, other in pairs(*quotes):
                self._take(mine[one], out, theirs[other])
                taken.add(theirs[other])
        return taken

    def _take(self, number: int, out: list[Finding], at: int) -> None:
        entry = self.entries[number]
        self.accepted_by[number] = out[at]
        if entry.until >= self.today:
            out[at] = replace(out[at], accepted=Acceptance("acknowledged", entry.reason, entry.by, entry.until))

    def _key(self, finding: Finding) -> tuple[str, ...]:
        return finding.claim, self._statement(finding.claim), plain(finding.found), plain(finding.expected)

    def _statement(self, name: str) -> str:
        known = self._statements.get(name)
        if known is None:
            claim = self._claims.get(name)
            known = self._statements[name] = "" if claim is None else statement(claim)
        return known

    def _exempt(self, source: Source, findings: list[Finding]) -> list[Finding]:
        if not self._exempting:
            first, count = source.exemptions[0].place, len(source.exemptions)
            said = "an exemption is not heeded" if count == 1 else f"{count:,} exemptions are not heeded"
            self.ignored.append(first._replace(code="FC920", message=said, hint="`--no-exemptions` or `exemptions = false` says so"))
            return findings
        out = list(findings)
        rows: dict[str, list[int]] = defaultdict(list)
        for at in sorted(range(len(out)), key=lambda at: out[at].start):
            if out[at].verdict in ACCEPTABLE:
                rows[out[at].claim].append(at)
        starts = {claim: [out[at].start for at in mine] for claim, mine in rows.items()}
        used: dict[tuple[str, Span], bool] = {}  # a passage is looked through once for a claim, however many comments stand in it
        for exemption in source.exemptions:
            if exemption.place.message:
                self._unused.append(Lapse("unused", ", ".join(exemption.claims), exemption.place._replace(code="FC919")))
                continue
            for claim in exemption.claims:
                if (claim, exemption.passage) not in used:
                    mine, offsets = rows.get(claim, []), starts.get(claim, [])
                    inside = mine[bisect_left(offsets, exemption.passage.start) : bisect_left(offsets, exemption.passage.end)]
                    used[claim, exemption.passage] = bool(inside)
                    for at in inside:
                        if out[at].accepted is None:
                            out[at] = replace(out[at], accepted=Acceptance("exempt", exemption.reason))
                if not used[claim, exemption.passage]:
                    self._unused.append(self._unused_exemption(exemption, claim))
        return out

    def _lapse(self, entry: Acknowledgement, state: str) -> Lapse:
        """Return why an entry lets nothing pass, and what to do about it."""
        told = f"{entry.found} against {entry.expected}"
        if state == "expired":
            message = f"the acknowledgement of `{entry.claim}` expired on {entry.until}: {told} counts again"
            hint = "correct the text; or renew the entry with `factcheck ack`, or by a later `until`"
            return Lapse(state, entry.claim, entry.place._replace(code="FC917", message=message, hint=hint))
        perhaps = ""
        if entry.claim not in self._claims:
            message, perhaps = f"the registry has no claim `{entry.claim}`", self._nearest(entry.claim)
        elif plain(entry.statement) != self._statement(entry.claim):
            message = f"`{entry.claim}` has changed since {told} was acknowledged"
        elif entry.gone:
            message = f"{entry.source} is gone, and no source that was read has its sentence about `{entry.claim}`"
        else:
            message = f"{entry.source} does not tell {told} of `{entry.claim}` any more"
        hint = f"{perhaps}{'; ' if perhaps else ''}`factcheck ack --prune` deletes entries that are of no use any more"
        return Lapse(state, entry.claim, entry.place._replace(code="FC916", message=message, hint=hint))

    def _unused_exemption(self, exemption: Exemption, claim: str) -> Lapse:
        if claim in self._claims:
            code, message = "FC918", f"nothing in this paragraph disagrees with `{_short(claim)}`"
            hint = "delete the comment, or put it into the paragraph that is meant, or on a line right above that"
        else:
            code, message = "FC919", f"the registry has no claim `{_short(claim)}`"
            hint = self._nearest(claim) or "write the id of one of its claims"
        return Lapse("unused", claim, exemption.place._replace(code=code, message=message, hint=hint))


class _Nearest:
    """Tells which claim a name most likely means, for the first few names: a hostile text may ask for a million."""

    def __init__(self, claims: Collection[str]) -> None:
        self.claims = claims
        self.known: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        if name not in self.known and len(self.known) < 50 and len(name) <= 200:
            from difflib import get_close_matches

            close = get_close_matches(name, self.claims, n=1)
            self.known[name] = f"perhaps `{close[0]}` is meant" if close else ""
        return self.known.get(name, "")


def _short(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:79]}…"


def _key_of_entry(entry: Acknowledgement) -> tuple[str, str, str, str]:
    return entry.claim, plain(entry.statement), plain(entry.found), plain(entry.expected)
