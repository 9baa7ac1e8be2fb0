"""One run of `factcheck verify`, as the settings in force say: read, check, write, and count what a gate counts."""

from __future__ import annotations

import sys
from typing import cast

from factcheck.cli.shell import CONTRADICTED, SUPPORTED_OR_ALLOWED, counted, readable, show, tell
from factcheck.errors import InputError, Problem
from factcheck.load.config import Settings, default_claims, default_sources
from factcheck.load.registry import load_registry
from factcheck.load.sources import load_sources
from factcheck.pipeline import findings, gather
from factcheck.report import Format, files, render
from factcheck.report.streams import Color, terminal_width, tinted


def run(settings: Settings) -> int:
    """Check the sources against the registry, write every report that is asked for, and return the exit code."""
    format, color = cast(Format, settings.format), cast(Color, settings.color)
    quiet, verbose, statistics = settings.quiet, settings.verbose, settings.statistics
    own, further = files.targets(settings.output, format)
    registry_path, named = default_claims(settings), default_sources(settings)

    registry, warnings = load_registry(registry_path)
    texts = load_sources(named, stdin=sys.stdin.buffer if sys.stdin else None)
    if not quiet:
        tell(warnings, "warning")
    unread: list[Problem] = []
    report = gather(registry, findings(registry, counted(readable(texts, unread), quiet), settings.hedges))
    if not quiet:
        tell(texts.notices, "warning")
    if report.sources:
        for name, path in (*own, *further):
            files.write(path, render(report, name, color=color == "always", quiet=quiet, verbose=verbose, statistics=statistics))
        if not own:
            width, tint = terminal_width(), tinted(sys.stdout, color)
            show(render(report, format, width=width, color=tint, quiet=quiet, verbose=verbose, statistics=statistics))
        elif not quiet:
            from factcheck.report.text import summary, visible

            show(f"factcheck: {summary(report)}; {own[0][0]} report in {visible(str(own[0][1]))}\n", sys.stderr)
    if unread:
        raise InputError(unread)
    return CONTRADICTED if report.count("contradicted") - report.accepted > settings.max_contradictions else SUPPORTED_OR_ALLOWED
