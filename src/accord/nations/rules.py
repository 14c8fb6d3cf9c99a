"""Vocabulary of the dated record, and the pure decisions over it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accord.core.dates import first_day_of
from accord.core.errors import Problem


class State(StrEnum):
    """What a nation is in a framework during an interval; suspended is not ended."""

    MEMBER = "member"
    SUSPENDED = "suspended"


class Certainty(StrEnum):
    """Whether a named source supports a fact. Unconfirmed facts never stand on public pages."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"


class FrameworkKind(StrEnum):
    """What belonging to a framework means."""

    FRAMEWORK = "framework"
    STATUS = "status"
    FORMAT = "format"
    ALLIANCE = "alliance"


@dataclass(frozen=True)
class Interval:
    """When something held: from the first day, until the first day on which it no longer held.

    `first_day` None: the source gives no date, so the interval is in no list as of a day. `end_day` None: it
    still holds.
    """

    first_day: date | None
    end_day: date | None

    @classmethod
    def of_texts(cls, starts: str, ends: str) -> Interval:
        """Read partial dates; each counts from the earliest day that it can mean."""
        return cls(first_day_of(starts), first_day_of(ends))

    def holds_on(self, day: date) -> bool:
        """True when the interval is dated and covers the day."""
        return self.first_day is not None and self.first_day <= day and (self.end_day is None or day < self.end_day)


def interval_problems(starts: str, ends: str) -> list[Problem]:
    """Why an interval with these partial dates cannot be; empty when it can."""
    interval = Interval.of_texts(starts, ends)
    if interval.first_day and interval.end_day and interval.end_day <= interval.first_day:
        text = f"The interval would end on {ends}, before it starts on {starts}. Swap or correct the dates."
        return [Problem("reversed-dates", text, "ends")]
    return []
