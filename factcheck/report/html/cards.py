"""The findings, claim by claim: what is contradicted laid open, all else a line that opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.model import Claim, ClaimResult, Finding, Provenance, Source
from factcheck.reasons import REASONS
from factcheck.report.evidence import readings, sides
from factcheck.report.html.line import pictures
from factcheck.report.html.pieces import Page, Row, apart, called, lang, link, safe, safe_lines, section, sign, tag
from factcheck.report.text import counted, squeezed, stands


def findings(page: Page) -> str:
    """Return the sections of contradicted claims, of the others that were found, and of those that were not."""
    groups: dict[str, list[str]] = {"contradicted": [], "found": [], "not_found": []}
    for key, result, rows in page.claims:
        group = result.verdict if result.verdict in groups else "found"
        groups[group].append(_claim(page, key, result, rows))
    titles = {"contradicted": "Contradicted", "found": "Supported, or not comparable", "not_found": "Not found in any source"}
    parts = [section(name, titles[name], "".join(cards), count=len(cards), kind="group") for name, cards in groups.items() if cards]
    return "".join(parts)


def _claim(page: Page, key: str, result: ClaimResult, rows: Sequence[Row]) -> str:
    claim = result.claim
    missing = f' data-v="not_found" data-c="{key}"' if not rows else ""
    listed = "".join(_finding(page, row) for row in sorted(rows, key=_order))
    lines = pictures(page, rows) if result.verdict == "contradicted" else ""
    return (
        f'<article class="claim {result.verdict}{"" if rows else " item"}" id="{key}" tabindex="-1"{missing} aria-labelledby="h-{key}">\n'
        f'<header><h3 id="h-{key}"><span class="id">{sign(result.verdict)} {safe(claim.id)}</span> '
        f'<span class="statement"{lang(claim.lang)}>{_statement(claim, rows)}</span></h3>\n{_about(result)}</header>\n{lines}'
        + (f'<ul class="findings">\n{listed}</ul>' if listed else "")
        + "</article>\n"
    )


def _order(row: Row) -> tuple[bool, bool]:
    """Return what brings contradictions to the front, those that are accepted behind the others."""
    return row.finding.verdict != "contradicted", row.finding.accepted is not None


def _statement(claim: Claim, rows: Iterable[Row]) -> str:
    """Return the words of a claim with what was compared set off."""
    text = squeezed(claim.text).strip()
    told = {squeezed(row.finding.expected).strip() for row in rows if row.finding.verdict == "contradicted"}
    spans = sorted((text.find(words), text.find(words) + len(words)) for words in told if words and words in text)
    parts, at = [], 0
    for start, end in spans:
        if start >= at:
            parts += [safe(text[at:start]), f"<b>{safe(text[start:end])}</b>"]
            at = end
    return "".join([*parts, safe(text[at:])])


def _about(result: ClaimResult) -> str:
    """Return what the registry says beside the statement: of where, of when, and where it comes from."""
    claim = result.claim
    given = []
    if claim.mentions:
        scope = claim.mentions[0].scope
        told = (("place", scope.place_names), ("period", scope.period.label if scope.period else ""), ("status", scope.status))
        given = [safe(text) for name, text in told if text and scope.origin.get(name) == "registry"]
    parts = [f"<span{lang(claim.lang)}>{text}</span>" for text in given]
    if claim.provenance is not None and (origin := _provenance(claim.provenance, claim.lang)):
        parts.append(origin)
    return f'<p class="about">{" · ".join(parts)}</p>\n' if parts else ""


def _provenance(origin: Provenance, language: str) -> str:
    name = safe(origin.publisher) or safe(origin.title) or safe(origin.url)
    title = f", <cite{lang(language)}>{safe(origin.title)}</cite>" if origin.publisher and origin.title else ""
    day = f", {origin.date}" if origin.date else ""
    return f"from {link(origin.url, name)}{title}{day}" if name else ""


def _finding(page: Page, row: Row) -> str:
    finding = row.finding
    source = page.by_name[finding.source]
    data = f'data-v="{finding.verdict}" data-c="{row.claim_key}" data-s="{row.source_key}"'
    head = f'<li class="item finding {finding.verdict}" id="{row.key}" tabindex="-1" {data}>'
    if finding.verdict == "contradicted":
        return f"{head}{_contradicted(source, row)}</li>\n"
    line = (
        f'<summary>{sign(finding.verdict)} <span class="found"{lang(source.lang)}>{safe(finding.found) or "told again"}</span> '
        f'<span class="why">{_title(finding)}</span> <span class="in"{lang(source.lang)}>{called(source)}</span></summary>'
    )
    more = f'<div class="more">{_quote(finding, source)}{_place(row, source)}<p>{_coded(finding)}</p></div>'
    return f"{head}<details>{line}{more}</details></li>\n"


def _contradicted(source: Source, row: Row) -> str:
    finding = row.finding
    accepted = ""
    if (let := finding.accepted) is not None:
        by = f" by {safe(let.by)}" if let.by else ""
        until = f" until {let.until}" if let.until else ""
        accepted = f'<p class="accepted"><b>{safe(let.kind).capitalize()}{by}{until}:</b> {safe(let.reason)}</p>'
    reason = REASONS.get(finding.reason)
    general = f'<p class="general">{safe(reason.explanation)}</p>' if reason else ""
    gap = f' · <span class="gap">{told}</span>' if (told := apart(finding)) else ""
    compared = finding.evidence is not None and finding.evidence.compared is not None
    return (
        f'<p class="verdict">{tag(finding.verdict, finding.accepted)}{gap}</p>'
        f"{_quote(finding, source) if compared else _beside(row, source)}{_place(row, source)}{accepted}"
        f'<div class="reason"><p>{_coded(finding)}</p>{general}</div>{_read(finding)}'
    )


def _beside(row: Row, source: Source) -> str:
    """Return claim and source side by side, where there are no two numbers to draw."""
    claim = f'<p class="says">The claim</p><blockquote{lang(row.claim.lang)}>{_statement(row.claim, [row])}</blockquote>'
    return f'<div class="beside"><div>{claim}</div><div><p class="says">The source</p>{_quote(row.finding, source)}</div></div>'


def _quote(finding: Finding, source: Source) -> str:
    start, end = finding.start - finding.quote_start, finding.end - finding.quote_start
    before, mark, after = finding.quote[:start], finding.quote[start:end], finding.quote[end:]
    marked = f'<mark class="{finding.verdict}">{safe_lines(mark)}</mark>' if mark else ""
    return f"<blockquote{lang(source.lang)}>{safe_lines(before)}{marked}{safe_lines(after)}</blockquote>"


def _place(row: Row, source: Source) -> str:
    finding = row.finding
    told = [f"<cite{lang(source.lang)}>{link(source.url, called(source))}</cite>"]
    told += [safe(source.publisher)] if source.publisher else []
    told += [f'<time datetime="{source.date}">{source.date}</time>'] if source.date else []
    at = safe(stands(finding))
    told.append(f'<a class="open" href="#m-{row.key[2:]}" title="Show it in the text">{at}</a>')
    return f'<p class="place">{" · ".join(told)}</p>'


def _title(finding: Finding) -> str:
    reason = REASONS.get(finding.reason)
    return safe(reason.title if reason else finding.reason)


def _coded(finding: Finding) -> str:
    code = safe(finding.reason)
    named = f'<a class="code" href="#r-{code}">{code}</a>' if finding.reason in REASONS else code
    return f"{named} <b>{_title(finding)}.</b> {safe(finding.explanation)}"


def _read(finding: Finding) -> str:
    """Return how both numbers were read and what was held against what, so that a reader can do it again."""
    evidence = finding.evidence
    rows = [(row.name, item) for row in readings(evidence.compared) for item in row.items] if evidence and evidence.compared else []
    rows += [(f"{'✓' if gate.passed else '✗'} {gate.name}", told) for gate in finding.gates if (told := sides(gate, evidence))]
    if not rows:
        return ""
    listed = "".join(f"<div><dt>{safe(name)}</dt><dd>{safe(told)}</dd></div>" for name, told in rows)
    return f'<details class="read"><summary>How it was read</summary><dl>{listed}</dl></details>'


def glossary(page: Page) -> str:
    """Return what each reason code of the page means."""
    used = {row.finding.reason for _, _, rows in page.claims for row in rows}
    told = [reason for code, reason in REASONS.items() if code in used]
    listed = "".join(
        f'<div id="r-{reason.code}" tabindex="-1"><dt><span class="code">{reason.code}</span> {safe(reason.title)}</dt>'
        f'<dd>{safe(reason.explanation)} <span class="example">{safe(reason.example)}</span></dd></div>\n'
        for reason in told
    )
    return section("reasons", "Reasons", f'<dl class="reasons">{listed}</dl>') if told else ""


def lapses(page: Page) -> str:
    """Return the acknowledgements and exemptions that let nothing pass any more."""
    known = {result.claim.id: key for key, result, _ in page.claims}
    rows = []
    for lapse in page.report.lapses:
        problem = lapse.problem
        name = safe(lapse.claim)
        name = f'<a href="#{known[lapse.claim]}">{name}</a>' if lapse.claim in known else name
        at = f"{safe(problem.path)}:{problem.line}" if problem.line else safe(problem.path)
        told = f'<span class="message">{safe(problem.message)}</span> <span class="at">{at}</span>'
        rows.append(f"<li><b>{safe(lapse.kind).capitalize()}</b> {name} {told}</li>\n")
    if not rows:
        return ""
    return section("lapses", counted(len(rows), "lapsed acknowledgement").capitalize(), f"<ul>{''.join(rows)}</ul>", kind="lapses")
