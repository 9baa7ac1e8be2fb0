"""What a script does that has no index: every claim against every sentence by RapidFuzz, and what is alike is read and judged.

Reading and judging are the tool's own, so that only the way to find the pairs differs; the verdicts have to be the same.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process

from factcheck.extract import read
from factcheck.load.registry import load_registry
from factcheck.load.sources import load_sources
from factcheck.pipeline import Checker

_ALIKE = 20  # of 100: below it two texts share hardly a word, and nothing that the tool finds lies there
Verdicts = set[tuple[str, str, str, str]]


class Outcome(NamedTuple):
    """How long both ways took, in seconds, and what each found: claim, source, what was told, verdict."""

    by_pairs: float
    by_index: float
    brutal: Verdicts
    indexed: Verdicts


def compared(folder: Path, registry: Path) -> Outcome:
    """Return both ways over the same articles in one process; loading the registry is in neither."""
    claims, _ = load_registry(registry)
    sources = list(load_sources([str(folder)]))
    began = time.perf_counter()
    checker = Checker(claims)
    indexed = {(row.claim, row.source, row.found, row.verdict) for source in sources for row in checker.findings(source)}
    between = time.perf_counter()
    checker = Checker(claims)
    texts = [claim.text for claim in claims.claims]
    brutal: Verdicts = set()
    for source in sources:
        sentences = [sentence.span.of(source.text) for sentence in read(source.seen, source.lang, start=source.body).sentences]
        near = {claims.claims[at].id for at in _alike(texts, sentences)}
        brutal |= {(row.claim, row.source, row.found, row.verdict) for row in checker.findings(source) if row.claim in near}
    return Outcome(time.perf_counter() - between, between - began, brutal, indexed)


def _alike(claims: Sequence[str], sentences: Sequence[str]) -> set[int]:
    """Return the places of the claims that are like some sentence."""
    found: set[int] = set()
    for sentence in sentences:
        found |= {at for _, _, at in process.extract_iter(sentence, claims, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE)}
    return found
