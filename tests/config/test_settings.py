"""Settings of an instance, read by a process of its own as at every start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_PRINT = """
import json
from accord.core.errors import SetupRefused
try:
    from accord.config import settings
except SetupRefused as refused:
    print(json.dumps({"refused": str(refused)}))
else:
    names = ["DATABASES", "EMBEDDED", "DEBUG", "SECRET_KEY", "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE"]
    names += ["CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "DEMONSTRATION"]
    print(json.dumps({name: getattr(settings, name) for name in names}))
"""
URL = "postgresql://accord_app:p%40ss@db.example:5433/accord?sslmode=require"


def settings_with(data: Path, **variables: str) -> dict[str, Any]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DATABASE_"))
    }
    environment = {**kept, "ACCORD_DATA": str(data), **variables}
    done = subprocess.run([sys.executable, "-c", _PRINT], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_without_a_setting_the_embedded_database_serves_as_the_role_that_owns_nothing(tmp_path: Path):
    found = settings_with(tmp_path)
    assert found["EMBEDDED"] is True
    assert found["DATABASES"]["default"]["USER"] == "accord_app"
    assert found["DEBUG"] is False
    assert found["DEMONSTRATION"] is False


def test_commands_that_make_tables_connect_as_their_owner(tmp_path: Path):
    assert settings_with(tmp_path, ACCORD_AS_OWNER="1")["DATABASES"]["default"]["USER"] == "accord_owner"


def test_database_address_is_taken_apart(tmp_path: Path):
    found = settings_with(tmp_path, DATABASE_URL=URL)
    chosen = found["DATABASES"]["default"]
    assert (chosen["USER"], chosen["PASSWORD"], chosen["HOST"], chosen["PORT"], chosen["NAME"]) == (
        "accord_app",
        "p@ss",
        "db.example",
        5433,
        "accord",
    )
    assert chosen["OPTIONS"] == {"sslmode": "require"}
    assert found["EMBEDDED"] is False


@pytest.mark.parametrize(
    "address",
    [
        "mysql://app:hidden@db/accord",
        "postgresql://app:hidden@db",
        "postgresql://app:hidden@db:port/accord",
        "postgresql://app:hidden@[db/accord",
        "hidden",
    ],
)
def test_malformed_database_address_is_refused_without_repeating_it(tmp_path: Path, address: str):
    refused = settings_with(tmp_path, DATABASE_URL=address)["refused"]
    assert refused.startswith("DATABASE_URL is no address of a database. Write postgresql://")
    assert "hidden" not in refused


def test_making_tables_on_a_server_of_its_own_needs_the_owners_address(tmp_path: Path):
    refused = settings_with(tmp_path, DATABASE_URL=URL, ACCORD_AS_OWNER="1")["refused"]
    assert "ACCORD_OWNER_DATABASE_URL is not" in refused


def test_misspelt_setting_is_refused(tmp_path: Path):
    assert "Unknown setting: ACCORD_PROT." in settings_with(tmp_path, ACCORD_PROT="80")["refused"]


def test_cookies_are_bound_to_the_host_where_people_come_over_https(tmp_path: Path):
    found = settings_with(tmp_path, ACCORD_HTTPS="yes")
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_HTTPONLY"]
    assert found["CSRF_COOKIE_HTTPONLY"]


def test_every_instance_makes_its_own_key_and_keeps_it(tmp_path: Path):
    first, other = settings_with(tmp_path / "a"), settings_with(tmp_path / "b")
    assert len(first["SECRET_KEY"]) > 60
    assert settings_with(tmp_path / "a")["SECRET_KEY"] == first["SECRET_KEY"]
    assert first["SECRET_KEY"] != other["SECRET_KEY"]
