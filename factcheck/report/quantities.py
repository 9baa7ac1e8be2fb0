"""What the tool reads in a text, as JSON or as columns: the answer to why a number was judged as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from factcheck.extract import reading_of
from factcheck.model import Interval, Mention, Position, Source
from factcheck.report import json
from factcheck.report.text import cells, exact, squeezed, visible
from factcheck.rows import NamedTuple


class Row(NamedTuple):
    """One quantity where it stands."""

    source: str
    position: Position
    text: str
    mention: Mention


def rows(source: Source, lang: str) -> Iterator[Row]:
    """Yield the quantities of a source's text, in order."""
    reading = reading_of(source, lang)
    for mention in reading.mentions:
        span = mention.quantity.span
        yield Row(source.name, reading.position(span.start), span.of(source.text), mention)


def render_json(rows: Iterable[Row]) -> str:
    """Return the rows as JSON: values times their scale, ends of intervals null where open."""
    return json.dump({"quantities": [_fields(row) for row in rows]})


def render_text(rows: Iterable[Row]) -> str:
    """Return the rows as columns of plain text under the name of each source, or a line that says there are none."""
    lines: list[str] = []
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row)
    for source, own in by_source.items():
        table = [("line", "text", "value", "read as", "unit", "kind", "period", "place", "status"), *map(_columns, own)]
        widths = [max(map(cells, column)) for column in zip(*table, strict=True)]
        lines += ["", visible(source)] if lines else [visible(source)]
        for line in table:
            lines.append("  ".join(cell + " " * (width - cells(cell)) for cell, width in zip(line, widths, strict=True)).rstrip())
    return "".join(f"{line}\n" for line in lines) or "No quantities.\n"


def _fields(row: Row) -> dict[str, object]:
    quantity, scope = row.mention.quantity, row.mention.scope
    return {
        "source": row.source,
        "line": row.position.line,
        "column": row.position.column,
        "text": row.text,
        "value": quantity.value,
        "low": quantity.interval.low,
        "high": quantity.interval.high,
        "unit": quantity.unit.symbol or None,
        "hedge": quantity.hedge or None,
        "kind": quantity.kind,
        "period": _period(row),
        "place": scope.place_names or None,
        "status": scope.status or None,
    }


def _columns(row: Row) -> tuple[str, ...]:
    quantity, scope = row.mention.quantity, row.mention.scope
    return (
        f"{row.position.line}:{row.position.column}",
        squeezed(row.text),
        _short(quantity.value),
        _interval(quantity.interval),
        visible(quantity.unit.symbol),
        visible(quantity.kind),
        visible(_period(row) or ""),
        visible(scope.place_names),
        visible(scope.status),
    )


def _period(row: Row) -> str | None:
    period = row.mention.scope.period
    if period is None:
        return None
    start, end = (str(day) if period.year_known else str(day)[5:] for day in (period.start, period.end))
    return start if start == end else f"{start}/{end}"


def _interval(interval: Interval) -> str:
    if interval.low is not None and interval.low == interval.high:
        return f"= {_short(interval.low)}"
    low = "(−∞" if interval.low is None else f"{'[' if interval.low_in else '('}{_short(interval.low)}"
    high = "∞)" if interval.high is None else f"{_short(interval.high)}{']' if interval.high_in else ')'}"
    return f"{low}, {high}"


def _short(value: Decimal) -> str:
    size = abs(value)
    for scale, word in ((Decimal(10) ** 12, "T"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m")):
        if size >= scale:
            return f"{exact(value / scale)} {word}"
    return exact(value)
