"""Named tuples that are quickly defined: typing's read each annotation again, which for all of ours took a sixth of a small run."""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Rows(type):
        """Makes of a class body what `typing.NamedTuple` makes of it; its module has to postpone annotations."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            names = body.get("__annotations__", {})
            defaults = [body.pop(field) for field in names if field in body]
            row = namedtuple(name, names, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                setattr(row, key, value)
            return row

    NamedTuple = type.__new__(_Rows, "NamedTuple", (), {})
