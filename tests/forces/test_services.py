"""A nation declares, moves and releases its own forces."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from accord.access.acting import acting
from accord.access.rules import Release, ReleasedTo
from accord.access.selectors import history_of
from accord.core.errors import NotPermitted, NotVisible, RuleBroken
from accord.forces import services
from accord.forces.models import Element
from accord.forces.rules import ElementDraft
from cast import ALDORIA, BORLAND, as_alliance, as_nation, make_element, make_label, make_party

pytestmark = pytest.mark.django_db

BRIGADE = ElementDraft("1BDE", "First Brigade", "land", "tactical")
BMS = ElementDraft("1BDE-BMS", "Battle management system", "land", "tactical", parent="1BDE")


def codes_of(refused: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def test_declared_system_stands_in_its_unit_and_leaves_an_audit_entry():
    with acting(as_nation(ALDORIA)) as actor:
        services.declare_unit(BRIGADE)
        system = services.declare_system(BMS, ReleasedTo(Release.ALL))
        assert system.parent is not None
        assert system.engine_name == "XTA:1BDE-BMS"
        (entry,) = history_of(system, actor)
        assert (entry.action, entry.detail) == ("element.declared", {"kind": "system"})


def test_parent_of_another_nation_is_unknown():
    make_element(BORLAND, "1BDE", make_label(BORLAND, Release.ALL))
    with acting(as_nation(ALDORIA)), pytest.raises(RuleBroken) as refused:
        services.declare_system(BMS)
    assert codes_of(refused) == {"unknown-parent"}


def test_code_is_free_for_each_nation():
    make_element(BORLAND, "1BDE")
    with acting(as_nation(ALDORIA)):
        assert services.declare_unit(BRIGADE).code == "1BDE"
        with pytest.raises(RuleBroken) as refused:
            services.declare_unit(BRIGADE)
    assert codes_of(refused) == {"code-taken"}


def test_release_to_an_unknown_nation_is_refused():
    with acting(as_nation(ALDORIA)), pytest.raises(RuleBroken) as refused:
        services.declare_unit(BRIGADE, ReleasedTo(Release.NATIONS, ("QQQ",)))
    assert codes_of(refused) == {"unknown-nation"}


def test_alliance_staff_declares_no_forces():
    with acting(as_alliance()), pytest.raises(NotPermitted):
        services.declare_unit(BRIGADE)


def test_move_that_closes_a_circle_is_refused():
    top = make_element(code="1BDE")
    make_element(code="2SIG", parent=top)
    with acting(as_nation(ALDORIA)), pytest.raises(RuleBroken) as refused:
        services.move_element(uuid=top.uuid, parent="2SIG")
    assert codes_of(refused) == {"cycle"}


def test_unit_moves_under_another():
    make_element(code="1BDE")
    unit = make_element(code="2SIG")
    with acting(as_nation(ALDORIA)):
        moved = services.move_element(uuid=unit.uuid, parent="1BDE")
        assert moved.parent is not None
        assert moved.parent.code == "1BDE"


def test_element_of_another_nation_cannot_be_moved_or_released():
    theirs = make_element(BORLAND, "1BDE", make_label(BORLAND, Release.ALL))
    with acting(as_nation(ALDORIA)):
        with pytest.raises(NotVisible):
            services.move_element(uuid=theirs.uuid, parent="")
        with pytest.raises(NotVisible):
            services.release_element(uuid=theirs.uuid, released_to=ReleasedTo(Release.ALL))


def test_version_is_of_a_system_and_once_a_day():
    unit = make_element(code="1BDE")
    system = make_element(code="1BDE-BMS", kind="system", parent=unit)
    with acting(as_nation(ALDORIA)):
        services.field_version(uuid=system.uuid, name="4.1", fielded_on=date(2025, 1, 1))
        for element, code in ((system, "version-taken"), (unit, "version-of-unit")):
            with pytest.raises(RuleBroken) as refused:
                services.field_version(uuid=element.uuid, name="4.2", fielded_on=date(2025, 1, 1))
            assert codes_of(refused) == {code}
        with pytest.raises(NotVisible):
            services.field_version(uuid=uuid.uuid4(), name="4.2", fielded_on=date(2025, 1, 1))


def test_release_takes_the_versions_along():
    system = make_element(code="1BDE-BMS", kind="system", parent=make_element())
    with acting(as_nation(ALDORIA)):
        services.field_version(uuid=system.uuid, name="4.1", fielded_on=date(2025, 1, 1))
        services.release_element(uuid=system.uuid, released_to=ReleasedTo(Release.ALL))
    make_party(BORLAND)
    with acting(as_nation(BORLAND)):
        assert Element.objects.get().versions.get().name == "4.1"


def test_database_refuses_a_system_without_unit():
    with pytest.raises(IntegrityError, match="element_system_in_unit"), transaction.atomic():
        make_element(code="1BDE-BMS", kind="system")


def test_database_refuses_the_label_and_the_unit_of_another_nation():
    theirs = make_element(BORLAND, "9BDE", make_label(BORLAND, Release.ALL))
    for fields, constraint in (
        ({"label": theirs.label}, "label_id_of_owner"),
        ({"parent": theirs}, "parent_id_of_owner"),
    ):
        with pytest.raises(IntegrityError, match=constraint):
            make_at_once(**fields)


def make_at_once(**fields: object) -> None:
    """Make an element inside a savepoint, and ask deferred constraints before it closes."""
    with transaction.atomic():
        make_element(**fields)  # type: ignore[arg-type]  # any field of the table
        connection.check_constraints()
