"""One run of `factcheck verify`, as the settings in force say: read, check, write, and count what a gate counts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from factcheck.accept import Accepting
from factcheck.cli.shell import CONTRADICTED, SUPPORTED_OR_ALLOWED, counted, readable, show, tell
from factcheck.errors import InputError, Problem
from factcheck.gates import failures
from factcheck.load.acknowledgements import Shelf, load_acknowledgements
from factcheck.load.config import Settings, default_acknowledgements, default_claims, default_sources
from factcheck.load.registry import load_registry
from factcheck.load.repository import folder_in_repository
from factcheck.load.sources import load_sources
from factcheck.model import Finding, Registry, Source
from factcheck.pipeline import findings, gather
from factcheck.report import Format, files, render
from factcheck.report.streams import Color, terminal_width, tinted

if TYPE_CHECKING:
    from factcheck.arithmetic import Reckoning

_MOST_TOLD = 20  # lapses that are told one by one on standard error; a report has them all


def run(settings: Settings, today: date) -> int:
    """Check the sources against the registry, write every report that is asked for, and return the exit code."""
    format, color = cast(Format, settings.format), cast(Color, settings.color)
    quiet, verbose = settings.quiet, settings.verbose
    own, further = files.targets(settings.output, format)
    formats = {format, *(name for name, _ in further)}
    streaming = format == "jsonl" and not own
    summary_path = _summary_path(formats)
    reviewed = "claimreview" in formats
    if reviewed:
        from factcheck.report import claimreview

        claimreview.required(settings.publisher)
    registry_path, named = default_claims(settings), default_sources(settings)

    registry, warnings = load_registry(registry_path)
    beside, asked = default_acknowledgements(settings)
    book = load_acknowledgements(beside, named=asked)
    texts = load_sources(named, stdin=sys.stdin.buffer if sys.stdin else None)
    if not quiet:
        tell(warnings, "warning")
    unread: list[Problem] = []
    sums: list[Reckoning] | None = [] if settings.arithmetic else None
    read = _reckoned(counted(readable(texts, unread), quiet or streaming), sums)
    accepting = Accepting(registry.claims, book.entries, Shelf(beside).name, today, exempting=settings.exemptions)
    told = accepting.mark(findings(registry, read, settings.hedges))
    told = accepting.fresh(told) if settings.new_only else told
    report = gather(registry, _streamed(told, registry) if streaming else told, texts="html" in formats)
    results = tuple(result for result in report.results if result.findings or not accepting.is_quiet(result.claim.id))
    lapses, folder = accepting.lapses(), folder_in_repository(Path.cwd())
    report = replace(report, results=results, unread=tuple(unread), lapses=lapses, folder=folder, publisher=settings.publisher)
    if not quiet:
        tell(texts.notices, "warning")
        _tell_accepting(accepting, shown=format == "terminal" and not own)
        if reviewed:
            tell(claimreview.notices(report), "warning")
    if report.sources:
        for name, path in (*own, *further):
            files.write(path, render(report, name, color=color == "always", quiet=quiet, verbose=verbose, sums=sums))
        if streaming:
            from factcheck.report import jsonl

            show(jsonl.rest(report))
        elif not own:
            tint = tinted(sys.stdout, color)
            show(render(report, format, width=terminal_width(), color=tint, quiet=quiet, verbose=verbose, sums=sums))
        elif not quiet:
            from factcheck.report.text import summary, visible

            show(f"factcheck: {summary(report)}; {own[0][0]} report in {visible(str(own[0][1]))}\n", sys.stderr)
        if summary_path is not None:
            from factcheck.report import job

            job.append(report, summary_path)
    if unread:
        raise InputError(unread)
    failed = failures(report, settings.max_contradictions, settings.fail_on)
    # A quiet report tells how many contradictions there are; nothing else would tell of other grounds.
    if failed and not (quiet and all(failure.ground == "contradicted" for failure in failed)):
        show(f"factcheck: failed: {'; '.join(failure.told for failure in failed)}\n", sys.stderr)
    return CONTRADICTED if failed else SUPPORTED_OR_ALLOWED


def _tell_accepting(accepting: Accepting, shown: bool) -> None:
    """Tell what lets nothing pass, unless the report on the screen shows it, and how much was left out as let pass."""
    tell(accepting.ignored, "warning")
    lapses = () if shown else accepting.lapses()
    tell((lapse.problem for lapse in lapses[:_MOST_TOLD]), "warning")
    if len(lapses) > _MOST_TOLD:
        show(f"factcheck: {len(lapses) - _MOST_TOLD:,} more acknowledgements and exemptions let nothing pass\n", sys.stderr)
    if accepting.left_out:
        from factcheck.report.text import counted as number_of

        show(f"factcheck: {number_of(accepting.left_out, 'accepted finding')} left out\n", sys.stderr)


def _streamed(told: Iterable[tuple[Source, list[Finding]]], registry: Registry) -> Iterator[tuple[Source, list[Finding]]]:
    """Yield what each source tells once its lines are printed, so that who reads them need not wait for the last source."""
    from factcheck.report import jsonl

    claims = {claim.id: claim for claim in registry.claims}
    for source, found in told:
        show(jsonl.lines(claims, found))
        yield source, found


def _summary_path(formats: set[Format]) -> Path | None:
    """Return the file that a GitHub job shows as its summary, where its format is asked for; raise InputError if it cannot be written."""
    name = os.environ.get("GITHUB_STEP_SUMMARY") if "github" in formats else None
    if not name:
        return None
    files.check_target(Path(name))
    return Path(name)


def _reckoned(sources: Iterable[Source], sums: list[Reckoning] | None) -> Iterable[Source]:
    """Return the sources; where sums are asked for, those of each are added while it passes."""
    if sums is None:
        return sources
    from factcheck.arithmetic import reckon

    def passing(sums: list[Reckoning]) -> Iterable[Source]:
        for source in sources:
            sums += reckon(source)
            yield source

    return passing(sums)
