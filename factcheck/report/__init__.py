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


def render(
    report: Report,
    name: Format,
    *,
    width: int = 100,
    color: bool = False,
    quiet: bool = False,
    verbose: bool = False,
    sums: Sequence[Reckoning] | None = None,
) -> str:
    """Return the report in the named format; only the formats of a terminal heed the layout, and the picture has no sums."""
    if name in ("terminal", "svg"):
        from factcheck.report import terminal

        if name == "svg":
            return terminal.render_svg(report, width=width, quiet=quiet, verbose=verbose)
        page = terminal.render(report, width=width, color=color, quiet=quiet, verbose=verbose)
        if sums is None:
            return page
        from factcheck.report import arithmetic

        return page + arithmetic.section(sums, len(report.sources), width=width, color=color, quiet=quiet)
    if name == "json" and sums is not None:
        from factcheck.report import arithmetic

        return arithmetic.render_within(report, sums)
    text: str = import_module(f"factcheck.report.{name}").render(report)
    return text
