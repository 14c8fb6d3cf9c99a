"""The words of the calculus: kinds, roles, results, reasons, and the interval of the two readings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

Reading = TypeVar("Reading", covariant=True)

LEVELS = (1, 2, 3, 4)
TOP = 4


class Kind(StrEnum):
    """How the two sides of an interaction relate."""

    EXCHANGE = "exchange"
    COLLABORATION = "collaboration"


class Role(StrEnum):
    """What a participant does in an interaction."""

    PROVIDER = "provider"
    CONSUMER = "consumer"
    PEER = "peer"
    MEDIATOR = "mediator"


class Obligation(StrEnum):
    """How binding a requirement is; only mandatory ones decide a level."""

    MANDATORY = "mandatory"
    CONDITIONAL = "conditional"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"
    NONE = "none"


class HolderKind(StrEnum):
    """Who holds a claim; the order runs from the most specific holder to the least."""

    SYSTEM = "system"
    UNIT = "unit"
    NATION = "nation"


class Result(StrEnum):
    """How a trial ended, from the best to the worst; a trial that was not tested decides nothing."""

    SUCCESS = "success"
    LIMITED = "limited"
    ISSUE = "issue"
    NOT_TESTED = "not tested"


class State(StrEnum):
    """Whether two parties can meet in an interaction at all."""

    APPLICABLE = "applicable"
    UNSERVED = "unserved"
    NOT_APPLICABLE = "not applicable"


class Reason(StrEnum):
    """Why a grade is what it is, or why something blocks a level.

    The first nine describe a standing; the last four occur in blockers only.
    """

    UNKNOWN = "unknown"
    NONE = "none"
    PLANNED = "planned"
    OVERDUE = "overdue"
    PROJECTED = "projected"
    LAPSED = "lapsed"
    DECLARED = "declared"
    EVALUATED = "evaluated"
    DEMONSTRATED = "demonstrated"
    ROLE_NOT_CLAIMED = "role not claimed"
    ROLE_BELOW = "role below"
    REFUTED = "refuted"
    LIMITED = "limited"


ROLES = tuple(Role)
RESULTS = tuple(Result)
PROVIDER, CONSUMER, PEER, MEDIATOR = range(4)
SUCCESS, LIMITED, ISSUE, NOT_TESTED = range(4)
SYSTEM, UNIT, NATION = range(3)
EXCHANGE, COLLABORATION = range(2)

ROLES_OF_KIND = {
    Kind.EXCHANGE: (Role.PROVIDER, Role.CONSUMER, Role.MEDIATOR),
    Kind.COLLABORATION: (Role.PEER, Role.MEDIATOR),
}

# By result: the level that a counting trial guarantees, and the level that it does not let its pair exceed.
GUARANTEED = (4, 3, 0)
ALLOWED = (4, 3, 1)


@dataclass(frozen=True, slots=True)
class Interval(Generic[Reading]):
    """One answer in both readings: unknown counted as 0 (proven) and as 4 (possible)."""

    proven: Reading
    possible: Reading
