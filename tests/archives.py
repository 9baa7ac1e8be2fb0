"""What the tests of archives share: rows, files made of them, and what reading one gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from factcheck.errors import InputError, NothingChecked, Problem
from factcheck.load.sources import load_sources
from factcheck.load.stored import UNNAMED, Columns
from factcheck.model import Source

TEXT = "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 198 tỷ USD."
OTHER = "Năm 2025, tỉnh Lạng Sơn có 2.900 doanh nghiệp thành lập mới."
ROWS = (
    {"id": "a1", "title": "Kinh tế cửa khẩu", "text": TEXT, "date": "2025-12-31", "publisher": "Báo", "url": "https://example.org/1"},
    {"id": "a2", "title": "Doanh nghiệp", "text": OTHER, "date": "2026-01-02", "publisher": "Đài", "url": "https://example.org/2"},
)


class Loaded(NamedTuple):
    """The sources of a run, what was told on the way, and what could not be read."""

    sources: list[Source]
    notices: list[Problem]
    problems: tuple[Problem, ...]


def lines(*rows: Mapping[str, object] | bytes) -> bytes:
    """Return rows as JSON Lines; bytes stay what they are."""
    return b"".join((row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode()) + b"\n" for row in rows)


def load(*names: str | Path, columns: Columns = UNNAMED) -> Loaded:
    """Return what reading some names gives."""
    found = load_sources([str(name) for name in names], columns=columns)
    sources: list[Source] = []
    problems: tuple[Problem, ...] = ()
    try:
        for source in found:
            sources.append(source)  # noqa: PERF402 - those before an error count
    except (InputError, NothingChecked) as error:
        problems = error.problems
    return Loaded(sources, found.notices, problems)
