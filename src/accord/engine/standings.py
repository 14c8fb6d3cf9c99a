"""Where a grade comes from: the claim that decides it, its holder and its dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from accord.engine.checked import Dated
from accord.engine.errors import refusal
from accord.engine.grades import counted_grades
from accord.engine.model import Model
from accord.engine.tables import UNKNOWN, day_of
from accord.engine.vocabulary import ROLES, TOP, HolderKind, Reason, Role


@dataclass(frozen=True, slots=True)
class Standing:
    """The grade that counts for a participant on a standard (or for one of its roles), and why.

    `grade` is None where nothing is known. `possible` is the grade in the possible reading. `standard` is the
    edition whose claim decides: the asked one or a newer one that stands for it; None for a role. `claim_row`
    is the row of the claims table (of the roles table for a role), `holder` whose claim it is.
    """

    grade: int | None
    possible: int
    reason: Reason
    standard: str | None = None
    holder_kind: HolderKind | None = None
    holder: str | None = None
    claim_row: int | None = None
    made_on: date | None = None
    target_on: date | None = None
    valid_until: date | None = None


_UNKNOWN = Standing(None, TOP, Reason.UNKNOWN)
_NOT_CLAIMED = Standing(None, 0, Reason.ROLE_NOT_CLAIMED)
_BY_GRADE = (Reason.NONE, Reason.PLANNED, Reason.DECLARED, Reason.EVALUATED, Reason.DEMONSTRATED)


def standing(model: Model, participant: str, standard: str) -> Standing:
    """The grade of a participant for a standard after all six rules, with the claim that decides it.

    Raises `EngineInputError` when the participant or the standard is unknown to the model.
    Source: docs/method/grades.md
    """
    number = model.inputs.catalogue.standards.position.get(standard)
    if number is None:
        raise refusal(
            "unknown-name", "question", "standard", standard, "is not a standard of the model; name one"
        )
    return standing_of(model, model.participant_number(participant), number)


def standing_of(model: Model, participant: int, standard: int) -> Standing:
    """`standing` by numbers: the best of the edition's own claim and those of the newer ones, own first."""
    newer = model.inputs.catalogue.newer.get(standard, ())
    found = [_own_standing(model, participant, edition) for edition in (standard, *newer)]
    best = max(found, key=lambda one: UNKNOWN if one.grade is None else one.grade)
    if best.grade is None:
        return replace(_UNKNOWN, standard=model.standards[standard])
    return replace(best, possible=max(one.possible for one in found))


def _own_standing(model: Model, participant: int, standard: int) -> Standing:
    """Rules 1 to 5: the claim of the most specific holder that has one."""
    parent = model.inputs.forces.parent_node
    node = participant
    while node >= 0:
        row = model.latest.row_for(node, standard)
        if row is not None:
            kind, holder = _holder(model, node)
            found = _from_row(model, model.inputs.claims.dated, row)
            return replace(found, standard=model.standards[standard], holder_kind=kind, holder=holder)
        node = int(parent[node])
    return _UNKNOWN


def _holder(model: Model, node: int) -> tuple[HolderKind, str]:
    forces = model.inputs.forces
    for kind, names in (
        (HolderKind.SYSTEM, forces.participants),
        (HolderKind.UNIT, forces.units),
        (HolderKind.NATION, forces.nations),
    ):
        if node < len(names):
            return kind, names.names[node]
        node -= len(names)
    raise AssertionError("a node number lies outside the force tree")


def _from_row(model: Model, dated: Dated, row: int) -> Standing:
    one = Dated(
        dated.grade[row : row + 1],
        dated.made_on[row : row + 1],
        dated.target_on[row : row + 1],
        dated.valid_until[row : row + 1],
        dated.withdrawn_on[row : row + 1],
    )
    counted = int(counted_grades(one, model.inputs.clock, model.inputs.projecting)[0])
    return Standing(
        grade=counted,
        possible=counted,
        reason=_reason(model, int(one.grade[0]), counted, int(one.target_on[0])),
        claim_row=row,
        made_on=day_of(int(one.made_on[0])),
        target_on=day_of(int(one.target_on[0])),
        valid_until=day_of(int(one.valid_until[0])),
    )


def _reason(model: Model, claimed: int, counted: int, target_on: int) -> Reason:
    if counted > claimed:
        return Reason.PROJECTED
    if counted < claimed:
        return Reason.LAPSED
    if claimed == 1 and target_on < model.inputs.clock:
        return Reason.OVERDUE
    return _BY_GRADE[claimed]


def role_standing(model: Model, participant: str, interaction: str, role: Role) -> Standing:
    """The grade of a role that a participant claims in an interaction; `ROLE_NOT_CLAIMED` without a claim.

    Raises `EngineInputError` when the participant or the interaction is unknown to the model.
    """
    return role_standing_of(
        model, model.participant_number(participant), model.interaction_number(interaction), ROLES.index(role)
    )


def role_standing_of(model: Model, participant: int, interaction: int, role: int) -> Standing:
    """`role_standing` by numbers."""
    if model.readiness.role[participant, interaction, role] < 0:
        return _NOT_CLAIMED
    row = int(model.readiness.row[participant, interaction, role])
    found = _from_row(model, model.inputs.roles.dated, row)
    return replace(found, holder=model.participants.names[participant])
