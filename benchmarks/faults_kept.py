"""What becomes of findings where the cache is killed, spoiled, taken away or written by two, and of what commands write beside reports.

    python benchmarks/faults_kept.py --kills 60 --spoiled 100

After each fault the next run has to find, to the byte, what a run without a cache finds, and every file has to be the old or the new one.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from faults import FULL, code_of, start, state

NOBODY = 65534
CLAIMS = """\
claims:
  - id: trade
    claim: Tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn năm 2025 đạt 234,58 tỷ USD
  - id: firms
    claim: Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới
"""
TRADE = "Năm 2025, tổng kim ngạch xuất nhập khẩu của tỉnh Lạng Sơn đạt {} tỷ USD."
FIRMS = "Năm 2025, tỉnh Lạng Sơn có {} doanh nghiệp thành lập mới."
FILL = "Sáng nay trời nắng nhẹ, người dân các bản đi chợ phiên đông vui từ sớm. "
VERIFY = ("verify", "--today", "2026-11-21", "--format", "json")
EXTRACT, FIX = ("extract", "sources", "-o", "facts.yaml"), ("check", "draft.md", "--fix", "--write")
SPREAD = ("verify", "--engine", "dask", "--jobs", "1", "--write-to", "out")
Count = Counter[str]


def write(folder: Path, number: int, rng: random.Random) -> None:
    """Write one article: of five, one is right and one wrong."""
    told = {0: TRADE.format(rng.choice(["198", "234,6", "150"])), 1: FIRMS.format(rng.choice(["2.900", "hơn 3.300"]))}.get(number % 5, "")
    path = folder / "sources" / f"{number % 7}" / f"{number:04}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{FILL * (3 + number % 9)}\n\n{told}\n", "utf-8")


@contextmanager
def desk(rng: random.Random, articles: int = 500) -> Iterator[Path]:
    """Give a folder with so many articles, which are old enough to be believed by their time."""
    with tempfile.TemporaryDirectory(prefix="kept-") as home:
        folder = Path(home) / "desk"
        folder.mkdir()
        (folder / "claims.yaml").write_text(CLAIMS, "utf-8")
        for number in range(articles):
            write(folder, number, rng)
        for path in folder.rglob("*.md"):
            os.utime(path, (1_700_000_000,) * 2)
        yield folder


def found(folder: Path, *more: str, before: str = "") -> tuple[bytes, str]:
    """Return the report of a run, and what it told beside it; raise where it could not check."""
    code = f"{before}\nimport sys; from factcheck.__main__ import main; sys.argv = ['factcheck', *sys.argv[1:]]; main()"
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code, *VERIFY, *more], cwd=folder, env=env, capture_output=True, timeout=300, check=False)
    if done.returncode != 1:
        raise RuntimeError(done.stderr.decode())
    return done.stdout, done.stderr.decode()


def same(folder: Path, name: str, count: Count, expected: bytes = b"", before: str = "") -> str:
    """Count whether a run with the cache finds what is expected, or what one without finds, and return what it told."""
    with_, told = found(folder, before=before)
    count[f"{name}: FINDINGS DIFFER"] += with_ != (expected or found(folder, "--no-cache")[0])
    count[f"{name}: FAULT TOLD AS OURS"] += "fault of factcheck" in told or "Traceback" in told
    return told


def killed(kills: int, rng: random.Random, count: Count) -> None:
    """Kill runs, of `verify` and of `find`, while the cache is made and while it is written anew for what changed."""
    with desk(rng) as folder:
        began = time.monotonic()
        found(folder)
        length = time.monotonic() - began
        for number in range(kills):
            if number % 3 == 0:
                shutil.rmtree(folder / ".factcheck_cache", ignore_errors=True)
            else:
                # The claims too: then all is found anew, beside what answers the old ones.
                if number % 3 == 1:
                    (folder / "claims.yaml").write_text(f"{CLAIMS}# {number}\n", "utf-8")
                for _ in range(40):
                    write(folder, rng.randrange(500), rng)
            run = start(folder, *rng.choice([VERIFY, (*VERIFY, "--jobs", "2"), ("find", TRADE.format("234,58"), "sources")]))
            time.sleep(rng.uniform(0.1, 1.1) * length)
            run.send_signal(signal.SIGKILL)
            count[f"cache: {'killed' if code_of(run)[0] == -signal.SIGKILL else 'ended before'}"] += 1
            same(folder, "cache after a kill", count)


def spoil(path: Path, rng: random.Random) -> str:
    """Spoil a file in one of the ways in which disks do, and return which."""
    data = bytearray(path.read_bytes())
    way = rng.choice(["bytes", "page", "cut", "swapped", "grown", "empty"])
    size = 32_768
    at = rng.randrange(max(1, len(data) // size)) * size
    if way == "bytes":
        for _ in range(rng.choice([1, 4, 64])):
            data[rng.randrange(len(data))] = rng.randrange(256)
    elif way == "page":
        data[at : at + size] = rng.choice([bytes(size), rng.randbytes(size)])
    elif way == "cut":
        del data[rng.randrange(len(data)) :]
    elif way == "swapped":
        other = rng.randrange(max(1, len(data) // size)) * size
        data[at : at + size], data[other : other + size] = data[other : other + size], data[at : at + size]
    elif way == "grown":
        data += rng.randbytes(5_000)
    else:
        data.clear()
    path.write_bytes(data)
    return way


def kept(folder: Path) -> tuple[Path, bytes]:
    """Return the file of the cache, and all that it holds."""
    base = folder / ".factcheck_cache" / "cache.db"
    with closing(sqlite3.connect(base)) as rows:
        rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return base, base.read_bytes()


def spoiled(times: int, rng: random.Random, count: Count) -> None:
    """Spoil the file of the cache, or leave a journal of another one beside it."""
    with desk(rng) as folder:
        expected, _ = found(folder)
        base, whole = kept(folder)
        for _ in range(times):
            for path in base.parent.iterdir():
                if path.name.startswith("cache.db"):
                    path.unlink()
            base.write_bytes(whole)
            way = spoil(base, rng)
            if rng.random() < 0.2:
                base.with_name("cache.db-wal").write_bytes(rng.randbytes(4_000))
                way += ", with a journal of noise"
            count[f"cache spoiled: {way}"] += 1
            same(folder, "cache spoiled", count, expected)
            told = same(folder, "cache after it was spoiled", count, expected)
            count["cache spoiled: not used the second time either"] += "is not used" in told


def _linked(base: Path) -> None:
    target = base.parent.parent / "mine.txt"
    target.write_text("mine", "utf-8")
    base.symlink_to(target)


def _foreign(base: Path) -> None:
    with closing(sqlite3.connect(base)) as rows, rows:
        rows.execute("CREATE TABLE batch (id INTEGER)")


def _versioned(base: Path, whole: bytes) -> None:
    base.write_bytes(whole)
    with closing(sqlite3.connect(base)) as rows, rows:
        rows.execute("PRAGMA user_version = 77")


def _owned(base: Path, whole: bytes) -> None:
    base.write_bytes(whole)
    os.chown(base, NOBODY, NOBODY)


def placed(rng: random.Random, count: Count, names: Collection[str] = ()) -> None:
    """Put something else where the cache would be: all that is known here, or what is named."""
    with desk(rng) as folder:
        expected, _ = found(folder)
        base, whole = kept(folder)
        things: dict[str, Callable[[], object]] = {
            "a folder": base.mkdir,
            "a link to a file of mine": lambda: _linked(base),
            "a link to nowhere": lambda: base.symlink_to(folder / "nowhere"),
            "a pipe": lambda: os.mkfifo(base),
            "a database of another program": lambda: _foreign(base),
            "a cache of another version": lambda: _versioned(base, whole),
            "a text": lambda: base.write_text("cache", "utf-8"),
            "nothing": lambda: base.write_bytes(b""),
            "a cache of another user": (lambda: _owned(base, whole)) if os.geteuid() == 0 else lambda: None,
        }
        for name in names or things:
            shutil.rmtree(base.parent)
            base.parent.mkdir()
            things[name]()
            count[f"in the place of the cache: {name}"] += 1
            told = same(folder, f"{name} in its place", count, expected)
            same(folder, f"after {name} in its place", count, expected)
            count["a file of mine was HARMED"] += (folder / "mine.txt").exists() and (folder / "mine.txt").read_text() != "mine"
            print(f"       {name}: {next((row for row in told.splitlines() if 'cache' in row), 'no word of it')}", flush=True)
        shutil.rmtree(base.parent)
        base.parent.write_text("not a folder", "utf-8")
        count["in the place of the cache: a file where its folder would be"] += 1
        same(folder, "a file where its folder would be", count, expected)


# As anybody else: root without any of what root may do. Another user could not read the interpreter of every machine.
POWERLESS = """
import ctypes, struct
head, none = struct.pack("=IiIIIIII", 0x20080522, 0, 0, 0, 0, 0, 0, 0)[:8], bytes(24)
assert ctypes.CDLL(None, use_errno=True).capset(head, none) == 0
"""


def denied(rng: random.Random, count: Count) -> None:
    """Run as somebody who may not write: nowhere, not in the cache of another, or not any more."""
    if sys.platform != "linux":
        return
    with desk(rng) as folder:
        cache = folder / ".factcheck_cache"

        def tried(name: str) -> None:
            for number in range(40):
                write(folder, number, rng)
            count[name] += 1
            told = same(folder, name, count, before=POWERLESS)
            print(f"       {name}: {next((row for row in told.splitlines() if 'cache' in row), 'no word of it')}", flush=True)

        folder.chmod(0o500)
        tried("cache that may not be made")
        folder.chmod(0o700)
        found(folder)
        for mode in (0o500, 0o000):
            cache.chmod(mode)
            tried(f"cache whose folder lost its permission ({mode:03o})")
            cache.chmod(0o700)
        for mode in (0o400, 0o000):
            (cache / "cache.db").chmod(mode)
            tried(f"cache whose file lost its permission ({mode:03o})")
            (cache / "cache.db").chmod(0o600)
        if os.geteuid() == 0:
            for path in (cache, *cache.iterdir()):
                os.chown(path, NOBODY, NOBODY)
            tried("cache of another user, in a folder of that user")


def full(times: int, rng: random.Random, count: Count) -> None:
    """Let no file grow beyond a random size while the cache is written."""
    with desk(rng) as folder:
        for _ in range(times):
            if rng.random() < 0.5:
                shutil.rmtree(folder / ".factcheck_cache", ignore_errors=True)
            for _ in range(40):
                write(folder, rng.randrange(500), rng)
            told = same(folder, "full disk", count, before=FULL.format(n=int(10 ** rng.uniform(0, 5.7))))
            count[f"full disk: the cache {'is not used, and that is told' if 'is not used' in told else 'fitted'}"] += 1
            same(folder, "after a full disk", count)


def at_once(pairs: int, rng: random.Random, count: Count) -> None:
    """Run two, and sometimes four, on one cache at once."""
    with desk(rng) as folder:
        for number in range(pairs):
            if number % 2:
                shutil.rmtree(folder / ".factcheck_cache", ignore_errors=True)
            for _ in range(40):
                write(folder, rng.randrange(500), rng)
            expected, _ = found(folder, "--no-cache")
            outs = [f"--output=json=../{one}.json" for one in range(2 + 2 * (number % 5 == 0))]
            runs = [start(folder, *VERIFY, out) for out in outs]
            codes = [code_of(run)[0] for run in runs]
            told = [(folder.parent / f"{one}.json").read_bytes() for one in range(len(outs))]
            count["two or four writers at once"] += 1
            count["two or four writers: FINDINGS DIFFER"] += set(codes) != {1} or set(told) != {expected}
            same(folder, "after two writers", count, expected)


def written(name: str, args: tuple[str, ...], files: tuple[str, ...], kills: int, rng: random.Random, count: Count) -> None:
    """Kill a command that writes beside reports; each of its files is the old or the new one afterwards, and the next run right."""
    with desk(rng, 30) as folder:
        draft = f"{TRADE.format('198')} {FIRMS.format('hơn 3.100')}\n" * 3
        (folder / "draft.md").write_text(draft, "utf-8")
        (folder / "facts.yaml").write_text("# ours\n", "utf-8")
        old = state(folder)
        began = time.monotonic()
        code = code_of(start(folder, *args))[0]
        length, new = time.monotonic() - began, state(folder)
        assert code in (0, 1), code
        changed = [path for path in new if new[path] != old.get(path)]
        assert changed, name
        for _ in range(kills):
            for path in {*state(folder), *changed} - set(old):
                (folder / path).unlink(missing_ok=True)
            for path, data in old.items():
                if (folder / path).read_bytes() != data:  # a source stays as old as it is: what is found in it is kept by that
                    (folder / path).write_bytes(data)
            run = start(folder, *args)
            time.sleep(rng.uniform(0.2, 1.1) * length)
            run.send_signal(signal.SIGKILL)
            count[f"{name}: {'killed' if code_of(run)[0] == -signal.SIGKILL else 'ended before'}"] += 1
            for path, data in state(folder).items():
                if Path(path).name.startswith((".factcheck-", ".")) and path.endswith(".tmp"):
                    count[f"{name}: left beside"] += 1
                elif data not in (old.get(path), new.get(path)):
                    count[f"{name}: TORN {path}"] += 1
            assert code_of(start(folder, *args))[0] in (0, 1)
            now = state(folder)
            count[f"{name}: NEXT RUN WRONG"] += any(now.get(path) != new[path] for path in files)


def harms(count: Count) -> list[str]:
    """Return what was counted that must not be: it is told in capitals."""
    return [name for name, number in count.items() if number and any(word.isupper() and len(word) > 3 for word in name.split())]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=60, help="of runs that write the cache; a third of it of each other command")
    parser.add_argument("--spoiled", type=int, default=100)
    parser.add_argument("--full", type=int, default=20)
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    rng, count = random.Random(asked.seed), Counter[str]()
    few = max(1, asked.kills // 3)
    steps: list[Callable[[], None]] = [
        lambda: placed(rng, count),
        lambda: denied(rng, count),
        lambda: spoiled(asked.spoiled, rng, count),
        lambda: full(asked.full, rng, count),
        lambda: at_once(asked.pairs, rng, count),
        lambda: killed(asked.kills, rng, count),
        lambda: written("extract --output", EXTRACT, ("facts.yaml",), few, rng, count),
        lambda: written("check --fix --write", FIX, ("draft.md",), few, rng, count),
        lambda: written("verify --write-to", SPREAD, ("out/index.jsonl",), max(1, few // 4), rng, count),
    ]
    for step in steps:
        seen = count.copy()
        step()
        for name, number in sorted((count - seen).items()):
            print(f"{number:6} {name}", flush=True)
    return int(bool(harms(count)))


if __name__ == "__main__":
    sys.exit(main())
