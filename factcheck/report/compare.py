"""Where sources disagree: for people a table a fact, for programs JSON, schema `factcheck.compare/1`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factcheck.report import json
from factcheck.report.text import bounds, cells, counted, difference, percent, scale_of, squeezed, visible

if TYPE_CHECKING:
    from factcheck.compare import Comparison, Disagreement, Telling, Version
    from factcheck.model import Period

SCHEMA = "factcheck.compare/1"
_MEASURE = 112  # longer lines are hard to read
_QUOTE = 260


def render_text(comparison: Comparison, *, width: int) -> str:
    """Return the comparison as plain text of so many columns."""
    told = f"{counted(comparison.facts, 'fact')} told by two or more sources"
    number = len(comparison.disagreements)
    outcome = f"✗ {counted(number, 'disagreement')}" if number else "✓ No disagreements"
    lines = [f"{outcome} · {told}, {counted(len(comparison.sources), 'source')} read"]
    for place, row in enumerate(comparison.disagreements, 1):
        lines += ["", *_table(place, row, min(width, _MEASURE))]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def render_json(comparison: Comparison) -> str:
    """Return the comparison as JSON text, the same for the same comparison."""
    return json.dump(
        {
            "schema": SCHEMA,
            "summary": {
                "sources": len(comparison.sources),
                "quantities": comparison.quantities,
                "shared": comparison.shared,
                "facts": comparison.facts,
                "disagreements": len(comparison.disagreements),
            },
            "disagreements": [_disagreement(row) for row in comparison.disagreements],
        }
    )


def _table(place: int, row: Disagreement, width: int) -> Iterator[str]:
    """Yield the lines of one disagreement: the values with their marks, and under each who tells it, when, and in which words."""
    gap = ""
    if row.difference is not None:
        unit = row.versions[0].tellings[0].quantity.unit
        gap = f": {difference(row.difference, '' if unit.dimension.startswith('count') else unit.symbol)}"
        gap += f" ({percent(row.percent)})" if row.percent is not None else ""
    values = " ≠ ".join(squeezed(version.tellings[0].text) for version in row.versions)
    yield from textwrap.wrap(f"{place}. {values}{gap}", max(20, width), subsequent_indent="   ")
    for version in row.versions:
        first = version.tellings[0]
        yield ""
        yield from _filled([squeezed(first.text), f"read as {_interval(first)}", *_marks(version)], width, "   ")
        for telling in version.tellings:
            told = (_where(telling), _who(telling), _day(telling), _when(telling))
            yield from _filled([item for item in told if item], width, "     ")
            yield from textwrap.wrap(_quote(telling), max(20, width - 7), initial_indent="       │ ", subsequent_indent="       │ ")


def _filled(items: Sequence[str], width: int, indent: str) -> list[str]:
    """Return items with dots between them, broken where an item ends; what follows is indented more."""
    lines = [indent + items[0]]
    for item in items[1:]:
        if cells(lines[-1]) + 3 + cells(item) <= width:
            lines[-1] += f" · {item}"
        else:
            lines.append(f"{indent}  {item}")
    return lines


def _marks(version: Version) -> list[str]:
    told = [f"told by {counted(len(version.sources), 'source')}"] if len(version.sources) > 1 else []
    return told + ["the majority"] * version.majority + ["the newest"] * version.newest


def _who(telling: Telling) -> str:
    return squeezed(telling.source.publisher or telling.source.title).strip() or "no publisher"


def _day(telling: Telling) -> str:
    return str(telling.source.date or "no date")


def _when(telling: Telling) -> str:
    """Return what a number is told of: period, places, and the status where it is none that was reached."""
    scope = telling.scope
    told = (scope.period.label if scope.period else "", scope.place_names, "" if scope.status == "actual" else scope.status)
    return squeezed(", ".join(part for part in told if part))


def _where(telling: Telling) -> str:
    return f"{visible(telling.source.name)}:{telling.position.line}:{telling.position.column}"


def _interval(telling: Telling) -> str:
    quantity = telling.quantity
    scale, word = scale_of(quantity.value, *quantity.interval[:2])
    return " ".join(f"{bounds(quantity.interval, scale)} {word} {squeezed(quantity.unit.symbol)}".split())


def _quote(telling: Telling) -> str:
    """Return the sentence with its number between marks, cut at words where it is long."""
    start, end = telling.start - telling.quote_start, telling.end - telling.quote_start
    before, mark, after = (squeezed(part) for part in (telling.quote[:start], telling.quote[start:end], telling.quote[end:]))
    room = max(0, _QUOTE - len(mark))
    left, right = max(room // 2, room - len(after)), max(room // 2, room - len(before))
    if len(before) > left:
        before = "… " + before[-left:].partition(" ")[2]
    if len(after) > right:
        after = after[:right].rpartition(" ")[0] + " …"
    return f"{before.lstrip()}»{mark}«{after.rstrip()}"


def _disagreement(row: Disagreement) -> dict[str, object]:
    return {
        "certain": row.certain,
        "difference": row.difference,
        "difference_percent": row.percent,
        "versions": [
            {
                "value": version.tellings[0].quantity.value,
                "majority": version.majority,
                "newest": version.newest,
                "told": [_telling(telling) for telling in version.tellings],
            }
            for version in row.versions
        ],
    }


def _telling(telling: Telling) -> dict[str, object]:
    source, quantity, scope = telling.source, telling.quantity, telling.scope
    return {
        "source": source.name,
        "title": source.title or None,
        "publisher": source.publisher or None,
        "date": source.date and str(source.date),
        "url": source.url or None,
        "line": telling.position.line,
        "column": telling.position.column,
        "end_line": telling.end_position.line,
        "end_column": telling.end_position.column,
        "start": telling.start,
        "end": telling.end,
        "text": telling.text,
        "quote": telling.quote,
        "value": quantity.value,
        "low": quantity.interval.low,
        "high": quantity.interval.high,
        "unit": quantity.unit.symbol,
        "hedge": quantity.hedge or None,
        "kind": quantity.kind,
        "period": _period(scope.period),
        "place": scope.place_names or None,
        "status": scope.status or None,
    }


def _period(period: Period | None) -> str | None:
    return None if period is None else period.label
