"""Who may state which grade, and which dates a claim needs (docs/method, grades)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

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


class EvidenceKind(StrEnum):
    """In which form evidence is given."""

    TEXT = "text"
    LINK = "link"
    FILE = "file"


# What an owner may state about itself; the rest takes somebody else.
OWN_GRADES = (Grade.NONE, Grade.PLANNED, Grade.DECLARED)
# Types that a browser never runs, by content: first bytes, and the name's ending.
FILE_TYPES = {
    "application/pdf": (b"%PDF-", (".pdf",)),
    "image/png": (b"\x89PNG\r\n\x1a\n", (".png",)),
    "image/jpeg": (b"\xff\xd8\xff", (".jpg", ".jpeg")),
}
LARGEST_FILE = 10 * 1024 * 1024


@dataclass(frozen=True)
class Statement:
    """What somebody wants to claim: a grade with its dates; None where a date is not given."""

    grade: int
    made_on: date | None
    target_on: date | None = None
    valid_until: date | None = None
    withdrawn_on: date | None = None


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
        text = f"“{grade.word.capitalize()}” is the owner's own word. Ask the nation to state it, or confirm as “evaluated”."
        return [Problem("grade-own-only", text, "grade")]
    return []


def _date_problems(statement: Statement, grade: Grade, today: date) -> list[Problem]:
    made = statement.made_on
    if made is None:
        return [Problem("made-on-missing", "The claim has no date. Say since when it holds.", "made_on")]
    problems = []
    if made > today:
        text = f"The claim would hold from {made}, which is in the future. State it as planned, with that date as target."
        problems.append(Problem("made-on-future", text, "made_on"))
    if grade is Grade.PLANNED and statement.target_on is None:
        problems.append(Problem("target-missing", "A plan needs the date by which it will be done.", "target_on"))
    if grade >= Grade.EVALUATED and statement.valid_until is None:
        text = f"“{grade.word.capitalize()}” lapses: say until when it is valid."
        problems.append(Problem("valid-until-missing", text, "valid_until"))
    for field, day in (("target_on", statement.target_on), ("valid_until", statement.valid_until), ("withdrawn_on", statement.withdrawn_on)):
        if day is not None and day < made:
            text = f"{day} is before {made}, the date of the claim. Swap or correct the dates."
            problems.append(Problem("reversed-dates", text, field))
    return problems


def file_problems(name: str, first_bytes: bytes, size: int) -> list[Problem]:
    """Why a file cannot be evidence; its type must agree by content and by name."""
    if size > LARGEST_FILE:
        text = f"{name} has {size // 1024 // 1024} MB; evidence may have 10. Shorten it, or give a link."
        return [Problem("file-size", text, "file")]
    if media_type_of(name, first_bytes) is None:
        text = f"{name} is not a PDF, PNG or JPEG file by both its name and its content. Convert it to one of these."
        return [Problem("file-type", text, "file")]
    return []


def media_type_of(name: str, first_bytes: bytes) -> str | None:
    """The media type on which content and name agree; None where they do not, or it is not on the list."""
    for media_type, (magic, endings) in FILE_TYPES.items():
        if first_bytes.startswith(magic) and name.lower().endswith(endings):
            return media_type
    return None
