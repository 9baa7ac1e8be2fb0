"""What an editor shows when the mouse rests: a number with its claim and the arithmetic, a claim with where drafts tell of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from factcheck.model import Claim, Finding
from factcheck.reasons import REASONS
from factcheck.report import escape
from factcheck.report.evidence import readings
from factcheck.report.text import MARKS, WORDS, counted, difference, exact, percent, scale_of, squeezed
from factcheck.rows import NamedTuple

_MOST = 6  # findings of one number that are told in full
_MOST_PLACES = 20


# What Markdown would make something of. Some editors show a page as it is written, so that no mark is put where none is needed.
_MARKS = re.compile(r"[\\`*_]|~(?=~)|\](?=[\[(:])|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_FIRST = re.compile(r"(?=[-+>#=~](?:[-+>#=~\s]|$))|(\d+)(?=[.)](?:\s|$))")


def marked_down(text: str) -> str:
    """Return a text on one line as Markdown that shows it as it is; an address in it may be followed, for it says where it leads."""
    shown = squeezed(text).strip()
    first = _FIRST.match(shown)
    lead = f"{first[0]}\\" if first else ""
    return lead + _MARKS.sub(r"\\\g<0>", shown[first.end() if first else 0 :])


class Dress(NamedTuple):
    """How words are written in one kind of page."""

    text: Callable[[str], str]
    strong: Callable[[str], str]
    quote: Callable[[str], str]
    code: Callable[[str], str]
    item: str
    apart: str


MARKDOWN = Dress(marked_down, lambda text: f"**{marked_down(text)}**", lambda text: f"> {marked_down(text)}", escape.code, "- ", "\n\n")
PLAIN = Dress(squeezed, squeezed, lambda text: f"“{squeezed(text)}”", squeezed, "· ", "\n")


class Place(NamedTuple):
    """Where an open draft tells of a claim."""

    draft: str
    line: int
    finding: Finding


def of_number(rows: Sequence[tuple[Finding, Claim]], dress: Dress) -> str:
    """Return what is known of one number: for each claim the verdict, the statement, where it comes from, and the arithmetic."""
    order = {"contradicted": 0, "supported": 1, "not_comparable": 2}
    rows = sorted(rows, key=lambda row: (order[row[0].verdict], -row[0].score, row[1].id))
    parts = [dress.apart.join(_finding(finding, claim, dress)) for finding, claim in rows[:_MOST]]
    if len(rows) > _MOST:
        parts.append(dress.text(f"and {counted(len(rows) - _MOST, 'claim')} more"))
    return ("\n\n---\n\n" if dress is MARKDOWN else "\n\n").join(parts)


def of_claim(claim: Claim, places: Sequence[Place], drafts: int, dress: Dress) -> str:
    """Return where the open drafts tell of a claim, and how."""
    if not places:
        told = f"None of {counted(drafts, 'open draft')} tells of it." if drafts else "No draft is open."
        return f"{dress.strong(claim.id)}: {dress.text(told)}"
    rows = [_place(place, dress) for place in places[:_MOST_PLACES]]
    if len(places) > _MOST_PLACES:
        rows.append(f"{dress.item}{dress.text(f'and {len(places) - _MOST_PLACES:,} more')}")
    return f"{dress.strong(claim.id)}{dress.apart}" + "\n".join(rows)


def _place(place: Place, dress: Dress) -> str:
    finding = place.finding
    told = percent(finding.difference_percent) if finding.difference_percent and finding.verdict == "contradicted" else ""
    why = "" if finding.verdict == "supported" else f"· {finding.reason} {REASONS[finding.reason].title}"
    where = dress.text(f"{place.draft}:{place.line}")
    return " ".join(filter(None, (f"{dress.item}{MARKS[finding.verdict]}", where, dress.strong(finding.found), told, why)))


def _finding(finding: Finding, claim: Claim, dress: Dress) -> Iterator[str]:
    title = f"{MARKS[finding.verdict]} {WORDS[finding.verdict]}"
    yield f"{dress.strong(title)} · {dress.text(f'{finding.reason} {REASONS[finding.reason].title}')}"
    yield dress.quote(claim.text)
    stated = claim.provenance
    source = (stated.publisher, stated.title, str(stated.date or ""), stated.url) if stated else ()
    yield dress.text(" · ".join((claim.id, *filter(None, (claim.named, *source)))))
    if (sum_ := arithmetic(finding)) is not None:
        yield dress.strong(sum_)
    if finding.evidence is not None and finding.evidence.compared is not None:
        rows = readings(finding.evidence.compared)
        yield "\n".join(f"{dress.item}{row.name or 'that is'} {dress.code(', '.join(row.items))}" for row in rows)
    yield dress.text(finding.explanation)
    if finding.accepted is not None:
        by = f", {finding.accepted.by}" if finding.accepted.by else ""
        until = f", until {finding.accepted.until}" if finding.accepted.until else ""
        yield dress.text(f"accepted: {finding.accepted.reason}{by}{until}")


def arithmetic(finding: Finding) -> str | None:
    """Return the difference as a sum, in the claim's unit: 198 − 234.58 = −36.58 billion USD (−15.6 %)."""
    compared = finding.evidence.compared if finding.evidence is not None else None
    if compared is None or compared.factor is None or finding.difference is None or finding.verdict == "not_comparable":
        return None
    expected, found = compared.expected.value, compared.expected.value + finding.difference
    scale, word = scale_of(expected, found)
    left = f"{exact(found / scale)} − {exact(expected / scale)}"
    if scale_of(finding.difference)[0] != scale:
        left = f"{left} {word}"
    share = "" if finding.difference_percent is None else f" ({percent(finding.difference_percent)})"
    return f"{left} = {difference(finding.difference, finding.unit)}{share}"
