"""Who sees which trial, and how much of it."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from accord.access.acting import Actor, acting
from accord.access.rules import Release, ReleasedTo
from accord.core.errors import NotVisible, RuleBroken
from accord.trials import selectors, services
from accord.trials.models import Trial
from builders import make_interaction, make_trial
from cast import ALDORIA, BORLAND, CESTRIA, TODAY, as_nation, as_visitor, make_element, make_label

pytestmark = pytest.mark.django_db


@pytest.fixture
def trial(db: None) -> Trial:
    """A trial between a unit of Aldoria that Borland sees, and one of Borland that Aldoria does not see."""
    a = make_element(ALDORIA, "2SIG", make_label(ALDORIA, Release.NATIONS, (BORLAND,)))
    return make_trial(a, make_element(BORLAND, "1HQ"))


def found(viewer: Actor, **chosen: str) -> list[str]:
    with acting(viewer):
        return [item.event for item in selectors.trials(viewer, TODAY, **chosen)]


def test_both_sides_list_it_and_nobody_else(trial: Trial):
    assert found(as_nation(ALDORIA)) == found(as_nation(BORLAND)) == ["Exercise Amber"]
    assert found(as_nation(CESTRIA)) == found(as_visitor()) == []


def test_element_that_is_not_released_is_not_named(trial: Trial):
    for nation, name in ((ALDORIA, None), (BORLAND, "1HQ")):
        viewer = as_nation(nation)
        with acting(viewer):
            listed = selectors.trials(viewer, TODAY).get()
            shown = selectors.trial_page(trial.uuid, viewer).trial
            assert listed.a_code == shown.a_code == "2SIG"
            assert listed.b_code == shown.b_code == name


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({"a": "XTA", "b": "XTB"}, 1),
        ({"a": "xtb", "b": "xta"}, 1),
        ({"a": "XTA", "b": "XTC"}, 0),
        ({"a": "XTA:2SIG"}, 1),
        ({"b": "XTA:2SIG", "interaction": "TRACKS", "result": "success"}, 1),
        ({"result": "issue"}, 0),
        ({"interaction": "ORDERS"}, 0),
        ({"text": "amber tracks"}, 1),
    ],
)
def test_filters_narrow_the_list(trial: Trial, chosen: dict[str, str], count: int):
    make_interaction("ORDERS")
    assert len(found(as_nation(ALDORIA), **chosen)) == count


def test_pair_of_one_nation_with_itself_has_no_trials(trial: Trial):
    assert found(as_nation(ALDORIA), a="XTA", b="XTA") == []


def test_filter_by_a_hidden_element_tells_nothing(trial: Trial):
    for name in ("XTB:1HQ", "XTB:MISSING"):
        with pytest.raises(RuleBroken, match="There is no element"):
            found(as_nation(ALDORIA), a=name)


def test_trial_held_later_is_not_in_the_list(trial: Trial):
    viewer = as_nation(ALDORIA)
    with acting(viewer):
        assert not selectors.trials(viewer, date(2026, 2, 28)).exists()


def test_page_tells_each_side_about_its_own_half(trial: Trial):
    for nation in (ALDORIA, BORLAND):
        viewer = as_nation(nation)
        with acting(viewer):
            page = selectors.trial_page(trial.uuid, viewer)
            own = page.own_half
            assert own is not None
            assert own.showing is not None
            assert own.showing.release is Release.OWNER
            assert [half.showing for half in page.halves if not half.is_own] == [None]


def test_half_that_is_released_to_the_viewer_says_so(trial: Trial):
    with acting(as_nation(BORLAND)):
        services.release_trial_half(uuid=trial.uuid, released_to=ReleasedTo(Release.ALL))
    viewer = as_nation(ALDORIA)
    with acting(viewer):
        other = selectors.trial_page(trial.uuid, viewer).halves[1]
        assert other.showing is not None
        assert other.showing.release is Release.ALL


def test_hidden_trial_is_as_missing(trial: Trial):
    viewer = as_nation(CESTRIA)
    with acting(viewer):
        for asked in (trial.uuid, uuid.uuid4()):
            with pytest.raises(NotVisible, match="no such trial"):
                selectors.trial_page(asked, viewer)
