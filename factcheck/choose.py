"""Which findings somebody means: by claim, by place, by both, or by fingerprint."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from difflib import get_close_matches

from factcheck.errors import InputError, Problem
from factcheck.fingerprint import fingerprints
from factcheck.model import Claim, ClaimResult, Finding, Report
from factcheck.rows import NamedTuple

_PLACE = re.compile(r"(?P<source>.+?)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?")
_PRINT = re.compile(r"[0-9a-f]{8,32}")
_HINT = "name a claim, a place as reports show it (news/a.md:12), CLAIM@PLACE, or a fingerprint from a report"


class Wanted(NamedTuple):
    """What an argument asks for; what it does not say is empty."""

    text: str
    claim: str = ""
    source: str = ""
    line: int = 0
    column: int = 0
    print: str = ""


class Chosen(NamedTuple):
    """A finding, its claim, and the name that it keeps from run to run."""

    claim: Claim
    finding: Finding
    print: str


def wanted(texts: Sequence[str], claims: Collection[str], is_source: Callable[[str], bool]) -> list[Wanted]:
    """Return what each argument asks for; raise InputError with those that name no claim and no source."""
    asked, problems = [], []
    for text in texts:
        found = _wanted(unicodedata.normalize("NFC", text), text, claims, is_source)
        if isinstance(found, Wanted):
            asked.append(found)
        else:
            problems.append(found)
    if problems:
        raise InputError(problems)
    return asked


def _wanted(name: str, text: str, claims: Collection[str], is_source: Callable[[str], bool]) -> Wanted | Problem:
    if name in claims:
        return Wanted(text, claim=name)
    for at in re.finditer("@", name):
        if name[: at.start()] in claims:
            rest = text[text.replace("@", "\0", name.count("@", 0, at.start())).index("@") + 1 :]
            place = _place(text, rest, is_source)
            return place._replace(claim=name[: at.start()]) if place else Problem("", "", f"`{rest}` is no source", hint=_HINT)
    if place := _place(text, text, is_source):
        return place
    if _PRINT.fullmatch(text):
        return Wanted(text, print=text)
    head = name.partition("@")[0]
    close = get_close_matches(head, claims, n=1) if len(head) <= 200 else []
    hint = f"did you mean `{close[0]}`?" if close else _HINT
    return Problem("", "", f"the registry has no claim `{head}`, and there is no such source", hint=hint)


def _place(text: str, told: str, is_source: Callable[[str], bool]) -> Wanted | None:
    if told and is_source(told):
        return Wanted(text, source=told)
    found = _PLACE.fullmatch(told)
    if found is None or not is_source(found["source"]):
        return None
    return Wanted(text, "", found["source"], int(found["line"] or 0), int(found["column"] or 0))


def all_of(report: Report) -> Iterator[Chosen]:
    """Yield every finding of a report, claim by claim."""
    for result in report.results:
        yield from _of_claim(result)


def _of_claim(result: ClaimResult) -> Iterator[Chosen]:
    for finding, name in zip(result.findings, fingerprints(result), strict=True):
        yield Chosen(result.claim, finding, name)


def is_meant(asked: Wanted, chosen: Chosen, name: Callable[[str], str]) -> bool:
    """Return whether an argument asks for a finding; `name` tells two spellings of a source's path apart from two sources."""
    finding = chosen.finding
    if asked.print:
        return chosen.print.startswith(asked.print)
    if asked.claim and asked.claim != finding.claim:
        return False
    row = finding.row
    # A row of an archive is meant by its own name, and by the line that it is.
    names = {name(finding.source), *((name(f"{row.file}:{row.number}"),) if row else ())}
    if asked.source and name(asked.source) not in names:
        return False
    if asked.line and not finding.position.line <= asked.line <= finding.end_position.line:
        return False
    return not asked.column or finding.position.column == asked.column


def pick(
    findings: Sequence[Chosen], asked: Sequence[Wanted], verdicts: Collection[str], name: Callable[[str], str]
) -> tuple[list[Chosen], list[Problem]]:
    """Return the open findings of some verdicts that are asked for, each once and in order, and a problem for each that asks in vain."""
    picked: set[int] = set()
    problems = []
    for each in asked:
        meant = [at for at, chosen in enumerate(findings) if is_meant(each, chosen, name)]
        open_ = [at for at in meant if findings[at].finding.verdict in verdicts and findings[at].finding.accepted is None]
        picked.update(open_)
        if not open_:
            problems.append(_in_vain(each, [findings[at].finding for at in meant]))
    return [findings[at] for at in sorted(picked)], problems


def _in_vain(asked: Wanted, meant: Sequence[Finding]) -> Problem:
    accepted = next((finding.accepted for finding in meant if finding.accepted is not None), None)
    if accepted is not None:
        until = f" until {accepted.until}" if accepted.until else " by a comment in the source"
        hint = "to let it pass for longer, change `until` in its entry" if accepted.until else ""
        return Problem("", "", f"`{asked.text}` is let pass already,{until}", hint=hint)
    if any(finding.verdict == "not_comparable" for finding in meant):
        message = f"`{asked.text}` has no contradiction, only what cannot be compared"
        return Problem("", "", message, hint="--not-comparable acknowledges that too")
    return Problem("", "", f"`{asked.text}` has no contradiction", hint="`factcheck verify` shows what there is to acknowledge")
