"""`factcheck schema`: print the JSON Schema of a report, a registry or a configuration."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import typer

from factcheck.cli.shell import show
from factcheck.cli.verify import CHOICES

Name = Literal["report", "claims", "config"]


def schema(
    name: Annotated[Name | None, typer.Argument(metavar="NAME", help="report, claims or config.")] = None,
) -> int:
    """Print the JSON Schema of a report, of the registry or of the configuration.

    [bold]Examples[/bold]

      factcheck schema claims > claims.schema.json
      factcheck schema config > factcheck.schema.json
      factcheck schema report                    [dim]of what --format json writes[/dim]

    An editor that reads schemas then shows what each key is for, and underlines what is wrong. The first line of a file names its schema:
    [bold]# yaml-language-server: $schema=claims.schema.json[/bold] in claims.yaml,
    [bold]#:schema ./factcheck.schema.json[/bold] in factcheck.toml.
    """
    if name is None:
        raise typer.BadParameter(f"name one of {', '.join(get_args(Name))}", param_hint="NAME")

    from factcheck.load.config import keys
    from factcheck.report.schema import published, render_config

    show(render_config(keys(), CHOICES) if name == "config" else published(name))
    return 0
