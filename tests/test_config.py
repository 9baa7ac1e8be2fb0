"""Defaults of `verify` from factcheck.toml and pyproject.toml: found upward, every key checked, the command line wins."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from factcheck.cli.verify import CHOICES
from factcheck.errors import InputError
from factcheck.load.acknowledgements import load_acknowledgements
from factcheck.load.config import Settings, default_claims, keys, load_settings
from factcheck.load.registry import load_registry
from factcheck.load.text import lines
from factcheck.load.toml import read_toml
from factcheck.model import Publisher

CLAIMS = "claims:\n  - id: trade\n    claim: Kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn năm 2025 đạt 234,58 tỷ USD\n"
WRONG = "Năm 2025, kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt 198 tỷ USD.\n"


def settings(folder: Path) -> Settings:
    return load_settings(folder, CHOICES)


def factcheck(folder: Path, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "CI")}
    environment = {**kept, "PYTHONPATH": str(Path(__file__).parent.parent), **env}
    command = [sys.executable, "-m", "factcheck", *args]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", env=environment, check=False)


def verify(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return factcheck(folder, "verify", *args)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose registry and articles have names of their own, and a folder below it."""
    (tmp_path / "facts.yaml").write_text(CLAIMS, "utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "wrong.txt").write_text(WRONG, "utf-8")
    (tmp_path / "desk" / "deep").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "head"),
    [("factcheck.toml", ""), ("pyproject.toml", "[project]\nname = 'x'\n[tool.factcheck]\n"), ("pyproject.toml", "[tool]\nfactcheck.")],
)
def test_both_files_set_the_same_options(project: Path, name: str, head: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    (project / name).write_text(f"{head}claims = 'facts.yaml'\n", "utf-8")
    assert settings(project) == Settings(claims="facts.yaml")


def test_every_option_can_be_set(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    (project / "factcheck.toml").write_text(
        'claims = "facts.yaml"\nsources = ["news", "-"]\nformat = "json"\noutput = ["r.json", "svg=r.svg"]\nmax-contradictions = 3\n'
        'hedges = "logical"\nquiet = true\nverbose = false\nstatistics = true\ncolor = "never"\n'
        'acknowledgements = "known.yaml"\nfail-on = ["stale", "not_found"]\nnew-only = true\nexemptions = false\n'
        '[publisher]\nname = "Báo"\nurl = "https://example.org"\n',
        "utf-8",
    )
    expected = Settings("facts.yaml", ("news", "-"), "json", ("r.json", "svg=r.svg"), 3, "logical", True, False, True, "never")
    expected = expected._replace(acknowledgements="known.yaml", fail_on=("stale", "not_found"), new_only=True, exemptions=False)
    assert settings(project) == expected._replace(publisher=Publisher("Báo", "https://example.org"))


def test_every_key_says_what_it_sets() -> None:
    told = list(keys())
    assert {key.field for key in told} == set(Settings._fields)
    assert all(key.says for key in told)
    assert len({key.says for key in told}) == len(told)


@pytest.mark.parametrize(
    "rows",
    [
        "[tool.factcheck.publisher]\nname = 'Báo'\nurl = 'https://example.org/a'",
        "[tool.factcheck]\npublisher = {name = 'Báo', url = 'https://example.org/a'}",
        "[tool.factcheck]\npublisher.name = 'Báo'\npublisher.url = 'https://example.org/a'",
        "[tool]\nfactcheck = {publisher = {name = 'Báo', url = 'https://example.org/a'}}",
    ],
)
def test_a_publisher_is_a_table_however_it_is_written(project: Path, rows: str) -> None:
    (project / "pyproject.toml").write_text(f"{rows}\n", "utf-8")
    assert settings(project) == Settings(publisher=Publisher("Báo", "https://example.org/a"))


PUBLISHERS = [
    ("publisher = 'Báo'", "FC907", 2, "publisher", "[tool.factcheck.publisher]"),
    ("publisher = {name = 'Báo'}", "FC903", 2, "publisher", '`url = "https://…"` below `[tool.factcheck.publisher]`'),
    ("publisher = {url = 'https://example.org'}", "FC903", 2, "publisher", '`name = "…"`'),
    ("[tool.factcheck.publisher]\nnmae = 'Báo'\nname = 'Báo'\nurl = 'https://example.org'", "FC901", 3, "nmae", "write `name`"),
    ("[tool.factcheck.publisher]\nname = 3\nurl = 'https://example.org'", "FC907", 3, "name", "in quotes"),
    ("publisher.name = ''\npublisher.url = 'https://example.org'", "FC907", 2, "name", "in quotes"),
    *(
        (f"publisher = {{name = 'Báo', url = '{url}'}}", "FC907", 2, "url", "address of a page")
        for url in ("example.org", "javascript:alert(1)", "https://", "https:///a", "https://a b", "https://example.org/#a", "ftp://a")
    ),
]


@pytest.mark.parametrize(("rows", "code", "line", "marked", "hint"), PUBLISHERS, ids=[row[0] for row in PUBLISHERS])
def test_a_publisher_that_is_wrong_is_told_at_its_line(project: Path, rows: str, code: str, line: int, marked: str, hint: str) -> None:
    (project / "pyproject.toml").write_text(f"[tool.factcheck]\n{rows}\n", "utf-8")
    with pytest.raises(InputError) as caught:
        settings(project)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (code, line)
    assert problem.source_line[problem.column - 1 : problem.column - 1 + problem.width] == marked
    assert hint in problem.hint


TABLE = """\
[project]
claims = "not ours"
text = '''
[tool.factcheck]
claims = "in a text"
'''
[tool."factcheck"]  # ours
"claims" = "facts.yaml"
sources = [
  "quiet = true",
  "verbose"]
  publisher . 'name' = "Báo"
[[tool.other]]
hedges = "theirs"
[tool.factcheck.publisher.deep]
url = 1
"""


@pytest.mark.parametrize(
    ("keys", "marked"),
    [
        (("claims",), (8, "claims")),
        (("sources",), (9, "sources")),
        (("publisher",), (12, "publisher")),
        (("publisher", "name"), (12, "name")),
        (("publisher", "deep", "url"), (16, "url")),
        (("hedges",), (7, "factcheck")),
        (("quiet",), (7, "factcheck")),
    ],
)
def test_the_line_of_a_key_is_found_in_any_spelling(keys: tuple[str, ...], marked: tuple[int, str]) -> None:
    file = read_toml(TABLE, Path("pyproject.toml"))
    assert file is not None
    place = file.place(*keys)
    assert place is not None
    assert (place.line, lines(TABLE)[place.line - 1][place.column - 1 : place.column - 1 + place.width]) == marked


def test_the_nearest_file_counts_and_paths_are_seen_from_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = "[tool.factcheck]\nclaims = 'facts.yaml'\nsources = 'news'\noutput = 'json=r=1.json'\n"
    (project / "pyproject.toml").write_text(table, "utf-8")
    (project / "desk" / "pyproject.toml").write_text("[tool.other]\nclaims = 1\n", "utf-8")
    monkeypatch.chdir(project / "desk" / "deep")
    up = Path("..", "..")
    assert settings(Path.cwd()) == Settings(str(up / "facts.yaml"), (str(up / "news"),), output=(f"json={up / 'r=1.json'}",))
    (project / "desk" / "factcheck.toml").write_text("quiet = true\n", "utf-8")
    assert settings(Path.cwd()) == Settings(quiet=True)


def test_a_file_of_its_own_stands_before_the_shared_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    (project / "pyproject.toml").write_text("[tool.factcheck]\nclaims = 'other.yaml'\n", "utf-8")
    (project / "factcheck.toml").write_text("", "utf-8")
    assert settings(project) == Settings()


FAULTS = [
    ("max_contradictions = 2", "FC901", "write `max-contradictions`"),
    ("colour = 'never'", "FC901", "write `color`"),
    ("zzz = 1", "FC901", "use one of `claims`, `sources`"),
    ("max-contradictions = -1", "FC907", "a number"),
    ("max-contradictions = true", "FC907", "a number"),
    ("max-contradictions = '2'", "FC907", "a number"),
    ("format = 'xml'", "FC907", '"json"'),
    ("hedges = 3", "FC907", '"logical"'),
    ("color = []", "FC907", '"never"'),
    ("quiet = 'yes'", "FC907", "`true` or `false`"),
    ("claims = ['a']", "FC907", "in quotes"),
    ("claims = ''", "FC907", "in quotes"),
    ("fail-on = ['stael']", "FC907", 'write `"stale"`'),
    ("fail-on = 'nothing-like-it'", "FC907", 'a list of `"not_found"`'),
    ("fail-on = 3", "FC907", 'a list of `"not_found"`'),
    ("fail-on = [[]]", "FC907", 'a list of `"not_found"`'),
    ("exemptions = 'no'", "FC907", "`true` or `false`"),
    ("sources = []", "FC907", "one.md"),
    ("sources = [1]", "FC907", "one.md"),
    ("output = {json = 'r'}", "FC907", "one.md"),
]


@pytest.mark.parametrize(("line", "code", "hint"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_is_told_with_its_place_and_what_to_write(project: Path, line: str, code: str, hint: str) -> None:
    (project / "pyproject.toml").write_text(f"[tool.x]\nquiet = 1\n[tool.factcheck]\n{line}\n", "utf-8")
    with pytest.raises(InputError) as caught:
        settings(project)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column, problem.source_line) == (code, 4, 1, line)
    assert hint in problem.hint


def test_all_faults_are_told_at_once(project: Path) -> None:
    (project / "factcheck.toml").write_text("".join(f"{row[0]}\n" for row in FAULTS[:2] + FAULTS[6:9]), "utf-8")
    with pytest.raises(InputError) as caught:
        settings(project)
    assert [problem.line for problem in caught.value.problems] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("name", "data", "code", "line"),
    [
        ("factcheck.toml", b"claims = \n", "FC908", 1),
        ("factcheck.toml", b"quiet = true\nquiet = false\n", "FC908", 2),
        ("pyproject.toml", b"[tool.factcheck\n", "FC908", 1),
        ("pyproject.toml", b"tool.factcheck = 3\n", "FC908", 0),
        ("factcheck.toml", b"claims = '\xff'\n", "FC910", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_told(project: Path, name: str, data: bytes, code: str, line: int) -> None:
    (project / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        settings(project)
    (problem,) = caught.value.problems
    assert (problem.code, problem.line) == (code, line)
    assert problem.path.endswith(name)


def _socket(path: Path) -> None:
    with chdir(path.parent), socket.socket(socket.AF_UNIX) as own:  # the name of a socket has no more than some hundred characters
        own.bind(path.name)


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo if sys.platform != "win32" else Path.touch, "FC913"),
    "a socket": (_socket, "FC913"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "FC913"),
    "a folder": (Path.mkdir, "FC912"),
    "a link to a file that is not there": (lambda path: path.symlink_to("nowhere"), "FC912"),
    "cannot be read": (lambda path: path.symlink_to(path.name), "FC912"),
}
NAMED = pytest.mark.skipif(sys.platform == "win32", reason="no pipes and sockets with names there")


@NAMED
@pytest.mark.parametrize("name", ["factcheck.toml", "pyproject.toml"])
@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_file_where_settings_could_be_is_told_and_not_waited_for(project: Path, kind: str, name: str) -> None:
    make, code = ODD[kind]
    make(project / name)
    with pytest.raises(InputError) as raised:
        settings(project / "desk")
    (problem,) = raised.value.problems
    assert (problem.path, problem.code) == (f"../{name}", code)
    assert problem.message.startswith(kind)
    assert "may set" in problem.hint


@NAMED
@pytest.mark.parametrize("kind", ODD)
def test_a_registry_or_acknowledgements_that_are_no_file_are_told_and_not_waited_for(project: Path, kind: str) -> None:
    make, code = ODD[kind]
    for name, read in (("claims.yaml", load_registry), ("acknowledgements.yaml", load_acknowledgements)):
        make(project / name)
        with pytest.raises(InputError) as raised:
            read(project / name)
        (problem,) = raised.value.problems
        assert (problem.path, problem.code) == (str(project / name), code)
        assert problem.hint
        assert "verify -" not in problem.hint  # only a text is read from standard input
    with chdir(project):
        assert default_claims(Settings()) == Path("claims.yaml")  # which is told, and not that there is none


def test_a_pyproject_of_other_tools_is_not_even_parsed(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.ruff\nfactcheck = no toml at all", "utf-8")
    assert settings(project) == Settings()


def test_a_run_takes_its_defaults_from_the_file(project: Path) -> None:
    (project / "factcheck.toml").write_text(
        "claims = 'facts.yaml'\nsources = 'news'\nformat = 'json'\nmax-contradictions = 1\noutput = 'terminal=r.txt'\n", "utf-8"
    )
    done = verify(project)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["summary"]["contradicted"] == 1
    assert "1 contradiction" in (project / "r.txt").read_text("utf-8")
    below = verify(project / "desk")
    assert json.loads(below.stdout)["claims"][0]["findings"][0]["source"] == str(Path("..", "news", "wrong.txt"))


def test_the_command_line_wins(project: Path) -> None:
    (project / "factcheck.toml").write_text(
        "claims = 'nowhere.yaml'\nsources = 'nowhere'\nformat = 'json'\nmax-contradictions = 9\noutput = 'lost.json'\n"
        "color = 'always'\nquiet = true\n",
        "utf-8",
    )
    args = ["--claims", "facts.yaml", "--format", "terminal", "--max-contradictions", "0", "--output", "kept.txt", "--color", "never"]
    done = verify(project, "news", *args, "--verbose")
    assert done.returncode == 1
    text = (project / "kept.txt").read_text("utf-8")
    assert "score" in text
    assert "\x1b" not in text
    assert not (project / "lost.json").exists()


def test_a_wrong_file_ends_a_run_with_2_but_not_its_help(project: Path) -> None:
    (project / "factcheck.toml").write_text("clams = 'facts.yaml'\n", "utf-8")
    done = verify(project)
    assert done.returncode == 2
    assert "factcheck.toml:1:1: error FC901" in done.stderr
    assert "help: write `claims`" in done.stderr
    assert verify(project, "--help").returncode == 0


def test_config_shows_each_key_its_value_and_where_it_was_set(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.factcheck]\nquiet = true\n", "utf-8")
    (project / "desk" / "factcheck.toml").write_text(
        "claims = 'facts.yaml'\nsources = [\n  'a.md',\n  '../news']\n"
        "[publisher]\nname = \"Báo \\u001b[2J\"\nurl = 'https://example.org'\n",
        "utf-8",
    )
    (project / "desk" / "pyproject.toml").write_text("[tool.factcheck\n", "utf-8")
    done = factcheck(project / "desk" / "deep", "config")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Báo \\x1b[2J" in done.stdout
    rows = {line.split("  ")[0]: line.split() for line in done.stdout.splitlines() if line}
    assert rows["claims"] == ["claims", "../facts.yaml", "../factcheck.toml:1"]
    assert rows["sources"] == ["sources", "../a.md,", "../../news", "../factcheck.toml:2"]
    assert rows["publisher.url"] == ["publisher.url", "https://example.org", "../factcheck.toml:7"]
    assert rows["quiet"] == ["quiet", "false", "default"]
    assert rows["NO_COLOR"] == ["NO_COLOR", "not", "set"]
    assert done.stdout.endswith("Not read, for ../factcheck.toml comes first: ../pyproject.toml, ../../pyproject.toml\n")
    told = json.loads(factcheck(project / "desk" / "deep", "config", "--format", "json").stdout)
    assert told["file"] == "../factcheck.toml"
    assert [row["key"] for row in told["settings"]] == [key.name for key in keys()]
    assert {row["key"]: (row["value"], row["origin"], row["line"]) for row in told["settings"]} == {
        **{key.name: (list(key.default) if isinstance(key.default, tuple) else key.default, "default", None) for key in keys()},
        "claims": ("../facts.yaml", "file", 1),
        "sources": (["../a.md", "../../news"], "file", 2),
        "publisher.name": ("Báo \x1b[2J", "file", 6),
        "publisher.url": ("https://example.org", "file", 7),
    }


def test_a_file_further_up_that_cannot_be_read_is_only_told(project: Path) -> None:
    (project / "factcheck.toml").write_bytes(b"claims = '\xff'\n")
    (project / "desk" / "factcheck.toml").write_text("", "utf-8")
    done = factcheck(project / "desk", "config")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Not read, for factcheck.toml comes first: ../factcheck.toml\n")


def test_config_where_nothing_is_set_says_so(tmp_path: Path) -> None:
    done = factcheck(tmp_path, "config")
    assert done.returncode == 0
    assert done.stdout.endswith("No factcheck.toml and no [tool.factcheck] in a pyproject.toml, here or above.\n")


def test_config_tells_a_wrong_file_as_a_run_does(project: Path) -> None:
    (project / "factcheck.toml").write_text("clams = 'facts.yaml'\n", "utf-8")
    done = factcheck(project, "config")
    assert (done.returncode, done.stdout) == (2, "")
    assert "factcheck.toml:1:1: error FC901" in done.stderr


@pytest.mark.parametrize(
    ("color", "environment", "effects"),
    [
        ("auto", {}, [None, None, None]),
        ("auto", {"NO_COLOR": "1"}, ["no colours", None, None]),
        ("auto", {"NO_COLOR": "", "FORCE_COLOR": "0", "CI": "false"}, [None, None, None]),
        ("auto", {"FORCE_COLOR": "1", "CI": "true"}, [None, "colours in files and pipes too", "no line that is written over"]),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, ["no colours", "nothing, for NO_COLOR comes first", None]),
        ("always", {"NO_COLOR": "1"}, ["nothing, for `color` is `always`", None, None]),
        ("never", {"FORCE_COLOR": "1", "CI": "1"}, [None, "nothing, for `color` is `never`", "no line that is written over"]),
    ],
)
def test_config_tells_what_the_environment_does(project: Path, color: str, environment: dict[str, str], effects: list[str | None]) -> None:
    (project / "factcheck.toml").write_text(f"color = '{color}'\n", "utf-8")
    told = json.loads(factcheck(project, "config", "-f", "json", **environment).stdout)["environment"]
    assert [row["effect"] for row in told] == effects
    assert {row["name"]: row["value"] for row in told} == {"NO_COLOR": None, "FORCE_COLOR": None, "CI": None} | environment
