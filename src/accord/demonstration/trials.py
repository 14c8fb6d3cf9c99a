"""Trials between systems of two nations, over interactions in which their roles fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import combinations

from accord.demonstration.catalogue import Catalogue
from accord.demonstration.chance import Chance
from accord.demonstration.exercises import Exercise, day_of
from accord.demonstration.releases import Audiences, narrowed
from accord.demonstration.rows import ElementRow, Reach, RoleRow, TrialRow
from accord.demonstration.tables import Nation
from accord.forces.rules import ElementKind

_NEAR, _FAR = 4.0, 1.0
_RESULTS = {"success": 0.75, "limited": 0.16, "issue": 0.04, "not tested": 0.05}
# When two makes do not get on, all systems of both nations are tried before anybody gives up.
_STUBBORN, _LONGEST_SERIES = 0.8, 16
_RECENT = 4  # exercises in which such series were run
_LAPSES = 0.4  # trials whose result was agreed for two years only
_AGREED = timedelta(days=730)
_SLOTS = 90
_TRIES = 8  # drawn subjects for each trial wanted; most draws find nothing in common
_REMARKS = {
    "success": ("All test steps passed.", "Passed after one repetition.", ""),
    "limited": ("Passed with manual steps in between.", "Only a part of the content arrived.", ""),
    "issue": (
        "Messages were refused by the receiving side.",
        "No connection could be held.",
        "Content arrived changed.",
    ),
    "not tested": ("Time ran out.", "One side arrived without its system."),
}

# (nation, interaction, role) -> the systems that play it
Sides = Mapping[tuple[str, str, str], Sequence[ElementRow]]


@dataclass(frozen=True)
class Matter:
    """What is tried: an interaction between two nations, of which the first provides."""

    number: int
    giving: str
    taking: str
    interaction: str


@dataclass(frozen=True)
class Trialling:
    """Decides who tried what with whom, when, and how it ended."""

    chance: Chance
    catalogue: Catalogue
    nations: Sequence[Nation]
    sides: Sides
    audiences: Audiences
    held: Sequence[Exercise]

    def trials(self, count: int) -> tuple[TrialRow, ...]:
        """`count` trials, all different; fewer only where the nations have too little in common."""
        found: dict[tuple[object, ...], TrialRow] = {}
        for number in range(count * _TRIES):
            for trial in self._about(self._matter(number)):
                found.setdefault((trial.a, trial.b, trial.interaction, trial.held_on), trial)
            if len(found) >= count:
                break
        return tuple(found.values())[:count]

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], float]:
        return {
            (one.code, other.code): (_NEAR if one.is_near(other) else _FAR) * (one.maturity + other.maturity)
            for one, other in combinations(self.nations, 2)
        }

    @cached_property
    def _interactions(self) -> list[str]:
        return sorted(self.catalogue.by_code)

    def _matter(self, number: int) -> Matter:
        pair = self.chance.weighed(self._pairs, "pair", number)
        giving, taking = self.chance.shuffled(pair, "direction", number)
        return Matter(number, giving, taking, self.chance.pick(self._interactions, "interaction", number))

    def _about(self, matter: Matter) -> Iterator[TrialRow]:
        fitting = self._fitting(matter)
        if not fitting:
            return
        result = self.chance.weighed(_RESULTS, "result", matter.number)
        if result == "issue" and self.chance.happens(_STUBBORN, "stubborn", matter.number):
            turned = Matter(matter.number, matter.taking, matter.giving, matter.interaction)
            series = {*fitting, *self._fitting(turned)}
            if len(series) <= _LONGEST_SERIES:
                held = self.held[:_RECENT]
                yield from (self._trial(matter, a, b, result, held) for a, b in sorted(series, key=_names))
                return
        yield self._trial(matter, *self.chance.pick(fitting, "systems", matter.number), result, self.held)

    def _fitting(self, matter: Matter) -> list[tuple[ElementRow, ElementRow]]:
        """Pairs of systems whose roles fit; nobody tries a system with somebody from whom it is kept."""
        together = self.catalogue.by_code[matter.interaction].kind == "collaboration"
        gives, takes = ("peer", "peer") if together else ("provider", "consumer")
        return [
            (a, b)
            for a in self._shown(matter.giving, matter.interaction, gives, to=matter.taking)
            for b in self._shown(matter.taking, matter.interaction, takes, to=matter.giving)
        ]

    def _shown(self, nation: str, interaction: str, role: str, *, to: str) -> Iterator[ElementRow]:
        for system in self.sides.get((nation, interaction, role), ()):
            if system.reach is Reach.ALL or to in self.audiences[nation][system.reach]:
                yield system

    def _trial(
        self, matter: Matter, a: ElementRow, b: ElementRow, result: str, held: Sequence[Exercise]
    ) -> TrialRow:
        chance, number = self.chance, matter.number
        exercise = chance.pick(held, "exercise", number)
        day = day_of(exercise, chance.whole(0, _SLOTS, "slot", number))
        return TrialRow(
            a=a.key,
            b=b.key,
            interaction=matter.interaction,
            result=result,
            held_on=day,
            valid_until=day + _AGREED if chance.happens(_LAPSES, "lapses", number) else None,
            event=exercise.name,
            remark=chance.pick(_REMARKS[result], "remark", number),
            a_reach=narrowed(chance, a.reach, "trial a", number),
            b_reach=narrowed(chance, b.reach, "trial b", number),
        )


def _names(pair: tuple[ElementRow, ElementRow]) -> tuple[tuple[str, str], tuple[str, str]]:
    return pair[0].key, pair[1].key


def sides_of(roles: Sequence[RoleRow], trees: Mapping[str, Sequence[ElementRow]]) -> Sides:
    """Systems by nation, interaction and role in which they claim at least to plan to take part."""
    systems = {
        element.key: element
        for tree in trees.values()
        for element in tree
        if element.kind is ElementKind.SYSTEM
    }
    found: dict[tuple[str, str, str], dict[str, ElementRow]] = defaultdict(dict)
    for row in roles:
        if system := systems.get((row.nation, row.element)):
            found[row.nation, row.interaction, row.role][row.element] = system
    return {key: tuple(members.values()) for key, members in found.items()}
