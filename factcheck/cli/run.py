"""One run of `factcheck verify`, as the settings in force say: read, check, write, and count what a gate counts."""

from __future__ import annotations

import os
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from factcheck.accept import Accepting
from factcheck.cli.cached import cached
from factcheck.cli.shell import CONTRADICTED, SUPPORTED_OR_ALLOWED, progress, readable, show, tell
from factcheck.engine import Job, Told, told
from factcheck.errors import InputError, Problem
from factcheck.gates import failures
from factcheck.gather import Counts, gather
from factcheck.load.acknowledgements import Shelf, load_acknowledgements
from factcheck.load.config import Settings, columns_of, default_acknowledgements, default_claims, default_sources
from factcheck.load.registry import load_registry
from factcheck.load.repository import folder_in_repository
from factcheck.load.sources import Sources, load_sources
from factcheck.model import Claim, Finding, Lapse, Registry, Report, Source, replace
from factcheck.report import Format, files, render
from factcheck.report.streams import Color, terminal_width, tinted
from factcheck.rows import NamedTuple

if TYPE_CHECKING:
    from factcheck.arithmetic import Reckoning
    from factcheck.cache import Cache

_MOST_TOLD = 20  # lapses that are told one by one on standard error; a report has them all


class _Plan(NamedTuple):
    """Where the reports go: the one that the screen would get, further ones, and the summary of a job."""

    settings: Settings
    own: list[files.Target]
    further: list[files.Target]
    summary: Path | None

    @property
    def format(self) -> Format:
        """Return the format of the screen."""
        return cast(Format, self.settings.format)

    @property
    def formats(self) -> set[Format]:
        """Return every format that is asked for."""
        return {self.format, *(name for name, _ in self.further)}

    @property
    def streams(self) -> bool:
        """Return whether lines are printed while sources are read."""
        return self.format == "jsonl" and not self.own

    @property
    def shows_findings(self) -> bool:
        """Return whether the screen gets the findings one by one."""
        return self.format == "terminal" and not self.own and not self.settings.statistics


def run(settings: Settings, today: date) -> int:
    """Check the sources against the registry, write every report that is asked for, and return the exit code."""
    plan = _planned(settings)
    report, sums = _checked(plan, today)
    if report.read:
        _write(report, sums, plan)
    if report.unread:
        raise InputError(report.unread)
    failed = failures(report, settings.max_contradictions, settings.fail_on, sum(not one.holds for one in sums or ()))
    # A quiet report tells how many contradictions there are; nothing else would tell of other grounds.
    if failed and not (settings.quiet and all(failure.ground == "contradicted" for failure in failed)):
        show(f"factcheck: failed: {'; '.join(failure.told for failure in failed)}\n", sys.stderr)
    return CONTRADICTED if failed else SUPPORTED_OR_ALLOWED


def _planned(settings: Settings) -> _Plan:
    """Return where the reports go; raise InputError where one could not be written, before any work is done for it."""
    own, further = files.targets(settings.output, cast(Format, settings.format))
    plan = _Plan(settings, own, further, None)
    if "claimreview" in plan.formats:
        from factcheck.report import claimreview

        claimreview.required(settings.publisher)
    beside, _ = default_acknowledgements(settings)
    files.refuse_inputs((*own, *further), (str(default_claims(settings)), str(beside), *default_sources(settings)))
    return plan._replace(summary=_summary_path(plan.formats))


def _checked(plan: _Plan, today: date) -> tuple[Report, list[Reckoning] | None]:
    """Return the report of a run, and the sums of its sources where they are asked for; warnings are told on the way."""
    settings, quiet = plan.settings, plan.settings.quiet
    registry_path, named = default_claims(settings), default_sources(settings)
    registry, warnings = load_registry(registry_path)
    beside, asked = default_acknowledgements(settings)
    book = load_acknowledgements(beside, named=asked)
    texts = load_sources(named, stdin=sys.stdin.buffer if sys.stdin else None, columns=columns_of(settings))
    if not quiet:
        tell(warnings, "warning")
    unread: list[Problem] = []
    sums: list[Reckoning] | None = [] if settings.arithmetic or "inconsistent" in settings.fail_on else None
    accepting = Accepting(registry.claims, book.entries, Shelf(beside).name, today, exempting=settings.exemptions)
    job = Job(registry, settings.hedges, sums is not None, "html" in plan.formats, accepting.files)
    unseen = quiet or (plan.streams and sys.stdout.isatty())  # lines and progress would write over each other
    only_told = plan.streams and not plan.further
    counts: Counts = defaultdict(Counter)
    with cached(settings, job) as cache:
        if only_told and not book.entries:
            job = job._replace(lines=_lines())
        told = _counted(_read(job, texts, settings, unseen, cache), counts)
        rows = accepting.mark(_reckoned(readable(told, unread), sums))
        rows = accepting.fresh(rows) if settings.new_only else rows
        rows = _streamed(rows, registry) if plan.streams else rows
        report = gather(registry, rows, texts="html" in plan.formats, kept=not only_told, counts=counts)
    results = tuple(row for row in report.results if row.findings or row.counted or not accepting.is_quiet(row.claim.id))
    lapses, folder, unlisted = accepting.lapses(), folder_in_repository(Path.cwd()), texts.count - len(report.sources)
    report = replace(report, results=results, unread=tuple(unread), lapses=lapses, folder=folder, unlisted=unlisted)
    report = replace(report, publisher=settings.publisher)
    if not quiet:
        tell(texts.notices, "warning")
        _tell_accepting(accepting, () if plan.shows_findings else lapses)
        if "claimreview" in plan.formats:
            from factcheck.report import claimreview

            tell(claimreview.notices(report), "warning")
    return report, sums


def _write(report: Report, sums: list[Reckoning] | None, plan: _Plan) -> None:
    """Write every report: to its file, or on the screen."""
    settings, color = plan.settings, cast(Color, plan.settings.color)

    def rendered(name: Format, width: int, tint: bool) -> str:
        quiet, verbose, statistics = settings.quiet, settings.verbose, settings.statistics
        return render(report, name, width=width, color=tint, quiet=quiet, verbose=verbose, statistics=statistics, sums=sums)

    files.refuse_inputs((*plan.own, *plan.further), [source.name for source in report.sources] if plan.own or plan.further else ())
    for name, path in (*plan.own, *plan.further):
        if files.is_pipe(path):
            from factcheck.report.text import visible

            show(f"factcheck: {visible(str(path))} is a pipe: it is written as something reads it\n", sys.stderr)
        files.write(path, rendered(name, 100, color == "always"))
    if plan.streams:
        from factcheck.report import jsonl

        show(jsonl.rest(report))
    elif not plan.own:
        show(rendered(plan.format, terminal_width(), tinted(sys.stdout, color)))
    elif not settings.quiet:
        from factcheck.report.text import summary, visible

        name, path = plan.own[0]
        show(f"factcheck: {summary(report)}; {name} report in {visible(str(path))}\n", sys.stderr)
    if plan.summary is not None:
        from factcheck.report import job

        job.append(report, plan.summary)


def _tell_accepting(accepting: Accepting, lapses: Sequence[Lapse]) -> None:
    """Tell what lets nothing pass, as far as the screen does not show it, and how much was left out as let pass."""
    tell(accepting.ignored, "warning")
    tell((lapse.problem for lapse in lapses[:_MOST_TOLD]), "warning")
    if len(lapses) > _MOST_TOLD:
        show(f"factcheck: {len(lapses) - _MOST_TOLD:,} more acknowledgements and exemptions let nothing pass\n", sys.stderr)
    if accepting.left_out:
        from factcheck.report.text import counted as number_of

        show(f"factcheck: {number_of(accepting.left_out, 'accepted finding')} left out\n", sys.stderr)


def _streamed(rows: Iterable[tuple[Source, list[Finding]]], registry: Registry) -> Iterator[tuple[Source, list[Finding]]]:
    """Yield what each source tells once its lines are printed, so that who reads them need not wait for the last source."""
    from factcheck.report import jsonl

    claims = {claim.id: claim for claim in registry.claims}
    for source, found in rows:
        show(jsonl.lines(claims, found))
        yield source, found


def _summary_path(formats: set[Format]) -> Path | None:
    """Return the file that a GitHub job shows as its summary, where its format is asked for; raise InputError if it cannot be written."""
    name = os.environ.get("GITHUB_STEP_SUMMARY") if "github" in formats else None
    if not name:
        return None
    files.check_target(Path(name))
    return Path(name)


def _read(job: Job, texts: Sources, settings: Settings, quiet: bool, cache: Cache | None) -> Iterator[Told]:
    """Yield what each source tells; on a terminal, a long run shows how far it is."""
    with progress(texts, quiet) as tick:
        yield from told(job, texts, settings.jobs, tick, cache, settings.engine, settings.scheduler)


def _counted(rows: Iterable[Told], counts: Counts) -> Iterator[Told]:
    """Yield what sources tell; of those of which there are only lines, print these and count what they tell."""
    for row in rows:
        if row.lines is None:
            yield row
            continue
        show(row.lines.text)
        for claim, contradicted, supported, not_comparable in row.lines.counts:
            told = {"contradicted": contradicted, "supported": supported, "not_comparable": not_comparable}
            counts[claim].update(told, open=contradicted + supported + not_comparable)


def _lines() -> Callable[[Mapping[str, Claim], Iterable[Finding]], str]:
    from factcheck.report import jsonl

    return jsonl.lines


def _reckoned(rows: Iterable[Told], sums: list[Reckoning] | None) -> Iterator[tuple[Source, list[Finding]]]:
    """Yield each source with its findings; where sums are asked for, those of each are added while it passes."""
    for row in rows:
        if sums is not None:
            sums += row.sums
        yield row.source, row.findings
