"""Which grades and dates can be claimed, and how a claim stands on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accord.claims.rules import (
    Grade,
    Standing,
    Statement,
    standing_on,
    statement_problems,
    unknown_standard,
    withdrawal_problems,
)

TODAY = date(2026, 11, 22)
DECLARED = Statement(Grade.DECLARED, date(2026, 1, 15))
PLANNED = Statement(Grade.PLANNED, date(2026, 1, 15), target_on=date(2026, 6, 30))
EVALUATED = Statement(Grade.EVALUATED, date(2026, 1, 15), valid_until=date(2027, 1, 15))


def codes(statement: Statement, *, by_owner: bool = True) -> list[str]:
    return [problem.code for problem in statement_problems(statement, by_owner=by_owner, today=TODAY)]


@pytest.mark.parametrize("statement", [DECLARED, PLANNED, Statement(Grade.NONE, TODAY)])
def test_owner_states_none_planned_and_declared(statement: Statement):
    assert codes(statement) == []
    assert codes(statement, by_owner=False) == ["grade-own-only"]


def test_evaluated_takes_somebody_else():
    assert codes(EVALUATED, by_owner=False) == []
    assert codes(EVALUATED) == ["grade-not-own"]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (replace(DECLARED, grade=5), "grade-range"),
        (replace(DECLARED, grade=-1), "grade-range"),
        (replace(DECLARED, made_on=None), "made-on-missing"),
        (replace(DECLARED, made_on=date(2026, 11, 23)), "made-on-future"),
        (replace(PLANNED, target_on=None), "target-missing"),
        (replace(PLANNED, target_on=date(2025, 1, 1)), "reversed-dates"),
        (replace(DECLARED, withdrawn_on=date(2025, 1, 1)), "reversed-dates"),
    ],
)
def test_statement_that_cannot_stand_is_refused(statement: Statement, code: str):
    assert codes(statement) == [code]


def test_proof_needs_an_end():
    assert codes(replace(EVALUATED, valid_until=None), by_owner=False) == ["valid-until-missing"]


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2026, 3, 1), Standing.HOLDS),
        (date(2026, 10, 16), Standing.HOLDS),
        (date(2026, 10, 17), Standing.LAPSES_SOON),
        (date(2027, 1, 15), Standing.LAPSES_SOON),
        (date(2027, 1, 16), Standing.LAPSED),
    ],
)
def test_evaluated_claim_counts_through_its_last_day(day: date, standing: Standing):
    assert standing_on(day, EVALUATED) is standing


def test_plan_is_overdue_from_the_day_after_its_target():
    assert standing_on(date(2026, 6, 30), PLANNED) is Standing.HOLDS
    assert standing_on(date(2026, 7, 1), PLANNED) is Standing.OVERDUE


def test_withdrawn_claim_does_not_exist_from_that_day():
    withdrawn = replace(DECLARED, withdrawn_on=date(2026, 5, 1))
    assert standing_on(date(2026, 4, 30), withdrawn) is Standing.HOLDS
    assert standing_on(date(2026, 5, 1), withdrawn) is Standing.WITHDRAWN


@pytest.mark.parametrize(
    ("statement", "day", "found"),
    [
        (DECLARED, date(2026, 5, 1), []),
        (DECLARED, None, ["withdrawn-on-missing"]),
        (DECLARED, date(2026, 1, 14), ["reversed-dates"]),
        (replace(DECLARED, withdrawn_on=TODAY), TODAY, ["already-withdrawn"]),
    ],
)
def test_withdrawal_has_a_day_after_the_claim_and_happens_once(
    statement: Statement, day: date | None, found: list[str]
):
    assert [problem.code for problem in withdrawal_problems(statement, day)] == found


def test_unknown_standard_names_the_editions_of_what_was_written():
    codes_known = ["nato-adatp-32", "nato-adatp-36-ed.a-v2", "nato-adatp-36-ed.b-v1"]
    problem = unknown_standard("ADatP-36", codes_known)
    assert "nato-adatp-36-ed.a-v2, nato-adatp-36-ed.b-v1" in problem.text
    assert "nato-adatp-32" not in problem.text


def test_unknown_standard_names_the_nearest_codes():
    problem = unknown_standard("nato-adatp-63-ed.a-v2", ["nato-adatp-36-ed.a-v2", "ietf-rfc-791"])
    assert "nato-adatp-36-ed.a-v2" in problem.text
    assert "rfc" not in problem.text
