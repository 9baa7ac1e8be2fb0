"""The findings of each part in a file of its own, written by whoever read the part; only their number comes back.

For archives whose findings are too many to pass through one process. A file that is there and whole is not made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from factcheck.accept import Accepting
from factcheck.engine.work import Job, Work
from factcheck.errors import InputError, Problem
from factcheck.gather import gather
from factcheck.load import stored
from factcheck.load.parts import Part, Read
from factcheck.model import Counted, Source
from factcheck.report import jsonl
from factcheck.report.json import dump_line, lapse_fields
from factcheck.rows import NamedTuple

INDEX = "index.jsonl"


class Order(NamedTuple):
    """What is to be written, and where: below a folder, whole in its path, or an address. `asked` is a digest of what the job rests on."""

    job: Job
    target: str
    asked: str
    exempting: bool = True


class Written(NamedTuple):
    """The file of one part: how many documents it is of, the first and the last of them, and how many findings each claim has there."""

    file: str
    documents: int
    first: str
    last: str
    counts: Mapping[str, Counted]
    notices: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    earlier: bool = False


class Writing:
    """What does an order, part by part; the claims are indexed once, when it is made."""

    def __init__(self, order: Order) -> None:
        self._order, self._work = order, Work(order.job)
        self._claims = {claim.id: claim for claim in order.job.registry.claims}

    def __call__(self, part: Part, _silent: int = 0) -> Written:
        """Return what was written of a part, now or earlier; raise InputError where it cannot be."""
        file = f"{_digest(self._order.asked, part)}.jsonl"
        path = join(self._order.target, file)
        data = _stored(path)
        if data is not None and (known := _known(file, data)) is not None:
            return known
        text, written = self._made(file, part)
        store(path, text.encode("utf-8", "backslashreplace"))
        return written

    def _made(self, file: str, part: Part) -> tuple[str, Written]:
        notices: list[Problem] = []
        problems: list[Problem] = []
        names: list[str] = []
        lines: list[str] = []

        def take(read: Read) -> Source | None:
            notices.extend(read.notices)
            problems.extend(read.problems)
            if read.source is not None:
                names.append(read.source.name)
            return read.source

        claims = self._order.job.registry.claims
        # A source is in one part alone, so what it exempts itself is known here; the day matters to acknowledgements only.
        accepting = Accepting(claims, (), str, date.min, exempting=self._order.exempting)
        rows = accepting.mark((row.source, row.findings) for row in self._work.read(part, take))
        told = [(source, findings) for source, findings in rows if findings]
        lines += [jsonl.lines(self._claims, findings) for _, findings in told]
        lines += [dump_line(lapse_fields(lapse)) for lapse in accepting.lapses()]
        report = gather(self._order.job.registry, told, kept=False)
        counts = {result.claim.id: result.counted for result in report.results if result.counted is not None}
        first, last = (names[0], names[-1]) if names else ("", "")
        written = Written(file, len(names), first, last, counts, tuple(notices), tuple(problems))
        return "".join(lines) + dump_line({"part": _fields(written)}), written


def join(target: str, file: str) -> str:
    """Return where a file is, in a folder or below an address."""
    return f"{target.rstrip('/')}/{file}" if stored.is_remote(target) else str(Path(target, file))


def store(path: str, data: bytes) -> None:
    """Write a file whole or not at all; raise InputError where it cannot be."""
    if stored.is_remote(path):
        from factcheck.load.archives import remote

        remote.write(path, data)
        return
    place = Path(path)
    part = place.with_name(f".{place.name}.{uuid.uuid4().hex}.tmp")  # many machines may write into one folder
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_bytes(data)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError([Problem(path, "", f"cannot be written: {error.strerror}", hint="name another folder, or make room")]) from None


def _stored(path: str) -> bytes | None:
    """Return a file, or nothing where there is none."""
    if stored.is_remote(path):
        from factcheck.load.archives import remote

        return remote.whole(path)
    try:
        return Path(path).read_bytes()
    except OSError:
        return None


def _fields(written: Written) -> dict[str, object]:
    fields: dict[str, object] = {"documents": written.documents, "first": written.first, "last": written.last}
    fields["counts"] = {claim: list(counted) for claim, counted in written.counts.items()}
    fields["notices"] = [list(problem) for problem in written.notices]
    return {**fields, "whole": not written.problems}


def _known(file: str, data: bytes) -> Written | None:
    """Return what a file of an earlier run says of its part in its last line; nothing where something of it could not be read."""
    try:
        part = json.loads(data.rstrip(b"\n").rpartition(b"\n")[2])["part"]
        if part["whole"] is not True or not data.endswith(b"\n"):
            return None
        counts = {str(claim): Counted(*map(int, row)) for claim, row in part["counts"].items()}
        notices = tuple(Problem(*row) for row in part["notices"])
        return Written(file, int(part["documents"]), str(part["first"]), str(part["last"]), counts, notices, earlier=True)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _digest(asked: str, part: Part) -> str:
    """Return the name of a part's file: another one as soon as its texts, the claims, the settings or factcheck itself change."""
    told = [asked, repr(part)]
    for name in part.names:
        path = stored.split_row(name)[0]
        if stored.is_remote(path):
            from factcheck.load.archives import remote

            told.append(remote.stamp(path))
            continue
        try:
            state = os.stat(path)  # noqa: PTH116 - once for each text of an archive
            told.append(f"{state.st_size} {state.st_mtime_ns}")
        except OSError:
            told.append("gone")
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogateescape")).hexdigest()[:32]
