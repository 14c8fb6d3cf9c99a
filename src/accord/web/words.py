"""The vocabularies as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accord.claims.evidence import EvidenceKind
from accord.claims.rules import Standing
from accord.forces.rules import Domain, ElementKind
from accord.nations.rules import Certainty, FrameworkKind, State, Turn
from accord.standards.rules import (
    Area,
    Dimension,
    Echelon,
    EventFlag,
    InteractionKind,
    Lifecycle,
    Obligation,
    ProfileKind,
    RequirementOrigin,
    Role,
    ScopeKind,
    Source,
    StandardKind,
)
from accord.trials.rules import Result

_WORDS: dict[str, Any] = {
    Area.COMMAND_AND_CONTROL: _("command and control"),
    Area.EDUCATION_AND_TRAINING: _("education and training"),
    Area.EXERCISES: _("exercises"),
    Area.LOGISTICS: _("logistics"),
    Certainty.CONFIRMED: _("confirmed"),
    Certainty.UNCONFIRMED: _("unconfirmed"),
    Dimension.STANDARD: _("standard"),
    Dimension.DOCTRINE: _("doctrine"),
    Dimension.PROCEDURE: _("procedure"),
    Dimension.EQUIPMENT: _("equipment"),
    Domain.LAND: _("land"),
    Domain.MARITIME: _("maritime"),
    Domain.AIR: _("air"),
    Domain.SPECIAL_OPERATIONS: _("special operations"),
    Domain.CYBER: _("cyber"),
    Domain.JOINT: _("joint"),
    Echelon.TACTICAL: _("tactical"),
    Echelon.OPERATIONAL: _("operational"),
    Echelon.STRATEGIC: _("strategic"),
    ElementKind.UNIT: _("unit"),
    ElementKind.SYSTEM: _("system"),
    EvidenceKind.TEXT: _("text"),
    EvidenceKind.LINK: _("link"),
    EvidenceKind.FILE: _("file"),
    EventFlag.ADDED: _("added"),
    EventFlag.CHANGED: _("changed"),
    EventFlag.DELETED: _("deleted"),
    FrameworkKind.FRAMEWORK: _("framework"),
    FrameworkKind.STATUS: _("granted status"),
    FrameworkKind.FORMAT: _("standing format"),
    FrameworkKind.ALLIANCE: _("alliance"),
    InteractionKind.EXCHANGE: _("exchange"),
    InteractionKind.COLLABORATION: _("collaboration"),
    Lifecycle.CURRENT: _("current"),
    Lifecycle.CANDIDATE: _("candidate"),
    Obligation.MANDATORY: _("mandatory"),
    Obligation.CONDITIONAL: _("conditional"),
    Obligation.RECOMMENDED: _("recommended"),
    Obligation.OPTIONAL: _("optional"),
    Obligation.NONE: _("no obligation"),
    ProfileKind.CAPABILITY: _("whole specification"),
    ProfileKind.PROFILE: _("profile"),
    ProfileKind.SERVICE: _("service profile"),
    RequirementOrigin.JUDGEMENT: _("our judgement"),
    Result.SUCCESS: _("success"),
    Result.LIMITED: _("limited"),
    Result.ISSUE: _("issue"),
    Result.NOT_TESTED: _("not tested"),
    Role.PROVIDER: _("provider"),
    Role.CONSUMER: _("consumer"),
    Role.PEER: _("peer"),
    Role.MEDIATOR: _("mediator"),
    ScopeKind.AREA: _("area"),
    ScopeKind.THREAD: _("mission thread"),
    ScopeKind.SET: _("hand-made set"),
    Source.FACTS: _("facts tables"),
    Source.NISP: _("NISP export"),
    Source.FMN: _("FMN profile"),
    Source.OWN: _("own catalogue"),
    Standing.HOLDS: _("holds"),
    Standing.LAPSES_SOON: _("lapses soon"),
    Standing.LAPSED: _("lapsed"),
    Standing.OVERDUE: _("overdue"),
    Standing.WITHDRAWN: _("withdrawn"),
    State.MEMBER: _("member"),
    State.SUSPENDED: _("suspended"),
    Turn.JOINS: _("joins"),
    Turn.LEAVES: _("leaves"),
    StandardKind.COVERDOC: _("covering document"),
}


def word(value: str) -> Any:
    """A word of a vocabulary for people; what is none stays as it is."""
    return _WORDS.get(value, value)


def choices(vocabulary: Iterable[StrEnum], empty: Any) -> list[tuple[str, Any]]:
    """A vocabulary as the choices of a filter, the first of which filters nothing."""
    return [("", empty), *((str(value), word(value)) for value in vocabulary)]
