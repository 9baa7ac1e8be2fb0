"""Learn when a number that differs certainly contradicts; writes the model `certain` of factcheck/slots.txt.

    python benchmarks/learn_certain.py HEADLINES.jsonl[.gz] ARTICLES.jsonl[.gz] [PAIRS.jsonl …]

HEADLINES and ARTICLES as for learn_slots.py, which is run first; PAIRS have `claim`, `context` and `label`. A claim that its own text
supports is told with one number made wrong: where the right number is found in its place, that must be a contradiction. What contradicts
the claim as it was, or with another story's text, must not be one. The labelled cases of tests/cases are learned from too, for
they have what news seldom has: sentences that differ in one telling word. Needs numpy and scipy.

What a bar of factcheck.certain stops in any case, half of the rows, is learned from too: it shows what wrong ones look like. Without it,
held out in five parts, 139 changed numbers of English are caught for 128 and 1,119 of headlines for 1,063, but 36 contradictions by other
English rows for 23 and 27 wrong ones in our own cases for 17; with it and a bias 0.6 higher, 139 and 1,103, with 29 and 23. At three tenths
of its weight, or left out of one class alone, it is no better.
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import verdict_cases
from learn_slots import Row, claim_of, learn, lines, published, rows_of, telling

from factcheck import findings, lang
from factcheck.extract import read
from factcheck.findings import findings_of
from factcheck.match import Index, match
from factcheck.model import Claim, Finding, Registry, Source
from factcheck.words import Passages

MOST_CHANGED = 3  # numbers of one claim
LEAST = 0.05  # pairs of lower likelihood are not worth learning from
SURELY = 0.5  # and of a claim that is labelled wrong, for whatever it tells, only numbers as likely as this are taken for what is wrong
# The features by what they may argue for: that a number which differs is the claim's, that it is not, or either.
FOR = """
    same story; same week; unit; rare words shared; word pairs shared; source words in claim; words in order; words before;
    words behind; run before; run behind; clause in source; clause in claim; claim words near; only value; other numbers;
    other numbers agree; all other numbers told; place told by both; period told by both; as many digits; as exact
"""
AGAINST = """
    no unit; names missing; names absent; names swapped; name swapped; other names; other kin; other role; narrowed;
    narrowed, no date; retold but for a word; swapped beside; words swapped; other terms; other matter;
    terms missing; one is added; strange words; missing words; rivals; rival as likely; value told elsewhere; other numbers missing;
    place of another number; period of another number; place beside; another place beside; place of claim untold;
    place of source added; others left out
"""
EITHER = """
    several numbers; hedges alike; small number; span of time; brief of the day; brief, in English
"""
# How much a row of each kind counts: few labelled ones against many that label themselves, mistakes against what is missed.
CAUGHT = {"headline": 1.0, "article": 1.0, "vi": 8.0, "en": 8.0}
WRONG = {"headline": 10.0, "article": 0.3, "vi": 10.0, "en": 1.0}
STRANGER = {"headline": 10.0, "article": 0.3, "vi": 15.0, "en": 0.3}
CASE_RIGHT, CASE_WRONG = 15.0, 13.0
# A number with one digit changed is as long and as exact as before. Of those that people got wrong, so many are not (docs/accuracy.md).
OTHERWISE = {"as many digits": 1 / 6, "as exact": 1 / 3}


def mutations(text: str, rng: random.Random) -> Iterator[str]:
    """Yield a statement with the first digit of a quantity changed by two or more, for each of up to three that are told in digits."""
    spans = [f.quantity.number for f in read(text, lang.detect(text)).found]
    rng.shuffle(spans)
    for span in spans[:MOST_CHANGED]:
        at = next((i for i in range(span.start, span.end) if text[i] in "123456789"), None)
        if at is not None:
            yield text[:at] + rng.choice([d for d in "123456789" if abs(int(d) - int(text[at])) >= 2]) + text[at + 1 :]


def contradictions(
    claims: Mapping[str, Claim], texts: Mapping[str, tuple[str, date | None]], ask: Callable[[str, str], bool]
) -> Iterator[Finding]:
    """Yield what contradicts where everything is certain, for the claims and texts (by their names) that `ask` wants."""
    registry = Registry("", tuple(claims.values()))
    index = Index(registry.claims)
    for name, (text, day) in texts.items():
        code = lang.detect(text)
        reading = read(text, code, today=day)
        passages = Passages(reading)
        pairs = [p for p in match(index, reading, LEAST, passages) if ask(registry.claims[p.target.claim].id, name)]
        found = findings_of(registry, index, Source(name, text, date=day, lang=code), reading, pairs, "implied", passages, evidence=False)
        yield from (f for f in found if f.verdict == "contradicted")


class Data(NamedTuple):
    """Claims and texts of one kind by name, the days of both, and which claim each text is about."""

    kind: str
    claims: dict[str, str]
    texts: dict[str, str]
    days: dict[str, date]
    own: Callable[[str, str], bool]
    known: Callable[[str], bool] = lambda name: True  # whether the own text is known to support the claim
    asked: Callable[[str, str], bool] = lambda claim, text: True
    refuted: Callable[[str], bool] = lambda name: False  # whether the own text is known to tell another number, or something else


def numbers(text: str) -> set[str]:
    """Return the numbers of a text as written."""
    return {f.quantity.number.of(text) for f in read(text, lang.detect(text)).found}


def rows(data: Data) -> Iterator[Row]:
    """Yield the rows of one kind of data: claims as they are against all texts, and made wrong against their own."""
    rng = random.Random(7)
    dated = {name: (text, data.days.get(name)) for name, text in data.texts.items()}
    told = {n: c for n, text in data.claims.items() if (c := claim_of(n, text, data.days.get(n))) is not None}
    for finding in contradictions(told, dated, data.asked):
        own = data.own(finding.claim, finding.source)
        if own and data.refuted(finding.claim):
            if finding.score >= SURELY:
                yield dict(finding.features), 1, CAUGHT[data.kind]
        else:
            yield dict(finding.features), 0, (WRONG if own else STRANGER)[data.kind]
    wrong = {f"{n}#{k}": m for n, text in data.claims.items() if data.known(n) for k, m in enumerate(mutations(text, rng))}
    mutated = {n: c for n, text in wrong.items() if (c := claim_of(n, text, data.days.get(_base(n)))) is not None}
    for finding in contradictions(mutated, dated, lambda claim, text: data.own(_base(claim), text)):
        right = numbers(data.claims[_base(finding.claim)]) - numbers(wrong[finding.claim])
        label, features = int(bool(right & numbers(finding.found))), dict(finding.features)
        if label:
            features |= {name: 0.0 for name, share in OTHERWISE.items() if rng.random() < share}
        yield features, label, CAUGHT[data.kind]


def _base(name: str) -> str:
    """Return the name of the claim that a changed one was made of."""
    return name.partition("#")[0]


def headlines(path: str) -> Data:
    """Return headlines whose one telling number stands in their lead too, and the leads."""
    titles, leads, days = {}, {}, {}
    for n, story in enumerate(rows_of(path)):
        lead = story["text"].removeprefix(story["title"]).strip()
        quantities = [f.quantity for f in read(story["title"], "vi").found]
        if len(lead) < 60 or len(quantities) != 1 or not telling(quantities[0]):
            continue
        if quantities[0].value in {f.quantity.value for f in read(lead, "vi").found}:
            titles[str(n)], leads[str(n)], days[str(n)] = story["title"], lead, published(story)
    return Data("headline", titles, leads, days, lambda claim, text: claim == text)


def articles(path: str) -> Data:
    """Return sentences of articles as claims on the other articles of their cluster, and on every fourth cluster."""
    rng = random.Random(5)
    clusters: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(path):
        clusters[row["cluster"]].append(row["text"])
    claims, texts = {}, {}
    for n, group in enumerate(clusters.values()):
        for k, text in enumerate(group):
            texts[f"{n}-{k}"] = text
            reading = read(text, "vi")
            sentences = sorted({f.sentence for f in reading.found})
            rng.shuffle(sentences)
            for sentence in sentences[:3]:
                statement = reading.sentences[sentence].span.of(text).strip()
                if 40 < len(statement) < 400:
                    claims[f"{n}-{k}-{sentence}"] = statement

    def cluster(name: str) -> int:
        return int(name.partition("-")[0])

    def own(claim: str, text: str) -> bool:
        return cluster(claim) == cluster(text) and claim.rpartition("-")[0] != text

    return Data(
        "article", claims, texts, {}, own, asked=lambda c, t: own(c, t) or (cluster(c) != cluster(t) and (cluster(c) + cluster(t)) % 4 == 0)
    )


def labelled(path: str) -> Data:
    """Return labelled pairs."""
    pairs = {str(n): row for n, row in enumerate(rows_of(path))}
    claims, texts = {n: row["claim"] for n, row in pairs.items()}, {n: row["context"] for n, row in pairs.items()}

    def asked(claim: str, text: str) -> bool:
        return claim == text or texts[claim] != texts[text]

    def labels(label: str) -> Callable[[str], bool]:
        return lambda name: bool(pairs[name]["label"] == label)

    code = lang.detect(" ".join(claims.values()))
    return Data(code, claims, texts, {}, lambda c, t: c == t, labels("SUPPORTED"), asked, labels("REFUTED"))


def own_cases() -> Iterator[Row]:
    """Yield the labelled cases of this repository."""
    for case in verdict_cases.cases():
        for finding in verdict_cases.outcome(case).findings:
            if finding.verdict == "contradicted" and finding.features:  # a date or a name that differs has none
                right = case.expect.startswith("FC1") and case.found in finding.found
                yield dict(finding.features), int(right), CASE_RIGHT if right else CASE_WRONG


def main() -> None:
    """Learn and write the weights."""
    vars(findings)["is_certain"] = lambda score, features: True  # while it learns, every number that differs contradicts
    data = [headlines(sys.argv[1]), articles(sys.argv[2]), *map(labelled, sys.argv[3:])]
    examples = [*own_cases(), *(row for one in data for row in rows(one))]
    print(f"{len(examples)} contradictions, {sum(label for _, label, _ in examples)} right", file=sys.stderr)
    towards, against, either = (re.split(r";\s+", names.strip()) for names in (FOR, AGAINST, EITHER))
    features = [*towards, *against, *either]
    bias, beta = learn(examples, features, against, either)
    path = Path("factcheck/slots.txt")
    kept = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("certain")]
    path.write_text("\n".join([*kept, *lines("certain", bias, features, beta)]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
