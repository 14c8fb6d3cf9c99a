"""Vocabulary of the dated record, and the pure decisions over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accord.core.dates import PartialDateError, first_day_of
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


class Turn(StrEnum):
    """What one entry of a nation's timeline tells."""

    JOINS = "joins"
    SUSPENDED = "suspended"
    LEAVES = "leaves"
    EVENT = "event"


@dataclass(frozen=True)
class Interval:
    """When something held: from the first day, until the first day on which it no longer held.

    `end_day` None: it still holds.
    """

    first_day: date
    end_day: date | None

    @classmethod
    def of_texts(cls, starts: str, ends: str, end_reason: str = "") -> Interval | None:
        """Read partial dates; each counts from the earliest day that it can mean.

        None where the interval is undated: nobody says when it began, or it ended (there is a reason) on a day
        that nobody names. An undated interval is in no list as of a day, because the answer would be a guess.
        """
        first_day, end_day = first_day_of(starts), first_day_of(ends)
        if first_day is None or (end_day is None and end_reason):
            return None
        return cls(first_day, end_day)

    def overlaps(self, other: Interval) -> bool:
        """True when some day is in both."""
        return self.first_day < (other.end_day or date.max) and other.first_day < (self.end_day or date.max)


@dataclass(frozen=True)
class MembershipRecord:
    """A membership as a source states it: codes, and dates as texts with their precision; '' is unknown."""

    nation: str
    framework: str
    state: str = State.MEMBER
    starts: str = ""
    ends: str = ""
    end_reason: str = ""
    decision: str = ""
    source: str = ""
    certainty: str = Certainty.UNCONFIRMED
    note: str = ""

    @property
    def interval(self) -> Interval | None:
        """When it held; None where it is undated."""
        return Interval.of_texts(self.starts, self.ends, self.end_reason)


def membership_problems(record: MembershipRecord) -> list[Problem]:
    """Everything that is wrong with a membership by itself; empty when it can stand."""
    words = (("state", record.state, State), ("certainty", record.certainty, Certainty))
    problems = [
        Problem("unknown-word", f"“{value}” is no {field}. Choose {' or '.join(vocabulary)}.", field)
        for field, value, vocabulary in words
        if value not in tuple(vocabulary)
    ]
    if not record.source:
        problems.append(
            Problem("no-source", "The membership names no source. Say where it is written.", "source")
        )
    return [*problems, *interval_problems(record.starts, record.ends)]


def interval_problems(starts: str, ends: str) -> list[Problem]:
    """Why an interval with these partial dates cannot be; empty when it can."""
    problems = [
        *date_problems(starts, "starts"),
        *date_problems(ends, "ends"),
    ]
    if problems:
        return problems
    first_day, end_day = first_day_of(starts), first_day_of(ends)
    if first_day and end_day and end_day <= first_day:
        text = (
            f"The interval would end on {ends}, not after it starts on {starts}. Swap or correct the dates."
        )
        return [Problem("reversed-dates", text, "ends")]
    return []


def date_problems(text: str, field: str) -> list[Problem]:
    """Why a text is no partial date; the empty text is one, it means unknown."""
    try:
        first_day_of(text)
    except PartialDateError as error:
        return [Problem("date", str(error), field)]
    return []


def overlap_problems(wanted: MembershipRecord, held: Iterable[MembershipRecord]) -> list[Problem]:
    """Memberships of the same nation and framework that cover a day which `wanted` covers too."""
    mine = wanted.interval
    if mine is None:
        return []
    return [
        Problem(
            "overlap",
            f"{wanted.nation} is {other.state} of {wanted.framework} from {other.starts} to {other.ends or 'today'} "
            f"already; {wanted.starts} to {wanted.ends or 'today'} overlaps it. End that interval first.",
            "starts",
        )
        for other in held
        if other.interval is not None and mine.overlaps(other.interval)
    ]
