"""Who may state which grade, which dates a claim needs, and how it stands on a day (docs/method, grades)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from enum import IntEnum, StrEnum

from accord.core.dates import day_text
from accord.core.errors import Problem


class Grade(IntEnum):
    """How well a claim is supported. A missing claim is unknown, which is none of these."""

    NONE = 0
    PLANNED = 1
    DECLARED = 2
    EVALUATED = 3
    DEMONSTRATED = 4

    @property
    def word(self) -> str:
        """The grade's name, in lower case."""
        return self.name.lower()


class Standing(StrEnum):
    """How a claim stands on a day, by its own dates alone."""

    HOLDS = "holds"
    LAPSES_SOON = "lapses soon"
    LAPSED = "lapsed"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"


# What an owner may state about itself; the rest takes somebody else.
OWN_GRADES = (Grade.NONE, Grade.PLANNED, Grade.DECLARED)
_MOST_NEAR = 5
# So long before it lapses, a claim is shown as due.
NOTICE = timedelta(days=90)


@dataclass(frozen=True)
class Statement:
    """What somebody wants to claim: a grade with its dates; None where a date is not given."""

    grade: int
    made_on: date | None
    target_on: date | None = None
    valid_until: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class ClaimDraft:
    """What an owner wants to claim of a standard; `holder` is an element's uuid, '' the nation itself."""

    standard: str
    statement: Statement
    holder: str = ""
    note: str = ""


@dataclass(frozen=True)
class RoleDraft:
    """What an owner wants to claim of a role; `holder` is the uuid of a system, or of a unit without systems."""

    interaction: str
    role: str
    statement: Statement
    holder: str = ""
    note: str = ""


def standing_on(day: date, statement: Statement) -> Standing:
    """How a statement stands on a day; its last valid day still counts."""
    if statement.withdrawn_on is not None and statement.withdrawn_on <= day:
        return Standing.WITHDRAWN
    if statement.grade == Grade.PLANNED and statement.target_on is not None and statement.target_on < day:
        return Standing.OVERDUE
    if statement.grade >= Grade.EVALUATED and statement.valid_until is not None:
        if statement.valid_until < day:
            return Standing.LAPSED
        if statement.valid_until <= day + NOTICE:
            return Standing.LAPSES_SOON
    return Standing.HOLDS


def statement_problems(statement: Statement, *, by_owner: bool, today: date) -> list[Problem]:
    """Everything that is wrong with a statement; empty when it can stand."""
    if statement.grade not in tuple(Grade):
        text = f"Grade {statement.grade} does not exist. Choose 0 (none) to 4 (demonstrated)."
        return [Problem("grade-range", text, "grade")]
    grade = Grade(statement.grade)
    return [*_who_problems(grade, by_owner=by_owner), *_date_problems(statement, grade, today)]


def _who_problems(grade: Grade, *, by_owner: bool) -> list[Problem]:
    if by_owner and grade not in OWN_GRADES:
        text = f"An owner cannot state “{grade.word}”: somebody else must have confirmed it. State at most “declared”."
        return [Problem("grade-not-own", text, "grade")]
    if not by_owner and grade in OWN_GRADES:
        word = grade.word.capitalize()
        text = f"“{word}” is the owner's own word. Ask the nation to state it, or confirm as “evaluated”."
        return [Problem("grade-own-only", text, "grade")]
    return []


def _date_problems(statement: Statement, grade: Grade, today: date) -> list[Problem]:
    made = statement.made_on
    if made is None:
        return [Problem("made-on-missing", "The claim has no date. Say since when it holds.", "made_on")]
    problems = []
    if made > today:
        text = (
            f"The claim would hold from {day_text(made)}, which is in the future. "
            "State it as planned, with that date as target."
        )
        problems.append(Problem("made-on-future", text, "made_on"))
    if grade is Grade.PLANNED and statement.target_on is None:
        problems.append(
            Problem(
                "target-missing", "A plan needs the date by which it will be done. Give one.", "target_on"
            )
        )
    if grade >= Grade.EVALUATED and statement.valid_until is None:
        text = f"“{grade.word.capitalize()}” lapses: say until when it is valid."
        problems.append(Problem("valid-until-missing", text, "valid_until"))
    return [*problems, *_order_problems(statement, made)]


def _order_problems(statement: Statement, made: date) -> list[Problem]:
    later = (
        ("target_on", statement.target_on),
        ("valid_until", statement.valid_until),
        ("withdrawn_on", statement.withdrawn_on),
    )
    return [
        Problem("reversed-dates", f"{day_text(day)} is {_before(made)} Swap or correct the dates.", field)
        for field, day in later
        if day is not None and day < made
    ]


def _before(made: date) -> str:
    return f"before {day_text(made)}, the date of the claim."


def withdrawal_problems(statement: Statement, day: date | None) -> list[Problem]:
    """Why a statement cannot be withdrawn with effect from `day`."""
    if statement.withdrawn_on is not None:
        text = (
            f"The claim was withdrawn on {day_text(statement.withdrawn_on)} already. State a new one instead."
        )
        return [Problem("already-withdrawn", text)]
    if day is None:
        text = "The withdrawal has no date. Say from which day the claim no longer holds."
        return [Problem("withdrawn-on-missing", text, "withdrawn_on")]
    if statement.made_on is not None and day < statement.made_on:
        text = f"{day_text(day)} is {_before(statement.made_on)} Withdraw it from that day or later."
        return [Problem("reversed-dates", text, "withdrawn_on")]
    return []


def unknown_standard(written: str, codes: Collection[str]) -> Problem:
    """That no standard is called so, with the nearest codes."""
    wanted = written.strip().lower()
    # An edition is often left out: what contains the words comes before what is merely spelt alike.
    containing = sorted(code for code in codes if wanted in code)[:_MOST_NEAR]
    near = containing or get_close_matches(wanted, codes, n=_MOST_NEAR, cutoff=0.5)
    hint = f"Nearest codes: {', '.join(near)}." if near else "Look its code up in the list of standards."
    return Problem("unknown-standard", f"There is no standard “{written}”. {hint}", "standard")
