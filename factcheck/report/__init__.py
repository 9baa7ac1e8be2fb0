"""Reports: one module a format, each a pure function of a report; a row here makes a format known."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
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
) -> str:
    """Return the report in the named format; only the formats of a terminal heed the layout, only COUNTED have statistics."""
    if statistics and name in COUNTED:
        return _with_statistics(report, name, width=width, color=color, quiet=quiet, verbose=verbose)
    if name in ("terminal", "svg"):
        from factcheck.report import terminal

        if name == "svg":
            return terminal.render_svg(report, width=width, quiet=quiet, verbose=verbose)
        return terminal.render(report, width=width, color=color, quiet=quiet, verbose=verbose)
    text: str = import_module(f"factcheck.report.{name}").render(report)
    return text


def _with_statistics(report: Report, name: Format, **layout: Any) -> str:
    """Return the counts in place of the findings for a terminal, beside them for programs."""
    from factcheck.report import statistics

    if name == "terminal":
        return statistics.render(report, **layout)
    from factcheck.report import json

    return json.render(report, statistics.fields(report))
