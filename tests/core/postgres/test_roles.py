"""Servers that are too old are refused; the roles are made once."""

from __future__ import annotations

import psycopg
import pytest

from accord.core.errors import SetupRefused
from accord.core.postgres import ADMIN, APP, OWNER, Lease, prepare_database
from accord.core.postgres.roles import refuse_old_server


@pytest.mark.parametrize("version", [90624, 140019])
def test_server_before_fifteen_is_refused(version: int):
    with pytest.raises(SetupRefused, match=f"PostgreSQL {version // 10_000}; Accord needs 15"):
        refuse_old_server(version)


@pytest.mark.parametrize("version", [150000, 180004])
def test_server_from_fifteen_on_is_taken(version: int):
    assert refuse_old_server(version) is None


def test_preparing_twice_changes_nothing(shared: Lease):
    rights = "select pg_get_userbyid(defaclrole), defaclobjtype::text, defaclacl::text from pg_default_acl order by 2"
    with psycopg.connect(shared.cluster.dsn(ADMIN)) as admin:
        before = admin.execute(rights).fetchall()
        assert len(before) == 2
        prepare_database(shared.cluster.dsn(ADMIN, "postgres"), "accord")
        assert admin.execute(rights).fetchall() == before


def test_nobody_but_the_two_roles_may_connect(shared: Lease):
    with psycopg.connect(shared.cluster.dsn(ADMIN)) as admin:
        admin.execute("create role guest")
        question = "select has_database_privilege(%s, 'accord', 'connect')"
        answers = {role: admin.execute(question, [role]).fetchone()[0] for role in (OWNER, APP, "guest")}
        assert answers == {OWNER: True, APP: True, "guest": False}
