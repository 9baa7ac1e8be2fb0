"""Every regular expression of the package, each against texts that its own repeats are made of; prints those that take too long.

Run as a program, for a pattern that takes for ever would take its test with it.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parent.parent
FEW, MANY = 26, 900  # repeats: with two ways for each, the first take a minute; with three nested loops, the second do
MOST = 1.0  # seconds of CPU for one match
FEW_TEXTS = "sources/thi-dua-yeu-nuoc-2025.md"  # contradicts two claims
ENDS = ("", "\0", "!", "\n", "a", "0")
Pattern = tuple[str | bytes, int]


def collected() -> dict[Pattern, str]:
    """Return all patterns that are compiled as the modules are imported and the commands run, with the line that asks for each."""
    found: dict[Pattern, str] = {}
    compiled = re._compile  # type: ignore[attr-defined]

    def record(pattern: Any, flags: int) -> re.Pattern[Any]:
        made: re.Pattern[Any] = compiled(pattern, flags)
        frame: Any = sys._getframe(1)
        for _ in range(4):
            if frame is not None and frame.f_globals.get("__name__", "").startswith("factcheck"):
                found.setdefault((made.pattern, made.flags), f"{frame.f_globals['__name__']}:{frame.f_lineno}")
                break
            frame = frame and frame.f_back
        return made

    re._compile = record  # type: ignore[attr-defined]
    sys.path.insert(0, str(ROOT))  # this checkout, whatever is installed
    import factcheck

    for module in pkgutil.walk_packages(factcheck.__path__, "factcheck."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    run = _runner()
    os.chdir(ROOT)
    with Path(os.devnull).open("w") as null, redirect_stdout(null), redirect_stderr(null):
        for args in (
            ("verify", "--no-cache"),
            *(("verify", "--no-cache", "--format", form, FEW_TEXTS) for form in ("json", "markdown", "sarif", "github", "html", "csv")),
            ("arithmetic",),
            ("extract", "sources/"),
            ("compare",),
            ("lint", "--today", "2026-01-01"),
            ("quantities", "sources"),
            ("check", "sources/bay-tinh-bien-gioi-2022.md", "--fix"),
        ):
            run(list(args))
    re._compile = compiled  # type: ignore[attr-defined]
    return found


def _runner() -> Any:
    """Return what runs a command; `factcheck.cli.run` is its module too, once that is imported."""
    import factcheck.cli as cli

    return cli.run if callable(cli.run) else importlib.reload(cli).run


def samples(tree: Any) -> list[str]:
    """Return a few texts that a parsed pattern, or a part of it, matches."""
    out = [""]
    for kind, value in tree:
        out = [one + two for one in out for two in _of(str(kind), value)][:4]
    return out


def _of(kind: str, value: Any) -> list[str]:
    if kind == "LITERAL":
        return [chr(value)]
    if kind in ("ANY", "NOT_LITERAL"):
        return ["x" if value != ord("x") else "y"]
    if kind == "IN":
        return _members(value)
    if kind == "BRANCH":
        return [text for branch in value[1] for text in samples(branch)[:1]][:4]
    if kind == "SUBPATTERN":
        return samples(value[3])
    if kind == "ATOMIC_GROUP":
        return samples(value)
    if kind.endswith("REPEAT"):
        return [text * max(1, value[0]) for text in samples(value[2])] + ([""] if value[0] == 0 else [])
    return [""]


def _members(value: Any) -> list[str]:
    if str(value[0][0]) == "NEGATE":
        taken = {chr(v) for kind, v in value if str(kind) == "LITERAL"}
        return [next(c for c in "x \t0.(" if c not in taken)] if not set("x \t0.(") <= taken else ["~"]
    classes = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "0", "CATEGORY_WORD": "a"}
    out = []
    for kind, member in value:
        name = str(kind)
        out.append(chr(member) if name == "LITERAL" else chr(member[0]) if name == "RANGE" else classes.get(str(member), "~"))
    return out[:4]


def pumped(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield for each repeat of a pattern what may stand before it and what it repeats."""
    for kind, value in tree:
        name = str(kind)
        if name.endswith("REPEAT"):
            if value[1] > FEW:
                yield from ((before, body) for body in samples(value[2]) if body)
            yield from pumped(value[2], before)
        elif name == "SUBPATTERN":
            yield from pumped(value[3], before)
        elif name in ("ATOMIC_GROUP",):
            yield from pumped(value, before)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from pumped(value[1], before)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from pumped(branch, before)
        before += (_of(name, value) or [""])[0]


def slow(pattern: str | bytes, flags: int) -> str:
    """Return the text for which a pattern takes too long, empty where there is none."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, stop)
    written = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    made = re.compile(pattern, flags)
    tree = parser.parse(written, flags & ~re.UNICODE if isinstance(pattern, bytes) else flags)
    for times in (FEW, MANY):
        for before, body in dict.fromkeys(pumped(tree)):
            for end in ENDS:
                text = before + body * times + end
                subject: Any = text.encode("latin-1", "replace") if isinstance(pattern, bytes) else text
                signal.setitimer(signal.ITIMER_VIRTUAL, MOST)
                try:
                    made.match(subject)
                    made.fullmatch(subject)
                except TimeoutError:
                    return f"{before!r} + {body!r} * {times} + {end!r}"
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def main() -> int:
    """Print the number of patterns, and each that takes too long."""
    begun, bad = time.process_time(), 0
    patterns = collected()
    for (pattern, flags), where in patterns.items():
        if text := slow(pattern, flags):
            bad += 1
            print(f"{where} takes too long for {text}: {pattern!r}")
    print(f"{len(patterns)} patterns, {bad} too slow, {time.process_time() - begun:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
