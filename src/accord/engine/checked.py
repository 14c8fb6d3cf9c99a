"""The checked input of a model: names interned, words as codes, dates as day numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from accord.engine.tables import UNKNOWN, GradeArray, IntArray, Names

DATES = ("made_on", "target_on", "valid_until", "withdrawn_on")


@dataclass(frozen=True)
class Forces:
    """Who belongs to whom. Nodes are participants, then units, then nations, numbered in one sequence."""

    participants: Names
    units: Names
    nations: Names
    unit_of: IntArray  # [participants], -1 where the participant hangs directly under its nation
    nation_of: IntArray  # [participants]
    parent_of: IntArray  # [units], -1 for a unit without a parent
    nation_of_unit: IntArray  # [units]

    @cached_property
    def parent_node(self) -> IntArray:
        """The node directly above each node; -1 above a nation."""
        first_unit, first_nation = len(self.participants), len(self.participants) + len(self.units)
        above = np.where(self.unit_of >= 0, self.unit_of + first_unit, self.nation_of + first_nation)
        higher = np.where(
            self.parent_of >= 0, self.parent_of + first_unit, self.nation_of_unit + first_nation
        )
        return np.concatenate([above, higher, np.full(len(self.nations), UNKNOWN, np.int64)])


@dataclass(frozen=True)
class Dated:
    """Grades with the dates that decide whether and how far they count; rows as in the input table."""

    grade: GradeArray
    made_on: IntArray
    target_on: IntArray
    valid_until: IntArray
    withdrawn_on: IntArray


@dataclass(frozen=True)
class Claims:
    """Claims on standards: the holder as a node number."""

    holder: IntArray
    standard: IntArray
    dated: Dated


@dataclass(frozen=True)
class RoleClaims:
    """Claims to play a role in an interaction."""

    participant: IntArray
    interaction: IntArray
    role: IntArray
    dated: Dated


@dataclass(frozen=True)
class Trials:
    """Trials of two participants; in an exchange `a` provided and `b` consumed."""

    a: IntArray
    b: IntArray
    interaction: IntArray
    result: IntArray
    held_on: IntArray
    valid_until: IntArray
    stale_on: IntArray


@dataclass(frozen=True)
class Catalogue:
    """Interactions, what they require, and which edition stands for which."""

    interactions: Names
    kind: IntArray  # [interactions]
    standards: Names
    required_by: IntArray  # interaction of each mandatory requirement
    required_role: IntArray
    required: IntArray  # standard of each mandatory requirement
    newer: dict[int, tuple[int, ...]]  # standard -> all that may stand for it, transitively


@dataclass(frozen=True)
class Inputs:
    """All tables, checked."""

    forces: Forces
    catalogue: Catalogue
    claims: Claims
    roles: RoleClaims
    trials: Trials
    as_of: int
    clock: int

    @property
    def projecting(self) -> bool:
        """Whether plans that come due by the clock are counted."""
        return self.clock > self.as_of
