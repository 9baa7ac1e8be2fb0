"""The JSON report, schema `factcheck.report/1`: fields are added, never renamed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from math import isfinite

from factcheck.errors import Problem
from factcheck.fingerprint import fingerprints
from factcheck.model import (
    Acceptance,
    ClaimResult,
    Compared,
    Evidence,
    Finding,
    Gate,
    Interval,
    Lapse,
    Period,
    Report,
    Scope,
    Side,
    Source,
    Weighed,
)

SCHEMA = "factcheck.report/1"

# Escaped although JSON allows them bare: a terminal would obey them, and half a surrogate pair is not UTF-8.
_UNSAFE = "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
_WORDS = {True: "true", False: "false"}


def render(report: Report, more: Mapping[str, object] | None = None) -> str:
    """Return the report as JSON text, the same for the same report; `more` are fields at its end."""
    return dump(
        {
            "schema": SCHEMA,
            "registry": report.registry,
            "summary": {
                "claims": len(report.results),
                "sources": report.read,
                "supported": report.count("supported"),
                "contradicted": report.count("contradicted"),
                "not_comparable": report.count("not_comparable"),
                "not_found": report.count("not_found"),
                "accepted": report.accepted,
                "unlisted": report.unlisted,
            },
            "sources": [_source(source) for source in report.sources],
            "unread": [_unread(problem) for problem in report.unread],
            "lapses": [lapse_fields(lapse) for lapse in report.lapses],
            "claims": [_claim(result) for result in report.results],
            **(more or {}),
        }
    )


def dump(value: object) -> str:
    """Return a value as indented JSON; decimals come out digit for digit, which the standard encoder cannot do."""
    return _encode(value, "\n") + "\n"


def dump_line(value: object) -> str:
    """Return a value as JSON on one line of its own."""
    return _encode(value, "") + "\n"


def _claim(result: ClaimResult) -> dict[str, object]:
    return {
        "id": result.claim.id,
        "claim": result.claim.text,
        "verdict": result.verdict,
        "findings": [finding_fields(*row) for row in zip(result.findings, fingerprints(result), strict=True)],
    }


def _source(source: Source) -> dict[str, object]:
    told = {"title": source.title, "publisher": source.publisher, "date": source.date and str(source.date), "url": source.url}
    return {"name": source.name, "lang": source.lang, **{key: text or None for key, text in told.items()}}


def _unread(problem: Problem) -> dict[str, object]:
    return {"path": problem.path, "code": problem.code, "message": problem.message}


def lapse_fields(lapse: Lapse) -> dict[str, object]:
    """Return an acknowledgement or exemption that lets nothing pass, as it stands in the report."""
    problem = lapse.problem
    return {"kind": lapse.kind, "claim": lapse.claim, "path": problem.path, "line": problem.line or None, "message": problem.message}


def _accepted(accepted: Acceptance) -> dict[str, object]:
    until = None if accepted.until is None else str(accepted.until)
    return {"kind": accepted.kind, "reason": accepted.reason, "by": accepted.by or None, "until": until}


def finding_fields(finding: Finding, fingerprint: str) -> dict[str, object]:
    """Return a finding as it stands in the report: fields are added, never renamed."""
    return {
        "verdict": finding.verdict,
        "reason": finding.reason,
        "score": finding.score,
        "source": finding.source,
        "line": finding.position.line,
        "column": finding.position.column,
        "end_line": finding.end_position.line,
        "end_column": finding.end_position.column,
        "start": finding.start,
        "end": finding.end,
        "location": finding.location or None,
        "quote_start": finding.quote_start,
        "quote_end": finding.quote_start + len(finding.quote),
        "quote": finding.quote,
        "found": finding.found,
        "expected": finding.expected,
        "difference": finding.difference,
        "difference_percent": finding.difference_percent,
        "unit": finding.unit,
        "explanation": finding.explanation,
        "fingerprint": fingerprint,
        "accepted": None if finding.accepted is None else _accepted(finding.accepted),
        "gates": [_gate(gate) for gate in finding.gates],
        "features": {name: _steady(value) for name, value in sorted(finding.features.items())},
        **_evidence(finding.evidence),
    }


def _steady(value: float) -> float:
    """Return a number without its last digits, which differ between versions of Python: from 3.12 on they sum more exactly."""
    return round(value, 12)


def _gate(gate: Gate) -> dict[str, object]:
    return {"name": gate.name, "expected": gate.expected, "found": gate.found, "passed": gate.passed}


def _evidence(evidence: Evidence | None) -> dict[str, object]:
    if evidence is None:
        return {"compared": None, "scope": None, "words": None, "weights": [], "alike": {}}
    return {
        "compared": None if evidence.compared is None else _compared(evidence.compared),
        "scope": None if evidence.scopes is None else dict(zip(("expected", "found"), map(scope_fields, evidence.scopes), strict=True)),
        "words": {name: list(words) for name, words in evidence.words._asdict().items()},
        "weights": [_weighed(row) for row in evidence.weights],
        "alike": dict(evidence.alike),
    }


def _compared(compared: Compared) -> dict[str, object]:
    conversion = None
    if compared.converted is not None and (compared.factor != 1 or compared.tolerance):
        conversion = {"factor": compared.factor, "tolerance": compared.tolerance, **_interval(compared.converted)}
    return {
        "expected": side_fields(compared.expected),
        "found": side_fields(compared.found),
        "conversion": conversion,
        "test": compared.test,
    }


def side_fields(side: Side) -> dict[str, object]:
    """Return a number as it was read: its value, interval and the rule that made it."""
    return {
        "text": side.text,
        "value": side.value,
        **_interval(side.interval),
        "rule": side.rule,
        "hedge": side.hedge or None,
        "step": side.step,
        "unit": side.unit or None,
        "kind": side.kind,
        "other_reading": None if side.other is None else _interval(side.other),
    }


def _interval(interval: Interval) -> dict[str, object]:
    low, high = interval.low, interval.high
    closed = low is not None and interval.low_in, high is not None and interval.high_in
    return {"low": low, "high": high, "low_included": closed[0], "high_included": closed[1]}


def scope_fields(scope: Scope) -> dict[str, object]:
    """Return what a number is about, and where each part of that was read."""
    return {
        "period": None if scope.period is None else _period(scope.period),
        "places": [place._asdict() for place in scope.places],
        "status": scope.status or None,
        "origin": dict(sorted(scope.origin.items())),
    }


def _period(period: Period) -> dict[str, object]:
    start, end = (str(day) if period.year_known else str(day)[5:] for day in (period.start, period.end))
    return {"label": period.label, "start": start, "end": end}


def _weighed(row: Weighed) -> dict[str, object]:
    return {
        "model": row.model,
        "bias": row.bias,
        "contributions": {name: round(_steady(share), 4) for name, share in row.contributions.items()},
        "log_odds": round(_steady(row.log_odds), 4),
        "likelihood": round(_steady(row.likelihood), 4),
        "least": row.least,
        "barred": row.barred or None,
    }


def _encode(value: object, margin: str) -> str:
    # Words first, for most of a report is words; and no generators: this is much of what a short run costs.
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, (int, float)) and isfinite(value):
        return _WORDS[value] if isinstance(value, bool) else repr(value)
    inner = margin and margin + "  "
    comma = f",{inner or ' '}"
    if isinstance(value, dict):
        rows = [f"{_string(key)}: {_encode(item, inner)}" for key, item in value.items()]
        return f"{{{inner}{comma.join(rows)}{margin}}}" if rows else "{}"
    if isinstance(value, list):
        return f"[{inner}{comma.join([_encode(item, inner) for item in value])}{margin}]" if value else "[]"
    if isinstance(value, Decimal):
        return _number(value)
    return "null" if value is None else json.dumps(value, allow_nan=False)


def _number(value: Decimal) -> str:
    if not value.is_finite():
        return "null"
    # An exponent beyond this would print a line of zeros; both forms are JSON.
    if value and abs(value.adjusted()) > 40:
        return str(value)
    text = f"{value:f}" if value else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=1024)  # keys, verdicts, names: most come again and again
def _string(text: str) -> str:
    written = encode_basestring(text)
    return written if written.isprintable() else re.sub(_UNSAFE, _escaped, written)


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
