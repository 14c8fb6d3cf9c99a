"""Lists and pages as of a day, for those who know unconfirmed facts and for those who do not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from accord.access.acting import Actor, acting
from accord.core.errors import NotVisible
from accord.nations import selectors, services
from accord.nations.models import Decision, Event, Membership
from accord.nations.rules import Certainty, Turn
from cast import ALDORIA, BORLAND, TODAY, as_alliance, as_nation, as_visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def facts(db: None) -> None:
    with acting(as_alliance()):
        services.load_facts()


@pytest.fixture
def officer() -> Iterator[Actor]:
    with acting(as_nation(ALDORIA)) as actor:
        yield actor


@pytest.fixture
def visitor() -> Iterator[Actor]:
    with acting(as_visitor()) as actor:
        yield actor


def codes_in(framework: str, day: date, viewer: Actor) -> list[str]:
    return [item.nation.code for item in selectors.framework_page(framework, day, viewer).members]


def test_finland_is_in_the_list_of_the_day_before_it_became_an_ally_and_not_on_the_day(officer: Actor):
    assert "FIN" in codes_in("EOP", date(2023, 4, 3), officer)
    assert "FIN" not in codes_in("EOP", date(2023, 4, 4), officer)
    assert "FIN" in codes_in("ALLIANCE", date(2023, 4, 4), officer)


def test_gap_between_two_memberships_is_in_no_list(officer: Actor):
    assert "MLT" not in codes_in("PFP", date(2000, 1, 1), officer)
    assert "MLT" in codes_in("PFP", date(2008, 4, 1), officer)


def test_undated_membership_is_apart_and_in_no_list(officer: Actor):
    page = selectors.framework_page("PFP", TODAY, officer)
    assert {"BLR", "RUS"} <= {item.nation.code for item in page.undated}
    assert not {"BLR", "RUS"} & {item.nation.code for item in page.members + page.suspended}


def test_counts_of_a_framework_are_the_lengths_of_its_lists(officer: Actor):
    for row in selectors.frameworks(TODAY, officer):
        page = selectors.framework_page(row.code, TODAY, officer)
        assert (row.member_count, row.suspended_count, row.undated_count) == (
            len(page.members),
            len(page.suspended),
            len(page.undated),
        )


def test_nations_of_a_framework_are_those_of_its_page(officer: Actor):
    found = selectors.nations_as_of(TODAY, officer, framework="EOP")
    assert [nation.code for nation in found] == sorted(codes_in("EOP", TODAY, officer))
    assert all(item.during and TODAY in item.during for nation in found for item in nation.held)


def test_nations_are_found_by_every_word(officer: Actor):
    assert [nation.code for nation in selectors.nations_as_of(TODAY, officer, text="rep korea")] == ["KOR"]


def test_timeline_runs_until_the_day_in_order(officer: Actor):
    page = selectors.nation_page("fin", date(2023, 4, 4), officer)
    assert [moment.first_day for moment in page.timeline] == sorted(
        moment.first_day for moment in page.timeline if moment.first_day
    )
    assert {moment.turn for moment in page.timeline} == {Turn.JOINS, Turn.LEAVES, Turn.EVENT}
    early = selectors.nation_page("FIN", date(2016, 1, 1), officer).timeline
    assert all(moment.first_day and moment.first_day.year < 2016 for moment in early)
    assert early


def test_membership_carries_the_decision_behind_it(officer: Actor):
    page = selectors.nation_page("UKR", TODAY, officer)
    decided = [item.decision.by_whom for item in page.held if item.framework.code == "EOP" and item.decision]
    assert decided == ["North Atlantic Council"]


def test_visitor_sees_no_unconfirmed_fact(visitor: Actor):
    for table in (Membership, Event, Decision):
        assert not table.objects.filter(certainty=Certainty.UNCONFIRMED).exists()
    assert "KGZ" not in codes_in("PFP", TODAY, visitor)
    assert selectors.nation_page("KGZ", TODAY, visitor).timeline == []
    assert selectors.framework_page("PFP", TODAY, visitor).undated == []


def test_rule_hides_unconfirmed_facts_where_no_policy_would(officer: Actor):
    nobody = as_visitor()
    assert not selectors.memberships(nobody).filter(certainty=Certainty.UNCONFIRMED).exists()
    assert "KGZ" not in codes_in("PFP", TODAY, nobody)
    assert all(
        event.certainty == Certainty.CONFIRMED for event in selectors.initiative_timeline(TODAY, nobody)
    )


def test_counts_for_a_visitor_are_of_confirmed_rows(visitor: Actor):
    for row in selectors.frameworks(TODAY, visitor):
        assert row.member_count == len(selectors.framework_page(row.code, TODAY, visitor).members)


def test_initiative_timeline_is_about_no_single_nation(officer: Actor):
    found = selectors.initiative_timeline(date(2016, 12, 31), officer)
    assert found[0].happened_on == "2014-09-04"
    assert all(event.nation_id is None and event.first_day.year <= 2016 for event in found)


@pytest.mark.parametrize("page", [selectors.nation_page, selectors.framework_page])
def test_unknown_code_is_not_visible(page, officer: Actor):
    with pytest.raises(NotVisible):
        page("QQQ", TODAY, officer)


def test_release_is_offered_to_alliance_staff_and_nations_of_the_same_kind():
    with acting(as_alliance()):
        for code in (ALDORIA, BORLAND):
            services.declare_nation(code=code, name=code, exercise_data=True)
    viewer = as_nation(ALDORIA)
    with acting(viewer):
        assert list(selectors.partner_names(viewer)) == ["ALLIANCE", BORLAND]
