"""What is left out by sums and bounds: only what the models give no likelihood, over thousands of texts put together from others."""

from __future__ import annotations

import math
import random
import re
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from verdict_cases import cases, registry

from factcheck.extract import read
from factcheck.load.registry import load_registry
from factcheck.match import LEAST, Index, least_of, match
from factcheck.model import Claim
from factcheck.slots import likelihood, odds
from factcheck.sums import Fields, Table, _least_sum

ROOT = Path(__file__).resolve().parent.parent
TEXTS, CLAIMS, SENTENCES = 900, 30, 4
FULL_WIDTH = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
# What a text may go through on its way to us; the reader takes each for the same words, or at least for some.
HABITS: dict[str, Callable[[str], str]] = {
    "as written": lambda text: text,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "in capitals": str.upper,
    "zero-width spaces": lambda text: re.sub(r"(?<=\w\w)(?=\w)", "\u200b", text),
    "soft hyphens": lambda text: re.sub(r"(?<=\w\w\w)(?=\w)", "\u00ad", text),
    "full-width numbers": lambda text: text.translate(FULL_WIDTH),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ").replace("st", "ﬆ"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "one line a word": lambda text: text.replace(" ", "\n"),
}


@cache
def claims() -> tuple[Claim, ...]:
    """Return the claims of the repository and of all cases, of both languages."""
    found = list(load_registry(ROOT / "claims.yaml")[0].claims)
    for case in cases():
        found += registry(case.entry).claims
    return tuple(found)


@cache
def sentences() -> tuple[str, ...]:
    """Return the sentences of the repository's articles and of all cases."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "sources").iterdir())] + [case.source for case in cases()]
    bodies = [text.split("\n---\n", 1)[-1] for text in texts]
    return tuple(row for text in bodies for row in re.split(r"(?<=[.!?])\s+", text) if row.strip())


@pytest.mark.parametrize("habit", HABITS)
def test_no_likely_pair_is_left_out(habit: str) -> None:
    rng = random.Random(f"reach {habit}")
    likely = 0
    for number in range(TEXTS // len(HABITS)):
        if number % 15 == 0:
            index = Index(rng.sample(claims(), CLAIMS))
        own = rng.choice(index.claims).text  # so that something is told again
        text = HABITS[habit](" ".join(rng.sample((*rng.sample(sentences(), SENTENCES - 1), own), SENTENCES)))
        reading = read(text, rng.choice(("vi", "en")))
        every = {(pair.target, pair.found): pair.score for pair in match(index, reading, least=0.0) if pair.score >= least_of(reading)}
        found = {(pair.target, pair.found): pair.score for pair in match(index, reading)}
        assert found == every, text
        likely += len(found)
    assert likely > TEXTS // len(HABITS) // 4


@pytest.mark.parametrize("least", [0.1, LEAST, 0.5, 0.9])
@pytest.mark.parametrize("times", [1, 4, 16])
def test_no_two_likelihoods_whose_product_is_enough_lie_below_the_least_sum(least: float, times: int) -> None:
    for step in range(1, 2_000):
        likely = least + (1 - least) * step / 2_000
        assert odds(likely) + times * odds(least / likely) >= _least_sum(times, least)


def test_a_word_adds_to_each_field_its_own_and_to_no_other() -> None:
    rng = random.Random("fields")
    for size in (1, 7, 2_500):  # in the last, words that few have are kept as lists
        fields = Fields(size)
        rows = {
            str(word): [(place, rng.randrange(1, 900)) for place in sorted(rng.sample(range(size), min(size, word)))]
            for word in range(1, 30)
        }
        table, start = Table(fields, rows), [rng.randrange(10_000, 0x8000) for _ in range(size)]
        for _ in range(20):
            words = set(rng.sample(sorted(rows), rng.randrange(1, 20)))
            sums = list(start)
            for word in words:
                for place, value in rows[word]:
                    sums[place] += value
            reached = fields.packed(enumerate(start)) + table.sum(words | {"unknown"})
            tops = fields.marks(range(size))
            assert fields.marked(reached & tops) == [place for place, value in enumerate(sums) if value >= 0x8000]


def test_a_claim_too_long_to_be_summed_is_found_all_the_same() -> None:
    words = " ".join(f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}zorg" for n in range(9_000))
    long = f"Nhà máy {words} đạt 1.234 tấn"
    known = registry(
        f"lang: vi\nclaims:\n  - id: long\n    claim: {long}\n  - id: other\n    claim: Lạng Sơn có 512 doanh nghiệp giải thể\n"
    )
    found = match(Index(known.claims), read(long, "vi"))
    assert [pair.target.claim for pair in found] == [0]


def test_a_claim_in_another_spelling_of_its_names_is_reached() -> None:
    known = registry("lang: vi\nclaims:\n  - id: a\n    claim: Tập đoàn Volkswagen giao 9.120 xe trong quý\n")
    (pair,) = match(Index(known.claims), read("Tập đoàn Volkswagon giao 9.120 xe trong quý.", "vi"))
    assert dict(pair.spelled) == {"volkswagen": "volkswagon"}
    assert math.isclose(pair.score, likelihood("topic", pair.features) * likelihood("slot", pair.features))
