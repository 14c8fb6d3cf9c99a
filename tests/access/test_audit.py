"""The audit trail: written with the change or not at all, by nobody else, never rewritten, read by the owner."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from accord.access import selectors
from accord.access.acting import NOBODY, Actor, NobodyActs, acting
from accord.access.models import AuditEntry
from accord.access.rules import Release
from accord.access.services import record
from accord.forces.models import Element
from cast import (
    ALDORIA,
    BORLAND,
    CESTRIA,
    as_alliance,
    as_nation,
    as_visitor,
    make_element,
    make_label,
    make_party,
)

pytestmark = pytest.mark.django_db

_INSERT = """insert into access_auditentry (at, account_id, party_id, owner_id, action, object_kind, object_key, detail)
             values (now(), %s, %s, %s, 'forged', '', '', '{}')"""


def insert_entry(account: int | None, party: int | None, owner: int | None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_INSERT, [account, party, owner])


def count_as(actor: Actor) -> int:
    with acting(actor):
        return AuditEntry.objects.count()


@pytest.fixture
def element() -> Element:
    """Aldoria's, released to Borland."""
    return make_element(label=make_label(ALDORIA, Release.NATIONS, (BORLAND,)))


@pytest.mark.parametrize("actor", [NOBODY, Actor()], ids=["nobody", "an actor without a party"])
def test_entry_outside_acting_is_refused(element: Element, actor: Actor):
    with pytest.raises(NobodyActs, match=r"“element\.moved” was tried outside acting"):
        record("element.moved", element)
    with acting(actor), pytest.raises(NobodyActs):
        record("element.moved", element)


def test_entry_says_who_did_what_to_which_record(element: Element):
    with acting(as_nation(ALDORIA)) as actor:
        record("element.moved", element, detail={"field": "parent"})
        (entry,) = selectors.history_of(element, actor)
    assert (entry.party_id, entry.account_id, entry.owner_id) == (actor.party, actor.account, actor.party)
    assert (entry.action, entry.detail) == ("element.moved", {"field": "parent"})


def test_change_and_entry_are_undone_together(element: Element):
    with acting(as_nation(ALDORIA)):
        with transaction.atomic():
            Element.objects.filter(pk=element.pk).update(name="renamed")
            record("element.renamed", element)
            transaction.set_rollback(True)
        assert Element.objects.get(pk=element.pk).name == element.name
        assert not AuditEntry.objects.exists()


def test_owner_reads_what_others_did_to_its_record_and_nobody_else_does(element: Element):
    for actor in (as_nation(ALDORIA), as_nation(BORLAND), as_alliance()):
        with acting(actor):
            record("element.seen", element)
    assert count_as(as_nation(ALDORIA)) == 3
    for actor in (as_nation(BORLAND), as_nation(CESTRIA), as_alliance(), as_visitor()):
        assert count_as(actor) == 0
    assert AuditEntry.objects.count() == 0


def test_entry_about_a_record_without_an_owner_is_read_by_alliance_staff_alone():
    with acting(as_alliance()):
        record("catalogue.imported", kind="import", key="nisp")
    assert count_as(as_alliance()) == 1
    for actor in (as_nation(ALDORIA), as_visitor()):
        assert count_as(actor) == 0


def test_visitor_may_be_recorded_but_not_read():
    with acting(as_visitor()):
        record("sign-in.refused", kind="account", key="somebody")
    assert count_as(as_visitor()) == 0
    assert count_as(as_alliance()) == 1


def test_nobody_signs_with_anothers_name():
    aldoria, borland = make_party(ALDORIA).pk, make_party(BORLAND).pk
    with acting(as_nation(BORLAND)):
        for account, party in ((None, aldoria), (1, borland), (None, None)):
            with pytest.raises(ProgrammingError, match="row-level security"):
                insert_entry(account, party, aldoria)
        insert_entry(None, borland, aldoria)


def test_no_entry_is_written_where_nobody_acts():
    with pytest.raises(ProgrammingError, match="row-level security"):
        insert_entry(None, None, None)


@pytest.mark.parametrize(
    "statement",
    [
        "update access_auditentry set action = 'other'",
        "delete from access_auditentry",
        "truncate access_auditentry",
    ],
)
def test_entries_are_never_rewritten(element: Element, statement: str):
    with acting(as_nation(ALDORIA)):
        record("element.moved", element)
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert count_as(as_nation(ALDORIA)) == 1
