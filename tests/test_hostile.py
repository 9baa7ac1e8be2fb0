"""Texts that attack whoever reads a report, in every field and every format, and at a terminal: shown, never obeyed.

Each attack is held against the same report with a harmless word in its place: it may differ in its words and in nothing else.
"""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args
from xml.etree import ElementTree

import html5lib
import pytest
from markdown_it import MarkdownIt
from newsroom import WRONG, Done, Newsroom

from factcheck.cli import run
from factcheck.errors import Problem
from factcheck.gather import gather
from factcheck.load.registry import load_registry
from factcheck.model import Lapse, Publisher, Report, Source, replace
from factcheck.pipeline import findings
from factcheck.report import Format, render

ROOT = Path(__file__).parent.parent
WORD, NAME = "trâu", "nghé"
ATTACKS = {
    "a colour": "\x1b[5;41m đỏ",
    "a title of the window": "\x1b]0;x\x07",
    "a link of a terminal": "\x1b]8;;http://a.b\x1b\\x\x1b]8;;\x1b\\",
    "a command in eight bits": "\x9b2J\x9d0;x\x9c",
    "going back": "\b\b\b\x7f",
    "a carriage return": "x\ry",
    "markup of Rich": "[bold]x[/bold] [link=http://a.b]y[/] [/]",
    "other directions": "\u202edna\u202c \u2066x\u2069 \u200f",
    "nothing to be seen": "x\u200by\u2060z\ufeff\u00ad",
    "a script": "<script>alert(1)</script>",
    "an end of a script": "</script><script>alert(1)//",
    "an attribute": "\"'><img src=x onerror=alert(1)>",
    "an end of CDATA": "]]><x/>",
    "a comment": "--><!-- x",
    "an entity": "&lt;script&gt; &#60;b&#62; &xxe;",
    "a formula": '=HYPERLINK("http://a.b";"x")',
    "a formula behind a sign": "@SUM(1)\t+1\t-1",
    "a command of a build": "::error file=a::x",
    "a command in an escape": "%0A::error::x %0D %25",
    "a mark of another command": "##[error]x ::stop-commands::x",
    "Markdown": "[x](javascript:alert(1)) ![x](http://a.b/x.png) <b>x</b> `` ` | **x** @octocat #1",
    "line ends": "x\u2028::error::\u2029y\x85z\x0b\x0c",
    "an address": "javascript:alert(1) data:text/html,x",
    "half a character": "x\ufffd\ufffe",
}


def put(newsroom: Newsroom, attack: str, name: str = "trade.md") -> None:
    """Write a registry and a source that hold an attack wherever words may stand."""
    quoted = json.dumps(attack)  # a text of JSON is one of YAML; in a plain header the ends of lines would end it
    newsroom.write(
        "claims.yaml",
        "claims:\n"
        "  - id: firms\n"
        f"    claim: {json.dumps(f'Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới {attack}')}\n"
        f"    note: {quoted}\n"
        f"    provenance: {{publisher: {quoted}, title: {quoted}, url: {quoted}, quote: {quoted}}}\n",
    )
    header = f"---\ntitle: {quoted}\npublisher: {quoted}\nurl: {quoted}\n---\n"
    newsroom.write(f"sources/{name}", f"{header}\n{attack} Năm 2025, tỉnh Lạng Sơn có 2.900 doanh nghiệp thành lập mới. {attack}\n")
    newsroom.write("factcheck.toml", '[publisher]\nname = "x"\nurl = "https://example.org"\n')


@cache
def harmless() -> Report:
    """Return a report that has one word wherever words may stand, behind the numbers so that no offset depends on its length."""
    path = Path(tempfile.mkdtemp()) / "claims.yaml"
    origin = f"{{publisher: {WORD}, title: {WORD}, url: 'https://a.b/{WORD}', quote: {WORD}, source: sources/{NAME}.md}}"
    claims = (f"claim: Năm 2025, tỉnh Lạng Sơn có {number} thành lập mới {WORD}" for number in ("3.334 doanh nghiệp", "45 hợp tác xã"))
    rows = (f"  - id: {WORD}{n}\n    {claim}\n    provenance: {origin}\n" for n, claim in enumerate(claims))
    path.write_text("claims:\n" + "".join(rows), "utf-8")
    text = f"Năm 2025, tỉnh Lạng Sơn có 2.900 doanh nghiệp thành lập mới {WORD}.\n"
    right = f"Năm 2025, tỉnh Lạng Sơn có 45 hợp tác xã thành lập mới {WORD}.\n"
    sources = [
        Source(f"sources/{name}.md", told, title=WORD, publisher=WORD, url=f"https://a.b/{WORD}", lang="vi")
        for name, told in ((NAME, text), (f"2{NAME}", right))
    ]
    report = gather(registry := load_registry(path)[0], findings(registry, sources), texts=True)
    assert (report.count("contradicted"), report.count("supported")) == (1, 1)
    place = Problem(f"sources/{NAME}.md", "FC915", WORD, 1, 1, 1, WORD, WORD)
    return replace(report, registry="claims.yaml", publisher=Publisher(WORD, "https://a.b"), lapses=(Lapse("unused", WORD, place),))


def swapped(value: Any, words: Mapping[str, str]) -> Any:
    """Return a value with other words in place of the harmless ones, everywhere."""
    if isinstance(value, str):
        for old, new in words.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, tuple):
        inner = [swapped(each, words) for each in value]
        return type(value)(*inner) if hasattr(value, "_fields") else tuple(inner)
    if isinstance(value, Mapping):
        return MappingProxyType({swapped(key, words): swapped(each, words) for key, each in value.items()})
    return value


def written(words: str, form: Format, name: str = NAME) -> str:
    """Return a report with an attack in every field; `name` stands in the names of the sources."""
    report = swapped(harmless(), {NAME: name, WORD: words})
    return render(report, form, width=100, color=True, verbose=True)


def harmless_on_a_terminal(text: str) -> bool:
    """Return whether nothing but line ends, and the colours that reports have, would be obeyed by a terminal."""
    bare = re.sub(r"\x1b\[(?:[0-9]|[349][0-7]|1;3[0-7]|[1-4];9[0-7]|22|2[347]|39|49|;)*m", "", text)
    return all(char.isprintable() or char in "\r\n" or unicodedata.category(char) == "Zs" for char in bare)


def shape(form: str, text: str) -> object:
    """Return what a reader of the format makes of a report, without its words."""
    if form in ("json", "sarif", "claimreview"):
        assert not [char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp")]
        return keys_of(json.loads(text))
    if form == "jsonl":
        return [sorted(json.loads(line)) for line in text.split("\n") if line]
    if form == "csv":
        rows = list(csv.reader(io.StringIO(text)))
        assert not [cell for row in rows for cell in row if re.match(r"[=+@\t\r]|-(?![\d.]+$)", cell)]
        return [len(row) for row in rows]
    if form in ("svg", "junit"):
        elements = list(ElementTree.fromstring(text).iter())
        assert not [element.tag for element in elements if element.tag.endswith(("}script", "}a", "}image", "}foreignObject"))]
        assert not [name for element in elements for name in element.attrib if name.startswith("on") or "href" in name]
        return Counter(element.tag for element in elements) if form == "junit" else None
    if form == "html":
        page = html5lib.HTMLParser(namespaceHTMLElements=False).parse(text)
        for element in page.iter():
            assert not [name for name in element.attrib if str(name).startswith("on")], element.attrib
            for name in ("href", "src", "action"):
                assert element.get(name, "#").startswith(("#", "https://", "http://", "data:image")), element.attrib
        return Counter(str(element.tag) for element in page.iter() if element.tag not in ("a", "span", "u", "mark"))
    if form == "github":
        return [line.partition(" ")[0] for line in text.split("\n")]
    if form == "markdown":
        tokens = [child.type for token in MarkdownIt("gfm-like").parse(text) for child in (token, *(token.children or ()))]
        return Counter(kind for kind in tokens if kind in ("link_open", "image", "html_block", "html_inline", "tr_open", "td_open"))
    assert harmless_on_a_terminal(text), ascii(text)
    return None


def keys_of(value: object) -> object:
    """Return the keys of a JSON value, and of what it holds."""
    if isinstance(value, dict):
        return {key: keys_of(inner) for key, inner in value.items()}
    return [keys_of(inner) for inner in value] if isinstance(value, list) else None


@pytest.mark.parametrize("form", get_args(Format))
@pytest.mark.parametrize("name", ATTACKS)
def test_a_report_with_an_attack_has_the_shape_of_one_without(name: str, form: Format) -> None:
    attacked = written(ATTACKS[name], form)
    assert shape(form, attacked) == shape(form, written(WORD, form)), attacked


NAMES = [
    "a\"b'c.md",
    "a::error::b",
    "x\n::error::y",
    "[bold]x[/bold]",
    "<script>alert(1)<",
    "=cmd|x",
    "👩\u200d👧 \u202eb",
    "%0A::error::",
    "ă" * 126,
    "a b;$(touch x)`touch y`",
    "\x1b[5mx",
    "-rf",
]


@pytest.mark.parametrize("form", get_args(Format))
@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_of_a_file_attacks_no_reader_of_a_report(name: str, form: Format) -> None:
    named = written(WORD, form, name)
    assert shape(form, named) == shape(form, written(WORD, form)), named


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_file_of_any_name_is_read_and_told_on_one_line(name: str, newsroom: Newsroom) -> None:
    newsroom.write(f"sources/{name}.md", WRONG)
    done = newsroom.run("verify", "--no-cache", "--color", "never", f"sources/{name}.md")
    assert done.code == 1
    assert harmless_on_a_terminal(done.out + done.err)
    assert not [line for line in (done.out + done.err).split("\n") if line.startswith("::")]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name is text")
def test_names_that_differ_in_bytes_that_are_no_utf_8_are_told_apart_in_every_format(newsroom: Newsroom) -> None:
    folder = os.fsencode(newsroom.folder / "sources")
    for name in (b"/b\xff\xe1o.md", b"/b\xff\xe2o.md", rb"/b\xff\xe1o.md"):
        Path(os.fsdecode(folder + name)).write_text(f"{WRONG}\n", "utf-8")
    newsroom.write("factcheck.toml", '[publisher]\nname = "Báo"\nurl = "https://bao.example"\n')
    forms = [form for form in get_args(Format) if form not in ("terminal", "claimreview")]
    done = newsroom.run("verify", "--no-cache", *(f"--output={form}=r.{form}" for form in forms))
    assert done.code == 1, done.err
    told = {form: (newsroom.folder / f"r.{form}").read_bytes().decode("utf-8") for form in forms} | {"terminal": done.out}
    for form, text in told.items():
        slash = r"%5C" if form == "sarif" else r"(?:\\|\\u005c|&#92;|%5C)+"
        names = (
            (r"b%FF%E1o\.md", r"b%FF%E2o\.md", r"b%5Cxff%5Cxe1o\.md")
            if form == "sarif"
            else (rf"b{slash}xff{slash}xe1o\.md", rf"b{slash}xff{slash}xe2o\.md", rf"b{slash}x5cxff{slash}x5cxe1o\.md")
        )
        assert all(re.search(name, text) for name in names), (form, text)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name is text")
def test_what_is_acknowledged_or_mended_of_such_a_name_is_of_no_other(newsroom: Newsroom) -> None:
    folder = os.fsencode(newsroom.folder / "sources")
    one, other = (Path(os.fsdecode(folder + name)) for name in (b"/b\xe1o.md", b"/b\xe2o.md"))
    for path in (one, other):
        path.write_text(f"{WRONG}\n", "utf-8")
    how = ("--reason", "biết rồi", "--until", "2999-01-01", "--by", "Lan")
    assert newsroom.run("ack", os.fsdecode(b"sources/b\xe1o.md"), *how).code == 0
    assert "is let pass already" in newsroom.run("ack", r"sources/b\xe1o.md", *how).err  # as reports call it
    done = newsroom.run("verify", "--no-cache", "--fail-on", "stale")
    assert done.code == 1
    assert (r"b\xe2o.md" in done.out, "stale" in done.err) == (True, False)
    assert newsroom.run("check", "--fix", "--write", os.fsdecode(b"sources/b\xe2o.md")).code == 0
    assert (one.read_text("utf-8") == f"{WRONG}\n", other.read_text("utf-8") == f"{WRONG}\n") == (True, False)
    assert r"b\xe2o.md" not in newsroom.run("verify", "--no-cache").out


COMMANDS = [
    ("arithmetic", "--verbose", "--color", "always"),
    ("check", "sources/trade.md", "--color", "always"),
    ("check", "sources/trade.md", "--fix", "--color", "always"),
    ("compare",),
    ("extract", "--quiet"),
    ("find", "Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới", "--no-cache", "--color", "always"),
    ("lint", "--today", "2026-11-21", "--color", "always"),
    ("quantities", "sources"),
    ("show", "firms", "--color", "always"),
    ("verify", "--statistics", "--color", "always", "--no-cache"),
    ("verify", "--arithmetic", "--color", "always", "--no-cache"),
]


PROGRAMS = [
    *(("check", "sources/trade.md"), ("check", "sources/trade.md", "--fix"), ("compare",), ("arithmetic",), ("extract",)),
    *(("quantities", "sources"), ("lint",), ("show", "firms"), ("verify", "--statistics", "--no-cache")),
    ("find", "Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới", "--no-cache"),
]


@pytest.mark.parametrize("command", PROGRAMS, ids=" ".join)
def test_what_a_command_tells_programs_is_sound_and_holds_no_sign_that_is_obeyed(
    command: tuple[str, ...], newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    for attack in (" ".join(ATTACKS.values()),):
        put(newsroom, f"{attack} Có 5/10 xã (đạt 70% {attack}).")
        put(newsroom, f"{attack} Có 5/10 xã (đạt 60% {attack}).", "other.md")
        done = Done(run([*command, "--format", "json"]), *capsys.readouterr())
        assert done.code in (0, 1), done.err
        json.loads(done.out)
        assert not [char for char in done.out + done.err if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]


MODULES = (
    "yaml",
    "json",
    "decimal",
    "rich",
    "typer",
    "rapidfuzz",
    "sqlite3",
    "pyarrow",
    "lxml",
    "readline",
    "multiprocessing",
    "sitecustomize",
)


RUN = "from factcheck.__main__ import main\nif __name__ == '__main__':\n    {}main()"
THREAD = "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start(); "  # beside which nothing is forked


@pytest.mark.parametrize("beside", ["", THREAD], ids=["forked", "spawned"])
@pytest.mark.parametrize("command", [("verify", "--jobs", "2", "--output", "html=r.html"), ("compare",), ("extract",)], ids=" ".join)
def test_no_file_of_a_checkout_is_taken_for_a_module(
    command: tuple[str, ...], beside: str, newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in MODULES:
        newsroom.write(f"{name}.py", f"open('ran-{name}', 'w')")
    for number in range(70 if command[0] == "verify" else 0):  # enough for two processes
        newsroom.write(f"sources/{number}.txt", "Có 5 xã.")
    script = tmp_path_factory.mktemp("bin") / "factcheck"  # as the installed command is: its own folder is where modules are looked for
    script.write_text(RUN.format(beside), "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, str(script), *command], cwd=newsroom.folder, env=environment, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert not list(newsroom.folder.glob("ran-*"))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_hands_on_what_a_terminal_would_obey(
    command: tuple[str, ...], newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    for attack in ATTACKS.values():
        put(newsroom, f"{attack} Có 5/10 xã (đạt 70% {attack}).")
        code = run(list(command))
        done = capsys.readouterr()
        assert code in (0, 1), done.err
        assert harmless_on_a_terminal(done.out), ascii(done.out)
        assert harmless_on_a_terminal(done.err), ascii(done.err)


def test_nothing_of_a_text_reaches_a_real_terminal_as_a_command(newsroom: Newsroom) -> None:
    # A paragraph each, so that one does not hide what another does; the newsroom's own articles are contradicted whatever they say.
    newsroom.write("sources/evil\x1b[2J.txt", "\n\n".join(f"{WRONG.strip()} {attack}" for attack in ATTACKS.values()))
    newsroom.write("sources/header.md", f"---\ntitle: {json.dumps(' '.join(ATTACKS.values()))}\n\x1b]0;x\x07: 1\n---\n{WRONG}")
    inner, outer = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "factcheck", "verify", "--verbose", "--no-cache", "--today", "2026-11-21"]
    child = subprocess.Popen(command, cwd=newsroom.folder, env=env, stdin=outer, stdout=outer, stderr=outer)
    os.close(outer)
    parts: list[bytes] = []
    while select.select([inner], [], [], 60)[0]:
        try:
            part = os.read(inner, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        parts.append(part)
    assert child.wait(60) == 1
    os.close(inner)
    # Progress is written over: the only other command is to begin the line anew and to clear it.
    text = b"".join(parts).decode("utf-8").replace("\x1b[K", "").replace("\x1b[2K", "")
    assert "\x1b[" in text
    assert "\\x1b]0;x" in text
    assert harmless_on_a_terminal(text), ascii(text)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("csv", "a,=1+1\n"),
        ("json", '{"a": "\u202e"}'),
        ("html", '<a href="javascript:alert(1)">x</a>'),
        ("html", '<b onclick="x">x</b>'),
        ("svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
        ("terminal", "x\x1b[2Jy"),
        ("terminal", "\u2066x"),
    ],
)
def test_the_checks_would_see_an_attack(form: Format, text: str) -> None:
    with pytest.raises(AssertionError):
        shape(form, text)
