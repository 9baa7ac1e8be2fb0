"""Reads the labelled cases of tests/cases/verdicts_*.yaml, and runs one as the tool would: a registry of one claim, one source."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from factcheck.gather import gather
from factcheck.lang import detect
from factcheck.load.registry import load_registry
from factcheck.load.sources import read_source
from factcheck.model import Claim, Finding, Registry, Report, Source
from factcheck.pipeline import Checker

CASES = Path(__file__).parent / "cases"
SILENT = "silent"  # nothing may come out, or nothing but not comparable
CONTRADICTED = "FC1xx"  # a contradiction of a kind that has no code of its own yet
_HEADER = ("title", "publisher", "date", "url", "lang", "place")
_ORDER = {"contradicted": 0, "supported": 1, "not_comparable": 2}
_VERDICTS = {"1": "contradicted", "2": "not_comparable", "3": "supported"}
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # ten times as fast where it is built in
_CASE_KEYS = {"id", "expect", "found", "text", "article", "hedges", "known_failure", *_HEADER}


class Case(NamedTuple):
    """One claim beside one source, and the reason code of the strongest finding that the most careful editor wants."""

    id: str
    template: str
    entry: str  # the registry file, as text
    source: str  # the source file, as text
    expect: str
    article: bool = False
    hedges: str = "implied"
    found: str = ""  # what the finding must quote, where a text holds several numbers
    known_failure: str = ""

    @property
    def negative(self) -> bool:
        """Return whether nothing may be contradicted or supported."""
        return self.expect == SILENT or self.expect[:3] in ("FC2", "FC4")


class Outcome(NamedTuple):
    """What came out of a case: the reason of the strongest finding, or of there being none."""

    verdict: str
    reason: str
    findings: tuple[Finding, ...]

    def fits(self, case: Case) -> bool:
        """Return whether this is what the label of a case asks for."""
        if case.expect == SILENT:
            return self.verdict in ("not_comparable", "not_found")
        told = [f for f in self.findings if f.verdict == self.verdict and case.found in f.found]
        if case.expect == CONTRADICTED or case.found:
            return any(case.expect in (CONTRADICTED, f.reason) and f.verdict == _VERDICTS[case.expect[2]] for f in told)
        return self.reason == case.expect


def _dump(value: Mapping[str, object]) -> str:
    return yaml.safe_dump(dict(value), allow_unicode=True, sort_keys=False, width=10_000)


def _source(row: Mapping[str, str]) -> str:
    header = {key: row[key] for key in _HEADER if key in row}
    return f"---\n{_dump(header)}---\n\n{row['text']}\n" if header else row["text"] + "\n"


def _read(path: Path) -> Iterator[Case]:
    for group in yaml.load(path.read_text("utf-8"), _LOADER):
        template, entry = group["template"], dict(group["claim"])
        registry = {"claims": [{"id": template, **entry}], **group.get("registry", {})}
        for row in group["cases"]:
            if unknown := set(row) - _CASE_KEYS:
                raise ValueError(f"{path.name}: {template}: {row.get('id')}: unknown {sorted(unknown)}")
            yield Case(
                f"{template}/{row['id']}",
                template,
                _dump(registry),
                _source(row),
                row["expect"],
                article="article" in row,
                hedges=row.get("hedges", "implied"),
                found=row.get("found", ""),
                known_failure=row.get("known_failure", ""),
            )


@cache
def cases() -> tuple[Case, ...]:
    """Return every labelled case, file by file."""
    return tuple(case for path in sorted(CASES.glob("verdicts_*.yaml")) for case in _read(path))


@cache
def registry(entry: str) -> Registry:
    """Return the registry that a text holds, read from a file as the command reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.yaml"
        path.write_text(entry, "utf-8")
        return load_registry(path)[0]


def source(text: str, name: str = "source.txt") -> Source:
    """Return the source that a text holds, read from a file as the command reads it; `name` is what it is called."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode())
        found, _ = read_source(str(path))
    assert found is not None
    return Source(name, found.text, found.body, found.title, found.publisher, found.date, found.url, found.lang, found.place)


def claim(case: Case) -> Claim:
    """Return the claim of a case."""
    return registry(case.entry).claims[0]


def language(case: Case) -> str:
    """Return the code of the language that a case's source is read in."""
    text = source(case.source)
    return text.lang or detect(text.seen[text.body :].lstrip())


def crosses(case: Case) -> bool:
    """Return whether claim and source of a case are written in two languages."""
    return claim(case).lang != language(case)


def strongest(report: Report) -> Outcome:
    """Return the strongest finding of a report on one claim: contradicted, then supported, then not comparable, the likeliest first."""
    (result,) = report.results
    if not result.findings:
        return Outcome("not_found", "FC401" if result.claim.mentions else "FC402", ())
    found = min(result.findings, key=lambda f: (_ORDER[f.verdict], -f.score))
    return Outcome(found.verdict, found.reason, result.findings)


@cache
def _checker(entry: str, hedges: str) -> Checker:
    return Checker(registry(entry), hedges)


def report(case: Case, *texts: str) -> Report:
    """Return the report of a case's claim against texts, its own where none is given; what is made of a claim is made once."""
    sources = [source(text) for text in texts or (case.source,)]
    checker = _checker(case.entry, case.hedges)
    return gather(registry(case.entry), ((each, checker.findings(each)) for each in sources))


@cache
def outcome(case: Case) -> Outcome:
    """Return what the tool says of a case."""
    return strongest(report(case))


def shown(outcome: Outcome) -> list[tuple[Any, ...]]:
    """Return the findings as rows that a failing test can print."""
    return [(f.verdict, f.reason, f.score, f.found, f.expected, f.explanation) for f in outcome.findings]


__all__ = ["CONTRADICTED", "SILENT", "Case", "Outcome", "cases", "claim", "crosses", "outcome"]
__all__ += ["registry", "report", "shown", "source", "strongest"]
