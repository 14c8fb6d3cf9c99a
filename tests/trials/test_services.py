"""Recording a result, and releasing one's own half of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.utils import DatabaseError

from accord.access.acting import acting
from accord.access.rules import Release, ReleasedTo
from accord.core.errors import NotPermitted, NotVisible, RuleBroken
from accord.forces.models import Element
from accord.trials import services
from accord.trials.models import Trial
from accord.trials.rules import TrialDraft
from accord.trials.selectors import trial_page
from builders import make_interaction, make_trial
from cast import (
    ALDORIA,
    BORLAND,
    CESTRIA,
    TODAY,
    as_alliance,
    as_nation,
    as_visitor,
    make_element,
    make_label,
)

pytestmark = pytest.mark.django_db

DRAFT = TrialDraft("XTA:2SIG", "XTB:1HQ", "TRACKS", "success", date(2026, 3, 1), event="Exercise Amber")
TO_ALL = ReleasedTo(Release.ALL)


@pytest.fixture(autouse=True)
def elements(db: None) -> tuple[Element, Element]:
    """A unit of Aldoria and one of Borland, each shown to the other."""
    make_interaction()
    return (
        make_element(ALDORIA, "2SIG", make_label(ALDORIA, Release.NATIONS, (BORLAND,))),
        make_element(BORLAND, "1HQ", make_label(BORLAND, Release.NATIONS, (ALDORIA,))),
    )


def refused(draft: TrialDraft, nation: str = ALDORIA) -> set[str]:
    with acting(as_nation(nation)), pytest.raises(RuleBroken) as refusal:
        services.record_trial(draft, today=TODAY)
    return {problem.code for problem in refusal.value.problems}


@pytest.mark.parametrize("nation", [ALDORIA, BORLAND])
def test_either_side_records_and_both_see(nation: str):
    with acting(as_nation(nation)):
        services.record_trial(DRAFT, TO_ALL, today=TODAY)
    for viewer, count in (
        (as_nation(ALDORIA), 1),
        (as_nation(BORLAND), 1),
        (as_nation(CESTRIA), 0),
        (as_alliance(), 0),
    ):
        with acting(viewer):
            assert Trial.objects.count() == Trial.objects.visible_to(viewer).count() == count


def test_all_problems_are_told_at_once():
    wrong = TrialDraft("XTA:9BDE", "XTB:9BDE", "NOTHING", "fine", None)
    assert refused(wrong) == {"unknown-element", "unknown-interaction", "unknown-result", "held-on-missing"}


def test_hidden_element_of_a_partner_is_as_missing():
    make_element(BORLAND, "HIDDEN")
    assert refused(replace(DRAFT, b="XTB:HIDDEN")) == refused(replace(DRAFT, b="XTB:MISSING"))


def test_trial_of_two_others_is_not_ours_to_record():
    make_element(BORLAND, "2HQ", make_label(BORLAND, Release.ALL))
    make_element(ALDORIA, "3SIG", make_label(ALDORIA, Release.ALL))
    assert refused(replace(DRAFT, a="XTA:3SIG", b="XTB:2HQ"), CESTRIA) == {"not-own-trial"}


def test_alliance_records_no_trial():
    with acting(as_alliance()), pytest.raises(NotPermitted):
        services.record_trial(DRAFT, today=TODAY)


def test_others_see_it_once_both_halves_are_released():
    with acting(as_nation(ALDORIA)):
        trial = services.record_trial(DRAFT, TO_ALL, today=TODAY)
    with acting(as_visitor()) as visitor:
        assert not Trial.objects.visible_to(visitor).exists()
    with acting(as_nation(BORLAND)):
        services.release_trial_half(uuid=trial.uuid, released_to=TO_ALL)
    with acting(as_visitor()) as visitor:
        assert Trial.objects.count() == Trial.objects.visible_to(visitor).count() == 1


def test_each_side_reads_what_it_did_itself(elements: tuple[Element, Element]):
    trial = make_trial(*elements)
    with acting(as_nation(BORLAND)) as actor:
        services.release_trial_half(uuid=trial.uuid, released_to=ReleasedTo(Release.ALL))
        assert [entry.action for entry in trial_page(trial.uuid, actor).history] == ["trial.released"]
    with acting(as_nation(ALDORIA)) as actor:
        assert "trial.released" not in {entry.action for entry in trial_page(trial.uuid, actor).history}


def test_third_nation_releases_nothing():
    with acting(as_nation(ALDORIA)):
        trial = services.record_trial(DRAFT, TO_ALL, today=TODAY)
    with acting(as_nation(BORLAND)):
        services.release_trial_half(uuid=trial.uuid, released_to=TO_ALL)
    with acting(as_nation(CESTRIA)), pytest.raises(NotVisible):
        services.release_trial_half(uuid=trial.uuid, released_to=TO_ALL)


def test_database_lets_a_side_release_its_own_half_only(elements: tuple[Element, Element]):
    trial = make_trial(*elements)
    other = make_label(BORLAND, Release.ALL)
    trial.partner_label = other
    with acting(as_nation(ALDORIA)), pytest.raises(DatabaseError, match="other side"), transaction.atomic():
        trial.save(update_fields=["partner_label"])


def test_database_refuses_a_trial_whose_other_half_starts_open(elements: tuple[Element, Element]):
    a, b = elements
    trial = make_trial(a, b)
    trial.pk, trial.uuid = None, "0" * 32
    trial.partner_label = make_label(BORLAND, Release.ALL)
    with acting(as_nation(ALDORIA)), pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
        trial.save()


def test_database_refuses_to_rewrite_a_result(elements: tuple[Element, Element]):
    trial = make_trial(*elements)
    with acting(as_nation(ALDORIA)), pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        trial.save(update_fields=["result"])


def test_database_refuses_a_trial_within_one_nation(elements: tuple[Element, Element]):
    a, _ = elements
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        make_trial(a, a)


def test_database_refuses_elements_of_others(elements: tuple[Element, Element]):
    a, b = elements
    c = make_element(CESTRIA, "1BDE", make_label(CESTRIA, Release.ALL))
    with pytest.raises(IntegrityError, match="b_id_of_owner"):
        swap_at_once(a, b, c)


def swap_at_once(a: Element, b: Element, other: Element) -> None:
    """Record a trial with Borland's element replaced by a third nation's."""
    trial = make_trial(a, b)
    trial.pk, trial.uuid, trial.b = None, "0" * 32, other
    with transaction.atomic(), acting(as_nation(ALDORIA)):
        trial.save()
        connection.check_constraints()
