"""The worst machine: full disks, lost permissions, files that change under the reader, runs that are killed, two runs at once."""

from __future__ import annotations

import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from newsroom import CLAIMS, FIRMS, TRADE, Newsroom

from factcheck import whole
from factcheck.load import archives
from factcheck.load.parts import Read
from factcheck.load.stored import UNNAMED
from factcheck.report import job
from factcheck.report.files import write

ROOT = Path(__file__).parent.parent
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="as Linux tells it")
ROWS = [json.dumps({"id": str(number), "text": f"{TRADE} {'Trời nắng. ' * 300}"}, ensure_ascii=False) for number in range(2_000)]


def command(folder: Path, *args: str, before: str = "") -> subprocess.Popen[bytes]:
    """Start a command in a folder, after some lines of Python in its process."""
    code = f"{before}\nimport sys; from factcheck.__main__ import main; sys.argv = ['factcheck', *sys.argv[1:]]; main()"
    line = [sys.executable, "-c", code, *args]
    return subprocess.Popen(line, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ended(run: subprocess.Popen[bytes]) -> tuple[int, str]:
    """Return the exit code of a command, and what it told."""
    _, err = run.communicate(timeout=120)
    return run.returncode, err.decode()


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


SMALL_FILES = (
    "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))"
)


@LINUX
@pytest.mark.parametrize(
    ("args", "file"),
    [
        (("verify", "-o", "json=kept.txt"), "kept.txt"),
        (("verify", "-o", "html=kept.txt", "-o", "csv=other.txt"), "kept.txt"),
        (("ack", "--all", "--reason", "x", "--until", "90d", "--by", "Lan"), "acknowledgements.yaml"),
    ],
)
def test_where_a_disk_gets_full_the_old_file_stays_and_nothing_is_left_beside_it(
    newsroom: Newsroom, args: tuple[str, ...], file: str
) -> None:
    (newsroom.folder / file).write_text("acknowledgements:\n", "utf-8")
    before = names(newsroom.folder)
    code, err = ended(command(newsroom.folder, *args, before=SMALL_FILES))
    assert code == 2
    assert f"{file}: error: cannot" in err
    assert (newsroom.folder / file).read_text("utf-8") == "acknowledgements:\n"
    assert names(newsroom.folder) == before


@LINUX
def test_where_a_disk_gets_full_no_half_file_of_a_desk_is_left_and_the_next_run_makes_it(tmp_path: Path) -> None:
    code, err = ended(command(tmp_path, "init", "desk", before=SMALL_FILES))
    assert code == 2
    assert "File too large" in err
    assert all((tmp_path / name).stat().st_size <= 300 for name in names(tmp_path))
    assert not any(name.endswith(".tmp") for name in names(tmp_path))
    assert ended(command(tmp_path, "init", "desk"))[0] == 0
    assert ended(command(tmp_path / "desk", "verify"))[0] == 1
    whole_ = names(tmp_path / "desk")
    assert ended(command(tmp_path, "init", "fresh"))[0] == 0
    assert {name: (tmp_path / "desk" / name).read_bytes() for name in whole_} == {
        name: (tmp_path / "fresh" / name).read_bytes() for name in names(tmp_path / "fresh")
    }


@LINUX
def test_a_summary_that_does_not_fit_leaves_what_others_wrote(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    (newsroom.folder / "summary.md").write_text("# Ours\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(newsroom.folder / "summary.md"))
    code, err = ended(command(newsroom.folder, "verify", "-f", "github", before=SMALL_FILES))
    assert (code, "cannot write the summary of the job" in err) == (2, True)
    assert (newsroom.folder / "summary.md").read_text("utf-8") == "# Ours\n"
    assert job.LARGEST > 300


def test_a_link_that_waits_under_the_name_of_a_file_to_be_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").write_text("secret", "utf-8")
    monkeypatch.setattr(os, "urandom", bytes)
    (tmp_path / f".factcheck-{bytes(8).hex()}.tmp").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Exception, match="cannot write the report"):
        write(tmp_path / "r.json", "{}")
    assert (tmp_path / "elsewhere").read_text("utf-8") == "secret"
    assert not (tmp_path / "r.json").exists()


def test_what_a_run_that_was_killed_left_is_deleted_by_a_later_one_and_nothing_else(tmp_path: Path) -> None:
    for name, age in {".factcheck-0.tmp": 7_200, ".factcheck-1.tmp": 60, ".factcheck-2.txt": 7_200, "a.tmp": 7_200}.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    write(tmp_path / "r.json", "{}")
    assert names(tmp_path) == {".factcheck-1.tmp", ".factcheck-2.txt", "a.tmp", "r.json"}


@pytest.mark.parametrize("linked", [True, False])
def test_a_new_file_is_written_with_the_usual_permissions_and_never_over_another(
    tmp_path: Path, linked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    if not linked:  # as where a file cannot have two names
        monkeypatch.setattr(os, "link", refused)
    (tmp_path / "plain").touch()
    whole.put_new(tmp_path / "a", b"a")
    assert (tmp_path / "a").read_bytes() == b"a"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("a", "link"):
        with pytest.raises(FileExistsError):
            whole.put_new(tmp_path / name, b"b")
    assert (tmp_path / "a").read_bytes() == b"a"
    assert names(tmp_path) == {"plain", "a"}


def test_an_acknowledgement_is_not_written_over_one_that_was_made_meanwhile(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    put = whole.put

    def late(path: Path, data: bytes, unchanged: Callable[[], bool]) -> None:
        monkeypatch.setattr(whole, "put", put)
        assert newsroom.ack("firms").code == 0
        put(path, data, unchanged)

    monkeypatch.setattr(whole, "put", late)
    done = newsroom.ack("trade")
    assert done.code == 2
    assert "somebody else changed it meanwhile" in done.err
    assert newsroom.standing()[:2] == (1, 1)
    assert newsroom.ack("trade").code == 0
    assert newsroom.standing()[:2] == (0, 2)


def test_of_two_people_who_acknowledge_at_once_neither_is_forgotten(newsroom: Newsroom) -> None:
    for _ in range(3):
        newsroom.book.unlink(missing_ok=True)
        runs = {
            claim: command(newsroom.folder, "ack", claim, "--reason", "x", "--until", "90d", "--by", "Lan") for claim in ("trade", "firms")
        }
        told = {claim: ended(run) for claim, run in runs.items()}
        assert {code for code, _ in told.values()} <= {0, 2}
        assert all("somebody else" in err for code, err in told.values() if code)
        assert newsroom.report(today="2026-11-22")["summary"]["accepted"] == sum(code == 0 for code, _ in told.values()) > 0


@LINUX
def test_a_run_that_is_killed_leaves_each_file_old_or_new(newsroom: Newsroom) -> None:
    rng = random.Random(7)
    for number in range(30):
        newsroom.write(f"sources/{number}.md", f"{TRADE}\n\n{FIRMS}\n")
    outputs = {"json": "r.json", "html": "r.html", "sarif": "r.sarif", "csv": "r.csv"}
    args = ["verify", "--today", "2026-11-21", *(f"--output={name}={path}" for name, path in outputs.items())]
    began = time.monotonic()
    assert ended(command(newsroom.folder, *args))[0] == 1
    length = time.monotonic() - began
    new = {path: (newsroom.folder / path).read_bytes() for path in outputs.values()}
    whole_ = [dict.fromkeys(new, b"old"), new]
    for _ in range(8):
        for path in new:
            (newsroom.folder / path).write_bytes(b"old")
        run = command(newsroom.folder, *args)
        time.sleep(rng.uniform(0.3, 1.0) * length)
        run.send_signal(signal.SIGKILL)
        ended(run)
        for path in new:
            assert (newsroom.folder / path).read_bytes() in (files[path] for files in whole_)
    assert ended(command(newsroom.folder, *args))[0] == 1
    assert {path: (newsroom.folder / path).read_bytes() for path in new} == new


def _shortened(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(1_000)


def _replaced(path: Path) -> None:
    path.with_suffix(".new").write_text("\n".join(ROWS[::-1]) + "\n", "utf-8")
    path.with_suffix(".new").replace(path)


def _written_over(path: Path) -> None:
    size = path.stat().st_size
    path.write_bytes(b" " * (size - 1) + b"\n")
    os.utime(path, ns=(1, 1))


def _added_to(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(ROWS[0] + "\n")


def _deleted(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_shortened, "changed while it was read"),
        (_replaced, "changed while it was read"),
        (_written_over, "changed while it was read"),
        (_added_to, ""),
        (_deleted, "cannot be read: No such file"),
    ],
)
def test_an_archive_that_changes_under_its_reader_is_told_and_never_read_as_less(
    tmp_path: Path, change: Callable[[Path], None], told: str
) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(ROWS) + "\n", "utf-8")
    read: list[Read] = []
    for number, (shard, _) in enumerate(list(archives.shards(str(path), path.stat().st_size, UNNAMED))):
        read += archives.read_shard(str(path), shard)
        if number == 1:
            change(path)
    problems = [str(problem.message) for row in read for problem in row.problems]
    if told:
        assert any(problem.startswith(told) for problem in problems)
    else:
        assert problems == []
        assert sum(row.source is not None for row in read) == len(ROWS)


@LINUX
def test_a_source_that_goes_while_the_run_reads_is_told_and_ends_it_with_2(tmp_path: Path) -> None:
    (tmp_path / "claims.yaml").write_text(CLAIMS, "utf-8")
    (tmp_path / "sources").mkdir()
    for number in range(3):
        (tmp_path / "sources" / f"{number}.md").write_text(f"{TRADE}\n", "utf-8")
    before = (
        "import factcheck.load.sources as s, pathlib; read = s.read_source\n"
        "def gone(name, *rest):\n"
        "    if name.endswith('0.md'): pathlib.Path('sources/1.md').unlink(); pathlib.Path('sources/2.md').write_bytes(b'')\n"
        "    return read(name, *rest)\n"
        "s.read_source = gone"
    )
    code, err = ended(command(tmp_path, "verify", "--jobs", "1", before=before))
    assert code == 2
    assert "sources/1.md: error FC912: cannot be read: No such file" in err
    assert "sources/2.md: warning FC911: an empty file" in err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only there files can be pipes")
def test_a_report_to_a_pipe_says_what_it_waits_for_and_is_whole(newsroom: Newsroom) -> None:
    os.mkfifo(newsroom.folder / "pipe")
    command = [sys.executable, "-m", "factcheck", "verify", "--output", "json=pipe", "--quiet"]
    run = subprocess.Popen(
        command,
        cwd=newsroom.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert run.stderr is not None
        assert run.stderr.readline() == "factcheck: pipe is a pipe: it is written as something reads it\n"
        assert json.loads((newsroom.folder / "pipe").read_text("utf-8"))["summary"]["claims"]
        run.communicate(timeout=60)
    finally:
        run.kill()
        run.wait()
