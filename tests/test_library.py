"""The library: its page runs as it stands, its names are typed and loaded late, and it says what the command says."""

from __future__ import annotations

import ast
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import get_type_hints

import pytest
from test_cli import factcheck as run
from test_import_table import DOORS

import factcheck
from factcheck import InputError, NothingChecked, RegistryWarning, Report, Source
from factcheck.errors import Problem

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "library.md"
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
CELL = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Path]:
    """A folder with the files of the page, in which the test stands."""
    for name, text in FILE.findall(PAGE.read_text("utf-8")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    with chdir(tmp_path):
        yield tmp_path


@pytest.mark.parametrize("kind", [InputError, NothingChecked])
def test_an_error_that_another_process_raised_keeps_its_reasons(kind: type[InputError]) -> None:
    problems = (Problem("a.txt", "FC912", "cannot be read", 1, 2, hint="see"), Problem("b.txt", "FC913", "a pipe"))
    again = pickle.loads(pickle.dumps(kind(problems)))
    assert (type(again), again.problems, str(again)) == (kind, problems, "cannot be read; a pipe")


def test_the_page_runs_and_prints_what_it_shows(desk: Path) -> None:
    text = PAGE.read_text("utf-8")
    cells = CELL.findall(text)
    assert len(cells) == text.count("```python") >= 5
    names: dict[str, object] = {}
    for code, shown in cells:
        out = StringIO()
        with redirect_stdout(out):
            exec(compile(code, "library.md", "exec"), names)
        assert out.getvalue() == shown


def test_the_page_lists_every_name_and_no_other() -> None:
    table = PAGE.read_text("utf-8").partition("## The names")[2]
    told = set(re.findall(r"`(\w+)[`(]", "".join(row.split("|")[1] for row in table.splitlines() if row.startswith("| `"))))
    told |= {name for name in re.findall(r"`(\w+)`", table) if name in factcheck.__all__}
    assert told == set(factcheck.__all__) - {"__version__"}


@pytest.mark.parametrize("name", factcheck.__all__)
def test_a_name_is_there_says_what_it_is_and_is_typed(name: str) -> None:
    value = getattr(factcheck, name)
    assert name in dir(factcheck)
    assert isinstance(value, str) or value.__doc__
    if callable(value) and not isinstance(value, type):
        assert "return" in get_type_hints(value)


def test_the_names_for_type_checkers_are_those_that_are_loaded() -> None:
    tree = ast.parse((ROOT / "factcheck" / "__init__.py").read_text("utf-8"))
    rows = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module != "importlib"]
    homes = {alias.name: node.module for node in rows for alias in node.names}
    assert set(homes) == set(factcheck.__all__) - {"__version__"}
    for name, home in homes.items():
        assert getattr(factcheck, name).__module__ == home


def test_a_type_checker_knows_the_names_and_refuses_others(tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text(
        "from factcheck import Report, check, load_claims, load_sources, nonsense\n"
        "report: Report = check(load_claims('a.yaml'), load_sources('b'))\n"
        "wrong: int = report.count('contradicted').bit_length\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), "use.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={"MYPYPATH": str(ROOT), "PATH": ""}, check=False)
    told = [line for line in done.stdout.splitlines() if "error" in line and line.startswith("use.py")]
    assert [line.split(":")[1] for line in told] == ["1", "3"], done.stdout


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'verify'"):
        factcheck.verify  # type: ignore[attr-defined]  # noqa: B018


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    code = "import sys, factcheck; from factcheck import Report; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "factcheck.model" in loaded
    assert not {name.split(".")[0] for name in loaded} & set(DOORS)
    assert not {"factcheck.pipeline", "factcheck.api"} & set(loaded)


def test_the_library_says_what_the_command_says() -> None:
    with chdir(ROOT):
        report = factcheck.check(factcheck.load_claims(), factcheck.load_sources())
    document = json.loads(factcheck.render(report, "json"))
    told = json.loads(run(ROOT, "verify", "--format", "json").stdout)
    assert isinstance(report, Report)
    assert document["claims"] == told["claims"]
    assert report.open == told["summary"]["contradicted"] == 2


def test_a_statement_without_a_quantity_is_warned_of(desk: Path) -> None:
    (desk / "name.yaml").write_text("claims:\n  - id: park\n    claim: Công viên địa chất Lạng Sơn được UNESCO công nhận\n", "utf-8")
    with pytest.warns(RegistryWarning, match="name.yaml:3: FC914 no quantity in this statement"):
        factcheck.load_claims("name.yaml")


def test_a_text_is_kept_only_where_it_is_asked_for(desk: Path) -> None:
    claims = factcheck.load_claims("facts.yaml")
    texts = [
        [source.text for source in factcheck.check(claims, factcheck.load_sources("news"), texts=kept).sources] for kept in (False, True)
    ]
    assert texts == [[""], [(desk / "news" / "a.md").read_text("utf-8")]]
    page = factcheck.render(factcheck.check(claims, factcheck.load_sources("news"), texts=True), "html")
    assert "Kinh tế cuối năm" in page


def test_hedges_are_read_as_one_says(desk: Path) -> None:
    claims = factcheck.load_claims("facts.yaml")
    draft = Source("a", "Năm 2025, tỉnh Lạng Sơn có hơn 3.100 doanh nghiệp thành lập mới.")
    assert factcheck.check(claims, [draft]).results[1].verdict == "contradicted"
    assert factcheck.check(claims, [draft], hedges="logical").results[1].findings[0].reason == "FC206"


def test_what_cannot_be_read_raises_with_every_problem(desk: Path) -> None:
    claims = factcheck.load_claims("facts.yaml")
    (desk / "news" / "b.md").write_bytes(b"\xff\xfe\x00bad\xff")
    (desk / "news" / "c.txt").write_bytes(b"caf\xe9")
    with pytest.raises(InputError) as raised:
        factcheck.check(claims, factcheck.load_sources("news"))
    assert [problem.path for problem in raised.value.problems] == ["news/b.md", "news/c.txt"]
    with pytest.raises(InputError, match="no such"):
        factcheck.load_sources("nowhere")
    (desk / "empty").mkdir()
    with pytest.raises(NothingChecked):
        factcheck.check(claims, factcheck.load_sources("empty"))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: factcheck.read_quantities("7,1%", "fr"), "'fr' is no language"),
        (lambda: factcheck.check(factcheck.load_claims("facts.yaml"), [], hedges="none"), "'none' is no way to read a hedge"),  # type: ignore[arg-type]
        (lambda: factcheck.render(factcheck.check(factcheck.load_claims("facts.yaml"), []), "xml"), "'xml' is no format"),  # type: ignore[arg-type]
    ],
)
def test_a_wrong_choice_is_told_with_the_right_ones(desk: Path, call: object, message: str) -> None:
    assert callable(call)
    with pytest.raises(ValueError, match=message):
        call()


def test_reviews_want_a_publisher(desk: Path) -> None:
    report = factcheck.check(factcheck.load_claims("facts.yaml"), [])
    with pytest.raises(InputError, match="publisher"):
        factcheck.render(report, "claimreview")
