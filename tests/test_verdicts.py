"""Labelled cases: one claim beside one source, and the reason of the strongest finding."""

from __future__ import annotations

from collections import Counter

import pytest
from verdict_cases import CONTRADICTED, SILENT, Case, cases, claim, crosses, language, outcome, shown

from factcheck.reasons import REASONS


def _param(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.known_failure, strict=True)] if case.known_failure else []
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.parametrize("case", [_param(case) for case in cases()])
def test_the_strongest_finding_has_the_reason_of_the_label(case: Case) -> None:
    out = outcome(case)
    assert out.fits(case), (case.expect, out.reason, shown(out))


def test_every_contradiction_is_a_right_one() -> None:
    told = [case for case in cases() if not case.known_failure and outcome(case).verdict == "contradicted"]
    assert told
    assert [case.id for case in told if case.expect[:3] != "FC1"] == []


def test_a_label_is_a_reason_or_silence() -> None:
    judged = {code for code in REASONS if code[2] in "1234"}
    assert {case.expect for case in cases()} - judged <= {SILENT, CONTRADICTED}


def test_every_reason_of_a_judgement_has_a_case() -> None:
    judged = {code for code in REASONS if code[2] in "1234"}
    assert judged - {case.expect for case in cases()} == set()


def test_no_template_is_used_more_than_ten_times() -> None:
    assert max(Counter(case.template for case in cases()).values()) <= 10


def test_no_case_is_told_twice() -> None:
    assert len({(case.entry, case.source, case.hedges) for case in cases()}) == len(cases())
    assert len({case.id for case in cases()}) == len(cases())


def test_the_cases_cover_both_languages_articles_and_silence() -> None:
    languages = Counter(language(case) for case in cases())
    assert len(cases()) >= 400
    assert languages["en"] >= 90
    assert languages["vi"] >= 170
    assert sum(crosses(case) for case in cases()) >= 12
    assert sum(case.article for case in cases()) >= 100
    assert sum(case.negative for case in cases()) >= 100


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in cases() if case.expect == "FC402"])
def test_a_claim_without_a_quantity_has_nothing_to_judge(case: Case) -> None:
    assert not claim(case).mentions
