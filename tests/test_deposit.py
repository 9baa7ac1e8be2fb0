"""Findings written by the workers: what one process tells, a file a part, made once, and never half."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from newsroom import Newsroom
from test_engine import ROOT, UNIX, command, job, write_archive

from factcheck.deposit import Order, Writing, Written
from factcheck.engine.work import Work
from factcheck.errors import InputError
from factcheck.gather import totals
from factcheck.load.parts import Part
from factcheck.load.sources import load_sources
from factcheck.pipeline import check


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped registry and an archive that makes two parts."""
    home = tmp_path_factory.mktemp("archive")
    (home / "claims.yaml").write_bytes((ROOT / "claims.yaml").read_bytes())
    write_archive(home / "news", 80)
    return home


def found(lines: list[str]) -> list[str]:
    return [line for line in lines if "quote" in json.loads(line)]


def files(folder: Path) -> list[str]:
    """Return the files of findings, in the order that the index gives."""
    return [json.loads(line)["file"] for line in (folder / "index.jsonl").read_text("utf-8").splitlines()]


@UNIX
def test_what_the_workers_write_is_what_one_process_tells_and_is_not_made_twice(archive: Path) -> None:
    one = command(archive, "news", "--format", "jsonl", "--jobs", "1")[1].decode().splitlines()
    args = ("news", "--engine", "dask", "--jobs", "1", "--write-to", "out/findings")
    code, out, err = command(archive, *args)
    folder = archive / "out" / "findings"
    written = [(folder / file).read_text("utf-8").splitlines() for file in files(folder)]
    assert code == 1
    assert found([line for lines in written for line in lines[:-1]]) == found(one)
    assert sorted(path.name for path in folder.iterdir()) == sorted([*files(folder), "index.jsonl"])
    told = out.decode().splitlines()
    assert told[0].startswith("49 claims, 80 sources: ")
    assert told[1] == "2 files of findings; out/findings/index.jsonl lists them in the order of the sources"
    assert "factcheck: failed: " in err
    again = command(archive, *args)
    assert (again[0], again[2]) == (code, err)
    assert again[1].decode().splitlines() == [told[0], told[1].replace(";", ", 2 of them from an earlier run;")]


def written(folder: str, target: str) -> list[Written]:
    writing = Writing(Order(job(), target, "asked"))
    return [writing(part) for part in load_sources([folder]).parts()]


def test_only_what_changed_or_is_not_whole_is_made_anew(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for number, path in enumerate(sorted((archive / "news" / "00").glob("000*.md"))[:70]):
        (tmp_path / "news" / f"{number:02}.md").write_bytes(path.read_bytes())
    news, target = str(tmp_path / "news"), str(tmp_path / "out")
    first = written(news, target)
    assert [row.earlier for row in first] == [False, False]
    assert written(news, target) == [row._replace(earlier=True) for row in first]
    whole = tmp_path / "out" / first[0].file
    data = whole.read_bytes()
    for broken in (data[:-20], data[:-1], b"", b"{}\n", b'{"part": {"whole": true}}\n', b"\xff\n"):
        whole.write_bytes(broken)
        assert [row.earlier for row in written(news, target)] == [False, True]
        assert whole.read_bytes() == data
    (tmp_path / "news" / "69.md").write_text("Sáng nay trời nắng nhẹ.\n", "utf-8")
    last = written(news, target)
    assert [row.earlier for row in last] == [True, False]
    assert last[1].file != first[1].file


def test_a_part_of_which_something_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    writing = Writing(Order(job(), str(tmp_path), "asked"))
    for _ in range(2):
        row = writing(Part((str(tmp_path / "gone.txt"),), 1))
        assert not row.earlier
        assert [problem.code for problem in row.problems] == ["FC912"]


def test_other_claims_settings_or_code_write_other_files(archive: Path, tmp_path: Path) -> None:
    part = next(load_sources([str(archive / "news")]).parts())
    assert len({Writing(Order(job(), str(tmp_path), asked))(part).file for asked in ("one", "two")}) == 2


def test_files_are_written_to_an_address(archive: Path) -> None:
    import fsspec

    news = str(archive / "news")
    first = written(news, "memory://findings/of/today")
    stored = fsspec.filesystem("memory").cat_file(f"/findings/of/today/{first[0].file}")
    assert found(stored.decode().splitlines()[:-1])
    assert written(news, "memory://findings/of/today") == [row._replace(earlier=True) for row in first]


def test_numbers_that_come_back_are_those_of_a_report(archive: Path, tmp_path: Path) -> None:
    work, sources = job(), load_sources([str(archive / "news")])
    rows = list(check(work.registry, load_sources([str(archive / "news")])).results)
    parts = [Work(work)(part) for part in sources.parts()]
    for row in written(str(archive / "news"), str(tmp_path)):
        report = totals(work.registry, row.counts, row.documents)
        told = [finding for part in parts for done in part.told for finding in done.findings if row.first <= finding.source <= row.last]
        assert report.read == row.documents
        assert report.count("supported") == sum(finding.verdict == "supported" for finding in told)
    assert {result.claim.id for result in rows if result.findings} == {
        claim for row in written(str(archive / "news"), str(tmp_path)) for claim in row.counts
    }


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--write-to", "out"], "--write-to is of --engine dask"),
        (["--engine", "dask", "--write-to", "sources/out"], "--write-to sources/out is among the sources"),
        (["--engine", "dask", "--write-to", "out", "--format", "json"], "does not go with: format json"),
        (["--engine", "dask", "--write-to", "out", "--fail-on", "stale", "--arithmetic"], "does not go with: stale, arithmetic"),
        (["-", "--engine", "dask", "--write-to", "out"], "--write-to cannot read standard input"),
    ],
)
def test_what_the_numbers_of_findings_cannot_tell_is_refused(newsroom: Newsroom, args: list[str], told: str) -> None:
    done = newsroom.run("verify", *args)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert not (newsroom.folder / "out").exists()


def test_acknowledgements_are_refused_and_not_left_out_silently(newsroom: Newsroom) -> None:
    assert newsroom.ack("sources/trade.txt").code == 0
    done = newsroom.run("verify", "--engine", "dask", "--write-to", "out")
    assert done.code == 2
    assert "--write-to cannot heed acknowledgements" in done.err


def test_a_folder_that_cannot_be_written_is_told(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be written"):
        written(str(archive / "news"), str(tmp_path / "file" / "out"))
