"""The gate of a match: what it asks of a text, and that nothing else is lost where a text is not read at all."""

from __future__ import annotations

import random
from functools import cache

import pytest
from test_reach import HABITS, claims, sentences
from verdict_cases import registry

from factcheck import lang as languages
from factcheck.extract import read
from factcheck.findings import findings_of
from factcheck.lang import detect
from factcheck.match import Index, match
from factcheck.model import Finding, Registry, Source
from factcheck.pipeline import Checker
from factcheck.review import review
from factcheck.statements import Statements
from factcheck.words import Passages

TEXTS, CLAIMS = 900, 4
CLAIM = "Năm 2024, nhà máy Hương Trà chế biến 4.120 tấn măng khô"
FILLER = "Buổi sáng hôm ấy trời trong và gió nhẹ thổi qua những hàng cây ven sông. " * 12


@cache
def index() -> Index:
    return Index(registry(f"lang: vi\nclaims:\n  - id: a\n    claim: {CLAIM}\n").claims)


def passes(text: str, title: str = "", place: str = "", claim: str = "") -> bool:
    sieve = Index(registry(claim).claims).sieve if claim else index().sieve
    return bool(sieve.passing(sieve.text(text, title=title, place=place)))


def read_all(known: Registry, index: Index, source: Source) -> list[Finding]:
    """Return what a source tells where it is read in any case."""
    reading = read(source.seen, source.lang, start=source.body, title=source.title, place=source.place)
    passages = Passages(reading)
    found = findings_of(known, index, source, reading, match(index, reading, passages=passages), "implied", passages)
    may = {index.claims[number].id for number in index.passing(reading)}
    return review(Statements(known.claims), source, passages, found, may)


@pytest.mark.parametrize("habit", HABITS)
def test_a_text_that_is_not_read_would_tell_nothing(habit: str) -> None:
    rng = random.Random(f"sieve {habit}")
    unread = told = 0
    for number in range(TEXTS // len(HABITS)):
        if number % 20 == 0:
            some = [claim._replace(id=str(at)) for at, claim in enumerate(rng.sample(claims(), CLAIMS))]
            known = Registry("", tuple(some))
            index, checker = Index(known.claims), Checker(known)
        own = [rng.choice(some).text] if number % 3 == 0 else []
        text = HABITS[habit](" ".join(rng.sample([*rng.sample(sentences(), 11), *own], 11 + len(own))))
        title, place, lang = rng.choice(("", "Lạng Sơn")), rng.choice(("", "tỉnh Phú Thọ")), rng.choice(("", "vi", "en"))
        source = Source("a", text, title=title, place=place, lang=lang)
        found = checker.findings(source)
        assert found == read_all(known, index, source), text
        unread += not index.sieve.passing(index.sieve.text(text, 0, source.title, source.place, source.lang))
        told += bool(found)
    assert unread > TEXTS // len(HABITS) // 20
    assert told > TEXTS // len(HABITS) // 20


@pytest.mark.parametrize("habit", HABITS)
def test_the_sieve_sees_every_word_that_is_read(habit: str) -> None:
    rng = random.Random(f"words {habit}")
    sieve, stem = index().sieve, languages.get("en").stem  # endings are taken off whatever the language
    for _ in range(100):
        text = HABITS[habit](" ".join(rng.sample(sentences(), 5)))
        reading = read(text, "vi")
        seen = sieve.text(text).all
        words = {stem(key) for n in range(len(reading.sentences)) for key in reading.tokens(n).keys if key[0].isalpha()}
        assert words <= seen


@pytest.mark.parametrize("habit", HABITS)
def test_a_claim_told_again_in_a_long_text_is_let_through(habit: str) -> None:
    assert passes(HABITS[habit](f"{FILLER}{CLAIM}. {FILLER}"))


@pytest.mark.parametrize(
    ("told", "through"),
    [
        ("Nhà máy Hương Trà năm nay làm ra 3.000 tấn măng khô.", True),
        ("Măng khô của nhà máy Hương Trà bán chạy.", True),
        ("Ở Hương Trà có 3.000 tấn gạo.", False),  # one pair of words, and none of the others
        ("Măng thì tươi, trà thì thơm, hương thì nhẹ, còn máy thì cũ, chế ra gì cũng khô.", False),  # words, and no two side by side
        ("Có 4.120 tấn xi măng về cảng.", False),
    ],
)
def test_a_long_text_is_let_through_where_two_words_stand_side_by_side_and_others_near(told: str, through: bool) -> None:
    assert passes(FILLER + told + " " + FILLER) is through


def test_words_far_apart_are_not_near() -> None:
    assert not passes(f"Ở Hương Trà. {FILLER}{FILLER}Măng. {FILLER}{FILLER}Khô, và nhà máy.")


def test_a_short_text_is_always_read() -> None:
    assert passes("Ở đây chẳng có gì.")
    assert not passes(FILLER)


def test_headline_and_place_are_words_of_the_text() -> None:
    assert passes(FILLER, title="Nhà máy Hương Trà chế biến măng khô")


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("The rate of poor households: poverty in Lang Son province fell again, and the people of the town were glad. ", True),
        ("The roads of Lang Son were mended. ", True),
        ("The people of the town were glad of the rain, and the farmers of the hills were too. ", False),
    ],
)
def test_a_text_in_another_language_is_let_through_by_terms_places_and_names(text: str, through: bool) -> None:
    claim = "lang: vi\nclaims:\n  - id: a\n    claim: Tỷ lệ hộ nghèo của tỉnh Lạng Sơn bình quân mỗi năm giảm 2,95%\n"
    english = "The morning was bright and the wind was soft over the trees by the river that runs through the valley. " * 8
    assert detect(text + english) == "en"
    assert passes(text + english, claim=claim) is through


def test_a_claim_of_one_word_is_looked_for_by_it() -> None:
    claim = "lang: vi\nclaims:\n  - id: a\n    metric: Gigafactory\n    value: 12 chiếc\n"
    assert passes(FILLER + "Gigafactory có 12 chiếc. " + FILLER, claim=claim)
    assert not passes(FILLER, claim=claim)


def test_a_registry_without_claims_lets_nothing_through() -> None:
    sieve = Index(()).sieve
    assert not sieve.passing(sieve.text("ngắn"))


@pytest.mark.parametrize("dress", ["\x1b[31m{}\x1b[0m", "\x1b[1;4m{}", "\u200b{}\u2060", "\u202e{}\u202c"])
@pytest.mark.parametrize("parts", [(CLAIM,), CLAIM.split(), ("Hương Trà", "măng khô"), ("4.120",), ("4.120 tấn măng khô",)])
def test_what_stands_in_a_colour_or_between_signs_that_are_not_seen_is_found(dress: str, parts: tuple[str, ...]) -> None:
    known = registry(f"lang: vi\nclaims:\n  - id: a\n    claim: {CLAIM}\n")
    dressed = CLAIM
    for part in parts:
        dressed = dressed.replace(part, dress.format(part), 1)
    for old, new in (("4.120", "4.120"), ("4.120", "9.310")):
        plain, hidden = (Source("a", f"{FILLER}{text}.".replace(old, new), lang="vi") for text in (CLAIM, dressed))
        assert passes(hidden.text)
        one, other = ([(row.verdict, row.reason) for row in Checker(known).findings(each)] for each in (plain, hidden))
        assert one == other
        assert one[0][0] == ("supported" if new == old else "contradicted")
