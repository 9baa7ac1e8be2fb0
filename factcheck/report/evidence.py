"""What a finding rests on, in words: how numbers were read, where their scope came from, which words matched, what each feature weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from factcheck.model import Compared, Evidence, Finding, Gate, Scope, Shared, Side, Weighed
from factcheck.report.text import bounds, exact, scale_of, squeezed
from factcheck.rows import NamedTuple

_HEAVIEST = 6
_HEDGES = {"almost": "nearly", "at_least": "at least", "at_most": "at most"}
_PLACES = (("sentence", "sentence"), ("passage", "near by"), ("document", "elsewhere"), ("missing", "nowhere"))
# Where a source's scope was read; a number's own clause is where anybody would look, and a claim is of one sentence.
_ORIGINS = {
    **{name: name for name in ("sentence", "lead", "headline", "header", "term")},
    "paragraph": "earlier sentence",
    "now": "as of now",
    "elsewhere": "perhaps a target",
}


class Row(NamedTuple):
    """A name, and items that stand behind it, as many on a line as there is room for."""

    name: str
    items: Sequence[str]
    quiet: bool = True


def readings(compared: Compared) -> list[Row]:
    """Return how each side became an interval, and what makes the found one comparable, so that a reader can do it again."""
    rows = [Row("expected", [reading(compared.expected)], quiet=False), Row("found", [reading(compared.found)], quiet=False)]
    if compared.factor is not None and compared.converted is not None and (compared.factor != 1 or compared.tolerance):
        scale, word = scale_of(*compared.converted[:2])
        told = (
            f"{_times(compared.factor, compared.tolerance)} = {bounds(compared.converted, scale)} {word} {squeezed(compared.expected.unit)}"
        )
        rows.append(Row("", [" ".join(told.split())], quiet=False))
    if compared.test == "ends":
        rows.append(Row("", [f"ranges agree where each end does, within half of {exact(compared.expected.step)}"]))
    if compared.test == "bounds":
        rows.append(Row("", ["open sides agree where their bounds are equal"]))
    return rows


def reading(side: Side) -> str:
    """Return how a number became an interval, in one line."""
    scale, word = scale_of(side.value, *side.interval[:2])
    other = f" or {bounds(side.other, scale)}" if side.other is not None else ""
    told = f"{_sum(side, scale)} = {bounds(side.interval, scale)}{other} {word} {squeezed(side.unit)}"
    note = "tolerance" if side.rule == "tolerance" else side.hedge if side.rule not in ("range", "vague", "open") else ""
    return " ".join(told.split()) + (f" ({_HEDGES.get(note, note)})" if note else "")


def _sum(side: Side, scale: Decimal) -> str:
    """Return how an interval was made, as arithmetic: 234.58 ± half of 0.01."""
    low, high = side.interval.low, side.interval.high
    value = exact(side.value / scale)
    if side.rule == "range":
        return "a range"
    if side.rule == "vague":
        return "a vague number"
    if low is None or high is None:
        return f"{_HEDGES.get(side.hedge, side.hedge)} {value}"
    if side.rule == "exact":
        return value
    below, above = side.value - low, high - side.value
    amount = side.rule if side.rule.endswith("%") else exact(max(below, above) / scale)
    if side.rule == "half a step":
        amount = f"half of {exact(side.step / scale)}"
    sign = "±" if below == above else "+" if not below else "−" if not above else ""
    return f"{value} {sign} {amount}" if sign else f"{value} − {exact(below / scale)} + {exact(above / scale)}"


def _times(factor: Decimal, tolerance: Decimal) -> str:
    times = f"÷ {exact(1 / factor)}" if factor < 1 else f"× {exact(factor)}"
    return f"{times} ± {exact(tolerance * 100)} %" if tolerance else times


def sides(gate: Gate, evidence: Evidence | None) -> str:
    """Return both sides of a gate, each with where it was read if that is not its own clause; empty where neither tells anything."""
    if not gate.expected and not gate.found:
        return ""
    scopes = (None, None) if evidence is None or evidence.scopes is None else evidence.scopes
    told = [_told(gate.expected, gate.name, scopes[0], {"registry": "registry"}), _told(gate.found, gate.name, scopes[1], _ORIGINS)]
    return f" {'and' if gate.passed else 'against'} ".join(told)


def _told(text: str, name: str, scope: Scope | None, origins: Mapping[str, str]) -> str:
    where = origins.get(scope.origin.get(name, ""), "") if scope is not None else ""
    return (squeezed(text) or "not told") + (f" ({where})" if where else "")


def words(shared: Shared) -> list[Row]:
    """Return the words of a claim by where the source tells them, those that it lacks last."""
    groups = zip(_PLACES, shared, strict=True)
    return [Row(name, list(map(squeezed, told)), field != "missing") for (field, name), told in groups if told]


def score(finding: Finding) -> str:
    """Return a score, and the two likelihoods that it is the product of."""
    rows = {row.model: row for row in finding.evidence.weights} if finding.evidence is not None else {}
    parts = " × ".join(f"{name} {rows[name].likelihood:.2f}" for name in ("topic", "slot") if name in rows)
    return f"{finding.score:.2f} = {parts}" if parts else f"{finding.score:.2f}"


def weights(evidence: Evidence) -> list[Row]:
    """Return what weighed most in the model that decided, in log odds, with their sum; where no model was asked, the shares of words."""
    rows = [row for row in evidence.weights if row.model == "certain"] or evidence.weights
    if not rows and evidence.alike:
        return [Row("alike", [f"{name} {share:.2f}" for name, share in evidence.alike.items()])]
    return [told for row in rows for told in (Row(row.model, _shares(row)), *_outcome(row))]


def _shares(row: Weighed) -> list[str]:
    shares = list(row.contributions.items())
    items = [f"{_signed(share)} {name}" for name, share in shares[:_HEAVIEST]]
    rest = shares[_HEAVIEST:]
    if rest:
        items.append(f"{_signed(sum(share for _, share in rest))} from {len(rest)} more")
    return [*items, f"{_signed(row.bias)} bias"]


def _outcome(row: Weighed) -> list[Row]:
    """Return the sum of what was weighed, and what it means."""
    least = f", {row.least:.2f} needed" if row.least is not None else ""
    told = f"= {_signed(row.log_odds)}: likelihood {row.likelihood:.2f}{least}"
    return [Row("", [told]), Row("", [f"but no contradiction, for {row.barred}"])] if row.barred else [Row("", [told])]


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{abs(value):.2f}"
