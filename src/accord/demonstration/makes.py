"""Makes of equipment: what a maker offers, and which make each nation bought. Neighbours often bought the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.demonstration.catalogue import PROPOSED_EDITION
from accord.demonstration.chance import Chance
from accord.demonstration.tables import Nation

MAKERS = ("Ostrel", "Talmir", "Quendar", "Brivane", "Sornel", "Havick", "Lumeck", "Zardel")
_OFFERED = 5  # makes of each kind of system
_FAVOURITE, _NEXT_DOOR = 0.6, 0.82  # cumulative: the region's favourite, that of a region across the border
_SECOND_MAKE = 0.25


class Generation(StrEnum):
    """How old a make is; it decides which editions of an interaction it takes part in."""

    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


_GENERATIONS = {Generation.OLDER: 0.28, Generation.CURRENT: 0.47, Generation.NEWER: 0.25}
_OTHER_EDITIONS = 1.0
_EDITIONS = {
    Generation.OLDER: {"Spiral 3": 1.0, "Spiral 4": 0.85, PROPOSED_EDITION: 0.0},
    Generation.CURRENT: {"Spiral 3": 0.35, "Spiral 4": 1.0, PROPOSED_EDITION: 0.45},
    Generation.NEWER: {"Spiral 3": 0.1, "Spiral 4": 1.0, PROPOSED_EDITION: 1.0},
}


@dataclass(frozen=True)
class Make:
    """What one maker sells as one kind of system. Equal makes implement alike."""

    type: str
    maker: str
    mark: int
    generation: Generation

    @property
    def name(self) -> str:
        """As in the names of systems, such as `Ostrel 4`."""
        return f"{self.maker} {self.mark}"


def edition_share(generation: Generation, edition: str) -> float:
    """How many of the interactions of an edition a make of this generation offers, 0..1."""
    return _EDITIONS[generation].get(edition, _OTHER_EDITIONS)


class Market:
    """Who sells what, and who bought it."""

    def __init__(self, chance: Chance, nations: tuple[Nation, ...]) -> None:
        self._chance = chance
        self._regions = {nation.code: nation.region for nation in nations}

    def offers(self, kind: str) -> list[Make]:
        """All makes of one kind of system."""
        makers = self._chance.shuffled(MAKERS, "makers", kind)[:_OFFERED]
        return [self._make(kind, maker) for maker in makers]

    def bought(self, nation: Nation, kind: str, copy: int) -> Make:
        """The make of the nation's `copy`-th system of this kind (from 0)."""
        has_second = self._chance.happens(_SECOND_MAKE, "second make", nation.code, kind)
        if has_second and copy % 3 == 2:
            return self._chance.pick(self.offers(kind), "second choice", nation.code, kind)
        return self._first_choice(nation, kind)

    def _first_choice(self, nation: Nation, kind: str) -> Make:
        luck = self._chance.share("choice", nation.code, kind)
        if luck < _FAVOURITE:
            return self._favourite(nation.region, kind)
        across = sorted({self._regions.get(code, nation.region) for code in nation.borders} - {nation.region})
        if luck < _NEXT_DOOR and across:
            return self._favourite(self._chance.pick(across, "across", nation.code, kind), kind)
        return self._chance.pick(self.offers(kind), "own choice", nation.code, kind)

    def _favourite(self, region: str, kind: str) -> Make:
        return self._chance.pick(self.offers(kind), "favourite", region, kind)

    def _make(self, kind: str, maker: str) -> Make:
        generation = self._chance.weighed(_GENERATIONS, "generation", kind, maker)
        return Make(kind, maker, self._chance.whole(2, 9, "mark", kind, maker), generation)
