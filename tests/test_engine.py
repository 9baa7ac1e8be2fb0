"""A run by one process and by many: the same report to the byte, ended at once, and never with fewer findings than there are."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from newsroom import called_bytes

from factcheck import engine
from factcheck.engine import processes
from factcheck.engine.processes import Crew, WorkerDied
from factcheck.engine.work import Done, Job, Work
from factcheck.errors import InputError, NothingChecked
from factcheck.gather import SILENT, gather
from factcheck.load.parts import Part
from factcheck.load.registry import load_registry
from factcheck.load.sources import Sources, load_sources, read_source
from factcheck.pipeline import check

ROOT = Path(__file__).parent.parent
ARTICLES, SOME = 2_000, 300  # so many that a run can be ended in its middle, and that five processes have something to read
SILENCE = "Sáng nay trời nắng nhẹ, người dân đi chợ đông vui.\n"
UNIX = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells of other processes so")


def sentences() -> list[str]:
    """Return the sentences of the shipped articles that hold a number."""
    texts = [read_source(str(path))[0] for path in sorted((ROOT / "sources").iterdir())]
    bodies = "\n".join(text.text[text.body :] for text in texts if text is not None)
    return [sentence for sentence in re.split(r"(?<=[.])\s+", bodies) if re.search(r"\d", sentence)]


def digits(sentence: str, rng: random.Random) -> str:
    """Return a sentence in which one digit is another."""
    places = [found.start() for found in re.finditer(r"\d", sentence)]
    at = rng.choice(places)
    return sentence[:at] + rng.choice("123456789") + sentence[at + 1 :]


def write_archive(folder: Path, articles: int, seed: int = 1) -> None:
    """Write short articles that tell the shipped claims again, rightly and wrongly, and what is left out, empty or no text."""
    rng, told = random.Random(seed), sentences()
    every = ", ".join(claim.id for claim in load_registry(ROOT / "claims.yaml")[0].claims)
    for number in range(articles):
        rows = [digits(row, rng) if rng.random() < 0.4 else row for row in rng.sample(told, 1 + number % 2)]
        head = f"---\ntitle: Bài {number}\ndate: 2025-0{rng.randrange(1, 10)}-1{rng.randrange(10)}\n---\n" if number % 7 == 0 else ""
        head = head or "---\nplace: tỉnh Lạng Sơn\n---\n" * (number % 3 > 0)
        comment = f"<!-- factcheck: exempt {every}: đã hỏi lại -->\n" if number % 6 == 1 else ""
        body = SILENCE if number % 5 == 0 else "\n\n".join(rows)
        sums = "Toàn tỉnh có 315/994 xã đạt chuẩn (đạt 33,69%).\n" if number % 50 == 0 else ""
        home = folder / f"{number // 300:02}"
        home.mkdir(parents=True, exist_ok=True)
        (home / f"{number:05}.md").write_text(f"{head}{comment}{body}\n{sums}", "utf-8")
    (folder / "00" / "empty.md").touch()
    (folder / "00" / "photo.txt").write_bytes(b"\x89PNG\0\0")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped registry, archives of some thousand articles, some hundred and a few."""
    home = tmp_path_factory.mktemp("archive")
    (home / "claims.yaml").write_bytes((ROOT / "claims.yaml").read_bytes())
    write_archive(home / "news", ARTICLES)
    write_archive(home / "some", SOME, seed=3)
    write_archive(home / "few", 136, seed=2)  # three parts
    return home


def command(folder: Path, *args: str, stdin: str = "", **env: str) -> tuple[int, bytes, str]:
    """Run `factcheck verify` in a folder without a cache, and return its exit code and what it printed."""
    return process(folder, "--no-cache", *args, stdin=stdin, **env)


def process(folder: Path, *args: str, stdin: str = "", **env: str) -> tuple[int, bytes, str]:
    """Run `factcheck verify` in a folder, and return its exit code and what it printed."""
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    line = [sys.executable, "-m", "factcheck", "verify", *args]
    done = subprocess.run(line, cwd=folder, input=stdin.encode(), capture_output=True, env=whole, timeout=120)
    return done.returncode, done.stdout, done.stderr.decode()


def test_a_report_is_the_same_to_the_byte_for_any_number_of_processes_and_any_seed_of_hashes(archive: Path) -> None:
    args = ("some", "--format", "json")
    runs = [command(archive, *args, "--jobs", jobs, PYTHONHASHSEED=seed) for jobs, seed in (("1", "0"), ("2", "1"), ("5", "2"))]
    assert runs[0] == runs[1] == runs[2]
    report = json.loads(runs[0][1])
    assert runs[0][0] == 1
    assert report["summary"]["sources"] == SOME
    assert min(report["summary"][verdict] for verdict in ("supported", "contradicted", "not_comparable", "accepted")) > 1
    assert "empty.md: warning FC911" in runs[0][2]
    assert "photo.txt: warning FC913" in runs[0][2]


@pytest.mark.parametrize(
    "args",
    [
        ("few", "-f", "html"),
        ("few", "-f", "jsonl"),
        ("few", "-f", "jsonl", "-o", "junit=told.xml"),
        ("few", "--new-only", "-f", "terminal"),
        ("few", "--no-exemptions", "-f", "csv"),
        ("few", "--statistics", "--arithmetic", "--fail-on", "inconsistent", "--verbose"),
        ("few", "--acknowledgements", "known.yaml", "--today", "2026-01-01", "--fail-on", "stale", "-f", "json"),
        ("few/00/00001.md", "few", "-", "few/00/00003.md", "-f", "json"),
        ("few", "few/00/photo.txt", "-f", "json"),
        ("few/00/empty.md", "few/00/photo.txt"),
    ],
    ids=lambda args: " ".join(args),
)
def test_every_way_of_running_gives_the_same_with_one_process_and_with_many(archive: Path, args: tuple[str, ...]) -> None:
    entries = [
        f"- {{claim: trade-2021-2025, source: few/00/{number:05}.md, found: 198 tỷ USD, expected: 234 tỷ USD, statement: x,"
        " reason: y, by: Lan, until: 2026-12-31}\n"
        for number in (5, 6)
    ]
    (archive / "known.yaml").write_text("acknowledgements:\n" + "".join(f"  {row}" for row in entries), "utf-8")
    stdin = f"{sentences()[0]}\n"
    many = command(archive, *args, "--jobs", "2", stdin=stdin)
    beside = [path.read_bytes() for path in archive.glob("told.xml")]
    assert len(beside) == ("junit=told.xml" in args)
    done = called_bytes(archive, "verify", "--no-cache", *args, "--jobs", "1", stdin=stdin)
    one = done.returncode, done.stdout, done.stderr.decode()
    assert one == many
    assert [path.read_bytes() for path in archive.glob("told.xml")] == beside
    (archive / "told.xml").unlink(missing_ok=True)
    assert one[1] or one[2]
    if "known.yaml" in args:  # one of the two articles tells nothing at all, and is known to have been read
        lapses = json.loads(one[1])["lapses"]
        assert [lapse["kind"] for lapse in lapses if lapse["path"] == "known.yaml"] == ["stale", "stale"]


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.fixture
def running(archive: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Return what starts a run with two workers, and comes back once they are at work."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", "factcheck", "verify", "news", "--jobs", "2", "--format", "json", "--output", "report.json"]
        line.append("--no-cache")  # an earlier run would leave too little to read
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        run = subprocess.Popen(line, cwd=archive, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, start_new_session=True)
        started.append(run)
        for _ in range(1_000):
            if run.poll() is not None or len(children(run.pid)) == 2:
                break
            time.sleep(0.01)
        return run

    yield start
    for run in started:
        run.kill()
        run.wait()
        for stream in (run.stdout, run.stderr):
            assert stream is not None
            stream.close()


@UNIX
def test_a_worker_that_is_killed_ends_the_run_with_what_it_was_reading(
    archive: Path, running: Callable[[], subprocess.Popen[bytes]]
) -> None:
    run = running()
    workers = children(run.pid)
    os.kill(workers[0], signal.SIGKILL)
    out, err = run.communicate(timeout=30)
    told = err.decode()
    assert run.returncode == 2
    assert out == b""
    assert not (archive / "report.json").exists()
    assert re.search(
        r"^news/0\d/\d+\.md: error: a worker process was killed by signal 9 \(SIGKILL\) while it read this and \d+ more", told, re.M
    )
    assert "--jobs" in told
    assert not any(Path(f"/proc/{worker}/stat").exists() for worker in workers)


@UNIX
@pytest.mark.parametrize("whole", [True, False], ids=["at a terminal", "to the process alone"])
def test_an_interrupt_ends_every_process_at_once(running: Callable[[], subprocess.Popen[bytes]], whole: bool) -> None:
    run = running()
    workers = children(run.pid)
    began = time.monotonic()
    (os.killpg if whole else os.kill)(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=30)
    assert (run.returncode, out, err) == (130, b"", b"\nfactcheck: interrupted\n")
    assert time.monotonic() - began < 10
    assert not any(Path(f"/proc/{worker}/stat").exists() for worker in workers)


@UNIX
def test_workers_go_when_whoever_started_them_is_gone(running: Callable[[], subprocess.Popen[bytes]]) -> None:
    run = running()
    workers = children(run.pid)
    run.kill()
    run.wait()
    for _ in range(1_000):
        if not any(Path(f"/proc/{worker}/cmdline").exists() and Path(f"/proc/{worker}/cmdline").read_bytes() for worker in workers):
            return
        time.sleep(0.01)
    pytest.fail("a worker is left")


def job() -> Job:
    return Job(load_registry(ROOT / "claims.yaml")[0])


@pytest.mark.parametrize("forked", [True, False])
def test_workers_tell_the_same_whether_they_are_copies_of_this_process_or_begin_anew(
    archive: Path, forked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not forked:
        monkeypatch.setattr(processes, "_can_fork", lambda: False)
    work, parts = Work(job()), list(load_sources([str(archive / "few")]).parts())
    with Crew(Work(job()), 2) as crew:
        assert [(part, done) for part, done in crew.done(iter(parts))] == [(part, work(part)) for part in parts]
    assert len(parts) == 3


class Faulty(Work):
    """Work that fails, or ends its process, at a part that names no file."""

    def __reduce__(self) -> tuple[type[Work], tuple[Job]]:
        return Faulty, (self.job,)

    def __call__(self, part: Part, silent: int | None = None) -> Done:
        if part.names == ("fault",):
            raise RecursionError("too deep")
        if part.names == ("end",):
            os._exit(3)
        return super().__call__(part, silent)


@pytest.mark.parametrize(
    ("name", "error", "told"), [("fault", RecursionError, "too deep"), ("end", WorkerDied, "ended with 3 while it read")]
)
def test_a_fault_of_a_worker_is_raised_here_after_all_that_stands_before_it(
    archive: Path, name: str, error: type[Exception], told: str
) -> None:
    parts = [*load_sources([str(archive / "few")]).parts()][:2]
    seen: list[Part] = []
    with Crew(Faulty(job()), 2) as crew, pytest.raises(error, match=told):
        seen.extend(part for part, _ in crew.done(iter([*parts, Part((name,), 0)])))
    assert seen == parts[: len(seen)]
    assert name == "end" or seen == parts


def test_no_more_parts_are_taken_than_a_few_a_worker(archive: Path) -> None:
    taken: list[int] = []

    def parts() -> Iterator[Part]:
        for number in range(100):
            taken.append(number)
            yield Part((str(archive / "few" / "00" / "00001.md"),), 100)

    with Crew(Work(job()), 2) as crew:
        for done, _ in enumerate(crew.done(parts())):
            assert len(taken) <= done + 1 + processes._WINDOW * 2
    assert len(taken) == 100


@pytest.mark.parametrize(
    ("sizes", "jobs", "cores", "expected"),
    [
        ([100], 0, 8, 1),
        ([100] * 50, 0, 8, 1),
        ([engine._WORTH] * 50, 0, 1, 1),
        ([engine._WORTH] * 50, 0, 8, 8),
        ([engine._WORTH] * 3, 0, 8, 3),
        ([engine._WORTH // 2] * 3, 0, 8, 1),
        ([100] * 50, 4, 1, 4),
        ([100] * 2, 4, 8, 2),
        ([100], 4, 8, 1),
        ([], 4, 8, 1),
    ],
)
def test_small_inputs_stay_in_one_process_unless_a_number_is_told(
    sizes: list[int], jobs: int, cores: int, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "cores", lambda: cores)
    parts = [Part((str(number),), size) for number, size in enumerate(sizes)]
    ahead = engine.Ahead(iter(parts), jobs)
    assert ahead.processes() == expected
    assert list(ahead) == parts


def test_what_is_kept_of_an_earlier_run_keeps_no_process_from_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "cores", lambda: 2)
    kept, new = Part((), 0, here=True), Part(("new",), engine._WORTH)
    ahead = engine.Ahead(iter([kept, new, kept, new, *[kept] * 100, new, new]), 0)
    assert ahead.processes() == 2
    assert [next(ahead) for _ in range(4)] == [kept, new, kept, new]
    assert ahead.processes() == 1  # so far ahead nobody looks
    assert [next(ahead) for _ in range(100)] == [kept] * 100
    assert ahead.processes() == 2


def rows(sources: Sources, jobs: int) -> list[engine.Told]:
    return list(engine.told(job(), sources, jobs))


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_could_not_be_read_is_raised_at_the_end(archive: Path, tmp_path: Path, jobs: int) -> None:
    (tmp_path / "bad.txt").write_bytes(b"h\xe9 5% \xff")
    seen: list[engine.Told] = []
    with pytest.raises(InputError, match="no UTF-8"):
        seen.extend(engine.told(job(), load_sources([str(tmp_path / "bad.txt"), str(archive / "few" / "00" / "00001.md")]), jobs))
    assert len(seen) == 1
    (tmp_path / "none.txt").touch()
    with pytest.raises(NothingChecked):
        rows(load_sources([str(tmp_path / "none.txt")]), jobs)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("silent", [SILENT, SILENT + 1])
def test_sources_that_tell_of_no_claim_are_listed_while_they_are_few_and_counted_always(tmp_path: Path, silent: int, jobs: str) -> None:
    (tmp_path / "claims.yaml").write_bytes((ROOT / "claims.yaml").read_bytes())
    (tmp_path / "news").mkdir()
    for number in range(silent):
        (tmp_path / "news" / f"{number:05}.txt").write_text(SILENCE, "utf-8")
    (tmp_path / "news" / "00500.md").write_bytes((ROOT / "sources" / "nhiem-ky-2020-2025-kinh-te.md").read_bytes())
    code, out, _ = command(tmp_path, "news", "-f", "json", "-j", jobs, "-o", "json=r.json", "-o", "html=r.html")
    report = json.loads(out)
    assert code == 0
    assert report["summary"]["sources"] == silent + 1
    if silent == SILENT:
        assert len(report["sources"]) == silent + 1
        assert report["summary"]["unlisted"] == 0
    else:
        assert [source["name"] for source in report["sources"]] == ["news/00500.md"]
        assert report["summary"]["unlisted"] == silent
        assert f"{silent:,} more sources were read" in (tmp_path / "r.html").read_text("utf-8")


def test_findings_that_are_not_kept_are_counted_as_they_would_be(archive: Path) -> None:
    work = job()
    sources = [str(archive / "few")]
    whole = check(work.registry, load_sources(sources))
    counted = gather(work.registry, ((row.source, row.findings) for row in engine.told(work, load_sources(sources), 1)), kept=False)
    for verdict in ("supported", "contradicted", "not_comparable", "not_found"):
        assert counted.count(verdict) == whole.count(verdict)
    assert (counted.read, counted.open, counted.sources) == (whole.read, whole.open, ())
    assert [result.verdict for result in counted.results] == [result.verdict for result in whole.results]
