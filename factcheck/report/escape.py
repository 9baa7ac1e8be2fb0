"""Text from anywhere as text in Markdown: no link, picture, markup or table border of it lives, and it calls nobody."""

from __future__ import annotations

import html
import re

from factcheck.report.text import squeezed

_BREAK = "&#8203;"  # a zero-width space, behind what GitHub would make a link of after it has read all other marks
_MARKS = {ord(mark): f"\\{mark}" for mark in "\\`*_[]~$"}
# A pipe with a backslash before it ends a cell where that backslash is itself escaped.
_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("|"): "&#124;"}
_LINKED = re.compile(
    r"""(@(?=[\w-])            # people and teams; addresses of mail
    | \#(?=\w)                 # issues
    | (?<![^\W_])gh-(?=\d)     # issues, the long way
    | :(?=//|[\w+-]+:)         # addresses; emoji
    | \bwww(?=\.)
    | \b(?:mailto|xmpp):)""",
    re.VERBOSE | re.IGNORECASE,
)
# What would make a list, a rule or a heading of the line that it begins.
_FIRST = re.compile(r" ?(?:(?=[-+=#](?:[-+=# ]|$))|\d+(?=[.)](?: |$)))")
_CODE = re.compile(r"[^`|\\\n]+")


def escaped(text: str) -> str:
    """Return a text on one line as Markdown that shows it as it is, in a paragraph or a cell of a table."""
    shown = squeezed(text)
    first = _FIRST.match(shown)
    lead, shown = (f"{first[0]}\\", shown[first.end() :]) if first else ("", shown)
    return lead + _BREAK.join(part.translate(_MARKS | _ENTITIES) for part in _broken(shown))


def escaped_html(text: str) -> str:
    """Return a text on one line as HTML that GitHub shows as it is."""
    return _BREAK.join(html.escape(part) for part in _broken(squeezed(text)))


def code(text: str) -> str:
    """Return a name on one line in the type of code; as other text where it holds what could end that."""
    shown = squeezed(text).strip()
    return f"`{shown}`" if _CODE.fullmatch(shown) else escaped(shown)


def _broken(text: str) -> list[str]:
    """Return the text in parts, none of which GitHub makes a link of; no text that was squeezed holds the mark between them."""
    return _LINKED.sub("\\1\0", text).split("\0")
