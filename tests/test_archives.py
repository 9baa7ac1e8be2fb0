"""Archives of JSON Lines: a row is a source with a name of its own, bad rows are told with their line, and every command takes them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from archives import OTHER, ROWS, TEXT, lines, load
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Newsroom, called

from factcheck.engine import Job, told
from factcheck.errors import InputError
from factcheck.gather import gather
from factcheck.load.archives import jsonl
from factcheck.load.archives import rows as readers
from factcheck.load.find import File
from factcheck.load.parts import Shard, parts
from factcheck.load.registry import load_registry
from factcheck.load.sources import load_sources, read_part
from factcheck.load.stored import UNNAMED, Columns, form_of, is_archive, is_source, shown, split_row
from factcheck.model import ArchiveRow

ROOT = Path(__file__).parent.parent


def test_a_row_is_a_source_with_what_its_columns_say(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(lines({**ROWS[0], "lang": "vi-VN", "place": "tỉnh Lạng Sơn"}))
    (source,) = load(path).sources
    assert source.name == f"{path}:a1"
    assert (source.text, source.title, source.publisher, source.url) == (TEXT, "Kinh tế cửa khẩu", "Báo", "https://example.org/1")
    assert (source.date, source.lang, source.place) == (date(2025, 12, 31), "vi", "tỉnh Lạng Sơn")
    assert source.row == ArchiveRow(str(path), 1, "line")
    assert source.location(5) == "line 1"


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"text": "Một", "content": "Hai"}, "Một"),
        ({"content": "Hai", "body": "Ba"}, "Hai"),
        ({"text": None, "body": "Ba"}, "Ba"),
        ({"text": 7, "body": "Ba"}, "Ba"),
        ({"text": "  \n", "body": "Ba"}, ""),
    ],
)
def test_the_text_stands_in_the_first_usual_column_that_holds_one(row: dict[str, object], text: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(row))
    assert "".join(source.text for source in load(tmp_path / "a.jsonl").sources) == text


def test_columns_that_are_named_are_the_only_ones_that_count(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"text": "nothing", "noi_dung": TEXT, "id": 1, "so": 7, "ten": "Tin"}))
    (source,) = load(path, columns=Columns(text="noi_dung", id="so", title="ten")).sources
    assert (source.name, source.text, source.title) == (f"{path}:7", TEXT, "Tin")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-09-18", date(2025, 9, 18)),
        ("2025-09-18T23:30:00Z", date(2025, 9, 18)),
        ("2025-09-18 08:00", date(2025, 9, 18)),
        ("18/9/2025", date(2025, 9, 18)),
        ("18/9/2025, 10:00", date(2025, 9, 18)),
        ("Thu, 18 Sep 2025 08:00:00 +0700", date(2025, 9, 18)),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_read_as_archives_write_it(written: str | None, day: date | None, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines({"text": TEXT, "date": written}))
    loaded = load(tmp_path / "a.jsonl")
    assert [source.date for source in loaded.sources] == [day]
    assert not loaded.notices


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("date", "soon", "`soon` is no date"),
        ("date", 1758153600, "`1758153600` is no date"),
        ("date", "2025-02-31", "`2025-02-31` is no date"),
        ("lang", "fr", "unknown language `fr`"),
        ("place", "123", "`123` is no place"),
    ],
)
def test_what_a_column_says_wrongly_is_told_and_the_row_read(key: str, value: object, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines({"text": TEXT, key: value}))
    loaded = load(tmp_path / "a.jsonl")
    assert len(loaded.sources) == 1
    assert [(notice.code, notice.line, notice.message) for notice in loaded.notices] == [("FC915", 1, message)]


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("a-1", "a-1"),
        (4711, "4711"),
        (None, "1"),
        ("", "1"),
        (True, "1"),
        (1.5, "1"),
        ([1], "1"),
        (10**400, "1"),
        ("../../etc/passwd", "..%2F..%2Fetc%2Fpasswd"),
        ("a\\b%", "a%5Cb%25"),
        ("x\n::error::y\x1b[31m\x00", "x ::error::y [31m"),
        ("d" * 500, "d" * 119 + "…"),
    ],
)
def test_a_row_is_called_by_its_id_and_never_so_that_it_could_be_a_path(id: object, name: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines({"id": id, "text": TEXT}))
    (source,) = load(tmp_path / "a.jsonl").sources
    assert source.name.removeprefix(f"{tmp_path / 'a.jsonl'}:") == name
    assert Path(source.name).parent == tmp_path


@pytest.mark.parametrize(
    ("bad", "message", "column"),
    [
        (b'{"text": "x"', "broken JSON: expecting ',' delimiter", 13),
        (b"text", "broken JSON: expecting value", 1),
        (b'{"text": "a\0b"}', "broken JSON: invalid control character at", 12),
        (b'{"text": "\xff"}', "not UTF-8: byte 10 of the row is 0xFF", 11),
        (b"[1]", "no JSON object", 1),
        (b'"text"', "no JSON object", 1),
        (b"[" * 100_000, "JSON that cannot be read: nested too deep", 0),
        (b'{"n": ' + b"9" * 5000 + b"}", "JSON that cannot be read: Exceeds the limit (4300 digits) for integer string conversion", 0),
        (b'{"id": 1}', "no column that holds a text", 0),
        (b'{"text": 3}', "`text` is a number, not a text", 0),
        (b'{"text": {"a": 1}}', "`text` is an object, not a text", 0),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_the_others_are_read(bad: bytes, message: str, column: int, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(ROWS[0], b"", bad, ROWS[1]))
    loaded = load(tmp_path / "a.jsonl")
    assert [source.text for source in loaded.sources] == [TEXT, OTHER]
    (problem,) = loaded.problems
    assert (problem.path, problem.code, problem.line, problem.column) == (str(tmp_path / "a.jsonl"), "FC923", 3, column)
    assert problem.message.startswith(message)
    assert problem.hint


def test_of_many_bad_rows_the_first_are_told_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "_PART", 1000)  # in many shards as in one
    (tmp_path / "a.jsonl").write_bytes(lines(ROWS[0], *({"text": number} for number in range(5000))))
    loaded = load(tmp_path / "a.jsonl")
    assert [problem.line for problem in loaded.problems] == [*range(2, 22), 0]
    assert loaded.problems[-1].message == "4,980 more rows that cannot be read"


def test_a_row_that_is_too_long_is_left_out_and_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LARGEST", 10_000)
    monkeypatch.setattr(jsonl, "LARGEST", 10_000)
    (tmp_path / "a.jsonl").write_bytes(lines(ROWS[0], {"id": 1, "text": "a" * 3_000_000}, ROWS[1]))
    loaded = load(tmp_path / "a.jsonl")
    assert [source.row and source.row.number for source in loaded.sources] == [1, 3]
    assert [problem.line for problem in loaded.problems] == [2]


def test_half_a_character_and_nul_do_no_harm(newsroom: Newsroom) -> None:
    row = {"id": "h", "text": f"{TEXT} \ud83d \0 \x1b[31m"}
    (newsroom.folder / "a.jsonl").write_text(json.dumps(row), "utf-8")
    for format in ("terminal", "json", "html", "sarif", "junit", "csv", "markdown", "github"):
        done = newsroom.run("verify", "a.jsonl", "--format", format)
        assert done.code == 1
        assert "\x1b" not in done.out


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"[\n  {}\n]\n", "FC913", "one JSON document, not one in each line"),
        (b"\x1f\x8b\x08 and so on\n", "FC913", "not JSON Lines, but what ends in .gz"),
        ("{}".encode("utf-16"), "FC910", "not UTF-8 but UTF-16"),
        (b'{"id": 1}\n{"id": 2}\n', "FC923", "no column that holds a text"),
    ],
)
def test_a_file_of_another_kind_is_told_once(data: bytes, code: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(data)
    (problem,) = load(tmp_path / "a.jsonl").problems
    assert (problem.code, problem.message) == (code, message)


def test_in_a_folder_an_archive_of_something_else_is_left_out(newsroom: Newsroom) -> None:
    (newsroom.folder / "sources" / "log.jsonl").write_bytes(lines({"level": "info"}))
    (newsroom.folder / "sources" / "more.jsonl").write_bytes(lines(*ROWS))
    done = newsroom.run("verify", "sources")
    assert done.code == 1
    assert "4 sources read" in done.out
    assert "log.jsonl: warning FC913: no archive of articles, left out" in done.err


def test_a_named_column_that_the_first_rows_lack_is_told(newsroom: Newsroom) -> None:
    (newsroom.folder / "a.jsonl").write_bytes(lines(*ROWS))
    done = newsroom.run("verify", "a.jsonl", "--url-column", "adres")
    assert "warning FC915: no column `adres`" in done.err
    done = newsroom.run("verify", "a.jsonl", "--text-column", "noi_dung")
    assert (done.code, done.out) == (2, "")
    assert "error FC923: no column `noi_dung`" in done.err
    assert "`id`, `title`, `text`" in done.err


def test_a_project_names_its_columns(newsroom: Newsroom) -> None:
    (newsroom.folder / "a.jsonl").write_bytes(lines({"noi_dung": TEXT, "so": "s1"}))
    newsroom.write("factcheck.toml", 'sources = ["a.jsonl"]\ntext-column = "noi_dung"\nid-column = "so"\n')
    assert "a.jsonl:s1" in newsroom.run("verify").out
    assert newsroom.run("verify", "--id-column", "id").out.count("a.jsonl:1") == 1
    assert "198 tỷ USD" in newsroom.run("ack", "a.jsonl:s1", "--reason", "x", "--until", "1y", "--by", "Lan").out


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("verify", "news.jsonl"), "news.jsonl:a1  line 1"),
        (("compare", "news.jsonl"), "2 sources read"),
        (("arithmetic", "sums.jsonl"), "sums.jsonl:1"),
        (("quantities", "news.jsonl"), "198 tỷ USD"),
        (("show", "trade", "news.jsonl"), "news.jsonl:a1  line 1"),
        (("lint", "news.jsonl"), "2 claims of claims.yaml, 2 sources read"),
    ],
)
def test_every_command_takes_an_archive(command: tuple[str, ...], told: str, desk: Path) -> None:
    (desk / "news.jsonl").write_bytes(lines(ROWS[0], {"id": "b", "text": TEXT.replace("198", "234,58")}))
    (desk / "sums.jsonl").write_bytes(lines({"content": "Có 315/994 xã đạt chuẩn (đạt 33,69%)."}))
    run = called(desk, *command, COLUMNS="100")
    assert told in run.stdout + run.stderr, run
    assert "Traceback" not in run.stderr


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


@pytest.mark.parametrize("name", ["news.jsonl:a2", "news.jsonl:2", "./news.jsonl:a2"])
def test_one_row_can_be_named(name: str, newsroom: Newsroom) -> None:
    (newsroom.folder / "news.jsonl").write_bytes(lines(*ROWS))
    report = newsroom.report(name)
    assert report["summary"]["sources"] == 1
    assert {finding["source"].removeprefix("./") for claim in report["claims"] for finding in claim["findings"]} == {"news.jsonl:a2"}


def test_an_acknowledgement_is_of_a_row_and_stays_with_its_id(newsroom: Newsroom) -> None:
    (newsroom.folder / "news.jsonl").write_bytes(lines(*ROWS))
    assert newsroom.standing("news.jsonl") == (2, 0, [])
    assert newsroom.ack("news.jsonl:a1").code == 0
    assert newsroom.ack("news.jsonl:2").code == 0, "the line that GitHub shows"
    assert newsroom.standing("news.jsonl") == (0, 2, [])
    assert "source: news.jsonl:a2" in newsroom.book.read_text("utf-8")
    (newsroom.folder / "news.jsonl").write_bytes(lines({"id": "new", "text": "Tin vắn."}, *ROWS))
    assert newsroom.standing("news.jsonl") == (0, 2, [])


def test_an_exemption_in_a_row_is_heeded(newsroom: Newsroom) -> None:
    (newsroom.folder / "a.jsonl").write_bytes(lines({"text": f"<!-- factcheck: exempt trade: số cũ -->\n{TEXT}"}))
    assert newsroom.standing("a.jsonl") == (0, 1, [])


def test_machines_are_led_to_the_line_of_the_archive(newsroom: Newsroom) -> None:
    (newsroom.folder / "news.jsonl").write_bytes(lines({"id": "x", "text": "Tin vắn."}, *ROWS))
    (result, _) = json.loads(newsroom.run("verify", "news.jsonl", "-f", "sarif").out)["runs"][0]["results"]
    place = result["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "news.jsonl"
    assert place["physicalLocation"]["region"] == {"startLine": 2}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "news.jsonl:a1"}]
    assert "::error file=news.jsonl,line=2,title=" in newsroom.run("verify", "news.jsonl", "-f", "github").out
    assert 'file="news.jsonl" line="2"' in newsroom.run("verify", "news.jsonl", "-f", "junit").out


def test_rows_with_one_id_are_told_apart_where_both_tell_something(newsroom: Newsroom) -> None:
    twice = {"id": "a", "text": TEXT}
    (newsroom.folder / "a.jsonl").write_bytes(lines(twice, {"id": "a", "text": "Tin vắn."}, {"id": "a", "text": f"Kinh tế.\n\n{TEXT}"}))
    (claim, _) = newsroom.report("a.jsonl")["claims"]
    assert [(found["source"], found["location"]) for found in claim["findings"]] == [
        ("a.jsonl:a", "line 1"),
        ("a.jsonl:a (line 3)", "line 3"),
    ]
    page = newsroom.run("verify", "a.jsonl", "-f", "html").out
    assert "a.jsonl:a (line 3)" in page


def test_an_archive_tells_what_its_articles_tell_as_files(tmp_path: Path) -> None:
    registry = load_registry(ROOT / "claims.yaml")[0]
    files = list(load_sources([str(ROOT / "sources")]))
    fields = ("title", "publisher", "url", "lang", "place")
    told_by = [
        {"id": Path(file.name).name, "text": file.text[file.body :], "date": file.date and str(file.date)}
        | {field: getattr(file, field) or None for field in fields}
        for file in files
    ]
    (tmp_path / "a.jsonl").write_bytes(lines(*told_by))

    def outcome(path: Path) -> list[tuple[str, ...]]:
        report = gather(registry, ((row.source, row.findings) for row in told(Job(registry), load_sources([str(path)]), 1)))
        found = (finding for result in report.results for finding in result.findings)
        return sorted((f.claim, f.verdict, f.reason, f.source.rpartition(":")[2].rpartition("/")[2], f.found, f.quote) for f in found)

    assert outcome(tmp_path / "a.jsonl") == outcome(ROOT / "sources")


def test_several_processes_share_a_file_and_tell_the_same(desk: Path) -> None:
    rows = [
        {"id": n, "text": f"{TEXT}\n\nTin số {n}.\n\n{'Không có gì. ' * 300}" if n % 40 == 0 else "Không có gì. " * 300} for n in range(800)
    ]
    rows[77] = {"id": "bad", "text": 3}
    (desk / "a.jsonl").write_bytes(lines(*rows))
    assert len(list(load_sources([str(desk / "a.jsonl")]).parts())) > 2
    command = [sys.executable, "-m", "factcheck", "verify", "a.jsonl", "-f", "json", "--jobs"]
    one, two = (subprocess.run([*command, jobs], cwd=desk, env=_env(), capture_output=True, encoding="utf-8") for jobs in "12")
    assert one.returncode == two.returncode == 2
    assert one.stderr == two.stderr
    assert "a.jsonl:78: error FC923" in one.stderr
    assert one.stdout == two.stdout
    assert json.loads(one.stdout)["summary"]["contradicted"] == 20


@given(st.lists(st.sampled_from([b"", b"{}", b'{"text": "a"}', b"\r", b"x" * 50]), max_size=40), st.booleans(), st.integers(5, 80))
def test_shards_are_the_file_wherever_it_is_cut(rows: list[bytes], ended: bool, size: int) -> None:
    data = b"\n".join(rows) + (b"\n" if ended else b"")
    with NamedTemporaryFile(suffix=".jsonl") as file, pytest.MonkeyPatch.context() as patch:
        file.write(data)
        file.flush()
        patch.setattr(jsonl, "_PART", size)
        shards = list(jsonl.cut(file.name, UNNAMED))
    assert b"".join(data[shard.start : shard.end] for shard, _ in shards) == data
    assert [shard.first for shard, _ in shards] == [data[: shard.start].count(b"\n") + 1 for shard, _ in shards]
    assert all(data[: shard.start].endswith(b"\n") for shard, _ in shards[1:])
    assert sum(length for _, length in shards) == len(data)


def test_a_shard_is_read_with_the_lines_of_its_file(tmp_path: Path) -> None:
    data = lines(*({"text": f"Bài {number}."} for number in range(1, 6)))
    (tmp_path / "a.jsonl").write_bytes(data)
    start, end = (data.index(f"Bài {number}".encode()) - len(b'{"text": "') for number in (3, 5))
    (part,) = parts([File(str(tmp_path / "a.jsonl"), len(data), False)])
    cut = part._replace(shard=Shard(UNNAMED, start, end, 3))
    names = [read.source.name for read in read_part(cut) if read.source]
    assert [name.rpartition(":")[2] for name in names] == ["3", "4"]


def test_parts_for_a_scheduler_grow_and_hold_every_file_once_in_order() -> None:
    files = [File(f"{number:06}.md", 2_000, True) for number in range(50_000)]
    small, grown = list(parts(files)), list(parts(files, growing=True))
    assert {len(part.names) for part in small[:-1]} == {64}
    assert [name for part in grown for name in part.names] == [file.name for file in files]
    sizes = [len(part.names) for part in grown[:-1]]
    assert sizes == sorted(sizes)
    assert (sizes[63], sizes[64]) == (64, 128)
    assert sum(sizes) / len(sizes) > 2 * 64
    assert max(map(len, (part.names for part in parts(files * 10, growing=True)))) == 1_024


def test_a_file_that_is_gone_when_its_turn_comes_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(*ROWS))
    sources = load_sources([str(tmp_path / "a.jsonl")])
    (tmp_path / "a.jsonl").unlink()
    with pytest.raises(InputError, match="cannot be read"):
        list(sources)


@pytest.mark.parametrize(
    ("name", "inner", "packing", "rows"),
    [
        ("a.jsonl", "a.jsonl", "", "jsonl"),
        ("a.NDJSON.GZ", "a.NDJSON", "gzip", "jsonl"),
        ("a.txt.zst", "a.txt", "zstd", ""),
        ("s3://b/c.jsonl.gz", "/c.jsonl", "gzip", "jsonl"),
        ("https://h/a.jsonl?sig=x.gz", "/a.jsonl", "", "jsonl"),
        ("a.jsonl.d/b.md", "a.jsonl.d/b.md", "", ""),
    ],
)
def test_the_name_tells_how_a_file_is_stored(name: str, inner: str, packing: str, rows: str) -> None:
    assert form_of(name) == (inner, packing, rows)
    assert is_archive(name) == bool(rows)
    assert is_source(name) or "?" in name


def test_a_name_is_parted_from_its_row_and_its_secrets() -> None:
    assert split_row("news/a.jsonl.gz:x:1") == ("news/a.jsonl.gz", "x:1")
    assert split_row("news/a.md:12") == ("news/a.md:12", "")
    assert shown("https://me:pass@example.org/a.jsonl?sig=1#x") == "https://example.org/a.jsonl"
    assert shown("s3://bucket/a b.jsonl") == "s3://bucket/a b.jsonl"
