"""The report as a table for spreadsheets: a row a finding, then the claims that no source tells, as RFC 4180 has it.

It begins with a byte-order mark, for Excel reads UTF-8 without one as the machine's old code page and spoils Vietnamese. Numbers are
written with a decimal point and without groups.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from io import StringIO

from factcheck.fingerprint import fingerprints
from factcheck.model import ClaimResult, Finding, Lapse, Report
from factcheck.report.json import dump_line, finding_fields
from factcheck.report.text import squeezed

_PLACE = ("source", "line", "column", "end_line", "end_column", "start", "end")
_TOLD = ("quote", "found", "expected", "difference", "difference_percent", "unit", "explanation", "fingerprint")
_ACCEPTED = ("accepted", "accepted_reason", "accepted_by", "accepted_until")
COLUMNS = ("claim", "statement", "verdict", "reason", "score", *_PLACE, *_TOLD, *_ACCEPTED, "location")
# A spreadsheet takes such a cell for a formula, in quotes or behind spaces too; where the list separator is a semicolon (as where
# decimals have a comma), one inside a text begins a new cell.
_FORMULA = re.compile(r"""(^|;)([\s"'“”]*[=+\-@＝＋－＠])""")


def render(report: Report) -> str:
    """Return the table; a text that a spreadsheet would take for a formula has an apostrophe before it."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for result in report.results:
        for row in _found(result):
            table.writerow([_cell(row.get(name)) for name in COLUMNS])
    for row in (*_missing(report), *map(_lapsed, report.lapses)):
        table.writerow([_cell(row.get(name)) for name in COLUMNS])
    return f"\ufeff{out.getvalue()}"


def _found(result: ClaimResult) -> list[dict[str, object]]:
    named = zip(result.findings, fingerprints(result), strict=True)
    told = {"claim": result.claim.id, "statement": result.claim.text}
    return [{**told, **finding_fields(finding, name), **_accepted(finding)} for finding, name in named]


def _accepted(finding: Finding) -> dict[str, object]:
    accepted = finding.accepted
    values = (None,) * 4 if accepted is None else (accepted.kind, accepted.reason, accepted.by, accepted.until and str(accepted.until))
    return dict(zip(_ACCEPTED, values, strict=True))


def _missing(report: Report) -> list[dict[str, object]]:
    rows = [result for result in report.results if result.verdict == "not_found"]
    return [{"claim": row.claim.id, "statement": row.claim.text, "verdict": row.verdict} for row in rows]


def _lapsed(lapse: Lapse) -> dict[str, object]:
    problem = lapse.problem
    place = {"source": problem.path, "line": problem.line or None, "column": problem.column or None}
    return {"claim": lapse.claim, "reason": problem.code, **place, "explanation": problem.message, "accepted": lapse.kind}


def _cell(value: object) -> str:
    if isinstance(value, (int, float, Decimal)):
        return dump_line(value).strip().replace("null", "")
    return _FORMULA.sub(r"\1'\2", squeezed(str(value)).strip()) if value is not None else ""
