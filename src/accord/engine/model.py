"""The model: all tables of one viewer resolved for one date, ready to be asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accord.engine.checked import Inputs
from accord.engine.deciding import (
    LatestTrials,
    Sides,
    TriedCells,
    deciding_trials,
    directed_cells,
    latest_trials,
    sides_of,
    undirected_cells,
)
from accord.engine.errors import refusal
from accord.engine.grades import (
    Grades,
    LatestClaims,
    Readiness,
    latest_claims,
    resolve_grades,
    resolve_readiness,
)
from accord.engine.groups import (
    Grouping,
    members_by_name,
    nation_grouping,
    participant_grouping,
    two_sides,
    unit_grouping,
)
from accord.engine.inputs import Tables, read_inputs
from accord.engine.tables import Table

GROUPINGS = ("participant", "unit", "nation")


@dataclass(frozen=True)
class Model:
    """What follows from the tables on one date. Made by `build_model`, asked by the other functions."""

    as_of: date
    project_to: date | None
    inputs: Inputs
    latest: LatestClaims
    grades: Grades
    readiness: Readiness
    sides: Sides
    held: LatestTrials  # counting trials, whether or not the roles are claimed
    deciding: LatestTrials

    def names(self, by: str) -> tuple[str, ...]:
        """The participants, units or nations in the order of every array by that name."""
        return self.grouping(by).names

    @property
    def interactions(self) -> tuple[str, ...]:
        """All interactions, in order."""
        return self.inputs.catalogue.interactions.names

    @property
    def standards(self) -> tuple[str, ...]:
        """All standards that are required, claimed or succeeded, in order."""
        return self.inputs.catalogue.standards.names

    def grouping(self, by: str) -> Grouping:
        """Participants grouped as asked; raises `EngineInputError` for another word."""
        if by == "nation":
            return self.nations
        if by == "unit":
            return self.units
        if by == "participant":
            return self.participants
        raise refusal("unknown-word", "question", "by", by, f"is none of: {', '.join(GROUPINGS)}")

    @cached_property
    def participants(self) -> Grouping:
        """Each participant by itself."""
        return participant_grouping(self.inputs.forces)

    @cached_property
    def units(self) -> Grouping:
        """Participants by unit; a unit includes the units below it."""
        return unit_grouping(self.inputs.forces)

    @cached_property
    def nations(self) -> Grouping:
        """Participants by nation."""
        return nation_grouping(self.inputs.forces)

    @cached_property
    def directed(self) -> TriedCells:
        """Cells that a trial decides, per direction."""
        return directed_cells(self.sides, self.deciding)

    @cached_property
    def undirected(self) -> TriedCells:
        """Cells that a trial decides, the better direction counting."""
        return undirected_cells(self.sides, self.deciding)

    def tried(self, directed: bool) -> TriedCells:
        """The cells that a trial decides, for the kind of question."""
        return self.directed if directed else self.undirected

    def interaction_number(self, name: str) -> int:
        """Where an interaction stands; raises `EngineInputError` for an unknown one."""
        number = self.inputs.catalogue.interactions.position.get(name)
        if number is None:
            raise refusal(
                "unknown-name",
                "question",
                "interaction",
                name,
                "is not an interaction of the model; name one",
            )
        return number

    def participant_number(self, name: str) -> int:
        """Where a participant stands; raises `EngineInputError` for an unknown one."""
        number = self.inputs.forces.participants.position.get(name)
        if number is None:
            raise refusal(
                "unknown-name", "question", "participant", name, "is not a participant of the model; name one"
            )
        return number

    def sides_of(self, a: str, b: str) -> Grouping:
        """The two parties of a question; raises `EngineInputError` when unknown or overlapping."""
        members = []
        for column, name in (("a", a), ("b", b)):
            found = members_by_name(self.inputs.forces, self.units, self.nations, name)
            if found is None:
                text = "is no participant, unit or nation of the model; name one"
                raise refusal("unknown-name", "question", column, name, text)
            members.append(found)
        if a == b or set(members[0].tolist()) & set(members[1].tolist()):
            text = f"shares a participant with {a}; name two parties that are apart"
            raise refusal("shared-participant", "question", "b", b, text)
        return two_sides((a, b), members[0], members[1])


def build_model(  # noqa: PLR0913 - one argument per table, as docs/method states the face of the engine
    participants: Table,
    interactions: Table,
    requirements: Table,
    roles: Table,
    claims: Table,
    trials: Table | None = None,
    successions: Table | None = None,
    units: Table | None = None,
    nations: Iterable[str] | None = None,
    *,
    as_of: date,
    project_to: date | None = None,
) -> Model:
    """Resolve what every participant can do on a date.

    A table is anything that gives a column by name: a mapping of columns, a Polars or a pandas frame. Dates
    are `datetime.date` or `datetime64[D]`, missing ones null; a column of nulls may be left out.

    Parameters
    ----------
    participants : participant, unit (may be null), nation
    interactions : interaction, kind
    requirements : interaction, role, standard, obligation
    roles : participant, interaction, role, grade, made_on, target_on, valid_until, withdrawn_on
    claims : holder_kind, holder, standard, grade, made_on, target_on, valid_until, withdrawn_on
    trials : a, b, interaction, result, held_on, valid_until, stale_on
    successions : older, newer; the newer is backward compatible with the older
    units : unit, parent (may be null), nation; needed where units have parents, or nobody below them
    nations : names of nations that shall appear even where they have no participants
    as_of : claims and trials after this day do not exist
    project_to : judge validity on this later day, and count plans that are due by then

    Raises
    ------
    EngineInputError : lists every unknown name, wrong grade or word, missing or reversed date, double and circle

    Source
    ------
    docs/method/grades.md and docs/method/readiness.md
    """
    tables = Tables(
        participants, interactions, requirements, roles, claims, trials, successions, units, nations
    )
    inputs = read_inputs(tables, as_of, project_to)
    latest = latest_claims(inputs)
    grades = resolve_grades(inputs, latest)
    readiness = resolve_readiness(inputs, grades)
    sides = sides_of(readiness.role, readiness.level, inputs.catalogue.kind)
    held = latest_trials(inputs)
    return Model(
        as_of, project_to, inputs, latest, grades, readiness, sides, held, deciding_trials(held, sides)
    )
