"""One migrated database per run, cloned from a template; tests connect as the role that serves requests."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

_FOLDER = Path(tempfile.gettempdir()) / f"accord-tests-{os.geteuid()}"
# Before anything reads the settings: tests never touch an instance's own data.
os.environ["ACCORD_DATA"] = str(_FOLDER)
os.environ.pop("ACCORD_AS_OWNER", None)
# Named here and not in pyproject.toml: pytest-django would read the settings before the lines above.
os.environ["DJANGO_SETTINGS_MODULE"] = "accord.config.settings"

import django  # noqa: E402
import pytest  # noqa: E402
from django.conf import settings  # noqa: E402
from pytest_django import DjangoDbBlocker  # noqa: E402

from database import TestDatabase  # noqa: E402

django.setup()
# Hashed names need collected files; the browser tests run a server that has them.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Replace pytest-django's set-up: migrate as the owner, then serve as the application's role."""
    with django_db_blocker.unblock(), TestDatabase(_FOLDER):
        yield
