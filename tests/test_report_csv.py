"""The table for spreadsheets: read back by the csv module, with numbers as numbers and no text that is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_report import CLEAN, CONTRADICTED_TRADE, REPORT

from factcheck.model import ClaimResult, Report, replace
from factcheck.report.csv import COLUMNS, render
from factcheck.report.json import finding_fields


def rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(report).removeprefix("\ufeff"), newline=""), strict=True))


def cell(text: str) -> str:
    """Return what a reader gets of a text, in the cell for what was found."""
    finding = replace(CONTRADICTED_TRADE, found=text)
    (row,) = rows(replace(CLEAN, results=(ClaimResult(REPORT.results[0].claim, "contradicted", (finding,)),)))
    return row["found"]


@pytest.mark.parametrize(("name", "report"), [("report.csv", REPORT), ("clean.csv", CLEAN)])
def test_the_report_is_the_golden_one(golden: Callable[[str, str], None], name: str, report: Report) -> None:
    golden(name, render(report))


def test_a_row_is_a_finding_then_a_claim_that_was_not_found_then_what_lapsed() -> None:
    told = rows(REPORT)
    assert [row["verdict"] for row in told[:7]] == [finding.verdict for result in REPORT.results for finding in result.findings]
    assert [(row["claim"], row["verdict"], row["source"], row["line"]) for row in told[7:8]] == [("geopark", "not_found", "", "")]
    assert [(row["accepted"], row["source"], row["line"]) for row in told[8:]] == [
        ("stale", "acknowledgements.yaml", "8"),
        ("expired", "acknowledgements.yaml", "17"),
    ]


def test_the_columns_are_the_keys_of_the_json_report() -> None:
    ours = {"claim", "statement", "accepted_reason", "accepted_by", "accepted_until"}
    assert set(COLUMNS) - ours <= set(finding_fields(CONTRADICTED_TRADE, ""))
    assert set(rows(REPORT)[0]) == set(COLUMNS)


def test_lines_end_as_the_standard_has_it_and_no_cell_breaks_one() -> None:
    text = render(REPORT)
    assert text.startswith("\ufeffclaim,")
    assert text.count("\r\n") == text.count("\n") == text.count("\r") == len(rows(REPORT)) + 1
    assert all(char.isprintable() for char in re.sub("[\r\n\ufeff]", "", text))


def test_numbers_are_numbers_with_every_digit() -> None:
    first = rows(REPORT)[0]
    assert (Decimal(first["difference"]), Decimal(first["difference_percent"])) == (
        CONTRADICTED_TRADE.difference,
        CONTRADICTED_TRADE.difference_percent,
    )
    assert (first["score"], first["line"], first["column"]) == ("0.93", "10", "85")


def test_who_accepted_a_finding_and_until_when_are_columns() -> None:
    row = rows(REPORT)[2]
    assert (row["accepted"], row["accepted_by"], row["accepted_until"]) == ("acknowledged", "Lan", "2026-03-31")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("198 tỷ USD", "198 tỷ USD"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'=1"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ('"=1', "'\"=1"),
        ("“=1", "'“=1"),
        ("＝1", "'＝1"),
        ("tăng;=1+1", "tăng;'=1+1"),
        ('tăng"; "=1+1', 'tăng";\' "=1+1'),
        ("giảm −15,6%", "giảm −15,6%"),
        ("2021-2025", "2021-2025"),
        ('a, "b"\nc', 'a, "b" c'),
        ("\x1b[2J", "\\x1b[2J"),
    ],
)
def test_no_text_is_a_formula(text: str, read: str) -> None:
    assert cell(text) == read


@given(st.text(alphabet=st.sampled_from(list("=+-@;,'\"\t\r\n \\aạ１＝0")), max_size=12))
def test_no_cell_begins_as_a_formula_whatever_splits_the_line(text: str) -> None:
    for part in cell(text).split(";"):
        assert not re.match(r"""[\s"']*[=+\-@＝]""", part) or part.startswith("'")
