"""What can be told to a user: where, what is wrong, and what to do instead."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.rows import NamedTuple


class Problem(NamedTuple):
    """One thing wrong with an input; `line` and `column` count from 1 and are 0 where a file has no such place."""

    path: str
    code: str
    message: str
    line: int = 0
    column: int = 0
    width: int = 1
    source_line: str = ""
    hint: str = ""


class FactcheckError(Exception):
    """A run that cannot go on, with every problem found so far."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type[FactcheckError], tuple[tuple[Problem, ...]]]:
        """Return how another process makes it again, with its problems: what an exception hands on by itself is its text alone."""
        return type(self), (self.problems,)


class InputError(FactcheckError):
    """An input that cannot be used: exit code 2."""


class NothingChecked(FactcheckError):
    """A run in which nothing was there to check: exit code 3."""
