"""The README and the pages of docs/ are held to what the tool does: their commands run as written, their tables are the code's own."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import called
from sample_report import REPORT

from factcheck.cli import shell
from factcheck.cli.verify import CHOICES
from factcheck.load.claims import KEYS
from factcheck.load.config import keys, load_project
from factcheck.reasons import REASONS
from factcheck.report import FORMATS, render

ROOT = Path(__file__).parent.parent
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))}
README = PAGES["README.md"]
# A command's line may tell the exit code that it ends with; the others end with 0.
COMMANDS = [
    (page, line, int(told[1]) if (told := re.search(r"\(exit (\d+)\)", line)) else 0)
    for page, text in PAGES.items()
    for block in re.findall(r"<!-- run -->\n```sh\n(.*?)```", text, re.DOTALL)
    for line in block.splitlines()
]
FILES = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", README, re.DOTALL))


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a folder for each page, for its commands go on from one another."""
    return {page: made(tmp_path_factory.mktemp("desk")) for page in PAGES}


@pytest.fixture
def desk(desks: dict[str, Path]) -> Path:
    """Return the folder of the README."""
    return desks["README.md"]


def made(folder: Path) -> Path:
    """Return a folder with the shipped files, the README's own, and the command on its path."""
    shutil.copy(ROOT / "claims.yaml", folder)
    shutil.copytree(ROOT / "sources", folder / "sources")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    command = folder / "bin" / "factcheck"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m factcheck "$@"\n', "utf-8")
    command.chmod(0o755)
    return folder


def run(line: str, desk: Path) -> subprocess.CompletedProcess[str]:
    """Return what a line of a page does: in a shell where it needs one, else in this process."""
    words = shlex.split(line, comments=True)
    if words[0] == "factcheck" and not set(line.partition("  #")[0]) & set("|<>;&$*"):
        return called(desk, *words[1:])
    environment = {**os.environ, "PATH": f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(["sh", "-c", line], cwd=desk, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(("page", "line", "code"), COMMANDS, ids=[line.partition("  ")[0] for _, line, _ in COMMANDS])
def test_a_command_runs_as_written(page: str, line: str, code: int, desks: dict[str, Path]) -> None:
    done = run(line, desks[page])
    assert done.returncode == code, done.stderr
    assert done.stdout or ">" in line
    assert "Traceback" not in done.stderr


def test_the_draft_of_the_example_is_judged_as_the_readme_says(desk: Path) -> None:
    done = run("factcheck verify draft.md --claims facts.yaml --verbose --color never", desk)
    assert "✗ 1 contradiction " in done.stdout
    assert "✓ 1 supported " in done.stdout
    assert "found       hơn 3.100" in done.stdout


def test_the_reason_codes_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| (FC\d+) \| [`(](\w+)[`)] \| (.+?) \|$", PAGES["docs/reasons.md"], re.MULTILINE)
    assert rows == [(reason.code, reason.verdict, reason.title) for reason in REASONS.values()]


def test_the_formats_are_those_of_the_code() -> None:
    table = README[README.index("| Format |") :].partition("\n\n")[0]
    assert sorted(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == sorted(FORMATS)


def test_the_exit_codes_are_those_of_the_code() -> None:
    told = [int(code) for code in re.findall(r"^\| (\d+) \| ", README, re.MULTILINE)]
    assert told == [shell.SUPPORTED_OR_ALLOWED, shell.CONTRADICTED, shell.COULD_NOT_CHECK, shell.NOTHING_CHECKED, shell.INTERRUPTED]


def test_the_keys_of_a_claim_are_those_of_the_code() -> None:
    table = README[README.index("| Key |") :].partition("\n\n")[0]
    told = {key for row in table.splitlines()[2:] for key in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert told == set(KEYS)


def test_the_keys_of_a_project_are_those_of_the_code() -> None:
    def written(default: object) -> str:
        text = " ".join(default) if isinstance(default, tuple) else "" if default is None else str(default)
        return f"`{text.casefold()}`" if text else "–"

    text = PAGES["docs/settings.md"]
    table = text[text.index("| Key | What it sets |") :].partition("\n\n")[0]
    assert table.splitlines()[2:] == [f"| `{key.name}` | {key.says} | {written(key.default)} |" for key in keys()]


@pytest.mark.parametrize("table", re.findall(r"```toml\n(\[tool.*?)```", "".join(PAGES.values()), re.DOTALL))
def test_an_example_of_a_configuration_is_read(table: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(table, "utf-8")
    assert load_project(tmp_path, CHOICES).file is not None


def test_what_a_finding_rests_on_has_the_keys_of_the_code() -> None:
    text = PAGES["docs/reports.md"]
    table = text[text.index("| Key |", text.index("rests on")) :].partition("\n\n")[0]
    told = [re.findall(r"`(\w+)`", row.split("|")[1])[0] for row in table.splitlines()[2:]]
    finding = json.loads(render(REPORT, "json"))["claims"][0]["findings"][0]
    assert told == [key for key in finding if key in told]
    assert set(told) == {"gates"} | set(list(finding)[list(finding).index("features") + 1 :])


def test_every_make_target_that_is_named_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"(?:^|`)make (\w+)", README, re.MULTILINE))
    assert named >= {"verify", "test", "lint"}
    assert named <= set(re.findall(r"^(\w+):", makefile, re.MULTILINE))


@pytest.mark.parametrize(("page", "link"), [(page, link) for page, text in PAGES.items() for link in re.findall(r"\]\(([^)#:]+)\)", text)])
def test_a_link_leads_to_a_file(page: str, link: str) -> None:
    assert (ROOT / page).parent.joinpath(link).is_file()


@pytest.mark.parametrize("path", re.findall(r"`((?:tests|benchmarks|sources|\.ci)/[\w./-]+)`", "".join(PAGES.values())))
def test_a_file_that_is_named_is_there(path: str) -> None:
    assert (ROOT / path).exists()
