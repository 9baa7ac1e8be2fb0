"""`factcheck explain`: say what a reason code means."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.shell import show
from factcheck.report.streams import terminal_width


def explain(
    code: Annotated[str | None, typer.Argument(help="A reason code such as FC101; all of them if none is named.")] = None,
) -> int:
    """Explain a reason code: what it says, and an example.

    [bold]Examples[/bold]

      factcheck explain FC204
      factcheck explain                          [dim]the list of all codes[/dim]

    A report shows the code of each finding.
    """
    from factcheck.report import reasons

    show(reasons.render_all() if code is None else reasons.render(code, terminal_width()))
    return 0
