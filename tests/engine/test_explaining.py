"""Blockers, smallest changes, and which member pair speaks for two groups."""

from __future__ import annotations

import pytest

from accord import engine
from accord.engine import Change, EngineInputError, Interval, Part, Reason, Result, Role, TrialState
from engine.builders import AS_OF, Coalition, day

S, NEWER = "link-ed.1", "link-ed.2"


def explain(
    coalition: Coalition, level: int = 3, a: str = "A:BMS", b: str = "B:BMS", **more: object
) -> engine.Explanation:
    return engine.explain(coalition.model(), a, b, "picture", level, **more)  # type: ignore[arg-type]  # costs alone


def changed(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [change.order for change in changes]


def needing(*standards: str, grade: int = 4) -> Coalition:
    """A:BMS provides and B:BMS consumes; providing needs the standards."""
    return Coalition().exchange_picture(grade).require("picture", "provider", *standards)


def test_reached_level_has_no_blockers_and_no_change() -> None:
    found = explain(Coalition().exchange_picture(3))
    assert found.reached
    assert found.assignments[0].blockers == ()
    assert found.smallest_change == ()


def test_exchange_has_two_assignments_and_collaboration_one() -> None:
    model = Coalition().model()
    givers = [
        one.giver.participant for one in engine.explain(model, "A:BMS", "B:BMS", "picture", 3).assignments
    ]
    assert givers == ["A:BMS", "B:BMS"]
    assert len(engine.explain(model, "A:BMS", "B:BMS", "plan", 3).assignments) == 1


def test_role_that_is_not_claimed_blocks() -> None:
    blocker = explain(Coalition().play("A:BMS", "picture", "provider")).assignments[0].blockers[0]
    assert (blocker.part, blocker.participant, blocker.role) == (Part.ROLE, "B:BMS", Role.CONSUMER)
    assert (blocker.grade, blocker.reason) == (None, Reason.ROLE_NOT_CLAIMED)


def test_role_below_the_level_says_why_in_its_standing() -> None:
    coalition = (
        Coalition()
        .play("A:BMS", "picture", "provider", 1, target_on=day(-1))
        .play("B:BMS", "picture", "consumer")
    )
    blocker = explain(coalition).assignments[0].blockers[0]
    assert blocker.reason is Reason.ROLE_BELOW
    assert blocker.standing is not None
    assert (blocker.standing.reason, blocker.standing.target_on) == (Reason.OVERDUE, day(-1))


@pytest.mark.parametrize(
    ("grade", "dates", "level", "reason"),
    [
        (0, {}, 3, Reason.NONE),
        (1, {"target_on": day(1)}, 3, Reason.PLANNED),
        (1, {"target_on": day(-1)}, 3, Reason.OVERDUE),
        (2, {}, 3, Reason.DECLARED),
        (3, {}, 4, Reason.EVALUATED),
        (4, {"valid_until": day(-1)}, 4, Reason.LAPSED),
    ],
)
def test_standard_below_the_level_blocks_with_its_reason(
    grade: int, dates: dict, level: int, reason: Reason
) -> None:
    blocker = explain(needing(S).claim("A:BMS", S, grade, **dates), level).assignments[0].blockers[0]
    assert (blocker.part, blocker.standard, blocker.reason) == (Part.STANDARD, S, reason)


def test_unknown_standard_blocks_without_a_grade() -> None:
    blocker = explain(needing(S)).assignments[0].blockers[0]
    assert (blocker.grade, blocker.reason) == (None, Reason.UNKNOWN)


def test_plan_that_is_due_when_projecting_is_called_projected() -> None:
    model = needing(S).claim("A:BMS", S, 1, target_on=day(3)).model(project_to=day(9))
    blocker = engine.explain(model, "A:BMS", "B:BMS", "picture", 3).assignments[0].blockers[0]
    assert (blocker.grade, blocker.reason) == (2, Reason.PROJECTED)


def test_blocker_names_the_holder_from_whom_the_claim_is_inherited() -> None:
    standing = explain(needing(S).claim("A:BDE", S, 2)).assignments[0].blockers[0].standing
    assert standing is not None
    assert (standing.holder, standing.made_on, standing.claim_row) == ("A:BDE", date_of_claim(), 0)


def date_of_claim() -> object:
    return Coalition().claim("A:BDE", S, 2).rows["claims"][0][4]


def test_trial_below_the_level_is_the_only_blocker() -> None:
    found = explain(needing(S).try_out("issue")).assignments[0]
    assert [(one.part, one.reason, one.partner) for one in found.blockers] == [
        (Part.TRIAL, Reason.REFUTED, "B:BMS")
    ]
    assert changed(found.smallest_change) == [("A:BMS", "trial", "picture")]


def test_limited_trial_blocks_the_top_level_only() -> None:
    assert explain(needing(S).try_out("limited"), 4).assignments[0].blockers[0].reason is Reason.LIMITED
    assert explain(needing(S).try_out("limited"), 3).reached


def test_trial_at_the_level_leaves_no_blocker() -> None:
    assert explain(needing(S).try_out("success"), 4).assignments[0].blockers == ()


def test_issue_does_not_block_level_one_which_it_allows() -> None:
    assert explain(needing(S).claim("A:BMS", S, 2).try_out("issue"), 1).reached
    blocked = explain(needing(S).try_out("issue"), 1)
    assert [one.part for one in blocked.assignments[0].blockers] == [Part.STANDARD]


def test_change_names_what_it_raises_from_and_to() -> None:
    found = explain(needing(S).claim("A:BMS", S, 2)).smallest_change
    assert [(one.name, one.from_grade, one.to_level, one.role) for one in found] == [(S, 2, 3, None)]


def test_change_of_a_role_names_the_role() -> None:
    found = explain(Coalition().play("A:BMS", "picture", "provider")).smallest_change
    assert [(one.participant, one.part, one.role, one.from_grade) for one in found] == [
        ("B:BMS", Part.ROLE, Role.CONSUMER, None)
    ]


def test_assignment_with_fewer_changes_wins() -> None:
    coalition = needing(S, "T").play("B:BMS", "picture", "provider").play("A:BMS", "picture", "consumer")
    coalition.claim("B:BMS", S, 4)
    assert changed(explain(coalition).smallest_change) == [("B:BMS", "standard", "T")]


def test_tie_between_assignments_goes_to_the_first_name() -> None:
    coalition = needing(S).play("B:BMS", "picture", "provider").play("A:BMS", "picture", "consumer")
    assert changed(explain(coalition).smallest_change) == [("A:BMS", "standard", S)]


def test_known_cost_breaks_a_tie() -> None:
    coalition = needing(S).play("B:BMS", "picture", "provider").play("A:BMS", "picture", "consumer")
    costs = {("A:BMS", S): 5.0, ("B:BMS", S): 2.0}
    assert changed(explain(coalition, costs=costs).smallest_change) == [("B:BMS", "standard", S)]


def test_known_cost_is_preferred_to_an_unknown_one() -> None:
    coalition = needing(S).play("B:BMS", "picture", "provider").play("A:BMS", "picture", "consumer")
    assert changed(explain(coalition, costs={("B:BMS", S): 99.0}).smallest_change) == [
        ("B:BMS", "standard", S)
    ]


def test_cost_never_outweighs_the_number_of_changes() -> None:
    coalition = needing(S).play("B:BMS", "picture", "provider").play("A:BMS", "picture", "consumer", 2)
    costs = {("A:BMS", S): 99.0, ("B:BMS", S): 0.0, ("A:BMS", "picture"): 0.0}
    assert changed(explain(coalition, costs=costs).smallest_change) == [("A:BMS", "standard", S)]


def test_newer_edition_is_an_alternative_to_the_required_one() -> None:
    found = explain(needing(S).succeed(S, NEWER))
    assert found.assignments[0].blockers[0].alternatives == (NEWER,)
    change = found.smallest_change[0]
    assert (change.name, change.alternatives, change.stands_for) == (S, (NEWER,), (S,))


def test_cheaper_newer_edition_is_raised_instead() -> None:
    coalition = needing(S).succeed(S, NEWER)
    change = explain(coalition, costs={("A:BMS", S): 2.0, ("A:BMS", NEWER): 1.0}).smallest_change[0]
    assert (change.name, change.stands_for, change.alternatives, change.cost) == (NEWER, (S,), (S,), 1.0)


def test_one_newer_edition_settles_two_required_ones() -> None:
    coalition = needing(S, "voice-ed.1").succeed(S, NEWER).succeed("voice-ed.1", NEWER)
    found = explain(coalition)
    assert changed(found.smallest_change) == [("A:BMS", "standard", NEWER)]
    assert found.smallest_change[0].stands_for == (S, "voice-ed.1")


def test_groups_are_explained_by_the_member_pair_with_the_fewest_changes() -> None:
    coalition = needing(S).add("participants", "A:AAA", "A:BN", "A")
    found = explain(coalition, a="A", b="B")
    assert found.pair == ("A:BMS", "B:BMS")
    assert changed(found.smallest_change) == [("A:BMS", "standard", S)]


def test_first_names_speak_for_groups_when_several_pairs_are_as_good() -> None:
    coalition = needing(S).add("participants", "A:AAA", "A:BN", "A").play("A:AAA", "picture", "provider")
    assert explain(coalition, a="A", b="B").pair == ("A:AAA", "B:BMS")


def test_refuted_pair_needs_one_change_like_any_other() -> None:
    coalition = needing(S).claim("A", S, 4).try_out("issue").add("participants", "A:ZZZ", "A:BN", "A")
    coalition.play("A:ZZZ", "picture", "provider", 2)
    found = explain(coalition, a="A", b="B")
    assert found.pair == ("A:BMS", "B:BMS")
    assert found.smallest_change[0].part is Part.TRIAL
    assert found.interval == Interval(2, 2)


def test_group_without_participants_has_no_member_pair() -> None:
    coalition = Coalition().add("units", "A:EMPTY", None, "A")
    found = explain(coalition, a="A:EMPTY", b="B")
    assert (found.pair, found.assignments, found.smallest_change) == (None, (), ())


@pytest.mark.parametrize(
    ("result", "dates", "state"),
    [
        ("issue", {}, TrialState.DECIDES),
        ("not tested", {}, TrialState.NOT_TESTED),
        ("issue", {"valid_until": day(-1)}, TrialState.EXPIRED),
        ("issue", {"stale_on": AS_OF}, TrialState.STALE),
    ],
)
def test_trials_of_the_pair_are_listed_with_what_they_count_for(
    result: str, dates: dict, state: TrialState
) -> None:
    found = explain(Coalition().exchange_picture().try_out(result, day(-20), **dates)).trials
    assert [(one.state, one.result, one.row, one.held_on) for one in found] == [
        (state, Result(result), 0, day(-20))
    ]


def test_overruled_trial_and_trial_without_roles_are_listed() -> None:
    coalition = Coalition().exchange_picture().try_out("issue", day(-5)).try_out("success", day(-3))
    coalition.try_out("success", day(-2), a="B:BMS", b="A:BMS").try_out("success", day(1))
    states = [one.state for one in explain(coalition).trials]
    assert states == [TrialState.ROLES_NOT_CLAIMED, TrialState.DECIDES, TrialState.OVERRULED]


def test_success_held_before_a_role_was_claimed_leaves_only_the_role_to_claim() -> None:
    coalition = Coalition().require("picture", "provider", S).play("A:BMS", "picture", "provider", 2)
    found = explain(coalition.try_out("success"), 4)
    assert [(one.part, one.participant) for one in found.assignments[0].blockers] == [(Part.ROLE, "B:BMS")]
    assert changed(found.smallest_change) == [("B:BMS", "role", "picture")]


def test_issue_held_before_a_role_was_claimed_wakes_with_the_role() -> None:
    found = explain(Coalition().play("A:BMS", "picture", "provider").try_out("issue")).assignments[0]
    assert [one.part for one in found.blockers] == [Part.ROLE, Part.TRIAL]
    assert changed(found.smallest_change) == [("A:BMS", "trial", "picture"), ("B:BMS", "role", "picture")]
    assert found.trial is not None
    assert found.trial.state is TrialState.ROLES_NOT_CLAIMED


@pytest.mark.parametrize("level", [0, 5, True])
def test_level_out_of_range_is_refused(level: int) -> None:
    with pytest.raises(EngineInputError) as refused:
        explain(Coalition(), level)
    assert refused.value.codes == {"not-a-level"}
