"""Dates as sources state them: a text with a precision, and the earliest day that it can mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accord.core.errors import AccordError

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Precision(StrEnum):
    """How exactly a source dates something."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class PartialDateError(AccordError):
    """The text is no date."""

    code = "date"


@dataclass(frozen=True)
class PartialDate:
    """A date as written, for example `2014-10`; compare `first_day`, show `text`.

    A month is never compared with a day by its text: `first_day` is the earliest day that the text can mean.
    """

    text: str
    first_day: date
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raise `PartialDateError` for anything else."""
        match = _FORM.match(text)
        if match is None:
            raise PartialDateError(f"“{text}” is not a date. Write it as 2014, 2014-10 or 2014-10-24.")
        year, month, day = match.groups()
        try:
            first_day = date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            raise PartialDateError(
                f"“{text}” names a day that does not exist. Check month and day."
            ) from None
        precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        return cls(text, first_day, precision)


def first_day_of(text: str) -> date | None:
    """The earliest day that a partial date can mean; None for the empty text, which means unknown."""
    return PartialDate.parse(text).first_day if text else None


def day_text(day: date) -> str:
    """`14 Mar 2027`, the form of dates for people."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def partial_text(text: str) -> str:
    """A partial date for people: `2014`, `Oct 2014` or `24 Oct 2014`; '' stays ''."""
    if not text:
        return ""
    parsed = PartialDate.parse(text)
    if parsed.precision is Precision.YEAR:
        return text
    day = parsed.first_day
    return f"{_MONTHS[day.month - 1]} {day.year}" if parsed.precision is Precision.MONTH else day_text(day)
