"""Our own values as plain JSON and back, by their annotations: nothing that is read can run, and what does not fit is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Turn = Callable[[Any], Any]
_PLAIN: dict[Any, tuple[type, ...]] = {str: (str,), bool: (bool,), int: (int,), float: (float, int), NoneType: (NoneType,)}


def dump(value: Any) -> bytes:
    """Return a value made of lists, mappings, texts and numbers as JSON, also with letters that no UTF-8 has."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def parse(data: bytes) -> Any:
    """Return what JSON holds; raise ValueError where it is none."""
    return json.loads(data.decode("utf-8", "surrogatepass"))


@cache
def encoder(kind: Any) -> Turn:
    """Return what turns a value of a type into one that JSON has."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _same
    if kind is Decimal:
        return str
    if kind is date:
        return date.isoformat
    if origin in (UnionType, Union) and len(inner) == 2 and NoneType in inner:
        turn = encoder(next(one for one in inner if one is not NoneType))
        return lambda value: None if value is None else turn(value)
    if origin in (UnionType, Union):
        by_kind = {one: (number, encoder(one)) for number, one in enumerate(inner)}
        return lambda value: [by_kind[type(value)][0], by_kind[type(value)][1](value)]
    if origin is tuple:
        turns = [encoder(one) for one in inner if one is not ...]
        if inner[-1] is ...:
            turn = turns[0]
            return lambda value: [turn(one) for one in value]
        return lambda value: [turn(one) for turn, one in zip(turns, value, strict=True)]
    if origin is Mapping:
        turn = encoder(inner[1])
        return lambda value: {key: turn(one) for key, one in value.items()}
    turns = [encoder(hint) for hint in _fields(kind)]
    return lambda value: [turn(one) for turn, one in zip(turns, value, strict=True)]


@cache
def decoder(kind: Any) -> Turn:
    """Return what turns such a value back; it raises ValueError where the value is not of the type."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return _checked(_PLAIN[kind])
    if kind is Decimal:
        return _decimal
    if kind is date:
        return lambda value: date.fromisoformat(_text(value))
    if origin in (UnionType, Union) and len(inner) == 2 and NoneType in inner:
        turn = decoder(next(one for one in inner if one is not NoneType))
        return lambda value: None if value is None else turn(value)
    if origin in (UnionType, Union):
        return _one_of([decoder(one) for one in inner])
    if origin is tuple:
        turns = [decoder(one) for one in inner if one is not ...]
        if inner[-1] is ...:
            turn = turns[0]
            return lambda value: tuple([turn(one) for one in _list(value)])
        return lambda value: tuple([turn(one) for turn, one in zip(turns, _list(value), strict=True)])
    if origin is Mapping:
        turn = decoder(inner[1])
        return lambda value: {key: turn(one) for key, one in _table(value).items()}
    turns = [decoder(hint) for hint in _fields(kind)]
    make = kind._make
    return lambda value: make([turn(one) for turn, one in zip(turns, _list(value), strict=True)])


def _fields(kind: Any) -> list[Any]:
    """Return the types of a named tuple's fields, in order; raise TypeError for what is none."""
    names = getattr(kind, "_fields", None)
    if names is None:
        raise TypeError(f"{kind} cannot be kept")
    hints = get_type_hints(kind)
    return [hints[name] for name in names]


def _same(value: Any) -> Any:
    return value


def _checked(kinds: tuple[type, ...]) -> Turn:
    def check(value: Any) -> Any:
        if type(value) not in kinds:
            raise ValueError(f"{type(value).__name__} where {kinds[0].__name__} is expected")
        return value

    return check


def _one_of(turns: list[Turn]) -> Turn:
    def turn(value: Any) -> Any:
        number, one = _list(value)
        if type(number) is not int or not 0 <= number < len(turns):
            raise ValueError("no such kind")
        return turns[number](one)

    return turn


def _decimal(value: Any) -> Decimal:
    try:
        return Decimal(_text(value))
    except InvalidOperation:
        raise ValueError("no number") from None


def _text(value: Any) -> str:
    if type(value) is not str:
        raise ValueError("no text")
    return value


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise ValueError("no list")
    return value


def _table(value: Any) -> dict[str, Any]:
    if type(value) is not dict:
        raise ValueError("no table")
    return value
