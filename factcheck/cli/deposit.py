"""`factcheck verify --write-to`: a run whose workers write the findings themselves, and what is told of it at the end."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path

from factcheck.cli.shell import CONTRADICTED, SUPPORTED_OR_ALLOWED, progress, show, tell
from factcheck.deposit import INDEX, Order, Writing, Written, join, store
from factcheck.engine import Job, through
from factcheck.engine.far import edition
from factcheck.errors import InputError, Problem
from factcheck.gates import failures
from factcheck.gather import totals
from factcheck.load.acknowledgements import load_acknowledgements
from factcheck.load.config import Settings, columns_of, default_acknowledgements, default_claims, default_sources
from factcheck.load.find import STDIN
from factcheck.load.registry import load_registry
from factcheck.load.sources import load_sources
from factcheck.load.stored import is_remote, shown
from factcheck.load.text import read_bytes
from factcheck.model import Counted, Registry, Report
from factcheck.report.json import dump_line
from factcheck.report.text import counted, summary, visible

_ALONE = ("not_found", "not_comparable")  # further grounds that the numbers of findings can tell


def write_to(settings: Settings, target: str, _today: date) -> int:
    """Have the workers check the sources and write what they find below a folder or address, and return the exit code."""
    path = default_claims(settings)
    _refused(settings, target)
    whole = target if is_remote(target) else str(Path(target).absolute())
    registry, warnings = load_registry(path)
    if not settings.quiet:
        tell(warnings, "warning")
    asked = hashlib.sha256(read_bytes(str(path), str(path)) + f"\0{settings.hedges} {settings.exemptions} {edition()}".encode()).hexdigest()
    order = Order(Job(registry, settings.hedges), whole, asked, settings.exemptions)
    report, files, earlier, unread = _run(settings, order, registry)
    if not settings.quiet:
        kept = f", {earlier:,} of them from an earlier run" if earlier else ""
        place = visible(shown(join(target, INDEX)))
        show(f"{summary(report)}\n{counted(files, 'file')} of findings{kept}; {place} lists them in the order of the sources\n")
    if unread:
        raise InputError(unread)
    failed = failures(report, settings.max_contradictions, settings.fail_on, 0)
    if failed:
        show(f"factcheck: failed: {'; '.join(failure.told for failure in failed)}\n", sys.stderr)
    return CONTRADICTED if failed else SUPPORTED_OR_ALLOWED


def _run(settings: Settings, order: Order, registry: Registry) -> tuple[Report, int, int, list[Problem]]:
    """Return the numbers of a run, how many files hold its findings, how many of those were there, and what could not be read."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0] * len(Counted._fields))
    texts = load_sources(default_sources(settings), columns=columns_of(settings))
    files = earlier = 0
    unread: list[Problem] = []
    with tempfile.TemporaryFile() as index, progress(texts, settings.quiet) as tick:
        for part, done in through(Writing, order, texts, settings.jobs, settings.scheduler):
            assert isinstance(done, Written)
            texts.add(done.documents, done.notices, done.problems)
            if tick is not None:
                tick(done.documents, part.size)
            for claim, numbers in done.counts.items():
                sums[claim] = [one + other for one, other in zip(sums[claim], numbers, strict=True)]
            files, earlier = files + 1, earlier + done.earlier
            row = {"file": done.file, "documents": done.documents, "first": done.first, "last": done.last}
            index.write(dump_line(row).encode("utf-8", "backslashreplace"))
        index.seek(0)
        store(join(order.target, INDEX), index.read())
    try:
        texts.close()
    except InputError as error:
        unread += error.problems
    if not settings.quiet:
        tell(texts.notices, "warning")
    return totals(registry, {claim: Counted(*numbers) for claim, numbers in sums.items()}, texts.count), files, earlier, unread


def _refused(settings: Settings, target: str) -> None:
    """Raise InputError with all that a run cannot do whose findings never come together."""
    beside, asked = default_acknowledgements(settings)
    problems = []
    if settings.engine != "dask":
        problems.append(("--write-to is of --engine dask", "add --engine dask; --format jsonl writes one file without it"))
    if load_acknowledgements(beside, named=asked).entries:
        hint = f"name an empty file with --acknowledgements; without --write-to {beside} is heeded"
        problems.append(("--write-to cannot heed acknowledgements: each is of one finding of the whole run", hint))
    wrong = [name for name in settings.fail_on if name not in _ALONE]
    wrong += [name for name in ("new_only", "arithmetic", "statistics") if getattr(settings, name)]
    if wrong or settings.output or settings.format != "terminal":
        told = ", ".join(name.replace("_", "-") for name in (*wrong, *(["output"] if settings.output else []), *_format(settings)))
        problems.append((f"--write-to tells the numbers of findings alone, which does not go with: {told}", "leave it out, or --write-to"))
    if STDIN in settings.sources:
        problems.append(("--write-to cannot read standard input, which no worker has", "name files, folders or addresses"))
    place = "" if is_remote(target) else os.path.realpath(target)
    if place and any(f"{place}/".startswith(f"{os.path.realpath(name)}/") for name in settings.sources if not is_remote(name)):
        problems.append((f"--write-to {target} is among the sources, and would be read with them", "name a folder beside them"))
    if problems:
        raise InputError([Problem("", "", message, hint=hint) for message, hint in problems])


def _format(settings: Settings) -> list[str]:
    return [f"format {settings.format}"] if settings.format != "terminal" else []
