"""What the worst texts cost grows as their length: work is counted where it can be, and seconds are held with a wide margin."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from newsroom import Done, Newsroom
from patterns import slow
from worst import OWN, WORST, WRONG, each, word

from factcheck.arithmetic import reckon
from factcheck.draft import check_drafts
from factcheck.extract import read
from factcheck.lint import Linter
from factcheck.load.registry import load_registry, read_registry
from factcheck.load.sources import read_text
from factcheck.model import Report, Source, replace
from factcheck.pipeline import Checker, check
from factcheck.propose import propose
from factcheck.propose.model import Known

ROOT = Path(__file__).parent.parent
SHORT, LONG = 2_100, 5_250  # both more than the longest sentence, which bounds what is done within one
STEEPEST = 1.25  # the exponent by which the calls may grow
LEAST = 200_000  # calls that reading costs in any case: words and numbers seen for the first time, tables made
PLACES = ("Lạng Sơn", "Cao Bằng", "Hà Giang", "Bắc Kạn", "Lào Cai", "Yên Bái", "Sơn La")
SECONDS = 20.0  # for the longer of them; a tenth of it is usual for the worst


@cache
def checker() -> Checker:
    return Checker(load_registry(ROOT / "claims.yaml")[0])


def source(text: str) -> Source | None:
    # The sentence that tells a claim is why the text is read at all.
    return read_text(f"{text}\n\n{WRONG[0]}\n", "a.md")[0]


def verified(text: str) -> None:
    if (told := source(text)) is not None:
        checker().findings(told)


def read_through(text: str) -> None:
    if (told := source(text)) is not None:
        assert read(told.seen, told.lang, start=told.body).mentions is not None


def reckoned(text: str) -> None:
    if (told := source(text)) is not None:
        reckon(told)


def calls(work: Callable[[str], None], text: str) -> tuple[int, float]:
    """Return how many functions are called, and the seconds that it takes without counting."""
    count = 0

    def seen(*_: Any) -> None:
        nonlocal count
        count += 1

    before, begun = sys.getprofile(), time.process_time()
    sys.setprofile(seen)
    try:
        work(text)
    finally:
        sys.setprofile(before)
    return count, time.process_time() - begun


# Every other text is tried here, all of them by `make bounds`. What is full of numbers is read through and reckoned with too.
NUMBERS = ("digits and spaces 1 1 1…", "digits and hyphens 5-5-5…", "± on end", "percentages", "places and numbers", "ratios", "years")


@pytest.mark.parametrize(
    ("name", "work"), [*((name, verified) for name in sorted(WORST)[::2]), *((n, w) for n in NUMBERS for w in (read_through, reckoned))]
)
def test_work_grows_as_the_text(name: str, work: Callable[[str], None]) -> None:
    many, seconds = calls(work, WORST[name](LONG))
    assert seconds < SECONDS
    most = (LONG / SHORT) ** STEEPEST
    if many > LEAST * most:
        few, _ = calls(work, WORST[name](SHORT))
        assert many <= max(few, LEAST) * most, (few, many)


def test_a_thousand_numbers_in_a_sentence_cost_no_more_each_than_ten() -> None:
    few, many = (calls(read_through, "1 " * n)[0] for n in (300, 900))  # within one sentence
    assert many <= max(few, LEAST) * 3**STEEPEST


def test_contradictions_cost_the_same_each_however_many_there_are() -> None:
    registry = load_registry(ROOT / "claims.yaml")[0]
    counts = []
    for times in (50, 200):
        reports: list[Report] = []

        def checked(text: str, reports: list[Report] = reports) -> None:
            told = source(text)
            assert told is not None
            reports.append(check(registry, [told]))

        counts.append(calls(checked, WRONG[0] * times)[0])
        assert reports[0].count("contradicted") >= times
    assert counts[1] <= counts[0] * 4**STEEPEST


def proposed(text: str) -> None:
    if (told := source(text)) is not None:
        assert propose([told], Known(read_registry("claims: [{id: a, claim: Có 7 con voi}]", "a.yaml")[0])).proposals


def held_against_another(text: str) -> None:
    if (told := source(text)) is not None:
        (draft,) = check_drafts([(told, checker().findings(told))], [replace(told, name="b.md", text=f"{OWN[0]}\n\n{OWN[1]}\n")])
        assert draft.numbers


@pytest.mark.parametrize(("work", "sentence"), [(proposed, OWN[0]), (held_against_another, f"{WRONG[0]}\n\n")])
def test_a_fact_that_is_told_again_and_again_costs_the_same_each_time(work: Callable[[str], None], sentence: str) -> None:
    few, many = (calls(work, sentence * times)[0] for times in (30, 90))
    assert many <= max(few, LEAST) * 3**STEEPEST, (few, many)


def test_a_fact_that_is_told_in_other_words_each_time_costs_the_same_each_time() -> None:
    few, many = (calls(proposed, each(lambda i: f"{OWN[0][:-2]} {word(i + 300)} {word(i + 7000)}. ")(times * 90))[0] for times in (30, 90))
    assert many <= max(few, LEAST) * 3**STEEPEST, (few, many)


@pytest.mark.parametrize(
    "sentence",
    [
        lambda i: f"Năm {1900 + i}, toàn tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới. ",
        lambda i: f"Năm 2024, xã {word(i + 300).capitalize()} {word(3 * i + 700).capitalize()} có {3000 + 7 * i} hộ nghèo. ",
    ],
    ids=["of other years", "of other places"],
)
def test_facts_that_differ_cost_the_same_each_to_propose(sentence: Callable[[int], str]) -> None:
    proposed(sentence(1))  # loads what is loaded once
    few, many = (calls(proposed, "".join(map(sentence, range(times))))[0] for times in (30, 90))
    assert many <= few * 3**STEEPEST, (few, many)


TOLD_OTHERWISE: dict[str, Callable[[int], str]] = {
    "Tàu Đồng Nai 07 rời cảng Bến Lức ngày 5/6/2025 và chở 412 tấn gạo": lambda i: (
        f"Tàu Đồng Nai 07 rời cảng Bến Lức ngày {i % 28 + 1}/{i % 3 + 7}/2025 và chở 412 tấn gạo. "
    ),
    "Năm 2025, giá gạo ở tỉnh Lạng Sơn tăng 412 đồng mỗi cân": lambda _: "Năm 2025, giá gạo ở tỉnh Lạng Sơn giảm 412 đồng mỗi cân. ",
    "Năm 2025, giá gạo ở tỉnh Lạng Sơn đạt 412 đồng mỗi cân": lambda i: (
        f"Năm {1900 + i % 90}, giá gạo ở tỉnh Lạng Sơn đạt 412 đồng mỗi cân. "
    ),
}


@pytest.mark.parametrize("claim", TOLD_OTHERWISE)
def test_a_claim_that_is_told_of_another_day_year_or_direction_costs_the_same_each_time(claim: str) -> None:
    mine = Checker(read_registry(f"claims: [{{id: a, claim: '{claim}'}}]", "a.yaml")[0])

    def told(text: str) -> None:
        if (source := read_text(text, "a.md")[0]) is not None:
            mine.findings(source)

    few, many = ("".join(map(TOLD_OTHERWISE[claim], range(times))) for times in (60, 180))
    told(few)
    counts = [calls(told, text)[0] for text in (few, many)]
    assert counts[1] <= counts[0] * 3**STEEPEST, counts


def linted(text: str) -> None:
    registry = read_registry(text, "a.yaml")[0]
    linter = Linter(registry, text.split("\n"), date(2027, 1, 1))
    for told in linter.watch((Source(f"{n}.md", f"Tin {n}.\n\n{claim.text}.\n"), []) for n, claim in enumerate(registry.claims)):
        assert not told[1]
    assert linter.checked().claims


def claim_of(number: int) -> str:
    provenance = f"{{publisher: Báo, quote: cả tỉnh có {1000 + number} doanh nghiệp mới}}"
    metric, place = f"doanh nghiệp thành lập mới ở {word(number + 900)}", PLACES[number % len(PLACES)]
    told = f"metric: {metric}, value: {1000 + number} hộ, period: {1900 + number % 90}, place: tỉnh {place}"
    return f"  - {{id: a{number}, {told}, provenance: {provenance}}}\n"


def test_looking_through_a_registry_costs_the_same_for_each_claim_though_they_have_the_same_words() -> None:
    registries = ["lang: vi\nclaims:\n" + "".join(map(claim_of, range(number))) for number in (100, 300)]
    linted(registries[0])
    few, many = (calls(linted, text)[0] for text in registries)
    assert many <= few * 3**STEEPEST, (few, many)


def loaded_and_verified(text: str) -> None:
    mine = Checker(read_registry(text, "a.yaml")[0])
    for number in (7, 8):
        told = (
            f"Năm {1900 + number}, tỉnh {PLACES[number % 7]} có {900 + number} hộ là doanh nghiệp thành lập mới ở {word(number + 900)}.\n"
        )
        assert mine.findings(Source(f"{number}.md", told))


@pytest.mark.parametrize(("work", "sizes"), [(loaded_and_verified, (250, 1_000)), (linted, (100, 400))])
def test_a_registry_costs_the_same_for_each_claim_however_many_there_are(work: Callable[[str], None], sizes: tuple[int, int]) -> None:
    bare = [re.sub(r", provenance: .*", "}", claim_of(number)) for number in range(sizes[1])]
    few, many = (calls(work, f"lang: vi\nclaims:\n{(chr(10).join(bare[:size]))}\n")[0] for size in sizes)
    assert many <= few * (sizes[1] / sizes[0]) ** STEEPEST, (few, many)


def test_ten_thousand_files_of_nothing_cost_little_each_and_are_no_success(newsroom: Newsroom) -> None:
    folder = newsroom.folder / "nothing"
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number:05}.md").touch()
    done: list[Done] = []
    many, _ = calls(lambda name: done.append(newsroom.run("verify", name, "--no-cache", "--jobs", "1")), "nothing")
    assert done[0].code == 3
    assert done[0].err.count("FC911") == 10_000
    assert many < 10_000 * 400, many


def test_no_pattern_takes_long_for_a_text_that_its_own_repeats_are_made_of() -> None:
    command = [sys.executable, str(ROOT / "tests" / "patterns.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=900)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) > 150


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:a|b|ab)*c",
        r"(?:(?!-)[^\r\n]*(?:\r\n|\r|\n))*-",  # as the header of a source once was read
        r"(?:\w+\s?)*$",
        r"x\s*\s*\s*\s*y",
    ],
)
def test_a_pattern_that_takes_long_would_be_seen(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patterns.MOST", 0.1)  # it would take for ever
    assert slow(pattern, 0)


def test_a_header_of_windows_that_does_not_end_is_not_tried_in_every_way() -> None:
    begun = time.process_time()
    told, notices = read_text("---\r\n" + "title: a\r\n" * 2_000, "a.md")
    assert told is not None
    assert (told.body, notices) == (0, ())
    assert time.process_time() - begun < SECONDS
