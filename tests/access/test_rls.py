"""What the database refuses, for every table: nobody acts, somebody forges, somebody files under another's label."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import Error, IntegrityError, ProgrammingError, connection, models, transaction
from psycopg.errors import InsufficientPrivilege

from accord.access.acting import acting
from accord.access.models import Account, AuditEntry, Label, Owned
from accord.access.rules import Release
from cast import ALDORIA, BORLAND, CESTRIA, as_alliance, as_nation, as_visitor, make_label, make_party
from planted import Planter, accord_models, owned_models

pytestmark = pytest.mark.django_db

# Tables that are neither owned nor public reference data, each with tests of its own.
NOT_REFERENCE = {Account, Label, AuditEntry, apps.get_model("standards.ScopeInteraction")}

by_table = pytest.mark.parametrize("model", owned_models(), ids=lambda model: model._meta.label)


@pytest.fixture
def planter() -> Planter:
    """Rows of Aldoria, released to Borland."""
    label = make_label(ALDORIA, Release.NATIONS, (BORLAND,))
    return Planter(make_party(ALDORIA), label, make_party(BORLAND))


def refused(write: Callable[[], object]) -> bool:
    """True when the database refuses; what it did is undone."""
    try:
        with transaction.atomic():
            write()
            check_constraints()
            transaction.set_rollback(True)
    except Error:
        return True
    return False


def denied(write: Callable[[], object]) -> bool:
    """True when a policy refuses, not something else about the row."""
    try:
        with transaction.atomic():
            write()
            transaction.set_rollback(True)
    except ProgrammingError as error:
        return isinstance(error.__cause__, InsufficientPrivilege)
    return False


def check_constraints() -> None:
    """Ask now what would be asked at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def test_the_walk_finds_the_owned_tables():
    found = {model._meta.label for model in owned_models()}
    assert {"forces.Element", "claims.Claim", "trials.Trial", "standards.Scope"} <= found


@by_table
def test_row_is_seen_by_those_it_is_released_to_and_nobody_else(model: type[Owned], planter: Planter):
    row = planter.plant(model)
    for actor, seen in (
        (as_nation(ALDORIA), True),
        (as_nation(BORLAND), True),
        (as_nation(CESTRIA), False),
        (as_alliance(), False),
        (as_visitor(), False),
    ):
        with acting(actor):
            assert model._base_manager.filter(pk=row.pk).exists() is seen, actor.name or "visitor"


@by_table
def test_row_is_neither_seen_nor_changed_nor_removed_where_nobody_acts(model: type[Owned], planter: Planter):
    row = planter.plant(model)
    table = model._base_manager.filter(pk=row.pk)
    assert not table.exists()
    assert table.update(label_id=row.label_id) == 0
    # Not `delete()`, which would look first and find nothing.
    assert refused(lambda: table._raw_delete("default")) or table._raw_delete("default") == 0
    with acting(as_nation(ALDORIA)):
        assert table.exists()


# Accounts answer who acts, so they are read and written before anybody does.
@pytest.mark.parametrize(
    "model", [model for model in accord_models() if model is not Account], ids=lambda model: model._meta.label
)
def test_nothing_is_inserted_where_nobody_acts(model: type[models.Model], planter: Planter):
    row = planter.unsaved(model)
    assert denied(lambda: row.save(force_insert=True))


@by_table
def test_nobody_writes_in_another_nations_name(model: type[Owned], planter: Planter):
    row = planter.unsaved(model)
    for forger in (as_nation(BORLAND), as_nation(CESTRIA), as_visitor()):
        if forger.party == getattr(row, "partner_id", None):
            continue  # either side may enter a trial
        with acting(forger):
            assert denied(lambda: row.save(force_insert=True)), forger.name


@by_table
def test_released_row_is_read_but_not_changed_or_removed(model: type[Owned], planter: Planter):
    row = planter.plant(model)
    table = model._base_manager.filter(pk=row.pk)
    own = make_label(BORLAND)
    with acting(as_nation(BORLAND)):
        assert table.exists()
        changed = {"label_id": own.pk, "owner_id": own.owner_id}
        assert refused(lambda: _must_touch(table.update(**changed)))
        assert refused(lambda: _must_touch(table.update(label_id=own.pk)))
        assert refused(lambda: _must_touch(table._raw_delete("default")))


def _must_touch(rows: int | None) -> None:
    # A policy refuses an insert with an error, but an update or delete by touching no row.
    if not rows:
        raise IntegrityError("nothing was touched")


@by_table
def test_no_row_is_filed_under_another_nations_label(model: type[Owned], planter: Planter):
    foreign = make_label(BORLAND, Release.ALL)
    row = planter.unsaved(model)
    row.label = foreign
    with acting(as_nation(ALDORIA)):
        assert refused(lambda: row.save(force_insert=True))


@by_table
def test_owner_cannot_move_its_row_under_another_nations_label(model: type[Owned], planter: Planter):
    row = planter.plant(model)
    foreign = make_label(BORLAND, Release.ALL)
    with acting(as_nation(ALDORIA)):
        assert refused(lambda: _must_touch(model._base_manager.filter(pk=row.pk).update(label=foreign)))


def test_no_label_is_made_in_another_nations_name():
    borland = make_party(BORLAND)
    with acting(as_nation(CESTRIA)):
        assert refused(lambda: Label.objects.create(owner=borland, audience=[borland.pk]))


def test_label_that_hides_a_record_from_its_owner_is_refused():
    aldoria, borland = make_party(ALDORIA), make_party(BORLAND)
    with acting(as_nation(ALDORIA)):
        assert refused(lambda: Label.objects.create(owner=aldoria, audience=[borland.pk]))


def test_labels_never_change():
    label = make_label(ALDORIA)
    with acting(as_nation(ALDORIA)):
        audience = [*label.audience, make_party(CESTRIA).pk]
        assert refused(lambda: _must_touch(Label.objects.filter(pk=label.pk).update(audience=audience)))
        assert refused(lambda: _must_touch(Label.objects.filter(pk=label.pk)._raw_delete("default")))


@pytest.mark.parametrize(
    "model",
    [model for model in accord_models() if model not in {*owned_models(), *NOT_REFERENCE}],
    ids=lambda model: model._meta.label,
)
def test_nation_does_not_write_reference_data(model: type[models.Model], planter: Planter):
    row = planter.unsaved(model)
    with acting(as_nation(ALDORIA)):
        assert denied(lambda: row.save(force_insert=True))


def test_nobody_adds_to_anothers_scope(planter: Planter):
    row = planter.unsaved(apps.get_model("standards.ScopeInteraction"))
    with acting(as_nation(BORLAND)):
        assert denied(lambda: row.save(force_insert=True))
    with acting(as_nation(ALDORIA)):
        assert not refused(lambda: row.save(force_insert=True))


def test_every_party_has_a_label_of_its_own_from_the_start():
    party = make_party(CESTRIA)
    with acting(as_nation(CESTRIA)):
        assert Label.objects.filter(owner=party, audience=[party.pk]).count() == 1
