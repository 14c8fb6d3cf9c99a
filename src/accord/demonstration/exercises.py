"""The coalition's exercises: where partners met and tried what they can do together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_TITLES = ("Grey Lantern", "Long Furrow", "High Ledge", "Warm Tide", "Outer Ring")
_SPACING = 137  # days between two exercises
_HELD = 11
_LENGTH = 9  # days


@dataclass(frozen=True)
class Exercise:
    """One exercise; trials are held on its days."""

    name: str
    first_day: date


def exercises(today: date) -> tuple[Exercise, ...]:
    """The exercises of the last four years, the latest first; all are over."""
    days = (today - timedelta(days=_LENGTH + 12 + _SPACING * place) for place in range(_HELD))
    return tuple(
        Exercise(f"Exercise {_TITLES[place % len(_TITLES)]} {day.year}", day)
        for place, day in enumerate(days)
    )


def day_of(exercise: Exercise, place: int) -> date:
    """The day of an exercise on which the `place`-th slot of a trial falls."""
    return exercise.first_day + timedelta(days=place % _LENGTH)
