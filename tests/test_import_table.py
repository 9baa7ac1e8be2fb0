"""The house: data flows one way, a stage imports only what stands before it, and each library has one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "factcheck"
# `units` stands before `model`, whose Quantity carries a Unit.
STAGES = (
    *("rows", "reasons", "errors", "whole", "units", "model", "lang", "segment", "extract", "load", "arithmetic"),
    *(
        "words",
        "around",
        "sieve",
        "signature",
        "values",
        "dealt",
        "roles",
        "goods",
        "instead",
        "siblings",
        "features",
        "slots",
        "bounds",
        "sums",
        "reach",
        "named",
        "match",
        "judge",
        "turned",
        "answers",
        "whose",
        "another",
        "certain",
        "metric",
        "called",
        "context",
        "evidence",
        "explain",
        "findings",
    ),
    *("told", "retold", "sure", "statements", "telling", "review"),
    *("gather", "pipeline", "cache", "engine", "numerals", "dress", "fix", "rewrite"),
    *("partners", "sides", "retelling", "apart", "compare", "shared", "draft", "fingerprint", "statistics"),
    *("lint", "about", "alike", "accept", "gates", "ledger", "choose", "start", "propose", "report", "deposit", "api", "server"),
    *("cli", "__main__"),
)
DOORS = {"rapidfuzz": "match.py", "rich": "report/picture.py", "typer": "cli/", "watchfiles": "cli/watch.py", "yaml": "load/"}
DOORS |= dict.fromkeys(("lxml", "pdfminer", "docx", "openpyxl"), "load/documents/")
DOORS |= {"pyarrow": "load/archives/parquet.py", "fsspec": "load/archives/remote.py"}
DOORS |= dict.fromkeys(("dask", "distributed"), "engine/cluster")
DOORS |= dict.fromkeys(("backports", "compression"), "load/archives/streams.py")
DOORS |= dict.fromkeys(("lsprotocol", "pygls"), "server/")
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def stage_of(module: str) -> str:
    """Return the stage that a file, given by its path inside the package, belongs to."""
    return module.split("/")[0].removesuffix(".py")


def imported(module: str, source: str) -> Iterator[str]:
    """Yield the dotted name of every import of a file, at whatever depth, with `from a import b` as `a.b`."""
    package = ["factcheck", *module.split("/")[:-1]]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"import_module", "importlib.import_module", "__import__"}:
            # A language is found by its folder's name; the fixed part of the name says whether it stays inside.
            name = node.args[0]
            parts = name.values if isinstance(name, ast.JoinedStr) else [name]
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "?" for part in parts)


def faults(module: str, source: str) -> list[str]:
    """Return what a file imports against the table."""
    stage, wrong = stage_of(module), []
    for name in imported(module, source):
        top, _, rest = name.partition(".")
        if top == "factcheck":
            other = rest.split(".")[0]
            if other in STAGES and stage in STAGES and STAGES.index(other) > STAGES.index(stage):
                wrong.append(f"{module} imports {name}, which stands after it")
        elif top in DOORS:
            if not module.startswith(DOORS[top]):
                wrong.append(f"{module} imports {top}, which only {DOORS[top]} may")
        elif top not in sys.stdlib_module_names:
            wrong.append(f"{module} imports {name}, which is neither ours nor a dependency")
    return wrong


def test_every_module_belongs_to_a_stage() -> None:
    assert {stage_of(module) for module in MODULES} - {"__init__"} <= set(STAGES)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_what_stands_before_it(module: str) -> None:
    assert faults(module, (PACKAGE / module).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("model.py", "from factcheck.extract import read"),
        ("model.py", "from factcheck import judge"),
        ("lang/vi/places.py", "def late() -> None:\n    import factcheck.match"),
        ("lang/vi/places.py", "from ...load import texts"),
        ("extract/scope.py", "if TYPE_CHECKING:\n    from factcheck.pipeline import check"),
        ("judge.py", "from rapidfuzz import fuzz"),
        ("cli/verify.py", "import rich.console"),
        ("report/html.py", "from rich.text import Text"),
        ("report/terminal.py", "if TYPE_CHECKING:\n    from rich.console import Console"),
        ("match.py", "from factcheck.findings import findings_of"),
        ("explain.py", "from factcheck.findings import findings_of"),
        ("match.py", "import yaml"),
        ("load/claims.py", "import numpy as np"),
        ("load/sources.py", "from lxml import etree"),
        ("load/archives/rows.py", "import pyarrow"),
        ("load/archives/streams.py", "import fsspec"),
        ("engine/far.py", "import distributed"),
        ("judge.py", "import_module('factcheck.report.json')"),
        ("lang/__init__.py", "importlib.import_module(f'rich.{name}')"),
    ],
)
def test_the_table_catches(module: str, source: str) -> None:
    assert len(faults(module, source)) == 1


def test_the_version_is_told_without_loading_a_library() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "factcheck", "--version"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    # Each line of the profile ends in a module's name, indented by its depth.
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in run.stderr.splitlines()}
    assert "factcheck" in loaded
    assert not loaded & set(DOORS)
