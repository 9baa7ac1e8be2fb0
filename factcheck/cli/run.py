"""One run of `factcheck verify`, as the settings in force say: read, check, write, and count what a gate counts."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from factcheck.cli.shell import CONTRADICTED, SUPPORTED_OR_ALLOWED, counted, readable, show, tell
from factcheck.errors import InputError, Problem
from factcheck.load.config import Settings, default_claims, default_sources
from factcheck.load.registry import load_registry
from factcheck.load.sources import load_sources
from factcheck.pipeline import findings, gather
from factcheck.report import Format, files, render
from factcheck.report.streams import Color, terminal_width, tinted

if TYPE_CHECKING:
    from factcheck.arithmetic import Reckoning
    from factcheck.model import Source


def run(settings: Settings) -> int:
    """Check the sources against the registry, write every report that is asked for, and return the exit code."""
    format, color = cast(Format, settings.format), cast(Color, settings.color)
    quiet, verbose = settings.quiet, settings.verbose
    own, further = files.targets(settings.output, format)
    registry_path, named = default_claims(settings), default_sources(settings)

    registry, warnings = load_registry(registry_path)
    texts = load_sources(named, stdin=sys.stdin.buffer if sys.stdin else None)
    if not quiet:
        tell(warnings, "warning")
    unread: list[Problem] = []
    sums: list[Reckoning] | None = [] if settings.arithmetic else None
    read = reckoned(counted(readable(texts, unread), quiet), sums)
    report = gather(registry, findings(registry, read, settings.hedges))
    if not quiet:
        tell(texts.notices, "warning")
    if report.sources:
        for name, path in (*own, *further):
            files.write(path, render(report, name, color=color == "always", quiet=quiet, verbose=verbose, sums=sums))
        if not own:
            tint = tinted(sys.stdout, color)
            show(render(report, format, width=terminal_width(), color=tint, quiet=quiet, verbose=verbose, sums=sums))
        elif not quiet:
            from factcheck.report.text import summary, visible

            show(f"factcheck: {summary(report)}; {own[0][0]} report in {visible(str(own[0][1]))}\n", sys.stderr)
    if unread:
        raise InputError(unread)
    return CONTRADICTED if report.count("contradicted") - report.accepted > settings.max_contradictions else SUPPORTED_OR_ALLOWED


def reckoned(sources: Iterable[Source], sums: list[Reckoning] | None) -> Iterable[Source]:
    """Return the sources; where sums are asked for, those of each are added while it passes."""
    if sums is None:
        return sources
    from factcheck.arithmetic import reckon

    def passing(sums: list[Reckoning]) -> Iterable[Source]:
        for source in sources:
            sums += reckon(source)
            yield source

    return passing(sums)
