"""The labelled cases of tests/cases by reason: how many come out right, and how sure and how complete the contradictions are.

python benchmarks/scoreboard.py            # the table; exit 1 where a contradiction is wrong that is no known failure
python benchmarks/scoreboard.py --show     # and every case that does not come out as its label asks
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from verdict_cases import Case, Outcome, cases, crosses, language, outcome

from factcheck.reasons import REASONS

TITLES = {"silent": "nothing, or not comparable", "FC1xx": "contradicted, no code of its own"}


def share(part: int, whole: int) -> str:
    """Return a share as a per cent with its two counts."""
    return f"{part / whole:6.1%} ({part}/{whole})" if whole else "     – (0/0)"


def figures(rows: Sequence[tuple[Case, Outcome]]) -> tuple[str, str, int]:
    """Return precision and recall of the contradictions among some cases, and how many are wrong."""
    meant = [(case, out) for case, out in rows if case.expect.startswith("FC1")]
    told = [(case, out) for case, out in rows if out.verdict == "contradicted"]
    right = sum(case.expect.startswith("FC1") for case, _ in told)
    caught = sum(out.verdict == "contradicted" for _, out in meant)
    return share(right, len(told)), share(caught, len(meant)), len(told) - right


def main(arguments: Sequence[str]) -> int:
    """Print the table and return the exit code."""
    rows = [(case, outcome(case)) for case in cases()]
    by_label: dict[str, list[tuple[Case, Outcome]]] = defaultdict(list)
    for case, out in rows:
        by_label[case.expect].append((case, out))
    print(f"{'label':7} {'':34} {'cases':>6} {'right':>6} {'wrong':>6} {'known':>6}")
    for label in sorted(by_label):
        group = by_label[label]
        right = sum(out.fits(case) for case, out in group)
        known = sum(bool(case.known_failure) for case, _ in group)
        title = TITLES.get(label) or REASONS[label].title
        print(f"{label:7} {title:34} {len(group):6} {right:6} {len(group) - right:6} {known:6}")
    right = sum(out.fits(case) for case, out in rows)
    known = sum(bool(case.known_failure) for case, _ in rows)
    print(f"{'all':7} {'':34} {len(rows):6} {right:6} {len(rows) - right:6} {known:6}\n")
    held = [(case, out) for case, out in rows if not case.known_failure]
    views = {
        "all but known failures": held,
        "all": rows,
        "Vietnamese texts": [row for row in rows if language(row[0]) == "vi"],
        "English texts": [row for row in rows if language(row[0]) == "en"],
        "across languages": [row for row in rows if crosses(row[0])],
        "articles": [row for row in rows if row[0].article],
    }
    print(f"{'contradictions':24} {'precision':>20} {'recall':>20}")
    for name, view in views.items():
        precision, recall, _ = figures(view)
        print(f"{name:24} {precision:>20} {recall:>20}")
    if "--show" in arguments:
        print()
        for case, out in rows:
            if out.fits(case) == bool(case.known_failure):
                state = "known failure, comes out right" if case.known_failure else "wrong"
                print(f"{case.id}: {state}: want {case.expect}, got {out.reason}")
    return 1 if figures(held)[2] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
