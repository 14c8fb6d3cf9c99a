"""What the generator must know of the catalogue: interactions, their roles, and the standards each role needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

# Published ways of thinking and working bind a whole nation; the rest is built into units and systems.
HELD_BY_NATIONS = ("doctrine", "procedure")
# Published as a proposal only: few take part in it yet.
PROPOSED_EDITION = "Spiral 5"


@dataclass(frozen=True)
class Interaction:
    """One interaction; `edition` names the specification that it comes from."""

    code: str
    kind: str
    family: str
    edition: str


@dataclass(frozen=True)
class Requirement:
    """One standard that an interaction asks of a role."""

    interaction: str
    role: str
    standard: str
    obligation: str


@dataclass(frozen=True)
class Catalogue:
    """The catalogue as plain tables; `dimensions` gives each standard's dimension."""

    interactions: tuple[Interaction, ...]
    requirements: tuple[Requirement, ...]
    dimensions: Mapping[str, str]

    @cached_property
    def by_code(self) -> dict[str, Interaction]:
        """Interactions by code."""
        return {interaction.code: interaction for interaction in self.interactions}

    @cached_property
    def families(self) -> dict[str, tuple[Interaction, ...]]:
        """Interactions of each family, by code."""
        ordered = sorted(self.interactions, key=lambda interaction: interaction.code)
        return _grouped((interaction.family, interaction) for interaction in ordered)

    @cached_property
    def roles(self) -> dict[str, frozenset[str]]:
        """The roles in which an interaction asks for something."""
        found = _grouped((line.interaction, line.role) for line in self.requirements)
        return {code: frozenset(roles) for code, roles in found.items()}

    @cached_property
    def needed(self) -> dict[tuple[str, str], tuple[Requirement, ...]]:
        """Requirements by interaction and role, all obligations."""
        return _grouped(((line.interaction, line.role), line) for line in self.requirements)

    @cached_property
    def newness(self) -> dict[str, float]:
        """For each standard, the share of its uses that belong to the newest, only proposed edition."""
        uses = _grouped(
            (line.standard, self.by_code[line.interaction].edition == PROPOSED_EDITION)
            for line in self.requirements
        )
        return {standard: sum(new) / len(new) for standard, new in uses.items()}

    def is_held_by_nations(self, standard: str) -> bool:
        """Whether a nation as a whole adopts this standard, rather than building it into something."""
        return self.dimensions[standard] in HELD_BY_NATIONS


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
