"""`factcheck server`: a language server, which marks in an editor what `verify` would tell."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from typing import Annotated

import typer

from factcheck.cli.shell import read_today
from factcheck.cli.verify import CHOICES
from factcheck.errors import InputError, Problem


def server(
    stdio: Annotated[
        bool, typer.Option("--stdio", help="Speak over standard input and output: it does so anyhow, and some editors ask for it.")
    ] = False,
    today: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day by which acknowledgements expire; each day's own if not told.")
    ] = None,
) -> int:
    """Mark contradictions in an editor as one types: a language server, which the editor starts.

    [bold]Examples[/bold]

      factcheck server                           [dim]what an editor is told to start[/dim]
      factcheck server --stdio                   [dim]the same, for an editor that says so[/dim]

    Drafts that are open are checked against the registry that [bold]factcheck verify[/bold] would read in their folder, and so is the
    registry itself. A number shows its claim, a claim its drafts, and a contradicted number can be written anew.
    It needs [bold]pip install 'factcheck-cli\\[server]'[/bold]; docs/editors.md tells how each editor is set up.
    """
    missing = [name for name in ("pygls", "lsprotocol") if find_spec(name) is None]
    if missing:
        hint = "install it with: pip install 'factcheck-cli[server]'"
        raise InputError([Problem("", "", f"the server needs the package {missing[0]}, which is not installed", hint=hint)])
    day = read_today(today) if today else None

    from factcheck.server.run import serve

    return serve(CHOICES, lambda: day or date.today())
