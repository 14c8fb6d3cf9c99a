"""The migrations make the tables that the models say."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command

OURS = [config.label for config in apps.get_app_configs() if config.name.startswith("accord.")]

pytestmark = pytest.mark.django_db


def a_migration_is_missing() -> bool:
    try:
        call_command("makemigrations", *OURS, check_changes=True, dry_run=True, verbosity=0)
    except SystemExit:
        return True
    return False


def test_every_change_of_a_model_has_its_migration():
    assert not a_migration_is_missing()


def test_missing_migration_is_seen(monkeypatch: pytest.MonkeyPatch):
    field = apps.get_model("trials", "Trial")._meta.get_field("event")
    monkeypatch.setattr(field, "max_length", field.max_length + 1)
    assert a_migration_is_missing()
