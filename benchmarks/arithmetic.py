"""How often the sums of a text are done again, what is called inconsistent, and how many planted slips are found.

    python benchmarks/arithmetic.py FILE …          # texts, or rows of text (or context) and perhaps published, .jsonl[.gz]
    python benchmarks/arithmetic.py FILE … --show   # every inconsistency and every slip, to be read and judged; --seed plants others

A slip is planted in a calculation that holds: one digit replaced, two neighbours swapped, or one left out, in one of its numbers, so
that this still reads as a number, at least five per cent off, or as another day or year; it is found where
the text then has an inconsistency that this number takes part in. Where only a direction is held against its words (FC505), most other
numbers are as right, so none is planted.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from factcheck import lang
from factcheck.arithmetic import Reckoning, reckon
from factcheck.extract import read
from factcheck.load.sources import read_source
from factcheck.model import Period, Source, Span, replace
from factcheck.report.arithmetic import sentence

PLANTED, _TRIES, _LEAST = 100, 20, Decimal("0.05")


def sources(path: Path) -> Iterator[Source]:
    """Yield the texts of a file, each text once."""
    if ".jsonl" not in path.suffixes:
        source, _ = read_source(str(path))
        if source is not None:
            yield source
        return
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    seen = set()
    for n, row in enumerate(map(json.loads, data.decode().split("\n")[:-1])):
        text = row.get("text") or row.get("context") or ""
        if text not in seen:
            seen.add(text)
            day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
            yield Source(f"{path.name}:{row.get('id', n)}", text, date=day, lang=lang.detect(text))


def slip(number: str, rng: random.Random) -> str | None:
    """Return a number with one slip of the pen, or None where it has no digits to slip in."""
    at = [i for i, char in enumerate(number) if char in "0123456789"]
    if not at:
        return None
    chars, how = list(number), rng.choice(("replaced", "replaced", "swapped", "left out"))
    pairs = [(i, j) for i, j in pairwise(at) if chars[i] != chars[j] and j == i + 1 and chars[j] != "0"]
    if how == "swapped" and pairs:
        i, j = rng.choice(pairs)
        chars[i], chars[j] = chars[j], chars[i]
    elif how == "left out" and len(at) > 1:
        del chars[rng.choice(at[1:])]
    else:
        i = rng.choice(at)
        chars[i] = rng.choice([digit for digit in "123456789" if digit != chars[i]])
    return "".join(chars)


def planted_in(source: Source, span: Span, rng: random.Random) -> tuple[Source, Span] | None:
    """Return the text with a slip in one number and where that stands, or None where no slip of a few makes it another number."""
    for _ in range(_TRIES):
        told = slip(span.of(source.text), rng)
        if told is None:
            return None
        text = source.text[: span.start] + told + source.text[span.end :]
        changed = Span(span.start, span.start + len(told))
        before, after = value(source, span), value(replace(source, text=text), changed)
        if isinstance(before, Decimal) and isinstance(after, Decimal):
            if abs(after - before) >= abs(before) * _LEAST:
                return replace(source, text=text), changed
        elif isinstance(before, Period) and isinstance(after, Period) and before[:2] != after[:2]:
            return replace(source, text=text), changed
    return None


def value(source: Source, span: Span) -> Decimal | Period | None:
    """Return what is read at a place of a text: the value of a quantity, or a period."""
    reading = read(source.text, source.lang, start=source.body, today=source.date)
    for found in reading.found:
        if found.quantity.span.start <= span.start < found.quantity.span.end:
            return found.quantity.value
    for n, sentence_ in enumerate(reading.sentences):
        if sentence_.span.start <= span.start < sentence_.span.end:
            tokens = reading.tokens(n)
            times = (time for time in reading.times(n) if tokens.starts[time.first] <= span.start < tokens.ends[time.end - 1])
            return next((time.period for time in times), None)
    return None


def told_of(source: Source, changed: Span, before: Source) -> tuple[list[Reckoning], list[Reckoning]]:
    """Return the new inconsistencies of a changed text: those that the changed number takes part in, and the others."""
    known = {(one.calculation.reason, one.told) for one in reckon(before) if not one.holds}
    new = [one for one in reckon(source) if not one.holds and (one.calculation.reason, one.told) not in known]
    own = [one for one in new if any(span.start < changed.end and changed.start < span.end for span in one.calculation.spans)]
    return own, [one for one in new if one not in own]


def main() -> None:
    """Print the figures of all files together."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    held: list[tuple[Source, Reckoning]] = []
    texts, holds, wrong, seen = 0, Counter[str](), Counter[str](), set()
    for source in (source for path in options.files for source in sources(path)):
        texts += 1
        for one in reckon(source):
            reason, key = one.calculation.reason, (one.calculation.reason, one.quote, one.calculation.told.start - one.quote_start)
            if key in seen:
                continue
            seen.add(key)
            (holds if one.holds else wrong)[reason] += 1
            if one.holds:
                held.append((source, one))
            elif options.show:
                print("called", *shown(source, one))
    print(f"{texts} texts, {sum(holds.values()) + sum(wrong.values())} calculations: {sum(wrong.values())} inconsistent")
    planted, caught, elsewhere = plant([row for row in held if row[1].calculation.made is not None], options.seed, options.show)
    for reason in sorted(holds | wrong):
        print(f"  {reason}  held {holds[reason]:4}  inconsistent {wrong[reason]:3}  planted {planted[reason]:3}  found {caught[reason]:3}")
    print(f"slips found: {sum(caught.values())} of {sum(planted.values())}; inconsistencies without the changed number: {elsewhere}")


def plant(held: list[tuple[Source, Reckoning]], seed: int, show: bool) -> tuple[Counter[str], Counter[str], int]:
    """Return by reason how many slips were planted and how many found, and how many inconsistencies are about another number."""
    rng, elsewhere = random.Random(seed), 0
    rng.shuffle(held)
    planted, caught = Counter[str](), Counter[str]()
    for source, one in held:
        if sum(planted.values()) == PLANTED:
            break
        span = rng.choice(one.calculation.spans)
        wrongly = planted_in(source, span, rng)
        if wrongly is None:
            continue
        own, others = told_of(*wrongly, source)
        elsewhere += len(others)
        planted[one.calculation.reason] += 1
        caught[one.calculation.reason] += bool(own)
        if show:
            print(
                "found" if own else "missed",
                f"{span.of(source.text)} → {wrongly[1].of(wrongly[0].text)}",
                *shown(source, own[0] if own else one),
            )
    return planted, caught, elsewhere


def shown(source: Source, one: Reckoning) -> tuple[str, ...]:
    """Return what is printed of a calculation."""
    return one.calculation.reason, f"{source.name}: {sentence(one.calculation)}\n    {' '.join(one.quote.split())}"


if __name__ == "__main__":
    main()
