"""Row-level security of owned records, seen by the cast."""

from __future__ import annotations

import pytest
from django.db import connection

from accord.access.acting import acting
from accord.access.rules import Release
from accord.forces.models import Element
from cast import ALDORIA, BORLAND, CESTRIA, as_alliance, as_nation, as_visitor, make_element, make_label

pytestmark = pytest.mark.django_db


def test_tests_run_as_the_role_that_serves_requests():
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("accord_app",)


def test_element_released_to_borland_is_seen_by_owner_and_borland_only():
    make_element(label=make_label(ALDORIA, Release.NATIONS, (BORLAND,)))
    for actor, seen in ((ALDORIA, 1), (BORLAND, 1), (CESTRIA, 0)):
        with acting(as_nation(actor)):
            assert Element.objects.count() == seen
    with acting(as_visitor()):
        assert Element.objects.count() == 0
    with acting(as_alliance()):
        assert Element.objects.count() == 0


def test_without_acting_nothing_is_visible():
    make_element(label=make_label(ALDORIA, Release.ALL))
    assert Element.objects.count() == 0


@pytest.mark.parametrize("table", ["claims_claim", "claims_roleclaim", "claims_evidence", "trials_trial"])
def test_what_was_said_cannot_be_removed(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "select has_table_privilege(%s, 'delete'), has_table_privilege(%s, 'insert')", [table, table]
        )
        assert cursor.fetchone() == (False, True)
