"""What is handed out: a wheel and an archive of the sources that hold what they should and nothing else, and work where nothing else is."""

from __future__ import annotations

import email
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

import factcheck

ROOT = Path(__file__).parent.parent
IGNORED = {
    "__pycache__",
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".factcheck_cache",
    ".git",
    "dist",
    "build",
}
SHIPPED = ("factcheck", "tests", "docs", "benchmarks", "sources")
BESIDE: tuple[str, ...] = ("pyproject.toml", "README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "Makefile", "claims.yaml", "action.yml")
BESIDE += (".pre-commit-hooks.yaml", ".gitignore")
LARGEST = 1_500_000  # bytes of a wheel; what makes it grow beyond is to be looked at


def run(line: list[str], folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, with an environment that knows nothing of this project."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "FACTCHECK"))}
    return subprocess.run(line, cwd=folder, env={**kept, **env}, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)


def files(*names: str) -> set[str]:
    """Return the files of the checkout below some folders, but for what programs leave behind."""
    found: set[str] = set()
    for name in names:
        for folder, below, inside in os.walk(ROOT / name):
            below[:] = [each for each in below if each not in IGNORED]
            found |= {(Path(folder) / each).relative_to(ROOT).as_posix() for each in inside if not each.endswith((".pyc", ".pyo"))}
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build both from a copy of the checkout, as for a release but with the tools of this environment, and return the wheel first."""
    home = tmp_path_factory.mktemp("package")
    shutil.copytree(ROOT, home / "checkout", ignore=lambda _, names: IGNORED & set(names), symlinks=True)
    done = run([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(home / "out")], home / "checkout")
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,), (sources,) = (home / "out").glob("*.whl"), (home / "out").glob("*.tar.gz")
    return wheel, sources


def test_the_wheel_holds_the_package_with_its_data_and_nothing_else(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[0]) as wheel:
        names = set(wheel.namelist())
    about = f"factcheck_cli-{factcheck.__version__}.dist-info"
    assert {name for name in names if not name.startswith(about)} == files("factcheck")
    assert {name.removeprefix(f"{about}/") for name in names if name.startswith(about)} == {
        *("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    }
    assert built[0].stat().st_size < LARGEST


def test_the_sources_hold_all_that_is_needed_to_test_them_and_nothing_else(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as sources:
        members = sources.getmembers()
    top = f"factcheck_cli-{factcheck.__version__}/"
    assert all(member.isfile() or member.isdir() for member in members)
    assert {member.name.removeprefix(top) for member in members if member.isfile()} == {*files(*SHIPPED), *BESIDE, "PKG-INFO", ".ci/run"}


def test_a_wheel_made_of_the_sources_is_the_same(built: tuple[Path, Path], tmp_path: Path) -> None:
    with tarfile.open(built[1]) as sources:
        sources.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    done = run([sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(tmp_path / "out")], folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (again,) = (tmp_path / "out").glob("*.whl")
    assert again.read_bytes() == built[0].read_bytes()


def test_an_index_would_take_both(built: tuple[Path, Path]) -> None:
    done = run([sys.executable, "-m", "twine", "check", "--strict", *map(str, built)], built[0].parent, NO_COLOR="1")
    assert done.returncode == 0, done.stdout + done.stderr


def needed(names: list[str]) -> dict[str, Distribution]:
    """Return what some packages need to run, and they themselves, without their extras."""
    found: dict[str, Distribution] = {}
    while names:
        name = re.split(r"[^\w.-]", names.pop(), maxsplit=1)[0].lower().replace("_", "-")
        if name in found:
            continue
        found[name] = distribution(name)
        # A marker says on which machines it is needed; those of extras are left out, and others that do not hold are not installed here.
        for line in found[name].requires or []:
            need, _, marker = line.partition(";")
            if "extra ==" not in marker and (not marker or is_here(need)):
                names.append(need.strip())
    return found


def is_here(need: str) -> bool:
    try:
        distribution(re.split(r"[^\w.-]", need.strip(), maxsplit=1)[0])
    except ImportError:
        return False
    return True


@pytest.fixture(scope="module")
def installed(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment that holds its four dependencies and what they need, and return the folder of its commands."""
    with zipfile.ZipFile(built[0]) as wheel:
        about = email.message_from_bytes(wheel.read(f"factcheck_cli-{factcheck.__version__}.dist-info/METADATA"))
    core = [line for line in about.get_all("Requires-Dist", []) if "extra ==" not in line]
    home = tmp_path_factory.mktemp("fresh") / "env"
    venv.create(home, symlinks=True, with_pip=False)
    paths = {"base": str(home), "platbase": str(home)}
    target = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    # The packages are those of this environment, by links: nothing is downloaded.
    for package in needed(core).values():
        for top in {Path(str(file)).parts[0] for file in package.files or [] if not str(file).startswith("..")} - {"__pycache__"}:
            if not (target / top).exists():
                (target / top).symlink_to(Path(str(package.locate_file(top))))
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    line = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-index", "--no-deps", str(built[0])]
    done = run([*line, "--disable-pip-version-check"], home)
    assert done.returncode == 0, done.stdout + done.stderr
    return python.parent


def test_what_is_installed_from_the_wheel_does_the_main_job_from_another_folder(installed: Path, tmp_path: Path) -> None:
    factcheck_ = str(installed / "factcheck")
    done = run([factcheck_, "init", "desk", "--ci", "github,gitlab,pre-commit"], tmp_path)
    assert done.returncode == 0, done.stderr
    outputs = [f"--output={name}=r.{name}" for name in ("json", "html", "svg", "csv", "markdown", "sarif", "junit", "jsonl", "github")]
    done = run([factcheck_, "verify", *outputs], tmp_path / "desk")
    assert (done.returncode, "✗ 1 contradiction" in done.stdout) == (1, True), done.stderr
    assert all((tmp_path / "desk" / f"r.{option.rpartition('.')[2]}").stat().st_size > 100 for option in outputs)
    for args in (
        ["schema", "claims"],
        ["explain", "FC101"],
        ["lint", "--today", "2025-01-01"],
        ["arithmetic", "sources"],
        ["show", "--help"],
    ):
        done = run([factcheck_, *args], tmp_path / "desk")
        assert done.returncode in (0, 1), done.stderr
        assert done.stdout
    done = run([str(installed / "python"), "-I", "-c", "import factcheck; print(factcheck.__file__)"], tmp_path)
    assert Path(done.stdout.strip()).is_relative_to(installed.parent)


def test_without_its_extra_a_kind_of_file_is_refused_with_the_line_that_installs_it(installed: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "claims.yaml", tmp_path)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    done = run([str(installed / "factcheck"), "verify", "a.pdf"], tmp_path)
    assert done.returncode == 2
    assert "factcheck-cli[pdf]" in done.stderr
