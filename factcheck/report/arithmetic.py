"""What comes of doing a text's sums again, as JSON or as plain text: the inconsistencies, and how many calculations hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.arithmetic import Calculation, Reckoning
from factcheck.model import Span
from factcheck.reasons import REASONS
from factcheck.report import json
from factcheck.report.text import cells, counted, difference, exact, number, percent, scale_of, squeezed, visible

SCHEMA = "factcheck.arithmetic/1"

_RED, _GREEN, _CYAN, _DIM, _BOLD, _RESET = "\x1b[1;31m", "\x1b[32m", "\x1b[36m", "\x1b[2m", "\x1b[1m", "\x1b[0m"
_PLURALS = frozenset("day week month year mile acre barrel".split())
_MEASURE = 112
_LABEL = 13
_DECIMALS = 4  # what has more of them was divided, and is rounded
_REACH = 120  # characters of the sentence that are shown on either side of the numbers


def render_json(reckonings: Sequence[Reckoning], sources: int) -> str:
    """Return what was calculated as JSON, schema `factcheck.arithmetic/1`: fields are added, never renamed."""
    wrong = [fields(one) for one in reckonings if not one.holds]
    held = [fields(one) for one in reckonings if one.holds]
    summary = {"sources": sources, "calculations": len(reckonings), "inconsistent": len(wrong)}
    return json.dump({"schema": SCHEMA, "summary": summary, "inconsistencies": wrong, "held": held})


def rows(reckonings: Sequence[Reckoning]) -> list[dict[str, object]]:
    """Return the inconsistencies as JSON fields."""
    return [fields(one) for one in reckonings if not one.holds]


def section(reckonings: Sequence[Reckoning], sources: int, *, width: int, color: bool, quiet: bool) -> str:
    """Return the inconsistencies as the last section of a run's report; with `quiet`, only if there are any."""
    if quiet and all(one.holds for one in reckonings):
        return ""
    page, title = _Page(width, color), "Arithmetic"
    rule = f"{page.tinted(_BOLD, title)} {page.tinted(_DIM, '─' * (width - len(title) - 1))}"
    return f"\n{rule}\n\n{render_text(reckonings, sources, width=width, color=color)}"


def fields(one: Reckoning) -> dict[str, object]:
    """Return a calculation as it stands in a report."""
    calculation = one.calculation
    gap = _gap(calculation)
    return {
        "reason": calculation.reason,
        "holds": one.holds,
        "source": one.source,
        "line": one.position.line,
        "column": one.position.column,
        "end_line": one.end_position.line,
        "end_column": one.end_position.column,
        "start": calculation.told.start,
        "end": calculation.told.end,
        "quote_start": one.quote_start,
        "quote_end": one.quote_start + len(one.quote),
        "quote": one.quote,
        "told": one.told,
        "calculation": sentence(calculation),
        "made": calculation.made,
        "value": calculation.value,
        "unit": calculation.unit or None,
        "difference": gap,
        "difference_percent": _gap_percent(calculation, gap),
        "numbers": [
            {"text": text, "start": span.start, "end": span.end} for text, span in zip(one.numbers, calculation.spans, strict=True)
        ],
    }


def sentence(calculation: Calculation) -> str:
    """Return the calculation in one line: 315 / 994 = 31.69 %, told: 33.69 %."""
    shown = calculation.formula.format(*map(_term, calculation.terms))
    made, value = calculation.made, calculation.value
    if made is None or value is None:
        return shown
    label = {"FC507": "the whole", "FC509": "elsewhere in the text"}.get(calculation.reason, "told")
    return f"{shown} = {_amount(made, calculation.unit)}, {label}: {_amount(value, calculation.unit)}"


def render_text(reckonings: Sequence[Reckoning], sources: int, *, width: int = 100, color: bool = False, verbose: bool = False) -> str:
    """Return what was calculated as text for a terminal of so many columns; without colour it holds no escape codes."""
    page = _Page(min(width, _MEASURE), color)
    return "".join(f"{line}\n" for line in page.lines(reckonings, sources, verbose))


class _Page:
    """How one page is laid out: its width, and whether it is in colour."""

    def __init__(self, width: int, color: bool) -> None:
        self.width, self.color = width, color

    def lines(self, reckonings: Sequence[Reckoning], sources: int, verbose: bool) -> Iterator[str]:
        """Yield the lines of the page."""
        wrong = [one for one in reckonings if not one.holds]
        yield self._headline(len(reckonings), len(wrong), sources)
        for one in wrong:
            yield from self._inconsistency(one)
        held = [one for one in reckonings if one.holds]
        if verbose and held:
            yield ""
            yield self.tinted(_BOLD, "What holds")
            for one in held:
                yield f"  {self.tinted(_CYAN, _place(one))}  {sentence(one.calculation)}"

    def _headline(self, all_: int, wrong: int, sources: int) -> str:
        scope = f"{counted(sources, 'source')} read"
        if not all_:
            return f"? Nothing to calculate · {scope}"
        done = f"{counted(all_, 'calculation')} done again, {scope}"
        if wrong:
            noun = "inconsistency" if wrong == 1 else "inconsistencies"
            return f"{self.tinted(_RED, f'✗ {wrong:,} {noun}')} · {done}"
        return f"{self.tinted(_GREEN, '✓ No inconsistencies')} · {done}"

    def _inconsistency(self, one: Reckoning) -> Iterator[str]:
        calculation = one.calculation
        yield ""
        yield self.tinted(_CYAN, _place(one))
        yield from self._quote(one)
        yield from self._field("told", self.tinted(_BOLD, squeezed(one.told)))
        yield from self._field("calculation", sentence(calculation))
        if away := [text for text, span in zip(one.numbers, calculation.spans, strict=True) if not _is_quoted(one, span)]:
            yield from self._field("elsewhere", " · ".join(map(squeezed, away)))
        gap = _gap(calculation)
        if gap:
            share = _gap_percent(calculation, gap)
            tail = f"  ({percent(share)})" if share is not None and calculation.unit != "%" else ""
            yield from self._field("difference", f"{difference(gap, calculation.unit)}{tail}")
        title = REASONS[calculation.reason].title
        yield from self._field("reason", f"{calculation.reason} {title}")

    def _field(self, label: str, text: str) -> Iterator[str]:
        for i, line in enumerate(_wrapped(text, max(20, self.width - 2 - _LABEL))):
            yield f"  {self.tinted(_DIM, f'{label if not i else str():<{_LABEL}}')}{line}"

    def _quote(self, one: Reckoning) -> Iterator[str]:
        """Yield the sentence with its numbers marked, cut where it is very long."""
        text, marks = _marked(one)
        at = 0
        for line in _wrapped(text, self.width - 4):
            start = text.index(line, at)
            at = start + len(line)
            inside = [(max(a, start) - start, min(b, at) - start) for a, b in marks if a < at and b > start]
            yield f"  {self.tinted(_DIM, '│')} {self._underlined(line, inside)}"
            if inside and not self.color:
                row = [" "] * cells(line)
                for a, b in inside:
                    left = cells(line[:a])
                    row[left : left + cells(line[a:b])] = "^" * cells(line[a:b])
                yield f"  │ {''.join(row).rstrip()}"

    def _underlined(self, line: str, inside: Sequence[tuple[int, int]]) -> str:
        for a, b in reversed(inside if self.color else ()):
            line = f"{line[:a]}\x1b[4m{line[a:b]}\x1b[24m{line[b:]}"
        return line

    def tinted(self, style: str, text: str) -> str:
        """Return a text in a style, where the page is in colour."""
        return f"{style}{text}{_RESET}" if self.color else text


def _place(one: Reckoning) -> str:
    return f"{visible(one.source)}:{one.position.line}:{one.position.column}"


def _is_quoted(one: Reckoning, span: Span) -> bool:
    """Return whether a number stands in the sentence that is quoted: that of another exchange rate may not."""
    return one.quote_start <= span.start < one.quote_start + len(one.quote)


def _marked(one: Reckoning) -> tuple[str, list[tuple[int, int]]]:
    """Return the part of the sentence that holds the numbers, on one line, and where in it they stand."""
    spans = [span for span in one.calculation.spans if _is_quoted(one, span)]
    first, last = spans[0].start - one.quote_start, spans[-1].end - one.quote_start
    start, end = max(0, first - _REACH), min(len(one.quote), last + _REACH)
    start = one.quote.find(" ", start) + 1 if start else 0
    end = one.quote.rfind(" ", 0, end) if end < len(one.quote) else end
    text, marks, at = ("… " if start else ""), [], start
    for span in spans:
        left, right = span.start - one.quote_start, span.end - one.quote_start
        text += squeezed(one.quote[at:left])
        begin = len(text)
        text += squeezed(one.quote[left:right])
        marks.append((begin, len(text)))
        at = right
    return text + squeezed(one.quote[at:end]) + (" …" if end < len(one.quote) else ""), marks


def _wrapped(text: str, room: int) -> Iterator[str]:
    """Yield the text in lines of so many cells, broken at spaces where there are any."""
    line = ""
    for word in text.split(" "):
        if line and cells(line) + 1 + cells(word) > room:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _gap(calculation: Calculation) -> Decimal | None:
    """Return how much more is told than is made, nothing where the two fit or are no amounts."""
    if calculation.holds or calculation.made is None or calculation.value is None:
        return None
    if calculation.reason in ("FC507", "FC509"):  # made of what is told, and held against a whole or another pair
        return calculation.made - calculation.value
    return calculation.value - calculation.made


def _gap_percent(calculation: Calculation, gap: Decimal | None) -> Decimal | None:
    base = calculation.value if calculation.reason in ("FC507", "FC509") else calculation.made
    return None if gap is None or not base else gap / base * 100


def _amount(value: Decimal, unit: str) -> str:
    if unit == "%":
        return f"{number(value)} %"
    scale, word = scale_of(value)
    shown = value / scale
    exponent = shown.normalize().as_tuple().exponent
    plain = exact(shown) if isinstance(exponent, int) and exponent >= -_DECIMALS else number(shown)
    unit = f"{unit}s" if unit in _PLURALS and value != 1 else visible(unit)
    return " ".join(part for part in (plain, word, unit) if part)


def _term(term: Decimal | str) -> str:
    return visible(term) if isinstance(term, str) else _amount(term, "")
