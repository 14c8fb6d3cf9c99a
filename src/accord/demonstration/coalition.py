"""The demonstration coalition, from a size, a seed, a day and the catalogue: the same four give the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from accord.claims.rules import Grade, Statement
from accord.demonstration.ability import Abilities
from accord.demonstration.catalogue import Catalogue
from accord.demonstration.chance import Chance
from accord.demonstration.evidence import evidence
from accord.demonstration.exercises import exercises
from accord.demonstration.forces import force_trees, versions
from accord.demonstration.holdings import Holders, Holding, standard_stories
from accord.demonstration.makes import Market
from accord.demonstration.releases import Audiences, circles, drawn_reach, narrowed, released
from accord.demonstration.roles import Casting, Part, generations_of, participants, role_stories
from accord.demonstration.rows import (
    ClaimRow,
    ElementRow,
    EvidenceRow,
    Reach,
    RoleRow,
    TrialRow,
    VersionRow,
)
from accord.demonstration.stories import Storyteller
from accord.demonstration.tables import Nation, nations, system_titles
from accord.demonstration.trials import Trialling, sides_of

T = TypeVar("T")

_WITHDRAWAL_NOTE = "Withdrawn: the equipment leaves service."


@dataclass(frozen=True)
class Size:
    """How much to make. Claims on standards come within a twentieth of `claims`; the other totals are exact."""

    name: str
    nations: int
    units: int
    systems: int
    claims: int
    trials: int


FULL = Size("full", nations=24, units=400, systems=1_500, claims=60_000, trials=4_000)
SMALL = Size("small", nations=6, units=40, systems=120, claims=5_400, trials=200)
SIZES = {size.name: size for size in (SMALL, FULL)}


@dataclass(frozen=True)
class Coalition:
    """All rows. `audiences` names, for each nation and circle, the parties besides itself."""

    nations: tuple[Nation, ...]
    audiences: Audiences
    elements: tuple[ElementRow, ...]
    versions: tuple[VersionRow, ...]
    claims: tuple[ClaimRow, ...]
    roles: tuple[RoleRow, ...]
    evidence: tuple[EvidenceRow, ...]
    trials: tuple[TrialRow, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        names = ("nations", "elements", "versions", "claims", "roles", "evidence", "trials")
        return {name: len(getattr(self, name)) for name in names}


Told = list[tuple[Holding, list[Statement]]]


def coalition(size: Size, seed: int, today: date, catalogue: Catalogue) -> Coalition:
    """Make the rows of a coalition as of `today`. Nothing but the arguments decides them."""
    chance, chosen = Chance(seed), nations()[: size.nations]
    maker = _Maker(chance, today, catalogue, chosen)
    trees = force_trees(chance, chosen, units=size.units, systems=size.systems)
    trees = {nation.code: released(chance, nation, trees[nation.code]) for nation in chosen}
    told = {nation.code: maker.told(nation, trees[nation.code]) for nation in chosen}
    claims = maker.claims({code: standards for code, (_, standards) in told.items()}, size.claims)
    roles = tuple(row for code, (parts, _) in told.items() for row in maker.roles(code, parts))
    audiences = {nation.code: circles(chance, nation, chosen) for nation in chosen}
    sides, held = sides_of(roles, trees), exercises(today)
    return Coalition(
        nations=chosen,
        audiences=audiences,
        elements=tuple(element for tree in trees.values() for element in tree),
        versions=tuple(versions(chance, trees, today)),
        claims=claims,
        roles=roles,
        evidence=tuple(evidence(chance, claims)),
        trials=Trialling(chance, catalogue, chosen, sides, audiences, held).trials(size.trials),
    )


class _Maker:
    """Lets each nation tell what it plays and holds, and writes it down as rows."""

    def __init__(self, chance: Chance, today: date, catalogue: Catalogue, chosen: Sequence[Nation]) -> None:
        self._chance = chance
        self._catalogue = catalogue
        self._nations = {nation.code: nation for nation in chosen}
        generations = generations_of(Market(chance, tuple(chosen)), tuple(system_titles()))
        self._casting = Casting(chance, catalogue, generations)
        self._teller = Storyteller(chance, today, tuple(exercise.first_day for exercise in exercises(today)))
        self._abilities = Abilities(chance)

    def told(
        self, nation: Nation, tree: Sequence[ElementRow]
    ) -> tuple[list[tuple[Part, list[Statement]]], Told]:
        """What the nation says over time about its roles and about the standards that these need."""
        parts = [part for participant in participants(tree) for part in self._casting.parts(participant)]
        shared = (self._teller, self._abilities, self._catalogue, nation)
        played = list(role_stories(*shared, parts))
        holdings = Holders(self._chance, self._catalogue, nation, tree).holdings([part for part, _ in played])
        return played, list(standard_stories(*shared, holdings))

    def claims(self, told: Mapping[str, Told], target: int) -> tuple[ClaimRow, ...]:
        """Claims of all nations; superseded plans bring their number up to the target."""
        stories = [
            (code, holding, statements)
            for code, of_nation in told.items()
            for holding, statements in of_nation
        ]
        missing = target - sum(len(statements) for *_, statements in stories)
        share = missing / len(stories)
        rows: list[ClaimRow] = []
        for code, holding, statements in stories:
            element = holding.element.code if holding.element else ""
            key = (code, element, holding.standard)
            begins = statements[0].grade != Grade.PLANNED and self._chance.happens(share, "had a plan", *key)
            earlier = [self._teller.earlier(statements, *key)] if begins else []
            reach = self._reach(self._nations[code], holding.element, *key)
            rows += [self._claim(key, statement, reach) for statement in (*earlier, *statements)]
        return tuple(rows)

    def _claim(self, key: tuple[str, str, str], statement: Statement, reach: Reach) -> ClaimRow:
        note = _WITHDRAWAL_NOTE if statement.withdrawn_on else ""
        return ClaimRow(*key, statement, _reach_of(statement, reach), note)

    def roles(self, code: str, played: Iterable[tuple[Part, list[Statement]]]) -> Iterable[RoleRow]:
        """Role claims of one nation."""
        for part, statements in played:
            key = (code, part.element.code, part.interaction, part.role)
            reach = narrowed(self._chance, part.element.reach, "role", *key)
            for statement in statements:
                yield RoleRow(*key, statement, _reach_of(statement, reach))

    def _reach(self, nation: Nation, element: ElementRow | None, *key: object) -> Reach:
        if element is None:
            return drawn_reach(self._chance, nation, "claim", *key)
        return narrowed(self._chance, element.reach, "claim", *key)


def _reach_of(statement: Statement, reach: Reach) -> Reach:
    """Whoever confirmed a claim sees it."""
    return max(reach, Reach.STAFF) if statement.grade >= Grade.EVALUATED else reach
