"""Which standards nations, units and systems speak about: what their roles need, held where it belongs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accord.claims.rules import Statement
from accord.demonstration.ability import Abilities
from accord.demonstration.catalogue import Catalogue
from accord.demonstration.chance import Chance
from accord.demonstration.roles import Part
from accord.demonstration.rows import ElementRow
from accord.demonstration.stories import Storyteller
from accord.demonstration.tables import Nation
from accord.forces.rules import ElementKind

_MENTIONED = {"mandatory": 1.0, "conditional": 0.7, "recommended": 0.6, "optional": 0.4}
_OVERLOOKED = 0.04  # a single system's statement is missing although its make has it
_UNIT_OWN_WAYS = 0.3  # units that speak for themselves about doctrine and procedures
_SYSTEM_OWN_WAYS = 0.2
_UNIT_FOR_ALL = 0.14  # technical standards that a unit states for all its systems
_STATED_BY_UNIT_ALONE = 0.65


@dataclass(frozen=True)
class Holding:
    """Somebody who speaks about a standard; `element` None is the nation. `make` says whose strengths count."""

    element: ElementRow | None
    make: str
    standard: str


class Holders:
    """Decides who speaks about what in one nation."""

    def __init__(
        self, chance: Chance, catalogue: Catalogue, nation: Nation, tree: Sequence[ElementRow]
    ) -> None:
        self._chance = chance
        self._catalogue = catalogue
        self._nation = nation
        self._tree = {element.code: element for element in tree}

    def holdings(self, parts: Sequence[Part]) -> Iterator[Holding]:
        """All holdings that the parts call for, each once: of the nation, of units, of systems."""
        needs = self._needs(parts)
        in_units: dict[str, Counter[str]] = {}
        for code, standards in needs.items():
            element = self._tree[code]
            unit = element.parent if element.kind is ElementKind.SYSTEM else code
            in_units.setdefault(unit, Counter()).update(standards)
        for standard in sorted({standard for standards in needs.values() for standard in standards}):
            if self._catalogue.is_held_by_nations(standard):
                yield Holding(None, "nation", standard)
        for_all = set()
        for unit, counted in in_units.items():
            for holding in self._of_unit(self._tree[unit], counted):
                for_all.add((unit, holding.standard))
                yield holding
        for code, standards in needs.items():
            if self._tree[code].kind is ElementKind.SYSTEM:
                yield from self._of_system(self._tree[code], standards, for_all)

    def _needs(self, parts: Sequence[Part]) -> Mapping[str, list[str]]:
        found: dict[str, dict[str, None]] = {}
        for part in parts:
            mentioned = found.setdefault(part.element.code, {})
            for line in self._catalogue.needed[part.interaction, part.role]:
                if self._happens(
                    _MENTIONED.get(line.obligation, 0.0), "mentioned", part.element.make, line.standard
                ):
                    mentioned[line.standard] = None
        return {code: sorted(standards) for code, standards in found.items()}

    def _of_unit(self, unit: ElementRow, counted: Counter[str]) -> Iterator[Holding]:
        for standard, uses in sorted(counted.items()):
            own_ways = self._catalogue.is_held_by_nations(standard)
            share = _UNIT_OWN_WAYS if own_ways else _UNIT_FOR_ALL if uses > 1 else 0.0
            if not own_ways and self._speaks_for_itself(unit):
                share = 1.0
            if self._happens(share, "unit speaks", unit.code, standard):
                yield Holding(unit, "nation" if own_ways else f"unit {unit.type}", standard)

    def _speaks_for_itself(self, unit: ElementRow) -> bool:
        return not any(element.parent == unit.code for element in self._tree.values())

    def _of_system(
        self, system: ElementRow, standards: Sequence[str], for_all: set[tuple[str, str]]
    ) -> Iterator[Holding]:
        for standard in standards:
            share = _SYSTEM_OWN_WAYS if self._catalogue.is_held_by_nations(standard) else 1 - _OVERLOOKED
            if (system.parent, standard) in for_all:
                share *= 1 - _STATED_BY_UNIT_ALONE
            if self._happens(share, "system speaks", system.code, standard):
                yield Holding(system, f"{system.type} {system.make}", standard)

    def _happens(self, share: float, *subject: object) -> bool:
        return self._chance.happens(share, self._nation.code, *subject)


def standard_stories(
    teller: Storyteller,
    abilities: Abilities,
    catalogue: Catalogue,
    nation: Nation,
    holdings: Iterator[Holding],
) -> Iterator[tuple[Holding, list[Statement]]]:
    """What is said about each holding over time; those about which nothing is said are left out."""
    for holding in holdings:
        code = holding.element.code if holding.element else ""
        ability = abilities.of(nation, holding.make, holding.standard, catalogue.newness[holding.standard])
        # Doctrine is assessed publication by publication, equipment all at once.
        proofs = teller.proofs(nation, code or holding.standard)
        if told := teller.story(ability, proofs, nation.code, code, holding.standard):
            yield holding, told
