"""The matrix of claims by sources: in each cell the worst verdict, and how many findings there are."""

from __future__ import annotations

from collections import defaultdict

from factcheck.report.html.pieces import Page, Row, called, lang, safe, section, sign, worst
from factcheck.report.text import WORDS, counted

_BROAD = 12  # sources beside each other that a printed page has room for


def matrix(page: Page) -> str:
    """Return the table; what is empty is left out or drawn together, so that a large one stays light."""
    columns = [(key, source) for key, source, rows in page.sources if rows]
    lines = [(key, result, rows) for key, result, rows in page.claims if rows]
    if not columns:
        return ""
    head = "".join(
        f'<th scope="col"><a href="#{key}"{lang(source.lang)} title="{safe(source.name)}"><span>{called(source)}</span></a></th>'
        for key, source in columns
    )
    at = {key: i for i, (key, _) in enumerate(columns)}
    body = "".join(
        f'<tr><th scope="row"><a href="#{key}">{safe(result.claim.id)}</a></th>{_cells(rows, at, len(columns))}</tr>\n'
        for key, result, rows in lines
    )
    hint = f"{counted(len(lines), 'claim')}, {counted(len(columns), 'source')}. A cell shows the worst verdict and the number of findings."
    table = f"<table>\n<thead><tr><td></td>{head}</tr></thead>\n<tbody>\n{body}</tbody></table>"
    box = f'<p class="hint">{hint}</p>\n<div class="box" role="region" aria-label="Table of claims by sources" tabindex="0">{table}</div>'
    return section("matrix", "Claims by sources", box, kind="matrix broad" if len(columns) > _BROAD else "matrix")


def _cells(rows: tuple[Row, ...], at: dict[str, int], width: int) -> str:
    """Return the cells of one claim; neighbours that are empty are one cell, which spans them."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[at[row.source_key]].append(row)
    cells, after = [], 0
    for column, told in sorted(found.items()):
        cells += [_gap(column - after), _cell(told)]
        after = column + 1
    return "".join([*cells, _gap(width - after)])


def _gap(width: int) -> str:
    return "" if not width else "<td></td>" if width == 1 else f'<td colspan="{width}"></td>'


def _cell(rows: list[Row]) -> str:
    verdict = worst(rows)
    first = next(row for row in rows if row.finding.verdict == verdict)
    count = f"<i>{len(rows):,}</i>" if len(rows) > 1 else ""
    told = ", ".join(f"{sum(row.finding.verdict == name for row in rows)} {WORDS[name]}" for name in _present(rows))
    return (
        f'<td><a class="cell {verdict}" href="#{first.key}" data-c="{first.claim_key}" data-s="{first.source_key}" title="{told}">'
        f"{sign(verdict)}{count}</a></td>"
    )


def _present(rows: list[Row]) -> list[str]:
    return [name for name in WORDS if any(row.finding.verdict == name for row in rows)]
