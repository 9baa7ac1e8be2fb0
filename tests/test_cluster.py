"""A run on a Dask cluster: the report of one process to the byte, also when workers are lost, and nothing left behind. Loopback only."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from newsroom import Newsroom
from test_engine import ROOT, UNIX, command, job, sentences, write_archive

from factcheck.engine import cluster_client
from factcheck.engine.cluster import Cluster
from factcheck.engine.cluster_client import ClusterFailed
from factcheck.engine.far import Answer, Crate, edition, pack
from factcheck.engine.work import Done, Work
from factcheck.errors import InputError
from factcheck.load.parts import Part
from factcheck.load.sources import load_sources

ENV = {"DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES": "[]", "DASK_DISTRIBUTED__WORKER__HTTP__ROUTES": "[]"}
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped registry and an archive that makes some parts, and another that makes two."""
    home = tmp_path_factory.mktemp("archive")
    (home / "claims.yaml").write_bytes((ROOT / "claims.yaml").read_bytes())
    write_archive(home / "news", 260)
    write_archive(home / "few", 80, seed=2)
    return home


@pytest.fixture(scope="module")
def started() -> Iterator[Start]:
    """Return what starts a command of Dask and comes back once it stands; all of them are ended at the end, by their own ids."""
    running: list[subprocess.Popen[str]] = []

    def start(*args: str, until: str, path: Path = ROOT) -> subprocess.Popen[str]:
        env = {**os.environ, **ENV, "PYTHONPATH": str(path)}
        line = [sys.executable, "-m", "dask", *args]
        process = subprocess.Popen(line, cwd=ROOT.anchor, stderr=subprocess.PIPE, text=True, env=env)
        running.append(process)
        assert process.stderr is not None
        told: list[str] = []
        for row in process.stderr:
            told.append(row)
            if until in row:
                return process
        pytest.fail("".join(told))

    yield start
    for process in running:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


@pytest.fixture(scope="module")
def scheduler(started: Start, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Start a scheduler, and return its address; it has no worker before the test below that starts some."""
    file = tmp_path_factory.mktemp("dask") / "scheduler.json"
    args = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0", "--no-dashboard", "--no-show")
    started("scheduler", *args, "--scheduler-file", str(file), until="Scheduler at")
    for _ in range(1_000):
        if file.exists() and (text := file.read_text()):
            return str(json.loads(text)["address"])
        time.sleep(0.01)
    pytest.fail("the scheduler tells no address")


def worker_of(started: Start, scheduler: str, path: Path = ROOT) -> subprocess.Popen[str]:
    """Start a worker that one can kill and that nobody starts again."""
    args = ("--host", "127.0.0.1", "--no-nanny", "--nthreads", "1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")
    return started("worker", scheduler, *args, until="Registered to", path=path)


def test_a_scheduler_without_workers_is_not_waited_for_forever(archive: Path, scheduler: str) -> None:
    line = "import factcheck.engine.cluster as c; c.FIRST = 0.5; from factcheck.__main__ import main; main()"
    args = [sys.executable, "-c", line, "verify", "news", "--engine", "dask", "--scheduler", scheduler]
    done = subprocess.run(args, cwd=archive, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"the cluster at {scheduler} was lost: no worker came" in done.stderr


@UNIX
def test_a_cluster_that_loses_a_worker_on_the_way_tells_what_one_process_tells(archive: Path, scheduler: str, started: Start) -> None:
    workers = [worker_of(started, scheduler) for _ in range(2)]
    sources = ("news/00/00001.md", "news", "-", "--format", "jsonl")
    (archive / "stdin.txt").write_text(sentences()[0], "utf-8")
    one = command(archive, *sources, "-o", "json=one.json", "--jobs", "1", stdin=sentences()[0])

    line = [sys.executable, "-m", "factcheck", "verify", *sources, "-o", "json=many.json", "--engine", "dask", "--scheduler", scheduler]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (archive / "stdin.txt").open("rb") as text:
        # Without a buffer, for what one holds beyond the first line `communicate` does not see.
        many = subprocess.Popen(line, bufsize=0, cwd=archive, stdin=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    assert many.stdout is not None
    first = many.stdout.readline()
    assert many.poll() is None  # most of the parts are still to be done, or to be fetched from whoever did them
    workers[0].kill()
    out, err = many.communicate(timeout=120)
    assert (many.returncode, first + out, err.decode()) == one
    assert (archive / "many.json").read_bytes() == (archive / "one.json").read_bytes()
    assert workers[0].wait() == -signal.SIGKILL
    assert workers[1].poll() is None


@UNIX
def test_a_worker_of_another_factcheck_gets_nothing_to_do(archive: Path, scheduler: str, started: Start, tmp_path: Path) -> None:
    other = tmp_path
    shutil.copytree(ROOT / "factcheck", other / "factcheck", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "factcheck" / "slots.py").open("a") as module:
        module.write("# changed\n")
    worker_of(started, scheduler, other)
    code, out, err = command(archive, "news", "--engine", "dask", "--scheduler", scheduler)
    assert (code, out) == (2, b"")
    assert re.fullmatch(
        r"factcheck: error: the worker tcp://127\.0\.0\.1:\d+ has factcheck (\S+) on Python [\d.]+, this is (?!\1)\S+ on Python .*\n"
        r"  help: install the same factcheck.*\n",
        err,
    )


@UNIX
def test_a_cluster_of_its_own_listens_on_this_machine_alone_and_goes_at_an_interrupt(archive: Path) -> None:
    line = [sys.executable, "-m", "factcheck", "verify", "news", "--engine", "dask", "--jobs", "1", "--format", "jsonl"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(line, cwd=archive, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, start_new_session=True)
    assert run.stdout is not None
    assert run.stdout.readline()
    below = descendants(run.pid)
    assert len(below) >= 1
    addresses = {address for pid in (run.pid, *below) for address in listening(pid)}
    assert addresses == {"0100007F"}  # 127.0.0.1, as the kernel writes it
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert (run.returncode, err) == (130, b"\nfactcheck: interrupted\n")
    for _ in range(1_000):
        if not any(alive(pid) for pid in below):
            return
        time.sleep(0.01)
    pytest.fail("a worker is left")


@UNIX
def test_a_cluster_of_its_own_tells_what_one_process_tells(archive: Path) -> None:
    args = ("few", "--format", "json")
    assert command(archive, *args, "--engine", "dask", "--jobs", "2") == command(archive, *args, "--jobs", "1")


def descendants(pid: int) -> list[int]:
    below = [child for task in Path(f"/proc/{pid}/task").iterdir() for child in map(int, (task / "children").read_text().split())]
    return below + [deep for child in below for deep in descendants(child)]


def listening(pid: int) -> set[str]:
    """Return the addresses, as the kernel writes them, on which a process accepts connections."""
    sockets = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        try:
            sockets.add(str(file.readlink()))
        except OSError:
            continue
    rows = [row.split() for table in ("tcp", "tcp6") for row in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]]
    return {row[1].partition(":")[0] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in sockets}


def alive(pid: int) -> bool:
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())  # one that has ended and waits to be asked for it has none
    except OSError:
        return False


@pytest.mark.parametrize(
    ("args", "settings", "told"),
    [
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"], "", "no scheduler answers at tcp://127.0.0.1:1: Connection refused"),
        (["--engine", "dask", "--scheduler", "example.org:8786"], "", "example.org:8786 is no address of a scheduler"),
        (["--engine", "dask", "--scheduler", "inproc://1/2"], "", "inproc://1/2 is no address of a scheduler"),
        (["--scheduler", "tcp://127.0.0.1:1"], "", "--scheduler is of --engine dask"),
        ([], 'engine = "dask"\nscheduler = "tcp://127.0.0.1:1"\n', "the settings name the scheduler tcp://127.0.0.1:1"),
        (["--engine", "dask"], 'scheduler = "tcp://127.0.0.1:1"\n', "no scheduler answers at tcp://127.0.0.1:1"),
        ([], 'engine = "spark"\n', "`engine` is 'spark'"),
    ],
)
def test_what_cannot_be_used_as_a_cluster_is_told(newsroom: Newsroom, args: list[str], settings: str, told: str) -> None:
    newsroom.write("factcheck.toml", settings)
    done = newsroom.run("verify", *args)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_processes_alone_are_used_where_the_command_line_says_so(newsroom: Newsroom) -> None:
    newsroom.write("factcheck.toml", 'engine = "dask"\nscheduler = "tcp://127.0.0.1:1"\n')
    assert newsroom.run("verify", "--engine", "processes").code == 1


def test_what_is_missing_is_told_with_how_to_install_it(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_client, "find_spec", lambda name: None)
    done = newsroom.run("verify", "--engine", "dask")
    assert done.code == 2
    assert "pip install 'factcheck-cli[dask]'" in done.err


def crate() -> Crate:
    return pack(Work, job())


def test_a_worker_makes_the_work_once_and_reads_as_if_it_stood_where_the_run_began(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive)
    parts = list(load_sources(["news"]).parts())[:2]
    monkeypatch.chdir(tmp_path)
    there = crate()
    answers = [there.answer(part, str(archive), 0) for part in parts]
    assert Path.cwd() == tmp_path
    monkeypatch.chdir(archive)
    assert [answer.done for answer in answers] == [Work(job())(part) for part in parts]
    assert there._made() is there._made()


@pytest.mark.parametrize(
    ("silent", "handed"), [(0, 64), (1_000, 1), (1_001, 0)], ids=["none so far", "as many as are listed", "more than are listed"]
)
def test_documents_that_tell_nothing_come_back_while_a_report_would_list_them(tmp_path: Path, silent: int, handed: int) -> None:
    for number in range(64):
        (tmp_path / f"{number}.txt").write_text("Sáng nay trời nắng nhẹ.\n", "utf-8")
    part = next(load_sources([str(tmp_path)]).parts())
    there = crate()
    for _ in range(2):  # what a worker did before, and perhaps for nothing, does not count
        done = there.answer(part, "/", silent).done
        assert isinstance(done, Done)
        assert (done.documents, len(done.told)) == (64, handed)


@pytest.mark.parametrize("name", ["news.txt", "{folder}/news.txt"])
def test_a_file_that_is_here_but_not_where_the_worker_is_ends_the_run(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    part = Part((name.format(folder=tmp_path),), 1)
    answer = crate().answer(part, "/no/such/folder", 0)
    assert answer.absent == part.names
    (tmp_path / "news.txt").write_text("198 tỷ USD", "utf-8")
    run = Cluster(crate(), 1)
    with pytest.raises(InputError) as error:
        run._told(part, answer)
    assert "it is here, but not on the worker on" in error.value.problems[0].message
    assert str(tmp_path / "news.txt") in error.value.problems[0].message


def test_a_file_that_went_meanwhile_is_told_as_by_one_process(tmp_path: Path) -> None:
    part = Part((str(tmp_path / "gone.txt"),), 1)
    done = Cluster(crate(), 1)._told(part, crate().answer(part, "/", 0))
    assert done == Work(job())(part)
    assert [problem.code for problem in done.problems] == ["FC912"]


def test_an_edition_tells_of_any_change_of_the_code() -> None:
    assert edition() == edition()
    there = Crate(b"", "0.0.9 on Python 3.11")
    answer = there.answer(Part(("x",), 1), "/", 0)
    assert answer.edition == edition()
    with pytest.raises(ClusterFailed, match="has factcheck"):
        Cluster(there, 1)._told(Part(("x",), 1), answer)


def test_a_fault_of_the_work_is_raised_here(tmp_path: Path) -> None:
    answer = pack(int, "no number").answer(Part((str(tmp_path),), 1), "/", 0)
    assert isinstance(answer, Answer)
    with pytest.raises(ValueError, match="no number"):
        Cluster(crate(), 1)._told(Part(("x",), 1), answer)
