"""Participants gathered into units, nations or the two sides of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from accord.engine.checked import Forces
from accord.engine.tables import BoolArray, IntArray

Values = TypeVar("Values", bound=np.generic)


@dataclass(frozen=True)
class Grouping:
    """Named groups of participants, one after the other in `members`; group g owns starts[g]:starts[g + 1].

    `paired` says which groups can be paired: those that share no participant, [groups, groups].
    """

    names: tuple[str, ...]
    members: IntArray
    starts: IntArray
    paired: BoolArray

    def __len__(self) -> int:
        return len(self.names)

    def members_of(self, group: int) -> IntArray:
        """The participants of one group."""
        return self.members[self.starts[group] : self.starts[group + 1]]

    def best(self, values: NDArray[Values]) -> NDArray[Values]:
        """The maximum over the members, 0 for a group without any; [..., participants, i] -> [..., groups, i]."""
        shape = (*values.shape[:-2], len(self), values.shape[-1])
        found = np.zeros(shape, values.dtype)
        filled = np.flatnonzero(np.diff(self.starts))
        if len(filled):
            gathered = values[..., self.members, :]
            found[..., filled, :] = np.maximum.reduceat(gathered, self.starts[filled], axis=-2)
        return found

    def count(self, flags: BoolArray) -> IntArray:
        """How many members are flagged; [..., participants, i] -> [..., groups, i]."""
        found = np.zeros((*flags.shape[:-2], len(self), flags.shape[-1]), np.int64)
        filled = np.flatnonzero(np.diff(self.starts))
        if len(filled):
            gathered = flags[..., self.members, :]
            found[..., filled, :] = np.add.reduceat(gathered, self.starts[filled], axis=-2, dtype=np.int64)
        return found

    def pairs_of(self, a: IntArray, b: IntArray, participants: int) -> tuple[IntArray, IntArray, IntArray]:
        """Every pair of groups, one with a[k] and the other with b[k], that can be paired: (k, first, second)."""
        groups = np.repeat(np.arange(len(self)), np.diff(self.starts))
        order = np.argsort(self.members, kind="stable")
        groups = groups[order]
        degree = np.bincount(self.members, minlength=participants)
        start = np.concatenate([[0], np.cumsum(degree)])
        total = degree[a] * degree[b]
        cell = np.repeat(np.arange(len(a)), total)
        within = np.arange(len(cell)) - np.repeat(np.cumsum(total) - total, total)
        first = groups[start[a[cell]] + within // degree[b[cell]]]
        second = groups[start[b[cell]] + within % degree[b[cell]]]
        apart = self.paired[first, second]
        return cell[apart], first[apart], second[apart]


def grouping(names: Sequence[str], groups: Sequence[IntArray], paired: BoolArray) -> Grouping:
    """Groups from lists of members."""
    starts = np.concatenate([[0], np.cumsum([len(group) for group in groups])]).astype(np.int64)
    members = np.concatenate([*groups, np.zeros(0, np.int64)]).astype(np.int64)
    return Grouping(tuple(names), members, starts, paired)


def participant_grouping(forces: Forces) -> Grouping:
    """Each participant by itself."""
    size = len(forces.participants)
    return Grouping(
        forces.participants.names, np.arange(size), np.arange(size + 1), ~np.eye(size, dtype=bool)
    )


def nation_grouping(forces: Forces) -> Grouping:
    """All participants of each nation."""
    members = [np.flatnonzero(forces.nation_of == nation) for nation in range(len(forces.nations))]
    return grouping(forces.nations.names, members, ~np.eye(len(forces.nations), dtype=bool))


def unit_grouping(forces: Forces) -> Grouping:
    """All participants of each unit and of the units below it; a unit overlaps those below and above it."""
    size = len(forces.units)
    within = np.zeros((size, len(forces.participants)), np.float32)
    unit, participants = forces.unit_of, np.arange(len(forces.participants))
    while (unit >= 0).any():
        participants, unit = participants[unit >= 0], unit[unit >= 0]
        within[unit, participants] = 1
        unit = forces.parent_of[unit]
    paired = (within @ within.T == 0) & ~np.eye(size, dtype=bool)
    return grouping(forces.units.names, [np.flatnonzero(row) for row in within], paired)


def members_by_name(forces: Forces, units: Grouping, nations: Grouping, name: str) -> IntArray | None:
    """The participants that a name stands for: a participant, else a unit, else a nation; None if unknown."""
    if name in forces.participants.position:
        return np.array([forces.participants.position[name]])
    if name in forces.units.position:
        return units.members_of(forces.units.position[name])
    if name in forces.nations.position:
        return nations.members_of(forces.nations.position[name])
    return None


def two_sides(names: tuple[str, str], first: IntArray, second: IntArray) -> Grouping:
    """The two sides of a question about a pair; the caller has refused sides that overlap."""
    paired = np.array([[False, True], [True, False]])
    return grouping(names, [first, second], paired)
