"""Row-level security as migration operations: which policies each kind of table gets.

Every condition is one comparison against a set that the database computes once a statement; per-row functions
and sub-selects on release tables cost a thousandfold (measured on a million rows).
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations import RunSQL

_ROLE = "accord_app"
_VISIBLE = "label_id = any ((select access.labels())::int[])"
_MINE = "owner_id = (select access.party())"
_ALLIANCE = "(select access.is_alliance())"


def functions() -> RunSQL:
    """The questions that policies ask about the actor; see `accord.access.acting`."""
    return RunSQL(
        """
        create schema access;
        create function access.party() returns int language sql stable as
        $$ select nullif(current_setting('app.party', true), '')::int $$;
        create function access.account() returns bigint language sql stable as
        $$ select nullif(current_setting('app.account', true), '')::bigint $$;
        create function access.audiences() returns int[] language sql stable as
        $$ select coalesce(nullif(current_setting('app.audiences', true), '')::int[], '{}') $$;
        create function access.is_alliance() returns boolean language sql stable
            security definer set search_path = public, access, pg_temp as
        $$ select exists (select from access_party where id = access.party() and kind = 'alliance') $$;
        create function access.labels() returns int[] language sql stable
            security definer set search_path = public, access, pg_temp as
        $$ select coalesce(array_agg(id), '{}') from access_label where audience && access.audiences() $$;
        create function access.owner_only_label(owner int) returns int language sql stable
            security definer set search_path = public, access, pg_temp as
        $$ select id from access_label where owner_id = owner and audience = array[owner] $$;
        revoke execute on all functions in schema access from public;
        grant usage on schema access to accord_app;
        grant execute on all functions in schema access to accord_app;
        """,
        "drop schema access cascade",
    )


def owned_table(table: str, *, insert: str = "", update: str = "") -> RunSQL:
    """Policies of a table with `owner_id` and `label_id`: read what is released, write one's own.

    `insert` and `update` replace the default condition where others may write too.
    """
    insert, update = insert or _MINE, update or _MINE
    return RunSQL(
        [
            _label_constraint(table, "owner_id", "label_id"),
            f"create index {table}_label on {table} (label_id, id)",
            *_enable(table),
            _policy(table, "read", "select", using=_VISIBLE),
            _policy(table, "add", "insert", check=insert),
            _policy(table, "change", "update", using=f"{_VISIBLE} and ({update})", check=update),
            _policy(table, "remove", "delete", using=f"{_VISIBLE} and {_MINE}"),
        ],
        RunSQL.noop,
    )


def reference_table(table: str) -> RunSQL:
    """Policies of public reference data: everybody reads, only alliance staff writes."""
    return RunSQL(
        [
            *_enable(table),
            _policy(table, "read", "select", using="true"),
            _policy(table, "add", "insert", check=_ALLIANCE),
            _policy(table, "change", "update", using=_ALLIANCE, check=_ALLIANCE),
            _policy(table, "remove", "delete", using=_ALLIANCE),
        ],
        RunSQL.noop,
    )


def custom_table(table: str, *, select: str, insert: str, update: str = "", delete: str = "") -> RunSQL:
    """Policies written out; an empty condition means that the application's role may not do it at all."""
    policies: list[Any] = [
        *_enable(table),
        _policy(table, "read", "select", using=select),
        _policy(table, "add", "insert", check=insert),
    ]
    if update:
        policies.append(_policy(table, "change", "update", using=update, check=update))
    if delete:
        policies.append(_policy(table, "remove", "delete", using=delete))
    return RunSQL(policies, RunSQL.noop)


def label_of_owner(table: str, owner: str, label: str) -> RunSQL:
    """No row is filed under another party's label: the label in column `label` is one of the party in `owner`."""
    return RunSQL(_label_constraint(table, owner, label), RunSQL.noop)


def same_owner(table: str, column: str, target: str, *, owner: str = "owner_id") -> RunSQL:
    """The row that `column` points to in `target` belongs to the party in `owner`."""
    return RunSQL(
        f"alter table {table} add constraint {table}_{column}_of_owner foreign key ({owner}, {column}) "
        f"references {target} (owner_id, id) deferrable initially deferred",
        RunSQL.noop,
    )


def only_these_change(table: str, *columns: str) -> RunSQL:
    """Requests may update these columns and no other, and remove nothing: what was said stays said."""
    names = ", ".join(columns)
    statements: list[Any] = [
        f"revoke update, delete on {table} from {_ROLE}",
        f"grant update ({names}) on {table} to {_ROLE}",
    ]
    return RunSQL(statements, RunSQL.noop)


def _label_constraint(table: str, owner: str, label: str) -> str:
    return (
        f"alter table {table} add constraint {table}_{label}_of_owner foreign key ({owner}, {label}) "
        f"references access_label (owner_id, id) deferrable initially deferred"
    )


def _enable(table: str) -> list[str]:
    # ENABLE, not FORCE: dumps and data migrations run as the owner, who never serves a request.
    return [f"alter table {table} enable row level security"]


def _policy(table: str, name: str, command: str, *, using: str = "", check: str = "") -> str:
    conditions = (f" using ({using})" if using else "") + (f" with check ({check})" if check else "")
    return f"create policy {table}_{name} on {table} for {command} to {_ROLE}{conditions}"
