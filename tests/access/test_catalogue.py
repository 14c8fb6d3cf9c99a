"""What PostgreSQL's own catalogue says about tables, views, functions, policies and roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection

from accord.access import checks
from accord.access.models import Label
from accord.core.errors import SetupRefused
from accord.core.postgres import APP, OWNER
from database import admin_dsn
from planted import owned_models

pytestmark = pytest.mark.django_db

# Tables that no policy guards, and why none can.
OPEN_TABLES = {
    "access_account": "answers who acts, so it is read before anybody does; the sign-in pages show none of it",
    "access_account_groups": "Django's own groups, unused: permissions come from roles",
    "access_account_user_permissions": "Django's own permissions, unused",
    "account_emailaddress": "read at sign-in, before anybody acts",
    "account_emailconfirmation": "read at sign-in, before anybody acts",
    "auth_group": "Django's own, unused",
    "auth_group_permissions": "Django's own, unused",
    "auth_permission": "Django's own, unused",
    "django_content_type": "names of tables",
    "django_migrations": "names of migrations",
    "django_session": "opened by an unguessable key before anybody acts",
}
# Functions that run with their owner's rights, and what they reveal.
DEFINERS = {
    "access.is_alliance": "whether the actor's own party is the alliance",
    "access.labels": "ids of labels released to the actor: the release predicate itself",
    "access.owner_only_label": "the id of a label that every party has",
    "access.give_owner_only_label": "nothing; a trigger that no role may call",
}
# Conditions that ask once a row, and why that is cheap.
PER_ROW = {("trials_trial", "access.owner_only_label"): "asked on insert only, one row at a time"}
# What a unique index may hold besides the owner so that it tells nothing about others' rows.
PRIVATE_KEYS = {
    "owner_id": "keys are per nation",
    "id": "given by the database",
    "uuid": "random",
    "element_id": "an element is of the row's own nation: a constraint ties them",
}

_CALL = re.compile(r"\b([a-z_]+\.[a-z_]+|[a-z_]+)\(")
_ONCE = re.compile(r"\( SELECT access\.[a-z_]+\(\) AS [a-z_]+\)")


def rows(question: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def names(question: str) -> set[str]:
    return {row[0] for row in rows(question)}


def test_every_table_is_guarded_or_on_the_list_with_a_reason():
    open_tables = names("""
        select relname from pg_class join pg_namespace n on n.oid = relnamespace
        where nspname = 'public' and relkind in ('r', 'p') and not relrowsecurity""")
    assert open_tables == set(OPEN_TABLES)


def test_every_owned_table_says_who_may_read_and_insert():
    policies = set(rows("select tablename, cmd from pg_policies"))
    for model in owned_models():
        assert {(model._meta.db_table, "SELECT"), (model._meta.db_table, "INSERT")} <= policies


def test_policies_are_for_the_role_that_serves_requests_and_for_nobody_else():
    assert rows("select distinct roles::text, permissive from pg_policies") == [
        ("{accord_app}", "PERMISSIVE")
    ]


def test_every_view_asks_with_the_rights_of_whoever_reads_it():
    assert (
        names("""
        select relname from pg_class join pg_namespace n on n.oid = relnamespace
        where nspname !~ '^(pg_|information)' and (relkind = 'm' or relkind = 'v' and
              not coalesce(reloptions::text ~ 'security_invoker=(true|on)', false))""")
        == set()
    )


def test_every_definer_function_is_on_the_list_and_fixes_its_search_path():
    found = rows("""
        select nspname || '.' || proname, coalesce(proconfig::text ~ 'search_path', false)
        from pg_proc join pg_namespace n on n.oid = pronamespace
        where prosecdef and nspname !~ '^(pg_|information)'""")
    assert {name for name, _ in found} == set(DEFINERS)
    assert [name for name, fixed in found if not fixed] == []


def test_nobody_but_the_two_roles_may_call_definer_functions():
    assert (
        names("""
        select proname from pg_proc p join pg_namespace n on n.oid = pronamespace
        where prosecdef and nspname = 'access' and has_function_privilege('public', p.oid, 'execute')""")
        == set()
    )


def test_policies_ask_about_the_actor_once_a_statement():
    policies = rows(
        "select tablename, coalesce(qual, '') || ' ' || coalesce(with_check, '') from pg_policies"
    )
    asked = {(table, call) for table, text in policies for call in _CALL.findall(_ONCE.sub("", text))}
    assert asked == set(PER_ROW)


def test_unique_keys_tell_nothing_about_rows_of_others():
    tables = tuple(model._meta.db_table for model in owned_models())
    keys = rows(f"""
        select i.indexrelid::regclass::text, array_agg(a.attname::text)
        from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indisunique and i.indrelid::regclass::text in {tables} group by 1""")
    telling = [name for name, columns in keys if not set(columns) & set(PRIVATE_KEYS)]
    assert telling == []


def test_owned_rows_refer_only_to_rows_of_the_nation_that_a_constraint_names():
    """Else a reference would tell whether somebody else's row exists, or hang something on it."""
    tables = {model._meta.db_table: model for model in owned_models()}
    tied = set(
        rows("""
        select conrelid::regclass::text, attname::text from pg_constraint
        join pg_attribute on attrelid = conrelid and attnum = any (conkey)
        where contype = 'f' and array_length(conkey, 1) = 2""")
    )
    references = {
        (table, field.column)
        for table, model in tables.items()
        for field in model._meta.concrete_fields
        if field.related_model in {*owned_models(), Label}
    }
    assert references - tied == set()


def test_role_that_serves_requests_owns_nothing_and_bypasses_nothing():
    assert rows("select current_user") == [(APP,)]
    assert checks.role_problems() == []
    assert checks.refuse_powerful_role() is None


def test_role_that_serves_requests_cannot_help_itself():
    for statement in (
        f"set role {OWNER}",
        "alter table forces_element disable row level security",
        "create policy more on forces_element using (true)",
        "create table public.mine (n int)",
        "create function public.mine() returns int language sql as 'select 1'",
        "truncate access_auditentry",
        "set session_replication_role = replica",
    ):
        with pytest.raises(psycopg.Error), psycopg.connect(**connection.get_connection_params()) as own:
            own.execute(statement)


@contextmanager
def served_by(monkeypatch: pytest.MonkeyPatch, *statements: str) -> Iterator[None]:
    """Let the start-up check look through a connection of the administrator's, after these statements."""
    database = connection.settings_dict["NAME"]
    with psycopg.connect(psycopg.conninfo.make_conninfo(admin_dsn(), dbname=database)) as admin:
        for statement in statements:
            admin.execute(statement)
        monkeypatch.setattr(checks, "connection", admin)
        yield
        admin.rollback()


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        ((), "is a superuser"),
        (("create role strong bypassrls", "set role strong"), "may bypass row-level security"),
        ((f"set role {OWNER}",), "owns"),
        ((f"create role heir in role {OWNER}", "set role heir"), f"is a member of {OWNER}"),
        (
            ("create role strong bypassrls", "create role heir in role strong", "set role heir"),
            "is a member of strong",
        ),
        (
            ("create role maker", "create schema made authorization maker", "set role maker"),
            "owns",
        ),
    ],
    ids=[
        "superuser",
        "bypassrls",
        "owner",
        "member of the owner",
        "member of bypassrls",
        "owner of a schema",
    ],
)
def test_start_is_refused_for_a_role_that_could_read_past_a_policy(
    monkeypatch: pytest.MonkeyPatch, statements: tuple[str, ...], reason: str
):
    with (
        served_by(monkeypatch, *statements),
        pytest.raises(SetupRefused, match=f"{reason}.*DATABASE_URL name the role accord_app"),
    ):
        checks.refuse_powerful_role()
