"""How long an editor waits for its marks: from a change in a draft until what is found is sent, over the protocol.

    python benchmarks/server.py [--changes 40] [--claims 1000] [--characters 4200]

The draft is made of the shipped articles, the registry of the shipped claims and of others: strangers, whose words the draft never has,
or neighbours, which tell of its own metrics in other provinces and years, as a statistical office's registry would. The goal is 100 ms.
Where other programs keep the machine busy, the work is what to look at: for how long the server itself had a core, for each change.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import yaml
from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).resolve().parent.parent
GOAL = 100.0
PROVINCES = ("Cao Bằng", "Hà Giang", "Bắc Kạn", "Thái Nguyên", "Quảng Ninh", "Nghệ An", "Thanh Hóa", "Cần Thơ", "An Giang", "Đắk Lắk")


def strangers(count: int) -> list[dict[str, str]]:
    """Return claims whose words no shipped text has."""
    spelt = ("".join("qwzxfjkvbp"[int(digit)] for digit in str(i)) for i in range(count))
    return [{"id": f"stranger-{word}", "claim": f"Zorb{word} flim{word} vrax{word} {i % 89 + 10},5%"} for i, word in enumerate(spelt)]


def neighbours(count: int, shipped: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return claims of the shipped metrics in other places and years."""
    dice, out = random.Random(7), []
    metrics = [claim for claim in shipped if "metric" in claim and "value" in claim]
    for i in range(count):
        claim = metrics[i % len(metrics)]
        place = dice.choice(PROVINCES)
        kept = {key: claim[key] for key in ("metric", "value")}
        out.append({"id": f"neighbour-{i}", **kept, "place": f"tỉnh {place}", "period": str(dice.randrange(1995, 2020))})
    return out


def draft(characters: int) -> str:
    """Return the bodies of the shipped articles, as often as it takes."""
    texts = [path.read_text("utf-8").split("---\n", 2)[-1].strip() for path in sorted((ROOT / "sources").glob("*.md"))]
    whole = "\n\n".join(texts)
    return (whole * (characters // len(whole) + 1))[:characters] + "\n"


class Client(LanguageClient):
    """An editor that remembers which version of a draft was marked last."""

    def __init__(self) -> None:
        super().__init__("benchmark", "1")
        self.marked: asyncio.Queue[tuple[int | None, int]] = asyncio.Queue()
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self._take(params))

    def _take(self, params: types.PublishDiagnosticsParams) -> None:
        if params.uri.endswith("draft.md"):
            self.marked.put_nowait((params.version, len(params.diagnostics)))

    async def until(self, version: int) -> int:
        """Wait for the marks of a version, and return how many there are."""
        while True:
            told, count = await self.marked.get()
            if told == version:
                return count


def worked(pid: int) -> float:
    """Return the seconds that a process has kept a core busy; 0 where the system does not tell it as Linux does."""
    told = Path(f"/proc/{pid}/stat")
    fields = told.read_text().rpartition(")")[2].split() if told.exists() else ["0"] * 13
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measured(claims: list[dict[str, str]], text: str, changes: int) -> tuple[float, list[float], float, int]:
    """Return the seconds until the first marks, those of each later change, the server's work for one, and how many marks there were."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "claims.yaml").write_text(yaml.safe_dump({"lang": "vi", "claims": claims}, allow_unicode=True), "utf-8")
        client, uri = Client(), (folder / "draft.md").as_uri()
        start = time.perf_counter()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        await client.start_io(sys.executable, "-m", "factcheck", "server", cwd=folder, env=environment)
        await client.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=folder.as_uri()))
        client.initialized(types.InitializedParams())
        client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "markdown", 0, text)))
        marks = await client.until(0)
        first, times = time.perf_counter() - start, []
        assert client._server is not None
        line, before = text.count("\n"), worked(client._server.pid)
        for version in range(1, changes + 1):
            await asyncio.sleep(0.1)
            place = types.Position(line, version - 1)
            change = types.TextDocumentContentChangePartial(types.Range(place, place), "x")
            which = types.VersionedTextDocumentIdentifier(uri=uri, version=version)
            start = time.perf_counter()
            client.text_document_did_change(types.DidChangeTextDocumentParams(which, [change]))
            await client.until(version)
            times.append(time.perf_counter() - start)
        work = (worked(client._server.pid) - before) / changes
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]
    return first, times, work, marks


def main() -> None:
    """Print a row for each kind of registry."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--changes", type=int, default=40)
    parser.add_argument("--claims", type=int, default=1_000)
    parser.add_argument("--characters", type=int, default=4_200)
    options = parser.parse_args()
    text = draft(options.characters)
    shipped = yaml.load((ROOT / "claims.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)["claims"]
    more = options.claims - len(shipped)
    print(f"{len(text.encode()):,} bytes, {options.claims:,} claims; milliseconds from a change to its marks, the goal {GOAL:.0f}")
    for name, claims in (("strangers", shipped + strangers(more)), ("neighbours", shipped + neighbours(more, shipped))):
        first, times, work, marks = asyncio.run(measured(claims, text, options.changes))
        took = sorted(1000 * each for each in times)
        median, late = statistics.median(took), took[int(0.95 * (len(took) - 1))]
        said = "met" if late < GOAL else "missed"
        print(f"{name:10}  median {median:5.0f}   95 % below {late:5.0f}   {said}   work {1000 * work:5.0f}")
        print(f"{'':10}  {marks} marks, the first after {first:.1f} s")


if __name__ == "__main__":
    main()
