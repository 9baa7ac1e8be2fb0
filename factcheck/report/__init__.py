"""Reports: one module a format, each a pure function of a report; a row here makes a format known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from factcheck.model import Report

Format = Literal["terminal", "json", "svg"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(report: Report, name: Format, *, width: int = 100, color: bool = False, quiet: bool = False, verbose: bool = False) -> str:
    """Return the report in the named format; only the formats for people heed the layout."""
    match name:
        case "json":
            from factcheck.report import json

            return json.render(report)
        case "svg":
            from factcheck.report import terminal

            return terminal.render_svg(report, width=width, quiet=quiet, verbose=verbose)
        case "terminal":
            from factcheck.report import terminal

            return terminal.render(report, width=width, color=color, quiet=quiet, verbose=verbose)
