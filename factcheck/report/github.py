"""The report as workflow commands of GitHub Actions, which shows them beside the lines of a pull request.

Of a step it shows ten errors, ten warnings and ten notices, so the worst contradictions come first and the others are told in one
notice. Accepted ones are only counted there: what somebody has decided need not be shown in every pull request again.
"""

from __future__ import annotations

from factcheck.errors import Problem
from factcheck.load.stored import is_remote
from factcheck.model import Finding, Lapse, Report
from factcheck.reasons import titled
from factcheck.report.contradictions import STDIN, Contradiction, contradictions, extent, file_and_line, headline, path_in_repository, tally
from factcheck.report.text import counted, squeezed, stands

_SHOWN = 10  # annotations of one level in a step
_UNREAD = 3  # of them, for sources that could not be read: the notice says how many there are
_NAMED = 50  # further contradictions that the notice names
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(report: Report) -> str:
    """Return the commands, a line each; no text can end its line or its property, or begin a command of its own."""
    rows = [row for row in contradictions(report) if row.finding.accepted is None]
    lines = [_unread(problem, report.folder) for problem in report.unread[:_UNREAD]]
    lines += [_error(row, report.folder) for row in rows[: _SHOWN - len(lines)]]
    lines += [_lapse(lapse, report.folder) for lapse in report.lapses[:_SHOWN]]
    return "".join(f"{line}\n" for line in (*lines, _notice(report, rows[_SHOWN - len(report.unread[:_UNREAD]) :], report.lapses[_SHOWN:])))


def _error(row: Contradiction, folder: str) -> str:
    finding = row.finding
    message = f"{squeezed(finding.explanation)}\nClaim {squeezed(row.claim.id)}: {squeezed(row.claim.text)}"
    return _command("error", message, **_place(finding, folder), title=titled(finding.reason))


def _unread(problem: Problem, folder: str) -> str:
    place = {"file": _path(problem.path, folder)} if problem.path and problem.path != STDIN and not is_remote(problem.path) else {}
    return _command("error", f"not checked: {squeezed(problem.message)}", **place, title=f"{problem.code} could not be read".strip())


def _place(finding: Finding, folder: str) -> dict[str, str]:
    first, last = finding.position, finding.end_position
    if finding.source == STDIN:
        return {}
    if finding.row is not None:
        file, line = file_and_line(finding.row)
        place = {} if is_remote(file) else {"file": _path(file, folder)}
        return {**place, "line": str(line)} if line and place else place
    if is_remote(finding.source):
        return {}
    place = {"file": _path(finding.source, folder), "line": str(first.line), "endLine": str(last.line)}
    # Columns are taken only where both are of one line.
    return place if first.line != last.line else {**place, "col": str(first.column), "endColumn": str(last.column)}


def _lapse(lapse: Lapse, folder: str) -> str:
    problem = lapse.problem
    place = {"file": _path(problem.path, folder)} if problem.path else {}
    if problem.line:
        place["line"] = str(problem.line)
    message = f"{squeezed(problem.message)} (claim {squeezed(lapse.claim)})"
    return _command("warning", message, **place, title=f"{problem.code} {lapse.kind}".strip())


def _notice(report: Report, more: list[Contradiction], lapses: tuple[Lapse, ...]) -> str:
    rows = [f"{headline(report)}.", f"{extent(report, squeezed(report.registry))}: {tally(report)}."]
    if more:
        rows.append(f"GitHub shows {_SHOWN} errors of a step; {counted(len(more), 'contradiction')} more:")
        rows += [f"{stands(row.finding)} {squeezed(row.finding.found)} (claim {squeezed(row.claim.id)})" for row in more[:_NAMED]]
        rows += [f"and {len(more) - _NAMED:,} more"] if more[_NAMED:] else []
    if lapses:
        rows.append(f"{counted(len(lapses), 'more acknowledgement')} without effect.")
    return _command("notice", "\n".join(rows), title="factcheck")


def _path(name: str, folder: str) -> str:
    return squeezed(path_in_repository(name, folder))


def _command(name: str, message: str, **properties: str) -> str:
    told = ",".join(f"{key}={value.translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {told}::{message.translate(_DATA)}"
