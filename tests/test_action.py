"""The GitHub Action: each step's script is run as it is written, with the environment that a runner would give it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from newsroom import CLAIMS, RIGHT, WRONG

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
# As the runner starts `shell: bash`.
BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail")
COUNTS = ("contradicted", "accepted", "supported", "not_comparable", "not_found")


class Run(NamedTuple):
    """One run of the action: how it ended, its outputs, what the log and the summary show, and what was uploaded."""

    code: int
    outputs: Mapping[str, str]
    log: str
    summary: str
    uploaded: Mapping[str, str] | None


class Runner:
    """As much of a runner as the action needs: expressions, outputs, the files that a step appends to."""

    def __init__(self, workspace: Path, temporary: Path) -> None:
        self.workspace, self.temporary = workspace, temporary
        self.steps: dict[str, dict[str, str]] = {}
        self.inputs: dict[str, str] = {}
        self.log, self.code = "", 0
        self.uploaded: dict[str, str] | None = None

    def run(self, given: Mapping[str, str], steps: list[dict[str, Any]] = STEPS) -> Run:
        """Run the steps with some inputs."""
        assert set(given) <= set(ACTION["inputs"])
        self.inputs = {**{name: str(told["default"]) for name, told in ACTION["inputs"].items()}, **given}
        self.log, self.code, self.uploaded = "", 0, None
        self.steps.pop("check", None)
        (self.temporary / "summary").write_text("", "utf-8")
        for step in steps:
            if self.code and "always()" not in step.get("if", ""):
                continue
            if self.true(step.get("if", "always()")):
                self.step(step)
        outputs = {name: self.filled(told["value"]) for name, told in ACTION["outputs"].items()}
        return Run(self.code, outputs, self.log, (self.temporary / "summary").read_text("utf-8"), self.uploaded)

    def filled(self, text: str) -> str:
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: self.value(found[1]), text)

    def value(self, name: str) -> str:
        kind, *rest = name.split(".")
        if kind == "inputs":
            return self.inputs[rest[0]]
        step, outputs, output = rest
        assert (kind, outputs) == ("steps", "outputs")
        assert step in {told.get("id") for told in STEPS}
        return self.steps.get(step, {}).get(output, "")

    def true(self, condition: str) -> bool:
        """Return what a condition of `&&`, `==` and `!=` comes to."""
        for part in condition.split(" && "):
            if part == "always()":
                continue
            left, sign, right = part.split(" ")
            if (self.value(left) == right.strip("'")) != (sign == "=="):
                return False
        return True

    def step(self, step: dict[str, Any]) -> None:
        if "uses" in step:
            told = {name: self.filled(str(value)) for name, value in step["with"].items()}
            if step["uses"].startswith("actions/setup-python@"):
                self.steps[step["id"]] = {"python-path": sys.executable}
            else:
                assert step["uses"].startswith("github/codeql-action/upload-sarif@")
                self.uploaded = told
            return
        output, script = self.temporary / "output", self.temporary / "script.sh"
        output.write_text("", "utf-8")
        script.write_text(step["run"], "utf-8")
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
            **{name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "REQUESTS_"))},
            "PIP_NO_COMPILE": "1",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.temporary / "summary"),
            "RUNNER_TEMP": str(self.temporary),
            **{name: self.filled(value) for name, value in step.get("env", {}).items()},
        }
        folder = self.workspace / self.filled(step.get("working-directory", "."))
        done = subprocess.run(
            [*BASH, str(script)],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        self.log += done.stdout
        self.code = self.code or done.returncode
        lines = output.read_text("utf-8").splitlines()
        assert all(re.fullmatch(r"[\w-]+=.*", line) for line in lines)
        self.steps[step.get("id", "")] = dict(line.split("=", 1) for line in lines)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Return the outputs of the steps that find a Python and install the checkout, in an environment of their own."""
    temporary = tmp_path_factory.mktemp("runner")
    runner = Runner(temporary, temporary)
    before = set(ROOT.iterdir())
    assert runner.run({}, STEPS[:2]).code == 0, runner.log
    assert {path for path in set(ROOT.iterdir()) - before if path.name != ".pytest_cache"} == set()
    return runner.steps


@pytest.fixture
def runner(tmp_path: Path, installed: dict[str, dict[str, str]]) -> Runner:
    """A runner that has installed the action, and a checkout with a right and a wrong article."""
    (tmp_path / "checkout" / "sources").mkdir(parents=True)
    (tmp_path / "temp").mkdir()
    folder = tmp_path / "temp" / "factcheck"
    folder.mkdir()
    runner = Runner(tmp_path / "checkout", tmp_path / "temp")
    runner.steps = {**installed, "install": {**installed["install"], "folder": str(folder)}}
    (runner.workspace / "claims.yaml").write_text(CLAIMS, "utf-8")
    (runner.workspace / "sources" / "wrong.txt").write_text(WRONG, "utf-8")
    (runner.workspace / "sources" / "right.md").write_text(RIGHT, "utf-8")
    return runner


def commands(log: str) -> list[str]:
    """Return the lines that a runner would obey."""
    obeyed, stopped = [], ""
    for line in log.splitlines():
        if stopped:
            stopped = "" if line == f"::{stopped}::" else stopped
        elif found := re.fullmatch(r"::stop-commands::(\w{32})", line):
            stopped = found[1]
        elif line.lstrip().startswith("::") or "##[" in line:
            obeyed.append(line)
    assert not stopped
    return obeyed


def test_more_contradictions_than_allowed_fail_the_job_after_everything_is_shown(runner: Runner) -> None:
    done = runner.run({"upload-sarif": "true", "category": "news"}, STEPS[2:])
    assert done.code == 1
    assert [done.outputs[name] for name in COUNTS] == ["1", "0", "1", "0", "0"]
    assert done.outputs["exit-code"] == "1"
    assert [line for line in commands(done.log) if line.startswith("::error file=sources/wrong.txt,line=1,")]
    assert "198 tỷ USD" in done.summary
    assert json.loads(Path(done.outputs["json"]).read_text("utf-8"))["schema"] == "factcheck.report/1"
    sarif = json.loads(Path(done.outputs["sarif"]).read_text("utf-8"))
    assert (sarif["version"], len(sarif["runs"][0]["results"]) > 0) == ("2.1.0", True)
    assert done.uploaded == {"sarif_file": done.outputs["sarif"], "category": "news"}


@pytest.mark.parametrize(
    ("inputs", "code", "contradicted"),
    [
        ({"sources": "sources/right.md"}, 0, "0"),
        ({"sources": "sources/right.md\r\n\r\nsources/wrong.txt\r\n"}, 1, "1"),
        ({"max-contradictions": "1"}, 0, "1"),
        ({"max-contradictions": "1", "sources": "sources/wrong.txt", "fail-on": "not_found,stale"}, 1, "1"),
        ({"max-contradictions": "1", "sources": "sources/*.txt\nsources/right.md"}, 0, "1"),
        ({"args": "--max-contradictions\n3\n--hedges=logical"}, 0, "1"),
        ({"working-directory": "sources", "claims": "../claims.yaml", "sources": "wrong.txt"}, 1, "1"),
    ],
)
def test_the_inputs_say_what_is_checked_and_what_passes(runner: Runner, inputs: dict[str, str], code: int, contradicted: str) -> None:
    done = runner.run(inputs, STEPS[2:])
    assert (done.code, done.outputs["exit-code"], done.outputs["contradicted"]) == (code, str(code), contradicted), done.log
    assert done.uploaded is None


def test_the_settings_of_the_project_are_heeded(runner: Runner) -> None:
    (runner.workspace / "factcheck.toml").write_text("max-contradictions = 1\noutput = ['svg=lost.svg']\nformat = 'json'\n", "utf-8")
    done = runner.run({}, STEPS[2:])
    assert (done.code, done.outputs["contradicted"]) == (0, "1")
    assert not (runner.workspace / "lost.svg").exists()


@pytest.mark.parametrize(
    ("claims", "inputs", "code", "told"),
    [
        ("claims:\n  - id: a\n    vlaue: 3 xã\n", {}, 2, "claims.yaml:3:5: error FC901"),
        (CLAIMS, {"claims": "nowhere.yaml"}, 2, "nowhere.yaml"),
        (CLAIMS, {"max-contradictions": "many"}, 2, "many"),
        (CLAIMS, {"args": "--nonsense"}, 2, "--nonsense"),
        (CLAIMS, {"sources": "empty.txt"}, 3, "empty.txt"),
    ],
)
def test_what_could_not_be_checked_fails_the_job_and_is_told(
    runner: Runner, claims: str, inputs: dict[str, str], code: int, told: str
) -> None:
    (runner.workspace / "claims.yaml").write_text(claims, "utf-8")
    (runner.workspace / "empty.txt").touch()
    done = runner.run({"upload-sarif": "true", **inputs}, STEPS[2:])
    assert (done.code, done.outputs["exit-code"]) == (code, str(code))
    assert [done.outputs[name] for name in (*COUNTS, "json", "sarif")] == [""] * 7
    assert told in done.log
    assert f"    {told}" in done.summary or told in done.summary
    assert [line.partition("::The")[0] for line in commands(done.log)] == ["::error title=factcheck"]
    assert done.uploaded is None


def test_a_report_of_what_could_be_read_is_kept_where_something_could_not(runner: Runner) -> None:
    (runner.workspace / "bytes.bin").write_bytes(b"\0\1\2")
    done = runner.run({"sources": "sources\nbytes.bin"}, STEPS[2:])
    assert (done.code, done.outputs["exit-code"], done.outputs["contradicted"]) == (2, "2", "1")
    assert "bytes.bin: error FC913" in done.summary


HOSTILE = [
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned; #",
    "x\ntouch pwned\n",
    "'; touch pwned; '",
    '"; touch pwned; "',
    "${{ github.token }}$(touch pwned)",
    "--help",
    "* $HOME ~",
    "::error::owned\n::add-mask::x",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("names", [("sources",), ("claims", "max-contradictions", "fail-on", "sources", "args")], ids="-".join)
def test_an_input_is_never_a_command(runner: Runner, names: tuple[str, ...], text: str) -> None:
    done = runner.run(dict.fromkeys(names, text), STEPS[2:])
    assert list(runner.workspace.parent.rglob("pwned")) == []
    assert done.code == 2, done.log
    assert "owned" not in "\n".join(commands(done.log))
    assert "x" not in {line.partition("add-mask::")[2] for line in commands(done.log)}


def test_a_name_or_text_of_the_checkout_is_never_a_command(runner: Runner) -> None:
    (runner.workspace / "sources" / "::error::owned.txt").write_text(WRONG.replace("tỉnh", "\n::add-mask::tỉnh ##[error]owned"), "utf-8")
    (runner.workspace / "sources" / "::stop-commands::x\n::error::owned.md").write_bytes(b"\0owned")
    for inputs, code in (({"sources": "sources\n::error::owned.bin"}, 2), ({}, 1)):
        done = runner.run(inputs, STEPS[2:])
        assert done.code == code
        assert "owned" in done.log
        for line in commands(done.log):
            assert re.match(r"::(error|notice|warning) (file=|title=)", line), line
            assert line.count("::") == 2 or "owned" not in line.rpartition("::")[2]


def test_a_module_of_the_checkout_is_never_run(runner: Runner) -> None:
    for name in ("factcheck/__init__.py", "factcheck/__main__.py", "yaml.py", "json.py", "secrets.py", "typer.py", "sitecustomize.py"):
        (runner.workspace / name).parent.mkdir(exist_ok=True)
        (runner.workspace / name).write_text("open('pwned', 'w')\nraise SystemExit(77)\n", "utf-8")
    (runner.workspace / "sources" / "bytes.md").write_bytes(b"\0")
    done = runner.run({"sources": "sources/right.md\nmissing.txt"}, STEPS[2:])
    assert done.code == 2
    assert "missing.txt" in done.log
    done = runner.run({"max-contradictions": "1"}, STEPS[2:])
    assert done.outputs["contradicted"] == "1", done.log
    assert not (runner.workspace / "pwned").exists()


def test_a_job_in_which_nothing_ran_does_not_pass(runner: Runner) -> None:
    assert runner.run({}, STEPS[-1:]).code == 2


def test_no_script_holds_an_expression_and_every_input_is_used() -> None:
    scripts = [step["run"] for step in STEPS if "run" in step]
    assert len(scripts) == 3
    assert not [script for script in scripts if "${{" in script]
    text = (ROOT / "action.yml").read_text("utf-8")
    assert set(re.findall(r"inputs\.([\w-]+)", text)) == set(ACTION["inputs"])
    for step in STEPS:
        assert step.get("shell", "bash") == "bash"
        assert re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", step.get("uses", "a/b@v1"))
