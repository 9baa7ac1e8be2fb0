"""`verify --watch` as a user has it: in a terminal and in a pipe, with editors that save in their own ways."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsroom import RIGHT, WRONG

from factcheck.load.config import Settings
from factcheck.load.seen import changes, look

DEADLINE = 60.0  # seconds: what a loaded machine may take; nothing waits so long on another
ROOT = Path(__file__).parent.parent
HEAD = re.compile(r"── run (\d+): (.*?) ─")


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **more}


class Watching:
    """A running `factcheck verify --watch`, and all that it has shown so far."""

    def __init__(self, process: subprocess.Popen[bytes], *outputs: int) -> None:
        self.process = process
        self._shown = [b""] * len(outputs)
        self._readers = [threading.Thread(target=self._read, args=row, daemon=True) for row in enumerate(outputs)]
        for reader in self._readers:
            reader.start()

    def _read(self, i: int, output: int) -> None:
        with contextlib.suppress(OSError):  # a terminal whose process has ended is no file any more
            while data := os.read(output, 65536):
                self._shown[i] += data

    @property
    def text(self) -> str:
        return b"".join(self._shown).decode("utf-8", "replace").replace("\r\n", "\n")

    @property
    def data(self) -> str:
        return self._shown[0].decode("utf-8", "replace")

    def until(self, text: str, times: int = 1) -> None:
        """Wait until a text has been shown so many times."""
        end = time.monotonic() + DEADLINE
        while self.text.count(text) < times:
            assert time.monotonic() < end, f"{text!r} was not shown {times} times: {self.text}"
            assert self.process.poll() is None, f"ended with {self.process.returncode}: {self.text}"
            time.sleep(0.02)

    def runs(self, count: int) -> None:
        """Wait until so many runs have ended and the next change is waited for."""
        self.until("(Ctrl-C ends it)", count)

    @property
    def heads(self) -> list[tuple[int, str]]:
        return [(int(number), why) for number, why in HEAD.findall(self.text)]

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(DEADLINE)
        if len(self._readers) > 1:  # a pipe ends with its process; a terminal does not
            for reader in self._readers:
                reader.join(DEADLINE)
        return code


@contextlib.contextmanager
def piped(folder: Path, *args: str) -> Iterator[Watching]:
    """Start it with pipes for its streams."""
    command = [sys.executable, "-m", "factcheck", "verify", "--watch", *args]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            yield Watching(process, process.stdout.fileno(), process.stderr.fileno())
        finally:
            process.kill()


def test_a_change_is_told_checked_and_written_again(desk: Path) -> None:
    with piped(desk, "--output", "json=report.json") as it:
        it.runs(1)
        it.until("✗ 1 contradiction")  # which comes by another pipe
        assert "this run ends with 1; watching claims.yaml and 2 sources (Ctrl-C ends it)" in it.text
        (desk / "sources" / "wrong.txt").write_text(WRONG.replace("198", "234,6"), "utf-8")
        it.runs(2)
        assert it.heads == [(2, "sources/wrong.txt changed")]
        it.until("✓ No contradictions")
        assert "this run ends with 0" in it.text
        assert json.loads((desk / "report.json").read_text("utf-8"))["summary"]["contradicted"] == 0
        assert it.interrupt() == 130
        assert it.text.endswith("\nfactcheck: interrupted\n")
    assert "\x1b" not in it.text
    assert "Traceback" not in it.text


def test_a_terminal_is_drawn_anew_and_left_as_it_was(desk: Path) -> None:
    terminal, end = pty.openpty()
    before = termios.tcgetattr(end)
    command = [sys.executable, "-m", "factcheck", "verify", "--watch"]
    with subprocess.Popen(command, cwd=desk, stdin=end, stdout=end, stderr=end, env=environment(), start_new_session=True) as process:
        it = Watching(process, terminal)
        it.runs(1)
        assert "\x1b[2J" not in it.text
        (desk / "sources" / "wrong.txt").write_text(WRONG.replace("198", "234,6"), "utf-8")
        it.runs(2)
        assert it.interrupt() == 130
    assert termios.tcgetattr(end) == before
    _, sign, second = it.text.partition("\x1b[H\x1b[2J")
    assert sign
    assert second.startswith("\x1b[2m── run 2: sources/wrong.txt changed ─")
    assert "✓ No contradictions" in second
    # Neither another screen nor a hidden cursor, and no style is left on.
    assert "\x1b[?" not in it.text
    assert it.text.rindex("\x1b[0m") > max(found.start() for found in re.finditer(r"\x1b\[[1-9][0-9;]*m", it.text))
    os.close(end)
    os.close(terminal)


def test_programs_get_nothing_but_one_report_after_the_other(desk: Path) -> None:
    with piped(desk, "--format", "json") as it:
        it.runs(1)
        (desk / "sources" / "wrong.txt").write_text(RIGHT, "utf-8")
        it.runs(2)
        assert it.interrupt() == 130
    first, end = json.JSONDecoder().raw_decode(it.data)
    second = json.loads(it.data[end:])
    assert [report["summary"]["contradicted"] for report in (first, second)] == [1, 0]


def test_a_registry_that_is_half_saved_is_told_and_then_read_again(desk: Path) -> None:
    whole = (desk / "claims.yaml").read_text("utf-8")
    with piped(desk) as it:
        it.runs(1)
        (desk / "claims.yaml").write_text(whole + "  - id: [\n", "utf-8")
        it.runs(2)
        assert "claims.yaml:7:" in it.text
        assert "error FC908" in it.text
        assert "this run ends with 2" in it.text
        (desk / "claims.yaml").unlink()
        it.runs(3)
        assert "there is no registry of claims here" in it.text
        (desk / "claims.yaml").write_text(whole, "utf-8")
        it.runs(4)
        assert it.heads == [(2, "claims.yaml changed"), (3, "claims.yaml is gone"), (4, "claims.yaml is new")]
        assert it.text.count("this run ends with 1") == 2


def test_the_settings_are_read_again_and_a_wrong_one_can_be_mended(desk: Path) -> None:
    (desk / "facts.yaml").write_text((desk / "claims.yaml").read_text("utf-8"), "utf-8")
    with piped(desk) as it:
        it.runs(1)
        (desk / "factcheck.toml").write_text("max-contradictions = 1\nclaims = 'facts.yaml'\n", "utf-8")
        it.runs(2)
        assert "this run ends with 0; watching facts.yaml, factcheck.toml and 2 sources" in it.text
        (desk / "factcheck.toml").write_text("max-contradiction = 1\n", "utf-8")
        it.runs(3)
        assert "help: write `max-contradictions`" in it.text
        (desk / "factcheck.toml").write_text("quiet = true\n", "utf-8")
        it.runs(4)
        assert it.heads == [(2, "factcheck.toml is new"), (3, "factcheck.toml changed"), (4, "factcheck.toml changed")]


def test_texts_that_come_and_go_are_seen_in_new_folders_too(desk: Path) -> None:
    with piped(desk, "--quiet", "sources", "drafts/**/*.md") as it:
        it.runs(1)
        assert "no file matches this pattern" in it.text
        (desk / "drafts" / "deep").mkdir(parents=True)
        (desk / "drafts" / "deep" / "a.md").write_text(RIGHT, "utf-8")
        it.until("drafts/deep/a.md is new")
        it.until("3 sources read")
        shown = it.text.count("(Ctrl-C ends it)")
        (desk / "drafts" / "deep" / "a.md").unlink()
        it.until("drafts/deep/a.md is gone")
        it.runs(shown + 1)
        (desk / "sources" / "right.md").rename(desk / "sources" / "moved.md")
        it.until("sources/moved.md is new, sources/right.md is gone")


def test_saves_that_follow_each_other_are_one_run_and_nothing_else_is_a_change(desk: Path) -> None:
    (desk / ".git").mkdir()
    wrong = desk / "sources" / "wrong.txt"
    with piped(
        desk, "--output", "json=report.json", "--output", "svg=sources/picture.svg", "--output", "terminal=sources/report.txt"
    ) as it:
        it.runs(1)
        for i in range(20):
            wrong.write_text(WRONG * (i + 1), "utf-8")
        it.runs(2)
        # What editors and version control write beside a text, and a program's own reports, are no reason to run.
        for name in ("sources/.wrong.txt.swp", "sources/wrong.txt~", "sources/4913", ".git/index", "notes.log", "report.json"):
            (desk / name).write_text("x", "utf-8")
        # As many editors save: the new text is put in the place of the old one.
        (desk / "sources" / "wrong.tmp").write_text(RIGHT, "utf-8")
        (desk / "sources" / "wrong.tmp").replace(wrong)
        it.runs(3)
        assert it.heads == [(2, "sources/wrong.txt changed"), (3, "sources/wrong.txt changed")]


def test_it_ends_when_nobody_reads_it_any_more(desk: Path) -> None:
    read, write = os.pipe()
    command = [sys.executable, "-m", "factcheck", "verify", "--watch"]
    with subprocess.Popen(command, cwd=desk, stdout=write, stderr=subprocess.PIPE, env=environment()) as process:
        assert process.stderr is not None
        it = Watching(process, process.stderr.fileno())
        it.runs(1)
        os.close(write)
        os.close(read)
        (desk / "sources" / "wrong.txt").write_text(RIGHT, "utf-8")
        assert process.wait(DEADLINE) == 0
    assert "Traceback" not in it.text


@pytest.mark.parametrize(
    ("args", "config", "message", "help"),
    [
        (["-"], "", "--watch cannot read standard input again", "leave --watch out"),
        ([], "sources = ['sources', '-']\n", "--watch cannot read standard input again", "leave --watch out"),
        (["--quiet", "--verbose"], "", "--quiet and --verbose contradict each other", "choose one"),
        ([], "clams = 1\n", "unknown key `clams`", "write `claims`"),
    ],
)
def test_wrong_usage_ends_before_anything_is_watched(desk: Path, args: list[str], config: str, message: str, help: str) -> None:
    (desk / "factcheck.toml").write_text(config, "utf-8")
    command = [sys.executable, "-m", "factcheck", "verify", "--watch", *args]
    done = subprocess.run(command, cwd=desk, capture_output=True, text=True, env=environment(), timeout=DEADLINE, input="")
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert help in done.stderr


def test_without_its_package_the_message_says_how_to_install_it(desk: Path) -> None:
    code = "import sys; sys.modules['watchfiles'] = None; sys.argv[:] = ['factcheck', 'verify', '--watch']\n"
    code += "from factcheck.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, text=True, env=environment(), timeout=DEADLINE)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'factcheck-cli[watch]'" in done.stderr


def test_a_run_that_does_not_watch_never_loads_the_package(desk: Path) -> None:
    code = "import sys; sys.argv[:] = ['factcheck', 'verify', '--quiet']\nfrom factcheck.__main__ import main\n"
    code += "try: main()\nexcept SystemExit: print('loaded' if 'watchfiles' in sys.modules else 'spared')"
    done = subprocess.run([sys.executable, "-c", code], cwd=desk, capture_output=True, text=True, env=environment(), timeout=DEADLINE)
    assert done.stdout.endswith("spared\n")


@pytest.mark.parametrize(
    ("sources", "folders"),
    [
        (("sources",), {"", "sources", "sources/in", "sources/in/deep"}),
        (("sources/in/*.md",), {"", "sources/in"}),
        (("s*/*/*.md",), {"", "sources", "sources/in", "other", "other/deep"}),
        (("sources/**/*.md",), {"", "sources", "sources/in", "sources/in/deep"}),
        (("sources/right.md",), {"", "sources"}),
        (("gone.txt",), {""}),
    ],
)
def test_only_the_folders_are_watched_in_which_a_text_may_come_up(
    desk: Path, sources: tuple[str, ...], folders: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("sources/in/deep", "sources/.git/objects", "other/deep"):
        (desk / name).mkdir(parents=True)
    monkeypatch.chdir(desk)
    seen = look(Settings(sources=sources), desk)
    assert {folder for folder in seen.folders if Path(folder).is_relative_to(desk)} == {str(desk / folder) for folder in folders}


def test_a_link_is_followed_to_what_it_leads_to(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    (desk / "elsewhere").mkdir()
    (desk / "claims.yaml").rename(desk / "elsewhere" / "facts.yaml")
    (desk / "claims.yaml").symlink_to(desk / "elsewhere" / "facts.yaml")
    before = look(Settings(), desk)
    assert str(desk / "elsewhere") in before.folders
    (desk / "elsewhere" / "facts.yaml").write_text("claims: []\n", "utf-8")
    assert changes(before, look(Settings(), desk)) == ["claims.yaml changed"]


@pytest.mark.parametrize(
    ("settings", "name"), [(Settings(), "acknowledgements.yaml"), (Settings(acknowledgements="known.yaml"), "known.yaml")]
)
def test_what_is_let_pass_is_watched_too(desk: Path, settings: Settings, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    before = look(settings, desk)
    (desk / name).write_text("acknowledgements: []\n", "utf-8")
    assert changes(before, look(settings, desk)) == [f"{name} is new"]


def test_a_row_of_an_archive_is_watched_as_the_archive_is(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    (desk / "news.jsonl").write_text('{"id": "4711", "text": "Năm 2025"}\n', "utf-8")
    settings = Settings(sources=("news.jsonl:4711",))
    before = look(settings, desk)
    (desk / "news.jsonl").write_text('{"id": "4711", "text": "Năm 2026."}\n', "utf-8")
    assert changes(before, look(settings, desk)) == ["news.jsonl:4711 changed"]


@pytest.mark.parametrize("output", ["sources/shown.md", "markdown=./sources/shown.md", "markdown=link.md", "markdown=sources/in/real.md"])
def test_a_report_among_the_sources_is_no_source(desk: Path, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    (desk / "sources" / "in").mkdir()
    here, there = desk / "sources" / "shown.md", desk / "sources" / "in" / "real.md"
    (there if "real" in output else here).write_text("1 contradicted\n", "utf-8")
    (here if "real" in output else desk / "link.md").symlink_to(there if "real" in output else here)
    shown = {"sources/shown.md", "sources/in/real.md"}
    assert shown & look(Settings(), desk).sources.keys()
    assert not shown & look(Settings(output=(output,)), desk).sources.keys()
