"""Roles and databases: one role owns the tables, another runs the requests, neither can bypass a policy."""

from __future__ import annotations

import psycopg
from psycopg import sql

from accord.core.errors import SetupRefused
from accord.core.postgres.cluster import APP, OWNER

OLDEST = 15


def prepare_database(admin_dsn: str, database: str, passwords: dict[str, str] | None = None) -> None:
    """Make the two roles, the database and its grants; run again it changes nothing.

    `admin_dsn` logs in as a role that may create roles and databases. `passwords` maps roles to passwords for
    servers that ask for one.
    """
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        refuse_old_server(admin.info.server_version)
        for role in (OWNER, APP):
            _make_role(admin, role, (passwords or {}).get(role))
        if not admin.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            name = sql.Identifier(database)
            admin.execute(sql.SQL("create database {} owner {}").format(name, sql.Identifier(OWNER)))
            admin.execute(sql.SQL("revoke all on database {} from public").format(name))
            admin.execute(sql.SQL("grant connect on database {} to {}").format(name, sql.Identifier(APP)))
    _grant_inside(psycopg.conninfo.make_conninfo(admin_dsn, dbname=database))


def refuse_old_server(server_version: int) -> None:
    """Refuse servers before 15; `server_version` is the driver's number, such as 150018."""
    if server_version < OLDEST * 10_000:
        raise SetupRefused(
            f"This server is PostgreSQL {server_version // 10_000}; Accord needs {OLDEST} or newer. "
            "Upgrade it, or unset DATABASE_URL to use the embedded one."
        )


def _make_role(admin: psycopg.Connection[tuple[object, ...]], role: str, password: str | None) -> None:
    if not admin.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
        admin.execute(
            sql.SQL("create role {} login nosuperuser nobypassrls nocreaterole").format(sql.Identifier(role))
        )
    if password is not None:
        admin.execute(
            sql.SQL("alter role {} password {}").format(sql.Identifier(role), sql.Literal(password))
        )


def _grant_inside(dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as admin:
        admin.execute("revoke create on schema public from public")
        admin.execute(sql.SQL("grant usage on schema public to {}").format(sql.Identifier(APP)))
        admin.execute(sql.SQL("grant usage, create on schema public to {}").format(sql.Identifier(OWNER)))
        for kinds, rights in (("tables", "select, insert, update, delete"), ("sequences", "usage, select")):
            admin.execute(
                sql.SQL("alter default privileges for role {} in schema public grant {} on {} to {}").format(
                    sql.Identifier(OWNER), sql.SQL(rights), sql.SQL(kinds), sql.Identifier(APP)
                )
            )
