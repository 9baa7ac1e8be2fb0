"""The short way to read the arguments of `verify`: whatever it reads, typer reads alike."""

from __future__ import annotations

import functools
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck import cli
from factcheck.cli import short
from factcheck.load.stored import UNNAMED

_module = import_module("factcheck.cli.verify")
OPTIONS = (*short._FLAGS, *short._VALUES)
TEXTS = (
    "json",
    "terminal",
    "logical",
    "never",
    "3",
    "0",
    "x=y",
    "a b",
    "stale,unused",
    "stale, expired",
    "claims.yaml",
    "a//b/",
    "./c",
    "-",
    "2026-11-21",
)
ODD = (
    "",
    "--",
    "--help",
    "-h",
    "-qv",
    "-qo",
    "-fjson",
    "--form",
    "-c=x",
    "--format=",
    "--quiet=1",
    "-1",
    "٣",
    "JSON",
    "1_0",
    "+1",
    "stale,odd",
    "@",
    "--watch",
)
_WORD = st.one_of(
    st.sampled_from(OPTIONS),
    st.sampled_from(TEXTS),
    st.sampled_from(ODD),
    st.builds("{}={}".format, st.sampled_from(OPTIONS), st.sampled_from((*TEXTS, *ODD))),
    st.text(max_size=4),
)


def by_typer(args: list[str]) -> dict[str, Any]:
    """Return what typer calls `verify` with, without what is not given; SystemExit and typer's own errors where it calls nothing."""
    called: list[dict[str, Any]] = []
    verify = _module.verify

    @functools.wraps(verify)
    def record(**values: Any) -> int:
        called.append(values)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_module, "verify", record)
        assert cli.typed(args) == 0
    return told(called[0])


def told(values: dict[str, Any]) -> dict[str, Any]:
    """Return what `verify` was called with, without what is not given."""
    return {
        name: value
        for name, value in values.items()
        if not (value is None or value is False or value == UNNAMED) or (name in ("exemptions", "cache") and value is False)
    }


@given(st.lists(_WORD, max_size=5))
def test_what_is_read_the_short_way_typer_reads_alike(args: list[str]) -> None:
    values = short.read(["verify", *args])
    if values is not None:
        assert values == by_typer(["verify", *args])


@pytest.mark.parametrize(
    ("args", "values"),
    [
        ([], {}),
        (["a.md", "--quiet", "news/"], {"sources": ["a.md", "news/"], "quiet": True}),
        (["-"], {"sources": ["-"]}),
        (["--format", "json"], {"format": "json"}),
        (["--format=json", "-o", "a.json", "--output=csv=b.csv"], {"format": "json", "output": ["a.json", "csv=b.csv"]}),
        (["--max-contradictions", "2", "--fail-on", "stale,unused"], {"max_contradictions": 2, "fail_on": ["stale,unused"]}),
        (["--no-exemptions", "--color", "always"], {"exemptions": False, "color": "always"}),
        (["--no-cache"], {"cache": False}),
    ],
)
def test_the_usual_arguments_are_read_the_short_way(args: list[str], values: dict[str, Any]) -> None:
    assert short.read(["verify", *args]) == values == by_typer(["verify", *args])


@pytest.mark.parametrize("word", [word for word in ODD if word not in ("+1", "@", "٣", "JSON", "1_0", "stale,odd")])
def test_what_is_not_plain_is_left_to_typer(word: str) -> None:
    assert short.read(["verify", word]) is None


@pytest.mark.parametrize(
    "args", [["--format", "JSON"], ["--fail-on", "stale,odd"], ["--max-contradictions", "٣"], ["--color", "-"], ["-c"]]
)
def test_a_value_that_is_not_plain_is_left_to_typer(args: list[str]) -> None:
    assert short.read(["verify", *args]) is None


def test_shell_completion_is_left_to_typer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_FACTCHECK_COMPLETE", "complete_bash")
    assert short.read(["verify"]) is None
    assert short.read(["--version"]) is None
