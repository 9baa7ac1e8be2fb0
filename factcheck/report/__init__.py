"""Reports: one module a format, each a pure function of a report; a row here makes a format known."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from factcheck.arithmetic import Reckoning
    from factcheck.model import Report

Format = Literal["terminal", "svg", "html", "json", "jsonl", "csv", "markdown", "sarif", "junit", "github", "claimreview"]
FORMATS: tuple[Format, ...] = get_args(Format)
COUNTED: tuple[Format, ...] = ("terminal", "json")


def render(
    report: Report,
    name: Format,
    *,
    width: int = 100,
    color: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    statistics: bool = False,
    sums: Sequence[Reckoning] | None = None,
) -> str:
    """Return the report in the named format; only the formats of a terminal heed the layout, only COUNTED have statistics and sums."""
    match name:
        case "json":
            return _json(report, statistics, sums)
        case "terminal":
            return _page(report, statistics, sums, width=width, color=color, quiet=quiet, verbose=verbose)
        case "svg":
            from factcheck.report import terminal

            return terminal.render_svg(report, width=width, quiet=quiet, verbose=verbose)
    text: str = import_module(f"factcheck.report.{name}").render(report)
    return text


def _page(report: Report, counted: bool, sums: Sequence[Reckoning] | None, *, width: int, color: bool, quiet: bool, verbose: bool) -> str:
    """Return the page for a terminal: the findings, or counts in their place, and the sums behind them."""
    if counted:
        from factcheck.report import statistics

        page = statistics.render(report, width=width, color=color, quiet=quiet, verbose=verbose)
    else:
        from factcheck.report import terminal

        page = terminal.render(report, width=width, color=color, quiet=quiet, verbose=verbose)
    if sums is None:
        return page
    from factcheck.report import arithmetic

    return page + arithmetic.section(sums, report.read, width=width, color=color, quiet=quiet)


def _json(report: Report, counted: bool, sums: Sequence[Reckoning] | None) -> str:
    from factcheck.report import json

    more: dict[str, object] = {}
    if counted:
        from factcheck.report import statistics

        more["statistics"] = statistics.fields(report)
    if sums is not None:
        from factcheck.report import arithmetic

        more["arithmetic"] = arithmetic.rows(sums)
    return json.render(report, more)
