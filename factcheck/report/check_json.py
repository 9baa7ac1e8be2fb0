"""Drafts as they were checked as JSON, schema `factcheck.check/1`: fields are added, never renamed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from factcheck.report import json

if TYPE_CHECKING:
    from factcheck.draft import Draft, Number, Witness
    from factcheck.fix import Fix, NoFix
    from factcheck.model import Finding

SCHEMA = "factcheck.check/1"
_COUNTS = ("verified", "contradicted", "told_otherwise", "differs_in_scope", "unverified", "accepted")
Proposals = Mapping[tuple[str, int, int], "Fix | NoFix"]  # by the name of the draft and the number's place


def render(drafts: Sequence[Draft], registry: str, proposals: Proposals | None) -> str:
    """Return drafts as JSON text; with proposals, each contradicted number has its fix or why there is none."""
    return json.dump(
        {
            "schema": SCHEMA,
            "registry": registry,
            "summary": _summary(drafts, {"drafts": len(drafts)}),
            "drafts": [_draft(draft, proposals) for draft in drafts],
        }
    )


def _summary(drafts: Sequence[Draft], more: Mapping[str, object] = MappingProxyType({})) -> dict[str, object]:
    numbers = sum(draft.counted for draft in drafts)
    counts = {status: sum(draft.count(status) for draft in drafts) for status in _COUNTS}
    coverage = round(100 * counts["verified"] / numbers, 1) if numbers else None
    return {**more, "numbers": numbers, "coverage": coverage, **counts}


def _draft(draft: Draft, proposals: Proposals | None) -> dict[str, object]:
    source = draft.source
    return {
        "source": source.name,
        "title": source.title or None,
        "date": source.date and str(source.date),
        "lang": draft.reading.language.code,
        "summary": _summary([draft]),
        "numbers": [_number(draft, number, proposals) for number in draft.numbers],
    }


def _number(draft: Draft, number: Number, proposals: Proposals | None) -> dict[str, object]:
    fields: dict[str, object] = {
        "status": number.status,
        "by": number.by or None,
        "counted": number.counts,
        "line": number.position.line,
        "column": number.position.column,
        "end_line": number.end_position.line,
        "end_column": number.end_position.column,
        "start": number.start,
        "end": number.end,
        "location": draft.source.location(number.start) or None,
        "text": number.text,
        "claims": [_claim(finding) for finding in number.findings],
        "sources": [_source(witness) for witness in number.witnesses],
    }
    if proposals is not None and (row := proposals.get((draft.source.name, number.start, number.end))) is not None:
        fields |= _proposal(row)
    return fields


def _proposal(row: Fix | NoFix) -> dict[str, object]:
    why = getattr(row, "why", None)
    if why is not None:
        return {"fix": None, "no_fix": why}
    return {"fix": {field: getattr(row, field) for field in ("start", "end", "old", "new")}, "no_fix": None}


def _claim(finding: Finding) -> dict[str, object]:
    return {
        "id": finding.claim,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "expected": finding.expected,
        "difference": finding.difference,
        "difference_percent": finding.difference_percent,
        "unit": finding.unit,
        "explanation": finding.explanation,
        "accepted": finding.accepted and finding.accepted.reason,
    }


def _source(witness: Witness) -> dict[str, object]:
    telling = witness.telling
    source = telling.source
    return {
        "agrees": witness.agrees,
        "source": source.name,
        "publisher": source.publisher or None,
        "title": source.title or None,
        "date": source.date and str(source.date),
        "line": telling.position.line,
        "column": telling.position.column,
        "start": telling.start,
        "end": telling.end,
        "location": source.location(telling.start) or None,
        "text": telling.text,
        "quote": telling.quote,
    }
