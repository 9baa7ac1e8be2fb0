"""`factcheck ack`: let known disagreements pass for a while, with a reason, a name and a last day."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factcheck.cli.columns import settled, takes_columns
from factcheck.cli.shell import counted, read_today, readable, show
from factcheck.cli.verify import CHOICES, Hedges
from factcheck.errors import InputError, Problem
from factcheck.load.config import Settings, columns_of, default_acknowledgements, default_claims, default_sources, load_settings
from factcheck.load.stored import UNNAMED, Columns, is_remote, real, shown, split_row
from factcheck.load.text import read_date

if TYPE_CHECKING:
    from factcheck.accept import Accepting
    from factcheck.choose import Wanted
    from factcheck.load.acknowledgements import Book, Shelf
    from factcheck.model import Acknowledgement, Registry, Report


@takes_columns
def ack(
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WHAT]...", help="A claim's id, a place (news/a.md:12), CLAIM@PLACE, or a fingerprint from a report."),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", "-r", metavar="TEXT", help="Why it is let pass.")] = None,
    until: Annotated[str | None, typer.Option("--until", "-u", metavar="WHEN", help="The last day: a date, or 90d, 12w, 6m, 1y.")] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who lets it pass; git's user.name if not told.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every contradiction that is open.")] = False,
    not_comparable: Annotated[bool, typer.Option("--not-comparable", help="Also what could not be compared.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n", help="Show what would be done, and write nothing.")] = False,
    list_: Annotated[bool, typer.Option("--list", "-l", help="Show the entries and how they stand.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Delete the entries that are stale or expired.")] = False,
    source: Annotated[
        list[str] | None, typer.Option("--source", "-s", metavar="PATH", help="What is read; as `verify` does if not told. Many times.")
    ] = None,
    claims: Annotated[
        Path | None, typer.Option("--claims", "-c", help="The registry; claims.yaml if none is named.", metavar="PATH")
    ] = None,
    acknowledgements: Annotated[
        Path | None, typer.Option(metavar="PATH", help="The file; acknowledgements.yaml beside the registry if not told.")
    ] = None,
    hedges: Annotated[Hedges | None, typer.Option(metavar="HOW", help="As for `verify`: implied or logical.")] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help="The day by which entries expire; today if not told.")] = None,
    *,
    columns: Columns = UNNAMED,
) -> int:
    """Let known disagreements pass for a while, and see to those that are let pass.

    [bold]Examples[/bold]

      factcheck ack trade --reason "preliminary figure" --until 90d
      factcheck ack news/a.md:12 --reason "…" --until 2027-02-21
      factcheck ack trade@news/a.md --reason "…" --until 6m
      factcheck ack --all --reason "before we began" --until 1y
      factcheck ack --list                       [dim]what is let pass[/dim]
      factcheck ack --prune                      [dim]delete what has ended[/dim]

    An entry is of one number in one source, found again by what it says and not by its line.
    It ends after its last day, or when either number or the claim changes.
    """
    if sum((list_, prune, bool(what) or all_)) > 1 or (what and all_):
        raise typer.BadParameter("name findings, or choose one of --all, --list and --prune")
    if not (what or all_ or list_ or prune):
        raise typer.BadParameter("name a claim or a place, or choose one of --all, --list and --prune", param_hint="WHAT")
    for name, value in (("--reason", reason), ("--until", until)):
        if (what or all_) and not (value and value.strip()):
            raise typer.BadParameter("an acknowledgement says why, and until when: give --reason TEXT and --until WHEN", param_hint=name)
    day = read_today(today)
    last = _last_day(until, day) if until and (what or all_) else day
    settings = load_settings(Path.cwd(), CHOICES)
    given: dict[str, Any] = {
        "claims": claims and str(claims),
        "acknowledgements": acknowledgements and str(acknowledgements),
        "sources": source and tuple(source),
        "hedges": hedges,
    }
    settings = settings._replace(**{name: value for name, value in given.items() if value})
    settings = settings._replace(**{f"{field}_column": name for field, name in settled(columns, settings)._asdict().items()})
    run = _Run(settings, day, what or (), bool(source))
    if list_:
        return run.list()
    if prune:
        return run.prune(dry_run)
    verdicts = ("contradicted", "not_comparable") if not_comparable else ("contradicted",)
    return run.add(verdicts, reason or "", last, by, dry_run)


def _last_day(text: str, today: date) -> date:
    from factcheck.ledger import day_of

    day = read_date(text) or day_of(text, today)
    if day is None:
        raise typer.BadParameter(f"{text!r} is no day; write a date such as 2027-02-21, or 90d, 12w, 6m, 1y", param_hint="--until")
    if day < today:
        raise typer.BadParameter(f"{day} has passed already", param_hint="--until")
    return day


def _is_source(name: str) -> bool:
    """Return whether a name can be that of a source: a file, a row of one, or an address."""
    return name == "-" or is_remote(name) or any(_is_file(one) for one in (name, real(name)))


def _is_file(name: str) -> bool:
    return Path(name).is_file() or Path(split_row(name)[0]).is_file()


def _called(name: str) -> str:
    """Return what reports call a source that is named by its own name, or as they call it."""
    return shown(name) if _is_file(name) and not is_remote(name) else name


def _name(told: str | None) -> str:
    """Return who acknowledges: as told, else git's user, else the user of the system; raise InputError where nobody can be named."""
    import getpass
    import subprocess

    if told is not None and told.strip():
        return told
    try:
        git = subprocess.run(
            ["git", "config", "user.name"], capture_output=True, encoding="utf-8", errors="replace", timeout=10, check=False
        )
        if git.returncode == 0 and git.stdout.strip():
            return git.stdout
    except (OSError, subprocess.SubprocessError):
        pass  # there is no git here
    try:
        if name := getpass.getuser().strip():
            return name
    except (OSError, KeyError, ImportError):
        pass
    raise InputError([Problem("", "", "nobody can be told who lets this pass", hint="name somebody with --by NAME")])


class _Run:
    """One check of the sources, and what is to be done with its findings and the entries."""

    def __init__(self, settings: Settings, today: date, what: tuple[str, ...] | list[str], narrowed: bool) -> None:
        from factcheck.load.acknowledgements import Shelf, load_acknowledgements
        from factcheck.load.registry import load_registry

        path, _ = default_acknowledgements(settings)
        self.today = today
        self.registry: Registry = load_registry(default_claims(settings))[0]
        self.book: Book = load_acknowledgements(path)
        self.shelf: Shelf = Shelf(path)
        self.asked = self._asked(what)
        sources = [each.source for each in self.asked]
        # Where each of them names its source, nothing else has to be read.
        self.sources = tuple(map(real, sources)) if sources and all(sources) and not narrowed else default_sources(settings)
        self.report, self.accepting = self._check(settings)

    def _asked(self, what: tuple[str, ...] | list[str]) -> list[Wanted]:
        from factcheck.choose import wanted

        rows = wanted(what, [claim.id for claim in self.registry.claims], _is_source)
        return [row._replace(source=_called(row.source)) for row in rows]

    def _check(self, settings: Settings) -> tuple[Report, Accepting]:
        from factcheck.accept import Accepting
        from factcheck.gather import gather
        from factcheck.load.sources import load_sources
        from factcheck.pipeline import findings

        texts = load_sources(self.sources, stdin=sys.stdin.buffer if sys.stdin else None, columns=columns_of(settings))
        unread: list[Problem] = []
        accepting = Accepting(self.registry.claims, self.book.entries, self.shelf.name, self.today, exempting=settings.exemptions)
        told = findings(self.registry, counted(readable(texts, unread), False), settings.hedges)
        report = gather(self.registry, accepting.mark(told))
        if unread:
            raise InputError(unread)
        return report, accepting

    def add(self, verdicts: tuple[str, ...], reason: str, until: date, by: str | None, dry_run: bool) -> int:
        """Acknowledge what is asked for, all of it or nothing."""
        from factcheck.choose import all_of, pick
        from factcheck.fingerprint import plain, statement
        from factcheck.ledger import added, without
        from factcheck.load.acknowledgements import read_acknowledgements
        from factcheck.model import Acknowledgement
        from factcheck.report import acknowledgements as page
        from factcheck.report.text import counted as number_of

        everything = list(all_of(self.report))
        if self.asked:
            chosen, problems = pick(everything, self.asked, verdicts, self.shelf.name)
        else:
            chosen, problems = [row for row in everything if row.finding.verdict in verdicts and row.finding.accepted is None], []
        if problems:
            raise InputError(problems)
        if not chosen:
            self._say("nothing to acknowledge, for no contradiction is open")
            return 0
        name = plain(_name(by))
        entries: list[Acknowledgement] = [
            Acknowledgement(
                claim=row.claim.id,
                source=self.shelf.name(row.finding.source),
                found=plain(row.finding.found),
                expected=plain(row.finding.expected),
                statement=statement(row.claim),
                reason=plain(reason),
                by=name,
                until=until,
                quote=plain(row.finding.quote),
                made=self.today,
            )
            for row in chosen
        ]
        renewed = self._renewed({id(row.finding) for row in chosen})
        show(page.render_findings(chosen))
        cut = without(self.book, renewed)
        rest = read_acknowledgements(self.book.path, cut) if renewed else self.book
        text = added(rest, entries)
        done = f"{'would acknowledge' if dry_run else 'acknowledged'} {number_of(len(chosen), 'finding')} until {until}, by {name}"
        self._write(text, done + (f"; {number_of(len(renewed), 'expired acknowledgement')} replaced" if renewed else ""), dry_run)
        return 0

    def _renewed(self, chosen: set[int]) -> set[int]:
        """Return the expired entries of findings that get a new one."""
        return {number for number, finding in self.accepting.accepted_by.items() if id(finding) in chosen}

    def list(self) -> int:
        """Show the entries and how they stand."""
        from factcheck.report import acknowledgements as page

        states = [self.accepting.state(number) for number in range(len(self.book.entries))]
        show(page.render_entries(self.book.entries, states, self.today))
        self._say(page.summary(states))
        return 0

    def prune(self, dry_run: bool) -> int:
        """Delete the entries that are stale or expired."""
        from factcheck.ledger import without
        from factcheck.report import acknowledgements as page

        states = [self.accepting.state(number) for number in range(len(self.book.entries))]
        useless = [number for number, state in enumerate(states) if state in ("stale", "expired")]
        if not useless:
            self._say("nothing is stale or expired")
            return 0
        show(page.render_entries([self.book.entries[n] for n in useless], [states[n] for n in useless], self.today))
        done = "would delete" if dry_run else "deleted"
        self._write(without(self.book, set(useless)), f"{done} {page.summary([states[n] for n in useless])}", dry_run)
        return 0

    def _write(self, text: str, done: str, dry_run: bool) -> None:
        from factcheck.report.files import check_target
        from factcheck.whole import put

        path = self.book.path
        if not dry_run:
            check_target(path)
            try:
                put(path, text.encode("utf-8", "backslashreplace"), self._unchanged)
            except (OSError, ValueError) as error:
                reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
                hint = "nothing was written; run the same once more"
                raise InputError([Problem(str(path), "", f"cannot be written: {reason}", hint=hint)]) from error
        self._say(done)

    def _unchanged(self) -> bool:
        """Return whether the file is still what was read of it when this run began."""
        from factcheck.load.acknowledgements import text_of

        path = self.book.path
        return (text_of(path) if path.exists() else "") == self.book.text

    def _say(self, done: str) -> None:
        from factcheck.report.text import visible

        show(f"{visible(str(self.book.path))}: {done}\n", sys.stderr)
