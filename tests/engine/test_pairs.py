"""Levels of pairs, counts over scopes, and what is undefined."""

from __future__ import annotations

import numpy as np
import pytest

from accord import engine
from accord.engine import EngineInputError, Interval, State
from engine.builders import Coalition


def wide() -> Coalition:
    """Two more systems, so that Aldoria and Borland each have two in one battalion."""
    return Coalition().add("participants", "A:FIRES", "A:BN", "A").add("participants", "B:FIRES", "B:BN", "B")


def test_level_of_an_exchange_is_the_weaker_of_provider_and_consumer() -> None:
    coalition = Coalition().play("A:BMS", "picture", "provider", 4).play("B:BMS", "picture", "consumer", 3)
    assert engine.pair_level(coalition.model(), "A:BMS", "B:BMS", "picture") == Interval(3, 3)


def test_directed_level_asks_for_the_first_as_provider() -> None:
    model = Coalition().exchange_picture().model()
    assert engine.pair_level(model, "A:BMS", "B:BMS", "picture", directed=True) == Interval(4, 4)
    assert engine.pair_level(model, "B:BMS", "A:BMS", "picture", directed=True) == Interval(0, 0)


def test_collaboration_has_no_direction() -> None:
    model = Coalition().plan_together(3).model()
    assert engine.pair_level(model, "B:BMS", "A:BMS", "plan", directed=True) == Interval(3, 3)


def test_unknown_standard_opens_the_interval() -> None:
    model = Coalition().exchange_picture().require("picture", "consumer", "S").model()
    assert engine.pair_level(model, "A:BMS", "B:BMS", "picture") == Interval(0, 4)


def test_only_mandatory_requirements_decide() -> None:
    coalition = Coalition().exchange_picture()
    for obligation in ("conditional", "recommended", "optional", "none"):
        coalition.require("picture", "consumer", f"S-{obligation}", obligation=obligation)
    assert engine.pair_level(coalition.model(), "A:BMS", "B:BMS", "picture") == Interval(4, 4)


def test_requirements_of_the_other_role_do_not_matter() -> None:
    model = Coalition().exchange_picture().require("picture", "consumer", "S").claim("B:BMS", "S", 2).model()
    assert engine.pair_level(model, "A:BMS", "B:BMS", "picture") == Interval(2, 2)


def test_group_level_is_the_best_of_its_member_pairs() -> None:
    coalition = wide().exchange_picture(1).play("A:FIRES", "picture", "provider", 3)
    coalition.play("B:FIRES", "picture", "consumer", 4)
    assert engine.pair_level(coalition.model(), "A", "B", "picture") == Interval(3, 3)


def test_unit_includes_the_units_below_it() -> None:
    model = Coalition().exchange_picture().model()
    assert engine.pair_level(model, "A:BDE", "B", "picture") == Interval(4, 4)


def test_mediator_does_not_make_an_interaction_applicable() -> None:
    coalition = Coalition().play("A:BMS", "picture", "mediator").play("B:BMS", "picture", "consumer")
    row = engine.pair_interactions(coalition.model(), "A:BMS", "B:BMS", ["picture"])[0]
    assert row.state is State.NOT_APPLICABLE


def test_two_consumers_leave_the_exchange_unserved() -> None:
    coalition = Coalition().play("A:BMS", "picture", "consumer").play("B:BMS", "picture", "consumer")
    assert engine.pair_interactions(coalition.model(), "A", "B", ["picture"])[0].state is State.UNSERVED
    assert engine.pair_counts(coalition.model(), ["picture"], by="nation").unserved.tolist() == [
        [0, 1],
        [1, 0],
    ]


def test_role_with_grade_none_is_not_played() -> None:
    coalition = Coalition().play("A:BMS", "plan", "peer", 0).play("B:BMS", "plan", "peer", 4)
    assert engine.pair_interactions(coalition.model(), "A", "B", ["plan"])[0].state is State.NOT_APPLICABLE


def test_planned_role_makes_an_interaction_applicable() -> None:
    counts = engine.pair_counts(Coalition().plan_together(1).model(), ["plan"], by="nation")
    assert (counts.applicable[0, 1], counts.proven[:, 0, 1].tolist()) == (1, [1, 0, 0, 0])


def test_direction_in_which_the_roles_fit_is_told() -> None:
    row = engine.pair_interactions(Coalition().exchange_picture().model(), "B", "A", ["picture"])[0]
    assert (row.a_gives, row.b_gives, row.state) == (False, True, State.APPLICABLE)


def test_four_from_claims_is_demonstrated_with_others() -> None:
    row = engine.pair_interactions(Coalition().exchange_picture().model(), "A", "B", ["picture"])[0]
    assert row.demonstrated_with_others
    assert not row.demonstrated_by_trial


def test_four_from_a_trial_is_demonstrated_by_the_pair() -> None:
    row = engine.pair_interactions(
        Coalition().exchange_picture(2).try_out("success").model(), "A", "B", ["picture"]
    )
    assert (row[0].interval, row[0].demonstrated_by_trial) == (Interval(4, 4), True)


def test_weakest_link_and_coverage_look_at_applicable_interactions_only() -> None:
    coalition = Coalition().plan_together(4).exchange_picture(2).add("interactions", "fuel", "exchange")
    counts = engine.pair_counts(coalition.model(), ["plan", "picture", "fuel"], by="nation")
    assert (counts.asked, counts.applicable[0, 1]) == (3, 2)
    assert engine.coverage(counts, 3).proven[0, 1] == 0.5
    assert engine.weakest_link(counts).proven[0, 1] == 2


def test_weakest_link_is_zero_where_an_applicable_interaction_has_no_level() -> None:
    coalition = Coalition().plan_together(4).require("plan", "peer", "S")
    weakest = engine.weakest_link(engine.pair_counts(coalition.model(), ["plan"], by="nation"))
    assert (weakest.proven[0, 1], weakest.possible[0, 1]) == (0, 4)


def test_everything_is_undefined_where_nothing_applies() -> None:
    counts = engine.pair_counts(Coalition().model(), {"plan": 2}, by="nation")
    answers = [engine.coverage(counts, 1).proven, engine.weakest_link(counts).proven, counts.met.proven]
    assert all(np.isnan(answer).all() for answer in answers)


def test_met_compares_each_interaction_with_its_wanted_level() -> None:
    model = Coalition().plan_together(4).exchange_picture(2).model()
    assert engine.pair_counts(model, {"plan": 4, "picture": 2}, by="nation").met.proven[0, 1] == 1
    assert engine.pair_counts(model, {"plan": 4, "picture": 3}, by="nation").met.proven[0, 1] == 0


def test_met_is_undefined_where_no_level_is_wanted() -> None:
    counts = engine.pair_counts(Coalition().plan_together().model(), ["plan"], by="nation")
    assert np.isnan(counts.met.proven).all()
    assert counts.wanted is None


def test_units_that_share_a_participant_are_not_paired() -> None:
    counts = engine.pair_counts(wide().plan_together().model(), ["plan"], by="unit")
    brigade, battalion, other = (counts.position(name) for name in ("A:BDE", "A:BN", "B:BN"))
    assert not counts.paired[brigade, battalion]
    assert counts.paired[brigade, other]


def test_participants_of_one_nation_are_paired() -> None:
    model = wide().play("A:BMS", "plan", "peer").play("A:FIRES", "plan", "peer", 2).model()
    assert engine.pair_level(model, "A:BMS", "A:FIRES", "plan") == Interval(2, 2)


def test_nation_without_participants_has_its_row_and_nothing_in_it() -> None:
    tables = Coalition().plan_together().tables()
    model = engine.build_model(**tables, nations=["Z", "A"], as_of=Coalition.model.__defaults__[0])
    counts = engine.pair_counts(model, ["plan"], by="nation")
    assert counts.names == ("A", "B", "Z")
    assert counts.applicable[2].tolist() == [0, 0, 0]


def test_breadth_is_the_share_of_applicable_member_pairs() -> None:
    coalition = wide().plan_together(4).play("A:FIRES", "plan", "peer", 2)
    assert engine.breadth(coalition.model(), "plan", 3).proven[0, 1] == 0.5
    assert engine.breadth(coalition.model(), "plan", 2).proven[0, 1] == 1


def test_breadth_is_undefined_without_applicable_member_pairs() -> None:
    assert np.isnan(engine.breadth(Coalition().model(), "plan", 3).proven).all()


@pytest.mark.parametrize(("a", "b"), [("A", "A"), ("A", "A:BN"), ("A:BMS", "A:BDE")])
def test_parties_that_share_a_participant_are_refused(a: str, b: str) -> None:
    with pytest.raises(EngineInputError) as refused:
        engine.pair_level(Coalition().model(), a, b, "plan")
    assert refused.value.codes == {"shared-participant"}


@pytest.mark.parametrize(
    ("scope", "codes"),
    [
        ([], {"empty-scope"}),
        (["plan", "no such", "plan"], {"unknown-name", "double"}),
        ({"plan": 0, "picture": 5}, {"not-a-level"}),
        ({"plan": True}, {"not-a-level"}),
    ],
)
def test_wrong_scope_is_refused_with_everything_wrong_in_it(scope: object, codes: set[str]) -> None:
    with pytest.raises(EngineInputError) as refused:
        engine.pair_counts(Coalition().model(), scope)  # type: ignore[arg-type]
    assert refused.value.codes == codes


def test_unknown_words_of_a_question_are_refused() -> None:
    model = Coalition().plan_together().model()
    counts = engine.pair_counts(model, ["plan"])
    questions = [
        lambda: engine.pair_counts(model, ["plan"], by="continent"),
        lambda: engine.coverage(counts, 5),
        lambda: engine.breadth(model, "no such", 3),
        lambda: engine.pair_level(model, "A", "no such", "plan"),
        lambda: engine.standing(model, "A:BMS", "no such"),
        lambda: engine.standing(model, "no such", "no such"),
    ]
    for question in questions:
        with pytest.raises(EngineInputError):
            question()
