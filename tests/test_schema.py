"""The published JSON Schemas: held against the code that writes and reads what they describe, and tried by programs of others."""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from jsonschema import Draft202012Validator
from sample_report import CLEAN, REPORT
from test_config import FAULTS, PUBLISHERS

from factcheck.arithmetic import reckon
from factcheck.cli.verify import CHOICES
from factcheck.errors import InputError
from factcheck.lang import codes
from factcheck.load.claims import KEYS, STATUSES
from factcheck.load.config import Key, Settings, keys, load_settings
from factcheck.load.registry import load_registry
from factcheck.load.sources import load_sources
from factcheck.model import Source
from factcheck.pipeline import check
from factcheck.report import render
from factcheck.report.schema import published, render_config

ROOT = Path(__file__).parent.parent
SCHEMAS: dict[str, dict[str, Any]] = {
    "report": json.loads(published("report")),
    "claims": json.loads(published("claims")),
    "config": json.loads(render_config(keys(), CHOICES)),
}
REPORT_SCHEMA, CLAIMS_SCHEMA, CONFIG_SCHEMA = SCHEMAS.values()


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that lists the keys of an object."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield schema
        for part in schema.values():
            yield from objects(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from objects(part)


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that takes no key but those it lists."""
    schema = copy.deepcopy(schema)
    for part in objects(schema):
        part["additionalProperties"] = False
    return schema


def faults(schema: dict[str, Any], value: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_tells_what_every_key_is(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:factcheck:schema:{name}:1"
    assert schema["title"]
    assert schema["description"]
    told = [(key, value.get("description", "")) for part in objects(schema) for key, value in part["properties"].items()]
    assert [key for key, says in told if not says.endswith(".")] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_command_prints_the_schema(name: str) -> None:
    done = subprocess.run([sys.executable, "-m", "factcheck", "schema", name], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout) == SCHEMAS[name]


def test_a_schema_that_is_not_there_is_told_with_those_that_are() -> None:
    for args in ([], ["clams"]):
        done = subprocess.run([sys.executable, "-m", "factcheck", "schema", *args], cwd=ROOT, capture_output=True, encoding="utf-8")
        assert (done.returncode, done.stdout) == (2, "")
        assert all(name in done.stderr for name in SCHEMAS)
        assert "\\x" not in done.stderr


# The report


CLAIMS = """\
rates: {USD/VND: {value: 24.500, tolerance: 5%}}
claims:
  - id: land
    claim: Năm 2024 tỉnh Lạng Sơn trồng mới 6,7 ha rừng
  - id: firms
    claim: Năm 2025, tỉnh Lạng Sơn có 3.334 doanh nghiệp thành lập mới
  - id: fund
    claim: Quỹ vì người nghèo của tỉnh Lạng Sơn năm 2024 nhận 2 triệu USD
  - id: day
    claim: Hội chợ thương mại biên giới Lạng Sơn diễn ra từ ngày 21/5 đến ngày 31/5 tại thành phố Lạng Sơn
"""
TEXT = """\
---
title: Kinh tế
url: https://example.org/a
date: 2024-12-01
place: tỉnh Lạng Sơn
---
Năm 2024 tỉnh Lạng Sơn trồng mới hơn 67.000 m2 rừng. Năm 2025, tỉnh Lạng Sơn có 3,334 doanh nghiệp thành lập mới.
Quỹ vì người nghèo của tỉnh Lạng Sơn năm 2024 nhận 49 tỷ đồng, tăng 1.5% và 2.5%.
Hội chợ thương mại biên giới Lạng Sơn diễn ra từ ngày 11/5 đến ngày 31/5 tại thành phố Lạng Sơn.
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return JSON reports: the golden one, made-up ones with hostile text, and those of real runs."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "claims.yaml").write_text(CLAIMS, "utf-8")
    (folder / "text.md").write_text(TEXT, "utf-8")
    shipped = check(load_registry(ROOT / "claims.yaml")[0], load_sources([str(ROOT / "sources")]))
    own = check(load_registry(folder / "claims.yaml")[0], load_sources([str(folder / "text.md")]))
    texts = {name: render(report, "json") for name, report in (("made up", REPORT), ("clean", CLEAN), ("shipped", shipped), ("own", own))}
    golden = (ROOT / "tests" / "golden" / "report.json").read_text("utf-8")
    counted = render(REPORT, "json", statistics=True)
    sums = reckon(Source("-", "Có 315/994 xã đạt chuẩn (đạt 33,69%). Có 5 ha (5.000 m2) rừng.", lang="vi"))
    reckoned = render(REPORT, "json", sums=sums)
    return {name: json.loads(text) for name, text in {**texts, "golden": golden, "counted": counted, "reckoned": reckoned}.items()}


@pytest.mark.parametrize("name", ["golden", "made up", "clean", "shipped", "own", "counted", "reckoned"])
def test_a_report_has_the_keys_of_its_schema_and_no_other(documents: dict[str, Any], name: str) -> None:
    assert faults(closed(REPORT_SCHEMA), documents[name]) == []


def test_every_key_of_a_report_is_always_there_but_those_that_are_asked_for() -> None:
    assert all(
        part["required"] == [key for key in part["properties"] if key not in ("statistics", "arithmetic")]
        for part in objects(REPORT_SCHEMA)
    )


@pytest.mark.parametrize("part", REPORT_SCHEMA["$defs"])
def test_the_reports_above_show_every_part_of_the_schema(documents: dict[str, Any], part: str) -> None:
    without = {**REPORT_SCHEMA, "$defs": {**REPORT_SCHEMA["$defs"], part: False}}
    assert any(not Draft202012Validator(without).is_valid(document) for document in documents.values())


def test_a_report_may_have_keys_that_are_yet_to_come(documents: dict[str, Any]) -> None:
    document = copy.deepcopy(documents["golden"])
    document["corrections"] = {}
    document["summary"]["unread"] = 1
    document["claims"][0]["findings"][0]["correction"] = "x"
    assert faults(REPORT_SCHEMA, document) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "factcheck.report/2"),
        (("summary", "contradicted"), "4"),
        (("claims", 0, "verdict"), "wrong"),
        (("claims", 0, "findings", 0, "line"), 0),
        (("claims", 0, "findings", 0, "reason"), "E501"),
        (("claims", 0, "findings", 0, "fingerprint"), "x"),
        (("claims", 0, "findings", 0, "compared", "found", "value"), None),
        (("claims", 1, "findings", 1, "accepted", "until"), "soon"),
        (("sources", 0), {"name": "a"}),
    ],
)
def test_a_report_that_is_none_is_refused(documents: dict[str, Any], path: tuple[str | int, ...], value: object) -> None:
    document = copy.deepcopy(documents["golden"])
    at = document
    for step in path[:-1]:
        at = at[step]
    assert at[path[-1]] != value
    at[path[-1]] = value
    assert len(faults(REPORT_SCHEMA, document)) >= 1


# The registry


def test_the_keys_of_a_registry_are_those_of_the_loader() -> None:
    top = CLAIMS_SCHEMA["properties"]
    claim = top["claims"]["items"]["properties"]
    assert list(claim) == list(KEYS)
    texts = {key: sample for key, sample in KEYS.items() if key not in ("also", "provenance")}
    assert {key: claim[key]["examples"] for key in texts} == {key: [sample] for key, sample in texts.items()}
    assert claim["status"]["enum"] == list(STATUSES)
    assert sorted(top["lang"]["enum"]) == sorted(claim["lang"]["enum"]) == sorted(codes())


HEAD = "claims:\n  - id: one\n    metric: số liệu của tỉnh\n    value: 3.334 doanh nghiệp\n"
# Each with whether the loader reads it and whether the schema takes it. A schema sees less than the loader: it may take what that
# refuses; what the loader reads it has to take, but for `null`, which the loader alone can tell from a value left out.
REGISTRIES: list[tuple[str, bool, bool]] = [
    (HEAD, True, True),
    ("claims:\n  - id: a\n    claim: GRDP năm 2025 đạt 7,1%\n", True, True),
    ("claims:\n  - id: 2025\n    claim: 7.1\n", True, True),
    ("lang: en\n" + HEAD.replace("3.334 doanh nghiệp", "3.334"), True, True),
    *(
        (HEAD + f"    {row}\n", loads, takes)
        for row, loads, takes in (
            ("also: newly established enterprises", True, True),
            ("also: [a, 24, true]", True, True),
            ("also: []", True, True),
            ("also: [a, '']", False, False),
            ("also: [[a]]", False, False),
            ("period: 2025", True, True),
            ("period: 2020-2025", True, True),
            ("period: 6 tháng đầu năm 2022", True, True),
            ("period: hồi đó", False, True),
            ("place: thành phố Lạng Sơn", True, True),
            ("place: {tỉnh: Lạng Sơn}", False, False),
            ("status: actual", True, True),
            ("status: estimate", True, True),
            ("status: target", True, True),
            ("status: maybe", False, False),
            ("status: Actual", False, False),
            ("Status: actual", False, False),
            ("tolerance: 0", True, True),
            ("tolerance: 0,05", True, True),
            ("tolerance: 0.5", True, True),
            ("tolerance: 5%", True, True),
            ("tolerance: 2,5 %", True, True),
            ("tolerance: 1.000", True, True),
            ("tolerance: '5'", True, True),
            ("tolerance: .5", True, True),
            ("tolerance: +5", True, True),
            ("tolerance: một nghìn", True, True),
            ("tolerance: -1", False, False),
            ("tolerance: -5%", False, False),
            ("tolerance: −5%", False, False),
            ("tolerance: true", False, False),
            ("tolerance: [5]", False, False),
            ("tolerance: 50 doanh nghiệp", False, True),
            ("date: 2025-09-18", True, True),
            ("date: 2025-9-8", True, True),
            ("date: 18/9/2025", True, True),
            ("date: 18.09.2025", True, True),
            ("date: '18-09-2025'", True, True),
            ("date: 2025-13-40", False, False),
            ("date: 18/09-2025", False, False),
            ("date: 2025", False, False),
            ("date: 2025-02-30", False, True),
            ("lang: vi", True, True),
            ("lang: xx", False, False),
            ("provenance: {publisher: Nhân Dân, url: 'https://example.org/a', quote: đạt 7, date: 2025-09-18, title: Kinh tế}", True, True),
            ("provenance: {quote: 7.1, title: 2025}", True, True),
            ("provenance: {}", True, True),
            ("provenance: Nhân Dân", False, False),
            ("provenance: {sorce: Nhân Dân}", False, False),
            ("provenance: {source: sources/a.md, prefix: trước, quote: đạt 7, suffix: sau}", True, True),
            ("provenance: [{source: a.md}, {source: b.md}]", True, True),
            ("provenance: []", False, False),
            ("provenance: [a.md]", False, False),
            ("provenance: {date: soon}", False, False),
            ("note: yes", True, True),
            ("note: 2025-09-18", True, True),
            ("note: |\n      first\n      second", True, True),
            ("note:", False, False),
            ("note: null", True, False),
            ("vlaue: 3 xã", False, False),
            ("publisher: Nhân Dân", False, False),
            ("claim: [đạt 7%]", False, False),
        )
    ),
    *(
        (HEAD + f"{row}\n", loads, takes)
        for row, loads, takes in (
            ("lang: vi", True, True),
            ("lang: fr", False, False),
            ("rates: {USD/VND: 24.500}", True, True),
            ("rates: {USD/VND: '24.500'}", True, True),
            ("rates: {usd / vnd: 24500}", True, True),
            ("rates: {USD/VND: {value: 24.500, date: 2025-09-01, tolerance: 5%}}", True, True),
            ("rates: {USD/VND: {value: 24.500, tolerance: 245}}", True, True),
            ("rates: {}", True, True),
            ("rates: {USD: 24.500}", False, False),
            ("rates: {USD/VND: 0}", False, False),
            ("rates: {USD/VND: -1}", False, False),
            ("rates: {USD/VND: 5%}", False, False),
            ("rates: {USD/VND: {date: 2025-09-01}}", False, False),
            ("rates: {USD/VND: {value: 1, note: x}}", False, False),
            ("rates: [USD]", False, False),
            ("rates:", False, False),
            ("facts: []", False, False),
        )
    ),
    ("claims:\n  - claim: GRDP đạt 7,1%\n", False, False),
    ("claims:\n  - id: a\n", False, False),
    ("claims:\n  - id: a\n    metric: GRDP\n", False, False),
    ("claims:\n  - id: a\n    value: 7,1%\n", False, False),
    ("claims:\n  - id: ''\n    claim: GRDP đạt 7,1%\n", False, False),
    ("claims:\n  - id: a\n    metric: GRDP\n    value: rất nhiều\n", False, True),
    (HEAD + HEAD.removeprefix("claims:\n"), False, True),
    ("claims:\n  a:\n    claim: GRDP đạt 7,1%\n", False, False),
    ("claims:\n  - GRDP đạt 7,1%\n", False, False),
    ("claims: []\n", False, False),
    ("claims:\n", False, False),
    ("- id: a\n  claim: GRDP đạt 7,1%\n", False, False),
    ("lang: vi\n", False, False),
]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> list[bool]:
    """Return for each registry whether a schema checker that others wrote takes it, with their reader of YAML."""
    folder = tmp_path_factory.mktemp("registries")
    (folder / "schema.json").write_text(published("claims"), "utf-8")
    for number, (text, *_) in enumerate(REGISTRIES):
        (folder / f"{number}.yaml").write_text(text, "utf-8")
    names = [f"{number}.yaml" for number in range(len(REGISTRIES))]
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", "schema.json", "--output-format", "json", *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    told = json.loads(done.stdout)
    assert told["parse_errors"] == []
    wrong = {Path(error["filename"]).name for error in told["errors"]}
    return [name not in wrong for name in names]


@pytest.mark.parametrize("number", range(len(REGISTRIES)), ids=[row[0].removeprefix(HEAD).strip() for row in REGISTRIES])
def test_the_schema_takes_what_the_loader_reads(taken: list[bool], number: int, tmp_path: Path) -> None:
    text, loads, takes = REGISTRIES[number]
    (tmp_path / "claims.yaml").write_text(text, "utf-8")
    try:
        load_registry(tmp_path / "claims.yaml")
        loaded = True
    except InputError:
        loaded = False
    assert (loaded, taken[number]) == (loads, takes)


def test_the_shipped_registry_names_its_schema_and_keeps_to_it() -> None:
    first = (ROOT / "claims.yaml").read_text("utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named is not None
    assert json.loads((ROOT / named[1]).read_text("utf-8")) == CLAIMS_SCHEMA
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", named[1], "claims.yaml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


# The configuration


def test_the_keys_of_a_configuration_are_those_of_the_loader() -> None:
    told = CONFIG_SCHEMA["properties"]
    assert list(told) == [name.replace("_", "-") for name in Settings._fields]
    for key in keys():
        table, _, part = key.name.rpartition(".")
        value = told[table]["properties"][part] if table else told[key.name]
        assert value["description"].casefold() == f"{key.says}.".casefold()
        default = list(key.default) if isinstance(key.default, tuple) else key.default
        assert value.get("default") == (None if default in ([], "") else default)


def test_a_list_of_names_that_are_known_takes_those_and_no_other() -> None:
    key = Key("grounds", tuple[str, ...], "what fails a run", ())
    schema = json.loads(render_config([key], {"grounds": Literal["stale", "expired"]}))
    assert all(faults(schema, {"grounds": value}) == [] for value in ("stale", ["stale", "expired"]))
    assert all(faults(schema, {"grounds": value}) for value in ("old", ["stale", "old"], [], 1))


def of_project(rows: str) -> Any:
    """Return the table that a pyproject.toml has below `[tool.factcheck]`."""
    return tomllib.loads(f"[tool.factcheck]\n{rows}\n")["tool"]["factcheck"]


@pytest.mark.parametrize("rows", [*(row[0] for row in FAULTS), *(row[0] for row in PUBLISHERS)])
def test_a_configuration_that_is_wrong_is_refused(rows: str) -> None:
    assert faults(CONFIG_SCHEMA, of_project(rows)) != []


@pytest.mark.parametrize(
    "rows",
    [
        "",
        "claims = 'desk/facts.yaml'\nsources = ['news', 'drafts']\noutput = ['json=report.json']\nmax-contradictions = 0",
        "sources = 'news'\noutput = 'r.json'\nquiet = true\nverbose = false",
        *(f"{key} = '{value}'" for key, values in CHOICES.items() for value in getattr(values, "__args__", ())),
        "publisher = {name = 'Báo', url = 'http://example.org'}",
        "[tool.factcheck.publisher]\nname = 'Báo'\nurl = 'https://example.org/kiểm-chứng/?a=1&b=2'",
    ],
)
def test_a_configuration_that_is_right_is_taken(rows: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.factcheck]\n{rows}\n", "utf-8")
    load_settings(tmp_path, CHOICES)
    assert faults(CONFIG_SCHEMA, of_project(rows)) == []
