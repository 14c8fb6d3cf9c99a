"""Vocabulary of standards, and the decisions that need no database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from accord.core.errors import Problem

# Codes of scopes stand in addresses, in the names of exported files and on the command line.
_SCOPE_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,39}\Z")


class StandardKind(StrEnum):
    """A standard, or a document (STANAG, STANREC) that covers standards."""

    STANDARD = "standard"
    COVERDOC = "coverdoc"


class Dimension(StrEnum):
    """What a standard unifies: technology, thought, routine or material."""

    STANDARD = "standard"
    DOCTRINE = "doctrine"
    PROCEDURE = "procedure"
    EQUIPMENT = "equipment"


class ProfileKind(StrEnum):
    """Root, inner container or leaf of a profile tree."""

    CAPABILITY = "capability"
    PROFILE = "profile"
    SERVICE = "service"


class Obligation(StrEnum):
    """How binding a group of standards is, strongest first; only mandatory ones decide a level."""

    MANDATORY = "mandatory"
    CONDITIONAL = "conditional"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"
    NONE = "none"


class Lifecycle(StrEnum):
    """Agreed now, or expected to be."""

    CURRENT = "current"
    CANDIDATE = "candidate"


class EventFlag(StrEnum):
    """What happened to a record; never a status, see the importer's notes."""

    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


class InteractionKind(StrEnum):
    """One gives and one takes, or both do the same."""

    EXCHANGE = "exchange"
    COLLABORATION = "collaboration"


class Role(StrEnum):
    """The part that a participant plays in an interaction."""

    PROVIDER = "provider"
    CONSUMER = "consumer"
    PEER = "peer"
    MEDIATOR = "mediator"


class Area(StrEnum):
    """The four areas of working together."""

    COMMAND_AND_CONTROL = "command-and-control"
    EDUCATION_AND_TRAINING = "education-and-training"
    EXERCISES = "exercises"
    LOGISTICS = "logistics"


class Echelon(StrEnum):
    """The height of command at which an interaction takes place."""

    TACTICAL = "tactical"
    OPERATIONAL = "operational"
    STRATEGIC = "strategic"


class RequirementOrigin(StrEnum):
    """Taken from the interaction's profile, or added by our own judgement."""

    PROFILE = "profile"
    JUDGEMENT = "own judgement"


class ScopeKind(StrEnum):
    """Where the set of interactions comes from."""

    PROFILE = "profile"
    AREA = "area"
    THREAD = "thread"
    SET = "set"


class Source(StrEnum):
    """Where a stored standard or profile was read last."""

    FACTS = "facts"
    NISP = "nisp"
    FMN = "fmn"
    OWN = "own"


ROLES_OF_KIND: Mapping[InteractionKind, tuple[Role, ...]] = {
    InteractionKind.EXCHANGE: (Role.PROVIDER, Role.CONSUMER),
    InteractionKind.COLLABORATION: (Role.PEER,),
}

LOWEST_WANTED, HIGHEST_WANTED = 1, 4

_STRENGTH = {obligation: rank for rank, obligation in enumerate(Obligation)}
_AGREED_FIRST = {lifecycle: rank for rank, lifecycle in enumerate(Lifecycle)}


@dataclass(frozen=True)
class GroupFacts:
    """One group of a service profile: its number in the profile, and the standards it selects."""

    number: int
    obligation: Obligation
    lifecycle: Lifecycle
    standards: tuple[str, ...]


@dataclass(frozen=True)
class RequirementFacts:
    """One standard that is asked for; `written` is what the profile says, maybe a covering document."""

    standard: str
    written: str
    obligation: Obligation
    lifecycle: Lifecycle


def requirements_of(
    groups: Iterable[GroupFacts],
    chosen: Collection[int] | None = None,
    covers: Mapping[str, Sequence[str]] | None = None,
) -> list[RequirementFacts]:
    """The standards that the chosen groups of a profile ask for, each once; None chooses all groups.

    A standard selected twice keeps its strongest obligation, and of equals the agreed lifecycle. A covering
    document stands for the standards it covers (`covers`). Groups of obligation `none` ask for nothing.
    """
    best: dict[str, RequirementFacts] = {}
    for group in groups:
        if group.obligation is Obligation.NONE or (chosen is not None and group.number not in chosen):
            continue
        for written in group.standards:
            for standard in (covers or {}).get(written) or (written,):
                row = RequirementFacts(standard, written, group.obligation, group.lifecycle)
                best[standard] = min(best.get(standard, row), row, key=_weight)
    return list(best.values())


def stronger(one: str, other: str) -> str:
    """The more binding of two obligations."""
    return min(one, other, key=lambda word: _STRENGTH[Obligation(word)])


def _weight(row: RequirementFacts) -> tuple[int, int]:
    return _STRENGTH[row.obligation], _AGREED_FIRST[row.lifecycle]


def own_judgement(source: str) -> bool:
    """Whether a stated source says that the statement is ours."""
    return source.startswith("Our judgement")


def dimension_of(number: str, table: Mapping[str, Dimension]) -> Dimension:
    """The dimension of a publication by the longest fitting prefix of its number, else a standard."""
    fitting = [prefix for prefix in table if number.upper().startswith(prefix.upper())]
    return table[max(fitting, key=len)] if fitting else Dimension.STANDARD


def scope_name_problems(code: str, title: str) -> list[Problem]:
    """Everything that is wrong with what names a scope."""
    problems = []
    if not code.strip():
        problems.append(Problem("scope-without-code", "The scope has no code. Give it one.", "code"))
    elif not _SCOPE_CODE.match(code):
        text = (
            f"“{code}” is no code. Use up to 40 capital letters, digits, dots and hyphens, as in AIRLIFT-27."
        )
        problems.append(Problem("scope-code", text, "code"))
    if not title.strip():
        problems.append(Problem("scope-without-title", "The scope has no title. Give it one.", "title"))
    return problems


def scope_problems(wanted: Mapping[str, int], known: Collection[str]) -> list[Problem]:
    """Everything that is wrong with a scope's interactions and their wanted levels."""
    if not wanted:
        return [Problem("scope-empty", "The scope has no interaction. Choose at least one.", "interactions")]
    unknown = [
        Problem(
            "interaction-unknown",
            f"The scope names the interaction “{code}”, which does not exist. Choose one from the catalogue.",
            "interactions",
        )
        for code in wanted
        if code not in known
    ]
    return unknown + [problem for code, level in wanted.items() for problem in wanted_problems(code, level)]


def wanted_problems(code: str, level: int) -> list[Problem]:
    """What is wrong with the level that is wanted of one interaction."""
    if LOWEST_WANTED <= level <= HIGHEST_WANTED:
        return []
    text = (
        f"The wanted level of “{code}” is {level}. "
        f"Choose a level from {LOWEST_WANTED} (planned) to {HIGHEST_WANTED} (demonstrated)."
    )
    return [Problem("wanted-out-of-range", text, "wanted")]


def group_problems(profile: str, chosen: Collection[int], existing: Collection[int]) -> list[Problem]:
    """Group numbers that the profile does not have."""
    known = ", ".join(map(str, sorted(existing))) or "none"
    return [
        Problem(
            "group-unknown",
            f"Profile “{profile}” has no group {number}. It has: {known}.",
            "groups",
        )
        for number in chosen
        if number not in existing
    ]
