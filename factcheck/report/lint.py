"""What is wrong with the registry itself, as problems with their lines or as JSON."""

from __future__ import annotations

from factcheck.lint import Checked, Fault
from factcheck.reasons import REASONS
from factcheck.report import json, problems
from factcheck.report.text import counted, visible

SCHEMA = "factcheck.lint/1"


def render(checked: Checked, *, width: int = 100, color: bool = False) -> str:
    """Return the faults as problems with a caret under each, and one line that counts them."""
    told = [problems.render(fault.problem, "warning", width=width, color=color) for fault in checked.faults]
    return "".join(f"{text}\n" for text in told) + f"{_summary(checked)}\n"


def _summary(checked: Checked) -> str:
    claims = f"{counted(checked.claims, 'claim')} of {visible(checked.registry)}"
    read = f"{counted(checked.sources, 'source')} read" if checked.sources else "no source read: quotes and names were not looked up"
    count = len(checked.faults)
    head = f"✗ {counted(count, 'thing')} to look at" if count else "✓ Nothing to mend"
    return f"{head} · {claims}, {read}"


def render_json(checked: Checked) -> str:
    """Return the faults as JSON, in the order of their lines."""
    return json.dump(
        {
            "schema": SCHEMA,
            "registry": checked.registry,
            "summary": {"claims": checked.claims, "sources": checked.sources, "problems": len(checked.faults)},
            "problems": [_fields(fault) for fault in checked.faults],
        }
    )


def _fields(fault: Fault) -> dict[str, object]:
    problem = fault.problem
    return {
        "code": problem.code,
        "title": REASONS[problem.code].title,
        "claim": fault.claim,
        "beside": list(fault.beside),
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "end_column": problem.column + problem.width,
        "message": problem.message,
        "hint": problem.hint,
    }
