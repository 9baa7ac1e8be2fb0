"""`factcheck clean`: delete the cache."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.shell import SUPPORTED_OR_ALLOWED, show
from factcheck.cli.verify import CHOICES
from factcheck.load.config import cache_folder, load_settings


def clean(
    cache_dir: Annotated[
        Path | None, typer.Option("--cache-dir", metavar="FOLDER", help="The folder of the cache; .factcheck_cache beside the registry.")
    ] = None,
    claims: Annotated[
        Path | None, typer.Option("--claims", "-c", help="The registry beside which it is; claims.yaml if none is named.", metavar="PATH")
    ] = None,
) -> int:
    """Delete what earlier runs kept.

    [bold]Examples[/bold]

      factcheck clean
      factcheck clean --cache-dir /tmp/factcheck

    Nothing is lost by it but time. The cache never has to be deleted for a report to be right.
    """
    from factcheck.cache.store import clean as emptied
    from factcheck.report.text import visible

    settings = load_settings(Path.cwd(), CHOICES)
    settings = settings._replace(cache_dir=str(cache_dir or settings.cache_dir), claims=str(claims or settings.claims))
    folder = cache_folder(settings)
    size = emptied(folder)
    told = f"no cache in {visible(str(folder))}" if size is None else f"{size / 1_000_000:,.1f} MB deleted in {visible(str(folder))}"
    show(f"factcheck: {told}\n")
    return SUPPORTED_OR_ALLOWED
