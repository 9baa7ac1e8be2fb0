"""The number line of a claim: what it says, and what every source says of it, on one scale.

Each row is text beside a strip of SVG, so that names wrap and never overlap; places on the scale are per cent of its width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, Decimal

from factcheck.model import Compared, Finding, Interval, Side, Source
from factcheck.report.html.pieces import Page, Row, apart, called, lang, safe, sign
from factcheck.report.text import bounds, counted, exact, scale_of, squeezed
from factcheck.rows import NamedTuple

_MOST = 12  # rows of one picture; the rest is told in words
_MARGIN = Decimal("0.07")  # of the scale, on either side of what it shows
_LEAST = Decimal("1e-15")
_FAR = 2  # scales away from what is judged, a number that is not goes to the edge
_TICKS = 5


class Told(NamedTuple):
    """One number that sources tell: where it stands in the claim's unit, and the findings that are so."""

    value: Decimal
    interval: Interval
    rule: str
    rows: tuple[Row, ...]

    @property
    def finding(self) -> Finding:
        """Return the finding that stands for all."""
        return self.rows[0].finding


class Scale(NamedTuple):
    """The part of the number line that is shown, and the unit of its ticks."""

    low: Decimal
    high: Decimal
    unit: Decimal
    word: str

    def place(self, value: Decimal) -> Decimal:
        """Return how far along the scale a value stands, in per cent, at most at its ends."""
        return min(max((value - self.low) / (self.high - self.low) * 100, Decimal(0)), Decimal(100))


def pictures(page: Page, rows: Sequence[Row]) -> str:
    """Return a number line for each quantity of a claim that a source contradicts."""
    return "".join(_figure(page, expected, told) for expected, told in _quantities(rows))


def _quantities(rows: Iterable[Row]) -> list[tuple[Side, list[Told]]]:
    groups: dict[tuple[str, Decimal, str], tuple[Side, dict[object, list[tuple[Compared, Row]]]]] = {}
    for row in rows:
        compared = row.finding.evidence.compared if row.finding.evidence else None
        if compared is None or compared.factor is None or compared.converted is None:
            continue
        side = compared.expected
        told = groups.setdefault((side.text, side.value, side.unit), (side, {}))[1]
        accepted = row.finding.accepted is not None
        told.setdefault((row.finding.verdict, accepted, compared.converted, squeezed(row.finding.found)), []).append((compared, row))
    found = []
    for side, numbers in groups.values():
        entries = [_told(pairs) for pairs in numbers.values()]
        if any(entry.finding.verdict == "contradicted" for entry in entries):
            found.append((side, sorted(entries, key=lambda entry: (_RANK[entry.finding.verdict], entry.value))))
    return found


_RANK = {"contradicted": 0, "supported": 1, "not_comparable": 2}


def _told(pairs: list[tuple[Compared, Row]]) -> Told:
    compared = pairs[0][0]
    factor, interval = compared.factor, compared.converted
    assert factor is not None
    assert interval is not None
    return Told(compared.found.value * factor, interval, compared.found.rule, tuple(row for _, row in pairs))


def _figure(page: Page, expected: Side, told: list[Told]) -> str:
    scale = _scale(expected, told)
    shown, rest = told[:_MOST], told[_MOST:]
    rows = "".join(_row(page, scale, expected, entry) for entry in shown)
    more = f'<p class="more">And {counted(len(rest), "other number")}, listed below.</p>' if rest else ""
    unit = " ".join(filter(None, (scale.word, squeezed(expected.unit))))
    claim = (
        f'<li class="ours"><span class="what">{_DIAMOND}<b>{safe(expected.text)}</b></span><span class="who">the claim</span>'
        f"{_strip(scale, expected, None)}</li>"
    )
    axis = f'<div class="axis" aria-hidden="true"><span class="unit">{safe(unit)}</span>{_axis(scale)}</div>'
    return (
        f'<figure class="line"><figcaption class="vh">What the sources say, in {safe(unit) or "numbers"}</figcaption>'
        f"<ul>{claim}{rows}</ul>{axis}{more}</figure>\n"
    )


_DIAMOND = '<span class="sign ours" aria-hidden="true">◆</span>'


def _row(page: Page, scale: Scale, expected: Side, told: Told) -> str:
    finding = told.finding
    names = list(dict.fromkeys(row.finding.source for row in told.rows))
    who = _who(page.by_name[names[0]]) if len(names) == 1 else safe(counted(len(names), "source"))
    gap = f'<span class="gap">{apart(finding)}</span>' if finding.verdict == "contradicted" else ""
    note = '<span class="let"> accepted</span>' if finding.accepted is not None else ""
    found = f'<a href="#{told.rows[0].key}">{safe(finding.found)}</a>'
    return (
        f'<li class="{finding.verdict}"><span class="what">{sign(finding.verdict)}{found}{note}</span>'
        f'<span class="who">{who}</span>{gap}{_strip(scale, expected, told)}</li>'
    )


def _who(source: Source) -> str:
    return f"<span{lang(source.lang)}>{called(source)}</span>"


def _strip(scale: Scale, expected: Side, told: Told | None) -> str:
    """Return the picture of one row: the claim's band through all rows, and the mark of this one."""
    interval = expected.interval
    low, high = _ends(scale, interval)
    middle = scale.place(expected.value)
    parts = [
        f'<rect class="band" x="{_at(low)}" width="{_at(high - low)}" height="100%"/>',
        f'<line class="stem" x1="{_at(middle)}" x2="{_at(middle)}" y1="0" y2="100%"/>',
    ]
    if told is None:
        title = f"The claim: {squeezed(expected.text)}"
        parts += [*_bar(scale, interval, "ours"), *_marks(scale, expected.value, interval, expected.rule, "ours")]
    else:
        interval, verdict = told.interval, told.finding.verdict
        title = f"{squeezed(told.finding.found)}: {verdict.replace('_', ' ')}"
        place = scale.place(told.value)
        if verdict == "contradicted":
            parts.append(f'<line class="far" x1="{_at(place)}" x2="{_at(middle)}" y1="50%" y2="50%"/>')
        parts += [*_bar(scale, interval, verdict), *_marks(scale, told.value, interval, told.rule, verdict)]
    unit = " ".join(filter(None, (scale.word, squeezed(expected.unit))))
    told_as = f"{bounds(interval, scale.unit)} {unit}".strip()
    return (
        f'<svg class="strip" role="img" width="100%" height="22"><title>{safe(title)}</title><desc>{safe(told_as)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _bar(scale: Scale, interval: Interval, verdict: str) -> list[str]:
    """Return an interval as a bar; an end that is open goes on to the edge, where an arrow stands."""
    low, high = _ends(scale, interval)
    parts = [f'<line class="bar {verdict}" x1="{_at(low)}" x2="{_at(high)}" y1="50%" y2="50%"/>']
    if interval.low is None:
        parts.append(f'<use href="#mk-left" class="{verdict}" x="0" y="50%"/>')
    if interval.high is None:
        parts.append(f'<use href="#mk-right" class="{verdict}" x="100%" y="50%"/>')
    return parts


def _marks(scale: Scale, value: Decimal, interval: Interval, rule: str, verdict: str) -> list[str]:
    """Return the mark of a verdict, at both ends of a range; an arrow where the number stands beyond the scale."""
    ends = [end for end in interval[:2] if end is not None]
    parts = {}
    for number in ends if rule in ("range", "vague") and len(ends) == 2 else [value]:
        beyond = "left" if number < scale.low else "right" if number > scale.high else ""
        place = _at(scale.place(number))
        parts[place] = f'<use href="#mk-{beyond or verdict}" class="{verdict}" x="{place}" y="50%"/>'
    return list(parts.values())


def _ends(scale: Scale, interval: Interval) -> tuple[Decimal, Decimal]:
    low = Decimal(0) if interval.low is None else scale.place(interval.low)
    high = Decimal(100) if interval.high is None else scale.place(interval.high)
    return low, high


def _at(place: Decimal) -> str:
    text = f"{place:.2f}".rstrip("0").rstrip(".")
    return f"{text}%"


def _axis(scale: Scale) -> str:
    parts = ['<line x1="0" x2="100%" y1="0.5" y2="0.5"/>']
    for tick in _ticks(scale):
        place = scale.place(tick)
        anchor = "start" if place < 4 else "end" if place > 96 else "middle"
        x = _at(place)
        label = safe(exact(tick / scale.unit))
        parts.append(f'<line x1="{x}" x2="{x}" y1="0" y2="5"/><text x="{x}" y="18" text-anchor="{anchor}">{label}</text>')
    return f'<svg class="ticks" width="100%" height="22">{"".join(parts)}</svg>'


def _ticks(scale: Scale) -> list[Decimal]:
    """Return a few round numbers that stand on the scale."""
    rough = (scale.high - scale.low) / _TICKS
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(power * digit for digit in (1, 2, 5, 10) if power * digit >= rough)
    first = (scale.low / step).to_integral_value(ROUND_CEILING) * step
    return [first + step * i for i in range(_TICKS + 2) if first + step * i <= scale.high]


def _scale(expected: Side, told: list[Told]) -> Scale:
    """Return the part of the line that shows the claim and all that is judged; what is far off and not judged does not stretch it."""
    judged = _points(expected.value, expected.interval)
    for entry in told:
        if entry.finding.verdict != "not_comparable":
            judged += _points(entry.value, entry.interval)
    low, high = min(judged), max(judged)
    room = (high - low) * _FAR
    for entry in told:
        points = _points(entry.value, entry.interval)
        if low - room <= min(points) and max(points) <= high + room:
            judged += points
    low, high = min(judged), max(judged)
    size = max(abs(low), abs(high))
    # Ends that are equal, or nearly so in all their digits, would leave nothing to divide by.
    margin = (high - low if high - low > size * _LEAST else size or Decimal(1)) * _MARGIN
    floor = Decimal(0) if low >= 0 and low < margin else low - margin
    unit, word = scale_of(low, high)
    return Scale(floor, high + margin, unit, word)


def _points(value: Decimal, interval: Interval) -> list[Decimal]:
    return [value, *(end for end in interval[:2] if end is not None)]
