"""Rules 1 to 6: which grade holds."""

from __future__ import annotations

import pytest

from accord import engine
from accord.engine import HolderKind, Reason, Role
from engine.builders import AS_OF, Coalition, day

S = "link-ed.1"
NEWER = "link-ed.2"
NEWEST = "link-ed.3"


def grade_of(coalition: Coalition, standard: str = S, **when: object) -> int | None:
    return engine.standing(coalition.model(**when), "A:BMS", standard).grade  # type: ignore[arg-type]  # days alone


def needing(*standards: str) -> Coalition:
    return Coalition().require("picture", "provider", *standards)


def test_claim_made_on_the_as_of_date_exists() -> None:
    assert grade_of(needing(S).claim("A:BMS", S, 2, made_on=AS_OF)) == 2


def test_claim_made_after_the_as_of_date_does_not_exist() -> None:
    assert grade_of(needing(S).claim("A:BMS", S, 2, made_on=day(1))) is None


def test_projecting_does_not_bring_claims_made_after_the_as_of_date_into_being() -> None:
    assert grade_of(needing(S).claim("A:BMS", S, 2, made_on=day(1)), project_to=day(30)) is None


def test_withdrawn_claim_does_not_exist_from_the_day_it_is_withdrawn() -> None:
    assert grade_of(needing(S).claim("A:BMS", S, 2, withdrawn_on=AS_OF)) is None


def test_claim_still_exists_on_the_day_before_it_is_withdrawn() -> None:
    assert grade_of(needing(S).claim("A:BMS", S, 2, withdrawn_on=day(1))) == 2


def test_withdrawal_after_the_as_of_date_is_not_known_when_projecting() -> None:
    assert grade_of(needing(S).claim("A:BMS", S, 2, withdrawn_on=day(1)), project_to=day(30)) == 2


def test_latest_claim_of_a_holder_counts_even_when_it_is_lower() -> None:
    coalition = needing(S).claim("A:BMS", S, 2, made_on=day(-9)).claim("A:BMS", S, 0, made_on=day(-1))
    assert grade_of(coalition) == 0


def test_earlier_claim_stands_in_for_a_withdrawn_one() -> None:
    coalition = needing(S).claim("A:BMS", S, 2, made_on=day(-9))
    assert grade_of(coalition.claim("A:BMS", S, 0, made_on=day(-5), withdrawn_on=day(-1))) == 2


@pytest.mark.parametrize(
    ("holders", "kind", "holder"),
    [
        (["A:BMS", "A:BN", "A:BDE", "A"], HolderKind.SYSTEM, "A:BMS"),
        (["A:BN", "A:BDE", "A"], HolderKind.UNIT, "A:BN"),
        (["A:BDE", "A"], HolderKind.UNIT, "A:BDE"),
        (["A"], HolderKind.NATION, "A"),
    ],
)
def test_most_specific_holder_decides(holders: list[str], kind: HolderKind, holder: str) -> None:
    coalition = needing(S)
    for age, name in enumerate(holders):
        coalition.claim(name, S, 2 if age == 0 else 0, made_on=day(-50 + age))
    found = engine.standing(coalition.model(), "A:BMS", S)
    assert (found.grade, found.holder_kind, found.holder) == (2, kind, holder)


def test_claims_of_another_nation_do_not_reach_the_participant() -> None:
    assert grade_of(needing(S).claim("B", S, 2)) is None


def test_participant_without_a_unit_inherits_from_its_nation() -> None:
    coalition = needing(S).add("participants", "A:HQ", None, "A").claim("A", S, 2)
    assert engine.standing(coalition.model(), "A:HQ", S).holder_kind is HolderKind.NATION


def test_claims_of_a_unit_without_systems_are_its_own() -> None:
    coalition = needing(S).add("units", "A:MED", "A:BDE", "A").add("participants", "A:MED", "A:MED", "A")
    assert engine.standing(coalition.claim("A:MED", S, 2).model(), "A:MED", S).holder == "A:MED"


def test_evaluation_holds_on_its_last_valid_day() -> None:
    assert grade_of(needing(S).claim("A:BMS", S, 3, valid_until=AS_OF)) == 3


@pytest.mark.parametrize("grade", [3, 4])
def test_lapsed_evidence_counts_as_declared(grade: int) -> None:
    found = engine.standing(needing(S).claim("A:BMS", S, grade, valid_until=day(-1)).model(), "A:BMS", S)
    assert (found.grade, found.reason) == (2, Reason.LAPSED)


def test_validity_is_judged_at_the_projected_day() -> None:
    assert grade_of(needing(S).claim("A:BMS", S, 4, valid_until=day(10)), project_to=day(11)) == 2


def test_lapsed_claim_still_hides_a_less_specific_one() -> None:
    coalition = needing(S).claim("A:BMS", S, 4, valid_until=day(-1)).claim("A:BN", S, 4)
    assert grade_of(coalition) == 2


def test_plan_counts_as_declared_when_it_is_due_by_the_projected_day() -> None:
    found = engine.standing(
        needing(S).claim("A:BMS", S, 1, target_on=day(10)).model(project_to=day(10)), "A:BMS", S
    )
    assert (found.grade, found.reason) == (2, Reason.PROJECTED)


def test_plan_that_comes_due_after_the_projected_day_stays_a_plan() -> None:
    assert grade_of(needing(S).claim("A:BMS", S, 1, target_on=day(11)), project_to=day(10)) == 1


def test_overdue_plan_never_counts_without_projection() -> None:
    found = engine.standing(needing(S).claim("A:BMS", S, 1, target_on=day(-1)).model(), "A:BMS", S)
    assert (found.grade, found.reason) == (1, Reason.OVERDUE)


def test_plan_is_not_overdue_on_its_target_date() -> None:
    found = engine.standing(needing(S).claim("A:BMS", S, 1, target_on=AS_OF).model(), "A:BMS", S)
    assert found.reason is Reason.PLANNED


def test_projecting_to_the_as_of_date_itself_is_no_projection() -> None:
    assert grade_of(needing(S).claim("A:BMS", S, 1, target_on=day(-1)), project_to=AS_OF) == 1


def test_newer_edition_stands_for_an_older_one() -> None:
    coalition = needing(S).succeed(S, NEWER).claim("A:BMS", S, 0).claim("A:BMS", NEWER, 3)
    found = engine.standing(coalition.model(), "A:BMS", S)
    assert (found.grade, found.standard, found.claim_row) == (3, NEWER, 1)


def test_older_edition_does_not_stand_for_a_newer_one() -> None:
    assert grade_of(needing(NEWER).succeed(S, NEWER).claim("A:BMS", S, 3), NEWER) is None


def test_succession_is_transitive() -> None:
    coalition = needing(S).succeed(S, NEWER).succeed(NEWER, NEWEST).claim("A:BMS", NEWEST, 3)
    assert grade_of(coalition) == 3


def test_better_own_grade_is_kept_beside_a_newer_edition() -> None:
    coalition = needing(S).succeed(S, NEWER).claim("A:BMS", S, 4).claim("A:BMS", NEWER, 2)
    assert grade_of(coalition) == 4


def test_validity_comes_before_succession() -> None:
    coalition = needing(S).succeed(S, NEWER).claim("A:BMS", NEWER, 4, valid_until=day(-1))
    assert grade_of(coalition) == 2


def test_unknown_newer_edition_leaves_the_possible_reading_open() -> None:
    found = engine.standing(needing(S).succeed(S, NEWER).claim("A:BMS", S, 0).model(), "A:BMS", S)
    assert (found.grade, found.possible) == (0, 4)


def test_standing_names_the_row_and_dates_of_the_deciding_claim() -> None:
    coalition = needing(S).claim("A", S, 0).claim("A:BN", S, 3, made_on=day(-5), valid_until=day(5))
    found = engine.standing(coalition.model(), "A:BMS", S)
    assert (found.claim_row, found.made_on, found.valid_until, found.target_on) == (1, day(-5), day(5), None)


def test_nothing_known_is_not_none() -> None:
    model = needing(S).model()
    found = engine.standing(model, "A:BMS", S)
    assert (found.grade, found.possible, found.reason) == (None, 4, Reason.UNKNOWN)


def test_role_follows_the_same_rules_of_dates() -> None:
    coalition = Coalition().play("A:BMS", "picture", "provider", 4, valid_until=day(-1))
    found = engine.role_standing(coalition.model(), "A:BMS", "picture", Role.PROVIDER)
    assert (found.grade, found.reason, found.claim_row) == (2, Reason.LAPSED, 0)


def test_role_that_is_not_claimed_is_known_not_to_be_played() -> None:
    found = engine.role_standing(Coalition().model(), "A:BMS", "picture", Role.PROVIDER)
    assert (found.grade, found.possible, found.reason) == (None, 0, Reason.ROLE_NOT_CLAIMED)


def test_roles_are_not_inherited_from_the_nation() -> None:
    model = Coalition().play("A:BMS", "picture", "provider").model()
    grades = {
        name: engine.role_standing(model, name, "picture", Role.PROVIDER).grade for name in ("A:BMS", "B:BMS")
    }
    assert grades == {"A:BMS": 4, "B:BMS": None}
