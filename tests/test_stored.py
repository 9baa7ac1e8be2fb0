"""Packed files, Parquet, and files on other machines: read as what they hold, and told where they are broken or swell."""

from __future__ import annotations

import functools
import gzip
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import fsspec
import pyarrow as pa
import pytest
from archives import OTHER, ROWS, TEXT, lines, load
from newsroom import CLAIMS, Newsroom
from pyarrow import parquet as pq

from factcheck.load.archives import parquet, remote, streams
from factcheck.load.sources import load_sources
from factcheck.load.stored import Columns

ROOT = Path(__file__).parent.parent
PACK = {".gz": ("gzip", "-k"), ".zst": ("zstd", "-q", "-k")}


def packed(path: Path, ending: str) -> Path:
    """Return a file packed by the program that others pack with."""
    tool, *options = PACK[ending]
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    subprocess.run([tool, *options, path], check=True)
    return path.with_name(path.name + ending)


@pytest.mark.parametrize("ending", PACK)
@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_an_archive_is_read_through_its_packing(name: str, ending: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(lines(*ROWS))
    path = packed(tmp_path / name, ending)
    assert [source.name for source in load(path).sources] == [f"{path}:a1", f"{path}:a2"]


@pytest.mark.parametrize("ending", PACK)
@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", f"{TEXT} <!-- kept -->".encode(), f"{TEXT} <!-- kept -->"),
        ("a.md", f"---\ntitle: Tin\n---\n{TEXT}".encode(), TEXT),
        ("a.html", f"<html><body><article><p>{TEXT}</p><p>{OTHER}</p></article></body></html>".encode(), f"{TEXT}\n\n{OTHER}"),
        ("a.csv", b"year,firms\n2025,2900\n2024,2800\n", "2025"),
    ],
)
def test_a_single_file_is_read_through_its_packing(name: str, data: bytes, text: str, ending: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    path = packed(tmp_path / name, ending)
    (source,) = load(path).sources
    assert source.name == str(path)
    assert text in source.seen


def test_members_one_after_another_are_one_file(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(ROWS[0])) + gzip.compress(lines(ROWS[1])))
    assert len(load(tmp_path / "a.jsonl.gz").sources) == 2


@pytest.mark.parametrize("ending", PACK)
def test_a_packed_file_that_breaks_off_is_told_and_read_so_far(ending: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(*({"id": n, "text": os.urandom(40).hex()} for n in range(20_000))))
    path = packed(tmp_path / "a.jsonl", ending)
    path.write_bytes(path.read_bytes()[:-100_000])
    loaded = load(path)
    assert 10_000 < len(loaded.sources) < 20_000
    assert [(problem.code, "breaks off" in problem.message) for problem in loaded.problems] == [("FC912", True)]


@pytest.mark.parametrize("ending", PACK)
@pytest.mark.parametrize("name", ["a.jsonl", "a.txt"])
def test_a_file_that_is_not_what_its_ending_says_is_told(name: str, ending: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}{ending}").write_bytes(lines(*ROWS))
    (problem,) = load(tmp_path / f"{name}{ending}").problems
    assert problem.code == "FC912"
    assert problem.message.startswith(f"no {'gzip' if ending == '.gz' else 'zstd'} file, or a broken one")


@pytest.mark.parametrize("ending", PACK)
@pytest.mark.parametrize("name", ["a.jsonl", "a.txt"])
def test_what_swells_without_end_is_told_before_it_fills_anything(name: str, ending: str, tmp_path: Path) -> None:
    with (tmp_path / name).open("wb") as file:
        for _ in range(100):
            file.write(lines({"text": "a" * 1_050_000}))
    path = packed(tmp_path / name, ending)
    (tmp_path / name).unlink()
    assert max(streams._SMALL, path.stat().st_size * streams._RATIO) < 105_000_000
    problems = load(path).problems
    swells = f"unpacks to more than {streams._RATIO} times its size, which no texts do"
    assert [problem.message for problem in problems] == [swells if name == "a.jsonl" else "larger than 50 MB, which no article is"]


def test_archives_of_many_files_are_refused_with_what_to_do(newsroom: Newsroom) -> None:
    shutil.make_archive(str(newsroom.folder / "all"), "gztar", newsroom.folder / "sources")
    shutil.make_archive(str(newsroom.folder / "all"), "zip", newsroom.folder / "sources")
    for name in ("all.tar.gz", "all.zip"):
        done = newsroom.run("verify", name)
        assert done.code == 2
        assert "unpack it into a folder, and name that" in done.err


WRITERS = ("pyarrow", "duckdb")


def table(path: Path, writer: str, **columns: Any) -> Path:
    """Return a Parquet file that one of two programs wrote."""
    arrow = pa.table(columns)
    if writer == "pyarrow":
        pq.write_table(arrow, path)
    else:
        duckdb.from_arrow(arrow).write_parquet(str(path))
    return path


def column(name: str) -> list[object]:
    return [row[name] for row in ROWS]


@pytest.mark.parametrize("writer", WRITERS)
def test_a_row_of_parquet_is_a_source(writer: str, tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", writer, **{name: column(name) for name in ROWS[0]}, views=[1, 2])
    one, two = load(path).sources
    assert (one.name, one.text, one.title, one.publisher) == (f"{path}:a1", TEXT, "Kinh tế cửa khẩu", "Báo")
    assert (two.date, two.url, two.location(0)) == (date(2026, 1, 2), "https://example.org/2", "row 2")


HANOI = "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize(
    ("values", "days"),
    [
        (pa.array([date(2025, 9, 18), None]), [date(2025, 9, 18), None]),
        (pa.array(["2025-09-18", "18/9/2025"]), [date(2025, 9, 18)] * 2),
        (pa.array([datetime(2025, 9, 18, 23), None], pa.timestamp("us")), [date(2025, 9, 18), None]),
        (pa.array([datetime(2025, 9, 18, 23, 0, 0, 1), None], pa.timestamp("ns")), [date(2025, 9, 18), None]),
    ],
)
def test_days_and_times_of_parquet_are_days(writer: str, values: Any, days: list[date | None], tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", writer, text=pa.array([TEXT, OTHER]), published_at=values)
    assert [source.date for source in load(path).sources] == days


def test_a_time_with_a_zone_is_the_day_there(tmp_path: Path) -> None:
    at = pa.array([datetime(2025, 9, 18, 20, tzinfo=UTC)], pa.timestamp("us", HANOI))
    path = table(tmp_path / "a.parquet", "pyarrow", text=pa.array([TEXT]), date=at)
    assert [source.date for source in load(path).sources] == [date(2025, 9, 19)]


@pytest.mark.parametrize(
    ("texts", "ids"),
    [
        (pa.array([TEXT, OTHER], pa.large_string()), pa.array([7, 8], pa.uint64())),
        (pa.array([TEXT, OTHER]).dictionary_encode(), pa.array(["7", "8"]).dictionary_encode()),
        (pa.array([TEXT.encode(), OTHER.encode()]), pa.array([7, 8], pa.int8())),
    ],
)
def test_a_text_may_be_stored_in_several_ways(texts: Any, ids: Any, tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", "pyarrow", text=texts, id=ids)
    assert [(source.name, source.text) for source in load(path).sources] == [(f"{path}:7", TEXT), (f"{path}:8", OTHER)]


@pytest.mark.parametrize(
    ("columns", "named", "message"),
    [
        ({"text": [1, 2]}, Columns(text="text"), "the column `text` is int64, not text"),
        ({"text": [1, 2]}, Columns(), "no column that holds a text"),
        ({"text": [["a"], ["b"]]}, Columns(), "no column that holds a text"),
        ({"body": ["a", "b"]}, Columns(text="noi_dung"), "no column `noi_dung`"),
        ({"body": ["a", "b"]}, Columns(url="adres"), "no column `adres`"),
    ],
)
def test_a_table_without_the_columns_is_told_with_those_it_has(columns: Any, named: Columns, message: str, tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", "pyarrow", **columns)
    (problem,) = load(path, columns=named).problems
    assert (problem.code, problem.message) == ("FC923", message)
    assert f"it has `{next(iter(columns))}`" in problem.hint


def test_rows_of_parquet_that_cannot_be_read_are_told_by_their_number(tmp_path: Path) -> None:
    raw = pa.array([TEXT.encode(), b"\xff\xfe", None, OTHER.encode()])
    wrong = pa.Array.from_buffers(pa.string(), 4, raw.buffers())  # a writer that never looked
    for texts in (raw, wrong):
        path = table(tmp_path / "a.parquet", "pyarrow", text=texts)
        loaded = load(path)
        assert [source.text for source in loaded.sources] == [TEXT, OTHER]
        assert [problem.message for problem in loaded.problems] == ["row 2: not UTF-8: byte 0 of `text` is 0xFF"]
        assert [notice.message for notice in loaded.notices] == ["row 3: a row without text"]


def test_row_groups_are_shards_and_every_row_keeps_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_PART", 20_000)
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [f"Bài {n}. " * 40 for n in range(1000)]}), path, row_group_size=30)
    found = list(load_sources([str(path)]).parts())
    assert len(found) > 5
    assert sum(part.size for part in found) <= path.stat().st_size
    numbers = [source.row.number for source in load(path).sources if source.row]
    assert numbers == list(range(1, 1001))
    assert [source.text for source in load(f"{path}:700").sources] == ["Bài 699. " * 40]


def test_only_the_columns_that_are_needed_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [TEXT], "junk": [os.urandom(50_000)]}), path, compression="none")
    place = pq.ParquetFile(path).metadata.row_group(0).column(1)
    data = bytearray(path.read_bytes())
    start = place.dictionary_page_offset or place.data_page_offset
    data[start : start + place.total_compressed_size] = b"\0" * place.total_compressed_size
    path.write_bytes(data)
    assert [source.text for source in load(path).sources] == [TEXT]
    with pytest.raises((OSError, pa.ArrowException)):
        pq.read_table(path)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="nothing tells how much memory was held")
def test_a_value_that_many_rows_share_is_held_once(tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", "pyarrow", text=pa.array(["a" * 1_000_000] * 60))
    assert path.stat().st_size < 1_000_000
    # What the system says of the most that a process held also counts, but for this line, what held it before it became another program.
    script = (
        f"from factcheck.load.sources import load_sources; print(sum(1 for _ in load_sources([{str(path)!r}])))\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", script], env=env(), capture_output=True, text=True, check=True)
    count, kilobytes = map(int, done.stdout.split())
    assert count == 60
    assert kilobytes < 150_000


@pytest.mark.parametrize("damage", ["cut", "empty", "text", "middle"])
def test_a_broken_parquet_file_is_told(damage: str, tmp_path: Path) -> None:
    path = table(tmp_path / "a.parquet", "pyarrow", text=pa.array([os.urandom(20).hex() for _ in range(5000)]))
    data = path.read_bytes()
    middle = len(data) // 3
    path.write_bytes(
        {"cut": data[:-100], "empty": b"", "text": lines(*ROWS), "middle": data[:middle] + b"\xff" * 3000 + data[middle + 3000 :]}[damage]
    )
    problems = load(path).problems
    assert [problem.code for problem in problems] == ["FC912"]
    assert problems[0].message.startswith("no Parquet file, or a broken one")
    assert str(tmp_path) not in problems[0].message


@pytest.mark.parametrize(("name", "module", "extra"), [("a.parquet", "pyarrow", "parquet"), ("a.jsonl.zst", "backports.zstd", "zstd")])
def test_a_missing_extra_is_told_for_a_file_and_once_for_a_folder(name: str, module: str, extra: str, newsroom: Newsroom) -> None:
    if module not in sys.modules and sys.version_info >= (3, 14):
        pytest.skip("the standard library reads zstd")
    for number in range(3):
        (newsroom.folder / "sources" / f"{number}{name}").write_bytes(b"")
    script = f"import sys; sys.modules[{module!r}] = None; from factcheck.__main__ import main; main()"
    command = [sys.executable, "-c", script, "verify"]
    named = subprocess.run([*command, f"sources/0{name}"], cwd=newsroom.folder, env=env(), capture_output=True, encoding="utf-8")
    assert named.returncode == 2
    assert f"pip install 'factcheck-cli[{extra}]'" in named.stderr
    folder = subprocess.run([*command, "sources"], cwd=newsroom.folder, env=env(), capture_output=True, encoding="utf-8")
    assert folder.returncode == 1
    assert folder.stderr.count("warning FC921") == 1
    assert f"left out, as are 2 more of its kind: the extra `{extra}` is not installed" in folder.stderr


def env(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


@pytest.fixture
def memory() -> Iterator[Any]:
    """Return a file system that is nowhere but in this process, with a few files."""
    files = fsspec.filesystem("memory")
    files.pipe("/news/2024/a.jsonl", lines(ROWS[0]))
    files.pipe("/news/2025/b.jsonl.gz", gzip.compress(lines(ROWS[1])))
    files.pipe("/news/2025/c.md", TEXT.encode())
    files.pipe("/news/2025/.hidden.md", TEXT.encode())
    files.pipe("/news/2025/d.bin", b"\0")
    yield files
    files.rm("/news", recursive=True)


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("memory://news/2024/a.jsonl", ["2024/a.jsonl:a1"]),
        ("memory://news/2024/a.jsonl:a1", ["2024/a.jsonl:a1"]),
        ("memory://news", ["2024/a.jsonl:a1", "2025/b.jsonl.gz:a2", "2025/c.md"]),
        ("memory://news/*/*.md", ["2025/c.md"]),
        ("memory://news/**/*.jsonl*", ["2024/a.jsonl:a1", "2025/b.jsonl.gz:a2"]),
        ("memory://news/202[5-9]/**", ["2025/b.jsonl.gz:a2", "2025/c.md"]),
    ],
)
def test_an_address_names_a_file_a_folder_or_a_pattern(memory: Any, address: str, names: list[str]) -> None:
    loaded = load(address)
    assert [source.name.removeprefix("memory://").removeprefix("news/") for source in loaded.sources] == names
    assert not loaded.problems


def test_files_far_away_that_are_no_texts_are_counted(memory: Any) -> None:
    assert [notice.message for notice in load("memory://news").notices] == ["1 file is no text or document, left out"]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://news/none.jsonl", "no such file or folder there"),
        ("memory://news/*/none*", "no file matches this pattern"),
        ("ftp://example.org/a.jsonl", "ftp:// is not read"),
        ("file:///etc/passwd", "file:// is not read"),
        ("http://127.0.0.1:9/a.jsonl", "nobody answers there, or there is no such file"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(memory: Any, address: str, message: str) -> None:
    assert [(problem.code, problem.message) for problem in load(address).problems] == [("FC912", message)]


def test_what_an_address_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(remote.SCHEMES, "gs", "no_such_package")
    (problem,) = load("gs://bucket/a.jsonl").problems
    assert (problem.code, problem.hint) == ("FC921", "pip install 'factcheck-cli[remote]' no_such_package")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def web(desk: Path) -> Iterator[str]:
    """Return the address of a server on this machine, which knows no parts of files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(desk)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_archives_are_read_from_the_web_and_secrets_kept(web: str, desk: Path) -> None:
    (desk / "a.jsonl").write_bytes(lines(*ROWS, *({"id": n, "text": "Không có gì. " * 50} for n in range(3000))))
    path = packed(desk / "a.jsonl", ".gz")
    table(desk / "b.parquet", "pyarrow", text=pa.array([TEXT]))
    names = [f"{web}/{path.name}?token=hush", f"{web}/b.parquet", f"{web}/sources/wrong.txt"]
    done = subprocess.run(
        [sys.executable, "-m", "factcheck", "verify", *names, "-f", "json"], cwd=desk, env=env(), capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert report["summary"]["sources"] == 3004
    told = {finding["source"] for claim in report["claims"] for finding in claim["findings"]}
    assert told == {f"{web}/a.jsonl.gz:a1", f"{web}/a.jsonl.gz:a2", f"{web}/b.parquet:1", f"{web}/sources/wrong.txt"}
    assert "hush" not in done.stdout + done.stderr


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return how to reach a server of s3:// on this machine, which holds an archive in several forms."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    reach = env(AWS_ENDPOINT_URL=url, AWS_ACCESS_KEY_ID="a", AWS_SECRET_ACCESS_KEY="b", AWS_DEFAULT_REGION="us-east-1")
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        env=reach,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(1_500):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        folder = tmp_path_factory.mktemp("bucket")
        (folder / "a.jsonl").write_bytes(lines(*ROWS))
        packed(folder / "a.jsonl", ".zst")
        texts = [*column("text"), *["Không có gì. " * 200] * 1000]
        pq.write_table(pa.table({"noi_dung": texts, "id": [f"p{n}" for n in range(len(texts))]}), folder / "b.parquet", row_group_size=250)
        script = f"import s3fs; s = s3fs.S3FileSystem(); s.mkdir('news'); s.put({str(folder)!r} + '/', 'news/archive/', recursive=True)"
        subprocess.run([sys.executable, "-c", script], env=reach, check=True)
        yield reach
    finally:
        server.terminate()
        server.wait()


@pytest.mark.parametrize(
    ("arguments", "sources", "code"),
    [
        (("s3://news/archive/a.jsonl.zst",), 2, 1),
        (("s3://news/archive/*.jsonl",), 2, 1),
        (("s3://news/archive/b.parquet", "--text-column", "noi_dung"), 1002, 1),
        (("s3://news/archive/b.parquet", "--text-column", "noi_dung", "--jobs", "2"), 1002, 1),
        (("s3://news/archive/a.jsonl:a2",), 1, 1),
        (("s3://news/archive/none.jsonl",), 0, 2),
        (("s3://nobody/",), 0, 2),
    ],
)
def test_archives_are_read_from_s3(bucket: dict[str, str], arguments: tuple[str, ...], sources: int, code: int, tmp_path: Path) -> None:
    (tmp_path / "claims.yaml").write_text(CLAIMS, "utf-8")
    command = [sys.executable, "-m", "factcheck", "verify", "-f", "json", *arguments]
    done = subprocess.run(command, cwd=tmp_path, env=bucket, capture_output=True, encoding="utf-8")
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code == 2:
        assert "error FC912" in done.stderr
    else:
        assert json.loads(done.stdout)["summary"]["sources"] == sources
