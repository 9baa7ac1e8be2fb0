"""What `factcheck extract` shows: the proposals as JSON, what came of them in one line, and one proposal on a card to be judged."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from factcheck.model import Provenance
from factcheck.propose.entry import Entry
from factcheck.propose.model import Proposal, Proposed
from factcheck.report import json
from factcheck.report.text import WORDS, counted, squeezed, visible

SCHEMA = "factcheck.proposals/1"
KEYS = {
    "a": ("accept", "write it into the registry"),
    "e": ("edit", "change it first: in $VISUAL or $EDITOR, or field by field where neither is set"),
    "s": ("skip", "leave it out, now and in later runs"),
    "m": ("merge", "it is a claim that the registry has: add its text to that one's provenance"),
    "u": ("undo", "take the last decision back"),
    "q": ("quit", "stop here; the next run goes on with what is left"),
    "?": ("help", "show this"),
}
_LABEL = 9
_BOLD, _DIM, _MARK, _WARN, _END = "\x1b[1m", "\x1b[2m", "\x1b[1;7m", "\x1b[1;33m", "\x1b[0m"


def render_json(proposed: Proposed) -> str:
    """Return the proposals as JSON, for programs; where texts disagree, `tellings` say who tells which value."""
    return json.dump(
        {
            "schema": SCHEMA,
            "summary": {
                "sources": proposed.sources,
                "quantities": proposed.quantities,
                "proposed": len(proposed.proposals) - proposed.disputed,
                "disputed": proposed.disputed,
                "known": proposed.known,
                "unsupported": len(proposed.unsupported),
                "undated": proposed.undated,
            },
            "proposals": [
                {
                    "disputed": each.is_disputed,
                    "claims": [_claim(entry) for entry in each.entries],
                    "tellings": [{"value": telling.value, **_origin(telling.origin)} for telling in each.tellings],
                    "beside": [beside._asdict() for beside in each.beside],
                }
                for each in proposed.proposals
            ],
        }
    )


def _claim(entry: Entry) -> Mapping[str, object]:
    return {"id": entry.id, **dict(entry.texts), "provenance": [_origin(origin) for origin in entry.origins]}


def _origin(origin: Provenance) -> dict[str, object]:
    told = {**origin._asdict(), "date": str(origin.date) if origin.date else ""}
    selector = {"type": "TextQuoteSelector", "prefix": told.pop("prefix"), "exact": told.pop("quote"), "suffix": told.pop("suffix")}
    return {**{key: value for key, value in told.items() if value}, "selector": {key: value for key, value in selector.items() if value}}


def summary(proposed: Proposed) -> str:
    """Return what came of a run in one line of plain text."""
    claims = len(proposed.proposals) - proposed.disputed
    parts = [f"{counted(proposed.quantities, 'number')} in {counted(proposed.sources, 'source')}: {counted(claims, 'claim')} proposed"]
    if proposed.disputed:
        parts.append(f"{counted(proposed.disputed, 'fact')} on which the texts disagree")
    if proposed.known:
        parts.append(f"{counted(proposed.known, 'number')} told by the registry already")
    if proposed.unsupported:
        parts.append(f"{len(proposed.unsupported):,} left out, for their own text would not support them")
    if proposed.undated:
        have = "has" if proposed.undated == 1 else "have"
        parts.append(f"{counted(proposed.undated, 'source')} {have} no date, and gave only what says itself when it was")
    return "; ".join(parts)


def render_added(proposals: Sequence[Proposal]) -> str:
    """Return what was added to a registry, a line each: its id and its statement, after a mark where the texts disagree on it."""
    rows = (("~" if each.is_disputed else "+", each.entries[0]) for each in proposals)
    return "".join(f"{mark} {visible(entry.id)}  {squeezed(entry.get('claim'))}\n" for mark, entry in rows)


def render_card(proposal: Proposal, at: int, count: int, *, width: int, color: bool) -> str:
    """Return one proposal as it is shown to be judged: where it stands, its number marked, what is proposed, and the keys."""
    paint = _Paint(color)
    rule = "─" * max(10, width - 2)
    lines = [paint(_DIM, rule)]
    disputed = paint(_WARN, "  the texts disagree") if proposal.is_disputed else ""
    lines.append(f"{paint(_BOLD, f'{at} of {count}')}{disputed}")
    for number, entry in enumerate(proposal.entries, 1):
        choice = f"{number}  " if proposal.is_disputed else ""
        lines += ["", *_stands(entry, choice, width, paint), "", *_fields(entry, width, paint)]
    if proposal.is_disputed:
        lines += ["", paint(_BOLD, "Who tells which")]
        lines += [line for telling in proposal.tellings for line in _telling(telling.value, telling.origin, width, paint)]
    if proposal.beside:
        like = ", ".join(f"{visible(row.claim)} ({WORDS.get(row.verdict, row.verdict)})" for row in proposal.beside)
        lines += ["", *_labelled("like", like, width, paint)]
    return "\n".join(lines) + "\n\n" + render_keys(proposal, color=color)


def render_keys(proposal: Proposal, *, color: bool) -> str:
    """Return the line that says which keys there are."""
    paint = _Paint(color)
    count = len(proposal.entries)
    words = [f"{paint(_BOLD, key)} {name}" for key, (name, _) in KEYS.items()]
    if proposal.is_disputed:
        words[0] = f"{paint(_BOLD, f'1-{count}' if count > 1 else '1')} accept that one"
    return "  ".join(words) + "\n"


def render_end(*, color: bool) -> str:
    """Return what is asked when nothing is left to be judged."""
    paint = _Paint(color)
    return f"All are judged.\n\n{paint(_BOLD, 'u')} undo  {paint(_BOLD, 'q')} quit\n"


def render_help(*, color: bool) -> str:
    """Return what each key does."""
    paint = _Paint(color)
    rows = [f"  {paint(_BOLD, key)}  {name:<7} {says}" for key, (name, says) in KEYS.items()]
    return "\n".join(["", *rows, "", "  Where the texts disagree, the number of an entry accepts it.", ""]) + "\n"


class _Paint:
    def __init__(self, color: bool) -> None:
        self._color = color

    def __call__(self, style: str, text: str) -> str:
        return f"{style}{text}{_END}" if self._color else text

    def marked(self, text: str) -> str:
        """Return the number of a sentence so that it is seen without colours too."""
        return f"{_MARK}{text}{_END}" if self._color else f"[{text}]"


def _stands(entry: Entry, choice: str, width: int, paint: _Paint) -> Iterator[str]:
    origin = entry.origins[0]
    who = " · ".join(squeezed(text) for text in (origin.source, origin.publisher, str(origin.date or ""), origin.title) if text)
    for line in textwrap.wrap(f"{choice}{who}", max(20, width - 2), subsequent_indent="  ", break_on_hyphens=False):
        yield paint(_DIM, line)
    prefix, quote, suffix = (squeezed(text) for text in (origin.prefix, origin.quote, origin.suffix))
    joint = "" if suffix[:1] in ".,;:)" else " "
    whole = f"{prefix} {quote}{joint}{suffix}".strip()
    start = len(prefix) + 1 if prefix else 0
    at = whole.find(squeezed(entry.get("value")), start)
    span = (at, at + len(squeezed(entry.get("value")))) if at >= 0 else (start, start)
    yield from _sentence(whole, (start, start + len(quote)), span, width, paint)


def _sentence(text: str, quote: tuple[int, int], number: tuple[int, int], width: int, paint: _Paint) -> Iterator[str]:
    """Yield a sentence in lines, what stands around its quote dimmed and its number marked."""
    at = 0
    for line in textwrap.wrap(text, max(20, width - 4), break_on_hyphens=False):
        begin = text.index(line, at)
        at = begin + len(line)
        cuts = sorted({begin, at, *(cut for cut in (*quote, *number) if begin < cut < at)})
        told = ""
        for a, b in pairwise(cuts):
            part = text[a:b]
            if number[0] <= a < number[1]:
                told += paint.marked(part)
            else:
                told += part if quote[0] <= a < quote[1] else paint(_DIM, part)
        yield f"  {told}"


def _fields(entry: Entry, width: int, paint: _Paint) -> Iterator[str]:
    yield from _labelled("id", entry.id, width, paint)
    for key, text in entry.texts:
        yield from _labelled(key, text, width, paint)
    for origin in entry.origins[1:]:
        who = ", ".join(squeezed(text) for text in (origin.source, origin.publisher, str(origin.date or "")) if text)
        yield from _labelled("told by", f"{who}: “{origin.quote}”", width, paint)


def _labelled(label: str, text: str, width: int, paint: _Paint) -> Iterator[str]:
    lines = textwrap.wrap(squeezed(text), max(20, width - _LABEL - 4), break_on_hyphens=False) or [""]
    for number, line in enumerate(lines):
        head = f"{label:<{_LABEL}}" if not number else " " * _LABEL
        yield f"  {paint(_DIM, head)}{line}"


def _telling(value: str, origin: Provenance, width: int, paint: _Paint) -> Iterator[str]:
    who = ", ".join(squeezed(text) for text in (origin.source, origin.publisher, str(origin.date or "")) if text)
    yield f"  {paint(_BOLD, squeezed(value))}  {paint(_DIM, who)}"
    yield from (f"    {line}" for line in textwrap.wrap(f"“{squeezed(origin.quote)}”", max(20, width - 6), break_on_hyphens=False))
