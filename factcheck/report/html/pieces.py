"""The small parts of the page: text made safe, names for anchors, and which finding belongs to which claim and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape

from factcheck.fingerprint import fingerprints
from factcheck.model import Acceptance, Claim, ClaimResult, Finding, Report, Source
from factcheck.report.text import MARKS, WORDS, difference, percent, squeezed, visible
from factcheck.rows import NamedTuple

VERDICTS = ("contradicted", "supported", "not_comparable", "not_found")
_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_LINES = re.compile(r"\r\n?|\n")


class Row(NamedTuple):
    """A finding, with its claim and what the page calls all three."""

    key: str
    finding: Finding
    claim: Claim
    claim_key: str
    source_key: str


class Page(NamedTuple):
    """A report by the names of its page: claims with their rows, sources with theirs in the order of the text."""

    report: Report
    claims: tuple[tuple[str, ClaimResult, tuple[Row, ...]], ...]
    sources: tuple[tuple[str, Source, tuple[Row, ...]], ...]
    by_name: Mapping[str, Source]


def page_of(report: Report) -> Page:
    """Return the report with a name for each claim, source and finding that stays the same in another run."""
    claims = []
    told: dict[str, list[Row]] = {source.name: [] for source in report.sources}
    for result in report.results:
        claim_key = f"c-{_hashed(result.claim.id)}"
        rows = tuple(
            Row(f"f-{name[:16]}", finding, result.claim, claim_key, f"s-{_hashed(finding.source)}")
            for finding, name in zip(result.findings, fingerprints(result), strict=True)
        )
        claims.append((claim_key, result, rows))
        for row in rows:
            told.setdefault(row.finding.source, []).append(row)
    by_name = {name: Source(name, "") for name in told} | {source.name: source for source in report.sources}
    sources = tuple(
        (f"s-{_hashed(name)}", by_name[name], tuple(sorted(rows, key=lambda row: (row.finding.start, row.finding.end, row.key))))
        for name, rows in told.items()
    )
    return Page(report, tuple(claims), sources, by_name)


def safe(text: str) -> str:
    """Return a text on one line for HTML, inside an element or a quoted attribute."""
    return escape(squeezed(text))


def safe_lines(text: str) -> str:
    """Return a text for HTML with its line breaks kept, and every other control character shown."""
    return "\n".join(escape(visible(line.replace("\t", " "))) for line in _LINES.split(text))


def lang(code: str) -> str:
    """Return a lang attribute, or nothing where the code is none."""
    return f' lang="{code}"' if _LANG.fullmatch(code) else ""


def link(url: str, text: str) -> str:
    """Return a text that leads to a page of the web; any other address leads nowhere."""
    if not _WEB.match(url) or not url.isprintable():
        return text
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{text}</a>'


def tag(verdict: str, accepted: Acceptance | None = None) -> str:
    """Return a verdict as its sign and its word."""
    word = f"{WORDS[verdict]}, {accepted.kind}" if accepted is not None else WORDS[verdict]
    return f'<span class="tag {verdict}"><span class="sign" aria-hidden="true">{MARKS[verdict]}</span> {safe(word)}</span>'


def sign(verdict: str) -> str:
    """Return the sign of a verdict, with its word for those who do not see it."""
    return f'<span class="sign {verdict}" role="img" aria-label="{WORDS[verdict]}">{MARKS[verdict]}</span>'


def called(source: Source) -> str:
    """Return what a source is called: its title, or else its name."""
    return safe(source.title) or safe(source.name)


def apart(finding: Finding) -> str:
    """Return by how much a finding differs, in its unit and in per cent; nothing where it does not."""
    if not finding.difference:
        return ""
    share = f" ({percent(finding.difference_percent)})" if finding.difference_percent is not None else ""
    return escape(squeezed(difference(finding.difference, finding.unit)) + share.replace(" %", "\xa0%"))


def worst(rows: Iterable[Row]) -> str:
    """Return the verdict that weighs most among the rows."""
    found = {row.finding.verdict for row in rows}
    return next((verdict for verdict in VERDICTS if verdict in found), "not_found")


def section(name: str, title: str, body: str, *, count: int | None = None, kind: str = "") -> str:
    """Return a part of the page below its heading, with how much there is of it."""
    number = f' <span class="count">{count:,}</span>' if count is not None else ""
    style = f' class="{kind}"' if kind else ""
    return f'<section id="{name}"{style} aria-labelledby="h-{name}"><h2 id="h-{name}">{title}{number}</h2>\n{body}</section>\n'


def _hashed(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
