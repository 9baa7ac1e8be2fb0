"""What several test files need: golden files, which `pytest --update-golden` writes anew."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from newsroom import CLAIMS, RIGHT, WRONG, Newsroom
from offline import refuse_network

# A build tries the same examples each time, so that it fails for what was changed; at a desk, each run tries new ones. No example has a
# deadline, for the tests share the cores.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

# A shell starts what runs in the background deaf to Ctrl-C, and all that it starts in turn: the tests that press it would wait for good.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No test asks the network: what runs in this process is refused it, but for this machine itself.
refuse_network()

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew, to be looked at before a commit")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a check that a text is what a golden file holds, byte for byte."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_bytes(text.encode("utf-8"))
        assert text.encode("utf-8") == path.read_bytes()

    return check


@pytest.fixture
def newsroom(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Return a newsroom in a folder of its own, where commands run."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    return Newsroom(tmp_path, capsys)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a registry of two claims, a source that contradicts one and another that supports the other."""
    (tmp_path / "claims.yaml").write_text(CLAIMS, "utf-8")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "wrong.txt").write_text(WRONG, "utf-8")
    (tmp_path / "sources" / "right.md").write_text(RIGHT, "utf-8")
    return tmp_path
