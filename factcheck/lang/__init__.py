"""Languages, found by folder name: each folder is a package with a `build()` that returns its Language."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from pathlib import Path

from factcheck.lang.base import Language

_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ\u0303\u0309\u0323\u031b]")


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of the languages that can be read, sorted."""
    return tuple(sorted(path.parent.name for path in Path(__file__).parent.glob("*/__init__.py")))


@cache
def get(code: str) -> Language:
    """Return a language by its code; KeyError where there is no such folder."""
    if code not in codes():
        raise KeyError(code)
    language: Language = import_module(f"factcheck.lang.{code}").build()
    return language


def detect(text: str) -> str:
    """Return the code of the language that a text is in: Vietnamese by its letters, else English."""
    sample = text[:4000]
    marks = len(_VIETNAMESE.findall(sample))
    return "vi" if marks * 25 >= sum(map(str.isalpha, sample)) and marks else "en"
