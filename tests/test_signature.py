"""The signature of a text: what the sieve lets through it lets through too, and most of the rest it does not."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from test_reach import HABITS, claims, sentences

from factcheck.match import Index, asked
from factcheck.signature import Glance, sign

TEXTS = 40


def texts(rng: random.Random, habit: str, own: str) -> list[str]:
    """Return texts of some sentences each, one of them a claim's."""
    return [HABITS[habit](" ".join(rng.sample([*rng.sample(sentences(), 24), own], 25))) for _ in range(TEXTS)]


@pytest.mark.parametrize("habit", HABITS)
def test_no_text_is_passed_over_that_the_sieve_lets_through(habit: str) -> None:
    rng = random.Random(f"sign {habit}")
    let, shut, through = 0, 0, 0
    for _ in range(4):
        some = rng.sample(claims(), 5)
        sieve = Index(some).sieve
        glances = [Glance(list(asked(0, claim))) for claim in some]
        whole = Glance([row for number, claim in enumerate(some) for row in asked(number, claim)])
        for text in texts(rng, habit, rng.choice(some).text):
            seen = sieve.text(text)
            signature, passed = sign(seen), set(sieve.passing(seen))
            may = {number for number, glance in enumerate(glances) if glance.may_tell(signature)}
            assert passed <= may
            assert whole.may_tell(signature) == bool(may)
            let, shut, through = let + len(may), shut + len(some) - len(may), through + len(passed)
    assert 0 < through <= let
    assert 10 * shut > let  # though these texts mix both languages, and sentences about the same things


def test_of_a_short_text_nothing_is_ruled_out() -> None:
    sieve = Index(()).sieve
    for claim in random.Random(5).sample(claims(), 20):
        assert Glance(list(asked(0, claim))).may_tell(sign(sieve.text("Chẳng có gì.")))


def test_words_that_share_a_code_are_each_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.signature._OF_WORDS", defaultdict(lambda: 99))
    claim = next(claim for claim in claims() if len(claim.text.split()) > 8)
    assert Glance(list(asked(0, claim))).may_tell(sign(Index(()).sieve.text(f"{claim.text} {claim.text} " * 20)))
