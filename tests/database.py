"""The database that tests run on: embedded, or the server that DATABASE_URL names."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from accord.core.postgres import ADMIN, APP, OWNER, Cluster, Lease, prepare_database

_SOURCE = Path(__file__).resolve().parent.parent / "src" / "accord"


def _schema_fingerprint() -> str:
    """A hash of everything that decides the schema, so that a changed migration makes a new template."""
    digest = hashlib.sha256()
    for path in [*sorted(_SOURCE.glob("*/migrations/*.py")), _SOURCE / "access" / "rls.py"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def admin_dsn() -> str:
    """Connects as a role that may make roles and databases."""
    if settings.EMBEDDED:
        return Cluster(settings.DATA / "postgres").dsn(ADMIN, "postgres")
    return os.environ["TEST_ADMIN_URL"]


class TestDatabase:
    """A private clone of the migrated template, dropped at the end."""

    __test__ = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"accord_test_{os.getpid()}_{secrets.token_hex(3)}"
        self.template = f"accord_template_{_schema_fingerprint()}"
        self._held = ExitStack()

    def __enter__(self) -> TestDatabase:
        # Others may pass through: under root the server's own account must reach its folder below.
        self.folder.mkdir(mode=0o755, exist_ok=True)
        if settings.EMBEDDED:
            self._held.enter_context(Lease(settings.DATA / "postgres"))
        with (self.folder / "template.lock").open("a") as alone:
            fcntl.flock(alone, fcntl.LOCK_EX)
            self._make_template()
        self._run("create database {} template {} owner {}", self.name, self.template, OWNER)
        self._connect_as(APP, self.name)
        return self

    def __exit__(self, *_: object) -> None:
        connections["default"].close()
        self._run("drop database if exists {} with (force)", self.name)
        self._held.close()

    def _make_template(self) -> None:
        with psycopg.connect(admin_dsn(), autocommit=True) as admin:
            if admin.execute("select 1 from pg_database where datname = %s", [self.template]).fetchone():
                return
        building = f"{self.template}_building"
        self._run("drop database if exists {} with (force)", building)
        prepare_database(admin_dsn(), building)
        self._connect_as(OWNER, building)
        call_command("migrate", verbosity=0)
        from accord.access.services import set_up_parties

        set_up_parties()
        connections["default"].close()
        self._run("alter database {} rename to {}", building, self.template)

    def _connect_as(self, role: str, name: str) -> None:
        connection = connections["default"]
        connection.close()
        connection.settings_dict["NAME"] = name
        if settings.EMBEDDED:
            connection.settings_dict["USER"] = role
        else:
            url = os.environ["ACCORD_OWNER_DATABASE_URL" if role == OWNER else "DATABASE_URL"]
            info = psycopg.conninfo.conninfo_to_dict(url)
            connection.settings_dict.update(USER=info["user"], PASSWORD=info.get("password", ""))

    def _run(self, statement: str, *names: str) -> None:
        words: list[Any] = [sql.Identifier(name) for name in names]
        with psycopg.connect(admin_dsn(), autocommit=True) as admin:
            admin.execute(sql.SQL(statement).format(*words))
