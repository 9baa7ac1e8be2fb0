"""A new desk: what is written runs at once, says what it shows, is valid by others' schemas, and nothing is ever written over."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_ci import SNIPPETS, accepted
from test_cli import factcheck

from factcheck.start import Piece, Unwritten, write

FILES = ["claims.yaml", "factcheck.toml", ".factcheck/claims.schema.json", ".factcheck/config.schema.json"]
BUILDS = {"github": ".github/workflows/facts.yml", "gitlab": ".gitlab-ci.yml", "pre-commit": ".pre-commit-config.yaml"}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def verdicts(folder: Path) -> dict[str, str]:
    document = json.loads(factcheck(folder, "verify", "--format", "json").stdout)
    return {claim["id"]: claim["verdict"] for claim in document["claims"]}


@pytest.mark.parametrize(("lang", "article"), [("vi", "ben-tram-2025.md"), ("en", "alder-bay-2025.md")])
def test_a_new_desk_is_checked_at_once_and_shows_what_its_comments_say(tmp_path: Path, lang: str, article: str) -> None:
    done = factcheck(tmp_path, "init", "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(files(tmp_path)) == sorted([*FILES, f"sources/{article}"])
    assert all(f"  + {name}" in done.stdout for name in files(tmp_path))
    checked = factcheck(tmp_path, "verify")
    assert (checked.returncode, checked.stderr) == (1, "factcheck: failed: 1 contradiction\n")
    said = re.findall(r"(supported|contradicted|not compared)[^\n]*\n  - id: (\S+)", (tmp_path / "claims.yaml").read_text("utf-8"))
    words = {"not compared": "not_comparable"}
    assert verdicts(tmp_path) == {name: words.get(verdict, verdict) for verdict, name in said}
    assert set(verdicts(tmp_path).values()) == {"supported", "contradicted", "not_comparable"}
    looked = factcheck(tmp_path, "lint", "--today", "2029-12-31")
    assert (looked.returncode, looked.stderr) == (0, "")
    assert "error" not in factcheck(tmp_path, "config").stderr


def test_the_same_is_written_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert factcheck(tmp_path, "init", name, "--ci", "github,gitlab,pre-commit").returncode == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_the_steps_that_are_told_can_be_taken(tmp_path: Path) -> None:
    done = factcheck(tmp_path, "init", "a desk")
    steps = re.findall(r"^  (cd .*?|factcheck \w+)(?:  .*)?$", done.stdout, re.MULTILINE)
    assert steps == ["cd 'a desk'", "factcheck verify", "factcheck lint"]
    assert "one figure of the article is wrong, on purpose" in done.stdout
    assert factcheck(tmp_path / "a desk", "verify").returncode == 1


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_files_are_valid_by_the_schemas_beside_them(tmp_path: Path, lang: str) -> None:
    factcheck(tmp_path, "init", "--lang", lang)
    for name, line in (
        ("claims.yaml", r"# yaml-language-server: \$schema=(\S+)"),
        ("factcheck.toml", r"#:schema (\S+)"),
    ):
        found = re.match(line, (tmp_path / name).read_text("utf-8"))
        assert found is not None
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", found[1], name]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_schemas_are_those_that_the_command_prints(tmp_path: Path) -> None:
    factcheck(tmp_path, "init")
    for name in ("claims", "config"):
        assert (tmp_path / ".factcheck" / f"{name}.schema.json").read_text("utf-8") == factcheck(tmp_path, "schema", name).stdout


def plain(text: str) -> Any:
    """Return the lines for a build as they are read, with the folder of articles that each names."""
    return yaml.safe_load(text.replace("^(news|drafts)/", "^sources/"))


@pytest.mark.parametrize("name", BUILDS)
def test_the_lines_for_a_build_are_those_of_the_page(tmp_path: Path, name: str) -> None:
    done = factcheck(tmp_path, "init", "--ci", name)
    assert f"+ {BUILDS[name]}" in done.stdout
    assert "your-newsroom/factcheck stands for" in done.stdout
    assert plain((tmp_path / BUILDS[name]).read_text("utf-8")) == plain(SNIPPETS[name])


@pytest.mark.parametrize(
    ("name", "schema", "args"),
    [("github", "vendor.github-workflows", []), ("gitlab", "vendor.gitlab-ci", ["--data-transform", "gitlab-ci"])],
)
def test_the_lines_for_a_build_are_valid_by_the_schema_of_its_service(tmp_path: Path, name: str, schema: str, args: list[str]) -> None:
    factcheck(tmp_path, "init", "--ci", name)
    accepted(tmp_path / BUILDS[name], schema, *args)


def test_a_commit_checks_the_articles_of_the_desk(tmp_path: Path) -> None:
    factcheck(tmp_path, "init", "--ci", "pre-commit")
    (repository,) = yaml.safe_load((tmp_path / BUILDS["pre-commit"]).read_text("utf-8"))["repos"]
    pattern = re.compile(repository["hooks"][0]["files"])
    assert all(pattern.search(name) for name in files(tmp_path) if name.startswith("sources/"))
    assert not any(pattern.search(name) for name in files(tmp_path) if not name.startswith("sources/"))


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    every = [*FILES, *BUILDS.values()]
    for name in every:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"# mine\n" if name != "claims.yaml" else b"claims:\n- id: a\n  claim: 9 xa\n")
    before = files(tmp_path)
    done = factcheck(tmp_path, "init", "--ci", "github", "--ci", "gitlab,pre-commit")
    assert (done.returncode, done.stderr) == (0, "")
    assert files(tmp_path) == before
    assert done.stdout.startswith("Nothing to add here:\n")
    assert all(f"  = {name}" in done.stdout for name in every)
    assert "left out: it goes with the example's claims" in done.stdout
    for name, path in BUILDS.items():
        shown = done.stdout.partition(f"Add to {path}:\n\n")[2].partition("\n\n")[0]
        assert plain(re.sub("^    ", "", shown, flags=re.MULTILINE)) == plain(SNIPPETS[name])


def test_a_second_run_writes_only_what_lacks(tmp_path: Path) -> None:
    factcheck(tmp_path, "init")
    before = files(tmp_path)
    (tmp_path / "factcheck.toml").unlink()
    done = factcheck(tmp_path, "init")
    assert re.findall(r"^  \+ (\S+)", done.stdout, re.MULTILINE) == ["factcheck.toml"]
    assert files(tmp_path) == before


def test_a_link_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "claims.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert factcheck(desk, "init").returncode == 0
    assert not (tmp_path / "elsewhere.yaml").exists()
    assert (desk / "claims.yaml").is_symlink()


def test_beside_articles_no_example_is_put(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "mine.md").write_text("Hôm nay trời mưa.\n", "utf-8")
    done = factcheck(tmp_path, "init")
    assert [name for name in files(tmp_path) if name.startswith("sources/")] == ["sources/mine.md"]
    assert "left out: sources/ has texts of its own" in done.stdout
    assert "on purpose" not in done.stdout
    assert factcheck(tmp_path, "verify").returncode == 0


def test_what_a_project_has_set_is_heeded(tmp_path: Path) -> None:
    text = '[tool.factcheck]\nclaims = "desk/facts.yaml"\nsources = ["news/*.txt", "drafts"]\n'
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    done = factcheck(tmp_path, "init")
    assert sorted(files(tmp_path)) == sorted(["pyproject.toml", "desk/facts.yaml", "drafts/ben-tram-2025.md", *FILES[2:]])
    assert "left out: pyproject.toml has the settings" in done.stdout
    schema = re.match(r"# yaml-language-server: \$schema=(\S+)", (tmp_path / "desk" / "facts.yaml").read_text("utf-8"))
    assert schema is not None
    assert (tmp_path / "desk" / schema[1]).resolve() == tmp_path.resolve() / ".factcheck" / "claims.schema.json"


def test_settings_above_do_not_move_a_desk_below_them(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text('claims = "facts.yaml"\n', "utf-8")
    assert factcheck(tmp_path, "init", "desk").returncode == 0
    assert sorted(files(tmp_path / "desk")) == sorted([*FILES, "sources/ben-tram-2025.md"])
    assert factcheck(tmp_path / "desk", "verify").returncode == 1


def test_lines_for_a_build_below_the_root_of_a_repository_are_told_to_be_moved(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    below = factcheck(tmp_path, "init", "desk", "--ci", "github").stdout
    assert ".github/workflows/facts.yml: read at the root of a repository only" in below
    assert "let it run in desk/" in below
    assert "root of a repository" not in factcheck(tmp_path, "init", "--ci", "github").stdout
    assert "root of a repository" not in factcheck(tmp_path, "init", "other").stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["taken"], "taken: error: a file, not a folder"),
        (["--ci", "jenkins"], "'jenkins' is none of github, gitlab, pre-commit"),
        (["--lang", "fr"], "'fr' is not one of"),
        (["broken"], "FC908"),
    ],
)
def test_what_cannot_be_begun_is_told_and_nothing_is_written(tmp_path: Path, args: list[str], words: str) -> None:
    (tmp_path / "taken").touch()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "factcheck.toml").write_text("claims = [\n", "utf-8")
    before = files(tmp_path)
    done = factcheck(tmp_path, "init", *args)
    assert done.returncode == 2
    assert words in done.stderr
    assert files(tmp_path) == before


def test_what_can_be_written_is_where_something_cannot(tmp_path: Path) -> None:
    (tmp_path / ".factcheck").touch()
    done = factcheck(tmp_path, "init")
    assert done.returncode == 2
    assert done.stderr.count(".factcheck/") == 2
    assert done.stderr.count("cannot be written: a file stands where its folder should be") == 2
    assert "  + claims.yaml" in done.stdout
    (tmp_path / ".factcheck").unlink()
    assert factcheck(tmp_path, "init").returncode == 0
    assert set(FILES) <= set(files(tmp_path))


def test_a_name_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    from pathlib import PurePosixPath

    wanted = [Piece(PurePosixPath("x" * 300), "claims", "a"), Piece(PurePosixPath("b"), "claims", "b")]
    with pytest.raises(Unwritten, match="cannot be written: File name too long") as raised:
        write(tmp_path, wanted)
    assert [str(piece.path) for piece in raised.value.made.written] == ["b"]
