"""Our named tuples are what typing's are, to whoever uses them."""

from __future__ import annotations

import copy
import pickle
import typing
from typing import get_type_hints

import pytest

from factcheck.model import Span, replace
from factcheck.rows import NamedTuple


class Ours(NamedTuple):
    """A row."""

    name: str
    size: int = 1
    tags: tuple[str, ...] = ()

    @property
    def twice(self) -> int:
        """Return the size two times."""
        return 2 * self.size


class Theirs(typing.NamedTuple):
    """A row."""

    name: str
    size: int = 1
    tags: tuple[str, ...] = ()


def test_a_row_has_the_fields_the_defaults_and_the_look_of_typings() -> None:
    assert Ours._fields == Theirs._fields == Ours.__match_args__
    assert Ours._field_defaults == Theirs._field_defaults
    assert (Ours.__doc__, Ours.__module__, Ours.__qualname__) == (Theirs.__doc__, Theirs.__module__, "Ours")
    assert repr(Ours("a")) == repr(Theirs("a")).replace("Theirs", "Ours")
    assert get_type_hints(Ours) == get_type_hints(Theirs)
    assert Ours("a", tags=("b",)) == ("a", 1, ("b",))
    assert not hasattr(Ours("a"), "__dict__")


def test_a_row_has_its_methods_and_can_be_copied_and_sent() -> None:
    row = Ours("a", 2)
    assert row.twice == 4
    assert pickle.loads(pickle.dumps(row)) == copy.copy(row) == row
    assert type(pickle.loads(pickle.dumps(row))) is Ours


def test_a_row_refuses_what_it_has_no_field_for() -> None:
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Ours("a").size = 3  # type: ignore[misc]
    with pytest.raises((ValueError, TypeError), match="middle"):  # the latter from Python 3.13 on
        replace(Span(1, 2), middle=3)
    assert replace(Span(1, 2), end=3) == Span(1, 3)
