"""The report for editors: one HTML page that holds all it needs, and asks nobody for anything."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote

from factcheck.model import Report
from factcheck.report.html.cards import findings, glossary, lapses
from factcheck.report.html.matrix import matrix
from factcheck.report.html.pieces import VERDICTS, Page, called, page_of, safe
from factcheck.report.html.texts import sources
from factcheck.report.text import MARKS, WORDS, counted

# The marks of a number line, each a shape of its own, drawn once.
_SHAPES = """\
<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false"><defs>
<path id="mk-ours" d="M0-7 6 0 0 7-6 0z"/><path id="mk-contradicted" d="M-5-5 5 5M5-5-5 5"/><circle id="mk-supported" r="5"/>
<rect id="mk-not_comparable" x="-4" y="-4" width="8" height="8"/>
<path id="mk-left" d="M5-5-1 0 5 5z"/><path id="mk-right" d="M-5-5 1 0-5 5z"/>
</defs></svg>
"""
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="8" fill="{color}"/>'
    '<path d="{path}" fill="none" stroke="white" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
_CROSS, _CHECK = ("#b3261e", "M5 5l6 6M11 5l-6 6"), ("#1b6e3c", "M4.5 8.5l2.5 2.5 4.5-5.5")
_HELP = (
    ("/", "find"),
    ("j k", "next and previous finding"),
    ("o Enter", "the finding in its source, and back"),
    ("c", "contradictions only"),
    ("Esc", "clear the filters"),
    ("?", "this list"),
)


def render(report: Report) -> str:
    """Return the report as an HTML page with its styles and script inside."""
    page = page_of(report)
    style, script = _file("page.css"), _file("page.js")
    color, path = _CROSS if report.count("contradicted") > report.accepted else _CHECK
    icon = quote(_ICON.format(color=color, path=path))
    # A policy that lets in this very style and this very script, and nothing else from anywhere.
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_headline(report)} · {safe(report.registry)} · factcheck</title>\n"
        f'<link rel="icon" href="data:image/svg+xml,{icon}">\n<style>{style}</style>\n</head>\n<body>\n'
        f'<a class="skip" href="#findings">Skip to the findings</a>\n{_SHAPES}{_top(page)}{_tools(page)}'
        f'<main id="findings" tabindex="-1">\n{lapses(page)}{findings(page)}'
        f'<p class="none" hidden>Nothing is left. <button type="button" class="clear">Clear the filters</button></p>\n'
        f"{matrix(page)}{sources(page)}{glossary(page)}</main>\n{_help()}"
        f'<div id="pop" popover></div>\n<script>{script}</script>\n</body>\n</html>\n'
    )


def _headline(report: Report) -> str:
    count = report.count("contradicted")
    return counted(count, "contradiction") if count else "No contradictions"


def _top(page: Page) -> str:
    report = page.report
    count, let = report.count("contradicted"), report.accepted
    accepted = "" if not let else f", {let:,} of them accepted" if let < count else ", accepted" if count == 1 else ", all accepted"
    tally = "".join(
        f'<li class="{verdict}{"" if (number := report.count(verdict)) else " zero"}"><b>{number:,}</b> '
        f'<span class="sign" aria-hidden="true">{MARKS[verdict]}</span> {_noun(verdict, number)}</li>'
        for verdict in VERDICTS
    )
    found = any(result.verdict in ("supported", "not_comparable") for _, result, _ in page.claims)
    told = any(rows for _, _, rows in page.claims)
    parts = (
        ("contradicted", "Contradicted", count),
        ("found", "Supported", found),
        ("matrix", "Matrix", told),
        ("sources", "Sources", page.sources),
        ("reasons", "Reasons", told),
    )
    nav = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title, there in parts if there)
    gone = f"; <b>{counted(len(report.unread), 'source')} could not be read</b>" if report.unread else ""
    return (
        f'<header class="top">\n<p class="brand">factcheck</p>\n<nav aria-label="Parts of the report"><ul>{nav}</ul></nav>\n'
        f'<h1 class="{"contradicted" if count > let else "settled"}">{_headline(report)}'
        f'<span class="accepted">{accepted}</span></h1>\n'
        f'<p class="scope">{counted(len(report.results), "claim")} of <span class="id">{safe(report.registry)}</span> held against '
        f'{counted(report.read, "source")}{gone}</p>\n<ul class="tally">{tally}</ul>\n{_share(report)}</header>\n'
    )


def _noun(verdict: str, number: int) -> str:
    return f"{'claim' if number == 1 else 'claims'} not found" if verdict == "not_found" else WORDS[verdict]


def _share(report: Report) -> str:
    """Return the verdicts as one bar, each as long as its share."""
    counts = [(verdict, report.count(verdict)) for verdict in VERDICTS]
    total = sum(count for _, count in counts)
    parts, at = [], 0
    for verdict, count in counts:
        if count:
            parts.append(f'<rect class="{verdict}" x="{100 * at / total:.2f}%" width="{100 * count / total:.2f}%" height="6"/>')
        at += count
    return f'<svg class="share" width="100%" height="6" aria-hidden="true">{"".join(parts)}</svg>\n' if total else ""


def _tools(page: Page) -> str:
    """Return the filters; they need the script, which shows them."""
    toggles = "".join(
        f'<button type="button" data-v="{verdict}" class="{verdict}" aria-pressed="false"><span class="sign" aria-hidden="true">'
        f"{MARKS[verdict]}</span> {safe(WORDS[verdict])} <i>{page.report.count(verdict):,}</i></button>"
        for verdict in VERDICTS
        if page.report.count(verdict)
    )
    sources = "".join(f'<option value="{key}">{called(source)}</option>' for key, source, rows in page.sources if rows)
    claims = "".join(f'<option value="{key}">{safe(result.claim.id)}</option>' for key, result, _ in page.claims)
    return (
        '<form class="tools" role="search" aria-label="Filter the findings" hidden>\n'
        '<input id="q" type="search" aria-label="Find a text" placeholder="Find" autocomplete="off" spellcheck="false" maxlength="200">\n'
        f'<div class="verdicts" role="group" aria-label="Verdicts">{toggles}</div>\n'
        f'<select id="s" aria-label="Source"><option value="">All sources</option>{sources}</select>\n'
        f'<select id="c" aria-label="Claim"><option value="">All claims</option>{claims}</select>\n'
        '<button type="button" class="clear" hidden>Clear</button>\n'
        '<button type="button" class="keys" aria-label="Keys" title="Keys">?</button>\n'
        '<output id="shown" aria-live="polite"></output>\n</form>\n'
    )


def _help() -> str:
    rows = "".join(f"<div><dt>{' '.join(f'<kbd>{key}</kbd>' for key in keys.split())}</dt><dd>{told}</dd></div>" for keys, told in _HELP)
    return (
        f'<dialog id="help" aria-labelledby="h-help"><h2 id="h-help">Keys</h2><dl>{rows}</dl>'
        '<form method="dialog"><button>Close</button></form></dialog>\n'
    )


def _file(name: str) -> str:
    return files("factcheck.report.html").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
