"""One claim with all that touches it, for a terminal or as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.about import About
from factcheck.fingerprint import fingerprints
from factcheck.model import Claim, Mention
from factcheck.reasons import REASONS
from factcheck.report import json, terminal
from factcheck.report.evidence import Row, reading
from factcheck.report.text import counted, squeezed, visible

SCHEMA = "factcheck.claim/1"


def render(about: About, *, width: int = 100, color: bool = False, verbose: bool = False) -> str:
    """Return the claim with how it is read, where it comes from, what stands beside it, and each finding."""
    claim = about.result.claim
    place = f"{about.registry}:{claim.position.line}"
    told_of = (fault.problem for fault in about.faults)
    notes = [
        (f"{problem.code} {REASONS[problem.code].title}", f"{problem.path}:{problem.line}", problem.message, problem.hint)
        for problem in told_of
    ]
    told = f"no source tells of it · {counted(about.sources, 'source')} read" if about.sources else "no source was read"
    return terminal.render_claim(about.result, place, list(_rows(about)), notes, told, width=width, color=color, verbose=verbose)


def _rows(about: About) -> Iterator[tuple[str, list[Row]]]:
    """Yield what is told of a claim itself, each row with its label."""
    claim = about.result.claim
    if about.sides:
        yield "read", [Row(squeezed(side.text), [reading(side)], quiet=False) for side in about.sides]
        scopes = [_scope(claim, mention) for mention in claim.mentions]
        yield "of", [Row("", items, quiet=False) for items in dict.fromkeys(scopes) if items]
    if claim.metrics:
        yield "names", [Row("", [squeezed(name) for name in claim.metrics], quiet=False)]
    if claim.date is not None:
        yield "date", [Row("", [str(claim.date)], quiet=False)]
    for stated in (claim.provenance, *claim.further):
        if stated is None:
            continue
        source = [squeezed(text) for text in (stated.publisher, stated.title, str(stated.date or ""), stated.url) if text]
        quote = [Row("", [f"“{squeezed(stated.quote)}”"], quiet=False)] if stated.quote else []
        yield "from", [*([Row("", source, quiet=False)] if source else []), *quote]
    if about.beside:
        rows = [Row(visible(row.claim.id), [_apart(row.reason)]) for row in about.beside]
        yield "beside", rows


def _apart(reason: str) -> str:
    return f"{reason} {REASONS[reason].title}" if reason else "other words"


def _scope(claim: Claim, mention: Mention) -> tuple[str, ...]:
    """Return the period, place and status of a number, each with where it was read."""
    scope = mention.scope
    parts = {"period": scope.period.label if scope.period else "", "place": scope.place_names, "status": claim.status or scope.status}
    told = ((text, scope.origin.get(key, "registry")) for key, text in parts.items() if text)
    return tuple(f"{squeezed(text)} ({'registry' if origin == 'registry' else 'statement'})" for text, origin in told)


def render_json(about: About) -> str:
    """Return the same as JSON; a finding has the fields that it has in a report."""
    result = about.result
    claim = result.claim
    stated = claim.provenance
    return json.dump(
        {
            "schema": SCHEMA,
            "registry": about.registry,
            "line": claim.position.line,
            "id": claim.id,
            "claim": claim.text,
            "lang": claim.lang,
            "metrics": list(claim.metrics),
            "date": claim.date and str(claim.date),
            "verdict": result.verdict,
            "quantities": [
                {**json.side_fields(side), "scope": json.scope_fields(mention.scope)}
                for side, mention in zip(about.sides, claim.mentions, strict=True)
            ],
            "provenance": None if stated is None else {key: None if not value else str(value) for key, value in stated._asdict().items()},
            "beside": [{"id": row.claim.id, "reason": row.reason or None} for row in about.beside],
            "problems": [
                {"code": fault.problem.code, "claim": fault.claim, "line": fault.problem.line, "message": fault.problem.message}
                for fault in about.faults
            ],
            "sources": about.sources,
            "findings": [json.finding_fields(*row) for row in zip(result.findings, fingerprints(result), strict=True)],
        }
    )
