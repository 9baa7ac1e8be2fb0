"""The command as a user runs it: what it prints where, what it writes, and how it exits."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from newsroom import RIGHT, WRONG, called

from factcheck import __version__
from factcheck.reasons import REASONS
from factcheck.report import FORMATS

LEFT_OUT = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "GITHUB_STEP_SUMMARY")


def factcheck(folder: Path, *args: str, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, in this process."""
    return called(folder, *args, stdin=stdin, without=LEFT_OUT, **env)


def process(folder: Path, *args: str, stdin: str | None = "", **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder in a process of its own, with pipes for its streams."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    root = str(Path(__file__).parent.parent)
    return subprocess.run(
        [sys.executable, "-m", "factcheck", *args],
        cwd=folder,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={**kept, "PYTHONPATH": root, **env},
        timeout=60,
    )


def test_without_arguments_the_registry_and_sources_of_the_folder_are_checked(desk: Path) -> None:
    done = process(desk, "verify")
    assert done.returncode == 1
    assert done.stderr == "factcheck: failed: 1 contradiction\n"
    assert "✗ 1 contradiction · 2 claims of claims.yaml, 2 sources read" in done.stdout
    assert "sources/wrong.txt:1:63" in done.stdout
    assert "−15.6 %" in done.stdout
    assert "\x1b" not in done.stdout


# A process of its own tells the same, and ends with the code.
ONE_OF_EACH = (["sources/right.md"], ["sources/wrong.txt"], ["no\x01such\x1b[31m.txt"], ["sources", "--nonsense"], ["empty.txt"])


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["sources/right.md"], 0),
        (["sources/wrong.txt"], 1),
        (["sources/wrong.txt", "--max-contradictions", "1"], 0),
        (["sources", "--format", "json", "--output", "report.json"], 1),
        (["sources/right.md", "--output", "report.txt"], 0),
        (["missing.txt"], 2),
        (["sources/right.md", "--claims", "missing.yaml"], 2),
        (["sources/right.md", "--claims", "sources"], 2),
        (["sources/right.md", "--claims", "bad.yaml"], 2),
        (["sources/right.md", "--claims", "empty.yaml"], 2),
        (["sources/right.md", "bytes.bin"], 2),
        (["no\x01such\x1b[31m.txt"], 2),
        (["sources", "--format", "xml"], 2),
        (["sources", "--max-contradictions", "-1"], 2),
        (["sources", "--max-contradictions", "many"], 2),
        (["sources", "--quiet", "--verbose"], 2),
        (["sources/right.md", "--fail-on", "not_found"], 1),
        (["sources", "--fail-on", "not_fond"], 2),
        (["sources", "--fail-on", ""], 2),
        (["sources/right.md", "--acknowledgements", "missing.yaml"], 2),
        (["sources/right.md", "--today", "tomorrow"], 2),
        (["sources", "--nonsense"], 2),
        (["sources", "--output", ""], 2),
        (["sources", "--output", "json="], 2),
        (["sources", "--output", "json=a", "--output", "a"], 2),
        (["sources", "--output", "nowhere/report.json"], 2),
        (["sources", "--output", "sources"], 2),
        (["empty.txt"], 3),
        (["nothing"], 3),
    ],
)
def test_the_exit_code_says_what_happened_in_a_clear_message(desk: Path, args: list[str], code: int) -> None:
    (desk / "bad.yaml").write_text("claims:\n  - id: a\n    vlaue: 3 xã\n", "utf-8")
    (desk / "empty.yaml").write_text("claims: []\n", "utf-8")
    (desk / "empty.txt").touch()
    (desk / "nothing").mkdir()
    (desk / "bytes.bin").write_bytes(bytes(range(256)))
    done = factcheck(desk, "verify", *args)
    if args in ONE_OF_EACH:
        there = process(desk, "verify", *args)
        assert (there.returncode, there.stdout, there.stderr) == (done.returncode, done.stdout, done.stderr)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "unexpected" not in done.stderr
    assert "\x1b" not in done.stderr
    assert ("error" in done.stderr) == (code >= 2)


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("json=claims.yaml", "claims.yaml"),
        ("html=sources/wrong.txt", "sources/wrong.txt"),
        ("./sources/../sources/wrong.txt", "sources/wrong.txt"),
        ("link.txt", "sources/right.md"),
    ],
)
def test_no_report_is_written_over_what_is_read(desk: Path, target: str, kept: str) -> None:
    (desk / "link.txt").symlink_to("sources/right.md")
    before = (desk / kept).read_bytes()
    done = factcheck(desk, "verify", "--output", target)
    assert (done.returncode, (desk / kept).read_bytes()) == (2, before)
    assert "it is read by this run" in done.stderr
    assert "name another file" in done.stderr


def test_what_can_be_read_is_reported_even_if_something_cannot(desk: Path) -> None:
    done = factcheck(desk, "verify", "sources", "bytes.bin", "-f", "json") if (desk / "bytes.bin").write_bytes(b"\0\1\2") else None
    assert done is not None
    assert done.returncode == 2
    assert json.loads(done.stdout)["summary"]["contradicted"] == 1
    assert "bytes.bin: error FC913" in done.stderr


def test_problems_of_a_registry_are_drawn_with_a_caret(desk: Path) -> None:
    (desk / "bad.yaml").write_text("claims:\n  - id: a\n    vlaue: 3 xã\n", "utf-8")
    done = factcheck(desk, "verify", "--claims", "bad.yaml")
    assert done.stdout == ""
    assert "bad.yaml:3:5: error FC901" in done.stderr
    assert "  3 |     vlaue: 3 xã\n    |     ^^^^^\n" in done.stderr


@pytest.mark.parametrize(("missing", "advice"), [("claims.yaml", "--claims PATH"), ("sources", "factcheck verify draft.md")])
def test_where_the_defaults_are_missing_the_message_says_what_to_do(desk: Path, missing: str, advice: str) -> None:
    (desk / missing).rename(desk / "elsewhere")
    done = factcheck(desk, "verify")
    assert done.returncode == 2
    assert missing in done.stderr
    assert advice in done.stderr


def test_standard_input_is_a_source(desk: Path) -> None:
    done = process(desk, "verify", "-", "--format", "json", stdin=WRONG)
    assert done.returncode == 1
    assert json.loads(done.stdout)["summary"]["sources"] == 1


def test_json_goes_to_standard_output_alone(desk: Path) -> None:
    done = factcheck(desk, "verify", "--format", "json")
    document = json.loads(done.stdout)
    assert document["schema"] == "factcheck.report/1"
    assert document["summary"] | {"not_comparable": 0} == {
        "claims": 2,
        "sources": 2,
        "supported": 1,
        "contradicted": 1,
        "not_comparable": 0,
        "not_found": 0,
        "accepted": 0,
        "unlisted": 0,
    }
    assert done.stderr == "factcheck: failed: 1 contradiction\n"
    assert factcheck(desk, "verify", "--format", "json").stdout == done.stdout


def test_an_output_path_takes_the_report_and_leaves_its_count_on_standard_error(desk: Path) -> None:
    done = factcheck(desk, "verify", "--format", "json", "--output", "report.json")
    assert done.stdout == ""
    told, failed = done.stderr.splitlines()
    assert "2 claims, 2 sources: 1 contradicted" in told
    assert failed == "factcheck: failed: 1 contradiction"
    assert (desk / "report.json").read_text("utf-8") == factcheck(desk, "verify", "--format", "json").stdout


def test_further_outputs_name_their_format_and_standard_output_stays(desk: Path) -> None:
    done = factcheck(desk, "verify", "-o", "json=a=b.json", "-o", "svg=r.svg", "-o", "terminal=r.txt", FORCE_COLOR="1")
    assert done.returncode == 1
    assert "\x1b[" in done.stdout
    assert json.loads((desk / "a=b.json").read_text("utf-8"))["summary"]["contradicted"] == 1
    assert ElementTree.parse(desk / "r.svg").getroot().tag.endswith("svg")
    assert "\x1b" not in (desk / "r.txt").read_text("utf-8")


def test_every_format_is_the_same_in_a_file_and_on_standard_output(desk: Path) -> None:
    formats = [name for name in FORMATS if name not in ("terminal", "svg", "claimreview")]  # laid out for a width; wants a publisher
    done = factcheck(desk, "verify", *[arg for name in formats for arg in ("-o", f"{name}=report.{name}")])
    assert done.returncode == 1
    assert done.stderr == "factcheck: failed: 1 contradiction\n"
    for name in formats:
        alone = factcheck(desk, "verify", "-f", name)
        assert (alone.returncode, alone.stderr) == (1, "factcheck: failed: 1 contradiction\n")
        assert "trade" in alone.stdout
        assert (desk / f"report.{name}").read_bytes() == alone.stdout.encode("utf-8")


@pytest.mark.parametrize("name", ["csv", "github", "jsonl", "junit", "markdown", "sarif"])
def test_a_report_that_cannot_be_written_leaves_the_old_one(desk: Path, name: str) -> None:
    (desk / "old").write_text("old", "utf-8")
    done = factcheck(desk, "verify", "-o", f"{name}=old", "-o", "json=nowhere/report.json")
    assert done.returncode == 2
    assert (desk / "old").read_text("utf-8") == "old"


def test_lines_of_json_are_the_findings_of_the_json_report(desk: Path) -> None:
    (desk / "sources" / "twice.txt").write_text(WRONG + "\n" + RIGHT + "\n" + WRONG, "utf-8")
    document = json.loads(factcheck(desk, "verify", "-f", "json").stdout)
    findings = [{"claim": claim["id"], **finding} for claim in document["claims"] for finding in claim["findings"]]
    lines = factcheck(desk, "verify", "-f", "jsonl").stdout.splitlines()
    assert len(findings) == 5
    assert sorted(map(json.loads, lines), key=repr) == sorted(findings, key=repr)
    factcheck(desk, "verify", "-o", "jsonl=report.jsonl")
    assert (desk / "report.jsonl").read_text("utf-8").splitlines() == lines


def test_lines_of_json_come_before_the_next_source_is_read(desk: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "-m", "factcheck", "verify", "sources/wrong.txt", "-", "-f", "jsonl"]
    with subprocess.Popen(command, cwd=desk, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        # The second source is standard input, which has not been told yet.
        assert json.loads(run.stdout.readline())["source"] == "sources/wrong.txt"
        run.stdin.write(WRONG.encode("utf-8"))
        run.stdin.close()
        told = [json.loads(line) for line in run.stdout]
    assert [(row["claim"], row.get("source"), row["verdict"]) for row in told] == [
        ("trade", "-", "contradicted"),
        ("firms", None, "not_found"),
    ]
    assert run.returncode == 1


def test_paths_for_machines_are_seen_from_the_root_of_the_repository(desk: Path) -> None:
    (desk.parent / ".git").mkdir()
    try:
        log = json.loads(factcheck(desk, "verify", "-f", "sarif").stdout)
        annotations = factcheck(desk, "verify", "-f", "github").stdout
    finally:
        (desk.parent / ".git").rmdir()
    (result,) = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == f"{desk.name}/sources/wrong.txt"
    assert annotations.startswith(f"::error file={desk.name}/sources/wrong.txt,line=1,")


def test_the_summary_of_a_github_job_is_written_where_its_format_is_asked_for(desk: Path) -> None:
    summary = str(desk / "summary.md")
    assert factcheck(desk, "verify", "-f", "json", GITHUB_STEP_SUMMARY=summary).returncode == 1
    assert not Path(summary).exists()
    assert factcheck(desk, "verify", "-f", "github", GITHUB_STEP_SUMMARY=summary).returncode == 1
    assert Path(summary).read_text("utf-8") == factcheck(desk, "verify", "-f", "markdown").stdout
    assert factcheck(desk, "verify", "sources/right.md", "-o", "github=log.txt", GITHUB_STEP_SUMMARY=summary).returncode == 0
    assert Path(summary).read_text("utf-8").count("\n## ✓ No contradictions\n") == 1
    assert (desk / "log.txt").read_text("utf-8").startswith("::notice title=factcheck::No contradictions.")


def test_a_summary_that_cannot_be_written_is_told(desk: Path) -> None:
    done = factcheck(desk, "verify", "-f", "github", GITHUB_STEP_SUMMARY="nowhere/summary.md")
    assert done.returncode == 2
    assert "nowhere/summary.md: error: cannot write the report: the folder nowhere does not exist" in done.stderr


def test_an_unknown_format_before_a_sign_is_part_of_the_path(desk: Path) -> None:
    assert factcheck(desk, "verify", "-o", "a=b").returncode == 1
    assert "1 contradiction" in (desk / "a=b").read_text("utf-8")


def test_a_file_is_replaced_whole_keeps_its_mode_and_leaves_nothing_beside_it(desk: Path) -> None:
    target = desk / "out" / "report.json"
    target.parent.mkdir()
    target.write_text("old " * 100_000, "utf-8")
    target.chmod(0o640)
    link = desk / "link.json"
    link.symlink_to(target)
    assert factcheck(desk, "verify", "--output", f"json={link}").returncode == 1
    assert json.loads(target.read_text("utf-8"))
    assert link.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [path.name for path in target.parent.iterdir()] == ["report.json"]


def test_an_output_that_cannot_be_written_leaves_nothing(desk: Path) -> None:
    before = sorted(path.name for path in desk.iterdir())
    done = factcheck(desk, "verify", "--output", "json=" + "x" * 300)
    assert done.returncode == 2
    assert "cannot write the report" in done.stderr
    assert sorted(path.name for path in desk.iterdir()) == before


@pytest.mark.parametrize(
    ("args", "env", "colored"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_follows_the_option_then_the_environment(desk: Path, args: list[str], env: dict[str, str], colored: bool) -> None:
    assert ("\x1b[" in factcheck(desk, "verify", *args, **env).stdout) == colored


def test_a_text_of_escape_codes_is_shown_not_obeyed(desk: Path) -> None:
    (desk / "evil.txt").write_text(WRONG.replace("tỉnh", "\x1b]0;owned\x07\u202e[red]tỉnh"), "utf-8")
    done = factcheck(desk, "verify", "evil.txt", "--verbose")
    assert not set(done.stdout + done.stderr) & set("\x1b\x07\u202e\x9b")


@pytest.mark.parametrize(
    "args", [["verify", "--color", "always"], ["verify", "-f", "json"], ["verify", "-f", "jsonl"], ["--help"], ["explain"]]
)
def test_a_reader_that_leaves_is_no_error(desk: Path, args: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
        done = subprocess.run(
            [sys.executable, "-m", "factcheck", *args], cwd=desk, stdout=write, stderr=subprocess.PIPE, env=environment, timeout=60
        )
    finally:
        os.close(write)
    assert done.stderr == (b"factcheck: failed: 1 contradiction\n" if args[0] == "verify" else b"")
    assert done.returncode == (1 if args[0] == "verify" else 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("args", [["verify"], ["explain"], ["--help"]])
def test_a_full_disk_is_told(desk: Path, args: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "factcheck", *args], cwd=desk, stdout=full, stderr=subprocess.PIPE, env=environment, timeout=60
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_an_interrupt_ends_with_130(desk: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(
        [sys.executable, "-m", "factcheck", "verify", "-", "--output", "json=report.json"],
        cwd=desk,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as running:
        assert running.stdin is not None
        running.stdin.write(b"a" * 1_000_000)  # more than a pipe holds: this ends when the text is being read
        running.stdin.flush()
        time.sleep(0.5)  # it waits for more by then
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 130
        assert running.stderr is not None
        assert running.stderr.read() == b"\nfactcheck: interrupted\n"
    assert not (desk / "report.json").exists()


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_code_is_explained(tmp_path: Path, code: str) -> None:
    from factcheck.report.reasons import render

    text = " ".join(render(code.lower(), 80).split())
    assert text.startswith(f"{code} {REASONS[code].title}")
    assert " ".join(REASONS[code].explanation.split()) in text
    assert " ".join(REASONS[code].example.split()) in text


def test_explain_lists_all_codes_and_offers_the_nearest_of_an_unknown_one(tmp_path: Path) -> None:
    listed = factcheck(tmp_path, "explain").stdout
    assert all(f"  {reason.code}  {reason.title}\n" in listed for reason in REASONS.values())
    unknown = factcheck(tmp_path, "explain", "FC109")
    assert unknown.returncode == 2
    assert unknown.stdout == ""
    assert "did you mean FC107?" in unknown.stderr


@pytest.mark.parametrize("args", [["--version"], ["--version", "--version"]])
def test_the_version_is_one_line(tmp_path: Path, args: list[str]) -> None:
    done = factcheck(tmp_path, *args)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"factcheck {__version__}\n", "")


def test_help_shows_examples_before_options(tmp_path: Path) -> None:
    text = factcheck(tmp_path, "verify", "--help").stdout
    assert text.index("Examples") < text.index("factcheck verify draft.md") < text.index("Options")


def test_a_wrong_command_offers_the_right_one(tmp_path: Path) -> None:
    done = factcheck(tmp_path, "verfy")
    assert done.returncode == 2
    assert "Did you mean 'verify'?" in done.stderr


def imported(folder: Path, *args: str) -> set[str]:
    """Return the names of the modules that the command imports."""
    code = f"import sys; sys.argv = ['factcheck', *{list(args)!r}]\nfrom factcheck.__main__ import main\n"
    code += "try: main()\nexcept SystemExit: pass\nfinally: print(*sys.modules, file=sys.stderr)"
    root = str(Path(__file__).parent.parent)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": root})
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_nothing_heavy_is_imported_before_it_is_needed(desk: Path) -> None:
    heavy = {"typer", "rich", "yaml", "rapidfuzz"}
    assert heavy & imported(desk, "--version") == set()
    assert heavy & imported(desk, "explain", "FC101") == {"typer"}
    slow = {"csv", "xml", "asyncio", "dataclasses", "difflib", "email", "importlib.metadata", "inspect", "locale", "shutil", "subprocess"}
    assert (heavy | slow) & imported(desk, "verify", "--format", "json") == set()
    assert heavy & imported(desk, "config") == heavy & imported(desk, "schema", "config") == {"typer"}
    (desk / "claims.yaml").write_text("claims:\n  - id: a\n    claim: The freight at Kanchenjunga reached 198 tons in 2024\n", "utf-8")
    (desk / "sources" / "spelling.txt").write_text("The freight at Kanchenjonga reached 198 tons in 2024.\n", "utf-8")
    assert "rapidfuzz" in imported(desk, "verify", "--format", "json")  # a name in another spelling
    assert heavy & imported(desk, "verify") == heavy & imported(desk, "verify", "--verbose") == {"rapidfuzz"}
    assert heavy & imported(desk, "verify", "--format", "svg") == {"rapidfuzz", "rich"}
    (desk / "claims.yaml").write_text("claims:\n  - id: a\n    claim: >\n      The freight reached 198 tons in 2024\n", "utf-8")
    assert heavy & imported(desk, "verify") == {"yaml"}  # what is not plain YAML


def test_quantities_of_a_pipe_are_read_as_json(tmp_path: Path) -> None:
    done = factcheck(tmp_path, "quantities", "--format", "json", stdin="Mở đầu.\r\nTăng trưởng đạt 7,1% năm 2025.\n")
    assert done.returncode == 0
    (quantity,) = json.loads(done.stdout)["quantities"]
    where, read, scope = (
        {"source", "line", "column", "text"},
        {"value", "low", "high", "unit", "hedge", "kind"},
        {"period", "place", "status"},
    )
    assert set(quantity) == where | read | scope
    assert (quantity["source"], quantity["line"], quantity["column"], quantity["text"]) == ("-", 2, 17, "7,1%")
    assert (quantity["value"], quantity["low"] < 7.1 < quantity["high"], quantity["unit"]) == (7.1, True, "%")


def test_an_open_end_is_null(tmp_path: Path) -> None:
    done = factcheck(tmp_path, "quantities", "--format", "json", "--lang", "en", stdin="It must reach at least 80 km.\n")
    (quantity,) = json.loads(done.stdout)["quantities"]
    assert quantity["high"] is None


def test_quantities_are_columns_for_people(desk: Path) -> None:
    lines = factcheck(desk, "quantities", "sources").stdout.splitlines()
    assert "sources/wrong.txt" in lines
    row = next(line for line in lines if "198 tỷ USD" in line)
    assert row.startswith("1:63")
    assert "198 bn" in row
    assert "2025-01-01/2025-12-31" in row


@pytest.mark.parametrize("args", [["missing.txt"], ["--lang", "xx"], ["--format", "yaml"]])
def test_quantities_tell_wrong_usage(tmp_path: Path, args: list[str]) -> None:
    done = factcheck(tmp_path, "quantities", *args)
    assert done.returncode == 2
    assert "error" in done.stderr
    assert "Traceback" not in done.stderr


def test_completion_is_offered(tmp_path: Path) -> None:
    done = process(tmp_path, _FACTCHECK_COMPLETE="complete_bash", COMP_WORDS="factcheck ver", COMP_CWORD="1")
    assert done.stdout.split() == ["verify"]


SLIP = "Toàn tỉnh có 315/994 xã đạt chuẩn (đạt 33,69%).\n"


@pytest.mark.parametrize(
    ("text", "args", "code", "told"),
    [
        (SLIP, (), 0, ""),
        (SLIP, ("--arithmetic",), 0, ""),
        (SLIP, ("--fail-on", "inconsistent"), 1, "factcheck: failed: 1 inconsistency within a text"),
        (SLIP.replace("33,69", "31,69"), ("--fail-on", "inconsistent"), 0, ""),
    ],
)
def test_numbers_of_one_text_that_cannot_all_be_true_fail_a_build_where_it_says_so(
    desk: Path, text: str, args: tuple[str, ...], code: int, told: str
) -> None:
    (desk / "slip.txt").write_text(text, "utf-8")
    done = factcheck(desk, "verify", "slip.txt", *args)
    assert (done.returncode, done.stderr.strip()) == (code, told)
    assert ("315 / 994 = 31.69 %" in done.stdout) == (bool(args) and text == SLIP)
