"""Vocabulary of access, the permission table, and the release rule, as pure functions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from accord.core.errors import Problem


class PartyKind(StrEnum):
    """What a party is; `everyone` stands for all who may open this instance, signed in or not."""

    NATION = "nation"
    ALLIANCE = "alliance"
    EVERYONE = "everyone"


class Role(StrEnum):
    """What a person does here. Code asks for permissions, never for roles."""

    VISITOR = "visitor"
    DESK_OFFICER = "desk officer"
    PLANNER = "planner"


class Permission(StrEnum):
    """One thing that somebody may be allowed to do."""

    DECLARE_CLAIMS = "claims.declare"
    CONFIRM_CLAIMS = "claims.confirm"
    CHANGE_RELEASE = "release.change"
    EDIT_CATALOGUE = "catalogue.edit"
    IMPORT_CATALOGUE = "catalogue.import"
    DECLARE_SCOPES = "scopes.declare"
    SEE_UNCONFIRMED = "facts.unconfirmed"
    RECORD_FACTS = "facts.record"
    DECLARE_FORCES = "forces.declare"
    RECORD_TRIALS = "trials.record"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.VISITOR: frozenset(),
    Role.DESK_OFFICER: frozenset(
        {
            Permission.DECLARE_CLAIMS,
            Permission.CHANGE_RELEASE,
            Permission.DECLARE_SCOPES,
            Permission.SEE_UNCONFIRMED,
            Permission.DECLARE_FORCES,
            Permission.RECORD_TRIALS,
        }
    ),
    Role.PLANNER: frozenset(
        {
            Permission.CONFIRM_CLAIMS,
            Permission.EDIT_CATALOGUE,
            Permission.IMPORT_CATALOGUE,
            Permission.DECLARE_SCOPES,
            Permission.SEE_UNCONFIRMED,
            Permission.RECORD_FACTS,
        }
    ),
}


ROLES_OF_PARTY: dict[PartyKind | None, frozenset[Role]] = {
    None: frozenset({Role.VISITOR}),
    PartyKind.NATION: frozenset({Role.DESK_OFFICER}),
    PartyKind.ALLIANCE: frozenset({Role.PLANNER}),
    PartyKind.EVERYONE: frozenset(),
}


def role_problems(role: Role, party: PartyKind | None) -> list[Problem]:
    """Why somebody who stands for a party of this kind (None: for nobody) cannot have the role."""
    if role in ROLES_OF_PARTY[party]:
        return []
    who = f"somebody of the kind “{party}”" if party else "somebody without a party"
    known = ", ".join(sorted(ROLES_OF_PARTY[party])) or "none"
    return [Problem("role-of-party", f"The role “{role}” is not for {who}. Possible there: {known}.", "role")]


class Release(StrEnum):
    """To whom an owner shows a record, besides itself."""

    OWNER = "owner only"
    ALLIANCE = "alliance staff"
    NATIONS = "named nations"
    ALL = "all"


@dataclass(frozen=True)
class ReleasedTo:
    """To whom an owner shows a record, in words; `nations` are codes and belong to `Release.NATIONS` alone."""

    release: Release = Release.OWNER
    nations: tuple[str, ...] = ()


OWNER_ONLY = ReleasedTo()


def audience_of(owner: int, named: Collection[int]) -> tuple[int, ...]:
    """Parties that see a record of `owner` released to `named`; an owner always sees its own.

    Sorted and without repeats, so that equal releases share one label.
    """
    return tuple(sorted({owner, *named}))


def is_visible(audience: Collection[int], parties: Collection[int]) -> bool:
    """The release rule: somebody who stands for any of `parties` sees what is released to `audience`.

    The database holds the same rule as a policy; tests compare the two.
    """
    return not set(audience).isdisjoint(parties)
