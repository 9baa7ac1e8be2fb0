"""Nothing is asked of the network, whatever command runs: proved by refusing it, and by what the code could ask with at all."""

from __future__ import annotations

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from offline import NetworkRefused, here

from factcheck.cli import COMMANDS

ROOT = Path(__file__).parent.parent
OFFLINE = Path(__file__).parent / "offline.py"
# What can ask the network. What parses an address asks nobody.
ASKING = {"socket", "ssl", "http", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib", "nntplib", "xmlrpc", "asyncio", "socketserver"}
ASKING |= {"urllib.request", "webbrowser", "requests", "httpx", "aiohttp", "urllib3"}
# Which modules import such a one: those of a cluster and of an editor that somebody asked for. A file is read by its address, where
# somebody names one, through fsspec.
DOORS = {"engine/cluster_client.py": {"socket"}, "engine/far.py": {"socket"}, "server/session.py": {"asyncio"}}
RUNS = [
    ("verify", "--format", "terminal"),
    ("verify", *(f"--output={name}=r.{name}" for name in ("json", "jsonl", "html", "svg", "csv", "markdown", "sarif", "junit", "github"))),
    ("verify", "--jobs", "3", "--arithmetic", "--statistics"),
    ("verify", "hostile.html", "hostile.md"),
    ("verify", "--format", "claimreview", "--output", "r.json"),
    ("compare", "sources"),
    ("arithmetic", "sources"),
    ("show", "trade-2021-2025"),
    ("lint", "--today", "2025-12-31"),
    ("quantities", "sources"),
    ("explain", "FC101"),
    ("config",),
    ("schema", "report"),
    ("init", "desk", "--ci", "github,gitlab,pre-commit"),
    ("ack", "--all", "--reason", "x", "--until", "2099-01-01", "--by", "Lan"),
    ("check", "hostile.md"),
    ("extract", "sources"),
    ("find", "Năm 2025, kim ngạch đạt 198 tỷ USD"),
    ("clean",),
    ("server", "--help"),
    ("--help",),
]
HOSTILE = """<!DOCTYPE html SYSTEM "http://example.org/a.dtd" [<!ENTITY x SYSTEM "http://example.org/x">]>
<html><head><base href="http://example.org/"><link rel="stylesheet" href="//example.org/a.css"><script src="http://example.org/a.js"></script>
<title>&x;</title></head><body><article><img src="http://example.org/a.png"><iframe src="http://example.org/"></iframe>
<p>Giai đoạn 2021-2025, kim ngạch xuất nhập khẩu qua các cửa khẩu tỉnh Lạng Sơn đạt 198 tỷ USD.</p></article></body></html>
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped files, and two texts that name what could be fetched."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(ROOT / "claims.yaml", folder)
    shutil.copytree(ROOT / "sources", folder / "sources")
    (folder / "factcheck.toml").write_text('publisher = {name = "x", url = "https://example.org"}\n', "utf-8")
    (folder / "hostile.html").write_text(HOSTILE, "utf-8")
    (folder / "hostile.md").write_text(
        "---\nurl: http://example.org/\n---\n![](http://example.org/a.png) Có 5 % <img src=//example.org>\n", "utf-8"
    )
    return folder


def offline(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process that is refused every socket but those that are files."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(OFFLINE.parent)])}
    line = [sys.executable, str(OFFLINE), *args]
    return subprocess.run(line, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


@pytest.mark.parametrize("args", RUNS, ids=" ".join)
def test_a_command_asks_nobody(args: tuple[str, ...], desk: Path) -> None:
    done = offline(desk, *args)
    assert done.returncode in (0, 1), done.stderr
    assert "NetworkRefused" not in done.stderr
    assert done.stdout or "--output" in args


def test_every_command_is_among_them() -> None:
    assert {args[0] for args in RUNS} >= set(COMMANDS)


def test_what_is_asked_by_name_is_refused(desk: Path) -> None:
    done = offline(desk, "verify", "http://127.0.0.1:9/a.md")
    assert done.returncode == 2
    assert "http://127.0.0.1:9/a.md: error" in done.stderr


def asking(source: str) -> set[str]:
    """Return the modules that ask the network among those that a file imports, at whatever depth."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        parts = [tuple(name.split(".")) for name in names]
        found |= {".".join(part[:end]) for part in parts for end in (1, 2) if ".".join(part[:end]) in ASKING}
    return found


def test_no_module_could_ask() -> None:
    package = ROOT / "factcheck"
    told = {path.relative_to(package).as_posix(): asking(path.read_text("utf-8")) for path in package.rglob("*.py")}
    assert {name: modules for name, modules in told.items() if modules} == DOORS


@pytest.mark.parametrize(
    "source",
    ["import socket", "def a():\n    import ssl", "from urllib import request", "from urllib.request import urlopen", "import http.client"],
)
def test_a_module_that_could_is_seen(source: str) -> None:
    assert asking(source)


@pytest.mark.parametrize(
    "source", ["from urllib.parse import quote", "import html", "from factcheck.http import x", "from . import socket"]
)
def test_a_module_that_could_not_is_let_be(source: str) -> None:
    assert not asking(source)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.invalid"])
def test_the_tests_themselves_are_refused_the_network(host: str) -> None:
    with pytest.raises(NetworkRefused):
        socket.create_connection((host, 9), timeout=1)


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        (("127.0.0.1", 1), True),
        (("::1", 1, 0, 0), True),
        (("localhost", 1), True),
        ("/run/x", True),
        (("10.0.0.1", 1), False),
        (("a.example", 1), False),
    ],
)
def test_what_is_of_this_machine_is_told_from_what_is_not(address: object, ours: bool) -> None:
    assert here(address) == ours
