"""End to end: the shipped registry against the shipped sources, and against the articles that the sources retell."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared is absent")

# Which article each of our reports retells, by the number its file name begins with.
RETOLD = {
    "thi-dua-yeu-nuoc-2025.md": "000",
    "nhiem-ky-2020-2025-kinh-te.md": "001",
    "nhiem-ky-2020-2025-doi-song.txt": "001",
    "lang-son-term-2020-2025.md": "001",
    "thanh-pho-lang-son-2016-2020.txt": "002",
    "phat-dong-thi-dua-nam-2025.md": "003",
    "bay-tinh-bien-gioi-2022.md": "004",
}
SOURCES = {name: (ROOT / "sources" / name).read_text("utf-8") for name in RETOLD}
CLAIMS = {claim["id"]: claim for claim in yaml.load((ROOT / "claims.yaml").read_text("utf-8"), yaml.BaseLoader)["claims"]}
# The two that the articles disagree on: claim, what the other article says, what ours says, the difference in per cent.
TRADE = ("trade-2021-2025", "198", "234,58", "-15.6")
ENTERPRISES = ("new-enterprises", "3.100", "3.334", "-7.0")
# Claims that the English report tells again, found by their names in `also:`.
TOLD_IN_ENGLISH = (
    *("trade-2021-2025", "trade-declared-at-customs", "grdp-growth-2021-2025", "grdp-per-capita-2020", "grdp-per-capita-2025"),
    *("social-investment", "new-enterprises", "new-enterprises-capital", "poverty-rate-2025", "forest-cover-2025", "certified-crops"),
)


@dataclass(frozen=True)
class Run:
    """One run of the command: its exit code, and each finding of its JSON with the id of its claim."""

    code: int
    findings: tuple[dict[str, Any], ...]

    def having(self, verdict: str, claim: str = "") -> list[dict[str, Any]]:
        """Return the findings with a verdict, of one claim or of all."""
        return [found for found in self.findings if found["verdict"] == verdict and claim in ("", found["claim"])]


def verify(*sources: Path) -> Run:
    """Return what the command says of some sources."""
    command = [sys.executable, "-m", "factcheck", "verify", *map(str, sources), "--format", "json"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.stdout, run.stderr
    rows = json.loads(run.stdout)["claims"]
    return Run(run.returncode, tuple({"claim": row["id"], **found} for row in rows for found in row["findings"]))


def taken_from(claim: str) -> str:
    """Return the name of our report that a claim quotes."""
    quote = CLAIMS[claim]["provenance"]["quote"]
    (name,) = (name for name, text in SOURCES.items() if quote in text)
    return name


@pytest.fixture(scope="module")
def shipped() -> Run:
    return verify()


@pytest.fixture(scope="module")
def articles() -> Run:
    return verify(SEEDS)


def assert_the_two_findings(run: Run, source: str) -> None:
    """Hold that a run contradicts these two and nothing else, both in one source."""
    contradicted = {found["claim"]: found for found in run.having("contradicted")}
    assert len(run.having("contradicted")) == 2
    for claim, says, expected, percent in (TRADE, ENTERPRISES):
        found = contradicted[claim]
        assert says in found["found"]
        assert expected in found["expected"]
        assert f"{found['difference_percent']:.1f}" == percent
        assert found["reason"] == "FC101"
        assert source in found["source"]
    assert run.code == 1


def test_every_report_is_known_by_the_article_it_retells() -> None:
    assert {path.name for path in (ROOT / "sources").iterdir()} == set(RETOLD)


def test_the_registry_takes_claims_from_every_article() -> None:
    assert len(CLAIMS) >= 30
    assert {RETOLD[taken_from(claim)] for claim in CLAIMS} == set(RETOLD.values())


def test_the_shipped_sources_contradict_two_claims(shipped: Run) -> None:
    assert_the_two_findings(shipped, "thi-dua-yeu-nuoc-2025.md")


def test_every_finding_stands_where_its_file_has_the_number(shipped: Run) -> None:
    for found in shipped.findings:
        text = SOURCES[Path(found["source"]).name]
        line = text.split("\n")[found["line"] - 1]
        assert line[found["column"] - 1 :].startswith(found["found"])
        assert text[found["start"] : found["end"]] == found["found"]
        assert found["found"] in found["quote"]
        assert found["quote"] in text


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_report_a_claim_quotes_supports_it(shipped: Run, claim: str) -> None:
    assert taken_from(claim) in {Path(found["source"]).name for found in shipped.having("supported", claim)}


@pytest.mark.parametrize("claim", TOLD_IN_ENGLISH)
def test_the_english_report_supports_a_bilingual_claim(shipped: Run, claim: str) -> None:
    assert "lang-son-term-2020-2025.md" in {Path(found["source"]).name for found in shipped.having("supported", claim)}


@needs_seeds
def test_the_articles_contradict_the_same_two_claims(articles: Run) -> None:
    assert_the_two_findings(articles, "000_")


@needs_seeds
@pytest.mark.parametrize("claim", CLAIMS)
def test_the_article_a_claim_was_taken_from_supports_it(articles: Run, claim: str) -> None:
    number = RETOLD[taken_from(claim)]
    assert number in {Path(found["source"]).name[:3] for found in articles.having("supported", claim)}
