"""Drafts as they were checked: for people each sentence with its numbers marked and who tells them, for programs JSON."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from factcheck.reasons import titled
from factcheck.report.flow import NO_BREAK, Piece, flowed
from factcheck.report.text import cells, counted, percent, squeezed, visible

if TYPE_CHECKING:
    from factcheck.draft import Draft, Number, Witness
    from factcheck.model import Claim, Finding

MARKS = {"contradicted": "✗", "told_otherwise": "≠", "differs_in_scope": "~", "unverified": "?", "accepted": "○", "verified": "✓"}
WORDS = {
    "contradicted": "contradicted",
    "told_otherwise": "told otherwise by a source",
    "differs_in_scope": "differing in scope",
    "unverified": "unverified",
    "accepted": "let pass",
    "verified": "verified",
}
_STYLES = {
    "contradicted": "1;31",
    "told_otherwise": "1;33",
    "differs_in_scope": "33",
    "unverified": "35",
    "accepted": "36",
    "verified": "32",
}
_BOLD, _DIM, _CYAN, _UNDERLINED = "1", "2", "36", ";4"
_MEASURE = 112
_NAME = 26  # cells that a number may take of its row
_ENDLESS = 10_000
_MOST = 3  # claims or sources that are named for one number
_LONG, _KEPT = 320, 130  # characters without a number that are cut, and how many stay on either side


def render(drafts: Sequence[Draft], claims: Mapping[str, Claim], *, width: int, color: bool, quiet: bool) -> str:
    """Return the drafts as text of so many columns; with `quiet`, a line each."""
    if quiet:
        return "".join(f"{line}\n" for draft in drafts for line in flowed(_headline(draft), _ENDLESS, color))
    pages = ["\n".join(_page(draft, claims, min(width, _MEASURE), color)) for draft in drafts]
    text = "\n\n".join(pages)
    return "".join(f"{line.rstrip()}\n" for line in text.split("\n"))


def _headline(draft: Draft) -> list[Piece]:
    status = "contradicted" if draft.count("contradicted") else "verified"
    name = visible(draft.source.name if draft.source.name != "-" else "standard input")
    pieces = [Piece(MARKS[status], _STYLES[status]), Piece(f" {name}", _BOLD), Piece(f": {coverage(draft)}", "")]
    for key in MARKS:
        if key != "verified" and (number := draft.count(key)):
            pieces += Piece(" · ", ""), Piece(f"{number:,} {WORDS[key]}", _STYLES[key])
    return pieces


def coverage(draft: Draft) -> str:
    """Return how many numbers of a draft are verified, in words."""
    if draft.coverage is None:
        return "no numbers"
    return f"{draft.count('verified'):,} of {counted(draft.counted, 'number')} verified"


def _page(draft: Draft, claims: Mapping[str, Claim], width: int, color: bool) -> Iterator[str]:
    yield from flowed(_headline(draft), width, color, "  ")
    by_sentence: dict[int, list[Number]] = {}
    starts = [sentence.span.start for sentence in draft.reading.sentences]
    for number in draft.numbers:
        at = max(bisect_right(starts, number.start) - 1, 0)
        by_sentence.setdefault(at, []).append(number)
    margin = len(str(draft.reading.position(len(draft.reading.text)).line)) + 1
    passed = 0
    for i, sentence in enumerate(draft.reading.sentences):
        numbers = by_sentence.get(i, [])
        if not numbers:
            passed += 1
            continue
        yield ""
        if passed:
            yield _tint(_DIM, f"{'⋮':>{margin}}   {counted(passed, 'sentence')} without a number", color)
            yield ""
            passed = 0
        line = draft.reading.position(sentence.span.start).line
        for k, row in enumerate(flowed(_pieces(draft, *sentence.span, numbers), width - margin - 3, color)):
            yield _tint(_DIM, f"{'' if k else line:>{margin}} │", color) + f" {row}"
        yield from _rows(numbers, claims, width, margin, color)
    if passed and by_sentence:
        yield ""
        yield _tint(_DIM, f"{'⋮':>{margin}}   {counted(passed, 'sentence')} without a number", color)


def _pieces(draft: Draft, start: int, end: int, numbers: Sequence[Number]) -> Iterator[Piece]:
    """Yield a sentence in pieces, each number with its sign before it."""
    text, at = draft.reading.text, start
    for number in numbers:
        if number.start < at:
            continue  # a date inside a number, or the other way round: the first is marked, the rows tell both
        yield Piece(_shortened(squeezed(text[at : number.start])), "")
        style = _STYLES[number.status]
        yield Piece(MARKS[number.status], style)
        yield Piece(squeezed(text[number.start : number.end]), style + _UNDERLINED)
        at = number.end
    yield Piece(_shortened(squeezed(text[at:end])), "")


def _shortened(text: str) -> str:
    if len(text) <= _LONG:
        return text
    return f"{text[:_KEPT].rpartition(' ')[0]} … {text[-_KEPT:].partition(' ')[2]}"


def _rows(numbers: Sequence[Number], claims: Mapping[str, Claim], width: int, margin: int, color: bool) -> Iterator[str]:
    """Yield who tells each number of a sentence; those that nobody tells share a row."""
    told = [number for number in numbers if number.status != "unverified"]
    rest = [squeezed(number.text) for number in numbers if number.status == "unverified"]
    rows = [(number.status, squeezed(number.text), list(_says(number, claims))) for number in told]
    name = min(_NAME, max((cells(text) for _, text, _ in rows), default=0))
    lead = margin + 5 + name + 2
    gutter = _tint(_DIM, f"{' ' * margin} │", color) + "   "
    for status, text, says in rows:
        style, fits = _STYLES[status], cells(text) <= name
        head = f"{_tint(style, f'{MARKS[status]} {text}', color)}"
        if not fits:
            yield gutter + head
        for k, pieces in enumerate(says):
            for j, row in enumerate(flowed(pieces, max(24, width - lead - 2), color, "  ")):
                first = not k + j and fits
                yield f"{gutter}{head + ' ' * (name - cells(text)) if first else ' ' * (name + 2)}  {row}"
    if rest:
        says_none = [Piece(f"{MARKS['unverified']} {', '.join(rest)}", _STYLES["unverified"]), Piece(" · told by nobody else", _DIM)]
        for row in flowed(says_none, max(24, width - margin - 5), color, "  "):
            yield gutter + row


def _says(number: Number, claims: Mapping[str, Claim]) -> Iterator[list[Piece]]:
    """Yield what is known of a number, a line each: the claims that decide, then the sources."""
    wanted: tuple[str, ...] = {"verified": ("supported",), "differs_in_scope": ("not_comparable",)}.get(
        number.status, ("contradicted", "supported")
    )
    if number.by == "source":
        wanted = ()
    findings = [finding for finding in number.findings if finding.verdict in wanted]
    for finding in findings[:_MOST]:
        yield _claim(number, finding, claims.get(finding.claim))
    if len(findings) > _MOST:
        yield [Piece(f"and {counted(len(findings) - _MOST, 'more claim')}", _DIM)]
    if number.status != "differs_in_scope":
        yield from _sources(number)


def _sources(number: Number) -> Iterator[list[Piece]]:
    """Yield what sources tell, a line each; beside a claim that agrees, those that agree too are only counted."""
    brief = number.status == "verified" and number.by == "registry"
    told = [witness for witness in number.witnesses if not (brief and witness.agrees)]
    for witness in told[:_MOST]:
        yield _source(witness, witness.agrees != (number.status == "contradicted"))
    if len(told) > _MOST:
        yield [Piece(f"and {counted(len(told) - _MOST, 'more source')}", _DIM)]
    if also := len(number.witnesses) - len(told):
        yield [Piece(f"{counted(also, 'source')} {'tells' if also == 1 else 'tell'} it too", _DIM)]


def _claim(number: Number, finding: Finding, claim: Claim | None) -> list[Piece]:
    verb = "expects" if finding.verdict == "contradicted" else "says"
    pieces = [Piece(visible(finding.claim), _BOLD), Piece(f" {verb} ", ""), Piece(squeezed(finding.expected), _STYLES["verified"])]
    if finding.verdict == "contradicted" and finding.difference_percent:
        pieces.append(Piece(f" ({percent(finding.difference_percent)})", ""))
    if origin := _origin(claim):
        pieces.append(Piece(f" {_whole(f'· {origin}')}", _DIM))
    if finding.accepted is not None:
        pieces.append(Piece(f" · let pass: {squeezed(finding.accepted.reason)}", _STYLES["accepted"]))
    elif finding.verdict == "not_comparable" or not number.counts:
        pieces.append(Piece(f" · {titled(finding.reason)}{_apart(finding)}", ""))
    return pieces


def _apart(finding: Finding) -> str:
    """Return what keeps a claim and a number apart: the two sides of the gate that failed, else the whole explanation."""
    gate = next((gate for gate in finding.gates if not gate.passed), None)
    if gate is None or not (gate.expected and gate.found):
        return f": {squeezed(finding.explanation)}"
    return f" ({squeezed(gate.expected)} there, {squeezed(gate.found)} here)"


def _origin(claim: Claim | None) -> str:
    """Return where a claim comes from: its publisher or title, and the day."""
    provenance = claim.provenance if claim is not None else None
    if provenance is None:
        return ""
    return squeezed(", ".join(filter(None, (provenance.publisher or provenance.title, str(provenance.date or "")))))


def _source(witness: Witness, is_right: bool) -> list[Piece]:
    telling = witness.telling
    source = telling.source
    who = squeezed(", ".join(filter(None, (source.publisher, str(source.date or "")))))
    place = source.location(telling.start) or str(telling.position.line)
    style = _STYLES["verified" if is_right else "contradicted" if witness.agrees else "told_otherwise"]
    return [
        Piece(_whole(f"{visible(source.name)}:{squeezed(place)}"), _CYAN),
        Piece(" tells ", ""),
        Piece(squeezed(telling.text), style),
        *([Piece(f" {_whole(f'· {who}')}", _DIM)] if who else []),
    ]


def _whole(text: str) -> str:
    """Return a text that is not broken over lines, where it is short."""
    return text.replace(" ", NO_BREAK) if len(text) <= _NAME else text


def _tint(style: str, text: str, color: bool) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if color and style else text
