"""The published JSON Schemas: of the report and of the registry as files of the package, of the configuration from its table of keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from factcheck.load.config import Key
from factcheck.report import json

_FILES = Path(__file__).parent.parent / "schema"
_TEXT = {"type": "string", "minLength": 1}


def published(name: Literal["report", "claims"]) -> str:
    """Return a schema that is a file of the package."""
    return (_FILES / f"{name}.json").read_text("utf-8")


def render_config(keys: Iterable[Key], choices: Mapping[str, object]) -> str:
    """Return the schema of factcheck.toml, which is also that of the table `[tool.factcheck]`; `choices` as in load_settings."""
    properties: dict[str, Any] = {}
    for key in keys:
        table, _, part = key.name.rpartition(".")
        if not table:
            properties[key.name] = _value(key, choices)
            continue
        inside = properties.setdefault(table, _table(key.table, {}, required=[]))
        inside["properties"][part] = _value(key, choices)
        inside["required"].append(part)
    return json.dump(
        {
            # Only what means the same in every draft: editors of TOML know the older ones.
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:factcheck:schema:config:1",
            "title": "factcheck configuration",
            **_table("what `factcheck verify` does unless the command line says otherwise", properties),
        }
    )


def _table(says: str, properties: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"description": _sentence(says), "type": "object", "additionalProperties": False, "properties": properties, **more}


def _value(key: Key, choices: Mapping[str, object]) -> dict[str, Any]:
    names = get_args(choices.get(key.name))
    text = {"enum": list(names)} if names else {**_TEXT, **({"pattern": f"^(?:{key.pattern})$"} if key.pattern else {})}
    if key.type is bool:
        shape: dict[str, Any] = {"type": "boolean"}
    elif key.type is int:
        shape = {"type": "integer", "minimum": 0}
    elif key.type is str:
        shape = text
    else:
        shape = {"anyOf": [text, {"type": "array", "items": text, "minItems": 1}]}
    default = list(key.default) if isinstance(key.default, tuple) else key.default
    return {"description": _sentence(key.says), **shape, **({} if default in (None, "", []) else {"default": default})}


def _sentence(says: str) -> str:
    return f"{says[:1].upper()}{says[1:]}."
