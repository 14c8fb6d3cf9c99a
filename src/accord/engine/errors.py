"""Refusals of the engine: every problem of the input in one error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class InputProblem:
    """One thing wrong with the input: where it stands, what it is and what to do about it.

    `row` is the first row concerned, counted from 0, or None where no row is concerned; `count` says how
    many rows share the same wrong value.
    """

    code: str
    table: str
    column: str
    value: str
    text: str
    row: int | None = None
    count: int = 1

    def __str__(self) -> str:
        where = f"{self.table}.{self.column}" if self.column else self.table
        if self.row is not None:
            where += f", row {self.row}"
        if self.count > 1:
            where += f" and {self.count - 1} more"
        return f"{where}: {self.value!r} {self.text}"


class EngineInputError(ValueError):
    """The engine was given input that it refuses; `problems` lists all that is wrong with it."""

    code = "engine-input"

    def __init__(self, problems: Sequence[InputProblem]) -> None:
        self.problems = tuple(problems)
        shown = [str(problem) for problem in self.problems[:_SHOWN]]
        if len(self.problems) > _SHOWN:
            shown.append(f"and {len(self.problems) - _SHOWN} more")
        super().__init__("The input was refused. " + "; ".join(shown) + ".")

    @property
    def codes(self) -> frozenset[str]:
        """The kinds of problem found, for callers that decide by kind and never by wording."""
        return frozenset(problem.code for problem in self.problems)


class Problems:
    """Gathers problems, so that a caller hears of all of them at once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, str, str], InputProblem] = {}

    def add(
        self, code: str, table: str, column: str, value: object, text: str, row: int | None = None
    ) -> None:
        """Note one problem; the same value wrong in the same way again only raises its count."""
        key = (code, table, column, str(value))
        known = self._found.get(key)
        if known is None:
            self._found[key] = InputProblem(code, table, column, str(value), text, row)
        else:
            self._found[key] = InputProblem(
                code, table, column, known.value, known.text, known.row, known.count + 1
            )

    def add_rows(
        self,
        code: str,
        table: str,
        column: str,
        values: Sequence[object],
        wrong: NDArray[np.bool_],
        text: str,
    ) -> None:
        """Note a problem for every row that `wrong` marks, with that row's value."""
        for row in np.flatnonzero(wrong).tolist():
            self.add(code, table, column, values[row], text, row)

    def extend(self, problems: Iterable[InputProblem]) -> None:
        """Take over problems that were found elsewhere."""
        for problem in problems:
            self.add(problem.code, problem.table, problem.column, problem.value, problem.text, problem.row)

    def refuse(self) -> None:
        """Raise `EngineInputError` when anything was found."""
        if self._found:
            raise EngineInputError(tuple(self._found.values()))


def refusal(code: str, table: str, column: str, value: object, text: str) -> EngineInputError:
    """The error for a single refused argument."""
    return EngineInputError([InputProblem(code, table, column, str(value), text)])
