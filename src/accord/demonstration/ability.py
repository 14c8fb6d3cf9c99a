"""How well something implements a standard or plays a role, as a number around zero, and what it lets its owner say.

ability = nation's maturity + the make's own strengths - how hard the thing is. It is a latent number that exists
only here; nobody sees it. Equal makes differ by their nation alone, so neighbours with shared equipment are alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from accord.claims.rules import Grade
from accord.demonstration.chance import Chance
from accord.demonstration.tables import Nation

_MATURITY_WEIGHT, _MIDDLE = 3.0, 0.34
_OF_MAKE, _OF_PART, _OF_NATION = 0.3, 0.55, 0.4
_HARD_NEW = 0.5  # what a newly proposed edition costs
_DECLARES, _PLANS, _DENIES = -0.75, -1.25, -1.6
_PROVABLE = -0.35  # an evaluation confirms what is at least so good
_SILENCE, _SILENCE_OF_IMMATURE = 0.02, 0.10


@dataclass(frozen=True)
class Ability:
    """What holds for one make (or 'nation', 'unit') of one nation and one standard or interaction."""

    strength: float
    silent: bool

    @property
    def own_grade(self) -> Grade | None:
        """What the owner says; None where it says nothing."""
        if self.silent or self.strength <= _DENIES:
            return None
        if self.strength > _DECLARES:
            return Grade.DECLARED
        return Grade.PLANNED if self.strength > _PLANS else Grade.NONE

    @property
    def is_provable(self) -> bool:
        """Whether an evaluation or a trial would confirm it."""
        return self.own_grade is Grade.DECLARED and self.strength > _PROVABLE


class Abilities:
    """Abilities of a coalition."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._found: dict[tuple[str, str, str], Ability] = {}

    def of(self, nation: Nation, make: str, subject: str, newness: float = 0.0) -> Ability:
        """Of one make on one standard or interaction; `newness` 0..1 is how new that is."""
        key = (nation.code, make, subject)
        if key not in self._found:
            self._found[key] = Ability(
                self._strength(nation, make, subject, newness), self._silent(nation, key)
            )
        return self._found[key]

    def _strength(self, nation: Nation, make: str, subject: str, newness: float) -> float:
        drift = self._chance.drift
        return (
            _MATURITY_WEIGHT * (nation.maturity - _MIDDLE)
            + _OF_MAKE * drift("make", make)
            + _OF_PART * drift("part", make, subject)
            + _OF_NATION * drift("nation", nation.code, subject)
            - _HARD_NEW * newness
        )

    def _silent(self, nation: Nation, key: tuple[str, str, str]) -> bool:
        return self._chance.happens(_SILENCE + _SILENCE_OF_IMMATURE * (1 - nation.maturity), "silent", *key)
