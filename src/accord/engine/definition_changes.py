"""Blockers and smallest changes read slowly: every set of changes is tried, the smallest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TypeAlias

from accord.engine.definition import GIVING, TAKING, Definition

Key: TypeAlias = tuple[str, str, str]
"""What is blocked, or changed: (participant, part, standard or interaction)."""

LIMIT = {"success": 4, "limited": 3, "issue": 1}
CERTAIN = {"success": 4, "limited": 3, "issue": 0}


@dataclass(frozen=True)
class Way:
    """One assignment of roles with its blockers and its lightest set of changes."""

    giver: str
    taker: str
    blockers: frozenset[Key]
    changes: tuple[Key, ...]
    weight: tuple[float, ...]


class Question:
    """One interaction and level, asked of a definition."""

    def __init__(
        self, definition: Definition, interaction: str, level: int, costs: Mapping[tuple[str, str], float]
    ) -> None:
        self.definition = definition
        self.interaction = interaction
        self.level = level
        self.costs = costs
        self.way = cache(self._way)
        self.lightest = cache(self._lightest)

    def ways(self, a: str, b: str) -> list[Way]:
        """Both assignments of an exchange, the one of a collaboration."""
        orders = [(a, b)] if self.definition.kind[self.interaction] == "collaboration" else [(a, b), (b, a)]
        return [self.way(giver, taker) for giver, taker in orders]

    def best_pair(self, first: list[str], second: list[str]) -> tuple[str, str]:
        """The member pair with the lightest change, then the first by name."""
        pairs = [(a, b) for a in first for b in second]
        return min(pairs, key=lambda pair: (min(way.weight for way in self.ways(*pair)), pair))

    def best_change(self, a: str, b: str) -> tuple[Key, ...]:
        """The lightest change over the assignments, then the first by name."""
        return min(self.ways(a, b), key=lambda way: (way.weight, way.changes)).changes

    def _way(self, giver: str, taker: str) -> Way:
        """One assignment."""
        trial = self.definition.held_trial(giver, taker, self.interaction)
        kind = self.definition.kind[self.interaction]
        sides = ((giver, GIVING[kind]), (taker, TAKING[kind]))
        blockers = frozenset[Key]().union(*(self.blocked(who, role) for who, role in sides))
        if trial is not None and (
            LIMIT[trial["result"]] < self.level or CERTAIN[trial["result"]] >= self.level
        ):
            blockers = frozenset(
                (who, "role", self.interaction)
                for who, role in sides
                if not self.definition.plays(who, self.interaction, role)
            )
        if trial is not None and LIMIT[trial["result"]] < self.level:
            blockers |= {(giver, "trial", self.interaction)}
        changes = self.lightest(blockers)
        return Way(giver, taker, blockers, changes, self.weight(changes, blockers))

    def blocked(self, participant: str, role: str) -> frozenset[Key]:
        """The role and the mandatory standards of one participant that are below the level."""
        found = {
            (participant, "standard", standard)
            for standard in self.definition.needed(self.interaction, role)
            if self.definition.proven_and_possible(participant, standard)[0] < self.level
        }
        if (self.definition.role_grade(participant, self.interaction, role) or 0) < self.level:
            found.add((participant, "role", self.interaction))
        return frozenset(found)

    def settles(self, change: Key, blocker: Key) -> bool:
        """Whether a change removes a blocker: it is the same, or a newer edition of the standard."""
        if change == blocker:
            return True
        same = change[:2] == blocker[:2] and change[1] == "standard"
        return same and change[2] in self.definition.newer(blocker[2])

    def _lightest(self, blockers: frozenset[Key]) -> tuple[Key, ...]:
        """Of all sets of changes that remove every blocker, the lightest, then the first by name."""
        candidates = sorted(
            blockers
            | {
                (participant, "standard", newer)
                for participant, part, name in blockers
                if part == "standard"
                for newer in self.definition.newer(name)
            }
        )
        for size in range(len(candidates) + 1):
            complete = [
                chosen
                for chosen in combinations(candidates, size)
                if all(any(self.settles(one, blocker) for one in chosen) for blocker in blockers)
            ]
            if complete:
                return min(complete, key=lambda chosen: (self.weight(chosen, blockers), chosen))
        return ()

    def weight(self, changes: tuple[Key, ...] | list[Key], blockers: frozenset[Key]) -> tuple[float, ...]:
        """How many changes, how many without a known cost, their cost, how many not on a required edition."""
        costs = [self.costs.get((participant, name)) for participant, _, name in changes]
        substitutes = sum(
            part == "standard" and (who, part, name) not in blockers for who, part, name in changes
        )
        known = sum(cost for cost in costs if cost is not None)
        return len(changes), sum(cost is None for cost in costs), known, substitutes
