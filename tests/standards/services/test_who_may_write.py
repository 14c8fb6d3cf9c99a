"""Reference data is read by everybody and written by alliance staff."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from accord.access.acting import acting
from accord.core.errors import NotPermitted
from accord.standards import selectors, services
from accord.standards.models import Publisher, Requirement
from cast import ALDORIA, as_alliance, as_nation, as_visitor
from standards.small_catalogue import load_interaction, load_small

pytestmark = pytest.mark.django_db


def set_up_talk() -> None:
    with acting(as_alliance()):
        load_small()
        load_interaction()


def test_nation_reads_reference_data_and_changes_none() -> None:
    set_up_talk()
    with acting(as_nation(ALDORIA)):
        assert Publisher.objects.count() == 1
        with pytest.raises(DatabaseError), transaction.atomic():
            Publisher.objects.create(code="other")
        assert Publisher.objects.update(short="changed") == 0
        assert Requirement.objects.all().delete()[0] == 0


def test_visitor_reads_reference_data() -> None:
    set_up_talk()
    with acting(as_visitor()):
        assert selectors.standards().count() == 3


@pytest.mark.parametrize("load", [services.load_facts, services.load_interactions])
def test_nation_loads_nothing(load) -> None:  # type: ignore[no-untyped-def]  # either loader
    with acting(as_nation(ALDORIA)), pytest.raises(NotPermitted):
        load()


def test_nation_edits_no_interaction() -> None:
    set_up_talk()
    with acting(as_nation(ALDORIA)), pytest.raises(NotPermitted):
        services.change_interaction_profile(code="TALK", profile="talk")
