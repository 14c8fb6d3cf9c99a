"""What `explain` answers: plain facts, rich enough to write sentences from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from accord.engine.standings import Standing
from accord.engine.vocabulary import Interval, Kind, Reason, Result, Role, State

Costs: TypeAlias = Mapping[tuple[str, str], float]
"""What a change costs, by (participant, standard) or (participant, interaction), in any one unit."""


class Part(StrEnum):
    """What blocks a level, and what a change therefore touches."""

    ROLE = "role"
    STANDARD = "standard"
    TRIAL = "trial"


class TrialState(StrEnum):
    """What a trial of the pair counts for on the date asked."""

    DECIDES = "decides"
    OVERRULED = "overruled"
    NOT_TESTED = "not tested"
    EXPIRED = "expired"
    STALE = "stale"
    ROLES_NOT_CLAIMED = "roles not claimed"


@dataclass(frozen=True, slots=True)
class TrialFound:
    """A trial of the pair held by the as-of date; `row` is its row in the trials table."""

    a: str
    b: str
    interaction: str
    result: Result
    held_on: date
    valid_until: date | None
    stale_on: date | None
    state: TrialState
    row: int


@dataclass(frozen=True, slots=True)
class Player:
    """A participant in the role that an assignment gives it."""

    participant: str
    role: Role


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that keeps an assignment below the level.

    `grade` is what was found, None where nothing is known (for a trial the level that it leaves). `standing`
    says which claim decides, of which holder and with which dates; None for a trial. `alternatives` are the
    newer editions that may stand for the standard. `partner` is set for a trial only.
    """

    part: Part
    participant: str
    interaction: str
    role: Role
    grade: int | None
    reason: Reason
    standard: str | None = None
    standing: Standing | None = None
    alternatives: tuple[str, ...] = ()
    partner: str | None = None
    trial: TrialFound | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to do: raise a claim or a role of a participant to a level, or repeat a trial with that result.

    `name` is the standard, or the interaction of the role or trial. `stands_for` are the required standards that
    it settles, `alternatives` the editions that would settle the same. `cost` is None where it is not known.
    """

    participant: str
    part: Part
    name: str
    from_grade: int | None
    to_level: int
    role: Role | None = None
    partner: str | None = None
    stands_for: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    cost: float | None = None

    @property
    def order(self) -> tuple[str, str, str]:
        """Where the change stands among others: by participant, part and name."""
        return (self.participant, self.part.value, self.name)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One way to share out the roles: `giver` provides (or is a peer), `taker` consumes (or is a peer).

    No blockers means that this assignment reaches the level. `trial` is the trial that decides it, or that would
    decide it if both claimed their roles: its state says which.
    """

    giver: Player
    taker: Player
    interval: Interval[int]
    blockers: tuple[Blocker, ...]
    smallest_change: tuple[Change, ...]
    trial: TrialFound | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a pair does or does not reach a level in an interaction, and what would change it.

    `interval` belongs to the parties `a` and `b` as asked. For groups, `pair` is the member pair that needs the
    fewest changes, and assignments, trials and the smallest change are those of that pair; `pair` is None where
    a party has no participants. The smallest change is empty when the level is reached.
    """

    a: str
    b: str
    interaction: str
    kind: Kind
    level: int
    state: State
    interval: Interval[int]
    refuted: bool
    demonstrated_by_trial: bool
    pair: tuple[str, str] | None
    assignments: tuple[Assignment, ...]
    smallest_change: tuple[Change, ...]
    trials: tuple[TrialFound, ...]

    @property
    def reached(self) -> bool:
        """Whether the level is reached in the proven reading."""
        return self.interval.proven >= self.level
