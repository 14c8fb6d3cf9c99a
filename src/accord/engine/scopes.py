"""A scope: the interactions that are asked about, each with a wanted level where one is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from accord.engine.errors import Problems
from accord.engine.tables import IntArray, Names
from accord.engine.vocabulary import LEVELS

Scope: TypeAlias = Iterable[str] | Mapping[str, int]


@dataclass(frozen=True)
class CheckedScope:
    """The interactions of a scope by name and number; `wanted` is None where no levels were given."""

    interactions: tuple[str, ...]
    columns: IntArray
    wanted: IntArray | None


def check_scope(scope: Scope, known: Names) -> CheckedScope:
    """Look up a scope; refuses an empty one, unknown or repeated interactions and levels outside 1..4."""
    problems = Problems()
    names = [scope] if isinstance(scope, str) else list(scope)
    wanted = list(scope.values()) if isinstance(scope, Mapping) else None
    if not names:
        problems.add("empty-scope", "scope", "interaction", "", "names no interaction; add at least one")
    for row, name in enumerate(names):
        if name not in known.position:
            problems.add(
                "unknown-name", "scope", "interaction", name, "is not known; name it in its table", row
            )
        elif name in names[:row]:
            problems.add(
                "double", "scope", "interaction", name, "repeats an earlier row; keep one of them", row
            )
    for row, level in enumerate(wanted or ()):
        note_level(problems, "scope", "wanted", level, row)
    problems.refuse()
    columns = np.array([known.position[name] for name in names], np.int64)
    return CheckedScope(tuple(names), columns, None if wanted is None else np.array(wanted, np.int64))


def note_level(problems: Problems, table: str, column: str, level: object, row: int | None = None) -> None:
    """Note a level that is none of 1 to 4."""
    if isinstance(level, bool) or level not in LEVELS:
        problems.add("not-a-level", table, column, level, "is not a level; use 1, 2, 3 or 4", row)


def check_level(level: int) -> int:
    """The level of a question; raises `EngineInputError` outside 1..4."""
    problems = Problems()
    note_level(problems, "question", "level", level)
    problems.refuse()
    return int(level)
