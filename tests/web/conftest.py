"""Fixtures of the pages' tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from rich.console import Console

from accord.demonstration.run import prepare


@pytest.fixture(scope="module")
def loaded_coalition(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The small demonstration coalition, once for a module, in a transaction that is rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        prepare("small", Console(quiet=True))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def coalition(loaded_coalition: None) -> Iterator[None]:
    """The coalition for one test, whose changes are undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
