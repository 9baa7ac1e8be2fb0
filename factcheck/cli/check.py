"""`factcheck check`: a writer's own text, each number with who else tells it, and what to write where the registry says otherwise."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from factcheck.cli.shell import CONTRADICTED, SUPPORTED_OR_ALLOWED, counted, nonempty, read_today, readable, show, tell
from factcheck.cli.verify import CHOICES, Hedges
from factcheck.errors import InputError, Problem
from factcheck.load.config import Settings, default_acknowledgements, default_claims, load_settings, present_sources
from factcheck.load.find import STDIN
from factcheck.load.stored import real, shown
from factcheck.report.streams import Color, terminal_width, tinted

if TYPE_CHECKING:
    from factcheck.draft import Draft
    from factcheck.fix import Fix, NoFix
    from factcheck.load.sources import Sources
    from factcheck.model import Finding, Source

_BREAK = re.compile(r"\r\n?|\n")


def check(
    drafts: Annotated[list[str], typer.Argument(metavar="DRAFT...", help="The texts: files, folders, patterns, or - for standard input.")],
    claims: Annotated[
        Path | None, typer.Option("--claims", "-c", help="The registry; claims.yaml if none is named.", metavar="PATH")
    ] = None,
    sources: Annotated[
        list[str] | None,
        typer.Option("--sources", "-s", metavar="PATH", help="What else to hold the draft against; sources/ if not told. Many times."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Print what to write instead, as a diff; the fixed text for standard input.")] = False,
    write: Annotated[bool, typer.Option("--write", help="With --fix: change the files that are named.")] = False,
    min_coverage: Annotated[
        float | None, typer.Option(min=0, max=100, metavar="PERCENT", help="Exit with 1 if less of a draft's numbers is verified.")
    ] = None,
    format: Annotated[Literal["terminal", "json"], typer.Option("--format", "-f", help="How it is written.")] = "terminal",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="A line for each draft; no warnings.")] = False,
    hedges: Annotated[Hedges | None, typer.Option(metavar="HOW", help="How “more than” is read: implied or logical.")] = None,
    today: Annotated[str | None, typer.Option(metavar="DATE", help="The day by which acknowledgements expire; today if not told.")] = None,
    color: Annotated[Color | None, typer.Option(metavar="WHEN", help="auto, always or never.")] = None,
) -> int:
    """Check your own text before it goes out: who else tells each of its numbers?

    [bold]Examples[/bold]

      factcheck check draft.md                   [dim]against claims.yaml and sources/[/dim]
      factcheck check draft.md --fix             [dim]a diff with the registry's values[/dim]
      factcheck check draft.md --fix --write     [dim]the same, written into the file[/dim]
      factcheck check - --fix < draft.txt        [dim]print the fixed text[/dim]
      factcheck check drafts/ --quiet --min-coverage 80

    Each number is verified (✓, by a claim, or by another source where no claim has it), contradicted (✗, by a claim), told otherwise by a
    source (≠), differs in scope (~), or unverified (?). A fix is proposed only if what it makes is read again and then supported.

    [bold]Exit codes[/bold]

        0  nothing contradicted
        1  a claim contradicts a number, or less is verified than --min-coverage asks for
        2  something could not be checked or written
        3  there was nothing to check
      130  interrupted
    """
    if write and not fix:
        raise typer.BadParameter("it needs --fix, which says what to write", param_hint="--write")
    if write and format == "json":
        raise typer.BadParameter("JSON tells what to write, and writes nothing; leave one of the two out", param_hint="--format")
    settings = load_settings(Path.cwd(), CHOICES)
    settings = settings._replace(
        claims=str(claims) if claims else settings.claims,
        sources=tuple(sources) if sources else settings.sources,
        hedges=hedges or settings.hedges,
        color=color or settings.color,
        quiet=quiet,
    )
    return _Desk(settings, read_today(today)).run(drafts, fix, write, format == "json", min_coverage)


class _Desk:
    """One run: the registry, the drafts, and what is told of them."""

    def __init__(self, settings: Settings, today: date) -> None:
        from factcheck.load.registry import load_registry

        self.settings, self.today = settings, today
        self.registry, warnings = load_registry(default_claims(settings))
        self._warn(warnings)
        self.unread: list[Problem] = []

    def run(self, names: Sequence[str], fix: bool, write: bool, as_json: bool, min_coverage: float | None) -> int:
        """Check the drafts, show what was asked for, and return the exit code."""
        from factcheck.load.sources import load_sources

        texts = load_sources(names, stdin=sys.stdin.buffer if sys.stdin else None)
        drafts = self._checked(texts)
        if as_json:
            self._show_json(drafts, fix)
        elif fix:
            return self._fixed(drafts, frozenset(map(shown, names)), write, min_coverage)
        else:
            from factcheck.report import check as page

            known = {claim.id: claim for claim in self.registry.claims}
            tint = tinted(sys.stdout, cast(Color, self.settings.color))
            show(page.render(drafts, known, width=terminal_width(), color=tint, quiet=self.settings.quiet))
        self._raise_unread()
        return self._code(drafts, sum(draft.count("contradicted") for draft in drafts), min_coverage)

    def _warn(self, problems: Iterable[Problem]) -> None:
        if not self.settings.quiet:
            tell(problems, "warning")

    def _checked(self, texts: Sources) -> list[Draft]:
        """Return the drafts, held against the registry and the sources."""
        from factcheck.draft import check_drafts
        from factcheck.load.sources import load_sources
        from factcheck.pipeline import findings

        told = list(self._accepted(findings(self.registry, readable(texts, self.unread), self.settings.hedges)))
        self._warn(texts.notices)
        others: Iterable[Source] = ()
        if named := present_sources(self.settings):
            sources = load_sources(named)
            others = nonempty(counted(readable(sources, self.unread), self.settings.quiet), [])
        return check_drafts(told, others)

    def _accepted(self, told: Iterable[tuple[Source, list[Finding]]]) -> Iterable[tuple[Source, list[Finding]]]:
        from factcheck.accept import Accepting
        from factcheck.load.acknowledgements import Shelf, load_acknowledgements

        beside, asked = default_acknowledgements(self.settings)
        entries = load_acknowledgements(beside, named=asked).entries
        shelf = Shelf(beside)
        return Accepting(self.registry.claims, entries, shelf.name, self.today, exempting=self.settings.exemptions).mark(told)

    def _proposals(self, draft: Draft) -> list[Fix | NoFix]:
        from factcheck.fix import proposals

        return proposals(self.registry, draft.findings, draft.source, self.settings.hedges)

    def _show_json(self, drafts: Sequence[Draft], fix: bool) -> None:
        from factcheck.report import check_json

        rows = None
        if fix:
            rows = {(draft.source.name, row.finding.start, row.finding.end): row for draft in drafts for row in self._proposals(draft)}
        show(check_json.render(drafts, self.registry.path, rows))

    def _fixed(self, drafts: Sequence[Draft], named: frozenset[str], write: bool, min_coverage: float | None) -> int:
        """Show or write what mends the drafts, tell what nothing mends, and return the exit code."""
        from factcheck.fix import Fix

        open_ones = 0
        faults: list[Problem] = []
        for draft in drafts:
            rows = self._proposals(draft)
            fixes = [row for row in rows if isinstance(row, Fix)]
            if not self.settings.quiet:
                tell((_told(draft.source, row) for row in rows if not isinstance(row, Fix)), "warning")
            done = False
            try:
                done = self._mend(draft.source, fixes, draft.source.name not in named, write)
            except InputError as error:
                faults += error.problems
            open_ones += draft.count("contradicted") - (len({(row.finding.start, row.finding.end) for row in fixes}) if done else 0)
        if faults:
            raise InputError([*faults, *self.unread])
        self._raise_unread()
        return self._code(drafts, open_ones, min_coverage)

    def _mend(self, source: Source, fixes: Sequence[Fix], is_loose: bool, write: bool) -> bool:
        """Show a draft's fixes, or write them; return whether the text that the writer now has holds them."""
        from factcheck.fix import applied
        from factcheck.report.text import visible

        if source.name == STDIN:
            if source.locations:
                hint = "hand on a text, or name the document to see what would change"
                raise InputError([Problem(source.name, "", "a document, which cannot be printed as a text", hint=hint)])
            show(applied(source.text, fixes))
            return True
        if not fixes:
            if not self.settings.quiet:
                show(f"factcheck: nothing to mend in {visible(source.name)}\n", sys.stderr)
            return False
        if not write:
            self._diff(source, fixes)
            return False
        if is_loose:
            hint = f"name it: factcheck check {source.name} --fix --write"
            raise InputError([Problem(source.name, "", "not written, for only files that are named are changed", hint=hint)])
        from factcheck.report.text import counted as number_of
        from factcheck.rewrite import write_fixes

        write_fixes(source, fixes)
        if not self.settings.quiet:
            count = len({(row.start, row.end) for row in fixes})
            show(f"factcheck: {number_of(count, 'number')} mended in {visible(source.name)}\n", sys.stderr)
        return True

    def _diff(self, source: Source, fixes: Sequence[Fix]) -> None:
        from factcheck.fix import applied
        from factcheck.report import diff
        from factcheck.rewrite import original

        mark = ""
        try:
            file = original(source)
            mark = "\ufeff" if file.mark and file.is_plain else ""
            if not file.is_plain:
                hint = "--fix --write changes the file itself"
                self._warn([Problem(source.name, "", "is UTF-16, which no program patches", hint=hint)])
        except InputError as error:
            self._warn(problem._replace(message=f"the fixes are shown only: {problem.message}") for problem in error.problems)
        tint, screen = tinted(sys.stdout, cast(Color, self.settings.color)), sys.stdout is not None and sys.stdout.isatty()
        old, new = mark + source.text, mark + applied(source.text, fixes)
        show(diff.render(_seen_from_here(source.name), old, new, screen=screen, color=tint))

    def _raise_unread(self) -> None:
        if self.unread:
            raise InputError(self.unread)

    def _code(self, drafts: Sequence[Draft], contradicted: int, min_coverage: float | None) -> int:
        from factcheck.report.check import coverage
        from factcheck.report.text import visible

        short = [draft for draft in drafts if min_coverage and draft.coverage is not None and draft.coverage < min_coverage]
        for draft in short:
            show(f"factcheck: failed: {visible(draft.source.name)}: {coverage(draft)}, less than {min_coverage:g} %\n", sys.stderr)
        return CONTRADICTED if contradicted or short else SUPPORTED_OR_ALLOWED


def _told(source: Source, row: NoFix) -> Problem:
    finding = row.finding
    line = _BREAK.split(source.text)[finding.position.line - 1] if not source.locations else ""
    place = finding.position if not source.locations else finding.position._replace(line=0, column=0)
    message = f"no fix for {finding.found}, which {finding.claim} contradicts: {row.why}"
    return Problem(source.name, finding.reason, message, place.line, place.column, max(1, finding.end - finding.start), line)


def _seen_from_here(name: str) -> str:
    """Return a path as seen from here where it lies below, else from the root."""
    name = real(name)
    inside = Path(os.path.relpath(name))
    return (inside if ".." not in inside.parts else Path(name).absolute().relative_to("/")).as_posix()
