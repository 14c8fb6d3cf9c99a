"""What one holder said over time about one thing: planned, declared, evaluated, shown with a partner, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from accord.claims.rules import Grade, Statement
from accord.demonstration.ability import Ability
from accord.demonstration.chance import Chance
from accord.demonstration.tables import Nation

_DAY = timedelta(days=1)
_YEAR = timedelta(days=365)
_OVERDUE, _WITHDRAWN = 0.24, 0.018
_EVALUATED, _EVALUATED_OF_MATURE = 0.15, 0.68
_SHOWN, _SHOWN_OF_MATURE = 0.05, 0.4
_MISSED = 0.04  # what an evaluation or exercise did not look at
_NOT_SHOWN = 0.3


@dataclass(frozen=True)
class Proofs:
    """When somebody else looked at a holder: an evaluation and an exercise, each with its last day of validity."""

    evaluated_on: date | None = None
    evaluated_until: date | None = None
    shown_on: date | None = None
    shown_until: date | None = None


NO_PROOFS = Proofs()


class Storyteller:
    """Tells dated statements; `exercises` are the days on which the coalition met."""

    def __init__(self, chance: Chance, today: date, exercises: tuple[date, ...]) -> None:
        self._chance = chance
        self._today = today
        self._exercises = exercises

    def proofs(self, nation: Nation, *holder: object) -> Proofs:
        """Whether and when this holder was evaluated and took part in an exercise."""
        chance, key = self._chance, (nation.code, *holder)
        found = NO_PROOFS
        if chance.happens(_EVALUATED + _EVALUATED_OF_MATURE * nation.maturity, "evaluated", *key):
            day = chance.day_before(self._today, 15, 1250, "evaluated on", *key)
            found = replace(
                found, evaluated_on=day, evaluated_until=day + _YEAR * chance.pick((2, 3), "years", *key)
            )
        if chance.happens(_SHOWN + _SHOWN_OF_MATURE * nation.maturity, "shown", *key):
            day = chance.pick(self._exercises, "shown on", *key)
            found = replace(found, shown_on=day, shown_until=day + _YEAR * 2)
        return found

    def story(self, ability: Ability, proofs: Proofs, *subject: object) -> list[Statement]:
        """All statements about one thing, oldest first; empty where the owner says nothing."""
        grade = ability.own_grade
        if grade is None:
            return []
        told = [self._own(grade, *subject)]
        if ability.is_provable:
            told += self._proven(proofs, *subject)
            told[0] = replace(
                told[0], made_on=_earliest(told) - _DAY * self._chance.whole(20, 400, "before", *subject)
            )
        told.sort(key=lambda statement: statement.made_on or date.min)
        if self._chance.happens(_WITHDRAWN, "withdrawn", *subject):
            told[-1] = self._withdrawn(told[-1], *subject)
        return told

    def earlier(self, told: list[Statement], *subject: object) -> Statement:
        """What the owner said before the first statement told: a plan, now superseded."""
        first = told[0].made_on
        assert first is not None  # every told statement has its day
        made = first - _DAY * self._chance.whole(60, 700, "earlier", *subject)
        return Statement(
            Grade.PLANNED, made, target_on=first + _DAY * self._chance.whole(-40, 120, "meant", *subject)
        )

    def _own(self, grade: Grade, *subject: object) -> Statement:
        if grade is not Grade.PLANNED:
            return Statement(grade, self._chance.day_before(self._today, 10, 1500, "declared", *subject))
        made = self._chance.day_before(self._today, 120, 800, "planned", *subject)
        if self._chance.happens(_OVERDUE, "overdue", *subject):
            return Statement(
                grade, made, target_on=self._chance.day_before(self._today, 5, 115, "was due", *subject)
            )
        return Statement(
            grade, made, target_on=self._today + _DAY * self._chance.whole(20, 900, "due", *subject)
        )

    def _proven(self, proofs: Proofs, *subject: object) -> Iterator[Statement]:
        if proofs.evaluated_on and not self._chance.happens(_MISSED, "missed", *subject):
            yield Statement(Grade.EVALUATED, proofs.evaluated_on, valid_until=proofs.evaluated_until)
        if (
            proofs.shown_on
            and proofs.shown_on != proofs.evaluated_on
            and not self._chance.happens(_NOT_SHOWN, "not shown", *subject)
        ):
            yield Statement(Grade.DEMONSTRATED, proofs.shown_on, valid_until=proofs.shown_until)

    def _withdrawn(self, statement: Statement, *subject: object) -> Statement:
        made = statement.made_on
        assert made is not None  # every told statement has its day
        day = self._chance.day_before(self._today, 1, 300, "withdrawn on", *subject)
        return replace(statement, withdrawn_on=max(day, made))


def _earliest(told: list[Statement]) -> date:
    return min(statement.made_on for statement in told if statement.made_on)
