"""One claim with everything that touches it: found by its id, laid out for people, and whole for programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from newsroom import CLAIMS
from sample_report import REPORT
from test_cli import factcheck

from factcheck.about import About, Beside, named
from factcheck.errors import InputError, Problem
from factcheck.lint import Fault
from factcheck.load.registry import load_registry
from factcheck.model import Mention, Quantity, Span, replace
from factcheck.report.claim import render, render_json
from factcheck.units import Unit

ROOT = Path(__file__).parent.parent
HOSTILE = Fault("x", Problem("claims\x1b[2J.yaml", "FC601", "“\x1b[31m77%” [bold]", 24, hint="\u202egnol"))


def of(number: int) -> About:
    """Return what is told of a claim of the sample report, its number read as its first finding has it."""
    result, sides = REPORT.results[number], []
    if result.findings and (evidence := result.findings[0].evidence) and evidence.compared and evidence.scopes:
        sides.append(evidence.compared.expected)
        quantity = Quantity(Span(0, 1), Span(0, 1), sides[0].value, sides[0].interval, Unit())
        scope = evidence.scopes[0]
        result = replace(
            result, claim=replace(result.claim, mentions=(Mention(quantity, 0, Span(0, 1), scope),), given=scope._replace(places=()))
        )
    beside = (Beside(REPORT.results[5].claim, "FC203"), Beside(REPORT.results[2].claim, ""))
    return About(REPORT.registry, result, tuple(sides), beside, (HOSTILE,), len(REPORT.sources))


@pytest.mark.parametrize(("number", "name"), [(0, "found"), (1, "verdicts"), (4, "untold"), (5, "hostile")])
def test_a_claim_is_laid_out_as_in_the_golden_file(number: int, name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"show-80-{name}.txt", render(of(number), width=80))


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("color", [False, True])
def test_no_text_of_a_claim_or_source_obeys_nobody(width: int, color: bool) -> None:
    text = render(of(5), width=width, color=color, verbose=True)
    if not color:
        assert "\x1b" not in text
    assert "\x1b[2J" not in text
    assert not {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\n\x1b"}
    assert "[bold]" in text


def test_the_json_escapes_what_a_terminal_would_obey() -> None:
    text = render_json(of(5))
    assert "\u202e" not in text
    assert "\x1b" not in text
    document = json.loads(text)
    assert document["problems"][0]["message"] == HOSTILE.problem.message
    assert document["beside"] == [{"id": "hostile-[red]id[/red]", "reason": "FC203"}, {"id": "poverty-rate-2025", "reason": None}]


def test_a_claim_is_shown_with_what_the_sources_tell_of_it(desk: Path) -> None:
    done = factcheck(desk, "show", "trade")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("✗ trade\n  Tổng kim ngạch")
    assert "  claims.yaml:2\n" in done.stdout
    assert "    read        234,58 tỷ USD  234.58 ± half of 0.01 = [234.575, 234.585) billion USD\n" in done.stdout
    assert "    of          2025 (statement) · tỉnh Lạng Sơn (statement)\n" in done.stdout
    assert "  sources/wrong.txt:1:63\n" in done.stdout
    assert "right.md" not in done.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["trade", "sources/right.md"], "? no source tells of it · 1 source read"),
        (["firms", "--verbose"], "    gates       "),
        (["firms", "--color", "always"], "\x1b["),
        (
            ["trade", "--claims", "more.yaml"],
            "FC601 claims disagree  more.yaml:5\n  “198 tỷ USD”, where `trade` in line 2 tells “234,58 tỷ USD” of the same\n",
        ),
    ],
)
def test_it_is_shown_as_one_asks(desk: Path, args: list[str], words: str) -> None:
    more = "  - id: again\n    claim: Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 198 tỷ USD\n"
    (desk / "more.yaml").write_text(CLAIMS.partition("  - id: firms")[0] + more, "utf-8")
    done = factcheck(desk, "show", *args)
    assert done.returncode == 0, done.stderr
    assert words in done.stdout


def test_what_is_let_pass_is_shown_as_such(desk: Path) -> None:
    assert factcheck(desk, "ack", "trade", "--reason", "first figure", "--until", "2099-01-01", "--by", "Lan").returncode == 0
    done = factcheck(desk, "show", "trade")
    assert "let pass    acknowledged by Lan until 2099-01-01: first figure" in done.stdout
    assert json.loads(factcheck(desk, "show", "trade", "-f", "json").stdout)["findings"][0]["accepted"]["by"] == "Lan"


def test_without_sources_the_claim_is_shown_alone(desk: Path) -> None:
    (desk / "sources").rename(desk / "elsewhere")
    done = factcheck(desk, "show", "trade")
    assert done.returncode == 0
    assert "? no source was read" in done.stdout


def test_the_json_is_whole_and_its_findings_are_those_of_the_report(desk: Path) -> None:
    document = json.loads(factcheck(desk, "show", "trade", "--format", "json").stdout)
    report = json.loads(factcheck(desk, "verify", "--format", "json").stdout)
    assert document["findings"] == report["claims"][0]["findings"]
    assert [document[key] for key in ("schema", "id", "line", "verdict", "sources")] == ["factcheck.claim/1", "trade", 2, "contradicted", 2]
    (quantity,) = document["quantities"]
    assert [quantity[key] for key in ("text", "value", "low", "high", "rule", "unit")] == [
        *("234,58 tỷ USD", 234580000000, 234575000000, 234585000000),
        *("half a step", "USD"),
    ]
    assert quantity["scope"]["period"] == {"label": "2025", "start": "2025-01-01", "end": "2025-12-31"}


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["tarde"], 2, "claims.yaml: error: there is no claim `tarde`\n  help: did you mean `trade`?"),
        (["TRADE"], 2, "did you mean `trade`?"),
        (["zzz"], 2, "its claims: trade, firms"),
        ([], 2, "Missing argument"),
        (["trade", "missing.md"], 2, "missing.md"),
        (["trade", "sources", "bad.bin"], 2, "FC913"),
        (["trade", "empty.md"], 3, "FC911"),
        (["trade", "--today", "soon"], 2, "names no day"),
    ],
)
def test_what_cannot_be_shown_is_told(desk: Path, args: list[str], code: int, words: str) -> None:
    (desk / "bad.bin").write_bytes(b"\0\1\2")
    (desk / "empty.md").touch()
    done = factcheck(desk, "show", *args)
    assert done.returncode == code
    assert words in done.stderr


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("trade-2021", "did you mean `trade-2021-2025`"),
        ("new-enterprise", "did you mean `new-enterprises` or `new-enterprises-rise`"),
        ("Emulation", "did you mean `emulation-models`"),
        ("", "its claims: trade-2021-2025, trade-declared-at-customs"),
        ("xyzzy", "and 41 more"),
    ],
)
def test_the_nearest_ids_are_told_for_a_wrong_one(name: str, hint: str) -> None:
    registry, _ = load_registry(ROOT / "claims.yaml")
    with pytest.raises(InputError) as raised:
        named(registry, name)
    assert hint in raised.value.problems[0].hint


def test_every_shipped_claim_can_be_shown() -> None:
    from datetime import date

    from factcheck.about import about
    from factcheck.gather import gather
    from factcheck.lint import Linter
    from factcheck.load.registry import registry_lines
    from factcheck.load.sources import load_sources
    from factcheck.pipeline import findings

    registry, _ = load_registry(ROOT / "claims.yaml")
    linter = Linter(registry, registry_lines(ROOT / "claims.yaml"), date(2025, 12, 1))
    report = gather(registry, linter.watch(findings(registry, load_sources([str(ROOT / "sources")]))))
    for claim in registry.claims:
        told = about(claim, report, linter, "implied")
        assert claim.id in render(told)
        assert json.loads(render_json(told))["id"] == claim.id
        assert [side.text for side in told.sides] == [mention.quantity.span.of(claim.text) for mention in claim.mentions]
