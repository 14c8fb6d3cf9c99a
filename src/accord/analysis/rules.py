"""A question to the calculus, what can be wrong with it, and pure readings of its answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accord.core.dates import day_text
from accord.core.errors import Problem

LEVELS = (1, 2, 3, 4)
LEVEL_WORDS = {0: "none", 1: "planned", 2: "declared", 3: "evaluated", 4: "demonstrated"}


class Grouping(StrEnum):
    """Whose pairs are asked for."""

    NATION = "nation"
    UNIT = "unit"
    PARTICIPANT = "participant"


class Order(StrEnum):
    """How the matrix is sorted."""

    NAME = "name"
    COVERAGE = "coverage"
    SIMILARITY = "similarity"
    REGION = "region"


@dataclass(frozen=True)
class Question:
    """What is asked: a scope, a level, the day that it is asked as of, and the later day to project to, if any."""

    scope: str
    level: int
    as_of: date
    project_to: date | None = None


def question_problems(level: int, as_of: date, project_to: date | None, today: date) -> list[Problem]:
    """Everything that is wrong with the level and the dates of a question."""
    problems = []
    if level not in LEVELS:
        text = f"Level {level} does not exist. Choose 1 (planned), 2 (declared), 3 (evaluated) or 4 (demonstrated)."
        problems.append(Problem("level-range", text, "level"))
    if as_of > today:
        day = day_text(as_of)
        text = f"{day} is in the future. To look ahead, leave the as-of date and project to {day}."
        problems.append(Problem("as-of-future", text, "as_of"))
    if project_to is not None and project_to < as_of:
        text = (
            f"The projection to {day_text(project_to)} lies before the as-of date {day_text(as_of)}. "
            "Swap or correct the dates."
        )
        problems.append(Problem("reversed-dates", text, "project_to"))
    return problems


def percent(share: float) -> int | None:
    """A share as whole percent, never rounded up to 100 nor down to 0; None where nothing applies (NaN)."""
    if share != share:
        return None
    if 0 < share < 1:
        return min(99, max(1, round(share * 100)))
    return round(share * 100)


def similar_order(distances: Sequence[Sequence[float]]) -> list[int]:
    """Rows in an order that puts alike ones side by side: each next row is the nearest to the one before.

    `distances` is symmetric. Starts with the row nearest to all; ties go to the lower number.
    """
    left = set(range(len(distances)))
    if not left:
        return []
    current = min(left, key=lambda row: (sum(distances[row]), row))
    order = [current]
    left.remove(current)
    while left:
        current = min(left, key=lambda row: (distances[current][row], row))
        order.append(current)
        left.remove(current)
    return order


def mean_or_lowest(shares: Iterable[float | None]) -> float:
    """The mean of the known shares; -1 where none is, so that such rows sort last."""
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else -1.0
