"""What docs/ci.md tells a newsroom to copy: accepted by the schemas that others wrote, and run as it stands."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from junitparser import JUnitXml
from newsroom import CLAIMS, RIGHT, WRONG

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
SNIPPETS = dict(re.findall(r"<!-- ([\w-]+) -->\n```yaml\n(.*?)```", PAGE, re.DOTALL))
DEFAULTS = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def tool(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a developers' tool of this environment in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    named = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
    environment = {**kept, **named, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "PIP_NO_COMPILE": "1", **env}
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", env=environment, timeout=300, check=False)


def accepted(path: Path, schema: str, *args: str) -> None:
    done = tool(path.parent, sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *args, str(path))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """A folder as the page begins: the defaults, a registry and two folders of articles."""
    assert DEFAULTS is not None
    (tmp_path / "factcheck.toml").write_text(DEFAULTS[1], "utf-8")
    (tmp_path / "claims.yaml").write_text(CLAIMS, "utf-8")
    for name, text in {"news/right.md": RIGHT, "drafts/wrong.txt": WRONG}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_action_is_one_by_github_s_schema() -> None:
    accepted(ROOT / "action.yml", "vendor.github-actions")


@pytest.mark.parametrize(
    ("name", "schema", "args"),
    [
        ("github", "vendor.github-workflows", []),
        ("github", "custom.github-workflows-require-timeout", []),
        ("gitlab", "vendor.gitlab-ci", ["--data-transform", "gitlab-ci"]),
    ],
)
def test_a_snippet_is_valid_by_the_schema_of_its_service(tmp_path: Path, name: str, schema: str, args: list[str]) -> None:
    (tmp_path / "snippet.yml").write_text(SNIPPETS[name], "utf-8")
    accepted(tmp_path / "snippet.yml", schema, *args)
    (tmp_path / "snippet.yml").write_text(SNIPPETS[name].replace("script:", "skript:").replace("runs-on:", "run-on:"), "utf-8")
    if schema.startswith("vendor"):
        with pytest.raises(AssertionError):
            accepted(tmp_path / "snippet.yml", schema, *args)


def test_the_workflow_uses_what_the_action_has() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    (job,) = yaml.safe_load(SNIPPETS["github"])["jobs"].values()
    step = next(step for step in job["steps"] if "factcheck@" in step.get("uses", ""))
    assert set(step["with"]) <= set(action["inputs"])
    assert set(re.findall(r"steps\.facts\.outputs\.([\w-]+)", SNIPPETS["github"])) <= set(action["outputs"])
    told = re.findall(r"^\| (`.+?`) \|", PAGE, re.MULTILINE)
    assert [name for cell in told for name in re.findall(r"`([\w-]+)`", cell)] == list(action["inputs"])
    assert set(re.findall(r"`([\w-]+)`", PAGE.partition("Later steps can read")[2].partition("the paths")[0])) == set(action["outputs"])


def test_the_gitlab_job_leaves_what_it_promises(newsroom: Path) -> None:
    (job,) = yaml.safe_load(SNIPPETS["gitlab"]).values()
    install, check = job["script"]
    assert install.startswith("pip install ")
    command = check.split()
    assert command[0] == "factcheck"
    done = tool(newsroom, sys.executable, "-m", *command, PYTHONPATH=str(ROOT))
    assert done.returncode == 1, done.stderr
    assert "✗ 1 contradiction" in done.stdout
    assert job["artifacts"]["when"] == "always"
    (report,) = job["artifacts"]["paths"]
    assert json.loads((newsroom / report).read_text("utf-8"))["summary"]["contradicted"] == 1
    suites = JUnitXml.fromfile(str(newsroom / job["artifacts"]["reports"]["junit"]))
    assert sum(suite.failures for suite in suites) == 1


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A repository of this project as it stands, and its commit."""
    folder = tmp_path_factory.mktemp("factcheck")
    shutil.copytree(ROOT / "factcheck", folder / "factcheck", ignore=shutil.ignore_patterns("__pycache__"))
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    tool(folder, "git", "init", "--quiet")
    tool(folder, "git", "add", "--all")
    done = tool(folder, "git", "commit", "--quiet", "--message", "as it stands")
    assert done.returncode == 0, done.stderr
    return folder, tool(folder, "git", "rev-parse", "HEAD").stdout.strip()


def test_the_hooks_hold_up_a_commit_that_contradicts_and_no_other(newsroom: Path, hooks: tuple[Path, str]) -> None:
    pre_commit = (sys.executable, "-m", "pre_commit")
    manifest = tool(ROOT, *pre_commit, "validate-manifest", ".pre-commit-hooks.yaml")
    assert manifest.returncode == 0, manifest.stdout
    config = yaml.safe_load(SNIPPETS["pre-commit"])
    config["repos"][0].update(repo=str(hooks[0]), rev=hooks[1])
    (newsroom / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    assert tool(newsroom, *pre_commit, "validate-config").returncode == 0

    tool(newsroom, "git", "init", "--quiet")
    home = {"PRE_COMMIT_HOME": str(newsroom.parent / "pre-commit"), "PRE_COMMIT_COLOR": "never"}

    def commit(*names: str) -> list[str]:
        """Return how each hook ended for a commit of some files, and what was shown; what passes is committed."""
        tool(newsroom, "git", "add", *names)
        done = tool(newsroom, *pre_commit, "run", **home)
        ended = re.findall(r"^factcheck.*?\.\.\.+(?:\(no files to check\))?(\w+)$", done.stdout, re.MULTILINE)
        assert len(ended) == 2, done.stdout + done.stderr
        assert (done.returncode == 0) == ("Failed" not in ended)
        if done.returncode == 0:
            tool(newsroom, "git", "commit", "--quiet", "--message", "x", "--no-verify")
        return [*ended, done.stdout]

    (newsroom / "logo.svg").write_text("<svg/>\n", "utf-8")
    (newsroom / "notes.txt").write_text("", "utf-8")
    assert commit("logo.svg", "notes.txt")[:2] == ["Skipped", "Skipped"]
    assert commit("news")[:2] == ["Passed", "Skipped"]
    (newsroom / "news" / "begun.md").write_text("---\ntitle: Ngày mai\n---\n", "utf-8")
    assert commit("news")[:2] == ["Passed", "Skipped"]
    (newsroom / "news" / "bytes.md").write_bytes(b"\xff" * 50)
    article, _, shown = commit("news")
    assert article == "Failed"
    assert "- exit code: 2" in shown
    tool(newsroom, "git", "rm", "--quiet", "--force", "news/bytes.md")
    article, registry, shown = commit("drafts")
    assert (article, registry) == ("Failed", "Skipped")
    assert "drafts/wrong.txt:1:63" in shown
    assert "- exit code: 1" in shown
    # What is wrong in an article that the commit leaves alone is not its fault; a registry is checked against them all.
    tool(newsroom, "git", "reset", "--quiet")
    (newsroom / "news" / "right.md").write_text(f"{RIGHT}\n{RIGHT}", "utf-8")
    assert commit("news")[:2] == ["Passed", "Skipped"]
    article, registry, shown = commit("claims.yaml")
    assert (article, registry) == ("Skipped", "Failed")
    assert "drafts/wrong.txt:1:63" in shown
