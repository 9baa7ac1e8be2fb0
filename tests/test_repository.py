"""Where a run stands in its repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.load.repository import folder_in_repository
from factcheck.report.contradictions import path_in_repository


@pytest.mark.parametrize(
    ("marks", "stands", "told"),
    [
        ([".git/"], "", ""),
        ([".git/"], "desk", "desk"),
        ([".git/"], "desk/bàn biên tập", "desk/bàn biên tập"),
        ([".git"], "desk", "desk"),  # a work tree or a submodule
        ([".git/", "desk/.git"], "desk/today", "today"),
        ([], "desk", ""),
    ],
)
def test_a_folder_is_seen_from_the_nearest_root_above(tmp_path: Path, marks: list[str], stands: str, told: str) -> None:
    (tmp_path / stands).mkdir(parents=True, exist_ok=True)
    for mark in marks:
        if mark.endswith("/"):
            (tmp_path / mark).mkdir()
        else:
            (tmp_path / mark).write_text("gitdir: elsewhere\n", "utf-8")
    if not marks and folder_in_repository(tmp_path):
        pytest.fail("the folder for tests lies in a repository itself")
    assert folder_in_repository(tmp_path / stands) == told


@pytest.mark.parametrize(
    ("name", "folder", "path"),
    [
        ("sources/a.md", "", "sources/a.md"),
        ("sources/a.md", "desk", "desk/sources/a.md"),
        ("./sources//a.md", "desk", "desk/sources/a.md"),
        ("../news/a.md", "desk", "news/a.md"),
        ("../../a.md", "desk", "../a.md"),
        ("/srv/a.md", "desk", "/srv/a.md"),
        ("a b/tin mới.md", "", "a b/tin mới.md"),
    ],
)
def test_a_path_is_seen_from_the_root(name: str, folder: str, path: str) -> None:
    assert path_in_repository(name, folder) == path
