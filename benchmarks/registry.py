"""Claims as newsrooms keep them (metric, value, period, place: no sentence), made of the numbers of real texts and held against all.

python benchmarks/registry.py TEXTS.jsonl.gz …          # rows of text (`text`, `context`), with `cluster`, `title`, `published` where known
python benchmarks/registry.py TEXTS.jsonl.gz --show     # and each contradiction of a true claim, and each changed value that is not caught

Each number that the proposals of `factcheck extract` can name becomes an entry, far more than they would propose. A text contradicts a true
entry only by mistake, or where papers disagree: each such is to be read, by whether it is the entry's own text, another of its event
(`cluster`) or one of another event. Then the value is changed, once by 10 to 50 % and once in one digit that says something, and the
entry's own text has to contradict it. An entry with a period or a place is scoped; bare ones are what nobody should keep in a registry.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from compare import changed
from learn_slots import published, rows_of

from factcheck import lang
from factcheck.errors import InputError
from factcheck.extract import Reading, reading_of
from factcheck.lang import prose
from factcheck.load.registry import read_registry
from factcheck.model import Finding, Registry, Source
from factcheck.pipeline import Checker
from factcheck.propose.entry import Entry, text_of, texts_of
from factcheck.propose.facts import Fact, stated

SEED = 5
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_KEYS = ("metric", "value", "period", "place", "status", "date", "lang")


class Text(NamedTuple):
    """A text and the event that it tells of."""

    source: Source
    event: str


class Made(NamedTuple):
    """An entry, and the number of the text that it is made of."""

    entry: Entry
    text: int


def texts(name: str) -> list[Text]:
    """Return the texts of a file, each once."""
    out: dict[str, Text] = {}
    for number, row in enumerate(rows_of(name)):
        text = row.get("text") or row["context"]
        day = published(row) if row.get("published") else None
        source = Source(str(number), text, title=row.get("title", ""), date=day, lang=lang.detect(text))
        out.setdefault(text, Text(source, row.get("cluster") or str(number)))
    return list(out.values())


def entries(rows: Sequence[Text]) -> Iterator[Made]:
    """Yield an entry for each number of the texts that its own words name, without its sentence."""
    for number, row in enumerate(rows):
        reading = reading_of(row.source)
        for fact in _facts(reading):
            told = texts_of(reading, reading.mention(fact.found), fact)
            entry = Entry(f"{number}-{fact.found}", tuple((key, told[key]) for key in _KEYS if key in told), ())
            if _read(entry):
                yield Made(entry, number)


def _facts(reading: Reading) -> Iterator[Fact]:
    words = prose.get(reading.language.code)
    for n, members in reading.by_sentence.items():
        for k in members:
            if (fact := stated(reading, n, k, words)) is not None:
                yield fact


def is_scoped(entry: Entry) -> bool:
    """Return whether an entry says of when or of where it is."""
    return bool(entry.get("period") or entry.get("place"))


def _read(entry: Entry) -> bool:
    """Return whether an entry can be read as one of a registry."""
    try:
        read_registry(text_of([entry]), "")
    except InputError:
        return False
    return True


def told(made: Sequence[Made]) -> Registry:
    """Return the registry of some entries."""
    return read_registry(text_of([row.entry for row in made]), "")[0]


def one_digit(number: str, rng: random.Random) -> str:
    """Return a number with one digit changed that is not one of its last zeros, which only say how large it is; never the first to 0."""
    at = rng.choice([i for i, sign in enumerate(number) if sign.isdigit() and number[i:].strip("0.,")])
    others = [digit for digit in "0123456789" if digit != number[at] and (digit != "0" or at)]
    return number[:at] + rng.choice(others) + number[at + 1 :]


def altered(made: Sequence[Made], rows: Sequence[Text], by_digit: bool) -> list[Made]:
    """Return the entries that have one number in digits, with another that their text does not hold."""
    rng, out = random.Random(SEED), []
    for row in made:
        value = row.entry.get("value")
        numbers = _DIGITS.findall(value)
        if len(numbers) != 1:
            continue
        now = one_digit(numbers[0], rng) if by_digit else changed(numbers[0], rng)
        if now == numbers[0] or now in rows[row.text].source.text:
            continue
        texts = tuple((key, text.replace(numbers[0], now) if key == "value" else text) for key, text in row.entry.texts)
        entry = row.entry._replace(texts=texts)
        if _read(entry):
            out.append(Made(entry, row.text))
    return out


def verdict(found: Sequence[Finding]) -> str:
    """Return what findings of one claim in one text say together."""
    verdicts = {finding.verdict for finding in found}
    return next((name for name in ("contradicted", "supported", "not_comparable") if name in verdicts), "not_found")


def line(made: Made, rows: Sequence[Text], found: Sequence[Finding] = ()) -> str:
    """Return an entry, and what contradicts it or the sentence that it is made of, as it is read."""
    told = "; ".join(f"{text}" for key, text in made.entry.texts if key != "lang")
    out = [f"  {made.entry.id}: {told}"]
    out += [
        f"      {row.source} {row.verdict} {row.reason} {row.score}: {row.found} | {' '.join(row.quote.split())}"
        for row in found
        if row.verdict == "contradicted" or len(found) == 1
    ]
    return "\n".join(out)


def share(part: int, whole: int) -> str:
    """Return a share with its two counts."""
    return f"{part / whole:6.1%} ({part}/{whole})" if whole else "     – (0/0)"


def hold(name: str, show: bool) -> None:
    """Print the figures of one file."""
    start, rows = process_time(), texts(name)
    made = list(entries(rows))
    by_id, checker = {row.entry.id: row for row in made}, Checker(told(made))
    own, same, other = Counter[str](), Counter[str](), Counter[str]()
    alarms: dict[str, list[str]] = defaultdict(list)
    size = Counter(row.event for row in rows)
    for number, row in enumerate(rows):
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in checker.findings(row.source):
            found[finding.claim].append(finding)
        for id_, findings in found.items():
            claim, said = by_id[id_], verdict(findings)
            where = own if claim.text == number else same if rows[claim.text].event == row.event else other
            where[said] += 1
            if said == "contradicted":
                kind = "its own text" if where is own else "its event" if where is same else "another event"
                alarms[kind].append(line(claim, rows, findings))
    near = sum(size[rows[row.text].event] - 1 for row in made)
    far = len(made) * len(rows) - len(made) - near
    print(f"{name}: {len(rows):,} texts, {len(made):,} entries, {sum(is_scoped(row.entry) for row in made):,} scoped")
    print(f"  by their own text       supported {share(own['supported'], len(made))}, contradicted {share(own['contradicted'], len(made))}")
    print(f"  by others of the event  contradicted {same['contradicted']} in {near:,} pairs, supported {same['supported']}")
    rate = 1e6 * other["contradicted"] / max(far, 1)
    print(f"  by other events         contradicted {other['contradicted']} in {far:,} pairs, {rate:.1f} a million")
    missed: dict[str, list[str]] = {}
    for by_digit in (False, True):
        wrong = altered(made, rows, by_digit)
        what = "one digit changed" if by_digit else "changed by 10-50 %"
        counts, left = Counter[tuple[bool, str]](), list[str]()
        for entry, findings in _own(wrong, rows):
            said = verdict(findings)
            counts[is_scoped(entry.entry), said] += 1
            if said != "contradicted":
                left.append(f"{said}\n{line(entry, rows, findings)}")
        missed[what] = left
        for scoped in (True, False):
            whole = sum(count for (kind, _), count in counts.items() if kind == scoped)
            told_so = ", ".join(f"{key} {share(counts[scoped, key], whole)}" for key in ("contradicted", "supported"))
            print(f"  {what}, {'scoped' if scoped else 'bare'}".ljust(26) + told_so)
    print(f"  {process_time() - start:.0f} s of the processor")
    if show:
        for kind, lines in (*alarms.items(), *missed.items()):
            print(f"\n{kind}: {len(lines)}", *lines, sep="\n")


def _own(made: Sequence[Made], rows: Sequence[Text]) -> Iterator[tuple[Made, list[Finding]]]:
    """Yield each entry with what its own text tells of it."""
    if not made:
        return
    checker, by_text = Checker(told(made)), defaultdict[int, list[int]](list)
    for number, row in enumerate(made):
        by_text[row.text].append(number)
    for text, numbers in by_text.items():
        source = rows[text].source
        passing = set(checker.passing(checker.text(source)))
        found = checker.findings(source, [number for number in numbers if number in passing])
        for number in numbers:
            yield made[number], [finding for finding in found if finding.claim == made[number].entry.id]


def main() -> None:
    """Print the figures of each file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    for name in given.files:
        hold(name, given.show)


if __name__ == "__main__":
    main()
