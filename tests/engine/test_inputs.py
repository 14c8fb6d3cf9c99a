"""Wrong input is refused, with everything that is wrong in one error."""

from __future__ import annotations

from datetime import date

import pytest

from accord import engine
from accord.engine import EngineInputError, InputProblem
from engine.builders import AS_OF, LONG_AGO, Coalition, day


def problems_of(coalition: Coalition, **when: date) -> tuple[InputProblem, ...]:
    with pytest.raises(EngineInputError) as refused:
        coalition.model(**when)
    return refused.value.problems


def only_problem(coalition: Coalition) -> tuple[str, str, str, str]:
    found = problems_of(coalition)
    assert len(found) == 1, found
    return found[0].code, found[0].table, found[0].column, found[0].value


CLAIM = ("system", "A:BMS", "S")
ROLE = ("A:BMS", "picture", "provider")
NO_DATES = (None, None, None)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            ("claims", "system", "A:XYZ", "S", 2, LONG_AGO, *NO_DATES),
            ("unknown-name", "claims", "holder", "A:XYZ"),
        ),
        (
            ("claims", "unit", "A:BMS", "S", 2, LONG_AGO, *NO_DATES),
            ("unknown-name", "claims", "holder", "A:BMS"),
        ),
        (
            ("claims", "fleet", "A:BMS", "S", 2, LONG_AGO, *NO_DATES),
            ("unknown-word", "claims", "holder_kind", "fleet"),
        ),
        (("claims", *CLAIM, 5, LONG_AGO, *NO_DATES), ("not-a-grade", "claims", "grade", "5")),
        (("claims", *CLAIM, -1, LONG_AGO, *NO_DATES), ("not-a-grade", "claims", "grade", "-1")),
        (("claims", *CLAIM, 2.5, LONG_AGO, *NO_DATES), ("not-a-grade", "claims", "grade", "2.5")),
        (("claims", *CLAIM, True, LONG_AGO, *NO_DATES), ("not-a-grade", "claims", "grade", "True")),
        (("claims", *CLAIM, None, LONG_AGO, *NO_DATES), ("missing-value", "claims", "grade", "")),
        (("claims", *CLAIM, 2, None, *NO_DATES), ("missing-date", "claims", "made_on", "")),
        (("claims", *CLAIM, 2, "2024-01-01", *NO_DATES), ("not-a-date", "claims", "made_on", "2024-01-01")),
        (("claims", *CLAIM, 1, LONG_AGO, *NO_DATES), ("missing-date", "claims", "target_on", "")),
        (("claims", *CLAIM, 3, LONG_AGO, *NO_DATES), ("missing-date", "claims", "valid_until", "")),
        (
            ("claims", *CLAIM, 1, AS_OF, day(-1), None, None),
            ("reversed-dates", "claims", "target_on", str(day(-1))),
        ),
        (
            ("claims", *CLAIM, 4, AS_OF, None, day(-1), None),
            ("reversed-dates", "claims", "valid_until", str(day(-1))),
        ),
        (
            ("claims", *CLAIM, 2, AS_OF, None, None, day(-1)),
            ("reversed-dates", "claims", "withdrawn_on", str(day(-1))),
        ),
        (
            ("claims", "system", "A:BMS", None, 2, LONG_AGO, *NO_DATES),
            ("missing-value", "claims", "standard", ""),
        ),
        (
            ("claims", "system", "A:BMS", 36, 2, LONG_AGO, *NO_DATES),
            ("not-a-name", "claims", "standard", "36"),
        ),
        (
            ("roles", "A", "picture", "provider", 2, LONG_AGO, *NO_DATES),
            ("unknown-name", "roles", "participant", "A"),
        ),
        (
            ("roles", "A:BMS", "fuel", "provider", 2, LONG_AGO, *NO_DATES),
            ("unknown-name", "roles", "interaction", "fuel"),
        ),
        (
            ("roles", "A:BMS", "picture", "peer", 2, LONG_AGO, *NO_DATES),
            ("role-not-in-kind", "roles", "role", "peer"),
        ),
        (
            ("roles", "A:BMS", "plan", "provider", 2, LONG_AGO, *NO_DATES),
            ("role-not-in-kind", "roles", "role", "provider"),
        ),
        (
            ("roles", "A:BMS", "plan", "chief", 2, LONG_AGO, *NO_DATES),
            ("unknown-word", "roles", "role", "chief"),
        ),
        (
            ("requirements", "plan", "consumer", "S", "mandatory"),
            ("role-not-in-kind", "requirements", "role", "consumer"),
        ),
        (
            ("requirements", "plan", "peer", "S", "perhaps"),
            ("unknown-word", "requirements", "obligation", "perhaps"),
        ),
        (
            ("requirements", "fuel", "peer", "S", "mandatory"),
            ("unknown-name", "requirements", "interaction", "fuel"),
        ),
        (("interactions", "plan", "collaboration"), ("double", "interactions", "interaction", "plan")),
        (("interactions", "fuel", "trade"), ("unknown-word", "interactions", "kind", "trade")),
        (("participants", "A:BMS", "A:BN", "A"), ("double", "participants", "participant", "A:BMS")),
        (("participants", "A:NEW", "A:BN", None), ("missing-value", "participants", "nation", "")),
        (("participants", "A:BDE", None, "A"), ("name-taken", "participants", "participant", "A:BDE")),
        (("participants", "A:BDE", "A:BDE", "A"), ("name-taken", "participants", "participant", "A:BDE")),
        (("participants", "A:BN", "A:BN", "A"), ("name-taken", "participants", "participant", "A:BN")),
        (("participants", "B:NEW", "A:BN", "B"), ("two-nations", "participants", "unit", "A:BN")),
        (("units", "A:BN", "A:BDE", "A"), ("double", "units", "unit", "A:BN")),
        (("units", "B:NEW", "A:BDE", "B"), ("two-nations", "units", "parent", "A:BDE")),
        (("units", "A:NEW", "A:NEW", "A"), ("cycle", "units", "parent", "A:NEW")),
        (("successions", "S", "S"), ("cycle", "successions", "newer", "S")),
        (
            ("trials", "A:BMS", "A:BMS", "plan", "issue", LONG_AGO, None, None),
            ("self-pair", "trials", "b", "A:BMS"),
        ),
        (
            ("trials", "A:BMS", "B", "plan", "issue", LONG_AGO, None, None),
            ("unknown-name", "trials", "b", "B"),
        ),
        (
            ("trials", "A:BMS", "B:BMS", "plan", "good", LONG_AGO, None, None),
            ("unknown-word", "trials", "result", "good"),
        ),
        (
            ("trials", "A:BMS", "B:BMS", "plan", "issue", None, None, None),
            ("missing-date", "trials", "held_on", ""),
        ),
        (
            ("trials", "A:BMS", "B:BMS", "plan", "issue", AS_OF, day(-1), None),
            ("reversed-dates", "trials", "valid_until", str(day(-1))),
        ),
        (
            ("trials", "A:BMS", "B:BMS", "plan", "issue", AS_OF, None, day(-1)),
            ("reversed-dates", "trials", "stale_on", str(day(-1))),
        ),
    ],
)
def test_wrong_row_is_refused_with_table_column_and_value(
    row: tuple[object, ...], expected: tuple[str, str, str, str]
) -> None:
    assert only_problem(Coalition().add(str(row[0]), *row[1:])) == expected


def test_claim_of_a_unit_that_is_a_participant_is_stated_as_a_unit() -> None:
    coalition = Coalition().add("units", "A:MED", None, "A").add("participants", "A:MED", "A:MED", "A")
    coalition.add("claims", "system", "A:MED", "S", 2, LONG_AGO, *NO_DATES)
    assert only_problem(coalition) == ("wrong-holder-kind", "claims", "holder", "A:MED")


def test_same_claim_twice_is_a_double() -> None:
    coalition = Coalition().claim("A:BMS", "S", 2).claim("A:BMS", "S", 0)
    assert only_problem(coalition) == ("double", "claims", "made_on", "A:BMS, S, 2024-01-01")


def test_claims_before_1970_are_told_apart() -> None:
    old = date(1965, 3, 1)
    coalition = Coalition().claim("A:BMS", "S", 2, made_on=old)
    assert only_problem(coalition.claim("A:BMS", "S", 2, made_on=old))[3] == "A:BMS, S, 1965-03-01"


def test_same_succession_twice_is_a_double() -> None:
    coalition = Coalition().succeed("S1", "S2").succeed("S1", "S2")
    assert only_problem(coalition) == ("double", "successions", "newer", "S1, S2")


def test_same_role_claim_twice_is_a_double() -> None:
    coalition = Coalition().play(*ROLE).play(*ROLE)
    assert only_problem(coalition)[:3] == ("double", "roles", "made_on")


def test_same_requirement_twice_is_a_double() -> None:
    coalition = Coalition().require("plan", "peer", "S").require("plan", "peer", "S", obligation="optional")
    assert only_problem(coalition) == ("double", "requirements", "standard", "plan, peer, S")


def test_every_standard_on_a_circle_of_successions_is_named() -> None:
    coalition = Coalition().succeed("S1", "S2").succeed("S2", "S3").succeed("S3", "S1").succeed("S0", "S1")
    found = problems_of(coalition)
    assert [(one.code, one.value) for one in found] == [("cycle", "S1"), ("cycle", "S2"), ("cycle", "S3")]


def test_every_unit_on_a_circle_is_named() -> None:
    coalition = Coalition().add("units", "A:U1", "A:U2", "A").add("units", "A:U2", "A:U1", "A")
    assert [(one.code, one.value) for one in problems_of(coalition)] == [("cycle", "A:U1"), ("cycle", "A:U2")]


def test_all_problems_are_told_at_once() -> None:
    coalition = Coalition().claim("A:XYZ", "S", 2).play("A:BMS", "fuel", "provider").claim("A:BMS", "S", 7)
    found = problems_of(coalition.try_out("perfect"), project_to=day(-1))
    assert {one.code for one in found} == {"unknown-name", "not-a-grade", "unknown-word", "reversed-dates"}
    assert len(found) == 5


def test_value_that_is_wrong_many_times_is_told_once_with_its_count() -> None:
    coalition = Coalition()
    for standard in "ABC":
        coalition.claim("A:XYZ", standard, 2)
    found = problems_of(coalition)
    assert [(one.value, one.row, one.count) for one in found] == [("A:XYZ", 0, 3)]


def test_message_shows_the_first_problems_and_counts_the_rest() -> None:
    coalition = Coalition()
    for number in range(30):
        coalition.claim(f"A:X{number:02}", "S", 2)
    with pytest.raises(EngineInputError, match=r"A:X00.*and 10 more") as refused:
        coalition.model()
    assert len(refused.value.problems) == 30


def test_missing_columns_and_uneven_tables_are_told_together() -> None:
    tables = Coalition().tables()
    del tables["claims"]["standard"]
    tables["roles"]["grade"] = [1, 2]
    tables["interactions"] = 7
    with pytest.raises(EngineInputError) as refused:
        engine.build_model(**tables, as_of=AS_OF)
    assert refused.value.codes == {"missing-column", "unequal-length", "not-a-table"}


def test_columns_of_nulls_may_be_left_out() -> None:
    tables = Coalition().claim("A:BMS", "S", 2).plan_together().tables()
    for column in ("target_on", "withdrawn_on"):
        del tables["claims"][column], tables["roles"][column]
    del tables["claims"]["valid_until"]
    for table in ("trials", "successions"):
        del tables[table]
    model = engine.build_model(**tables, as_of=AS_OF)
    assert engine.pair_level(model, "A", "B", "plan").proven == 4


def test_empty_model_answers_with_nothing() -> None:
    coalition = Coalition()
    coalition.rows["participants"], coalition.rows["units"] = [], []
    counts = engine.pair_counts(coalition.model(), ["plan"], by="nation")
    assert counts.names == ()
    assert counts.proven.shape == (4, 0, 0)


def test_model_without_interactions_can_still_be_asked_for_grades() -> None:
    coalition = Coalition().claim("A:BMS", "S", 2)
    coalition.rows["interactions"] = []
    assert engine.standing(coalition.model(), "A:BMS", "S").grade == 2


def test_plan_may_be_due_on_the_day_it_is_made() -> None:
    assert Coalition().claim("A:BMS", "S", 1, made_on=AS_OF, target_on=AS_OF).model()


def test_dates_that_a_grade_does_not_need_are_not_judged() -> None:
    assert Coalition().claim("A:BMS", "S", 2, made_on=AS_OF, valid_until=LONG_AGO, target_on=LONG_AGO).model()
