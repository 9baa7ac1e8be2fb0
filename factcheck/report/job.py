"""The summary of a GitHub job: the Markdown report, appended to the file that the runner names."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from factcheck.errors import InputError, Problem
from factcheck.model import Report
from factcheck.report import markdown

LARGEST = 1 << 20  # bytes that a step may leave there; GitHub drops all of a larger one
_LEAST = 2_000  # bytes in which the headline and the note about what is left out have room


def append(report: Report, path: Path) -> None:
    """Append the report in what room is left; raise InputError where there is none, or where the file cannot be written."""
    try:
        with path.open("ab", buffering=0) as file:
            room = LARGEST - file.tell()
            if room < _LEAST:
                raise _refused(path, "the summaries of this step fill it", "write less to it in the same step")
            gap = "\n" if file.tell() else ""
            text = gap + markdown.render(report, room - len(gap), lambda part: len(part.encode("utf-8", "backslashreplace")))
            data, begun = text.encode("utf-8", "backslashreplace"), file.tell()
            try:
                while data:
                    data = data[file.write(data) :]  # a disk that gets full takes what still fits
            except OSError:
                with suppress(OSError):
                    file.truncate(begun)  # half of a table would spoil what others wrote before
                raise
    except OSError as error:
        raise _refused(path, error.strerror or str(error), "see what GITHUB_STEP_SUMMARY names") from error


def _refused(path: Path, reason: str, hint: str) -> InputError:
    return InputError([Problem(str(path), "", f"cannot write the summary of the job: {reason}", hint=hint)])
