"""What trials make of group levels: exact sparse corrections by counting member pairs.

Without trials, the number of member pairs (a of A, b of B) that reach level L in an interaction is
|G_L(A)| |T_L(B)| when directed, where G_L and T_L are the members whose giving and taking side reach L, and
|G_L(A)| |T_L(B)| + |T_L(A)| |G_L(B)| - |GT_L(A)| |GT_L(B)| when not. The tried pairs are taken out of this
count and put back with what their trials say; the group reaches L where the count stays above 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.engine.deciding import Sides, TriedCells
from accord.engine.groups import Grouping
from accord.engine.tables import BoolArray, GradeArray, IntArray
from accord.engine.vocabulary import LEVELS


@dataclass(frozen=True)
class TouchedGroups:
    """Pairs of groups and interactions in which at least one member pair was tried.

    `first`, `second` and `column` have one entry per touched cell, the group levels are [reading, cells].
    """

    first: IntArray
    second: IntArray
    column: IntArray
    untried: GradeArray
    tried: GradeArray
    without_issues: GradeArray
    succeeded: BoolArray

    @property
    def refuted(self) -> BoolArray:
        """Where an issue makes the level lower than without trials, in either reading."""
        lowered = (self.tried < self.untried) & (self.tried < self.without_issues)
        return np.asarray(lowered.any(axis=0), bool)


def in_columns(cells: TriedCells, columns: IntArray, interactions: int) -> tuple[TriedCells, IntArray]:
    """The cells of the wanted interactions, and which column each belongs to."""
    column_of = np.full(interactions, -1, np.int64)
    column_of[columns] = np.arange(len(columns))
    kept = cells.where(column_of[cells.interaction] >= 0)
    return kept, column_of[kept.interaction]


def columns_of(sides: Sides, columns: IntArray) -> Sides:
    """The sides in the wanted interactions only."""
    return Sides(
        sides.give[:, :, columns],
        sides.take[:, :, columns],
        sides.plays_give[:, columns],
        sides.plays_take[:, columns],
    )


def touched_groups(
    grouping: Grouping, sides: Sides, cells: TriedCells, columns: IntArray, directed: bool
) -> TouchedGroups:
    """Group levels wherever a trial touches them; `sides` and `columns` are those of the scope."""
    cell, first, second = grouping.pairs_of(cells.a, cells.b, sides.give.shape[1])
    width = sides.give.shape[2]
    key = (first * len(grouping) + second) * width + columns[cell]
    touched, belongs = np.unique(key, return_inverse=True)
    pair, column = np.divmod(touched, max(width, 1))
    first, second = np.divmod(pair, max(len(grouping), 1))
    levels = np.zeros((3, 2, len(touched)), np.int8)
    if not len(touched):
        return TouchedGroups(first, second, column, levels[0], levels[1], levels[2], np.zeros(0, bool))
    variants = [array[:, cell] for array in (cells.untried, cells.tried, cells.without_issues)]
    for level in LEVELS:
        untried = _pairs_reaching(grouping, sides, level, directed)(first, second, column)
        for reading in range(2):
            reaching = [belongs[variant[reading] >= level] for variant in variants]
            counts = [np.bincount(found, minlength=len(touched)) for found in reaching]
            for place, count in enumerate(counts):
                levels[place, reading] += untried[reading] - counts[0] + count > 0
    succeeded = np.bincount(belongs[cells.succeeded[cell]], minlength=len(touched)) > 0
    return TouchedGroups(first, second, column, levels[0], levels[1], levels[2], succeeded)


class _PairCount:
    """Counts the member pairs of two groups that reach a level without trials."""

    def __init__(self, give: IntArray, take: IntArray, both: IntArray | None) -> None:
        self.give, self.take, self.both = give, take, both

    def __call__(self, first: IntArray, second: IntArray, column: IntArray) -> IntArray:
        found = self.give[:, first, column] * self.take[:, second, column]
        if self.both is not None:
            found += self.take[:, first, column] * self.give[:, second, column]
            found -= self.both[:, first, column] * self.both[:, second, column]
        return found


def _pairs_reaching(grouping: Grouping, sides: Sides, level: int, directed: bool) -> _PairCount:
    give, take = sides.give >= level, sides.take >= level
    both = None if directed else grouping.count(give & take)
    return _PairCount(grouping.count(give), grouping.count(take), both)
