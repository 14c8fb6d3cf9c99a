"""Trials: which one decides, and what it makes of a level."""

from __future__ import annotations

from datetime import date

import pytest

from accord import engine
from accord.engine import Interval
from engine.builders import AS_OF, Coalition, day


def picture(coalition: Coalition, project_to: date | None = None) -> Interval[int]:
    return engine.pair_level(coalition.model(project_to=project_to), "A:BMS", "B:BMS", "picture")


@pytest.mark.parametrize(
    ("result", "level"), [("success", 4), ("limited", 3), ("issue", 1), ("not tested", 2)]
)
def test_result_overrides_the_claims(result: str, level: int) -> None:
    assert picture(Coalition().exchange_picture(2).try_out(result)) == Interval(level, level)


def test_limited_result_lowers_a_demonstrated_pair() -> None:
    assert picture(Coalition().exchange_picture(4).try_out("limited")) == Interval(3, 3)


def test_issue_never_raises_a_level() -> None:
    coalition = Coalition().exchange_picture(4).require("picture", "provider", "S").claim("A:BMS", "S", 0)
    assert picture(coalition.try_out("issue")) == Interval(0, 0)


def test_issue_closes_the_possible_reading() -> None:
    coalition = Coalition().exchange_picture(4).require("picture", "provider", "S")
    assert picture(coalition.try_out("issue")) == Interval(0, 1)


def test_success_overrides_unknown_standards() -> None:
    coalition = Coalition().exchange_picture(4).require("picture", "provider", "S")
    assert picture(coalition.try_out("success")) == Interval(4, 4)


def test_trial_without_the_claimed_roles_changes_nothing() -> None:
    coalition = Coalition().play("A:BMS", "picture", "provider").try_out("success")
    assert picture(coalition) == Interval(0, 0)


def test_trial_decides_only_the_direction_in_which_it_was_held() -> None:
    coalition = Coalition().exchange_picture(2).try_out("success", a="B:BMS", b="A:BMS")
    assert picture(coalition) == Interval(2, 2)


def test_trial_of_a_collaboration_counts_in_either_order() -> None:
    model = Coalition().plan_together(2).try_out("success", a="B:BMS", b="A:BMS", interaction="plan").model()
    assert engine.pair_level(model, "A:BMS", "B:BMS", "plan", directed=True) == Interval(4, 4)


def test_latest_trial_decides() -> None:
    coalition = Coalition().exchange_picture(2).try_out("issue", day(-9)).try_out("success", day(-8))
    assert picture(coalition) == Interval(4, 4)


@pytest.mark.parametrize("results", [("success", "issue", "limited"), ("issue", "success", "limited")])
def test_worst_trial_of_a_day_decides(results: tuple[str, ...]) -> None:
    coalition = Coalition().exchange_picture(2)
    for result in results:
        coalition.try_out(result, day(-8))
    assert picture(coalition) == Interval(1, 1)


def test_trials_of_a_collaboration_in_both_orders_are_one_history() -> None:
    coalition = Coalition().plan_together(2).try_out("issue", day(-9), interaction="plan")
    coalition.try_out("success", day(-8), a="B:BMS", b="A:BMS", interaction="plan")
    assert engine.pair_level(coalition.model(), "A:BMS", "B:BMS", "plan") == Interval(4, 4)


def test_untested_trial_does_not_hide_an_earlier_result() -> None:
    coalition = Coalition().exchange_picture(2).try_out("issue", day(-9)).try_out("not tested", day(-8))
    assert picture(coalition) == Interval(1, 1)


def test_earlier_trial_decides_again_when_the_latest_has_expired() -> None:
    coalition = Coalition().exchange_picture(2).try_out("issue", day(-9))
    assert picture(coalition.try_out("success", day(-8), valid_until=day(-1))) == Interval(1, 1)


def test_trial_held_on_the_as_of_date_counts() -> None:
    assert picture(Coalition().exchange_picture(2).try_out("success", AS_OF)) == Interval(4, 4)


def test_trial_held_after_the_as_of_date_does_not_count_even_when_projecting() -> None:
    assert picture(Coalition().exchange_picture(2).try_out("success", day(1)), day(9)) == Interval(2, 2)


def test_trial_counts_on_its_last_valid_day() -> None:
    assert picture(Coalition().exchange_picture(2).try_out("success", valid_until=AS_OF)) == Interval(4, 4)


def test_trial_is_stale_on_the_day_of_the_change_of_version() -> None:
    assert picture(Coalition().exchange_picture(2).try_out("success", stale_on=AS_OF)) == Interval(2, 2)
    assert picture(Coalition().exchange_picture(2).try_out("success", stale_on=day(1))) == Interval(4, 4)


def test_trial_expires_at_the_projected_day() -> None:
    assert picture(
        Coalition().exchange_picture(2).try_out("success", valid_until=day(5)), day(6)
    ) == Interval(2, 2)


def test_issue_refutes_the_cell_that_it_lowers() -> None:
    counts = engine.pair_counts(Coalition().exchange_picture(2).try_out("issue").model(), ["picture"])
    assert counts.refuted.tolist() == [[0, 1], [1, 0]]


def test_issue_refutes_where_only_the_possible_reading_falls() -> None:
    coalition = Coalition().exchange_picture(4).require("picture", "provider", "S").try_out("issue")
    assert engine.pair_interactions(coalition.model(), "A", "B", ["picture"])[0].refuted


def test_limited_result_that_lowers_a_level_is_no_refutation() -> None:
    counts = engine.pair_counts(Coalition().exchange_picture(4).try_out("limited").model(), ["picture"])
    assert not counts.refuted.any()


def test_issue_that_lowers_nothing_refutes_nothing() -> None:
    assert not engine.pair_counts(
        Coalition().exchange_picture(1).try_out("issue").model(), ["picture"]
    ).refuted.any()


def test_nations_are_not_refuted_while_another_pair_reaches_the_level() -> None:
    coalition = Coalition().exchange_picture(2).try_out("issue")
    coalition.add("participants", "A:FIRES", "A:BN", "A").play("A:FIRES", "picture", "provider", 2)
    assert not engine.pair_counts(coalition.model(), ["picture"], by="nation").refuted.any()
    assert engine.pair_level(coalition.model(), "A", "B", "picture") == Interval(2, 2)


def test_group_falls_to_its_second_best_pair_when_a_trial_refutes_the_best() -> None:
    coalition = Coalition().exchange_picture(4).try_out("issue")
    coalition.add("participants", "A:FIRES", "A:BN", "A").play("A:FIRES", "picture", "provider", 2)
    assert engine.pair_level(coalition.model(), "A", "B", "picture") == Interval(2, 2)
    assert engine.pair_counts(coalition.model(), ["picture"], by="nation").refuted.tolist() == [
        [0, 1],
        [1, 0],
    ]
