"""What a document unfolds to is bounded: the worst of each kind cost in proportion to their bytes, or are refused with a reason."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from test_stored import env
from worst_documents import WORST

from factcheck.errors import FactcheckError
from factcheck.load.archives import swelling
from factcheck.load.documents import effort, ruled, table
from factcheck.load.sources import load_sources

SHORT, LONG = 2_000, 6_000  # bytes
STEEPEST = 1.3  # the exponent by which the calls may grow
LEAST = 150_000  # calls that reading costs in any case: what is loaded and made once
FOR_SO_MANY = 40  # calls for each byte of the longer one, beyond which it must have been refused


def calls(data: bytes, path: Path) -> tuple[int, str]:
    """Return how many functions of Python are called to read a document, and why it was refused, if it was."""
    count, refused = 0, ""

    def seen(*_: Any) -> None:
        nonlocal count
        count += 1

    path.write_bytes(data)
    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        for _ in load_sources([str(path)]):
            pass
    except FactcheckError as error:
        refused = f"{error.problems[0].message} ({error.problems[0].hint})"
    finally:
        sys.setprofile(before)
    return count, refused


@pytest.mark.parametrize("kind", WORST)
def test_the_work_for_a_document_grows_as_its_bytes_or_is_refused(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "MOST_WORK", 300_000)  # a refusal is to cost as little as a reading
    monkeypatch.setattr(table, "MOST_PLACES", 10_000)
    monkeypatch.setattr(swelling, "_SMALL", 100_000)
    monkeypatch.setattr(ruled, "_MOST_PAIRS", 10_000)
    calls(next(iter(WORST[kind].values()))(SHORT), tmp_path / f"a.{kind}")  # loads what is loaded once
    for name, make in WORST[kind].items():
        many, refused = calls(make(LONG), tmp_path / f"a.{kind}")
        if many <= LEAST + (FOR_SO_MANY * LONG if refused else 0):
            continue
        few, _ = calls(make(SHORT), tmp_path / f"a.{kind}")
        assert many <= max(few, LEAST) * (LONG / SHORT) ** STEEPEST, (name, few, many)


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("pdf", "forms in forms", "more work"),
        ("pdf", "a range of widths", "more work"),
        ("pdf", "a range of letters", "more work"),
        ("pdf", "a range of names", "more work"),
        ("pdf", "pages of one content", "more work"),
        ("pdf", "runs of runs", "unpacks to"),
        ("html", "attributes of one element", "attributes"),
        ("html", "cells over many rows", "repeated"),
        ("docx", "cells over many columns", "columns"),
        ("parquet", "rows of nothing", "unpacks to more than"),
        ("parquet", "rows of a letter", "unpacks to more than"),
        ("parquet", "rows of a text", "unpacks to more than"),
        ("parquet", "a row group that is belied", "unpacks to more than"),
        ("parquet", "texts that begin as the one before", "unpacks to more than"),
        ("parquet", "lists in lists", "no Parquet file, or a broken one"),
    ],
)
def test_what_unfolds_without_end_is_refused(kind: str, name: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effort, "MOST_WORK", 300_000)
    monkeypatch.setattr(table, "MOST_PLACES", 10_000)
    monkeypatch.setattr(effort, "MOST_UNPACKED", 1_000_000)
    monkeypatch.setattr(swelling, "_SMALL", 100_000)
    size = 20_000 if kind == "parquet" else 200_000
    assert message in calls(WORST[kind][name](size), tmp_path / f"a.{kind}")[1]


def test_what_a_pdf_may_ask_for_grows_with_its_bytes() -> None:
    small, large, book = (effort.Effort("a.pdf", size).work for size in (2_000, 200_000, 20_000_000))
    assert small < large < book == effort.MOST_WORK
    assert small < effort.MOST_WORK / 10
    assert large > 70 * 200_000  # what the same paragraph on each page asks for, as LibreOffice prints it


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="nothing tells how much memory was held")
@pytest.mark.parametrize("name", ["rows of a long text", "rows of a long title", "texts that begin as the one before"])
def test_texts_that_stand_for_many_are_not_unpacked_at_once(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(WORST["parquet"][name](1_000_000))
    assert path.stat().st_size < 100_000
    script = (
        "from factcheck.load.sources import load_sources\n"
        f"try: print(sum(1 for _ in load_sources([{str(path)!r}])))\n"
        "except Exception as error: print('refused')\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", script], env=env(), capture_output=True, text=True, check=True)
    told, kilobytes = done.stdout.split()
    assert told == "refused"
    assert int(kilobytes) < 700_000
