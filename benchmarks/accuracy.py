"""How right and how complete the verdicts are on labelled pairs, and on headlines with their leads.

    python benchmarks/accuracy.py PAIRS.jsonl …               # rows of claim, context and label (SUPPORTED, REFUTED, NEI)
    python benchmarks/accuracy.py --headlines NEWS.jsonl[.gz]  # rows of title, text (the lead, beginning with the title) and published

Each claim is held against its own text and against all others; then each claim that its text supports is told with one number made wrong
(benchmarks/learn_certain.py) and held against its own text again. A contradiction by a text about something else is an alarm.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from learn_certain import Data, headlines, mutations
from learn_slots import claim_of, rows_of

from factcheck import lang
from factcheck.model import Claim, Position, Registry, Source
from factcheck.pipeline import check

Verdicts = dict[tuple[str, str], set[str]]


def verdicts(data: Data, claims: dict[str, str]) -> Verdicts:
    """Return the verdicts on each pair of a claim and a text that has any, by their names."""
    read = [
        claim_of(name, text, data.days.get(name)) or Claim(name, text, lang.detect(text), (), Position(1, 1))
        for name, text in claims.items()
    ]
    texts = [Source(name, text, date=data.days.get(name), lang=lang.detect(text)) for name, text in data.texts.items()]
    found: Verdicts = {}
    for result in check(Registry("", tuple(read)), texts).results:
        for finding in result.findings:
            found.setdefault((finding.claim, finding.source), set()).add(finding.verdict)
    return found


def said(found: Verdicts, name: str) -> str:
    """Return what a claim's own text says of it."""
    own = found.get((name, name), set())
    return "REFUTED" if "contradicted" in own else "SUPPORTED" if "supported" in own else "NEI"


def share(part: int, whole: int) -> str:
    """Return a share as a per cent with its two counts."""
    return f"{part / whole:6.1%} ({part}/{whole})" if whole else "     – (0/0)"


def report(name: str, data: Data, labels: dict[str, str]) -> None:
    """Print the figures of one file."""
    found, rng = verdicts(data, data.claims), random.Random(7)
    grid = Counter((labels[claim], said(found, claim)) for claim in data.claims)
    flagged, backed = (sum(n for (_, out), n in grid.items() if out == verdict) for verdict in ("REFUTED", "SUPPORTED"))
    totals = Counter(labels.values())
    alarms = sum("contradicted" in v and data.texts[c] != data.texts[t] for (c, t), v in found.items())
    pairs = len(data.claims) * (len(data.texts) - 1)
    wrong = {n: m for n, text in data.claims.items() if labels[n] == "SUPPORTED" and (m := next(mutations(text, rng), None)) is not None}
    caught = Counter(said(verdicts(data._replace(texts={n: data.texts[n]}), {n: text}), n) for n, text in wrong.items())
    print(f"{name}: {len(data.claims)} claims, {dict(sorted(totals.items()))}")
    if len(totals) > 1:
        print(f"  contradictions that are right   {share(grid['REFUTED', 'REFUTED'], flagged)}")
        print(f"  refuted claims contradicted     {share(grid['REFUTED', 'REFUTED'], totals['REFUTED'])}")
        print(f"  supports that are right         {share(grid['SUPPORTED', 'SUPPORTED'], backed)}")
    print(f"  true claims supported           {share(grid['SUPPORTED', 'SUPPORTED'], totals['SUPPORTED'])}")
    print(f"  true claims contradicted        {share(grid['SUPPORTED', 'REFUTED'], totals['SUPPORTED'])}")
    print(f"  one number made wrong: caught   {share(caught['REFUTED'], len(wrong))}")
    print(f"  one number made wrong: passed   {share(caught['SUPPORTED'], len(wrong))}")
    print(f"  alarms by other texts           {1e6 * alarms / max(pairs, 1):6.1f} in a million ({alarms}/{pairs})")


def main() -> None:
    """Print the figures of all files."""
    news = "--headlines" in sys.argv
    for path in (name for name in sys.argv[1:] if name != "--headlines"):
        if news:
            data = headlines(path)
            labels = dict.fromkeys(data.claims, "SUPPORTED")
        else:
            rows = {str(n): row for n, row in enumerate(rows_of(path))}
            texts = {n: row["context"] for n, row in rows.items()}
            data = Data("", {n: row["claim"] for n, row in rows.items()}, texts, {}, lambda claim, text: claim == text)
            labels = {n: row["label"] for n, row in rows.items()}
        report(Path(path).name, data, labels)


if __name__ == "__main__":
    main()
