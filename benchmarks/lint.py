"""How much `factcheck lint` finds of what is planted in the shipped registry, and what it tells of claims that only look alike.

    python benchmarks/lint.py [../shared/bench/headlines_vi_dev.jsonl.gz]

Each shipped claim is planted a second time, without its provenance: with another number, as its quote tells it, and as its quote tells it
with another number. With a file of headlines, the first 4,000 that hold a digit are taken as claims of their day, and again without it.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from factcheck.lint import Checked, lint
from factcheck.load.registry import load_registry, registry_lines

ROOT = Path(__file__).parent.parent
DAY = date(2025, 1, 1)  # no target of the registry is past
SCOPE = ("period", "place", "status", "date")
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
Entry = dict[str, str]


class Plain(yaml.SafeDumper):
    """Writes no aliases, which a registry must not have."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def checked(entries: list[Entry], folder: Path, **top: object) -> Checked:
    path = folder / "claims.yaml"
    path.write_text(yaml.dump({**top, "claims": entries}, Dumper=Plain, allow_unicode=True, sort_keys=False), "utf-8")
    registry, _ = load_registry(path)
    return lint(registry, registry_lines(path), (), DAY)


def changed(text: str) -> str:
    """Return a text with another first digit in its first number that is no year and no month."""
    numbers = [found for found in NUMBER.finditer(text) if not re.fullmatch(r"(19|20)\d\d|\d{1,2}/.*", text[found.start() : found.end()])]
    at = next(found for found in [*numbers, *NUMBER.finditer(text)] if not text[: found.start()].endswith(("tháng ", "/"))).start()
    return text[:at] + ("7" if text[at] != "7" else "3") + text[at + 1 :]


def own_words(entry: Entry) -> Entry:
    key = "value" if "value" in entry else "claim"
    return {**{name: text for name, text in entry.items() if name not in ("provenance", "tolerance")}, key: changed(entry[key])}


def in_quote(entry: Entry) -> Entry:
    return {"claim": entry["provenance"]["quote"], **{name: entry[name] for name in SCOPE if name in entry}}  # type: ignore[index]


def in_quote_changed(entry: Entry) -> Entry:
    told = in_quote(entry)
    return {**told, "claim": changed(told["claim"])}


def plant(document: dict[str, list[Entry]], make: Callable[[Entry], Entry], folder: Path) -> tuple[int, int, int]:
    """Return how many of the planted claims are told beside their own, of how many, and how much else is told."""
    found = other = 0
    top = {key: value for key, value in document.items() if key != "claims"}
    for entry in document["claims"]:
        faults = checked([*document["claims"], {**make(entry), "id": "planted"}], folder, **top).faults
        faults = tuple(fault for fault in faults if fault.problem.code != "FC604")  # the planted claim has no quote, which is true
        right = [fault for fault in faults if fault.claim == "planted" and entry["id"] in fault.beside]
        found, other = found + bool(right), other + len(faults) - len(right)
    return found, len(document["claims"]), other


def headlines(path: Path) -> list[Entry]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = list(map(json.loads, lines))
    days = {" ".join(row["title"].split()): row["published"][:10] for row in rows if re.search(r"\d", row["title"])}
    return [{"id": f"h{n}", "claim": text, "date": day} for n, (text, day) in enumerate(list(days.items())[:4000])]


def main() -> None:
    document = yaml.load((ROOT / "claims.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for make in (own_words, in_quote, in_quote_changed):
            found, planted, other = plant(document, make, folder)
            print(f"{make.__name__:<18} {found} of {planted} found, {other} others told")
        if sys.argv[1:]:
            entries = headlines(Path(sys.argv[1]))
            bare = [{key: text for key, text in entry.items() if key != "date"} for entry in entries]
            for label, rows in (("dated", entries), ("without dates", bare)):
                faults = checked(rows, folder).faults
                print(f"{len(rows):,} headlines, {label}: {dict(Counter(fault.problem.code for fault in faults))}")
                for fault in faults:
                    texts = {row["id"]: row["claim"] for row in rows}
                    print(f"  {fault.problem.code}  {texts[fault.beside[0]]}  |  {texts[fault.claim]}")


if __name__ == "__main__":
    main()
